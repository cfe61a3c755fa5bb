"""Which entities the corrections merge, split, rename, retype and drop: from names to a plan without contradictions.

What contradicts is left out, all sides of it, until nothing does: so the plan never depends on the order of entries.
What is said of one of several merged entities is said of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from ontograph.corrections import find
from ontograph.corrections.find import Directory, Missing
from ontograph.corrections.model import (
    Drop,
    EntityOperation,
    EntityRef,
    Identify,
    Merge,
    Rename,
    Result,
    Retype,
    Split,
)
from ontograph.model import Entity, Kind, Reading
from ontograph.resolve import comparison, identifiers
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
        wanted = {f(ref.name, kind) for kind in ("Person", "Organization") for f in (_plain, comparison.key, _id)}
        given = {
            node
            for node, kind, name in self.named
            if ref.kind in (None, kind) and wanted & {_plain(name, kind), _id(name, kind)}
        }
        return given.pop() if len(given) == 1 else found


def _plain(name: str, _: Kind) -> str:
    return "name:" + " ".join(name.split()).casefold()


def _id(name: str, kind: Kind) -> str:
    return name if "/" in name else f"{identifiers.type_slug(kind)}/{identifiers.slug(name)}"


def plan(operations: Iterable[EntityOperation], scene: Scene) -> tuple[Plan, dict[EntityOperation, Verdict]]:
    """What can be done of these operations, and what became of each."""
    active = sorted(set(operations), key=repr)
    verdicts: dict[EntityOperation, Verdict] = {}
    while True:
        drafted, problems = _draft(active, scene)
        if not problems:
            return drafted, {**verdicts, **drafted.verdicts}
        verdicts |= problems
        active = [operation for operation in active if operation not in problems]


def _draft(active: Sequence[EntityOperation], scene: Scene) -> tuple[Plan, dict[EntityOperation, Verdict]]:
    """One attempt; where there are problems, the operations they belong to are to be left out."""
    drafted = Plan(scene)
    problems: dict[EntityOperation, Verdict] = {}
    sources = _splits([o for o in active if isinstance(o, Split)], drafted, problems)
    for operation in active:
        if isinstance(operation, Rename):
            node = scene.directory.look_up(operation.entity)
            if isinstance(node, str):
                drafted.named.append((node, drafted.kind(node), operation.to))
    about: dict[EntityOperation, str] = {}
    edges: list[tuple[str, str, Merge]] = []
    for operation in active:
        if isinstance(operation, Merge):
            edges += _merged(operation, drafted, problems)
        elif not isinstance(operation, Split):
            node = drafted.look_up(operation.entity)
            if isinstance(node, Missing):
                problems[operation] = ("not found", f"{node.reason}; nothing is changed")
            else:
                about[operation] = node
    _components(edges, sources, drafted, problems)
    said: dict[str, dict[EntityOperation, str]] = defaultdict(dict)
    for operation, node in about.items():
        said[drafted.stands_for(node)][operation] = node
    for root, found in sorted(said.items()):
        merges = [merge for _, into, merge in edges if drafted.stands_for(into) == root]
        _said_of_one(root, found, merges, drafted, problems)
    _kinds(edges, drafted, problems)
    drafted.touched |= set(drafted.root) | set(drafted.root.values()) | set(drafted.made)
    return drafted, problems


# --- splits ---------------------------------------------------------------------------------------------------------


def _splits(
    splits: Sequence[Split], drafted: Plan, problems: dict[EntityOperation, Verdict]
) -> dict[tuple[str, str], list[Split]]:
    """Moves what each split moves; says which splits part which two nodes."""
    parted: dict[tuple[str, str], list[Split]] = defaultdict(list)
    wanted: dict[Local | Passage, dict[str, list[Split]]] = defaultdict(lambda: defaultdict(list))
    for split in splits:
        source = drafted.scene.directory.look_up(split.entity)
        if isinstance(source, Missing):
            problems[split] = ("not found", f"{source.reason}; nothing is split")
            continue
        target = _target(split, source, drafted)
        moved, missing = _moved(split, source, drafted.scene)
        if not moved:
            problems[split] = ("not found", f"{'; '.join(missing)}; nothing is split")
            continue
        for place in moved:
            wanted[place][target].append(split)
        parted[source, target].append(split)
        drafted.touched |= {source, target}
        result: Result = "partly applied" if missing else "applied"
        drafted.verdicts[split] = (result, "; ".join(missing))
    for place, targets in wanted.items():
        if len(targets) > 1:
            rivals = [split for found in targets.values() for split in found]
            for split in rivals:
                problems[split] = ("ignored", f"{drafted.scene.line(rivals)} contradict each other; nothing is split")
        elif isinstance(place, Passage):
            drafted.passages[place] = next(iter(targets))
        else:
            drafted.moved[place] = next(iter(targets))
    return parted


def _target(split: Split, source: str, drafted: Plan) -> str:
    """The node that the mentions go to: another entity of that very name, else a new one."""
    kind, name = drafted.kind(source), " ".join(split.name.split())
    same = [
        id_
        for id_, entity in drafted.scene.entities.items()
        if id_ != source and entity.kind == kind and _plain(entity.name, kind) == _plain(name, kind)
    ]
    if len(same) == 1:
        return same[0]
    own = _plain(drafted.name(source), kind) == _plain(name, kind)
    node = f"+{kind}/{name}" + (f"@{source}" if own else "")
    drafted.made[node] = (kind, name)
    drafted.named.append((node, kind, name))
    return node


def _moved(split: Split, source: str, scene: Scene) -> tuple[list[Local | Passage], list[str]]:
    """What a split moves, and why the rest cannot be."""
    moved: list[Local | Passage] = []
    missing: list[str] = []
    for name in split.documents:
        index = find.document(scene.readings, name)
        if isinstance(index, Missing):
            missing.append(index.reason)
            continue
        reading = scene.readings[index]
        locals_ = [e.id for e in reading.entities if scene.resolution.ids.get((index, e.id)) == source]
        here: list[Local | Passage] = [(index, local) for local in locals_]
        if split.quote is not None:
            span = find.quote(scene.texts.get(reading.path, ""), split.quote)
            if span is None:
                missing.append(f"{reading.path} does not say « {split.quote} »")
                continue
            places = [Passage(index, *span, local) for local in locals_]
            here = [place for place in places if concerns(place, reading)]
        moved += here
        if not here:
            missing.append(f"{reading.path} does not mean {split.entity.name} there")
    return moved, missing


def concerns(place: Passage, reading: Reading) -> bool:
    """Whether a mention or a claim in the passage is of the local entity."""
    mentions = any(
        place.local in m.entities and place.start <= m.start and m.end <= place.end for m in reading.mentions
    )
    return mentions or any(
        inside(place, claim.start, claim.end) and any(place.local in argument.fillers for argument in claim.arguments)
        for claim in reading.claims
    )


def inside(place: Passage, start: int, end: int) -> bool:
    """Whether one of a passage and a claim holds the other."""
    return (place.start <= start and end <= place.end) or (start <= place.start and place.end <= end)


# --- merges ---------------------------------------------------------------------------------------------------------


def _merged(merge: Merge, drafted: Plan, problems: dict[EntityOperation, Verdict]) -> list[tuple[str, str, Merge]]:
    """The edges from the merged to what they become."""
    into = drafted.look_up(merge.into)
    if isinstance(into, Missing):
        problems[merge] = ("not found", f"{into.reason}; nothing is merged")
        return []
    found = [drafted.look_up(ref) for ref in merge.entities]
    missing = [node.reason for node in found if isinstance(node, Missing)]
    nodes = sorted({node for node in found if isinstance(node, str)})
    if not nodes:
        problems[merge] = ("not found", f"{'; '.join(missing)}; nothing is merged")
        return []
    other = [node for node in nodes if node != into]
    result: Result = "partly applied" if missing else "applied" if other else "already so"
    drafted.verdicts[merge] = (result, "; ".join(missing))
    return [(node, into, merge) for node in other]


def _components(
    edges: Sequence[tuple[str, str, Merge]],
    parted: Mapping[tuple[str, str], Sequence[Split]],
    drafted: Plan,
    problems: dict[EntityOperation, Verdict],
) -> None:
    """Which nodes become one, and which merges go round in a circle or in two directions."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((source, into) for source, into, _ in edges)
    for circle in nx.strongly_connected_components(graph):
        if len(circle) > 1:
            rivals = [merge for source, into, merge in edges if source in circle and into in circle]
            for merge in rivals:
                problems[merge] = (
                    "ignored",
                    f"{drafted.scene.line(rivals)} merge in a circle; none of them is applied",
                )
    for component in nx.weakly_connected_components(graph):
        merges = [merge for source, _, merge in edges if source in component]
        splits = [split for pair, found in parted.items() if set(pair) <= component for split in found]
        roots = sorted(node for node in component if not graph.out_degree(node))
        if splits:
            rivals_: list[EntityOperation] = [*merges, *splits]
            for operation in rivals_:
                problems[operation] = (
                    "ignored", f"{drafted.scene.line(rivals_)} merge and split the same; nothing is done"
                )  # fmt: skip
        elif len(roots) > 1:
            forks = [merge for source, _, merge in edges if source in component and graph.out_degree(source) > 1]
            for merge in forks:
                problems[merge] = ("ignored", f"{drafted.scene.line(forks)} merge one into several; nothing is merged")
        elif roots:
            drafted.root |= {node: roots[0] for node in component if node != roots[0]}


