"""The JSON-LD context: how JSON keys stand for the terms of the vocabulary. `context.jsonld` is this, as a file.

Made from `ontology.ttl`, so that a new term is in it at once; `python -m ontograph.exports.context > context.jsonld`
writes the file again. Keys are the names of `ONTOLOGY.md` without a prefix; those of other vocabularies are below.
A processor ignores `@base` in a context that it fetches (JSON-LD 1.1, 4.1.3), so every file embeds the context.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec
from rdflib import OWL, RDF, RDFS, XSD

from ontograph.errors import DataError
from ontograph.vocabulary import ID, OG, PREFIXES, Vocabulary, vocabulary

FRENCH: dict[str, Any] = {"@container": "@language"}
LINK: dict[str, Any] = {"@type": "@id"}
LINKS: dict[str, Any] = {"@type": "@id", "@container": "@set"}

CLAIMS = "claims"
"""A fact's claims, inside it: og:about from the other end."""

BORROWED: dict[str, dict[str, Any]] = {
    "altLabel": {"@id": "skos:altLabel", "@container": "@set"},
    "attributedToText": {"@id": "og:attributedTo", **FRENCH},
    CLAIMS: {"@reverse": "og:about", **LINKS},
    "currency": {"@id": "schema:currency"},
    "documentTitle": {"@id": "dcterms:title", **FRENCH},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "isVersionOf": {"@id": "dcterms:isVersionOf", **LINKS},
    "label": {"@id": "rdfs:label", **FRENCH},
    "language": {"@id": "dcterms:language"},
    "mentions": {"@id": "schema:mentions", **LINKS},
    "prefLabel": {"@id": "skos:prefLabel"},
    "publisher": {"@id": "dcterms:publisher"},
    "sameAs": {"@id": "owl:sameAs", **LINK},
    "softwareVersion": {"@id": "schema:softwareVersion"},
    "url": {"@id": "schema:url", "@type": "xsd:anyURI"},
    "used": {"@id": "prov:used", **LINKS},
    "value": {"@id": "schema:value", "@type": "xsd:decimal"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", **LINK},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", **LINK},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", **LINK},
    "Activity": {"@id": "prov:Activity"},
    "MonetaryAmount": {"@id": "schema:MonetaryAmount"},
    "SoftwareAgent": {"@id": "prov:SoftwareAgent"},
    "gYear": {"@id": "xsd:gYear"},
    "gYearMonth": {"@id": "xsd:gYearMonth"},
}
"""Key -> definition, for what is not the ontology's own."""

_DATATYPES = {
    str(OG.Date): {"@type": "xsd:date"},
    str(XSD.decimal): {"@type": "xsd:decimal"},
    str(RDF.langString): FRENCH,
    str(XSD.string): {},
    str(XSD.integer): {},
    str(XSD.boolean): {},
}
"""Range of a property -> how its values are read; strings, integers and booleans are JSON's own."""


def context(terms: Vocabulary) -> dict[str, Any]:
    """The context, keys sorted; raises DataError where the ontology has a property that it cannot define."""
    own = {name: definition for name in terms if (definition := _definition(name, terms)) is not None}
    if both := sorted(own.keys() & BORROWED.keys()):
        raise DataError(f"{terms.source}: og:{both[0]} is a key of exports/context.py already")
    head = {"@base": str(ID), "@version": 1.1, "@vocab": str(OG)}
    return {**head, **dict(sorted(PREFIXES.items())), **dict(sorted({**own, **BORROWED}.items()))}


def _definition(name: str, terms: Vocabulary) -> dict[str, Any] | None:
    """How to read the values of a property; None for a class or a value, for which `@vocab` is enough."""
    term, graph = terms.term(name), terms.graph
    kinds = set(graph.objects(term, RDF.type))
    if not kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}:
        return None
    range_ = graph.value(term, RDFS.range)
    if OWL.DatatypeProperty in kinds:
        if str(range_) not in _DATATYPES:
            raise DataError(f"{terms.source}: og:{name} needs an rdfs:range that exports/context.py can write")
        return {"@id": f"og:{name}", **_DATATYPES[str(range_)]}
    concept = range_ is not None and any(graph.subjects(RDF.type, range_))
    return {"@id": f"og:{name}", "@type": "@vocab" if concept else "@id"}


def written(terms: Vocabulary) -> bytes:
    """`context.jsonld`."""
    return msgspec.json.format(msgspec.json.encode({"@context": context(terms)}), indent=1) + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(written(vocabulary()))
