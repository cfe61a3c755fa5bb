"""What date expressions mean: text + publication date -> TIMEX3 values. No spaCy here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from ontograph import numerals, resources, timegrammar, timex
from ontograph.dateline import publication_date_of
from ontograph.timegrammar import Expression, Grammar
from ontograph.timex import Moment, Unit, is_date, iso_date

__all__ = ["Moment", "TimeExpression", "find", "is_date", "iso_date", "load", "publication_date"]

DEFAULT = "fr_press/dates.yml"
Tense = Literal["past", "future"]
TenseOf = Callable[[int, int], Tense | None]
_PAST_WEIGHT = {True: 2.0, False: 3.0}
"""How much farther a past reading may lie than a coming one and still win where no verb tells; by: day known."""


_MEMORY = 800
"""Characters for which a month or day mentioned stays in mind ("le 17", "le lendemain")."""


@dataclass(frozen=True, slots=True, order=True)
class TimeExpression:
    """A date expression in a text; offsets in code points, `value` a TIMEX3 value."""

    start: int
    end: int
    value: str
    rule: str


@cache
def load(file: Path) -> Grammar:
    """The compiled grammar of a YAML file; raises DataError if it is missing or broken."""
    return timegrammar.load(file)


def _default() -> Grammar:
    return load(resources.data_path(DEFAULT))


def publication_date(text: str, grammar: Grammar | None = None) -> str | None:
    """The publication date that the page itself gives (a dateline, a byline, front matter), ISO; None if it doesn't."""
    return publication_date_of(numerals.fold(text), grammar or _default())


def find(
    text: str,
    published: str | None = None,
    *,
    tense: TenseOf | None = None,
    grammar: Grammar | None = None,
    blocked: Sequence[tuple[int, int]] = (),
) -> list[TimeExpression]:
    """The date expressions of a text with their values, in the order of the text.

    `published` is an ISO date of any grain: what needs more than it gives is left out. `tense` tells for a passage
    whether its verb looks back or ahead (it decides between last March and next March); `blocked` are passages, such
    as names, that no expression may touch.
    """
    grammar = grammar or _default()
    folded = numerals.fold(text)
    barred = bytearray(len(text))
    for start, end in blocked:
        barred[start:end] = b"\x01" * (end - start)
    resolver = _Resolver(grammar, folded, Moment.parse(published), tense or (lambda start, end: None))
    found = []
    for expression in grammar.match(folded):
        if not any(barred[expression.start : expression.end]):
            value = resolver.resolve(expression)
            if value:
                found.append(TimeExpression(expression.start, expression.end, value, expression.rule.id))
    return found


