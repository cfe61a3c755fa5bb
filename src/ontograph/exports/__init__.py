"""A graph -> files, one format a module."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

Data = bytes | Iterable[bytes]
"""What a file holds: all of it, or one piece after the other."""


def replace_file(path: Path, content: Data) -> None:
    """Write a file beside its place, then move it there, so that nobody ever sees half of it; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_files(path.parent, {path.name: content})


def replace_files(folder: Path, contents: Mapping[str, Data]) -> None:
    """Replace several files of a folder, as `Replacement` does; raises OSError."""
    with Replacement(folder) as files:
        for name, content in contents.items():
            files.add(name, content)


class Replacement:
    """Files of a folder that are replaced together, at the end of a `with` block that nothing has gone wrong in.

    All are written beside their places, then moved there, one after the other. Each file is old or new, never half of
    either, and until all are written nothing moves: a full disk or a killed process leaves the old ones. The moves take
    microseconds but are no single step (no file system offers one for several files), so who reads two files just then
    may find the first new and the second old, and a process killed between two moves leaves it so. The last of the
    files should therefore be the one that says what belongs together. Raises OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._beside: dict[str, Path] = {}

    def __enter__(self) -> Replacement:
        return self

    def add(self, name: str, content: Data) -> str:
        """Write a file beside its place, piece by piece; returns its sha256."""
        remove_leftovers(self._folder, glob.escape(name))
        self._beside[name] = self._folder / f".{name}.{os.getpid()}"
        digest = hashlib.sha256()
        with self._beside[name].open("wb") as file:
            for piece in (content,) if isinstance(content, bytes) else content:
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())  # else a power cut can leave an empty file under the name of a whole one
        return digest.hexdigest()

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None:
                for name, beside in self._beside.items():
                    beside.replace(self._folder / name)
                _settle(self._folder)
        finally:
            for beside in self._beside.values():
                beside.unlink(missing_ok=True)


def write_many(contents: Iterable[tuple[Path, bytes]]) -> None:
    """Write many files whose order does not matter, each whole or not at all; raises OSError.

    They are on the disk when this is done: all at once, for one after the other takes milliseconds each.
    """
    made = set()
    for path, content in contents:
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with beside.open("wb") as file:
                file.write(content)
                if not hasattr(os, "sync"):  # Windows
                    file.flush()
                    os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    if made and hasattr(os, "sync"):
        os.sync()


def remove_leftovers(folder: Path, pattern: str) -> None:
    """Remove what a killed process has left beside the files of these names (a pattern)."""
    for file in folder.glob(f".{pattern}.*"):
        pid = file.name.rpartition(".")[2]
        if pid.isdecimal() and not _is_alive(int(pid)):
            file.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk know what the files of a folder are called now, where it can be told to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network drives
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _is_alive(pid: int) -> bool:
    if os.name != "posix":  # signal 0 asks nothing there, it kills
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
