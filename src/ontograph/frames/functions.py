"""Grammatical functions as ways to fill a role: by the tree, else by the order of the words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ontograph.discourse import Reference
from ontograph.frames.complements import Complements
from ontograph.frames.context import Context
from ontograph.frames.found import Found, Query
from ontograph.frames.phrases import Phrases
from ontograph.frames.triggers import Trigger
from ontograph.grammar import OBJECT, SUBJECT, sentence_end, sentence_start
from ontograph.model import Kind

_SEGMENTS = 3
"""How many descriptions between marks may part a mention from the participle that qualifies it."""
_RELATIVE = 12
"""Tokens between a verb and the relative pronoun of its clause."""
_INVERTED = 8
"""Tokens between a verb and the subject that follows it."""
_OPENING = frozenset({"ADP", "ADV", "AUX", "CCONJ", "PRON", "SCONJ"})
"""What may stand before the verb of a clause that opens its sentence."""
_MARKS = (",", "(", ":", "–", "—")


class Functions:
    """Subjects, objects, agents and supports on one Doc."""

    def __init__(self, context: Context, phrases: Phrases, complements: Complements) -> None:
        self.context, self.phrases, self.complements = context, phrases, complements
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse

    def find(self, query: Query, way: str) -> Iterator[Found]:
        """What fills a function: the phrases that the tree gives, the group they spell out, the order of the words."""
        heads = self.heads(query.trigger, way)
        pronoun = self._oblique_relative(query.token) if way in ("subject", "doer") else None
        if pronoun is not None and not self.grammar.is_passive(query.token):
            yield from self._within_relative(query, pronoun, [h for h in heads if h.i > pronoun])
            return
        if way in ("subject", "doer") and (joined := self._joined_subject(query)):
            yield joined
            return
        if any(self._personal(query, head) for head in heads):
            return
        for head in heads:
            yield from self.phrases.resolve(head, query.kinds, query.taken, query.strict)
        for head in heads:
            yield from self.phrases.spelled_out(head, query.trigger, query.kinds)
            yield from self._joined(head, query.kinds)
        if way in ("subject", "object") and not (heads and self._settled(query.trigger, way)):
            described = way == "subject" and any(self._described(h, query.token) for h in heads)
            for found in self._by_order(query, way):
                if not (described and self._acts_elsewhere(query.token, found)):
                    yield found

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

    def _personal(self, query: Query, head: Token) -> bool:
        """Whether a singular pronoun, asked for an organization that dismisses, rather means a person."""
        if query.trigger.frame.fact != "Departure" or query.kinds != ("Organization",) or head.pos_ != "PRON":
            return False
        if head.lower_ not in self.context.pronouns or "Plur" in head.morph.get("Number", []):
            return False
        both = self.discourse.antecedents(head.i, ("Organization", "Person"), exclude=query.taken)
        return bool(both) and self.context.kinds.get(both[0]) == "Person"

    def heads(self, trigger: Trigger, way: str) -> list[Token]:
        """The heads of the phrases that have a function, by the tree."""
        token, grammar = trigger.token, self.grammar
        if token.pos_ not in ("VERB", "AUX") and way in ("subject", "object") and trigger.frame.nouns:
            return self.support(token) if way != "object" else []
        governor = grammar.causative(token)
        if governor is not None:
            passive = grammar.surface_subjects(governor) or grammar.surface_subjects(token)
            return passive if way in ("object", "patient") else grammar.agents(token)
        if way in ("subject", "doer"):
            return grammar.subjects(token, trigger.frame.intransitive)
        if way in ("object", "patient"):
            return grammar.objects(token) or self._clitic(token)
        if way == "agent":
            return grammar.agents(token)
        if way in ("support", "raiser"):
            return self.support(token, refuse=self.context.leading if way == "raiser" else frozenset())
        return []

    def support(self, noun: Token, refuse: frozenset[str] = frozenset()) -> list[Token]:
        """The subject of the verb that an event noun depends on, unless that verb is refused."""
        own = [c for c in noun.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if own:
            return own
        at = _verb_above(noun)
        if at.lemma_ in refuse:
            return []
        return self.grammar.subjects(at) or self.grammar.surface_subjects(at) if at.pos_ in ("VERB", "AUX") else []

    def _joined_subject(self, query: Query) -> Found | None:
        """The mention between a conjunction and a finite verb to which the tree gives the subject of the verb before:
        "A garde 48 % du capital et B en a pris 2 %"."""
        verb = query.token
        finite = self.grammar.is_finite(verb) and verb.pos_ == "VERB" and not self.grammar.is_passive(verb)
        own = any(c.dep_ in SUBJECT for c in verb.children)
        if verb.dep_ not in ("conj", "advcl", "parataxis") or not finite or own:
            return None
        index = verb.i - 1
        while index > verb.head.i and self.doc[index].pos_ in ("ADV", "AUX", "PRON"):
            index -= 1
        reference = self.context.reference(index, query.kinds) if index > verb.head.i else None
        opened = reference is not None and self.doc[reference.start - 1].pos_ == "CCONJ"
        return self.phrases.listed(reference, query.kinds) if reference is not None and opened else None

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
            if here.lower_ in self.grammar.relative_object and all(
                t.head.i == verb.i for t in self.doc[index : verb.i]
            ):
                return index
        return None

    def _within_relative(self, query: Query, pronoun: int, heads: list[Token]) -> Iterator[Found]:
        """The subject of a relative clause: by the tree, before the verb, or inverted ("auquel participent X et Y")."""
        for head in heads:
            yield from self.phrases.resolve(head, query.kinds, query.taken, query.strict)
        end = min(sentence_end(query.token), query.trigger.end + _INVERTED)
        before = [r for r in self.discourse.references if pronoun < r.start < query.token.i]
        after = [r for r in self.discourse.references if query.trigger.end <= r.start < end]
        yield from self._first_bare(before[::-1] or after, query.kinds)

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

    def _described(self, head: Token, verb: Token) -> bool:
        """Whether a subject before its verb is a common noun that no mention covers ("l'homme qui a recruté X")."""
        return head.pos_ == "NOUN" and head.i < verb.i and not self.discourse.at(head.i)

    def _acts_elsewhere(self, verb: Token, found: Found) -> bool:
        """Whether a mention is the subject or object of another verb."""
        if found.start is None or found.end is None:
            return False
        root = self.doc[found.start : found.end].root
        return root.dep_ in SUBJECT | OBJECT and root.head.pos_ in ("VERB", "AUX") and root.head.i != verb.i

    # -- the order of the words ----------------------------------------------------------------------------------

    def _by_order(self, query: Query, way: str) -> Iterator[Found]:
        """Without a usable tree: the bare mention that stands nearest on the function's side of the trigger."""
        token, trigger, kinds = query.token, query.trigger, query.kinds
        passive = self.grammar.is_passive(token) and not trigger.frame.intransitive
        if passive and way == "subject":
            if token.pos_ in ("VERB", "ADJ"):
                yield from self.complements.after(Query(trigger, kinds), self.context.prepositions["par"])
            return
        if (way == "subject") != passive:
            yield from self._before(query)
        else:
            end = self.grammar.clause_end(token)
            yield from self._first_bare([r for r in self.discourse.references if trigger.end <= r.start < end], kinds)

    def _before(self, query: Query) -> Iterator[Found]:
        """The first that fits of: what a participle qualifies, the nearest bare mention of the clause, the one before
        a relative clause, what an opening participle says something of, an inverted subject."""
        token, kinds = query.token, query.kinds
        governor = token.head if token.dep_ in ("xcomp", "advcl", "obl:arg") else token
        if apposed := self._qualified(token, kinds) or self._qualified(governor, kinds):
            yield self.phrases.listed(apposed, kinds)
            return
        start = self.grammar.clause_start(token)
        joined = any(t.pos_ == "CCONJ" for t in self.doc[start : min(start + 3, token.i)])
        if start > sentence_start(token) and (joined or not self.grammar.is_finite(token)):
            start = self.grammar.clause_start(self.doc[start - 1])
        bare = list(self._first_bare([r for r in self.discourse.references if start <= r.start < token.i][::-1], kinds))
        if bare:
            yield from bare
        elif found := self._before_relative(token, kinds):
            yield self.phrases.listed(found, kinds)
        elif self._opens(token) or self._opens(governor) or (token.pos_ == "NOUN" and token.is_sent_start):
            yield from self._opened(token, kinds)
        elif any(t.lower_ in self.context.relatives for t in self.doc[start : token.i]):
            after = self.discourse.at(query.trigger.end) if query.trigger.end < len(self.doc) else None
            if after is not None and after.kind in kinds:
                yield self.phrases.listed(after, kinds)

    def _first_bare(self, candidates: list[Reference], kinds: tuple[Kind, ...]) -> Iterator[Found]:
        for reference in candidates:
            if reference.kind in kinds and not self.context.governed(reference):
                yield self.phrases.listed(reference, kinds)
                return

    def _qualified(self, token: Token, kinds: tuple[Kind, ...]) -> Reference | None:
        """What a bare participle after a mark qualifies: "(après) X, directeur technique, parti fonder Y"."""
        if not self.grammar.is_participle(token) and token.pos_ in ("VERB", "AUX"):
            return None
        mark = token.i - 1
        noun = token.head
        if token.dep_ in ("acl", "amod") and noun.i < token.i and noun.pos_ == "NOUN" and not self.discourse.at(noun.i):
            mark = noun.i - 1  # "X, un fonds monté par Y"
            while mark > 0 and self.doc[mark].pos_ in ("DET", "ADJ", "NUM"):
                mark -= 1
        while mark > 0 and self.doc[mark].pos_ == "ADV":
            mark -= 1
        for _ in range(_SEGMENTS):
            if mark <= sentence_start(token) or self.doc[mark].text not in _MARKS:
                return None
            ending = [r for r in self.discourse.references if r.end == mark and r.named]
            found = next((r for r in ending if r.kind in kinds), None)
            if found is not None or ending:
                return found
            low = mark - 1
            while low > sentence_start(token) and self.doc[low].text not in _MARKS:
                if self.grammar.is_finite(self.doc[low]):
                    return None
                low -= 1
            mark = low
        return None

    def _before_relative(self, token: Token, kinds: tuple[Kind, ...]) -> Reference | None:
        """The mention that a relative clause parts from its verb: "X, qui dirigeait Y, a rejoint Z"."""
        if self.doc[token.i - 1].lower_ in self.grammar.relative_subject:
            return None
        for index in range(sentence_start(token) + 1, token.i):
            if self.doc[index].lower_ in self.grammar.relative_subject and self.doc[index - 1].text == ",":
                closed = any(t.text == "," for t in self.doc[index : token.i])
                ending = [r for r in self.discourse.references if r.end == index - 1 and r.kind in kinds]
                found = next((r for r in ending if not self.context.governed(r)), None)
                if closed and found is not None:
                    return found
        return None

    def _opens(self, token: Token) -> bool:
        """Whether a clause without finite verb opens the sentence: "Fondée par X,", "Après avoir quitté X,"."""
        before = self.doc[sentence_start(token) : token.i]
        opening = all(t.pos_ in _OPENING or t.is_punct or t.is_space for t in before)
        return opening and token.pos_ != "NOUN" and not self.grammar.is_finite(token)

    def _opened(self, token: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Fondée en 2015 par A et B, X …": of whom a clause that opens its sentence says something."""
        comma = next((i for i in range(token.i, sentence_end(token)) if self.doc[i].text == ","), None)
        for reference in sorted(self.discourse.references, key=lambda r: (not r.subject, r.start)):
            inside = comma is not None and comma < reference.start < sentence_end(token)
            if inside and reference.kind in kinds and not self.context.governed(reference):
                yield self.phrases.listed(reference, kinds)
                return


def _verb_above(token: Token) -> Token:
    """The nearest verb from a token up the tree, else the root."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token
