"""From a name as somebody types it to the people and organizations of a graph."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from ontograph.errors import GraphError
from ontograph.vocabulary import ID, PREFIXES

KINDS = ("Person", "Organization")

_NAMES = """
SELECT DISTINCT ?thing ?kind ?main ?name WHERE {
  VALUES ?class { og:Person og:Organization }
  ?thing a ?class ; skos:prefLabel ?main ; skos:prefLabel|skos:altLabel ?name .
  BIND(STRAFTER(STR(?class), "#") AS ?kind)
}"""
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A person or an organization under one of its names."""

    iri: str
    kind: str
    main: str
    """Its canonical name."""
    name: str
    """The name meant here: the canonical one or another."""


def key(name: str) -> str:
    """A name without case, accents, hyphens and other signs, as names are compared: "Élan-IA" -> "elan ia"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NO_LETTER.sub(" ", plain).strip()


def names(store: ox.Store) -> list[Named]:
    """Every name of every person and organization, sorted."""
    solutions: Any = store.query(_NAMES, prefixes=PREFIXES)
    rows = [tuple(term.value for term in solution) for solution in solutions]
    return [Named(*row) for row in sorted(rows)]


def find(store: ox.Store, text: str, kind: str | None = None) -> list[str]:
    """The IRIs of who or what bears a name, those whose canonical name it is first.

    `text` is a name, in any case, with accents or without, or an IRI in full or short ("person/mira-murati",
    "id:person/mira-murati"); `kind` "Person" or "Organization" leaves out the other. Raises GraphError where nothing
    fits, with near names.
    """
    return choose(names(store), [text], kind)


def choose(everybody: list[Named], texts: Iterable[str], kind: str | None = None) -> list[str]:
    """As `find`, among given names and for several texts, in their order; each IRI once."""
    return list(dict.fromkeys(iri for text in texts for iri in _choose(everybody, text, kind)))


def _choose(everybody: list[Named], text: str, kind: str | None) -> list[str]:
    known = [named for named in everybody if kind in (None, named.kind)]
    iris = {text.strip("<>"), str(ID) + text.strip("<>").removeprefix("id:")}
    wanted = key(text)
    found = {named.iri: named for named in known if named.iri in iris or (wanted and key(named.name) == wanted)}
    if not found:
        raise GraphError(_nothing(text, kind, known, everybody))
    return sorted(found, key=lambda iri: (key(found[iri].main) != wanted, iri))


def _nothing(text: str, kind: str | None, known: list[Named], everybody: list[Named]) -> str:
    """What to say where nothing bears a name: what does in the other kind, else near names."""
    wanted = key(text)
    other = next((named for named in everybody if wanted and key(named.name) == wanted), None)
    sought = kind.lower() if kind else "nothing"
    head = f"{text}: no {sought} of this name in the graph" if kind else f"{text}: nothing of this name in the graph"
    if other:
        return f"{head}, only {'a person' if other.kind == 'Person' else 'an organization'}"
    by_key = {key(named.name): named.main for named in known}
    within = sorted({named.main for named in known if wanted and wanted in key(named.name)})[:3]
    near = [by_key[close] for close in difflib.get_close_matches(wanted, sorted(by_key), 3)]
    hint = ", ".join(dict.fromkeys([*within, *near]))
    return f"{head}; is it {hint}?" if hint else head
