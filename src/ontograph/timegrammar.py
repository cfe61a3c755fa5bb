"""The grammar of date expressions: rules read from YAML, matched in folded text. What they mean: `temporal`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from ontograph import numerals, resources
from ontograph.errors import DataError
from ontograph.timex import Unit

Direction = Literal["past", "future", "this"]
_REACH = 64
"""Characters of context on either side of a trigger word in which rules are tried."""
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
    place: str
    byline: str
    filler: str
    time: str
    week: str
    separators: str


@dataclass(frozen=True, slots=True)
class Tenses:
    """What the parse tells of a verb's time; see `components.dates`."""

    future_before: str
    announcing: tuple[str, ...]
    future_governors: tuple[str, ...]


@dataclass(frozen=True)
class GrammarData:
    """A YAML file of date expressions, as written."""

    numbers: str
    lexicons: dict[str, dict[str, str | int]]
    macros: dict[str, str]
    sentence_start: str
    triggers: str
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


class Grammar:
    """A compiled grammar; raises DataError for a pattern that does not compile."""

    def __init__(self, data: GrammarData, source: str) -> None:
        self.data = data
        self._source = source
        self.numerals = numerals.load(resources.data_path(data.numbers))
        self._lexicons = {
            name: {numerals.fold(word): value for word, value in words.items()} for name, words in data.lexicons.items()
        }
        self._rules = [
            (
                rule,
                self.compile(rf"(?<!\w)(?<!\d[.,/:-])(?:{rule.pattern})"),
                self.compile(f"(?:{rule.after})$") if rule.after else None,
                self.compile(f"(?:{rule.not_after})$") if rule.not_after else None,
            )
            for rule in data.rules
        ]
        self.sentence_start = self.compile(data.sentence_start)
        self.future_before = self.compile(f"(?:{data.tenses.future_before})$")

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

    @cached_property
    def _triggers(self) -> re.Pattern[str]:
        return self.compile(self.data.triggers)

    def match(self, folded: str) -> list[Expression]:
        """The date expressions of a folded text: the longest at each leftmost place, not overlapping."""
        found: list[tuple[int, int, int, Expression]] = []
        for start, end in self._windows(folded):
            for order, (rule, pattern, after, not_after) in enumerate(self._rules):
                for match in pattern.finditer(folded, start, end):
                    left = folded[max(0, match.start() - 40) : match.start()]
                    if (after and not after.search(left)) or (not_after and not_after.search(left)):
                        continue
                    expression = Expression(match.start(), match.end(), rule, self.parts(match))
                    found.append((match.start(), -match.end(), order, expression))
        chosen: list[Expression] = []
        for *_, expression in sorted(found, key=lambda f: f[:3]):
            if not chosen or expression.start >= chosen[-1].end:
                chosen.append(expression)
        return chosen

    def _windows(self, folded: str) -> Iterator[tuple[int, int]]:
        """Stretches around trigger words; each ends before the next one begins."""
        start = end = -1
        for trigger in self._triggers.finditer(folded):
            low, high = max(0, trigger.start() - _REACH), trigger.end() + _REACH
            if start >= 0 and low > end:
                yield start, end
                start = low
            elif start < 0:
                start = low
            end = high
        if start >= 0:
            yield start, end

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
