"""Articles in files of rows (JSON Lines, Parquet), read from where they lie by the tasks of Ray (`rayengine`).

A file is parted, JSON Lines by its bytes, Parquet by its groups of rows, and each part goes through the corpus's own
readers. Which articles a corpus has, under which ids and in which order, is not said here but in `corpus`, as for every
build: a reading is known by the text and the date that it was made of, so of a part only those articles count that the
corpus has. What no part gives (an article of a file in UTF-16, or of one that other machines do not see) is sent out.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from ontograph.corpus import Failure, Limits, extraction, jsonlines, parquet, registry, sources
from ontograph.corpus.model import Item, Source
from ontograph.model import Article, Head

SPAN = 8_000_000
"""Bytes of JSON Lines in a part: a few thousand articles."""
_FORMATS = frozenset({"jsonlines", "parquet"})

Part = dict[str, Any]
"""The `name` and the `path` of a file, and of what in it, from `start` to `stop`: bytes, or groups of rows."""

log = logging.getLogger(__name__)


def files(source: str | Path, failures: Iterable[Failure]) -> list[Source]:
    """The files of a corpus that can be parted: all of rows but those that could not be read to their end."""
    path = Path(source)
    found = [Source(path.name, path)] if path.is_file() else sources(path)[0] if path.is_dir() else []
    left_out = {failure.path for failure in failures}
    return [file for file in found if registry.format_of(file.name).name in _FORMATS and file.name not in left_out]


def parted(files: Iterable[Source], articles: Sequence[Article | Head]) -> tuple[list[Part], list[int]]:
    """The parts of those files that have some of these articles, and the numbers of the articles in no such file."""
    named = {file.name: Path(str(file.content)).absolute() for file in files}
    places = [_file_of(article.path, named) for article in articles]
    found: dict[str, list[Part]] = {}
    for name in sorted({place for place in places if place}):
        path = named[name]
        try:
            str(path).encode()
            found[name] = [{"name": name, "path": str(path), "start": a, "stop": b} for a, b in _spans(name, path)]
        except (OSError, UnicodeEncodeError):
            log.debug("%r: cannot be parted", path, exc_info=True)
    return [*chain(*found.values())], [number for number, place in enumerate(places) if place not in found]


def articles(part: Part, limits: Limits = Limits()) -> Iterator[Article]:  # noqa: B008
    """The articles of a part. Never raises: what it does not give, the corpus has in another way."""
    try:
        for found in extraction.articles(part["name"], _items(part, limits), limits):
            if isinstance(found, Article):
                yield found
    except Exception:
        log.debug("%s: cannot be read in parts", part["path"], exc_info=True)


def marks(digests: Iterable[str]) -> NDArray[numpy.uint64]:
    """What `is_marked` asks for: the beginnings of digests, in order."""
    return numpy.unique(numpy.fromiter((int(digest[:16], 16) for digest in digests), numpy.uint64))


def is_marked(marks: NDArray[numpy.uint64], digest: str) -> bool:
    """Whether a digest is among those (or begins like one of them, of which there is none)."""
    mark = numpy.uint64(int(digest[:16], 16))
    place = int(numpy.searchsorted(marks, mark))
    return place < len(marks) and bool(marks[place] == mark)


def _file_of(path: str, files: Container[str]) -> str | None:
    """The file of an article by its path, which goes on from the file's."""
    end = path.find("/")
    while end >= 0:
        if path[:end] in files:
            return path[:end]
        end = path.find("/", end + 1)
    return None


def _spans(name: str, path: Path) -> Iterator[tuple[int, int]]:
    if registry.format_of(name).name == "parquet":
        return ((group, group + 1) for group in range(parquet.groups(path)))
    return ((start, start + SPAN) for start in range(0, path.stat().st_size, SPAN))


def _items(part: Part, limits: Limits) -> Iterator[Item]:
    if registry.format_of(part["name"]).name == "parquet":
        with open(part["path"], "rb") as file:
            yield from parquet.read(part["name"], file, limits, range(part["start"], part["stop"]))
    else:
        yield from jsonlines.read(part["name"], io.BytesIO(_lines(part, limits)), limits)


def _lines(part: Part, limits: Limits) -> bytes:
    """The lines that begin in a part."""
    start, stop = part["start"], part["stop"]
    with open(part["path"], "rb") as file:
        if start:
            file.seek(start - 1)
            if not file.readline(stop - start + 1).endswith(b"\n"):
                return b""  # one line, which began before, is all of it
        content = file.read(stop - file.tell()) if file.tell() < stop else b""
        return content if not content or content.endswith(b"\n") else content + file.readline(limits.row + 1)
