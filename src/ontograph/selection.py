"""A part of the knowledge, to look at: around somebody, between two dates, of a certainty; plain functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from ontograph import lookup
from ontograph.errors import DataError
from ontograph.lifetimes import Interval, happens
from ontograph.model import ENTITY_ROLES, FACTUALITIES, Fact, Factuality, Knowledge
from ontograph.resolve.dates import iso, stretch
from ontograph.vocabulary import ID


class Shape(StrEnum):
    """What the nodes of a network are."""

    people = "people-and-companies"
    events = "events"


@dataclass(frozen=True, slots=True)
class View:
    """What of a knowledge is to be seen, and as which network; the default is all of it."""

    shape: Shape = Shape.people
    focus: tuple[str, ...] = ()
    """Names or ids of people and organizations; those of one name are all meant."""
    hops: int = 1
    """How many facts away from the focus the furthest of the others may be."""
    since: str | None = None
    until: str | None = None
    """ISO dates of any grain, both inclusive."""
    factuality: tuple[Factuality, ...] = FACTUALITIES

    @classmethod
    def of(
        cls,
        shape: str = Shape.people,
        focus: Iterable[str] = (),
        hops: int = 1,
        since: str | None = None,
        until: str | None = None,
        factuality: Iterable[str] = (),
    ) -> View:
        """A view as somebody types it: `factuality` are words, or lists of them with commas.

        Raises DataError for a date or a certainty that there is none of, and for dates the wrong way round.
        """
        words = [word.strip() for words in factuality for word in words.split(",") if word.strip()]
        for word in words:
            if word not in FACTUALITIES:
                raise DataError(f"{word}: no certainty of facts; there are {', '.join(FACTUALITIES)}")
        for day in (since, until):
            if day is not None and iso(day) != day:
                raise DataError(f"{day}: no date; write 2024, 2024-05 or 2024-05-17")
        if since and until and stretch(since)[0] > stretch(until)[1]:
            raise DataError(f"nothing is both since {since} and until {until}")
        wanted = tuple(one for one in FACTUALITIES if one in words) or FACTUALITIES
        return cls(Shape(shape), tuple(focus), hops, since, until, wanted)

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any fact."""
        return bool(self.focus or self.since or self.until or self.factuality != FACTUALITIES)


EVERYTHING = View()


def select(knowledge: Knowledge, view: View) -> Knowledge:
    """The facts of a view, who takes part in them, and the documents that tell them; everything where nothing narrows.

    A fact is between two dates if it happens or holds on a day between them (`lifetimes.happens`); one of which nothing
    says when is left out then. In focus are the entities named, everybody whom at most `hops` facts link to them, and
    the facts between those. Raises GraphError for a name that nobody bears, with near names.
    """
    if not view.narrows:
        return knowledge
    found = lookup.choose(_names(knowledge), view.focus) if view.focus else []
    centre = {iri.removeprefix(str(ID)) for iri in found}
    facts = [fact for fact in knowledge.facts if fact.factuality in view.factuality]
    if view.since or view.until:
        window = Interval(
            stretch(view.since)[0] if view.since else None, stretch(view.until)[1] if view.until else None
        )
        when = happens(knowledge)
        facts = [fact for fact in facts if when[fact.id] != Interval() and when[fact.id].meets(window)]
    actors = {fact.id: _actors(fact) for fact in facts}
    if view.focus:
        near = _within(centre, actors, view.hops)
        facts = [fact for fact in facts if actors[fact.id] and actors[fact.id] <= near]
    else:
        near = set().union(*actors.values())
    return _part(knowledge, near, facts)


def _part(knowledge: Knowledge, entities: set[str], facts: list[Fact]) -> Knowledge:
    told = {grounded.document for fact in facts for grounded in fact.claims}
    documents = (
        replace(document, mentions=tuple(entity for entity in document.mentions if entity in entities))
        for document in knowledge.documents
        if document.id in told
    )
    kept = tuple(entity for entity in knowledge.entities if entity.id in entities)
    return Knowledge(tuple(documents), kept, tuple(facts))


def _within(centre: set[str], actors: dict[str, frozenset[str]], hops: int) -> set[str]:
    """Who is at most so many facts away, breadth first."""
    parts: dict[str, list[str]] = {}
    for fact, members in actors.items():
        for member in members:
            parts.setdefault(member, []).append(fact)
    near, edge = set(centre), set(centre)
    for _ in range(hops):
        edge = {other for entity in edge for fact in parts.get(entity, ()) for other in actors[fact]} - near
        near |= edge
        if not edge:
            break
    return near


def _actors(fact: Fact) -> frozenset[str]:
    return frozenset(
        filler
        for argument in fact.arguments
        if argument.role in ENTITY_ROLES
        for filler in argument.fillers
        if isinstance(filler, str)
    )


def _names(knowledge: Knowledge) -> list[lookup.Named]:
    return sorted(
        lookup.Named(str(ID[entity.id]), entity.kind, entity.name, name)
        for entity in knowledge.entities
        for name in {entity.name, *entity.aliases}
    )
