"""Bytes -> articles: what a format finds in a file, checked to be French, and of a length that can be read. Pure."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import msgspec

from ontograph.corpus import registry
from ontograph.corpus.limits import Limits
from ontograph.corpus.model import Failure, Found, Item, Refused, Source
from ontograph.errors import CorpusError
from ontograph.language import foreign
from ontograph.model import Article

NOTHING = Refused("no article in it")
"""Said of a file that is sound and has none: a table without rows, an archive of pictures."""

log = logging.getLogger(__name__)


def extract(name: str, content: bytes, limits: Limits = Limits()) -> list[Article | Failure]:  # noqa: B008
    """The articles of a file of this name, and what is left out of it, in order; in this process, without a time limit.

    Nothing counts but the arguments: the same file has the same articles everywhere.
    """
    source = Source(name, content)
    return list(articles(source.name, items(source, limits), limits))


def items(source: Source, limits: Limits) -> Iterator[Item]:
    """What is found in a file, and in the files within it: their parts go on from its name. Never raises."""
    empty = True
    try:
        with source.open() as file:
            for item in registry.format_of(source.name).read(source.name, file, limits):
                empty = False
                if not isinstance(item, Source):
                    yield item
                    continue
                yield from _within(source, item, limits)
        if empty:
            yield NOTHING
    except OSError as error:
        yield Refused(error.strerror or str(error), passing=True)
    except CorpusError as error:
        yield Refused(str(error))
    except MemoryError:
        yield Refused("it takes too much memory", passing=True)
    except Exception as error:
        log.debug("%s", source.name, exc_info=True)
        yield Refused(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


def inner(source: Source, item: Source, limits: Limits) -> Source | Refused:
    """A file within a file, unless they lie too deep in each other."""
    if source.depth >= limits.depth:
        return Refused(f"more than {limits.depth} files within each other", item.name.removeprefix(source.name))
    return Source(item.name, item.content, source.depth + 1)


def _within(source: Source, item: Source, limits: Limits) -> Iterator[Item]:
    file = inner(source, item, limits)
    if isinstance(file, Refused):
        yield file
        return
    own = file.name.removeprefix(source.name)
    for found in items(file, limits):
        if isinstance(found, Found):
            id_ = found.id or PurePosixPath(file.name).stem
            yield msgspec.structs.replace(found, part=own + found.part, id=id_)
        else:
            yield Refused(found.reason, own + found.part, found.passing)


def articles(name: str, found: Iterable[Item], limits: Limits) -> Iterator[Article | Failure]:
    """What was found in a file as articles, each checked."""
    for item in found:
        path = name + item.part
        if isinstance(item, Refused):
            yield Failure(path, item.reason)
        elif len(item.text) > limits.text:
            yield Failure(path, f"{len(item.text):,} characters: an article has {limits.text:,} at most")
        elif (language := foreign(item.text)) is not None:
            yield Failure(path, language)
        else:
            yield _article(path, item.id or PurePosixPath(name).stem, item)


def _article(path: str, id_: str, found: Found) -> Article | Failure:
    """The article; what cannot be written as UTF-8 (half a pair of surrogates) is no text, and no title or address."""
    try:
        sha256 = hashlib.sha256(found.text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        return Failure(_written(path), f"half a character at {error.start}")
    title, url, publisher = (_written(value) if value else None for value in (found.title, found.url, found.publisher))
    return Article(_written(id_), _written(path), found.text, sha256, found.published, title, url, publisher)


def _written(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
