"""What the moves of one person say about each other, within one article; pure functions on lists of claims.

Whoever holds a post at X and joins Y has left X; the organization joined or founded next is where a departure leads;
an event that names no post is about the one that the text gives the person there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ontograph.model import Argument, Claim

_NEAR = 1
"""Sentences between a post and the news that its holder goes elsewhere."""
_NEXT = 2
"""Sentences after a departure in which the text says where it led."""
_UNSPECIFIED = "unspecified"
BY_HIRE = "departure.by-hire"


@dataclass(frozen=True, slots=True)
class MoveData:
    """`moves.yml`: see there."""

    leaving: dict[str, str]
    staying: list[str]
    kept: list[str]
    vague: list[str]
    fetching: list[str]
    implying: list[str]
    joining: list[str]
    beside: list[str]
    resuming: list[str]
    purposes: list[str]
    careers: list[str]
    naming: list[str]


@dataclass
class Moves:
    """The claims of one article with their sentences; `sentences` are the character offsets where each begins, `names`
    what the text calls its entities, by their ids."""

    data: MoveData
    sentences: Sequence[int]
    published: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def complete(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims, with implied departures, destinations and role classes added."""
        found = [self._with_kind(c) for c in self._untold(self._appointed(self._renamed(list(claims))))]
        found = [self._with_class(c, found) for c in found]
        found += self.departures(found)
        return [self._with_destination(c, found) for c in found]

    def _renamed(self, claims: list[Claim]) -> list[Claim]:
        """Events that a noun names once more are as certain as what the text has told of them with a verb."""
        naming = frozenset(self.data.naming)

        def told(noun: Claim) -> str:
            verbs = [c for c in claims if c.type == noun.type and c.rule not in naming and c.start < noun.start]
            same = {c.factuality for c in verbs if set(_pairs(c)) & set(_pairs(noun))}
            return "planned" if same == {"planned"} else noun.factuality

        undated = [c.rule in naming and c.factuality == "certain" and c.date is None for c in claims]
        return [replace(c, factuality=told(c)) if u else c for c, u in zip(claims, undated, strict=True)]  # type: ignore[arg-type]

    def _appointed(self, claims: list[Claim]) -> list[Claim]:
        """Without the returns of people from a leave: they have kept their posts."""
        away = {p for c in claims if c.type == "LeaveOfAbsence" for p in _pairs(c)}
        resuming = frozenset(self.data.resuming)
        return [
            c for c in claims if c.type != "Appointment" or c.rule not in resuming or not away.intersection(_pairs(c))
        ]

    def _untold(self, claims: list[Claim]) -> list[Claim]:
        """Without the departures that a succession only implies and the text tells by itself ("évincé, X …")."""
        weak = frozenset(self.data.implying)
        told = {p for c in claims if c.type == "Departure" and c.rule not in weak for p in _pairs(c)}
        return [c for c in claims if c.type != "Departure" or c.rule not in weak or not told.intersection(_pairs(c))]

    def _with_kind(self, claim: Claim) -> Claim:
        """A departure that an appointment's passage tells, with the kind that such an appointment implies."""
        if claim.type != "Departure" or claim.get("kind"):
            return claim
        return _with(claim, "kind", self.data.leaving.get(claim.rule, _UNSPECIFIED))

    def departures(self, claims: Sequence[Claim]) -> list[Claim]:
        """Departures from the current posts of people who are said to join another organization.

        Nothing is implied where the text speaks of leaving that organization itself, of coming to it later, or of a
        seat on a board, nor where one of the two bears the name of the other ("Corvo", "Corvo AI").
        """
        implied: dict[tuple[str, str], Claim] = {}
        spoken = {pair for c in claims if c.type in ("Departure", "Acquisition") for pair in _pairs(c)}
        for claim in claims:
            kind = self.data.leaving.get(claim.rule)
            if claim.type != "Appointment" or kind is None or claim.factuality not in ("certain", "planned"):
                continue
            if set(claim.get("roleClass")) & set(self.data.staying) or self._on_top(claim):
                continue
            for person, joined in _pairs(claim):
                for post in self._posts(claims, person):
                    left = _one(post, "organization")
                    if left == joined or (person, left) in spoken or self._one_house(left, joined):
                        continue
                    if not self._ends(post, claim, claims):
                        continue
                    implied.setdefault((person, left), _departure(claim, post, person, left, joined, kind))
        return list(implied.values())

    def _one_house(self, *organizations: str) -> bool:
        """Whether the name of one begins with all of the other's: a division or a subsidiary."""
        short, long = sorted((self.names.get(one, "") for one in organizations), key=len)
        return bool(short) and long.startswith(f"{short} ")

    def _on_top(self, claim: Claim) -> bool:
        """Whether a post is taken beside the one held so far: "prend également la tête de Y"."""
        words = f" {claim.quote.lower()} "
        return claim.rule not in self.data.joining and any(f" {beside} " in words for beside in self.data.beside)

    def _ends(self, post: Claim, claim: Claim, claims: Sequence[Claim]) -> bool:
        """Whether a post is what the person of an appointment gives up for it."""
        role = _one(post, "roleClass")
        if post.status == "former" or role in self.data.kept or self._comes_with(post, claim):
            return False
        gap = abs(self.number(post) - self.number(claim))
        later = any(
            c.type == "Appointment" and c.get("organization") == post.get("organization") and c.start > claim.start
            for c in claims
            if set(c.get("person")) & set(post.get("person"))
        )
        if role in self.data.vague:
            return not later and gap == 0 and claim.rule in self.data.fetching
        return not later and gap <= _NEAR

    def _comes_with(self, post: Claim, claim: Claim) -> bool:
        """Whether a post is what a move is for ("rejoint X pour piloter Y"), or was not held yet when it was made
        ("Entré chez X en 1976, …")."""
        purpose = post.rule in self.data.purposes and self.number(post) == self.number(claim)
        return purpose or (claim.rule in self.data.careers and claim.date is not None and self._old(claim))

    def _old(self, claim: Claim) -> bool:
        return not self.published or self._long_ago(claim)

    def _posts(self, claims: Iterable[Claim], person: str) -> Iterator[Claim]:
        return (c for c in claims if c.type == "Position" and _one(c, "person") == person)

    def _with_destination(self, claim: Claim, claims: Sequence[Claim]) -> Claim:
        """A departure with the organization that its person joins or founds next, in its sentence or soon after."""
        if claim.type != "Departure" or claim.get("destination") or claim.factuality not in ("certain", "planned"):
            return claim
        here, person, left = self.number(claim), _one(claim, "person"), _one(claim, "organization")
        best: tuple[int, int, str] | None = None
        for move in claims:
            role = "founder" if move.type == "Founding" else "person"
            if move.type not in ("Appointment", "Founding") or person not in move.get(role):
                continue
            joined, gap = _one(move, "organization"), self.number(move) - here
            earlier = bool(move.date and claim.date and move.date[:4] < claim.date[:4])
            board = bool(set(move.get("roleClass")) & set(self.data.staying))
            before = move.end <= claim.start
            if joined == left or not -_NEXT <= gap <= _NEXT or earlier or board or move.factuality == "negated":
                continue
            if before and (move.type == "Founding" or not self._comes_of(move, claim)):
                continue
            candidate = (abs(gap), move.start, joined)
            best = candidate if best is None else min(best, candidate)
        return _with(claim, "destination", best[2]) if best else claim

    def _comes_of(self, move: Claim, departure: Claim) -> bool:
        """Whether an appointment told before a departure is what it leads to, and not how the person came there."""
        dated = bool(move.date and departure.date)
        return move.rule in self.data.leaving and (not move.date or dated) and move.factuality != "possible"

    def _with_class(self, claim: Claim, claims: Sequence[Claim]) -> Claim:
        """An event without role class gets that of the post which the text gives the person there."""
        if claim.type not in ("Departure", "Appointment") or claim.get("roleClass") or claim.get("title"):
            return claim
        person, organization = _one(claim, "person"), _one(claim, "organization")
        posts = [
            (abs(self.number(p) - self.number(claim)), p.start, p)
            for p in self._posts(claims, person)
            if _one(p, "organization") == organization and _one(p, "roleClass") not in self.data.vague
        ]
        if claim.type == "Appointment" and claim.rule not in self.data.joining:
            return claim
        if claim.type == "Appointment":
            posts = [p for p in posts if p[0] <= _NEAR and p[2].status == "current" and not self._long_ago(claim)]
        if not posts:
            return claim
        nearest = min(posts, key=lambda p: p[:2])[2]
        return _with(_with(claim, "roleClass", _one(nearest, "roleClass")), "title", _one(nearest, "title"))

    def _long_ago(self, claim: Claim) -> bool:
        """Whether an event lies more than a year before the news: what its person is by now says nothing of it."""
        if not claim.date or not self.published:
            return False
        year = str(int(self.published[:4]) - 1)
        return claim.date < (year + self.published[4:])[: len(claim.date)]

    def number(self, claim: Claim) -> int:
        """The number of the sentence where a claim begins."""
        return bisect_right(self.sentences, claim.start)


def _one(claim: Claim, role: str) -> str:
    return next((f for f in claim.get(role) if isinstance(f, str)), "")


def _pairs(claim: Claim) -> list[tuple[str, str]]:
    """Each person with each organization that they leave or join, or that an acquisition brings along."""
    return [(str(p), str(o)) for p in claim.get("person") for o in claim.get("organization")]


def _with(claim: Claim, role: str, filler: str) -> Claim:
    if not filler or claim.get(role):
        return claim
    arguments = [*claim.arguments, Argument(role, (filler,))]
    return replace(claim, arguments=tuple(sorted(arguments, key=lambda a: a.role)))


def _departure(claim: Claim, post: Claim, person: str, left: str, joined: str, kind: str) -> Claim:
    """The departure that an appointment elsewhere implies: same passage, same certainty and date."""
    arguments = [
        Argument("destination", (joined,)),
        Argument("kind", (kind,)),
        Argument("organization", (left,)),
        Argument("person", (person,)),
        *(a for a in post.arguments if a.role in ("roleClass", "title")),
    ]
    return replace(claim, type="Departure", arguments=tuple(arguments), rule=BY_HIRE)
