"""Claims on one fact that cannot both be right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from ontograph.graph import to_rdf
from ontograph.model import FACTUALITIES, Argument, Claim, GroundedClaim, Money
from ontograph.resolve import resolve
from ontograph.resolve.conflicts import ENOUGH, LARGEST, disagree, disagreements
from ontograph.vocabulary import PREFIXES
from readings import claim, money, reading

LEAVES: dict[str, Any] = {"person": "Mira Murati", "organization": "OpenAI"}


def made(factuality: Any = "certain", date: str | None = None, type_: str = "Departure", **roles: Any) -> Claim:
    arguments = tuple(Argument(role, (filler,)) for role, filler in sorted(roles.items()))
    return Claim(type_, arguments, factuality, 0, 4, "text", "test", date)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (made("certain"), made("negated"), True),
        (made("possible"), made("negated"), False),
        (made("certain"), made("possible"), False),
        (made(date="2024"), made(date="2024-05-17"), False),
        (made(date="2024-05"), made(date="2024-09"), True),
        (made(date="2024-05-17"), made(date="2024-05-18"), False),
        (made("planned", date="2024-05"), made(date="2024-09"), False),
        (made("planned", date="2024-05"), made("planned", date="2024-09"), True),
        (made("negated", date="2024-05"), made("negated", date="2024-09"), False),
        (made(kind="resignation"), made(kind="dismissal"), True),
        (made(kind="resignation"), made(kind="unspecified"), False),
        (made(destination="a"), made(destination="b"), True),
        (made(destination="a"), made(), False),
        (made(amount=money("6.5")), made(amount=money("6.6")), True),
        (made(amount=money("6.5")), made(amount=money("6.6", approximate=True)), False),
        (made(amount=money("6.6")), made(amount=money("7")), False),
        (made(amount=money("40")), made(amount=money("40", "EUR")), False),
        (made(amount=money("40", None)), made(amount=money("30", "EUR")), True),
        (made(stake="49"), made(stake="49.4"), False),
        (made(stake="49"), made(stake="27"), True),
        (made(type_="Position", until="2024"), made(type_="Position", until="2023-05"), True),
    ],
)
def test_what_cannot_both_be_right(one: Claim, other: Claim, expected: bool) -> None:
    assert disagree(one, other) is expected
    assert disagree(other, one) is expected


DATES = st.sampled_from([None, "2023", "2024", "2024-05", "2024-05-17", "2024-09-01", "PRESENT_REF"])
SUMS = st.builds(Money, st.decimals(1, 10**12, places=2), st.sampled_from(["USD", "EUR", None]), st.booleans())


@st.composite
def any_claim(draw: st.DrawFn) -> Claim:
    roles: dict[str, Any] = {
        "amount": draw(st.none() | SUMS),
        "stake": draw(st.none() | st.sampled_from(["49", "49.5", "5"])),
        "kind": draw(st.none() | st.sampled_from(["resignation", "dismissal", "unspecified"])),
        "destination": draw(st.none() | st.sampled_from("ab")),
        "until": draw(DATES),
    }
    given_ = {role: filler for role, filler in roles.items() if filler is not None}
    return made(draw(st.sampled_from(FACTUALITIES)), draw(DATES), **given_)


@given(any_claim(), any_claim(), st.booleans())
def test_it_is_mutual_and_nobody_contradicts_himself(one: Claim, other: Claim, same: bool) -> None:
    assert disagree(one, other, same_document=same) is disagree(other, one, same_document=same)
    assert not disagree(one, one)


@given(st.lists(st.tuples(any_claim(), st.sampled_from("ab")), max_size=6))
def test_all_pairs_that_disagree_and_no_other(rows: list[tuple[Claim, str]]) -> None:
    claims = [GroundedClaim(str(n), document, said) for n, (said, document) in enumerate(rows)]
    found = disagreements(claims)
    assert {(a, b) for a, others in found.items() for b in others} == {
        (one.id, other.id)
        for one in claims
        for other in claims
        if disagree(one.claim, other.claim, same_document=one.document == other.document)
    }


def test_many_against_many_name_the_first_of_the_others() -> None:
    said = [made("certain") if n % 2 else made("negated") for n in range(400)]
    found = disagreements([GroundedClaim(f"{n:03}", f"d{n}", one) for n, one in enumerate(said)])
    pairs = {(a, b) for a, others in found.items() for b in others}
    assert pairs == {(b, a) for a, b in pairs}
    assert set(found) == {f"{n:03}" for n in range(400)}
    assert found["399"] == tuple(f"{n:03}" for n in range(0, 2 * ENOUGH, 2))
    assert len(found["000"]) == 200
    assert len(pairs) < 400 * 2 * ENOUGH


def test_the_smallest_of_very_many_camps_are_not_held_against_each_other() -> None:
    said = [made(amount=money(str(2**n))) for n in range(LARGEST + 20)]
    found = disagreements([GroundedClaim(f"{n:03}", f"d{n}", one) for n, one in enumerate(said)])
    assert [len(found[f"{n:03}"]) for n in range(len(said))] == [len(said) - 1] * LARGEST + [LARGEST] * 20


def test_they_name_each_other_in_the_knowledge_and_in_the_graph() -> None:
    knowledge = resolve(
        [
            reading("a", claim("Departure", **LEAVES, date="2024-09", kind="resignation")),
            reading("b", claim("Departure", **LEAVES, date="2024-09-25", kind="dismissal")),
            reading("c", claim("Departure", **LEAVES, kind="unspecified")),
        ]
    )
    (fact,) = knowledge.facts
    found = {c.id: c.disagrees_with for c in fact.claims}
    assert found == {
        "claim/a-0-4-departure": ("claim/b-0-4-departure",),
        "claim/b-0-4-departure": ("claim/a-0-4-departure",),
        "claim/c-0-4-departure": (),
    }
    pairs = list(to_rdf(knowledge).subject_objects(URIRef(PREFIXES["og"] + "disagreesWith")))
    assert len(pairs) == 2
    assert {(b, a) for a, b in pairs} == set(pairs)
