"""Whether two groups of claims may be on one fact: roles, time and amounts."""

from __future__ import annotations

from decimal import Decimal

from ontograph.model import ENTITY_ROLES
from ontograph.resolve import dates, details
from ontograph.resolve.groups import Group

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

GROWTH = Decimal("0.5")
"""How much a sum may change between the plan and the deed."""
GROWING = frozenset({"FundingRound", "Investment"})

BOARD = frozenset({"BoardMember", "Chair"})
MONEY_TELLS_APART = frozenset({"FundingRound", "Investment", "Partnership", "Valuation"})
RECURRING = frozenset({"Investment", "Partnership", "Valuation"})
"""Facts that come again and again between the same two: what is planned is another one than what is done."""
FLEETING = frozenset({"FundingRound", "Valuation"})
"""Facts that an undated claim does not reach years back for."""
TIMELESS = frozenset({"Founding", "Position"})
"""States, and what happens once: no date tells two of them apart."""


def fits_in_document(one: Group, other: Group) -> bool:
    """Whether two passages of one document may tell one fact."""
    if not _core_fits(one, other):
        return False
    if one.type in RECURRING and one.is_open != other.is_open and not agreements(one, other):
        return False
    if _is_joining_and_promotion(one, other):
        return False
    days = SPELL if one.type in MOVES else 0
    return _dates_fit(one, other, days) and _details_fit(one, other, APPROXIMATE)


def _core_fits(one: Group, other: Group) -> bool:
    """The same people and organizations, or all of them among the other's and told with the same certainty.

    The founders of an organization add up; its other facts would join who never met.
    """
    if one.core == other.core:
        return not any(len(one.core[role]) > 1 for role in _terms(one))
    return _who_fits(one, other) and not any(len(one.core[role] | other.core[role]) > 1 for role in _terms(one))


def _who_fits(one: Group, other: Group) -> bool:
    mine, theirs = one.who, other.who
    if mine == theirs:
        return True
    if one.factualities != other.factualities or mine.keys() != theirs.keys():
        return False
    if one.type != "Founding" and any(mine[role].isdisjoint(theirs[role]) for role in mine):
        return False
    if not all((*mine.values(), *theirs.values())):
        return False
    if one.type == "Founding":
        return one.core["organization"] == other.core["organization"]
    return all(mine[role] <= theirs[role] for role in mine) or all(theirs[role] <= mine[role] for role in mine)


def _terms(found: Group) -> list[str]:
    """Core roles that no entity fills; one of two claims may leave them open."""
    return [role for role in found.core if role not in ENTITY_ROLES]


def fits_across_documents(one: Group, other: Group) -> bool:
    """Whether documents that tell of the same people and organizations may tell one fact."""
    if not one.documents.isdisjoint(other.documents):
        return False  # the document itself tells them apart
    if one.round and other.round:
        return one.round is other.round
    if any(mine.round and _is_larger(theirs, mine.round) for mine, theirs in ((one, other), (other, one))):
        return False
    if one.type in RECURRING and _is_denial(one, other) and not agreements(one, other):
        return False
    same_sum = _gives_both(one, other, "amount")
    same_share = same_sum or "stake" in one.terms.keys() & other.terms.keys()
    if one.type == "Investment" and not same_share and not _is_same_time(one, other):
        return False
    days = ROUND_DAYS if one.type == "FundingRound" and same_sum else DAYS_APART
    return _dates_fit(one, other, days) and _details_fit(one, other, EXACT) and _times_fit(one, other, same_sum)


def _gives_both(one: Group, other: Group, role: str) -> bool:
    return role in one.amounts and role in other.amounts


def _is_denial(one: Group, other: Group) -> bool:
    """What one denies is not what the other states; a rumour may be what it denies."""
    denied, told = (one, other) if one.is_denied else (other, one)
    return denied.is_denied and "certain" in told.factualities


def _is_same_time(one: Group, other: Group) -> bool:
    """Whether two tellings without a common sum are of one time: by their dates, or else by when they appeared.

    A state ("a shareholder of") is of all times. A deed that names no sum is not the plan that names one.
    """
    if one.date and other.date:
        return True
    if not any((one.date, other.date, one.amounts, other.amounts, one.is_open, other.is_open)):
        return True
    plan, deed = (one, other) if one.is_open else (other, one)
    if plan.amounts and plan.is_open and not deed.is_open:
        return False
    moments = [group.date or next(iter(group.published[-1:]), None) for group in (one, other)]
    return bool(moments[0] and moments[1] and dates.gap(moments[0], moments[1]) <= ROUND_DAYS)


