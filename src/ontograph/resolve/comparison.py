"""When two names may be one: the form in which names are compared. Which words do not count is data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import msgspec

from ontograph import resources
from ontograph.model import Kind

DATA = "fr_press/organizations.yml"

LONGEST_ACRONYM = 6

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_DASHES = re.compile(r"[‐‑‒–—]")
_SEPARATORS = re.compile(r"[\W_]+")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that do not tell two names apart (`organizations.yml`)."""

    acronym_gaps: frozenset[str]
    articles: frozenset[str]
    branch_words: frozenset[str]
    generic_words: frozenset[str]
    honorifics: frozenset[str]
    legal_suffixes: frozenset[str]
    particles: frozenset[str]


@cache
def words() -> Words:
    """The packaged lists; raises DataError if they are broken."""
    return resources.load_yaml(resources.data_path(DATA), Words)


def clean(name: str, kind: Kind) -> str:
    """A surface form for display: white space collapsed, a person's honorific ("M.", "Mme") left out."""
    parts = name.split()
    while kind == "Person" and len(parts) > 1 and _fold(parts[0]).rstrip(".") in words().honorifics:
        parts = parts[1:]
    return " ".join(parts) or name


@cache
def tokens(name: str, kind: Kind) -> tuple[str, ...]:
    """The words of a name that count, without case, accents, punctuation, article, honorific and legal suffix.

    A person's hyphens join ("Jean-Paul" is one given name), an organization's separate. Never empty: where nothing
    would be left, the words that do not count, count.
    """
    folded = _fold(clean(name, kind))
    if kind == "Person":
        folded = folded.replace("-", "")
    for article in sorted(words().articles):
        lead = article if article.endswith("'") else f"{article} "
        if kind == "Organization" and folded.startswith(lead) and len(folded) > len(lead):
            folded = folded[len(lead) :]
            break
    parts = _SEPARATORS.sub(" ", folded.replace("'", "")).split()
    while kind == "Organization" and len(parts) > 1 and parts[-1] in words().legal_suffixes:
        parts = parts[:-1]
    return tuple(parts) or (folded or name,)


def key(name: str, kind: Kind) -> str:
    """Two names with one key are one name: "Open AI", "OpenAI", "OpenAI Inc."."""
    return "".join(tokens(name, kind))


def is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether an organization's `short` name is `long` without generic words at its end."""
    rest = long[len(short) :]
    generic = words().generic_words | words().branch_words
    return bool(rest) and long[: len(short)] == short and set(rest) <= generic and not set(short) <= generic


def names_a_branch(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words that the short form lacks may be those of a branch."""
    return not set(long[len(short) :]) <= words().generic_words


def is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `short` can stand for `long`: it has the initials, small words apart, and all its letters in order
    (AMF for "Autorité des marchés financiers", SSI for "Safe Superintelligence").
    """
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= LONGEST_ACRONYM:
        return False
    initials = "".join(word[0] for word in long if word not in words().acronym_gaps)
    return short[0][0] == long[0][0] and _in_order(initials, short[0]) and _in_order(short[0], "".join(long))


def _in_order(letters: Iterable[str], text: Iterable[str]) -> bool:
    remaining = iter(text)
    return all(letter in remaining for letter in letters)


def is_partial(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a person's `short` name is the surname of `full` ("Altman", "De Freitas") or has the given name as an
    initial ("S. Altman"). "Paul Martin" is no part of "Jean Paul Martin".
    """
    if len(short) < len(full) and full[-len(short) :] == short:
        return len(short) == 1 or short[0] in words().particles
    initial = len(short) > 1 and len(short[0]) == 1 and len(full[0]) > 1 and full[0].startswith(short[0])
    return initial and len(full) >= len(short) and full[1:][-len(short) + 1 :] == short[1:]


def is_middle_variant(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two full names of people differ in middle names only: "George Martin", "George R. R. Martin"."""
    if len(short) < 2 or len(full) <= len(short) or (short[0], short[-1]) != (full[0], full[-1]):
        return False
    return _in_order(short, full)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _DASHES.sub("-", _APOSTROPHES.sub("'", " ".join(plain.split())))
