"""Articles read by Ray: on this machine, or on the many of a cluster (the extra `ray`; docs/scaling.md).

A pool of actors reads the articles, each with a pipeline of its own in a process that guards itself (`outpost`). Those
in files of rows are taken from where they lie (`rayfiles`), the others go out as Parquet; the readings come back as
Parquet, under the keys of the cache. All this lies in folders that all machines see. Readings that an interrupted build
has left there are taken first. What is made of the readings is the same as without Ray, to the byte.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any

import numpy

from ontograph import cache, rayfiles, workers
from ontograph.cache import Readings
from ontograph.corpus import Corpus, Failure, Fatal, shelf
from ontograph.corpus.model import Source
from ontograph.errors import ExtraError
from ontograph.model import Article
from ontograph.outpost import Outpost

FOLDER, ARTICLES, WANTED, READINGS = "ray", "articles", "wanted.npy", "readings"
SPARE = 2
"""Processors beside those of the actors, for Ray's own tasks: without one it waits for ever, and says nothing."""
_BATCH = 256
"""Articles that an actor takes at once: each time its process warms up anew."""
_ROWS = 10_000
_AT_ONCE = 500
_SHARES = 4

Key = tuple[str, str | None]
"""The sha256 and the date of an article, by which its reading is found again."""

log = logging.getLogger(__name__)


def require() -> None:
    """Raise ExtraError where Ray is not installed."""
    try:
        import pyarrow  # noqa: F401
        import ray.data  # noqa: F401
    except ImportError as error:
        raise ExtraError("--engine ray needs Ray: pip install 'ontograph-press[ray]'") from error


def reader(
    config: str | Path,
    source: str | Path,
    found: Corpus,
    folder: Path | None,
    store: Readings | None,
    actors: int | None,
    seconds: float | None,
) -> Reader:
    """Reads what was found in a corpus with a pipeline of this config; beside the cache, where there is one, or in the
    folder of the graph."""
    place = store.file.parent if store else folder or Path(tempfile.mkdtemp(prefix="ontograph-"))
    if store:
        cache.make(place)
    named = str(Path(config).resolve()) if Path(config).exists() else str(config)
    files = tuple(rayfiles.files(source, found.failures))
    return Reader(named, (place / FOLDER).resolve(), actors, seconds, store.fingerprint if store else "", files)


