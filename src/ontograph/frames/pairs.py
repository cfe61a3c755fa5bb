"""Names and values that follow a claim's own without a verb: "A a 5 %, B 3 %", "à 5 % par A, à 3 % par B"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.context import Context
from ontograph.frames.found import Found
from ontograph.frames.phrases import Phrases
from ontograph.model import Kind
from ontograph.tokens import Span

_GAP = 3
"""Tokens between a name and its value."""
_LEAD = 5
"""Tokens between a value and the name of whose it is."""
_INNER = frozenset({"ADJ", "ADP", "ADV", "DET", "NOUN"})


class Pairs:
    """Pairs of names and values on one Doc."""

    def __init__(self, context: Context, phrases: Phrases) -> None:
        self.context, self.phrases = context, phrases
        self.doc, self.discourse = context.doc, context.discourse
        self.connectors = context.enumerations.connectors
        prepositions = context.prepositions
        self.wholes = prepositions["de"] | prepositions["dans"] | prepositions["chez"]
        self.holders = prepositions["par"] | prepositions["pour"] | prepositions["à"]
        self.shares_of = prepositions["à"] | prepositions["pour"]

    def names_first(self, start: int, spans: list[Span], kinds: tuple[Kind, ...]) -> Iterator[tuple[Found, Span]]:
        """ ", B 5 millions et C 2 millions"."""
        at = start
        if at + 1 < len(self.doc) and self._is_share(at + 1):
            at += 2  # "26 % du capital, B 27 %"
        while True:
            reference = next((r for r in self.discourse.references if r.start >= at), None)
            value = next((s for s in spans if s.start >= at), None)
            if reference is None or value is None or reference.kind not in kinds or value.start < reference.end:
                return
            joins, gap = self.doc[at : reference.start], self.doc[reference.end : value.start]
            if not joins or any(t.lower_ not in self.connectors and t.pos_ != "DET" for t in joins):
                return
            if len(gap) > _GAP or any(t.pos_ not in ("ADV", "DET", "ADJ", "ADP") and t.text != "," for t in gap):
                return
            yield Found(reference.entities, reference.start, reference.end), value
            at = value.end

    def values_first(self, start: int, spans: list[Span], kinds: tuple[Kind, ...]) -> Iterator[tuple[Found, Span]]:
        """ ", à 21 % par B et pour 5 % par C", ", 21 % pour B"."""
        at = start
        while True:
            value = next((s for s in spans if s.start >= at), None)
            joins = self.doc[at : value.start] if value is not None else self.doc[:0]
            if value is None or not joins or joins[0].lower_ not in self.connectors:
                return
            if any(t.lower_ not in self.connectors | self.shares_of and t.pos_ != "ADV" for t in joins):
                return
            reference = next((r for r in self.discourse.references if r.start >= value.end), None)
            if reference is None or reference.kind not in kinds or not self._leads(value.end, reference.start):
                return
            found = self.phrases.listed(reference, kinds)
            yield found, value
            at = found.end or reference.end

    def wholes_after(self, start: int, spans: list[Span]) -> Iterator[tuple[Span, Found]]:
        """Pairs of a value and what it is a part of: ", 20 % de X et 5 % du capital de Y", "et 2 M€ dans Z"."""
        at = start
        while True:
            value = next((s for s in spans if s.start >= at), None)
            joins = self.doc[at : value.start] if value is not None else self.doc[:0]
            if value is None or not joins or any(t.lower_ not in self.connectors for t in joins):
                return
            index = value.end
            while index < len(self.doc) and (self.doc[index].lower_ in self.wholes or self._is_share(index)):
                index += 1
            reference = self.context.next_reference(index, ("Organization",)) if index > value.end else None
            if reference is None:
                return
            yield value, Found(reference.entities, reference.start, reference.end)
            at = reference.end

    def _leads(self, low: int, high: int) -> bool:
        """Whether no more than a preposition and what describes a name parts it from its value."""
        between = self.doc[low:high]
        led = any(t.lower_ in self.holders for t in between)
        return led and len(between) <= _LEAD and all(t.pos_ in _INNER or self._is_share(t.i) for t in between)

    def _is_share(self, index: int) -> bool:
        return self.doc[index].lemma_.lower() in self.context.shares
