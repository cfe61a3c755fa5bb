"""The records that travel between the stages: Article -> (Doc) -> Reading -> Knowledge.

Plain frozen dataclasses. This module imports neither spaCy nor rdflib: a Reading can be cached, sent to another
process or written as JSON (`to_json` / `from_json`), and everything after the Reading is a reduction over Readings.
All offsets are Unicode code points into `Article.text`, end exclusive. All dates are ISO 8601 strings as precise as
the text allows ("2024", "2024-05", "2024-05-17").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["Person", "Organization"]
Form = Literal["name", "surname", "description", "pronoun"]
Factuality = Literal["certain", "planned", "possible", "negated"]
Status = Literal["current", "former"]

FACTUALITIES: tuple[Factuality, ...] = ("certain", "planned", "possible", "negated")
"""Strongest first."""

CORRECTION = "correction"
"""What the rule of a claim ends with where a person has added or changed it (`ontograph.corrections`)."""

ENTITY_ROLES = frozenset(
    {
        "acquirer",
        "defendant",
        "destination",
        "founder",
        "investor",
        "leadInvestor",
        "organization",
        "party",
        "person",
        "plaintiff",
        "target",
    }
)
"""Roles whose fillers are entities; `tests/test_vocabulary.py` holds them against the ontology."""


CORE_ROLES: dict[str, tuple[str, ...]] = {
    "Acquisition": ("acquirer", "target"),
    "Appointment": ("person", "organization"),
    "Departure": ("person", "organization"),
    "Founding": ("founder", "organization"),
    "FundingRound": ("organization",),
    "Investment": ("investor", "organization"),
    "Lawsuit": ("plaintiff", "defendant"),
    "LeaveOfAbsence": ("person", "organization"),
    "Partnership": ("party",),
    "Position": ("person", "organization", "roleClass"),
    "Valuation": ("organization", "amount"),
}
"""Fact types and the roles without which there is no fact."""

LIST_ROLES = frozenset({"defendant", "founder", "party", "plaintiff"})
"""Core roles that hold several entities in ONE fact; a coordination in any other core role makes several facts."""


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a corpus: its text and what its file says about it."""

    id: str
    """Unique in the corpus: the file's stem, or the `id` of a JSON line."""
    path: str
    """POSIX path relative to the corpus folder."""
    text: str
    sha256: str
    """Of the UTF-8 encoded text."""
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """All of an article but its text, which lies elsewhere (`corpus.shelf`)."""

    id: str
    path: str
    sha256: str
    published: str | None
    title: str | None
    url: str | None
    publisher: str | None
    place: int
    """Where the text is."""
    length: int
    """How many characters it has."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount at the grain of the text; `currency` is ISO 4217 or None where the text names none."""

    value: Decimal
    currency: str | None = None
    approximate: bool = False


Filler = str | Money
"""What fills a role: a LocalEntity id or Entity id (entity roles), a Money, or a plain string (a date, a term such as
"CTO" or "resignation", a title as written, a percentage as a decimal string)."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One role of a claim or a fact with all its fillers, in the order of the text."""

    role: str
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """A person or an organization as ONE article knows it, after coreference."""

    id: str
    """Unique in the article: "e1", "e2" …, in the order of first mention."""
    kind: Kind
    name: str
    """The fullest name that the article gives."""
    subtype: str | None = None
    """A subclass of the ontology, such as "MediaOutlet", where known."""
    wikidata: str | None = None
    """A checked Wikidata id ("Q21198"), from the gazetteer only."""
    gender: Literal["m", "f"] | None = None
    known: str | None = None
    """Today's name of what the gazetteer knows by its name: one for "Twitter" and "X"."""
    former: bool = False
    """The article calls what is known by a former name."""


