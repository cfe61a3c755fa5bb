"""Claims that corrections reject, change or add, on the readings whose entities are corrected already.

Contradictions are left out, all sides of them. An added claim has its quote and offsets like any other; its rule is
"correction".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from ontograph.corrections import find
from ontograph.corrections.casting import Plan
from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    CORRECTED,
    RULE,
    Add,
    Change,
    ClaimOperation,
    ClaimRef,
    Details,
    EntityRef,
    Reject,
    Result,
    Roles,
)
from ontograph.corrections.recast import Recast, role_kind
from ontograph.model import ENTITY_ROLES, Argument, Claim, Entity, Filler, Kind, LocalEntity, Mention, Money, Reading
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


def correct(
    operations: Iterable[ClaimOperation],
    done: Recast,
    plan: Plan,
    texts: Mapping[str, str],
    lines: Mapping[ClaimOperation, tuple[int, ...]],
) -> tuple[tuple[Reading, ...], Resolution, dict[ClaimOperation, Verdict]]:
    """The readings and the entities with these corrections, and what became of each."""
    desk = Desk(plan, list(done.readings), done.resolution, done.ids, done.taken, texts, lines)
    wanted = sorted(set(operations), key=repr)
    for operation in wanted:
        if not isinstance(operation, Add):
            _locate(operation, desk)
    new = _changes([o for o in wanted if isinstance(o, Reject | Change)], desk)
    added: dict[int, list[Claim]] = defaultdict(list)
    additions = [operation for operation in wanted if isinstance(operation, Add)]
    _introduce(additions, desk)
    for add in additions:
        found = _added(add, desk)
        if found:
            added[found[0]].append(found[1])
    for index in sorted({*added, *(index for index, _ in new)}):
        claims = [new.get((index, number), claim) for number, claim in enumerate(desk.readings[index].claims)]
        kept = [claim for claim in claims if claim is not None]
        desk.readings[index] = replace(desk.readings[index], claims=(*kept, *sorted(added[index], key=repr)))
    return tuple(desk.readings), desk.resolution, desk.verdicts


# --- finding --------------------------------------------------------------------------------------------------------


def _locate(operation: Reject | Change, desk: Desk) -> None:
    """The claims that an operation means, or why there is none."""
    ref = operation.claim
    index = find.document(desk.readings, ref.document)
    where = None if isinstance(index, Missing) else _fillers(ref.where, desk, index)
    if isinstance(index, Missing) or isinstance(where, Missing):
        reason = index.reason if isinstance(index, Missing) else cast(Missing, where).reason
        desk.verdicts[operation] = ("not found", f"{reason}; nothing is changed")
        return
    reading = desk.readings[index]
    fits = {
        number: claim.quote
        for number, claim in enumerate(reading.claims)
        if ref.type in (None, claim.type) and _has(claim, where or {}, index, desk)
    }
    found = find.matching(fits, ref.quote)
    if found:
        desk.places[operation] = [(index, number) for number in found]
    else:
        desk.verdicts[operation] = ("not found", f"{_why_not(ref, reading, desk)}; nothing is changed")


def _why_not(ref: ClaimRef, reading: Reading, desk: Desk) -> str:
    text = desk.texts.get(reading.path)
    if text is not None and find.quote(text, ref.quote) is None:
        return f"{reading.path} does not say that (any more)"
    such = " with these roles" if ref.where else ""
    return f"no {ref.type or 'fact'}{such} is read from this passage of {reading.path} (any more)"


def _has(claim: Claim, where: Mapping[str, tuple[Filler, ...]], index: int, desk: Desk) -> bool:
    for role, fillers in where.items():
        own = [desk.resolution.ids.get((index, str(f)), f) if role in ENTITY_ROLES else f for f in claim.get(role)]
        if not all(any(_same(one, other) for other in own) for one in fillers):
            return False
    return True


def _same(one: Filler, other: Filler) -> bool:
    if isinstance(one, Money) and isinstance(other, Money):
        return one.value == other.value and one.currency in (None, other.currency)
    return one == other


def _fillers(roles: Roles, desk: Desk, index: int) -> dict[str, tuple[Filler, ...]] | Missing:
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


# --- rejecting and changing -----------------------------------------------------------------------------------------


def _changes(operations: Sequence[Reject | Change], desk: Desk) -> dict[Place, Claim | None]:
    """What becomes of the claims, None for nothing. Rejecting what another changes, or changing one thing to two, is a
    contradiction.
    """
    by_place: dict[Place, list[Reject | Change]] = defaultdict(list)
    for operation in operations:
        for place in desk.places.get(operation, ()):
            by_place[place].append(operation)
    for _, rivals in sorted(by_place.items()):
        if _contradict(rivals):
            for operation in rivals:
                what = f"{desk.line(rivals)} contradict each other; the claim stays as it was read"
                desk.verdicts[operation] = ("ignored", what)
    changed: dict[Place, Claim | None] = {}
    refused: dict[ClaimOperation, tuple[Result, str]] = {}
    done: set[ClaimOperation] = set()
    for place, found in sorted(by_place.items()):
        standing = [operation for operation in found if operation not in desk.verdicts]
        claim = _apply(standing, place, desk, refused, done)
        if standing and claim is not desk.readings[place[0]].claims[place[1]]:
            changed[place] = claim
    for located, places in desk.places.items():
        if located not in desk.verdicts:
            desk.verdicts[located] = _verdict(refused.get(located), located in done, len(places))
    return changed


def _verdict(refusal: tuple[Result, str] | None, done: bool, places: int) -> Verdict:
    if refusal:
        return ("partly applied", refusal[1]) if done else refusal
    return ("applied", "", places) if done else ("already so", "")


def _contradict(operations: Sequence[Reject | Change]) -> bool:
    changes = [operation.details for operation in operations if isinstance(operation, Change)]
    if len(changes) < len(operations) and changes:
        return True
    said: dict[str, set[object]] = defaultdict(set)
    for change in changes:
        for name in ("factuality", "date", "status", "attributed_to"):
            if (value := getattr(change, name)) is not None:
                said[name].add(value)
        for role, fillers in change.roles:
            said[role].add(fillers)
    return any(len(values) > 1 for values in said.values())


def _apply(
    operations: Sequence[Reject | Change],
    place: Place,
    desk: Desk,
    refused: dict[ClaimOperation, tuple[Result, str]],
    done: set[ClaimOperation],
) -> Claim | None:
    """What becomes of one claim; says which operations did something, and why others did not."""
    index, number = place
    claim = before = desk.readings[index].claims[number]
    for operation in operations:
        if isinstance(operation, Reject):
            done.update(operations)
            return None
        roles = _fillers(operation.details.roles, desk, index)
        if isinstance(roles, Missing):
            refused[operation] = ("not found", f"{roles.reason}; nothing is changed")
            continue
        changed = _with(claim, operation.details, _local_roles(roles, index, desk))
        if details.states_a_fact(claim) and not _states_a_fact(changed, index, desk):
            refused[operation] = ("ignored", "nobody can be on both sides of a fact; nothing is changed")
        elif changed != claim:
            done.add(operation)
            claim = changed
    if claim == before:
        return before
    rule = claim.rule if claim.rule.endswith(CORRECTED) else claim.rule + CORRECTED
    return replace(claim, rule=rule, confidence=1.0)


def _states_a_fact(claim: Claim, index: int, desk: Desk) -> bool:
    """As the facts will see it: with entities in place of the names of the article."""
    arguments = tuple(
        replace(a, fillers=tuple(desk.resolution.ids[index, str(f)] for f in a.fillers))
        if a.role in ENTITY_ROLES
        else a
        for a in claim.arguments
    )
    return details.states_a_fact(replace(claim, arguments=arguments))


def _with(claim: Claim, said: Details, roles: Mapping[str, tuple[Filler, ...]]) -> Claim:
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


def _local_roles(roles: Mapping[str, tuple[Filler, ...]], index: int, desk: Desk) -> dict[str, tuple[Filler, ...]]:
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


# --- adding ---------------------------------------------------------------------------------------------------------


def _introduce(additions: Sequence[Add], desk: Desk) -> None:
    """People and organizations that an added fact names, that nothing was read of, and that its article does name."""
    new: dict[tuple[Kind, str], list[tuple[int, int, int]]] = defaultdict(list)
    for add in additions:
        index = find.document(desk.readings, add.claim.document)
        if isinstance(index, Missing):
            continue
        text = desk.texts.get(desk.readings[index].path, "")
        if find.quote(text, add.claim.quote) is None:
            continue
        for role, values in add.details.roles:
            for ref in values:
                if isinstance(ref, EntityRef) and "/" not in ref.name and not ref.document:
                    kind = role_kind(role) or ref.kind
                    span = find.quote(text, ref.name)
                    if kind and span and _is_new(ref, kind, desk, index):
                        new[kind, ref.name].append((index, *span))
    for (kind, name), places in sorted(new.items()):
        _make(kind, name, sorted(set(places)), desk)


def _is_new(ref: EntityRef, kind: Kind, desk: Desk, index: int) -> bool:
    """Whether nothing in the graph has this name, of whatever kind."""
    found = desk.plan.look_up(replace(ref, kind=None), index)
    typed = desk.plan.look_up(replace(ref, kind=kind), index)
    return all(isinstance(x, Missing) and " several" not in x.reason for x in (found, typed))


def _make(kind: Kind, name: str, places: Sequence[tuple[int, int, int]], desk: Desk) -> None:
    id_ = desk.taken.claim(f"{identifiers.type_slug(kind)}/{identifiers.slug(name)}")
    entity = Entity(id_, kind, name, ())
    ids = dict(desk.resolution.ids)
    for index, start, end in places:
        reading = desk.readings[index]
        local = f"={id_}"
        desk.readings[index] = replace(
            reading,
            entities=(*reading.entities, LocalEntity(local, kind, name)),
            mentions=(*reading.mentions, Mention(start, end, name, kind, "name", (local,))),
        )
        ids[index, local] = id_
    entities = tuple(sorted((*desk.resolution.entities, entity), key=lambda e: e.id))
    desk.resolution = replace(desk.resolution, entities=entities, ids=ids)
    node = f"+{kind}/{name}"
    desk.plan.made[node] = (kind, name)
    desk.plan.named.append((node, kind, name))
    desk.ids = {**desk.ids, node: id_}


def _added(add: Add, desk: Desk) -> tuple[int, Claim] | None:
    """The reading and the claim to add; None where it cannot be, which the verdict explains."""
    index = find.document(desk.readings, add.claim.document)
    if isinstance(index, Missing):
        desk.verdicts[add] = ("not found", f"{index.reason}; nothing is added")
        return None
    reading = desk.readings[index]
    span = find.quote(desk.texts.get(reading.path, ""), add.claim.quote)
    if span is None:
        desk.verdicts[add] = ("not found", f"{reading.path} does not say that (any more); nothing is added")
        return None
    roles = _fillers(add.details.roles, desk, index)
    if isinstance(roles, Missing):
        desk.verdicts[add] = ("not found", f"{roles.reason}; nothing is added")
        return None
    quote = desk.texts[reading.path][span[0] : span[1]]
    type_ = cast(str, add.claim.type)
    plain = Claim(type_, (), "certain", *span, quote, RULE, status="current" if type_ == "Position" else None)
    claim = _with(plain, add.details, _local_roles(roles, index, desk))
    if not _states_a_fact(claim, index, desk):
        desk.verdicts[add] = ("ignored", "nobody can be both sides of a fact; nothing is added")
        return None
    if twin := next((c for c in reading.claims if _is_twin(c, claim, index, desk)), None):
        agree = (twin.factuality, twin.date) == (claim.factuality, claim.date)
        other = "the article is read as saying so, with another date or certainty; nothing is added (« change » it)"
        desk.verdicts[add] = ("already so", "") if agree else ("ignored", other)
        return None
    desk.verdicts[add] = ("applied", "", 1)
    return index, claim


def _is_twin(one: Claim, added: Claim, index: int, desk: Desk) -> bool:
    """Whether a claim read from the passage says the same of the same."""

    def core(claim: Claim) -> list[set[Filler]]:
        roles = details.core_roles(claim)
        return [{desk.resolution.ids.get((index, str(f)), f) for f in claim.get(role)} for role in roles]

    overlap = one.start < added.end and added.start < one.end
    return overlap and one.type == added.type and core(one) == core(added)
