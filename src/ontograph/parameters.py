"""What a named query may be asked for, and the SPARQL terms that a value on the command line means.

A name becomes the IRIs of who bears it, so a query joins on entities and compares no names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from rdflib import RDF

from ontograph import lookup
from ontograph.errors import GraphError, QueryError
from ontograph.vocabulary import OG, vocabulary

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    kind: str
    about: str
    """What it is, in French and English."""

    @property
    def metavar(self) -> str:
        """How a usage line writes it: "--org NAME"."""
        return f"--{self.name} {KINDS[self.kind][0]}"

    def terms(self, store: ox.Store, value: str) -> list[str]:
        """The SPARQL terms of a value; raises QueryError for one that it does not take, GraphError for an unknown name,
        each with the parameter and what it takes instead."""
        try:
            return KINDS[self.kind][1](store, value.strip())
        except ValueError as error:
            raise QueryError(f"--{self.name} {value}: {error}") from error
        except GraphError as error:
            raise GraphError(f"--{self.name} {error}") from error


def _entities(kind: str | None) -> Callable[[ox.Store, str], list[str]]:
    return lambda store, value: [str(ox.NamedNode(iri)) for iri in lookup.find(store, value, kind)]


def _date(_: ox.Store, value: str) -> list[str]:
    """A day, a month or a year that the calendar has."""
    found = _DATE.fullmatch(value)
    if not found:
        raise ValueError("no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError as error:
        raise ValueError(f"no such day ({error})") from error
    return [str(ox.Literal(value))]


def _year(_: ox.Store, value: str) -> list[str]:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise ValueError("no year; write YYYY")
    return [str(ox.Literal(value))]


def _number(_: ox.Store, value: str) -> list[str]:
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise ValueError("no whole number")
    return [str(int(value))]


def _text(_: ox.Store, value: str) -> list[str]:
    return [str(ox.Literal(value))]


def _one_of(known: Sequence[str], value: str) -> list[str]:
    """A term of the vocabulary by its local name, in any case."""
    found = [name for name in known if name.casefold() == value.casefold()]
    if not found:
        raise ValueError(f"none of {', '.join(known)}")
    return [f"<{OG[name]}>" for name in found]


def role_classes() -> list[str]:
    """The classes of posts that the ontology has, sorted."""
    return sorted(str(role).removeprefix(str(OG)) for role in vocabulary().graph.subjects(RDF.type, OG.RoleClass))


def _role(_: ox.Store, value: str) -> list[str]:
    return _one_of(role_classes(), value)


def _type(_: ox.Store, value: str) -> list[str]:
    return _one_of(vocabulary().fact_classes, value)


KINDS: dict[str, tuple[str, Callable[[ox.Store, str], list[str]]]] = {
    "person": ("NAME", _entities("Person")),
    "organization": ("NAME", _entities("Organization")),
    "entity": ("NAME", _entities(None)),
    "date": ("DATE", _date),
    "year": ("YEAR", _year),
    "number": ("NUMBER", _number),
    "role": ("ROLE", _role),
    "type": ("TYPE", _type),
    "text": ("TEXT", _text),
}
"""Kind of parameter -> how it is written in a usage line, and what a value means."""
