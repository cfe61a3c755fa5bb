"""Which entities the corrections merge, split, rename, retype and drop: from names to a plan without contradictions.

What contradicts is left out, all sides of it, until nothing does: so the plan never depends on the order of entries.
What is said of one of several merged entities is said of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from ontograph.corrections import parting
from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    Drop,
    EntityOperation,
    Identify,
    Merge,
    Rename,
    Result,
    Retype,
    Split,
)
from ontograph.corrections.plan import Plan, Scene, Verdict


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
    sources = parting.splits([o for o in active if isinstance(o, Split)], drafted, problems)
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
