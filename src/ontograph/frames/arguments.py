"""What fills the roles of a trigger: phrases found by function or preposition, resolved to entities and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from spacy.tokens import Doc, Span, Token

from ontograph import layers
from ontograph.discourse import Discourse, Reference
from ontograph.frames import sums
from ontograph.frames.enumerations import Enumerations
from ontograph.frames.frameset import GrammarFile
from ontograph.frames.sequels import Sequels
from ontograph.frames.triggers import Trigger
from ontograph.grammar import OBLIQUE, Grammar, noun_phrase, sentence_end, sentence_start
from ontograph.model import LIST_ROLES, Filler, Kind, Money

_SEGMENTS = 3
"""How many descriptions between marks may part a mention from the participle that qualifies it."""
_NEAR_OPENER = 5
"""Tokens between the mark that opens an enumeration and its first name."""
_MARKS = (",", "(", ":", "–", "—")
_HAVING = 6
"""Tokens within which a trigger's required noun stands."""
_QUALIFIED = 16
"""The same before a bare participle ("un tour de table de 40 millions de dollars bouclé en mars et mené par X")."""
_CAPITAL = 1000
"""A smaller sum is no investment ("sans débourser un dollar")."""
_LEAD = 4
"""Tokens between a trigger and the value that its complement qualifies ("détient un peu moins de 5 % de X")."""

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
    "predecessor": ("Person",),
    "source": ("Organization",),
    "successor": ("Person",),
}
"""Kinds that may fill an entity role, as the ontology's ranges say."""

