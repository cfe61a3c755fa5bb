"""What a reading depends on besides its article, in one digest: the program, its data, the config and the model.

The digest is of contents, never of times or places, so that readings can be shared between machines. It is computed
without spaCy: telling that nothing has changed must not cost the seconds that loading takes.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ontograph import resources
from ontograph.errors import DataError

_LIBRARIES = ("msgspec", "numpy", "ontograph-press", "spacy", "thinc")
_QUOTED = re.compile(r'"([^"\n]+)"')
_SOURCE = re.compile(r'^\s*source\s*=\s*"([^"\n]+)"', re.MULTILINE)
_FACTORY = re.compile(r'^\s*factory\s*=\s*"([^"\n]+)"', re.MULTILINE)
_OWN = "ontograph_"


def of(config: str | Path) -> str | None:
    """The digest of a pipeline config, with all that it uses; None where that cannot be told.

    All sources of the program count, and all data that ships with it, whether the config uses them or not; of a config
    of one's own also each file and folder that it names. It cannot be told of components that are not this program's.
    Raises DataError if there is no such config, or it or a file cannot be read.
    """
    file = resources.config_file(config)
    try:
        text = file.read_text(encoding="utf-8")
        if not all(factory.startswith(_OWN) for factory in _FACTORY.findall(text)):
            return None
        digest = hashlib.sha256(text.encode())
        for part in _parts(file, text):
            digest.update(len(part).to_bytes(8))
            digest.update(part)
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: {error}") from error
    return digest.hexdigest()


def _parts(config: Path, text: str) -> Iterator[bytes]:
    """Everything that counts, names before contents, in an order that is the same everywhere."""
    yield platform.python_version().rpartition(".")[0].encode()
    for name in _LIBRARIES:
        yield f"{name} {version(name)}".encode()
    for name in sorted(set(_SOURCE.findall(text))):
        yield from _model(name)
    yield from _tree(resources.PACKAGE, ".py")
    yield from _tree(resources.path("pipelines"))
    for name in sorted(set(_QUOTED.findall(text))):
        beside = config.parent / name
        if beside.exists() and Path(name).name and config.parent != resources.path("pipelines"):
            yield name.encode()
            yield from _tree(beside) if beside.is_dir() else [beside.read_bytes()]


def _model(name: str) -> Iterator[bytes]:
    """A model by its version; one that is a folder by its files' sizes and times: reading them whole takes long."""
    try:
        yield f"{name} {version(name)}".encode()
    except PackageNotFoundError:
        for file in _files(Path(name)):
            status = file.stat()
            yield f"{file} {status.st_size} {status.st_mtime_ns}".encode()


def _tree(folder: Path, suffix: str = "") -> Iterator[bytes]:
    for file in _files(folder):
        if file.name.endswith(suffix):
            yield file.relative_to(folder).as_posix().encode()
            yield file.read_bytes()


def _files(folder: Path) -> list[Path]:
    """The files in a folder and its folders, but hidden and compiled ones."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    return sorted(found)
