"""Ids and values as terms of N-Triples: IRIs, texts, numbers and dates, as plain text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from ontograph.model import Money
from ontograph.vocabulary import ID, PREFIXES

Term = str
"""An IRI, a blank node or a literal, as N-Triples writes it."""


def known(prefix: str, name: str) -> Term:
    """The IRI of a name in a known namespace."""
    return f"<{PREFIXES[prefix]}{name}>"


_ID = str(ID)
_DECIMAL = known("xsd", "decimal")
_is_safe = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch
_special = re.compile(r'[\x00-\x1f"\\\x7f]').search
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?!\d)(?:-(\d{2})(?!\d))?)?(?!\d)")
_UNITS = ((10**9, "milliard"), (10**6, "million"))


def local(id_: str) -> str:
    """The id of a document, entity, fact or claim as the end of an IRI: anything unsafe is percent-encoded."""
    return id_ if _is_safe(id_) else quote(id_, safe="/")


def iri(id_: str) -> Term:
    """The IRI of a document, entity, fact or claim by its id."""
    return f"<{_ID}{id_}>" if _is_safe(id_) else f"<{_ID}{local(id_)}>"


@lru_cache(maxsize=1 << 14)
def often(id_: str) -> Term:
    """The same, of what comes again and again: a document, a person or an organization."""
    return iri(id_)


def amount_iri(money: Money) -> Term:
    """The IRI of a sum, made of its value."""
    words = ["about" if money.approximate else "", _plain(money.value), (money.currency or "").lower()]
    return iri("amount/" + "-".join(word for word in words if word))


def literal(text: str) -> Term:
    """A text without a language."""
    return str(ox.Literal(text)) if _special(text) else f'"{text}"'


def french(text: str) -> Term:
    """A text in French."""
    return f"{literal(text)}@fr"


def typed(text: str, datatype: Term) -> Term:
    """A literal of a datatype."""
    return f"{literal(text)}^^{datatype}"


def decimal(value: Decimal) -> Term:
    """Always with a point, as Turtle writes a bare decimal: the graph in memory and its file hold the same terms."""
    text = _plain(value)
    return typed(text if "." in text else text + ".0", _DECIMAL)


@lru_cache(maxsize=1 << 14)
def date_term(value: str) -> Term | None:
    """An ISO 8601 or TIMEX3 date as xsd:date, xsd:gYearMonth or xsd:gYear, as precise as it is sure; None for what is
    none at all."""
    found = calendar_date(value)
    return found and typed(found[0], known("xsd", found[1]))


def calendar_date(value: str) -> tuple[str, str] | None:
    """An ISO 8601 or TIMEX3 date as far as it is one, and its datatype in XML Schema.

    "2024-05" is a month; "2024-Q1", "2024-W12" and "2024-02-30" keep what is a calendar date (their year or month);
    None for what is none at all.
    """
    found = _DATE.match(value)
    if found is None or found[1] == "0000":
        return None
    year, month, day = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year, "gYear"
    if day is None or not _is_day(int(year), int(month), int(day)):
        return f"{year}-{month}", "gYearMonth"
    return f"{year}-{month}-{day}", "date"


def money_label(money: Money) -> str:
    """An amount for a French reader: "6,5 milliards USD", "environ 300 000 EUR"."""
    unit, name = next(((u, n) for u, n in _UNITS if money.value >= u), (1, ""))
    number = _plain(money.value / unit)
    whole, _, fraction = number.partition(".")
    parts = [
        "environ" if money.approximate else "",
        f"{int(whole):,}".replace(",", " ") + ("," + fraction if fraction else ""),
        name + "s" if name and money.value >= 2 * unit else name,
        money.currency or "",
    ]
    return " ".join(part for part in parts if part)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _plain(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: xsd:decimal has no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