def _kinds(edges: Sequence[tuple[str, str, Merge]], drafted: Plan, problems: dict[EntityOperation, Verdict]) -> None:
    """A person and an organization become one only where a retype says which of them it is."""
    members: dict[str, set[str]] = defaultdict(set)
    for source, into, _ in edges:
        members[drafted.stands_for(into)] |= {source, into}
    for root, nodes in members.items():
        if root not in drafted.classes and len({drafted.kind(node) for node in nodes}) > 1:
            for _, into, merge in edges:
                if drafted.stands_for(into) == root:
                    problems[merge] = (
                        "ignored",
                        "a person and an organization are not one; nothing is merged (« retype » one of them first)",
                    )


# --- what is said of one --------------------------------------------------------------------------------------------


def _said_of_one(
    root: str,
    said: Mapping[EntityOperation, str],
    merges: Sequence[Merge],
    drafted: Plan,
    problems: dict[EntityOperation, Verdict],
) -> None:
    """Name, class, Wikidata id or that it is nothing at all, unless two corrections say two things.

    `said`: the operations and the node that each names.
    """
    drops = [operation for operation in said if isinstance(operation, Drop)]
    if drops and (len(drops) < len(said) or merges):
        _contradict([*said, *merges], drafted, problems)
        return
    drafted.dropped |= {root for _ in drops}
    for kind in (Rename, Retype, Identify):
        same = [operation for operation in said if isinstance(operation, kind)]
        if len({_what(operation) for operation in same}) > 1:
            _contradict(same, drafted, problems)
        else:
            for operation in same:
                _note(root, said[operation], operation, drafted)
    drafted.verdicts |= dict.fromkeys(drops, ("applied", ""))


