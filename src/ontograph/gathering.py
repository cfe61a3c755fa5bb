"""Articles -> Readings: from the cache where they are in it, else through the pipeline, which is loaded only then.

Readings never stay as objects: who asks for them has one after the other, made anew from what was kept of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ontograph import cache, elsewhere, fingerprint, forks, garbage
from ontograph.cache import Notice, Readings
from ontograph.corpus import Failure, Fatal, Limits, shelf
from ontograph.model import Article, Head, Reading
from ontograph.spool import Spool

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OnArticle = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""

Reader = Callable[[Sequence[Article]], Iterator[tuple[int, bytes | Failure]]]
"""Reads articles: their packed readings, each with the number of its article, in any order; or why there is none."""

BATCH = 32
"""Readings that are kept at once: what an interrupted build loses, with each process's batch."""

TRIES = 3
"""How often the process that reads may be ended, by somebody or for lack of memory, before it has read anything."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The readings in the order of their articles, those left out, and how many readings were known before."""

    readings: Kept
    failures: tuple[Failure, ...]
    known: int


class Kept:
    """Readings in the order of their articles, as often as one wants to go through them; none stays in memory."""

    def __init__(self, articles: Sequence[Article], spool: Spool) -> None:
        self._spool = spool
        self._articles = [(number, head) for number, head in enumerate(shelf.heads(articles)) if spool.has(number)]

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[Reading]:
        for number, article in self._articles:
            content = self._spool.get(number)
            assert content is not None
            yield cache.unpacked(content, article)


class Gathering:
    """The articles of a build, of which some may have been read before; `fresh` are the others, but for those in
    `failed`, at which the pipeline is known to fail.

    Of several with one text and date, which are read alike, only the first is fresh.

    `folder` is where the file lies that holds what is read until the build is done.
    """

    def __init__(self, articles: Sequence[Article], store: Readings | None = None, folder: Path | None = None) -> None:
        self.articles = articles
        self.store = store
        self.folder = folder
        self._spool = Spool(len(articles), folder)
        self.failed: dict[int, Failure] = {}
        self._heads = shelf.heads(articles)
        for number, content in store.find(self._heads) if store else ():
            if isinstance(content, str):
                self.failed[number] = Failure(self._heads[number].path, content)
            else:
                self._spool.put(number, content)
        self._same: dict[tuple[str, str | None], list[int]] = {}
        for number, article in enumerate(self._heads):
            if not self._spool.has(number) and number not in self.failed:
                self._same.setdefault((article.sha256, article.published), []).append(number)
        self.fresh = shelf.some(articles, [numbers[0] for numbers in self._same.values()])

    def read(self, reader: Reader, on_article: OnArticle | None = None) -> Gathered:
        """All readings; each batch that is read is kept at once."""
        done = len(self.articles) - sum(map(len, self._same.values()))
        known = done - len(self.failed)
        if on_article and done:
            on_article(done, len(self.articles))
        failures = [*self.failed.values()]
        places, heads = list(self._same.values()), shelf.heads(self.fresh)
        with self._kept() as keep:
            for index, found in reader(self.fresh) if self.fresh else ():
                if isinstance(found, Failure):
                    if isinstance(found, Fatal):
                        keep(heads[index], found.reason)
                    failures += [Failure(self._heads[number].path, found.reason) for number in places[index]]
                else:
                    keep(heads[index], found)
                    for number in places[index]:
                        self._spool.put(number, found)
                done += len(places[index])
                if on_article:
                    on_article(done, len(self.articles))
        if self.store:
            self.store.finish(self._heads)
        return Gathered(Kept(self.articles, self._spool), tuple(failures), known)

    @contextmanager
    def _kept(self) -> Iterator[Callable[[Article | Head, bytes | str], None]]:
        """Takes what is read and keeps it, a batch at a time; the last one too where the build is interrupted."""
        batch: list[tuple[Article | Head, bytes | str]] = []

        def flush() -> None:
            if self.store and batch:
                self.store.keep(batch)
            batch.clear()

        def keep(article: Article | Head, content: bytes | str) -> None:
            batch.append((article, content))
            if len(batch) == BATCH:
                flush()

        try:
            yield keep
        finally:
            flush()


def apart(config: str | Path, processes: int | None = None, seconds: float | None = None) -> Reader:
    """The same with a pipeline that is loaded for it, in a process of its own where one can be made: with that the
    memory of the pipeline goes, before it is needed for the graph. Raises DataError as `pipeline.load`."""

    def whole(articles: Sequence[Article]) -> Iterator[tuple[int, bytes | Failure]]:
        from ontograph import pipeline

        nlp = pipeline.load(config)
        with garbage.seldom():
            yield from local(nlp, processes, seconds)(articles)

    def read(articles: Sequence[Article]) -> Iterator[tuple[int, bytes | Failure]]:
        left = dict.fromkeys(range(len(articles)))
        tries = TRIES
        while left:
            numbers = list(left)
            try:
                for place, found in elsewhere.each(partial(whole, shelf.some(articles, numbers))):
                    del left[numbers[place]]
                    tries = TRIES
                    yield numbers[place], found
            except elsewhere.EndedError as error:
                tries -= 1
                if not tries:
                    raise OSError(f"the process that reads the articles was ended again and again ({error})") from error

    return read if forks.possible() else whole


def local(nlp: Language, processes: int | None = None, seconds: float | None = None) -> Reader:
    """Reads in processes of this machine (`workers.each`)."""
    from ontograph import reading, workers

    def packed(article: Article, doc: Doc) -> bytes:
        return cache.packed(reading.read(article, doc))

    return lambda articles: workers.each(nlp, articles, packed, processes, seconds)


def store(folder: Path | None, config: str | Path, notice: Notice, seconds: float | None = None) -> Readings | None:
    """The cache in a folder for a pipeline that may take so long for an article; None where there is no folder, or the
    pipeline cannot be told apart from others. Raises DataError if there is no such config."""
    if folder is None:
        return None
    if (key := fingerprint.of(config)) is None:
        notice(f"{config}: it has components that are not ontograph's, so its readings are not cached")
        return None
    return Readings(folder, key, notice, Limits().seconds if seconds is None else seconds)
