"""One text in several documents: the dispatch of an agency that six papers print is told once, not six times.

A text is compared by the letters and digits of its prose (case, accents, quotation marks and spaces differ between
papers that print the same, headlines and menus between pages). Every run of `RUN` of them is hashed, and one hash in
`SAMPLED` is kept, chosen by its value, so that what two texts share is chosen in both: the sketch of a text (content-
defined sampling, as in winnowing). Two documents are versions of one text if the sketch of the shorter is for the most
part in that of the longer, whatever was cut, put in front or changed. The same story in other words shares hardly any;
reports in one mould (yesterday's stage, today's) share half, for names and figures differ everywhere. The earlier one
is the original.

Linear in the corpus: a document is looked up by its hashes, and what a copy repeats is filed under the original only.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontograph.model import Article, Claim, Reading
from ontograph.resolve.briefs import Brief

RUN = 64
"""Letters and digits that are hashed together: ten to twelve words, in which a mould has a name or a figure."""
SAMPLED = 8
SHARE = 0.6
"""How much of the shorter text must be in the longer."""
LEAST = 20
"""Hashes at least that are shared, about 220 letters in a row: two or three quoted sentences make no copy."""
LONGEST = 2_000_000
"""Characters that are compared; longer ones are not told apart after that."""

_FURNITURE = 16
"""Originals that a hash leads to at most: what more of them share is what frames each page of a site."""
_BASE = 0x9E3779B97F4A7C15
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_BLOCK = 1 << 16
_UNDATED = "9999"
_BLANK = re.compile(r"\n\s*\n")
_PROSE = re.compile(r".*[.!?…»\"”)][^\S\n]*$", re.DOTALL | re.MULTILINE)

Sketch = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that repeats others, and how many of its claims are told by those already."""

    path: str
    of: tuple[str, ...]
    """The paths of those that it repeats, what it shares most with first."""
    claims: int


@dataclass(frozen=True, slots=True)
class Once:
    """Readings in the order given, each claim in the first document with its wording; and the copies by path."""

    readings: tuple[Reading | Brief, ...]
    copies: tuple[Copy, ...]


class Sketches:
    """What remains of each text to be compared: a byte for a letter of it."""

    def __init__(self) -> None:
        self._digests: dict[str, bytes] = {}
        self._sketches: dict[str, Sketch] = {}

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Sketches:
        """The sketches of these articles."""
        sketches = cls()
        for article in articles:
            sketches.add(article.path, article.text)
        return sketches

    def add(self, path: str, text: str) -> None:
        """Take in the text of a document."""
        self._digests[path] = hashlib.blake2b(_letters(text), digest_size=16).digest()
        self._sketches[path] = sketch(_letters(_prose(text[:LONGEST])))

    def originals(self, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each document that repeats earlier ones which; `paths` are those to compare, the earliest first."""
        first: dict[bytes, str] = {}
        found: dict[str, tuple[str, ...]] = {}
        filed: dict[int, list[str]] = defaultdict(list)
        shared = self._shared(paths)
        for path in paths:
            original = first.setdefault(self._digests[path], path)
            if original != path:
                found[path] = (original,)
                continue
            hashes = self._sketches[path]
            common = hashes[np.isin(hashes, shared, assume_unique=True)].tolist()
            if sources := self._sources(path, Counter(other for one in common for other in filed.get(one, ()))):
                found[path] = sources
            for one in common:
                places = filed[one]
                if len(places) < _FURNITURE and not any(source in places for source in sources):
                    places.append(path)
        return found

    def _shared(self, paths: Iterable[str]) -> Sketch:
        """The hashes that several of these texts have, sorted."""
        texts = {self._digests[path]: path for path in paths}.values()
        every = np.sort(np.concatenate([np.empty(0, np.uint64), *(self._sketches[path] for path in texts)]))
        return np.unique(every[1:][every[1:] == every[:-1]])

    def _sources(self, path: str, met: Mapping[str, int]) -> tuple[str, ...]:
        """Of the earlier documents with some hash in common those that this one is a version of."""
        mine = self._sketches[path]
        found = []
        for other, hits in met.items():
            theirs = self._sketches[other]
            if hits < LEAST // 2:
                continue
            both = len(np.intersect1d(mine, theirs, assume_unique=True))
            if both >= LEAST and both >= SHARE * min(len(mine), len(theirs)):
                found.append((-both, other))
        return tuple(other for _, other in sorted(found))


def sketch(letters: bytes) -> Sketch:
    """A sample of the hashes of all runs in a text, sorted; whether a run is in it depends on the run only."""
    found = [
        _sample(np.frombuffer(letters[start : start + _BLOCK + RUN - 1], np.uint8))
        for start in range(0, max(len(letters) - RUN + 1, 0), _BLOCK)
    ]
    return np.unique(np.concatenate([np.empty(0, np.uint64), *found]))


def once(readings: Iterable[Reading | Brief], sketches: Sketches) -> Once:
    """Each claim where its wording stands first, by the day of publication (undated documents are the last), then path.

    A copy stays, with whom it mentions, and says what it is a version of; of its claims remain those whose passage the
    others do not have, or of which they say nothing. Two claims have one wording if they are of one type and their
    passages are the same but for what `Sketches` overlooks. `readings` can be gone through more than once.
    """
    order = sorted(readings, key=lambda reading: (reading.published or _UNDATED, reading.path))
    originals = sketches.originals([reading.path for reading in order])
    repeated = {source for sources in originals.values() for source in sources}
    wordings = {reading.path: set(map(_wording, reading.claims)) for reading in order if reading.path in repeated}
    changed: dict[str, Reading | Brief] = {}
    copies = []
    for reading in order:
        if sources := originals.get(reading.path):
            known = set().union(*(wordings[source] for source in sources))
            own = [number for number, claim in enumerate(reading.claims) if _wording(claim) not in known]
            copies.append(Copy(reading.path, sources, len(reading.claims) - len(own)))
            changed[reading.path] = reading.with_claims(own, sources)
    return Once(
        tuple(changed.get(reading.path, reading) for reading in readings),
        tuple(sorted(copies, key=lambda copy: copy.path)),
    )


def _wording(claim: Claim) -> tuple[str, bytes]:
    return claim.type, _letters(claim.quote)


def _prose(text: str) -> str:
    """The paragraphs, each up to the last line that ends as sentences do; all of the text where no line does."""
    return "\n".join(told[0] for block in _BLANK.split(text) if (told := _PROSE.match(block))) or text


def _letters(text: str) -> bytes:
    """The letters and digits of a text in ASCII: small, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore")
    return plain.translate(None, _OTHERS)


_OTHERS = bytes(code for code in range(128) if not chr(code).isalnum())


def _powers(base: int) -> NDArray[np.uint64]:
    """1, b, b² … modulo 2^64."""
    found = np.full(_BLOCK + RUN, base, np.uint64)
    found[0] = 1
    return np.multiply.accumulate(found)


_UP, _DOWN = _powers(_BASE), _powers(pow(_BASE, -1, 1 << 64))


def _sample(block: NDArray[np.uint8]) -> Sketch:
    """The hashes that are kept of a block: a polynomial modulo 2^64, by differences of one running sum, then mixed."""
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(block * _DOWN[: len(block)])])
    hashes = (sums[RUN:] - sums[:-RUN]) * _UP[: len(block) - RUN + 1]
    for shift, factor in zip((30, 27), _MIX, strict=True):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    hashes ^= hashes >> np.uint64(31)
    kept: Sketch = hashes[hashes % np.uint64(SAMPLED) == 0]
    return kept
