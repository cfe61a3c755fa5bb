"""How common a word is, from the order in which a model's vectors list their words: most frequent first."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from spacy.strings import get_string_id
from spacy.vocab import Vocab


class Frequencies:
    """Ranks of words by frequency; without vectors every word is unknown."""

    def __init__(self, vocab: Vocab) -> None:
        keys = np.fromiter(vocab.vectors.key2row, dtype="uint64", count=len(vocab.vectors.key2row))
        order = np.argsort(keys)
        self._keys = keys[order]
        self._ranks = order
        self.common = lru_cache(maxsize=50_000)(self._common)

    def rank(self, word: str) -> int | None:
        """0 for the most frequent word; None for an unknown one."""
        if not len(self._keys):
            return None
        key = np.uint64(get_string_id(word))
        place = int(np.searchsorted(self._keys, key))
        return int(self._ranks[place]) if place < len(self._keys) and self._keys[place] == key else None

    def known(self, word: str) -> bool:
        """Whether the model has a vector for exactly this word."""
        return self.rank(word) is not None

    def _common(self, word: str) -> bool:
        """Whether a word is more often written in lower case than as it stands here."""
        low = self.rank(word.lower())
        if low is None or word == word.lower():
            return False
        here = self.rank(word)
        return here is None or low < here
