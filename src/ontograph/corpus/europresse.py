"""The HTML that Europresse exports: many articles in one file, each with its paper and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import _Element

from ontograph.corpus import fragments
from ontograph.corpus.metadata import iso_date
from ontograph.corpus.model import Found, Item, Refused

_PAPER, _HEAD, _NUMBER = "DocPublicationName", "DocHeader", "publiC-lblNodoc"
_TITLES = ("titreArticleVisu", "titreArticle")
_TEXTS = ("docOcurrContainer", "DocText")
_DAY = re.compile(r"·(\d{8})·")
"""In the number of a document: "news·20240517·LM·0123456"."""
_WRITTEN = re.compile(r"\d\d?(?:er)? [^\W\d]+ \d{4}")
_PAPER_ENDS = re.compile(r"\s*(?:\(|,|\bno\b|\bn°|;|\s{4}|\n)")


def is_export(markup: str) -> bool:
    """Whether a page is such an export."""
    return _PAPER in markup and any(name in markup for name in _TEXTS)


def articles(markup: str) -> Iterator[Item]:
    """Its articles, each under its title; the number of the document is its id."""
    tree = lxml.html.document_fromstring(markup)
    for number, article in enumerate(tree.iter("article"), 1):
        yield _article(article, number)


def _article(article: _Element, number: int) -> Item:
    body = _first(article, *_TEXTS)
    title = _line(_first(article, *_TITLES)) or None
    text = fragments.titled(title, fragments.text_of(body)) if body is not None else ""
    if not text.strip():
        return Refused("empty", f":{number}")
    numbered = _line(_first(article, _NUMBER))
    id_ = numbered.rpartition(" ")[2] or str(number)
    paper = _PAPER_ENDS.split(_raw(_first(article, _PAPER)).strip(), 1)[0].strip()
    return Found(text, f"/{id_}", id_, _date(numbered, _line(_first(article, _HEAD))), title, publisher=paper or None)


def _date(numbered: str, head: str) -> str | None:
    told = [*_DAY.findall(numbered), *_WRITTEN.findall(head)]
    for date in told:
        try:
            return iso_date(date)
        except ValueError:
            continue
    return None


def _first(article: _Element, *names: str) -> _Element | None:
    """The first element of a class, by the first of the names that has one."""
    for name in names:
        for element in article.iter("*"):
            if name in (element.get("class") or "").split():
                return element
    return None


def _raw(element: _Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _line(element: _Element | None) -> str:
    return " ".join(_raw(element).split())