def _contradict(rivals: Sequence[EntityOperation], drafted: Plan, problems: dict[EntityOperation, Verdict]) -> None:
    for operation in rivals:
        problems[operation] = (
            "ignored",
            f"{drafted.scene.line(rivals)} contradict each other; none of them is applied",
        )


def _what(operation: EntityOperation) -> str | None:
    match operation:
        case Rename(_, to) | Retype(_, to):
            return to
        case Identify(_, wikidata):
            return wikidata
        case _:
            return None


def _note(root: str, node: str, operation: EntityOperation, drafted: Plan) -> None:
    """Write an operation on a node down for the one it is merged into, and whether it changes anything."""
    entity = drafted.scene.entities.get(node)
    message, so = "", False
    match operation:
        case Rename(_, to):
            so = to == drafted.name(node)
            drafted.names[root] = to
        case Retype(_, to):
            so = entity is not None and to == (entity.subtype or entity.kind)
            drafted.classes[root] = to
        case Identify(_, wikidata):
            so = entity is not None and wikidata == entity.wikidata
            drafted.wikidata[root] = wikidata
            bearers = [e.id for e in drafted.scene.entities.values() if e.wikidata == wikidata and e.id != root]
            if wikidata and bearers and drafted.stands_for(bearers[0]) != root:
                message = f"{bearers[0]} has this id too: are they one?"
        case _:
            pass
    if not so or node != root:
        drafted.touched.add(root)
    drafted.verdicts[operation] = ("already so" if so else "applied", message)


def class_kind(name: str) -> Kind:
    """Person or Organization, for a class of entities."""
    return "Person" if vocabulary().is_a(name, "Person") else "Organization"
