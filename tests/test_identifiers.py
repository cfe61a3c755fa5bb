from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from ontograph.model import Money
from ontograph.resolve import identifiers

SAFE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mira Murati", "mira-murati"),
        ("L'Oréal", "l-oreal"),
        ("L’Oréal", "l-oreal"),
        ("Łukasz Œuvré", "lukasz-oeuvre"),
        ("CD&R", "cd-r"),
        ("R&amp;D", "r-amp-d"),
    ],
)
def test_slug_is_readable(name: str, expected: str) -> None:
    assert identifiers.slug(name) == expected


@given(st.text())
def test_slug_of_any_text_is_safe_in_an_iri(text: str) -> None:
    assert SAFE.fullmatch(identifiers.slug(text))
    assert len(identifiers.slug(text)) <= identifiers.MAX_SLUG


@given(st.text(st.characters(max_codepoint=0x1FF) | st.characters(), max_size=60) | st.from_regex(r"[ -~éçÀÖŒ’…]*"))
def test_the_short_way_to_a_slug_is_the_long_one(text: str) -> None:
    long = slugify(text.replace("’", "'"), entities=False, decimal=False, hexadecimal=False)
    if long and len(long) <= identifiers.MAX_SLUG:
        assert identifiers.slug(text) == long


def test_texts_without_letters_keep_apart() -> None:
    assert identifiers.slug("🚀") != identifiers.slug("🎉")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("6.6E+9", "6-6-billion"),
        ("6600000000.0", "6-6-billion"),
        ("500000000", "500-million"),
        ("1.0E+12", "1000-billion"),
        ("1250", "1250"),
        ("0", "0"),
    ],
)
def test_money_slug(value: str, expected: str) -> None:
    assert identifiers.money_slug(Money(Decimal(value))) == expected


def test_type_slug() -> None:
    assert identifiers.type_slug("LeaveOfAbsence") == "leave-of-absence"
    assert identifiers.type_slug("CEO") == "ceo"


@given(st.lists(st.sampled_from(["person/x", "person/x-2", "person/x-3", "person/y"])))
def test_register_gives_each_identifier_once(wanted: list[str]) -> None:
    register = identifiers.Register()
    given_out = [register.claim(name) for name in wanted]
    assert len(set(given_out)) == len(wanted)
    assert all(got.startswith(name) for got, name in zip(given_out, wanted, strict=True))
