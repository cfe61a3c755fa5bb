"""Readings -> Knowledge: entities first, then documents, then the facts that their claims are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Protocol

from ontograph import garbage
from ontograph.model import (
    ENTITY_ROLES,
    Argument,
    Document,
    Entity,
    Fact,
    Filler,
    GroundedClaim,
    Knowledge,
    Money,
    Reading,
)
from ontograph.resolve import dates, details, entities, facts, identifiers, labels, tenure
from ontograph.resolve.briefs import Brief, Shared, brief, briefs
from ontograph.resolve.conflicts import disagreements
from ontograph.resolve.corroboration import corroborate
from ontograph.resolve.details import Told
from ontograph.resolve.entities import Resolution
from ontograph.resolve.groups import Group, order
from ontograph.resolve.sameness import DAYS_APART, MONEY_TELLS_APART

MOST_NAMES_IN_ID = 4


class Corrector(Protocol):
    """What people know better than the readings (`ontograph.corrections`)."""

    def correct(self, readings: Sequence[Reading], resolution: Resolution) -> tuple[Sequence[Reading], Resolution]:
        """The readings, as many and in their order, and who is who in them."""
        ...


def resolve(readings: Iterable[Reading | Brief], corrections: Corrector | None = None) -> Knowledge:
    """Everything that the readings know, once: each claim of each reading ends in exactly one fact.

    Claims that state no fact once names are resolved (the two parties are one) are left out. Corrections come after
    the entities are resolved and before anything is made of the claims.
    The result depends on the set of readings only, not on their order or number. Raises KeyError if a claim or a
    mention refers to an entity that its reading does not have, or a reading is a version of one that is not there.
    """
    with garbage.left():
        return _resolved(readings, corrections)


def _resolved(readings: Iterable[Reading | Brief], corrections: Corrector | None) -> Knowledge:
    if corrections is None:
        found = briefs(readings)
        resolution = entities.merge(found)
    else:
        unique = sorted(
            {_whole(one) for one in readings}, key=lambda reading: (reading.article, reading.sha256, reading.to_json())
        )
        corrected, resolution = corrections.correct(unique, entities.resolve_entities(unique))
        shared = Shared()
        found = [brief(reading, shared) for reading in corrected]
    documents = _documents(found, resolution)
    told = _told(found, documents, resolution)
    resolution = replace(resolution, ids={})  # a third of what is known so far
    sure = corroborate(told, {document.id: document.mentions for document in documents})
    stated = [one for one, read in zip(sure, told, strict=True) if one is read or details.states_a_fact(one.claim)]
    del told, sure
    return Knowledge(tuple(sorted(documents, key=lambda d: d.id)), resolution.entities, _facts(stated, resolution))


def _whole(reading: Reading | Brief) -> Reading:
    if isinstance(reading, Brief):
        raise TypeError(f"{reading.path}: corrections need the whole reading")
    return reading


def _documents(readings: Sequence[Brief], resolution: Resolution) -> list[Document]:
    register = identifiers.Register()
    ids = [register.claim(f"document/{identifiers.slug(reading.article)}") for reading in readings]
    by_path = {reading.path: id_ for id_, reading in zip(ids, readings, strict=True)}
    return [
        Document(
            id=ids[index],
            path=reading.path,
            sha256=reading.sha256,
            published=reading.published,
            title=reading.title,
            url=reading.url,
            publisher=reading.publisher,
            mentions=tuple(sorted({resolution.ids[index, local] for local in reading.named})),
            version_of=tuple(sorted(by_path[path] for path in reading.version_of)),
        )
        for index, reading in enumerate(readings)
    ]


def _told(readings: list[Brief], documents: Sequence[Document], resolution: Resolution) -> list[Told]:
    """The claims of readings with entity ids in place of their own; nothing is kept of the readings."""
    shared = Shared()
    told = []
    for index in range(len(readings) - 1, -1, -1):
        reading, document = readings.pop(), documents[index]
        ids = {local: resolution.ids[index, local] for local in {*reading.calls, *reading.named}}
        for claim, passage in zip(reading.claims, reading.passages, strict=True):
            arguments = shared.arguments([_known(argument, ids, shared) for argument in claim.arguments])
            source = ids[claim.attributed_entity] if claim.attributed_entity else None
            claim = claim.of(arguments, source)
            if details.states_a_fact(claim):
                named = shared[frozenset(ids[local] for local in passage)]
                told.append(Told(document.id, reading.published, claim, named))
    return told


def _known(argument: Argument, ids: Mapping[str, str], shared: Shared) -> Argument:
    fillers = argument.fillers
    if argument.role in ENTITY_ROLES:
        fillers = tuple(filler if isinstance(filler, Money) else ids[filler] for filler in fillers)
    if len(fillers) > 1:
        fillers = tuple(dict.fromkeys(fillers))
    return shared.argument(argument.role, fillers)


# --- facts ----------------------------------------------------------------------------------------------------------


def _facts(told: list[Told], resolution: Resolution) -> tuple[Fact, ...]:
    """What claims say as facts with ids and labels, sorted by id. Events come first, for they begin and end posts; a
    claim takes more room while it is grouped than as a part of a fact."""
    known = {entity.id: entity for entity in resolution.entities}
    events = facts.group([one for one in told if one.claim.type != "Position"])
    posts = [one for one in told if one.claim.type == "Position"]
    told.clear()
    moves = tenure.Moves(events)
    merged = _made(events, moves, known, resolution.genders)
    merged += _made(facts.group(posts), moves, known, resolution.genders)
    takers, fact_ids = Counter(fact.id for fact in merged), identifiers.Register()
    for place, fact in enumerate(merged):
        # The year alone where it is enough, the full date where the short id has several takers.
        wanted = fact.id
        if takers[fact.id] > 1:
            full = _fact_id(fact.type, fact.arguments, fact.date)
            wanted = _with_spell(fact) if fact.type == "Position" else full
        identifier = fact_ids.claim(wanted)
        if identifier != fact.id:
            merged[place] = replace(fact, id=identifier)
    return _with_rounds(sorted(merged, key=attrgetter("id")))


def _made(
    groups: list[Group], moves: tenure.Moves, known: Mapping[str, Entity], genders: Mapping[str, str]
) -> list[Fact]:
    """The facts of groups; nothing is kept of these."""
    claim_ids, held = _claim_ids(groups), tenure.spells(groups, moves)[::-1]
    groups.clear()
    made = []
    while held:
        group, spell = held.pop()
        claims = [GroundedClaim(claim_ids.pop(id(one)), one.document, one.claim) for one in group.told]
        made.append(_fact(group, spell, claims, known, genders))
    return made


def _claim_ids(groups: Sequence[Group]) -> dict[int, str]:
    """The id of each claim, by `id`: its place; claims of one type in one place are numbered."""
    first: dict[str, Told] = {}
    several: dict[str, list[Told]] = {}
    for group in groups:
        for one in group.told:
            wanted = _claim_id(one)
            other = first.setdefault(wanted, one)
            if other is not one:
                several.setdefault(wanted, [other]).append(one)
    ids = {id(one): name for name, one in first.items()}
    for name, found in several.items():
        register = identifiers.Register()
        ids.update({id(one): register.claim(name) for one in sorted(found, key=order)})
    return ids


def _fact(
    group: Group,
    spell: tenure.Spell,
    claims: Sequence[GroundedClaim],
    known: Mapping[str, Entity],
    genders: Mapping[str, str],
) -> Fact:
    arguments = details.arguments(group.told)
    date, factuality = details.date(group.told), details.overall(group.told)
    if group.type == "Position" and (spell.start or spell.end or any(a.role in details.DATES for a in arguments)):
        bounds = [Argument(role, (day,)) for role, day in (("from", spell.start), ("until", spell.end)) if day]
        others = [argument for argument in arguments if argument.role not in details.DATES]
        arguments = tuple(sorted([*others, *bounds], key=lambda argument: argument.role))
    said = labels.Said(group.type, arguments, factuality, date, details.status(group.told), known, genders)
    identifier = _fact_id(group.type, arguments, date[:4] if date else None)
    if against := disagreements(claims):
        claims = [GroundedClaim(c.id, c.document, c.claim, against.get(c.id, ())) for c in claims]
    return Fact(identifier, group.type, labels.sentence(said), arguments, factuality, tuple(claims), date)


def _claim_id(one: Told) -> str:
    claim = one.claim
    document = identifiers.local_name(one.document)
    return f"claim/{document}-{claim.start}-{claim.end}-{identifiers.type_slug(claim.type)}"


def _fact_id(type_: str, arguments: Sequence[Argument], date: str | None) -> str:
    """Who takes part, by core role, then what tells the fact apart: a sum, a role class, a date."""
    fillers = {argument.role: argument.fillers for argument in arguments}
    core = details.CORE.get(type_) or tuple(role for role in sorted(fillers) if role in ENTITY_ROLES)
    people = [str(f) for role in core if role in ENTITY_ROLES for f in fillers.get(role, ())]
    parts = [identifiers.local_name(who) for who in people[:MOST_NAMES_IN_ID]]
    parts += [identifiers.type_slug(str(f)) for role in core if role not in ENTITY_ROLES for f in fillers.get(role, ())]
    if type_ in MONEY_TELLS_APART:
        parts += [identifiers.money_slug(f) for f in fillers.get("amount", ()) if isinstance(f, Money)]
    if date and type_ != "Position":
        parts.append(date)
    return identifiers.join(identifiers.type_slug(type_), parts)


def _with_spell(fact: Fact) -> str:
    """The id of one of several spells in a post: by its beginning, or else its end."""
    bounds = (("from", fact.get("from")), ("until", fact.get("until")))
    told = next((f"{word}-{day}" for word, days in bounds for day in days), "")
    return f"{fact.id}-{told}" if told else fact.id


def _with_rounds(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """Each investment of a named investor with the round that it is part of, where an article tells both."""
    rounds: dict[tuple[Filler, ...], list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.type == "FundingRound":
            rounds[fact.get("organization")].append(fact)

    def fits(investment: Fact, round_: Fact) -> bool:
        investors = {*round_.get("investor"), *round_.get("leadInvestor")}
        together = {c.document for c in investment.claims} & {c.document for c in round_.claims}
        apart = investment.date and round_.date and dates.gap(investment.date, round_.date) > DAYS_APART
        return bool(together and not apart and investors.intersection(investment.get("investor")))

    linked = []
    for fact in found:
        candidates = rounds.get(fact.get("organization"), []) if fact.type == "Investment" else []
        parts = [round_.id for round_ in candidates if fits(fact, round_)]
        if len(parts) == 1 and not fact.get("partOf"):
            arguments = (*fact.arguments, Argument("partOf", (parts[0],)))
            fact = replace(fact, arguments=tuple(sorted(arguments, key=lambda a: a.role)))
        linked.append(fact)
    return tuple(linked)
