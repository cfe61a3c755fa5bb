"""`.pdf`: a document is one article (pdfminer.six): its paragraphs, without what stands on the margins of its pages."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import BinaryIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage, LTTextContainer, LTTextLine
from pdfminer.pdfdocument import PDFPasswordIncorrect

from ontograph.corpus import furniture, hyphens
from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.metadata import first_line
from ontograph.corpus.model import Found
from ontograph.errors import CorpusError

_MARGIN = 0.09
"""Of a page's height, where running titles, addresses and page numbers stand."""
_FURNITURE = re.compile(
    r"(?:page\s*)?\d{1,4}(?:\s*(?:/|sur|de)\s*\d{1,4})?"  # a page number
    r"|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?"  # what a browser prints below
    r"|\d\d?/\d\d?/\d{2,4},? (?:à )?\d\d?[:h]\d\d.*",  # and above
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…:;»\"”)\]]\s*$")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_LARGER = 1.15
"""Times the size of what stands before it: a heading, or what comes after one."""
_TITLE = 1.25
"""Times the size of most lines: the title of the article."""
_APART = 1.25
"""Times the usual distance of its lines: where the next paragraph begins."""
_COMMON = 0.03
"""Of all lines: so many begin at the left edge of a column."""
_WIDE = 4
"""Times the size of the letters: the widest space within a line."""
_OFTEN = 0.15
"""Of all distances between lines: the usual one is at least so frequent."""
_SHORT = 0.8
"""Of the width of its column: a line that ends there may end its paragraph."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, in points from its lower left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int
    margin: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the lines of a document are set."""

    columns: dict[_Line, tuple[float, float]]
    """From where to where the lines go that a line stands among."""
    pitch: dict[int, float]
    """The usual distance from line to line, by the size of their letters."""

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Setting:
        pages: dict[int, list[_Line]] = {}
        for line in lines:
            pages.setdefault(line.page, []).append(line)
        columns = {line: _column(line, pages[line.page]) for line in lines}
        steps: dict[int, Counter[float]] = {}
        for last, line in pairwise(lines):
            if last.page == line.page and last.top > line.top and _size(last) == _size(line):
                steps.setdefault(_size(line), Counter())[round(2 * (last.top - line.top)) / 2] += 1
        return cls(columns, {size: _usual(found) for size, found in steps.items()})

    def short(self, line: _Line) -> bool:
        """Whether a line ends long before its column does."""
        left, right = self.columns[line]
        return line.right - left < _SHORT * (right - left)

    def indented(self, line: _Line) -> bool:
        """Whether a line begins after its column does."""
        return line.left - self.columns[line][0] > line.size

    def near(self, last: _Line, line: _Line) -> bool:
        """Whether a line follows another in the same paragraph, as far as distances tell."""
        return last.top - line.top <= _APART * self.pitch.get(_size(line), 0.0)

    def below(self, last: _Line, line: _Line) -> bool:
        """Whether a line stands further down in the column of another."""
        return last.page == line.page and last.top > line.top and _overlap(last, line) > 0


def _usual(steps: Counter[float]) -> float:
    """The smallest distance that is met often: larger ones part paragraphs."""
    least = _OFTEN * steps.total()
    return min((step for step, count in steps.items() if count >= least), default=min(steps))


def _size(line: _Line) -> int:
    return round(line.size)


def _overlap(one: _Line, other: _Line) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _column(line: _Line, page: Sequence[_Line]) -> tuple[float, float]:
    same = [
        other
        for other in page
        if _size(other) == _size(line)
        and _overlap(line, other) > 0.5 * min(line.right - line.left, other.right - other.left)
    ]
    return min(other.left for other in same), max(other.right for other in same)


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The article; its title is the first line, or lines, in large letters.

    The dates of a PDF say when the file was made, not when its article was published: they are left to the text. Raises
    CorpusError for what is no PDF, or has no text.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    content = whole(file, limits.file)
    try:
        pages = [list(_lines(page, number)) for number, page in enumerate(extract_pages(io.BytesIO(content)))]
    except PDFPasswordIncorrect as error:
        raise CorpusError("the PDF needs a password") from error
    except MemoryError:
        raise
    except Exception as error:
        raise CorpusError(f"broken PDF: {' '.join(str(error).split())[:200] or type(error).__name__}") from error
    lines = [line for page in _mended(list(_without_furniture(pages))) for line in page]
    paragraphs = [found for found in _paragraphs(lines) if not furniture.is_line(found[0])]
    text = "\n\n".join(paragraph for paragraph, _ in paragraphs)
    if not text.strip():
        raise CorpusError("no text in the PDF: a scan?")
    if 20 * sum(map(len, _UNKNOWN.findall(text))) > len(text):
        raise CorpusError("the PDF does not say which letters its signs are")
    yield Found(text, title=_title(paragraphs, lines) or first_line(text))


