"""Dates at the grain of a text: partial dates, their arithmetic, and TIMEX3 values."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "weekend", "week", "month", "quarter", "half", "year"]
FIRST_YEAR, LAST_YEAR = 1000, 2999
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:SP|SU|FA|WI|Q[1-4]|H[12])$")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A calendar date as precise as known: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Moment | None:
        """The moment, or None if the calendar has no such date."""
        if not FIRST_YEAR <= year <= LAST_YEAR or (month is not None and not 1 <= month <= 12):
            return None
        if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year, month)[1]):
            return None
        return cls(year, month, day)

    @classmethod
    def parse(cls, value: str | None) -> Moment | None:
        """Of an ISO date ("2024", "2024-05", "2024-05-17", with or without a time); None if it is none."""
        match = _ISO.match(value or "")
        return cls.of(*(int(g) if g else None for g in match.groups())) if match else None  # type: ignore[arg-type]

    @classmethod
    def at(cls, day: date) -> Moment:
        """The moment of one day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p is not None)]
        return "-".join(parts)

    @property
    def exact(self) -> date | None:
        """The day, if known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    def middle(self) -> date:
        """A day in the middle of it, to measure distances."""
        return date(self.year, self.month or 7, self.day or (15 if self.month else 1))

    def later(self, other: Moment) -> bool:
        """Whether it lies after the other, as far as both are known."""
        mine, others = self.cut(other), other.cut(self)
        return mine > others

    def cut(self, other: Moment) -> Moment:
        """Itself no more precise than `other`."""
        return Moment(self.year, self.month if other.month else None, self.day if other.day else None)


def shift(anchor: Moment, unit: Unit, number: int) -> Moment | None:
    """The moment `number` units after `anchor` (before it if negative), at the grain of the unit.

    None if the anchor is not known precisely enough or the calendar ends.
    """
    try:
        if unit in ("day", "week", "weekend"):
            if not anchor.exact:
                return None
            return Moment.at(anchor.exact + timedelta(days=number * (1 if unit == "day" else 7)))
        if unit == "year":
            return Moment.of(anchor.year + number)
        if anchor.month is None:
            return None
        months = anchor.year * 12 + anchor.month - 1 + number * {"month": 1, "quarter": 3, "half": 6}[unit]
        return Moment.of(months // 12, months % 12 + 1)
    except OverflowError:
        return None


def value(moment: Moment, unit: Unit) -> str:
    """The TIMEX3 value of the unit that holds a moment, such as "2024-W20" for its week."""
    if unit in ("week", "weekend") and moment.exact:
        year, week, _ = moment.exact.isocalendar()
        return f"{year:04}-W{week:02}{'-WE' if unit == 'weekend' else ''}"
    if unit in ("quarter", "half") and moment.month:
        size, letter = (3, "Q") if unit == "quarter" else (6, "H")
        return f"{moment.year:04}-{letter}{(moment.month - 1) // size + 1}"
    if unit == "year":
        return str(Moment(moment.year))
    return str(Moment(moment.year, moment.month)) if unit == "month" else str(moment)


def monday(text: str) -> date | None:
    """The first day of an ISO week ("2024-W20", "2024-W20-WE"); None if there is no such week."""
    match = _WEEK.match(text)
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        return None


def iso_date(value: str, published: str | None = None) -> str | None:
    """A TIMEX3 value as a calendar date for `og:date`: "2024", "2024-05" or "2024-05-17"; None if it names none.

    A week gives the month of its Thursday, a season or a quarter its year; "2024-05-17TEV" gives the day. References
    such as PRESENT_REF give None: they are no dates, not even beside a publication date.
    """
    moment = Moment.parse(value)
    if moment:
        return str(moment)
    start = monday(value)
    if start:
        return str(Moment(*(start + timedelta(days=3)).timetuple()[:2]))
    match = _PART_OF_YEAR.match(value)
    return match[1] if match else None


def is_date(value: str) -> bool:
    """Whether TimeML types a value DATE; times of day and vague references ("PRESENT_REF") are TIME."""
    return "T" not in value and not value.endswith("_REF")
