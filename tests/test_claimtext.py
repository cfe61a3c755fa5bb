"""The notation that other tests write claims in: it must not let a slip pass."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claimtext import differences, parse
from ontograph.model import Argument, Claim, LocalEntity, Money

ENTITIES = {
    "e1": LocalEntity("e1", "Organization", "Eurazeo"),
    "e2": LocalEntity("e2", "Organization", "Qonto"),
}
CLAIM = Claim(
    type="Investment",
    arguments=(
        Argument("amount", (Money(Decimal("3.00E+7"), "EUR"),)),
        Argument("investor", ("e1",)),
        Argument("organization", ("e2",)),
    ),
    factuality="planned",
    start=0,
    end=1,
    quote="x",
    rule="r",
    date="2024-05",
)
RIGHT = "planned Investment investor: Eurazeo | organization: Qonto | amount: 30e6 EUR | date: 2024-05"


@pytest.mark.parametrize(
    "expected",
    [
        [RIGHT],
        ["planned Investment investor: Eurazeo"],
        ["planned/possible Investment investor: Eurazeo"],
        [f"?{RIGHT}"],
        [RIGHT, "?Founding organization: Qonto"],
    ],
)
def test_what_fits(expected: list[str]) -> None:
    assert differences(expected, [CLAIM], ENTITIES) == []


@pytest.mark.parametrize(
    "expected",
    [
        "Investment investor: Eurazeo",
        "possible Investment investor: Eurazeo",
        "planned Acquisition investor: Eurazeo",
        "planned Investment investor: Qonto",
        "planned Investment investor: Eurazeo & Qonto",
        "planned Investment investor: Eurazeo | stake: 5",
        "planned Investment amount: 30e9 EUR",
        "planned Investment amount: 30e6 USD",
        "planned Investment investor: Eurazeo | date: 2024",
    ],
)
def test_what_does_not(expected: str) -> None:
    found = differences([expected], [CLAIM], ENTITIES)
    assert [line[0] for line in found] == ["-", "+"]


def test_a_claim_too_many_is_told() -> None:
    assert differences([], [CLAIM], ENTITIES)[0].startswith(
        "+ planned Investment amount: 30000000 EUR | investor: Eura"
    )


@pytest.mark.parametrize("text", ["Investment", "Investment investor Eurazeo", "Founding founder: A | founder: B"])
def test_a_slip_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text.split()[0]):
        parse(text)
