"""`.json`: one article, or a list of them: exports, JSON Feed, schema.org, the WordPress API, crawlers' files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from ontograph.corpus import fragments, metadata
from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.model import Found, Item
from ontograph.decoding import decode
from ontograph.errors import CorpusError

_DEEPEST = 4
"""Objects around the list: "response", "docs"."""


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The articles. Raises CorpusError for what is no JSON, or has no article."""
    try:
        given = msgspec.json.decode(decode(whole(file, limits.file)))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise CorpusError(f"no JSON: {' '.join(str(error).split())}") from error
    if metadata.has_text(given):
        found = _article(given, 1)
        id_ = metadata.one_line(metadata.fields(given).get("id"))
        yield msgspec.structs.replace(found, part="", id=id_) if isinstance(found, Found) else found
        return
    rows = _rows(given)
    if rows is None:
        raise CorpusError("no article in it: an object with a text, or a list of such objects")
    publisher = _publisher(given) if isinstance(given, Mapping) else None
    for number, row in enumerate(rows, 1):
        found = _article(row if isinstance(row, Mapping) else {}, number)
        if isinstance(found, Found) and not found.publisher and publisher:
            found = msgspec.structs.replace(found, publisher=publisher)
        yield found


def _publisher(given: Mapping[str, Any]) -> str | None:
    """Whose articles all are: as the file says, or as a JSON Feed is called."""
    feed = "jsonfeed.org" in str(given.get("version"))
    return metadata.one_line(given.get("title") if feed else metadata.fields(given).get("publisher"))


def _rows(given: object, depth: int = 0) -> list[Any] | None:
    """The first list of articles, in the order of the file, the outermost first."""
    if isinstance(given, list):
        return given if any(metadata.has_text(row) for row in given) else None
    if isinstance(given, Mapping) and depth < _DEEPEST:
        inner = [*given.values()]
        for value in (*(v for v in inner if isinstance(v, list)), *(v for v in inner if isinstance(v, Mapping))):
            if (rows := _rows(value, depth + 1)) is not None:
                return rows
    return None


def _article(row: Mapping[str, Any], number: int) -> Item:
    """A row's article; a text that is HTML by its name, or as WordPress gives it, is read as such, under its title."""
    given = metadata.fields(row)
    text, markup = given.get("text"), given.get("html")
    if title := _rendered(given.get("title")):
        row = {**row, "title": fragments.line(title)}
    if rendered := _rendered(text):
        text, markup = None, rendered
    if not isinstance(text, str) and isinstance(markup, str):
        text = fragments.titled(metadata.one_line(metadata.fields(row).get("title")), fragments.text(markup))
    return metadata.article(row, number, text if isinstance(text, str) else None)


def _rendered(value: object) -> str | None:
    """The HTML of a value as the WordPress API gives it."""
    rendered = value.get("rendered") if isinstance(value, Mapping) else None
    return rendered if isinstance(rendered, str) else None
