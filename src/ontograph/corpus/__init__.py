"""Paths -> Articles.

A corpus is a folder (searched through), one file, or "-" (standard input). `.txt` and `.md` files hold one article
each, `.jsonl` files one a line: {"id", "text", "published", "title", "url", "publisher"}, only `text` required. Hidden
files, `README.*` and `corrections.yml` in a folder are not articles. A document that cannot be read is a Failure, not
an exception.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ontograph.corpus.documents import document
from ontograph.corpus.folder import content, walk
from ontograph.corpus.jsonlines import lines
from ontograph.corpus.metadata import iso_date
from ontograph.corpus.model import Corpus, Failure, failure
from ontograph.corpus.naming import with_ids
from ontograph.decoding import decode, is_french
from ontograph.errors import CorpusError
from ontograph.model import Article

__all__ = ["CORRECTIONS", "STDIN", "SUFFIXES", "Corpus", "Failure", "failure", "iso_date", "read", "with_date"]

SUFFIXES = (".jsonl", ".md", ".txt")
STDIN = "-"
CORRECTIONS = "corrections.yml"
"""Beside the articles, at the top of a corpus folder: what people know better (`ontograph.corrections`)."""


def read(source: str | Path) -> Corpus:
    """All articles of a folder, a file or standard input ("-").

    Raises CorpusError if there is no such path, or nothing in it that could be an article.
    """
    if str(source) == STDIN:
        given = sys.stdin.buffer.read()
        return _collect([("stdin.jsonl" if given.lstrip().startswith(b"{") else "stdin", given)], {})
    path = Path(source)
    if path.is_file():
        return _collect([(path.name, path)], {})
    if not path.is_dir():
        raise CorpusError(f"{source}: no such file or folder")
    names, closed = walk(path)
    files = [(f.relative_to(path), f) for f in names]
    visible = [(r, f) for r, f in files if r.stem != "README" and str(r) != CORRECTIONS]
    found = sorted((r.as_posix(), f) for r, f in visible if f.suffix.lower() in SUFFIXES)
    ignored = Counter(f.suffix.lower() or f.name for _, f in visible if f.suffix.lower() not in SUFFIXES)
    if not found and not closed:
        raise CorpusError(f"{source}: no {', '.join(SUFFIXES)} file in this folder")
    return _collect(found, dict(sorted(ignored.items())), closed)


def with_date(articles: Iterable[Article], published: str | None) -> list[Article]:
    """The articles as published on that date, where one is given; raises CorpusError if it is none."""
    try:
        date = iso_date(published)
    except ValueError as error:
        raise CorpusError(str(error)) from error
    return [replace(article, published=date) if date else article for article in articles]


def _collect(
    sources: Iterable[tuple[str, Path | bytes]], ignored: dict[str, int], closed: Iterable[Failure] = ()
) -> Corpus:
    articles: list[Article] = []
    failures: list[Failure] = list(closed)
    for name, source in sources:
        try:
            text = decode(source if isinstance(source, bytes) else content(source))
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
    unique, clashes = with_ids(articles)
    failures.extend(clashes)
    return Corpus(
        articles=tuple(sorted(unique, key=lambda a: a.path)),
        failures=tuple(sorted(failures, key=lambda f: (f.path, f.reason))),
        ignored=ignored,
    )


def _articles(name: str, text: str) -> Iterator[Article | Failure]:
    """The articles of one file, each checked for being French."""
    items = lines(name, text) if name.lower().endswith(".jsonl") else [document(name, text)]
    for item in items:
        if isinstance(item, Article) and not is_french(item.text):
            yield Failure(item.path, "no French text")
        else:
            yield item
