"""What the endpoint says of itself (SPARQL 1.1 Service Description), at its address without a query.

https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS, "xsd": "http://www.w3.org/2001/XMLSchema#"}
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a store holds: triples of its default graph, and of each named graph."""

    triples: int
    named: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """Triples of all graphs."""
        return self.triples + sum(triples for _, triples in self.named)

    @classmethod
    def of(cls, store: ox.Store) -> Holdings:
        """Count."""
        named = {graph.value: 0 for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
        for name in named:
            named[name] = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
        default = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return cls(default, tuple(sorted(named.items())))


def describe(endpoint: str, holdings: Holdings) -> list[ox.Triple]:
    """The description of the endpoint at an address."""
    return list(_describe(endpoint, holdings))


def _describe(endpoint: str, holdings: Holdings) -> Iterable[ox.Triple]:
    service, dataset = ox.NamedNode(endpoint), ox.BlankNode("dataset")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _RESULT_FORMATS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(FORMATS + name))
    yield ox.Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    default = ox.BlankNode("default")
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield from _graph(default, holdings.triples)
    for number, (name, triples) in enumerate(holdings.named):
        entry, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(entry, _sd("graph"), graph)
        yield from _graph(graph, triples)


def _graph(node: ox.BlankNode, triples: int) -> Iterable[ox.Triple]:
    yield ox.Triple(node, _TYPE, _sd("Graph"))
    yield ox.Triple(node, ox.NamedNode(f"{VOID}triples"), ox.Literal(str(triples), datatype=_INTEGER))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