@dataclass(frozen=True, slots=True)
class Succession:
    """One person in the place of another, certainly; offsets in characters."""

    newcomer: str
    predecessor: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that refers to one entity, or to several ("les deux groupes")."""

    start: int
    end: int
    text: str
    kind: Kind
    form: Form
    entities: tuple[str, ...]
    """LocalEntity ids."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression; offsets in code points, end exclusive."""

    start: int
    end: int
    text: str
    value: str
    """TIMEX3 value: ISO 8601 date of the text's grain, or "PRESENT_REF" and the like."""


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum of money; offsets in code points, end exclusive."""

    start: int
    end: int
    text: str
    money: Money


@dataclass(frozen=True, slots=True)
class Claim:
    """One passage of one article that states a fact, with its own certainty. Entity roles hold LocalEntity ids."""

    type: str
    """A fact class of the ontology ("Departure")."""
    arguments: tuple[Argument, ...]
    factuality: Factuality
    start: int
    end: int
    quote: str
    """Verbatim: `text[start:end]`."""
    rule: str
    """Id of the rule that fired, for `og:extractedBy`."""
    date: str | None = None
    status: Status | None = None
    """Of a Position only."""
    attributed_to: str | None = None
    """The source that the text names, in its words (a LocalEntity id where it is one: see `attributed_entity`)."""
    attributed_entity: str | None = None
    confidence: float = 1.0

    def of(self, arguments: tuple[Argument, ...], source: str | None) -> Claim:
        """The same with others in its roles, and another entity as its source."""
        return Claim(
            self.type,
            arguments,
            self.factuality,
            self.start,
            self.end,
            self.quote,
            self.rule,
            self.date,
            self.status,
            self.attributed_to,
            source,
            self.confidence,
        )

    def get(self, role: str) -> tuple[Filler, ...]:
        """The fillers of a role, () where it has none."""
        for argument in self.arguments:
            if argument.role == role:
                return argument.fillers
        return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one article; spaCy ends here."""

    article: str
    path: str
    sha256: str
    published: str | None
    title: str | None
    url: str | None
    publisher: str | None
    entities: tuple[LocalEntity, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    claims: tuple[Claim, ...]
    version_of: tuple[str, ...] = ()
    """The paths of the articles that this one repeats, whose claims it no longer has (`duplicates`)."""

    def with_claims(self, kept: Sequence[int], version_of: tuple[str, ...]) -> Reading:
        """The same with some of its claims, as a version of others."""
        return replace(self, claims=tuple(self.claims[number] for number in kept), version_of=version_of)

    def to_json(self) -> bytes:
        """One line of UTF-8 JSON, without a newline."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> Reading:
        """Raises `msgspec.ValidationError` on anything that is no Reading."""
        return msgspec.json.decode(line, type=cls)


@dataclass(frozen=True, slots=True)
class Document:
    """An article in the knowledge: what is said of it, and whom it mentions."""

    id: str
    """Local part of its IRI: "document/2024-10-04-money-01"."""
    path: str
    sha256: str
    published: str | None
    title: str | None
    url: str | None
    publisher: str | None
    mentions: tuple[str, ...]
    """Entity ids, sorted."""
    version_of: tuple[str, ...] = ()
    """The ids of the documents that it repeats, sorted; what they say is no claim of this one."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or an organization over all articles."""

    id: str
    """Local part of its IRI: "person/mira-murati"."""
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    """Other surface forms that are names, sorted."""
    subtype: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class GroundedClaim:
    """A claim with its place in the knowledge; entity roles hold Entity ids."""

    id: str
    document: str
    claim: Claim
    disagrees_with: tuple[str, ...] = ()
    """Ids of the claims on the same fact that cannot be right if this one is, sorted."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An event or a state in the world, once, whoever reports it. Entity roles hold Entity ids."""

    id: str
    """Local part of its IRI: "departure/mira-murati-openai-2024"."""
    type: str
    label: str
    """One French sentence a person can read."""
    arguments: tuple[Argument, ...]
    factuality: Factuality
    claims: tuple[GroundedClaim, ...]
    date: str | None = None

    def get(self, role: str) -> tuple[Filler, ...]:
        """The fillers of a role, () where it has none."""
        for argument in self.arguments:
            if argument.role == role:
                return argument.fillers
        return ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from ontograph import htmlview

        return htmlview.of_fact(self)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All documents, entities and facts, each sorted by id."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
