"""LocalEntities of all readings -> Entities: who is one person or organization across articles.

First by name and kind (or checked Wikidata id), then partial names where the corpus leaves one choice and the articles
share an organization. What stays in doubt stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ontograph.model import Entity, Kind, LocalEntity, Mention, Reading
from ontograph.resolve import comparison, identifiers
from ontograph.resolve.votes import ranked, winner

Local = tuple[int, str]
"""A LocalEntity: the index of its reading, and its id there."""

FREQUENT = 0.1
"""A name that at least this share of an entity's articles uses can be its canonical name."""

SHORT = 4
"""An organization's name of at most so many letters may be an acronym."""

MEDIA = "MediaOutlet"

NAME_FORMS = ("name", "surname")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, sorted by id, and where each LocalEntity went."""

    entities: tuple[Entity, ...]
    ids: Mapping[Local, str]
    genders: Mapping[str, str]
    """ "m" or "f" by entity id, where an article tells."""


@dataclass(slots=True)
class _Group:
    """LocalEntities that are one thing. `tokens` is the name that brought them together."""

    kind: Kind
    tokens: tuple[str, ...]
    wikidata: str | None
    members: list[tuple[int, LocalEntity]] = field(default_factory=list)
    readings: set[int] = field(default_factory=set)

    @property
    def order(self) -> tuple[str, tuple[str, ...], str, int]:
        """A total order that depends on content only."""
        return self.kind, self.tokens, self.wikidata or "", min(self.readings, default=-1)

    @property
    def gender(self) -> str | None:
        return winner(local.gender for _, local in self.members)

    def add(self, index: int, local: LocalEntity) -> None:
        self.members.append((index, local))
        self.readings.add(index)

    def absorb(self, other: _Group) -> None:
        self.members += other.members
        self.readings |= other.readings
        self.wikidata = self.wikidata or other.wikidata
        other.members, other.readings = [], set()


def resolve_entities(readings: Sequence[Reading]) -> Resolution:
    """Merge the LocalEntities of readings that stand in a deterministic order."""
    surfaces = own_names(readings)
    groups = _by_name(readings)
    context = _Context(groups)
    _merge_organizations([g for g in groups if g.kind == "Organization"], context, surfaces)
    _merge_people([g for g in groups if g.kind == "Person"], context)
    return _publish([g for g in groups if g.members], surfaces)


# --- first grouping -------------------------------------------------------------------------------------------------


def _by_name(readings: Sequence[Reading]) -> list[_Group]:
    """One group a Wikidata id, else one a kind and name; a person's single name stays a group of its article."""
    ids: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    for reading in readings:
        for local in reading.entities:
            if local.wikidata:
                ids[local.kind, comparison.key(local.name, local.kind)].append(local.wikidata)
    known = {name: ranked(found)[0] for name, found in ids.items()}
    groups: dict[tuple[str, ...], _Group] = {}
    for index, reading in enumerate(readings):
        for local in reading.entities:
            tokens, key = comparison.tokens(local.name, local.kind), comparison.key(local.name, local.kind)
            wikidata = local.wikidata or known.get((local.kind, key))
            identity: tuple[str, ...] = (local.kind, "id", wikidata) if wikidata else (local.kind, "name", key)
            if not wikidata and local.kind == "Person" and _is_short(tokens):
                identity = (*identity, str(index))
            group = groups.setdefault(identity, _Group(local.kind, tokens, wikidata))
            group.tokens = max(group.tokens, tokens, key=lambda t: (len(t), t))
            group.add(index, local)
    return sorted(groups.values(), key=lambda group: group.order)


def _is_short(tokens: tuple[str, ...]) -> bool:
    """A single name, or an initial and a surname."""
    return len(tokens) == 1 or len(tokens[0]) == 1


def _longest_first(groups: Iterable[_Group]) -> list[_Group]:
    """So that what a group absorbs goes along when the group itself is absorbed."""
    return sorted(groups, key=lambda group: (-len(group.tokens), group.order))


