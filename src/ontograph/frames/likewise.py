"""Of whom a sentence says the same: "X est parti en mars, Y en mai", "X est parti, tout comme Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from spacy.tokens import Span

from ontograph.discourse import Reference
from ontograph.frames.context import Context
from ontograph.frames.found import ROLE_KINDS, Found
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import Kind

_SHARED = frozenset({"founder", "investor", "person", "plaintiff"})
"""Roles that comparisons add to."""
_OBJECTS = {"Acquisition": "target"}
"""Fact -> the role of its verb's object, that clauses without a verb go on to name."""
_OBJECT_DETAILS = frozenset({"amount"})
_DETAILS = frozenset({"destination", "title"})
"""Roles of the first that the next ones do not share."""


class Likewise:
    """Reads comparisons and clauses whose verb is left out, on one Doc."""

    def __init__(self, context: Context, phrases: Phrases) -> None:
        self.context, self.phrases = context, phrases
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.likewise = tuple(tuple(p.split()) for p in context.words.likewise)
        self.beside = frozenset(context.words.beside)
        self.joins = frozenset(context.words.gap_joins)

    def also(self, trigger: Trigger, role: str, found: Found) -> Found:
        """A role's fillers with those whom the sentence sets beside them."""
        kinds = ROLE_KINDS.get(role, ())
        if role not in _SHARED or found.start is None or (kinds != ("Person",) and found.start > trigger.token.i):
            return found
        start, end = sentence_start(trigger.token), sentence_end(trigger.token)
        for reference in self.discourse.references:
            if not start <= reference.start < end or not reference.named or reference.kind not in kinds:
                continue
            if not set(reference.entities) & {str(f) for f in found.fillers} and self._compared(trigger, reference):
                more = self.phrases.listed(reference, kinds)
                found = Found(found.joined(more).fillers, found.start, found.end, found.title)
        return found

    def _compared(self, trigger: Trigger, reference: Reference) -> bool:
        """Whether a word of comparison stands before a mention, and no verb between it and the trigger's clause."""
        index = reference.start - 1
        while index > 0 and self.doc[index].pos_ in ("ADJ", "DET", "NOUN", "NUM"):
            index -= 1
        words = tuple(_plain(t.lower_) for t in self.doc[max(index - 1, 0) : index + 1])
        after = self.doc[reference.end] if reference.end < len(self.doc) else None
        opened = index == sentence_start(trigger.token) and self.doc[index].lower_ in self.beside
        if opened:
            return reference.kind == "Person" and after is not None and after.text == ","
        if words not in self.likewise or (after is not None and after.pos_ in ("AUX", "PRON", "VERB")):
            return False
        low, high = (trigger.end, index) if index >= trigger.end else (reference.end, trigger.token.i)
        return not any(self.grammar.is_finite(t) and t.head.i != trigger.token.i for t in self.doc[low:high])

    def gapped(self, trigger: Trigger, roles: Mapping[str, Found]) -> Iterator[tuple[dict[str, Found], Span]]:
        """ "X a quitté Z en mars, Y en mai et W en juin": the roles of each clause without a verb, and its dates."""
        people = next((r for r in roles if ROLE_KINDS.get(r) == ("Person",) and roles[r].start is not None), None)
        if people is None or not self.grammar.is_finite(trigger.token):
            return
        at = max([trigger.end, *(f.end or 0 for f in roles.values())])
        end = sentence_end(trigger.token)
        later = [r for r in self.discourse.references if at <= r.start < end and r.kind == "Person" and r.named]
        for reference, following in pairwise([*later, None]):
            if reference is None or not self._continues(at, reference):
                return
            stop = next((i for i in range(reference.end, end) if self._stops(i)), end)
            remnant = self.doc[reference.end : min(stop, following.start if following else stop)]
            if not self._dated(self.doc[trigger.token.i : reference.start]) or not self._elliptic(remnant):
                return
            who = Found(reference.entities, reference.start, reference.end)
            kept = {r: f for r, f in roles.items() if r not in _DETAILS}
            yield {**kept, people: who, **self._own(remnant, kept)}, remnant
            at = remnant.end

    def objects(self, trigger: Trigger, roles: Mapping[str, Found]) -> Iterator[tuple[dict[str, Found], Span]]:
        """ "X a racheté A en mars, puis B en avril et l'italien C": the roles of each further object, and its dates."""
        role = _OBJECTS.get(trigger.frame.fact, "")
        first = roles.get(role)
        if first is None or first.end is None or first.start is None or first.start < trigger.end:
            return
        end, at = sentence_end(trigger.token), first.end
        kept = {r: f for r, f in roles.items() if r not in _OBJECT_DETAILS}
        named = [r for r in self.discourse.references if at <= r.start < end and r.kind == "Organization" and r.named]
        for reference in named:
            if not self._next_object(at, reference):
                return
            stop = next((i for i in range(reference.end, end) if self._stops(i)), end)
            yield (
                {**kept, role: Found(reference.entities, reference.start, reference.end)},
                self.doc[reference.end : stop],
            )
            at = reference.end

    def _next_object(self, at: int, reference: Reference) -> bool:
        """Whether only dates and a conjunction stand between an object and a name, and no clause begins with it."""
        join = next((i for i in range(reference.start - 1, at - 1, -1) if self.doc[i].lower_ in self.joins), None)
        if join is None:
            return False
        inner = all(t.pos_ in ("ADJ", "DET", "NOUN") for t in self.doc[join + 1 : reference.start])
        start = join
        while start > at and self.doc[start - 1].lower_ in self.joins:
            start -= 1
        between = self.doc[at:start]
        dated = not between or (self._elliptic(between) and between[0].pos_ in ("ADP", "ADV", "DET"))
        marked = bool(between) or any(t.lower_ == "puis" for t in self.doc[start : join + 1])
        after = self.doc[reference.end] if reference.end < len(self.doc) else None
        acts = after is not None and (after.pos_ in ("AUX", "PRON", "VERB") or after.text == ",")
        return inner and dated and marked and not acts

    def _continues(self, at: int, reference: Reference) -> bool:
        """Whether a bare name follows a mark or a conjunction, with no verb since the clause before."""
        joined = self.doc[reference.start - 1].lower_ in self.joins
        return joined and not any(self.grammar.is_finite(t) for t in self.doc[at : reference.start])

    def _stops(self, index: int) -> bool:
        token = self.doc[index]
        return token.lower_ in self.joins or token.text in (".", ":", ")") or token.is_space

    def _dated(self, span: Span) -> bool:
        return any(span.start <= d.start < span.end for d in self.context.dates)

    def _elliptic(self, remnant: Span) -> bool:
        """Whether what follows a name is a date, and no verb of its own."""
        opens = bool(remnant) and (remnant[0].pos_ in ("ADP", "ADV", "DET") or self._dated(remnant[:1]))
        finite = any(self.grammar.is_finite(t) or t.pos_ == "AUX" for t in remnant)
        return opens and self._dated(remnant) and not finite

    def _own(self, remnant: Span, roles: Mapping[str, Found]) -> dict[str, Found]:
        """The organization that a clause without a verb names for itself."""
        kinds: tuple[Kind, ...] = ("Organization",)
        named = [r for i in range(remnant.start, remnant.end) if (r := self.context.reference(i, kinds))]
        if "organization" not in roles or not named:
            return {}
        return {"organization": Found(named[0].entities, named[0].start, named[0].end)}


def _plain(word: str) -> str:
    """A word without elision or contraction: "d'" and "du" as "de"."""
    word = word.replace("’", "'")
    return {"d'": "de", "des": "de", "du": "de", "qu'": "que"}.get(word, word)
