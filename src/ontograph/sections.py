"""The sections of an article: lines that head what follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ontograph import layers
from ontograph.tokens import Tokens

if TYPE_CHECKING:
    from ontograph.model import Kind
    from ontograph.record import Record, Reference

_MARKS = frozenset({":", "–", "—"})
"""What stands between the name at the head of a line and what is told of it."""
_NEAR = 3
"""Lines from one such head to the next of a list; one alone may be a headline or the teaser of another page."""
_OPENING = 3
"""Lines that may name the publication, the place and the author before an article begins."""
_DATELINE = 12
"""Tokens of the place, date and agency that open a dispatch."""
_SUM = 8
"""Tokens of a colon and the sum after it."""
_BYLINE = 24
"""Tokens of the longest line that only says who wrote an article, and when."""
_TITLE = 6
"""Words of the longest heading."""
_ENDS = frozenset({"!", ",", ".", ":", ";", "?", "»", "…"})
"""Marks that end a line of prose."""
_HEADINGS = 3
"""Names alone on a line that make an article one of sections; fewer are captions or tags."""


def names_alone(doc: Tokens, sentences: Sequence[int], references: Iterable[Reference]) -> list[tuple[int, str, Kind]]:
    """Lines that are only a name, or one with its sum ("X (logistique, Lille) : 60 M€"): where the section starts, and
    whose it is; [] for a text without sections."""
    sums = {a.start for a in layers.spans(doc, layers.AMOUNTS)}
    found: list[tuple[int, str, Kind]] = []
    for reference in references:
        if not reference.named or len(reference.entities) != 1:
            continue
        if bisect_left(sentences, reference.sentence) < reference.start - 1:
            continue
        end = bisect_right(sentences, reference.sentence)
        if _is_heading(doc, reference.end, end, sums):
            found.append((end, reference.entities[0], reference.kind))
    return found if len({entity for _, entity, _ in found}) >= _HEADINGS else []


def _is_heading(doc: Tokens, at: int, end: int, sums: set[int]) -> bool:
    """Whether nothing follows a name on its line but a bracket, a colon and a sum."""
    if at < end and doc[at].text == "(":
        at = next((t.i + 1 for t in doc[at:end] if t.text == ")"), at)
    if at + 1 < end and doc[at].text == ":" and at + 1 in sums:
        line = next((t.i for t in doc[at:end] if "\n" in t.text), end)
        return line - at <= _SUM
    return not any(t.is_alpha or t.is_digit for t in doc[at:end])


def borders(doc: Tokens, lines: Sequence[int], prose: Sequence[bool]) -> list[int]:
    """Short lines without a verb that stand apart and end without a mark ("AU TRIBUNAL", "X (Lille) : 60 M€"): they
    head what follows, whoever the section before was about. `prose` tells of each sentence whether it reads as one."""
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(lines), 1) if one != other)]
    told = {lines[t.i] for t, number in zip(doc, _numbers(doc), strict=True) if prose[number]}
    sums = {lines[a.start] for a in layers.spans(doc, layers.AMOUNTS)}
    found: list[int] = []
    for start, end in pairwise([*starts, len(doc)]):
        words = [t for t in doc[start:end] if not t.is_space]
        apart = start == 0 or doc[start - 1].text.count("\n") > 1
        plain = bool(words) and words[-1].text not in _ENDS and any(t.is_alpha for t in words)
        if lines[start] in sums:  # "X (logistique, Lille) : 60 M€"
            short = len(words) <= _DATELINE and any(t.text == ":" for t in words)
        else:
            short = len(words) <= _TITLE
        if apart and plain and short and lines[start] not in told:
            found.append(start)
    return found


def _numbers(doc: Tokens) -> list[int]:
    """The number of the sentence of each token."""
    return [number for number, sentence in enumerate(doc.sents) for _ in sentence]


def line_heads(doc: Tokens, lines: Sequence[int], references: Iterable[Reference]) -> list[tuple[int, int, str, Kind]]:
    """Lines that open with a name and a colon or dash, whose words are about it ("X : le semencier lève 3 M€"): their
    tokens and who it is; [] for a text without a list of them. `lines` is the number of the line of each token."""
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(lines), 1) if one != other)]
    found: list[tuple[int, int, str, Kind]] = []
    places: list[tuple[int, str]] = []
    for reference in references:
        if not reference.named or len(reference.entities) != 1 or reference.kind != "Organization":
            continue
        place = bisect_right(starts, reference.start)
        low, high = starts[place - 1], starts[place] if place < len(starts) else len(doc)
        marked = reference.end + 1 < high and doc[reference.end].text in _MARKS
        if marked and not any(t.is_alpha or t.is_digit for t in doc[low : reference.start]):
            found.append((reference.end, high, reference.entities[0], reference.kind))
            places.append((place, reference.entities[0]))
    near = [any(e != entity and abs(p - place) <= _NEAR for p, e in places) for place, entity in places]
    return [head for head, close in zip(found, near, strict=True) if close]


def signs(doc: Tokens, lines: Sequence[int], index: int, words: Collection[str]) -> bool:
    """Whether a name stands in the line that says who wrote the article ("Par X, notre correspondant"): behind one of
    the `words` of a byline and without a finite verb. `lines` is the number of the line of each token."""
    start, end = bisect_left(lines, lines[index]), bisect_right(lines, lines[index])
    if end - start > _BYLINE or not any(t.lower_ in words for t in doc[start:index]):
        return False
    return not any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm", []) for t in doc[start:end])


def frame(discourse: Record, names: Iterable[tuple[int, str]]) -> None:
    """Let a discourse know which organizations only frame the article: they are never what a text leaves out."""
    lines = discourse.paragraphs
    told = {line for line, number in zip(lines, discourse.sentences, strict=True) if discourse.prose[number]}
    discourse.minor |= framing(discourse.doc, lines, told, list(names))


def framing(doc: Tokens, lines: Sequence[int], told: Collection[int], names: Collection[tuple[int, str]]) -> set[str]:
    """Organizations that the page names, not the article: in an opening line or beside a date, where the line is no
    sentence and announces nothing, and in no line that is `told`; and the agency in brackets that a dispatch opens
    with ("Paris, 3 mai 2025 (ADF) - …"). `names` are the first tokens of names, with whose they are."""
    dates = sorted(d.start for d in layers.spans(doc, layers.DATES))
    announcing = {lines[t.i] for t in doc if t.text == ":"} | {
        lines[a.start] for a in layers.spans(doc, layers.AMOUNTS)
    }
    article = {*told} | announcing
    frames = ({*range(_OPENING)} | {lines[d] for d in dates}) - article if told else set()
    framed = {entity for start, entity in names if lines[start] in frames}
    framed -= {entity for start, entity in names if lines[start] in article}
    return framed | {entity for start, entity in names if _agency(doc, lines, start, dates)}


def _agency(doc: Tokens, lines: Sequence[int], index: int, dates: Sequence[int]) -> bool:
    """Whether a name stands alone in the bracket that ends a dateline."""
    start = bisect_left(lines, lines[index])
    bracketed = start < index < len(doc) - 1 and doc[index - 1].text + doc[index + 1].text == "()"
    return bracketed and index - start < _DATELINE and any(start <= d < index for d in dates)
