"""Bytes -> text, or the reason why not. Text is never altered: offsets refer to it as it was decoded."""

from __future__ import annotations

import codecs
import re

from ontograph.errors import CorpusError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 100_000
"""Characters that suffice to tell a text from other files."""


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, else UTF-16 by its byte order mark or its zero bytes, else Windows-1252 or Latin-1.

    No newline is translated and nothing is stripped but the byte order mark. Raises CorpusError with the reason where
    the content is empty, binary or in no known encoding.
    """
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        if encoding == "cp1252":
            reason = f"neither UTF-8 nor Windows-1252 (byte {error.start}): convert it to UTF-8"
        else:
            reason = f"broken {name} at byte {error.start}"
        raise CorpusError(reason) from error
    if not text.strip():
        raise CorpusError("empty")
    if "\x00" in text or len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 100:
        raise CorpusError("binary, not a text")
    return text


def encoding_of(content: bytes, whole: bool = True) -> str:
    """The encoding of a text, as Python names it; not `whole` is the beginning of one, which may end anywhere.

    Raises CorpusError for what is binary.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    if utf16 := _unmarked_utf16(content):
        return utf16
    try:
        codecs.getincrementaldecoder("utf-8")().decode(content, whole)
    except UnicodeDecodeError as error:
        if b"\x00" in content:
            raise CorpusError("binary, not a text") from error
        return "utf-8" if _mostly_utf8(content) else "cp1252"
    return "utf-8"


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: in a Latin text nearly every second byte is zero, and of the others none."""
    sample = content[: 2 * _SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or max(first, second) < 0.4 * len(sample) or min(first, second):
        return None
    return "utf-16-be" if first else "utf-16-le"


def _mostly_utf8(content: bytes) -> bool:
    """Whether a few broken bytes stand in what is UTF-8 otherwise: as Windows-1252 it would become gibberish."""
    text = content.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    return sum(character > "\x7f" for character in text) - broken > broken
