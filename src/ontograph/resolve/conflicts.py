"""Claims on one fact that cannot both be right.

Two claims disagree where, on any of these, both speak and neither is merely less precise than the other:

| on | they disagree when |
|---|---|
| certainty | one states what the other denies (a rumour or a plan against a denial is how news goes) |
| date | the stretches of days do not meet ("2024" and "2024-05-17" do); in one document they are stages of the event |
| sums, stakes | they differ beyond rounding, each by its own precision: "6,5 milliards" and "environ 6,6" do not |
| kind | two reasons are given ("unspecified" is none) |
| destination, series | two are named; the destinations that one document names may be two stations |
| beginning, end | as dates |

A plan or a rumour may turn out otherwise than foreseen: its dates, sums and details are held against those of other
open claims only, and nothing that is open contradicts what is certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import chain, product

from ontograph.model import Claim, Filler, GroundedClaim, Money
from ontograph.resolve import dates

OPEN = frozenset({"planned", "possible"})
MONEY = ("amount", "valuation")
SINGLE = {"destination": frozenset[str](), "kind": frozenset({"unspecified"}), "series": frozenset[str]()}
"""Details of which there is one, and the values that say nothing."""
DATES = ("from", "until")
DETAILS = frozenset({*DATES, *MONEY, "stake", *SINGLE})
SAME_EVENT = 3
"""Days that two documents may date one event apart: the night, the announcement, the report."""

ENOUGH = 10
"""How many who say the same are named by each that says otherwise."""
LARGEST = 50
"""Camps that all others are held against, those with the most claims: beyond them differences are noise."""


def disagreements(claims: Sequence[GroundedClaim]) -> Mapping[str, tuple[str, ...]]:
    """Of the claims on ONE fact, the ids of those that each one disagrees with, sorted; both ways.

    Where more than `ENOUGH` say the same, only the first of them are named by those who say otherwise, and name all of
    these: a thousand against a thousand are not a million pairs. Each claim that disagrees names somebody.
    """
    if len(claims) < 2:
        return {}
    alike: defaultdict[tuple[object, ...], list[GroundedClaim]] = defaultdict(list)
    for claim in claims:  # many say the same: what they say is compared once
        alike[_said(claim.claim)].append(claim)
    if len(alike) < 2:
        return {}
    against: defaultdict[str, set[str]] = defaultdict(set)
    camps = sorted(alike.values(), key=len, reverse=True)
    for place, these in enumerate(camps[:LARGEST]):
        for those in camps[place + 1 :]:
            if not disagree(these[0].claim, those[0].claim):
                continue
            within = disagree(these[0].claim, those[0].claim, same_document=True)
            for one, other in chain(product(these, those[:ENOUGH]), product(these[:ENOUGH], those[ENOUGH:])):
                if within or one.document != other.document:
                    against[one.id].add(other.id)
                    against[other.id].add(one.id)
    return {claim: tuple(sorted(others)) for claim, others in against.items()}


def _said(claim: Claim) -> tuple[object, ...]:
    """What of a claim can contradict another one."""
    date = None if claim.type == "Position" else claim.date
    return claim.factuality, date, *((a.role, a.fillers) for a in claim.arguments if a.role in DETAILS)


def disagree(one: Claim, other: Claim, *, same_document: bool = False) -> bool:
    """Whether two claims on one fact cannot both be right; symmetric, and never true of a claim and itself.

    In one document less is a contradiction, never more.
    """
    kinds = {one.factuality, other.factuality}
    if kinds == {"certain", "negated"}:
        return True
    if "negated" in kinds or (kinds & OPEN and "certain" in kinds):
        return False
    return (
        (not same_document and one.type != "Position" and _dates_differ(one.date, other.date, SAME_EVENT))
        or any(_dates_differ(_text(one, role), _text(other, role), 0) for role in DATES)
        or any(_sums_differ(_money(one, role), _money(other, role)) for role in MONEY)
        or _numbers_differ(_text(one, "stake"), _text(other, "stake"))
        or any(
            _named_differ(one.get(role), other.get(role), nothing)
            for role, nothing in SINGLE.items()
            if not (same_document and role == "destination")
        )
    )


def _dates_differ(one: str | None, other: str | None, slack: int) -> bool:
    first, second = dates.iso(one), dates.iso(other)
    return bool(first and second and dates.gap(first, second) > slack)


def _sums_differ(one: Money | None, other: Money | None) -> bool:
    if one is None or other is None or (one.currency and other.currency and one.currency != other.currency):
        return False  # sums in two currencies are not compared: both can be right
    return not _near(one.value, other.value, loose=one.approximate or other.approximate)


def _numbers_differ(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return not _near(Decimal(one), Decimal(other), loose=False)


def _near(one: Decimal, other: Decimal, *, loose: bool) -> bool:
    """Whether one number is the other, rounded, and by no more than a tenth; called approximate, within a tenth."""
    apart, coarse = abs(one - other), max(_step(one), _step(other))
    return 10 * apart <= max(abs(one), abs(other)) and (loose or 2 * apart <= coarse)


def _step(value: Decimal) -> Decimal:
    """What the last digit that is told counts: 0.1 billion for 6.5 billion."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _named_differ(one: Sequence[Filler], other: Sequence[Filler], nothing: frozenset[str]) -> bool:
    told, also = {*one} - nothing, {*other} - nothing
    return bool(told and also and not told & also)


def _text(claim: Claim, role: str) -> str | None:
    return next((filler for filler in claim.get(role) if isinstance(filler, str)), None)


def _money(claim: Claim, role: str) -> Money | None:
    return next((filler for filler in claim.get(role) if isinstance(filler, Money)), None)
