"""How certain a fact is over its claims: the table of `details.overall`, and what must hold of any claims."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph.model import FACTUALITIES, Claim, Factuality
from ontograph.resolve.details import Told, overall

STRENGTH = FACTUALITIES.index


def told(*articles: tuple[str | None, Factuality]) -> list[Told]:
    """One claim an article, by day of publication."""
    return [one(f"document/{number}", day, kind) for number, (day, kind) in enumerate(articles)]


def one(document: str, day: str | None, kind: Factuality, start: int = 0) -> Told:
    return Told(document, day, Claim("Departure", (), kind, start, start + 4, "text", "test"))


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([("2024-08-01", "possible"), ("2024-09-01", "certain")], "certain"),
        ([("2024-08-01", "certain"), ("2024-09-01", "possible")], "certain"),
        ([("2024-08-01", "possible"), ("2024-09-01", "negated")], "negated"),
        ([("2024-08-01", "planned"), ("2024-08-01", "negated")], "negated"),
        ([("2024-08-01", "negated"), ("2024-09-01", "planned")], "planned"),
        ([("2024-08-01", "certain"), ("2024-09-01", "negated")], "negated"),
        ([("2024-08-01", "negated"), ("2024-09-01", "certain")], "certain"),
        ([("2024-08-01", "certain"), ("2024-08-01", "negated")], "possible"),
        ([("2024-08", "certain"), ("2024-08-01", "negated")], "possible"),
        ([("2024-07", "certain"), ("2024-08-01", "negated")], "negated"),
        ([(None, "negated"), ("2024-08-01", "certain")], "certain"),
        ([(None, "negated"), (None, "certain")], "possible"),
        ([("2024-08-01", "certain"), ("2024-09-01", "negated"), ("2024-10-01", "possible")], "negated"),
    ],
)
def test_the_table(articles: list[Any], expected: str) -> None:
    assert overall(told(*articles)) == expected


DAYS = st.sampled_from([None, "2023", "2024-08", "2024-08-01", "2024-08-20", "2024-09-01"])
CLAIMS = st.lists(
    st.builds(one, st.sampled_from("abcd"), st.none(), st.sampled_from(FACTUALITIES), st.integers(0, 5)), min_size=1
)


@st.composite
def documents(draw: st.DrawFn) -> list[Told]:
    """Claims of up to four documents, each with its day."""
    days = {name: draw(DAYS) for name in "abcd"}
    return [Told(claim.document, days[claim.document], claim.claim) for claim in draw(CLAIMS)]


@given(documents(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(claims: list[Told], random: Any) -> None:
    shuffled = [*claims, *claims]
    random.shuffle(shuffled)
    assert overall(shuffled) == overall(claims)


@given(documents())
def test_a_copy_of_every_article_changes_nothing(claims: list[Told]) -> None:
    copies = [Told(f"copy/{claim.document}", claim.published, claim.claim) for claim in claims]
    assert overall([*claims, *copies]) == overall(claims)


@given(documents(), st.sampled_from(["certain", "negated"]))
def test_the_last_word_is_a_statement_or_a_denial(claims: list[Told], word: Factuality) -> None:
    assert overall([*claims, one("last", "2025-01-01", word)]) == word


@given(documents(), documents())
def test_without_a_denial_more_claims_never_make_it_less_certain(claims: list[Told], more: list[Told]) -> None:
    some = [claim for claim in claims if claim.claim.factuality != "negated"]
    others = [Told(f"more/{m.document}", m.published, m.claim) for m in more if m.claim.factuality != "negated"]
    if some:
        assert STRENGTH(overall([*some, *others])) <= STRENGTH(overall(some))
        assert overall(some) == min((claim.claim.factuality for claim in some), key=STRENGTH)


@given(documents())
def test_a_later_rumour_takes_nothing_from_what_is_stated_or_denied(claims: list[Told]) -> None:
    kinds = {overall([c for c in claims if c.document == document]) for document in {c.document for c in claims}}
    if "certain" in kinds:
        assert overall([*claims, one("last", "2025-01-01", "possible")]) == overall(claims)


@given(documents())
def test_nothing_is_said_that_nobody_says_but_for_doubt(claims: list[Told]) -> None:
    assert overall(claims) in {claim.claim.factuality for claim in claims} | {"possible"}