def _dates_fit(one: Group, other: Group, days: int) -> bool:
    if one.type in TIMELESS or not (one.date and other.date):
        return True
    if "until" in one.terms and one.terms["until"] == other.terms.get("until"):
        return True  # a leave until the end of the year is one, whenever it is said to have begun
    if one.is_open != other.is_open:
        days = max(days, ROUND_DAYS)  # a plan is dated by its day, by that of the rumour or of the article
    return dates.gap(one.date, other.date) <= days


def _details_fit(one: Group, other: Group, tolerance: Decimal) -> bool:
    if one.type in MONEY_TELLS_APART and not _amounts_fit(one, other, tolerance):
        return False
    if one.type == "Appointment" and _is_other_body(one, other):
        return False
    if one.date and other.date and min(len(one.date), len(other.date)) > len("2024"):
        return True  # two such events of one person in one month are one, whatever else is said of it
    telling = {"Appointment": "roleClass", "Departure": "destination", "Investment": "stake"}.get(one.type, "")
    return telling not in one.terms or one.terms[telling] == other.terms.get(telling, one.terms[telling])


def _is_other_body(one: Group, other: Group) -> bool:
    """To join a house, or be given a post in it, and to be given a seat on its board at another time are two events."""
    seats = [group.terms.get("roleClass") in BOARD for group in (one, other)]
    if seats[0] == seats[1]:
        return False
    if one.date and other.date:
        return not _dates_fit(one, other, DAYS_APART)
    return one.documents.isdisjoint(other.documents)


def _amounts_fit(one: Group, other: Group, tolerance: Decimal) -> bool:
    """Equal amounts; where one has none, equal valuations."""
    both = one.amounts.keys() & other.amounts.keys()
    growth = _growth(one, other)
    if growth:
        return all(details.same_money(one.amounts[role], other.amounts[role], growth) for role in sorted(both))
    for role in sorted(both - ({"valuation"} if "amount" in both else set())):
        near = EXACT if not (one.amounts[role].approximate or other.amounts[role].approximate) else tolerance
        if not details.same_money(one.amounts[role], other.amounts[role], near):
            return False
    return True


def _growth(one: Group, other: Group) -> Decimal | None:
    """How much the sums may differ where one may be the plan or the rumour of what soon came to be as the other."""
    plan, deed = (one, other) if one.is_open else (other, one)
    if one.type not in GROWING or not plan.is_open or deed.is_open or deed.is_denied:
        return None
    if not plan.published and not plan.date:
        return APPROXIMATE
    if not (plan.published and deed.date):
        return None
    days = dates.stretch(deed.date)[1] - dates.stretch(plan.published[-1])[0]
    return GROWTH if -SLACK <= days <= ROUND_DAYS else None


def _times_fit(one: Group, other: Group, same_sum: bool) -> bool:
    """Whether documents without a date for the fact can mean one of other documents, going by when they appeared."""
    if one.type in TIMELESS or (one.date and other.date):
        return True
    if not one.date and not other.date:
        days = [*one.published, *other.published]
        near = not (one.published and other.published) or dates.gap(min(days), max(days)) <= YEAR
        if one.type in RECURRING and (one.is_open or other.is_open):
            return near
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
    first, last = dates.stretch(undated.published[0])[1], dates.stretch(undated.published[-1])[1]
    open_ = undated.is_open
    ahead = SLACK if not open_ else SPELL if undated.type in RECURRING else YEAR
    back = ROUND_DAYS if open_ else YEAR if undated.type in FLEETING and not same_sum else 200 * YEAR
    return start <= first + ahead and end >= last - back


def agreements(one: Group, other: Group) -> int:
    """How many details both give, and give alike."""
    terms = sum(one.terms[role] == other.terms[role] for role in one.terms.keys() & other.terms.keys())
    return terms + len(one.amounts.keys() & other.amounts.keys()) + bool(one.date and other.date)


def is_part_of(investment: Group, round_: Group, document: str) -> bool:
    """Whether an investment can be one in this round, in which the document names the investor."""
    claims = [one.claim for one in round_.told if one.document == document]
    named = {str(who) for claim in claims for role in ("investor", "leadInvestor") for who in claim.get(role)}
    told = [day for day in (round_.date, *(dates.iso(claim.date) for claim in claims)) if day]
    apart = investment.date and told and min(dates.gap(investment.date, day) for day in told) > DAYS_APART
    if apart or not investment.core["investor"] & named:
        return False
    return not _is_larger(investment, round_)


def _is_larger(investment: Group, round_: Group) -> bool:
    """Whether more is invested than the round brings in all."""
    sum_, all_ = investment.amounts.get("amount"), round_.amounts.get("amount")
    return bool(sum_ and all_ and sum_.value > all_.value)
