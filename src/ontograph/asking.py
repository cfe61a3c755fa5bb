"""From the words of a command line to an answer: which graph, which query, which parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from ontograph import query
from ontograph.errors import QueryError
from ontograph.parameters import Parameter
from ontograph.query import Result

if TYPE_CHECKING:
    from ontograph.knowledgegraph import KnowledgeGraph

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


def ask(graph: str | Path | ox.Store | rdflib.Graph | KnowledgeGraph, question: str, /, **parameters: object) -> Result:
    """Ask a graph: by a named query with its parameters, a file of SPARQL, or SPARQL itself.

    `graph` is a Turtle file or the folder of a build, or a graph in memory; to ask one many times, load it once
    (`ontograph.query.load`). The answer has `columns`, `rows` and `records` (a dictionary a row).

        import ontograph

        for row in ontograph.ask("graph", "leaders-on", org="OpenAI", date="2023-11-19").records:
            print(row["name"], row["held"])

    Raises QueryError for the query and its parameters, GraphError for the graph and for names that it does not hold.
    """
    if _NAME.fullmatch(question) and not Path(question).is_file():
        named = query.named(question)
        store = _store(graph)
        return query.run(store, named.bind(store, **{name: str(value) for name, value in parameters.items()}), question)
    if parameters:
        raise QueryError("only a named query takes parameters")
    sparql = _sparql(question)
    return query.run(_store(graph), sparql, "query" if sparql == question else question)


def catalogue() -> list[tuple[str, str, str]]:
    """Name, question and parameters of each named query."""
    return [
        (named.name, named.title_en, " ".join(f"[{param.metavar}]" for param in named.params.values()))
        for named in query.list_named()
    ]


def _store(graph: str | Path | ox.Store | rdflib.Graph | KnowledgeGraph) -> ox.Store:
    if isinstance(graph, ox.Store):
        return graph
    if isinstance(graph, str | Path):
        return query.load(Path(graph))
    store = ox.Store()
    rdf = graph if isinstance(graph, rdflib.Graph) else graph.rdf
    store.bulk_load(rdf.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _names() -> dict[str, Mapping[str, Parameter]]:
    return {named.name: named.params for named in query.list_named()}


def _sparql(text: str) -> str:
    if not text.endswith((".rq", ".sparql")) and not (len(text) < 256 and Path(text).is_file()):
        return text
    try:
        return Path(text).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{text}: {reason}") from error
