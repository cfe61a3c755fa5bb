"""What follows a filler in the same breath: "contre X, son directeur général Y et contre Z", "devant la cour de W"."""

from __future__ import annotations

from ontograph.discourse import Discourse
from ontograph.frames.words import GrammarFile
from ontograph.grammar import sentence_end
from ontograph.record import Reference
from ontograph.tokens import Span, Token, Tokens

_COURT_REACH = 25
"""Tokens after a trigger within which its court is named."""
_INNER = frozenset({"ADJ", "DET", "NUM", "ADP"})


class Sequels:
    """Reads on from a filler on one Doc."""

    def __init__(self, doc: Tokens, discourse: Discourse, words: GrammarFile) -> None:
        self.doc, self.discourse = doc, discourse
        self.joins = frozenset(words.connectors)
        self.ends = frozenset(words.list_ends)
        self.prepositions = frozenset(w for ws in words.prepositions.values() for w in ws)
        self.possessives = frozenset(words.possessives)
        self.courts = frozenset(words.courts)
        self.of = frozenset(words.prepositions["de"])

    def coordinated(self, end: int) -> list[Reference]:
        """The mentions that a coordination adds to the one that ends at token `end`: names or descriptions, with or
        without the preposition repeated, up to the one that a conjunction joins; none where no conjunction does."""
        found: list[Reference] = []
        closed = 0
        index, limit = end, sentence_end(self.doc[end - 1])
        while index < limit:
            joined, last = index, False
            while joined < limit and self.doc[joined].lower_ in self.joins:
                last = last or self.doc[joined].lower_ in self.ends
                joined += 1
            reference = self._next(joined, limit)
            if reference is None:
                break
            if joined == index and not (found and set(reference.entities) & set(found[-1].entities)):
                break  # a name right after a description is the same member, anything else is another phrase
            if self._acts(reference):
                break
            found.append(reference)
            index = reference.end
            closed = len(found) if last else closed
        return self._whole(found, closed)

    def _whole(self, found: list[Reference], closed: int) -> list[Reference]:
        """The members up to the closing one, with the name that follows its description."""
        while 0 < closed < len(found) and set(found[closed].entities) & set(found[closed - 1].entities):
            closed += 1
        return found[:closed]

    def _next(self, index: int, limit: int) -> Reference | None:
        """The mention that starts at a token, determiners, adjectives and prepositions aside."""
        while index < limit:
            reference = self.discourse.at(index)
            if reference is not None:
                return reference
            token = self.doc[index]
            if token.pos_ not in _INNER and token.lower_ not in self.prepositions | self.possessives:
                return None
            index += 1
        return None

    def _acts(self, reference: Reference) -> bool:
        """Whether a mention is the subject of a clause of its own."""
        after = self.doc[reference.end] if reference.end < len(self.doc) else None
        return after is not None and after.pos_ in ("VERB", "AUX")

    def court(self, trigger: Token, end: int) -> Span | None:
        """The court named after a trigger, with what distinguishes it ("tribunal fédéral de X"); a bare "la justice"
        names none."""
        for index in range(end, min(sentence_end(trigger), end + _COURT_REACH)):
            head = self.doc[index]
            if head.text.lower().split()[0:1] and head.text.lower().split()[0] in self.courts:
                stop = index + 1
                while stop < sentence_end(trigger) and self._distinguishes(stop):
                    stop += 1
                while self.doc[stop - 1].pos_ in ("ADP", "DET"):
                    stop -= 1
                span = self.doc.span(index, stop)
                return span if " " in span.text else None
        return None

    def _distinguishes(self, index: int) -> bool:
        token = self.doc[index]
        if self.doc[index - 1].lower_ in self.courts and token.ent_type_ in ("Organization", "Person"):
            return False  # "attaque en justice X": whom, not where
        after_of = self.doc[index - 1].lower_ in self.of
        if token.pos_ == "DET":
            return after_of  # "a attaqué en justice fédérale son ancienne maison"
        inside = after_of or self.doc[index - 1].pos_ in ("ADJ", "DET", "NOUN", "PROPN")
        return token.lower_ in self.of or token.pos_ == "ADJ" or (inside and token.pos_ in ("NOUN", "PROPN"))
