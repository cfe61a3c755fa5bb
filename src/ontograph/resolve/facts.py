"""Claims of all readings -> groups of claims on one fact.

First within each document, where repetitions complete each other ("Musk sues OpenAI … the suit against OpenAI and
Altman"), then across documents, where who takes part must be the same: a document must not seem to say of a fact what
only another one says. Dates, amounts and a few details tell two facts with the same people apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import total_ordering

from ontograph.model import ENTITY_ROLES, Claim, Money
from ontograph.resolve import dates, details
from ontograph.resolve.details import Told

SPELL = 183
"""Within a document, a move is announced, decided and takes effect within that many days: one event."""
MOVES = frozenset({"Appointment", "Departure"})
DAYS_APART = 3
"""Two documents may date one event that many days apart (the night, the announcement, the report)."""
ROUND_DAYS = 92
"""The same for two funding rounds of one organization and one amount."""
YEAR = 366
SLACK = 7

EXACT = Decimal("0.01")
APPROXIMATE = Decimal("0.05")
"""How much two amounts of one fact may differ: as stated, and where one document calls one of them approximate."""

MONEY_TELLS_APART = frozenset({"FundingRound", "Investment", "Partnership", "Valuation"})
RECURRING = frozenset({"Investment", "Partnership", "Valuation"})
"""Facts that come again and again between the same two: what is planned is another one than what is done."""
FLEETING = frozenset({"FundingRound", "Valuation"})
"""Facts that an undated claim does not reach years back for."""
TERMS = ("destination", "roleClass", "stake")
"""Details that can tell two facts apart."""
TIMELESS = frozenset({"Founding", "Position"})
"""States, and what happens once: no date tells two of them apart."""


@dataclass(slots=True)
class Group:
    """Claims on one fact so far, and what they say together."""

    told: list[Told]
    documents: set[str] = field(init=False)
    published: tuple[str, ...] = field(init=False)
    """The first and the last publication date known, () where none is."""
    start: int = field(init=False)
    """Where the first claim starts."""
    core: dict[str, frozenset[str]] = field(init=False)
    date: str | None = field(init=False)
    amounts: dict[str, Money] = field(init=False)
    terms: dict[str, str] = field(init=False)
    """Role class, destination and stake."""

    def __post_init__(self) -> None:
        days = sorted(day for one in self.told if (day := dates.iso(one.published)))
        self.documents = {one.document for one in self.told}
        self.published = (days[0], days[-1]) if days else ()
        self.start = min(one.claim.start for one in self.told)
        self._summarize()

    @property
    def type(self) -> str:
        """The fact class."""
        return self.told[0].claim.type

    @property
    def factualities(self) -> set[str]:
        """How certain the claims are."""
        return {one.claim.factuality for one in self.told}

    def absorb(self, other: Group) -> None:
        """Take over the claims of `other`."""
        self.told += other.told
        self.documents |= other.documents
        days = sorted({*self.published, *other.published})
        self.published = (days[0], days[-1]) if days else ()
        self.start = min(self.start, other.start)
        if not other._says_no_more_than(self):
            self._summarize()

    def _says_no_more_than(self, other: Group) -> bool:
        return (
            self.core == other.core
            and self.date in (None, other.date)
            and self.amounts.items() <= other.amounts.items()
            and self.terms.items() <= other.terms.items()
        )

    def _summarize(self) -> None:
        told = sorted(self.told, key=order)
        merged = {a.role: a.fillers for a in details.arguments(told)}
        roles = sorted({role for one in told for role in details.core_roles(one.claim)})
        self.core = {role: frozenset(f for f in merged.get(role, ()) if isinstance(f, str)) for role in roles}
        self.date = details.date(told)
        self.amounts = {r: f[0] for r, f in merged.items() if r not in roles and isinstance(f[0], Money)}
        self.terms = {r: f[0] for r in TERMS if (f := merged.get(r)) and isinstance(f[0], str)}


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


def group(told: Iterable[Told]) -> list[Group]:
    """All claims, each in exactly one group, the groups in the order of their first claim."""
    by_document: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for one in sorted(told, key=order):
        by_document[one.document, one.claim.type].append(Group([one]))
    blocks: dict[tuple[object, ...], list[Group]] = defaultdict(list)
    for key in sorted(by_document):
        for found in _merge(by_document[key], _fits_in_document, nearest=True):
            _settle(found)
            blocks[found.type, *((role, *sorted(ids)) for role, ids in sorted(found.core.items()))].append(found)
    merged = [found for block in blocks.values() for found in _merge(block, _fits_across_documents, nearest=False)]
    for found in merged:
        found.told = sorted(found.told, key=order)
    return sorted(merged, key=lambda found: order(found.told[0]))


def _settle(found: Group) -> None:
    """Where the document drops or denies the fact, its earlier claims no longer hold either."""
    found.told = sorted(found.told, key=order)
    if details.verdict([one.claim for one in found.told]) == "negated":
        found.told = [replace(one, claim=replace(one.claim, factuality="negated")) for one in found.told]


def _merge(groups: Sequence[Group], fits: Callable[[Group, Group], bool], *, nearest: bool) -> list[Group]:
    """Greedily, what says most first, so that the vague joins the precise."""
    merged: list[Group] = []
    for found in sorted(groups, key=_richness):
        home = _home(found, [other for other in merged if fits(found, other)], nearest=nearest)
        if home:
            home.absorb(found)
        else:
            merged.append(found)
    return merged


def _richness(found: Group) -> tuple[int, int, int, int, Order]:
    size = sum(len(fillers) for fillers in found.core.values())
    return -size, -len(found.date or ""), -len(found.amounts), -len(found.terms), order(found.told[0])


def _home(found: Group, fits: Sequence[Group], *, nearest: bool) -> Group | None:
    """Which of several facts a claim is about: the one it agrees with most, then the nearest in the text, or the last
    before the document. An amount that could be two is neither.
    """
    if not fits:
        return None
    most = max(_agreements(found, other) for other in fits)
    best = [other for other in fits if _agreements(found, other) == most]
    if nearest:
        return min(best, key=lambda other: (abs(other.start - found.start), order(other.told[0])))
    if len(best) > 1 and found.type in MONEY_TELLS_APART and not (found.date or found.amounts):
        vague = [other for other in best if not (other.date or other.amounts)]
        return _announced(found, best) or next(iter(vague), None)
    horizon = max(found.published, default="9999")
    past = [other for other in best if other.date and other.date <= horizon]
    return max(past, key=lambda other: (other.date, order(other.told[0]))) if past else best[0]


def _announced(found: Group, fits: Sequence[Group]) -> Group | None:
    """What soon came of a plan or a rumour."""
    if not _is_open(found) or not found.published:
        return None
    dated = [(dates.gap(other.date, found.published[-1]), order(other.told[0]), other) for other in fits if other.date]
    near = min(((days, place, other) for days, place, other in dated if days <= ROUND_DAYS), default=None)
    return near[2] if near else None


def _is_open(found: Group) -> bool:
    """Whether everybody speaks of a plan or a rumour."""
    return found.factualities <= {"planned", "possible"}


def _agreements(one: Group, other: Group) -> int:
    """How many details both give, and give alike."""
    terms = sum(one.terms[role] == other.terms[role] for role in one.terms.keys() & other.terms.keys())
    return terms + len(one.amounts.keys() & other.amounts.keys()) + bool(one.date and other.date)


# --- what may be one fact -------------------------------------------------------------------------------------------


def _fits_in_document(one: Group, other: Group) -> bool:
    if one.type in RECURRING and _is_open(one) != _is_open(other) and not _agreements(one, other):
        return False
    if _is_joining_and_promotion(one, other):
        return False
    days = SPELL if one.type in MOVES else 0
    return _core_fits(one, other) and _dates_fit(one, other, days) and _details_fit(one, other, APPROXIMATE)


def _core_fits(one: Group, other: Group) -> bool:
    """The same people and organizations, or all of them among the other's and told with the same certainty.

    The founders of an organization add up; its other facts would join who never met.
    """
    if any(len(one.core[role] | other.core[role]) > 1 for role in _terms(one)):
        return False
    mine, theirs = ({role: g.core[role] for role in g.core.keys() & ENTITY_ROLES} for g in (one, other))
    if mine == theirs:
        return True
    if mine.keys() != theirs.keys() or not all((*mine.values(), *theirs.values())):
        return False
    if one.factualities != other.factualities:
        return False
    if one.type == "Founding":
        return one.core["organization"] == other.core["organization"]
    return all(mine[role] <= theirs[role] for role in mine) or all(theirs[role] <= mine[role] for role in mine)


def _terms(found: Group) -> list[str]:
    """Core roles that no entity fills; one of two claims may leave them open."""
    return sorted(found.core.keys() - ENTITY_ROLES)


def _fits_across_documents(one: Group, other: Group) -> bool:
    if one.documents & other.documents:
        return False  # the document itself tells them apart
    same_sum = "amount" in one.amounts and "amount" in other.amounts
    if one.type == "Investment" and not same_sum and not _is_same_time(one, other):
        return False
    days = ROUND_DAYS if one.type == "FundingRound" and same_sum else DAYS_APART
    return _dates_fit(one, other, days) and _details_fit(one, other, EXACT) and _times_fit(one, other, same_sum)


def _is_same_time(one: Group, other: Group) -> bool:
    """Whether two tellings without a common sum are of one time: by their dates, or else by when they appeared.

    A state ("a shareholder of") is of all times. A deed that names no sum is not the plan that names one.
    """
    if one.date and other.date:
        return True
    if not any((one.date, other.date, one.amounts, other.amounts, _is_open(one), _is_open(other))):
        return True
    plan, deed = (one, other) if _is_open(one) else (other, one)
    if plan.amounts and _is_open(plan) and not _is_open(deed):
        return False
    moments = [group.date or next(iter(group.published[-1:]), None) for group in (one, other)]
    return bool(moments[0] and moments[1] and dates.gap(moments[0], moments[1]) <= ROUND_DAYS)


def _dates_fit(one: Group, other: Group, days: int) -> bool:
    if one.type in TIMELESS or not (one.date and other.date):
        return True
    return dates.gap(one.date, other.date) <= days


def _details_fit(one: Group, other: Group, tolerance: Decimal) -> bool:
    if one.type in MONEY_TELLS_APART and not _amounts_fit(one, other, tolerance):
        return False
    if one.date and other.date and min(len(one.date), len(other.date)) > len("2024"):
        return True  # two such events of one person in one month are one, whatever else is said of it
    telling = {"Appointment": "roleClass", "Departure": "destination", "Investment": "stake"}.get(one.type, "")
    return telling not in one.terms or one.terms[telling] == other.terms.get(telling, one.terms[telling])


def _amounts_fit(one: Group, other: Group, tolerance: Decimal) -> bool:
    """Equal amounts; where one has none, equal valuations."""
    both = one.amounts.keys() & other.amounts.keys()
    for role in sorted(both - ({"valuation"} if "amount" in both else set())):
        near = EXACT if not (one.amounts[role].approximate or other.amounts[role].approximate) else tolerance
        if not details.same_money(one.amounts[role], other.amounts[role], near):
            return False
    return True


def _times_fit(one: Group, other: Group, same_sum: bool) -> bool:
    """Whether documents without a date for the fact can mean one of other documents, going by when they appeared."""
    if one.type in TIMELESS or (one.date and other.date):
        return True
    if not one.date and not other.date:
        days = [*one.published, *other.published]
        near = not (one.published and other.published) or dates.gap(min(days), max(days)) <= YEAR
        return same_sum or near or one.type not in FLEETING
    undated, dated = (one, other) if other.date else (other, one)
    if dated.date is None or not undated.published:
        return True
    if _is_joining_and_promotion(one, other):
        return False
    return _can_mean(undated, dated.date, same_sum)


def _is_joining_and_promotion(one: Group, other: Group) -> bool:
    """To join a house and to be given a post in it are two events, unless they come together."""
    undated, dated = (one, other) if other.date else (other, one)
    if one.type != "Appointment" or undated.date or not dated.date or not undated.published:
        return False
    apart = ("roleClass" in one.terms) != ("roleClass" in other.terms)
    return apart and dates.gap(undated.published[-1], dated.date) > ROUND_DAYS


def _can_mean(undated: Group, dated: str, same_sum: bool) -> bool:
    start, end = dates.stretch(dated)
    first, last = dates.stretch(undated.published[0])[0], dates.stretch(undated.published[-1])[1]
    open_ = _is_open(undated)
    ahead = YEAR if open_ else SLACK
    back = YEAR if open_ or (undated.type in FLEETING and not same_sum) else 200 * YEAR
    return start <= first + ahead and end >= last - back
