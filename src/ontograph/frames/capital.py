"""Whose capital, and whose money: phrases around shares, sums raised and rounds."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.context import Context
from ontograph.frames.found import Found, Query
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger, verb_lemmas
from ontograph.grammar import sentence_end, sentence_start
from ontograph.record import Reference
from ontograph.tokens import Token

_LED = 24
"""Tokens after a round's noun within which a participle says who led it."""
_NAMED = 8
"""Tokens between "actionnaire" and the name that says who that is."""
_TABLE = 6
"""Tokens between "tour" and whose it is ("tour de table de X")."""
_OPENING = 3
"""Tokens before a noun whose phrase opens its sentence."""
_SUM = 10
"""The same before a participle, which stands after its sum."""
_CONTROL = 50
"""Percent from which a share is the company."""
_INNER = frozenset({"ADJ", "ADV", "DET", "NUM"})


class Capital:
    """Phrases of shares and rounds on one Doc."""

    def __init__(self, context: Context, phrases: Phrases) -> None:
        self.context, self.phrases = context, phrases
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.of = context.prepositions["de"]
        self.by = context.prepositions["par"]

    def giver(self, query: Query) -> Iterator[Found]:
        """ "Empoche 100 M€ de X": the "de" complement of a sum that names who pays it."""
        for amount in self.context.amounts:
            inside = query.trigger.end <= amount.start < self.grammar.clause_end(query.token)
            if inside and amount.end < len(self.doc) and self.doc[amount.end].lower_ in self.of:
                head = self._past(amount.end + 1, sentence_end(query.token) - 1)
                yield from self.phrases.resolve(self.doc[head], query.kinds, strict=True)

    def share(self, query: Query) -> Iterator[Found]:
        """ "49 % de X", "1,8 % du capital de la société X": whose part a percentage of the clause is."""
        token = query.token
        for percent in self.context.percents:
            if not self.grammar.clause_start(token) <= percent.start < self.context.stretch_end(query.trigger):
                continue
            index = self._owned(percent.end, sentence_end(token))
            if index is not None and self.doc[index].pos_ not in ("VERB", "AUX"):
                yield from self.phrases.resolve(self.doc[index], query.kinds)

    def capital(self, query: Query) -> Iterator[Found]:
        """ "au capital de X", "des actions X": whose shares the clause speaks of."""
        end = self.context.stretch_end(query.trigger)
        for index in range(query.token.i + 1, end):
            if self.doc[index].lemma_.lower() in self.context.shares:
                reference = self._owner(index + 1, end, query)
                if reference is not None:
                    yield reference

    def holders(self, query: Query) -> Iterator[Found]:
        """ "au capital de X (47 %) et de Y (21 %)": who has the shares that brackets name."""
        for index in range(query.token.i + 1, self.context.stretch_end(query.trigger)):
            if self._is_share(self.doc[index]) and self.doc[index + 1].lower_ in self.of:
                reference = self.context.reference(self._past(index + 2, sentence_end(query.token) - 1), query.kinds)
                if reference is not None and self.context.bracketed(reference):
                    yield self.phrases.listed(reference, query.kinds)

    def table(self, query: Query) -> Iterator[Found]:
        """ "au tour de table de X figurent Y et Z", "Y, que l'on retrouve au capital de X": whose capital or round the
        clause names, on either side of its verb."""
        token, wanted = query.token, frozenset(query.trigger.frame.having)
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        places = [i for i in range(start, end) if self.doc[i].lemma_.lower() in wanted]
        for index in sorted(places, key=lambda i: abs(i - token.i)):
            for opener in range(index + 1, min(index + _TABLE, end - 1)):
                if self.doc[opener].pos_ in ("VERB", "AUX") or self.doc[opener].is_punct:
                    break
                named = self.doc[opener].lower_ in self.of
                reference = self.context.next_reference(opener + 1, query.kinds) if named else None
                if reference is not None:
                    yield Found(reference.entities, reference.start, reference.end)
                    break

    def strange(self, trigger: Trigger) -> bool:
        """Whether a share after the trigger is one of something that no mention tells: "70 % de la griffe romaine",
        "au capital du chantier"."""
        limit, end = sentence_end(trigger.token), self.context.stretch_end(trigger)
        shares = [p.end for p in self.context.percents if trigger.end <= p.start < end]
        shares += [i + 1 for i in range(trigger.token.i + 1, end) if self._is_share(self.doc[i])]
        for index in shares:
            at = self._owned(index, limit)
            head = self.doc[self._past(at, limit - 1)] if at is not None else None
            if head is not None and head.pos_ in ("NOUN", "PROPN") and not self.discourse.at(head.i):
                return True
        return False

    def round(self, query: Query) -> Iterator[Found]:
        """ "mène le tour de table (de 10 M€) de X", "participe à la levée de X": whose round the clause names."""
        values = {s.start: s.end for s in (*self.context.amounts, *self.context.percents)}
        wanted = frozenset(query.trigger.frame.having)
        index, limit, inside = query.trigger.end, min(sentence_end(query.token), query.trigger.end + _LED), False
        while index < limit - 1:
            here = self.doc[index]
            inside = inside or here.lemma_.lower() in wanted
            reference = self.context.next_reference(index + 1, query.kinds) if here.lower_ in self.of else None
            if inside and reference is not None:
                yield self.phrases.listed(reference, query.kinds)
                return
            if here.is_punct or here.pos_ in ("VERB", "AUX", "PRON"):
                return
            index = values.get(index, index + 1)

    def led(self, query: Query) -> Iterator[Found]:
        """ "un tour (de 10 M€) mené par X", "la levée, conduite par X", "l'opération a été menée par X"."""
        limit = min(sentence_end(query.token), query.trigger.end + _LED)
        for index in range(query.trigger.end, limit - 1):
            verb = self.doc[index]
            if not set(verb_lemmas(verb)) & self.context.leading or not self.grammar.is_passive(verb):
                continue
            by = next((i for i in range(index + 1, min(index + 4, limit - 1)) if self.doc[i].lower_ in self.by), None)
            reference = self.context.next_reference(self._past(by + 1, limit - 1), query.kinds) if by else None
            if reference is not None:
                yield self.phrases.listed(reference, query.kinds)

    def named(self, query: Query) -> Iterator[Found]:
        """ "son premier actionnaire, X", "les investisseurs historiques X et Y": the name right after a noun that
        says what somebody is, its complement aside ("l'actionnaire principal de Z, X")."""
        index, limit = query.trigger.end, min(sentence_end(query.token), query.trigger.end + _NAMED)
        while index < limit:
            reference = self.context.reference(index, query.kinds)
            if reference is not None and not query.taken & {*reference.entities}:
                if not self.context.governed(reference) and not self._acts(reference):
                    yield self.phrases.listed(reference, query.kinds)
                return
            here = self.doc[index]
            passed = reference is not None or here.pos_ in _INNER or here.lower_ in self.of or here.text in ",:("
            if not passed:
                return
            index = reference.end if reference is not None else index + 1

    def opening(self, query: Query) -> Iterator[Found]:
        """ "Avec une valorisation de 2 Md€, X …": what the phrase that opens a sentence says something of."""
        start, limit = sentence_start(query.token), sentence_end(query.token)
        verb = query.token.pos_ in ("VERB", "AUX")
        if verb and (self.doc[start].pos_ != "ADP" or not self.grammar.is_participle(query.token)):
            return  # "avec 12 M€ levés, X", not "a levé 12 M€, X"
        comma = next((i for i in range(query.token.i, limit) if self.doc[i].text == ","), None)
        if query.token.i - start <= (_SUM if verb else _OPENING) and comma is not None:
            reference = self.context.next_reference(comma + 1, query.kinds)
            if reference is not None:
                yield self.phrases.listed(reference, query.kinds)

    def minority(self, found: Found) -> bool:
        """Whether a phrase names the company of which a smaller part is spoken of: "rachète 20 % de X"."""
        before = [p for p in self.context.percents if found.start is not None and p.end < found.start]
        near = before[-1] if before else None
        if near is None or found.start is None or float(near.id_) >= _CONTROL:
            return False
        return all(
            t.lower_ in self.of or self._is_share(t) or t.pos_ == "DET" for t in self.doc[near.end : found.start]
        )

    def _acts(self, reference: Reference) -> bool:
        """Whether a mention is the subject of a clause of its own rather than an apposition."""
        return reference.end < len(self.doc) and self.doc[reference.end].pos_ in ("VERB", "AUX")

    def _owned(self, start: int, limit: int) -> int | None:
        """The head of what a share is taken of, from the token after it."""
        index = start
        while index < limit:
            here = self.doc[index]
            if here.lower_ not in self.of and not self._is_share(here) and here.pos_ != "DET":
                break
            index += 1
        return index if start < index < limit else None

    def _is_share(self, token: Token) -> bool:
        return token.lemma_.lower() in self.context.shares

    def _owner(self, index: int, limit: int, query: Query) -> Found | None:
        """The mention that "de" adds to a word of shares."""
        if index >= limit or self.doc[index].lower_ not in self.of:
            return None
        found = self.phrases.resolve(self.doc[self._past(index + 1, limit - 1)], query.kinds, query.taken)
        return next(found, None)

    def _past(self, index: int, limit: int) -> int:
        """The first token from `index` that does not only lead to the head of a phrase."""
        while index < limit and self.doc[index].pos_ in ("DET", "ADJ") and not self.discourse.at(index):
            index += 1
        return index
