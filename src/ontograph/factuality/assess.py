"""Folds what stands above a trigger into one certainty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc

from ontograph import resources, tokens
from ontograph.factuality.cancellation import Canceller
from ontograph.factuality.cues import Cues
from ontograph.factuality.lexicon import Lexicon
from ontograph.factuality.scope import Governing, Scope
from ontograph.factuality.sources import Sourcing
from ontograph.factuality.timing import Timing
from ontograph.factuality.tokens import is_finite, is_nominal, sentence, written
from ontograph.factuality.verbs import Group, Verbs
from ontograph.model import FACTUALITIES
from ontograph.model import Factuality as Value
from ontograph.tokens import Token, Tokens

_DEPTH = 8
"""How many governing words are climbed at most; real sentences nest less, broken trees may loop."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """How certain the text is of one trigger, and who says so. Offsets are characters, end exclusive."""

    factuality: Value
    cue: tuple[int, int] | None = None
    """The word that decided."""
    cancelled_by: tuple[int, int] | None = None
    """The words that drop a plan told before."""
    attributed_to: str | None = None
    """The source as the text names it."""
    attributed_span: tuple[int, int] | None = None
    question: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    """A certainty on the way, with the token that decided it."""

    value: Value
    cue: int | None = None

    def at_most(self, value: Value, cue: int | None) -> _State:
        """The weaker of two certainties; a denied denial is open."""
        return _State(value, cue) if FACTUALITIES.index(value) > FACTUALITIES.index(self.value) else self


class Factuality:
    """Reads certainty and attribution by the words of one cue file."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        self._verbs = Verbs(cues)
        self._scope = Scope(cues, self._verbs)
        self._sources = Sourcing(cues, self._verbs, self._scope)
        self._canceller = Canceller(cues, self._verbs)
        self._happening = Lexicon(cues.happening, cues.forms.infinitives)
        self._support = Lexicon(cues.support, cues.forms.infinitives)
        self._commenting = Lexicon(cues.commenting, cues.forms.infinitives)
        self._moves = Lexicon(cues.moves, cues.forms.infinitives)
        self._hedges = Lexicon(cues.hedges)
        self._announcing = Lexicon(cues.sources.announcing, cues.forms.infinitives)
        self._timing = Timing(cues)

    @classmethod
    def load(cls, path: Path) -> Factuality:
        """Read a cue file; raises DataError naming what does not fit."""
        return cls(resources.load_yaml(path, Cues))

    def assess(self, doc: Doc | Tokens, token_index: int) -> Assessment:
        """The certainty of the event that the token states: a verb, a participle or an event noun."""
        doc = tokens.of(doc)
        state = self._state(doc, token_index, _DEPTH)
        source = self._sources.source(doc, token_index)
        question = self._is_question(doc, token_index)
        if question or (source and source.doubtful):
            state = state.at_most("possible", state.cue)
        if state.value in ("certain", "planned") and (hedge := self._hedge(doc, token_index)) is not None:
            state = state.at_most("possible", hedge)
        if state.value in ("certain", "planned") and (condition := self._condition(doc, token_index)) is not None:
            state = state.at_most("possible", condition)
        result = Assessment(
            factuality=state.value,
            cue=None if state.cue is None else _chars(doc[state.cue]),
            attributed_to=source.text if source else None,
            attributed_span=source.span if source else None,
            question=question,
        )
        cancelled = None if state.value in ("certain", "negated") else self._cancelled(doc, token_index)
        return replace(result, factuality="negated", cancelled_by=cancelled) if cancelled else result

    def cancels(self, doc: Doc | Tokens, sentence_span: tuple[int, int]) -> Assessment | None:
        """A negated Assessment if the sentence (token bounds, end exclusive) drops a plan told before it, else None."""
        doc = tokens.of(doc)
        found = self._canceller.in_sentence(doc, *sentence_span, lambda i: self._holds(doc, i))
        return Assessment("negated", cue=found, cancelled_by=found) if found else None

    def _cancelled(self, doc: Tokens, index: int) -> tuple[int, int] | None:
        return self._canceller.after(doc, index, lambda i: self._holds(doc, i))

    def _holds(self, doc: Tokens, index: int) -> bool:
        """Whether a predicate is stated as a fact, its own negation left aside."""
        return self._state(doc, index, _DEPTH, ignore_negation=True).value == "certain"

    def _state(self, doc: Tokens, index: int, depth: int, ignore_negation: bool = False) -> _State:
        group = self._verbs.group(doc, index)
        token = doc[index]
        nominal = is_nominal(token)
        governing = self._scope.above(doc, group) if depth else None
        if governing is not None and governing.link == "infinitive" and self._stands_apart(token, group):
            governing = None
        state = self._own(doc, group, governing)
        if group.negator is not None and not ignore_negation:
            state = _State("negated", group.negator)
        if nominal:
            state = self._modified(token, state)
        if governing is not None:
            state = self._governed(doc, token, group, state, governing, depth - 1)
        return state

    def _stands_apart(self, token: Token, group: Group) -> bool:
        """Whether a bare participle behind a comma goes along with the verb above it ("s'en va, remplacée par X")."""
        bare = token.pos_ == "VERB" and group.tense == "participle" and group.start > 0
        return bare and token.doc[group.start - 1].text == ","

    def _own(self, doc: Tokens, group: Group, governing: Governing | None) -> _State:
        """The certainty of a group by its own tense."""
        value: Value = self._cues.tenses.get(group.tense, "certain")
        if group.tense == "conditional" and governing is not None and self._is_announced(doc, governing):
            value = "planned"
        value = self._timing.dated(doc, group, value)
        return _State(value, None if value == "certain" else group.finite)

    def _is_announced(self, doc: Tokens, governing: Governing) -> bool:
        """Whether a past announcement makes a conditional its future."""
        if governing.link != "clause" or not self._announcing.match(governing.token):
            return False
        return self._verbs.group(doc, governing.token.i).tense in ("past", "imperfect", "participle", "infinitive")

    def _modified(self, noun: Token, state: _State) -> _State:
        """Adjectives, participles and determiners of an event noun."""
        doc = noun.doc
        for token, cue in self._scope.modifiers(noun):
            group = self._verbs.group(doc, token.i)
            if group.finite is None:
                state = state.at_most(cue.kind, token.i)
        if not self._is_given(noun):
            for clause in (t for t in noun.rights if t.dep_ == "acl:relcl"):
                group = self._verbs.group(doc, clause.i)
                if group.tense == "conditional" and any(t.dep_ == "nsubj" and t.i < clause.i for t in clause.children):
                    state = state.at_most("possible", group.finite)
        before = [t for t in (*noun.lefts, *doc[max(0, noun.i - 1) : noun.i]) if t.i < noun.i]
        for token in before:
            if written(token) in self._cues.negation.determiners:
                return state.at_most("negated", token.i)
        return state

    def _is_given(self, noun: Token) -> bool:
        """Whether a determiner marks a noun as known."""
        return any(written(t) in self._cues.presupposing for t in noun.lefts)

    def _governed(
        self, doc: Tokens, token: Token, group: Group, state: _State, governing: Governing, depth: int
    ) -> _State:
        """The certainty of a group under the word above it."""
        plain = governing.cue is None or governing.cue.kind == "certain"
        if plain and governing.connective is not None:
            return self._connected(doc, group, state, governing, depth)
        if governing.cue is None:
            return self._plain(doc, token, group, state, governing, depth)
        above = self._verbs.group(doc, governing.token.i)
        if above.negator is not None and is_nominal(token) and doc[above.negator] in token.children:
            above = replace(above, negator=None)
        rest = self._state(doc, governing.token.i, depth, ignore_negation=True)
        kind = governing.cue.tenses.get(above.tense, governing.cue.kind)
        if above.negator is not None:
            denied: Value = "possible" if kind == "negated" else "negated"
            kind = governing.cue.negated or ("planned" if above.pending else denied)
        if kind == "negated" and "negated" in (state.value, rest.value):
            return _State("possible", governing.token.i)
        if kind == "possible" and group.negator is not None and governing.link == "infinitive":
            return _State("possible", governing.token.i)
        if above.tense in governing.cue.tenses and governing.cue.tenses[above.tense] in ("certain", "planned"):
            rest = _State("certain")
        if governing.link == "clause" and rest.value == "planned":
            rest = _State("certain")
        if above.negator is not None and kind != "negated":
            rest = _State("certain") if rest.value != "possible" else rest
        cue = governing.token.i if above.negator is None else above.negator
        return state.at_most(kind, cue).at_most(rest.value, rest.cue)

    def _connected(self, doc: Tokens, group: Group, state: _State, governing: Governing, depth: int) -> _State:
        """A clause or infinitive behind a preposition or conjunction of the data."""
        connective = governing.connective
        assert connective is not None
        kind = connective.kind
        head = governing.token
        if group.tense in connective.factual:
            return state
        if kind == "planned" and self._is_carried_out(doc, group, head, connective.words):
            kind = "certain"
        state = state.at_most(kind, group.start if kind == "certain" else max(0, group.start - 1))
        if governing.link == "clause" or connective.independent or kind == "negated" or head.i == group.head:
            return state
        rest = self._state(doc, head.i, depth, ignore_negation=kind == "certain")
        return state.at_most(rest.value, rest.cue)

    def _is_carried_out(self, doc: Tokens, group: Group, head: Token, words: list[str]) -> bool:
        """Whether a purpose follows a move that has it ("a quitté A pour rejoindre B")."""
        if not set(words) & set(self._cues.purposes):
            return False
        start, _ = sentence(doc, group.start)
        verbs = [t for t in reversed(doc[start : group.start]) if t.pos_ == "VERB"]
        return any(self._moves.match(t) is not None for t in (head, *verbs[:1]))

    def _plain(
        self, doc: Tokens, token: Token, group: Group, state: _State, governing: Governing, depth: int
    ) -> _State:
        """Under a word that the data do not list."""
        head = governing.token
        if head.i == token.i:
            return state
        if governing.link == "clause":
            negator = self._verbs.group(doc, head.i).negator
            return state.at_most("possible", negator) if negator is not None or group.tense == "subjunctive" else state
        if governing.link == "infinitive":
            rest = self._state(doc, head.i, depth)
            if group.tense == "infinitive" and not head.ent_type_ and not self._scope.counted(token):
                rest = rest.at_most(self._cues.unlisted, head.i)
            return state.at_most(rest.value, rest.cue)
        return self._presupposed(doc, token, state, governing, depth)

    def _presupposed(self, doc: Tokens, noun: Token, state: _State, governing: Governing, depth: int) -> _State:
        """An event noun beside a plain predicate: it is taken for granted unless the predicate says that it happens."""
        head = governing.token
        happening = self._happening if governing.link == "subject" else self._support
        for predicate in (head, *(t for t in head.children if t.dep_ == "xcomp")):
            if happening.match(predicate):
                if self._verbs.group(doc, predicate.i).pending:
                    return state.at_most("planned", predicate.i)
                rest = self._state(doc, predicate.i, depth)
                return state.at_most(rest.value, rest.cue)
        above = self._verbs.group(doc, head.i)
        if head.ent_type_ and above.tense == "future":
            return state.at_most("planned", above.finite)  # "son successeur sera X"
        if head.pos_ not in ("VERB", "AUX", "ADJ"):
            return state
        if above.tense in ("conditional", "past_conditional"):
            return state.at_most("possible", above.finite)
        if governing.link != "noun" or self._commenting.match(head):
            return state
        rest = self._state(doc, head.i, depth)
        if not self._is_given(noun):
            return state.at_most(rest.value, rest.cue)
        return state.at_most("possible", rest.cue) if noun.dep_ == "obj" and rest.value == "negated" else state

    def _hedge(self, doc: Tokens, index: int) -> int | None:
        """A hedging adverb or phrase in the clause of a trigger."""
        start, end = sentence(doc, index)
        for i in range(start, end):
            if self._hedges.starting_at(doc[i]) and self._in_clause(doc, i, index):
                return i
        return None

    def _condition(self, doc: Tokens, index: int) -> int | None:
        """The verb of a condition on a trigger that has not happened ("si la justice tranche, il rachètera")."""
        group = self._verbs.group(doc, index)
        if group.tense not in ("future", "present"):
            return None
        for clause in (t for t in doc[index].children if t.dep_ == "advcl"):
            below = self._verbs.group(doc, clause.i)
            opening = self._scope.connective(doc, below)
            if opening and opening.kind == "possible" and below.tense not in opening.factual:
                return clause.i
        return None

    def _in_clause(self, doc: Tokens, cue: int, index: int) -> bool:
        """Whether no other conjugated verb with its boundary stands between a cue and a trigger."""
        group = self._verbs.group(doc, index)
        own = {index, group.finite, group.start, doc[index].head.i}
        low, high = min(cue, index), max(cue, index)
        between = [t for t in doc[low + 1 : high] if is_finite(t) and t.i not in own]
        return not between or doc[cue].head.i in own

    def _is_question(self, doc: Tokens, index: int) -> bool:
        """Whether the sentence of a trigger ends in a question mark."""
        _, end = sentence(doc, index)
        return doc[end - 1].text.startswith("?")


def _chars(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)
