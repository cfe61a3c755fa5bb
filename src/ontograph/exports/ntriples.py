"""N-Triples: one triple a line, sorted by bytes as `LC_ALL=C sort` does, for diff, grep and bulk loaders."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.exports.content import Content
from ontograph.exports.xml import pieces


def stream(content: Content) -> Iterator[bytes]:
    """The graph as UTF-8 N-Triples, in pieces; line breaks within literals are escaped there."""
    return pieces(_lines(content))


def dumps(content: Content) -> bytes:
    """The graph as UTF-8 N-Triples."""
    return b"".join(stream(content))


def _lines(content: Content) -> Iterator[str]:
    for subject, said in content.by_iri():  # code points sort as UTF-8 does, and no subject is the start of another
        triples = sorted({f"{property_} {value}" for property_, value in said})
        yield f"{subject} " + f" .\n{subject} ".join(triples) + " .\n"
