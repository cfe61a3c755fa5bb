"""What a corpus comes to: articles, and documents that are left out with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.model import Article


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that is left out, and why, in a few words."""

    path: str
    reason: str


def failure(path: str, error: Exception) -> Failure:
    """A failure that says in one line what was raised."""
    return Failure(path, f"{type(error).__name__}: {' '.join(str(error).split())}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a path held: articles and failures sorted by path, and how many files of which suffix were no articles."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    ignored: dict[str, int]
