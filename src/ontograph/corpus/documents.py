"""Files of one article each: `.txt`, and `.md` with its front matter."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec

from ontograph.corpus.metadata import first_line, iso_date
from ontograph.corpus.model import Failure
from ontograph.model import Article

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def document(name: str, text: str) -> Article | Failure:
    """A `.txt` or `.md` file, with its front matter in Markdown."""
    meta: dict[str, Any] = {}
    body = text
    if name.lower().endswith(".md") and (front := _FRONT_MATTER.match(text)):
        body = text[front.end() :]
        try:
            meta = msgspec.yaml.decode(front[1], type=dict[str, Any])
        except (msgspec.MsgspecError, ValueError) as error:
            return Failure(name, "front matter: " + " ".join(str(error).split()))
    try:
        published = iso_date(meta.get("date") or meta.get("published"))
    except ValueError as error:
        return Failure(name, f"front matter: {error}")
    title = meta.get("title") or _title(name, body)
    return article(Path(name).stem, name, text, published, title, meta.get("url"), meta.get("publisher"))


def article(id_: str, path: str, text: str, published: str | None, *meta: object) -> Article:
    """An article with its digest; `meta` are title, url and publisher."""
    title, url, publisher = (str(value).strip() or None if value else None for value in meta)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id_, path, text, sha256, published, title, url, publisher)


def _title(name: str, body: str) -> str | None:
    """The first heading of Markdown, else the first line if it can be a title."""
    if name.lower().endswith(".md") and (heading := _HEADING.search(body)):
        return heading[1]
    return first_line(body)
