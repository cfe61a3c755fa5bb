"""Decisions by majority that never depend on the order of the votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def ranked(votes: Iterable[T]) -> list[T]:
    """The different votes, the most frequent first; equals in the order of their `repr`."""
    counts = Counter(votes)
    return sorted(counts, key=lambda vote: (-counts[vote], repr(vote)))


def winner(votes: Iterable[T | None]) -> T | None:
    """The most frequent vote that is not None; None where there is none."""
    return next(iter(ranked(vote for vote in votes if vote is not None)), None)


def longest(votes: Iterable[str]) -> str | None:
    """The most frequent text, of equally frequent ones the longest."""
    counts = Counter(votes)
    return min(counts, key=lambda text: (-counts[text], -len(text), text), default=None)
