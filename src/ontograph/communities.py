"""Which nodes of a network belong together: communities by links, found the same way on every machine."""

from __future__ import annotations

import networkx as nx

_SEED = 1
"""Louvain visits nodes in a random order; a fixed seed and numbers for nodes (whose order Python does not vary, as it
does that of strings) make that order one."""
_LOUVAIN_LIMIT = 20_000
"""Links up to which Louvain takes but a few seconds."""


def communities(network: nx.Graph[str]) -> dict[str, int]:
    """The community of each node: 0 is the largest, those of one size are in the order of their first members.

    By the Louvain method (Blondel et al. 2008) on the links without their directions, several between the same two
    weighing more; where links are very many, by the spreading of labels (Traag and Subelj 2023), which is quick. What
    is denied ("factuality": "negated") links nobody, and a node without links is one by itself.
    """
    nodes = sorted(network)
    number = {node: i for i, node in enumerate(nodes)}
    weights: dict[tuple[int, int], int] = {}
    for source, target, data in network.edges(data=True):
        pair = (min(number[source], number[target]), max(number[source], number[target]))
        if data.get("factuality") != "negated" and pair[0] != pair[1]:
            weights[pair] = weights.get(pair, 0) + 1
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(nodes)))
    plain.add_weighted_edges_from((*pair, weights[pair]) for pair in sorted(weights))
    if len(weights) <= _LOUVAIN_LIMIT:
        found = nx.community.louvain_communities(plain, seed=_SEED) if weights else [{i} for i in plain]
    else:
        found = list(nx.community.fast_label_propagation_communities(plain, weight="weight", seed=_SEED))
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    return {nodes[i]: place for place, members in enumerate(ordered) for i in members}
