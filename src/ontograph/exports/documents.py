"""What each document says: a named graph for each, beside the default graph.

The default graph holds every triple, so a query without GRAPH asks everything. The graph of a document repeats what
that document says, and nothing that was concluded from several:

- its description and whom it mentions (the triples of the og:Document),
- its claims (og:inDocument): quote, place, certainty, source and what each is about,
- the amounts of money that its claims state: an amount's IRI is its value, whoever states it.

Not in it: people and organizations (who is one across articles), facts (claims merged), og:disagreesWith and
dcterms:isVersionOf (a look at two documents). A graph's name is the IRI of its document, as in crawled data (N-Quads of
the Web Data Commons name the page), so `GRAPH ?document { … }` joins with all else that is known of `?document`, and
`graph.nq` needs no triple that `graph.ttl` lacks. A name of its own, as nanopublications give, would allow statements
about the graph as distinct from the article; the provenance of an extraction is said of each claim instead
(prov:wasDerivedFrom, wasGeneratedBy). RDF 1.1 does not take a graph's name to denote the graph (Concepts, section 4),
so nothing is said wrongly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ontograph.vocabulary import OG, PREFIXES, SCHEMA

Name = ox.NamedNode | ox.BlankNode

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_DOCUMENT, _MONEY = ox.NamedNode(OG.Document), ox.NamedNode(SCHEMA.MonetaryAmount)
_IN_DOCUMENT = ox.NamedNode(OG.inDocument)
_OF_SEVERAL = frozenset([ox.NamedNode(OG.disagreesWith), ox.NamedNode(PREFIXES["dcterms"] + "isVersionOf")])
"""Properties that no document states alone."""


def by_document(triples: Iterable[ox.Triple]) -> dict[Name, set[ox.Triple]]:
    """The graph of each document by its name, sorted; a claim in two documents is in both graphs."""
    about: dict[object, list[ox.Triple]] = defaultdict(list)
    claims: dict[Name, list[object]] = {}
    amounts: set[object] = set()
    for triple in triples:
        about[triple.subject].append(triple)
        if triple.predicate == _IN_DOCUMENT and isinstance(triple.object, Name):
            claims.setdefault(triple.object, []).append(triple.subject)
        elif triple.predicate == _TYPE and triple.object == _DOCUMENT and isinstance(triple.subject, Name):
            claims.setdefault(triple.subject, [])
        elif triple.predicate == _TYPE and triple.object == _MONEY:
            amounts.add(triple.subject)
    graphs: dict[Name, set[ox.Triple]] = {}
    for document in sorted(claims, key=str):
        said = [t for node in (document, *claims[document]) for t in about[node] if t.predicate not in _OF_SEVERAL]
        sums = {t.object for t in said if t.object in amounts}
        graphs[document] = {*said, *(t for amount in sums for t in about[amount])}
    return graphs
