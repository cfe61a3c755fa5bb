"""`genders.yml`: which given names say whether a woman or a man is meant."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pytest

from ontograph import resources

LISTS = ("feminine", "masculine", "either")


@dataclass(frozen=True)
class Genders:
    feminine: list[str]
    masculine: list[str]
    either: list[str]


@dataclass(frozen=True)
class GivenNames:
    names: list[str]
    ambiguous: list[str]
    rare: list[str]


@pytest.fixture(scope="module")
def genders() -> Genders:
    return resources.load_yaml(resources.data_path("fr_press/genders.yml"), Genders)


@pytest.mark.parametrize("which", LISTS)
def test_a_list_is_sorted_and_unique(genders: Genders, which: str) -> None:
    names = getattr(genders, which)
    assert names == sorted(set(names))


@pytest.mark.parametrize(("left", "right"), list(combinations(LISTS, 2)))
def test_no_name_stands_in_two_lists(genders: Genders, left: str, right: str) -> None:
    assert not set(getattr(genders, left)) & set(getattr(genders, right))


def test_every_known_given_name_has_its_gender(genders: Genders) -> None:
    given = resources.load_yaml(resources.data_path("fr_press/given_names.yml"), GivenNames)
    known = {*genders.feminine, *genders.masculine, *genders.either}
    assert sorted({*given.names, *given.ambiguous} - known) == []


def test_a_name_is_one_word_and_opens_with_a_capital(genders: Genders) -> None:
    """Compounds go by their first part, so a hyphen or a space would never be looked up."""
    names = [*genders.feminine, *genders.masculine, *genders.either]
    assert [n for n in names if not (n.isalpha() and n[0].isupper() and n[1:].islower())] == []


@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("Fidji", "feminine"), ("Mira", "feminine"), ("Cécile", "feminine"), ("Satya", "masculine"),
        ("Sundar", "masculine"), ("Masayoshi", "masculine"), ("Jensen", "masculine"), ("Demis", "masculine"),
        ("Camille", "either"), ("Dominique", "either"), ("Sam", "either"), ("Andrea", "either"),
    ],
)  # fmt: skip
def test_some_names_everybody_knows(genders: Genders, name: str, which: str) -> None:
    assert name in getattr(genders, which)


def test_rare_given_names_are_sorted_unique_and_no_others() -> None:
    given = resources.load_yaml(resources.data_path("fr_press/given_names.yml"), GivenNames)
    assert given.rare == sorted(set(given.rare))
    assert not set(given.rare) & {*given.names, *given.ambiguous}
