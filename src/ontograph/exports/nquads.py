"""N-Quads: the default graph as in N-Triples and the graph of each document (`documents.py`), sorted by bytes."""

from __future__ import annotations

import pyoxigraph as ox

from ontograph.exports import ntriples
from ontograph.exports.content import Content
from ontograph.exports.documents import by_document


def dumps(content: Content) -> bytes:
    """The dataset as UTF-8 N-Quads."""
    default = [ox.Quad(t.subject, t.predicate, t.object) for t in content.triples]
    named = [
        ox.Quad(t.subject, t.predicate, t.object, name)
        for name, said in by_document(content.triples).items()
        for t in said
    ]
    return ntriples.lines([*default, *named], ox.RdfFormat.N_QUADS)
