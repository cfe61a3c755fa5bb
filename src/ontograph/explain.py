"""Why the graph says what it says: every fact about an entity, with the passages and rules behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ontograph import lookup, query
from ontograph.vocabulary import ID, PREFIXES

_ENTITY = """
SELECT ?name ?kind ?wikidata (GROUP_CONCAT(DISTINCT ?alias; separator=" | ") AS ?aliases)
  (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  VALUES ?thing { %s }
  ?thing skos:prefLabel ?name ; a ?class . VALUES ?class { og:Person og:Organization }
  BIND(STRAFTER(STR(?class), "#") AS ?kind)
  OPTIONAL { ?thing skos:altLabel ?alias } OPTIONAL { ?thing owl:sameAs ?wikidata }
  OPTIONAL { ?document schema:mentions ?thing }
} GROUP BY ?name ?kind ?wikidata"""

_FACTS = """
SELECT DISTINCT ?fact ?label ?factuality ?date ?claim ?quote ?path ?issued ?certainty ?status ?when ?rule ?start
  (COALESCE(?known, STR(?who)) AS ?source) WHERE {
  { ?claim og:about ?fact . ?fact ?role %(thing)s } UNION { ?claim og:about ?fact FILTER(?fact = %(thing)s) }
  ?fact rdfs:label ?label ; og:factuality ?factuality .
  ?claim og:quote ?quote ; og:inDocument ?doc ; og:start ?start ; og:factuality ?certainty .
  ?doc og:path ?path .
  OPTIONAL { ?fact og:date ?date } OPTIONAL { ?doc dcterms:issued ?issued } OPTIONAL { ?claim og:status ?status }
  OPTIONAL { ?claim og:date ?when } OPTIONAL { ?claim og:extractedBy ?rule }
  OPTIONAL { ?claim og:attributedTo ?who . OPTIONAL { ?who skos:prefLabel ?known } }
} ORDER BY (!BOUND(?date)) STR(?date) ?label ?fact STR(?issued) ?path ?start ?source"""


@dataclass(frozen=True, slots=True)
class Passage:
    """One claim: where a document states the fact, how surely, and by which rule it was found."""

    quote: str
    document: str
    issued: str | None
    factuality: str
    status: str | None
    date: str | None
    source: str | None
    rule: str | None

    def __str__(self) -> str:
        where = self.document + (f" ({self.issued})" if self.issued else "")
        source = f"according to {self.source}" if self.source else None
        details = [where, self.factuality, self.status, self.date, source, f"rule {self.rule}" if self.rule else None]
        return f"    « {' '.join(self.quote.split())} »\n      " + ", ".join(x for x in details if x)


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A fact and all its passages."""

    iri: str
    label: str
    factuality: str
    date: str | None
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        head = f"  {self.label}  [{', '.join(x for x in (self.factuality, self.date) if x)}]"
        return "\n".join([head, *map(str, self.passages)])


@dataclass(frozen=True, slots=True)
class Explanation:
    """A subject and every fact about it, by date."""

    iri: str
    name: str
    kind: str | None
    aliases: tuple[str, ...]
    wikidata: str | None
    documents: int
    """How many mention it."""
    facts: tuple[ExplainedFact, ...]

    def __str__(self) -> str:
        about = [self.kind, "also " + ", ".join(self.aliases) if self.aliases else None, self.wikidata]
        counts = f"{_count(len(self.facts), 'fact')}, mentioned in {_count(self.documents, 'document')}"
        head = f"{self.name} ({'; '.join(x for x in about if x)})\n{self.iri}: {counts}" if self.kind else self.iri
        return "\n\n".join([head, *map(str, self.facts)])


def explain(graph: Path, subject: str) -> list[Explanation]:
    """Everything about a name or an IRI, in full or short ("person/mira-murati", "id:person/mira-murati").

    A name that several entities bear gives several. Raises GraphError where there is no graph, or nothing of the name.
    """
    store = query.load(graph)
    return [_explanation(store, iri) for iri in _find(store, subject.strip())]


def _find(store: ox.Store, subject: str) -> list[str]:
    """The IRIs that a subject means, the one of that main name first."""
    iri = subject.replace("id:", str(ID), 1) if subject.startswith("id:") else subject.strip("<>")
    for candidate in (iri, str(ID) + iri):
        if _is_iri(candidate) and any(store.quads_for_pattern(ox.NamedNode(candidate), None, None)):
            return [candidate]
    return lookup.find(store, subject)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _is_iri(text: str) -> bool:
    return "://" in text and not any(character in text for character in ' <>"{}|^`\\')


def _explanation(store: ox.Store, iri: str) -> Explanation:
    facts = tuple(_facts(store, iri))
    about = _rows(store, _ENTITY % f"<{iri}>")
    if not about:
        return Explanation(iri, facts[0].label if facts else iri, None, (), None, 0, facts)
    name, kind, wikidata, aliases, documents = about[0]
    others = tuple(sorted(alias for alias in (aliases or "").split(" | ") if alias))
    return Explanation(iri, name or iri, kind, others, wikidata, int(documents or 0), facts)


def _facts(store: ox.Store, iri: str) -> list[ExplainedFact]:
    found: dict[str, dict[str, Passage]] = {}
    heads: dict[str, tuple[str, str, str | None]] = {}
    for row in _rows(store, _FACTS % {"thing": f"<{iri}>"}):
        fact, label, factuality, date, claim, quote, path, issued, certainty, status, when, rule, _, source = row
        heads.setdefault(fact or "", (label or "", _local(factuality) or "", date))
        passage = Passage(
            quote=quote or "",
            document=path or "",
            issued=issued,
            factuality=_local(certainty) or "",
            status=_local(status),
            date=when,
            source=source,
            rule=rule,
        )
        found.setdefault(fact or "", {}).setdefault(claim or "", passage)
    return [ExplainedFact(fact, *heads[fact], tuple(passages.values())) for fact, passages in found.items()]


def _rows(store: ox.Store, text: str) -> list[tuple[str | None, ...]]:
    """Solutions with the value of each term, None for none."""
    solutions: Any = store.query(text, prefixes=PREFIXES)
    return [tuple(None if term is None else term.value for term in solution) for solution in solutions]


def _local(iri: str | None) -> str | None:
    return None if iri is None else iri.rsplit("#", 1)[-1]
