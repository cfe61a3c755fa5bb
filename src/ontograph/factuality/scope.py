"""Which word governs a trigger, and by what link: the tree where it is plausible, the order of the words where not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontograph.factuality.cues import Connective, Cues, Governor, Link
from ontograph.factuality.lexicon import Governors
from ontograph.factuality.tokens import is_finite, is_nominal, phrase_ends_at, sentence, written
from ontograph.factuality.verbs import Group, Verbs, is_gerund, is_infinitive, is_participle
from ontograph.tokens import Token, Tokens

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "acl", "advcl", "dep", "parataxis", "obj", "obl:arg", "conj"})
_COMPLEMENTS = frozenset({"ccomp", "obj", "xcomp"})
_MODIFIERS = frozenset({"amod", "acl", "acl:relcl", "advmod"})
_FILLERS = frozenset({"ADV", "PRON", "ADP", "DET", "PART", "SCONJ", "PUNCT", "ADJ"})
_APPOSED = frozenset({"appos", "nmod:appos"})
_ADJUNCTS = frozenset({"obl:mod", "obl"})
_PREDICATES = frozenset({"xcomp", "obl:arg", "obl:mod", "obj"})
_BREAKS = frozenset(";:")
_REACH = 6
_COUNTED = 9
"""Tokens between an ordinal and the infinitive that says what is counted."""


@dataclass(frozen=True, slots=True)
class Governing:
    """The word above a trigger."""

    token: Token
    link: Link
    cue: Governor | None
    """Its entry in the data, None for a word without one."""
    connective: Connective | None = None
    """What introduces the trigger's clause, where the data know it."""


def _by_last_word(connectives: Iterable[Connective]) -> dict[str, list[tuple[tuple[str, ...], Connective]]]:
    """Connectives by their last word, which may be elided ("d'" for "de")."""
    found: dict[str, list[tuple[tuple[str, ...], Connective]]] = {}
    for entry in connectives:
        for words in (tuple(word.split()) for word in entry.words):
            for key in {words[-1], words[-1][:-1] + "'"}:
                found.setdefault(key, []).append((words, entry))
    return found


def _predicate(head: Token) -> Token:
    """The finite verb of which a subject's bare participle is only a modifier, where the tree has it the other way:
    "le tour annoncé en mai n'a pas été bouclé"."""
    if not is_participle(head) or any(c.dep_.startswith(("aux", "cop")) for c in head.children):
        return head
    later = (c for c in head.children if c.i > head.i and c.dep_ in _CLAUSES)
    own = (c for c in later if not any(g.dep_ in _SUBJECTS or g.dep_ == "mark" for g in c.children))
    return next((c for c in own if any(is_finite(t) for t in (c, *c.children))), head)


