"""Text and attributes of XML, and the typed columns of attribute tables, for the formats of graphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_BREAKS = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
"""Readers make line feeds of these unless they are escaped: of the others in JavaScript's, by the rules of XML 1.1."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """Text for XML 1.0: characters that it forbids (most control characters) become U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), _BREAKS)


def attribute(value: str) -> str:
    """The same as the value of an attribute, in quotes."""
    return quoteattr(_FORBIDDEN.sub("\ufffd", value), _BREAKS | {"\n": "&#10;", "\t": "&#9;"})


def written(value: Any) -> str:
    """A value of an attribute table: true and false as XML has them, anything else as Python writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def numbered(seen: Counter[Any], key: Any, name: str) -> str:
    """The name at its first use, then "name 2", "name 3"."""
    seen[key] += 1
    return name if seen[key] == 1 else f"{name} {seen[key]}"


def columns(rows: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """Name -> type of all attributes, sorted; a name with numbers of both kinds is a float, else mixed ones a str."""
    found: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(type(value))
    mixed = {name: float if types == {int, float} else str for name, types in found.items()}
    return {name: next(iter(found[name])) if len(found[name]) == 1 else mixed[name] for name in sorted(found)}
