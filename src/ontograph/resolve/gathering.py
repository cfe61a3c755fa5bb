"""Groups of LocalEntities that are one thing, while they are gathered; and whom their articles name besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ontograph.model import Kind, LocalEntity
from ontograph.resolve.votes import winner

Local = tuple[int, str]
"""A LocalEntity: the index of its reading, and its id there."""

MEDIA = "MediaOutlet"
REPORTERS = frozenset({MEDIA})
"""Subtypes of what an article may name for having told its news."""
EVERYWHERE = frozenset({MEDIA, "PublicBody"})
"""Subtypes of what the most different articles name."""


@dataclass(slots=True, eq=False)
class Group:
    """LocalEntities that are one thing. `tokens` is the name that brought them together."""

    kind: Kind
    tokens: tuple[str, ...]
    identity: str | None
    """What says who it is, beyond a name: a checked Wikidata id, else the gazetteer's name."""
    members: list[tuple[int, LocalEntity]] = field(default_factory=list)
    readings: set[int] = field(default_factory=set)

    @property
    def order(self) -> tuple[str, tuple[str, ...], str, int]:
        """A total order that depends on content only."""
        return self.kind, self.tokens, self.identity or "", min(self.readings, default=-1)

    @property
    def gender(self) -> str | None:
        """The gender that most articles tell."""
        return winner(local.gender for _, local in self.members)

    @property
    def subtypes(self) -> frozenset[str]:
        """All subtypes that articles tell."""
        return frozenset(local.subtype for _, local in self.members if local.subtype)

    def add(self, index: int, local: LocalEntity) -> None:
        """Take in a LocalEntity of a reading."""
        self.members.append((index, local))
        self.readings.add(index)

    def absorb(self, other: Group) -> None:
        """Take over all that another group has; nothing is left of it."""
        self.members += other.members
        self.readings |= other.readings
        self.identity = self.identity or other.identity
        other.members, other.readings = [], set()

    def rivals(self, other: Group) -> bool:
        """Whether both are known, as two things."""
        return bool(self.identity and other.identity and self.identity != other.identity)


def longest_first(groups: Iterable[Group]) -> list[Group]:
    """So that what a group absorbs goes along when the group itself is absorbed."""
    return sorted(groups, key=lambda group: (-len(group.tokens), group.order))


class Context:
    """Whom the articles on somebody name besides: what tells two bearers of a name apart.

    Taken once, before names are merged, so that no merge leads to the next.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        named: dict[int, list[Group]] = defaultdict(list)
        for group in groups:
            for index in group.readings:
                named[index].append(group)
        self._around = {
            id(group): {id(who): who for index in group.readings for who in named[index]} for group in groups
        }
        self._subtypes = {id(group): group.subtypes for group in groups}

    def share(self, one: Group, other: Group, kind: Kind | None = None, beside: frozenset[str] = REPORTERS) -> bool:
        """Whether articles on each name the same third thing (of that kind), none of the subtypes `beside`."""
        mine, theirs = self._around[id(one)], self._around[id(other)]
        third = mine.keys() & theirs.keys() - {id(one), id(other)}
        return any(kind in (None, mine[who].kind) and not self._subtypes[who] & beside for who in third)

    def share_a_rarity(self, one: Group, other: Group) -> bool:
        """Whether articles on each name the same third thing of which nobody has heard: it brings two more together
        than a firm that all articles know.
        """
        third = self._around[id(one)].keys() & self._around[id(other)].keys() - {id(one), id(other)}
        named = (self._around[id(one)][who] for who in third)
        return any(not who.identity and not who.subtypes & EVERYWHERE for who in named)

    def around(self, group: Group) -> list[Group]:
        """Whom the articles on somebody name besides."""
        return [who for who in self._around[id(group)].values() if who is not group]
