"""RDF -> Knowledge: what `graph.py` wrote, read back, for what is made of a graph file without a build.

What the graph does not say stays unsaid: the order of two titles of one fact comes back sorted. What `graph.py` derives
(superclasses, shortcuts) is left out, so the same graph is made of the knowledge again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, cast
from urllib.parse import unquote

import pyoxigraph as ox

from ontograph.errors import GraphError
from ontograph.model import Argument, Claim, Document, Entity, Fact, Filler, GroundedClaim, Knowledge, Money
from ontograph.vocabulary import ID, OG, PREFIXES, SCHEMA, Range, Vocabulary, vocabulary

_NUMBER = re.compile(r"(\d+)")
_OG, _SCHEMA = str(OG), str(SCHEMA)
_RDF_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
APART = frozenset(
    [
        "about",
        "attributedTo",
        "confidence",
        "date",
        "disagreesWith",
        "end",
        "extractedBy",
        "factuality",
        "inDocument",
        "quote",
        "start",
        "status",
    ]
)
"""Properties of facts and claims that are fields of their records, not arguments."""


def recall(triples: Iterable[ox.Triple]) -> Knowledge:
    """The knowledge behind a graph, each part sorted by id; raises GraphError where the graph is not of this shape."""
    return _Recall(triples, vocabulary()).knowledge()


class _Recall:
    def __init__(self, triples: Iterable[ox.Triple], terms: Vocabulary) -> None:
        self.terms = terms
        self.said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.links: set[tuple[str, str, str]] = set()
        """Statements whose object is a resource: an attribution may be one, or text."""
        for triple in triples:
            subject, predicate, object_ = (
                getattr(t, "value", "") for t in (triple.subject, triple.predicate, triple.object)
            )
            self.said[subject][predicate].append(object_)
            if isinstance(triple.object, ox.NamedNode):
                self.links.add((subject, predicate, object_))
        self.classes = {subject: self._class(said.get(_RDF_TYPE, ())) for subject, said in self.said.items()}

    def knowledge(self) -> Knowledge:
        claims: dict[str, list[GroundedClaim]] = defaultdict(list)
        for node in self._all("Claim"):
            fact = self._need(node, "about")
            claims[fact].append(self._claim(node, self.classes.get(fact, "")))
        documents = [self._document(node) for node in self._all("Document")]
        entities = [self._entity(node) for node in self._all("Agent")]
        facts = [self._fact(node, claims[node]) for node in self._all("Fact")]
        return Knowledge(tuple(documents), tuple(entities), tuple(facts))

    def _class(self, types: Iterable[str]) -> str:
        """The most special of a thing's classes of the ontology, "" if it has none."""
        own = {name for iri in types if iri.startswith(_OG) and (name := iri.removeprefix(_OG)) in self.terms}
        return max(sorted(own), key=lambda name: len(self.terms.superclasses(name)), default="")

    def _all(self, class_: str) -> Iterator[str]:
        found = [node for node, name in self.classes.items() if name and self.terms.is_a(name, class_)]
        yield from sorted(found, key=_id)

    def _get(self, node: str, iri: str) -> str | None:
        return min(self.said[node].get(iri, ()), default=None)

    def _need(self, node: str, name: str) -> str:
        value = self._get(node, _OG + name)
        if value is None:
            raise GraphError(f"<{node}> has no og:{name}: not a graph of this program, or cut short")
        return value

    def _local(self, node: str, name: str) -> str | None:
        value = self._get(node, _OG + name)
        return None if value is None else value.removeprefix(_OG)

    def _document(self, node: str) -> Document:
        dcterms = PREFIXES["dcterms"]
        return Document(
            _id(node),
            self._need(node, "path"),
            self._need(node, "sha256"),
            self._get(node, dcterms + "issued"),
            self._get(node, dcterms + "title"),
            self._get(node, _SCHEMA + "url"),
            self._get(node, dcterms + "publisher"),
            tuple(sorted(map(_id, self.said[node].get(_SCHEMA + "mentions", ())))),
            tuple(sorted(map(_id, self.said[node].get(dcterms + "isVersionOf", ())))),
        )

    def _entity(self, node: str) -> Entity:
        class_, skos = self.classes[node], PREFIXES["skos"]
        kind = next((kind for kind in ("Person", "Organization") if self.terms.is_a(class_, kind)), None)
        name = self._get(node, skos + "prefLabel")
        if kind is None or name is None:
            raise GraphError(f"<{node}> is no og:Person or og:Organization with a skos:prefLabel")
        items = [iri for iri in self.said[node].get(PREFIXES["owl"] + "sameAs", ()) if iri.startswith(PREFIXES["wd"])]
        return Entity(
            _id(node),
            cast(Any, kind),
            name,
            tuple(sorted(self.said[node].get(skos + "altLabel", ()))),
            class_ if class_ != kind else None,
            unquote(min(items).removeprefix(PREFIXES["wd"])) if items else None,
        )

    def _fact(self, node: str, claims: list[GroundedClaim]) -> Fact:
        type_ = self.classes[node]
        return Fact(
            _id(node),
            type_,
            self._get(node, _LABEL) or "",
            self._arguments(node, type_),
            cast(Any, self._need(node, "factuality").removeprefix(_OG)),
            tuple(sorted(claims, key=lambda claim: natural(claim.id))),
            self._get(node, _OG + "date"),
        )

    def _claim(self, node: str, type_: str) -> GroundedClaim:
        source = self._get(node, _OG + "attributedTo")
        named = source is not None and (node, _OG + "attributedTo", source) in self.links
        claim = Claim(
            type_,
            self._arguments(node, "Claim"),
            cast(Any, self._need(node, "factuality").removeprefix(_OG)),
            int(self._need(node, "start")),
            int(self._need(node, "end")),
            self._need(node, "quote"),
            self._get(node, _OG + "extractedBy") or "",
            self._get(node, _OG + "date"),
            cast(Any, self._local(node, "status")),
            None if named else source,
            _id(source) if named and source else None,
            float(self._get(node, _OG + "confidence") or 1),
        )
        against = sorted(map(_id, self.said[node].get(_OG + "disagreesWith", ())), key=natural)
        return GroundedClaim(_id(node), _id(self._need(node, "inDocument")), claim, tuple(against))

    def _arguments(self, node: str, class_: str) -> tuple[Argument, ...]:
        found = []
        for role in self.terms.roles(class_):
            values = self.said[node].get(_OG + role, ())
            if values and role not in APART:
                found.append(Argument(role, tuple(self._filler(role, value) for value in sorted(values))))
        return tuple(found)

    def _filler(self, role: str, value: str) -> Filler:
        match self.terms.range(role):
            case Range.ENTITY | Range.FACT:
                return _id(value)
            case Range.CONCEPT:
                return value.removeprefix(_OG)
            case Range.MONEY:
                return self._money(value)
            case _:
                return value

    def _money(self, node: str) -> Money:
        try:
            value = Decimal(self._get(node, _SCHEMA + "value") or "")
        except InvalidOperation as error:
            raise GraphError(f"<{node}> has no schema:value that is a number") from error
        return Money(value, self._get(node, _SCHEMA + "currency"), self._get(node, _OG + "approximate") == "true")


def _id(node: str) -> str:
    """The id of a document, entity, fact or claim by its IRI: the inverse of `graph.iri`."""
    return unquote(node.removeprefix(str(ID)))


def natural(id_: str) -> list[str | int]:
    """Claim 2 before claim 10."""
    return [int(part) if part.isdigit() else part for part in _NUMBER.split(id_)]
