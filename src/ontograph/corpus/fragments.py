"""HTML that is all article, as feeds, mails and exports carry it -> text: a paragraph for each block."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import ParserError, _Element

from ontograph.corpus import furniture

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_SILENT = frozenset(
    {"audio", "button", "canvas", "embed", "head", "iframe", "img", "input", "math", "noscript", "object", "script"}
    | {"select", "style", "svg", "template", "textarea", "title", "video"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_END = "\n"


def text(markup: str) -> str:
    """The paragraphs of a piece of HTML, an empty line between them; "" where it has no text."""
    tree = _tree(markup)
    return "" if tree is None else text_of(tree)


def text_of(tree: _Element) -> str:
    """The same of an element."""
    joined = "".join(_pieces(tree)).split(_END)
    lines = (re.sub(r"[ \t\r\f]+", " ", line.replace("\u00ad", "")).strip() for line in joined)
    return "\n\n".join(line for line in lines if line and not furniture.is_line(line))


def line(markup: str) -> str:
    """The text of a piece of HTML that is one line, such as a title with entities."""
    return " ".join(text(markup).split())


def titled(title: str | None, body: str) -> str:
    """A text under its title, where it does not begin with it."""
    if not title or not body or _bare(body).startswith(_bare(title)):
        return body
    return f"{title}\n\n{body}"


def _bare(text_: str) -> str:
    return "".join(character for character in text_.casefold() if character.isalnum())


def _tree(markup: str) -> _Element | None:
    """The parsed HTML; None for what has none."""
    try:
        tree: _Element = lxml.html.document_fromstring(f"<html><body>{_clean(markup)}</body></html>")
    except (ParserError, ValueError):
        return None
    return tree


def _clean(markup: str) -> str:
    """Without what no parser takes."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", markup)


def _pieces(tree: _Element) -> Iterator[str]:
    """Text in order, a newline where a block begins or ends; not by recursion, for a page may be nested deeply."""
    stack: list[_Element | str] = [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        silent = not isinstance(item.tag, str) or item.tag in _SILENT or _HIDDEN.search(item.get("style") or "")
        if not silent:
            block = item.tag in _BLOCKS
            if block or item.tag == "br":
                yield _END
            yield (item.text or "").replace("\n", " ")
            after: list[_Element | str] = []
            for child in item:
                after += [child, (child.tail or "").replace("\n", " ")]
            stack += [_END if block else "", *reversed(after)]
