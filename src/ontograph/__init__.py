"""French press articles in, a knowledge graph out: `ontograph.build("corpus/")`.

`ontograph.ask("graph/", "departures", org="OpenAI")` asks it.

The heavy parts (spaCy, rdflib) are imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ontograph.asking import ask
    from ontograph.flow import KnowledgeGraph, Report, build, update

__all__ = ["KnowledgeGraph", "Report", "ask", "build", "update"]
__version__ = version("ontograph-press")


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("ontograph.asking" if name == "ask" else "ontograph.flow"), name)
    raise AttributeError(f"module 'ontograph' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
