"""Whose "notre" and "nous" are: the house of who speaks in a quotation, or of who is interviewed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontograph.discourse import Discourse
    from ontograph.record import Reference

_MARKS = {"«": "»", "“": "”", '"': '"'}
_INQUIT = 12
"""Tokens from a quotation to the name of who says it."""
_PERSONAL = 4
"""Words of the first person outside quotations that make a text an interview or a letter."""


def house(discourse: Discourse, index: int, words: Collection[str]) -> str | None:
    """The organization for which the `words` of the first person speak at a token; None where it is not known."""
    doc = discourse.doc
    quotations = quoted(discourse)
    around = next((q for q in quotations if q[0] < index < q[1]), None)
    if around is not None:
        speaker = _speaker(discourse, *around)
        return next(iter(discourse.employers.get(speaker, [])), None) if speaker else None
    inside = {i for low, high in quotations for i in range(low, high)}
    personal = sum(t.lower_ in words for t in doc if t.i not in inside)
    return _interviewed(discourse) if personal >= _PERSONAL else None


def quoted(discourse: Discourse) -> list[tuple[int, int]]:
    """The quotations of an article: their opening and closing marks; straight marks pair within a line."""
    lines = discourse.paragraphs
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for token in discourse.doc:
        straight = opened is not None and opened[1] == '"' and lines[token.i] != lines[opened[0]]
        if straight:
            opened = None
        if opened is not None and token.text == opened[1]:
            found.append((opened[0], token.i))
            opened = None
        elif token.text in _MARKS and (opened is None or token.text != '"'):
            opened = token.i, _MARKS[token.text]
    return found


def _speaker(discourse: Discourse, low: int, high: int) -> str | None:
    """Who says a quotation: whom the words behind it name, else whom its line named last before it."""
    lines = discourse.paragraphs
    people = [r for r in discourse.references if r.kind == "Person" and len(r.entities) == 1]
    after = (r for r in people if high < r.start <= high + _INQUIT and lines[r.start] == lines[high])
    before = (r for r in reversed(people) if r.end <= low and lines[r.start] == lines[low])
    found: Reference | None = next(after, None) or next(before, None)
    return found.entities[0] if found is not None else None


def _interviewed(discourse: Discourse) -> str | None:
    """The house of the first person whose house the text tells, else the organization that it is about."""
    named = (r.entities[0] for r in discourse.references if r.kind == "Person" and r.named and len(r.entities) == 1)
    houses = (discourse.employers[p][0] for p in named if discourse.employers.get(p) and p not in discourse.signers)
    return next(houses, None) or discourse.main_organization()
