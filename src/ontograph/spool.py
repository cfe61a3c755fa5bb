"""Readings and texts while a build goes on: beside each other in a file without a name, not in memory.

A reading as an object takes ten times the room of its text; packed and on a disk it takes none that matters. The file
goes with the process, however that ends. Where none can be made, or the disk is full, they are kept in memory, packed.
"""

from __future__ import annotations

import logging
import os
import tempfile
from array import array
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

_NOWHERE = -1


class Spool:
    """So many places, and those added, each for some bytes; `folder` is where the file lies, by default where the
    system has such files."""

    def __init__(self, places: int = 0, folder: Path | None = None) -> None:
        self._starts = array("q", [_NOWHERE]) * places
        self._lengths = array("q", [0]) * places
        self._memory: dict[int, bytes] = {}
        self._end = 0
        self._file = _nameless(folder)

    def add(self, content: bytes) -> int:
        """Keep this in a new place; which."""
        self._starts.append(_NOWHERE)
        self._lengths.append(0)
        self.put(len(self._starts) - 1, content)
        return len(self._starts) - 1

    def put(self, place: int, content: bytes) -> None:
        """Keep this, in place of what may be there."""
        if self._file is not None:
            try:
                _write(self._file, self._end, content)
            except OSError:
                log.debug("no room on the disk: in memory", exc_info=True)
            else:
                self._memory.pop(place, None)
                self._starts[place], self._lengths[place] = self._end, len(content)
                self._end += len(content)
                return
        self._memory[place] = content

    def get(self, place: int) -> bytes | None:
        """What is kept there; None where nothing is. Raises OSError if the disk fails."""
        if place in self._memory:
            return self._memory[place]
        start, length = self._starts[place], self._lengths[place]
        if start == _NOWHERE or self._file is None:
            return None
        content = os.pread(self._file.fileno(), length, start)
        if len(content) != length:
            raise OSError("a file of this build has lost what was written to it")
        return content

    def has(self, place: int) -> bool:
        """Whether something is kept there."""
        return place in self._memory or self._starts[place] != _NOWHERE


def _nameless(folder: Path | None) -> BinaryIO | None:
    if not hasattr(os, "pwrite"):
        return None
    try:
        return tempfile.TemporaryFile(buffering=0, dir=folder)
    except OSError:
        log.debug("no file for what is read", exc_info=True)
        return None


def _write(file: BinaryIO, place: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        done = os.pwrite(file.fileno(), view, place)
        view, place = view[done:], place + done