def _lines(page: LTPage, number: int) -> Iterator[_Line]:
    """The lines of a page in the order in which they are read."""
    edge = _MARGIN * page.height
    for box in page:
        for line in box if isinstance(box, LTTextContainer) else ():
            text = _letters(line.get_text()) if isinstance(line, LTTextLine) else ""
            if not text:
                continue
            sizes = [letter.size for letter in line if isinstance(letter, LTChar)]
            margin = line.y0 > page.y1 - edge or line.y1 < page.y0 + edge
            size = median(sizes) if sizes else line.height
            yield _Line(text, line.x0, line.x1, line.y1, line.y0, size, number, margin)


def _letters(text: str) -> str:
    """A line as one writes it: each letter with its accent one character, ligatures taken apart."""
    text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return " ".join(text.split())


def _without_furniture(pages: Sequence[Sequence[_Line]]) -> Iterator[list[_Line]]:
    """Without what is the same on the margins of several pages, a page number or a browser's address line, and what
    stands on one line with these."""
    often = Counter(key for page in pages for key in {_key(line) for line in page if line.margin})
    for page in pages:
        gone = [
            line
            for line in page
            if line.margin and (_FURNITURE.fullmatch(line.text) or 2 <= often[_key(line)] >= len(pages) / 2)
        ]
        yield [line for line in page if not (line.margin and any(_level(line, other) for other in gone))]


def _mended(pages: Sequence[Sequence[_Line]]) -> Iterator[list[_Line]]:
    """With the lines whole that were taken for several, since their words stand far apart: narrow columns, justified.

    A piece of a line does not begin where columns begin, but after another piece at the same height.
    """
    begins = Counter(_edge(line.left) for page in pages for line in page)
    least = max(3, _COMMON * begins.total())
    columns = sorted(edge for edge, count in begins.items() if count >= least)
    for page in pages:
        whole: list[_Line] = []
        at: dict[tuple[int, int], int] = {}
        for line in sorted(page, key=lambda line: line.left):
            column = bisect_right(columns, _edge(line.left) + 1)
            inner = not column or _edge(line.left) - columns[column - 1] > 1
            place = next((at[k] for step in (0, -1, 1) if (k := (column, round(line.bottom / 2) + step)) in at), None)
            if inner and place is not None and _joins(whole[place], line):
                first = whole[place]
                whole[place] = replace(first, text=f"{first.text} {line.text}", right=max(first.right, line.right))
                continue
            at[column, round(line.bottom / 2)] = len(whole)
            whole.append(line)
        order = {(line.left, line.bottom): number for number, line in enumerate(page)}
        yield sorted(whole, key=lambda line: order[line.left, line.bottom])


def _edge(left: float) -> int:
    return round(left / 3)


def _joins(first: _Line, line: _Line) -> bool:
    return _size(first) == _size(line) and 0 < line.left - first.right < _WIDE * line.size


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _level(one: _Line, other: _Line) -> bool:
    middle = (one.top + one.bottom) / 2
    return one is other or other.bottom <= middle <= other.top


def _paragraphs(lines: Sequence[_Line]) -> Iterator[tuple[str, float]]:
    """The paragraphs with the size of their letters; one that goes on in the next column or page is one."""
    setting = _Setting.of(lines)
    text, last = "", None
    for line in lines:
        if last is not None and _goes_on(text, last, line, setting):
            text = hyphens.joined(text, line.text)
        else:
            if last is not None:
                yield text.replace("\u00ad", ""), last.size
            text = line.text
        last = line
    if last is not None:
        yield text.replace("\u00ad", ""), last.size


def _goes_on(text: str, last: _Line, line: _Line, setting: _Setting) -> bool:
    """Whether a line belongs to the paragraph that the last one is of."""
    if not 1 / _LARGER < line.size / max(last.size, 0.1) < _LARGER:
        return False
    ends, short = bool(_END.search(text)), setting.short(last)
    if not setting.below(last, line):  # another column or page
        return not ends and (line.text[:1].islower() or not short)
    if not setting.near(last, line):
        return not ends and line.text[:1].islower()
    if line.text[:1] in "•▪–—-" and line.text[1:2] == " ":
        return False
    return not (setting.indented(line) and (ends or short)) and not (ends and short)


def _title(paragraphs: Sequence[tuple[str, float]], lines: Sequence[_Line]) -> str | None:
    usual = median(size for line in lines for size in [line.size] * len(line.text))
    large = [(text, size) for text, size in paragraphs[:12] if size > _TITLE * usual]
    largest = max((size for _, size in large), default=0)
    return next((text for text, size in large if size == largest), None)
