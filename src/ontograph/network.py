"""Knowledge -> a network: people and organizations, and one edge a fact between two of them.

How a fact with several actors becomes edges is said in `ontology.ttl` (og:drawnFrom, og:drawnTo): one edge from each
filler of the first role to each filler of the others, and one edge for each pair of parties. A FundingRound gives
investor -> organization, a Lawsuit plaintiff -> defendant, a Departure person -> organization and -> destination.
Facts with one actor (a Valuation, a round without named investors) give none; nothing is linked to itself. In the view
of events (`to_events`) facts are nodes too, linked to their actors, and none is lost. Files of networks are written
from `rows.py`, which says the same without a graph in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx

from ontograph.lifetimes import Interval, lives, presence
from ontograph.model import Entity, Fact, Filler, Knowledge, Money
from ontograph.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

Attributes = dict[str, Any]

NODE_TYPES: dict[str, type] = {
    **dict.fromkeys(("label", "kind", "subtype", "aliases", "wikidata", "start", "end"), str),
    **dict.fromkeys(("documents", "facts"), int),
}
"""What people and organizations may tell, and the type of each."""
FACT_TYPES: dict[str, type] = {
    **dict.fromkeys(("label", "kind", "role", "factuality", "date", "status", "role_class", "title", "currency"), str),
    **dict.fromkeys(("quotes", "documents", "sentence", "fact", "start", "end"), str),
    **{"weight": int, "amount": float, "stake": float},
}
"""What edges between people and organizations may tell, and the type of each."""
PART_TYPES: dict[str, type] = {
    **dict.fromkeys(("label", "kind", "fact_kind", "factuality", "fact", "start", "end"), str),
    "weight": int,
}
"""The same of edges between a fact and its actors."""

SEPARATOR = " | "
"""Between the items of a list: graph files know no lists that every program reads."""


def to_networkx(knowledge: Knowledge, terms: Vocabulary | None = None) -> Network:
    """The network: nodes and edge keys are the ids of entities and facts.

    Node attributes: label, kind, subtype, aliases, wikidata, documents (how many mention it), facts (how many it takes
    part in), start and end (the days between which it is to be seen, `lifetimes`). Edge attributes: label (a few words
    in French), kind (the fact's class), role (what the target is), factuality, weight (number of claims), date, status,
    role_class, title, amount, currency, stake, quotes, documents, sentence (the fact's label), fact (its id), start and
    end. Attributes without a value are left out.
    """
    told = Told(knowledge, terms)
    network = _entities(told)
    for fact in knowledge.facts:
        attributes = told.fact(fact)
        for source, target, role in pairs(fact, told.terms):
            network.add_edge(source, target, key=fact.id, role=role, **attributes)
    return network


def to_events(knowledge: Knowledge, terms: Vocabulary | None = None) -> Network:
    """The view of events: facts are nodes as well, with an edge to each of their actors.

    The nodes of facts have the attributes that edges have in `to_networkx`, but `articles` for `documents`, which is a
    number of every node; those of people and organizations have the same as there. Edge attributes: label (the role in
    French), kind (the role), fact_kind (the fact's class), factuality, weight (1), fact, start and end.
    """
    told = Told(knowledge, terms)
    network = _entities(told)
    for fact in knowledge.facts:
        network.add_node(fact.id, **told.event(fact))
        for role, entity in told.parts(fact):
            network.add_edge(fact.id, entity, key=part_id(fact, role), **told.part(fact, role))
    return network


def part_id(fact: Fact, role: str) -> str:
    """The id of the edge from a fact to who has this role in it."""
    return f"{fact.id}#{role}"


def _entities(told: Told) -> Network:
    """The network with its people and organizations only."""
    network: Network = nx.MultiDiGraph()
    for entity in told.knowledge.entities:
        network.add_node(entity.id, **told.entity(entity))
    return network


class Told:
    """What a network tells of each entity, each fact and each part in one: attributes, without those of no value."""

    def __init__(self, knowledge: Knowledge, terms: Vocabulary | None = None) -> None:
        self.knowledge = knowledge
        self.terms = terms or vocabulary()
        self._living = lives(knowledge)
        self._paths = {document.id: document.path for document in knowledge.documents}
        self._mentions = Counter(entity for document in knowledge.documents for entity in document.mentions)
        self._roles = self.terms.entity_roles()
        self._label = cache(self.terms.label)
        self._days: dict[Interval, tuple[str | None, str | None]] = {}
        self._taken: dict[str, list[tuple[Fact, str]]] = {}
        for fact in knowledge.facts:
            for role, actor in self.parts(fact):
                self._taken.setdefault(actor, []).append((fact, role))

    def parts(self, fact: Fact) -> list[tuple[str, str]]:
        """The role and the id of each actor of a fact, each once, sorted."""
        found = {(a.role, filler) for a in fact.arguments if a.role in self._roles for filler in a.fillers}
        return sorted((role, filler) for role, filler in found if isinstance(filler, str))

    def entity(self, entity: Entity) -> Attributes:
        """Of a node."""
        taken = self._taken.get(entity.id, ())
        start, end = presence(taken, self._living).iso()
        return _present(
            {
                "label": entity.name or entity.id,
                "kind": entity.kind,
                "subtype": entity.subtype,
                "aliases": SEPARATOR.join(entity.aliases),
                "wikidata": entity.wikidata,
                "documents": self._mentions[entity.id],
                "facts": len({fact.id for fact, _ in taken}),
                "start": start,
                "end": end,
            }
        )

    def fact(self, fact: Fact) -> Attributes:
        """Of the edges of a fact, all but the role."""
        claims = [grounded.claim for grounded in fact.claims]
        arguments = {argument.role: argument.fillers for argument in reversed(fact.arguments)}
        money = next((filler for filler in arguments.get("amount", ()) if isinstance(filler, Money)), None)
        role_class, stake = _first(arguments.get("roleClass", ())), _first(arguments.get("stake", ()))
        start, end = self.days(fact.id)
        return _present(
            {
                "label": self._words(fact.type, role_class, fact.date),
                "kind": fact.type,
                "factuality": fact.factuality,
                "weight": len(claims),
                "date": fact.date,
                "status": _join([claim.status for claim in claims]),
                "role_class": role_class,
                "title": _first(arguments.get("title", ())),
                "amount": float(money.value) if money else None,
                "currency": money.currency if money else None,
                "stake": float(stake) if stake else None,
                "quotes": _join([claim.quote for claim in claims]),
                "documents": _join([self._paths.get(one.document, one.document) for one in fact.claims]),
                "sentence": fact.label,
                "fact": fact.id,
                "start": start,
                "end": end,
            }
        )

    def event(self, fact: Fact) -> Attributes:
        """Of a fact that is a node."""
        told = self.fact(fact)
        if "documents" in told:
            told["articles"] = told.pop("documents")
        return told | {"documents": len({claim.document for claim in fact.claims})}

    def part(self, fact: Fact, role: str) -> Attributes:
        """Of the edge between such a node and who has this role in the fact."""
        start, end = self.days(fact.id)
        return _present(
            {
                "label": self._label(role),
                "kind": role,
                "weight": 1,
                "fact_kind": fact.type,
                "factuality": fact.factuality,
                "fact": fact.id,
                "start": start,
                "end": end,
            }
        )

    def _words(self, type_: str, role_class: str | None, date: str | None) -> str:
        words = (self._label(type_), self._label(role_class) if role_class else "", date or "")
        return ", ".join(word for word in words if word)

    def days(self, fact: str) -> tuple[str | None, str | None]:
        """The days between which a fact is to be seen, by its id."""
        living = self._living[fact]
        if living not in self._days:
            self._days[living] = living.iso()
        return self._days[living]


def pairs(fact: Fact, terms: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """The edges of a fact: source and target entity ids, and the role of the target; each pair once."""
    drawn = _drawn(terms, fact.type)
    if drawn is None:
        return
    from_role, to_roles = drawn
    seen: set[tuple[str, str]] = set()
    sources = _fillers(fact, from_role, terms)
    for role in to_roles:
        found = combinations(sources, 2) if role == from_role else product(sources, _fillers(fact, role, terms))
        for pair in found:
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                yield *pair, role


@cache
def _drawn(terms: Vocabulary, type_: str) -> tuple[str, tuple[str, ...]] | None:
    """As the vocabulary has it, asked once: it is asked for each fact of a graph."""
    return terms.drawn(type_)


@cache
def _implies(terms: Vocabulary, role: str, other: str) -> bool:
    return other in terms.super_roles(role)


def _fillers(fact: Fact, role: str, terms: Vocabulary) -> list[str]:
    """Fillers of a role and of the roles that imply it (a lead investor is an investor), sorted."""
    found = {
        filler
        for argument in fact.arguments
        if _implies(terms, argument.role, role)
        for filler in argument.fillers
        if isinstance(filler, str)
    }
    return sorted(found)


def _first(fillers: Iterable[Filler]) -> str | None:
    for filler in fillers:
        if isinstance(filler, str):
            return filler
    return None


def _join(items: Sequence[str | None]) -> str:
    if len(items) == 1:
        return items[0] or ""
    return SEPARATOR.join(dict.fromkeys([item for item in items if item]))


def _present(attributes: Attributes) -> Attributes:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
