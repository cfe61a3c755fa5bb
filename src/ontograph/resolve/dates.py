"""ISO dates of any grain ("2024", "2024-05", "2024-05-17") as stretches of days."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


@cache
def iso(value: str | None) -> str | None:
    """The year, month or day that `value` begins with: "2024-Q3" -> "2024", "PRESENT_REF" -> None, and no day that the
    calendar lacks.
    """
    found = _ISO.match(value or "")
    if not found or found[1] == "0000":
        return None
    if found[3] and int(found[3]) > calendar.monthrange(int(found[1]), int(found[2]))[1]:
        return found[0][:7]
    return found[0]


@cache
def stretch(value: str) -> tuple[int, int]:
    """First and last day (proleptic ordinals) of an ISO date as `iso` gives it."""
    year, month, day = (int(part) for part in f"{value}-00-00"[:10].split("-"))
    if not month:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if not day:
        return date(year, month, 1).toordinal(), date(year, month, calendar.monthrange(year, month)[1]).toordinal()
    return date(year, month, day).toordinal(), date(year, month, day).toordinal()


def gap(one: str, other: str) -> int:
    """Days between two dates, 0 where one contains the other."""
    (start, end), (start2, end2) = stretch(one), stretch(other)
    return max(0, start - end2, start2 - end)


def best(told: Iterable[str]) -> str | None:
    """The date of an event that several documents date: the most precise that enough of them can agree with."""
    votes = Counter(told)
    if len(votes) < 2:
        return next(iter(votes), None)
    support = {value: sum(n for other, n in votes.items() if not gap(value, other)) for value in votes}
    half = max(support.values()) / 2
    return min((v for v in votes if support[v] >= half), key=lambda v: (-len(v), -support[v], v))
