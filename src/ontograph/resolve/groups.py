"""Claims on one fact so far, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache, total_ordering

from ontograph.model import ENTITY_ROLES, FACTUALITIES, Argument, Claim, Filler, Money
from ontograph.resolve import dates, details
from ontograph.resolve.details import Told

TERMS = frozenset({"destination", "roleClass", "stake", "until"})
"""Details that can tell two facts apart."""
_NOBODY = frozenset[str]()
_NO_SUMS: dict[str, Money] = {}
_NO_TERMS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Saying:
    """What one claim says, or several together, but for their date and certainty."""

    arguments: tuple[Argument, ...]
    core: dict[str, frozenset[str]]
    """What fills the core roles."""
    who: dict[str, frozenset[str]]
    """The core roles that entities fill."""
    amounts: dict[str, Money]
    terms: dict[str, str]
    """Role class, destination, stake and end."""

    @classmethod
    def of(cls, told: Sequence[Told]) -> Saying:
        """What these claims say, in their order."""
        arguments, first = details.arguments(told), told[0].claim
        roles = {*details.core_roles(first)}
        if first.type not in details.CORE:
            roles.update(role for one in told[1:] for role in details.core_roles(one.claim))
        core: dict[str, frozenset[str]] = dict.fromkeys(sorted(roles), _NOBODY)
        amounts: dict[str, Money] = {}
        terms: dict[str, str] = {}
        for argument in arguments:
            role, filler = argument.role, argument.fillers[0]
            if role in core:
                core[role] = _names(argument.fillers)
            elif isinstance(filler, Money):
                amounts[role] = filler
            if role in TERMS and isinstance(filler, str):
                terms[role] = filler
        who = core if core.keys() <= ENTITY_ROLES else {role: core[role] for role in core if role in ENTITY_ROLES}
        return cls(arguments, core, who, amounts or _NO_SUMS, terms or _NO_TERMS)


class Sayings:
    """What single claims say; many say the same, in arguments that are one object then (`briefs.Shared`)."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[Claim, Saying]] = {}

    def of(self, one: Told) -> Saying:
        """What one claim says."""
        key = one.claim.type, id(one.claim.arguments)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = (one.claim, Saying.of([one]))  # with the claim: its arguments must stay
        return known[1]


@lru_cache(maxsize=1 << 12)
def _names(fillers: tuple[Filler, ...]) -> frozenset[str]:
    """The claims of a document are about few."""
    return frozenset(one for one in fillers if isinstance(one, str))


@lru_cache(maxsize=16)
def _only(document: str) -> frozenset[str]:
    """Claims come a document at a time, and all of one can have the same set."""
    return frozenset((document,))


@lru_cache(maxsize=16)
def _on(day: str) -> tuple[str, str]:
    return day, day


@dataclass(slots=True)
class Group:
    """Claims on one fact so far, and what they say together."""

    told: list[Told]
    said: Saying | None = None
    """What the claims say together; of those taken in since that say no more, the details do not count yet."""
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
    amounts: dict[str, Money] = field(init=False)
    terms: dict[str, str] = field(init=False)
    factualities: frozenset[str] = field(init=False)
    """How certain the claims are."""
    round: Group | None = None
    """Of an investment: the round in which the same documents name the investor."""

    def __post_init__(self) -> None:
        first = self.told[0]
        self.type = first.claim.type
        if len(self.told) == 1:
            day = dates.iso(first.published)
            self.documents = _only(first.document)
            self.published = _on(day) if day else ()
            self.start = first.claim.start
            self.factualities = _ALONE[first.claim.factuality]
        else:
            days = sorted(day for one in self.told if (day := dates.iso(one.published)))
            self.documents = frozenset(one.document for one in self.told)
            self.published = (days[0], days[-1]) if days else ()
            self.start = min(one.claim.start for one in self.told)
            self.factualities = _certainties(frozenset(one.claim.factuality for one in self.told))
        self._say(self.said or Saying.of(sorted(self.told, key=order)))

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
        if self.published and other.published:
            first, last = self.published[0], self.published[-1]
            self.published = (min(first, other.published[0]), max(last, other.published[-1]))
        else:
            self.published = self.published or other.published
        self.start = min(self.start, other.start)
        known = other._says_no_more_than(self)
        self.round = self.round or other.round
        if not known:
            alike = all(one.claim.arguments is self.told[0].claim.arguments for one in self.told)
            self._say(other.said if alike and other.said else Saying.of(sorted(self.told, key=order)))

    def deny(self) -> None:
        """Where the document drops or denies the fact, its earlier claims no longer hold either."""
        if self.is_denied:
            return
        self.told = [replace(one, claim=replace(one.claim, factuality="negated")) for one in self.told]
        self.factualities = _ALONE["negated"]

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

    def _say(self, said: Saying) -> None:
        self.said = said
        self.core, self.who, self.amounts, self.terms = said.core, said.who, said.amounts, said.terms
        self.date = details.date(self.told) or (self.round.date if self.round else None)


@lru_cache(maxsize=64)
def _certainties(found: frozenset[str]) -> frozenset[str]:
    """Equal sets as one."""
    return found


_ALONE = {factuality: _certainties(frozenset({factuality})) for factuality in FACTUALITIES}


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
