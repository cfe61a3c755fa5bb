"""The model of confidence: small decision trees whose leaves add up to the log odds that a claim is right.

Trees rather than weights, for what speaks against a claim mostly does so in company: an organization that the passage
leaves out is a good guess in an article about one company, and a poor one in a round-up. `confidence.yml` holds one
tree a line; `training/fit_confidence.py` grows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf
from typing import Any, Self

import msgspec
import numpy

Features = dict[str, float]
CONFIDENCE = "fr_press/confidence.yml"
"""The data file, where a config names no other."""


class Split(msgspec.Struct, frozen=True, array_like=True):
    """One question, `[feature, value, up to it, above it]`; a feature that a claim lacks is 0."""

    feature: str
    value: float
    below: Split | float
    above: Split | float


Tree = Split | float
"""A question, or an answer: what it adds to the log odds."""


@dataclass(frozen=True)
class ConfidenceData:
    """`confidence.yml`."""

    threshold: float
    """Chance below which a claim is left out."""
    base: float
    """Log odds of a claim of which nothing is known."""
    trees: tuple[Split, ...]


@dataclass(frozen=True)
class Confidence:
    """The model of one language."""

    data: ConfidenceData

    def chance(self, features: Features) -> float:
        """How likely a claim with these features is right."""
        return self.chances([features])[0]

    def chances(self, claims: Sequence[Features]) -> list[float]:
        """The same of several claims, each by its features."""
        odds = [self.data.base + answer for answer in self._grove.answers(claims)]
        return [1 / (1 + exp(-one)) for one in odds]

    @cached_property
    def _grove(self) -> _Grove:
        return _Grove.of(self.data.trees)


@dataclass(frozen=True)
class _Grove:
    """The nodes of all trees in columns, such that all trees are asked together, a level at a time."""

    columns: dict[str, int]
    """Feature -> its column in a table of claims; column 0 is nobody's."""
    roots: Any
    features: Any
    values: Any
    below: Any
    above: Any
    """By node: the column asked for, the value, and the nodes that follow; a leaf is followed by itself."""
    added: Any
    """By node: what a leaf adds."""
    depth: int

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> Self:
        """Those of some trees."""
        columns: dict[str, int] = {}
        nodes: list[tuple[int, float, int, int, float]] = []
        depth = 0

        def plant(tree: Tree, level: int) -> int:
            nonlocal depth
            depth, place = max(depth, level), len(nodes)
            nodes.append((0, inf, place, place, 0.0))
            if isinstance(tree, Split):
                column = columns.setdefault(tree.feature, len(columns) + 1)
                below, above = plant(tree.below, level + 1), plant(tree.above, level + 1)
                nodes[place] = (column, tree.value, below, above, 0.0)
            else:
                nodes[place] = (0, inf, place, place, tree)
            return place

        roots = [plant(tree, 0) for tree in trees]
        features, values, below, above, added = map(numpy.array, zip(*nodes, strict=True))
        return cls(columns, numpy.array(roots, int), features, values, below, above, added, depth)

    def answers(self, claims: Sequence[Features]) -> list[float]:
        """What the trees add up to for each claim, in their order."""
        table = numpy.zeros((len(claims), len(self.columns) + 1))
        for row, features in enumerate(claims):
            for name in features.keys() & self.columns.keys():
                table[row, self.columns[name]] = features[name]
        rows = numpy.arange(len(claims))[:, None]
        at = numpy.tile(self.roots, (len(claims), 1))
        for _ in range(self.depth):
            at = numpy.where(table[rows, self.features[at]] > self.values[at], self.above[at], self.below[at])
        sums: list[float] = self.added[at].cumsum(axis=1)[:, -1].tolist()
        return sums


def questions(tree: Tree) -> Iterator[Split]:
    """All questions of a tree."""
    if isinstance(tree, Split):
        yield tree
        yield from questions(tree.below)
        yield from questions(tree.above)
