"""Turtle: in reading order, prefixed, the same bytes for the same graph.

Documents come first, then people and organizations, then each fact with its claims behind it, then amounts and the
rest. pyoxigraph writes the triples, many times as fast as rdflib; the order they come in is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ontograph import graph
from ontograph.exports import replace_file
from ontograph.model import Knowledge
from ontograph.vocabulary import OG, PREFIXES, SCHEMA, vocabulary

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_ABOUT = ox.NamedNode(OG.about)
_CLASSES = [ox.NamedNode(c) for c in (OG.Document, OG.Agent, OG.Fact, SCHEMA.MonetaryAmount)]
_FIRST = [
    PREFIXES["rdf"] + "type",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["rdfs"] + "label",
    PREFIXES["dcterms"] + "title",
    str(OG.path),
    str(OG.about),
    str(OG.quote),
]
"""Properties that say what a thing is, before all others."""


def write(source: Knowledge | Graph, path: Path) -> None:
    """Write a Turtle file, whole or not at all; raises OSError, and as `graph.to_rdf`."""
    replace_file(path, dumps(source))


def dumps(source: Knowledge | Graph, triples: Iterable[graph.Triple] | None = None) -> bytes:
    """The graph as UTF-8 Turtle; raises as `graph.to_rdf`. `triples` are those of the knowledge, if made already."""
    if isinstance(source, Graph):
        return render(map(_triple, source), {prefix: str(iri) for prefix, iri in source.namespaces()})
    made = graph.triples(source, vocabulary()) if triples is None else triples
    return render(map(_triple, made), graph.prefixes(source))


def render(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in any order, some of them repeated, as sorted Turtle with those of the prefixes that it needs."""
    unique = set(triples)
    places = _places(unique)
    ordered = sorted(unique, key=lambda t: (places[t.subject], _rank(t.predicate), str(t.object)))
    text = (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode()
    lines = text.split("\n")[len(prefixes) : -1]
    body = "\n".join(f"    {line[1:]}" if line.startswith("\t") else f"\n{line}" for line in lines)
    used = set(re.findall(r"(?<![\w.-])([\w.-]*):", body))
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(prefixes.items()) if prefix in used]
    return "\n".join([*head, body, ""]).encode()


def _places(triples: set[ox.Triple]) -> dict[object, tuple[int, str, str]]:
    """A sort key for each subject: its kind, then its IRI; a claim goes behind its fact."""
    kinds: dict[object, int] = {class_: rank for rank, class_ in enumerate(_CLASSES)}
    ranks: dict[object, int] = {}
    facts: dict[object, str] = {}
    for triple in triples:
        rank = kinds.get(triple.object, len(kinds)) if triple.predicate == _TYPE else len(kinds)
        ranks[triple.subject] = min(rank, ranks.get(triple.subject, rank))
        if triple.predicate == _ABOUT:
            facts[triple.subject] = min(str(triple.object), facts.get(triple.subject, str(triple.object)))
    behind = kinds[_CLASSES[2]]
    return {
        node: (behind, facts[node], str(node)) if node in facts else (rank, str(node), "")
        for node, rank in ranks.items()
    }


def _rank(predicate: ox.NamedNode) -> tuple[int, str]:
    name = predicate.value
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _triple(triple: tuple[Node, Node, Node]) -> ox.Triple:
    subject, predicate, object_ = (_term(node) for node in triple)
    return ox.Triple(subject, predicate, object_)  # type: ignore[arg-type]


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """An rdflib term as pyoxigraph's; raises TypeError for what RDF 1.1 does not know (formulas, variables)."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"not an RDF term: {node!r}")
