"""The verb group around a token: its finite part, its tense, its negation."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.factuality.cues import Cues, Tense
from ontograph.factuality.lexicon import Lexicon
from ontograph.factuality.tokens import feature, is_finite, is_misread_verb, is_nominal, is_word, sentence, written
from ontograph.tokens import Token, Tokens

_AUX_DEPS = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
_VERBAL = frozenset({"VERB", "AUX"})
_TRANSPARENT = frozenset({"ADV", "PRON", "PART"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb, adjective or noun with the auxiliaries that carry its tense."""

    head: int
    """Token index of the word itself."""
    finite: int | None
    """Token index of the conjugated part, None in an infinitive, a participle or a plain noun."""
    tense: Tense
    start: int
    """First token of the group, auxiliaries included."""
    negator: int | None = None
    """Token index of the word that negates it."""
    pending: bool = False
    """Negated for the time being only."""


def is_infinitive(token: Token) -> bool:
    """Whether the tagger read an infinitive."""
    return feature(token, "VerbForm") == "Inf"


def is_participle(token: Token) -> bool:
    """Whether the tagger read a past participle."""
    return feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Past"


def is_gerund(token: Token) -> bool:
    """Whether the tagger read a present participle."""
    return feature(token, "VerbForm") == "Part" and feature(token, "Tense") != "Past"


