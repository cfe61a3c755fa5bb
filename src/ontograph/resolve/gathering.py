"""Groups of LocalEntities that are one thing, while they are gathered; and whom their articles name besides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ontograph.model import Kind, LocalEntity

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
    subtypes: frozenset[str] = frozenset()
    """All subtypes that articles tell."""
    women: int = 0
    men: int = 0
    """How many LocalEntities articles tell to be one."""
    _kept: bool = False
    """Somebody goes by the readings as they are: others are put in a set of their own."""

    @property
    def order(self) -> tuple[str, tuple[str, ...], str, int]:
        """A total order that depends on content only."""
        return self.kind, self.tokens, self.identity or "", min(self.readings, default=-1)

    @property
    def gender(self) -> str | None:
        """The gender that most articles tell."""
        if not (self.women or self.men):
            return None
        return "f" if self.women >= self.men else "m"

    def add(self, index: int, local: LocalEntity) -> None:
        """Take in a LocalEntity of a reading."""
        self.members.append((index, local))
        self.readings.add(index)
        self.women += local.gender == "f"
        self.men += local.gender == "m"
        if local.subtype and local.subtype not in self.subtypes:
            self.subtypes |= {local.subtype}

    def absorb(self, other: Group) -> None:
        """Take over all that another group has; nothing is left of it."""
        self.members += other.members
        if self._kept:
            self.readings, self._kept = set(self.readings), False
        self.readings |= other.readings
        self.identity = self.identity or other.identity
        self.women, self.men = self.women + other.women, self.men + other.men
        self.subtypes |= other.subtypes
        other.members, other.readings = [], set()
        other.women, other.men, other.subtypes = 0, 0, frozenset()

    def keep(self) -> set[int]:
        """The readings as they are now, whatever is absorbed later."""
        self._kept = True
        return self.readings

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
        self._named: dict[int, list[Group]] = defaultdict(list)
        for group in groups:
            for index in group.readings:
                self._named[index].append(group)
        self._readings = {id(group): group.keep() for group in groups}
        self._subtypes = {id(group): group.subtypes for group in groups}

    def share(self, one: Group, other: Group, kind: Kind | None = None, beside: frozenset[str] = REPORTERS) -> bool:
        """Whether articles on each name the same third thing (of that kind), none of the subtypes `beside`."""
        thirds = self._thirds(one, other)
        return any(kind in (None, who.kind) and not self._subtypes[id(who)] & beside for who in thirds)

    def share_a_rarity(self, one: Group, other: Group) -> bool:
        """Whether articles on each name the same third thing of which nobody has heard: it brings two more together
        than a firm that all articles know.
        """
        return any(not who.identity and not who.subtypes & EVERYWHERE for who in self._thirds(one, other))

    def around(self, group: Group) -> Iterator[Group]:
        """Whom the articles on somebody name besides, each once."""
        seen = {id(group)}
        for index in self._readings[id(group)]:
            for who in self._named[index]:
                if id(who) not in seen:
                    seen.add(id(who))
                    yield who

    def shared_with(self, group: Group, beside: frozenset[str], kind: Kind | None = None) -> Iterator[int]:
        """What `share` goes by, as keys: two groups share a third thing if they have a key in common."""
        thirds = (who for who in self.around(group) if kind in (None, who.kind))
        return (id(who) for who in thirds if not self._subtypes[id(who)] & beside)

    def _thirds(self, one: Group, other: Group) -> Iterator[Group]:
        """Whom articles on each name: of the one with fewer articles, those that one of the other's names too."""
        few, many = sorted((self._readings[id(one)], self._readings[id(other)]), key=len)
        seen = {id(one), id(other)}
        for index in few:
            for who in self._named[index]:
                if id(who) not in seen:
                    seen.add(id(who))
                    if not self._readings[id(who)].isdisjoint(many):
                        yield who


class Homes:
    """Groups of one name that are different things so far; the next may be one of them if it shares a third thing with
    it (none of the subtypes `beside`)."""

    def __init__(self, context: Context, beside: frozenset[str]) -> None:
        self._context, self._beside = context, beside
        self._groups: list[Group] = []
        self._places: dict[int, list[int]] = defaultdict(list)
        """By the third thing, where in the list those are that name it besides."""

    def add(self, group: Group) -> None:
        """One more."""
        for third in self._context.shared_with(group, self._beside):
            self._places[third].append(len(self._groups))
        self._groups.append(group)

    def all(self) -> Sequence[Group]:
        """In the order in which they came."""
        return self._groups

    def sharing(self, group: Group) -> Iterator[Group]:
        """Those that share something with a group, in the order in which they came."""
        thirds = self._context.shared_with(group, self._beside)
        for place in sorted({place for third in thirds for place in self._places.get(third, ())}):
            yield self._groups[place]
