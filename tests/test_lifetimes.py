"""From when to when facts, people and organizations are part of a picture that plays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge import ARPEGE, CLAIRE, DENIS, HELIO, MINISTRY, NOVA, knowledge
from ontograph.lifetimes import Interval, happens, lives
from ontograph.model import Argument, Fact, Factuality, Knowledge, Status
from ontograph.network import to_networkx


def changed(id_: str, **changes: object) -> Knowledge:
    """The small knowledge with one fact changed."""
    base = knowledge()
    facts = [replace(fact, **changes) if fact.id == id_ else fact for fact in base.facts]  # type: ignore[arg-type]
    return replace(base, facts=tuple(facts))


def life(base: Knowledge, id_: str) -> tuple[str | None, str | None]:
    return lives(base)[id_].iso()


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("position/claire-aubry-nova-ia-cto", (None, "2024-05-31")),
        ("position/denis-morel-nova-ia-ceo", ("2019-01-01", None)),
        ("departure/claire-aubry-nova-ia-2024", ("2024-05-01", "2024-05-31")),
        ("appointment/claire-aubry-helio-2024", ("2024-10-01", "2024-10-01")),
        ("founding/nova-ia-2019", ("2019-01-01", None)),
        ("funding-round/nova-ia-500-million-2024", ("2024-01-01", None)),
        ("leave-of-absence/denis-morel-nova-ia", ("2024-06-01", "2024-09-30")),
        ("lawsuit/nova-ia-helio", ("2024-06-01", None)),  # undated: since its article came out
        ("valuation/helio-10-billion", (None, None)),  # nor has its article a date
    ],
)
def test_a_fact_lives_as_long_as_what_it_makes(id_: str, expected: tuple[str | None, str | None]) -> None:
    assert life(knowledge(), id_) == expected


def test_what_lasts_happens_on_its_day() -> None:
    assert happens(knowledge())["founding/nova-ia-2019"].iso() == ("2019-01-01", "2019-12-31")


def test_a_post_told_as_a_former_one_had_ended_when_that_was_written() -> None:
    id_ = "position/claire-aubry-nova-ia-cto"
    fact = next(fact for fact in knowledge().facts if fact.id == id_)
    bare = tuple(argument for argument in fact.arguments if argument.role != "until")
    assert life(changed(id_, arguments=bare), id_) == (None, "2024-05-20")
    late = (*bare, Argument("from", ("2024-06",)))
    assert life(changed(id_, arguments=late), id_) == ("2024-06-01", "2024-06-01"), "no end before the beginning"

    def claims(status: Status) -> tuple[object, ...]:
        return tuple(replace(c, claim=replace(c.claim, status=status)) for c in fact.claims)

    assert life(changed(id_, arguments=bare, claims=claims("current")), id_) == (None, "2024-05-31"), (
        "with the departure"
    )


def departure(factuality: Factuality = "certain") -> Fact:
    base = next(fact for fact in knowledge().facts if fact.type == "Departure")
    arguments = (Argument("person", (DENIS,)), Argument("organization", (NOVA,)))
    return replace(base, id="departure/denis", arguments=arguments, date="2024-11-17", factuality=factuality)


def test_a_founder_is_linked_until_the_founder_leaves() -> None:
    id_, post = "founding/nova-ia-2019", "position/denis-morel-nova-ia-ceo"
    fact = next(fact for fact in knowledge().facts if fact.id == post)
    ended = changed(post, arguments=(*fact.arguments, Argument("until", ("2024-11-17",))))
    gone = replace(ended, facts=(*ended.facts, departure()))
    assert life(gone, id_) == ("2019-01-01", "2024-11-17")
    rumour = replace(ended, facts=(*ended.facts, departure("possible")))
    assert life(rumour, id_) == ("2019-01-01", None), "a rumour of a departure ends nothing"
    base = replace(knowledge(), facts=(*knowledge().facts, departure()))
    later = tuple(replace(d, published="2025") if d.id == "document/a" else d for d in base.documents)
    assert life(replace(base, documents=later), id_) == ("2019-01-01", None), "the post goes on: the founder came back"


def test_a_post_of_unknown_end_ends_with_the_departure() -> None:
    id_ = "position/denis-morel-nova-ia-ceo"
    gone = replace(knowledge(), facts=(*knowledge().facts, departure()))
    assert life(gone, id_) == ("2019-01-01", "2024-11-17")
    assert life(gone, "founding/nova-ia-2019") == ("2019-01-01", "2024-11-17")
    rumour = replace(knowledge(), facts=(*knowledge().facts, departure("possible")))
    assert life(rumour, id_) == ("2019-01-01", None)
    later = tuple(replace(d, published="2025") if d.id == "document/a" else d for d in gone.documents)
    assert life(replace(gone, documents=later), id_) == ("2019-01-01", None), "an article of 2025 says it is held"
    post = next(fact for fact in gone.facts if fact.id == id_)
    back = replace(post, id="position/back", arguments=(*post.arguments[:2], Argument("from", ("2024-12",))))
    assert life(replace(gone, facts=(*gone.facts, back)), id_) == ("2019-01-01", None), "taken up again"


def test_people_and_organizations_are_there_from_their_first_fact_to_the_last() -> None:
    nodes = to_networkx(knowledge()).nodes
    assert (nodes[CLAIRE].get("start"), nodes[CLAIRE].get("end")) == (None, "2024-10-01")
    assert (nodes[DENIS].get("start"), nodes[DENIS].get("end")) == ("2019-01-01", None)
    assert (nodes[NOVA].get("start"), nodes[NOVA].get("end")) == (None, None)
    assert "start" not in nodes[MINISTRY]


def test_who_leaves_was_there_before() -> None:
    base = knowledge()
    only = replace(base, facts=tuple(fact for fact in base.facts if fact.type == "Departure"))
    nodes = to_networkx(only).nodes
    assert (nodes[CLAIRE].get("start"), nodes[CLAIRE].get("end")) == (None, "2024-05-31")
    assert nodes[HELIO].get("start") == "2024-05-01", "where she goes comes with the departure"
    assert "start" not in nodes[ARPEGE]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [((1, 5), (5, 9), True), ((1, 5), (6, 9), False), ((None, 5), (6, None), False), ((None, None), (3, 3), True)],
)
def test_intervals_meet_where_they_share_a_day(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], meet: bool
) -> None:
    assert Interval(*one).meets(Interval(*other)) is meet
    assert Interval(*other).meets(Interval(*one)) is meet
