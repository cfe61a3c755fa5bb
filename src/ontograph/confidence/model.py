"""The model of confidence: small decision trees whose leaves add up to the log odds that a claim is right.

Trees rather than weights, for what speaks against a claim mostly does so in company: an organization that the passage
leaves out is a good guess in an article about one company, and a poor one in a round-up. `confidence.yml` holds one
tree a line; `training/fit_confidence.py` grows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import msgspec

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


@dataclass(frozen=True, slots=True)
class Confidence:
    """The model of one language."""

    data: ConfidenceData

    def chance(self, features: Features) -> float:
        """How likely a claim with these features is right."""
        odds = self.data.base + sum(_answer(tree, features) for tree in self.data.trees)
        return 1 / (1 + exp(-odds))


def _answer(tree: Tree, features: Features) -> float:
    known = features.get
    while isinstance(tree, Split):
        tree = tree.above if known(tree.feature, 0.0) > tree.value else tree.below
    return tree


def questions(tree: Tree) -> Iterator[Split]:
    """All questions of a tree."""
    if isinstance(tree, Split):
        yield tree
        yield from questions(tree.below)
        yield from questions(tree.above)
