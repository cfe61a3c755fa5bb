"""What lies in a corpus folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Set
from pathlib import Path, PurePosixPath

from ontograph.corpus import registry
from ontograph.corpus.model import Failure, Source

CORRECTIONS = "corrections.yml"
"""Beside the articles, at the top of a corpus folder: what people know better (`ontograph.corrections`)."""

_BESIDE = ("_files", "_fichiers")
"""What browsers call the folder of a saved page's pictures, scripts and frames, after the page."""
_SPLIT = frozenset({"__MACOSX"})
"""What macOS puts into archives, beside each file."""


def sources(folder: Path) -> tuple[list[Source], list[Failure], dict[str, int]]:
    """The files of a folder and its folders that may hold articles, by path; the folders that cannot be opened; and
    how many files of which suffix are no articles."""
    files, closed = _walk(folder)
    visible = [(name, file) for name, file in files if PurePosixPath(name).stem != "README" and name != CORRECTIONS]
    names = {name for name, _ in visible}
    found = [Source(name, file) for name, file in visible if registry.known(name) and not beside_page(name, names)]
    taken = {source.name for source in found}
    ignored = Counter(file.suffix.lower() or file.name for name, file in visible if name not in taken)
    return sorted(found, key=lambda source: source.name), closed, dict(sorted(ignored.items()))


def beside_page(name: str, names: Set[str]) -> bool:
    """Whether a file belongs to a saved page: "page_files/ad.html" to "page.html"."""
    for above in PurePosixPath(name).parents:
        for mark in _BESIDE:
            page = above.as_posix().removesuffix(mark)
            if above.name.endswith(mark) and not names.isdisjoint({f"{page}.html", f"{page}.htm"}):
                return True
    return False


def member(name: str) -> str | None:
    """The name of a file in an archive, if it may hold an article: hidden ones may not. Ways out of it are cut off."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") or part in _SPLIT for part in parts):
        return None
    path = "/".join(parts)
    return path if registry.known(path) and PurePosixPath(path).stem != "README" else None


def _walk(folder: Path) -> tuple[list[tuple[str, Path]], list[Failure]]:
    """Whatever lies in a folder and its folders that are not hidden, and the folders that cannot be opened."""
    errors: list[OSError] = []
    files: list[tuple[str, Path]] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inner = Path(place).relative_to(folder).as_posix()
        prefix = "" if inner == "." else f"{inner}/"
        files += [(_said(prefix + name), Path(place, name)) for name in names if not name.startswith(".")]
    closed = [Failure(_said(Path(e.filename).relative_to(folder).as_posix()), e.strerror or "") for e in errors]
    return files, closed


def _said(name: str) -> str:
    """A name as text: one whose bytes are none keeps what can be told of it."""
    return os.fsencode(name).decode("utf-8", "replace")