class _Context:
    """Whom the articles on somebody name besides: what tells two bearers of a name apart.

    Taken once, before names are merged, so that no merge leads to the next.
    """

    def __init__(self, groups: Sequence[_Group]) -> None:
        named: dict[int, list[_Group]] = defaultdict(list)
        for group in groups:
            if not any(local.subtype == MEDIA for _, local in group.members):
                for index in group.readings:
                    named[index].append(group)
        self._around = {
            id(group): {id(who): who.kind for index in group.readings for who in named[index]} for group in groups
        }

    def share(self, one: _Group, other: _Group, kind: Kind | None = None) -> bool:
        """Whether articles on each name the same third thing (of that kind); a medium that reports does not count."""
        mine, theirs = self._around[id(one)], self._around[id(other)]
        third = mine.keys() & theirs.keys() - {id(one), id(other)}
        return any(kind in (None, mine[who]) for who in third)


# --- organizations --------------------------------------------------------------------------------------------------


def _merge_organizations(groups: Sequence[_Group], context: _Context, surfaces: Mapping[Local, Counter[str]]) -> None:
    """Short forms and acronyms into the one full name that fits."""
    by_head: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_head[group.tokens[0]].append(group)
    for short in _longest_first(groups):
        fits = [g for g in by_head[short.tokens[0]] if g.members and comparison.is_short_form(short.tokens, g.tokens)]
        if len(fits) == 1 and _may_be_short_for(short, fits[0]) and _are_near(short, fits[0], context):
            fits[0].absorb(short)
    by_name = {"".join(group.tokens): group for group in groups if group.members}
    for acronym, full in _acronyms(groups, surfaces).items():
        named = by_name.get(acronym)
        if named and full is not named and full.members and named.members and not _rivals(named, full):
            full.absorb(named)


def _may_be_short_for(short: _Group, full: _Group) -> bool:
    """Not if the short name is a known organization of its own, nor if an article uses both names and the longer one
    looks like a branch: by its words, or because fewer articles have it.
    """
    branch = comparison.names_a_branch(short.tokens, full.tokens) or len(short.readings) > len(full.readings)
    two = bool(short.readings & full.readings) and branch
    return not two and not short.wikidata and len("".join(short.tokens)) > 2


def _are_near(one: _Group, other: _Group, context: _Context) -> bool:
    return bool(one.readings & other.readings) or context.share(one, other)


def _rivals(one: _Group, other: _Group) -> bool:
    return bool(one.wikidata and other.wikidata and one.wikidata != other.wikidata)


def _acronyms(groups: Sequence[_Group], surfaces: Mapping[Local, Counter[str]]) -> dict[str, _Group]:
    """Initials that an article uses for an organization beside its full name, and that no second one has."""
    found: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for index, local in group.members:
            for surface in sorted(surfaces[index, local.id]):
                short = comparison.tokens(surface, group.kind)
                if comparison.is_acronym(short, group.tokens) and group not in found[short[0]]:
                    found[short[0]].append(group)
    return {acronym: fits[0] for acronym, fits in sorted(found.items()) if len(fits) == 1}


# --- people ---------------------------------------------------------------------------------------------------------


def _merge_people(groups: Sequence[_Group], context: _Context) -> None:
    """Middle names, then surnames and initials into the one full name that fits, then equal leftovers."""
    by_surname: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        by_surname[group.tokens[-1]].append(group)
    for group in _longest_first(groups):
        bearers = [g for g in by_surname[group.tokens[-1]] if g.members]
        fits = [g for g in bearers if comparison.is_middle_variant(group.tokens, g.tokens)]
        if len(fits) == 1 and not _rivals(group, fits[0]):
            fits[0].absorb(group)
    full = {name: [g for g in found if g.members and not _is_short(g.tokens)] for name, found in by_surname.items()}
    for short in groups:
        bearer = _bearer(short, full[short.tokens[-1]], context) if short.members else None
        if bearer:
            bearer.absorb(short)
    leftovers: dict[tuple[str, ...], _Group] = {}
    for group in groups:
        if group.members and not group.wikidata and _is_short(group.tokens):
            first = leftovers.setdefault((*group.tokens, group.gender or ""), group)
            if first is not group:
                first.absorb(group)


