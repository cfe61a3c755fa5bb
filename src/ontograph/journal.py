"""Files of a folder that take their places together, also where the process that moves them is killed in between.

No file system moves several files in one step. So once all are written beside their places, whole and on the disk, a
journal (`.moves`, the list of them) is put there in one step. From then on it is they that count, and whoever comes
next does the moves that are left: a build, or a command that reads a graph (`at_hand`), before anything else. Where
a folder may only be read, the journal says where each file lies. Other programs may find files of two graphs side by
side from the kill of the process until then; else within the milliseconds that the moves take.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import re
from collections.abc import Sequence
from pathlib import Path

from ontograph import locking

FILE = ".moves"

_BESIDE = re.compile(r"\.[0-9]+\.([^/\\]+)")
log = logging.getLogger(__name__)


def beside(name: str) -> str:
    """What a file is called that this process writes, until it is moved to its place."""
    return f".{os.getpid()}.{name}"


def remove_leftovers(folder: Path, pattern: str) -> None:
    """Remove what killed processes have left beside files whose names fit a pattern; no moves may be left to do."""
    for file in folder.glob(f".*.{pattern}"):
        pid = file.name[1:].partition(".")[0]
        if pid.isdecimal() and not _is_alive(int(pid)):
            file.unlink(missing_ok=True)


def begin(folder: Path, names: Sequence[str]) -> None:
    """Write down that these files, as they are called beside their places, are to be moved: `finish` does it then.

    All of them must be whole and on the disk. Raises OSError where it cannot be; nothing is to be moved then.
    """
    for name in names:
        (folder / name).stat()  # or what is missing would pass for moved
        if (place := _place(folder / name)).is_dir():  # found out later, it would be in the way of every build
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
    remove_leftovers(folder, FILE)
    draft = folder / beside(FILE)
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(names, file)
            file.flush()
            os.fsync(file.fileno())
        sync(folder)
        draft.replace(folder / FILE)
    finally:
        draft.unlink(missing_ok=True)
    sync(folder)


def begun(folder: Path) -> bool:
    """Whether files are to be moved in a folder."""
    return (folder / FILE).exists()


def finish(folder: Path) -> None:
    """Do the moves that are left in a folder, if any are; raises OSError. Nobody else may be moving files there."""
    if (left := _left(folder)) is None:
        return
    for name in left:
        with contextlib.suppress(FileNotFoundError):  # it has been moved
            (folder / name).replace(_place(folder / name))
    sync(folder)
    (folder / FILE).unlink(missing_ok=True)


def settle(folder: Path) -> bool:
    """Do the moves that a killed build has left, if any are and no other build is at work; False where that may not be,
    since the folder may only be read."""
    if not begun(folder):
        return True
    try:
        with locking.if_free(folder) as free:
            if free:  # else it is the other build that moves them, just now
                finish(folder)
    except OSError:
        log.debug("%s: its files cannot be moved", folder, exc_info=True)
        return False
    return True


def at_hand(file: Path) -> Path:
    """Where a file of the last finished graph lies: in its place, but in a folder that may only be read perhaps still
    beside it."""
    if not settle(file.parent):
        for name in _left(file.parent) or ():
            if _place(file.parent / name) == file and (file.parent / name).exists():
                return file.parent / name
    return file


def sync(folder: Path) -> None:
    """Have the disk know what the files of a folder are called now, where it can be told to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network drives
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _left(folder: Path) -> list[str] | None:
    """The files that lie, or lay, beside their places; None where nothing is to be moved. Only names that `beside`
    gives are taken: the folder may come from anybody."""
    try:
        told = json.loads((folder / FILE).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:  # never of ours, which are whole or not there
        return []
    names = told if isinstance(told, list) else []
    return [name for name in names if isinstance(name, str) and _BESIDE.fullmatch(name)]


def _place(path: Path) -> Path:
    """Where a file belongs that lies beside its place."""
    found = _BESIDE.fullmatch(path.name)
    assert found
    return path.with_name(found[1])


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
