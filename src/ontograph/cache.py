"""Readings of articles that were read before, in one sqlite file: what makes a build again a matter of seconds.

A reading is kept under a digest of what it depends on: the article's text and date, and the pipeline (`fingerprint`).
What an article's file says besides (path, id, title, address, publisher) goes into a reading as it is, so it is put
in when the reading is taken out: a file that was renamed is not read again. In place of a reading there may be the
reason why there is none: that the pipeline hung or ended its process, and how long it had been allowed to take. It is
not tried again by builds that allow no more. Articles that raised an error are not kept: trying costs little, and what
was in their way (a broken installation) may be gone the next time.

The file can be deleted, copied and shared, also by builds at the same time (on one machine: WAL needs shared memory),
and a build can be killed at any moment: each batch is one transaction. It never makes a build fail: one that is damaged
or not ours is set aside, one that cannot be written is done without, and the user is told in one line. Every access
opens the file anew, for no connection may live on in the processes that read articles.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ontograph.model import Article, Head, Reading

FOLDER, FILE = ".cache", "readings.sqlite"
UNUSED_DAYS = 30
"""Readings that no build has used for so long are dropped: those of deleted articles and of older versions."""

Notice = Callable[[str], None]
T = TypeVar("T")
log = logging.getLogger(__name__)

_APPLICATION = 0x6F67_7264
"""Marks the file as ours ("ogrd"), in sqlite's header."""
_LAYOUT = 1
_SCHEMA = "CREATE TABLE reading (key BLOB PRIMARY KEY, content BLOB NOT NULL, used INTEGER NOT NULL)"
_PATIENCE = 60.0
"""Seconds to wait for another build that writes; it does for milliseconds."""
_AT_ONCE = 500
"""Keys in one question; sqlite takes 999 in its older versions."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB})
_FAILED = b"!"
"""Begins what is kept in place of a reading; no packed reading does."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"
"""Tells programs that make backups to leave the folder out."""


class Store:
    """Contents under keys in one sqlite file; `notice` is told what goes wrong, and that `again` must be done then."""

    def __init__(self, file: Path, notice: Notice, again: str) -> None:
        self.file = file
        self._notice = notice
        self._again = again
        self._given_up = False

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys."""
        if not self.file.exists():
            return {}
        return self._try(lambda connection: _select(connection, keys), {})

    def put(self, contents: Mapping[bytes, bytes]) -> None:
        """Keep contents under their keys, all of them at once."""
        rows = [(key, content, _today()) for key, content in contents.items()]
        self._try(lambda connection: _insert(connection, rows), None)

    def used(self, keys: Sequence[bytes]) -> None:
        """Note that these keys were used, and drop what nobody has used for long."""
        if self.file.exists():
            self._try(lambda connection: _age(connection, keys), None)

    def _try(self, use: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What comes of using the file; a damaged one is set aside for a new one, one out of order is done without."""
        for _ in range(2):
            if self._given_up:
                break
            try:
                make(self.file.parent)
                with closing(_open(self.file)) as connection:
                    return use(connection)
            except _ForeignError:
                self._set_aside("not a cache of this version")
            except (sqlite3.Error, OSError) as error:
                log.debug("%s", self.file, exc_info=True)
                if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_IOERR) & 0xFF in _DAMAGED:
                    self._set_aside(str(error))
                else:
                    self._give_up(str(error))
        return otherwise

    def _set_aside(self, reason: str) -> None:
        """Make room for a new file; the old one is moved, for it may be somebody else's."""
        try:
            aside = self.file.with_name(f"{self.file.name}.set-aside")
            self.file.replace(aside)
            for suffix in ("-wal", "-shm"):
                Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            self._give_up(f"{reason}; {error}")
        else:
            self._notice(f"{self.file}: {reason}; moved to {aside.name}, {self._again}")

    def _give_up(self, reason: str) -> None:
        self._given_up = True
        self._notice(f"{self.file}: {reason}; going on without a cache")


