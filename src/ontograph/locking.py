"""One build at a time in a folder: the second waits until the first is done.

The lock is the operating system's (flock): it goes with the process that holds it, however that ends, so no file of a
killed build can be in the way. Where there is none (Windows, some network drives), nothing is locked.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

FILE = ".lock"

log = logging.getLogger(__name__)
_held: set[int] = set()


@contextlib.contextmanager
def alone(folder: Path, waits: Callable[[str], None]) -> Iterator[None]:
    """Keep other builds out of a folder, made if it is not there; `waits` is told, once, that another one is in it.

    A folder that was made for it, and in which nothing came to be, is removed. Raises OSError where it cannot be made.
    """
    made = _make(folder)
    lock = _acquire(folder, waits)
    try:
        yield
    finally:
        if made:
            _tidy(folder, made)
        _held.discard(lock)
        os.close(lock)


@contextlib.contextmanager
def if_free(folder: Path) -> Iterator[bool]:
    """Whether no build is at work in a folder; if so, none begins meanwhile. Raises OSError where it cannot be locked,
    since it may only be read."""
    lock = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
    _held.add(lock)
    try:
        yield _locked(lock, wait=False) and _is_at(lock, folder / FILE)
    finally:
        _held.discard(lock)
        os.close(lock)


def _make(folder: Path) -> list[Path]:
    """Make a folder; it and those above it that were not there, the innermost first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _tidy(folder: Path, made: list[Path]) -> None:
    with contextlib.suppress(OSError):  # it is gone already, or somebody has put something in
        if os.listdir(folder) == [FILE]:
            (folder / FILE).unlink()
            for empty in made:
                empty.rmdir()


def _acquire(folder: Path, waits: Callable[[str], None]) -> int:
    """The open and locked lock file; one that was removed while we waited locks nothing, so the next is taken."""
    told = False
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o666)
        _held.add(lock)
        if not _locked(lock, wait=False):
            if not told:
                waits(f"{folder}: another build is at work here; waiting for it")
            told = _locked(lock, wait=True)
        if _is_at(lock, folder / FILE):
            return lock
        _held.discard(lock)
        os.close(lock)


def _locked(lock: int, *, wait: bool) -> bool:
    """Take the lock; False if somebody has it and we do not wait."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return False
        log.debug("no locks on this file system", exc_info=True)
    return True


def _is_at(lock: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except FileNotFoundError:
        return False


def _let_go() -> None:
    """In a forked process: a lock belongs to all that have the file open, and would outlive the build."""
    for lock in _held:
        os.close(lock)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
