"""A graph -> files, one format a module."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside its place, then move it there, so that nobody ever sees half of it; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_files(path.parent, {path.name: content})


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace several files of a folder: all are written beside their places, then moved there, one after the other.

    Each file is old or new, never half of either, and until all are written nothing moves: a full disk or a killed
    process leaves the old ones. The moves take microseconds but are no single step (no file system offers one for
    several files), so who reads two files just then may find the first new and the second old, and a process killed
    between two moves leaves it so. The last of the files should therefore be the one that says what belongs together.
    Raises OSError.
    """
    _remove_leftovers(folder, contents)
    beside = {name: folder / f".{name}.{os.getpid()}" for name in contents}
    try:
        for name, content in contents.items():
            with beside[name].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # else a power cut can leave an empty file under the name of a whole one
        for name, file_beside in beside.items():
            file_beside.replace(folder / name)
    finally:
        for file_beside in beside.values():
            file_beside.unlink(missing_ok=True)


def _remove_leftovers(folder: Path, names: Iterable[str]) -> None:
    """Remove what a killed process has left beside these files."""
    for name in names:
        for file in folder.glob(f".{glob.escape(name)}.*"):
            pid = file.name.rpartition(".")[2]
            if pid.isdecimal() and not _is_alive(int(pid)):
                file.unlink(missing_ok=True)


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
