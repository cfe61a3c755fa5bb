"""Which nodes of a network belong together: communities by links, found the same way on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_SEED = 1
"""Louvain visits nodes in a random order; a fixed seed and numbers for nodes (whose order Python does not vary, as it
does that of strings) make that order one."""
_LOUVAIN_LIMIT = 5_000
"""Links up to which networkx takes but moments; what it finds of more is hardly better (a modularity of 0.706 for 0.703
at 17,632 links, in thirty times as long)."""
_TURNS = 20
"""At most, at each level, of all nodes of a large network."""
_LEAST = 1e-4
"""What a turn must add to the modularity for another one."""
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""Its multiples have well-mixed first bits: by one of them the nodes are parted in two halves, otherwise each turn."""


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
    weighing more; where links are very many, all nodes move at a time. Only links that are `counted` link anybody, and
    a node without links is one by itself.
    """
    low, high = np.minimum(heads, tails), np.maximum(heads, tails)
    links, weights = np.unique((low * count + high)[counted & (low != high)], return_counts=True)
    low, high = links // max(count, 1), links % max(count, 1)
    small = len(links) <= _LOUVAIN_LIMIT
    return _numbered(_louvain(count, low, high, weights) if small else _moved(count, low, high, weights))


def _louvain(count: int, low: Ints, high: Ints, weights: Ints) -> Ints:
    """As networkx finds them."""
    found = np.arange(count)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_weighted_edges_from(zip(low.tolist(), high.tolist(), weights.tolist(), strict=True))
    if len(weights):
        for members in nx.community.louvain_communities(plain, seed=_SEED):
            found[list(members)] = min(members)
    return found


def _moved(count: int, low: Ints, high: Ints, weights: Ints) -> Ints:
    """The same idea in arrays, for large networks."""
    found = np.arange(count)
    for level in levels(count, low, high, weights):
        found = level.group[found]
    return found


@dataclass(frozen=True)
class Level:
    """A network whose nodes are communities of that below it."""

    group: Ints
    """The community of each node of the network below."""
    low: Ints
    high: Ints
    """Links between communities, each once."""
    weights: Ints


def levels(count: int, low: Ints, high: Ints, weights: Ints) -> Iterator[Level]:
    """Communities of a network, those of the communities, and so on, as long as that adds to the modularity.

    Half of the nodes at a time move to the neighbouring community where they add most. All sums are of whole numbers,
    so that they are the same in any order.
    """
    loops = np.zeros(count, np.int64)
    while len(weights):
        kept, group = np.unique(_level(low, high, weights, loops), return_inverse=True)
        if len(kept) == len(loops):
            return
        inner = _sums(group, loops, len(kept))
        ends = np.sort(np.column_stack([group[low], group[high]]), axis=1)
        same = ends[:, 0] == ends[:, 1]
        loops = inner + _sums(ends[same, 0], 2 * weights[same], len(kept))
        links, place = np.unique(ends[~same, 0] * len(kept) + ends[~same, 1], return_inverse=True)
        weights = _sums(place, weights[~same], len(links))
        low, high = links // len(kept), links % len(kept)
        yield Level(group, low, high, weights)


def _level(low: Ints, high: Ints, weights: Ints, loops: Ints) -> Ints:
    """The community of each node after the moves of one level: the best state on the way."""
    count = len(loops)
    ends, others, weights = np.r_[low, high], np.r_[high, low], np.r_[weights, weights]
    strength = _sums(ends, weights, count) + loops
    whole = int(strength.sum())
    group = best = np.arange(count)
    worth = int(loops.sum()) * whole - int((strength**2).sum())
    coin = np.arange(count, dtype=np.uint64) * _GOLDEN
    for turn in range(_TURNS):
        heads = coin >> np.uint64(63 - turn % 16) & np.uint64(1) == 1
        for half in (heads, ~heads):
            moving = half[ends]
            group = _step(ends[moving], others[moving], weights[moving], strength, whole, group)
        inner = int(weights[group[ends] == group[others]].sum() + loops.sum())
        found = inner * whole - int((_sums(group, strength, count) ** 2).sum())
        if found - worth <= whole**2 * _LEAST:
            return group if found > worth else best
        best, worth = group, found
    return best


def _step(ends: Ints, others: Ints, weights: Ints, strength: Ints, whole: int, group: Ints) -> Ints:
    """Each node with a link here goes where it adds most to the modularity, if that is more than where it is."""
    count = len(group)
    totals = _sums(group, strength, count)
    pairs, place = np.unique(ends * count + group[others], return_inverse=True)
    node, to = pairs // count, pairs % count
    own = to == group[node]
    gain = _sums(place, weights, len(pairs)) * whole - strength[node] * (totals[to] - np.where(own, strength[node], 0))
    stay = -strength * (totals[group] - strength)  # where no neighbour is of its community
    stay[node[own]] = gain[own]
    first = np.flatnonzero(np.diff(node, prepend=-1))
    most = np.maximum.reduceat(gain, first) if len(first) else gain
    first = np.flatnonzero(gain == np.repeat(most, np.diff(first, append=len(node))))
    first = first[np.diff(node[first], prepend=-1) != 0]  # of several that add the same, that of the least number
    first = first[gain[first] > stay[node[first]]]
    moved = group.copy()
    moved[node[first]] = to[first]
    return moved


def _sums(place: Ints, values: Ints, count: int) -> Ints:
    """The sum of the values at each place; whole numbers below 2**53, which floats hold exactly."""
    return np.bincount(place, values, count).astype(np.int64)


def _numbered(found: Ints) -> Ints:
    """The largest first, those of one size in the order of their first members."""
    _, first, group, size = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    place = np.empty(len(first), np.int64)
    place[np.lexsort([first, -size])] = np.arange(len(first))
    return place[group]
