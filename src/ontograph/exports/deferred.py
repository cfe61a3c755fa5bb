"""Text that is written before what stands above it is known: kept in memory, packed where it is much."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

CHUNK = 1 << 20
"""Characters of a piece: enough that pieces cost nothing, few enough to need no memory."""
PLAIN = 32
"""Pieces that are kept as they are; further ones are packed to about an eighth."""


class Deferred:
    """Text to be given out later, in pieces."""

    def __init__(self) -> None:
        self._plain: list[bytes] = []
        self._packed: list[bytes] = []
        self._waiting: list[str] = []
        self._size = 0

    def __bool__(self) -> bool:
        return bool(self._plain or self._packed or self._waiting)

    def write(self, text: str) -> None:
        """Put a text behind those that are there."""
        self._waiting.append(text)
        self._size += len(text)
        if self._size >= CHUNK:
            self._flush()

    def chunks(self) -> Iterator[bytes]:
        """All of it as UTF-8; nothing is kept of what was given out."""
        self._flush()
        for pieces in (self._plain, self._packed):
            pieces.reverse()
        while self._plain:
            yield self._plain.pop()
        while self._packed:
            yield zlib.decompress(self._packed.pop())

    def _flush(self) -> None:
        piece = "".join(self._waiting).encode()
        self._waiting, self._size = [], 0
        if len(self._plain) < PLAIN:
            self._plain.append(piece)
        else:
            self._packed.append(zlib.compress(piece, 1))
