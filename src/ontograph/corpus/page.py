"""`.html`: a saved page is one article: what stands around it on the page is left out (trafilatura)."""

from __future__ import annotations

import codecs
import copy
import logging
import re
from collections.abc import Iterator
from configparser import ConfigParser
from functools import lru_cache
from typing import BinaryIO

import lxml.html
import trafilatura
from lxml.etree import ParserError, _Element
from trafilatura.settings import use_config

from ontograph.corpus import europresse, fragments, furniture
from ontograph.corpus.limits import MB, Limits, whole
from ontograph.corpus.metadata import one_line
from ontograph.corpus.model import Found, Item
from ontograph.decoding import decode, encoding_of
from ontograph.errors import CorpusError

_MOST = 20_000_000
"""Bytes: what trafilatura takes."""
_LEAST = 50
"""Characters that an article has; where less is found, the whole page is taken for it."""
_HEAD = 4096
_CHARSET = re.compile(rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
"""How dates are looked for: no guessing from just any number, and nothing that depends on the day of the build."""
_LOGGERS = ("trafilatura", "htmldate", "charset_normalizer")


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The article of the page, with title, date, address and site where the page gives them; those of an export.

    Raises CorpusError where it has no text.
    """
    content = whole(file, limits.file)
    markup = markup_of(content)
    if europresse.is_export(markup):
        yield from europresse.articles(markup)
    elif len(content) > _MOST:
        raise CorpusError(f"larger than {_MOST / MB:g} MB")
    else:
        yield article(markup)


def article(markup: str) -> Found:
    """The article of a page. Raises CorpusError where there is none."""
    for logger in _LOGGERS:
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    tree = _tree(markup)
    furniture.prune(tree)
    furniture.forget_dates(tree)
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
        config=_settings(),
    )
    if not isinstance(found, trafilatura.settings.Document) or found.body is None:
        raise CorpusError("no article on the page")
    title = one_line(found.title)
    leading = furniture.links(tree) - {title}
    paragraphs = [p for p in _paragraphs(found.body) if p not in leading and not furniture.is_line(p)]
    text = fragments.titled(title, "\n\n".join(_with_standfirst(tree, title, paragraphs)))
    if not text.strip():
        raise CorpusError("no article on the page")
    return Found(
        text, published=found.date or None, title=title, url=one_line(found.url), publisher=one_line(found.sitename)
    )


@lru_cache(maxsize=1)
def _settings() -> ConfigParser:
    """As trafilatura has them, but that news in brief is an article too."""
    settings = copy.deepcopy(use_config())
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_LEAST))
    return settings


def markup_of(content: bytes, charset: str | None = None) -> str:
    """A page as text: by its byte order mark, what is said of it, what it says itself, else as any text."""
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _CHARSET.search(content[:_HEAD])
    said = charset or (declared[1].decode("ascii") if declared else None)
    if said and not marked:
        try:
            encoding = codecs.lookup(said).name
            wide = encoding.startswith("utf-16")  # it could not be read if it were
            return content.decode(
                {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(encoding, "utf-8" if wide else encoding)
            )
        except (LookupError, UnicodeDecodeError):
            pass  # many pages say so wrongly
    encoding = encoding_of(content)
    if encoding.startswith("utf-8") and b"\x00" not in content and content.strip():
        return content.decode(encoding, "replace")  # as browsers do: a byte that is broken costs itself
    return decode(content)


def _tree(markup: str) -> _Element:
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", collect_ids=False)
    try:
        tree: _Element | None = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError) as error:
        raise CorpusError("no article on the page") from error
    if tree is None:
        raise CorpusError("no article on the page")
    return tree


def _with_standfirst(page: _Element, title: str | None, paragraphs: list[str]) -> list[str]:
    """The paragraphs, after the lines under the headline, which often stand outside the article on its page."""
    at = 1 if paragraphs and paragraphs[0] == title else 0
    if title is None or len(paragraphs) <= at:
        return paragraphs
    told = furniture.standfirst(page, title, paragraphs[at])
    return [*paragraphs[:at], told, *paragraphs[at:]] if told and told not in paragraphs else paragraphs


def _paragraphs(body: _Element) -> Iterator[str]:
    """Each paragraph, heading, quote, and each list with its items, as one text."""
    yield from _parted(body.text or "")
    for child in body:
        if child.tag == "list":
            yield "\n".join(f"- {line}" for item in child if (line := _line(item)))
        elif len(child) and child.tag in ("div", "quote"):
            yield from _paragraphs(child)
        else:
            yield from _parted("".join(child.itertext()))
        yield from _parted(child.tail or "")


def _line(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _parted(text: str) -> Iterator[str]:
    """The paragraphs of a text, parted where its lines break."""
    for part in text.replace("\u00ad", "").split("\n"):
        if line := " ".join(part.split()):
            yield line
