"""The texts that claims count in, beside a graph: `texts/<two digits>/<sha256>.txt`, UTF-8.

Offsets of claims are code points into the text of their document, as it was taken from whatever format its file has.
Each text is named by its digest, which is the document's `og:sha256`: so a file never changes, the texts of the last
graph and of the next can lie side by side, and the same text of two documents is there once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from ontograph import exports, journal

FOLDER = "texts"

_SHA256 = re.compile(r"[0-9a-f]{64}")


class TextSource(Protocol):
    """Whatever has texts by the sha256 of their UTF-8 bytes: a dict, or `Texts`."""

    def get(self, sha256: str, /) -> str | None:
        """The text, or None."""


class Texts:
    """The texts beside the graph in a folder."""

    def __init__(self, graph: Path) -> None:
        self.folder = graph / FOLDER

    @classmethod
    def beside(cls, graph: Path) -> Texts:
        """The texts of a graph, given by its folder or by its file."""
        return cls(graph if graph.is_dir() else graph.parent)

    def get(self, sha256: str, /) -> str | None:
        """A text; None where it is not there, or is not what its name says (somebody has edited it)."""
        try:
            content = self._file(sha256).read_bytes() if _SHA256.fullmatch(sha256) else b""
        except OSError:
            return None
        return content.decode() if hashlib.sha256(content).hexdigest() == sha256 else None

    def are(self, digests: Iterable[str]) -> bool:
        """Whether there is a file for each of these digests, and for no other."""
        return set(self._there()) == set(digests)

    def keep(self, digests: Iterable[str], source: TextSource) -> None:
        """Write those of the texts that are not there yet, each whole or not at all; raises OSError."""
        exports.write_many(self._missing(digests, source))

    def _missing(self, digests: Iterable[str], source: TextSource) -> Iterator[tuple[Path, bytes]]:
        for sha256 in sorted(set(digests)):
            text = source.get(sha256)
            if text is None:
                continue
            content, file = text.encode(), self._file(sha256)
            if not _has_size(file, len(content)):
                yield file, content

    def prune(self, digests: Iterable[str]) -> None:
        """Remove the texts that no document has any more, and only what has a name as a text has."""
        wanted = set(digests)
        for sha256 in self._there():
            if sha256 not in wanted:
                self._file(sha256).unlink(missing_ok=True)
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            journal.remove_leftovers(folder, "*.txt")

    def _there(self) -> Iterator[str]:
        """The digests that files are named by."""
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            for name in os.listdir(folder):
                stem, suffix = os.path.splitext(name)
                if suffix == ".txt" and _SHA256.fullmatch(stem) and stem.startswith(folder.name):
                    yield stem

    def _file(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.txt"


def _has_size(file: Path, size: int) -> bool:
    try:
        return os.stat(file).st_size == size
    except FileNotFoundError:
        return False
