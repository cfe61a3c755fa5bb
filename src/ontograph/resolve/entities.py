"""LocalEntities of all readings -> Entities: who is one person or organization across articles.

First by name and kind (or by what the gazetteer knows), parted where articles contradict each other; then partial names
where the corpus leaves one choice and the articles share an organization. What stays in doubt stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontograph.model import Entity, Kind, LocalEntity, Reading
from ontograph.resolve import comparison, firms, identifiers, namesakes, people
from ontograph.resolve.briefs import Brief, Calls, Shared, brief, is_own_name
from ontograph.resolve.gathering import MEDIA, Context, Group, Local
from ontograph.resolve.votes import winner

FREQUENT = 0.1
"""A name that at least this share of an entity's articles uses can be its canonical name."""

SHORT = 4
"""An organization's name of at most so many letters may be an acronym."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, sorted by id, and where each LocalEntity went."""

    entities: tuple[Entity, ...]
    ids: Mapping[Local, str]
    genders: Mapping[str, str]
    """ "m" or "f" by entity id, where an article tells."""


def resolve_entities(readings: Sequence[Reading]) -> Resolution:
    """Merge the LocalEntities of readings that stand in a deterministic order."""
    shared = Shared()
    return merge([brief(reading, shared) for reading in readings])


def merge(readings: Sequence[Brief]) -> Resolution:
    """The same of readings in brief."""
    calls = [reading.calls for reading in readings]
    groups = namesakes.part(_by_name(readings), readings)
    context = Context(groups)
    firms.merge([g for g in groups if g.kind == "Organization"], context, calls)
    people.merge([g for g in groups if g.kind == "Person"], context)
    del context
    return _publish([g for g in groups if g.members], calls)


# --- first grouping -------------------------------------------------------------------------------------------------


def _by_name(readings: Sequence[Brief]) -> list[Group]:
    """One group for what is known, else one a kind and name; a person's single name and a common noun stay groups of
    their article."""
    newspapers = {
        comparison.key(local.name, local.kind)
        for reading in readings
        for local in reading.entities
        if local.subtype == MEDIA
    }
    known = _known(readings)
    groups: dict[tuple[str, ...], Group] = {}
    homes: dict[tuple[str, str, str | None], Group] = {}
    """By kind, name and identity: most names come again and again."""
    for index, reading in enumerate(readings):
        for local in reading.entities:
            named = (local.kind, local.name, _identity(local))
            group = homes.get(named)
            if group is not None:
                group.add(index, local)
                continue
            tokens = comparison.tokens(local.name, local.kind)
            if local.kind == "Organization" and "".join(comparison.without_lead(tokens)) not in newspapers:
                tokens = comparison.without_lead(tokens)
            identity = _identity(local) or known.get((local.kind, "".join(tokens)))
            place: tuple[str, ...] = (local.kind, "known", identity) if identity else (local.kind, "", "".join(tokens))
            of_its_article = not identity and _is_of_its_article(local.kind, tokens)
            group = groups.setdefault(
                (*place, str(index)) if of_its_article else place, Group(local.kind, tokens, identity)
            )
            if tokens != group.tokens:
                group.tokens = max(group.tokens, tokens, key=lambda t: (len(t), t))
            group.add(index, local)
            if not of_its_article:
                homes[named] = group
    return sorted(groups.values(), key=lambda group: group.order)


def _identity(local: LocalEntity) -> str | None:
    return local.wikidata or local.known


def _known(readings: Sequence[Brief]) -> dict[tuple[Kind, str], str]:
    """Names that mean one known thing wherever articles know them, so that another spelling does too ("X Inc.")."""
    found: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for reading in readings:
        for local in reading.entities:
            if identity := _identity(local):
                found[local.kind, comparison.key(local.name, local.kind)].add(identity)
    telling = {name: ids for name, ids in found.items() if len(name[1]) > 1 and not comparison.is_bare(name[1:])}
    return {name: ids.pop() for name, ids in telling.items() if len(ids) == 1}


def _is_of_its_article(kind: Kind, tokens: tuple[str, ...]) -> bool:
    return people.is_short(tokens) if kind == "Person" else comparison.is_bare(tokens)


# --- names and ids --------------------------------------------------------------------------------------------------


def own_names(readings: Sequence[Reading]) -> dict[Local, Counter[str]]:
    """How often each LocalEntity is called what, by names and surnames of its own."""
    found: dict[Local, Counter[str]] = defaultdict(Counter)
    for index, reading in enumerate(readings):
        for local in reading.entities:
            found[index, local.id][comparison.clean(local.name, local.kind)] += 1
        for mention in reading.mentions:
            if is_own_name(mention):
                found[index, mention.entities[0]][comparison.clean(mention.text, mention.kind)] += 1
    return found


def _publish(groups: Sequence[Group], calls: Sequence[Mapping[str, Calls]]) -> Resolution:
    named = []
    for group in groups:
        called = Counter(calls[index][local.id] for index, local in group.members)
        forms = {form for calls_ in called for form, _ in calls_}
        name = _canonical_name(group, called)
        named.append((name, tuple(sorted(forms - {name})), group))
    register = identifiers.Register()
    entities: list[Entity] = []
    ids: dict[Local, str] = {}
    genders: dict[str, str] = {}
    for name, aliases, group in sorted(named, key=_by_fame):
        identifier = register.claim(f"{identifiers.type_slug(group.kind)}/{identifiers.slug(name)}")
        subtype = winner(local.subtype for _, local in group.members) if len(group.subtypes) > 1 else None
        subtype = subtype or next(iter(group.subtypes), None)
        wikidata = winner(local.wikidata for _, local in group.members) if group.identity else None
        entities.append(Entity(identifier, group.kind, name, aliases, subtype, wikidata))
        ids.update({(index, local.id): identifier for index, local in group.members})
        if group.gender:
            genders[identifier] = group.gender
    return Resolution(tuple(sorted(entities, key=lambda e: e.id)), ids, genders)


def _by_fame(item: tuple[str, tuple[str, ...], Group]) -> tuple[object, ...]:
    """By name, and of one name what is known first: it has the readable IRI without a number."""
    name, _, group = item
    return group.kind, name, group.identity is None, group.order


def _canonical_name(group: Group, called: Mapping[Calls, int]) -> str:
    """Today's name of what articles call by a former one; else the fullest of the names that they give often enough, in
    its most frequent spelling. `called` is by how many it is called what: most use one name, once or twice."""
    if group.identity and (today := winner(local.known for _, local in group.members if local.former)):
        return today
    spellings: Counter[str] = Counter()
    for name, times in Counter(local.name for _, local in group.members).items():
        spellings[comparison.clean(name, group.kind)] += times
    counts: Counter[str] = Counter()
    for name, times in spellings.items():
        counts[comparison.key(name, group.kind)] += times
    frequent = [name for name in counts if counts[name] >= FREQUENT * len(group.members)] or list(counts)
    fullest = min(frequent, key=lambda name: (-len(name), -counts[name], name))
    for names, articles in called.items():
        for spelling, times in names:
            spellings[spelling] += articles * times
    same = {text: n for text, n in spellings.items() if comparison.key(text, group.kind) == fullest}
    # Headlines shout; a short name in capitals ("EDF") may be written so. Of equals the one with its accents.
    return min(same, key=lambda text: (_shouts(text), -same[text], text.islower(), text.isascii(), text))


def _shouts(name: str) -> bool:
    return name.isupper() and len(name) > SHORT
