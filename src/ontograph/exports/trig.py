"""TriG: the Turtle of the default graph, then the graph of each document (`documents.py`) in braces behind its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ontograph.exports import turtle
from ontograph.exports.content import Content
from ontograph.exports.documents import Name, by_document


def dumps(content: Content) -> bytes:
    """The dataset as UTF-8 TriG, in reading order."""
    lines = turtle.body(content.triples, content.prefixes)
    for name, said in by_document(content.triples).items():
        lines += _graph(name, turtle.body(said, content.prefixes), content.prefixes)
    return turtle.page(lines, content.prefixes)


def _graph(name: Name, body: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """A block; TriG writes the name of a graph as Turtle writes a subject, so pyoxigraph is asked for one."""
    yield ""
    yield f"{_written(name, prefixes)} {{"
    inner = [f"    {line}" if line else "" for line in body]
    yield from inner[1:] if inner[:1] == [""] else inner
    yield "}"


def _written(name: Name, prefixes: Mapping[str, str]) -> str:
    triple = ox.Triple(name, ox.NamedNode("x:p"), ox.NamedNode("x:o"))
    text = (ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode()
    return text.split("\n")[len(prefixes)].removesuffix(" <x:p> <x:o> .")
