"""Folding, digits and number words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import numerals, resources
from ontograph.errors import DataError

FRENCH = numerals.load(resources.data_path("fr_press/numbers.yml"))


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    folded = numerals.fold(text)
    assert len(folded) == len(text)
    assert numerals.fold(folded) == folded


def test_folding() -> None:
    assert numerals.fold("L’ÉTÉ\u202f2021–22\n") == "l'ete 2021-22\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("6,6", "6.6"),
        ("6.5", "6.5"),
        ("3 700", "3700"),
        ("1.000", "1000"),
        ("1.250.000", "1250000"),
        ("1 143,72", "1143.72"),
    ],
)
def test_digits(text: str, value: str) -> None:
    assert re.fullmatch(numerals.DIGITS, text)
    assert numerals.digits(text) == Decimal(value)


def test_english_digits() -> None:
    assert numerals.digits("1,000.5", english=True) == Decimal("1000.5")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux", 2),
        ("vingt et un", 21),
        ("trente-deux", 32),
        ("soixante-dix", 70),
        ("quatre-vingts", 80),
        ("quatre-vingt-dix-sept", 97),
        ("cent quatre-vingt", 180),
        ("cent quatre", 104),
        ("deux cents", 200),
        ("deux mille trois cents", 2300),
        ("mille", 1000),
        ("septante-six", 76),
    ],
)
def test_number_words(text: str, value: int) -> None:
    assert re.fullmatch(FRENCH.pattern(), text)
    assert FRENCH.value(text) == value


def test_no_number_words() -> None:
    assert not re.search(FRENCH.pattern(), "l'une-dix-sept-x unir dixit")
    with pytest.raises(KeyError):
        FRENCH.value("beaucoup")


def test_a_missing_file_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match=r"none\.yml"):
        numerals.load(tmp_path / "none.yml")
