"""Paths -> Articles.

A corpus is a folder (searched through), one file, or "-" (standard input). `.txt` and `.md` files hold one article
each, `.jsonl` files one a line: {"id", "text", "published", "title", "url", "publisher"}, only `text` required. Hidden
files, `README.*` and `corrections.yml` in a folder are not articles. A document that cannot be read is a Failure, not
an exception.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from ontograph.decoding import decode, is_french
from ontograph.errors import CorpusError
from ontograph.model import Article

SUFFIXES = (".jsonl", ".md", ".txt")
STDIN = "-"
CORRECTIONS = "corrections.yml"
"""Beside the articles, at the top of a corpus folder: what people know better (`ontograph.corrections`)."""
LONGEST_TITLE = 160
"""Characters; a longer first line is a paragraph."""

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_FRENCH_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that is left out, and why, in a few words."""

    path: str
    reason: str


def failure(path: str, error: Exception) -> Failure:
    """A failure that says in one line what was raised."""
    return Failure(path, f"{type(error).__name__}: {' '.join(str(error).split())}")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a path held: articles and failures sorted by path, and how many files of which suffix were no articles."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    ignored: dict[str, int]


class _Line(msgspec.Struct):
    """One line of a JSON Lines corpus."""

    text: str
    id: str | int | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


def read(source: str | Path) -> Corpus:
    """All articles of a folder, a file or standard input ("-").

    Raises CorpusError if there is no such path, or nothing in it that could be an article.
    """
    if str(source) == STDIN:
        content = sys.stdin.buffer.read()
        return _collect([("stdin.jsonl" if content.lstrip().startswith(b"{") else "stdin", content)], {})
    path = Path(source)
    if path.is_file():
        return _collect([(path.name, path)], {})
    if not path.is_dir():
        raise CorpusError(f"{source}: no such file or folder")
    names, closed = _walk(path)
    files = [(f.relative_to(path), f) for f in names]
    visible = [(r, f) for r, f in files if r.stem != "README" and str(r) != CORRECTIONS]
    found = sorted((r.as_posix(), f) for r, f in visible if f.suffix.lower() in SUFFIXES)
    ignored = Counter(f.suffix.lower() or f.name for _, f in visible if f.suffix.lower() not in SUFFIXES)
    if not found and not closed:
        raise CorpusError(f"{source}: no {', '.join(SUFFIXES)} file in this folder")
    return _collect(found, dict(sorted(ignored.items())), closed)


def iso_date(value: object) -> str | None:
    """A date of metadata as ISO 8601, as precise as given: "2024", "2024-05", "2024-05-17"; also "17/05/2024".

    Raises ValueError for what is no date; None and "" are none.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    if french := _FRENCH_DAY.fullmatch(text):
        text = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date (YYYY-MM-DD)")
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error
    return "-".join(part for part in (year, month, day) if part)


def with_date(articles: Iterable[Article], published: str | None) -> list[Article]:
    """The articles as published on that date, where one is given; raises CorpusError if it is none."""
    try:
        date = iso_date(published)
    except ValueError as error:
        raise CorpusError(str(error)) from error
    return [replace(article, published=date) if date else article for article in articles]


def _walk(folder: Path) -> tuple[list[Path], list[Failure]]:
    """Whatever lies in a folder and its folders that are not hidden, and the folders that cannot be opened."""
    errors: list[OSError] = []
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(place, name) for name in names if not name.startswith(".")]
    closed = [Failure(Path(error.filename).relative_to(folder).as_posix(), error.strerror or "") for error in errors]
    return files, closed


def _collect(
    sources: Iterable[tuple[str, Path | bytes]], ignored: dict[str, int], closed: Iterable[Failure] = ()
) -> Corpus:
    articles: list[Article] = []
    failures: list[Failure] = list(closed)
    for name, source in sources:
        try:
            text = decode(source if isinstance(source, bytes) else _content(source))
        except OSError as error:
            failures.append(Failure(name, error.strerror or str(error)))
        except CorpusError as error:
            failures.append(Failure(name, str(error)))
        else:
            for item in _articles(name, text):
                if isinstance(item, Article):
                    articles.append(item)
                else:
                    failures.append(item)
    unique, clashes = _with_ids(articles)
    failures.extend(clashes)
    return Corpus(
        articles=tuple(sorted(unique, key=lambda a: a.path)),
        failures=tuple(sorted(failures, key=lambda f: (f.path, f.reason))),
        ignored=ignored,
    )


def _content(file: Path) -> bytes:
    """The bytes of a file; a pipe would be waited for without end."""
    if file.exists() and not file.is_file():
        raise CorpusError("no regular file")
    return file.read_bytes()


def _articles(name: str, text: str) -> Iterator[Article | Failure]:
    """The articles of one file, each checked for being French."""
    items = _lines(name, text) if name.lower().endswith(".jsonl") else [_document(name, text)]
    for item in items:
        if isinstance(item, Article) and not is_french(item.text):
            yield Failure(item.path, "no French text")
        else:
            yield item


def _document(name: str, text: str) -> Article | Failure:
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
    return _article(Path(name).stem, name, text, published, title, meta.get("url"), meta.get("publisher"))


def _lines(name: str, text: str) -> Iterator[Article | Failure]:
    """A `.jsonl` file; an article's path is the file's and its id."""
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
        yield _article(id_, f"{name}/{id_}", row.text, published, row.title, row.url, row.publisher)


def _article(id_: str, path: str, text: str, published: str | None, *meta: object) -> Article:
    title, url, publisher = (str(value).strip() or None if value else None for value in meta)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(id_, path, text, sha256, published, title, url, publisher)


def _title(name: str, body: str) -> str | None:
    """The first heading of Markdown, else the first line if it is short and no full sentence."""
    if name.lower().endswith(".md") and (heading := _HEADING.search(body)):
        return heading[1]
    first = next((line.strip() for line in body.splitlines() if line.strip()), "")
    sentence = first.endswith(".") and not first.endswith("...")
    return first if first and len(first) <= LONGEST_TITLE and not sentence else None


def _with_ids(articles: list[Article]) -> tuple[list[Article], list[Failure]]:
    """Each article under an id of its own: its own id, else (on a clash) its path without, else with the suffix."""
    unique: list[Article] = []
    clashes: list[Failure] = []
    by_own, by_path = Counter(a.id for a in articles), Counter(_without_suffix(a.path) for a in articles)
    seen: set[str] = set()
    for article in articles:
        path = _without_suffix(article.path)
        id_ = article.id if by_own[article.id] == 1 else path if by_path[path] == 1 else article.path
        if id_ in seen:
            clashes.append(Failure(article.path, f"second document with the id {article.id!r}"))
        else:
            seen.add(id_)
            unique.append(replace(article, id=id_))
    return unique, clashes


def _without_suffix(path: str) -> str:
    return re.sub(r"\.(md|txt)$", "", path, flags=re.IGNORECASE)
