"""From the words of a command line to an answer: which graph, which query, which parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ontograph import query
from ontograph.errors import QueryError
from ontograph.query import Result

_NAME = re.compile(r"[a-z][a-z0-9-]*")


def parse(words: Sequence[str], default: Path) -> tuple[Path, str, dict[str, str]]:
    """The graph, the query and the parameters in `[GRAPH] QUERY [--name value | --name=value]…`.

    Raises ValueError, saying what is wrong, if there is no query or a parameter has no value.
    """
    plain: list[str] = []
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            plain.append(word)
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals and (value := next(rest, "")) == "":
            raise ValueError(f"--{name} needs a value")
        parameters[name] = value
    if not 1 <= len(plain) <= 2:
        raise ValueError("one QUERY is needed, after the GRAPH if that is not graph/ (`query --list` shows some)")
    if len(plain) == 2 and _NAME.fullmatch(plain[0]) and not Path(plain[0]).exists() and plain[0] in _names():
        raise ValueError(f"{plain[0]} takes its parameters by name: {' '.join(f'--{p}' for p in _names()[plain[0]])}")
    return (Path(plain[0]) if len(plain) == 2 else default), plain[-1], parameters


def ask(graph: Path, text: str, parameters: Mapping[str, str]) -> Result:
    """Run a query: a named one with its parameters, a file of SPARQL, or SPARQL itself.

    Raises QueryError, and GraphError for the graph.
    """
    if _NAME.fullmatch(text) and not Path(text).is_file():
        return query.run(query.load(graph), query.named(text).bind(**parameters))
    if parameters:
        raise QueryError("only a named query takes parameters")
    sparql = _sparql(text)
    return query.run(query.load(graph), sparql, "query" if sparql == text else text)


def catalogue() -> list[tuple[str, str, str]]:
    """Name, question and parameters of each named query."""
    return [
        (named.name, named.title_en, " ".join(f"--{param}" for param in named.params)) for named in query.list_named()
    ]


def _names() -> dict[str, Mapping[str, str]]:
    return {named.name: named.params for named in query.list_named()}


def _sparql(text: str) -> str:
    if not text.endswith((".rq", ".sparql")) and not (len(text) < 256 and Path(text).is_file()):
        return text
    try:
        return Path(text).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{text}: {reason}") from error
