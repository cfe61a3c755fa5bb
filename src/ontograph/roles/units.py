"""Words as the role lexicon sees them, whatever the tokenizer made of hyphens and apostrophes.

"ex-PDG" is one token and two units, "président-directeur" three tokens and two units; a name is always one unit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ontograph import layers
from ontograph.tokens import Token, Tokens

DATE = "DATE"
"""The `pos` of the words of a date: no department of a title."""


class Unit(NamedTuple):
    """One word."""

    text: str
    """Lower case, with straight apostrophes; "" for a name."""
    token: int
    """Index of its token."""
    name: str = ""
    """Kind of a name (`ent_type_`), "" for a common word."""
    pos: str = ""
    quote: bool = False
    """An opening or closing quotation mark."""
    broken: bool = False
    """A line ends between the word before and this one: nothing reads across."""


_ACCENTED = {"A": "À"}
_QUOTES = '«“»”"'


def split(doc: Tokens) -> list[Unit]:
    """The units of a Doc in order; hyphens inside words and line breaks are gone."""
    units: list[Unit] = []
    dated = {i for span in layers.spans(doc, layers.DATES) for i in range(span.start, span.end)}
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
            continue
        if token.ent_type_:
            units.append(Unit("", token.i, token.ent_type_, token.pos_, broken=broken))
        elif token.text == "-" and _glued(doc, token.i):
            continue
        else:
            for index, word in enumerate(words(spelled(token)) or (token.text,)):
                quote = word in _QUOTES
                pos = DATE if token.i in dated else token.pos_
                units.append(Unit(word, token.i, "", pos, quote, broken and index == 0))
        broken = False
    return units


def spelled(token: Token) -> str:
    """A token's text, with the accent that a capital preposition may lack ("A la tête de")."""
    return _ACCENTED.get(token.text, token.text) if token.whitespace_ else str(token.text)


def _glued(doc: Tokens, index: int) -> bool:
    return 0 < index < len(doc) - 1 and not doc[index - 1].whitespace_ and not doc[index].whitespace_


def _normal(text: str) -> str:
    return text.lower().replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")


@lru_cache(maxsize=65_536)
def words(phrase: str) -> tuple[str, ...]:
    """A phrase as the texts of its units: lower case, split at spaces, hyphens and after apostrophes."""
    return tuple(_normal(phrase).replace("'", "' ").replace("-", " ").split())
