"""Facts that people add: with the quote that says so, and the names that nothing was read of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from ontograph.corrections import find
from ontograph.corrections.desk import Desk, known_roles, local_roles, states_a_fact, with_details
from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    RULE,
    Add,
    EntityRef,
)
from ontograph.corrections.recast import role_kind
from ontograph.model import Claim, Entity, Filler, Kind, LocalEntity, Mention
from ontograph.resolve import details, identifiers


def introduce(additions: Sequence[Add], desk: Desk) -> None:
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


def added(add: Add, desk: Desk) -> tuple[int, Claim] | None:
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
    roles = known_roles(add.details.roles, desk, index)
    if isinstance(roles, Missing):
        desk.verdicts[add] = ("not found", f"{roles.reason}; nothing is added")
        return None
    quote = desk.texts[reading.path][span[0] : span[1]]
    type_ = cast(str, add.claim.type)
    plain = Claim(type_, (), "certain", *span, quote, RULE, status="current" if type_ == "Position" else None)
    claim = with_details(plain, add.details, local_roles(roles, index, desk))
    if not states_a_fact(claim, index, desk):
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
