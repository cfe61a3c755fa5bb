"""When two names may be one: the form in which names are compared. Which words do not count is data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from ontograph import resources
from ontograph.model import Kind

DATA = "fr_press/organizations.yml"

GIVEN_NAMES = "fr_press/given_names.yml"

LONGEST_ACRONYM = 6
_LONGEST_SUFFIX = 4
SHORTEST_SLIP = 7
"""Letters of a surname in which one may be a slip."""

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_DASHES = re.compile(r"[‐‑‒–—]")
_SEPARATORS = re.compile(r"[\W_]+")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that do not tell two names apart (`organizations.yml`)."""

    acronym_gaps: frozenset[str]
    articles: frozenset[str]
    bare_nouns: frozenset[str]
    branch_words: frozenset[str]
    generic_words: frozenset[str]
    honorifics: frozenset[str]
    leading_nouns: frozenset[str]
    leading_words: frozenset[str]
    legal_suffixes: frozenset[str]
    particles: frozenset[str]


class GivenNames(msgspec.Struct, frozen=True):
    """`given_names.yml`."""

    names: list[str]
    ambiguous: list[str]
    rare: list[str]


@cache
def words() -> Words:
    """The packaged lists; raises DataError if they are broken."""
    return resources.load_yaml(resources.data_path(DATA), Words)


@cache
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
    while kind == "Organization" and (length := _legal_suffix(parts)):
        parts = parts[:-length]
    return tuple(parts) or (folded or name,)


def _legal_suffix(parts: Sequence[str]) -> int:
    """How many words at the end of a name are a legal form: one ("SA"), the letters of one ("S.A."), or none."""
    for length in range(1, min(_LONGEST_SUFFIX, len(parts) - 1) + 1):
        last = parts[-length:]
        if (length == 1 or all(len(part) == 1 for part in last)) and "".join(last) in words().legal_suffixes:
            return length
    return 0


def key(name: str, kind: Kind) -> str:
    """Two names with one key are one name: "Open AI", "OpenAI", "OpenAI Inc."."""
    return "".join(tokens(name, kind))


def is_bare(name: tuple[str, ...]) -> bool:
    """Whether an organization's name is a common noun that is another one in each story ("la Région")."""
    return " ".join(name) in words().bare_nouns


def without_lead(name: tuple[str, ...]) -> tuple[str, ...]:
    """An organization's name without "Groupe" before it; the name itself where there is none."""
    return name[1:] if len(name) > 1 and name[0] in words().leading_words else name


def is_short_form(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether an organization's `short` name is `long` without generic words at its end, or the noun at its head
    ("Hestia", "Banque Hestia").
    """
    generic = words().generic_words | words().branch_words
    if len(short) >= len(long) or set(short) <= generic or is_bare(short):
        return False
    if long[1:] == short:
        return long[0] in words().leading_nouns | words().leading_words
    return long[: len(short)] == short and set(long[len(short) :]) <= generic


def share_a_word(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of organizations share a word that tells names apart."""
    return not set(one).isdisjoint(other) and bool(set(one) & set(other) - _common_words())


@cache
def _common_words() -> frozenset[str]:
    lists = words()
    return lists.generic_words | lists.branch_words | lists.leading_nouns | lists.leading_words | lists.acronym_gaps


def names_a_branch(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words that the short form lacks may be those of a branch."""
    rest = long[1:] if long[: len(short)] != short else long[len(short) :]
    return rest != short and not set(rest) <= words().generic_words


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
    initial ("S. Altman", "J.-C. Trichet"). "Paul Martin" is no part of "Jean Paul Martin".
    """
    if len(short) < len(full) and full[-len(short) :] == short:
        return len(short) == 1 or short[0] in words().particles
    letters = [word for word in short[:-1] if len(word) == 1]
    surname = short[len(letters) :]
    given = full[: -len(surname)]
    if not letters or not given or len(given[0]) < 2 or full[-len(surname) :] != surname:
        return False
    return given[0].startswith(letters[0]) and _in_order(letters, "".join(given))


def is_middle_variant(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two full names of people differ in middle names only: "George Martin", "George R. R. Martin"."""
    if len(short) < 2 or len(full) <= len(short) or (short[0], short[-1]) != (full[0], full[-1]):
        return False
    return _in_order(short, full)


@cache
def first_surname(name: str) -> tuple[str, ...]:
    """A person's name with the first of two surnames ("Laurence Tubiana" of "Laurence Tubiana-Morel"), as `tokens`; ()
    where there is no second one, or nothing before the first."""
    first, _, second = _fold(clean(name, "Person")).rpartition("-")
    found = tokens(first, "Person") if second and " " not in second else ()
    return found if len(found) > 1 else ()


def is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names of people differ in one letter of a long surname."""
    if len(one) < 2 or one[:-1] != other[:-1] or one == other:
        return False
    a, b = sorted((one[-1], other[-1]), key=len)
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return len(a) >= SHORTEST_SLIP and a[same + (len(a) == len(b)) :] == b[same + 1 :]


def is_given(name: tuple[str, ...]) -> bool:
    """Whether a person's name is a given name only."""
    return len(name) == 1 and name[0] in _given_names()


@cache
def _given_names() -> frozenset[str]:
    data = resources.load_yaml(resources.data_path(GIVEN_NAMES), GivenNames)
    return frozenset(_fold(name).replace("-", "") for name in (*data.names, *data.ambiguous, *data.rare))


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _DASHES.sub("-", _APOSTROPHES.sub("'", " ".join(plain.split())))
