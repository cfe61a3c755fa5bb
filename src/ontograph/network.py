"""Knowledge -> a network of people and organizations (networkx): one edge a fact between two of them.

How a fact with several actors becomes edges is said in `ontology.ttl` (og:drawnFrom, og:drawnTo): one edge from each
filler of the first role to each filler of the others, and one edge for each pair of parties. A FundingRound gives
investor -> organization, a Lawsuit plaintiff -> defendant, a Departure person -> organization and -> destination.
Facts with one actor (a Valuation, a round without named investors) give none; nothing is linked to itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import networkx as nx

from ontograph.model import Fact, Filler, Knowledge, Money
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
    part in). Edge attributes: label (a few words in French), kind (the fact's class), role (what the target is),
    factuality, weight (number of claims), date, status, role_class, title, amount, currency, stake, quotes, documents,
    sentence (the fact's label), fact (its id). Attributes without a value are left out.
    """
    terms = terms or vocabulary()
    network: Network = nx.MultiDiGraph()
    mentions = Counter(entity for document in knowledge.documents for entity in document.mentions)
    parts = Counter(entity for fact in knowledge.facts for entity in _actors(fact, terms))
    for entity in knowledge.entities:
        attributes = {
            "label": entity.name or entity.id,
            "kind": entity.kind,
            "subtype": entity.subtype,
            "aliases": SEPARATOR.join(entity.aliases),
            "wikidata": entity.wikidata,
            "documents": mentions[entity.id],
            "facts": parts[entity.id],
        }
        network.add_node(entity.id, **_present(attributes))
    paths = {document.id: document.path for document in knowledge.documents}
    for fact in knowledge.facts:
        attributes = _present(_describe(fact, paths, terms))
        for source, target, role in pairs(fact, terms):
            network.add_edge(source, target, key=fact.id, role=role, **attributes)
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


def _actors(fact: Fact, terms: Vocabulary) -> set[Filler]:
    roles = terms.entity_roles()
    return {filler for argument in fact.arguments if argument.role in roles for filler in argument.fillers}


def _describe(fact: Fact, paths: dict[str, str], terms: Vocabulary) -> dict[str, Any]:
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
    }


def _first(fact: Fact, role: str) -> str | None:
    return next((filler for filler in fact.get(role) if isinstance(filler, str)), None)


def _join(items: Iterator[str | None]) -> str:
    return SEPARATOR.join(dict.fromkeys(item for item in items if item))


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}
