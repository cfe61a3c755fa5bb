"""One article as the finders of arguments see it: its tree, mentions and values, and the words of `grammar.yml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from ontograph import layers
from ontograph.discourse import Discourse
from ontograph.frames.enumerations import Enumerations
from ontograph.frames.found import Found
from ontograph.frames.sequels import Sequels
from ontograph.frames.sums import Sums
from ontograph.frames.triggers import Trigger
from ontograph.frames.words import GrammarFile
from ontograph.grammar import Grammar
from ontograph.model import Kind
from ontograph.positions.employers import GIVING
from ontograph.record import Reference
from ontograph.roles import POSTS
from ontograph.tokens import Span, Token, Tokens

_APPOSED = 4
"""Tokens between a description and the name that says who it is."""
_TOLD = 3
"""Tokens between a colon and the sum that it announces."""


_AUTHORITIES = frozenset({"Court", "InvestmentFirm", "PublicBody"})
"""Kinds of organizations that act on others."""


@dataclass
class Context:
    """What all finders of one Doc share."""

    doc: Tokens
    grammar: Grammar
    words: GrammarFile
    discourse: Discourse
    enumerations: Enumerations = field(init=False)
    sequels: Sequels = field(init=False)

    def __post_init__(self) -> None:
        self.enumerations = Enumerations(self.doc, self.discourse, self.words)
        self.sequels = Sequels(self.doc, self.discourse, self.words)
        self._forms: dict[str, list[int]] = {}
        for index, token in enumerate(self.doc):
            lower, lemma = token.lower_, token.lemma_.lower()
            self._forms.setdefault(lower, []).append(index)
            if lemma != lower:
                self._forms.setdefault(lemma, []).append(index)
        self.prepositions = {k: frozenset(v) for k, v in self.words.prepositions.items()}
        self.all_prepositions = frozenset(w for ws in self.prepositions.values() for w in ws)
        self.relatives = {k: frozenset(v) for k, v in self.words.relatives.items()}
        self.alongside = frozenset(self.words.alongside)
        self.benefit = frozenset(self.words.benefit)
        self.approximating = frozenset(self.words.approximating)
        self.as_words = frozenset(self.words.as_words)
        self.closing_quotes = frozenset(self.words.closing_quotes)
        self.first_person = frozenset(self.words.first_person)
        self.compound = frozenset(self.words.compound)
        self.civil = frozenset(self.words.civil)
        self.indefinite = frozenset(self.words.determiners) - frozenset(self.words.definite)
        self.definite = frozenset(self.words.definite)
        self.naming = frozenset(self.words.naming)
        self.introducing = frozenset(self.words.introducing)
        self.leading = frozenset(self.words.leading)
        self.list_openers = frozenset(self.words.list_openers)
        self.parting = frozenset(w for w, led in self.relatives.items() if led & self.prepositions["de"])
        self.parts = frozenset(self.words.parts)
        self.possessives = frozenset(self.words.possessives)
        self.pronouns = frozenset(self.words.pronouns)
        self.secondary = frozenset(self.words.secondary)
        self.shares = frozenset(self.words.shares)
        self.coming = frozenset(self.words.coming)
        self.formers = frozenset(self.words.formers)
        self.times = frozenset(self.words.times)
        self.amounts = layers.spans(self.doc, layers.AMOUNTS)
        self.percents = layers.spans(self.doc, layers.PERCENTS)
        self.titles = layers.spans(self.doc, layers.TITLES)
        self.authorities = frozenset(e.id for e in layers.entities(self.doc).values() if e.subtype in _AUTHORITIES)
        self.courts = frozenset(e.id for e in layers.entities(self.doc).values() if e.subtype == "Court")
        self.kinds = {entity.id: entity.kind for entity in layers.entities(self.doc).values()}
        self.posts = layers.spans(self.doc, POSTS)
        self.dates = layers.spans(self.doc, layers.DATES)
        self.sums = Sums(self.doc, self.amounts, self.words)
        self.valued, self.other_sums = self.sums.valued, self.sums.other

    @cached_property
    def given(self) -> list[tuple[int, str, str]]:
        """Posts that verbs and "comme" give, as titles were read: first token, person, organization."""
        found = []
        for claim in layers.claims(self.doc):
            if claim.type != "Position" or claim.rule not in GIVING:
                continue
            span = self.doc.between(claim.start, claim.end)
            for person, organization in product(claim.get("person"), claim.get("organization")):
                found += [(span.start, str(person), str(organization))] if span is not None else []
        return found

    @cached_property
    def financiers(self) -> frozenset[str]:
        """Organizations that a text on capital speaks of as who gives it, or who tells of it."""
        tails, subtypes = frozenset(self.words.financier_tails), frozenset(self.words.financier_subtypes)
        return frozenset(
            key
            for key, entity in layers.entities(self.doc).items()
            if entity.kind == "Organization" and (entity.subtype in subtypes or entity.name.split()[-1] in tails)
        )

    @cached_property
    def funds(self) -> frozenset[str]:
        """Organizations whose trade it is to invest."""
        tails, nouns = frozenset(self.words.financier_tails), frozenset(self.words.fund_nouns)
        called = {
            e
            for r in self.discourse.references
            if r.named and r.kind == "Organization" and r.start and self.doc[r.start - 1].lower_ in nouns
            for e in r.entities
        }
        return frozenset(
            key
            for key, entity in layers.entities(self.doc).items()
            if key in called or entity.subtype == "InvestmentFirm" or entity.name.split()[-1] in tails
        )

    def bracketed(self, reference: Reference) -> bool:
        """Whether a bracket right after a name holds its own share: "le fonds X (47 %)"."""
        after = reference.end
        opens = after + 1 < len(self.doc) and self.doc[after].text == "("
        return opens and any(p.start in (after + 1, after + 2) for p in self.percents)

    def holds(self, reference: Reference) -> bool:
        """Whether a share follows a name directly, whose own it is: "X a 30 % de Y, Z environ 20 %"."""
        after = reference.end
        while after < len(self.doc) and self.doc[after].pos_ == "ADV":
            after += 1
        return any(p.start == after for p in self.percents)

    def reference(self, index: int, kinds: tuple[Kind, ...]) -> Reference | None:
        """The mention of one of these kinds over a token."""
        return next((r for k in kinds if (r := self.discourse.at(index, k))), None)

    def next_reference(self, index: int, kinds: tuple[Kind, ...]) -> Reference | None:
        """The mention that begins at a token, determiners aside."""
        while index + 1 < len(self.doc) and self.doc[index].pos_ in ("DET", "ADJ") and not self.discourse.at(index):
            index += 1
        return self.reference(index, kinds)

    def named(self, found: Found) -> bool:
        """Whether a name expresses what was found."""
        references = self.discourse.references
        return found.start is not None and any(r.named and r.start <= found.start < r.end for r in references)

    def names(self, found: Found) -> bool:
        """Whether a name expresses what was found, or says who it is right after ("sa propre société, X")."""
        end = found.end if found.end is not None else -_APPOSED
        after = (r for r in self.discourse.references if r.named and 0 <= r.start - end < _APPOSED)
        return self.named(found) or any({*map(str, found.fillers)} & {*r.entities} for r in after)

    def governed(self, reference: Reference) -> bool:
        """Whether a preposition stands before a mention, its determiner, "M." and description aside ("avec le fonds
        X")."""
        index = reference.start - 1
        while index >= 0 and (
            self.doc[index].pos_ in ("DET", "ADJ", "NUM")
            or self.doc[index].lower_ in self.civil
            or self._describes(index, reference)
        ):
            index -= 1
        return index >= 0 and self.doc[index].pos_ == "ADP"

    def _describes(self, index: int, reference: Reference) -> bool:
        """Whether a token is the common noun before a name that says what it is."""
        if self.doc[index].pos_ != "NOUN" or not reference.named:
            return False
        own = self.reference(index, (reference.kind,))
        same = own is not None and not own.named and own.entities == reference.entities
        name = self.doc[reference.start]
        return same or (own is None and name.dep_ in ("flat:name", "appos") and name.head.i == index)

    def was_held(self, title: Span) -> bool:
        """Whether the words before a title say that it is one no more: "l'ancien directeur général de X"."""
        return any(t.lower_ in self.formers for t in self.doc[max(title.start - 2, 0) : title.start])

    def once(self, place: Found | Reference) -> bool:
        """Whether a phrase says where somebody held the former post before it: "l'ancien directeur général de X"."""
        return any(self.was_held(t) for t in self.completed(place))

    def completed(self, place: Found | Reference) -> list[Span]:
        """The titles that a phrase completes: "directeur général de X"."""
        start = -1 if place.start is None else place.start
        near = (t for t in self.titles if t.end <= start <= t.end + _APPOSED)
        near = (t for t in near if self.doc[t.end].lower_ in self.prepositions["de"] | self.prepositions["chez"])
        return [t for t in near if not any(w.is_punct or w.pos_ in ("AUX", "VERB") for w in self.doc[t.end : start])]

    def places(self, phrase: str) -> list[int]:
        """Where a word or phrase of `context` begins, in any form."""
        first, *rest = phrase.split()
        found = self._forms.get(first, [])
        return [i for i in found if all(self._is(i + n, w) for n, w in enumerate(rest, 1))]

    def _is(self, index: int, word: str) -> bool:
        return index < len(self.doc) and word in (self.doc[index].lower_, self.doc[index].lemma_.lower())

    def nobody(self, found: Found) -> bool:
        """Whether "contre X" means a person unknown: the letter stands nowhere else in the text."""
        if found.start is None or self.doc[found.start].lower_ != self.words.unknown:
            return False
        against = self.prepositions["contre"]
        letters = (t for t in self.doc if t.lower_ == self.words.unknown)
        return all(t.i and t.nbor(-1).lower_ in against for t in letters)

    def known(self, noun: Token) -> bool:
        """Whether a definite determiner or a possessive takes a noun up as something that there is."""
        words = self.definite | self.possessives
        return any(t.lower_.replace("’", "'") in words for t in self.doc[max(noun.i - 2, 0) : noun.i])

    def stretch_end(self, trigger: Trigger) -> int:
        """The end of the trigger's clause, and of what its own colon announces ("Levée de fonds : 12 M€ pour X")."""
        colon = trigger.end < len(self.doc) and self.doc[trigger.end].text == ":"
        end = self.grammar.clause_end(self.doc[trigger.end] if colon else trigger.token)
        if end + 1 < len(self.doc) and self.doc[end].text == ":":  # "Nouveau tour de table pour X : 254 M€"
            told = next((a for a in self.amounts if end < a.start <= end + _TOLD), None)
            end = told.end if told is not None else end
        return end
