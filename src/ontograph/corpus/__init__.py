"""Paths -> Articles.

A corpus is a folder (searched through), one file, or "-" (standard input). `registry.FORMATS` says which files are
articles; hidden files, `README.*` and `corrections.yml` in a folder are not. A document that cannot be read is a
Failure, not an exception. `extract` is the pure part: a name and bytes in, articles and failures out.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from ontograph.cache import Notice
from ontograph.corpus.extraction import extract
from ontograph.corpus.folder import CORRECTIONS, sources
from ontograph.corpus.limits import Limits
from ontograph.corpus.metadata import iso_date
from ontograph.corpus.model import Corpus, Failure, Fatal, Source, failure
from ontograph.corpus.naming import with_ids
from ontograph.corpus.registry import FORMATS, SUFFIXES
from ontograph.corpus.shelf import Articles, Shelf
from ontograph.corpus.store import Kept
from ontograph.corpus.stream import articles
from ontograph.errors import CorpusError
from ontograph.model import Article
from ontograph.spool import Spool

__all__ = [
    "CORRECTIONS",
    "STDIN",
    "SUFFIXES",
    "Corpus",
    "Failure",
    "Fatal",
    "Limits",
    "articles",
    "extract",
    "failure",
    "iso_date",
    "read",
    "sources",
    "with_date",
]

STDIN = "-"

_BEGINNING = 1000
_BEGINNINGS = {
    b"%pdf-": ".pdf", b"par1": ".parquet", b"{": ".jsonl", b"[": ".json", b"<!doctype html": ".html", b"<html": ".html",
    b"<?xml": ".xml", b"<rss": ".xml", b"<feed": ".xml",
}  # fmt: skip

OnFile = Callable[[int, int], None]
"""Is told how many files are opened, and of how many."""
_OFTEN = 50

log = logging.getLogger(__name__)


def read(
    source: str | Path,
    cache: Path | None = None,
    on_notice: Notice = log.warning,
    limits: Limits = Limits(),  # noqa: B008
    processes: int | None = None,
    on_file: OnFile | None = None,
) -> Corpus:
    """All articles of a folder, a file or standard input ("-").

    What was found in files that take long to read is kept in `cache`, a folder, and on its disk are the texts of all
    articles as long as somebody has them; `processes` read such files side by
    side (by default as many as there are processors); `on_file` is told how many files are opened, and of how many.
    Raises CorpusError if there is no such path, or nothing in it that could be an article.
    """
    start = perf_counter()
    files, closed, ignored = _files(source)
    shelf = Shelf(Spool(folder=_existing(cache)))
    left: list[Failure] = [*closed]
    for item in articles(_told(files, on_file), Kept(cache, on_notice) if cache else None, limits, processes):
        if isinstance(item, Article):
            shelf.add(item)
        else:
            left.append(item)
    unique, clashes = with_ids(shelf.heads)
    return Corpus(
        articles=Articles(sorted(unique, key=lambda head: head.path), shelf.texts),
        failures=tuple(sorted([*left, *clashes], key=lambda f: (f.path, f.reason))),
        ignored=ignored,
        seconds=perf_counter() - start,
    )


def _existing(folder: Path | None) -> Path | None:
    """A folder, or the first above it that is there: a disk with room for a graph has room for the texts."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), None) if folder else None


def with_date(articles: Iterable[Article], published: str | None) -> list[Article]:
    """The articles as published on that date, where one is given; raises CorpusError if it is none."""
    try:
        date = iso_date(published)
    except ValueError as error:
        raise CorpusError(str(error)) from error
    return [replace(article, published=date) if date else article for article in articles]


def _told(files: Sequence[Source], on_file: OnFile | None) -> Iterator[Source]:
    """The files as they are; `on_file` is told now and then, for telling takes longer than opening many a file."""
    for number, file in enumerate(files):
        if on_file and number % _OFTEN == 0:
            on_file(number, len(files))
        yield file
    if on_file:
        on_file(len(files), len(files))


def _files(source: str | Path) -> tuple[list[Source], list[Failure], dict[str, int]]:
    if str(source) == STDIN:
        given = sys.stdin.buffer.read()
        return [Source(f"stdin{_suffix(given)}", given)], [], {}
    path = Path(source)
    if path.is_file():
        return [Source(path.name, path)], [], {}
    if not path.is_dir():
        raise CorpusError(f"{source}: no such file or folder")
    found, closed, ignored = sources(path)
    if not found and not closed:
        known = ", ".join(format_.suffixes[0] for format_ in FORMATS)
        raise CorpusError(f"{source}: no file with articles in this folder ({known})")
    return found, closed, ignored


def _suffix(content: bytes) -> str:
    """What a file is that has no name, by how it begins; "" for a text."""
    begins = content[:_BEGINNING].lstrip().lower()
    if begins.startswith(b"pk"):
        return ".docx" if b"word/document.xml" in content else ".zip"
    return next((suffix for mark, suffix in _BEGINNINGS.items() if begins.startswith(mark)), "")
