"""Words that drop what a text told before: "ce projet n'a jamais abouti", "avant de se retirer"."""

from __future__ import annotations

from collections.abc import Callable

from ontograph import layers
from ontograph.factuality.cues import Cancellation, Cues
from ontograph.factuality.lexicon import Lexicon
from ontograph.factuality.tokens import is_word, sentence, written
from ontograph.factuality.verbs import Verbs
from ontograph.tokens import Token, Tokens

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl:subj", "csubj"})
_COMPLEMENTS = frozenset({"obj", "obl:arg", "xcomp", "ccomp", "iobj"})


class Canceller:
    """Finds cancelling predicates and phrases."""

    def __init__(self, cues: Cues, verbs: Verbs) -> None:
        data = cues.cancellations
        self._verbs = verbs
        self._predicates = Lexicon((word for entry in data.predicates for word in entry.words), cues.forms.infinitives)
        self._entry = {tuple(word.split()): entry for entry in data.predicates for word in entry.words}
        self._phrases = Lexicon(data.phrases)
        self._plans = data.plans
        self._anaphors = frozenset(data.anaphors)

    def in_sentence(self, doc: Tokens, start: int, end: int, holds: Callable[[int], bool]) -> tuple[int, int] | None:
        """Characters of the words by which a sentence (token bounds) cancels what stood before it.

        `holds` tells of a predicate whether it is stated as a fact, its negation left aside.
        """
        for i in range(start, end):
            if length := self._phrases.starting_at(doc[i]):
                return doc[i].idx, doc[i + length - 1].idx + len(doc[i + length - 1])
            entry = self._cancels(doc[i])
            if entry and self._is_about_a_plan(doc[i], entry) and holds(i):
                return _chars(doc[i])
        return None

    def after(self, doc: Tokens, index: int, holds: Callable[[int], bool]) -> tuple[int, int] | None:
        """Characters of the words by which the sentence of a trigger cancels it afterwards."""
        _, end = sentence(doc, index)
        for i in range(index + 1, end):
            if length := self._phrases.starting_at(doc[i]):
                return doc[i].idx, doc[i + length - 1].idx + len(doc[i + length - 1])
            if self._cancels(doc[i]) and holds(i):
                return _chars(doc[i])
        return None

    def _cancels(self, token: Token) -> Cancellation | None:
        """The entry by which a token cancels as it stands: its polarity, tense and complements fit."""
        words = self._predicates.match(token)
        if words is None:
            return None
        entry = self._entry[words]
        group = self._verbs.group(token.doc, token.i)
        if group.tense in ("conditional", "past_conditional", "future", "subjunctive"):
            return None
        if (group.negator is not None) != entry.when_negated:
            return None
        return None if entry.bare and self._has_complement(token, words) else entry

    def _has_complement(self, token: Token, words: tuple[str, ...]) -> bool:
        dates = {i for span in layers.spans(token.doc, layers.DATES) for i in range(span.start, span.end)}
        complements = (t for t in token.children if t.dep_ in _COMPLEMENTS and t.i > token.i and t.i not in dates)
        return any(not any(is_word(t, word) for word in (*words, *self._plans)) for t in complements)

    def _is_about_a_plan(self, token: Token, entry: Cancellation) -> bool:
        """Whether subject or complement take up a plan, or a party drops it without naming it."""
        subject = next((t for t in token.children if t.dep_ in _SUBJECTS), None)
        if subject is None or written(subject) in self._anaphors or any(is_word(subject, w) for w in self._plans):
            return True
        return entry.bare and bool(subject.ent_type_)


def _chars(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)
