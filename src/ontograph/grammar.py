"""Who does what to whom: the grammatical functions of a trigger, whatever its form.

A trigger may be a finite verb, a participle, an infinitive or an event noun. Each function returns the tokens that
head the phrases in that function, nearest first, after undoing passives, relative clauses, control, coordination and
participles. The tree comes from a model that is right on verbs and their core arguments and often wrong on the rest
(appositions, attachments); so every function falls back on the order of the words, and callers check kinds.
"""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.forms import Forms, is_reflexive, once, timely
from ontograph.tokens import Token, Tokens

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj"})
"""The parser takes many a personal "il" for an expletive ("Il succède à X"); no verb of a frame is impersonal."""
OBJECT = frozenset({"obj", "iobj"})
OBLIQUE = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod"})
NAMING = frozenset({"appos", "flat:name"})
"""How a name depends on the honorific or title before it."""
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSE_OPENING = frozenset({"PRON", "AUX", "ADV", "SCONJ", "CCONJ", "DET", "PUNCT"})
MOST_GOVERNORS = 50
"""Verbs above a verb among which its subject is looked for: a broken parse is a chain of thousands."""


class Grammar(Forms):
    """Grammatical functions on one Doc's tree."""

    def surface_subjects(self, verb: Token, seen: frozenset[int] = frozenset()) -> list[Token]:
        """The subject as written, or the one that the verb shares with its governor."""
        if verb.i in seen or len(seen) == MOST_GOVERNORS:
            return []
        seen = seen | {verb.i}
        own = self._own_subjects(verb)
        if own:
            return [self._antecedent(c, verb) for c in own]
        if self.is_participle(verb) and (nouns := self._object_beside(verb) or self._modified(verb)):
            return nouns
        head = verb.head
        if head.i == verb.i:
            return []
        if verb.dep_ == "acl:relcl":
            return [head] if self._has_relative(verb, self.relative_subject) else []
        if head.pos_ in _VERBAL or verb.dep_ in ("conj", "xcomp"):
            if self._hired(verb):
                return self.objects(head)
            if verb.dep_ == "xcomp" and (controllers := self._controllers(head)):
                return controllers
            told = verb.dep_ in ("ccomp", "parataxis") and self.is_finite(verb)
            if verb.dep_ in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp") and not told:
                return self.surface_subjects(head, seen)
        qualifies = verb.dep_ in ("acl", "amod") and head.pos_ in _NOMINAL
        if qualifies and "Inf" not in verb.morph.get("VerbForm", []):
            return [head]
        return []

    def _object_beside(self, verb: Token) -> list[Token]:
        """The object right before the comma of a bare past participle: "rachète X, valorisé 2 milliards"."""
        before = verb.doc[max(verb.i - 2, 0) : verb.i]
        bare = verb.dep_ == "advcl" and self.is_participle(verb) and "Past" in verb.morph.get("Tense", [])
        return [t for t in before[:1] if bare and before[-1].text == "," and t.ent_type_ and t.dep_ in OBJECT]

    def _own_subjects(self, verb: Token) -> list[Token]:
        """The subjects that the tree gives the verb, nearest first; after it only where nothing else can stand there:
        the tree takes the object of "ayant quitté Renault" for one."""
        found = [c for c in verb.children if c.dep_ in SUBJECT]
        if not found and verb.lemma_ in self.personal:
            found = [c for c in verb.children if c.dep_ == "expl:subj"]
        before = [c for c in found if c.i < verb.i]
        if len(found) > 1 and len(before) == 1 and before[0].lower_ in self.clitics and found[-1].i == verb.i + 1:
            return found[-1:]  # "Lui succède X"
        if before:
            certain = [c for c in before if c.ent_type_ or c.pos_ == "PRON"]
            last, first = before[-1], any(t.ent_type_ for t in before[0].subtree)
            determined = any(c.dep_ == "det" for c in last.children)
            phrase = not first and determined and any(t.ent_type_ for t in last.subtree)
            return sorted(certain, key=lambda c: (not c.ent_type_, -c.i)) or [
                last if phrase else before[0]
            ]  # "un mécène, le promoteur X"
        if self._has_relative(verb, self.relative_object):
            inverted = [c for c in verb.children if c.i > verb.i and c.dep_ in SUBJECT | OBJECT and c.pos_ in _NOMINAL]
            return inverted or found
        shared = verb.dep_ in ("advcl", "conj", "xcomp") and verb.head.pos_ in _VERBAL and verb.head.i != verb.i
        return [] if shared or not self.is_finite(verb) else found

    def _controllers(self, governor: Token) -> list[Token]:
        """The complement of a governing verb that does what its infinitive says: "il pousse X à partir"."""
        if governor.lemma_ in self.object_control:
            return self.surface_objects(governor)
        if governor.lemma_ in self.dative_control:
            return [c for c in governor.children if c.dep_ in ("det", "iobj", "obl:arg") and self._dative(c)]
        return []

    def _hired(self, infinitive: Token) -> bool:
        """Whether a purpose is that of the governing verb's object: "X recrute Y pour diriger Z"."""
        purpose = any(c.lower_ in self.purpose and c.i < infinitive.i for c in infinitive.children)
        return purpose and infinitive.head.lemma_ in self.purpose_control

    def _dative(self, token: Token) -> bool:
        """ "à X", "lui", "leur"."""
        return token.lower_ in self.clitics or any(c.dep_ == "case" for c in token.children)

    def causative(self, infinitive: Token) -> Token | None:
        """The verb that makes a passive of an infinitive: "X s'est fait limoger par Y"."""
        if "Inf" not in infinitive.morph.get("VerbForm", []):
            return None
        for verb in (infinitive.head, infinitive.doc[max(infinitive.i - 1, 0)]):
            pronominal = any(is_reflexive(c) for t in (verb, infinitive) for c in t.children if c.i < infinitive.i)
            if verb.i != infinitive.i and verb.lemma_ in self.causatives and pronominal:
                return verb
        return None

    def reflexive(self, verb: Token) -> bool:
        """Whether a verb is pronominal; the "se" of a passive infinitive ("se faire limoger") is not its own."""
        return any(is_reflexive(c) for c in verb.children if c.i < verb.i) and self.causative(verb) is None

    def proclitics(self, verb: Token) -> Iterator[Token]:
        """The pronouns right before a verb and its auxiliaries that stand for a prepositional phrase: "en", "y", "lui",
        whatever the tree hangs them on."""
        index = verb.i - 1
        while index >= sentence_start(verb):
            here = verb.doc[index]
            if here.lower_ in self.clitics:
                yield here
            elif (here.pos_ not in ("ADV", "AUX") and here.head.i != verb.i) or here.ent_type_ or here.is_punct:
                return
            index -= 1

    def surface_objects(self, verb: Token) -> list[Token]:
        """Direct objects as written, clitics included; the relativised noun of "que"."""
        found = [
            c
            for c in verb.children
            if c.dep_ in OBJECT and not c.morph.get("Reflex", []) and c.lower_ not in self.clitics
        ]
        relative = self._has_relative(verb, self.relative_object)
        if not found and verb.dep_.startswith("acl") and relative:
            return [verb.head]
        if relative:
            found = [c for c in found if c.i < verb.i]  # "la société qu'a fondée X": X does it
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
        """The "par X" of a passive, those after it first; not those of another verb below it."""
        found = [
            c
            for c in trigger.subtree
            if c.dep_ in OBLIQUE and any(k.dep_ == "case" and k.lower_ in self.agent_words for k in c.children)
        ]
        own = [c for c in found if not any(trigger.is_ancestor(a) and a.pos_ in _VERBAL for a in c.ancestors)]
        return sorted(own, key=lambda c: c.i < trigger.i)

    def _modified(self, participle: Token) -> list[Token]:
        """What a bare participle qualifies: its noun by the tree, and the name right before it where that differs."""
        head = participle.head
        found: list[Token] = []
        if head.i > participle.i and any(c.lower_ in self.agent_words for c in head.children):
            return []  # "Créée par deux frères, X …": the tree hangs it on its own agent
        if participle.dep_ in ("acl", "amod", "flat:name", "nmod", "appos") and head.pos_ in ("NOUN", "PROPN"):
            found.append(head)
        elif participle.dep_ == "advcl":
            found += [c for c in head.children if c.dep_ in SUBJECT][:1]
        before = participle.i - 1
        while before > 0 and participle.doc[before].is_punct:
            before -= 1
        name = participle.doc[max(before, 0)]
        if found and name.ent_type_ in ("Person", "Organization") and name.i not in [t.i for t in found]:
            return [name, *found] if participle.dep_ == "advcl" else [*found, name]
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
        name = pronoun.doc[before]
        several = "Plur" in noun.morph.get("Number", []) and self._plural(pronoun.head) and before == pronoun.i - 1
        if several and not any(c.dep_ == "conj" for c in (name, *name.children)):
            return noun  # "deux anciens de X qui ont fondé": not X
        return name if name.ent_type_ in ("Person", "Organization") else noun

    def _plural(self, verb: Token) -> bool:
        finite = [t for t in (verb, *verb.children) if "Fin" in t.morph.get("VerbForm", [])]
        return bool(finite) and "Plur" in finite[0].morph.get("Number", [])

    def _has_relative(self, verb: Token, words: frozenset[str]) -> bool:
        if "Pres" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", []):
            return False  # "j'ajoute qu'en rachetant X"
        return any(c.lower_ in words for c in verb.children)

    # -- the order of the words ----------------------------------------------------------------------------------

    @once
    def clause_end(self, trigger: Token) -> int:
        """Where the stretch after a trigger ends: before the next finite verb's clause, or with the sentence."""
        doc = trigger.doc
        end = sentence_end(trigger)
        for index in range(trigger.i + 1, end):
            token = doc[index]
            if token.text in (";", ":") or "\n" in token.text:
                return index
            if self.is_finite(token) and not self._governs(token, trigger) and not timely(token):
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

    @once
    def clause_start(self, trigger: Token) -> int:
        """Where the stretch before a trigger begins: after the previous finite verb's clause, or with the sentence."""
        doc = trigger.doc
        for index in range(trigger.i - 1, sentence_start(trigger) - 1, -1):
            token = doc[index]
            if token.text in (";", ":") or "\n" in token.text:
                return index + 1
            if self.is_finite(token) and token.head.i != trigger.i and token.i != trigger.head.i and not timely(token):
                return index + 1
        return sentence_start(trigger)

    def after_preposition(self, trigger: Token, prepositions: frozenset[str], end: int) -> Iterator[Token]:
        """Tokens that open a phrase after one of the prepositions, between the trigger and `end`."""
        doc = trigger.doc
        for index in range(trigger.i + 1, end - 1):
            if doc[index].lower_ not in prepositions:
                continue
            noun = doc[index].pos_ == "NOUN" and doc[index + 1].pos_ == "ADP"  # "à l'encontre de"
            if noun or doc[index].pos_ in ("ADP", "DET", "SCONJ", "X", "ADV", "PRON"):
                yield doc[index + 1]


def sentence_start(token: Token) -> int:
    """First token of the sentence."""
    return token.sentence[0]


def sentence_end(token: Token) -> int:
    """End (exclusive) of the sentence."""
    return token.sentence[1]


def noun_phrase(token: Token, limit: int) -> range:
    """The tokens of a noun phrase read from its first word: up to a verb, a conjunction, a comma or a preposition."""
    doc: Tokens = token.doc
    index = token.i
    while index < limit:
        here = doc[index]
        if index > token.i and (here.pos_ in ("AUX", "CCONJ", "PRON", "SCONJ", "VERB") or here.text in ",;:.()"):
            break
        index += 1
    return range(token.i, index)
