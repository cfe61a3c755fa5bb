"""What fills the roles of a trigger: phrases found by function or preposition, resolved to entities and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from spacy.tokens import Doc, Span, Token

from ontograph import layers
from ontograph.discourse import Discourse, Reference
from ontograph.frames.enumerations import Enumerations
from ontograph.frames.frameset import GrammarFile
from ontograph.frames.triggers import Trigger
from ontograph.grammar import OBLIQUE, Grammar, noun_phrase, sentence_end, sentence_start
from ontograph.model import Filler, Kind, Money

_HAVING = 6
"""Tokens within which a trigger's required noun stands."""

UNDERSTOOD = frozenset({"employer", "focus", "house", "previous", "topic"})
"""Ways that fill a role with what the text leaves out."""

BOTH: tuple[Kind, ...] = ("Organization", "Person")
ROLE_KINDS: dict[str, tuple[Kind, ...]] = {
    "person": ("Person",),
    "organization": ("Organization",),
    "destination": ("Organization",),
    "founder": BOTH,
    "investor": BOTH,
    "leadInvestor": BOTH,
    "acquirer": BOTH,
    "target": ("Organization",),
    "plaintiff": BOTH,
    "defendant": BOTH,
    "party": ("Organization",),
}
"""Kinds that may fill an entity role, as the ontology's ranges say."""


@dataclass(frozen=True, slots=True)
class Found:
    """Fillers of one role, with the tokens that express them (none where they are only understood)."""

    fillers: tuple[Filler, ...]
    start: int | None = None
    end: int | None = None
    title: Span | None = None

    def joined(self, other: Found) -> Found:
        """Both, in order."""
        starts = [s for s in (self.start, other.start) if s is not None]
        ends = [e for e in (self.end, other.end) if e is not None]
        fillers = tuple(dict.fromkeys((*self.fillers, *other.fillers)))
        return Found(fillers, min(starts, default=None), max(ends, default=None), self.title)


