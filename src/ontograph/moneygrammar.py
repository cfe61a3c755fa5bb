"""The lexicon of sums of money and percentages: a YAML file compiled to patterns for folded text. No spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ontograph import numerals, resources
from ontograph.errors import DataError
from ontograph.numerals import DIGITS, Numerals, fold

DEFAULT = "fr_press/amounts.yml"


@dataclass(frozen=True, slots=True)
class Currency:
    """How a currency is written: after the number, or as a symbol on either side of it."""

    names: tuple[str, ...]
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elided:
    """The context of a number whose unit is that of the sum before it."""

    before: str
    after: str


@dataclass(frozen=True)
class LexiconData:
    """A YAML file of amounts, as written."""

    numbers: str
    currencies: dict[str, Currency]
    shared_names: dict[str, tuple[str, ...]]
    also_things: tuple[str, ...]
    scales: dict[str, int]
    short_scales: dict[str, int]
    english_scales: dict[str, int]
    of: str
    article: str
    collective: str
    one: str
    half: str
    percent: str
    fractions: dict[str, float]
    fraction: str
    fraction_of: str
    fraction_shares: tuple[str, ...]
    worth: tuple[str, ...]
    range: str
    range_between: str
    range_and: str
    distributive: str
    listed: str
    approximate: str
    money_nouns: tuple[str, ...]
    money_cues: tuple[str, ...]
    elided: Elided


def _words(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(fold(w)) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


class Lexicon:
    """The compiled patterns of a language; raises DataError for a pattern that does not compile."""

    def __init__(self, data: LexiconData, source: str) -> None:
        self.data = data
        self.numerals: Numerals = numerals.load(resources.data_path(data.numbers))
        self.codes = {
            fold(form): code for code, currency in data.currencies.items() for form in currency.names + currency.symbols
        }
        self.scales = {fold(w): v for w, v in {**data.short_scales, **data.scales}.items()}
        self.english = {fold(w): v for w, v in data.english_scales.items()}
        self.shared = {fold(w): codes for w, codes in data.shared_names.items()}
        self.things = {fold(w) for w in data.also_things}
        self.fractions = {fold(w): Decimal(str(v)) for w, v in data.fractions.items()}
        self.collectives = {fold(w): v for w, v in self.numerals.collectives.items()}
        try:
            self._compile()
        except re.error as error:
            raise DataError(f"{source}: {error} in the pattern {error.pattern!r}") from error

    def number(self, match: re.Match[str]) -> Decimal:
        """The value of what `quantity` matched as its number."""
        if match["digits"]:
            return numerals.digits(match["digits"])
        if match["words"]:
            return Decimal(self.numerals.value(re.sub(r"\s", " ", match["words"])))
        return Decimal(next(v for w, v in self.collectives.items() if w in match["collective"].split()))

    def _compile(self) -> None:
        data = self.data
        names = _words(name for currency in data.currencies.values() for name in currency.names)
        all_names = _words([*data.shared_names, *(n for c in data.currencies.values() for n in c.names)])
        symbols = _words(symbol for currency in data.currencies.values() for symbol in currency.symbols)
        scales = _words(data.scales)
        collective = rf"(?<!\w){data.collective} {_words(self.collectives)} {data.of}(?={scales}|{names})"
        number = rf"(?P<collective>{collective})|(?P<digits>{DIGITS})|(?P<words>{self.numerals.pattern()})"
        short = rf"(?P<short>{_words(data.short_scales)})(?= ?{symbols}(?![a-z]))"
        scale = rf" ?(?:(?P<scale>{scales})(?!\w)|(?P<glued>{scales})(?={symbols})|{short})"
        currency = rf"(?: {data.of}?(?P<name>{all_names})| ?{data.of}?(?P<symbol>{symbols}))(?!\w)"
        self.quantity = _compiled(
            rf"(?:{number})(?P<half> {data.half}(?= ))?(?:{scale})?(?P<half_after> {data.half}(?!\w))?"
            rf"(?:{currency}|(?P<percent> ?{data.percent})(?!\w))?"
        )
        self.fraction = _compiled(
            rf"(?:{data.fraction})?(?<!\w)(?P<part>{_words(data.fractions)}){data.fraction_of}"
            rf"(?P<shares>{_words(data.fraction_shares)}(?!\w))?"
        )
        self.worth = _compiled(rf"(?<!\w){_words(data.worth)}")
        self.prefixed = _compiled(
            rf"(?<![\w$€£])(?P<symbol>{symbols}) ?(?P<digits>\d{{1,3}}(?:[ ,]\d{{3}}){{1,4}}(?:\.\d{{1,3}})?(?!\d)"
            rf"|\d{{1,12}}(?:[.,]\d{{1,6}})?(?!\d))(?: ?(?P<english>{_words(data.english_scales)})(?![a-z])"
            rf"| (?P<scale>{scales})(?!\w))?"
        )
        self.one = _compiled(rf"(?<!\w){data.one} (?P<scale>{scales}) {data.of}(?P<name>{names})(?!\w)")
        self.approximate = _compiled(rf"{data.approximate}{data.article}?$")
        self.between = _compiled(rf"\b{data.range_between} $")
        self.to = _compiled(rf"^ ?{data.range} ?$")
        self.and_ = _compiled(rf"^ {data.range_and} $")
        self.distributive = _compiled(rf"\b{data.distributive}\b")
        self.listed = _compiled(rf"^{data.listed}$")
        self.counted = _compiled(rf"^ {data.of}{data.article}?(?P<noun>[a-z][\w' -]{{0,30}})")
        self.noun = re.compile(_words(data.money_nouns))
        self.cue = re.compile(r"(?<!\w)" + _words(data.money_cues))
        self.elided_before = _compiled(data.elided.before)
        self.elided_after = _compiled(data.elided.after)


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for folded text: accents off (escapes stay), and every blank matches a line break too."""
    plain = "".join(c if c.isascii() else fold(c) for c in pattern).replace(r"\ ", " ")
    return re.compile(re.sub(r"\[(?:\\.|[^\]\\])+\]| ", lambda m: r"[ \n]" if m[0] == " " else m[0], plain))


@cache
def load(file: Path) -> Lexicon:
    """Read and compile a lexicon of amounts; raises DataError if the file is missing or broken."""
    return Lexicon(resources.load_yaml(file, LexiconData), str(file))
