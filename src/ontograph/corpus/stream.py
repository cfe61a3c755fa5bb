"""Sources -> articles, one after the other: kept ones from the cache, others by their format, some of these apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontograph.corpus import extraction, registry
from ontograph.corpus.isolation import Workers
from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.model import Failure, Item, Refused, Source
from ontograph.corpus.store import Kept
from ontograph.errors import CorpusError
from ontograph.model import Article

_WINDOW = 200
"""Files that are looked up together, and read side by side."""
_WEIGHT = 64_000_000
"""Bytes that they may have, for they are in memory at once."""

_File = tuple[Source, Refused | None]
"""A file, and why it is left out, if that is known already."""


def articles(
    sources: Iterable[Source],
    kept: Kept | None = None,
    limits: Limits = Limits(),  # noqa: B008
    processes: int | None = None,
) -> Iterator[Article | Failure]:
    """The articles of files, and what is left out of them, in the order given. A few files are in memory at a time.

    While it runs there may be processes (`isolation`), but whenever it yields there are no threads.
    """
    with Workers(limits, processes) as workers:
        for window in _windows(file for source in sources for file in _files(source, limits)):
            for source, found in _read(window, kept, workers, limits):
                yield from extraction.articles(source.name, found, limits)
    if kept:
        kept.finish()


def _files(source: Source, limits: Limits) -> Iterator[_File]:
    """A file, or those in an archive; with its bytes, if what is found in it is kept under their digest."""
    format_ = registry.format_of(source.name)
    try:
        if format_.archive:
            empty = True
            with source.open() as file:
                for item in format_.read(source.name, file, limits):
                    empty = False
                    member = extraction.inner(source, item, limits) if isinstance(item, Source) else item
                    if isinstance(member, Source):
                        yield from _files(member, limits)
                    elif isinstance(member, Refused):
                        yield source, member
            if empty:
                yield source, extraction.NOTHING
        elif format_.kept:
            with source.open() as file:
                yield Source(source.name, whole(file, limits.file), source.depth), None
        else:
            yield source, None
    except OSError as error:
        yield source, Refused(error.strerror or str(error), passing=True)
    except CorpusError as error:
        yield source, Refused(str(error))


def _windows(files: Iterable[_File]) -> Iterator[list[_File]]:
    window: list[_File] = []
    weight = 0
    for file in files:
        window.append(file)
        weight += len(file[0].content) if isinstance(file[0].content, bytes) else 0
        if len(window) >= _WINDOW or weight > _WEIGHT:
            yield window
            window, weight = [], 0
    yield window


def _read(
    window: list[_File], kept: Kept | None, workers: Workers, limits: Limits
) -> Iterator[tuple[Source, Iterable[Item]]]:
    """What is found in each file of a window."""
    wanted = [source for source, left in window if left is None and registry.format_of(source.name).kept]
    known = kept.find(wanted) if kept else [None] * len(wanted)
    fresh = [source for source, items in zip(wanted, known, strict=True) if items is None]
    read = workers.each(fresh)
    if kept:
        kept.keep(list(zip(fresh, read, strict=True)))
    news = iter(read)
    found = iter([next(news) if items is None else items for items in known])
    for source, left in window:
        format_ = registry.format_of(source.name)
        if left is not None:
            yield source, [left]
        elif format_.kept:
            yield source, next(found)
        elif format_.apart:
            yield source, workers.read(source)
        else:
            yield source, extraction.items(source, limits)
