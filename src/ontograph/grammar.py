"""Who does what to whom: the grammatical functions of a trigger, whatever its form.

A trigger may be a finite verb, a participle, an infinitive or an event noun. Each function returns the tokens that
head the phrases in that function, nearest first, after undoing passives, relative clauses, control, coordination and
participles. The tree comes from a model that is right on verbs and their core arguments and often wrong on the rest
(appositions, attachments); so every function falls back on the order of the words, and callers check kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})
OBJECT = frozenset({"obj", "iobj"})
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod"})
_CLAUSAL = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis", "acl", "acl:relcl", "dep", "ROOT"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSE_OPENING = frozenset({"PRON", "AUX", "ADV", "SCONJ", "CCONJ", "DET", "PUNCT"})


@dataclass(frozen=True, slots=True)
class GrammarData:
    """The few French words that grammar itself needs."""

    relative_subject: list[str]
    """Relative pronouns that are subjects."""
    relative_object: list[str]
    agent: list[str]
    """Prepositions of a passive agent."""
    object_control: list[str]
    """Verbs whose object is the subject of their infinitive."""
    clitics: dict[str, list[str]]
    """Pronouns that stand for a phrase with one of these prepositions ("en": "de")."""
    active: list[str]
    """Auxiliaries that make no passive by themselves ("avoir")."""
    participles: dict[str, list[str]]
    """Ending of the infinitive -> endings of its past participle: the tagger takes "recrute" for one."""


class Grammar:
    """Grammatical functions on one Doc's tree; holds no state of its own but the data."""

    def __init__(self, data: GrammarData) -> None:
        self.relative_subject = frozenset(data.relative_subject)
        self.relative_object = frozenset(data.relative_object)
        self.agent_words = frozenset(data.agent)
        self.object_control = frozenset(data.object_control)
        self.clitics = {k: frozenset(v) for k, v in data.clitics.items()}
        self.participles = {k: tuple(v) for k, v in data.participles.items()}
        self.participle_endings = tuple(e for endings in data.participles.values() for e in endings)
        self.active = frozenset(data.active)
        self.participle_endings = tuple(sorted({e for v in data.participles.values() for e in v}))

    # -- forms ---------------------------------------------------------------------------------------------------

    def is_finite(self, token: Token) -> bool:
        """Whether a token is a finite verb, or carries a finite auxiliary."""
        if token.pos_ not in _VERBAL and token.pos_ != "ADJ":
            return False
        if token.pos_ in _VERBAL and "Fin" in token.morph.get("VerbForm", []):
            return True
        return any(c.dep_.startswith(("aux", "cop")) and "Fin" in c.morph.get("VerbForm", []) for c in token.children)

    def is_participle(self, token: Token) -> bool:
        """A past participle without auxiliary: it modifies a noun, or stands alone in a headline."""
        form = token.morph.get("VerbForm", [])
        if any(c.dep_.startswith("aux") for c in token.children) or self._shares_auxiliary(token):
            return False
        if token.pos_ in ("ADJ", "NOUN", "PROPN") and not form:
            return token.lower_.endswith(self.participle_endings)
        if "Part" not in form or "Pres" in token.morph.get("Tense", []) or not self._looks_participle(token):
            return False
        return not self._takes_object(token)

    def _looks_participle(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        endings = next((e for infinitive, e in self.participles.items() if lemma.endswith(infinitive)), None)
        return endings is None or token.lower_.endswith(endings)

    def _takes_object(self, token: Token) -> bool:
        """ "rejoint Airbus": a form that is also a present, with a bare object right after it, is no participle."""
        if token.lower_.endswith(self.participle_endings) or token.i + 1 >= len(token.doc):
            return False
        after = token.nbor(1)
        return after.pos_ == "DET" or after.ent_type_ in ("Person", "Organization")

    def _shares_auxiliary(self, token: Token) -> bool:
        """ "a racheté X et cédé Y": the second participle has the first one's auxiliary."""
        head = token.head
        return token.dep_ == "conj" and head.i < token.i and any(c.dep_.startswith("aux") for c in head.children)

    def is_passive(self, token: Token) -> bool:
        """Whether the surface subject is the object: passive auxiliary, or a bare participle."""
        if "Inf" in token.morph.get("VerbForm", []):
            return any(c.dep_ == "aux:pass" and "Inf" in c.morph.get("VerbForm", []) for c in token.children)
        auxiliaries = [c for c in token.children if c.dep_.startswith("aux")]
        if auxiliaries and all(c.lemma_ in self.active for c in auxiliaries):
            return False
        if self._shares_auxiliary(token):
            return self.is_passive(token.head)
        if any(c.dep_ == "expl:comp" for c in token.children):
            return False  # "X s'est retiré": pronominal, whatever the parser calls its subject
        return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children) or self.is_participle(token)

    # -- core functions ------------------------------------------------------------------------------------------

    def surface_subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """The subject as written, or the one that the verb shares with its governor."""
        if verb.i in seen:
            return []
        seen = seen | {verb.i}
        own = [c for c in verb.children if c.dep_ in SUBJECT]
        if own:
            return [self._antecedent(own[0], verb)]
        if self.is_participle(verb) and (nouns := self._modified(verb)):
            return nouns
        head = verb.head
        if head.i == verb.i:
            return []
        if verb.dep_ == "acl:relcl":
            return [head] if self._has_relative(verb, self.relative_subject) else []
        if head.pos_ in _VERBAL or verb.dep_ in ("conj", "xcomp"):
            if verb.dep_ == "xcomp" and head.lemma_ in self.object_control:
                return self.surface_objects(head) or self.surface_subjects(head, seen)
            if verb.dep_ in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp") and not (
                verb.dep_ in ("ccomp", "parataxis") and self.is_finite(verb)
            ):
                return self.surface_subjects(head, seen)
        if (
            verb.dep_ in ("acl", "amod")
            and head.pos_ in ("NOUN", "PROPN")
            and "Inf" not in verb.morph.get("VerbForm", [])
        ):
            return [head]
        return []

    def surface_objects(self, verb: Token) -> list[Token]:
        """Direct objects as written, clitics included; the relativised noun of "que"."""
        found = [
            c
            for c in verb.children
            if c.dep_ in OBJECT and not c.morph.get("Reflex", []) and c.lower_ not in self.clitics
        ]
        if not found and verb.dep_.startswith("acl") and self._has_relative(verb, self.relative_object):
            return [verb.head]
        return [self._antecedent(c, verb) for c in found]

    def subjects(self, trigger: Token, intransitive: bool = False) -> list[Token]:
        """Who does it: logical subjects. `intransitive`: the verb has no passive ("partir"), so its bare participle's
        noun is its subject."""
        if self.is_passive(trigger) and not intransitive:
            return self.agents(trigger)
        return self.surface_subjects(trigger)

    def objects(self, trigger: Token) -> list[Token]:
        """To whom or what it is done: logical objects."""
        if self.is_passive(trigger):
            return self.surface_subjects(trigger)
        return self.surface_objects(trigger)

    def agents(self, trigger: Token) -> list[Token]:
        """The "par X" of a passive."""
        return [
            c
            for c in trigger.subtree
            if c.dep_ in OBLIQUE and any(k.dep_ == "case" and k.lower_ in self.agent_words for k in c.children)
        ]

    def _modified(self, participle: Token) -> list[Token]:
        """What a bare participle qualifies: its noun by the tree, and the name right before it where that differs."""
        head = participle.head
        found: list[Token] = []
        if participle.dep_ in ("acl", "amod", "flat:name", "nmod", "appos") and head.pos_ in ("NOUN", "PROPN"):
            found.append(head)
        elif participle.dep_ == "advcl":
            found += [c for c in head.children if c.dep_ in SUBJECT][:1]
        before = participle.i - 1
        while before > 0 and participle.doc[before].is_punct:
            before -= 1
        name = participle.doc[max(before, 0)]
        if found and name.ent_type_ in ("Person", "Organization") and name.i not in [t.i for t in found]:
            found.append(name)
        return found

    def _antecedent(self, token: Token, verb: Token) -> Token:
        """A relative pronoun's noun; any other token as it is."""
        if token.lower_ in self.relative_subject or token.lower_ in self.relative_object:
            if verb.dep_ in ("acl:relcl", "acl") and verb.head.i < token.i:
                noun = verb.head
                return self._last_before(token, noun)
            before = token.i - 1
            while before > 0 and token.doc[before].is_punct:
                before -= 1
            if token.doc[before].pos_ in ("NOUN", "PROPN", "PRON") or token.doc[before].ent_type_:
                return token.doc[before]
        return token

    def _last_before(self, pronoun: Token, noun: Token) -> Token:
        """A name right before the pronoun is its antecedent: the tree often hangs the clause on another noun."""
        before = pronoun.i - 1
        while before > noun.i and pronoun.doc[before].is_punct:
            before -= 1
        return pronoun.doc[before] if pronoun.doc[before].ent_type_ in ("Person", "Organization") else noun

    def _has_relative(self, verb: Token, words: frozenset[str]) -> bool:
        return any(c.lower_ in words for c in verb.children)

    # -- the order of the words ----------------------------------------------------------------------------------

    def clause_end(self, trigger: Token) -> int:
        """Where the stretch after a trigger ends: before the next finite verb's clause, or with the sentence."""
        doc = trigger.doc
        end = sentence_end(trigger)
        for index in range(trigger.i + 1, end):
            token = doc[index]
            if token.text in (";", ":") or "\n" in token.text:
                return index
            if self.is_finite(token) and not self._governs(token, trigger):
                start = index
                own = min((c.left_edge.i for c in token.children if c.dep_ in SUBJECT), default=start)
                start = own if trigger.i < own < start else start
                while start > trigger.i + 1 and doc[start - 1].pos_ in _CLAUSE_OPENING:
                    start -= 1
                return max(start, trigger.i + 1)
        return end

    def _governs(self, verb: Token, trigger: Token) -> bool:
        """Whether an event noun hangs on a later verb ("le départ de X a été annoncé"), or it is its auxiliary."""
        head = verb.head if verb.dep_.startswith(("aux", "cop")) else verb
        return head.i == trigger.i or (trigger.pos_ not in _VERBAL and head.is_ancestor(trigger))

    def clause_start(self, trigger: Token) -> int:
        """Where the stretch before a trigger begins: after the previous finite verb's clause, or with the sentence."""
        doc = trigger.doc
        for index in range(trigger.i - 1, sentence_start(trigger) - 1, -1):
            token = doc[index]
            if token.text in (";", ":") or "\n" in token.text:
                return index + 1
            if self.is_finite(token) and token.head.i != trigger.i and token.i != trigger.head.i:
                return index + 1
        return sentence_start(trigger)

    def after_preposition(self, trigger: Token, prepositions: frozenset[str], end: int) -> Iterator[Token]:
        """Tokens that open a phrase after one of the prepositions, between the trigger and `end`."""
        doc = trigger.doc
        for index in range(trigger.i + 1, end - 1):
            if doc[index].lower_ in prepositions and doc[index].pos_ in ("ADP", "DET", "SCONJ", "X", "ADV", "PRON"):
                yield doc[index + 1]


def sentence_start(token: Token) -> int:
    """First token of the sentence."""
    start: int = token.sent.start
    return start


def sentence_end(token: Token) -> int:
    """End (exclusive) of the sentence."""
    end: int = token.sent.end
    return end


def noun_phrase(token: Token, limit: int) -> range:
    """The tokens of a noun phrase read from its first word: up to a verb, a conjunction, a comma or a preposition."""
    doc: Doc = token.doc
    index = token.i
    while index < limit:
        here = doc[index]
        if index > token.i and (here.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ") or here.text in ",;:.()"):
            break
        index += 1
    return range(token.i, index)
