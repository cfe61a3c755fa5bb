"""What the data files say about names, compiled for look-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ontograph import resources
from ontograph.naming.frequency import Frequencies
from ontograph.naming.tries import PhraseTrie

if TYPE_CHECKING:
    from ontograph.naming.likeness import Likeness

Kind = Literal["Person", "Organization", "Product", "Place", "Event"]
Guess = Literal["Person", "Organization", "Product", "Place", "Event", "Other"]
"""A kind, or Other: no name at all, or one of no interest."""
KINDS: tuple[Guess, ...] = ("Other", "Organization", "Person", "Place", "Product", "Event")
Scores = dict[Guess, float]
Tokenize = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class CueData:
    """Phrases right before or right after a name; `name` is a key of the weights."""

    name: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    verbatim: list[str] = field(default_factory=list)
    """Before the name too, with no word passed over ("ancienne de")."""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Words and endings by what patterns of names make of them; the file says which."""

    acronyms: frozenset[str]
    complements: frozenset[str]
    links: frozenset[str]
    breaks: frozenset[str]
    singular_adjectives: tuple[str, ...]
    singular_qualifiers: tuple[str, ...]
    plural_adjectives: tuple[str, ...]
    purposes: frozenset[str]
    no_purposes: frozenset[str]


@dataclass(frozen=True, slots=True)
class NamesData:
    """`names.yml`; the file says what each list is."""

    determiners: list[str]
    honorifics: list[str]
    lettered: list[str]
    plural_honorifics: list[str]
    person_titles: list[str]
    title_complements: list[str]
    demonyms: list[str]
    months_days: list[str]
    particles: list[str]
    surname_particles: list[str]
    legal_suffixes: list[str]
    org_tails: list[str]
    org_heads: list[str]
    institutions: list[str]
    low_institutions: list[str]
    low_institutions_adjective: list[str]
    low_institutions_bare: list[str]
    institution_adjectives: list[str]
    institution_complements: list[str]
    institution_named_heads: list[str]
    institution_national_heads: list[str]
    small_words: SmallWords
    institution_subtypes: dict[str, list[str]]
    tail_subtypes: dict[str, list[str]]
    institution_exceptions: list[str]
    institution_bare: list[str]
    institution_organs: list[str]
    spelled_heads: list[str]
    unit_words: list[str]
    branched: list[str]
    naming_words: list[str]
    share_networks: list[str]
    share_buttons: list[str]
    frame_marks: list[str]
    event_words: list[str]
    work_words: list[str]
    place_words: list[str]
    non_acronyms: list[str]
    stop_words: list[str]
    weights: dict[str, Scores]
    cues: list[CueData]


@dataclass(frozen=True, slots=True)
class GivenNamesData:
    """`given_names.yml`."""

    names: list[str]
    ambiguous: list[str]
    rare: list[str]


@dataclass(frozen=True, slots=True)
class PlacesData:
    """`places.yml`, and `towns.txt` beside it."""

    names: list[str]
    towns: list[str] = field(default_factory=list)


APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " "})
"""Same length in, same length out."""

_ARTICLES = frozenset({"l'", "le", "la", "les", "un", "une", "«", "»", "“", "”", '"', "‘", "’"})
_CONTRACTED = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


@lru_cache(maxsize=65_536)
def cue_form(token: str) -> str:
    """The form of a token in cues: "" for what is passed over (articles, quotation marks)."""
    low = token.translate(APOSTROPHES).lower()
    if low in _ARTICLES:
        return ""
    return "0" if low.isdigit() else _CONTRACTED.get(low, low)


