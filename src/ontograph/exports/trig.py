"""TriG: the Turtle of the default graph, then the graph of each document (`documents.py`) in braces behind its name."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.exports import turtle
from ontograph.exports.content import Content


def stream(content: Content) -> Iterator[bytes]:
    """The dataset as UTF-8 TriG, in reading order, in pieces."""
    writer = turtle.Writer(content.prefixes)
    yield from writer.page(_blocks(content, writer))


def dumps(content: Content) -> bytes:
    """The dataset as UTF-8 TriG."""
    return b"".join(stream(content))


def _blocks(content: Content, writer: turtle.Writer) -> Iterator[str]:
    yield from map(writer.block, content.nodes())
    for name, nodes in content.documents():
        yield f"\n{writer.term(name)} {{\n"
        inner = "".join(writer.block(node, indent="    ") for node in nodes)
        yield inner.removeprefix("\n")
        yield "}\n"
