"""Articles -> Readings: from the cache where they are in it, else through the pipeline, which is loaded only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ontograph import fingerprint
from ontograph.cache import Notice, Readings, restored
from ontograph.corpus import Failure
from ontograph.model import Article, Reading

if TYPE_CHECKING:
    from spacy.language import Language

OnArticle = Callable[[int, int], None]
"""Is told how many articles are done, and of how many."""

BATCH = 32
"""Readings that are kept at once: what an interrupted build loses, with each process's batch."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The readings in the order of their articles, those left out, and how many readings were known before."""

    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]
    known: int


class Gathering:
    """The articles of a build, of which some may have been read before: `known`, and `fresh` those that were not.

    Of several with one text and date, which are read alike, only the first is fresh.
    """

    def __init__(self, articles: Sequence[Article], store: Readings | None = None) -> None:
        self.articles = articles
        self.store = store
        self.known = store.find(articles) if store else [None] * len(articles)
        unknown = [article for article, reading in zip(articles, self.known, strict=True) if reading is None]
        first: dict[tuple[str, str | None], Article] = {}
        for article in unknown:
            first.setdefault(_alike(article), article)
        self.fresh = list(first.values())

    def read(self, nlp: Language | None, on_article: OnArticle | None = None, processes: int | None = None) -> Gathered:
        """All readings; `nlp` is needed only if some articles are fresh. Each batch that is read is kept at once."""
        done = len(self.articles) - len(self.fresh)
        if on_article and done:
            on_article(done, len(self.articles))
        found: dict[tuple[str, str | None], Reading | Failure] = {}
        with self._kept() as keep:
            for article, reading in _each(nlp, self.fresh, processes):
                found[_alike(article)] = reading
                if isinstance(reading, Reading):
                    keep(article, reading)
                if on_article:
                    on_article(done + len(found), len(self.articles))
        if self.store:
            self.store.finish(self.articles)
        everything = [
            reading or _of(found[_alike(article)], article)
            for article, reading in zip(self.articles, self.known, strict=True)
        ]
        return Gathered(
            tuple(item for item in everything if isinstance(item, Reading)),
            tuple(item for item in everything if isinstance(item, Failure)),
            sum(reading is not None for reading in self.known),
        )

    @contextmanager
    def _kept(self) -> Iterator[Callable[[Article, Reading], None]]:
        """Takes what is read and keeps it, a batch at a time; the last one too where the build is interrupted."""
        batch: list[tuple[Article, Reading]] = []

        def flush() -> None:
            if self.store and batch:
                self.store.keep(batch)
            batch.clear()

        def keep(article: Article, reading: Reading) -> None:
            batch.append((article, reading))
            if len(batch) == BATCH:
                flush()

        try:
            yield keep
        finally:
            flush()


def _alike(article: Article) -> tuple[str, str | None]:
    """What a reading is made from."""
    return article.sha256, article.published


def _of(found: Reading | Failure, article: Article) -> Reading | Failure:
    """What was found in the text of an article as what was found in that article."""
    return restored(found, article) if isinstance(found, Reading) else replace(found, path=article.path)


def store(folder: Path | None, config: str | Path, notice: Notice) -> Readings | None:
    """The cache in a folder for a pipeline; None where there is no folder, or the pipeline cannot be told apart from
    others. Raises DataError if there is no such config."""
    if folder is None:
        return None
    if (key := fingerprint.of(config)) is None:
        notice(f"{config}: it has components that are not ontograph's, so its readings are not cached")
        return None
    return Readings(folder, key, notice)


def _each(
    nlp: Language | None, articles: Sequence[Article], processes: int | None
) -> Iterator[tuple[Article, Reading | Failure]]:
    if not articles:
        return
    assert nlp is not None
    from ontograph import reading, workers

    yield from workers.each(nlp, articles, reading.read, processes)
