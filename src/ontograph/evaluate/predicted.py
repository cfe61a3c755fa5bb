"""What a graph says of each document, read through its public vocabulary only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import pyoxigraph as ox

from ontograph.evaluate.items import CORE, Amount, Item, Names, expand, normalise
from ontograph.model import ENTITY_ROLES, FACTUALITIES
from ontograph.vocabulary import PREFIXES, vocabulary

_OG, _SCHEMA = PREFIXES["og"], PREFIXES["schema"]
_TYPE = PREFIXES["rdf"] + "type"
_LABELS = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel")


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage that the graph cites."""

    node: Any
    document: str
    start: int
    end: int
    quote: str


class Predicted:
    """Facts, claims and mentions of a graph by document (the stem of its path)."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        """Keeps the order of the triples: it decides between facts that fit a gold fact equally well."""
        self._index: dict[tuple[Any, str], dict[Any, None]] = {}
        self._classes: dict[str, dict[Any, None]] = {}
        self._names: dict[Any, Names] = {}
        for triple in triples:
            self._index.setdefault((triple.subject, triple.predicate.value), {})[triple.object] = None
            if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
                self._classes.setdefault(triple.object.value, {})[triple.subject] = None

    @cached_property
    def documents(self) -> dict[Any, str]:
        """Document node -> stem."""
        nodes = self._instances(_OG + "Document")
        return {node: PurePosixPath(path).stem for node in nodes if (path := self._text(node, _OG + "path"))}

    @cached_property
    def items(self) -> dict[str, list[Item]]:
        """The facts that each document tells, expanded, in the order of their first claim."""
        found: defaultdict[str, list[Item]] = defaultdict(list)
        for fact, claims in self._by_fact.items():
            types = sorted(name for name in map(_local, self._objects(fact, _TYPE)) if name in CORE)
            for document in sorted({claim.document for claim in claims} if types else ()):
                mine = [claim for claim in claims if claim.document == document]
                found[document].extend(self._items(types[0], fact, mine))
        return dict(found)

    @cached_property
    def claims(self) -> list[Claim]:
        """All claims whose document is known."""
        found = []
        for node in self._instances(_OG + "Claim"):
            where = self._first(node, _OG + "inDocument")
            if where in self.documents:
                start, end = (int(self._text(node, _OG + name) or -1) for name in ("start", "end"))
                found.append(Claim(node, self.documents[where], start, end, self._text(node, _OG + "quote") or ""))
        return found

    @property
    def mentions(self) -> dict[str, list[tuple[str, Names]]]:
        """The people and organizations that each document mentions: kind and names."""
        return {stem: [(kind, names) for _, kind, names in nodes] for stem, nodes in self.mentioned.items()}

    @cached_property
    def mentioned(self) -> dict[str, list[tuple[str, str, Names]]]:
        """The same with their IRIs."""
        terms = vocabulary()
        kinds = {
            node: kind
            for kind in ("Person", "Organization")
            for name in terms
            if terms.is_a(name, kind)
            for node in self._instances(_OG + name)
        }
        return {
            stem: [
                (e.value, kinds[e], self._entity(e)) for e in self._objects(node, _SCHEMA + "mentions") if e in kinds
            ]
            for node, stem in self.documents.items()
        }

    @cached_property
    def _by_fact(self) -> dict[Any, list[Claim]]:
        facts: defaultdict[Any, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for fact in self._objects(claim.node, _OG + "about"):
                facts[fact].append(claim)
        return facts

    def _items(self, type_: str, fact: Any, claims: list[Claim]) -> list[Item]:
        """A fact as one document tells it."""
        told = {_local(x) for claim in claims for x in self._objects(claim.node, _OG + "factuality")}
        statuses = [_local(x) for claim in claims for x in self._objects(claim.node, _OG + "status")]
        amounts, valuations = self._fillers(fact, "amount"), self._fillers(fact, "valuation")
        attributes = {
            "factuality": next((f for f in FACTUALITIES if f in told), self._name(fact, "factuality")),
            "status": max(statuses, default=self._name(fact, "status")),  # former over current
            "date": self._name(fact, "date"),
            "kind": self._name(fact, "kind"),
            "stake": self._text(fact, _OG + "stake"),
            "destination": self._fillers(fact, "destination"),
            "role_class": self._name(fact, "roleClass"),
            "amount": amounts[0] if amounts else None,
            "valuation": valuations[0] if valuations else None,
        }
        rules = sorted({x.value for claim in claims for x in self._objects(claim.node, _OG + "extractedBy")})
        quote, document = min(claim.quote for claim in claims), claims[0].document
        cores = expand(type_, lambda role: self._fillers(fact, role))
        return [Item(type_, core, attributes, quote, document, tuple(rules), str(fact.value)) for core in cores]

    def _fillers(self, fact: Any, role: str) -> list[Any]:
        nodes = self._objects(fact, _OG + role)
        if role in ("amount", "valuation"):
            return [amount for node in nodes if (amount := self._amount(node))]
        return [self._entity(node) if role in ENTITY_ROLES else _local(node) for node in nodes]

    def _entity(self, node: Any) -> Names:
        if node not in self._names:
            labels = [label.value for property_ in _LABELS for label in self._objects(node, property_)]
            self._names[node] = frozenset(map(normalise, labels or [node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]]))
        return self._names[node]

    def _amount(self, node: Any) -> Amount | None:
        value = self._text(node, _SCHEMA + "value")
        return (float(value), (self._text(node, _SCHEMA + "currency") or "").upper()) if value else None

    def _instances(self, class_: str) -> list[Any]:
        return list(self._classes.get(class_, ()))

    def _objects(self, node: Any, property_: str) -> list[Any]:
        return list(self._index.get((node, property_), ()))

    def _first(self, node: Any, property_: str) -> Any:
        return next(iter(self._objects(node, property_)), None)

    def _text(self, node: Any, property_: str) -> str | None:
        found = self._first(node, property_)
        return None if found is None else found.value

    def _name(self, fact: Any, role: str) -> str | None:
        found = self._first(fact, _OG + role)
        return None if found is None else _local(found)


def _local(node: Any) -> str:
    """The name of a term, or the text of a literal."""
    value: str = node.value
    return value.rsplit("#", 1)[-1] if isinstance(node, ox.NamedNode) else value
