"""What a corpus comes to, and the steps there: files, what formats find in them, articles or the reason why not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from ontograph.corpus.limits import Limits
from ontograph.errors import CorpusError
from ontograph.model import Article


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that is left out, and why, in a few words."""

    path: str
    reason: str


class Fatal(Failure):
    """One at which the pipeline hung or ended its process: it would do so again."""

    __slots__ = ()


def failure(path: str, error: Exception) -> Failure:
    """A failure that says in one line what was raised."""
    return Failure(path, f"{type(error).__name__}: {' '.join(str(error).split())}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a path held: articles and failures sorted by path, and how many files of which suffix were no articles."""

    articles: Sequence[Article]
    """Where there may be many, their texts are on the disk (`corpus.shelf`)."""
    failures: tuple[Failure, ...]
    ignored: dict[str, int]
    seconds: float = field(default=0.0, compare=False)
    """That it took to open them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of a corpus, or what is a file itself within one (a member of an archive, an attachment)."""

    name: str
    """POSIX path relative to the corpus; a member's goes on after its archive's."""
    content: Path | bytes
    depth: int = 0
    """How many files it lies in."""

    def open(self) -> BinaryIO:
        """The bytes; raises OSError, or CorpusError for what is no file (a pipe would be waited for without end)."""
        if isinstance(self.content, bytes):
            return io.BytesIO(self.content)
        if self.content.exists() and not self.content.is_file():
            raise CorpusError("no regular file")
        return self.content.open("rb")


class Found(msgspec.Struct, frozen=True, tag="found"):
    """An article as a format finds it, with what the file says of it."""

    text: str
    part: str = ""
    """What follows the file's name in the article's path, where a file has several."""
    id: str | None = None
    """The file's stem, where it has none of its own."""
    published: str | None = None
    """ISO 8601, as precise as the file says."""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """A document in a file that is left out; a format that can do nothing with a file raises CorpusError instead."""

    reason: str
    part: str = ""
    passing: bool = False
    """What was in the way may be gone the next time: not kept."""


Item = Found | Refused
Read = Callable[[str, BinaryIO, Limits], Iterator[Item | Source]]
"""How a format is read: of a file's name and bytes, what is in it, in order."""
