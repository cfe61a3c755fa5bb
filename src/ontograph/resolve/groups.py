"""Claims on one fact so far, and what they say together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache, total_ordering

from ontograph.model import ENTITY_ROLES, Argument, Claim, Money
from ontograph.resolve import dates, details
from ontograph.resolve.details import Told

TERMS = ("destination", "roleClass", "stake", "until")
"""Details that can tell two facts apart."""


@dataclass(slots=True)
class Group:
    """Claims on one fact so far, and what they say together."""

    told: list[Told]
    type: str = field(init=False)
    """The fact class."""
    documents: AbstractSet[str] = field(init=False)
    published: tuple[str, ...] = field(init=False)
    """The first and the last publication date known, () where none is."""
    start: int = field(init=False)
    """Where the first claim starts."""
    core: dict[str, frozenset[str]] = field(init=False)
    date: str | None = field(init=False)
    """The date that the claims give, or else that of the round that they are part of."""
    who: dict[str, frozenset[str]] = field(init=False)
    """The core roles that entities fill."""
    amounts: dict[str, Money] = field(init=False)
    terms: dict[str, str] = field(init=False)
    """Role class, destination, stake and end."""
    factualities: frozenset[str] = field(init=False)
    """How certain the claims are."""
    round: Group | None = None
    """Of an investment: the round in which the same documents name the investor."""

    def __post_init__(self) -> None:
        self.type = self.told[0].claim.type
        days = sorted(day for one in self.told if (day := dates.iso(one.published)))
        self.documents = frozenset(one.document for one in self.told)
        self.published = (days[0], days[-1]) if days else ()
        self.start = min(one.claim.start for one in self.told)
        self.factualities = _certainties(frozenset(one.claim.factuality for one in self.told))
        self._summarize()

    @property
    def is_open(self) -> bool:
        """Whether everybody speaks of a plan or a rumour."""
        return self.factualities <= {"planned", "possible"}

    @property
    def is_denied(self) -> bool:
        """Whether everybody denies it."""
        return self.factualities == {"negated"}

    def absorb(self, other: Group) -> None:
        """Take over the claims of `other`."""
        self.told += other.told
        if not isinstance(self.documents, set):
            self.documents = set(self.documents)
        self.documents |= other.documents
        if not other.factualities <= self.factualities:
            self.factualities = _certainties(self.factualities | other.factualities)
        days = sorted({*self.published, *other.published})
        self.published = (days[0], days[-1]) if days else ()
        self.start = min(self.start, other.start)
        known = other._says_no_more_than(self)
        self.round = self.round or other.round
        if not known:
            self._summarize()

    def deny(self) -> None:
        """Where the document drops or denies the fact, its earlier claims no longer hold either."""
        self.told = [replace(one, claim=replace(one.claim, factuality="negated")) for one in self.told]
        self.factualities = _certainties(frozenset({"negated"}))

    def place_in(self, round_: Group) -> None:
        """An investment that is part of this round is of its time."""
        self.round = round_
        self.date = self.date or round_.date

    def _says_no_more_than(self, other: Group) -> bool:
        return (
            self.core == other.core
            and self.date in (None, other.date)
            and self.amounts.items() <= other.amounts.items()
            and self.terms.items() <= other.terms.items()
        )

    def _summarize(self) -> None:
        if len(self.told) == 1:
            claim = self.told[0].claim
            self.core, self.who, self.amounts, self.terms = _said(claim.type, claim.arguments)
            self.date = dates.iso(claim.date) or (self.round.date if self.round else None)
            return
        told = sorted(self.told, key=order)
        self.core, self.who, self.amounts, self.terms = _together(told)
        self.date = details.date(told) or (self.round.date if self.round else None)


Said = tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, Money], dict[str, str]]
"""What fills core roles; those of them that entities fill; amounts; terms."""


@lru_cache(maxsize=1 << 17)
def _said(type_: str, arguments: tuple[Argument, ...]) -> Said:
    """What one claim says; many say the same."""
    return _together([Told("", None, Claim(type_, arguments, "certain", 0, 0, "", ""))])


def _together(told: list[Told]) -> Said:
    """What claims say together."""
    merged = {a.role: a.fillers for a in details.arguments(told)}
    roles = sorted({role for one in told for role in details.core_roles(one.claim)})
    core = {role: frozenset(f for f in merged.get(role, ()) if isinstance(f, str)) for role in roles}
    amounts = {r: f[0] for r, f in merged.items() if r not in roles and isinstance(f[0], Money)}
    terms = {r: f[0] for r in TERMS if (f := merged.get(r)) and isinstance(f[0], str)}
    return core, {role: core[role] for role in core.keys() & ENTITY_ROLES}, amounts, terms


@lru_cache(maxsize=64)
def _certainties(found: frozenset[str]) -> frozenset[str]:
    """Equal sets as one."""
    return found


@total_ordering
class _Written:
    """A claim written out, for want of another difference; few claims come that far."""

    __slots__ = ("claim",)

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Written) and (self.claim is other.claim or repr(self.claim) == repr(other.claim))

    def __lt__(self, other: _Written) -> bool:
        return repr(self.claim) < repr(other.claim)

    __hash__ = None  # type: ignore[assignment]


Order = tuple[str, int, int, str, _Written]


def order(one: Told) -> Order:
    """A total order of claims that depends on content only."""
    return one.document, one.claim.start, one.claim.end, one.claim.type, _Written(one.claim)
