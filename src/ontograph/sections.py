"""The sections of an article: lines that head what follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from ontograph import layers

if TYPE_CHECKING:
    from ontograph.discourse import Reference
    from ontograph.model import Kind

_SUM = 8
"""Tokens of a colon and the sum after it."""
_HEADINGS = 3
"""Names alone on a line that make an article one of sections; fewer are captions or tags."""


def names_alone(doc: Doc, sentences: Sequence[int], references: Iterable[Reference]) -> list[tuple[int, str, Kind]]:
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


def _is_heading(doc: Doc, at: int, end: int, sums: set[int]) -> bool:
    """Whether nothing follows a name on its line but a bracket, a colon and a sum."""
    if at < end and doc[at].text == "(":
        at = next((t.i + 1 for t in doc[at:end] if t.text == ")"), at)
    if at + 1 < end and doc[at].text == ":" and at + 1 in sums:
        line = next((t.i for t in doc[at:end] if "\n" in t.text), end)
        return line - at <= _SUM
    return not any(t.is_alpha or t.is_digit for t in doc[at:end])