class Readings:
    """The readings that a pipeline with this fingerprint made, kept in a folder; `notice` is told what goes wrong.

    `seconds` is how long it may take for an article (but for what is added for long ones, which is the same each time).
    """

    def __init__(self, folder: Path, fingerprint: str, notice: Notice, seconds: float) -> None:
        self.file = folder / FILE
        self.fingerprint = fingerprint
        self.seconds = seconds
        self._store = Store(self.file, notice, "the articles are read again")

    def find(self, articles: Sequence[Article | Head]) -> Iterator[tuple[int, bytes | str]]:
        """What is known of these articles, by their numbers: their readings, packed (`unpacked`), or why there is none,
        where the pipeline has failed with as much time as it has now."""
        for start in range(0, len(articles), _AT_ONCE):
            keys = [self._key(article) for article in articles[start : start + _AT_ONCE]]
            found = self._store.get(keys)
            for number, key in enumerate(keys, start):
                content = self._known(found[key]) if key in found else None
                if content is not None:
                    yield number, content

    def keep(self, pairs: Sequence[tuple[Article | Head, bytes | str]]) -> None:
        """Keep the packed readings of these articles, or why there is none, all of them at once."""
        contents = (
            (article, _reason(found, self.seconds) if isinstance(found, str) else found) for article, found in pairs
        )
        self._store.put({self._key(article): content for article, content in contents})

    def finish(self, articles: Sequence[Article | Head]) -> None:
        """Note that these articles were used, and drop what nobody has used for long."""
        self._store.used([self._key(article) for article in articles])

    def _known(self, content: bytes) -> bytes | str | None:
        """A reading if it is what was written (that it is a reading then is certain, for its key says who has made it),
        or the reason why there is none; None where the article should be read."""
        try:
            told = zlib.decompress(content.removeprefix(_FAILED))
        except zlib.error:
            log.debug("a damaged reading: read again", exc_info=True)
            return None
        if not content.startswith(_FAILED):
            return content if told else None
        seconds, reason = told.decode().split(" ", 1)
        return reason if float(seconds) >= self.seconds else None

    def _key(self, article: Article | Head) -> bytes:
        parts = (self.fingerprint, article.published or "", article.sha256)
        return hashlib.sha256("\0".join(parts).encode()).digest()


class _ForeignError(Exception):
    """A database, but not one of ours."""


def _open(file: Path) -> sqlite3.Connection:
    """A connection to the file, made if it is not there; transactions are begun by hand."""
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        if _mark(connection) != (_APPLICATION, _LAYOUT):
            _create(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    """Make an empty database ours; raises _ForeignError if it is somebody else's. Another build may do so just now."""
    with _transaction(connection):
        if _mark(connection) == (_APPLICATION, _LAYOUT):
            return
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise _ForeignError
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        log.debug("another build has it open: whoever comes next sets the mode", exc_info=True)


def _mark(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,), (layout,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    return application, layout


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; the right to write is asked for at once, so that nothing read in it is stale."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _select(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for some in _portions(sorted(set(keys))):
        marks = ",".join("?" * len(some))
        found.update(connection.execute(f"SELECT key, content FROM reading WHERE key IN ({marks})", some).fetchall())
    return found


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes, int]]) -> None:
    with _transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)


def _age(connection: sqlite3.Connection, keys: Sequence[bytes]) -> None:
    """Days are enough, so that a build with nothing changed writes nothing but once a day."""
    today = _today()
    with _transaction(connection):
        for some in _portions(sorted(set(keys))):
            marks = ",".join("?" * len(some))
            connection.execute(
                f"UPDATE reading SET used = ? WHERE used < ? AND key IN ({marks})", (today, today, *some)
            )
        connection.execute("DELETE FROM reading WHERE used < ?", (today - UNUSED_DAYS,))


def _portions(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _today() -> int:
    return int(time.time() // 86_400)


def packed(reading: Reading) -> bytes:
    """A reading without what its article's file says of it; zlib notices a flipped bit."""
    bare = replace(reading, article="", path="", title=None, url=None, publisher=None)
    return zlib.compress(bare.to_json(), 1)


def unpacked(content: bytes, article: Article | Head) -> Reading:
    """The reading of this article, as it would be read now."""
    return replace(
        Reading.from_json(zlib.decompress(content)),
        article=article.id,
        path=article.path,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
    )


def _reason(reason: str, seconds: float) -> bytes:
    return _FAILED + zlib.compress(f"{seconds} {reason}".encode())


def make(folder: Path) -> None:
    """Make the folder of a cache where there is none, with what tells git and backups to skip it; raises OSError."""
    if folder.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8")
