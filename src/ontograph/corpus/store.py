"""What was found in files that take long to read, kept from build to build in the cache (`ontograph.cache`).

Kept under a digest of the file's bytes, its suffix and what reads it, so that a file that was renamed or moved is not
read again.
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from ontograph import resources
from ontograph.cache import Notice, Store
from ontograph.corpus import registry
from ontograph.corpus.model import Item, Refused, Source

FILE = "texts.sqlite"

log = logging.getLogger(__name__)
_ITEMS = msgspec.msgpack.Decoder(list[Item])


class Kept:
    """What was found in files before, in a folder; `notice` is told what goes wrong."""

    def __init__(self, folder: Path, notice: Notice) -> None:
        self._store = Store(folder / FILE, notice, "the files are read again")
        self._used: list[bytes] = []

    def find(self, sources: Sequence[Source]) -> list[list[Item] | None]:
        """What was found in each file; None where it was not read."""
        keys = [_key(source) for source in sources]
        self._used += keys
        kept = self._store.get(keys)
        return [_unpacked(kept[key]) if key in kept else None for key in keys]

    def keep(self, found: Sequence[tuple[Source, list[Item]]]) -> None:
        """Keep what was found, but where it was in the way of something that passes."""
        rows = {
            _key(source): zlib.compress(msgspec.msgpack.encode(items), 1)
            for source, items in found
            if not any(isinstance(item, Refused) and item.passing for item in items)
        }
        if rows:
            self._store.put(rows)

    def finish(self) -> None:
        """Note what was used; what nobody has used for long is dropped."""
        if self._used:
            self._store.used(self._used)


def _key(source: Source) -> bytes:
    assert isinstance(source.content, bytes)
    digest = hashlib.sha256(_reader(registry.format_of(source.name).name))
    digest.update(f"{registry.suffix(source.name)}\0{source.depth}\0".encode())
    digest.update(hashlib.sha256(source.content).digest())
    return digest.digest()


@lru_cache(maxsize=32)
def _reader(name: str) -> bytes:
    """A digest of what reads a format: this program's sources for files, and the versions of the packages."""
    digest = hashlib.sha256()
    beside = [resources.PACKAGE / name for name in ("decoding.py", "language.py")]
    data = [resources.data_path(f"fr_press/{name}.yml") for name in ("language", "pages")]
    for file in [*sorted(Path(__file__).parent.glob("*.py")), *beside, *data]:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    (found,) = (format_ for format_ in registry.FORMATS if format_.name == name)
    for package in found.packages:
        try:
            digest.update(f"{package} {version(package)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{package} none\n".encode())
    return digest.digest()


def _unpacked(content: bytes) -> list[Item] | None:
    try:
        return _ITEMS.decode(zlib.decompress(content))
    except (zlib.error, msgspec.MsgspecError):
        log.debug("a damaged text: read again", exc_info=True)
        return None
