"""When positions began and ended, and the spells of who left a post and took it up again.

A Position is a person, an organization and a role class. What certain facts and claims say of its time is put on one
line; nothing is guessed, and "held when the article appeared" is no bound:

| begins with | ends with |
|---|---|
| an appointment to that class | a departure from that class |
| a return without a class, if articles then call the post held | a departure without a class; not a seat on the board |
| "depuis 2017" in a claim | "jusqu'en 2023" in a claim |
| the founding, of a founder | the next one's beginning, of a post that one person holds |

The next one ends the term only of somebody whom an article calls former.

An end that later articles contradict, which call the post current, is none; nor is a beginning that earlier ones
contradict. A beginning after an end, or after an article calls the post former, makes a second spell: a fact of its
own, with the claims that fit it by their status and their article's date. A spell that no claim speaks of is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ontograph.resolve import dates, details
from ontograph.resolve.details import Told
from ontograph.resolve.groups import Group
from ontograph.resolve.sameness import BOARD, SLACK

UNIQUE = frozenset({"CEO", "CFO", "COO", "CTO", "Chair", "ChiefScientist", "President"})
"""Posts that one person holds at a time."""
LASTING = frozenset({"Founder", "Investor"})
"""What no departure ends."""
MONTH = 31

Post = tuple[str, str, str]
"""Person, organization, role class."""


@dataclass(frozen=True, slots=True)
class Spell:
    """From when until when, each as precise as it is known, or None."""

    start: str | None = None
    end: str | None = None

    @property
    def first(self) -> int:
        """The first day that it may include."""
        return dates.stretch(self.start)[0] if self.start else 0


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that begins or ends a post; a weak beginning only takes up what has ended."""

    date: str
    begins: bool
    weak: bool = False


def spells(groups: Sequence[Group], moves: Moves) -> list[tuple[Group, Spell]]:
    """All groups with their spell, Positions that were taken up again divided; in the order given."""
    posts = {index: post for index, group in enumerate(groups) if (post := _post(group))}
    lines = {index: _before(groups[index], _line(moves.of(post, groups[index]))) for index, post in posts.items()}
    _succeed(groups, posts, lines)
    found = []
    for index, group in enumerate(groups):
        found += _divided(group, lines.get(index) or [Spell()])
    return found


def _post(group: Group) -> Post | None:
    """The post that a group of Position claims is about; None for other groups."""
    if group.type != "Position":
        return None
    person, organization, role = ("+".join(sorted(group.core[r])) for r in ("person", "organization", "roleClass"))
    return person, organization, role


class Moves:
    """What begins and ends posts, from certain and dated facts."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.moves: dict[tuple[str, str], list[tuple[str, str | None, str]]] = defaultdict(list)
        """By person and organization: the fact's type, its role class and its date."""
        for group in groups:
            roles = {"Appointment": "person", "Departure": "person", "Founding": "founder"}
            if group.type not in roles or details.overall(group.told) != "certain":
                continue
            date = details.date(group.told)
            for person in group.core[roles[group.type]] if date else ():
                for organization in group.core["organization"]:
                    self.moves[person, organization].append((group.type, group.terms.get("roleClass"), date or ""))

    def of(self, post: Post, group: Group) -> list[_Event]:
        """The beginnings and ends of one post."""
        person, organization, role = post
        events = [_event(type_, named, date, role) for type_, named, date in self.moves[person, organization]]
        told = [(one.claim.get("from"), one.claim.get("until")) for one in details.strongest(group.told)]
        begins = [str(value) for begin, _ in told for value in begin if dates.iso(str(value))]
        ends = [str(value) for _, end in told for value in end if dates.iso(str(value))]
        events += [_Event(value, begins=True) for value in begins] + [_Event(value, begins=False) for value in ends]
        known = [event for event in events if event and not (event.weak and not _taken_up(group, event))]
        return [event for event in known if not (_precedes if event.begins else _outlives)(group, event, known)]


def _event(type_: str, named: str | None, date: str, role: str) -> _Event | None:
    """What a move means for a post of this class."""
    if type_ == "Founding":
        return _Event(date, begins=True) if role == "Founder" else None
    if role in LASTING:
        return None
    if type_ == "Appointment":
        return _Event(date, begins=True, weak=named != role) if named in (None, role) else None
    ends = named == role or (named is None and role not in BOARD)
    return _Event(date, begins=False) if ends else None


def _outlives(group: Group, end: _Event, events: Iterable[_Event]) -> bool:
    """Whether articles long after an end call the post held, more than call it over, and nobody returned."""
    over = dates.stretch(end.date)[1]
    if any(event.begins and dates.stretch(event.date)[1] > over for event in events):
        return False
    return _reports(group, "current", over + MONTH) > _reports(group, "former", over + MONTH)


