"""Where somebody comes from, told beside the news of where he goes: "venu de X", "après dix ans chez X"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.context import Context
from ontograph.frames.found import Found, Query
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import Kind
from ontograph.tokens import Token

_STINT = 6
"""Tokens between "après" and its unit of time, and between that and the organization."""
_OWNED = 2
"""Tokens between a possessive and its noun, and one."""
_PHRASE = 4
"""Tokens between the words of an origin and the organization ("transfuge du géant américain X")."""
_ORGANIZATION: tuple[Kind, ...] = ("Organization",)


class Origins:
    """Former employers on one Doc."""

    def __init__(self, context: Context) -> None:
        self.context, self.doc, self.discourse = context, context.doc, context.discourse
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in context.words.origins:
            first, *rest = phrase.split()
            self.phrases.setdefault(first, []).append((first, *rest))
        self.spans = frozenset(context.words.spans)
        self.stints = frozenset(context.words.stints)
        self.of = context.prepositions["de"]

    def origin(self, query: Query) -> Iterator[Found]:
        """The organization that the person of the trigger is said to come from."""
        for index in range(sentence_start(query.token), sentence_end(query.token)):
            word = self.doc[index].lower_
            phrases = self.phrases.get("de" if word in self.of else word, ())
            end = next((e for p in phrases if (e := self._matches(p, index))), 0)
            if end:
                yield from self._organization(query, index, end, _PHRASE)

    def stint(self, query: Query) -> Iterator[Found]:
        """The organization where that person has spent the years before: "après dix ans (passés) chez X"."""
        stop = sentence_end(query.token)
        for index in range(sentence_start(query.token), stop):
            if self.doc[index].lower_ not in self.spans:
                continue
            units = (
                i for i in range(index + 1, min(index + _STINT, stop)) if self.doc[i].lemma_.lower() in self.stints
            )
            unit = next(units, None)
            if unit is not None and not any(t.is_punct for t in self.doc[index:unit]):
                yield from self._organization(query, index, unit + 1, _STINT)

    def possessed(self, query: Query) -> Iterator[Found]:
        """Whose the noun of an idiom is, or an event noun: "prend sa suite", "son successeur"."""
        start = query.token.i - _OWNED if query.trigger.frame.nouns else query.token.i
        for token in self.doc[max(start, sentence_start(query.token)) : query.trigger.end]:
            if token.lower_ in self.context.possessives:
                entity = self.discourse.possessor(token, query.kinds[0], exclude=query.taken)
                if entity:
                    yield Found((entity,), token.i, token.i + 1)

    def _matches(self, phrase: tuple[str, ...], index: int) -> int:
        """End of a phrase that begins at a token, 0 where it does not."""
        words = self.doc[index : index + len(phrase)]
        same = len(words) == len(phrase) and all(self._is(t, w) for t, w in zip(words, phrase, strict=True))
        return index + len(phrase) if same else 0

    def _is(self, token: Token, word: str) -> bool:
        return token.lower_ in self.of if word == "de" else token.lower_ == word

    def _organization(self, query: Query, start: int, end: int, reach: int) -> Iterator[Found]:
        """The first organization after the words, where they speak of the trigger's person."""
        if not self._speaks_of(query, start):
            return
        for index in range(end, min(end + reach, sentence_end(query.token))):
            token = self.doc[index]
            reference = self.context.reference(index, _ORGANIZATION)
            if reference is not None:
                yield Found(reference.entities, reference.start, reference.end)
                return
            if token.is_punct or token.ent_type_ or (token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])):
                return

    def _speaks_of(self, query: Query, index: int) -> bool:
        """Whether the nearest person of the sentence, the one before first, is one that the trigger has."""
        low, high = sentence_start(query.token), sentence_end(query.token)
        people = [r for r in self.discourse.references if r.kind == "Person" and low <= r.start < high]
        near = [r for r in people if r.end <= index] or people
        nearest = min(near, key=lambda r: abs(index - r.start), default=None)
        return nearest is None or bool(query.taken & {*nearest.entities})