@dataclass(frozen=True)
class Reader:
    """Reads articles in so many actors (by default one for each processor that this machine grants, or the cluster
    has); `folder` is where articles and readings lie meanwhile."""

    config: str
    folder: Path
    actors: int | None = None
    seconds: float | None = None
    version: str = ""
    """Of the pipeline: readings that another one has left are not taken."""
    files: tuple[Source, ...] = ()
    """Those of the corpus that can be parted."""

    def __call__(self, articles: Sequence[Article]) -> Iterator[tuple[int, bytes | Failure]]:
        """Their packed readings, each with the number of its article; or why there is none."""
        place = self.folder / (self.version or "any")
        heads = shelf.heads(articles)
        left = {(article.sha256, article.published): number for number, article in enumerate(heads)}
        reasons: dict[Key, tuple[str, bool]] = {}
        yield from self._taken(place / READINGS, left)
        for files in (self.files, ()):  # what the files do not give is sent out then
            if wanted := [number for key, number in left.items() if key not in reasons]:
                into = place / READINGS / str(len(list(place.glob(f"{READINGS}/*"))))
                self._read(place, files, shelf.some(articles, wanted), into)
                yield from self._taken(into, left)
                reasons |= {key: (reason, fatal) for key, _, reason, fatal in _rows(into) if key in left}
        for key, number in left.items():
            reason, fatal = reasons.get(key, ("Ray has lost it", False))
            yield number, (Fatal if fatal else Failure)(heads[number].path, reason)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _taken(self, folder: Path, left: dict[Key, int]) -> Iterator[tuple[int, bytes]]:
        """The readings in a folder of articles that are left, which these are then no more."""
        for key, reading, *_ in _rows(folder):
            if key in left and reading is not None:
                yield left.pop(key), reading

    def _read(self, place: Path, files: Sequence[Source], articles: Sequence[Article], into: Path) -> None:
        """Read articles into a folder; those that lie in these files from there, others are sent out."""
        heads = shelf.heads(articles)
        parts, others = rayfiles.parted(files, heads)
        shutil.rmtree(place / ARTICLES, ignore_errors=True)
        (place / ARTICLES).mkdir(parents=True)
        _write(place / ARTICLES, shelf.some(articles, others))
        numpy.save(place / WANTED, rayfiles.marks(head.sha256 for head in heads))
        self._run(place, parts, len(articles), into)

    def _run(self, place: Path, parts: list[rayfiles.Part], number: int, into: Path) -> None:
        """Read about so many articles: those wanted in parts of files, and those that were written to the place."""
        os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # else its core complains of how Ray Data makes actors
        import ray
        import ray.data

        actors = self.actors or workers.granted()
        size = min(_BATCH, -(-number // (actors * _SHARES)))
        mine = not ray.is_initialized()
        if mine:
            known = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": actors + SPARE, "include_dashboard": False}
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **known)
        try:
            ray.data.DataContext.get_current().enable_progress_bars = False
            logging.getLogger("ray.data").setLevel(logging.ERROR)
            given: list[Any] = []
            if parts:
                lying: Any = ray.data.from_items(parts, override_num_blocks=len(parts))
                lying = lying.map_batches(_lying, batch_size=1, batch_format="pyarrow", fn_args=(str(place / WANTED),))
                given.append(lying.repartition(target_num_rows_per_block=size))
            if sent := sorted(map(str, (place / ARTICLES).iterdir())):
                given.append(ray.data.read_parquet(sent, override_num_blocks=-(-number // size)))
            rows = reduce(lambda one, other: one.union(other), given)
            read = rows.map_batches(
                _actor(self.config, self.seconds),
                batch_size=size,
                batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(size=min(actors, -(-number // size))),
                num_cpus=1,
            )
            read.write_parquet(str(into))
        finally:
            if mine:
                ray.shutdown()


def _rows(folder: Path) -> Iterator[tuple[Key, bytes | None, str, bool]]:
    """What the files of a folder hold: sha256 and date of an article, its reading, or the reason why there is none, and
    whether that is fatal. A file that was not written to its end holds nothing."""
    import pyarrow
    import pyarrow.parquet

    for file in sorted(folder.rglob("*.parquet")):
        try:
            opened = pyarrow.parquet.ParquetFile(file)
        except (pyarrow.ArrowException, OSError):
            log.debug("%s: not whole", file, exc_info=True)
            continue
        with opened:
            for batch in opened.iter_batches(_AT_ONCE):
                for row in batch.to_pylist():
                    yield (row["sha256"], row["published"]), row["reading"], row["reason"] or "", row["fatal"]


class Actor:
    """One of the pool: reads a table of articles."""

    def __init__(self, config: str, seconds: float | None) -> None:
        self._outpost = Outpost(config, seconds)

    def __call__(self, table: Any) -> Any:
        """The readings of the articles in a table."""
        import pyarrow

        rows = table.to_pylist()
        articles = [
            Article(str(number), row["path"], row["text"], row["sha256"], row["published"])
            for number, row in enumerate(rows)
        ]
        found = sorted(self._outpost.read(articles), key=lambda one: one.number)
        return pyarrow.table(
            {
                "sha256": _column([rows[one.number]["sha256"] for one in found]),
                "published": _column([rows[one.number]["published"] for one in found]),
                "reading": pyarrow.array([one.reading for one in found], pyarrow.binary()),
                "reason": _column([one.reason for one in found]),
                "fatal": pyarrow.array([one.fatal for one in found], pyarrow.bool_()),
            }
        )


def _actor(config: str, seconds: float | None) -> type[Actor]:
    """An actor that needs no arguments: Ray loses those of one that it starts again."""

    class Configured(Actor):
        """With its config."""

        def __init__(self) -> None:
            super().__init__(config, seconds)

    return Configured


def _lying(parts: Any, wanted: str) -> Iterator[Any]:
    """The wanted articles in parts of files, as tables."""
    marks = numpy.load(wanted, mmap_mode="r")
    for part in parts.to_pylist():
        found = (article for article in rayfiles.articles(part) if rayfiles.is_marked(marks, article.sha256))
        while some := list(islice(found, _AT_ONCE)):
            yield _table(some)
    yield _table(())


def _table(articles: Iterable[Article]) -> Any:
    """What of articles goes to the actors."""
    import pyarrow

    given = list(articles)
    names = ("path", "text", "sha256", "published")
    return pyarrow.table({name: _column([getattr(one, name) for one in given]) for name in names})


def _column(values: Sequence[str | None]) -> Any:
    import pyarrow

    return pyarrow.array(values, pyarrow.string())


def _write(folder: Path, articles: Sequence[Article]) -> None:
    """The articles as files of Parquet."""
    import pyarrow.parquet

    for start in range(0, len(articles), _ROWS):
        pyarrow.parquet.write_table(_table(articles[start : start + _ROWS]), folder / f"{start:09}.parquet")
