"""What lies in a corpus folder."""

from __future__ import annotations

import os
from pathlib import Path

from ontograph.corpus.model import Failure
from ontograph.errors import CorpusError


def walk(folder: Path) -> tuple[list[Path], list[Failure]]:
    """Whatever lies in a folder and its folders that are not hidden, and the folders that cannot be opened."""
    errors: list[OSError] = []
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place, name) for name in names if not name.startswith(".")]
    closed = [Failure(Path(error.filename).relative_to(folder).as_posix(), error.strerror or "") for error in errors]
    return files, closed


def content(file: Path) -> bytes:
    """The bytes of a file; a pipe would be waited for without end."""
    if file.exists() and not file.is_file():
        raise CorpusError("no regular file")
    return file.read_bytes()
