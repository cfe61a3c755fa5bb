"""Who fills a function by the order of the words, where the tree gives nobody: guarded against other clauses."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.complements import Complements
from ontograph.frames.context import Context
from ontograph.frames.found import Found, Query
from ontograph.frames.phrases import Phrases
from ontograph.grammar import SUBJECT, sentence_end, sentence_start
from ontograph.model import Kind
from ontograph.record import Reference
from ontograph.tokens import Token

_SEGMENTS = 3
"""How many descriptions between marks may part a mention from the participle that qualifies it."""
_RELATIVE = 12
"""Tokens between a relative pronoun and the verb of its clause."""
_MARKS = (",", "(", ":", "–", "—")


class Order:
    """Subjects and objects by order on one Doc."""

    def __init__(self, context: Context, phrases: Phrases, complements: Complements) -> None:
        self.context, self.phrases, self.complements = context, phrases, complements
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.enumerations = context.enumerations

    def find(self, query: Query, way: str) -> Iterator[Found]:
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
            after = token.i + 1 if trigger.frame.verbs else trigger.end  # "traîne X en justice": inside the idiom
            yield from self.first_bare([r for r in self.discourse.references if after <= r.start < end], kinds)

    def _before(self, query: Query) -> Iterator[Found]:
        """The first that fits of: what a participle qualifies, the nearest bare mention of the clause, the one before
        a relative clause, what an opening participle says something of, an inverted subject."""
        token, kinds = query.token, query.kinds
        governor = token.head if token.dep_ in ("xcomp", "advcl", "obl:arg") else token
        if apposed := self.qualified(token, kinds) or self.qualified(governor, kinds):
            yield self.phrases.listed(apposed, kinds)
            return
        start = self.grammar.clause_start(token)
        joined = any(t.pos_ == "CCONJ" for t in self.doc[start : min(start + 3, token.i)])
        if start > sentence_start(token) and (joined or not self.grammar.is_finite(token)):
            start = self.grammar.clause_start(self.doc[start - 1])
        before = [r for r in self.discourse.references if start <= r.start < token.i and not self._set_apart(r, token)]
        bare = list(self.first_bare(before[::-1], kinds))
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
        else:
            yield from self._inverted(query)

    def _set_apart(self, reference: Reference, token: Token) -> bool:
        """Whether a mention stands in a bracket that closes before a token: "créée par X (École Y), lève 10 M€"."""
        marks = (t.text for t in self.doc[reference.end : token.i] if t.text in ("(", ")"))
        return next(marks, "") == ")"

    def first_bare(self, candidates: list[Reference], kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The first of some mentions that no preposition governs, with its enumeration."""
        for reference in candidates:
            if reference.kind in kinds and not self.context.governed(reference):
                yield self.phrases.listed(reference, kinds)
                return

    def qualified(self, token: Token, kinds: tuple[Kind, ...]) -> Reference | None:
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
        for index in range(token.i - 1, sentence_start(token), -1):
            if self.doc[index].lower_ in self.grammar.relative_subject and self.doc[index - 1].text == ",":
                closed = any(t.text == "," for t in self.doc[index : token.i])
                ending = [r for r in self.discourse.references if r.end == index - 1 and r.kind in kinds]
                found = next((r for r in ending if not self.context.governed(r)), None)
                if closed and found is not None:
                    return found
        return None

    def _opens(self, token: Token) -> bool:
        """Whether a clause without finite verb opens the sentence: "Fondée par X,", "Un an après avoir quitté X,"."""
        if token.pos_ == "NOUN" or self.grammar.is_finite(token):
            return False
        start = sentence_start(token)
        colons = (i for i in range(token.i - 1, start, -1) if self.doc[i].text in (":", ";"))
        start = next(colons, start - 1) + 1
        named = any(start <= r.start < token.i for r in self.discourse.references)
        return not named and not any(self.grammar.is_finite(t) for t in self.doc[start : token.i])

    def _opened(self, token: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Fondée en 2015 par A et B, X …": of whom a clause that opens its sentence says something."""
        end = sentence_end(token)
        comma = next((i for i in range(token.i, end) if self.doc[i].text == ","), end)
        for reference in sorted(self.discourse.references, key=lambda r: (not r.subject, r.start)):
            inside = comma < reference.start < end
            if inside and reference.kind in kinds and not self.context.governed(reference):
                yield self.phrases.listed(reference, kinds)
                return
        for pronoun in self.doc[comma:end]:
            if pronoun.dep_ in SUBJECT and pronoun.lower_ in self.context.pronouns:
                yield from self.phrases.pronoun(pronoun, kinds, frozenset())
                return

    # -- other constructions -------------------------------------------------------------------------------------

    def after_conjunction(self, query: Query) -> Iterator[Found]:
        """ "et Y, qui dirigeait Z, quitte W": the bare mention between a conjunction and its finite verb is the subject
        where the tree gives the verb that of the clause before."""
        verb = query.token
        own = any(c.dep_ in SUBJECT for c in verb.children)
        if verb.dep_ not in ("advcl", "conj", "parataxis") or not self.grammar.is_finite(verb) or own:
            return
        since = self.doc[verb.head.i + 1 : verb.i] if verb.head.i < verb.i else ()
        joined = next((c.i for c in verb.children if c.dep_ == "cc" and c.i < verb.i), None)
        joined = joined or next((t.i for t in list(since)[::-1] if t.pos_ == "CCONJ"), verb.i)
        between = [r for r in self.discourse.references if joined < r.start < verb.i and r.named]
        bare = [r for r in between if not self.context.governed(r)]
        if bare and bare[0].kind in query.kinds:
            yield self.phrases.listed(bare[0], query.kinds)

    def adjacent(self, query: Query, heads: list[Token]) -> Iterator[Found]:
        """ "… et Y y fait son entrée": a bare name right before its finite verb is the subject, whatever name further
        off the tree gives it; not where it is the object of a relative clause ("l'homme qui a recruté Y quitte Z")."""
        verb = query.token
        if not self.grammar.is_finite(verb) or self.grammar.is_passive(verb):
            return
        index = verb.i - 1
        while index > sentence_start(verb) and self._leads_to(index, verb):
            index -= 1
        reference = self.context.reference(index, query.kinds)
        if reference is None or not reference.named or self.context.governed(reference):
            return
        name = self.doc.span(reference.start, reference.end).root
        if name.dep_ not in ("conj", "appos", "flat:name", "nmod") or self._relative_between(verb, index):
            return
        members = self.enumerations.of(reference)
        if not any(r.start <= h.i < r.end for h in heads for r in members):
            yield self.phrases.listed(reference, query.kinds)

    def trailing(self, query: Query) -> Iterator[Found]:
        """ "remplace X, parti chez Y": the name right before the bare participle of a verb without object."""
        verb = query.token
        other = self.grammar.is_finite(verb) or "Inf" in verb.morph.get("VerbForm", [])
        if not query.trigger.frame.intransitive or other or any(c.dep_.startswith("aux") for c in verb.children):
            return
        comma = verb.i - 1
        while comma > sentence_start(verb) and self.doc[comma].pos_ == "ADV":
            comma -= 1
        reference = self.context.reference(comma - 1, query.kinds) if self.doc[comma].text == "," else None
        if reference is None or not reference.named or reference.end != comma:
            return
        plural = "Plur" in verb.morph.get("Number", [])
        listed = self.phrases.listed(reference, query.kinds)
        yield listed if plural else Found(reference.entities, reference.start, reference.end)

    def _leads_to(self, index: int, verb: Token) -> bool:
        """Whether a token only parts a subject from its verb: clitics, auxiliaries, adverbs."""
        token = self.doc[index]
        pronoun = token.lower_ in self.grammar.clitics or token.lower_ in self.context.pronouns
        return token.pos_ in ("ADV", "AUX") or (pronoun and token.head.i == verb.i) or token.dep_ == "expl:comp"

    def _relative_between(self, verb: Token, index: int) -> bool:
        """Whether a relative pronoun without a comma after it stands before a name: its clause goes on."""
        for at in range(index - 1, sentence_start(verb) - 1, -1):
            if self.doc[at].text == ",":
                return False
            if self.doc[at].lower_ in self.grammar.relative_subject | self.grammar.relative_object:
                return True
        return False

    def relative_object(self, query: Query) -> Iterator[Found]:
        """ "X, que Y rachètera", "c'est X que Y a fondée": the mention right before a "que" that the tree takes for a
        conjunction."""
        verb = query.token
        for index in range(verb.i - 1, max(sentence_start(verb), verb.i - _RELATIVE), -1):
            here = self.doc[index]
            if here.text in (";", ":") or (self.grammar.is_finite(here) and here.head.i != verb.i):
                return
            if here.lower_ in self.grammar.relative_object:
                before = index - 1 - (self.doc[index - 1].text == ",")
                reference = self.context.reference(before, query.kinds)
                if reference is not None and reference.end == before + 1:
                    yield self.phrases.listed(reference, query.kinds)
                return

    def _inverted(self, query: Query) -> Iterator[Found]:
        """ "En mars est parti X", "Lui succède Y": the mention right after a verb that nothing before it is said of."""
        trigger = query.trigger
        held = any(True for _ in self.grammar.proclitics(trigger.token))
        if not (trigger.frame.intransitive or held) or trigger.end >= len(self.doc):
            return
        if self.grammar.is_finite(trigger.token) and (after := self.context.next_reference(trigger.end, query.kinds)):
            yield self.phrases.listed(after, query.kinds)
