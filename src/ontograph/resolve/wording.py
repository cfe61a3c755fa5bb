"""Dates, numbers, sums, lists and names in French words, and the small words before them. All words are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Literal

import msgspec

from ontograph import resources
from ontograph.model import Money
from ontograph.resolve import dates

DATA = "fr_press/labels.yml"

NBSP = "\u00a0"
_BREAK = re.compile(r"[\s('’]")
_LONGEST_PREPOSITION = 20

Gender = Literal["m", "f"]


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with slots, and when it may be used."""

    text: str
    when: dict[Literal["factuality", "kind", "roleClass", "status"], list[str]] = {}


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a power of ten, singular and plural."""

    value: int
    one: str
    many: str


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"and_": "and"}):
    """All words of the sentences (`labels.yml`, which explains them)."""

    templates: dict[str, list[Template]]
    fallback: str
    articles: dict[Gender, str]
    contractions: dict[str, str]
    elided: dict[str, str]
    vowels: str
    and_: str
    others: str
    most_names: int
    approximately: str
    first: str
    months: list[str]
    scales: list[Scale]
    currencies: dict[str, tuple[str, str]]
    nouns: dict[str, Gender]
    posts: dict[str, tuple[str, str, str]]
    vague: list[str]
    roles: dict[str, tuple[str, str]]


@cache
def phrases() -> Phrases:
    """The packaged templates and words; raises DataError if they are broken."""
    return resources.load_yaml(resources.data_path(DATA), Phrases)


@lru_cache(maxsize=1 << 14)
def day(value: str | None) -> str:
    """ "2024-05-17" -> "17 mai 2024", "2024-05" -> "mai 2024"; "" for what is no date."""
    parts = (dates.iso(value) or "").split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, phrases().months[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, phrases().first if parts[2] == "01" else str(int(parts[2])))
    return " ".join(words)


def number(value: str | Decimal) -> str:
    """ "6.60" -> "6,6", 1234567 -> "1 234 567" with no-break spaces; what is no number as it is."""
    try:
        exact = Decimal(value)
        text = f"{exact:,f}"
    except (InvalidOperation, ValueError):
        return str(value)
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", NBSP) + (f",{decimals}" if decimals else "")


def money(amount: Money) -> str:
    """6.6E+9 USD -> "6,6 milliards de dollars"."""
    words, value, scale = phrases(), amount.value, None
    for candidate in words.scales:
        scaled = amount.value / candidate.value
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            value, scale = scaled, candidate.many if abs(scaled) >= 2 else candidate.one
            break
    names = words.currencies.get(amount.currency or "")
    currency = names[abs(amount.value) >= 2] if names else amount.currency or ""
    text = f"{number(value)}{NBSP}{scale}" if scale else number(value)
    if currency:
        # "milliards de dollars", but "500 dollars", and a bare code stays bare
        text = append(f"{text} de ", currency, False) if scale and names else f"{text}{NBSP}{currency}"
    return f"{words.approximately} {text}" if amount.approximate else text


def enumeration(names: Sequence[str]) -> str:
    """ "A, B et C"; a long list ends in "et 5 autres"."""
    if len(names) == 1:
        return names[0]
    words, shown = phrases(), [name for name in names if name]
    if len(shown) > words.most_names:
        hidden = len(shown) - words.most_names + 1
        shown = [*shown[: words.most_names - 1], f"{hidden} {words.others}"]
    return f" {words.and_} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def append(before: str, words: str, is_name: bool) -> str:
    """`words` behind `before`, with article, elision ("d'OpenAI") and contraction ("du Monde", "de l'État")."""
    table = phrases()
    article, rest = _article(words) if is_name else ("", words)
    preposition = _BREAK.split(before[-_LONGEST_PREPOSITION:-1])[-1] if before.endswith(" ") else ""
    head = before[: len(before) - 1 - len(preposition)] if preposition else before
    if joined := table.contractions.get(f"{preposition} {article.casefold()}"):
        return f"{head}{joined} {rest}"
    if article and rest == words:
        return f"{before}{article}{'' if article.endswith(chr(39)) else ' '}{words}"
    if preposition in table.elided and elides(words):
        return f"{head}{table.elided[preposition]}{words}"
    return before + words


def _article(name: str) -> tuple[str, str]:
    """The article that a name has ("Le" and "Monde") or takes ("l'" and all of "université de …"), else none."""
    table = phrases()
    first, _, rest = name.partition(" ")
    if rest and first.casefold() in _contracted():
        return first, rest
    if rest and (gender := table.nouns.get(first.casefold())):
        article = table.articles[gender]
        return (table.elided[article] if elides(name) else article), name
    return "", name


@cache
def _contracted() -> frozenset[str]:
    """The articles that contract with some preposition."""
    return frozenset(contraction.rpartition(" ")[2] for contraction in phrases().contractions)


def elides(words: str) -> bool:
    """Whether a word begins with a vowel sound, as letters tell: "Yves" does, "Yahoo" does not, nor does an h."""
    first, second = words[:1].casefold(), words[1:2].casefold()
    vowels = phrases().vowels
    return bool(first) and (first in vowels or (first == "y" and second.isalpha() and second not in vowels))


def capitalize(text: str) -> str:
    """A name keeps its own small letter ("xAI"); an article at the start does not."""
    first = text.partition(" ")[0].partition("'")[0]
    return text[:1].upper() + text[1:] if first in (*phrases().articles.values(), "l", "les") else text
