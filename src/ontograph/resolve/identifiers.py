"""Readable, deterministic local parts of IRIs: "person/mira-murati", "departure/mira-murati-openai-2024".

Every identifier is `<segment>/<slug>` in lower-case ASCII letters, digits and hyphens: safe in an IRI, a file name and
a URL without escaping.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from slugify import slugify

from ontograph.model import Money

MAX_SLUG = 80
"""Longer slugs are cut at a hyphen."""

_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""A text that is its own slug."""
_MARKS = re.compile("[\u0300-\u034e]+")
"""Accents and the like, apart from their letters."""
_OTHER = re.compile(r"[^a-z0-9]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens, never empty: a text without a letter or digit (an emoji)
    becomes a short hash of itself.
    """
    # slugify would decode HTML entities, but a name is plain text here; it drops ’ but splits at '.
    if len(text) <= MAX_SLUG and _SLUG.fullmatch(text):
        return text
    plain = text.replace("’", "'")
    latin = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    if latin.isascii() and "," not in latin:  # most names: the same as below, at a third of the cost
        words = _OTHER.sub("-", latin.lower()).strip("-")
        if words and len(words) <= MAX_SLUG:
            return words
    words = slugify(plain, entities=False, decimal=False, hexadecimal=False, max_length=MAX_SLUG, word_boundary=True)
    return words or "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@lru_cache(maxsize=1024)
def type_slug(type_: str) -> str:
    """ "FundingRound" -> "funding-round"."""
    return slug(_CAPITAL.sub("-", type_))


def money_slug(money: Money) -> str:
    """6.6E+9 -> "6-6-billion", 500,000,000 -> "500-million", 1,250 -> "1250"."""
    for scale, name in _SCALES:
        if abs(money.value) >= scale:
            return f"{slug(_plain(money.value / scale))}-{name}"
    return slug(_plain(money.value))


def local_name(identifier: str) -> str:
    """The part after the slash: "person/mira-murati" -> "mira-murati"."""
    return identifier.rpartition("/")[2]


def join(segment: str, parts: Iterable[str]) -> str:
    """`segment/part-part-part`, cut at `MAX_SLUG`; empty parts are left out."""
    return f"{segment}/{slug('-'.join(part for part in parts if part))}"


class Register:
    """Hands out each identifier once: a second comer gets "-2", a third "-3".

    Deterministic as long as the callers come in a deterministic order.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}
        """The last number behind those that several wanted."""

    def claim(self, wanted: str) -> str:
        """`wanted` itself, or with the first free number behind it."""
        name = wanted
        while name in self._taken:
            self._last[wanted] = self._last.get(wanted, 1) + 1
            name = f"{wanted}-{self._last[wanted]}"
        self._taken.add(name)
        return name


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
