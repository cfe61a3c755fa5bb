"""Who holds a post after several moves of one article: whoever left is former, unless they came back or came later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ontograph.model import Claim, Filler
from ontograph.positions.derive import DEPARTURE_RULE

_BOARD = frozenset({"BoardMember", "Chair"})
"""Role classes of a seat that one may leave and keep one's post."""
_ONE_HOLDER = frozenset({"CEO", "CFO", "CTO", "ChiefScientist"})
"""Role classes that one person at a time holds: the next one's arrival ends a term."""
_STAYS = frozenset({"Appointment", "LeaveOfAbsence"})
"""What shows that somebody belongs to an organization by then."""
Place = tuple[Filler | None, Filler]
Status = Literal["current", "former"]


@dataclass
class Spells:
    """The certain moves of one article, by person and organization."""

    departures: dict[Place, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    stays: dict[Place, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Spells:
        """The moves among some claims."""
        spells = cls()
        for claim in claims:
            if claim.factuality == "certain" and claim.type in {"Departure", *_STAYS}:
                moves = spells.departures if claim.type == "Departure" else spells.stays
                for place in _places(claim):
                    moves[place].append(claim)
        return spells

    def status(self, position: Claim) -> Status | None:
        """Of a Position, once the moves of its holder are known."""
        role = _role(position)
        ending = [(p, d) for p in _places(position) for d in self.departures.get(p, ()) if _ends(d, role)]
        over = any(not self._outlasted(place, departure, role) for place, departure in ending)
        if position.status == "former":
            back = position.rule == DEPARTURE_RULE and ending and not over
            return "current" if back and any(self._back(*end, role) for end in ending) else "former"
        return "former" if over or self._succeeded(position, role) else position.status

    def _outlasted(self, place: Place, departure: Claim, role: Filler | None) -> bool:
        """Whether the holder has the post by a later move."""
        same = _role(departure) == role
        for stay in self.stays.get(place, ()):
            order = _order(departure, stay)
            told_first = stay.date and departure.date and stay.start < departure.start and not _role(departure)
            after = order > 0 or (order == 0 and not same and not told_first)
            if _role(stay) == role and stay.type == "Appointment" and after:
                return True
        return self._back(place, departure, role)

    def _back(self, place: Place, departure: Claim, role: Filler | None) -> bool:
        """Whether a later date finds the person there again, in the same post or without a word on which."""
        return any(
            _order(departure, stay) > 0 and _role(stay) in (role, None) and _role(departure) in (role, None)
            for stay in self.stays.get(place, ())
        )

    def _succeeded(self, position: Claim, role: Filler | None) -> bool:
        """Whether somebody else was given the post at a later date than its holder."""
        if role not in _ONE_HOLDER:
            return False
        for person, organization in _places(position):
            terms = [a for a in self.stays.get((person, organization), ()) if _role(a) == role and a.date]
            others = [
                a
                for (other, where), stays in self.stays.items()
                for a in stays
                if other != person and where == organization and _role(a) == role and a.type == "Appointment"
            ]
            if terms and any(all(_order(term, other) > 0 for term in terms) for other in others):
                return True
        return False


def apply_departures(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, with the status of each Position as the moves in the article leave it; they keep their order.

    A departure from a board ends the seat on it, any other all posts, except those that a certain Appointment of the
    same person there gives, unless it lies before the departure. Who is back at a later date has the post again; and
    of two who were given a post that has one holder, the later one has it.
    """
    found = list(claims)
    spells = Spells.of(found)
    return [
        replace(c, status=spells.status(c)) if c.type == "Position" and c.factuality == "certain" else c for c in found
    ]


def _ends(departure: Claim, role: Filler | None) -> bool:
    return _role(departure) == role or _role(departure) not in _BOARD


def _order(first: Claim, second: Claim) -> int:
    """1 if the second claim tells of a later time, -1 of an earlier one, 0 if their dates don't tell."""
    grain = min(len(first.date or ""), len(second.date or ""))
    one, other = (first.date or "")[:grain], (second.date or "")[:grain]
    return (one < other) - (one > other)


def _places(claim: Claim) -> Sequence[Place]:
    person = next(iter(claim.get("person")), None)
    return [(person, organization) for organization in claim.get("organization")]


def _role(claim: Claim) -> Filler | None:
    return next(iter(claim.get("roleClass")), None)
