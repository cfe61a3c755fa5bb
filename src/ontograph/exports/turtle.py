"""Turtle: sorted, prefixed, the same bytes for the same graph."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph

from ontograph.exports import replace_file
from ontograph.graph import to_rdf
from ontograph.model import Knowledge


def write(source: Knowledge | Graph, path: Path) -> None:
    """Write a Turtle file, whole or not at all; raises OSError, and as `graph.to_rdf`."""
    replace_file(path, dumps(source))


def dumps(source: Knowledge | Graph) -> bytes:
    """The graph as UTF-8 Turtle. rdflib sorts subjects, predicates and objects, whatever order they came in."""
    graph = source if isinstance(source, Graph) else to_rdf(source)
    return graph.serialize(format="turtle", encoding="utf-8")
