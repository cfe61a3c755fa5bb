"""Whether the folder of a graph holds already what a build would write: then nothing need be done.

A build leaves in `build.json` a digest of all that the graph depends on (articles, corrections, options, program, data,
model, libraries) and one of each file that it wrote. Where both still hold, the same build would write the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec

from ontograph import fingerprint, resources
from ontograph.corpus import Corpus, shelf

REPORT = "build.json"

T = TypeVar("T")

_LIBRARIES = ("networkx", "pyoxigraph", "python-slugify", "rdflib")
_PAGE = resources.PACKAGE / "explorer" / "static"
_DATA = ("ontology.ttl", "shapes.ttl", "context.jsonld")


def inputs(found: Corpus, config: str | Path, options: Mapping[str, object]) -> str | None:
    """The digest of what a graph depends on; None where that cannot be told (see `fingerprint`).

    `options` are all that the user can say, as JSON. Raises DataError as `fingerprint.of`.
    """
    program = fingerprint.of(config)
    if program is None:
        return None
    digest = hashlib.sha256(program.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    for name in _DATA:
        digest.update(hashlib.sha256(resources.path(name).read_bytes()).digest())
    for file in sorted(_PAGE.rglob("*")):
        if file.is_file():
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    digest.update(msgspec.json.encode(options, order="deterministic"))
    for article in shelf.heads(found.articles):
        about = (article.id, article.path, article.sha256, article.published)
        digest.update(msgspec.json.encode((*about, article.title, article.url, article.publisher)))
    digest.update(msgspec.json.encode((found.failures, found.ignored), order="deterministic"))
    return digest.hexdigest()


def report(folder: Path, wanted: str | None, type_: type[T]) -> T | None:
    """What `build.json` says, if the folder holds the graph of these inputs, every file as it was written."""
    try:
        content = (folder / REPORT).read_bytes()
        head = msgspec.json.decode(content, type=_Head)
        if wanted is None or head.inputs != wanted or not head.files:
            return None
        for name, written in head.files.items():
            with (folder / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != written:
                    return None
        return msgspec.json.decode(content, type=type_)
    except (OSError, msgspec.MsgspecError):  # no build here, or one of another version
        return None


class _Head(msgspec.Struct):
    inputs: str | None = None
    files: dict[str, str] = {}
