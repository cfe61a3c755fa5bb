"""What the words of a name and the words around it are like: vectors of the model, letters of the name.

Cues and lists know the words that somebody wrote down. The vectors carry what they say over to words like them, and
the letters tell a coined name (« Brumisol ») from a town or a surname. Both are weighed by a fitted linear model, one
score for each kind of name.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.vocab import Vocab

from ontograph import resources
from ontograph.naming.lexicon import KINDS, Scores
from ontograph.naming.view import View

LIKE = "like_"
"""Before a kind: the feature that holds its score."""
Vector = NDArray[np.float32]
_NEIGHBOURS = 2
"""Words on either side that are looked at."""
_GRAMS = (3, 4)
BUCKETS = 1024
"""Numbers that the pieces of a name's words are dealt out to."""


class Likeness:
    """Describes names by vectors; `weights` (features x KINDS) turns a description into scores."""

    def __init__(self, vocab: Vocab, weights: Vector | None = None) -> None:
        self._vectors = vocab.vectors
        self._width = int(vocab.vectors.shape[1])
        self.size = (2 * _NEIGHBOURS + 1) * self._width + BUCKETS
        self.ready = weights is not None and len(weights) == self.size
        """Whether there are weights for these vectors."""
        self.weights = weights if self.ready else None
        self._vector = lru_cache(maxsize=20_000)(self._unit)

    def scores(self, view: View, spans: Sequence[tuple[int, int]]) -> Scores:
        """What the mentions `spans` of one form say for each kind; nothing without weights for these vectors."""
        if self.weights is None:
            return {}
        found = self.describe(view, spans) @ self.weights
        return {kind: float(score) for kind, score in zip(KINDS, found, strict=True)}

    def describe(self, view: View, spans: Sequence[tuple[int, int]]) -> Vector:
        """The mean of the mentions' neighbours, place by place; of the name's own words; and its letters."""
        neighbours = np.zeros((2 * _NEIGHBOURS, self._width), np.float32)
        for start, end in spans:
            for place, word in enumerate((*_beside(view, start - 1, -1), *_beside(view, end, 1))):
                if word:
                    neighbours[place] += self._vector(word)
        start, end = spans[0]
        words = [word for word in view.words[start:end] if word[0].isalpha()]
        own = sum((self._vector(word) for word in words), np.zeros(self._width, np.float32)) / max(1, len(words))
        return np.concatenate([(neighbours / len(spans)).ravel(), own, _letters(words)]).astype(np.float32)

    def _unit(self, word: str) -> Vector:
        """The vector of a word, else of the word in lower case, of length 1; zeros for an unknown word."""
        for form in (word, word.lower()):
            row = self._vectors.key2row.get(get_string_id(form))
            if row is not None:
                vector: Vector = np.asarray(self._vectors.data[row], np.float32)
                return vector / max(float(np.linalg.norm(vector)), 1e-6)
        return np.zeros(self._width, np.float32)


def load(file: str, vocab: Vocab) -> Likeness:
    """The description with the weights of a `.npy` file (path as in a pipeline config)."""
    return Likeness(vocab, np.load(resources.data_path(file)).astype(np.float32))


def _beside(view: View, i: int, step: int) -> list[str]:
    """The words from token `i` on, to the end of the line or sentence; "" for those that are not there."""
    found: list[str] = []
    while 0 <= i < len(view) and len(found) < _NEIGHBOURS and not view.breaks[i]:
        found.append(view.words[i])
        i += step
    return found + [""] * (_NEIGHBOURS - len(found))


def _letters(words: Sequence[str]) -> Vector:
    """Which pieces of three and four letters the words have, their edges marked."""
    marked = [f"^{word.lower()}$" for word in words]
    pieces = {word[i : i + n] for word in marked for n in _GRAMS for i in range(len(word) - n + 1)}
    found = np.zeros(BUCKETS, np.float32)
    if pieces:
        found[[zlib.crc32(piece.encode()) % BUCKETS for piece in pieces]] = 1 / sqrt(len(pieces))
    return found
