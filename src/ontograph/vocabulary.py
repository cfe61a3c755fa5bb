"""`ontology.ttl` -> checked terms, namespaces, and what each role of a fact takes.

The ontology is the only definition of classes and properties: a name that it lacks is refused here, so a misspelt term
never reaches a graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from ontograph import resources
from ontograph.errors import DataError

OG = Namespace("https://w3id.org/ontograph#")
ID = Namespace("https://w3id.org/ontograph/id/")
SCHEMA = Namespace("https://schema.org/")

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": str(ID),
    "oa": "http://www.w3.org/ns/oa#",
    "og": str(OG),
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": str(SCHEMA),
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix -> namespace, for everything that reads or writes a graph."""


class Range(Enum):
    """What fills a role, as `graph.py` has to write it."""

    ENTITY = "entity"
    FACT = "fact"
    MONEY = "money"
    CONCEPT = "concept"
    DATE = "date"
    DECIMAL = "decimal"
    FRENCH = "text in French"
    STRING = "string"


_DATATYPES: dict[Node, Range] = {
    OG.Date: Range.DATE,
    XSD.decimal: Range.DECIMAL,
    RDF.langString: Range.FRENCH,
    XSD.string: Range.STRING,
}


class Vocabulary:
    """The terms of one ontology file, by local name ("Departure", "roleClass", "CTO")."""

    def __init__(self, ontology: Graph, source: str) -> None:
        self.graph = ontology
        self.source = source
        subjects = (s for s in ontology.subjects(RDF.type, None, unique=True) if isinstance(s, URIRef))
        self._terms = {str(s)[len(OG) :]: s for s in sorted(subjects) if s.startswith(OG)}
        self._classes_above, self._roles_above = (
            {name: self._names(ontology.transitive_objects(term, property_)) for name, term in self._terms.items()}
            for property_ in (RDFS.subClassOf, RDFS.subPropertyOf)
        )
        self._ranges: dict[str, Range] = {}
        self._concepts: dict[tuple[str, str], URIRef] = {}
        roles = {c: self._roles_of(c) for c in self._names(ontology.transitive_subjects(RDFS.subClassOf, OG.Fact))}
        self.fact_classes = tuple(c for c in roles if len(roles[c]) > len(roles["Fact"]))
        """Classes of facts that a graph may hold ("Acquisition", "Appointment" …), sorted: those with roles of their
        own, so not Fact, Event and State."""
        self._roles = {**{c: roles[c] for c in self.fact_classes}, "Claim": self._roles_of("Claim")}

    @classmethod
    def read(cls, file: Path) -> Vocabulary:
        """Read an ontology file in Turtle; raises DataError if it is missing or broken."""
        try:
            return cls(Graph().parse(file, format="turtle"), str(file))
        except (OSError, BadSyntax, ParserError) as error:
            raise DataError(f"{file}: {' '.join(str(error).split())}") from error

    def __contains__(self, name: str) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def term(self, name: str) -> URIRef:
        """The IRI of a term by its local name; raises DataError if the ontology has none."""
        try:
            return self._terms[name]
        except KeyError:
            raise DataError(f"{self.source}: no term og:{name}") from None

    def label(self, name: str, language: str = "fr") -> str:
        """How people call a term ("Départ"); raises DataError if the ontology has none."""
        labels = self.graph.objects(self.term(name), RDFS.label)
        return next((str(x) for x in labels if getattr(x, "language", None) == language), name)

    def superclasses(self, name: str) -> tuple[str, ...]:
        """The class itself and its superclasses within this ontology, sorted: Departure -> Departure, Event, Fact."""
        self.term(name)
        return self._classes_above[name]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a class is the other one or below it; False for an unknown name."""
        return name in self and ancestor in self.superclasses(name)

    def roles(self, class_: str) -> tuple[str, ...]:
        """The roles of a fact class (or of "Claim"), sorted; raises DataError for anything else."""
        try:
            return self._roles[class_]
        except KeyError:
            raise DataError(f"{self.source}: og:{class_} is no class of facts") from None

    def role(self, class_: str, role: str) -> URIRef:
        """The property of a role; raises DataError if facts of this class have no such role."""
        if role not in self.roles(class_):
            raise DataError(f"{self.source}: og:{class_} has no role og:{role}")
        return self.term(role)

    def super_roles(self, role: str) -> tuple[str, ...]:
        """Roles that this one implies, itself included: leadInvestor -> investor, leadInvestor."""
        self.term(role)
        return self._roles_above[role]

    def range(self, role: str) -> Range:
        """What fills the role; raises DataError if the ontology does not say."""
        if role not in self._ranges:
            self._ranges[role] = self._range(role)
        return self._ranges[role]

    def _range(self, role: str) -> Range:
        node = self.graph.value(self.term(role), RDFS.range)
        if node in _DATATYPES:
            return _DATATYPES[node]
        if node == SCHEMA.MonetaryAmount:
            return Range.MONEY
        name = str(node).removeprefix(str(OG))
        for ancestor, kind in (("Agent", Range.ENTITY), ("Fact", Range.FACT)):
            if self.is_a(name, ancestor):
                return kind
        if any(self.graph.subjects(RDF.type, node)):
            return Range.CONCEPT
        raise DataError(f"{self.source}: og:{role} needs an rdfs:range that the program can write")

    def concept(self, role: str, name: str) -> URIRef:
        """A value of a role with controlled values (kind, "resignation"); raises DataError for any other value."""
        if (role, name) not in self._concepts:
            self._concepts[role, name] = self._concept(role, name)
        return self._concepts[role, name]

    def _concept(self, role: str, name: str) -> URIRef:
        term, class_ = self.term(name), self.graph.value(self.term(role), RDFS.range)
        if (term, RDF.type, class_) not in self.graph:
            raise DataError(f"{self.source}: og:{name} is no value of og:{role}")
        return term

    def members(self, collection: str) -> tuple[str, ...]:
        """The local names of what a SKOS collection holds, sorted: leadingRoles -> CEO, Chair, President."""
        return self._names(self.graph.objects(self.term(collection), SKOS.member))

    def entity_roles(self) -> frozenset[str]:
        """Roles of facts whose fillers are people or organizations."""
        used = {role for class_ in self.fact_classes for role in self.roles(class_)}
        return frozenset(role for role in used if self.range(role) is Range.ENTITY)

    def drawn(self, class_: str) -> tuple[str, tuple[str, ...]] | None:
        """How a fact becomes edges between entities: (from role, to roles); None if it has no two sides."""
        source = self._names(self.graph.objects(self.term(class_), OG.drawnFrom))
        return (source[0], self._names(self.graph.objects(self.term(class_), OG.drawnTo))) if source else None

    def _names(self, nodes: Iterable[Node | None]) -> tuple[str, ...]:
        return tuple(sorted({str(n)[len(OG) :] for n in nodes if isinstance(n, URIRef) and n.startswith(OG)}))

    def _roles_of(self, class_: str) -> tuple[str, ...]:
        classes = {self.term(c) for c in self.superclasses(class_)}
        return self._names(
            prop for prop, domain in self.graph.subject_objects(RDFS.domain) if classes & set(self._members(domain))
        )

    def _members(self, domain: Node) -> tuple[Node | None, ...]:
        union = self.graph.value(domain, OWL.unionOf)
        return (domain,) if union is None else tuple(Collection(self.graph, union))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this installation, read once."""
    return Vocabulary.read(resources.path("ontology.ttl"))
