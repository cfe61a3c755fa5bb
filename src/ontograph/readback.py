"""A knowledge as a graph file gives it back (`recall`), without the file: what its statements say, in their order.

Fillers come in the order of their terms, roles with those that they imply, dates and numbers as they are written; who
takes part is said of the fact, not of each claim. So what is made of a graph is the same after a build and from its
file, and a build need not make and read millions of statements to know it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ontograph.model import Argument, Claim, Document, Entity, Fact, Filler, GroundedClaim, Knowledge, Money
from ontograph.rdfterms import amount_iri, calendar_date, decimal, iri
from ontograph.recall import APART, natural
from ontograph.things import Things
from ontograph.vocabulary import Range


def read_back(knowledge: Knowledge) -> Knowledge:
    """What `recall` makes of the graph of this knowledge; raises as `Things`."""
    back = _Back(Things(knowledge))
    return Knowledge(
        tuple(sorted(map(_document, knowledge.documents), key=lambda document: document.id)),
        tuple(sorted(map(_entity, knowledge.entities), key=lambda entity: entity.id)),
        tuple(sorted(map(back.fact, knowledge.facts), key=lambda fact: fact.id)),
    )


def _document(document: Document) -> Document:
    return replace(
        document,
        published=_date(document.published),
        title=document.title or None,
        url=document.url or None,
        publisher=document.publisher or None,
        mentions=tuple(sorted(set(document.mentions))),
        version_of=tuple(sorted(set(document.version_of))),
    )


def _entity(entity: Entity) -> Entity:
    return replace(
        entity,
        aliases=tuple(sorted({*entity.aliases} - {entity.name})),
        subtype=entity.subtype if entity.subtype != entity.kind else None,
        wikidata=entity.wikidata or None,
    )


class _Back:
    """The facts of a knowledge, read back."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._terms = things.terms
        self._entities = frozenset(entity.id for entity in things.knowledge.entities)

    def fact(self, fact: Fact) -> Fact:
        """A fact with its claims."""
        return replace(
            fact,
            arguments=self._arguments(fact.type, fact.arguments),
            claims=tuple(sorted((self._claim(one) for one in fact.claims), key=lambda one: natural(one.id))),
            date=_date(fact.date),
        )

    def _claim(self, grounded: GroundedClaim) -> GroundedClaim:
        claim = grounded.claim
        named = claim.attributed_entity in self._entities
        told = Claim(
            claim.type,
            self._arguments("Claim", self._things.own(grounded)),
            claim.factuality,
            claim.start,
            claim.end,
            claim.quote,
            claim.rule,
            _date(claim.date),
            claim.status or None,
            None if named else claim.attributed_to or None,
            claim.attributed_entity if named else None,
            round(claim.confidence, 2),
        )
        against = sorted(set(grounded.disagrees_with), key=natural)
        return GroundedClaim(grounded.id, grounded.document, told, tuple(against))

    def _arguments(self, class_: str, arguments: Iterable[Argument]) -> tuple[Argument, ...]:
        """Of a fact or a claim: each role once, with its fillers by their terms."""
        found: dict[str, dict[str, Filler]] = defaultdict(dict)
        for argument in arguments:
            range_ = self._terms.range(argument.role)
            told = [self._told(range_, filler) for filler in argument.fillers]
            for role in self._terms.super_roles(argument.role):
                found[role].update(one for one in told if one is not None)
        return tuple(
            Argument(role, tuple(filler for _, filler in sorted(found[role].items())))
            for role in self._terms.roles(class_)
            if found.get(role) and role not in APART
        )

    def _told(self, range_: Range, filler: Filler) -> tuple[str, Filler] | None:
        """What a filler is sorted by, and what comes back of it; None where no statement is made."""
        if isinstance(filler, Money):
            term = amount_iri(filler)
            money = self._things.sums[term]  # of several that are one sum, that which is described
            return term, Money(Decimal(_text(decimal(money.value))), money.currency or None, money.approximate)
        if range_ is Range.ENTITY or range_ is Range.FACT:
            return iri(filler), filler
        if range_ is Range.DATE:
            day = _date(filler)
            return None if day is None else (day, day)
        if range_ is Range.DECIMAL:
            number = _text(decimal(Decimal(filler)))
            return number, number
        return filler, filler


def _date(value: str | None) -> str | None:
    found = calendar_date(value) if value else None
    return found and found[0]


def _text(literal: str) -> str:
    """What is between the quotation marks of a number."""
    return literal[1 : literal.index('"', 1)]
