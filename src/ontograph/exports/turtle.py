"""Turtle: in reading order, prefixed, the same bytes for the same graph.

Documents come first, then people and organizations, then each fact with its claims behind it, then amounts and the
rest. pyoxigraph writes the triples, many times as fast as rdflib; the order they come in is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from ontograph import graph
from ontograph.exports import replace_file
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.vocabulary import OG, PREFIXES, SCHEMA

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
    """The graph as UTF-8 Turtle; raises as `Content.of`. `triples` are those of the knowledge, if made already."""
    content = Content.of(source, triples)
    return render(content.triples, content.prefixes)


def render(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Triples in any order, some of them repeated, as sorted Turtle with those of the prefixes that it needs."""
    return page(body(triples, prefixes), prefixes)


def body(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> list[str]:
    """The lines of a Turtle file without its prefixes; an empty one before each subject."""
    text = (ox.serialize(ordered(triples), format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode()
    lines: list[str] = []
    for line in text.split("\n")[len(prefixes) : -1]:
        lines += [f"    {line[1:]}"] if line.startswith("\t") else ["", line]
    return lines


def page(lines: Iterable[str], prefixes: Mapping[str, str]) -> bytes:
    """Lines of Turtle or TriG as a file, below those of the prefixes that they need."""
    text = "\n".join(lines)
    used = set(re.findall(r"(?<![\w.-])([\w.-]*):", text))
    head = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(prefixes.items()) if prefix in used]
    return "\n".join([*head, text, ""]).encode()


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Each triple once, in reading order."""
    unique = set(triples)
    places = _places(unique)
    return sorted(unique, key=lambda t: (places[t.subject], _rank(t.predicate), str(t.object)))


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
