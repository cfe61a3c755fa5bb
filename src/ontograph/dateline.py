"""The publication date that a page gives itself: dateline, byline, front matter. Never an ordinary sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ontograph.timegrammar import Grammar
from ontograph.timex import Moment

_HEAD, _TAIL = 25, 12
"""Non-empty lines at the top and at the bottom where a page gives its date."""
_LONGEST = 160
"""Characters: a longer line is no byline."""
_ANY = 10**9
_CENTURY = 2000
"""What "23" in "02/02/23" is added to."""
_ISO_DAY = r"<year>-<monthnumber>-<day>(?:[t ]\d\d:\d\d\S*)?"
_ISO_MONTH = r"<year>-<monthnumber>(?![-\d])"
_NUMERIC = r"(?:<weekday>,? )?{filler}?<day>(?P<sep>[/.-])<monthnumber>(?P=sep)<year>"
_SHORT = r"(?:<weekday>,? )?{filler}?<day>(?P<sep>[/.])<monthnumber>(?P=sep)<shortyear>"
_WORDS = r"(?:<weekday>,? )?{filler}?(?:<weekday2>,? )?<day> <shortmonth>,? <year>"
_MONTH = r"{filler}?<shortmonth> <year>"


def publication_date_of(folded: str, grammar: Grammar) -> str | None:
    """Of a folded text; the surest statement wins, then the first."""
    lines = [line.strip() for line in folded.splitlines() if line.strip()]
    head, tail = lines[:_HEAD], lines[max(_HEAD, len(lines) - _TAIL) :]
    numbered = {line for line in (*head, *tail) if any(map(str.isdecimal, line))}
    """No other line states a date: each has a year."""
    for statement in _statements(grammar):
        read = [*head, *tail] if statement.anywhere else head[:6]
        found = [statement.read(line, grammar) for line in read if line in numbered]
        chronology = len({moment for moment, heads in found if moment and heads}) > 1
        stated = [moment for moment, heads in found if moment and not (heads and chronology)]
        if stated:
            return str(stated[0])
    return None


@dataclass(frozen=True, slots=True)
class _Statement:
    """One way to state the date."""

    patterns: tuple[re.Pattern[str], ...]
    anywhere: bool = True
    """At the foot of the page too."""
    longest: int = _LONGEST

    def read(self, line: str, grammar: Grammar) -> tuple[Moment | None, bool]:
        """The date, and whether it opens a line that goes on: several such lines are a chronology, no datelines."""
        for pattern in self.patterns if len(line) <= self.longest else ():
            match = pattern.search(line[:_LONGEST])
            moment = _moment(grammar.parts(match)) if match else None
            if match and moment:
                return moment, match.start() == 0 and match.end() < len(line)
        return None, False


@cache
def _statements(grammar: Grammar) -> tuple[_Statement, ...]:
    """The surest first."""
    words = grammar.data.dateline
    end = rf"(?:{words.time})?(?: ?[.)])?(?: -)?(?:$|{words.separators}| par )"
    agency = rf"(?:{words.time})?(?: [(/\[][^()/\[\]]{{2,40}}[)/\]])?(?: ?[-:]|[)\]] ?[-:]|$)"

    def compiled(before: str, after: str, *forms: str) -> tuple[re.Pattern[str], ...]:
        return tuple(grammar.compile(before + form.replace("{filler}", words.filler) + after) for form in forms)

    day, in_words = (_ISO_DAY, _NUMERIC, _WORDS), (_WORDS,)
    return (
        _Statement(
            compiled(rf"^(?:{words.meta}) ?:? ?[\"']?", "", _ISO_DAY, _ISO_MONTH, _NUMERIC, _WORDS), False, _ANY
        ),
        _Statement(compiled(rf"(?<!\w){words.published} ?:? ?", "", *day)),
        _Statement(compiled(rf"(?<!\w){words.issue} ", "", *day), False),
        _Statement(compiled(rf"^[(\[]?(?:{words.place})", agency, *day), False, _ANY),
        _Statement(compiled("^", r"(?:, [\w' -]{2,30})? ?\.? - ?(?!\d)", *in_words), True, _ANY),
        _Statement(compiled(rf"(?:^|{words.separators})(?:{words.byline})?", end, *day)),
        _Statement(compiled(rf"(?:^|{words.separators})(?:{words.byline})?", end, _SHORT), False),
        _Statement(compiled(rf"^(?:{words.paper})?", r"\.(?: |$)", *in_words), False, _ANY),
        _Statement(compiled(rf"(?<!\w){words.updated} ?:? ?", "", *day)),
        _Statement(compiled(rf"(?:^|{words.separators})", end, _MONTH), False),
        _Statement(compiled(rf"(?:^|{words.separators}){words.week}", "$", _MONTH), False),
        _Statement(compiled(rf"(?<!\w){words.issue} (?:mois d(?:e |'))?", end, _MONTH), False),
        _Statement(compiled(r" \(", r"\)$", _MONTH), False),
    )


def _moment(parts: dict[str, str | int]) -> Moment | None:
    number = {name: part for name, part in parts.items() if isinstance(part, int)}
    year = number["year"] if "year" in number else _CENTURY + number["shortyear"]
    return Moment.of(year, number.get("monthnumber", number.get("shortmonth")), number.get("day"))
