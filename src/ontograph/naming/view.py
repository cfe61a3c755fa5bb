"""A Doc as the name rules see it: words with what their spelling and their place say."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise

from spacy import attrs
from spacy.tokens import Doc

from ontograph.naming.lexicon import APOSTROPHES

_SENTENCE_END = frozenset(".!?…:;") | {"...", "?!", "!!", "..", ". .", "»."}
_OPENERS = frozenset("«“\"'(—–•→·|*-[") | {"—", "–", "_", "●", "▪", "►", "…"}
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ&\d+-]+$")
_FEW = 5
"""Words of a short line."""
_NUMBERED = re.compile(r"\d{1,3}[A-ZÀ-Þ][a-zß-ÿ]{2}")
_INITIAL = re.compile(r"(?:[A-ZÉÈ]\.?-?){1,3}$")


class View:
    """Parallel lists over the tokens of a Doc; `text` has straight apostrophes and plain spaces, offsets kept."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text.translate(APOSTROPHES)
        self.starts = doc.to_array(attrs.IDX).tolist()
        self.ends = [
            start + length for start, length in zip(self.starts, doc.to_array(attrs.LENGTH).tolist(), strict=True)
        ]
        self.words = [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.end_set = frozenset(self.ends)
        self.by_start = {start: i for i, start in enumerate(self.starts)}
        self.by_end = {end: i + 1 for i, end in enumerate(self.ends)}
        self.breaks = [self._break(i) for i in range(len(self.words))]
        self.caps = [_capital(word) for word in self.words]
        self.initial = self._initials()
        self.shouting = self._shouting()
        self.short_lines = self._short_lines()

    def __len__(self) -> int:
        return len(self.words)

    def _break(self, i: int) -> bool:
        """Whether no name crosses token `i`: a line's or a sentence's end, a gap between columns, a link."""
        word = self.words[i]
        mark = "\n" in word or "\t" in word or "](" in word or word.isspace()
        return mark or (word in _SENTENCE_END and self._spaced(i))

    def _spaced(self, i: int) -> bool:
        """Whether white space or the end of the text follows token `i`."""
        return self.ends[i] >= len(self.text) or self.text[self.ends[i]].isspace()

    def glued(self, i: int) -> bool:
        """Whether nothing separates token `i` from the one before it."""
        return i > 0 and self.ends[i - 1] == self.starts[i]

    def _initials(self) -> list[bool]:
        """Whether a token may owe its capital to its place: first of a line, a sentence, a quotation or an item."""
        out, fresh = [], True
        for word, is_break in zip(self.words, self.breaks, strict=True):
            out.append(fresh)
            if is_break:
                fresh = True
            elif not word.isspace() and word not in _OPENERS:
                fresh = False
            elif word in _OPENERS:
                fresh = True
        return out

    def _shouting(self) -> list[bool]:
        """Whether a token stands in a line mostly of capitals."""
        out: list[bool] = []
        line: list[str] = []
        for word in [*self.words, "\n"]:
            line.append(word)
            if "\n" in word:
                letters = [w for w in line if len(w) > 2 and w.isalpha()]
                loud = len(letters) > 2 and sum(w.isupper() for w in letters) > 0.7 * len(letters)
                out += [loud] * len(line)
                line = []
        return out[: len(self.words)]

    def _short_lines(self) -> list[int]:
        """For each token: how many lines of a few words stand in a row around it, 0 in a longer line or one alone."""
        lines: list[list[str]] = [[]]
        for word in self.words:
            lines[-1].append(word)
            if "\n" in word:
                lines.append([])
        short = [sum(w[0].isalpha() for w in line) <= _FEW for line in lines]
        out: list[int] = []
        for is_short, group in groupby(zip(short, lines, strict=True), key=lambda item: item[0]):
            run = [line for _, line in group]
            out += [len(run) if is_short and len(run) > 1 else 0] * sum(map(len, run))
        return out

    def acronym(self, i: int) -> bool:
        """Whether token `i` is written in capitals (two or more), outside a line of capitals."""
        return bool(_ACRONYM.match(self.words[i])) and not self.shouting[i]

    def camel(self, i: int) -> bool:
        """Whether token `i` mixes cases inside the word: OpenAI, xAI, eBay; or has a number before a word: 2Spark."""
        word = self.words[i]
        mixed = any(a.islower() and b.isupper() for a, b in pairwise(word))
        return word.isalnum() and (mixed or bool(_NUMBERED.match(word)))

    def name_initial(self, i: int) -> bool:
        """Whether token `i` is an initial: J., R., J.-P."""
        return bool(_INITIAL.match(self.words[i])) and self.words[i].endswith(".")

    def surface(self, start: int, end: int) -> str:
        """The text of tokens `start:end`, with straight apostrophes."""
        return self.text[self.starts[start] : self.ends[end - 1]]


@lru_cache(maxsize=65_536)
def _capital(word: str) -> bool:
    """Whether a word is written as a name: a capital at its start, or inside it (xAI, iPhone)."""
    return word[0].isupper() or (
        len(word) > 1 and word.isalnum() and not word.isupper() and any(c.isupper() for c in word[1:3])
    )
