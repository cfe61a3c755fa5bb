"""Stretches of a page that name nobody: bars of buttons to share an article."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.naming.lexicon import Lexicon
from ontograph.naming.view import View

_LEAST = 4
"""Buttons that make a bar."""
_BETWEEN = frozenset({",", "|", "/", "·", "•", "-", "–", "!", ":"})


def share_bars(view: View, lexicon: Lexicon) -> frozenset[int]:
    """The tokens of bars: networks in a row with at least one word that only a button has (« Imprimer »)."""
    found: set[int] = set()
    for bar in _rows(view, lexicon):
        words = [view.words[i].lower() for i in bar]
        if len(words) >= _LEAST and any(w in lexicon.share_buttons for w in words):
            found.update(range(bar[0], bar[-1] + 1))
    return frozenset(found)


def _rows(view: View, lexicon: Lexicon) -> Iterator[list[int]]:
    """Runs of networks and buttons with nothing but marks and white space between them."""
    row: list[int] = []
    for i, word in enumerate([*view.words, "end"]):
        if word.lower() in lexicon.share_networks or word.lower() in lexicon.share_buttons:
            row.append(i)
        elif row and not word.isspace() and word not in _BETWEEN:
            yield row
            row = []
