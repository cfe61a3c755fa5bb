"""The grammar of date expressions: rules read from YAML, matched in folded text. What they mean: `temporal`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ontograph import numerals, resources
from ontograph.errors import DataError
from ontograph.timex import Unit

Direction = Literal["past", "future", "this"]
_LEFT, _RIGHT = 48, 56
"""Characters of context around a trigger word in which rules are tried."""
_LEXICON = re.compile(r"(?<!\?P)<([a-z]+)(\d?)>")
_CLASS_OR_SPACE = re.compile(r"\[(?:\\.|[^\]\\])+\]| ")
_BUILT_IN = {
    "year": r"(?P<year>(?:19|20)\d\d)(?!\d)",
    "shortyear": r"(?P<shortyear>\d\d)(?!\d)",
    "monthnumber": r"(?P<monthnumber>0?[1-9]|1[0-2])(?!\d)",
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:er)?(?!\d)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction; the YAML file explains the fields."""

    id: str
    pattern: str
    op: Literal["calendar", "unit", "reference"]
    after: str | None = None
    not_after: str | None = None
    anchor: Literal["published", "mention"] = "published"
    direction: Direction | None = None
    unit: Unit | None = None
    number: int | None = None
    sign: int = 1
    value: str = ""
    today: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """How pages say when they were published; see `dateline`."""

    meta: str
    published: str
    updated: str
    issue: str
    paper: str
    today: str
    place: str
    byline: str
    filler: str
    time: str
    week: str
    separators: str


@dataclass(frozen=True, slots=True)
class Tenses:
    """What the parse tells of a verb's time; see `components.dates`."""

    past_before: str
    future_before: str
    announcing: tuple[str, ...]
    future_endings: tuple[str, ...]
    future_governors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A pattern that has to match near anything that a rule with one of these lexicons or macros matches."""

    of: tuple[str, ...]
    pattern: str


@dataclass(frozen=True)
class GrammarData:
    """A YAML file of date expressions, as written."""

    numbers: str
    lexicons: dict[str, dict[str, str | int]]
    macros: dict[str, str]
    sentence_start: str
    triggers: tuple[Trigger, ...]
    tenses: Tenses
    dateline: Dateline
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A matched rule: offsets, and what its groups captured, normalised by the lexicons."""

    start: int
    end: int
    rule: Rule
    parts: dict[str, str | int] = field(hash=False)


def _plain(pattern: str) -> str:
    """A pattern for folded text: accents off; ASCII, and so every escape, as it is."""
    return "".join(c if c.isascii() else numerals.fold(c) for c in pattern)


@dataclass(frozen=True, slots=True)
class _Compiled:
    order: int
    rule: Rule
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    def fits(self, left: str) -> bool:
        """Whether the text before a match allows it."""
        return not ((self.after and not self.after.search(left)) or (self.not_after and self.not_after.search(left)))


def _windows(trigger: re.Pattern[str], folded: str) -> Iterator[tuple[int, int]]:
    """Stretches around trigger words, apart from each other."""
    start = end = -1
    for match in trigger.finditer(folded):
        low, high = max(0, match.start() - _LEFT), match.end() + _RIGHT
        if start >= 0 and low > end:
            yield start, end
            start = low
        elif start < 0:
            start = low
        end = high
    if start >= 0:
        yield start, end


