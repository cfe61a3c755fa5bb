"""Values that fill a role: sums, shares, names of rounds, titles."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ontograph.frames.context import Context
from ontograph.frames.found import Found
from ontograph.frames.triggers import Trigger
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import Money
from ontograph.tokens import Span

_SHORT = 12
"""Tokens of a sentence that holds no more than a sum."""
_CAPITAL = 1000
"""A smaller sum is no investment ("sans débourser un dollar")."""
_FALLS = 8
"""Tokens between a function and the verb of which it is the subject."""
_LEAD = 3
"""Tokens between a trigger and the function that it governs."""
_LED = 4
"""Tokens before a title among which "comme" or "au poste de" stands."""
_COUNTED = 8
"""Tokens after a title in which "à" and an infinitive say what its bearers are counted for."""
_BORNE = 7
"""Tokens of the complement between a title and the name of who has it."""
_APPOSED = 6
"""Tokens between a name and the title that says who it is."""
_ROUND = 6
"""Tokens after a trigger within which its round is named."""


class Values:
    """Sums, shares, series and titles on one Doc."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.distributive = frozenset(context.words.distributive)
        self.amounts, self.percents = context.amounts, context.percents

    def amount(
        self, trigger: Trigger, ways: Iterable[str], used: set[int], beside: Found | None = None
    ) -> Found | None:
        """A sum of money: by preposition where one is named, else the nearest of the clause."""
        refused = used | self.context.other_sums if trigger.frame.capital else used
        free = [a for a in self.amounts if a.start not in refused]
        if trigger.frame.capital:
            free = [a for a in free if Decimal(a.id_) >= _CAPITAL]
        for way in ways:
            if way == "beside":
                first = next((a for a in self.amounts if beside is not None and a.start == beside.start), None)
                span = self.context.sums.beside(first, free) if first is not None else None
            elif way == "above":
                span = self.above(trigger)
                span = span if span is not None and span.start not in refused else None
            else:
                span = self._nearest(trigger, way, free)
            if span is not None:
                used.add(span.start)
                return self.value(span, "amount")
        return None

    def percent(self, trigger: Trigger, ways: Iterable[str]) -> Found | None:
        """A share, as a decimal string."""
        for way in ways:
            if way == "listed":
                end = sentence_end(trigger.token)
                span = next((p for p in self.percents if trigger.end <= p.start < end), None)
            else:
                span = self._nearest(trigger, way, self.percents)
            if span is not None:
                return self.value(span, "stake")
        return None

    def value(self, span: Span, role: str) -> Found:
        """A sum as Money, a share as a decimal string."""
        if role == "stake":
            return Found((span.id_,), span.start, span.end)
        return Found((Money(Decimal(span.id_), span.label_ or None, span.kb_id_ == "~"),), span.start, span.end)

    def changed(self, amount: Found) -> Found | None:
        """The second of two sums told of a change: "de 39 à 10 milliards"."""
        end = amount.end or 0
        span = next((a for a in self.amounts if a.start == end + 1), None)
        led = span is not None and self.doc[end].lower_ in self.context.prepositions["à"]
        return self.value(span, "amount") if span is not None and led else None

    def above(self, trigger: Trigger) -> Span | None:
        """The one sum of a short sentence without a verb right before the trigger's: "500 M€ d'un coup. X officialise
        une levée"."""
        start = sentence_start(trigger.token)
        before = self.doc[start - 1].sent if start else None
        if before is None or len(before) > _SHORT or any(t.pos_ in ("VERB", "AUX") for t in before):
            return None
        sums_above = [a for a in self.amounts if before.start <= a.start < before.end]
        return sums_above[0] if len(sums_above) == 1 and sums_above[0].start not in self.context.valued else None

    def own(self, entity: str, within: Found, spans: list[Span]) -> Span | None:
        """The sum or share that a name of an enumeration has for itself, in a bracket after it."""
        for reference in self.discourse.references:
            if entity in reference.entities and (within.start or 0) <= reference.start < (within.end or 0):
                return self.context.sums.own(reference.start, reference.end, spans)
        return None

    def nth(self, number: int, among: Found, spans: list[Span]) -> Span | None:
        """The n-th value after "respectivement", where the sentence has one for each of those found."""
        if among.start is None:
            return None
        token = self.doc[among.start]
        low = next((t.i for t in self.doc[among.start : sentence_end(token)] if t.lower_ in self.distributive), None)
        values = [s for s in spans if low is not None and low < s.start < sentence_end(token)]
        return values[number] if len(values) == len(among.fillers) else None

    def equal(self, trigger: Trigger) -> bool:
        """Whether the clause says that all have the same share."""
        clause = self.doc[self.grammar.clause_start(trigger.token) : self.context.stretch_end(trigger)]
        words = " ".join(t.lower_ for t in clause)
        return any(phrase in words for phrase in self.context.words.equal_shares)

    def series(self, trigger: Trigger) -> Found | None:
        """The name of a round by its noun or after it: "série A", "tour d'amorçage"."""
        token, words = trigger.token, self.context.words
        for index in range(max(sentence_start(token), token.i - 2), min(sentence_end(token), trigger.end + _ROUND)):
            here = self.doc[index]
            if here.lower_ in words.series:
                return Found((here.lower_,), index, index + 1)
            letter = self.doc[index + 1].text if index + 1 < len(self.doc) else ""
            if here.lower_ in words.series_letters and len(letter) == 1 and letter.isupper():
                return Found((f"série {letter}",), index, index + 2)
        return None

    def title(
        self, trigger: Trigger, ways: Iterable[str], person: str | None, taking: frozenset[str] = frozenset()
    ) -> Span | None:
        """The title that goes with the trigger: in its clause after it, else the one beside the person; `taking` are
        all who take part."""
        start, end = self.grammar.clause_start(trigger.token), self.grammar.clause_end(trigger.token)
        for way in ways:
            if way in ("near", "as"):
                after = self._titles_after(trigger, end, person, taking, introduced=way == "as")
                if after:
                    return after[0]
            if way == "before":
                told = [t for t in self.context.titles if start <= t.start < trigger.token.i and self._free(t, person)]
                if told:
                    return told[-1]
            if way == "subject" and person is not None:
                mine = [t for t in self.context.titles if start <= t.start < end and self._describes(t, person)]
                if mine:
                    secondary = self.context.secondary
                    return min(mine, key=lambda t: (t.label_ in secondary, abs(t.start - trigger.token.i)))
        return None

    def post(self, trigger: Trigger) -> Span | None:
        """The function that the trigger names: in its idiom, right after it, or before it as what falls to somebody
        ("prend la présidence", "hérite de la direction technique", "la présidence revient à X")."""
        token, frame = trigger.token, trigger.frame
        low = max(sentence_start(token), token.i - _FALLS) if frame.having or frame.movable else token.i
        for span in self.context.posts:
            if low <= span.start < trigger.end or self._reaches(trigger.end, span.start):
                return span
        return None

    def _reaches(self, start: int, end: int) -> bool:
        """Whether only articles and "de" or "à" part two tokens."""
        between = self.doc[start:end] if start <= end <= start + _LEAD else None
        led = self.context.prepositions["de"] | self.context.prepositions["à"]
        return between is not None and all(t.pos_ == "DET" or t.lower_ in led for t in between)

    def _titles_after(
        self, trigger: Trigger, end: int, person: str | None, taking: frozenset[str], introduced: bool
    ) -> list[Span]:
        """Titles from the trigger to `end` that no other person has, those first that are given rather than borne
        ("nomme X, directeur financier, au poste de PDG"); `introduced`: by "comme", "au poste de"."""
        after = [t for t in self.context.titles if trigger.token.i <= t.start < end and self._free(t, person)]
        after = [t for t in after if not self._past_others(trigger, t, person, taking) and not self._counted(t)]
        held = [t for t in after if trigger.frame.fact == "Appointment" and self.context.was_held(t)]
        after = [t for t in after if t not in held]
        given = [t for t in after if self._introduced(t)]
        if introduced or person is None:
            return given if introduced else after
        borne = [t for t in after if self.borne(trigger, t, person)]
        free = [t for t in after if t not in borne and not self._outgoing(t, after)]
        return given[:1] + (free or self._second(trigger, borne + held, person))

    def _second(self, trigger: Trigger, borne: list[Span], person: str) -> list[Span]:
        """Of titles on both sides of a name, those behind it: "nomme la patronne de X, Y, directrice générale"."""
        names = (r.start for r in self.discourse.references if person in r.entities and r.named)
        name = next((n for n in names if n > trigger.token.i), 0)
        behind = [t for t in borne if t.start > name and not self.context.was_held(t)]
        return behind if len(behind) < len(borne) else []

    def _counted(self, title: Span) -> bool:
        """Whether a title only says among whom somebody is counted: "le sixième chercheur d'X à rejoindre Y"."""
        if not any("Ord" in t.morph.get("NumType", []) for t in self.doc[max(title.start - 2, 0) : title.start]):
            return False
        for token in self.doc[title.end : min(title.end + _COUNTED, sentence_end(title.root))]:
            if token.is_punct or self.grammar.is_finite(token):
                return False
            if (
                "Inf" in token.morph.get("VerbForm", [])
                and self.doc[token.i - 1].lower_ in self.context.prepositions["à"]
            ):
                return True
        return False

    def _introduced(self, title: Span) -> bool:
        return any(x.lower_ in self.context.as_words for x in self.doc[max(title.start - _LED, 0) : title.start])

    def _past_others(self, trigger: Trigger, title: Span, person: str | None, taking: frozenset[str]) -> bool:
        """Whether somebody who has no part in it is named between the trigger and a title: it is theirs ("succède à
        X, laissant Y seul aux commandes")."""
        others = (r for r in self.discourse.references if trigger.end <= r.start and r.end <= title.start)
        return any(r.kind == "Person" and r.named and not {person, *taking} & {*r.entities} for r in others)

    def bearers(self, title: Span) -> set[str]:
        """The people named right after a title and its complement."""
        near = range(title.end, title.end + _BORNE + 1)
        return {
            e
            for r in self.discourse.references
            if r.named and r.kind == "Person" and r.start in near
            for e in r.entities
        }

    def borne(self, trigger: Trigger, title: Span, person: str) -> bool:
        """Whether a title says who the person is whom the trigger has for an object: "X, directeur financier depuis",
        "son directeur financier X"."""
        for r in self.discourse.references:
            if person not in r.entities or r.start <= trigger.token.i or not r.named:
                continue
            if title.end <= r.start <= title.end + 1 or self._whole(title, r.start):
                return self._definite(title)
            if r.end < title.start <= r.end + _APPOSED and self.doc[r.end].text in (",", "("):
                aside = self.doc[r.end + 1 : title.start]
                return not any(t.pos_ in ("VERB", "AUX") or t.text in (",", ")") for t in aside)
        return False

    def _whole(self, title: Span, end: int) -> bool:
        """Whether a title with its complement says who somebody named right after is: "la patronne de X, Y"."""
        stop = end - (self.doc[end - 1].text == ",")
        if (
            not title.end < stop <= title.end + _BORNE
            or self.doc[title.end].lower_ not in self.context.prepositions["de"]
        ):
            return False
        return not any(t.is_punct or t.pos_ in ("VERB", "AUX", "CCONJ") for t in self.doc[title.end : stop])

    def _definite(self, title: Span) -> bool:
        """Whether a title is taken up as somebody's, not brought in: "leur directeur X", not "une directrice, X"."""
        words = self.context.definite | self.context.possessives
        before = {t.lower_ for t in self.doc[max(title.start - 2, 0) : title.start]}
        if before & self.context.coming:
            return False  # "nomme son nouveau directeur, X"
        return bool(before & words) and self.doc[title.start].pos_ in ("ADJ", "NOUN", "PROPN")

    def _outgoing(self, title: Span, others: list[Span]) -> bool:
        """Whether a title is where somebody comes from: "promu de président à PDG"."""
        of, to = self.context.prepositions["de"], self.context.prepositions["à"]
        before = self.doc[title.start - 1].lower_ if title.start else ""
        return before in of and any(
            t.start >= title.end and t.start - title.end <= _LED and self.doc[t.start - 1].lower_ in to for t in others
        )

    def _describes(self, title: Span, person: str) -> bool:
        reference = self.discourse.at(title.start, "Person")
        return reference is not None and person in reference.entities

    def _free(self, title: Span, person: str | None) -> bool:
        """A title that describes somebody else is not this person's."""
        reference = self.discourse.at(title.start, "Person")
        return reference is None or person is None or person in reference.entities

    def _nearest(self, trigger: Trigger, way: str, spans: list[Span]) -> Span | None:
        """The value of the clause that a way asks for, after the trigger first."""
        token, prepositions = trigger.token, self.context.prepositions
        start, end = self.grammar.clause_start(token), self.context.stretch_end(trigger)
        valued = self.context.valued
        inside = [s for s in spans if start <= s.start < end and (s.start in valued) == (way == "valued")]
        if way == "near" and token.pos_ not in ("VERB", "AUX"):
            inside = [s for s in inside if s.label_ == "PERCENT" or self._led(s) not in prepositions["avec"]]
            inside = [s for s in inside if not self._parted(s, token.i)]
        if way in ("near", "valued"):
            return min(inside, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)
        if way == "object":
            after = [s for s in inside if s.start >= trigger.end and not self._led(s)]
            return after[0] if after else None
        wanted = prepositions.get(way, frozenset())
        led = [s for s in inside if (opener := self._led(s)) and opener in wanted]
        return min(led, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)

    def _parted(self, span: Span, noun: int) -> bool:
        """Whether a conjunction parts a sum from the noun after it: "50 millions, mais la grande levée"."""
        return any(t.pos_ in ("CCONJ", "SCONJ") for t in self.doc[span.end : noun])

    def _led(self, span: Span) -> str | None:
        """The preposition before a sum, adverbs such as "environ" and determiners aside."""
        prepositions = self.context.all_prepositions
        index = span.start - 1
        while index >= 0 and self.doc[index].pos_ in ("ADV", "DET", "ADJ") and self.doc[index].text != ",":
            if self.doc[index].lower_ in prepositions:
                break
            index -= 1
        if index > 0 and self.doc[index].lower_ in self.context.prepositions["de"]:
            index = self._approximated(index)
        word = self.doc[index].lower_ if index >= 0 else ""
        return word if word in prepositions else None

    def _approximated(self, of: int) -> int:
        """The token before "plus de", "un peu moins de": those words say how near a sum is, and govern nothing."""
        index = of - 1
        if self.doc[index].lower_ not in self.context.approximating:
            return of
        while index > 0 and self.doc[index - 1].lower_ in self.context.approximating:
            index -= 1
        return index - 1
