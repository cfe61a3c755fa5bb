"""When facts hold, and how long people and organizations are to be seen: intervals of days, for timelines and filters.

A fact *happens* in the stretch of days that its date means (a month, where no more is known); one without a date counts
on the day that the first article about it came out. A post holds from its beginning to its end. In a picture that
plays, a fact *lives* longer where what it makes lasts: an investment from its day on, a founder's link until the
founder leaves, but a departure or an appointment only while it happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ontograph.model import Fact, Knowledge
from ontograph.resolve.dates import iso, stretch

PASSING = frozenset({"Appointment", "Departure"})
"""Facts whose outcome other facts show: posts begin and end with them."""
STATES = frozenset({"LeaveOfAbsence", "Position"})
"""Facts with a beginning and an end (og:from, og:until)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from the first to the last, both inclusive (proleptic ordinals); None where it is open."""

    start: int | None = None
    end: int | None = None

    def meets(self, other: Interval) -> bool:
        """Whether the two have a day in common."""
        return not (_before(self.end, other.start) or _before(other.end, self.start))

    def iso(self) -> tuple[str | None, str | None]:
        """Both days as ISO 8601 dates."""
        return _day(self.start), _day(self.end)


def happens(knowledge: Knowledge) -> dict[str, Interval]:
    """When each fact happens or holds, by its id; an open interval where nothing says when."""
    published = _published(knowledge)
    found = {fact.id: _state(fact, published) or _stretch(fact, published) for fact in knowledge.facts}
    return found | _closed(knowledge, found, published)


def lives(knowledge: Knowledge) -> dict[str, Interval]:
    """From when to when each fact is part of a picture that plays, by its id."""
    found = happens(knowledge)
    leaving = _bonds(knowledge, found, "Departure")
    holding = _bonds(knowledge, found, "Position")
    for fact in knowledge.facts:
        interval = found[fact.id]
        if fact.type == "Founding":
            found[fact.id] = Interval(interval.start, _left(fact, interval, leaving, holding))
        elif fact.type not in PASSING | STATES:
            found[fact.id] = Interval(interval.start)
    return found


def presence(parts: Iterable[tuple[Fact, str]], found: Mapping[str, Interval]) -> Interval:
    """How long a person or an organization is to be seen, by the facts that it has part in and its role in each.

    From the first day of any to the last of any; who leaves an organization was there before.
    """
    starts: list[int | None] = []
    ends: list[int | None] = []
    for fact, role in parts:
        interval = found[fact.id]
        starts.append(None if fact.type == "Departure" and role in ("person", "organization") else interval.start)
        ends.append(interval.end)
    known_starts = [day for day in starts if day is not None]
    known_ends = [day for day in ends if day is not None]
    return Interval(
        min(known_starts) if starts and len(known_starts) == len(starts) else None,
        max(known_ends) if ends and len(known_ends) == len(ends) else None,
    )


def _published(knowledge: Knowledge) -> dict[str, str]:
    return {document.id: day for document in knowledge.documents if (day := iso(document.published))}


def _stretch(fact: Fact, published: Mapping[str, str]) -> Interval:
    value = iso(fact.date) or min((published[c.document] for c in fact.claims if c.document in published), default=None)
    return Interval(*stretch(value)) if value else Interval()


def _state(fact: Fact, published: Mapping[str, str]) -> Interval | None:
    """Of a post or a leave, as far as is known; a post only told as a former one had ended when that was written."""
    if fact.type not in STATES:
        return None
    from_, until = min(_values(fact, "from"), default=None), max(_values(fact, "until"), default=None)
    if fact.type == "LeaveOfAbsence":
        known = _stretch(fact, published)
        return Interval(stretch(from_)[0] if from_ else known.start, stretch(until)[1] if until else known.end)
    start, end = stretch(from_)[0] if from_ else None, stretch(until)[1] if until else None
    if end is None and fact.claims and all(grounded.claim.status == "former" for grounded in fact.claims):
        days = [stretch(published[c.document])[1] for c in fact.claims if c.document in published]
        end = min(days, default=None)
    return Interval(start, end if end is None or start is None else max(start, end))


def _closed(knowledge: Knowledge, found: Mapping[str, Interval], published: Mapping[str, str]) -> dict[str, Interval]:
    """The posts of unknown end that end with the last certain departure of their holder from there.

    Not where a post there begins later, or an article of later says that one is held ("cofounder" is held for ever).
    """
    last = {
        pair: max(one.end for one in intervals if one.end is not None)
        for pair, intervals in _bonds(knowledge, found, "Departure").items()
        if any(one.end is not None for one in intervals)
    }
    posts = [
        (fact, pair)
        for fact in knowledge.facts
        if fact.type == "Position" and fact.factuality == "certain" and (pair := _pair(fact)) in last
    ]
    stayed = {pair for fact, pair in posts if _attested(fact, found[fact.id], published) > last[pair]}
    return {
        fact.id: Interval(found[fact.id].start, last[pair])
        for fact, pair in posts
        if pair not in stayed and found[fact.id].end is None
    }


def _pair(fact: Fact) -> tuple[str, str]:
    return str(next(iter(fact.get("person")), "")), str(next(iter(fact.get("organization")), ""))


def _attested(fact: Fact, interval: Interval, published: Mapping[str, str]) -> int:
    """The last day on which a post is known to be held; 0 where none is."""
    days = [interval.start or 0]
    if "Founder" not in fact.get("roleClass"):
        told = [published[c.document] for c in fact.claims if c.claim.status == "current" and c.document in published]
        days += [min(stretch(day)[0], interval.end or stretch(day)[0]) for day in told]
    return max(days)


def _bonds(knowledge: Knowledge, found: Mapping[str, Interval], type_: str) -> dict[tuple[str, str], list[Interval]]:
    """Intervals of the certain facts of a type, by person and organization."""
    bonds: dict[tuple[str, str], list[Interval]] = {}
    for fact in knowledge.facts:
        if fact.type == type_ and fact.factuality == "certain":
            for person in fact.get("person"):
                for organization in fact.get("organization"):
                    bonds.setdefault((str(person), str(organization)), []).append(found[fact.id])
    return bonds


def _left(
    fact: Fact,
    interval: Interval,
    leaving: Mapping[tuple[str, str], list[Interval]],
    holding: Mapping[tuple[str, str], list[Interval]],
) -> int | None:
    """The day on which the last founder leaves for good, None where one of them may be there still."""
    days: list[int] = []
    for founder in fact.get("founder"):
        for organization in fact.get("organization"):
            pair = (str(founder), str(organization))
            gone = [one.end for one in leaving.get(pair, ()) if one.end is not None]
            last = max(gone, default=None)
            if last is None or any(post.end is None or post.end > last for post in holding.get(pair, ())):
                return None
            days.append(last)
    last = max(days, default=None)
    return last if last is None or interval.start is None else max(last, interval.start)


def _values(fact: Fact, role: str) -> list[str]:
    return [day for filler in fact.get(role) if isinstance(filler, str) and (day := iso(filler))]


def _before(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
