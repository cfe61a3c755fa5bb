"""What frames an article on its page: bars of buttons to share it, menus and legal lines that name its publisher."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.naming.lexicon import Lexicon
from ontograph.naming.view import View

_LEAST = 4
"""Buttons that make a bar."""
_BETWEEN = frozenset({",", "|", "/", "·", "•", "-", "–", "!", ":"})


def part_dispatch(view: View, lexicon: Lexicon) -> None:
    """Part whom a dispatch is about from its headline: « Danone-Accord trouvé sur les salaires »."""
    words = view.words
    for i in range(1, len(words) - 1):
        opens = words[i] == "-" and view.glued(i) and view.glued(i + 1) and (i == 1 or "\n" in words[i - 2])
        if opens and view.caps[i + 1] and lexicon.common(words[i + 1]) and words.count(words[i - 1]) > 1:
            view.breaks[i] = True


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


def frame_lines(view: View, lexicon: Lexicon) -> frozenset[int]:
    """The tokens of lines that no article's text has: menus, logins, rights reserved."""
    found: set[int] = set()
    start = 0
    for i in range(len(view) + 1):
        if i == len(view) or "\n" in view.words[i]:
            if 0 < i - start <= _LONGEST and _frames(view.surface(start, i).lower(), lexicon):
                found.update(range(start, i))
            start = i + 1
    return frozenset(found)


def _frames(line: str, lexicon: Lexicon) -> bool:
    return any(mark in line for mark in lexicon.frame_marks) or sum(line.count(m) for m in _COLUMNS) > 2


_LONGEST = 40
"""Tokens of such a line; a longer one is a paragraph."""
_COLUMNS = (" | ", " · ", " • ", "   ")
"""Between the entries of a menu."""