class Scope:
    """Climbs from a trigger to what governs it."""

    def __init__(self, cues: Cues, verbs: Verbs) -> None:
        self._verbs = verbs
        self._governors = Governors(cues.governors, cues.forms.infinitives)
        self._complementizers = frozenset(cues.complementizers)
        self._adjuncts = frozenset(cues.adjuncts)
        self._purposes = frozenset(cues.purposes)
        self._clitics = frozenset(cues.clitics)
        self._adversatives = frozenset(cues.adversatives)
        self._telling = frozenset(cues.sources.prepositions)
        self._counting = cues.counting
        self._connectives = _by_last_word(cues.connectives)

    def modifiers(self, noun: Token) -> list[tuple[Token, Governor]]:
        """The adjectives, participles and determiners of a noun that say how certain it is."""
        near = {t.i: t for t in noun.children if t.dep_ in _MODIFIERS}
        beside = [noun.doc[i] for i in (noun.i - 2, noun.i - 1, noun.i + 1) if 0 <= i < len(noun.doc)]
        near |= {t.i: t for t in beside if not is_nominal(t) and (t.pos_ == "ADJ" or t.i > noun.i)}
        matches = ((t, self._governors.match(t, "modifier")) for _, t in sorted(near.items()))
        return [(t, cue) for t, cue in matches if cue]

    def counted(self, infinitive: Token) -> bool:
        """Whether an infinitive says what somebody is counted for having done: "le sixième chercheur à rejoindre X"."""
        doc = infinitive.doc
        start, _ = sentence(doc, infinitive.i)
        if infinitive.i < 2 or written(doc[infinitive.i - 1]) != self._counting.opening:
            return False
        for token in reversed(doc[max(start, infinitive.i - _COUNTED) : infinitive.i - 1]):
            if is_finite(token) or token.is_punct:
                return False
            if "Ord" in token.morph.get("NumType", []) or written(token) in self._counting.words:
                return True
        return False

    def connective(self, doc: Tokens, group: Group) -> Connective | None:
        """The preposition or conjunction that opens the clause of a verb group."""
        start, _ = sentence(doc, group.start)
        marks = [t for t in doc[group.head].children if t.dep_ in {"mark", "case"} and t.i < group.head]
        fixed = [k.i for t in marks for k in t.children if k.dep_ == "fixed" and k.i < group.head]
        opening = max([t.i for t in marks] + fixed, default=None)
        here = group.start
        while here > start and written(doc[here - 1]) in self._clitics:
            here -= 1
        for end in (opening + 1 if opening is not None else here, here):
            keys = (written(doc[end - 1]), doc[end - 1].lemma_.lower()) if end else ()
            known = {words: entry for key in keys for words, entry in self._connectives.get(key, ())}
            for words in sorted(known, key=lambda words: (-len(words), words)):
                if phrase_ends_at(doc, end, words) is not None:
                    return known[words]
        return None

    def above(self, doc: Tokens, group: Group) -> Governing | None:
        """What governs the word of a group; None for a clause that stands by itself."""
        token = doc[group.head]
        if is_nominal(token) and group.finite is None:
            return self._above_noun(token)
        connective = self.connective(doc, group)
        if group.finite is not None:
            return self._above_clause(token, group, connective)
        if self._is_bare_participle(token, group):
            return self._coordinated(doc, token)
        if is_gerund(token) and connective is None:
            return None
        return self._above_infinitive(token, group, connective)

    @staticmethod
    def _is_bare_participle(token: Token, group: Group) -> bool:
        participle = is_participle(token) and token.dep_ != "xcomp"
        return group.tense == "participle" and (participle or token.pos_ == "ADJ")

    def _above_noun(self, noun: Token) -> Governing | None:
        head = noun.head
        if noun.dep_ in _SUBJECTS and head.i != noun.i:
            return self._governing(noun, _predicate(head), "subject")
        cases = [written(t) for t in noun.lefts if t.dep_ == "case"]
        if noun.dep_ in _APPOSED or any(case in self._adjuncts for case in cases):
            return None
        if noun.dep_ == "conj" and head.i < noun.i and is_nominal(head):
            return self._above_noun(head)
        by_tree = self._governing(noun, head, "noun") if head.i != noun.i else None
        by_order = self._before(noun, "noun")
        if by_order and by_order.cue and (cases or not (is_nominal(by_order.token) or (by_tree and by_tree.cue))):
            return by_order
        if by_tree and by_tree.cue is None and cases and is_nominal(head) and head.dep_ in _ADJUNCTS:
            over_adjunct = self._governing(noun, head.head, "noun")
            return over_adjunct if over_adjunct and over_adjunct.cue else by_tree
        return by_tree

    def _above_clause(self, token: Token, group: Group, connective: Connective | None) -> Governing | None:
        """A conjugated trigger hangs on another word only through a conjunction, or on the noun whose content it is
        ("l'information selon laquelle …"): what is said of that noun is said of it."""
        if (noun := self._told_by(token)) is not None:
            cue = self._governors.match(noun, "clause")
            return Governing(noun, "clause", cue) if cue else self._above_noun(noun)
        opener = self._opener(token, group)
        if token.dep_ == "conj" and self._stands_by_itself(token):
            return None
        if token.dep_ == "conj" and token.head.i < token.i and token.head.dep_ == "ccomp":
            return self.above(token.doc, self._verbs.group(token.doc, token.head.i))
        if opener is None:
            return None
        by_tree = (
            self._governing(token, token.head, "clause") if token.head.i != token.i and token.dep_ in _CLAUSES else None
        )
        if by_tree and by_tree.cue and (connective is None or token.dep_ in _COMPLEMENTS):
            return by_tree
        if connective:
            return Governing(token.head, "clause", None, connective)
        by_order = self._before(opener, "clause")
        return by_order if by_order and (by_order.cue or by_tree is None) else by_tree

    def _told_by(self, token: Token) -> Token | None:
        """The noun that a clause with "selon laquelle" gives the content of."""
        relative = token.dep_ == "acl:relcl" and token.head.i < token.i
        pronouns = (t for t in token.children if relative and t.i < token.i and t.dep_.startswith("obl"))
        told = any(written(c) in self._telling for t in pronouns if t.pos_ == "PRON" for c in t.lefts)
        return token.head if told else None

    def _stands_by_itself(self, token: Token) -> bool:
        """Whether a coordinated clause opposes the one before and has a subject of its own."""
        opposed = any(t.dep_ == "cc" and written(t) in self._adversatives for t in token.children)
        return opposed and any(t.dep_ in _SUBJECTS for t in token.children)

    def _opener(self, token: Token, group: Group) -> Token | None:
        """The conjunction that opens the clause of a conjugated verb."""
        marks = [t for t in token.children if t.dep_ == "mark" and t.i < token.i]
        if marks:
            return marks[0]
        start, _ = sentence(token.doc, token.i)
        for other in reversed(token.doc[max(start, group.start - _REACH) : group.start]):
            if written(other) in self._complementizers and other.pos_ == "SCONJ":
                return other
            if is_finite(other) or other.text in ",:;":
                return None
        return None

    def _above_infinitive(self, token: Token, group: Group, connective: Connective | None) -> Governing | None:
        head = token.head
        plausible = head.i != token.i and (head.i < token.i or connective is not None)
        if connective and not set(connective.words) & self._purposes:
            return Governing(head, "infinitive", None, connective)
        by_tree = self._governing(token, head, "infinitive", connective) if plausible else None
        if by_tree and (nearer := self._between(head, token, connective)):
            return nearer
        if by_tree and by_tree.cue:
            return by_tree
        if token.dep_ == "conj" and head.i < token.i and (is_infinitive(head) or is_gerund(head)):
            return self.above(token.doc, self._verbs.group(token.doc, head.i))
        by_order = self._before(token.doc[group.start], "infinitive", connective)
        if not (by_order and by_order.cue) and (verb := self._near_verb(token.doc, group)):
            return verb
        if connective and by_tree is None and not (by_order and by_order.cue):
            return Governing(head, "infinitive", None, connective)
        return by_order if by_order and (by_order.cue or by_tree is None) else by_tree

    def _coordinated(self, doc: Tokens, token: Token) -> Governing | None:
        if token.dep_ == "conj" and token.head.i < token.i and is_participle(token.head):
            return self.above(doc, self._verbs.group(doc, token.head.i))
        return None

    def _between(self, head: Token, token: Token, connective: Connective | None) -> Governing | None:
        """A governing verb that stands nearer than the tree's."""
        for other in reversed(token.doc[head.i + 1 : token.i]):
            if other.pos_ == "VERB" and (cue := self._governors.match(other, "infinitive")):
                return Governing(other, "infinitive", cue, connective)
        return None

    def _near_verb(self, doc: Tokens, group: Group) -> Governing | None:
        """A governing verb a few words before a bare infinitive ("va bel et bien investir")."""
        start, _ = sentence(doc, group.start)
        for other in reversed(doc[max(start, group.start - _REACH) : group.start]):
            if other.is_punct or other.pos_ == "ADP":
                return None
            if other.pos_ in ("VERB", "AUX") and (cue := self._governors.match(other, "infinitive")):
                return Governing(other, "infinitive", cue)
        return None

    def _before(self, token: Token, link: Link, connective: Connective | None = None) -> Governing | None:
        """The content word right before a token, over clitics, adverbs, prepositions and bracketed asides."""
        start, _ = sentence(token.doc, token.i)
        aside = False
        for other in reversed(token.doc[max(start, token.i - 2 * _REACH) : token.i]):
            if other.text == ",":
                aside = not aside
            elif aside:
                continue
            elif other.text in _BREAKS:
                return None
            elif (cue := self._governors.match(other, link)) is not None:
                return Governing(other, link, cue, connective)
            elif other.dep_ == "nmod" and (cue := self._governors.match(other.head, link)) is not None:
                return Governing(other.head, link, cue, connective)
            elif other.pos_ not in _FILLERS:
                return Governing(other, link, None, connective)
        return None

    def _governing(
        self, token: Token, head: Token, link: Link, connective: Connective | None = None
    ) -> Governing | None:
        """The tree's governor, None where a sentence or a strong break lies between (the tree then errs)."""
        start, end = sentence(token.doc, token.i)
        low, high = sorted((token.i, head.i))
        if not start <= head.i < end or any(t.text in _BREAKS for t in token.doc[low:high]):
            return None
        cue = self._governors.match(head, link)
        if cue is None and link == "subject":
            for child in head.children:
                if child.dep_ in _PREDICATES and (found := self._governors.match(child, "subject")):
                    return Governing(child if child.dep_ == "xcomp" else head, link, found, connective)
        return Governing(head, link, cue, connective)
