"""The readings while claims are corrected, and what finding, changing and adding have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    ClaimOperation,
    Details,
    EntityRef,
    Result,
    Roles,
)
from ontograph.corrections.plan import Plan
from ontograph.corrections.recast import role_kind
from ontograph.model import ENTITY_ROLES, Argument, Claim, Filler, LocalEntity, Reading
from ontograph.resolve import details, identifiers
from ontograph.resolve.entities import Resolution

Verdict = tuple[Result, str] | tuple[Result, str, int]
"""What became of an operation, why, and how many claims it is about."""
Place = tuple[int, int]
"""A claim: the index of its reading, and its own there."""


@dataclass(slots=True)
class Desk:
    """The readings while claims are corrected."""

    plan: Plan
    readings: list[Reading]
    resolution: Resolution
    ids: Mapping[str, str]
    taken: identifiers.Register
    texts: Mapping[str, str]
    lines: Mapping[ClaimOperation, tuple[int, ...]]
    places: dict[ClaimOperation, list[Place]] = field(default_factory=dict)
    verdicts: dict[ClaimOperation, Verdict] = field(default_factory=dict)

    def line(self, operations: Iterable[ClaimOperation]) -> str:
        """ "line 3" or "lines 3, 9"."""
        lines = sorted({line for operation in operations for line in self.lines[operation]})
        return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"


def known_roles(roles: Roles, desk: Desk, index: int) -> dict[str, tuple[Filler, ...]] | Missing:
    """The roles with the ids of entities for their names."""
    found: dict[str, tuple[Filler, ...]] = {}
    for role, values in roles:
        fillers: list[Filler] = []
        for value in values:
            filler = _entity(role, value, desk, index) if isinstance(value, EntityRef) else value
            if isinstance(filler, Missing):
                return filler
            fillers.append(filler)
        found[role] = tuple(fillers)
    return found


def _entity(role: str, ref: EntityRef, desk: Desk, index: int) -> str | Missing:
    kind = role_kind(role)
    if kind and ref.kind not in (None, kind):
        return Missing(f"{ref} cannot be « {role} », which takes a {kind}")
    node = desk.plan.look_up(replace(ref, kind=kind or ref.kind), index)
    if isinstance(node, Missing):
        node = desk.plan.look_up(ref, index)
    if isinstance(node, Missing):
        return node
    id_ = desk.ids.get(node)
    if id_ is None:
        return Missing(f"nothing is left of {ref.name}: it is dropped, or split away")
    if kind and not id_.startswith(f"{identifiers.type_slug(kind)}/"):
        return Missing(f"{id_} cannot be « {role} », which takes a {kind}")
    return id_


def states_a_fact(claim: Claim, index: int, desk: Desk) -> bool:
    """As the facts will see it: with entities in place of the names of the article."""
    arguments = tuple(
        replace(a, fillers=tuple(desk.resolution.ids[index, str(f)] for f in a.fillers))
        if a.role in ENTITY_ROLES
        else a
        for a in claim.arguments
    )
    return details.states_a_fact(replace(claim, arguments=arguments))


def with_details(claim: Claim, said: Details, roles: Mapping[str, tuple[Filler, ...]]) -> Claim:
    """The claim with what a person says of it."""
    given = {argument.role: argument.fillers for argument in claim.arguments} | dict(roles)
    claim = replace(claim, arguments=tuple(Argument(role, fillers) for role, fillers in given.items() if fillers))
    if said.factuality is not None:
        claim = replace(claim, factuality=said.factuality)
    if said.date is not None:
        claim = replace(claim, date=said.date or None)
    if said.status is not None:
        claim = replace(claim, status=said.status)
    if said.attributed_to is not None:
        claim = replace(claim, attributed_to=said.attributed_to or None, attributed_entity=None)
    return claim


def local_roles(roles: Mapping[str, tuple[Filler, ...]], index: int, desk: Desk) -> dict[str, tuple[Filler, ...]]:
    """The roles with the reading's own entities for those of the graph."""
    return {
        role: tuple(_local(str(f), index, desk) for f in fillers) if role in ENTITY_ROLES else fillers
        for role, fillers in roles.items()
    }


def _local(id_: str, index: int, desk: Desk) -> str:
    """A local entity of the reading for an entity: its own where it has one, else one made for it."""
    reading = desk.readings[index]
    for local in reading.entities:
        if desk.resolution.ids.get((index, local.id)) == id_:
            return local.id
    entity = next(entity for entity in desk.resolution.entities if entity.id == id_)
    made = LocalEntity(f"={id_}", entity.kind, entity.name, entity.subtype, entity.wikidata)
    desk.readings[index] = replace(reading, entities=(*reading.entities, made))
    desk.resolution = replace(desk.resolution, ids={**desk.resolution.ids, (index, made.id): id_})
    return made.id
