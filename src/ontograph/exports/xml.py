"""Text and attributes of XML, and what the files of networks have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from ontograph.network import Attributes
from ontograph.rows import Rows

_BREAKS = {"\r": "&#13;", "\x85": "&#133;", "\u2028": "&#8232;"}
"""Readers make line feeds of these unless they are escaped: of the others in JavaScript's, by the rules of XML 1.1."""
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = str.maketrans("", "", "\xa0\u202f")
"""Spaces of French texts, which Python does not call printable."""
_PLAIN = frozenset({str, int, float})
_PIECE = 1 << 16


def _special(value: str) -> bool:
    """Whether something in a text is written otherwise in XML, or may be: in most texts nothing is."""
    if "&" in value or "<" in value or ">" in value or '"' in value:
        return True
    return not (value.isprintable() or value.translate(_SPACES).isprintable())


def text(value: str) -> str:
    """Text for XML 1.0: characters that it forbids (most control characters) become U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", value), _BREAKS) if _special(value) else value


def attribute(value: str) -> str:
    """The same as the value of an attribute, in quotes."""
    if _special(value):
        return quoteattr(_FORBIDDEN.sub("\ufffd", value), _BREAKS | {"\n": "&#10;", "\t": "&#9;"})
    return f'"{value}"'


def written(value: Any) -> str:
    """A value of an attribute table: true and false as XML has them, anything else as Python writes it."""
    return value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


class Template:
    """What is told of rows, as XML: for each name that a row has, in the order of `openings`, the opening, the value
    and the closing.

    Most rows tell the same names, and most of their texts have nothing to escape: both are looked up once a row.
    """

    def __init__(
        self, openings: Mapping[str, str], closing: str, escaped: Callable[[str], str], quote: str = ""
    ) -> None:
        self._openings = openings
        self._closing = closing
        self._escaped = escaped
        self._quote = quote
        """What `escaped` puts around a text that has nothing to escape."""
        self._made: dict[tuple[str, ...], tuple[tuple[str, ...], str, str]] = {}

    def __call__(self, told: Mapping[str, Any]) -> str:
        """A row as XML."""
        names, plain, other = self._made.get(tuple(told)) or self._of(tuple(told))
        values = [told[name] for name in names]
        if _PLAIN.issuperset(map(type, values)):
            texts = [value for value in values if value.__class__ is str]
            if not _special("".join(texts)):
                return plain % tuple(values)
        return other % tuple([self._escaped(written(value)) for value in values])

    def _of(self, told: tuple[str, ...]) -> tuple[tuple[str, ...], str, str]:
        """The names that are written of a row that tells these, and how: where nothing is escaped, and elsewhere."""
        names = tuple(name for name in self._openings if name in told)
        parts = [(self._openings[name].replace("%", "%%"), self._closing) for name in names]
        plain, other = (
            "".join(f"{opening}{mark}{closing}" for opening, closing in parts)
            for mark in (f"{self._quote}%s{self._quote}", "%s")
        )
        self._made[told] = names, plain, other
        return names, plain, other


def pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines as UTF-8, many in a piece, so that a large file is written without ever being in memory."""
    held, size = [], 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()


def numbered(seen: Counter[str], name: str) -> str:
    """The name at its first use, then "name 2", "name 3"."""
    seen[name] = times = seen.get(name, 0) + 1
    return name if times == 1 else f"{name} {times}"


def kinds(rows: Rows) -> Iterator[tuple[str, Attributes]]:
    """The kind of each edge, and what is told of it: between the same two there are no two edges of one kind."""
    same = (np.diff(rows.sources, prepend=-1) == 0) & (np.diff(rows.targets, prepend=-1) == 0)
    seen: Counter[str] = Counter()
    for at, is_same in enumerate(same.tolist()):
        if not is_same:
            seen.clear()
        told = rows.edge(at)
        yield numbered(seen, str(told.get("kind", "edge"))), told
