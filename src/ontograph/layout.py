"""Where the nodes of a network lie in a picture: deterministic, and quick for large networks too.

Each connected part is drawn by itself (a radial tree around its best connected node, loosened by springs; a large one
by `forcefield.py`), then the parts are put on shelves, the largest first.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin, sqrt

import networkx as nx
import numpy as np
import numpy.typing as npt

from ontograph import forcefield

Point = tuple[float, float]
Points = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SPACING = 60.0
"""The least distance of most nodes, in the units of node sizes (10 to 60)."""

_GRAVITY = 0.1
"""How strongly everything is drawn to the middle."""

_SPRING_LIMIT = 1000
"""Springs cost n² in time and memory; larger parts are drawn by `forcefield.py`."""
_ROWS = 32
"""Nodes whose distances to all are computed at once: as many as a processor has at hand."""
_SPRING_BUDGET = 150_000_000
"""Iterations times n²: a second or two."""


def places(count: int, heads: Ints, tails: Ints) -> Points:
    """x and y of each of so many nodes, rounded to two decimals, by the links between them in any order."""
    low, high = np.minimum(heads, tails), np.maximum(heads, tails)
    links = np.unique((low * count + high)[low != high])
    low, high = links // max(count, 1), links % max(count, 1)
    return _shelve([_draw(*part) for part in _parts(count, low, high)], count)


def _parts(count: int, low: Ints, high: Ints) -> list[tuple[Ints, Ints]]:
    """The nodes and the links of each connected part, the largest first."""
    label = np.arange(count)
    while True:
        ends = label[low], label[high]
        if (ends[0] == ends[1]).all():
            break
        np.minimum.at(label, np.maximum(*ends), np.minimum(*ends))
        while (label[label] != label).any():
            label = label[label]
    order, linked = np.argsort(label, kind="stable"), np.argsort(label[low], kind="stable")
    firsts, starts = np.unique(label[order], return_index=True)
    links = np.column_stack([low, high])[linked]
    cuts = np.searchsorted(label[low][linked], firsts)
    parts = zip(np.split(order, starts[1:]), np.split(links, cuts[1:]), strict=True) if count else ()
    return sorted(parts, key=lambda part: (-len(part[0]), int(part[0][0])))


def _draw(part: Ints, links: Ints) -> tuple[Ints, Points]:
    """The nodes of one connected part, and where they are around the origin."""
    links = np.searchsorted(part, links)
    if len(part) > _SPRING_LIMIT:
        low, high = links.T
        return part, forcefield.draw(len(part), low, high, SPACING)
    order, points = _drawn(len(part), links.tobytes())
    return part[order], points


@lru_cache(maxsize=10_000)
def _drawn(count: int, links: bytes) -> tuple[Ints, Points]:
    """The same of a small part, whose nodes are numbers: thousands of two or three people look alike."""
    if count == 1:
        return np.zeros(1, np.int64), np.zeros((1, 2))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((low, high) for low, high in np.frombuffer(links, np.int64).reshape(-1, 2).tolist())
    drawn = _radial(graph)
    points = np.array(list(drawn.values())) * sqrt(count)
    if count > 2:
        index = {node: i for i, node in enumerate(drawn)}
        edges = np.array([(index[u], index[v]) for u, v in graph.edges()])
        points = _spring(points, edges, min(200, _SPRING_BUDGET // count**2))
        points *= SPACING / _crowding(points)
    else:
        points *= SPACING
    return np.array(list(drawn), np.int64), points


def _spring(points: Points, edges: npt.NDArray[np.int64], iterations: int) -> Points:
    """All nodes push, the better connected the more; edges pull; in ever smaller steps, so that it comes to rest.

    The forces are those of ForceAtlas2 (Jacomy et al. 2014), the cooling is that of Fruchterman and Reingold (1991).
    networkx has both layouts, but is ten times as slow, and from 500 nodes on its springs need scipy.
    """
    x, y = points.T.copy()
    heads, tails = edges.T
    mass: Floats = 1.0 + np.bincount(edges.ravel(), minlength=len(x)).astype(np.float64)
    for step in range(iterations):
        pushes = [
            _pushes(x[at : at + _ROWS, None] - x, y[at : at + _ROWS, None] - y, mass) for at in range(0, len(x), _ROWS)
        ]
        push_x, push_y = np.hstack(pushes)
        move_x, move_y = push_x - _GRAVITY * x, push_y - _GRAVITY * y
        move_x, move_y = move_x * mass, move_y * mass
        for move, pull in ((move_x, x[heads] - x[tails]), (move_y, y[heads] - y[tails])):
            np.subtract.at(move, heads, pull)
            np.add.at(move, tails, pull)
        move_x, move_y = move_x / mass, move_y / mass
        length = np.maximum(np.hypot(move_x, move_y), 1e-9)
        stride = np.minimum(length, sqrt(len(x)) * 0.3 * (1 - step / iterations)) / length
        x, y = x + move_x * stride, y + move_y * stride
    return np.column_stack([x, y])


def _pushes(dx: Floats, dy: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """How nodes, of which these are the distances to all along each axis, are pushed along each."""
    push = dx * dx
    push += dy * dy
    np.maximum(push, 0.01, out=push)
    np.divide(mass, push, out=push)
    return np.einsum("ij,ij->i", push, dx), np.einsum("ij,ij->i", push, dy)


def _crowding(points: Points) -> float:
    """The distance to the nearest neighbour that three nodes of four have at least."""
    x, y = points.T
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(distance, np.inf)
    return max(float(np.sort(distance.min(axis=1))[len(x) // 4]), 1e-6)


def _radial(graph: nx.Graph[int]) -> dict[int, Point]:
    """A breadth-first tree around the best connected node: each branch gets an angle as wide as it has leaves."""
    root = min(graph, key=lambda node: (-graph.degree(node), node))
    children: dict[int, list[int]] = {node: [] for node in graph}
    order = [root]
    for parent, child in nx.bfs_edges(graph, root, sort_neighbors=sorted):
        children[parent].append(child)
        order.append(child)
    leaves = dict.fromkeys(order, 1)
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    wedge: dict[int, tuple[float, float, int]] = {root: (0.0, 2 * pi, 0)}
    points = {root: (0.0, 0.0)}
    for node in order:
        start, end, depth = wedge[node]
        for child in children[node]:
            width = (end - start) * leaves[child] / leaves[node]
            angle = start + width / 2
            points[child] = ((depth + 1) * cos(angle), (depth + 1) * sin(angle))
            wedge[child] = (start, start + width, depth + 1)
            start += width
    deepest = max(depth for _, _, depth in wedge.values()) or 1
    return {node: (x / deepest, y / deepest) for node, (x, y) in points.items()}


def _shelve(parts: list[tuple[Ints, Points]], count: int) -> Points:
    """Put the parts side by side in rows, from top to bottom, into about a square."""
    boxes = [_box(points) for _, points in parts]
    width = max([sqrt(sum(w * h for _, _, w, h in boxes)) * 1.2, *(w for _, _, w, _ in boxes)], default=0.0)
    placed = np.zeros((count, 2))
    left = top = row = 0.0
    for (nodes, points), (x0, y0, w, h) in zip(parts, boxes, strict=True):
        if left > 0 and left + w > width:
            left, top, row = 0.0, top + row, 0.0
        for node, (x, y) in zip(nodes.tolist(), points.tolist(), strict=True):
            placed[node] = round(left + x - x0, 2) + 0.0, round(-(top + y - y0), 2) + 0.0
        left, row = left + w, max(row, h)
    return placed


def _box(points: Points) -> tuple[float, float, float, float]:
    """Left, top, width and height of a part with a margin around it."""
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    left, top = left - SPACING, top - SPACING / 2
    return left, top, right + SPACING - left, bottom + SPACING / 2 - top
