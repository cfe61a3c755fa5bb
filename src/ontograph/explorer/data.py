"""Knowledge -> what the explorer's script reads: plain dictionaries and lists, in one order, ready for JSON.

Entities lie where `layout` puts them; one without a link has no place (it is found by its name). Documents are
referred to by their number. Words that the ontology has are taken from it, in French and English.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from ontograph import layout
from ontograph.model import (
    CORE_ROLES,
    FACTUALITIES,
    Document,
    Entity,
    Fact,
    Filler,
    GroundedClaim,
    Knowledge,
    Money,
)
from ontograph.network import pairs
from ontograph.parameters import role_classes
from ontograph.texts import TextSource
from ontograph.vocabulary import Vocabulary, vocabulary

Record = dict[str, Any]
Edge = tuple[str, str, str]
"""Source, target and the role of the target."""

AROUND = 240
"""Characters of the article that are shown before and after a sentence, where the article is at hand."""

LANGUAGES = ("fr", "en")


def records(knowledge: Knowledge, texts: TextSource | None = None) -> Record:
    """Everything the page shows. `texts` are the documents' by sha256: with them, sentences are shown in context.

    A text that does not hold the quote where the claim says it does is another version: it is not used.
    """
    terms = vocabulary()
    edges = [list(pairs(fact, terms)) for fact in knowledge.facts]
    mentions = Counter(entity for document in knowledge.documents for entity in document.mentions)
    numbers = {document.id: number for number, document in enumerate(knowledge.documents)}
    repeated = defaultdict(list)
    for document in knowledge.documents:
        for original in document.version_of:
            repeated[original].append(numbers[document.id])
    contexts = {document.id: texts.get(document.sha256) if texts else None for document in knowledge.documents}
    return {
        "terms": words(knowledge),
        "types": list(CORE_ROLES),
        "undirected": [type_ for type_ in CORE_ROLES if _undirected(type_, terms)],
        "factualities": list(FACTUALITIES),
        "entityRoles": sorted(terms.entity_roles()),
        "documents": [_document(document, repeated[document.id]) for document in knowledge.documents],
        "entities": list(_entities(knowledge.entities, _places(edges), mentions)),
        "facts": [_fact(*told, numbers, contexts) for told in zip(knowledge.facts, edges, strict=True)],
    }


def words(knowledge: Knowledge | None = None) -> dict[str, dict[str, str]]:
    """Language -> name -> label of the terms of the ontology that a page names, with those that a knowledge uses."""
    terms = vocabulary()
    names = {"Person", "Organization", "current", "former", *CORE_ROLES, *FACTUALITIES, *role_classes()}
    names |= {role for type_ in CORE_ROLES for role in terms.roles(type_)}
    for entity in knowledge.entities if knowledge else ():
        names |= {entity.subtype} if entity.subtype else set()
    for fact in knowledge.facts if knowledge else ():
        names |= {filler for role in ("roleClass", "kind") for filler in fact.get(role) if isinstance(filler, str)}
    used = sorted(name for name in names if name in terms)
    return {language: {name: terms.label(name, language) for name in used} for language in LANGUAGES}


def _undirected(type_: str, terms: Vocabulary) -> bool:
    """Whether the actors of such facts are equals: a line between them has no direction."""
    drawn = terms.drawn(type_)
    return drawn is not None and drawn[0] in drawn[1]


def _document(document: Document, repeated_by: list[int]) -> Record:
    return _present(
        {
            "path": document.path,
            "title": document.title,
            "url": document.url,
            "publisher": document.publisher,
            "date": document.published,
            "repeatedBy": repeated_by,
        }
    )


def _places(edges: Iterable[Iterable[Edge]]) -> dict[str, list[float]]:
    """x and y of everybody who is linked to somebody."""
    links = [edge[:2] for told in edges for edge in told]
    nodes = sorted({node for link in links for node in link})
    numbers = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(numbers[source], numbers[target]) for source, target in links], np.int64).reshape(-1, 2)
    return dict(zip(nodes, layout.places(len(nodes), ends[:, 0], ends[:, 1]).tolist(), strict=True))


def _entities(
    entities: Iterable[Entity], places: Mapping[str, list[float]], mentions: Mapping[str, int]
) -> Iterable[Record]:
    for entity in entities:
        record = {
            "id": entity.id,
            "kind": entity.kind,
            "name": entity.name or entity.id,
            "aliases": [alias for alias in entity.aliases if alias != entity.name],
            "subtype": entity.subtype,
            "wikidata": entity.wikidata,
            "documents": mentions.get(entity.id),
            "at": places.get(entity.id),
        }
        yield _present(record)


def _fact(fact: Fact, edges: list[Edge], numbers: Mapping[str, int], texts: Mapping[str, str | None]) -> Record:
    return _present(
        {
            "id": fact.id,
            "type": fact.type,
            "label": fact.label or fact.id,
            "factuality": fact.factuality,
            "date": fact.date,
            "roles": {one.role: [_filler(filler) for filler in one.fillers] for one in fact.arguments},
            "edges": edges,
            "claims": [_claim(claim, numbers, texts.get(claim.document)) for claim in fact.claims],
        }
    )


def _claim(grounded: GroundedClaim, numbers: Mapping[str, int], text: str | None) -> Record:
    claim = grounded.claim
    record = {
        "id": grounded.id,
        "document": numbers[grounded.document],
        "quote": claim.quote,
        "factuality": claim.factuality,
        "date": claim.date,
        "status": claim.status,
        "source": claim.attributed_to,
        "sourceEntity": claim.attributed_entity,
        "confidence": round(claim.confidence, 2),
        "rule": claim.rule,
        "disagreesWith": list(grounded.disagrees_with),
    }
    if text is not None and text[claim.start : claim.end] == claim.quote:
        record["before"], record["after"] = _around(text, claim.start, claim.end)
    return _present(record)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage, in whole words; "…" where the article goes on."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def _filler(filler: Filler) -> str | Record:
    if not isinstance(filler, Money):
        return filler
    return _present(
        {"value": _number(filler.value), "currency": filler.currency, "approximate": filler.approximate or None}
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _present(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None and value != "" and value != []}