def _taken_up(group: Group, return_: _Event) -> bool:
    """Whether an article after a return says that the post is held."""
    return _reports(group, "current", dates.stretch(return_.date)[0]) > 0


def _precedes(group: Group, begin: _Event, events: Iterable[_Event]) -> bool:
    """Whether articles long before a beginning say that the post is held, and nothing ended it in between."""
    first = dates.stretch(begin.date)[0]
    if any(not event.begins and dates.stretch(event.date)[0] < first for event in events):
        return False
    days = [_appeared(one) for one in group.told if one.claim.status == "current"]
    return any(day and day < first - MONTH for day in days)


def _reports(group: Group, status: str, after: int) -> int:
    """How many claims of articles after a day say that the post is held, or that it is not any more."""
    return sum(one.claim.status == status and (_appeared(one) or 0) > after for one in group.told)


def _before(group: Group, line: list[Spell]) -> list[Spell]:
    """With an earlier spell of which no bound is known, where an article says so before the post begins (again)."""
    days = [_appeared(one) for one in group.told if one.claim.status == "former"]
    known = bool(line) and line[0].start is not None and any(day and day < line[0].first for day in days)
    return [Spell(), *line] if known else line


def _line(events: Iterable[_Event]) -> list[Spell]:
    """The spells in their order; what repeats a beginning or an end at another grain makes it more precise."""
    done: list[Spell] = []
    current: Spell | None = None
    for event in sorted(set(events), key=lambda e: (dates.stretch(e.date), e.begins, e.weak)):
        if event.begins and current is None:
            if event.weak and not done:
                continue
            current = Spell(event.date)
        elif event.begins and current and current.start and not event.weak:
            current = Spell(_closer(current.start, event.date))
        elif not event.begins and (current is not None or not done):
            done.append(Spell(current.start if current else None, event.date))
            current = None
        elif not event.begins and done[-1].end:
            done[-1] = replace(done[-1], end=_closer(done[-1].end, event.date))
    return [*done, current] if current else done


def _closer(known: str, told: str) -> str:
    """The more precise of two dates that agree, else the one known."""
    return told if len(told) > len(known) and not dates.gap(known, told) else known


def _succeed(groups: Sequence[Group], posts: Mapping[int, Post], lines: Mapping[int, list[Spell]]) -> None:
    """Ends the last spell of somebody where the next one's begins, of posts that one person holds.

    Only where an article calls the one former, and no more articles go on to call the one current than the next.
    """
    begins: dict[tuple[str, str], list[tuple[int, str, int]]] = defaultdict(list)
    for index, line in lines.items():
        _, organization, role = posts[index]
        for spell in line if role in UNIQUE else ():
            if spell.start:
                begins[organization, role].append((spell.first, spell.start, index))
    for index, line in lines.items():
        if not line or line[-1].end or not line[-1].start or not _reports(groups[index], "former", line[-1].first):
            continue
        _, organization, role = posts[index]
        later = [begin for begin in begins[organization, role] if begin[2] != index and begin[0] > line[-1].first]
        if not later:
            continue
        first, date, successor = min(later)
        mine, theirs = (_reports(groups[place], "current", first + SLACK) for place in (index, successor))
        if mine <= theirs:
            line[-1] = replace(line[-1], end=date)


def _divided(group: Group, line: Sequence[Spell]) -> list[tuple[Group, Spell]]:
    """The claims of a group by spell."""
    if len(line) == 1:
        return [(group, line[0])]
    told: dict[int, list[Told]] = defaultdict(list)
    for one in group.told:
        told[_which(one, line)].append(one)
    return [(Group(told[place]), spell) for place, spell in enumerate(line) if told[place]]


def _which(one: Told, line: Sequence[Spell]) -> int:
    """The spell that a claim speaks of: the one in which its article says that the post is held, or the last before it
    that is over; without a date or a status, the last.
    """
    day, last = _appeared(one), len(line) - 1
    if one.claim.status == "former":
        over = [place for place, spell in enumerate(line) if spell.end or place < last]
        return max((place for place in over if day is None or line[place].first <= day), default=0)
    if day is None or one.claim.status is None:
        return last
    return max((place for place, spell in enumerate(line) if spell.first - SLACK <= day), default=0)


def _appeared(one: Told) -> int | None:
    """The last day on which the article may have appeared."""
    day = dates.iso(one.published)
    return dates.stretch(day)[1] if day else None
