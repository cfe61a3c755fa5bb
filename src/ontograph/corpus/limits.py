"""How much a corpus may ask for: what is beyond is left out with the reason, so that no file costs a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from ontograph.errors import CorpusError

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take."""

    file: int = 64 * MB
    """Bytes of a file that is read as a whole, or of a part of one; tables and JSON Lines are read row by row."""
    text: int = 1_000_000
    """Characters of an article: what the pipeline takes."""
    row: int = 16 * MB
    """Bytes of a line of JSON Lines."""
    seconds: float = 60.0
    """For what is read in a process of its own."""
    memory: int = 2048 * MB
    """Bytes that such a process may address."""
    depth: int = 3
    """Archives and attachments within each other."""
    inflation: int = 100
    """Bytes that come out of an archive for each byte in it, beyond one `file`."""


def whole(file: BinaryIO, most: int) -> bytes:
    """All bytes of a file; raises CorpusError if there are more than `most`."""
    content = file.read(most + 1)
    if len(content) > most:
        raise CorpusError(f"larger than {most / MB:g} MB")
    return content