def _bearer(short: _Group, people: Sequence[_Group], context: _Context) -> _Group | None:
    """The one person whose surname or initials `short` is, None where none or several fit.

    A bearer that an article of `short` names itself goes before one in articles on the same organization; a name
    alone is enough for a person with a Wikidata id only.
    """
    fits = [g for g in people if comparison.is_partial(short.tokens, g.tokens) and _agree(short, g) and g.members]
    for near in (
        [g for g in fits if g.readings & short.readings],
        [g for g in fits if context.share(short, g, "Organization")],
        [g for g in fits if context.share(short, g)],
    ):
        if near:
            return near[0] if len(near) == 1 else None
    return fits[0] if len(fits) == 1 and fits[0].wikidata else None


def _agree(short: _Group, full: _Group) -> bool:
    genders = {short.gender, full.gender} - {None}
    return short is not full and len(genders) < 2 and not _rivals(short, full)


# --- names and ids --------------------------------------------------------------------------------------------------


def own_names(readings: Sequence[Reading]) -> dict[Local, Counter[str]]:
    """How often each LocalEntity is called what, by names and surnames of its own."""
    found: dict[Local, Counter[str]] = defaultdict(Counter)
    for index, reading in enumerate(readings):
        for local in reading.entities:
            found[index, local.id][comparison.clean(local.name, local.kind)] += 1
        for mention in reading.mentions:
            if _is_own_name(mention):
                found[index, mention.entities[0]][comparison.clean(mention.text, mention.kind)] += 1
    return found


def _is_own_name(mention: Mention) -> bool:
    return mention.form in NAME_FORMS and len(mention.entities) == 1


def _publish(groups: Sequence[_Group], surfaces: Mapping[Local, Counter[str]]) -> Resolution:
    named = sorted(
        ((_canonical_name(g, surfaces), g) for g in groups), key=lambda item: (item[1].kind, item[0], item[1].order)
    )
    register = identifiers.Register()
    entities: list[Entity] = []
    ids: dict[Local, str] = {}
    genders: dict[str, str] = {}
    for name, group in named:
        identifier = register.claim(f"{identifiers.type_slug(group.kind)}/{identifiers.slug(name)}")
        forms = {form for index, local in group.members for form in surfaces[index, local.id]}
        subtype = winner(local.subtype for _, local in group.members)
        aliases = tuple(sorted(forms - {name}))
        entities.append(Entity(identifier, group.kind, name, aliases, subtype, group.wikidata))
        ids.update({(index, local.id): identifier for index, local in group.members})
        if group.gender:
            genders[identifier] = group.gender
    return Resolution(tuple(sorted(entities, key=lambda e: e.id)), ids, genders)


def _canonical_name(group: _Group, surfaces: Mapping[Local, Counter[str]]) -> str:
    """The fullest of the names that articles give often enough, in its most frequent spelling."""
    names = [comparison.clean(local.name, group.kind) for _, local in group.members]
    counts = Counter(comparison.key(name, group.kind) for name in names)
    frequent = [name for name in counts if counts[name] >= FREQUENT * len(names)] or list(counts)
    fullest = min(frequent, key=lambda name: (-len(name), -counts[name], name))
    spellings = Counter(names)
    for index, local in group.members:
        spellings.update(surfaces[index, local.id])
    same = {text: n for text, n in spellings.items() if comparison.key(text, group.kind) == fullest}
    # Headlines shout; a short name in capitals ("EDF") may be written so. Of equals the one with its accents.
    return min(same, key=lambda text: (_shouts(text), -same[text], text.islower(), text.isascii(), text))


def _shouts(name: str) -> bool:
    return name.isupper() and len(name) > SHORT
