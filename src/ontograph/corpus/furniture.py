"""What stands around an article on its page, by the names that pages give it and by how it is worded (`pages.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from lxml.etree import _Element

from ontograph import resources

_SHORT = 200
"""Characters of the longest line that only leads elsewhere."""
_MOST = 0.4
"""Of a page's text: an element that holds more is the article, whatever it is called."""
_WHOLE = frozenset({"html", "head", "body", "main", "article", "h1", "meta", "link"})
_LINKED = 0.5
"""Of a line: one that has more of it in links leads elsewhere, unless it is a sentence."""
_SENTENCE = (".", "!", "?", "…", "»", ":")
_BLOCKS = frozenset({"p", "li", "div", "td", "h2", "h3", "h4", "h5", "h6", "span", "strong", "b"})


class _Pages(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """`pages.yml`."""

    blocks: tuple[str, ...]
    standfirst: tuple[str, ...]
    lines: tuple[str, ...]


def is_line(text: str) -> bool:
    """Whether a paragraph only leads elsewhere, or asks for something."""
    return len(text) <= _SHORT and _lines().match(text.lstrip("-–—•►▶>→* \t")) is not None


def prune(tree: _Element) -> None:
    """Take the blocks out of a page that are called something that no article is."""
    whole = len(_text(tree))
    for element in list(tree.iter("*")):
        if element.tag in _WHOLE or not _blocks().search(_names(element)):
            continue
        if len(_text(element)) <= _MOST * whole and next(element.iter("h1"), None) is None:
            _drop(element)


def forget_dates(tree: _Element) -> None:
    """Make words of the dates that stand in sentences: they tell of something else than when a page was published."""
    for element in list(tree.iter("time")):
        parent = element.getparent()
        if parent is not None and parent.tag == "p" and len(_text(parent)) - len(_text(element)) > _SHORT / 2:
            element.tag = "span"
            element.attrib.clear()


def links(tree: _Element) -> frozenset[str]:
    """The lines of a page that are little but links."""
    return frozenset(_linked(tree))


def standfirst(tree: _Element, title: str, first: str) -> str | None:
    """The lines between the headline of a page and the `first` paragraph of its article that tell it in short."""
    under = False
    for element in tree.iter("*"):
        if element.tag in ("h1", "h2") and not under:
            under = _key(_text(element)) == _key(title)
            continue
        if not under or not isinstance(element.tag, str):
            continue
        text = " ".join(_text(element).split())
        if _key(text) == _key(first):
            return None
        named = element.tag not in _WHOLE and _standfirst().search(_names(element))
        if named and len(text) > _SHORT / 4 and text.endswith(_SENTENCE):
            return text
    return None


def _linked(tree: _Element) -> Iterator[str]:
    for element in tree.iter("*"):
        if element.tag == "a":
            yield " ".join(_text(element).split())
        elif element.tag in _BLOCKS:
            text = _text(element)
            inside = sum(len(_text(link)) for link in element.iter("a"))
            if inside > _LINKED * len(text) and len(text) <= _SHORT and not text.rstrip().endswith(_SENTENCE):
                yield " ".join(text.split())


def _names(element: _Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _text(element: _Element) -> str:
    return "".join(element.itertext())


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _drop(element: _Element) -> None:
    """Out of the tree, but for the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before, tail = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


@lru_cache(maxsize=1)
def _pages() -> _Pages:
    return resources.load_yaml(resources.data_path("fr_press/pages.yml"), _Pages)


@lru_cache(maxsize=1)
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _pages().blocks)))


@lru_cache(maxsize=1)
def _standfirst() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![a-z]){re.escape(name)}(?![a-z])" for name in _pages().standfirst))


@lru_cache(maxsize=1)
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _pages().lines), re.IGNORECASE)
