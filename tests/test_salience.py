"""What speaks for an organization being in view."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from ontograph import resources
from ontograph.salience import DEFAULT as SALIENCE
from ontograph.salience import Expression, Salience, SalienceData, Seen, View, features, tracks

WEIGHTS = resources.load_yaml(resources.data_path(SALIENCE), SalienceData)


def view(*mentions: tuple[int, int, int, bool, str], at: tuple[int, int], **known: object) -> View:
    """Mentions as (start, sentence, paragraph, subject, entity), seen from a sentence and paragraph."""
    found = tracks((Seen(s, n, p, sub, True, False, e) for s, n, p, sub, e in mentions), at[1])
    settings = {
        "main": None,
        "share": 0.0,
        "headline": frozenset(),
        "employers": (),
        "through_people": (),
        "section": None,
    }
    return View(at[0], at[1], found, **(settings | known))  # type: ignore[arg-type]


def test_features_of_two_candidates() -> None:
    seen = view((0, 0, 0, True, "a"), (9, 1, 0, False, "b"), at=(1, 0), main="a", share=0.5)
    assert features(seen, "a") == {
        "one_back": 1, "count": 0.1, "paragraph_share": 0.25, "last_subject": 1, "subject": 1, "same_paragraph": 1,
        "main": 1, "main_share": 0.5, "share": 0.5, "subject_share": 1,
    }  # fmt: skip
    assert features(seen, "b") == {
        "same_sentence": 1, "count": 0.1, "paragraph_share": 0.25, "last_mention": 1, "same_paragraph": 1, "share": 0.5,
    }  # fmt: skip


def test_every_expression_has_weights_for_known_features() -> None:
    assert set(WEIGHTS.weights) == set(get_args(Expression))


def test_an_organization_of_another_trade_is_the_last_to_be_meant() -> None:
    mentions = ((0, 0, 0, False, "a"), (9, 1, 0, True, "b"))
    chances = Salience(WEIGHTS).chances(view(*mentions, at=(1, 0), clashing=frozenset({"b"})), "noun")
    assert list(chances) == ["a", "b"]
    assert list(Salience(WEIGHTS).chances(view(*mentions, at=(1, 0)), "noun")) == ["b", "a"]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.sampled_from("abc")), max_size=12),
    st.sets(st.sampled_from("abc")),
)
def test_chances_are_of_candidates_alone(mentions: list[tuple[int, bool, str]], exclude: set[str]) -> None:
    ordered = [(n, s, s // 3, sub, e) for n, (s, sub, e) in enumerate(sorted(mentions))]
    chances = Salience(WEIGHTS).chances(view(*ordered, at=(9, 3)), "understood", exclude)
    assert set(chances) == {e for *_, e in ordered} - exclude
    assert not chances or abs(sum(chances.values()) - 1) < 1e-9
