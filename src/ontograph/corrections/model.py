"""What a person can correct: the operations of `corrections.yml`, and what became of each.

Nothing here knows YAML or RDF. Names, documents and quotes are kept as written; what they stand for is found when the
operations are applied (`apply.py`), against the readings as they are then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ontograph.model import CORRECTION, Factuality, Kind, Money, Status

RULE = CORRECTION
"""`og:extractedBy` of a claim that a person added."""
CORRECTED = "+" + CORRECTION
"""Behind the rule of a claim that a person changed."""


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A person or an organization as people name it: by any of its names, or by its id ("person/mira-murati")."""

    name: str
    kind: Kind | None = None
    document: str | None = None
    """A document that names it, where the name alone fits several."""

    def __str__(self) -> str:
        inside = [x for x in (self.kind, f"in {self.document}" if self.document else None) if x]
        return self.name + (f" ({', '.join(inside)})" if inside else "")


Value = EntityRef | Money | str
Roles = tuple[tuple[str, tuple[Value, ...]], ...]
"""Role names with their fillers, sorted by role; () clears a role."""


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """The claims of a passage: those of this type whose quote is, holds or lies within the quote."""

    type: str | None
    """None for any."""
    document: str
    quote: str
    where: Roles = ()
    """Fillers that the claim must have, where one quote makes several claims."""

    def __str__(self) -> str:
        quote = " ".join(self.quote.split())
        return f"{self.type or 'any'} « {quote if len(quote) <= 60 else quote[:59] + '…'} » in {self.document}"


@dataclass(frozen=True, slots=True)
class Merge:
    """These are the same as `into`, whose name and id stay."""

    entities: tuple[EntityRef, ...]
    into: EntityRef

    def __str__(self) -> str:
        return f"merge {', '.join(map(str, self.entities))} into {self.into}"


@dataclass(frozen=True, slots=True)
class Split:
    """In these documents, or in this passage, the name means somebody else."""

    entity: EntityRef
    name: str
    documents: tuple[str, ...] = ()
    quote: str | None = None
    """Only this passage of the one document."""

    def __str__(self) -> str:
        return f"split {self.entity} as {self.name}"


@dataclass(frozen=True, slots=True)
class Rename:
    """The name that the graph shows."""

    entity: EntityRef
    to: str

    def __str__(self) -> str:
        return f"rename {self.entity} to {self.to}"


@dataclass(frozen=True, slots=True)
class Retype:
    """Person, Organization or a subclass of them in the ontology."""

    entity: EntityRef
    to: str

    def __str__(self) -> str:
        return f"retype {self.entity} to {self.to}"


@dataclass(frozen=True, slots=True)
class Drop:
    """No person and no organization at all."""

    entity: EntityRef

    def __str__(self) -> str:
        return f"drop {self.entity}"


@dataclass(frozen=True, slots=True)
class Identify:
    """The Wikidata item of an entity, or None: it has none."""

    entity: EntityRef
    wikidata: str | None

    def __str__(self) -> str:
        return f"wikidata {self.entity}: {self.wikidata or 'none'}"


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says of a claim; None and () leave it as it is, "" clears it."""

    factuality: Factuality | None = None
    date: str | None = None
    status: Status | None = None
    attributed_to: str | None = None
    roles: Roles = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """The passage does not say that."""

    claim: ClaimRef

    def __str__(self) -> str:
        return f"reject {self.claim}"


@dataclass(frozen=True, slots=True)
class Change:
    """The passage says that, but otherwise."""

    claim: ClaimRef
    details: Details

    def __str__(self) -> str:
        return f"change {self.claim}"


@dataclass(frozen=True, slots=True)
class Add:
    """The passage says that too."""

    claim: ClaimRef
    details: Details

    def __str__(self) -> str:
        return f"add {self.claim}"


EntityOperation = Merge | Split | Rename | Retype | Drop | Identify
ClaimOperation = Reject | Change | Add
Operation = EntityOperation | ClaimOperation


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction, where it is written, and who wants it why."""

    line: int
    operation: Operation
    why: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A file of corrections, and the texts that its quotes must stand in."""

    source: str
    sha256: str
    entries: tuple[Entry, ...]
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By path of the article; without them no fact can be added."""


Result = Literal["applied", "partly applied", "already so", "not found", "ignored"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction."""

    line: int
    correction: str
    result: Result
    message: str = ""
    """Why it could not be applied as written, and what the build did instead."""
    claims: int = 0
    """How many claims it changes, rejects or adds."""
    why: str | None = None
    by: str | None = None

    @property
    def matters(self) -> bool:
        """Whether a person should know."""
        return self.result not in ("applied", "already so") or bool(self.message)

    def __str__(self) -> str:
        return f"{self.line}: {self.correction}: {self.result}" + (f": {self.message}" if self.message else "")


@dataclass(frozen=True, slots=True)
class Applied:
    """What a build made of a file of corrections; written in `build.json`."""

    file: str
    sha256: str
    results: dict[str, int]
    """How many came to what."""
    corrections: tuple[Outcome, ...]

    @property
    def complaints(self) -> list[str]:
        """A line for each correction that could not be applied as written, or of which there is something to say."""
        return [f"{self.file}:{outcome}" for outcome in self.corrections if outcome.matters]
