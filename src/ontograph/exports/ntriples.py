"""N-Triples: one triple a line, sorted by bytes as `LC_ALL=C sort` does, for diff, grep and bulk loaders."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ontograph.exports.content import Content


def dumps(content: Content) -> bytes:
    """The graph as UTF-8 N-Triples."""
    return lines(content.triples, ox.RdfFormat.N_TRIPLES)


def lines(statements: Iterable[ox.Triple] | Iterable[ox.Quad], format_: ox.RdfFormat) -> bytes:
    """Statements in a format of one a line, sorted, each once; line breaks within literals are escaped there."""
    written = ox.serialize(statements, format=format_) or b""
    return b"".join(line + b"\n" for line in sorted(set(written.split(b"\n")) - {b""}))
