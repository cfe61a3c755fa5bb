"""Springs for large networks: thousands to hundreds of thousands of nodes in seconds, the same each time.

Links pull with the square root of the distance: springs would make all parts of a drawing equally dense; so, who is
linked closely lies closely (Noack 2009). How all nodes push each one is looked up in a field on a grid, found by fast
Fourier transforms (as Linderman et al. 2019 do for t-SNE). The drawing begins with communities of communities and ends
with nodes, as layouts of several levels do (Hachul and Jünger 2005): who is far apart in the end was so from the
beginning.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log2, pi, sqrt

import numpy as np
import numpy.typing as npt

from ontograph.communities import Level, levels

Points = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GRAVITY = 0.5
"""How strongly everything is drawn to the middle."""
_STEPS = 40
"""Of each level; at the last ones hardly anything moves."""
_FIRST, _LATER = 0.1, 0.02
"""How far the first step may lead at the coarsest level and at the others, in radii of the drawing."""
_GRID = 7, 9
"""The least and the greatest logarithm of the cells in a row of the grid."""
_MOST_CELLS, _MARGIN = 4000, 40
"""Cells in a row in which at most one node lies, and how many cells further one may be put at most."""
_SAMPLE, _ROOM = 200, 0.3
_GOLDEN_ANGLE = pi * (3 - sqrt(5))


def draw(count: int, low: Ints, high: Ints, spacing: float) -> Points:
    """The places of the nodes of a connected network around the origin; each link is given once.

    Three nodes of four have no other nearer than `spacing`, where that does not need much more room than there are
    nodes; none has one nearer than a tenth of it.
    """
    weights = np.ones(len(low), np.int64)
    steps = [Level(np.arange(count), low, high, weights), *levels(count, low, high, weights)]
    degree = np.bincount(np.r_[low, high], minlength=count).astype(np.float64)
    masses = [(1 + degree) / (count + degree.sum())]
    for level in steps[1:]:
        masses.append(np.bincount(level.group, masses[-1]))
    points = _spiral(np.zeros(len(masses[-1]), np.int64), masses[-1], np.zeros((1, 2)), np.ones(1))
    points = _settled(points, steps[-1], masses[-1], _FIRST)
    for at in range(len(steps) - 2, -1, -1):
        around = masses[at + 1] ** (2 / 3)
        points = _spiral(steps[at + 1].group, masses[at], points, around)
        points = _settled(points, steps[at], masses[at], _LATER)
    return _apart(points * spacing / _crowding(points), masses[0], spacing / 2)


def _spiral(group: Ints, masses: Floats, middles: Points, radii: Floats) -> Points:
    """The members of each group around its middle, the heaviest first, like the seeds of a sunflower."""
    order = np.lexsort([np.arange(len(group)), -masses, group])
    sizes = np.bincount(group)
    rank = np.empty(len(group))
    rank[order] = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    distance, angle = radii[group] * np.sqrt((rank + 0.5) / sizes[group]), rank * _GOLDEN_ANGLE
    return middles[group] + np.column_stack([distance * np.cos(angle), distance * np.sin(angle)])


def _settled(points: Points, level: Level, masses: Floats, reach: float) -> Points:
    """All nodes push, the heavier the more; links pull; in ever smaller steps, so that it comes to rest."""
    count, (x, y) = len(points), points.T.copy()
    linked = np.maximum(_sums(level, level.weights, level.weights, count), 1)
    field = _Field.of(count)
    for step in range(_STEPS):
        push_x, push_y = field.push(x, y, masses)
        apart_x, apart_y = x[level.high] - x[level.low], y[level.high] - y[level.low]
        pull = level.weights / np.sqrt(np.sqrt(np.maximum(apart_x**2 + apart_y**2, 1e-12)))
        move_x = push_x - GRAVITY * x + _sums(level, pull * apart_x, -pull * apart_x, count) / linked
        move_y = push_y - GRAVITY * y + _sums(level, pull * apart_y, -pull * apart_y, count) / linked
        length = np.maximum(np.hypot(move_x, move_y), 1e-9)
        stride = np.minimum(length, reach * (1 - step / _STEPS)) / length
        x, y = x + move_x * stride, y + move_y * stride
    return np.column_stack([x, y])


def _sums(level: Level, low: Floats | Ints, high: Floats | Ints, count: int) -> Floats:
    """The sum for each node of what its links give to either end."""
    sums = np.zeros(count)
    sums += np.bincount(level.low, low, count)
    sums += np.bincount(level.high, high, count)
    return sums


@dataclass(frozen=True)
class _Field:
    """A grid in which pushes are looked up."""

    cells: int
    """In a row."""
    kernels: tuple[npt.NDArray[np.complex64], npt.NDArray[np.complex64]]
    """The transforms of how a mass in one cell pushes in the others, along each axis; a cell is one wide."""

    @classmethod
    def of(cls, count: int) -> _Field:
        """One that is fine enough for so many nodes."""
        cells = 2 ** min(max(ceil(log2(count) / 2 + 1), _GRID[0]), _GRID[1])
        away = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        square = away[:, None] ** 2 + away**2
        square[0, 0] = 1
        kernels = [np.fft.rfft2(axis / square).astype(np.complex64) for axis in (away[:, None], away)]
        return cls(cells, (kernels[0], kernels[1]))

    def push(self, x: Floats, y: Floats, masses: Floats) -> tuple[Floats, Floats]:
        """The sum over all others of mass / distance, away from each."""
        left, bottom = x.min(), y.min()
        width = float(max(x.max() - left, y.max() - bottom)) / (self.cells - 1.001) or 1.0
        column, row = (x - left) / width, (y - bottom) / width
        cell = column.astype(np.int64), row.astype(np.int64)
        part = column - cell[0], row - cell[1]
        shares = [
            ((cell[0] + i) * self.cells + cell[1] + j, np.abs(1 - i - part[0]) * np.abs(1 - j - part[1]))
            for i in (0, 1)
            for j in (0, 1)
        ]
        grid = sum(np.bincount(at, masses * share, self.cells**2) for at, share in shares)
        twice = (2 * self.cells, 2 * self.cells)  # or what leaves the grid would come in at the other side
        spread = np.fft.rfft2(np.reshape(grid, (self.cells, self.cells)).astype(np.float32), twice)
        pushes = (np.fft.irfft2(spread * kernel, twice)[: self.cells, : self.cells].ravel() for kernel in self.kernels)
        push_x, push_y = (sum(push[at] * share for at, share in shares) / width for push in pushes)
        return push_x, push_y


def _crowding(points: Points) -> float:
    """The distance to the nearest neighbour that three of four have at least, by a sample of them."""
    nearest = [np.partition(np.hypot(*(points - point).T), 1)[1] for point in points[:: max(len(points) // _SAMPLE, 1)]]
    least = _ROOM * float(np.hypot(*np.ptp(points, axis=0))) / sqrt(len(points))
    return max(float(np.sort(nearest)[len(nearest) // 4]), least)


def _apart(points: Points, masses: Floats, cell: float) -> Points:
    """The same places, where no two lie in one cell: the heavier stays, the other goes to the nearest free cell."""
    corner = points.min(axis=0)
    cell = max(cell, float((points.max(axis=0) - corner).max()) / _MOST_CELLS)
    order = np.lexsort([np.arange(len(points)), -masses])
    places = ((points - corner) / cell)[order]
    cells = places.astype(np.int64) + _MARGIN
    inside = 0.1 + 0.8 * (places + _MARGIN - cells)
    taken = np.zeros(cells.max(axis=0) + _MARGIN + 1, np.bool_)
    waiting = np.arange(len(points))
    for step in _nearest_first():
        wanted = cells[waiting] + step
        free = np.flatnonzero(~taken[wanted[:, 0], wanted[:, 1]])
        _, first = np.unique(wanted[free, 0] * taken.shape[1] + wanted[free, 1], return_index=True)
        came = np.zeros(len(waiting), np.bool_)
        came[free[first]] = True
        taken[wanted[came, 0], wanted[came, 1]] = True
        cells[waiting[came]] = wanted[came]
        waiting = waiting[~came]
        if not len(waiting):
            break
    result = np.empty_like(points)
    result[order] = (cells - _MARGIN + inside) * cell + corner
    return result


def _nearest_first() -> Ints:
    """The ways to the cells around one, the nearest first, itself included."""
    away = np.arange(-_MARGIN, _MARGIN + 1)
    ways = np.stack(np.meshgrid(away, away, indexing="ij"), axis=-1).reshape(-1, 2)
    return ways[np.lexsort([ways[:, 1], ways[:, 0], (ways**2).sum(axis=1)])]