@dataclass
class ArgumentFinder:
    """Finds arguments on one Doc."""

    doc: Doc
    grammar: Grammar
    words: GrammarFile
    discourse: Discourse
    enumerations: Enumerations = field(init=False)

    def __post_init__(self) -> None:
        self.enumerations = Enumerations(self.doc, self.discourse, self.words)
        self.prepositions = {k: frozenset(v) for k, v in self.words.prepositions.items()}
        self.parts = frozenset(self.words.parts)
        self.possessives = frozenset(self.words.possessives)
        self.compound = frozenset(self.words.compound)
        self.pronouns = frozenset(self.words.pronouns)
        self.as_words = frozenset(self.words.as_words)
        self.secondary = frozenset(self.words.secondary)
        self.passive_governors = frozenset(self.words.passive_governors)
        self.amounts = layers.spans(self.doc, layers.AMOUNTS)
        self.percents = layers.spans(self.doc, layers.PERCENTS)
        self.titles = layers.spans(self.doc, layers.TITLES)
        self.dates = layers.spans(self.doc, layers.DATES)
        words = frozenset(self.words.value_words)
        self.valued = {a.start for a in self.amounts if self._is_valued(a, words)}

    # -- entities ------------------------------------------------------------------------------------------------

    def entities(
        self, trigger: Trigger, role: str, ways: Iterable[str], taken: frozenset[str], previous: str | None
    ) -> Found | None:
        """The first way that yields an entity of the role's kind that no other role has."""
        kinds = ROLE_KINDS[role]
        blocked = False
        for way in ways:
            if way in UNDERSTOOD and blocked:
                continue
            blocked = blocked or self._unread(trigger, way)
            for found in self._way(trigger, way, kinds, taken, previous):
                fillers = tuple(f for f in found.fillers if f not in taken)
                if fillers:
                    return Found(fillers, found.start, found.end, found.title)
        return None

    def more(self, trigger: Trigger, role: str, ways: Iterable[str], taken: frozenset[str]) -> Found | None:
        """All fillers that any of the ways adds."""
        kinds = ROLE_KINDS[role]
        found: list[Found] = []
        for way in ways:
            found += list(self._way(trigger, way, kinds, taken, None))[:1]
        fillers = tuple(dict.fromkeys(f for one in found for f in one.fillers if f not in taken))
        places = [f for f in found if f.start is not None]
        if not fillers:
            return None
        start = min((f.start for f in places if f.start is not None), default=None)
        return Found(fillers, start, max((f.end for f in places if f.end is not None), default=None))

    def has_object(self, trigger: Trigger, lemmas: Iterable[str]) -> bool:
        """Whether one of these nouns stands by the trigger, as its object, complement or the noun it qualifies."""
        wanted = frozenset(lemmas)
        token = trigger.token
        low, high = max(sentence_start(token), token.i - _HAVING), min(sentence_end(token), trigger.end + _HAVING)
        return any(t.lemma_.lower() in wanted or t.lower_ in wanted for t in self.doc[low:high])

    def _unread(self, trigger: Trigger, way: str) -> bool:
        """Whether the text fills a way with a phrase of its own: if that cannot be read, nothing is understood."""
        token = trigger.token
        if way == "object":
            return any(o.pos_ in ("NOUN", "PROPN") for o in self._function(trigger, way))
        if way not in self.prepositions or trigger.end >= len(self.doc):
            return False
        if self.doc[trigger.end].lower_ not in self.prepositions[way] and trigger.end != token.i + 1:
            return False
        opener = self.doc[trigger.end - 1] if self.doc[trigger.end - 1].lower_ in self.prepositions[way] else None
        opener = opener or (self.doc[trigger.end] if self.doc[trigger.end].lower_ in self.prepositions[way] else None)
        if opener is None:
            return False
        head = self.doc[min(opener.i + 1, len(self.doc) - 1)]
        while head.i + 1 < len(self.doc) and head.pos_ in ("DET", "ADJ", "NUM"):
            head = self.doc[head.i + 1]
        if self.discourse.at(head.i) is not None:
            return False
        values = [*self.titles, *self.amounts, *self.percents, *self.dates]
        return head.pos_ in ("NOUN", "PROPN") and not any(s.start <= head.i < s.end for s in values)

    def _way(
        self, trigger: Trigger, way: str, kinds: tuple[Kind, ...], taken: frozenset[str], previous: str | None
    ) -> Iterator[Found]:
        token = trigger.token
        if way == "focus":
            entity = self.discourse.focus_organization(token.i, exclude=taken)
            yield from self._understood(entity)
        elif way == "house":
            from_ = {o for p in taken for o in self.discourse.employers.get(p, [])} - {
                self.discourse.main_organization()
            }
            yield from self._understood(self.discourse.focus_organization(token.i, exclude=taken | from_))
        elif way == "previous":
            yield from self._understood(previous)
        elif way == "employer":
            for person in sorted(taken):
                for organization in self.discourse.employers.get(person, [])[:1]:
                    yield from self._understood(organization)
        elif way == "predecessor":
            yield from self._predecessor(trigger, taken)
        elif way == "topic":
            yield from self._understood(self.discourse.main_organization())
        elif way == "owner":
            yield from self._owner(trigger, kinds, taken)
        elif way == "apposed":
            yield from self._apposed(token, kinds, taken)
        elif way == "near":
            yield from self._near(trigger, kinds)
        elif way in self.prepositions:
            yield from self._after(trigger, self.prepositions[way], kinds, taken)
        else:
            for head in self._function(trigger, way):
                yield from self.resolve(head, kinds, taken)
            if way in ("subject", "object"):
                yield from self._by_order(trigger, way, kinds)

    def _predecessor(self, trigger: Trigger, taken: frozenset[str]) -> Iterator[Found]:
        """The employer of the person whom the trigger's subject follows ("X succède à Y", "X le remplace")."""
        token = trigger.token
        heads = [*self.grammar.surface_objects(token), *(c for c in token.children if c.dep_ in OBLIQUE)]
        for head in heads:
            for found in self.resolve(head, ("Person",), taken):
                for organization in self.discourse.employers.get(str(found.fillers[0]), [])[:1]:
                    yield Found((organization,))

    def _understood(self, entity: str | None) -> Iterator[Found]:
        if entity:
            yield Found((entity,))

    def _function(self, trigger: Trigger, way: str) -> list[Token]:
        token, frame = trigger.token, trigger.frame
        grammar = self.grammar
        if token.pos_ not in ("VERB", "AUX") and way in ("subject", "object") and trigger.frame.nouns:
            return self._support(token) if way != "object" else []
        caused = token.head.lemma_ in self.passive_governors and "Inf" in token.morph.get("VerbForm", [])
        if caused:
            if way == "object":
                return grammar.surface_subjects(token.head)
            return grammar.agents(token)
        if way == "subject":
            return grammar.subjects(token, frame.intransitive)
        if way == "object":
            return grammar.objects(token)
        if way == "agent":
            return grammar.agents(token)
        if way in ("support", "raiser"):
            return self._support(token, refuse=frozenset(self.words.leading) if way == "raiser" else frozenset())
        return []

    def _support(self, noun: Token, refuse: frozenset[str] = frozenset()) -> list[Token]:
        """The subject of the verb that an event noun depends on, unless that verb is refused."""
        own = [c for c in noun.children if c.dep_ in ("nsubj", "nsubj:pass")]
        if own:
            return own
        at = noun
        while at.head.i != at.i and at.pos_ not in ("VERB", "AUX"):
            at = at.head
        if at.lemma_ in refuse:
            return []
        return self.grammar.subjects(at) or self.grammar.surface_subjects(at) if at.pos_ in ("VERB", "AUX") else []

    def _by_order(self, trigger: Trigger, way: str, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """Without a usable tree: the bare mention that stands nearest on the function's side of the trigger."""
        token = trigger.token
        left = (way == "subject") != (self.grammar.is_passive(token) and not trigger.frame.intransitive)
        if left:
            start = self.grammar.clause_start(token)
            joined = any(t.pos_ == "CCONJ" for t in self.doc[start : min(start + 3, token.i)])
            if start > sentence_start(token) and (joined or not self.grammar.is_finite(token)):
                start = self.grammar.clause_start(self.doc[start - 1])
            candidates = [r for r in self.discourse.references if start <= r.start < token.i]
            candidates.reverse()
        else:
            end = self.grammar.clause_end(token)
            candidates = [r for r in self.discourse.references if trigger.end <= r.start < end]
        for reference in candidates:
            if reference.kind in kinds and not self._governed(reference):
                yield self._listed(reference, kinds)
                return
        if left and self.grammar.is_participle(token) and token.i == sentence_start(token):
            yield from self._opened(token, kinds)

    def _opened(self, token: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Fondée en 2015 par A et B, X …": what a participle that opens its sentence says something of."""
        comma = next((i for i in range(token.i, sentence_end(token)) if self.doc[i].text == ","), None)
        for reference in self.discourse.references:
            if comma is not None and comma < reference.start < sentence_end(token):
                if reference.kind in kinds and not self._governed(reference):
                    yield self._listed(reference, kinds)
                    return

    def _governed(self, reference: Reference) -> bool:
        """Whether a preposition stands before a mention (its determiner aside)."""
        index = reference.start - 1
        while index >= 0 and self.doc[index].pos_ in ("DET", "ADJ", "NUM"):
            index -= 1
        return index >= 0 and self.doc[index].pos_ == "ADP"

    def resolve(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str] = frozenset()) -> Iterator[Found]:
        """The entities that the phrase of a head token stands for."""
        for kind in kinds:
            reference = self.discourse.at(head.i, kind)
            if reference is not None:
                yield self._listed(reference, kinds)
                return
        if head.pos_ == "PRON":
            yield from self._pronoun(head, kinds, taken)
            return
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X"):
            yield from self._inside(head, kinds, taken)

    def _inside(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """A phrase whose head is no mention: a name introduced by the noun ("l'Espagnole X"), or its part's owner."""
        owner_wanted = head.lemma_.lower() in self.parts or head.lower_ in self.parts
        for index in noun_phrase(head, min(len(self.doc), sentence_end(head), head.i + 10)):
            token = self.doc[index]
            if token.pos_ == "ADP" and index > head.i and not owner_wanted:
                return
            reference = next((r for k in kinds if (r := self.discourse.at(index, k))), None)
            if reference is not None:
                yield self._listed(reference, kinds)
                return
        if owner_wanted and "Organization" in kinds:
            yield from self._understood(self.discourse.focus_organization(head.i, exclude=taken))

    def _pronoun(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        if head.lower_ not in self.pronouns:
            return
        gender = {"Masc": "m", "Fem": "f"}.get(next(iter(head.morph.get("Gender", [])), ""))
        plural = "Plur" in head.morph.get("Number", [])
        kind: Kind = "Person" if "Person" in kinds else "Organization"
        if plural:
            group = self.enumerations.last_before(head.i, kind)
            if group:
                yield Found(group, head.i, head.i + 1)
            return
        found = self.discourse.antecedents(head.i, kinds, gender, exclude=taken)
        if found:
            yield Found((found[0],), head.i, head.i + 1)

    def _listed(self, reference: Reference, kinds: tuple[Kind, ...]) -> Found:
        """A mention with the other members of its enumeration."""
        members = self.enumerations.of(reference)
        entities = [e for r in members if r.kind in kinds for e in r.entities]
        return Found(tuple(dict.fromkeys(entities)), members[0].start, members[-1].end)

    def _after(
        self,
        trigger: Trigger,
        prepositions: frozenset[str],
        kinds: tuple[Kind, ...],
        taken: frozenset[str],
        limit: int | None = None,
    ) -> Iterator[Found]:
        """Phrases after one of the prepositions, from the trigger to the end of its clause (or to `limit`)."""
        token = trigger.token
        end = limit or self.grammar.clause_end(token)
        for clitic in token.children:
            if prepositions & self.grammar.clitics.get(clitic.lower_, frozenset()) and clitic.i < token.i:
                found = self.discourse.focus_organization(clitic.i, exclude=taken)
                if found and "Organization" in kinds:
                    yield Found((found,), clitic.i, clitic.i + 1)
        for opener in self.grammar.after_preposition(token, prepositions, end):
            if opener.i > 1 and self.doc[opener.i - 2].lower_ in self.compound and opener.i - 2 > token.i:
                continue
            head = opener
            while head.i + 1 < end and head.pos_ in ("DET", "ADJ", "ADP", "ADV") and not self.discourse.at(head.i):
                head = self.doc[head.i + 1]
            yield from self.resolve(head, kinds, taken)

    def _owner(self, trigger: Trigger, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """ "son départ", "le départ de X", "la démission du directeur financier Y"."""
        token = trigger.token
        for index in range(token.i - 1, max(token.i - 4, -1), -1):
            before = self.doc[index]
            if before.lower_ in self.possessives:
                subjects = self._support(token)
                for subject in subjects:
                    found = list(self.resolve(subject, kinds, taken))
                    if found:
                        yield from found
                        return
                for kind in kinds:
                    entity = self.discourse.possessor(before, kind, exclude=taken)
                    if entity:
                        yield Found((entity,), index, index + 1)
                        return
            if before.pos_ not in ("ADJ", "DET", "NUM"):
                break
        limit = trigger.end
        while limit < self.grammar.clause_end(token) and not self._parts_owner(limit):
            limit += 1
        yield from self._after(trigger, self.prepositions["de"], kinds, taken, limit)

    def _parts_owner(self, index: int) -> bool:
        """Whether another preposition starts here: what follows belongs to its phrase, not to the noun before."""
        token = self.doc[index]
        valued = any(s.start <= index < s.end for s in (*self.amounts, *self.dates, *self.titles))
        return token.pos_ == "ADP" and token.lower_ not in self.prepositions["de"] and not valued

    def _apposed(self, token: Token, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """ "X, (déjà) actionnaire de Y" and "X est actionnaire de Y"."""
        for subject in token.children:
            if subject.dep_ in ("nsubj", "nsubj:pass") and any(c.dep_ == "cop" for c in token.children):
                yield from self.resolve(subject, kinds, taken)
        index = token.i - 1
        while index >= 0 and self.doc[index].pos_ in ("DET", "ADJ", "ADV", "NUM"):
            index -= 1
        if index > 0 and self.doc[index].text in (",", "("):
            reference = next((r for k in kinds if (r := self.discourse.at(index - 1, k))), None)
            if reference is not None:
                yield self._listed(reference, kinds)

    def _near(self, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """Any mention of the kind in the clause, after the trigger first."""
        token = trigger.token
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        inside = [r for r in self.discourse.references if start <= r.start < end and r.kind in kinds]
        for reference in sorted(inside, key=lambda r: (r.start < token.i, abs(r.start - token.i))):
            yield self._listed(reference, kinds)

    # -- values --------------------------------------------------------------------------------------------------

    def amount(self, trigger: Trigger, ways: Iterable[str], used: set[int]) -> Found | None:
        """A sum of money: by preposition where one is named, else the nearest of the clause."""
        for way in ways:
            span = self._value(trigger, way, [a for a in self.amounts if a.start not in used])
            if span is not None:
                money = Money(Decimal(span.id_), span.label_ or None, span.kb_id_ == "~")
                used.add(span.start)
                return Found((money,), span.start, span.end)
        return None

    def percent(self, trigger: Trigger, ways: Iterable[str]) -> Found | None:
        """A share, as a decimal string."""
        for way in ways:
            span = self._value(trigger, way, self.percents)
            if span is not None:
                return Found((span.id_,), span.start, span.end)
        return None

    def _value(self, trigger: Trigger, way: str, spans: list[Span]) -> Span | None:
        token = trigger.token
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        inside = [s for s in spans if start <= s.start < end and (s.start in self.valued) == (way == "valued")]
        if way in ("near", "valued"):
            return min(inside, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)
        if way == "object":
            after = [s for s in inside if s.start >= trigger.end and not self._led(s)]
            return after[0] if after else None
        wanted = self.prepositions.get(way, frozenset())
        led = [s for s in inside if (opener := self._led(s)) and opener in wanted]
        return min(led, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)

    def _is_valued(self, amount: Span, words: frozenset[str]) -> bool:
        """Whether a word such as "valorisation" introduces a sum."""
        low = max(amount.start - 7, amount.sent.start)
        return any(t.lemma_.lower() in words or t.lower_ in words for t in self.doc[low : amount.start])

    def _led(self, span: Span) -> str | None:
        """The preposition before a sum, adverbs such as "environ" and determiners aside."""
        index = span.start - 1
        while index >= 0 and self.doc[index].pos_ in ("ADV", "DET", "ADJ") and self.doc[index].text != ",":
            if any(self.doc[index].lower_ in p for p in self.prepositions.values()):
                break
            index -= 1
        word = self.doc[index].lower_ if index >= 0 else ""
        return word if any(word in p for p in self.prepositions.values()) else None

    def title(self, trigger: Trigger, ways: Iterable[str], person: str | None) -> Span | None:
        """The title that goes with the trigger: in its clause after it, else the one beside the person."""
        token = trigger.token
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        for way in ways:
            if way in ("near", "as"):
                after = [t for t in self.titles if trigger.token.i <= t.start < end and self._free(t, person)]
                if way == "as":
                    after = [
                        t for t in after if any(x.lower_ in self.as_words for x in self.doc[t.start - 4 : t.start])
                    ]
                if after:
                    return after[0]
            if way == "subject" and person is not None:
                mine = [
                    t
                    for t in self.titles
                    if start <= t.start < end and (r := self.discourse.at(t.start, "Person")) and person in r.entities
                ]
                if mine:
                    return min(mine, key=lambda t: (t.label_ in self.secondary, abs(t.start - token.i)))
        return None

    def _free(self, title: Span, person: str | None) -> bool:
        """A title that describes somebody else is not this person's."""
        reference = self.discourse.at(title.start, "Person")
        return reference is None or person is None or person in reference.entities
