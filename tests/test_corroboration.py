"""Who is meant where a sentence leaves a name out, by what other articles say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontograph.model import Argument, Claim
from ontograph.resolve.corroboration import corroborate
from ontograph.resolve.details import Told

NAMED = {
    document: ["person/ada", "person/eve", "organization/bell", "organization/corvo", "organization/danone"]
    for document in "abcdefg"
}
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


ELSEWHERE = (
    told("b", "Position", "person/ada", "organization/bell"),
    told("c", "Founding", "person/ada", "organization/bell"),
    told("d", "Departure", "person/ada", "organization/bell", grounded=False),
)
UNNAMED = told("a", "Departure", "person/ada", "organization/danone", grounded=False)


def test_what_three_articles_say_tells_whom_a_fourth_means() -> None:
    assert meant(*ELSEWHERE, UNNAMED) == "organization/bell"


@pytest.mark.parametrize(
    ("reason", "others", "last"),
    [
        ("the passage names it", ELSEWHERE, told("a", "Departure", "person/ada", "organization/danone")),
        ("two articles alone say so", ELSEWHERE[:2], UNNAMED),
        ("another article says so", (*ELSEWHERE, told("e", "Position", "person/ada", "organization/danone")), UNNAMED),
        (
            "a new post is news",
            ELSEWHERE,
            told("a", "Appointment", "person/ada", "organization/danone", grounded=False),
        ),
        (
            "it is of the new post",
            (*ELSEWHERE, told("a", "Appointment", "person/ada", "organization/danone", grounded=False)),
            UNNAMED,
        ),
        (
            "people invest in many",
            ELSEWHERE,
            told("a", "Investment", "person/ada", "organization/danone", grounded=False),
        ),
        (
            "two are as likely",
            (
                *ELSEWHERE,
                told("e", "Position", "person/ada", "organization/corvo"),
                told("f", "Position", "person/ada", "organization/corvo"),
            ),
            UNNAMED,
        ),
        (
            "it is no person",
            [told(d, "Position", "person/ada", "person/eve") for d in "bcd"],
            UNNAMED,
        ),
        (
            "others deny it",
            [told(d, "Position", "person/ada", "organization/bell", factuality="negated") for d in "bcd"],
            UNNAMED,
        ),
    ],
)
def test_stays_as_read_where(reason: str, others: tuple[Told, ...], last: Told) -> None:
    assert meant(*others, last) == "organization/danone", reason


def as_chief(one: Told, post: str = "CTO") -> Told:
    return replace(one, claim=replace(one.claim, arguments=(*one.claim.arguments, Argument("roleClass", (post,)))))


def test_two_who_know_of_the_same_post_are_enough() -> None:
    others = [as_chief(told(d, "Position", "person/ada", "organization/bell")) for d in "bc"]
    assert meant(*others, as_chief(UNNAMED)) == "organization/bell"
    assert meant(*others, as_chief(UNNAMED, "CFO")) == "organization/danone"
    assert meant(*others, UNNAMED) == "organization/danone"


def test_one_who_knows_of_another_post_there_does_not_outweigh_three() -> None:
    others = [as_chief(told(d, "Position", "person/ada", "organization/bell")) for d in "bcd"]
    founder = as_chief(told("e", "Position", "person/ada", "organization/danone"), "Founder")
    assert meant(*others, founder, as_chief(UNNAMED)) == "organization/bell"
    assert meant(*others[:2], founder, as_chief(UNNAMED)) == "organization/danone"
    assert meant(*others, founder, replace(founder, document="f"), as_chief(UNNAMED)) == "organization/danone"


def on(one: Told, day: str) -> Told:
    return replace(one, claim=replace(one.claim, date=day))


def test_who_leaves_one_house_on_a_day_leaves_no_other_that_nobody_knows_of() -> None:
    others = [on(told(d, "Departure", "person/ada", "organization/bell"), "2018-02-20") for d in "bc"]
    chief = [told(d, "Position", "person/ada", "organization/danone") for d in "cdef"]
    assert meant(*others, *chief, on(UNNAMED, "2018-02")) == "organization/bell"
    unnamed = on(UNNAMED, "2018-02")
    elsewhere = on(told("d", "Departure", "person/ada", "organization/corvo"), "2018")
    known = told("e", "Departure", "person/ada", "organization/danone")
    for reason, told_ in {
        "another month": [*others, on(UNNAMED, "2018-06")],
        "no date": [*others, *chief, UNNAMED],
        "one witness": [others[0], *chief, unnamed],
        "two places": [*others, elsewhere, replace(elsewhere, document="g"), *chief, unnamed],
        "another article knows of it": [*others, known, unnamed],
    }.items():
        assert meant(*told_) == "organization/danone", reason


def test_an_article_that_lets_somebody_leave_one_for_the_other_knows_them_apart() -> None:
    claim = UNNAMED.claim
    gone = replace(claim, arguments=(*claim.arguments, Argument("destination", ("organization/bell",))))
    assert meant(*ELSEWHERE, replace(UNNAMED, claim=gone)) == "organization/danone"
    former = told("a", "Position", "person/ada", "organization/danone", grounded=False)
    assert meant(*ELSEWHERE, replace(UNNAMED, claim=gone), former) == "organization/danone"
    elsewhere = replace(claim, arguments=(*claim.arguments, Argument("destination", ("organization/corvo",))))
    assert meant(*ELSEWHERE, replace(UNNAMED, claim=elsewhere)) == "organization/bell"


def at(one: Told, start: int) -> Told:
    return replace(one, claim=replace(one.claim, start=start, end=start + 9))


def test_what_stands_between_two_that_are_mended_alike_is_mended_with_them() -> None:
    first, last = at(UNNAMED, 0), at(UNNAMED, 200)
    eve = told("a", "Position", "person/eve", "organization/danone", grounded=False)
    assert meant(*ELSEWHERE, first, last, at(eve, 100)) == "organization/bell"
    beyond = at(eve, 300)
    here = at(told("a", "Position", "person/leo", "organization/danone"), 150)
    known = told("e", "Position", "person/eve", "organization/danone")
    for reason, others in {
        "it stands after both": [first, last, beyond],
        "only one is mended": [first, at(eve, 100)],
        "a passage between names whom it leaves out": [first, last, here, at(eve, 100)],
        "another article says so": [first, last, known, at(eve, 100)],
        "its passage names it": [first, last, at(told("a", "Position", "person/eve", "organization/danone"), 100)],
    }.items():
        assert meant(*ELSEWHERE, *others) == "organization/danone", reason


def test_one_of_several_people_is_enough() -> None:
    claim = UNNAMED.claim
    both = (Argument("person", ("person/ada", "person/eve")), Argument("organization", ("organization/danone",)))
    assert meant(*ELSEWHERE, replace(UNNAMED, claim=replace(claim, arguments=both))) == "organization/bell"


def test_nobody_is_meant_whom_the_article_does_not_name() -> None:
    assert (
        meant(*ELSEWHERE, UNNAMED, named=NAMED | {"a": ["person/ada", "organization/danone"]}) == "organization/danone"
    )


def test_only_who_is_meant_changes() -> None:
    before = [*ELSEWHERE, UNNAMED]
    after = corroborate(before, NAMED)
    assert after[:-1] == before[:-1]
    assert after[-1].claim.quote == UNNAMED.claim.quote
    assert after[-1].claim.get("person") == UNNAMED.claim.get("person")
