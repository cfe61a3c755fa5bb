"""Entries of one or several words, looked up by token.

A word of an entry matches a token by its lemma or by its lower-cased text. An entry of several words ("mettre fin")
is headed by the first; the others must stand nearby in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from ontograph.factuality.cues import Governor, Link
from ontograph.factuality.tokens import is_word, phrase_ends_at, sentence, written
from ontograph.tokens import Token

_NEAR = 5
_MISREAD = frozenset({"ADV", "PROPN", "X"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_ARGUMENTS = frozenset({"obj", "xcomp", "ccomp", "obl:arg", "nummod"})
_INFLECTED = frozenset({"VERB", "AUX", "ADJ"})


class Lexicon:
    """Phrases of one or several words, looked up by token."""

    def __init__(self, entries: Iterable[str], infinitives: dict[str, str] | None = None) -> None:
        self._infinitives = sorted((infinitives or {}).items())
        self._by_head: dict[str, list[tuple[str, ...]]] = {}
        self._opening: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
        """Entries by the lower-cased text and the lemma of the token that they begin with, as asked for."""
        self._headed: dict[tuple[str, str, str], frozenset[tuple[str, ...]]] = {}
        """The same by head; its part of speech tells too."""
        for entry in entries:
            words = tuple(entry.split())
            self._by_head.setdefault(words[0], []).append(words)

    def match(self, token: Token) -> tuple[str, ...] | None:
        """The longest entry that this token heads, its other words standing near; None if there is none."""
        known = (token.lower_, token.lemma_, token.pos_)
        found = self._headed.get(known)
        if found is None:
            found = frozenset(words for key in self._keys(token) for words in self._by_head.get(key, ()))
            self._headed[known] = found
        if not found:
            return None
        fitting = [words for words in found if all(_near(token, word) for word in words[1:])]
        return min(fitting, key=lambda words: (-len(words), words[0] != written(token), words), default=None)

    def starting_at(self, token: Token) -> int:
        """How many tokens the longest entry covers that stands word for word from this token on; 0 for none."""
        known = (token.lower_, token.lemma_)
        entries = self._opening.get(known)
        if entries is None:
            keys = {written(token), token.lemma_.lower()}
            entries = self._opening[known] = tuple(words for key in keys for words in self._by_head.get(key, ()))
        if not entries:
            return 0
        doc, longest = token.doc, 0
        for words in entries:
            end = token.i + len(words)
            if end <= len(doc) and phrase_ends_at(doc, end, words) is not None:
                longest = max(longest, len(words))
        return longest

    def _keys(self, token: Token) -> set[str]:
        """What a token may be listed as: text, lemma, and the infinitive that the lemmatizer failed to find."""
        text, lemma = written(token), token.lemma_.lower()
        guessed = {
            text.removesuffix(old) + new
            for old, new in self._infinitives
            if text.endswith(old) and (token.pos_ in _INFLECTED or (text == lemma and token.pos_ in _MISREAD))
        }
        return {text, lemma, *guessed}


def _near(token: Token, word: str) -> bool:
    """Whether a word of an entry stands beside its head, or is an argument of it."""
    start, end = sentence(token.doc, token.i)
    for step in (1, -1):
        for i in range(
            token.i + step, min(end, token.i + _NEAR) if step > 0 else max(start, token.i - _NEAR) - 1, step
        ):
            other = token.doc[i]
            if is_word(other, word):
                return True
            if other.pos_ in _CONTENT:
                break
    return any(is_word(t, word) for t in token.children if t.dep_ in _ARGUMENTS)


class Governors:
    """Governing words by link."""

    def __init__(self, entries: Iterable[Governor], infinitives: dict[str, str]) -> None:
        self._entries = list(entries)
        self._words: dict[Link, Lexicon] = {}
        self._by_words: dict[tuple[Link, tuple[str, ...]], Governor] = {}
        for link in ("infinitive", "clause", "noun", "subject", "modifier"):
            mine = [(word, e) for e in self._entries if link in e.links for word in e.words]
            self._words[link] = Lexicon((word for word, _ in mine), infinitives)
            self._by_words.update({(link, tuple(word.split())): e for word, e in mine})

    def match(self, token: Token, link: Link) -> Governor | None:
        """The entry that this token heads for a link."""
        words = self._words[link].match(token)
        return self._by_words[link, words] if words else None
