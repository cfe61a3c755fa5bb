"""Two of one name: what articles tell of each, put together as one story; how many bearers others are held against."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontograph.resolve import comparison, namesakes, people, resolve
from ontograph.resolve.stories import Story, firms_differ, people_differ
from readings import claim, reading

DAYS = st.sampled_from(["", "2020", "2020-03-01", "2020-12-31", "2021-05", "2023-01-09"])
POSTS = st.frozensets(
    st.tuples(
        st.sampled_from(["CEO", "Chair", "Founder", "Researcher"]),
        st.sampled_from([("nova",), ("nova", "lab"), ("helio",), ("inria",)]),
        st.booleans(),
    ),
    min_size=1,
    max_size=2,
)
SURNAMES = st.frozensets(st.sampled_from(["aubry", "morel", "morell", "durand"]), min_size=1, max_size=2)


@st.composite
def article(draw: st.DrawFn) -> Story:
    """What one article tells."""
    day = draw(DAYS)
    return Story(
        sorts=set(draw(st.sets(st.sampled_from("fm"), max_size=1))),
        years=set(draw(st.sets(st.sampled_from([1930, 1950, 1988, 1992, 2019, 2024]), max_size=1))),
        posts={draw(POSTS): {day}} if draw(st.booleans()) else {},
        founders={draw(SURNAMES)} if draw(st.booleans()) else set(),
        heads={draw(SURNAMES): {day}} if draw(st.booleans()) else {},
    )


def together(told: list[Story]) -> Story:
    story = Story()
    for one in told:
        story.add(one)
    return story


@pytest.mark.parametrize("differ", [people_differ, firms_differ])
@given(st.lists(article(), min_size=1, max_size=4), st.lists(article(), min_size=1, max_size=4))
def test_stories_differ_where_two_of_their_articles_do(differ, mine: list[Story], theirs: list[Story]) -> None:  # type: ignore[no-untyped-def]
    apart = any(differ(one, other) for one in mine for other in theirs)
    assert differ(together(mine), together(theirs)) is apart


@pytest.mark.parametrize(("limit", "bearers"), [(2, 2), (1, 3)])
def test_articles_are_held_against_the_first_bearers_only(
    monkeypatch: pytest.MonkeyPatch, limit: int, bearers: int
) -> None:
    monkeypatch.setattr(namesakes, "MOST_BEARERS", limit)
    made = [
        reading(
            f"a{number}",
            claim("Position", person="Jean Martin", organization=firm, roleClass="CEO", status="current"),
            published="2024-01-01",
        )
        for number, firm in enumerate(["Alba", "Brume", "Brume Phosphates"])
    ]
    assert len([one for one in resolve(made).entities if one.kind == "Person"]) == bearers


def test_many_of_one_name_take_no_square_of_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namesakes, "MOST_BEARERS", 5)
    calls = 0

    def counted(function: Callable[..., object], *told: object) -> object:
        nonlocal calls
        calls += 1
        return function(*told)

    for module, name in (
        (namesakes, "people_differ"),
        (comparison, "is_partial"),
        (comparison, "is_middle_variant"),
        (comparison, "is_slip"),
    ):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, partial(counted, function))

    def cost(articles: int) -> int:
        nonlocal calls
        calls = 0
        post = {"roleClass": "CEO", "status": "current"}
        made = [
            reading(
                f"a{number}",
                claim("Position", person="Jean Martin", organization=f"Firme{number}", **post),
                published="2024-01-01",
            )
            for number in range(articles)
        ]
        assert len([one for one in resolve(made).entities if one.kind == "Person"]) == articles
        return calls

    assert cost(120) < 2.5 * cost(60)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_bearers_of_a_surname_are_the_same_looked_up_or_looked_at(seed: int) -> None:
    chance = random.Random(seed)
    firms = [f"{name} Industries" for name in ("Alba", "Brume", "Corail", "Dune")]
    names = ["Martin", "Anne Martin", "Paul Martin", "Jean Martin", "Morel", "Léa Morel"]
    told = [
        reading(f"a{number}", people=chance.sample(names, 2), organizations=chance.sample(firms, chance.randrange(3)))
        for number in range(12)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "FEW", 0)
        looked_up = resolve(told)
    assert resolve(told) == looked_up
