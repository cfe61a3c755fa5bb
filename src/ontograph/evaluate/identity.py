"""Whether a graph has one node for each entity: gold entities that are two nodes, and nodes that are two of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ontograph.evaluate.gold import Entity, Gold
from ontograph.evaluate.items import normalise
from ontograph.evaluate.predicted import Predicted

KINDS = ("Person", "Organization")


@dataclass(slots=True)
class Identity:
    """Gold entities over all documents, one a kind and canonical name, beside the nodes that stand for them."""

    nodes: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The nodes of each entity that has one."""

    @property
    def split(self) -> list[str]:
        """Entities that are several nodes, a line each."""
        return [
            f"SPLIT  {kind} {name}: {', '.join(sorted(nodes))}"
            for (kind, name), nodes in sorted(self.nodes.items())
            if len(nodes) > 1
        ]

    @property
    def merged(self) -> list[str]:
        """Nodes that are entities of several canonical names, a line each; two names may be one entity."""
        entities: defaultdict[str, list[str]] = defaultdict(list)
        for (_, name), nodes in sorted(self.nodes.items()):
            for node in nodes:
                entities[node].append(name)
        return [f"MERGED {node}: {', '.join(names)}" for node, names in sorted(entities.items()) if len(names) > 1]

    def figures(self) -> dict[str, int]:
        """How many entities have a node, how many have several, how many nodes have several entities."""
        return {"entities": len(self.nodes), "split": len(self.split), "merged": len(self.merged)}


def compare(golds: Iterable[Gold], found: Predicted) -> Identity:
    """Look for each entity of the gold files among the nodes that its document mentions.

    By the names that only this entity of the document has: a surname of brother and sister tells nothing.
    """
    identity = Identity()
    for document in golds:
        entities = [entity for entity in document.entities or () if entity.kind in KINDS]
        shared = Counter((entity.kind, form) for entity in entities for form in _forms(entity))
        for entity in entities:
            own = {form for form in _forms(entity) if shared[entity.kind, form] == 1}
            nodes = [
                node
                for node, kind, names in found.mentioned.get(document.document, [])
                if kind == entity.kind and own & names
            ]
            if nodes:
                identity.nodes.setdefault((entity.kind, normalise(entity.name)), set()).update(nodes)
    return identity


def _forms(entity: Entity) -> set[str]:
    named = {surface.form for surface in entity.surfaces if surface.kind in ("name", "surname")}
    return {normalise(form) for form in {entity.name, *named}}
