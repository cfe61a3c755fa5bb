"""A network as rows, for the files of large ones: who its nodes are, which edges join them, and what is told of each.

The rows are in one order (nodes by id, edges by source, target and key), whatever that of the network or the knowledge,
and what is told of a row is made when it is asked for: networkx needs a kilobyte and more for each edge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from ontograph import communities, layout
from ontograph.model import Entity, Fact, Knowledge
from ontograph.network import FACT_TYPES, NODE_TYPES, PART_TYPES, Attributes, Network, Told, pairs, part_id
from ontograph.selection import Shape

Ints = npt.NDArray[np.int64]

_SAMPLE = 2000


@dataclass(frozen=True)
class Rows:
    """Nodes and directed edges, each with its attributes; an edge's ends are places in `nodes`."""

    nodes: list[str]
    sources: Ints
    targets: Ints
    denied: npt.NDArray[np.bool_]
    """Which edges tell something that an article denies."""
    key: Callable[[int], str]
    """Of the edge at a place; several edges of one fact have the same."""
    node: Callable[[int], Attributes]
    """What is told of the node at a place."""
    edge: Callable[[int], Attributes]
    """What is told of the edge at a place."""
    days: Callable[[int], tuple[str | None, str | None]]
    """The start and the end of the edge at a place, which are told of it too."""
    known_nodes: Mapping[str, type] = field(default_factory=dict)
    known: Mapping[str, type] = field(default_factory=dict)
    """All that may be told of nodes, and of edges, by name, and its type, where that is known beforehand."""

    @cached_property
    def places(self) -> layout.Points:
        """Where the nodes lie."""
        return layout.places(len(self.nodes), self.sources, self.targets)

    @cached_property
    def groups(self) -> Ints:
        """The community of each node; nothing that is denied links anybody."""
        return communities.groups(len(self.nodes), self.sources, self.targets, ~self.denied)

    @cached_property
    def node_columns(self) -> dict[str, type]:
        """Name -> type of all attributes of nodes."""
        return _columns(self.known_nodes, self.node, range(len(self.nodes)))

    @cached_property
    def edge_columns(self) -> dict[str, type]:
        """Name -> type of all attributes of edges."""
        return _columns(self.known, self.edge, range(len(self.sources)))


def of_network(network: Network) -> Rows:
    """The rows of a network that somebody has made."""
    nodes = sorted(network)
    place = {node: at for at, node in enumerate(nodes)}
    edges = sorted(network.edges(keys=True))
    ends = np.array([(place[source], place[target]) for source, target, _ in edges], np.int64).reshape(-1, 2)
    denied = [network.edges[edge].get("factuality") == "negated" for edge in edges]
    return Rows(
        nodes,
        ends[:, 0],
        ends[:, 1],
        np.array(denied, np.bool_),
        key=lambda at: str(edges[at][2]),
        node=lambda at: dict(network.nodes[nodes[at]]),
        edge=lambda at: dict(network.edges[edges[at]]),
        days=lambda at: (network.edges[edges[at]].get("start"), network.edges[edges[at]].get("end")),
    )


def of_knowledge(knowledge: Knowledge, shape: Shape = Shape.people) -> Rows:
    """The rows of what `network.to_networkx` or `network.to_events` makes of a knowledge."""
    told = Told(knowledge)
    entities = {entity.id: entity for entity in knowledge.entities}
    facts = {fact.id: fact for fact in knowledge.facts}
    events = shape is Shape.events
    nodes = sorted(entities.keys() | facts.keys()) if events else sorted(entities)
    place = {node: at for at, node in enumerate(nodes)}
    ids = sorted(facts)
    links: list[tuple[int, int, int, str]] = []
    for number, id_ in enumerate(ids):
        if events:
            links += [(place[id_], place[entity], number, role) for role, entity in told.parts(facts[id_])]
        else:
            links += [(place[u], place[v], number, role) for u, v, role in pairs(facts[id_], told.terms)]
    links.sort()
    joined = np.array([link[:3] for link in links], np.int64).reshape(-1, 3)
    roles = [role for *_, role in links]
    del links  # several times as large
    told_by = joined[:, 2]
    denied = np.array([facts[id_].factuality == "negated" for id_ in ids], np.bool_)[told_by]

    def key(at: int) -> str:
        id_ = ids[told_by[at]]
        return part_id(facts[id_], roles[at]) if events else id_

    def node(at: int) -> Attributes:
        id_ = nodes[at]
        return told.entity(entities[id_]) if id_ in entities else told.event(facts[id_])

    def edge(at: int) -> Attributes:
        fact = facts[ids[told_by[at]]]
        return told.part(fact, roles[at]) if events else {"role": roles[at], **told.fact(fact)}

    def days(at: int) -> tuple[str | None, str | None]:
        return told.days(ids[told_by[at]])

    tellable = _tellable(facts.values())
    of_nodes = _tellable_of(entities.values())
    if events and facts:
        del tellable["role"]
        of_nodes |= tellable | {"articles": str, "documents": int}
    known = PART_TYPES if events else tellable
    return Rows(nodes, joined[:, 0], joined[:, 1], denied, key, node, edge, days, of_nodes, known)


def _tellable_of(entities: Collection[Entity]) -> dict[str, type]:
    """What nodes may tell, by what people and organizations have: as of facts."""
    absent = {name for name in ("subtype", "aliases", "wikidata") if not any(getattr(one, name) for one in entities)}
    return {name: type_ for name, type_ in NODE_TYPES.items() if name not in absent}


def _tellable(facts: Collection[Fact]) -> dict[str, type]:
    """What edges may tell, by what the facts have: a name that none of them has need not be looked for in all rows."""
    roles = {argument.role for fact in facts for argument in fact.arguments}
    needed = {"role_class": "roleClass", "title": "title", "stake": "stake", "amount": "amount", "currency": "amount"}
    absent = {name for name, role in needed.items() if role not in roles}
    if not any(grounded.claim.status for fact in facts for grounded in fact.claims):
        absent.add("status")
    return {name: type_ for name, type_ in FACT_TYPES.items() if name not in absent}


def _columns(known: Mapping[str, type], told: Callable[[int], Attributes], every: range) -> dict[str, type]:
    """Those of the known names that some row has; without any, all that the rows have."""
    if not known:
        return columns(map(told, every))
    missing = set(known)
    for at in chain(every[:: len(every) // _SAMPLE + 1], every):  # a few of all kinds have nearly all the names
        missing.difference_update(told(at))
        if not missing:
            break
    return {name: type_ for name, type_ in sorted(known.items()) if name not in missing}


def columns(rows: Iterator[Mapping[str, Any]]) -> dict[str, type]:
    """Name -> type of all attributes, sorted; a name with numbers of both kinds is a float, else mixed ones a str."""
    found: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(type(value))
    mixed = {name: float if types == {int, float} else str for name, types in found.items()}
    return {name: next(iter(found[name])) if len(found[name]) == 1 else mixed[name] for name in sorted(found)}
