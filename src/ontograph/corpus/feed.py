"""RSS and Atom: one article an entry, as far as the feed tells it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from ontograph.corpus import fragments, metadata
from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.model import Found, Item, Refused
from ontograph.errors import CorpusError


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The entries, each under its title. Raises CorpusError for what is no feed."""
    content = whole(file, limits.file)
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise CorpusError("no RSS or Atom feed")
    publisher = metadata.one_line(feed.feed.get("title"))
    if not feed.entries:
        raise CorpusError("no entry in the feed")
    for number, entry in enumerate(feed.entries, 1):
        yield _article(entry, number, publisher)


def _article(entry: Any, number: int, publisher: str | None) -> Item:
    title = fragments.line(entry.get("title") or "") or None
    told = [part.get("value") or "" for part in entry.get("content") or ()]
    body = max((fragments.text(markup) for markup in [*told, entry.get("summary") or ""]), key=len)
    text = fragments.titled(title, body) or title
    if not text:
        return Refused("empty", f":{number}")
    id_ = metadata.one_line(entry.get("id")) or metadata.one_line(entry.get("link")) or str(number)
    return Found(
        text,
        f"/{id_}",
        id_,
        _date(entry),
        title,
        metadata.one_line(entry.get("link")),
        metadata.one_line((entry.get("source") or {}).get("title")) or publisher,
    )


def _date(entry: Any) -> str | None:
    """The day of an entry, as it is where the feed was made."""
    given = dict(entry)  # without feedparser's own ideas of which date stands for another
    for name in ("published", "created", "updated"):
        try:
            if date := metadata.iso_date(given.get(name)):
                return date
        except ValueError:
            if parsed := given.get(f"{name}_parsed"):
                return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}"
    return None
