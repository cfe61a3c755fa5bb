"""Where the names of firms begin and end that look like less than a name: « Trader Media », « 360 Capital »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ontograph.naming.lexicon import Lexicon
from ontograph.naming.view import View

_LONGEST_UNIT = 3
"""Words after a known name that may make it the name of a part of it."""


def begins(view: View, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether a title, a number or a common word at token `i` is the first word of a firm that ends at `end`."""
    word = view.words[i]
    if word in lexicon.org_heads and i + 1 < end and not view.initial[i]:
        return True  # « Crédit du Maroc »
    if i + 1 >= end or not view.caps[i + 1] or view.words[i + 1] in lexicon.stop_words:
        return False
    titled = word.istitle() and not view.initial[i] and lexicon.titles.longest([word.lower()]) is not None
    return titled or (word.isdigit() and len(word) < 4)


def units(view: View, lexicon: Lexicon, end: int) -> Iterator[int]:
    """Where the part of a known organization may end that is another one: « EDF Renouvelables », « Axa France »."""
    after = end
    while after < len(view) and after < end + _LONGEST_UNIT and view.caps[after] and not view.breaks[after - 1]:
        after += 1
        if view.words[after - 1] in lexicon.unit_words or view.words[after - 1] in lexicon.org_tails:
            yield after


def within(firms: Iterable[tuple[int, int]], caps: Sequence[bool], i: int, end: int) -> bool:
    """Whether tokens `i:end` end a longer firm that begins with capitals: « San Francisco Chronicle »."""
    return any(start < i and end <= stop and all(caps[start:i]) for start, stop in firms)


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a hyphen or letter glues the stretch to more of the same word (« Air France-KLM »)."""
    before = start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
    after = end + 1 < len(text) and text[end] == "-" and text[end + 1].isupper()
    return before or after


def past_employer(view: View, lexicon: Lexicon, start: int, end: int) -> int | None:
    """Where the person begins in « l'ancien patron de Twitch Emmett Shear », the firm known to end at `start`."""
    if end - start < 2 or not view.caps[start]:
        return None
    rest = range(start, end)
    return start if all(view.caps[i] or view.words[i] in lexicon.particles for i in rest) else None
