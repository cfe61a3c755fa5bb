"""A graph as `diff` compares it: documents, entities, facts and passages, read through the public vocabulary only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ontograph import query
from ontograph.model import CORE_ROLES
from ontograph.vocabulary import OG, PREFIXES, SCHEMA

_RDF, _RDFS, _SKOS = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["skos"]
_TYPE, _LABEL = _RDF + "type", _RDFS + "label"
DETAILS = ("factuality", "status", "date", "attributedTo", "amount", "valuation", "stake")
"""What a passage says by itself, beside the words."""

Values = Mapping[str, frozenset[str]]
"""Local name of a property -> its values: IRIs, and the text of literals."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the graph."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A person or an organization."""

    iri: str
    name: str
    kinds: frozenset[str]
    aliases: frozenset[str]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim: the words of an article, and what they say by themselves."""

    path: str
    start: int
    quote: str
    details: Values


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact: everything said of it but its label, and its passages by path and place."""

    iri: str
    type: str
    label: str
    values: Values
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph: documents by path; entities and facts by IRI."""

    documents: Mapping[str, Document]
    things: Mapping[str, Thing]
    facts: Mapping[str, FactView]
    labels: Mapping[str, str]
    """How people call what has an IRI."""
    triples: frozenset[tuple[str, str, str]]

    def show(self, value: str) -> str:
        """A value as a person reads it: the name of an entity, the label of an amount, a term without its prefix."""
        return self.labels.get(value, value.removeprefix(str(OG)))


def read(graph: Path) -> Snapshot:
    """The graph of a Turtle file, or of the folder of a build; raises GraphError where there is none."""
    return _Reader(query.triples(graph)).snapshot()


class _Reader:
    """The triples of a graph by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self.about: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            self.about[_value(triple.subject)][triple.predicate.value].add(_value(triple.object))

    def snapshot(self) -> Snapshot:
        documents = {iri: Document(self.one(iri, OG.path), self.one(iri, OG.sha256)) for iri in self.of("Document")}
        passages: defaultdict[str, list[Passage]] = defaultdict(list)
        for iri in self.of("Claim"):
            document = documents.get(self.one(iri, OG.inDocument))
            passage = Passage(
                path=document.path if document else "",
                start=int(self.one(iri, OG.start) or 0),
                quote=self.one(iri, OG.quote),
                details={name: frozenset(self.get(iri, OG[name])) for name in DETAILS if self.get(iri, OG[name])},
            )
            for fact in self.get(iri, OG.about):
                passages[fact].append(passage)
        facts = {iri: self.fact(iri, passages[iri]) for iri in self.of("Fact")}
        things = {iri: self.thing(iri) for iri in [*self.of("Person"), *self.of("Organization")]}
        return Snapshot(
            documents={document.path: document for document in documents.values()},
            things=things,
            facts=facts,
            labels={
                **{iri: thing.name for iri, thing in things.items()},
                **{iri: fact.label for iri, fact in facts.items()},
                **{iri: self.one(iri, _LABEL) for iri in self.of(SCHEMA.MonetaryAmount)},
            },
            triples=frozenset(
                (subject, predicate, value)
                for subject, about in self.about.items()
                for predicate, values in about.items()
                for value in values
            ),
        )

    def fact(self, iri: str, passages: Iterable[Passage]) -> FactView:
        types = sorted(value.removeprefix(str(OG)) for value in self.get(iri, _TYPE))
        known = [name for name in types if name in CORE_ROLES] or types
        values = {
            predicate.removeprefix(str(OG)): frozenset(found)
            for predicate, found in self.about[iri].items()
            if predicate not in (_TYPE, _LABEL)
        }
        ordered = sorted(passages, key=lambda passage: (passage.path, passage.start, passage.quote))
        return FactView(iri, known[0], self.one(iri, _LABEL) or iri, values, tuple(ordered))

    def thing(self, iri: str) -> Thing:
        return Thing(
            iri,
            self.one(iri, _SKOS + "prefLabel") or iri,
            frozenset(value.removeprefix(str(OG)) for value in self.get(iri, _TYPE)),
            frozenset(self.get(iri, _SKOS + "altLabel")),
            self.one(iri, PREFIXES["owl"] + "sameAs").removeprefix(PREFIXES["wd"]) or None,
        )

    def of(self, class_: str) -> list[str]:
        wanted = str(class_) if "://" in class_ else str(OG[class_])
        return sorted(subject for subject, about in self.about.items() if wanted in about.get(_TYPE, ()))

    def get(self, subject: str, predicate: str) -> set[str]:
        return self.about[subject].get(str(predicate), set()) if subject in self.about else set()

    def one(self, subject: str, predicate: str) -> str:
        """The value of a property, the first of several, "" for none."""
        return min(self.get(subject, predicate), default="")


def _value(term: object) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
