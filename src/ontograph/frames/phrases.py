"""Whom a phrase stands for: names, descriptions, pronouns and plural expressions resolved to entities."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from ontograph.frames import descriptions
from ontograph.frames.context import Context
from ontograph.frames.found import Found
from ontograph.frames.triggers import Trigger
from ontograph.grammar import OBJECT, SUBJECT, noun_phrase, sentence_end, sentence_start
from ontograph.mentions import agreement
from ontograph.model import Kind
from ontograph.record import Reference
from ontograph.tokens import Token

_NEAR_OPENER = 5
"""Tokens between the mark that opens an enumeration and its first name."""
_QUOTATION = 60
"""Tokens from a first person to the end of its quotation."""
_INQUIT = 12
"""Tokens from there to the name of who says it."""
_PHRASE = 10
"""Tokens of a noun phrase within which its name stands."""


class Phrases:
    """Resolves the phrases of one Doc."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.doc, self.grammar, self.discourse = context.doc, context.grammar, context.discourse
        self.enumerations = context.enumerations

    def resolve(
        self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str] = frozenset(), strict: bool = False
    ) -> Iterator[Found]:
        """The entities that the phrase of a head token stands for; `strict`: a part does not stand for its whole."""
        for kind in kinds:
            reference = self.discourse.at(head.i, kind)
            if reference is not None:
                spelled = [] if reference.named else self._members_after(head, kinds)
                if spelled:
                    yield from spelled  # "ses fondateurs, A et B": all of them
                elif not reference.named and reference.entities and taken.issuperset(reference.entities):
                    others = self.discourse.antecedents(head.i, kind, exclude=taken)
                    yield from self.understood(others[0] if others else None)  # "X attaque l'entreprise": another one
                else:
                    yield self.listed(reference, kinds)
                return
        if any(value.start <= head.i < value.end for value in (*self.context.amounts, *self.context.percents)):
            return  # "200 millions d'euros menés par X avec A, B et C": a sum is nobody
        several = list(self._several(head, kinds))
        if several:
            yield from several
            return
        if head.pos_ == "PRON" or (head.dep_ in OBJECT and head.lower_ in self.context.pronouns):
            yield from self.pronoun(head, kinds, taken)
            return
        if head.pos_ == "NUM" and head.head.pos_ == "NOUN" and head.head.i > head.i:
            head = head.head  # "onze géants, dont A et B"
        if head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "X"):
            named = list(self._named_after(head, kinds)) or list(self._named_before(head, kinds))
            yield from named or self._own_house(head, kinds) or self._inside(head, kinds, taken, strict)

    def _own_house(self, head: Token, kinds: tuple[Kind, ...]) -> list[Found]:
        """ "X, patronne de Y, annonce que sa société …": the organization of the one person whom the sentence names."""
        if "Organization" not in kinds or head.lemma_.lower() not in self.context.words.houses:
            return []
        if not any(c.lower_ in self.context.possessives for c in head.lefts):
            return []
        start = sentence_start(head)
        people = {
            e for r in self.discourse.references if start <= r.start < head.i and r.kind == "Person" for e in r.entities
        }
        houses = self.discourse.employers.get(next(iter(people)), []) if len(people) == 1 else []
        return list(self.understood(houses[0])) if houses else []

    def _members_after(self, head: Token, kinds: tuple[Kind, ...]) -> list[Found]:
        """Those whom a plural noun introduces, where it is several names."""
        if "Plur" not in head.morph.get("Number", []) or head.pos_ != "NOUN":
            return []
        named = [found for found in self._named_after(head, kinds) if len(found.fillers) > 1]
        return [Found(found.fillers, head.i, found.end) for found in named]

    def understood(self, entity: str | None) -> Iterator[Found]:
        """An entity that no token expresses."""
        if entity:
            yield Found((entity,))

    def listed(self, reference: Reference, kinds: tuple[Kind, ...]) -> Found:
        """A mention with the other members of its enumeration; a description goes by the name that it leads to."""
        named = None if reference.named else self._name_of(reference)
        if named is not None and len(self.enumerations.of(named)) > 1:
            found = self.listed(named, kinds)
            return Found(found.fillers, reference.start, found.end) if found.fillers else found
        members = [r for r in self.enumerations.of(reference) if not self._outside(r, reference)]
        members = [r for r in members if r is reference or not r.origin]  # "mené par X, ex-Y, avec Z"
        ends = (n for n, r in enumerate(members) if n and self.context.holds(r))
        members = members[: next(ends, len(members))]
        entities = [e for r in members if r.kind in kinds for e in r.entities]
        return Found(tuple(dict.fromkeys(entities)), members[0].start, members[-1].end)

    def _name_of(self, description: Reference) -> Reference | None:
        """The name at the end of the phrase that a description opens: "le directeur général de Y, X, et …"."""
        stop = min(description.end + _PHRASE, sentence_end(self.doc[description.start]))
        for index in range(description.end, stop):
            here = self.doc[index]
            reference = self.discourse.at(index, description.kind)
            if reference is not None and reference.named:
                return reference if reference.entities == description.entities else None
            if here.pos_ in ("AUX", "CCONJ", "PRON", "SCONJ", "VERB"):
                return None
        return None

    def _outside(self, member: Reference, reference: Reference) -> bool:
        """Whether a member before a mention belongs to a phrase of its own: "deux anciens de Renault, A et B"."""
        before = member.start < reference.start and member.kind != reference.kind
        return before and self.context.governed(member)

    def continued(self, trigger: Trigger, found: Found, kinds: tuple[Kind, ...]) -> Found:
        """A phrase with the members that a coordination adds to it, where one role holds them all."""
        if found.end is None or found.end <= trigger.token.i < found.end:
            return found
        added = [r for r in self.context.sequels.coordinated(found.end) if r.kind in kinds]
        more = Found(tuple(e for r in added for e in r.entities), None, added[-1].end) if added else None
        return found.joined(more) if more else found

    def pronoun(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str]) -> Iterator[Found]:
        """Whom a pronoun or clitic takes up; a plural one several people, the first person who speaks."""
        if head.lower_ in self.context.first_person and "Person" in kinds:
            yield from self._speaker(head)
            return
        if "Organization" in kinds and (spoken := self.discourse.speaking(head.i)) is not None:
            if spoken not in taken:
                yield Found((spoken,), head.i, head.i + 1)
            return
        if head.lower_ not in self.context.pronouns:
            return
        gender = None if head.lower_ in self.grammar.clitics else self._gender(head)
        plural = "Plur" in head.morph.get("Number", [])
        kind: Kind = "Person" if "Person" in kinds else "Organization"
        if plural or head.lower_ in self.context.words.each:
            both = kinds[0] != "Person" and len(kinds) > 1  # people first, where they come first
            group = self.enumerations.last_before(head.i, kinds if both else (kind,))
            if not group and kind == "Person":
                group = self.enumerations.people_before(head.i)
            if group:
                yield Found(group, head.i, head.i + 1)
            return
        first = kinds[:1] if kinds[0] == "Person" else kinds
        found = self.discourse.antecedents(head.i, first, gender, exclude=taken)
        found = found or self.discourse.antecedents(head.i, kinds, gender, exclude=taken)
        if found:
            yield Found((found[0],), head.i, head.i + 1)

    def _gender(self, pronoun: Token) -> str | None:
        """Its own gender, or that of the participle that agrees with it: "ils l'ont lancée"."""
        own = agreement.gender(pronoun)
        elided = own is None and pronoun.dep_ in OBJECT and self.grammar.is_participle(pronoun.head)
        return agreement.gender(pronoun.head) if elided and pronoun.i < pronoun.head.i else own

    def _speaker(self, head: Token) -> Iterator[Found]:
        """Who says "je": whom the words after the closing quotation mark name ("« Je pars », annonce X")."""
        marks = self.context.closing_quotes
        close = next(
            (i for i in range(head.i, min(head.i + _QUOTATION, len(self.doc))) if self.doc[i].text in marks), None
        )
        if close is None:
            return
        for reference in self.discourse.references:
            near = close < reference.start < min(close + _INQUIT, len(self.doc))
            if near and reference.kind == "Person" and not self.context.governed(reference):
                if not any(t.is_sent_start for t in self.doc[close + 2 : reference.start + 1]):
                    yield self.listed(reference, ("Person",))
                return

    def spelled_out(self, head: Token, trigger: Trigger, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The members of a group that the sentence names after it: "trois dirigeants sont partis : A, B et C", "deux
        anciens de X, A et B, ont fondé Y"."""
        counts = self.context.words.counts
        known = self.discourse.at(head.i)
        if head.pos_ not in ("NOUN", "PRON", "NUM", "ADJ") or (known is not None and known.named):
            return
        if "Plur" not in head.morph.get("Number", []) and not any(c.lower_ in counts for c in head.children):
            return
        if descriptions.own_names(self.context, head, kinds):
            return
        end = sentence_end(trigger.token)
        commas = [i for i in range(head.i + 1, trigger.token.i) if self.doc[i].text == ","]
        opened = [i + 1 for i in commas if i + 1 < trigger.token.i]
        after = takewhile(lambda i: not self.grammar.is_finite(self.doc[i]), range(trigger.end, end))
        opened = [i for i in (*opened, *after) if self.doc[i].lower_ in self.context.list_openers]
        opener = next(iter(opened), end)
        end = trigger.token.i if opener < trigger.token.i else end
        named = [r for r in self.discourse.references if opener < r.start < end and r.named and r.kind in kinds]
        members = [r for r in named if not self.context.governed(r)]
        reach = 1 if opener < len(self.doc) and self.doc[opener].text == "(" else _NEAR_OPENER
        if members and members[0].start - opener <= reach:
            fillers = tuple(dict.fromkeys(e for r in members for e in r.entities))
            yield Found(fillers, members[0].start, members[-1].end)
            return
        for comma in commas:
            reference = self.context.reference(comma + 1, kinds)
            if reference is not None and reference.named and len(self.enumerations.of(reference)) > 1:
                yield self.listed(reference, kinds)
                return

    def _named_after(self, head: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """The name that a new referent gets: "deux anciens de Y, A et B", "sa start-up, baptisée X"."""
        counts = self.context.words.counts
        new = self.context.indefinite | self.context.possessives | counts.keys()
        several = (
            "Plur" in head.morph.get("Number", [])
            and head.pos_ == "NOUN"
            and not descriptions.one_of(self.context, head)
        )
        if descriptions.own_names(self.context, head, kinds) or not (
            several or any(c.lower_ in new for c in head.lefts)
        ):
            return
        stop = min(head.i + _PHRASE, sentence_end(head))
        for index in range(head.i + 1, stop):
            here = self.doc[index]
            naming = here.lemma_.lower() in self.context.naming or self._partly(here)
            if here.text not in (",", ":", "(") and not naming:
                verbal = here.pos_ in ("VERB", "AUX") and not self.grammar.is_participle(here)
                if verbal or here.pos_ in ("CCONJ", "SCONJ") or here.text == ";":
                    return
                continue
            after = index + 1
            while after < stop and self._introduces(self.doc[after]):
                after += 1
            reference = self.context.reference(after, kinds) if after < stop else None
            if reference is None or not reference.named or reference.start > after or self._goes_on(reference):
                return
            found = self.listed(reference, kinds)
            plural = several or any(c.lower_ in counts for c in head.lefts)
            if plural == (len(found.fillers) > 1) or (plural and self._partly(self.doc[reference.start - 1])):
                yield found
            return

    def _named_before(self, head: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """Whom an apposition describes that a relative clause goes on from, or the verb: "A et B, deux anciens de Y
        qui ont …", "A et B, deux amis, montent Z"."""
        start = head.i
        while start > 0 and self.doc[start - 1].pos_ in ("ADJ", "DET", "NUM"):
            start -= 1
        new = self.context.indefinite | self.context.words.counts.keys()
        relative = any(c.dep_ == "acl:relcl" for c in head.children)
        closed = head.dep_ in SUBJECT and any(t.text == "," for t in self.doc[head.i + 1 : head.head.i])
        if (
            not (relative or closed)
            or start < 2
            or self.doc[start - 1].text != ","
            or self.doc[start].lower_ not in new
        ):
            return
        reference = self.context.reference(start - 2, kinds)
        if reference is not None and reference.named and reference.end == start - 1:
            found = self.listed(reference, kinds)
            if ("Plur" in head.morph.get("Number", [])) == (len(found.fillers) > 1):
                yield found

    def _introduces(self, token: Token) -> bool:
        """Whether a word stands between a noun and the names of those it means: "baptisée", "dont"."""
        relative = self._partly(token.nbor(-1)) and token.lower_ in self.grammar.relative_subject
        return token.lemma_.lower() in self.context.naming or token.pos_ == "DET" or self._partly(token) or relative

    def _partly(self, token: Token) -> bool:
        """Whether a word opens a list of some of a group's members."""
        return token.is_alpha and token.lower_ in self.context.list_openers

    def _goes_on(self, reference: Reference) -> bool:
        """Whether a mention is the subject of a clause of its own."""
        after = self.doc[reference.end] if reference.end < len(self.doc) else None
        return after is not None and after.pos_ in ("AUX", "PRON", "VERB")

    def _several(self, head: Token, kinds: tuple[Kind, ...]) -> Iterator[Found]:
        """ "le duo", "les deux hommes", "les deux": "ces derniers": people of whom the text has just spoken."""
        if "Person" not in kinds:
            return
        words = self.context.words
        taken_up = any(c.lower_ in self.context.definite or c.lower_ in words.quantifiers for c in head.lefts)
        alone = words.counts.get(head.lower_, 0) if taken_up else 0
        counted = [words.counts[c.lower_] for c in head.children if c.lower_ in words.counts]
        lemma = next((w for w in (head.lemma_.lower(), head.lower_.removesuffix("s")) if w in words.groups), "")
        number = alone or (next(iter(counted), words.groups[lemma]) if lemma else 0)
        pointed = bool(lemma) and any(c.lower_ in words.demonstratives for c in head.lefts)
        people = self.enumerations.people_before(head.i, number) if taken_up and (number or pointed) else ()
        if people:
            yield Found(people, head.i, head.i + 1)

    def _inside(self, head: Token, kinds: tuple[Kind, ...], taken: frozenset[str], strict: bool) -> Iterator[Found]:
        """A phrase whose head is no mention: a name introduced by the noun ("l'Espagnole X"), or its part's owner."""
        parts = self.context.parts
        organ = head.lemma_.lower() in self.context.words.organs
        owner_wanted = organ or (not strict and (head.lemma_.lower() in parts or head.lower_ in parts))
        named = None if owner_wanted else descriptions.compound_name(self.context, head, kinds)
        if named is not None:
            yield self.listed(named, kinds)
            return
        for index in noun_phrase(head, min(len(self.doc), sentence_end(head), head.i + _PHRASE)):
            token = self.doc[index]
            if token.pos_ == "ADP" and index > head.i and not owner_wanted:
                return
            reference = self.context.reference(index, kinds)
            if reference is not None:
                yield self.listed(reference, kinds)
                return
        if owner_wanted and "Organization" in kinds:
            yield from self.understood(self.discourse.focus_organization(head.i, exclude=taken))
