"""What a file says of its article, under the names that exports and crawlers use: date, title, address, publisher."""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Mapping
from typing import Any

from ontograph.corpus.model import Found, Refused
from ontograph.language import language

LONGEST_TITLE = 160
"""Characters; a longer first line is a paragraph."""

NAMES = {
    "text": ("text", "texte", "content", "contenu", "body", "article", "articleBody", "maintext", "full_text"),
    "html": ("content_html", "html", "description_html"),
    "id": ("id", "_id", "guid", "identifier", "uid"),
    "published": (
        *("published", "date", "datePublished", "date_published", "date_publish", "published_at", "publishedAt"),
        *("publication_date", "pubDate", "pub_date", "published_date", "date_publication"),
    ),
    "title": ("title", "titre", "headline", "name"),
    "url": ("url", "link", "lien", "permalink", "canonical_url", "uri"),
    "publisher": (
        *("publisher", "site_name", "sitename", "source_name", "source", "journal", "newspaper", "outlet", "site"),
        *("source_domain", "domain", "hostname"),
    ),
}
"""The names of each field, the surest first; upper and lower case are the same."""
_INNER = ("rendered", "name", "title", "value", "#text", "text", "@id")
"""Where an object in place of a text has it: WordPress, schema.org, NewsAPI, converted XML."""
_NESTED = 3
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_FRENCH_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?:[ ,à-].*)?")
_WRITTEN_DAY = re.compile(r"(?:[^\W\d]+,? )?(\d\d?)(?:er)? ([^\W\d]+)\.? (\d{4})(?:[ ,à-].*)?", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")


def iso_date(value: object) -> str | None:
    """A date of metadata as ISO 8601, as precise as given: "2024", "2024-05", "2024-05-17"; also "17/05/2024",
    "vendredi 17 mai 2024", "20240517" and "Fri, 17 May 2024 08:30:00 +0200" (the day as it is there).

    Raises ValueError for what is no date; None and "" are none.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    if french := _FRENCH_DAY.fullmatch(text):
        text = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    elif (written := _WRITTEN_DAY.fullmatch(text)) and (named := _month(written[2])):
        text = f"{written[3]}-{named:02}-{int(written[1]):02}"
    elif compact := _COMPACT.fullmatch(text):
        text = "-".join(compact.groups())
    match = _ISO.fullmatch(text)
    if match is None:
        return _mail_date(text)
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error
    return "-".join(part for part in (year, month, day) if part)


def _month(name: str) -> int | None:
    """The number of a month by its French name."""
    months = language().months
    return months.index(name.casefold()) + 1 if name.casefold() in months else None


def mail_date(text: str) -> str | None:
    """The day of an RFC 5322 date ("Fri, 17 May 2024 08:30:00 +0200"); None for what is none."""
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _mail_date(text: str) -> str:
    if not text[:3].isascii() or not (found := mail_date(text)):
        raise ValueError(f"{text[:80]!r} is no date (YYYY-MM-DD)")
    return found


def first_line(text: str) -> str | None:
    """The first line as a title, if it is short and no full sentence."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = first.endswith(".") and not first.endswith("...")
    return first if first and len(first) <= LONGEST_TITLE and not sentence else None


def one_line(value: object) -> str | None:
    """A value of metadata as text on one line; None for an empty one. An object's own name stands for it."""
    for _ in range(_NESTED):
        if isinstance(value, Mapping):
            value = next((value[name] for name in _INNER if value.get(name)), None)
        elif isinstance(value, list):
            value = value[0] if value else None
    if value is None or isinstance(value, bool | Mapping | list):
        return None
    return " ".join(str(value).split()) or None


def fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row has of text, html, id, published, title, url and publisher, each by any of its names."""
    folded = {str(name).strip().casefold(): value for name, value in row.items()}
    found = {}
    for field, names in NAMES.items():
        values = (folded.get(name.casefold()) for name in names)
        value = next((value for value in values if value not in (None, "", [], {})), None)
        if value is not None:
            found[field] = value
    return found


def has_text(row: object) -> bool:
    """Whether a row may be an article."""
    return isinstance(row, Mapping) and not fields(row).keys().isdisjoint({"text", "html"})


def article(row: Mapping[str, Any], number: int, text: str | None = None) -> Found | Refused:
    """The article of a row; its part of the file is its id, or number. `text` is its text, if that is known already."""
    given = fields(row)
    text = given.get("text") if text is None else text
    if text is None:
        return Refused(f"no text (a field of this name: {', '.join(NAMES['text'])})", f":{number}")
    if not isinstance(text, str):
        return Refused("its text is no string", f":{number}")
    if not text.strip():
        return Refused("empty", f":{number}")
    try:
        text.encode()
        published = iso_date(one_line(given.get("published")))
    except UnicodeEncodeError:
        return Refused("broken text: half a surrogate pair", f":{number}")
    except ValueError as error:
        return Refused(str(error), f":{number}")
    id_ = one_line(given.get("id")) or str(number)
    return Found(
        text,
        f"/{id_}",
        id_,
        published,
        one_line(given.get("title")),
        one_line(given.get("url")),
        one_line(given.get("publisher")),
    )