class Grammar:
    """A compiled grammar; raises DataError for a pattern that does not compile."""

    def __init__(self, data: GrammarData, source: str) -> None:
        self.data = data
        self._source = source
        self._last: tuple[str, list[Expression]] = ("", [])
        """The text matched last: a page that gives no date is asked for one first."""
        self.numerals = numerals.load(resources.data_path(data.numbers))
        self._lexicons = {
            name: {numerals.fold(word): value for word, value in words.items()} for name, words in data.lexicons.items()
        }
        self._triggers = [self.compile(rf"(?<!\w)(?:{trigger.pattern})") for trigger in data.triggers]
        self._rules: list[list[_Compiled]] = [[] for _ in data.triggers]
        for order, rule in enumerate(data.rules):
            self._rules[self._trigger(rule)].append(
                _Compiled(
                    order,
                    rule,
                    self.compile(rf"(?<!\w)(?<!\d[.,:])(?:{rule.pattern})"),
                    self.compile(f"(?:{rule.after})$") if rule.after else None,
                    self.compile(f"(?:{rule.not_after})$") if rule.not_after else None,
                )
            )
        self.sentence_start = self.compile(data.sentence_start)
        self.today = self.compile(rf"(?<!\w)(?:{data.dateline.today})(?!\w)")
        self.yearless = self.compile(
            rf"(?:^|\n)\(?(?:{data.dateline.place})?<day> <shortmonth>(?: \([^()\n]{{2,40}}\))?\)? ?- ?(?!\d)"
        )
        self.past_before = self.compile(f"(?:{data.tenses.past_before})$")
        self.future_before = self.compile(f"(?:{data.tenses.future_before})$")

    def is_month(self, word: str) -> bool:
        """Whether a word is the name of a month."""
        return numerals.fold(word) in self._lexicons["month"]

    def compile(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its <lexicons> and {macros} put in."""
        for _ in range(3):
            pattern = re.sub(r"\{([a-z_]+)\}", lambda m: self.data.macros.get(m[1], m[0]), pattern)
        pattern = _LEXICON.sub(lambda m: self._lexicon(m[1], m[2], pattern), _plain(pattern))
        try:
            return re.compile(_CLASS_OR_SPACE.sub(lambda m: r"(?:[ \n] ?)" if m[0] == " " else m[0], pattern))
        except re.error as error:
            raise DataError(f"{self._source}: {error} in the pattern {pattern!r}") from error

    def _lexicon(self, name: str, copy: str, pattern: str) -> str:
        if name in _BUILT_IN:
            return _BUILT_IN[name]
        if name == "number":
            return rf"(?P<number>\d{{1,3}}(?![\d.,])|{self.numerals.pattern()})"
        if name not in self._lexicons:
            raise DataError(f"{self._source}: no lexicon <{name}> (in the pattern {pattern!r})")
        words = sorted(self._lexicons[name], key=lambda w: (-len(w), w))
        return f"(?P<{name}{copy}>{'|'.join(map(re.escape, words))})".replace(r"\ ", " ")

    def _trigger(self, rule: Rule) -> int:
        """The place of the trigger that a rule is tried near."""
        for place, trigger in enumerate(self.data.triggers):
            if any(f"<{name}>" in rule.pattern or f"{{{name}}}" in rule.pattern for name in trigger.of):
                return place
        return len(self.data.triggers) - 1

    def match(self, folded: str) -> list[Expression]:
        """The date expressions of a folded text: the longest at each leftmost place, not overlapping."""
        if self._last[0] != folded:
            self._last = folded, self._match(folded)
        return list(self._last[1])

    def _match(self, folded: str) -> list[Expression]:
        found: list[tuple[int, int, int, Expression]] = []
        for trigger, rules in zip(self._triggers, self._rules, strict=True):
            for start, end in _windows(trigger, folded):
                for rule in rules:
                    for match in rule.pattern.finditer(folded, start, end):
                        if rule.fits(folded[max(0, match.start() - 40) : match.start()]):
                            expression = Expression(match.start(), match.end(), rule.rule, self.parts(match))
                            found.append((match.start(), -match.end(), rule.order, expression))
        chosen: list[Expression] = []
        for *_, expression in sorted(found, key=lambda f: f[:3]):
            if not chosen or expression.start >= chosen[-1].end:
                chosen.append(expression)
        return chosen

    def parts(self, match: re.Match[str]) -> dict[str, str | int]:
        """What the groups of a match captured, normalised by the lexicons."""
        parts: dict[str, str | int] = {}
        for name, text in match.groupdict().items():
            if text is None:
                continue
            name = name.rstrip("2")
            if name in self._lexicons:
                parts[name] = self._lexicons[name][re.sub(r"\s+", " ", text)]
            elif name == "number" and not text.isdigit():
                parts[name] = self.numerals.value(re.sub(r"\s+", " ", text))
            else:
                parts[name] = int(text) if text.isdecimal() else text
        return parts


def load(file: Path) -> Grammar:
    """Read and compile a grammar; raises DataError if the file is missing or broken."""
    return Grammar(resources.load_yaml(file, GrammarData), str(file))
