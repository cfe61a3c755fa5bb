"""When a page that does not say so was written, by the calendar: "hier, mardi 15 mars" is of a year that it names,
"PARIS, 5 mars - X a annoncé mardi" too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from ontograph import numerals
from ontograph.timegrammar import Expression, Grammar
from ontograph.timex import Moment

_BESIDE = 4
"""Characters between "hier" and the date that it stands for."""
_LEAD = 900
"""Characters at the head of a page in which it gives the full date of its news."""
_SURE = 2
"""Weekdays that have to agree on a year that the text does not name: the one after the last that it names."""


def written(text: str, grammar: Grammar) -> str | None:
    """The day ("hier, mardi 15 mars"), else the month of the first date with a weekday; None if no year fits.

    A weekday falls on the same day of a month in one year of six, so the year also has to be one that the text names.
    """
    folded = numerals.fold(text)
    found = grammar.match(folded)
    years = {int(e.parts["year"]) for e in found if isinstance(e.parts.get("year"), int)}
    headed = _full_date(found, folded, grammar) or _dateline(found, folded, years, grammar)
    if headed is not None:
        return str(headed)
    dated = [(n, days) for n, e in enumerate(found) if (days := _on_weekday(e, years))]
    if not dated:
        return None
    first, days = dated[0]
    agreeing = {day.year: sum(any(d.year == day.year for d in others) for _, others in dated) for day in days}
    sure = [day for day in days if day.year in years or agreeing[day.year] >= _SURE]
    if not sure:
        return None
    day = max(sure, key=lambda d: (agreeing[d.year], d.year))
    ago = _days_ago(found, first)
    if ago is None or day.exact is None:
        return str(Moment(day.year, day.month))
    return str(Moment.at(day.exact + timedelta(days=ago)))


def _full_date(found: Sequence[Expression], folded: str, grammar: Grammar) -> Moment | None:
    """The date with a weekday and a year in the lead: "ce mardi 27 mai 2025" is the day itself, any other is of its
    month; none where the text goes on to a later year."""
    latest = max((int(e.parts["year"]) for e in found if isinstance(e.parts.get("year"), int)), default=0)
    for expression in found:
        number = _numbers(expression.parts)
        month = _month(number)
        if expression.start >= _LEAD or month is None or not {"year", "day", "weekday"} <= number.keys():
            continue
        if number["year"] < latest:
            return None
        before = folded[max(expression.start - _BESIDE, 0) : expression.start + _BESIDE]
        day = number["day"] if grammar.today.search(before) else None
        return Moment.of(number["year"], month, day)
    return None


def _dateline(found: Sequence[Expression], folded: str, years: set[int], grammar: Grammar) -> Moment | None:
    """The day of an agency's dateline without a year: the last year of those that the text names, or after one, in
    which it falls on the first weekday of its paragraph."""
    match = grammar.yearless.search(folded[:_LEAD])
    if match is None or not years:
        return None
    part = _numbers(grammar.parts(match))
    end = folded.find("\n", match.end())
    here = range(match.end(), end if end >= 0 else len(folded))
    weekdays = [e.parts["weekday"] for e in found if e.start in here and "weekday" in e.parts and "day" not in e.parts]
    month = _month(part)
    moments = [Moment.of(year, month, part["day"]) for year in sorted({*years, *(year + 1 for year in years)})]
    fitting = [m for m in moments if m and m.exact and m.exact.isoweekday() in weekdays[:1]]
    return fitting[-1] if fitting else None


def _on_weekday(expression: Expression, years: set[int]) -> list[Moment]:
    """The days that "mardi 15 mars" may be, in the years that the text names and the next."""
    part = _numbers(expression.parts)
    month, day, weekday = _month(part), part.get("day"), part.get("weekday")
    if month is None or day is None or weekday is None or "year" in part or not years:
        return []
    moments = (Moment.of(year, month, day) for year in sorted({*years, max(years) + 1}))
    return [m for m in moments if m and m.exact and m.exact.isoweekday() == weekday]


def _numbers(parts: Mapping[str, object]) -> dict[str, int]:
    """The parts of an expression that are numbers."""
    return {name: value for name, value in parts.items() if isinstance(value, int)}


def _month(numbers: Mapping[str, int]) -> int | None:
    """The month, written out or short."""
    return numbers.get("month", numbers.get("shortmonth"))


def _days_ago(found: Sequence[Expression], place: int) -> int | None:
    """How many days before the writing a date is, by the word in front of it."""
    word = found[place - 1] if place else None
    if word is None or found[place].start - word.end > _BESIDE:
        return None
    if word.rule.today:
        return 0
    daily = word.rule.op == "unit" and word.rule.unit == "day" and word.rule.anchor == "published"
    return -word.rule.sign * word.rule.number if daily and word.rule.number is not None else None
