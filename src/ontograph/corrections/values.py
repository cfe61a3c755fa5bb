"""The values that a correction may give: dates, sums, numbers, terms of the ontology."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation

from rdflib import RDF, RDFS

from ontograph import corpus, money
from ontograph.corrections.model import EntityRef
from ontograph.corrections.model import Value as Filler
from ontograph.corrections.nodes import Value
from ontograph.model import ENTITY_ROLES, Money
from ontograph.vocabulary import Range, vocabulary

Text = Callable[[Value, str], str]


def choice(value: Value, text: Text, choices: Collection[str]) -> str:
    """One of a few words."""
    found = text(value, "value")
    if found not in choices:
        value.fail(f"{found!r}: it is one of {', '.join(choices)}")
    return found


def date(value: Value, text: Text) -> str:
    """A date that the calendar has, as precise as written: "2024", "2024-05", "2024-05-17"; also "17/05/2024"."""
    try:
        found = corpus.iso_date(text(value, "date"))
    except ValueError as error:
        value.fail(str(error))
    if not found or not found.isascii():
        value.fail(f"{value.content!r} is no date (YYYY-MM-DD)")
    return found


def filler(role: str, value: Value, entity: Callable[[Value, str], EntityRef], text: Text) -> Filler:
    """What fills a role, by the range that the ontology gives it."""
    if role in ENTITY_ROLES:
        return entity(value, role)
    match vocabulary().range(role):
        case Range.MONEY:
            return _money(value, text(value, role))
        case Range.DATE:
            return date(value, text)
        case Range.DECIMAL:
            return _number(value, text(value, role))
        case Range.CONCEPT:
            return _concept(role, value, text(value, role))
        case _:
            return " ".join(text(value, role).split())


def _money(value: Value, written: str) -> Money:
    """A sum in the words of an article ("environ 6,6 milliards de dollars")."""
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", written):
        return Money(Decimal(written))  # a sum of which the text leaves the currency out
    found, _ = money.find(written)
    if len(found) != 1:
        value.fail(f"{written!r} is no sum of money, as « 6,6 milliards de dollars »")
    return Money(found[0].value, found[0].currency, found[0].approximate)


def _number(value: Value, written: str) -> str:
    try:
        number = Decimal(re.sub(r"\s*%$", "", written).replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        value.fail(f"{written!r} is no number, as 12,5")
    return f"{number:f}"


def _concept(role: str, value: Value, written: str) -> str:
    terms = vocabulary()
    class_ = terms.graph.value(terms.term(role), RDFS.range)
    known = sorted(str(term).rpartition("#")[2] for term in terms.graph.subjects(RDF.type, class_))
    return choice(value, lambda *_: written, known)
