"""`.eml`: a message is one article, its attachments are files; `.mht`: a saved page is one, in the same envelope."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from ontograph.corpus import fragments, metadata, page, registry
from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.model import Found, Item, Source
from ontograph.decoding import decode
from ontograph.errors import CorpusError

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_FORWARD = re.compile(r"^(?:(?:re|fwd?|tr|réf?) ?: ?)+", re.IGNORECASE)
_HEADERS = re.compile(
    r"(?:^[ \t>*]*(?:de|from|envoyé|sent|date|à|a|to|cc|objet|subject)[ \u00a0]?:[^\n]*(?:\n+|$)){3,}",
    re.MULTILINE | re.IGNORECASE,
)
"""What mail programs put above a message that is passed on, in French and English."""
_SENT = re.compile(r"^[ \t>*]*(?:envoyé|sent|date)[ \u00a0]?:[ *]*([^\n]+)", re.MULTILINE | re.IGNORECASE)
_RULE = re.compile(r"^[-_ ]{3,}[^\n]*(?:message|transféré|origine|forwarded)[^\n]*$", re.MULTILINE | re.IGNORECASE)
_WRAPPED = 80
"""Characters of the longest line of a text that a mail program has wrapped."""
_SHORT = 40
"""Characters of a line that ends before the margin: a heading, an item, the last of its paragraph."""
_MOST_PARTS = 200


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item | Source]:
    """The message, then what is attached to it and may be an article. Raises CorpusError where it has neither."""
    message = email.message_from_bytes(whole(file, limits.file), policy=email.policy.compat32)
    parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    attached = list(_attachments(name, parts))
    found = _saved_page(message, parts) or _letter(message, parts)
    if found is None and not attached:
        raise CorpusError("no text in the message")
    if found is not None:
        yield found
    yield from attached


def _saved_page(message: Message, parts: list[Message]) -> Found | None:
    """The page of an archive that a browser made: its first part of HTML, with the address it was saved from."""
    address = _header(message, "Snapshot-Content-Location") or next(
        (_header(part, "Content-Location") for part in parts if part.get_content_type() == "text/html"), None
    )
    markup = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if not address or markup is None:
        return None
    found = page.article(page.markup_of(_bytes(markup), markup.get_content_charset()))
    return found if found.url or not address.startswith("http") else msgspec.structs.replace(found, url=address)


def _letter(message: Message, parts: list[Message]) -> Found | None:
    """What a message says, under its subject."""
    inline = [part for part in parts if part.get_content_disposition() != "attachment"]
    plain = next((part for part in inline if part.get_content_type() == "text/plain"), None)
    markup = next((part for part in inline if part.get_content_type() == "text/html"), None)
    text = _plain(plain) if plain else ""
    if markup and len(told := fragments.text(_markup(markup))) > 2 * len(text):  # "your program cannot show this"
        text = told
    subject = _header(message, "Subject")
    date = metadata.mail_date(_header(message, "Date") or "")
    if subject and _FORWARD.match(subject):
        subject = _FORWARD.sub("", subject) or None
        text, date = _forwarded(text)  # the day on which it is passed on is not its own
    if not text.strip():
        return None
    return Found(
        fragments.titled(subject, text), published=date, title=subject, publisher=_publisher(message), url=_url(message)
    )


def _forwarded(text: str) -> tuple[str, str | None]:
    """A text without the headers of the message that it forwards, and when that was sent."""
    head = _HEADERS.search(text)
    if head is None:
        return text, None
    date = None
    for said in _SENT.findall(head[0]):
        try:
            date = metadata.iso_date(said)
        except ValueError:
            continue
    return f"{_RULE.sub('', text[: head.start()])}\n{text[head.end() :]}".strip(), date


def _publisher(message: Message) -> str | None:
    """Who sends a newsletter; whoever else sends a message may only pass it on."""
    if not (message.get("List-Id") or message.get("List-Unsubscribe")):
        return None
    return metadata.one_line(parseaddr(_header(message, "From") or "")[0])


def _url(message: Message) -> str | None:
    archived = _header(message, "Archived-At") or ""
    return archived.strip("<> ") or None


def _plain(part: Message) -> str:
    """The text of a message, without what it quotes and who signs it, each paragraph on one line."""
    text = _text(part).replace("\r\n", "\n").replace("\r", "\n")
    if signature := _SIGNATURE.search(text):
        text = text[: signature.start()]
    text = _QUOTED.sub("", text)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    lines = text.split("\n")
    if not flowed and max(map(len, lines)) > _WRAPPED:
        return text.strip()
    return "\n\n".join("\n".join(_unwrapped(block)) for block in re.split(r"\n[ \t]*\n", text) if block.strip()).strip()


def _unwrapped(block: str) -> Iterator[str]:
    """The lines of a paragraph in one; an item of a list, and what follows a short line, begin a new one."""
    line = ""
    last = ""
    for part in block.split("\n"):
        piece = part.strip()
        if line and (len(last) < _SHORT or piece[:2] in ("- ", "* ", "• ")):
            yield line
            line = ""
        line = f"{line} {piece}".strip()
        last = part
    if line:
        yield line


def _attachments(name: str, parts: list[Message]) -> Iterator[Source]:
    for part in parts:
        given = _decoded(part.get_filename() or "")
        file = PurePosixPath(given.replace("\\", "/")).name
        if file and registry.known(file) and part.get_content_disposition() == "attachment":
            yield Source(f"{name}/{file}", _bytes(part))


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    content = _bytes(part)
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(content) if content.strip() else ""


def _markup(part: Message) -> str:
    content = _bytes(part)
    return page.markup_of(content, part.get_content_charset()) if content.strip() else ""


def _header(message: Message, name: str) -> str | None:
    """A header in plain words."""
    value = message.get(name)
    return metadata.one_line(_decoded(str(value))) if value is not None else None


def _decoded(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, UnicodeError):
        return value
