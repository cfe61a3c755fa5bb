"""Knowledge -> a network (networkx): people and organizations, and one edge a fact between two of them.

How a fact with several actors becomes edges is said in `ontology.ttl` (og:drawnFrom, og:drawnTo): one edge from each
filler of the first role to each filler of the others, and one edge for each pair of parties. A FundingRound gives
investor -> organization, a Lawsuit plaintiff -> defendant, a Departure person -> organization and -> destination.
Facts with one actor (a Valuation, a round without named investors) give none; nothing is linked to itself. In the view
of events (`to_events`) facts are nodes too, linked to their actors, and none is lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx

from ontograph.lifetimes import Interval, lives, presence
from ontograph.model import Fact, Knowledge, Money
from ontograph.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

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
    terms = terms or vocabulary()
    living = lives(knowledge)
    network = _entities(knowledge, living, terms)
    paths = {document.id: document.path for document in knowledge.documents}
    for fact in knowledge.facts:
        attributes = _present(_describe(fact, paths, living[fact.id], terms))
        for source, target, role in pairs(fact, terms):
            network.add_edge(source, target, key=fact.id, role=role, **attributes)
    return network


def to_events(knowledge: Knowledge, terms: Vocabulary | None = None) -> Network:
    """The view of events: facts are nodes as well, with an edge to each of their actors.

    The nodes of facts have the attributes that edges have in `to_networkx`, but `articles` for `documents`, which is a
    number of every node; those of people and organizations have the same as there. Edge attributes: label (the role in
    French), kind (the role), fact_kind (the fact's class), factuality, weight (1), fact, start and end.
    """
    terms = terms or vocabulary()
    living = lives(knowledge)
    network = _entities(knowledge, living, terms)
    paths = {document.id: document.path for document in knowledge.documents}
    for fact in knowledge.facts:
        told = _describe(fact, paths, living[fact.id], terms)
        told["articles"], told["documents"] = told["documents"], len({claim.document for claim in fact.claims})
        network.add_node(fact.id, **_present(told))
        start, end = living[fact.id].iso()
        shared = {"fact_kind": fact.type, "factuality": fact.factuality, "fact": fact.id, "start": start, "end": end}
        for role, entity in _parts(fact, terms):
            link = {"label": terms.label(role), "kind": role, "weight": 1, **shared}
            network.add_edge(fact.id, entity, key=f"{fact.id}#{role}", **_present(link))
    return network


def _entities(knowledge: Knowledge, living: dict[str, Interval], terms: Vocabulary) -> Network:
    """The network with its people and organizations only."""
    network: Network = nx.MultiDiGraph()
    mentions = Counter(entity for document in knowledge.documents for entity in document.mentions)
    parts: dict[str, list[tuple[Fact, str]]] = {}
    for fact in knowledge.facts:
        for role, actor in _parts(fact, terms):
            parts.setdefault(actor, []).append((fact, role))
    for entity in knowledge.entities:
        start, end = presence(parts.get(entity.id, ()), living).iso()
        attributes = {
            "label": entity.name or entity.id,
            "kind": entity.kind,
            "subtype": entity.subtype,
            "aliases": SEPARATOR.join(entity.aliases),
            "wikidata": entity.wikidata,
            "documents": mentions[entity.id],
            "facts": len({fact.id for fact, _ in parts.get(entity.id, ())}),
            "start": start,
            "end": end,
        }
        network.add_node(entity.id, **_present(attributes))
    return network


def pairs(fact: Fact, terms: Vocabulary) -> Iterator[tuple[str, str, str]]:
    """The edges of a fact: source and target entity ids, and the role of the target; each pair once."""
    drawn = terms.drawn(fact.type)
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


def _fillers(fact: Fact, role: str, terms: Vocabulary) -> list[str]:
    """Fillers of a role and of the roles that imply it (a lead investor is an investor), sorted."""
    return sorted(
        {
            filler
            for argument in fact.arguments
            if role in terms.super_roles(argument.role)
            for filler in argument.fillers
            if isinstance(filler, str)
        }
    )


def _parts(fact: Fact, terms: Vocabulary) -> list[tuple[str, str]]:
    """The role and the id of each actor of a fact, each once, sorted."""
    roles = terms.entity_roles()
    found = {(a.role, filler) for a in fact.arguments if a.role in roles for filler in a.fillers}
    return sorted((role, filler) for role, filler in found if isinstance(filler, str))


def _describe(fact: Fact, paths: dict[str, str], living: Interval, terms: Vocabulary) -> dict[str, Any]:
    claims = [grounded.claim for grounded in fact.claims]
    money = next((filler for filler in fact.get("amount") if isinstance(filler, Money)), None)
    role_class = _first(fact, "roleClass")
    words = [terms.label(fact.type), terms.label(role_class) if role_class else "", fact.date or ""]
    return {
        "label": ", ".join(word for word in words if word),
        "kind": fact.type,
        "factuality": fact.factuality,
        "weight": len(claims),
        "date": fact.date,
        "status": _join(claim.status for claim in claims),
        "role_class": role_class,
        "title": _first(fact, "title"),
        "amount": float(money.value) if money else None,
        "currency": money.currency if money else None,
        "stake": float(stake) if (stake := _first(fact, "stake")) else None,
        "quotes": _join(claim.quote for claim in claims),
        "documents": _join(paths.get(grounded.document, grounded.document) for grounded in fact.claims),
        "sentence": fact.label,
        "fact": fact.id,
        "start": living.iso()[0],
        "end": living.iso()[1],
    }


def _first(fact: Fact, role: str) -> str | None:
    return next((filler for filler in fact.get(role) if isinstance(filler, str)), None)


def _join(items: Iterator[str | None]) -> str:
    return SEPARATOR.join(dict.fromkeys(item for item in items if item))


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
