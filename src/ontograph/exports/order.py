"""The reading order of a graph: documents come first, then people and organizations, then each fact with its claims
behind it, then sums of money and the rest; of each thing first what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from ontograph.statements import Node
from ontograph.vocabulary import OG, PREFIXES, SCHEMA

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_ABOUT = ox.NamedNode(OG.about)
_CLASSES = [ox.NamedNode(c) for c in (OG.Document, OG.Agent, OG.Fact, SCHEMA.MonetaryAmount)]
_FIRST = [
    PREFIXES["rdf"] + "type",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["rdfs"] + "label",
    PREFIXES["dcterms"] + "title",
    str(OG.path),
    str(OG.about),
    str(OG.quote),
]
"""Properties that say what a thing is, before all others."""


def rank(property_: str) -> tuple[int, str]:
    """A sort key for the properties of a thing, by their IRIs."""
    return (_FIRST.index(property_) if property_ in _FIRST else len(_FIRST), property_)


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Each triple once, in reading order."""
    unique = set(triples)
    places = _places(unique)
    return sorted(unique, key=lambda t: (places[t.subject], rank(t.predicate.value), str(t.object)))


def nodes(triples: Iterable[ox.Triple]) -> Iterator[Node]:
    """Each thing with what is said of it, in reading order."""
    for subject, said in groupby(ordered(triples), key=lambda triple: triple.subject):
        yield str(subject), [(str(triple.predicate), str(triple.object)) for triple in said]


def _places(triples: set[ox.Triple]) -> dict[object, tuple[int, str, str]]:
    """A sort key for each subject: its kind, then its IRI; a claim goes behind its fact."""
    kinds: dict[object, int] = {class_: place for place, class_ in enumerate(_CLASSES)}
    ranks: dict[object, int] = {}
    facts: dict[object, str] = {}
    for triple in triples:
        place = kinds.get(triple.object, len(kinds)) if triple.predicate == _TYPE else len(kinds)
        ranks[triple.subject] = min(place, ranks.get(triple.subject, place))
        if triple.predicate == _ABOUT:
            facts[triple.subject] = min(str(triple.object), facts.get(triple.subject, str(triple.object)))
    behind = kinds[_CLASSES[2]]
    return {
        node: (behind, facts[node], str(node)) if node in facts else (place, str(node), "")
        for node, place in ranks.items()
    }
