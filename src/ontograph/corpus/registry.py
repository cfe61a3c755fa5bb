"""The formats by the suffixes of their files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module

from ontograph.corpus.model import Read


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and how its files are read."""

    name: str
    suffixes: tuple[str, ...]
    apart: bool = False
    """In a process of its own, with a time limit: the libraries are large, the files other people's."""
    kept: bool = False
    """What is found is kept from build to build: it takes longer than looking it up."""
    packages: tuple[str, ...] = ()
    """Whose versions what is found depends on."""
    archive: bool = False
    """Holds files, each read as if it lay in the folder."""
    rows: bool = False
    """Holds many articles, read one after the other."""

    @property
    def read(self) -> Read:
        """The function `read` of the module of this name, imported when first used."""
        read: Read = import_module(f"ontograph.corpus.{self.name}").read
        return read


_LXML = ("lxml",)
_PAGE = (*_LXML, "trafilatura", "htmldate")

FORMATS = (
    Format("plain", (".txt",)),
    Format("markdown", (".md",)),
    Format("page", (".html", ".htm", ".xhtml"), apart=True, kept=True, packages=_PAGE),
    Format("pdf", (".pdf",), apart=True, kept=True, packages=("pdfminer.six",)),
    Format("word", (".docx",), apart=True, kept=True, packages=(*_LXML, "python-docx")),
    Format("mail", (".eml", ".mht", ".mhtml"), apart=True, kept=True, packages=_PAGE),
    Format("feed", (".rss", ".atom", ".rdf", ".xml"), apart=True, kept=True, packages=(*_LXML, "feedparser")),
    Format("objects", (".json",), apart=True, kept=True, packages=_LXML),
    Format("jsonlines", (".jsonl", ".ndjson"), rows=True),
    Format("table", (".csv", ".tsv"), rows=True),
    Format("parquet", (".parquet",), apart=True, rows=True),
    Format("archive", (".zip",), archive=True),
)
SUFFIXES = tuple(sorted(suffix for found in FORMATS for suffix in found.suffixes))

_BY_SUFFIX = {suffix: found for found in FORMATS for suffix in found.suffixes}
_PLAIN = FORMATS[0]


def suffix(name: str) -> str:
    """The suffix of a file's name, in lower case."""
    return os.path.splitext(name)[1].lower()


def known(name: str) -> bool:
    """Whether a file of this name may hold articles."""
    return suffix(name) in _BY_SUFFIX


def format_of(name: str) -> Format:
    """The format of a file; one without a known suffix is taken for text."""
    return _BY_SUFFIX.get(suffix(name), _PLAIN)


def stem(path: str) -> str:
    """A path without a suffix that is known."""
    return path[: -len(suffix(path))] if known(path) else path
