"""`.jsonl` files: one article a line."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ontograph.corpus.documents import article
from ontograph.corpus.metadata import iso_date
from ontograph.corpus.model import Failure
from ontograph.model import Article


class _Line(msgspec.Struct):
    """One line of a JSON Lines corpus."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def lines(name: str, text: str) -> Iterator[Article | Failure]:
    """The articles of a `.jsonl` file; an article's path is the file's and its id."""
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
            published = iso_date(row.published)
        except (msgspec.MsgspecError, ValueError) as error:
            yield Failure(f"{name}:{number}", str(error))
            continue
        if not row.text.strip():
            yield Failure(f"{name}:{number}", "empty")
            continue
        id_ = str(row.id if row.id is not None else number)
        yield article(id_, f"{name}/{id_}", row.text, published, row.title, row.url, row.publisher)
