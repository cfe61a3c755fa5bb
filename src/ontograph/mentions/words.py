"""The words that coreference goes by, as the data files give them and as the code looks them up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ontograph.local_entities import fold
from ontograph.mentions.likeness import Areas
from ontograph.mentions.trades import Trades
from ontograph.naming.gazetteer import Identities


@dataclass(frozen=True)
class Determiners:
    """Determiners by what they do."""

    definite: list[str]
    demonstrative: list[str]
    possessive: list[str]


@dataclass(frozen=True)
class Ordinal:
    """A word for a place in a list."""

    number: int
    gender: str
    plural: bool = False


@dataclass(frozen=True)
class Descriptors:
    """Language data: see `descriptors.yml`."""

    organizations: dict[str, str]
    people: dict[str, str]
    makers: list[str]
    determiners: Determiners
    prenominal: list[str]
    nearest: dict[str, list[str]]
    plural_numbers: dict[str, int]
    honorifics: dict[str, list[str]]
    ordinals: dict[str, Ordinal]
    """Words that stand for a member of a list ("le premier")."""
    articles: dict[str, list[str]]
    """Gender -> determiners that tell it."""
    contracted: list[str]
    """Prepositions with their article."""
    generic: list[str] = field(default_factory=list)
    conjunctions: list[str] = field(default_factory=list)
    of: list[str] = field(default_factory=list)
    """Prepositions of a complement ("de")."""
    within: list[str] = field(default_factory=list)
    """Further prepositions inside a descriptor ("le courtier en ligne X")."""
    professions: list[str] = field(default_factory=list)
    """Role classes that many people share."""
    relatives: list[str] = field(default_factory=list)
    """Pronouns of a relative clause that goes on with an apposition."""
    subject_relatives: list[str] = field(default_factory=list)
    """Those that are subjects."""
    language: list[str] = field(default_factory=list)
    """Prepositions, besides those of a complement, after which a noun of origin is a language or a people."""
    bound: list[str] = field(default_factory=list)
    """Nouns that stand for an organization only where the text or the data call it so."""
    demonyms: dict[str, list[str]] = field(default_factory=dict)
    """Gender -> endings of nouns of origin ("la Sétoise")."""
    openers: list[str] = field(default_factory=list)
    """Marks that may part a name from its apposition."""


@dataclass(frozen=True)
class Genders:
    """Given names by gender: see `genders.yml`."""

    feminine: list[str]
    masculine: list[str]
    either: list[str]


@dataclass(frozen=True)
class Descriptions:
    """What known organizations are called by: see `descriptions.yml`."""

    products: dict[str, str]
    seats: dict[str, str]


class Words:
    """The data files compiled for look-up; language is here, procedure is in the modules beside."""

    def __init__(
        self,
        data: Descriptors,
        genders: Genders,
        descriptions: Descriptions,
        trades: Trades,
        areas: Areas,
        salience: str,
        identities: Identities,
    ) -> None:
        self.data = data
        self.identities = identities
        self.areas = areas
        self.trades = trades
        self.salience = salience
        self.known_by = {fold(k): fold(v) for k, v in {**descriptions.products, **descriptions.seats}.items()}
        self.given = dict.fromkeys(genders.feminine, "f") | dict.fromkeys(genders.masculine, "m")
        self.phrases = {
            **{k: ("Organization", g) for k, g in data.organizations.items()},
            **{k: ("Person", g) for k, g in data.people.items()},
            **{k: ("Organization", "mf") for k in data.makers if k not in data.organizations},
        }
        self.longest = max(len(p.split()) for p in self.phrases)
        self.makers = frozenset(data.makers)
        self.firms = self.makers | data.organizations.keys()
        """Nouns for organizations, whether or not they also mean people."""
        self.articles = {a: g for g, found in data.articles.items() for a in found}
        self.definite = frozenset(data.determiners.definite)
        self.demonstrative = frozenset(data.determiners.demonstrative)
        self.possessive = frozenset(data.determiners.possessive)
        self.prenominal = frozenset(data.prenominal)
        self.nearest = {tuple(p.split()): g for g, ps in data.nearest.items() for p in ps}
        self.honorifics = {h: g for g, hs in data.honorifics.items() for h in hs}
        self.of = frozenset(data.of)
        self.within = self.of | set(data.within)
        self.openers = frozenset(data.openers)
        self.bound = frozenset(data.bound)
        self.relatives = frozenset(data.relatives)
        self.subject_relatives = frozenset(data.subject_relatives)
        self.peoples = frozenset(data.language) | self.of
        endings = [(e, gender) for gender, found in data.demonyms.items() for e in found]
        self.demonyms = sorted(endings, key=lambda e: -len(e[0]))
        self.conjunctions = frozenset(data.conjunctions)
        self.generic = frozenset(data.generic)
        self.professions = frozenset(data.professions)
        self._nouns: dict[str, list[str]] = {}
        """Folded singular or plural -> the nouns for organizations that are written so."""
        for noun in data.organizations:
            for form in (fold(noun), f"{fold(noun)}s"):
                self._nouns.setdefault(form, []).append(noun)

    def given_gender(self, name: str) -> str | None:
        """The gender of a full name's given name; a compound goes by its first part."""
        first, *rest = name.split()
        return (self.given.get(first) or self.given.get(first.split("-")[0])) if rest else None

    def demonym_gender(self, word: str) -> str | None:
        """The gender of a noun of origin in lower case; None for what does not end as one."""
        return next((gender for ending, gender in self.demonyms if word.endswith(ending) and len(word) > 5), None)

    def named_by(self, forms: Iterable[str]) -> set[str]:
        """The common nouns that an organization's own name has ("Banque Léopold", "Aciéries de la Vesle")."""
        words = {w for form in forms for w in fold(form).split()}
        return {noun for word in words for noun in self._nouns.get(word, ())}
