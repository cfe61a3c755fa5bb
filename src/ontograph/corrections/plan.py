"""What entity corrections come to: who becomes whom, and what it is called. Made by `casting`, applied by `recast`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ontograph.corrections import find
from ontograph.corrections.find import Directory, Missing
from ontograph.corrections.model import (
    EntityOperation,
    EntityRef,
    Result,
)
from ontograph.model import Entity, Kind, Reading
from ontograph.resolve import identifiers
from ontograph.resolve.entities import Resolution
from ontograph.resolve.gathering import Local
from ontograph.vocabulary import vocabulary

Verdict = tuple[Result, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is without corrections."""

    readings: Sequence[Reading]
    resolution: Resolution
    texts: Mapping[str, str]
    lines: Mapping[EntityOperation, tuple[int, ...]]
    """Where each operation is written, for messages."""
    directory: Directory
    entities: Mapping[str, Entity]

    @classmethod
    def of(
        cls,
        readings: Sequence[Reading],
        resolution: Resolution,
        texts: Mapping[str, str],
        lines: Mapping[EntityOperation, tuple[int, ...]],
    ) -> Scene:
        """With the names looked up once."""
        named: dict[str, set[int]] = defaultdict(set)
        for (index, _), id_ in resolution.ids.items():
            named[id_].add(index)
        directory = Directory(resolution.entities, {id_: frozenset(found) for id_, found in named.items()})
        return cls(readings, resolution, texts, lines, directory, {e.id: e for e in resolution.entities})

    def line(self, operations: Iterable[EntityOperation]) -> str:
        """ "line 3" or "lines 3 and 9"."""
        lines = sorted({line for operation in operations for line in self.lines.get(operation, ())})
        words = [", ".join(map(str, lines[:-1])), str(lines[-1])] if len(lines) > 1 else [str(lines[0])]
        return ("lines " if len(lines) > 1 else "line ") + " and ".join(words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one reading in which a local entity is another one."""

    index: int
    start: int
    end: int
    local: str


@dataclass(slots=True)
class Plan:
    """Who becomes whom. A node is an entity's id, or "+…" for one that a split makes."""

    scene: Scene
    made: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    """Kind and name of the nodes that splits make."""
    named: list[tuple[str, Kind, str]] = field(default_factory=list)
    """Node, kind and name: what corrections call whom."""
    moved: dict[Local, str] = field(default_factory=dict)
    passages: dict[Passage, str] = field(default_factory=dict)
    root: dict[str, str] = field(default_factory=dict)
    """The node that stands for one that is merged."""
    names: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    wikidata: dict[str, str | None] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)
    """Root nodes that are not as they were."""
    verdicts: dict[EntityOperation, Verdict] = field(default_factory=dict)
    """What became of the operations that are applied."""

    def kind(self, node: str) -> Kind:
        """The kind of a node before it is retyped."""
        return self.made[node][0] if node in self.made else self.scene.entities[node].kind

    def name(self, node: str) -> str:
        """The name of a node before it is renamed."""
        return self.made[node][1] if node in self.made else self.scene.entities[node].name

    def stands_for(self, node: str) -> str:
        """The node that it is merged into, itself where it is not."""
        return self.root.get(node, node)

    def look_up(self, ref: EntityRef, place: int | None = None) -> str | Missing:
        """The node that a name means: without corrections, else by the names that corrections give."""
        document = find.document(self.scene.readings, ref.document) if ref.document else None
        if isinstance(document, Missing):
            return document
        found = self.scene.directory.look_up(ref, place, document)
        if isinstance(found, str):
            return found
        wanted = {f(ref.name, kind) for kind in ("Person", "Organization") for f in (plain, _id)}
        given = {
            node
            for node, kind, name in self.named
            if ref.kind in (None, kind) and wanted & {plain(name, kind), _id(name, kind)}
        }
        return given.pop() if len(given) == 1 else found


def plain(name: str, _: Kind) -> str:
    """A name as others are compared with it: white space and case make no difference."""
    return "name:" + " ".join(name.split()).casefold()


def _id(name: str, kind: Kind) -> str:
    return name if "/" in name else f"{identifiers.type_slug(kind)}/{identifiers.slug(name)}"


def class_kind(name: str) -> Kind:
    """Person or Organization, for a class of entities."""
    return "Person" if vocabulary().is_a(name, "Person") else "Organization"
