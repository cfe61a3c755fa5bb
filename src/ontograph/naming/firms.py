"""Where the names of firms begin and end that look like less than a name: « Trader Media », « 360 Capital »."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ontograph.naming.lexicon import Lexicon
from ontograph.naming.runs import Runs
from ontograph.naming.view import View

_OF = frozenset({"d'", "de", "des", "du"})

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


def branches(runs: Runs, start: int, end: int) -> Iterator[int]:
    """Where the regional branch of a known firm ends: « Crédit Agricole des Savoie », « Crédit Mutuel Océan »."""
    view, words = runs.view, runs.view.words
    if runs.lexicon.branched.isdisjoint(words[start:end]):
        return
    if end < len(words) and words[end] in _OF:
        end += 1
    if end < len(words) and view.caps[end] and not view.breaks[end - 1] and not runs.known_other(end):
        yield runs.capitals(end)


def capitals_before(view: View, lexicon: Lexicon, start: int, known: Callable[[int], bool]) -> int:
    """Where the run of capitals begins that a span cuts: « Point » before « Nine ». No `known` name joins."""
    while start and view.caps[start - 1] and not view.breaks[start - 1] and not known(start - 1):
        word = view.words[start - 1]
        apart = lexicon.titles.longest([word.lower()]) or word.lower() in lexicon.demonyms
        apart = apart or word in lexicon.honorifics or word in lexicon.non_acronyms
        weak = word in lexicon.determiners or word in lexicon.stop_words or lexicon.common(word)
        if apart or (view.initial[start - 1] and weak):
            break
        start -= 1
    return start


def partners(view: View, runs: Runs, start: int, end: int) -> tuple[int, int]:
    """The whole of a firm whose partners « & » joins: « Rothschild & Co »."""
    while end + 1 < len(view) and view.words[end] == "&" and view.caps[end + 1]:
        end = runs.capitals(end + 1)
    while start > 1 and view.words[start - 1] == "&" and view.caps[start - 2]:
        start -= 2
        while start and view.caps[start - 1] and not view.breaks[start - 1] and not view.initial[start]:
            start -= 1
    return start, end


def compound(view: View, start: int, end: int) -> tuple[int, int]:
    """Acronyms that hyphens join are one name: « CNDD-FDD »."""
    if end - start > 1 or not view.acronym(start):
        return start, end
    while start > 1 and view.words[start - 1] == "-" and view.glued(start) and view.acronym(start - 2):
        start -= 2
    while end + 1 < len(view) and view.words[end] == "-" and view.glued(end) and view.acronym(end + 1):
        end += 2
    return start, end


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
