"""Readings and resolution as a plan of entity corrections wants them. Whom no correction touches stays as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import RDFS

from ontograph.corrections.parting import inside
from ontograph.corrections.plan import Passage, Plan, class_kind
from ontograph.model import ENTITY_ROLES, Claim, Entity, Kind, LocalEntity, Mention, Reading
from ontograph.resolve import identifiers
from ontograph.resolve.entities import Resolution, own_names
from ontograph.resolve.gathering import Local
from ontograph.resolve.votes import winner
from ontograph.vocabulary import OG, vocabulary


@dataclass(frozen=True, slots=True)
class Recast:
    """What the corrections of entities make of the readings."""

    readings: tuple[Reading, ...]
    resolution: Resolution
    ids: Mapping[str, str]
    """The entity that each node of the plan has become; who is dropped has none."""
    taken: identifiers.Register


def recast(plan: Plan, readings: Sequence[Reading], resolution: Resolution) -> Recast:
    """Apply a plan to the readings that it was made for."""
    parted, nodes = _parted(plan, readings, resolution)
    members: dict[str, list[Local]] = defaultdict(list)
    for local, node in sorted(nodes.items()):
        members[plan.stands_for(node)].append(local)
    names = own_names(parted)
    entities, ids, taken = _entities(plan, members, parted, names)
    genders = {k: v for k, v in resolution.genders.items() if k in {e.id for e in entities.values()}}
    for root in sorted(plan.touched & entities.keys()):
        gender = winner(_local(parted, local).gender for local in members[root])
        genders.pop(entities[root].id, None)
        if gender and entities[root].kind == "Person":
            genders[entities[root].id] = gender
    kinds = {entity.id: entity.kind for entity in entities.values()}
    changed_ = replace(
        resolution,
        entities=tuple(sorted(entities.values(), key=lambda e: e.id)),
        ids={local: entities[root].id for root in entities for local in members[root]},
        genders=genders,
    )
    retyped = {entities[root].id for root in plan.classes if root in entities}
    kept = tuple(
        _without_misfits(reading, {e.id: changed_.ids.get((index, e.id)) for e in reading.entities}, kinds, retyped)
        for index, reading in enumerate(parted)
    )
    return Recast(kept, changed_, ids, taken)


# --- who each mention means -----------------------------------------------------------------------------------------


def _parted(plan: Plan, readings: Sequence[Reading], resolution: Resolution) -> tuple[list[Reading], dict[Local, str]]:
    """The readings with a local entity of its own for each passage that a split takes out; the node of each local."""
    parted = list(readings)
    nodes = {local: plan.moved.get(local, id_) for local, id_ in resolution.ids.items()}
    for place in sorted(plan.passages, key=lambda p: (p.index, p.local, p.start, p.end)):
        node = plan.passages[place]
        new = f"{place.local}={node}"
        parted[place.index] = _take_out(parted[place.index], place, new, plan.name(node))
        nodes[place.index, new] = node
    return parted, nodes


def _take_out(reading: Reading, place: Passage, new: str, name: str) -> Reading:
    def swapped(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(new if id_ == place.local else id_ for id_ in ids)

    def mention(m: Mention) -> Mention:
        return replace(m, entities=swapped(m.entities)) if place.start <= m.start and m.end <= place.end else m

    def claim(c: Claim) -> Claim:
        if not inside(place, c.start, c.end):
            return c
        arguments = tuple(
            replace(a, fillers=tuple(new if f == place.local else f for f in a.fillers))
            if a.role in ENTITY_ROLES
            else a
            for a in c.arguments
        )
        source = new if c.attributed_entity == place.local else c.attributed_entity
        return replace(c, arguments=arguments, attributed_entity=source)

    known = {entity.id: entity for entity in reading.entities}
    entities = reading.entities
    if new not in known:
        entities = (*entities, replace(known[place.local], id=new, name=name, wikidata=None))
    return replace(
        reading,
        entities=entities,
        mentions=tuple(map(mention, reading.mentions)),
        claims=tuple(map(claim, reading.claims)),
    )


# --- entities -------------------------------------------------------------------------------------------------------


def _entities(
    plan: Plan,
    members: Mapping[str, Sequence[Local]],
    readings: Sequence[Reading],
    names: Mapping[Local, Iterable[str]],
) -> tuple[dict[str, Entity], dict[str, str], identifiers.Register]:
    """The entity of each root that is left, the entity of each node, and the ids that are taken.

    Who is touched and keeps name and kind keeps the id; new ids go to the others in the order of their names.
    """
    scene, register = plan.scene, identifiers.Register()
    drafts: dict[str, Entity] = {}
    for root in sorted(members):
        if root in plan.dropped or not members[root]:
            continue
        if root not in plan.touched:
            drafts[root] = scene.entities[root]
            continue
        drafts[root] = _entity(plan, root, {form for local in members[root] for form in names.get(local, ())})
    fresh = []
    for root, draft in sorted(drafts.items()):
        before = scene.entities.get(root)
        if before and (before.name, before.kind) == (draft.name, draft.kind):
            register.claim(root)
        else:
            fresh.append(root)
    for root in sorted(fresh, key=lambda r: (drafts[r].kind, drafts[r].name, r)):
        draft = drafts[root]
        id_ = register.claim(f"{identifiers.type_slug(draft.kind)}/{identifiers.slug(draft.name)}")
        drafts[root] = replace(draft, id=id_)
    everyone = {*scene.entities, *plan.made, *plan.root}
    ids = {node: drafts[root].id for node in everyone if (root := plan.stands_for(node)) in drafts}
    return drafts, ids, register


def _entity(plan: Plan, root: str, forms: set[str]) -> Entity:
    base = plan.scene.entities.get(root) or Entity(root, plan.kind(root), plan.name(root), ())
    merged = [
        plan.scene.entities[node]
        for node, into in sorted(plan.root.items())
        if into == root and node in plan.scene.entities
    ]
    name = plan.names.get(root, base.name)
    kind, subtype = base.kind, base.subtype or winner(entity.subtype for entity in merged if entity.kind == base.kind)
    if class_ := plan.classes.get(root):
        kind = class_kind(class_)
        subtype = None if class_ == kind else class_
    wikidata = base.wikidata or winner(entity.wikidata for entity in merged)
    known = {form for form in forms if form} | {entity.name for entity in merged}
    aliases = known | ({base.name} if root in plan.scene.entities and base.name in known else set())
    return Entity(base.id, kind, name, tuple(sorted(aliases - {name})), subtype, plan.wikidata.get(root, wikidata))


def _local(readings: Sequence[Reading], local: Local) -> LocalEntity:
    index, id_ = local
    return next(entity for entity in readings[index].entities if entity.id == id_)


# --- claims that no longer fit --------------------------------------------------------------------------------------


def _without_misfits(
    reading: Reading, ids: Mapping[str, str | None], kinds: Mapping[str, Kind], retyped: set[str]
) -> Reading:
    """Without those that are nothing any more, and without the retyped in roles that are not for their kind.

    A claim that lacks a core role then states no fact and is left out where facts are told.
    """
    gone = {local for local, id_ in ids.items() if id_ is None}
    changed = {local: kinds[id_] for local, id_ in ids.items() if id_ in retyped and id_ is not None}
    if not gone and not changed:
        return reading

    def fits(role: str) -> Callable[[object], bool]:
        kind = role_kind(role)
        return lambda f: f not in gone and (kind is None or changed.get(str(f), kind) == kind)

    def claim(c: Claim) -> Claim:
        arguments = (
            replace(a, fillers=tuple(filter(fits(a.role), a.fillers))) if a.role in ENTITY_ROLES else a
            for a in c.arguments
        )
        source = None if c.attributed_entity in gone else c.attributed_entity
        return replace(c, arguments=tuple(a for a in arguments if a.fillers), attributed_entity=source)

    mentions = (replace(m, entities=tuple(e for e in m.entities if e not in gone)) for m in reading.mentions)
    return replace(
        reading,
        entities=tuple(entity for entity in reading.entities if entity.id not in gone),
        mentions=tuple(mention for mention in mentions if mention.entities),
        claims=tuple(map(claim, reading.claims)),
    )


def role_kind(role: str) -> Kind | None:
    """Whether only people or only organizations fill a role, by its range in the ontology."""
    terms = vocabulary()
    range_ = terms.graph.value(terms.term(role), RDFS.range)
    kinds: dict[object, Kind] = {OG.Person: "Person", OG.Organization: "Organization"}
    return kinds.get(range_)
