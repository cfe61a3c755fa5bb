"""When an event took place: the date that its clause, its sentence or a heading gives it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from ontograph import layers
from ontograph.grammar import Grammar, sentence_end, sentence_start
from ontograph.temporal import iso_date

_HEADING = 2
"""Tokens besides the date that a date heading may have (a full stop, a line break)."""
_OPENING = frozenset({"ADP", "DET", "ADV", "ADJ", "SPACE"})
"""What may stand before a date that opens its sentence ("Dès le 12 mars, …")."""


class Dating:
    """Dates the triggers of one Doc; `spans` are the words that make a date the bound of a stretch ("depuis 2023")."""

    def __init__(self, doc: Doc, grammar: Grammar, spans: Iterable[str]) -> None:
        self.doc, self.grammar, self.spans = doc, grammar, frozenset(spans)
        self.dates = [d for d in layers.spans(doc, layers.DATES) if iso_date(d.id_, doc._.published)]
        self.points = [d for d in self.dates if not self._bounds(d)]
        self.headings = [(d.sent.end, d) for d in self.dates if len(d.sent) - len(d) <= _HEADING]
        """Dates that are sentences of their own, with the token where what they date begins."""

    def date(self, token: Token) -> str | None:
        """ISO date of a trigger: the nearest date of its clause, else the one that opens its sentence, else the one
        that stands alone above it, as in a chronology ("17 novembre 2023.")."""
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        inside = [d for d in self.points if start <= d.start < end]
        found = min(inside, key=lambda d: (abs(d.start - token.i), d.start), default=None)
        found = found or self._opener(token) or self._heading(token)
        return iso_date(found.id_, self.doc._.published) if found is not None else None

    def within(self, stretch: Span) -> str | None:
        """ISO date of the first date in a stretch of words."""
        found = next((d for d in self.points if stretch.start <= d.start < stretch.end), None)
        return iso_date(found.id_, self.doc._.published) if found is not None else None

    def _bounds(self, date: Span) -> bool:
        """Whether a date tells from when or until when something lasts."""
        return any(t.lower_ in self.spans for t in self.doc[max(date.start - 3, date.sent.start) : date.start])

    def _opener(self, token: Token) -> Span | None:
        """The date that a sentence begins with, for what it tells as news: not for what was so before (a pluperfect),
        nor for a bare participle, which has a time of its own."""
        start = sentence_start(token)
        opener = next((d for d in self.points if start <= d.start < sentence_end(token)), None)
        if opener is None or opener.end > token.i or self._earlier(token):
            return None
        before = self.doc[start : opener.start]
        return opener if all(t.pos_ in _OPENING and t.text != "," for t in before) else None

    def _earlier(self, token: Token) -> bool:
        past = any(c.dep_.startswith("aux") and "Imp" in c.morph.get("Tense", []) for c in token.children)
        return past or self.grammar.is_participle(token)

    def _heading(self, token: Token) -> Span | None:
        return next((d for end, d in reversed(self.headings) if end <= token.i), None)
