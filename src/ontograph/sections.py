"""The sections of an article: lines that head what follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from ontograph.discourse import Reference
    from ontograph.model import Kind

_HEADINGS = 3
"""Names alone on a line that make an article one of sections; fewer are captions or tags."""


def names_alone(doc: Doc, sentences: Sequence[int], references: Iterable[Reference]) -> list[tuple[int, str, Kind]]:
    """Lines that are only a name: where the section starts, and whose it is; [] for a text without sections."""
    found: list[tuple[int, str, Kind]] = []
    for reference in references:
        if not reference.named or len(reference.entities) != 1:
            continue
        if bisect_left(sentences, reference.sentence) < reference.start - 1:
            continue
        end = bisect_right(sentences, reference.sentence)
        if not any(t.is_alpha or t.is_digit for t in doc[reference.end : end]):
            found.append((end, reference.entities[0], reference.kind))
    return found if len({entity for _, entity, _ in found}) >= _HEADINGS else []
