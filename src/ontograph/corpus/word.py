"""`.docx`: a document is one article, without headers, footers, notes, and what is deleted (python-docx)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import docx
from docx.oxml.ns import qn

from ontograph.corpus.limits import MB, Limits, whole
from ontograph.corpus.metadata import first_line, one_line
from ontograph.corpus.model import Found
from ontograph.errors import CorpusError

if TYPE_CHECKING:
    from lxml.etree import _Element

_P, _T, _TAB, _BREAK, _RETURN, _HYPHEN = (qn(f"w:{name}") for name in ("p", "t", "tab", "br", "cr", "noBreakHyphen"))
_STYLE, _VALUE, _RUN, _VANISH, _ITEM = (qn(f"w:{name}") for name in ("pStyle", "val", "r", "vanish", "numPr"))
_SILENT = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = frozenset({"title", "titre"})
_CONTENTS = ("toc", "tm", "header", "footer", "en-tte", "pieddepage")
"""How the styles of tables of contents and page furniture begin, in English and French."""


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The article; its title is the paragraph in that style, else the document's, else the first line.

    Neither date of a document says when it was published: they are left to the text. Raises CorpusError for what is no
    document, or has no text.
    """
    content = whole(file, limits.file)
    try:
        _check(content, limits)
        document = docx.Document(io.BytesIO(content))
        paragraphs = [*_paragraphs(document.element.body)]
        named = one_line(document.core_properties.title)
    except CorpusError:
        raise
    except Exception as error:
        raise CorpusError(f"no Word document: {' '.join(str(error).split())[:200] or type(error).__name__}") from error
    text = "\n\n".join(paragraph for paragraph, _ in paragraphs)
    if not text.strip():
        raise CorpusError("no text in the document")
    styled = next((one_line(paragraph) for paragraph, style in paragraphs if style in _TITLE), None)
    yield Found(text, title=styled or (named if named and named in text else None) or first_line(text))


def _check(content: bytes, limits: Limits) -> None:
    """Refuse what unpacks to more than a document has; sizes cannot lie, for no more is unpacked than they say."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > 4 * limits.file:
        raise CorpusError(f"unpacks to {size / MB:.0f} MB")


def _paragraphs(body: _Element) -> Iterator[tuple[str, str]]:
    """The paragraphs in order, also those in tables and boxes, each with the name of its style."""
    for paragraph in body.iter(_P):
        if any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            continue
        style = next((str(found.get(_VALUE)) for found in paragraph.iter(_STYLE)), "").casefold()
        text = " ".join("".join(_pieces(paragraph)).replace("\u00ad", "").split(" ")).strip()
        if text and not style.startswith(_CONTENTS):
            item = next(paragraph.iter(_ITEM), None) is not None
            yield (f"- {text}" if item else text), style


def _pieces(paragraph: _Element) -> Iterator[str]:
    """What a reader sees of a paragraph: what is inserted, nothing that is deleted or hidden."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _SILENT or element.tag == _FALLBACK:
            continue
        if element.tag == _T:
            yield element.text or ""
        elif element.tag in (_BREAK, _RETURN):
            yield "\n"
        elif element.tag == _TAB:
            yield " "
        elif element.tag == _HYPHEN:
            yield "-"
        elif element.tag != _RUN or element.find(f"./{qn('w:rPr')}/{_VANISH}") is None:
            stack.extend(reversed(element))
