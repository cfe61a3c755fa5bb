"""The articles of a corpus, with their texts on the disk and not in memory.

A corpus of newspapers has 3 KB of text an article, and memory is for what is made of it. The texts lie in a file that
has no name and goes with the process (`ontograph.spool`): the files of the corpus may change while they are read, and
some take long to read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import overload

from ontograph.model import Article, Head
from ontograph.spool import Spool
from ontograph.texts import TextSource

_SAID = tuple(field.name for field in fields(Head) if field.name not in ("place", "length"))


class Articles(Sequence[Article]):
    """Articles, each made anew for who asks for it; a slice of them is a list."""

    def __init__(self, heads: Iterable[Head], texts: Spool) -> None:
        self.heads = list(heads)
        self._texts = texts

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        if isinstance(index, slice):
            return list(map(self._article, self.heads[index]))
        return self._article(self.heads[index])

    def __iter__(self) -> Iterator[Article]:
        return map(self._article, self.heads)

    def some(self, numbers: Iterable[int]) -> Articles:
        """Those of these numbers."""
        return Articles((self.heads[number] for number in numbers), self._texts)

    def text(self, head: Head) -> str:
        """The text of one of them; raises OSError if the disk fails."""
        content = self._texts.get(head.place)
        assert content is not None
        return content.decode()

    def _article(self, head: Head) -> Article:
        return Article(text=self.text(head), **{name: getattr(head, name) for name in _SAID})


class Shelf:
    """Takes articles, one after the other, and puts their texts aside."""

    def __init__(self, texts: Spool) -> None:
        self.heads: list[Head] = []
        self.texts = texts

    def add(self, article: Article) -> None:
        """Take one more."""
        said = {name: getattr(article, name) for name in _SAID}
        self.heads.append(Head(place=self.texts.add(article.text.encode()), length=len(article.text), **said))


class _Texts:
    """The texts of articles by their digest (`TextSource`)."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._heads = {head.sha256: head for head in articles.heads}

    def get(self, sha256: str, /) -> str | None:
        head = self._heads.get(sha256)
        return self._articles.text(head) if head else None


def heads(articles: Sequence[Article]) -> Sequence[Article | Head]:
    """What is said of articles besides their texts, which are not read for it."""
    return articles.heads if isinstance(articles, Articles) else articles


def some(articles: Sequence[Article], numbers: Iterable[int]) -> Sequence[Article]:
    """Those of these numbers."""
    return articles.some(numbers) if isinstance(articles, Articles) else [articles[number] for number in numbers]


def lengths(articles: Sequence[Article]) -> list[int]:
    """How many characters each article has."""
    return [head.length if isinstance(head, Head) else len(head.text) for head in heads(articles)]


def texts(articles: Sequence[Article]) -> TextSource:
    """The texts by their digest."""
    return _Texts(articles) if isinstance(articles, Articles) else {one.sha256: one.text for one in articles}