HELPERS = frozenset({"party2", "predecessor", "source", "successor"})
"""Roles of frames that no fact has: other roles or derived facts are made from their fillers."""


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
    sequels: Sequels = field(init=False)

    def __post_init__(self) -> None:
        self.enumerations = Enumerations(self.doc, self.discourse, self.words)
        self.sequels = Sequels(self.doc, self.discourse, self.words)
        self.alongside = frozenset(self.words.alongside)
        self.prepositions = {k: frozenset(v) for k, v in self.words.prepositions.items()}
        self.parts = frozenset(self.words.parts)
        self.possessives = frozenset(self.words.possessives)
        self.compound = frozenset(self.words.compound)
        self.pronouns = frozenset(self.words.pronouns)
        self.as_words = frozenset(self.words.as_words)
        self.secondary = frozenset(self.words.secondary)
        self.list_openers = frozenset(self.words.list_openers)
        self.definite = frozenset(self.words.definite)
        self.passive_governors = frozenset(self.words.passive_governors)
        self.amounts = layers.spans(self.doc, layers.AMOUNTS)
        self.percents = layers.spans(self.doc, layers.PERCENTS)
        self.titles = layers.spans(self.doc, layers.TITLES)
        self.dates = layers.spans(self.doc, layers.DATES)
        self.all_prepositions = frozenset(w for ws in self.prepositions.values() for w in ws)
        self.relatives = {k: frozenset(v) for k, v in self.words.relatives.items()}
        self.valued = sums.valued(self.doc, self.amounts, frozenset(self.words.value_words))
        self.other_sums = sums.other(self.doc, self.amounts, frozenset(self.words.other_sums))

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
                if self._barred(trigger, found):
                    continue
                if role in LIST_ROLES:
                    found = self._continued(trigger, found, kinds)
                fillers = tuple(f for f in found.fillers if f not in taken)
                if fillers and self._agrees(trigger, way, found):
                    return Found(fillers, found.start, found.end, found.title)
        return None

    def _barred(self, trigger: Trigger, found: Found) -> bool:
        """Whether a word between the trigger and a phrase makes it the owner of something else ("le rachat des parts
        de X", "s'offre le patron de X")."""
        barring = trigger.frame.barring
        if not barring or found.start is None:
            return False
        low, high = (trigger.end, found.start) if found.start >= trigger.end else (found.end or 0, trigger.token.i)
        titled = any(low <= t.start and t.end <= high for t in self.titles)
        owners = [t.i for t in self.doc[low:high] if t.lemma_.lower() in barring or t.lower_ in barring]
        return titled or any(t.lower_ in self.all_prepositions for i in owners for t in self.doc[i + 1 : high])

    def _continued(self, trigger: Trigger, found: Found, kinds: tuple[Kind, ...]) -> Found:
        """A phrase with the members that a coordination adds to it, where one role holds them all."""
        if found.end is None or found.end <= trigger.token.i < found.end:
            return found
        added = [r for r in self.sequels.coordinated(found.end) if r.kind in kinds]
        more = Found(tuple(e for r in added for e in r.entities), None, added[-1].end) if added else None
        return found.joined(more) if more else found

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

    def known(self, noun: Token) -> bool:
        """Whether a definite determiner or a possessive takes a noun up as something that there is."""
        words = self.definite | self.possessives
        return any(t.lower_.replace("’", "'") in words for t in self.doc[max(noun.i - 2, 0) : noun.i])

    def has_object(self, trigger: Trigger, lemmas: Iterable[str]) -> bool:
        """Whether one of these nouns stands by the trigger, as its object, complement or the noun it qualifies."""
        wanted = frozenset(lemmas)
        token = trigger.token
        back = _QUALIFIED if self.grammar.is_passive(token) else _HAVING
        low, high = max(sentence_start(token), token.i - back), min(sentence_end(token), trigger.end + _HAVING)
        return any(t.lemma_.lower() in wanted or t.lower_ in wanted for t in self.doc[low:high])

    def _unread(self, trigger: Trigger, way: str) -> bool:
        """Whether the text fills a way with a phrase of its own: if that cannot be read, nothing is understood."""
        token = trigger.token
        if way == "object":
            return any(o.pos_ in ("NOUN", "PROPN") for o in self._function(trigger, way))
        if way not in self.prepositions or trigger.end >= len(self.doc):
            return False
        values = (*self.percents, *self.amounts)
        value = next((s for s in values if trigger.end <= s.start <= trigger.end + _LEAD), None)
        after = value.end if value is not None and value.end < len(self.doc) else trigger.end
        if self.doc[after].lower_ not in self.prepositions[way] and trigger.end != token.i + 1:
            return False
        opener = self.doc[trigger.end - 1] if self.doc[trigger.end - 1].lower_ in self.prepositions[way] else None
        opener = opener or (self.doc[after] if self.doc[after].lower_ in self.prepositions[way] else None)
        if opener is None:
            return False
        head = self.doc[min(opener.i + 1, len(self.doc) - 1)]
        while head.i + 1 < len(self.doc) and head.pos_ in ("DET", "ADJ", "NUM"):
            head = self.doc[head.i + 1]
        if self.discourse.at(head.i) is not None or head.lemma_.lower() in self.parts:
            return False
        known = (*self.titles, *self.amounts, *self.percents, *self.dates)
        return head.pos_ in ("NOUN", "PROPN") and not any(s.start <= head.i < s.end for s in known)

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
        elif way == "host":
            for subject in self._function(trigger, "subject"):
                for found in self.resolve(subject, ("Person",), taken):
                    for organization in self.discourse.employers.get(str(found.fillers[0]), [])[:1]:
                        yield from self._understood(organization)
        elif way == "whole":
            if trigger.end + 1 < len(self.doc) and self.doc[trigger.end].lower_ in self.prepositions["de"]:
                reference = self._next_reference(trigger.end + 1, kinds)
                if reference is not None:
                    yield self._listed(reference, kinds)
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
        elif way == "firm":
            yield from self._firm(trigger, kinds, taken)
        elif way == "matrix":
            yield from self._matrix(token, kinds)
        elif way == "alongside":
            yield from self._alongside(trigger, kinds, taken)
        elif way in ("left", "right"):
            yield from self._beside(trigger, way, kinds)
        elif way == "close":
            yield from self._close(trigger, kinds)
        elif way == "predicated":
            yield from self._predicated(trigger, kinds)
        elif way == "giver":
            yield from self._giver(trigger, kinds)
        elif way == "share":
            yield from self._share(trigger, kinds)
        elif way in self.prepositions:
            yield from self._after(trigger, self.prepositions[way], kinds, taken)
        else:
            heads = self._function(trigger, way)
            for head in heads:
                yield from self.resolve(head, kinds, taken, trigger.frame.strict)
            for head in heads:
                yield from self._spelled_out(head, trigger, kinds)
            if way in ("subject", "object") and not (heads and self._settled(trigger, way)):
                yield from self._by_order(trigger, way, kinds)

    def _agrees(self, trigger: Trigger, way: str, found: Found) -> bool:
        """Whether a verb in the singular has one subject: "X, dirigé par A et B, qui détient" is not of A and B."""
        token = trigger.token
        if way not in ("subject", "doer") or len(found.fillers) < 2 or self.grammar.is_passive(token):
            return True
        finite = [t for t in (token, *token.children) if "Fin" in t.morph.get("VerbForm", [])]
        after = found.start is not None and found.start > token.i
        return after or not finite or "Sing" not in finite[0].morph.get("Number", [])

    def _settled(self, trigger: Trigger, way: str) -> bool:
        """Whether a strict frame takes the tree's word for a function: not where a relative pronoun is the subject,
        whose noun the tree often misses."""
        relative = any(c.lower_ in self.grammar.relative_subject for c in trigger.token.children)
        return trigger.frame.strict and not (way == "subject" and relative)

    def _firm(self, trigger: Trigger, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """`support`, but the article's main organization for one of its people."""
        main = self.discourse.main_organization()
        for head in self._support(trigger.token):
            for found in self.resolve(head, kinds, taken, trigger.frame.strict):
                own = any(main in self.discourse.employers.get(str(f), ()) for f in found.fillers)
                yield from self._understood(main) if own else iter((found,))

    def _matrix(self, participle: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The subject of the verb above a bare participle's noun: most often who owns what was bought."""
        if not self.grammar.is_participle(participle):
            return
        at = participle.head
        while at.head.i != at.i and at.pos_ not in ("VERB", "AUX"):
            at = at.head
        if at.pos_ in ("VERB", "AUX") and at.i != participle.i:
            for subject in self.grammar.subjects(at):
                if subject.i != participle.head.i:
                    yield from self.resolve(subject, kinds)

    def _alongside(self, trigger: Trigger, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """ "aux côtés de X": the phrase after a noun of `alongside` and its "de"."""
        limit = sentence_end(trigger.token)
        for index in range(trigger.token.i + 1, limit - 2):
            if self.doc[index].lower_ in self.alongside and self.doc[index + 1].lower_ in self.prepositions["de"]:
                for at in range(index + 2, min(index + 5, limit)):
                    for found in self.resolve(self.doc[at], kinds, taken):
                        yield self._continued(trigger, found, kinds)
                        return

    def _spelled_out(self, head: Token, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The members of a group that the sentence names after it: "trois dirigeants sont partis : A, B et C"."""
        if head.pos_ not in ("NOUN", "PRON", "NUM", "ADJ") or self.discourse.at(head.i) is not None:
            return
        if "Plur" not in head.morph.get("Number", []) and not any(c.lower_ in self.words.counts for c in head.children):
            return
        end = sentence_end(trigger.token)
        opened = [i for i in range(head.i + 2, trigger.token.i) if self.doc[i - 1].text == ","]
        opened = [i for i in (*opened, *range(trigger.end, end)) if self.doc[i].lower_ in self.list_openers]
        opener = next(iter(opened), end)
        end = trigger.token.i if opener < trigger.token.i else end
        named = [r for r in self.discourse.references if opener < r.start < end and r.named and r.kind in kinds]
        members = [r for r in named if not self._governed(r)]
        if members and members[0].start - opener <= _NEAR_OPENER:
            fillers = tuple(dict.fromkeys(e for r in members for e in r.entities))
            yield Found(fillers, members[0].start, members[-1].end)

    def _several(self, head: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "le duo", "les deux hommes", "les deux": people of whom the text has just spoken."""
        if "Person" not in kinds:
            return
        alone = self.words.counts.get(head.lower_, 0) if any(c.dep_ == "det" for c in head.children) else 0
        counted = [self.words.counts[c.lower_] for c in head.children if c.lower_ in self.words.counts]
        lemma = next((w for w in (head.lemma_.lower(), head.lower_.removesuffix("s")) if w in self.words.groups), "")
        number = alone or (next(iter(counted), self.words.groups[lemma]) if lemma else 0)
        definite = any(c.lower_ in self.definite for c in head.lefts)
        people = self.enumerations.people_before(head.i, number) if number and definite else ()
        if people:
            yield Found(people, head.i, head.i + 1)

    def _beside(self, trigger: Trigger, way: str, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The mention that ends nearest before an idiom, or begins nearest after it, within the sentence."""
        token = trigger.token
        inside = [
            r
            for r in self.discourse.references
            if r.kind in kinds
            and (
                sentence_start(token) <= r.start and r.end <= token.i
                if way == "left"
                else trigger.end <= r.start < sentence_end(token)
            )
        ]
        for reference in reversed(inside) if way == "left" else inside:
            yield self._listed(reference, kinds)

    def _close(self, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The mention right after an idiom, with no more than articles and common nouns between."""
        for index in range(trigger.end, min(trigger.end + _LEAD + 1, sentence_end(trigger.token))):
            reference = next((r for k in kinds if (r := self.discourse.at(index, k))), None)
            if reference is not None:
                yield self._listed(reference, kinds)
                return
            if self.doc[index].pos_ not in ("DET", "ADJ", "NOUN", "ADV", "ADP", "NUM"):
                return

    def _predicated(self, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Les actionnaires de X sont A, B et C": the mentions after a word that introduces members."""
        token = trigger.token
        introducing = frozenset(self.words.introducing)
        for reference in self.discourse.references:
            if trigger.end <= reference.start < sentence_end(token) and reference.kind in kinds:
                index = reference.start - 1
                while index > trigger.end and self.doc[index].pos_ in ("DET", "ADJ", "NOUN", "ADV"):
                    index -= 1
                if {self.doc[index].lower_, self.doc[index].lemma_.lower()} & introducing:
                    yield self._listed(reference, kinds)

    def _giver(self, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Empoche 100 M€ de X": the "de" complement of a sum that names who pays it."""
        for amount in self.amounts:
            if not trigger.end <= amount.start < self.grammar.clause_end(trigger.token) or amount.end >= len(self.doc):
                continue
            index = amount.end + 1
            while index < amount.sent.end - 1 and self.doc[index].pos_ in ("DET", "ADJ"):
                index += 1
            if self.doc[amount.end].lower_ in self.prepositions["de"] and index < len(self.doc):
                yield from self.resolve(self.doc[index], kinds, strict=True)

    def _share(self, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "49 % de X", "1,8 % du capital de la société X": whose part a percentage of the clause is."""
        token = trigger.token
        shares, of = frozenset(self.words.shares), self.prepositions["de"]
        for percent in self.percents:
            if not self.grammar.clause_start(token) <= percent.start < self._end(trigger):
                continue
            index = percent.end
            while index < sentence_end(token):
                here = self.doc[index]
                if here.lower_ not in of and here.lemma_.lower() not in shares and here.pos_ != "DET":
                    break
                index += 1
            if index < sentence_end(token) and index > percent.end and self.doc[index].pos_ not in ("VERB", "AUX"):
                yield from self.resolve(self.doc[index], kinds)

    def _predecessor(self, trigger: Trigger, taken: frozenset[str]) -> Iterator[Found]:
        """The employer of the person whom the trigger's subject follows ("X succède à Y", "X le remplace")."""
        token = trigger.token
        heads = [*self.grammar.surface_objects(token), *(c for c in token.children if c.dep_ in OBLIQUE)]
        heads += [c for c in token.children if c.lower_ in self.pronouns and c.lower_ in self.grammar.clitics]
        subjects = self._function(trigger, "subject")
        own = {str(f) for s in subjects for found in self.resolve(s, ("Person",)) for f in found.fillers}
        for head in heads:
            for found in self.resolve(head, ("Person",), frozenset(own)):
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
        governor = token.head if token.head.lemma_ in self.passive_governors else token.doc[max(token.i - 1, 0)]
        caused = governor.lemma_ in self.passive_governors and "Inf" in token.morph.get("VerbForm", [])
        if caused:
            if way == "object":
                return grammar.surface_subjects(governor) or grammar.surface_subjects(token)
            return grammar.agents(token)
        if way in ("subject", "doer"):
            return grammar.subjects(token, frame.intransitive)
        if way in ("object", "patient"):
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
        passive = self.grammar.is_passive(token) and not trigger.frame.intransitive
        if passive and way == "subject":
            if token.pos_ in ("VERB", "ADJ"):
                yield from self._after(trigger, self.prepositions["par"], kinds, frozenset())
            return
        left = (way == "subject") != passive
        governor = token.head if token.dep_ in ("xcomp", "advcl", "obl:arg") else token
        if left and (apposed := self._qualified(token, kinds) or self._qualified(governor, kinds)):
            yield self._listed(apposed, kinds)
            return
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
        if left and (found := self._before_relative(token, kinds)):
            yield self._listed(found, kinds)
            return
        if left and self.grammar.is_participle(token) and token.i == sentence_start(token):
            yield from self._opened(token, kinds)
        elif left and any(t.lower_ in self.relatives for t in self.doc[start : token.i]):
            after = self.discourse.at(trigger.end) if trigger.end < len(self.doc) else None
            if after is not None and after.kind in kinds:
                yield self._listed(after, kinds)

    def _next_reference(self, index: int, kinds: tuple[Kind, ...]) -> Reference | None:
        """The mention that begins at a token, determiners aside."""
        while index + 1 < len(self.doc) and self.doc[index].pos_ in ("DET", "ADJ") and not self.discourse.at(index):
            index += 1
        return next((r for k in kinds if (r := self.discourse.at(index, k))), None)

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
                found = next((r for r in ending if not self._governed(r)), None)
                if closed and found is not None:
                    return found
        return None

    def _opened(self, token: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "Fondée en 2015 par A et B, X …": what a participle that opens its sentence says something of."""
        comma = next((i for i in range(token.i, sentence_end(token)) if self.doc[i].text == ","), None)
        for reference in sorted(self.discourse.references, key=lambda r: (not r.subject, r.start)):
            inside = comma is not None and comma < reference.start < sentence_end(token)
            if inside and reference.kind in kinds and not self._governed(reference):
                yield self._listed(reference, kinds)
                return

    def _governed(self, reference: Reference) -> bool:
        """Whether a preposition stands before a mention (its determiner aside)."""
        index = reference.start - 1
        while index >= 0 and self.doc[index].pos_ in ("DET", "ADJ", "NUM"):
            index -= 1
        return index >= 0 and self.doc[index].pos_ == "ADP"

    def resolve(
        self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str] = frozenset(), strict: bool = False
    ) -> Iterator[Found]:
        """The entities that the phrase of a head token stands for; `strict`: a part does not stand for its whole."""
        for kind in kinds:
            reference = self.discourse.at(head.i, kind)
            if reference is not None:
                if not reference.named and reference.entities and taken.issuperset(reference.entities):
                    others = self.discourse.antecedents(head.i, kind, exclude=taken)
                    yield from self._understood(others[0] if others else None)  # "X attaque l'entreprise": another one
                else:
                    yield self._listed(reference, kinds)
                return
        several = list(self._several(head, kinds))
        if several:
            yield from several
            return
        if head.pos_ == "PRON":
            yield from self._pronoun(head, kinds, taken)
            return
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X"):
            yield from self._inside(head, kinds, taken, strict)

    def _inside(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str], strict: bool) -> Iterator[Found]:
        """A phrase whose head is no mention: a name introduced by the noun ("l'Espagnole X"), or its part's owner."""
        owner_wanted = not strict and (head.lemma_.lower() in self.parts or head.lower_ in self.parts)
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
        gender = None if head.lower_ in self.grammar.clitics else gender
        plural = "Plur" in head.morph.get("Number", [])
        kind: Kind = "Person" if "Person" in kinds else "Organization"
        if plural:
            group = self.enumerations.last_before(head.i, kind)
            if not group and kind == "Person":
                group = self.enumerations.people_before(head.i)
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
        end = limit or self._end(trigger)
        for clitic in token.children:
            if prepositions & self.grammar.clitics.get(clitic.lower_, frozenset()) and clitic.i < token.i:
                if kinds == ("Person",):
                    yield from self._pronoun(clitic, kinds, taken)
                    continue
                known = self.discourse.antecedents(clitic.i, "Organization", exclude=taken)
                if known and "Organization" in kinds:
                    yield Found((known[0],), clitic.i, clitic.i + 1)
        yield from self._relativised(trigger, prepositions, kinds, taken)
        for opener in self.grammar.after_preposition(token, prepositions, end):
            before = opener.i - 2
            while before > token.i and (self.doc[before].text == "," or self.doc[before].pos_ == "ADV"):
                if self.doc[before].lower_ in self.compound:
                    break
                before -= 1
            if before > token.i and self.doc[before].lower_ in self.compound:
                continue
            head = opener
            while head.i + 1 < end and not self.discourse.at(head.i) and self._leads(head):
                head = self.doc[head.i + 1]
            yield from self.resolve(head, kinds, taken, trigger.frame.strict)

    def _leads(self, token: Token) -> bool:
        """Whether a token only leads to the head of a phrase: articles, adverbs, also between commas."""
        if token.text == ",":
            return token.nbor(1).pos_ == "ADV" or token.nbor(-1).pos_ == "ADV"
        return token.pos_ in ("DET", "ADJ", "ADP", "ADV")

    def _relativised(
        self, trigger: Trigger, prepositions: frozenset[str], kinds: tuple[Kind, ...], taken: frozenset[str]
    ) -> Iterator[Found]:
        """ "X, dont Y détient 10 %": the noun before a relative pronoun that holds the preposition."""
        token = trigger.token
        for index in range(token.i - 1, max(sentence_start(token), token.i - 12), -1):
            here = self.doc[index]
            if here.text in (";", ":") or (self.grammar.is_finite(here) and here.head.i != token.i):
                return
            if prepositions & self.relatives.get(here.lower_, frozenset()):
                before = index - 1
                while before > 0 and self.doc[before].is_punct:
                    before -= 1
                reference = next((r for k in kinds if (r := self.discourse.at(before, k))), None)
                if reference is not None and not taken & {*reference.entities}:
                    yield Found(reference.entities, reference.start, reference.end)
                return

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
        opens = token.pos_ == "ADP" or token.lower_ in self.all_prepositions
        return opens and token.lower_ not in self.prepositions["de"] and not valued

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

    def amount(
        self, trigger: Trigger, ways: Iterable[str], used: set[int], beside: Found | None = None
    ) -> Found | None:
        """A sum of money: by preposition where one is named, else the nearest of the clause."""
        refused = used | self.other_sums if trigger.frame.capital else used
        free = [a for a in self.amounts if a.start not in refused]
        if trigger.frame.capital:
            free = [a for a in free if Decimal(a.id_) >= _CAPITAL]
        for way in ways:
            if way == "beside":
                first = next((a for a in self.amounts if beside is not None and a.start == beside.start), None)
                span = sums.beside(self.doc, first, free) if first is not None else None
            else:
                span = self._value(trigger, way, free)
            if span is not None:
                used.add(span.start)
                return self.value(span, "amount")
        return None

    def value(self, span: Span, role: str) -> Found:
        """A sum as Money, a share as a decimal string."""
        if role == "stake":
            return Found((span.id_,), span.start, span.end)
        return Found((Money(Decimal(span.id_), span.label_ or None, span.kb_id_ == "~"),), span.start, span.end)

    def elided(self, start: int, spans: list[Span], kinds: tuple[Kind, ...]) -> Iterator[tuple[Found, Span]]:
        """Pairs of a name and a value that follow each other without a verb: ", B 5 millions et C 2 millions"."""
        at = start
        while True:
            reference = next((r for r in self.discourse.references if r.start >= at), None)
            value = next((s for s in spans if s.start >= at), None)
            if reference is None or value is None or reference.kind not in kinds or value.start < reference.end:
                return
            joins, gap = self.doc[at : reference.start], self.doc[reference.end : value.start]
            if not joins or any(t.lower_ not in self.enumerations.connectors and t.pos_ != "DET" for t in joins):
                return
            if len(gap) > 3 or any(t.pos_ not in ("ADV", "DET", "ADJ", "ADP") and t.text != "," for t in gap):
                return
            yield Found(reference.entities, reference.start, reference.end), value
            at = value.end

    def percent(self, trigger: Trigger, ways: Iterable[str]) -> Found | None:
        """A share, as a decimal string."""
        for way in ways:
            span = self._value(trigger, way, self.percents)
            if span is not None:
                return self.value(span, "stake")
        return None

    def series(self, trigger: Trigger) -> Found | None:
        """The name of a round by its noun or after it: "série A", "tour d'amorçage"."""
        token = trigger.token
        for index in range(max(sentence_start(token), token.i - 2), min(sentence_end(token), trigger.end + _HAVING)):
            here = self.doc[index]
            if here.lower_ in self.words.series:
                return Found((here.lower_,), index, index + 1)
            letter = self.doc[index + 1].text if index + 1 < len(self.doc) else ""
            if here.lower_ in self.words.series_letters and len(letter) == 1 and letter.isupper():
                return Found((f"série {letter}",), index, index + 2)
        return None

    def own_value(self, entity: str, within: Found, spans: list[Span]) -> Span | None:
        """The sum or share that a name of an enumeration has for itself, in a bracket after it."""
        for reference in self.discourse.references:
            if entity in reference.entities and (within.start or 0) <= reference.start < (within.end or 0):
                return sums.own(self.doc, reference.start, reference.end, spans, self.grammar.agent_words)
        return None

    def governed(self, trigger: Trigger, verbs: Iterable[str]) -> bool:
        """Whether one of these verbs governs an event noun."""
        wanted = frozenset(verbs)
        token = trigger.token
        chain = [t for t in token.ancestors if t.pos_ in ("VERB", "AUX")][:2]
        before = self.doc[max(sentence_start(token), token.i - _HAVING) : token.i]
        return any(t.lemma_.lower() in wanted for t in (*chain, *before))

    def _value(self, trigger: Trigger, way: str, spans: list[Span]) -> Span | None:
        token = trigger.token
        start, end = self.grammar.clause_start(token), self._end(trigger)
        inside = [s for s in spans if start <= s.start < end and (s.start in self.valued) == (way == "valued")]
        if way == "near" and token.pos_ not in ("VERB", "AUX"):
            inside = [s for s in inside if s.label_ == "PERCENT" or self._led(s) not in self.prepositions["avec"]]
        if way in ("near", "valued"):
            return min(inside, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)
        if way == "object":
            after = [s for s in inside if s.start >= trigger.end and not self._led(s)]
            return after[0] if after else None
        wanted = self.prepositions.get(way, frozenset())
        led = [s for s in inside if (opener := self._led(s)) and opener in wanted]
        return min(led, key=lambda s: (s.start < token.i, abs(s.start - token.i)), default=None)

    def _end(self, trigger: Trigger) -> int:
        """The end of the trigger's clause, and of what its own colon announces ("Levée de fonds : 12 M€ pour X")."""
        colon = trigger.end < len(self.doc) and self.doc[trigger.end].text == ":"
        return self.grammar.clause_end(self.doc[trigger.end] if colon else trigger.token)

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
