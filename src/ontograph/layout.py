"""Where the nodes of a network lie in a picture: deterministic, and quick for large networks too.

Each connected part is drawn by itself (a radial tree around its best connected node, loosened by springs), then the
parts are put on shelves, the largest first.
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt

import networkx as nx
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Points = npt.NDArray[np.float64]

SPACING = 60.0
"""The least distance of most nodes, in the units of node sizes (10 to 60)."""

_GRAVITY = 0.1
"""How strongly everything is drawn to the middle."""

_SPRING_LIMIT = 3000
"""Springs cost n² in time and memory; larger parts stay radial trees."""
_SPRING_BUDGET = 150_000_000
"""Iterations times n²: a second or two."""


def positions(network: nx.Graph[str]) -> dict[str, Point]:
    """x and y of each node, rounded to two decimals; the same for the same nodes and edges in any order."""
    plain = _plain(network)
    parts = sorted((sorted(part) for part in nx.connected_components(plain)), key=lambda part: (-len(part), part))
    return _shelve([_draw(plain, part) for part in parts])


def _plain(network: nx.Graph[str]) -> nx.Graph[str]:
    """Nodes and edges once each and in one order: sums of floating point numbers depend on it."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted({(min(u, v), max(u, v)) for u, v in network.edges() if u != v}))
    return plain


def _draw(plain: nx.Graph[str], part: list[str]) -> dict[str, Point]:
    """One connected part around the origin."""
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    graph = _plain(plain.subgraph(part))
    drawn = _radial(graph)
    points = np.array(list(drawn.values())) * sqrt(len(part))
    if 2 < len(part) <= _SPRING_LIMIT:
        index = {node: i for i, node in enumerate(drawn)}
        edges = np.array([(index[u], index[v]) for u, v in graph.edges()])
        points = _spring(points, edges, min(200, _SPRING_BUDGET // len(part) ** 2))
        points *= SPACING / _crowding(points)
    else:
        points *= SPACING
    return {node: (float(x), float(y)) for node, (x, y) in zip(drawn, points, strict=True)}


def _spring(points: Points, edges: npt.NDArray[np.int64], iterations: int) -> Points:
    """All nodes push, the better connected the more; edges pull; in ever smaller steps, so that it comes to rest.

    The forces are those of ForceAtlas2 (Jacomy et al. 2014), the cooling is that of Fruchterman and Reingold (1991).
    networkx has both layouts, but is ten times as slow, and from 500 nodes on its springs need scipy.
    """
    x, y = points.T.copy()
    heads, tails = edges.T
    mass = 1.0 + np.bincount(edges.ravel(), minlength=len(x))
    for step in range(iterations):
        dx, dy = x[:, None] - x, y[:, None] - y
        push = mass / np.maximum(dx * dx + dy * dy, 0.01)
        move_x = np.einsum("ij,ij->i", push, dx) - _GRAVITY * x
        move_y = np.einsum("ij,ij->i", push, dy) - _GRAVITY * y
        move_x, move_y = move_x * mass, move_y * mass
        for move, pull in ((move_x, x[heads] - x[tails]), (move_y, y[heads] - y[tails])):
            np.subtract.at(move, heads, pull)
            np.add.at(move, tails, pull)
        move_x, move_y = move_x / mass, move_y / mass
        length = np.maximum(np.hypot(move_x, move_y), 1e-9)
        stride = np.minimum(length, sqrt(len(x)) * 0.3 * (1 - step / iterations)) / length
        x, y = x + move_x * stride, y + move_y * stride
    return np.column_stack([x, y])


def _crowding(points: Points) -> float:
    """The distance to the nearest neighbour that three nodes of four have at least."""
    x, y = points.T
    distance = np.hypot(x[:, None] - x, y[:, None] - y)
    np.fill_diagonal(distance, np.inf)
    return max(float(np.sort(distance.min(axis=1))[len(x) // 4]), 1e-6)


def _radial(graph: nx.Graph[str]) -> dict[str, Point]:
    """A breadth-first tree around the best connected node: each branch gets an angle as wide as it has leaves."""
    root = min(graph, key=lambda node: (-graph.degree(node), node))
    children: dict[str, list[str]] = {node: [] for node in graph}
    order = [root]
    for parent, child in nx.bfs_edges(graph, root, sort_neighbors=sorted):
        children[parent].append(child)
        order.append(child)
    leaves = dict.fromkeys(order, 1)
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    wedge: dict[str, tuple[float, float, int]] = {root: (0.0, 2 * pi, 0)}
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


def _shelve(parts: list[dict[str, Point]]) -> dict[str, Point]:
    """Put the parts side by side in rows, from top to bottom, into about a square."""
    boxes = [(part, _box(part)) for part in parts]
    width = max([sqrt(sum(w * h for _, (_, _, w, h) in boxes)) * 1.2, *(w for _, (_, _, w, _) in boxes)], default=0.0)
    placed: dict[str, Point] = {}
    left = top = row = 0.0
    for part, (x0, y0, w, h) in boxes:
        if left > 0 and left + w > width:
            left, top, row = 0.0, top + row, 0.0
        for node, (x, y) in part.items():
            placed[node] = (round(left + x - x0, 2) + 0.0, round(-(top + y - y0), 2) + 0.0)
        left, row = left + w, max(row, h)
    return placed


def _box(part: dict[str, Point]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a part with a margin around it."""
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    left, top = min(xs) - SPACING, min(ys) - SPACING / 2
    return left, top, max(xs) + SPACING - left, max(ys) + SPACING / 2 - top