class _Resolver:
    """Reads the expressions of one text in order, and remembers what earlier ones named."""

    def __init__(self, grammar: Grammar, folded: str, published: Moment | None, tense: TenseOf) -> None:
        self._grammar = grammar
        self._folded = folded
        self._published = published
        self._tense = tense
        self._last: Moment | None = None
        """The date last mentioned."""
        self._recent: dict[bool, tuple[int, Moment]] = {}
        """The last month and the last day mentioned (by: day known), and where."""
        self._frame: Moment | None = None
        """The date that a sentence of this paragraph opened with, if in another year than the publication."""
        self._read = 0

    def resolve(self, expression: Expression) -> str | None:
        """The TIMEX3 value, or None where text and publication date don't give one."""
        self._leave_paragraph(expression.start)
        rule = expression.rule
        if rule.op == "reference":
            return self._reference(expression)
        if rule.op == "unit":
            moment, value = self._unit(expression)
        else:
            moment, value = self._calendar(expression)
        if not moment:
            return value or None
        opening = self._grammar.sentence_start.search(self._before(expression))
        if opening:
            explicit = "year" in expression.parts or "shortyear" in expression.parts or rule.anchor == "mention"
            self._frame = moment if explicit or (self._frame and self._inherits(moment)) else None
        self._last = moment
        if moment.month:
            self._recent[False] = (expression.end, moment)
            if moment.day:
                self._recent[True] = (expression.end, moment)
        part = expression.parts.get("part")
        return f"{value}T{part}" if part else value

    def _leave_paragraph(self, start: int) -> None:
        """Forget the scene at a paragraph's end, unless this expression opens a paragraph itself (a chronology)."""
        between = self._folded[self._read : start]
        if "\n" in between and between.rpartition("\n")[2].strip("-*•# "):
            self._frame = None
        self._read = start

    def _inherits(self, moment: Moment) -> bool:
        return self._frame is not None and 0 <= moment.year - self._frame.year <= 1

    def _reference(self, expression: Expression) -> str:
        today = self._published if expression.rule.today else None
        if today and today.exact and self._outlook(expression):
            self._last = today
            return str(today)
        return expression.rule.value

    def _outlook(self, expression: Expression) -> Tense | None:
        """Whether the verb, or else a preposition, looks back or ahead."""
        before = self._before(expression)
        if self._grammar.past_before.search(before):
            return "past"
        tense = self._tense(expression.start, expression.end)
        return tense or ("future" if self._grammar.future_before.search(before) else None)

    def _before(self, expression: Expression) -> str:
        return self._folded[max(0, expression.start - 40) : expression.start]

    # --- units

    def _unit(self, expression: Expression) -> tuple[Moment | None, str]:
        rule, parts = expression.rule, expression.parts
        unit: Unit = rule.unit or parts["unit"]  # type: ignore[assignment]
        anchor = self._published
        if rule.anchor == "mention":
            anchor = (
                self._mentioned(expression, day=True) if unit in ("day", "week") else self._last
            ) or self._published
        number = rule.number if rule.number is not None else parts.get("number")
        if number is None:
            number = -1 if parts.get("direction") == "past" else 1
        if not anchor or not isinstance(number, int):
            return None, ""
        if unit == "weekend" and number == 0:
            number = self._weekend(anchor, expression)
        moment = timex.shift(anchor, unit, rule.sign * number)
        if moment and unit == "day" and not moment.day:
            return None, ""
        return (moment, timex.value(moment, unit)) if moment else (None, "")

    def _mentioned(self, expression: Expression, day: bool) -> Moment | None:
        """The last month or day mentioned, if not too far back."""
        end, moment = self._recent.get(day, (0, None))
        return moment if expression.start - end < _MEMORY else None

    def _weekend(self, anchor: Moment, expression: Expression) -> int:
        """Which week "ce week-end" belongs to: the one that just ended, early in the week or after a past verb."""
        tense = self._outlook(expression)
        weekday = anchor.exact.isoweekday() if anchor.exact else 7
        return -1 if weekday <= 4 and (tense == "past" or (tense is None and weekday <= 2)) else 0

    # --- calendar dates

    def _calendar(self, expression: Expression) -> tuple[Moment | None, str]:
        parts = expression.parts
        number = {name: part for name, part in parts.items() if isinstance(part, int)}
        month = next((number[n] for n in ("month", "shortmonth", "monthnumber", "feast") if n in number), None)
        day, year, weekday = number.get("day", expression.rule.number), self._year(number), number.get("weekday")
        if "decade" in parts:
            moment = Moment.of(number["decade"] * 10)
            return moment, str(number["decade"])
        if expression.rule.value:
            return None, expression.rule.value.format(**parts)
        if "season" in parts or "ordinal" in parts or "code" in parts:
            return self._part_of_year(expression, year)
        if month is None:
            if day is not None:
                moment = self._day_of_month(day, weekday, self._mentioned(expression, day=False))
            elif weekday is not None:
                moment = self._weekday(weekday, expression)
            else:
                moment = Moment.of(year) if year is not None else None
        elif year is not None:
            moment = Moment.of(year, month, day)
        else:
            moment = self._yearless(month, day, weekday, expression)
        return moment, str(moment) if moment else ""

    def _year(self, number: dict[str, int]) -> int | None:
        if "shortyear" in number:
            latest = (self._published.year if self._published else 2030) + 5
            return number["shortyear"] + (2000 if 2000 + number["shortyear"] <= latest else 1900)
        return number.get("year")

    def _direction(self, expression: Expression) -> str | None:
        return expression.rule.direction or (
            str(expression.parts["direction"]) if "direction" in expression.parts else None
        )

    def _yearless(self, month: int, day: int | None, weekday: int | None, expression: Expression) -> Moment | None:
        """A day or month whose year the reader has to supply."""
        direction, published = self._direction(expression), self._published
        if expression.rule.anchor == "mention":
            return Moment.of(self._last.year, month, day) if self._last else None
        if self._frame and not direction and not weekday:
            moment = self._in_frame(self._frame, month, day)
            if moment and (not published or not moment.later(published) or self._frame.later(published)):
                return moment
        if not published or (published.month is None and direction != "this"):
            return None
        if direction == "this":
            return Moment.of(published.year, month, day)
        if "of_year" in expression.parts:
            return Moment.of(published.year + (-1 if direction == "past" else 1), month, day)
        years = range(published.year - (6 if weekday else 4), published.year + (7 if weekday else 5))
        dates = [m for m in (Moment.of(year, month, day) for year in years) if m]
        if weekday and day:
            agreeing = [m for m in dates if m.exact and m.exact.isoweekday() == weekday]
            dates = [m for m in agreeing if abs(m.year - published.year) <= 1] or dates
        return self._choose(dates, published, direction, expression)

    def _in_frame(self, frame: Moment, month: int, day: int | None) -> Moment | None:
        moment = Moment.of(frame.year, month, day)
        if frame.month and moment and moment.month and (moment.month, day or 31) < (frame.month, frame.day or 0):
            return Moment.of(frame.year + 1, month, day)
        return moment

    def _choose(
        self, dates: list[Moment], published: Moment, direction: str | None, expression: Expression
    ) -> Moment | None:
        """The date meant, of the same day or month in several years."""
        grain = published if dates and dates[0].day and published.day else Moment(published.year, published.month)
        here = grain if grain.month else Moment(published.year)

        def key(moment: Moment) -> Moment:
            return moment.cut(here)

        before, after = [m for m in dates if key(m) < here], [m for m in dates if key(m) > here]
        same = [m for m in dates if key(m) == here]
        if direction == "past":
            return before[-1] if before else None
        if direction == "future":
            return after[0] if after else None
        tense = self._outlook(expression)
        if same:
            return same[0]
        if not before or not after or tense:
            ahead = after and (tense == "future" or not before)
            return after[0] if ahead else before[-1] if before else None
        centre = published.middle()
        past, coming = (abs((m.middle() - centre).days) for m in (before[-1], after[0]))
        return before[-1] if past <= coming * _PAST_WEIGHT[dates[0].day is not None] else after[0]

    def _day_of_month(self, day: int, weekday: int | None, last: Moment | None) -> Moment | None:
        """ "le 17" of the month last mentioned, or "mardi 17" around the publication."""
        if weekday is None:
            return Moment.of(last.year, last.month, day) if last else None
        if not self._published or not self._published.exact:
            return None
        near = (self._published.exact + timedelta(days=d) for d in sorted(range(-45, 46), key=lambda d: (abs(d), d)))
        return next((Moment.at(d) for d in near if d.day == day and d.isoweekday() == weekday), None)

    def _weekday(self, weekday: int, expression: Expression) -> Moment | None:
        if not self._published or not self._published.exact:
            return None
        today = self._published.exact
        back, ahead = (today.isoweekday() - weekday) % 7, (weekday - today.isoweekday()) % 7
        direction = self._direction(expression)
        if direction == "past":
            days = -(back or 7)
        elif direction == "future":
            days = ahead or 7
        else:
            tense = self._outlook(expression)
            nearest = direction == "this" and not tense and ahead < back
            days = ahead if tense == "future" or nearest else -back
        return Moment.at(today + timedelta(days=days))

    # --- parts of the year

    def _part_of_year(self, expression: Expression, year: int | None) -> tuple[Moment | None, str]:
        """A season, a quarter or a half of a year."""
        parts = expression.parts
        if "season" in parts:
            code = str(parts["season"])
            month = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
        else:
            code = str(parts.get("code", "")).upper().replace("T", "Q").replace("S", "H")
            if not code:
                size = 4 if parts["part_of_year"] == "trimestre" else 2
                ordinal = int(parts["ordinal"])
                if ordinal > size or ordinal < 0:
                    return None, ""
                code = ("Q" if size == 4 else "H") + str(ordinal)
            month = int(code[1]) * 3 - 1 if code[0] == "Q" else int(code[1]) * 6 - 3
        if year is None:
            moment = self._yearless(month, None, None, expression)
            year = moment.year if moment else None
        return (Moment(year), f"{year}-{code}") if year is not None else (None, "")
