"""Grammatical functions as ways to fill a role: by the tree, else by the order of the words (`order.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.complements import Complements
from ontograph.frames.context import Context
from ontograph.frames.found import Found, Query
from ontograph.frames.order import Order
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger
from ontograph.grammar import OBJECT, SUBJECT, sentence_end, sentence_start
from ontograph.model import Kind
from ontograph.tokens import Token

_RELATIVE = 12
"""Tokens between a verb and the relative pronoun of its clause."""
_DECISION = 12
"""Tokens between a decision and the infinitive that says it."""
_INVERTED = 8
"""Tokens between a verb and the subject that follows it."""

_NAMING = frozenset({"appos", "flat:name", "nmod"})
"""How the tree hangs a name on the noun that it names ("son patron X")."""

_PARTING = frozenset({"ADP", "AUX", "CCONJ", "PUNCT", "SCONJ", "VERB"})
"""What parts a noun from a name that is none of its own."""


class Functions:
    """Subjects, objects, agents and supports on one Doc."""

    def __init__(self, context: Context, phrases: Phrases, complements: Complements) -> None:
        self.context, self.phrases = context, phrases
        self.order = Order(context, phrases, complements)
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse

    def find(self, query: Query, way: str) -> Iterator[Found]:
        """What fills a function: the phrases that the tree gives, the group they spell out, the order of the words."""
        heads = self.heads(query.trigger, way)
        if way in ("subject", "doer"):
            own = [
                *self._each(query),
                *self.order.after_conjunction(query),
                *self.order.adjacent(query, heads),
                *self.order.trailing(query),
            ]
            if own:
                yield from own
                return
        if way in ("object", "patient") and not heads:
            yield from self.order.relative_object(query)
        pronoun = self._oblique_relative(query.token) if way in ("subject", "doer") else None
        if pronoun is not None and not self.grammar.is_passive(query.token):
            yield from self._within_relative(query, pronoun, [h for h in heads if h.i > pronoun])
            return
        if any(self._personal(query, head, way) for head in heads):
            return
        for head in heads:
            yield from self.phrases.spelled_out(head, query.trigger, query.kinds)
            if head.pos_ == "DET":  # the "le" of a verb that the tagger takes for a noun
                yield from self.phrases.pronoun(head, query.kinds, query.taken)
            else:
                yield from self.phrases.resolve(head, query.kinds, query.taken, query.strict)
            yield from self._joined(head, query.kinds)
        if way == "object" and query.strict and (qualified := self.order.qualified(query.token, query.kinds)):
            yield self.phrases.listed(qualified, query.kinds)  # "X, le groupe fondé par Y"
        if way in ("subject", "object") and not (heads and self._settled(query.trigger, way)):
            described = [h for h in heads if way == "subject" and self._described(h, query.token)]
            for found in self.order.find(query, way):
                if self._beyond(heads, way, found):
                    continue
                if not described or (self._beside(described, found) and not self._acts_elsewhere(query.token, found)):
                    yield found

    def _each(self, query: Query) -> Iterator[Found]:
        """ "A et B l'accompagnent : chacun prend 10 %": "chacun" right before a verb, whatever the tree says."""
        before = query.token.nbor(-1) if query.token.i else query.token
        if before.lower_ in self.context.words.each:
            yield from self.phrases.pronoun(before, query.kinds, query.taken)

    def _joined(self, head: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The names to which a conjunction adds people without one: "A, B et leurs associés"."""
        start = head.left_edge.i if head.left_edge.i < head.i else head.i - 1
        if head.pos_ == "NOUN" and start > 1 and self.doc[start - 1].lower_ in self.context.enumerations.ends:
            reference = self.context.reference(start - 2, kinds)
            if reference is not None and reference.named and reference.end == start - 1:
                yield self.phrases.listed(reference, kinds)

    def _clitic(self, verb: Token) -> list[Token]:
        """The pronoun right before a verb that the tree takes for its article ("X la débauche")."""
        before = verb.nbor(-1) if verb.i else verb
        passive = self.grammar.is_passive(verb)
        return [before] if before.pos_ == "DET" and before.lower_ in self.context.pronouns and not passive else []

    def _dated(self, head: Token) -> bool:
        """Whether a date stands where the tree sees an object: "a fondé l'an dernier X"."""
        return any(d.start <= head.i < d.end for d in self.context.dates)

    def _personal(self, query: Query, head: Token, way: str) -> bool:
        """Whether a singular pronoun, asked for an organization that dismisses or is joined, rather means a person."""
        joined = query.trigger.frame.fact == "Appointment" and way == "object"
        dismissed = query.trigger.frame.fact == "Departure"
        if not (joined or dismissed) or query.kinds != ("Organization",) or head.pos_ != "PRON":
            return False
        if head.lower_ not in self.context.pronouns or "Plur" in head.morph.get("Number", []):
            return False
        both = self.discourse.antecedents(head.i, ("Organization", "Person"), exclude=query.taken, nearest=joined)
        return bool(both) and self.context.kinds.get(both[0]) == "Person"

    def heads(self, trigger: Trigger, way: str) -> list[Token]:
        """The heads of the phrases that have a function, by the tree; a time does nothing ("Ce jour, X porte …")."""
        return [head for head in self._heads(trigger, way) if head.lemma_.lower() not in self.context.times]

    def _heads(self, trigger: Trigger, way: str) -> list[Token]:
        token, grammar = trigger.token, self.grammar
        if token.pos_ not in ("VERB", "AUX") and way in ("subject", "object") and trigger.frame.nouns:
            return self.support(token) if way != "object" else []
        governor = grammar.causative(token)
        if governor is not None:
            passive = grammar.surface_subjects(governor) or grammar.surface_subjects(token)
            return passive if way in ("object", "patient") else grammar.agents(token)
        if way in ("subject", "doer"):
            holder = self._intending(token)
            return [holder] if holder is not None else grammar.subjects(token, trigger.frame.intransitive)
        if way in ("object", "patient"):
            return [h for h in grammar.objects(token) if not self._dated(h)] or self._clitic(token)
        if way == "agent":
            return grammar.agents(token)
        if way in ("support", "raiser"):
            return self.support(token, refuse=self.context.leading if way == "raiser" else frozenset())
        return []

    def _intending(self, infinitive: Token) -> Token | None:
        """Whose decision it is to do what an infinitive says: "la volonté de X de céder Y"."""
        if "Inf" not in infinitive.morph.get("VerbForm", []):
            return None
        for index in range(infinitive.i - 1, max(sentence_start(infinitive), infinitive.i - _DECISION), -1):
            noun = infinitive.doc[index]
            if self.grammar.is_finite(noun) or noun.text in (";", ":"):
                return None
            if noun.pos_ == "NOUN" and noun.lemma_.lower() in self.context.words.control_nouns:
                between = infinitive.doc[index + 1 : infinitive.i]
                named = [t for t in between if t.ent_type_ in ("Person", "Organization")]
                return named[0] if named and between[0].pos_ in ("ADP", "DET") else None
        return None

    def support(self, noun: Token, refuse: frozenset[str] = frozenset()) -> list[Token]:
        """The subject of the verb that an event noun depends on, unless that verb is refused."""
        own = [c for c in noun.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if own:
            return own
        at = _verb_above(noun)
        if at.lemma_ in refuse:
            return []
        return self.grammar.subjects(at) or self.grammar.surface_subjects(at) if at.pos_ in ("VERB", "AUX") else []

    def _oblique_relative(self, verb: Token) -> int | None:
        """Where a relative pronoun that is no subject opens the verb's clause ("auquel", "à laquelle", "dont"; "que"
        right before it): its subject is in the clause, before the verb or after it."""
        for index in range(verb.i - 1, max(sentence_start(verb), verb.i - _RELATIVE), -1):
            here = self.doc[index]
            if here.text in (";", ":") or (self.grammar.is_finite(here) and here.head.i != verb.i):
                return None
            led = self.doc[index - 1].pos_ == "ADP" and here.lower_ in self.grammar.relative_subject
            if here.lower_ in self.context.relatives or (led and here.lower_ != "qui"):
                return index
            close = here.lower_ in self.grammar.relative_object and (here.pos_ != "SCONJ" or _after_noun(here))
            if close and all(t.head.i == verb.i for t in self.doc[index : verb.i]):
                return index
        return None

    def _within_relative(self, query: Query, pronoun: int, heads: list[Token]) -> Iterator[Found]:
        """The subject of a relative clause: by the tree, before the verb, or inverted ("auquel participent X et Y")."""
        for head in heads:
            yield from self.phrases.resolve(head, query.kinds, query.taken, query.strict)
        end = min(sentence_end(query.token), query.trigger.end + _INVERTED)
        before = [r for r in self.discourse.references if pronoun < r.start < query.token.i]
        after = [r for r in self.discourse.references if query.trigger.end <= r.start < end]
        yield from self.order.first_bare(before[::-1] or after, query.kinds)

    def relative(self, query: Query) -> Iterator[Found]:
        """ "un tour de 20 M€ que vient de boucler X": the bare mention that the relative clause after a noun names."""
        relatives = self.grammar.relative_object
        limit = sentence_end(query.token)
        that = next((i for i in range(query.trigger.end, limit) if self.doc[i].lower_ in relatives), None)
        if that is None or any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in self.doc[query.trigger.end : that]):
            return
        end = next((i for i in range(that, limit) if self.doc[i].text in (",", ";", ":")), limit)
        yield from self.order.first_bare([r for r in self.discourse.references if that < r.start < end], query.kinds)

    def matrix(self, query: Query) -> Iterator[Found]:
        """The subject of the verb above a bare participle's noun: most often who owns what was bought."""
        participle = query.token
        if not self.grammar.is_participle(participle):
            return
        at = _verb_above(participle.head)
        if at.pos_ in ("VERB", "AUX") and at.i != participle.i:
            for subject in self.grammar.subjects(at):
                if subject.i != participle.head.i:
                    yield from self.phrases.resolve(subject, query.kinds)

    def agrees(self, trigger: Trigger, way: str, found: Found) -> bool:
        """Whether a verb in the singular has one subject: "X, dirigé par A et B, qui détient" is not of A and B."""
        token = trigger.token
        if way not in ("subject", "doer") or len(found.fillers) < 2 or self.grammar.is_passive(token):
            return True
        finite = [t for t in (token, *token.children) if "Fin" in t.morph.get("VerbForm", [])]
        if found.start is not None and found.end == found.start + 1 and self.doc[found.start].pos_ != "PROPN":
            return True  # "le trio a fondé"
        after = found.start is not None and found.start > token.i
        return after or not finite or "Sing" not in finite[0].morph.get("Number", [])

    def _settled(self, trigger: Trigger, way: str) -> bool:
        """Whether a strict frame takes the tree's word for a function: not where a relative pronoun is the subject,
        whose noun the tree often misses."""
        relative = any(c.lower_ in self.grammar.relative_subject for c in trigger.token.children)
        return trigger.frame.strict and not (way == "subject" and relative)

    def _beyond(self, heads: list[Token], way: str, found: Found) -> bool:
        """Whether an object that is something else parts a mention from its verb: "rejoindre la piste, à la limite de
        X", "X dit que l'offre a été écartée"."""
        if way != "object" or found.start is None or found.end is None:
            return False
        nouns = [h for h in heads if h.pos_ == "NOUN" and self.discourse.at(h.i) is None and not self._is(h, found)]
        end = found.start - (self.doc[found.start - 1].text == ",")  # "le directeur général, X"
        past = any(t.pos_ in _PARTING for h in nouns for t in self.doc[h.i + 1 : end])
        return past or any(self.grammar.is_finite(t) for h in nouns for t in self.doc[found.end : h.i])

    def _is(self, noun: Token, found: Found) -> bool:
        """Whether a name says who a noun is, past its complement: "l'ancien patron de X, Y"."""
        if found.start is None or found.end is None:
            return False
        name = self.doc.span(found.start, found.end).root
        return name.dep_ in ("appos", "flat:name") and name.head.i == noun.i

    def _described(self, head: Token, verb: Token) -> bool:
        """Whether a subject before its verb is a common noun that no mention covers ("l'homme qui a recruté X")."""
        return head.pos_ == "NOUN" and head.i < verb.i and not self.discourse.at(head.i)

    def _beside(self, heads: list[Token], found: Found) -> bool:
        """Whether no verb that the tree gives such a subject to stands between it and a mention: "le patron de Y, X,
        quitte Z", not "le patron de Y a fondé Z avec X, avant de quitter W"; a colon begins anew."""
        start = found.start if found.start is not None else -1
        between = (self.doc[h.head.i : start] for h in heads if h.i < h.head.i < start)
        return all(any(t.text in (":", ";") for t in words) for words in between)

    def _acts_elsewhere(self, verb: Token, found: Found) -> bool:
        """Whether a mention, or the noun that it names, is the subject or object of another verb."""
        if found.start is None or found.end is None:
            return False
        root = self.doc.span(found.start, found.end).root
        root = root.head if root.dep_ in _NAMING and root.head.pos_ == "NOUN" else root
        return root.dep_ in SUBJECT | OBJECT and root.head.pos_ in ("VERB", "AUX") and root.head.i != verb.i


def _after_noun(token: Token) -> bool:
    """Whether a noun or a name stands right before a "que": "j'ajoute qu'en rachetant X" has none."""
    before = token.nbor(-1) if token.i else token
    before = before.nbor(-1) if before.text == "," and before.i else before
    return bool(before.ent_type_) or before.pos_ in ("NOUN", "PROPN", "PRON")


def _verb_above(token: Token) -> Token:
    """The nearest verb from a token up the tree, else the root."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token
