"""Numbers in running text: folding, digits with French separators, number words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from ontograph import resources

_SPACES = {" ": "\t\u00a0\u2007\u2009\u202f", "'": "\u2018\u2019\u02bc", "-": "\u2010\u2011\u2012\u2013\u2014\u2212"}
_SAME = {ord(c): plain for plain, forms in _SPACES.items() for c in forms}


class _Folding(dict[int, str]):
    """Character table that fills itself; every character stays ONE character, so that offsets hold."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        low = _SAME.get(code) or unicodedata.normalize("NFD", char.lower())[0]
        self[code] = low if len(low) == 1 else char
        return self[code]


_FOLDING = _Folding()

DIGITS = r"(?<![\w.,])\d{1,3}(?:[ .]\d{3}){1,4}(?:,\d{1,6})?(?![\d])|(?<![\w.,])\d{1,15}(?:[.,]\d{1,6})?(?!\d)"
"""A number in digits, on folded text: "3 700", "1.000", "6,6", "6.5". Bounded: linear on any input."""


def fold(text: str) -> str:
    """Lower case, without accents, with plain spaces, apostrophes and hyphens; of the same length as `text`.

    Line breaks stay.
    """
    return text.translate(_FOLDING)


def digits(text: str, english: bool = False) -> Decimal:
    """The value of what `DIGITS` matched; `english` reads "1,000.5" the English way."""
    plain = text.replace(" ", "")
    if english:
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number words of a language, as its YAML file gives them (keys may have accents; they are folded)."""

    words: dict[str, int]
    conjunction: str
    collectives: dict[str, int]

    def pattern(self) -> str:
        """A regular expression (no groups, for folded text) for a number in words: "vingt et un", "deux cents"."""
        word = "(?:" + "|".join(sorted(map(fold, self.words), key=lambda w: (-len(w), w))) + ")"
        return rf"(?<![\w-]){word}(?:(?:[ -]{self.conjunction}[ -]|[ -]){word}){{0,6}}(?![\w-])"

    def value(self, text: str) -> int:
        """The value of number words, already folded; raises KeyError on any other word."""
        table = {fold(w): v for w, v in self.words.items()}
        total = current = 0
        for word in re.split(r"[ -]+", text):
            if word == self.conjunction:
                continue
            value = table[word]
            if value == 1000:
                total, current = total + (current or 1) * value, 0
            elif value == 100 or (value == 20 and current % 100 == 4):
                hundreds, rest = divmod(current, 100)
                current = hundreds * 100 + (rest or 1) * value
            else:
                current += value
        return total + current


@cache
def load(file: Path) -> Numerals:
    """Read a YAML file of numerals; raises DataError if it is missing or broken."""
    return resources.load_yaml(file, Numerals)
