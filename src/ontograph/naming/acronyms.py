"""Acronyms beside the words they stand for: « conseil national du climat (CNC) », « SNR (service national de …) »."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ontograph.naming.lexicon import Lexicon
from ontograph.naming.view import View

_REACH = 16
"""Tokens that a name spelled out has at most."""
_SKIPPED = 1
"""Content words that an acronym may leave out."""


@dataclass(frozen=True, slots=True)
class Definition:
    """Tokens `start:end` spell out the acronym at token `short`; `head` is their first word in lower case."""

    start: int
    end: int
    short: int
    head: str


class Acronyms:
    """Finds the organizations of one text that stand beside their acronym in brackets, or in brackets beside it."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.minor = lexicon.small.acronyms

    def find(self) -> Iterator[Definition]:
        """Every definition in the order of the text."""
        words = self.view.words
        for i, word in enumerate(words[:-2]):
            if word != "(":
                continue
            if self._short(i + 1) and words[i + 2] in {")", ",", ";", "-", "/"}:
                yield from self._spelled_before(i)
            elif i and self._short(i - 1):
                yield from self._spelled_after(i)

    def _short(self, i: int) -> bool:
        """Whether token `i` may be the acronym of an organization."""
        word = self.view.words[i]
        return len(word) > 1 and self.view.acronym(i) and word.isalpha() and word not in self.lexicon.non_acronyms

    def _spelled_before(self, bracket: int) -> Iterator[Definition]:
        """The nearest stretch before the bracket that begins with an organization's noun and spells the acronym."""
        words, letters = self.view.words, _plain(self.view.words[bracket + 1])
        for start in range(bracket - 1, max(-1, bracket - 1 - _REACH), -1):
            if self.view.breaks[start]:
                return
            if self._head(start) and spells(words[start:bracket], letters, self.minor):
                yield Definition(start, bracket, bracket + 1, words[start].lower())
                return

    def _spelled_after(self, bracket: int) -> Iterator[Definition]:
        words, letters = self.view.words, _plain(self.view.words[bracket - 1])
        start = bracket + 2 if words[bracket + 1].lower() in self.minor else bracket + 1
        ends = (i for i in range(start, min(len(words), start + _REACH)) if words[i] == ")" or self.view.breaks[i])
        end = next(ends, start)
        if end > start and self._head(start) and spells(words[start:end], letters, self.minor):
            yield Definition(start, end, bracket - 1, words[start].lower())

    def _head(self, i: int) -> bool:
        return self.view.words[i].lower() in self.lexicon.spelled_heads


def spells(words: Sequence[str], letters: str, minor: Collection[str]) -> bool:
    """Whether the first letters of the words are these letters in order, the first word's and the last word's included.

    The `minor` words count where they are needed; at most one word of weight may be passed over.
    """
    initials = [(_plain(word)[:1], word.lower() in minor) for word in words if _plain(word)[:1].isalnum()]
    if not initials or not letters or initials[0][0] != letters[0] or len(letters) < 2:
        return False
    states = {(1, 0)}  # letters spelled so far, words of weight passed over
    for initial, small in initials[1:]:
        states = {
            state
            for done, passed in states
            for state in (
                (done + 1, passed) if done < len(letters) and letters[done] == initial else (-1, 0),
                (done, passed if small else passed + 1 if done < len(letters) else _SKIPPED + 1),
            )
            if state[0] > 0 and state[1] <= _SKIPPED
        }
    return any(done == len(letters) for done, _ in states)


def _plain(word: str) -> str:
    """A word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
