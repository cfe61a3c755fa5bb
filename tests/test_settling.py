"""Claims of one article settled against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph.model import FACTUALITIES, Argument, Claim, Factuality, Money
from ontograph.rounds import attach_valuations
from ontograph.settling import cancel

REACH = 300


def claim(type_: str, start: int, factuality: Factuality = "certain", end: int | None = None, **roles: str) -> Claim:
    """A claim; roles "amount" and "valuation" hold millions."""
    money = ("amount", "valuation")
    arguments = [
        Argument(r, (Money(Decimal(v) * 10**6, "EUR") if r in money else v,)) for r, v in sorted(roles.items())
    ]
    return Claim(type_, tuple(arguments), factuality, start, end or start + 20, "", "rule")


# -- cancelling --------------------------------------------------------------------------------------------------------

SENTENCES = [(0, 100), (100, 200), (200, 300)]


@pytest.mark.parametrize(
    ("factuality", "start", "cancelling", "after"),
    [
        ("planned", 10, {1}, "negated"),
        ("possible", 99, {1}, "negated"),
        ("certain", 10, {1}, "certain"),
        ("negated", 10, {1}, "negated"),
        ("planned", 100, {1}, "planned"),
        ("planned", 10, {2}, "planned"),
        ("planned", 110, {2}, "negated"),
        ("planned", 10, set(), "planned"),
        ("planned", 10, {0}, "planned"),
        ("planned", 210, {0}, "planned"),
    ],
)
def test_a_sentence_cancels_the_plans_of_the_one_before(
    factuality: Factuality, start: int, cancelling: set[int], after: str
) -> None:
    (found,) = cancel([claim("Acquisition", start, factuality)], SENTENCES, frozenset(cancelling))
    assert found.factuality == after


starts = st.integers(0, 299)
claims = st.lists(st.builds(claim, st.just("Acquisition"), starts, st.sampled_from(FACTUALITIES)), max_size=6)


@given(claims, st.frozensets(st.integers(0, 2)))
def test_cancelling_changes_nothing_but_the_factuality(before: list[Claim], cancelling: frozenset[int]) -> None:
    after = cancel(before, SENTENCES, cancelling)
    assert [replace(c, factuality="certain") for c in after] == [replace(c, factuality="certain") for c in before]
    assert all(a.factuality in (b.factuality, "negated") for a, b in zip(after, before, strict=True))
    assert cancel(after, SENTENCES, cancelling) == after


# -- valuations --------------------------------------------------------------------------------------------------------

ROUND = claim("FundingRound", 0, organization="e1", amount="50")
VALUED = claim("Valuation", 100, organization="e1", amount="400")


def test_a_round_takes_the_valuation_of_its_organization() -> None:
    (found,) = attach_valuations([ROUND, VALUED], REACH)
    assert found.type == "FundingRound"
    assert found.get("valuation") == (Money(Decimal(400_000_000), "EUR"),)
    assert found.get("amount") == ROUND.get("amount")
    assert [a.role for a in found.arguments] == sorted(a.role for a in found.arguments)


def test_of_two_valuations_the_nearest() -> None:
    far = claim("Valuation", 250, organization="e1", amount="900")
    found = attach_valuations([ROUND, far, VALUED], REACH)
    assert [c.type for c in found] == ["FundingRound", "Valuation"]
    assert found[0].get("valuation") == VALUED.get("amount")
    assert found[1] == far


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (claim("Valuation", 100, organization="e2", amount="400"), "of another organization"),
        (claim("Valuation", 500, organization="e1", amount="400"), "too far"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_valuation_stays_a_fact_of_its_own(other: Claim, why: str) -> None:
    assert attach_valuations([ROUND, other], REACH) == [ROUND, other], why


def test_a_round_keeps_the_valuation_of_its_own_passage() -> None:
    own = claim("FundingRound", 0, organization="e1", amount="50", valuation="300")
    assert attach_valuations([own, VALUED], REACH) == [own, VALUED]


def test_a_valuation_belongs_to_one_round() -> None:
    earlier = claim("FundingRound", 0, organization="e1", amount="10")
    later = claim("FundingRound", 80, organization="e1", amount="50")
    found = attach_valuations([earlier, later, VALUED], REACH)
    assert [bool(c.get("valuation")) for c in found] == [False, True]


def test_a_valuation_of_another_time_is_no_rounds() -> None:
    dated = replace(ROUND, date="2024-05")
    former = replace(VALUED, date="2021")
    assert attach_valuations([dated, former], REACH) == [dated, former]


def test_a_fact_is_not_the_valuation_of_a_round_only_hoped_for() -> None:
    hoped = replace(ROUND, factuality="possible")
    assert attach_valuations([hoped, VALUED], REACH) == [hoped, VALUED]


mixed = st.lists(
    st.builds(
        claim,
        st.sampled_from(["FundingRound", "Valuation", "Departure"]),
        st.integers(0, 900),
        organization=st.sampled_from(["e1", "e2"]),
        amount=st.sampled_from(["10", "50", "400"]),
    ),
    max_size=6,
)


@given(mixed)
def test_only_valuations_are_taken_and_only_rounds_change(before: list[Claim]) -> None:
    after = attach_valuations(before, REACH)
    bare = [replace(c, arguments=tuple(a for a in c.arguments if a.role != "valuation")) for c in after]
    assert [c for c in bare if c.type != "Valuation"] == [c for c in before if c.type != "Valuation"]
    amounts = {c.get("amount") for c in before if c.type == "Valuation"}
    assert amounts == {c.get("valuation") for c in after if c.get("valuation")} | {
        c.get("amount") for c in after if c.type == "Valuation"
    }