class Lexicon:
    """Compiled data; immutable after construction."""

    def __init__(
        self,
        data: NamesData,
        given: GivenNamesData,
        places: PlacesData,
        tokenize: Tokenize,
        words: Frequencies,
        likeness: Likeness,
    ) -> None:
        self.data = data
        self.likeness = likeness
        self.common = words.common
        self.known = words.known
        self.determiners = frozenset(data.determiners)
        self.honorifics = frozenset(data.honorifics)
        self.lettered = frozenset(data.lettered)
        self.plural_honorifics = frozenset(data.plural_honorifics)
        self.transparent = frozenset(data.title_complements) | frozenset(data.demonyms)
        self.demonyms = frozenset(data.demonyms)
        self.common_nouns = self.demonyms | frozenset(data.months_days)
        self.particles = frozenset(data.particles)
        self.surname_particles = frozenset(data.surname_particles)
        self.legal_suffixes = frozenset(data.legal_suffixes)
        self.org_tails = frozenset(data.org_tails)
        self.org_heads = frozenset(data.org_heads)
        self.small = data.small_words
        self.non_acronyms = frozenset(data.non_acronyms)
        self.stop_words = frozenset(data.stop_words)
        self.given = frozenset(given.names)
        self.given_ambiguous = frozenset(given.ambiguous)
        self.given_rare = frozenset(given.rare) - self.given - self.given_ambiguous
        self._given = self.given | self.given_rare
        self.places = frozenset(p.translate(APOSTROPHES) for p in places.names)
        self.towns = frozenset(p.translate(APOSTROPHES) for p in places.towns)
        self.titles = _phrases(data.person_titles, tokenize)
        self.unit_words = frozenset(data.unit_words)
        self.branched = frozenset(data.branched)
        self.naming_words = frozenset(data.naming_words)
        self.share_networks = frozenset(data.share_networks)
        self.share_buttons = frozenset(data.share_buttons)
        self.frame_marks = tuple(data.frame_marks)
        self.subtypes = {head: kind for kind, heads in sorted(data.institution_subtypes.items()) for head in heads}
        self.tail_subtypes = {tail: kind for kind, tails in sorted(data.tail_subtypes.items()) for tail in tails}
        self.first_words: dict[str, str] = {
            **dict.fromkeys(data.place_words, "place_word"),
            **dict.fromkeys(data.work_words, "work_word"),
            **dict.fromkeys(data.event_words, "event_word"),
        }
        self._compile_institutions(tokenize)
        self._compile_cues(tokenize)

    def is_given(self, word: str) -> bool:
        """Whether a word is a frequent given name, or such names joined by hyphens with one first (« Jean-Aymar »)."""
        return word in self._given or ("-" in word and word.split("-")[0] in self._given and word[0].isupper())

    def _compile_institutions(self, tokenize: Tokenize) -> None:
        """The words of names that begin with a common noun ("tribunal de commerce de X")."""
        data = self.data
        self.complements = frozenset(data.institution_complements)
        self.adjectives = frozenset(data.institution_adjectives)
        self.institutions = _phrases(data.institutions, tokenize)
        self.low_institutions = _phrases(data.low_institutions, tokenize)
        self.adjective_heads = frozenset(data.low_institutions_adjective)
        self.bare_heads = frozenset(data.low_institutions_bare)
        self.named_heads = frozenset(data.institution_named_heads)
        self.national_heads = frozenset(data.institution_national_heads)
        self.institution_exceptions = frozenset(data.institution_exceptions)
        self.institution_bare = frozenset(data.institution_bare)
        self.organs = _phrases(data.institution_organs, tokenize)
        self.spelled_heads = frozenset(data.spelled_heads)

    def _compile_cues(self, tokenize: Tokenize) -> None:
        """Cues before a name are stored back to front, as they are met going left."""
        self.before: PhraseTrie[str] = PhraseTrie()
        self.after: PhraseTrie[str] = PhraseTrie()
        self.verbatim: PhraseTrie[str] = PhraseTrie()
        for cue in self.data.cues:
            for phrase in cue.before:
                self.before.add(self.cue_words(tokenize(phrase))[::-1], cue.name)
            for phrase in cue.after:
                self.after.add(self.cue_words(tokenize(phrase)), cue.name)
            for phrase in cue.verbatim:
                self.verbatim.add([cue_form(token) for token in tokenize(phrase)][::-1], cue.name)
        for title in self.data.person_titles:
            words = self.cue_words(tokenize(title))
            self.before.add(words[::-1], "title")
            for mark in (",", "("):
                self.after.add([mark, *words], "title")

    def cue_words(self, tokens: Iterable[str]) -> list[str]:
        """Tokens as cues see them: articles, quotation marks, complements and demonyms left out."""
        return [form for form in map(cue_form, tokens) if form and form not in self.transparent]


def load(
    names: str, given_names: str, places: str, towns: str, tokenize: Tokenize, words: Frequencies, likeness: Likeness
) -> Lexicon:
    """The lexicon of three YAML files and a list (paths as in a pipeline config); raises DataError."""
    known = resources.load_yaml(resources.data_path(places), PlacesData)
    return Lexicon(
        resources.load_yaml(resources.data_path(names), NamesData),
        resources.load_yaml(resources.data_path(given_names), GivenNamesData),
        replace(known, towns=resources.load_lines(resources.data_path(towns))),
        tokenize,
        words,
        likeness,
    )


def _phrases(items: Iterable[str], tokenize: Tokenize) -> PhraseTrie[str]:
    trie: PhraseTrie[str] = PhraseTrie()
    for item in items:
        trie.add(tokenize(item), item)
    return trie
