"""Which nodes of a network belong together: communities by links, found the same way on every machine."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_SEED = 1
"""Louvain visits nodes in a random order; a fixed seed and numbers for nodes (whose order Python does not vary, as it
does that of strings) make that order one."""
_LOUVAIN_LIMIT = 20_000
"""Links up to which Louvain takes but a few seconds."""


def communities(network: nx.Graph[str]) -> dict[str, int]:
    """The community of each node of a network; what is denied ("factuality": "negated") links nobody."""
    nodes = sorted(network)
    place = {node: at for at, node in enumerate(nodes)}
    links = [(place[u], place[v], told.get("factuality") != "negated") for u, v, told in network.edges(data=True)]
    ends = np.array(links, np.int64).reshape(-1, 3)
    return dict(zip(nodes, groups(len(nodes), ends[:, 0], ends[:, 1], ends[:, 2] == 1).tolist(), strict=True))


def groups(count: int, heads: Ints, tails: Ints, counted: npt.NDArray[np.bool_]) -> Ints:
    """The community of each node: 0 is the largest, those of one size are in the order of their first members.

    By the Louvain method (Blondel et al. 2008) on the links without their directions, several between the same two
    weighing more; where links are very many, by the spreading of labels (Traag and Subelj 2023), which is quick. Only
    links that are `counted` link anybody, and a node without links is one by itself.
    """
    low, high = np.minimum(heads, tails), np.maximum(heads, tails)
    links, weights = np.unique((low * count + high)[counted & (low != high)], return_counts=True)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_weighted_edges_from(
        zip((links // max(count, 1)).tolist(), (links % max(count, 1)).tolist(), weights.tolist(), strict=True)
    )
    if len(links) <= _LOUVAIN_LIMIT:
        found = nx.community.louvain_communities(plain, seed=_SEED) if len(links) else [{i} for i in plain]
    else:
        found = list(nx.community.fast_label_propagation_communities(plain, weight="weight", seed=_SEED))
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    group = np.zeros(count, np.int64)
    for place, members in enumerate(ordered):
        group[members] = place
    return group
