"""Partial dates, their arithmetic and TIMEX3 values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import timex
from ontograph.timex import Moment

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("2024-W20", "2024-05"),
        ("2024-W20-WE", "2024-05"),
        ("2020-W53", "2020-12"),
        ("2024-W53", None),
        ("2024-SU", "2024"),
        ("2024-Q2", "2024"),
        ("2024-H1", "2024"),
        ("2024-05-17TEV", "2024-05-17"),
        ("2024-02-31", None),
        ("2024-13", None),
        ("199", None),
        ("XXXX-SU", None),
        ("PAST_REF", None),
        ("PRESENT_REF", None),
        ("", None),
    ],
)
def test_iso_date(value: str, expected: str | None) -> None:
    assert timex.iso_date(value, "2024-05-17") == expected


def test_times_of_day_and_references_are_no_dates() -> None:
    assert timex.is_date("2024-05")
    assert not timex.is_date("2024-05-17TEV")
    assert not timex.is_date("PRESENT_REF")


def test_shift_keeps_the_grain_of_its_unit() -> None:
    assert timex.shift(Moment(2024, 3, 31), "month", -1) == Moment(2024, 2)
    assert timex.shift(Moment(2024, 1), "quarter", -1) == Moment(2023, 10)
    assert timex.shift(Moment(2024), "year", 2) == Moment(2026)
    assert timex.shift(Moment(2024), "month", 1) is None
    assert timex.shift(Moment(2024, 3), "day", 1) is None
    assert timex.shift(Moment(2024, 3, 1), "day", 10**9) is None
    assert timex.shift(Moment(2024), "year", 10**9) is None


@given(DAYS, st.sampled_from(["day", "week", "weekend"]), st.integers(-5000, 5000))
def test_shifting_back_and_forth(day: date, unit: timex.Unit, number: int) -> None:
    moment = Moment.at(day)
    there = timex.shift(moment, unit, number)
    assert there
    assert timex.shift(there, unit, -number) == moment


@given(DAYS, st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year"]))
def test_a_value_holds_its_moment(day: date, unit: timex.Unit) -> None:
    iso = timex.iso_date(timex.value(Moment.at(day), unit))
    assert iso
    if unit in ("day", "month", "quarter", "half", "year"):
        assert day.isoformat().startswith(iso)
    else:
        assert abs((Moment.parse(iso) or Moment(1)).middle() - day).days < 32


@given(DAYS, DAYS)
def test_later_compares_what_both_know(one: date, other: date) -> None:
    assert Moment.at(one).later(Moment.at(other)) == (one > other)
    assert Moment(one.year).later(Moment.at(other)) == (one.year > other.year)
    assert Moment.at(one).later(Moment(other.year, other.month)) == ((one.year, one.month) > (other.year, other.month))
