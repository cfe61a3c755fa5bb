"""A graph -> files, one format a module."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ontograph import journal

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

    All are written beside their places, and until all are written nothing moves: a full disk or a killed process leaves
    the old ones. Then they are moved, such that a process that is killed between two moves leaves the rest of them to
    the next (`journal`). The last of the files should be the one that says what belongs together, for programs that
    know nothing of that. Raises OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._beside: dict[str, Path] = {}

    def __enter__(self) -> Replacement:
        journal.finish(self._folder)
        return self

    def add(self, name: str, content: Data) -> str:
        """Write a file beside its place, piece by piece; returns its sha256."""
        return write(self.place(name), content)

    def place(self, name: str) -> Path:
        """Where to `write` a file of this name, whole, before the block ends; what is there is of nobody else."""
        journal.remove_leftovers(self._folder, glob.escape(name))
        return self._beside.setdefault(name, self._folder / journal.beside(name))

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            if error is None and len(self._beside) > 1:
                journal.begin(self._folder, [beside.name for beside in self._beside.values()])
                journal.finish(self._folder)
            elif error is None:
                for name, beside in self._beside.items():
                    beside.replace(self._folder / name)
                journal.sync(self._folder)
        finally:
            if not journal.begun(self._folder):  # else they are the last finished ones
                for beside in self._beside.values():
                    beside.unlink(missing_ok=True)


def write(path: Path, content: Data) -> str:
    """Write a file piece by piece, so that it is on the disk when this is done; returns its sha256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in (content,) if isinstance(content, bytes) else content:
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())  # else a power cut can leave an empty file under the name of a whole one
    return digest.hexdigest()


def write_many(contents: Iterable[tuple[Path, bytes]]) -> None:
    """Write many files whose order does not matter, each whole or not at all; raises OSError.

    They are on the disk when this is done: all at once, for one after the other takes milliseconds each.
    """
    made = set()
    for path, content in contents:
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        beside = path.with_name(journal.beside(path.name))
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
