"""`.md`: a file is one article, to the character, with what its front matter says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.metadata import fields, first_line, iso_date, one_line
from ontograph.corpus.model import Found
from ontograph.decoding import decode
from ontograph.errors import CorpusError

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The article; its title is that of the front matter, else the first heading, else the first line."""
    text = decode(whole(file, limits.file))
    meta: dict[str, Any] = {}
    body = text
    if front := _FRONT_MATTER.match(text):
        body = text[front.end() :]
        try:
            meta = msgspec.yaml.decode(front[1], type=dict[str, Any] | None) or {}
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise CorpusError("front matter: " + " ".join(str(error).split())) from error
    given = fields(meta)
    try:
        published = iso_date(one_line(given.get("published")))
    except ValueError as error:
        raise CorpusError(f"front matter: {error}") from error
    heading = _HEADING.search(body)
    title = one_line(given.get("title")) or (heading[1] if heading else first_line(body))
    yield Found(
        text,
        published=published,
        title=title,
        url=one_line(given.get("url")),
        publisher=one_line(given.get("publisher")),
    )