class Verbs:
    """Reads verb groups."""

    def __init__(self, cues: Cues) -> None:
        self._auxiliaries = frozenset(cues.auxiliaries)
        self._clitics = frozenset(cues.clitics)
        self._negation = cues.negation
        self._forms = cues.forms
        self._pending = Lexicon(cues.negation.pending)
        self._pseudo = Lexicon(cues.negation.pseudo)

    def group(self, doc: Tokens, index: int) -> Group:
        """The group of a token; coordinated participles share their auxiliaries."""
        head = doc[index]
        auxiliaries = self._aux_tokens(head)
        carrier = head
        while not auxiliaries and self._shares_auxiliary(carrier):
            carrier = carrier.head
            auxiliaries = self._aux_tokens(carrier)
        finite = next((t for t in (*auxiliaries, head) if is_finite(t) and not (t == head and is_nominal(head))), None)
        unread = is_misread_verb(head) or (head.pos_ == "VERB" and self._is_unread(head))
        if finite is None and not auxiliaries and unread and not is_nominal(head):
            finite = head
        start = min([index, *(t.i for t in auxiliaries if t.i < index)])
        negator = self._negator(doc, index, start if finite is None else finite.i)
        near = range(0) if negator is None else range(max(0, negator - 1), negator + 1)
        return Group(
            head=index,
            finite=None if finite is None else finite.i,
            tense=self._tense(head, finite, auxiliaries),
            start=start,
            negator=negator,
            pending=any(self._pending.starting_at(doc[i]) for i in near),
        )

    def _aux_tokens(self, head: Token) -> list[Token]:
        """Auxiliaries and copulas by the tree, else by the order of the words, left to right."""
        by_tree = [t for t in head.children if t.dep_ in _AUX_DEPS and t.lemma_ in self._auxiliaries]
        if by_tree or not (is_participle(head) or head.pos_ == "ADJ"):
            return by_tree
        found: list[Token] = []
        for token in reversed(head.doc[max(0, head.i - 6) : head.i]):
            if self._is_auxiliary(token):
                found.append(token)
            elif found or (token.pos_ not in _TRANSPARENT and token.lower_ not in self._negation.negators):
                break
        return found[::-1]

    def _is_auxiliary(self, token: Token) -> bool:
        return token.pos_ in _VERBAL and token.lemma_ in self._auxiliaries

    def _shares_auxiliary(self, token: Token) -> bool:
        """Whether a participle is coordinated with one before it ("a quitté A et rejoint B")."""
        head = token.head
        return token.dep_ == "conj" and head.i < token.i and is_participle(token) and is_participle(head)

    def _tense(self, head: Token, finite: Token | None, auxiliaries: list[Token]) -> Tense:
        if finite is None:
            return "infinitive" if is_infinitive(head) or any(map(is_infinitive, auxiliaries)) else "participle"
        compound = finite.i != head.i and any(t.dep_ == "aux:tense" for t in auxiliaries)
        compound = compound or (finite.i != head.i and is_participle(head) and finite.lemma_ != "être")
        simple = self._simple_tense(finite)
        if compound and simple in ("conditional", "past_conditional"):
            return "past_conditional"
        return "past" if compound and simple in ("present", "imperfect") else simple

    def _simple_tense(self, finite: Token) -> Tense:
        """The tense of one conjugated word: by its ending where that tells, else by the tagger."""
        text, mood, tagged = written(finite), feature(finite, "Mood"), feature(finite, "Tense")
        for endings, told in ((self._forms.conditional, mood == "Cnd"), (self._forms.future, tagged == "Fut")):
            stems = [text.removesuffix(e) for e in endings if text.endswith(e)]
            if any(self._is_future_stem(s, finite.lemma_.lower()) for s in stems) or (
                told and any(s.endswith(tuple(self._forms.tagged_stems)) for s in stems)
            ):
                return "conditional" if endings is self._forms.conditional else "future"
        if mood == "Sub":
            return "subjunctive"
        if tagged == "Past":
            return "past"
        told_imperfect = tagged == "Imp" or mood == "Cnd"
        return "imperfect" if told_imperfect and text.endswith(tuple(self._forms.imperfect)) else "present"

    def _is_unread(self, verb: Token) -> bool:
        """Whether the tagger missed a conjugated form: it gave none, or its ending is plainly a future."""
        text, lemma = written(verb), verb.lemma_.lower()
        endings = [e for e in (*self._forms.future, *self._forms.conditional) if text.endswith(e)]
        plain = any(self._is_future_stem(text.removesuffix(e), lemma) for e in endings)
        return not feature(verb, "VerbForm") or (plain and not is_infinitive(verb))

    def _is_future_stem(self, stem: str, lemma: str) -> bool:
        return stem.endswith(tuple(self._forms.stems)) or (len(stem) > 1 and lemma in (stem, stem + "e"))

    def _negator(self, doc: Tokens, head: int, verb: int) -> int | None:
        """The word that negates the group whose conjugated part (or infinitive) is at `verb`."""
        particle = self._particle(doc, verb)
        start, end = sentence(doc, verb)
        if particle is None:
            return self._bare_negator(doc, head, verb)
        restricted = False
        for i in range(particle + 1, min(end, max(head, verb) + 7)):
            token = doc[i]
            if skip := self._pseudo.starting_at(token):
                restricted = restricted or i + skip > i
                break
            if written(token) in self._negation.restriction and i > verb:
                restricted = True
                break
            if self._is_any(token, self._negation.negators):
                return i
            if i > max(head, verb) and (is_finite(token) or token.text in ",:;"):
                break
        before = [i for i in range(start, particle) if self._is_any(doc[i], self._negation.subjects)]
        if before:
            return before[0]
        if restricted:
            return None
        return particle if any(is_word(doc[verb], word) for word in self._negation.alone) else None

    def _particle(self, doc: Tokens, verb: int) -> int | None:
        """The negative particle before a verb, with nothing but clitics and negators between."""
        i = verb - 1
        while i >= 0 and verb - i < 7:
            token = doc[i]
            if self._is_any(token, self._negation.particles):
                return i
            if not (written(token) in self._clitics or self._is_any(token, self._negation.negators)):
                return None
            i -= 1
        return None

    def _bare_negator(self, doc: Tokens, head: int, verb: int) -> int | None:
        """A negator without particle: between the auxiliary and its participle, or coordinated ("ni vendu")."""
        before = head - 1
        if before > 0 and written(doc[before]) in self._negation.partitives:
            before -= 1
        if before >= 0 and written(doc[before]) in self._negation.verbless and not self._is_paired(doc, before):
            return before
        between = [i for i in range(verb + 1, head) if self._is_any(doc[i], self._negation.verbless)]
        if between and not self._pseudo.starting_at(doc[between[0]]):
            return between[0]
        return None

    def _is_paired(self, doc: Tokens, negator: int) -> bool:
        """Whether a negator completes the particle of an earlier verb ("ne compte pas partir")."""
        if written(doc[negator]) in self._negation.repeated:
            return False
        return any(self._is_any(t, self._negation.particles) for t in doc[max(0, negator - 4) : negator])

    @staticmethod
    def _is_any(token: Token, words: list[str]) -> bool:
        return written(token) in words
