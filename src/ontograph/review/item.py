"""What a person should look at: one finding, the passages that it is about, and what could be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ontograph.corrections.model import ClaimRef, EntityRef, Operation
from ontograph.model import CORE_ROLES, ENTITY_ROLES, Document, Entity, Fact, GroundedClaim, Knowledge

Sort = Literal["conflict", "name", "post", "weak"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article, and what the graph makes of it."""

    quote: str
    document: str
    """Its path in the corpus."""
    issued: str | None
    note: str
    """Certainty, date and how likely the claim is right; or whose name it is."""

    def __str__(self) -> str:
        where = self.document + (f" ({self.issued})" if self.issued else "")
        return f"« {' '.join(self.quote.split())} » {where}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, slots=True)
class Item:
    """One finding."""

    sort: Sort
    worth: float
    """How much a look is worth; see `ontograph.review`."""
    question: str
    passages: tuple[Passage, ...]
    proposals: tuple[Operation, ...]
    """All of them together set it right, if the answer is yes."""
    otherwise: tuple[Operation, ...] = ()
    """What would, if it is something else."""

    @property
    def order(self) -> tuple[float, str, str]:
        """The most worth first; of equals by what is asked."""
        return -round(self.worth, 6), self.sort, self.question


class Scene:
    """A knowledge with what the findings look up."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.documents: dict[str, Document] = {document.id: document for document in knowledge.documents}
        self.entities: dict[str, Entity] = {entity.id: entity for entity in knowledge.entities}

    @cached_property
    def facts_of(self) -> dict[str, list[Fact]]:
        """The facts of each entity."""
        found: dict[str, list[Fact]] = {id_: [] for id_ in self.entities}
        for fact in self.knowledge.facts:
            for id_ in sorted(_fillers(fact)):
                found[id_].append(fact)
        return found

    @cached_property
    def documents_of(self) -> dict[str, set[str]]:
        """The documents that name each entity."""
        found: dict[str, set[str]] = {id_: set() for id_ in self.entities}
        for document in self.knowledge.documents:
            for id_ in document.mentions:
                found[id_].add(document.id)
        return found

    @cached_property
    def _bearers(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for entity in self.entities.values():
            for name in {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}:
                counts[name] = counts.get(name, 0) + 1
        return counts

    @cached_property
    def _quoted(self) -> dict[tuple[str, str, str], list[tuple[Fact, str]]]:
        """The facts of one type that one quote tells, with the ids of its claims."""
        found: dict[tuple[str, str, str], list[tuple[Fact, str]]] = {}
        for fact in self.knowledge.facts:
            for claim in fact.claims:
                found.setdefault((fact.type, claim.document, claim.claim.quote), []).append((fact, claim.id))
        return found

    def _is_named(self, id_: str, quote: str) -> bool:
        entity = self.entities[id_]
        return any(name in quote for name in (entity.name, *entity.aliases))

    def name(self, id_: str) -> str:
        """The name of an entity."""
        return self.entities[id_].name

    def ref(self, id_: str) -> EntityRef:
        """An entity as a correction can name it: by its name where nobody else has it, else by its id."""
        name = self.entities[id_].name
        return EntityRef(name if self._bearers[name.casefold()] == 1 else id_)

    def claim(self, fact: Fact, claim: GroundedClaim) -> ClaimRef:
        """A claim as a correction can name it; who takes part is added where one quote says it of several: whom the
        quote names, if that is enough, for others' word may have changed whom it leaves out."""
        document, quote = self.documents[claim.document].path, claim.claim.quote
        others = [of for of, id_ in self._quoted[fact.type, claim.document, quote] if id_ != claim.id]
        if not others:
            return ClaimRef(fact.type, document, quote)
        roles = [role for role in CORE_ROLES.get(fact.type, ()) if role in ENTITY_ROLES]
        # What several claims say together, one of them may say in part.
        most = None if len(fact.claims) == 1 else 1
        for role in roles:
            own = fact.get(role)[:most]
            apart = not any(set(own) & set(other.get(role)) for other in others)
            if own and apart and all(self._is_named(str(who), quote) for who in own):
                return ClaimRef(fact.type, document, quote, ((role, tuple(self.ref(str(who)) for who in own)),))
        where = {role: tuple(self.ref(str(filler)) for filler in fact.get(role)[:most]) for role in sorted(roles)}
        return ClaimRef(fact.type, document, quote, tuple((role, who) for role, who in where.items() if who))

    def passage(self, claim: GroundedClaim, note: str | None = None) -> Passage:
        """A claim with what is said of it."""
        document, told = self.documents[claim.document], claim.claim
        details = [told.factuality, told.status, told.date, f"{told.confidence:.0%} sure"]
        said = ", ".join(detail for detail in details if detail) if note is None else note
        return Passage(told.quote, document.path, document.published, said)


def _fillers(fact: Fact) -> set[str]:
    return {str(f) for argument in fact.arguments if argument.role in ENTITY_ROLES for f in argument.fillers}
