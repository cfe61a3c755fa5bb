"""N-Quads: the default graph as in N-Triples and the graph of each document (`documents.py`), sorted by bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontograph.exports.content import Content
from ontograph.exports.xml import pieces
from ontograph.statements import Copy


def stream(content: Content) -> Iterator[bytes]:
    """The dataset as UTF-8 N-Quads, in pieces."""
    return pieces(_lines(content))


def dumps(content: Content) -> bytes:
    """The dataset as UTF-8 N-Quads."""
    return b"".join(stream(content))


def _lines(content: Content) -> Iterator[str]:
    """Of each thing all lines, sorted: a triple, then the same in the graphs that repeat it (" ." is before " <")."""
    for (subject, said), copies in content.quads():
        triples = sorted({f"{property_} {value}" for property_, value in said})
        between = f" .\n{subject} "
        if len(copies) == 1 and copies[0][1] is said:
            name = copies[0][0]
            triples = [f"{triple}{between}{triple} {name}" for triple in triples]
        elif copies:
            triples = list(_repeated(triples, copies))
        yield f"{subject} {between.join(triples)} .\n"


def _repeated(triples: Iterable[str], copies: Iterable[Copy]) -> Iterator[str]:
    graphs = [(name, {f"{property_} {value}" for property_, value in told}) for name, told in sorted(copies)]
    for triple in triples:
        yield triple
        yield from (f"{triple} {name}" for name, told in graphs if triple in told)
