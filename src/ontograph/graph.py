"""Knowledge -> an rdflib graph, for who asks for one; what is in it is decided in `statements`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ontograph import rdfterms
from ontograph.model import Document, Entity, Fact, GroundedClaim, Knowledge
from ontograph.rdfterms import money_label
from ontograph.statements import Statements
from ontograph.vocabulary import ID, PREFIXES, Vocabulary

__all__ = ["date_literal", "iri", "money_label", "node", "prefixes", "to_rdf", "triples"]

_XSD = PREFIXES["xsd"]


def to_rdf(knowledge: Knowledge, terms: Vocabulary | None = None) -> Graph:
    """The knowledge as a graph, with its prefixes bound.

    Raises DataError where a fact has a type, a role or a value that the ontology lacks, and ValueError where a role
    names an entity or a fact that is not in the knowledge.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(knowledge).items():
        graph.bind(prefix, namespace)
    for one in triples(knowledge, terms):
        graph.add((node(one.subject), node(one.predicate), node(one.object)))
    return graph


def triples(knowledge: Knowledge, terms: Vocabulary | None = None) -> Iterator[ox.Triple]:
    """All triples for pyoxigraph, some of them more than once; raises as `to_rdf`."""
    for subject, said in Statements(knowledge, terms).nodes():
        lines = "".join(f"{subject} {property_} {value} .\n" for property_, value in said)
        for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple


def prefixes(knowledge: Knowledge) -> dict[str, str]:
    """The prefixes that make a graph of this knowledge readable: the vocabulary's, and one a kind of id ("person:")."""
    groups: tuple[Iterable[Document | Entity | Fact | GroundedClaim], ...] = (
        knowledge.documents,
        knowledge.entities,
        knowledge.facts,
        (claim for fact in knowledge.facts for claim in fact.claims),
    )
    kinds = {
        "amount",
        "software",
        *(thing.id.partition("/")[0] for group in groups for thing in group if "/" in thing.id),
    }
    own = {kind: f"{ID}{kind}/" for kind in kinds if kind not in PREFIXES and re.fullmatch(r"[a-z][a-z-]*", kind)}
    return dict(sorted({**PREFIXES, **own}.items()))


def iri(id_: str) -> URIRef:
    """The IRI of a document, entity, fact or claim by its id; anything unsafe in the id is percent-encoded."""
    return ID[rdfterms.local(id_)]


def date_literal(value: str) -> Literal | None:
    """A date as `rdfterms.date_term` has it."""
    found = rdfterms.calendar_date(value)
    return None if found is None else Literal(found[0], datatype=URIRef(_XSD + found[1]), normalize=False)


def node(term: object) -> Node:
    """A term of pyoxigraph as rdflib's; raises TypeError for one that RDF 1.1 does not know."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not a term of RDF 1.1: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == _XSD + "string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
