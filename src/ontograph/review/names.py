"""Names that may be one: alike in letters, one inside the other, initials, an acronym, or a person and a firm."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ontograph.corrections.model import Merge, Retype
from ontograph.model import Entity
from ontograph.resolve import comparison
from ontograph.review.item import Item, Passage, Scene

ALIKE = 0.84
"""How alike two spellings must be, of 1."""
SHORTEST = 5
"""Letters of a name below which a likeness is chance."""
TOGETHER = 0.4
"""What is left of the chance where one article names both: it tells them apart."""
CHANCES = {
    "the same words": 0.85,
    "an initial": 0.6,
    "a surname": 0.5,
    "an acronym": 0.45,
    "one within the other": 0.25,
    "one name, kept apart by what articles say of them": 0.3,
    "a person and an organization of one name": 0.3,
}
"""How often two such names are one, roughly; what is alike in spelling goes by how alike it is."""

SHORT = ("an initial", "a surname", "an acronym")
"""Where the longer name is the full one; of two others, the one that more is told of may be."""


def find(scene: Scene) -> Iterator[Item]:
    """Pairs of entities whose names may be one."""
    for one, other in _candidates(scene):
        how, chance = _likeness(one, other)
        if how and not (one.wikidata and other.wikidata and one.wikidata != other.wikidata):
            yield _item(one, other, how, chance, scene)


def _candidates(scene: Scene) -> list[tuple[Entity, Entity]]:
    """Pairs that share a word or its beginning, or may be an acronym and what it stands for: few enough to compare."""
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for entity in scene.entities.values():
        tokens = comparison.tokens(entity.name, entity.kind)
        keys = {token for token in tokens if len(token) > 2} | {token[:4] for token in tokens if len(token) > 3}
        if len(tokens) > 1 or len(tokens[0]) <= comparison.LONGEST_ACRONYM:
            keys.add(f"acronym {tokens[0][0]}")
        for key in keys:
            blocks[key].append(entity)
    pairs = {
        (one.id, other.id): (one, other)
        for key in sorted(blocks)
        for one, other in combinations(sorted(blocks[key], key=lambda e: e.id), 2)
    }
    return [pairs[key] for key in sorted(pairs)]


def _likeness(one: Entity, other: Entity) -> tuple[str, float]:
    """In which way two names are alike, and how likely they are one; "" and 0 where they are not."""
    mine, theirs = (comparison.tokens(entity.name, entity.kind) for entity in (one, other))
    short, full = sorted((mine, theirs), key=lambda tokens: (len(tokens), sum(map(len, tokens))))
    how = ""
    if one.kind != other.kind:
        how = "a person and an organization of one name" if "".join(mine) == "".join(theirs) else ""
    elif mine == theirs:
        how = "one name, kept apart by what articles say of them"
    elif sorted(mine) == sorted(theirs):
        how = "the same words"
    elif one.kind == "Person":
        if comparison.is_partial(short, full):
            how = "a surname" if len(short) == 1 else "an initial"
    elif comparison.is_acronym(short, full):
        how = "an acronym"
    elif _within(short, full):
        how = "one within the other"
    if how or one.kind != other.kind:
        return how, CHANCES.get(how, 0.0)
    return _spelling(mine, theirs, one.kind == "Person")


def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name begins or ends with the other, which is more than a common word."""
    telling = set(short) - comparison.words().generic_words - comparison.words().branch_words
    return bool(telling) and len("".join(short)) >= SHORTEST and short in (full[: len(short)], full[-len(short) :])


def _spelling(mine: tuple[str, ...], theirs: tuple[str, ...], person: bool) -> tuple[str, float]:
    """Alike in letters; of people, every word in its place must be: a brother shares a surname."""
    one, other = "".join(mine), "".join(theirs)
    if min(len(one), len(other)) < SHORTEST:
        return "", 0.0
    alike = _ratio(one, other)
    if person:
        if len(mine) != len(theirs):
            return "", 0.0
        alike = min(alike, *(0.15 + _ratio(a, b) for a, b in zip(mine, theirs, strict=True)))
    return ("alike in spelling", 0.3 + 4 * (alike - ALIKE)) if alike >= ALIKE else ("", 0.0)


def _ratio(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 else 0.0


def _item(one: Entity, other: Entity, how: str, chance: float, scene: Scene) -> Item:
    lesser, greater = sorted((one, other), key=lambda e: (_rank(e, how, scene), e.id))
    if scene.documents_of[one.id] & scene.documents_of[other.id]:
        chance *= TOGETHER
    reach = 1 + len(scene.facts_of[lesser.id])
    merge = Merge((scene.ref(lesser.id),), scene.ref(greater.id))
    proposals: tuple[Merge | Retype, ...] = (merge,)
    if one.kind != other.kind:
        proposals = (merge, Retype(scene.ref(lesser.id), greater.subtype or greater.kind))
    names = " and ".join(f"{e.name} ({_count(len(scene.facts_of[e.id]))})" for e in (lesser, greater))
    passages = tuple(p for e in (lesser, greater) if (p := _passage(e, scene)))
    return Item("name", min(chance, 0.95) * reach, f"Are {names} one? {how.capitalize()}.", passages, proposals)


def _rank(entity: Entity, how: str, scene: Scene) -> tuple[int, int, int]:
    """Who is merged into whom: into the fuller name where one is short for the other, else into the better known."""
    full = len(comparison.tokens(entity.name, entity.kind)) if how in SHORT else 0
    return full, len(scene.facts_of[entity.id]), len(scene.documents_of[entity.id])


def _count(facts: int) -> str:
    return f"{facts} fact{'' if facts == 1 else 's'}"


def _passage(entity: Entity, scene: Scene) -> Passage | None:
    """A sentence on an entity: one that names it, if there is one."""
    claims = [claim for fact in scene.facts_of[entity.id] for claim in fact.claims]
    named = [claim for claim in claims if entity.name.casefold() in claim.claim.quote.casefold()] or claims
    return scene.passage(named[0], entity.name) if named else None
