"""Who is meant where a sentence leaves a name out, by what other articles say."""

from __future__ import annotations

import pytest

from ontograph.model import Argument, Claim
from ontograph.resolve.corroboration import corroborate
from ontograph.resolve.details import Told

NAMED = {document: ["ada", "bell", "corvo", "danone"] for document in "abcdefg"}
"""Every article names everybody."""


def told(
    document: str, type_: str, first: str, second: str, *, grounded: bool = True, factuality: str = "certain"
) -> Told:
    """A claim that ties two, in a passage that names both or only the first."""
    roles = {"Founding": ("founder", "organization"), "Investment": ("investor", "organization")}
    one, other = roles.get(type_, ("person", "organization"))
    arguments = (Argument(one, (first,)), Argument(other, (second,)))
    claim = Claim(type_, arguments, factuality, 0, 9, "verbatim.", "rule")  # type: ignore[arg-type]
    return Told(document, None, claim, frozenset({first, second} if grounded else {first}))


def meant(*claims: Told, named: dict[str, list[str]] | None = None) -> str:
    """The organization of the last claim, by the others' word."""
    (filler,) = corroborate(claims, named or NAMED)[-1].claim.get("organization")
    return str(filler)


ELSEWHERE = (told("b", "Position", "ada", "bell"), told("c", "Founding", "ada", "bell"))
UNNAMED = told("a", "Departure", "ada", "danone", grounded=False)


def test_what_two_articles_say_tells_whom_a_third_means() -> None:
    assert meant(*ELSEWHERE, UNNAMED) == "bell"


@pytest.mark.parametrize(
    ("reason", "others", "last"),
    [
        ("the passage names it", ELSEWHERE, told("a", "Departure", "ada", "danone")),
        ("one article alone says so", ELSEWHERE[:1], UNNAMED),
        ("the article itself says so elsewhere", (*ELSEWHERE, told("a", "Position", "ada", "danone")), UNNAMED),
        ("another article says so", (*ELSEWHERE, told("d", "Position", "ada", "danone")), UNNAMED),
        ("a new post is news", ELSEWHERE, told("a", "Appointment", "ada", "danone", grounded=False)),
        (
            "it is of the new post",
            (*ELSEWHERE, told("a", "Appointment", "ada", "danone", grounded=False)),
            UNNAMED,
        ),
        ("people invest in many", ELSEWHERE, told("a", "Investment", "ada", "danone", grounded=False)),
        (
            "two are as likely",
            (*ELSEWHERE, told("d", "Position", "ada", "corvo"), told("e", "Position", "ada", "corvo")),
            UNNAMED,
        ),
        ("others deny it", [told(d, "Position", "ada", "bell", factuality="negated") for d in "bc"], UNNAMED),
    ],
)
def test_stays_as_read_where(reason: str, others: tuple[Told, ...], last: Told) -> None:
    assert meant(*others, last) == "danone", reason


def test_nobody_is_meant_whom_the_article_does_not_name() -> None:
    assert meant(*ELSEWHERE, UNNAMED, named=NAMED | {"a": ["ada", "danone"]}) == "danone"


def test_only_who_is_meant_changes() -> None:
    before = [*ELSEWHERE, UNNAMED]
    after = corroborate(before, NAMED)
    assert after[:-1] == before[:-1]
    assert after[-1].claim.quote == UNNAMED.claim.quote
    assert after[-1].claim.get("person") == UNNAMED.claim.get("person")
