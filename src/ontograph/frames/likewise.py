"""Of whom a sentence says the same: "X est parti en mars, Y en mai", "X est parti, tout comme Y"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ontograph.frames.context import Context
from ontograph.frames.found import ROLE_KINDS, Found
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import Kind
from ontograph.record import Reference
from ontograph.tokens import Span

_SHARED = frozenset({"founder", "investor", "person", "plaintiff"})
"""Roles that comparisons add to."""
_OBJECTS = {"Acquisition": "target"}
"""Fact -> the role of its verb's object, that clauses without a verb go on to name."""
_DOERS, _DONE = ("acquirer", "founder", "investor"), ("target", "organization")
"""Roles of an agent and of what it acts on, that clauses without a participle name anew."""
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
        self.by = frozenset(context.words.grammar.agent)

    def also(self, trigger: Trigger, role: str, found: Found) -> Found:
        """A role's fillers with those whom the sentence sets beside them."""
        kinds = ROLE_KINDS.get(role, ())
        if role not in _SHARED or found.start is None or (kinds != ("Person",) and found.start > trigger.token.i):
            return found
        start, end = sentence_start(trigger.token), sentence_end(trigger.token)
        for reference in self.discourse.references:
            if not start <= reference.start < end or not reference.named or reference.kind not in kinds:
                continue
            if not set(reference.entities) & {str(f) for f in found.fillers} and self._compared(
                trigger, reference, found
            ):
                more = self.phrases.listed(reference, kinds)
                found = Found(found.joined(more).fillers, found.start, found.end, found.title)
        return found

    def _compared(self, trigger: Trigger, reference: Reference, found: Found) -> bool:
        """Whether a word of comparison stands before a mention, and no verb between it and the trigger's clause."""
        index = reference.start - 1
        while index > 0 and self.doc[index].pos_ in ("ADJ", "DET", "NOUN", "NUM"):
            index -= 1
        words = tuple(_plain(t.lower_) for t in self.doc[max(index - 1, 0) : index + 1])
        after = self.doc[reference.end] if reference.end < len(self.doc) else None
        opened = index == sentence_start(trigger.token) and self.doc[index].lower_ in self.beside
        if opened:
            joined = found.start is not None and self.doc[found.start - 1].lower_ in self.context.enumerations.ends
            apart = after is not None and after.text == "," and not joined  # not "Après X, parti, et Y, en congé"
            return reference.kind == "Person" and apart
        if words not in self.likewise or (after is not None and after.pos_ in ("AUX", "PRON", "VERB")):
            return False
        if index > trigger.token.i and self._coordinates(index - 1, found):
            return False
        low, high = (trigger.end, index) if index >= trigger.end else (reference.end, trigger.token.i)
        return not any(self.grammar.is_finite(t) and t.head.i != trigger.token.i for t in self.doc[low:high])

    def _coordinates(self, index: int, found: Found) -> bool:
        """Whether a comparison right behind another role's name adds to that one: "X poursuit Y ainsi que Z"."""
        other = next((r for r in self.discourse.references if r.end == index and r.named), None)
        return other is not None and not set(other.entities) & {*found.fillers}

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
            remnant = self.doc.span(reference.end, min(stop, following.start if following else stop))
            if not self._dated(self.doc.span(trigger.token.i, reference.start)) or not self._elliptic(remnant):
                return
            who = Found(reference.entities, reference.start, reference.end)
            kept = {r: f for r, f in roles.items() if r not in _DETAILS}
            yield {**kept, people: who, **self._own(remnant, kept)}, remnant
            at = remnant.end

    def agents(self, trigger: Trigger, roles: Mapping[str, Found]) -> Iterator[tuple[dict[str, Found], Span]]:
        """ "A (a été) racheté par X, B par Y et C, en mai, par Z": the roles of each clause without its participle."""
        doer = next((r for r, f in roles.items() if r in _DOERS and self._by(trigger, f)), None)
        done = next((r for r in roles if r in _DONE), None)
        if doer is None or done is None or roles[done].start is None:
            return
        at, end = roles[doer].end or trigger.end, sentence_end(trigger.token)
        kept = {r: f for r, f in roles.items() if r not in _OBJECT_DETAILS}
        named = [r for r in self.discourse.references if at <= r.start < end and r.named and not r.origin]
        for what, who in pairwise(named):
            if what.start < at:
                continue
            if what.kind != "Organization" or who.kind not in ROLE_KINDS[doer] or not self._continues(at, what):
                return
            between = self.doc.span(what.end, who.start)
            agents = [t.i for t in between if t.lower_ in self.by]
            led = ("ADJ", "ADP", "DET", "NOUN")
            if len(agents) != 1 or not all(t.pos_ in led or self._inside_date(t.i) or t.text == "," for t in between):
                return
            yield {**kept, doer: self._doer(who), done: Found(what.entities, what.start, what.end)}, between
            at = who.end

    def _doer(self, first: Reference) -> Found:
        """An agent with the rest of its enumeration, up to what has an agent of its own."""
        members = [r for r in self.context.enumerations.of(first) if r.start >= first.start]
        own = (n for n, r in enumerate(members) if n and self._has_agent(r.end))
        members = members[: next(own, len(members))]
        return Found(tuple(dict.fromkeys(e for r in members for e in r.entities)), first.start, members[-1].end)

    def _has_agent(self, index: int) -> bool:
        """Whether the agent's preposition follows here, behind a date at most."""
        doc = self.doc
        while index < len(doc) and (doc[index].text == "," or doc[index].pos_ == "ADP" or self._inside_date(index)):
            if doc[index].lower_ in self.by:
                return True
            index += 1
        return False

    def _by(self, trigger: Trigger, found: Found) -> bool:
        """Whether a phrase is what the agent's preposition behind the trigger governs."""
        if found.start is None or found.start <= trigger.token.i:
            return False
        return any(t.lower_ in self.by for t in self.doc[trigger.token.i + 1 : found.start])

    def _inside_date(self, index: int) -> bool:
        return any(d.start <= index < d.end for d in self.context.dates)

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
                self.doc.span(reference.end, stop),
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
        between = self.doc.span(at, start)
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

    def _dates(self, index: int) -> bool:
        return any(index == d.start for d in self.context.dates)

    def _dated(self, span: Span) -> bool:
        return any(span.start <= d.start < span.end for d in self.context.dates)

    def _elliptic(self, remnant: Span) -> bool:
        """Whether what follows a name is a date, and no verb of its own."""
        opens = bool(remnant) and (remnant[0].pos_ in ("ADP", "ADV", "DET") or self._dates(remnant.start))
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
