"""Titles and their classes, read from `roles.yml`, ready to be matched on units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ontograph.roles.units import Unit, words

IGNORED = "-"
_PREFIX = "co"


@dataclass(frozen=True)
class Grammar:
    """Function words around a title."""

    of: list[str]
    links: list[str]
    gerund: list[str]
    articles: list[str]
    masculine: list[str]
    feminine: list[str]
    conjunctions: list[str]
    charges: list[str]
    anaphors: list[str]
    """Words for an organization just named ("le PDG du second")."""
    before_charged: list[str]
    promoting: list[str]
    """Forms of verbs whose complement is a title ("promeut X associée")."""
    stops: list[str]
    """Marks after which a sentence or an item begins."""
    nominal: list[str]
    """Prepositions that only a noun has behind it ("associée chez X")."""
    respectively: list[str]
    """Words after which "président et directeur général" are two titles."""


@dataclass(frozen=True)
class RolesData:
    """`roles.yml` as it stands; its head says what each part holds."""

    words: dict[str, list[str]]
    phrases: dict[str, list[str]]
    posts: dict[str, list[str]]
    placements: dict[str, list[str]]
    scoped: dict[str, str]
    subsidiaries: list[str]
    open: list[str]
    needy: list[str]
    owned: dict[str, str]
    undivided: frozenset[str]
    territories: list[str]
    merely: list[str]
    nations: frozenset[str]
    modifiers: list[str]
    suffixes: list[str]
    cautious: list[str]
    states: dict[str, str]
    passing: list[str]
    departments: list[str]
    organizations: list[str]
    grammar: Grammar


@dataclass(frozen=True)
class DescriptorsData:
    """The part of `descriptors.yml` that is needed here."""

    organizations: dict[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """What a written word is a form of."""

    lemma: str
    gender: str = ""
    """m, f or "" where the form tells neither."""
    plural: bool = False


class Phrases:
    """Labels of phrases, with how far to look from the first word of each: most words open none."""

    def __init__(self, labels: Mapping[tuple[str, ...], str] | None = None) -> None:
        self._labels = dict(labels or {})
        self._reach: dict[str, int] = {}
        for phrase in self._labels:
            self._reach[phrase[0]] = max(self._reach.get(phrase[0], 0), len(phrase))

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._labels)

    def reach(self, lemma: str) -> int:
        """How many words the longest phrase has that a lemma opens; 0 where it opens none."""
        return self._reach.get(lemma, 0)

    def get(self, phrase: tuple[str, ...]) -> str | None:
        """The label of a whole phrase."""
        return self._labels.get(phrase)


@dataclass
class Lexicon:
    """Lookup tables over lemmas."""

    grammar: Grammar
    forms: dict[str, Form] = field(default_factory=dict)
    titles: Phrases = field(default_factory=Phrases)
    posts: Phrases = field(default_factory=Phrases)
    placements: Phrases = field(default_factory=Phrases)
    suffixes: Phrases = field(default_factory=Phrases)
    territories: Phrases = field(default_factory=Phrases)
    merely: Phrases = field(default_factory=Phrases)
    states: dict[tuple[str, ...], str] = field(default_factory=dict)
    scoped: dict[str, str] = field(default_factory=dict)
    subsidiaries: frozenset[str] = frozenset()
    open: frozenset[tuple[str, ...]] = frozenset()
    needy: frozenset[tuple[str, ...]] = frozenset()
    owned: dict[tuple[str, ...], str] = field(default_factory=dict)
    undivided: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    cautious: frozenset[str] = frozenset()
    passing: frozenset[str] = frozenset()
    organizations: frozenset[tuple[str, ...]] = frozenset()
    prepositions: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    functional: frozenset[str] = frozenset()
    charged: frozenset[str] = frozenset()
    charges: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, data: RolesData, descriptors: Iterable[str] = ()) -> Lexicon:
        """Index the data; `descriptors` are further nouns that stand for an organization."""
        forms = dict(_forms(data.words))
        grammar = data.grammar
        self = cls(grammar, forms=forms, scoped=data.scoped, undivided=data.undivided, nations=data.nations)
        self.prepositions = frozenset(grammar.of)
        self.links = self.prepositions | frozenset(grammar.links)
        self.articles = frozenset(grammar.articles)
        self.functional = self.links | self.articles | frozenset(grammar.conjunctions)
        self.charges = frozenset(words(phrase) for phrase in grammar.charges)
        self.charged = frozenset(phrase[0] for phrase in self.charges if len(phrase) == 1)
        self.titles = self._index(data.phrases)
        self.posts = self._index(data.posts)
        self.placements = self._index(data.placements)
        self.suffixes, self.territories, self.merely = (
            Phrases({words(phrase): phrase for phrase in group})
            for group in (data.suffixes, data.territories, data.merely)
        )
        self.states = {words(cue): state for cue, state in data.states.items()}
        self.open = frozenset(self.lemmas(words(noun)) for noun in data.open)
        self.needy = frozenset(self.lemmas(words(noun)) for noun in data.needy)
        self.owned = {self.lemmas(words(noun)): role for noun, role in data.owned.items()}
        self.modifiers = frozenset(self.lemma(word) for word in data.modifiers)
        self.cautious = frozenset(data.cautious)
        self.subsidiaries = frozenset(data.subsidiaries)
        self.passing = frozenset(data.passing)
        departments = {words(noun) for noun in data.departments}
        self.organizations = frozenset({words(n) for n in (*data.organizations, *descriptors)} - departments)
        return self

    def _index(self, phrases: dict[str, list[str]]) -> Phrases:
        return Phrases({self.lemmas(words(phrase)): label for label, group in phrases.items() for phrase in group})

    def form(self, word: str) -> Form:
        """The entry of a written word; "codirectrice" is "directrice"; an unlisted word is its own lemma."""
        known = self.forms.get(word)
        if known is None and word.startswith(_PREFIX):
            known = self.forms.get(word.removeprefix(_PREFIX))
        return known or Form(word)

    def lemma(self, word: str) -> str:
        """The masculine singular, in lower case."""
        known = self.forms.get(word)
        return word if known is None and not word.startswith(_PREFIX) else self.form(word).lemma

    @cached_property
    def openers(self) -> frozenset[str]:
        """The lemmas that open a title, a post or a placement: most words open none."""
        return frozenset(phrase[0] for table in (self.titles, self.posts, self.placements) for phrase in table)

    def lemmas(self, written: Sequence[str]) -> tuple[str, ...]:
        """Lemmas of several words; a "co" that stands alone before a listed noun is dropped."""
        return tuple(self.lemma(word) for word in written)

    def longest(self, phrases: Phrases, units: Sequence[Unit], start: int) -> tuple[int, str] | None:
        """End (exclusive) and label of the longest phrase that begins at `units[start]`, or None.

        After "respectivement" no phrase reaches over a conjunction.
        """
        reach = phrases.reach(self.lemma(units[start].text)) if start < len(units) else 0
        if not reach:
            return None
        apart = any(unit.text in self.grammar.respectively for unit in units[max(0, start - 1) : start])
        written: list[str] = []
        found: tuple[int, str] | None = None
        for index in range(start, min(len(units), start + reach)):
            unit = units[index]
            if unit.name or (unit.broken and index > start):
                break
            if apart and unit.text in self.grammar.conjunctions:
                break
            written.append(self.lemma(unit.text))
            label = phrases.get(tuple(written))
            if label is not None:
                found = index + 1, label
        return found

    def names_organization(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a common noun for an organization ("start-up", "groupe", singular or plural) begins there."""
        for size in (3, 2, 1):
            phrase = tuple(unit.text for unit in units[index : index + size])
            if len(phrase) < size:
                continue
            if phrase in self.organizations or (*phrase[:-1], phrase[-1].removesuffix("s")) in self.organizations:
                return True
        return False


def _forms(table: dict[str, list[str]]) -> Iterable[tuple[str, Form]]:
    for lemma, (masculine, feminine, masculine_plural, feminine_plural) in table.items():
        both = masculine == feminine
        yield feminine_plural, Form(lemma.lower(), "" if both else "f", True)
        yield masculine_plural, Form(lemma.lower(), "" if both else "m", True)
        yield feminine, Form(lemma.lower(), "" if both else "f")
        yield masculine, Form(lemma.lower(), "" if both else "m")
