"""N-Quads: the default graph as in N-Triples and the graph of each document (`documents.py`), sorted by bytes."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.exports.content import Content
from ontograph.exports.xml import pieces


def stream(content: Content) -> Iterator[bytes]:
    """The dataset as UTF-8 N-Quads, in pieces."""
    return pieces(_lines(content))


def dumps(content: Content) -> bytes:
    """The dataset as UTF-8 N-Quads."""
    return b"".join(stream(content))


def _lines(content: Content) -> Iterator[str]:
    for (subject, said), copies in content.quads():
        lines = {f"{subject} {property_} {value} .\n" for property_, value in said}
        for name, told in copies:
            lines.update(f"{subject} {property_} {value} {name} .\n" for property_, value in told)
        yield "".join(sorted(lines))
