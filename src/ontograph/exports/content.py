"""What an exporter gets: the triples of one graph, and the same as an rdflib graph and as a network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ontograph import graph
from ontograph.model import Knowledge
from ontograph.network import Network, to_events, to_networkx
from ontograph.rows import Rows, of_knowledge
from ontograph.selection import Shape, View, select
from ontograph.texts import TextSource
from ontograph.vocabulary import ID, PREFIXES, vocabulary

_KIND = re.compile(re.escape(str(ID)) + r"([a-z][a-z-]*)/")


@dataclass(frozen=True)
class Content:
    """A graph to be written, from a build or from a file; an exporter takes the view of it that suits its format."""

    triples: frozenset[ox.Triple]
    prefixes: Mapping[str, str]
    """Prefix -> namespace, also such as the graph does not use."""
    _knowledge: Knowledge | None = field(default=None, repr=False, compare=False)
    view: View = field(default_factory=View)
    """What the knowledge and the network show of it; the triples are always all."""

    texts: TextSource = field(default_factory=dict[str, str], repr=False, compare=False)
    """The texts of the documents by their sha256, where they are at hand: some formats show sentences in context."""

    @classmethod
    def of(cls, source: Knowledge | Graph, made: Iterable[graph.Triple] | None = None) -> Content:
        """The content of a knowledge, or of an rdflib graph; `made` are the triples of the knowledge, if made already.

        Raises as `graph.to_rdf`, and TypeError for what RDF 1.1 does not know.
        """
        if isinstance(source, Graph):
            return cls(frozenset(map(triple, source)), {name: str(iri) for name, iri in source.namespaces()})
        made = graph.triples(source, vocabulary()) if made is None else made
        return cls(frozenset(map(triple, made)), graph.prefixes(source), source)

    @classmethod
    def of_triples(cls, triples: Iterable[ox.Triple]) -> Content:
        """The content of what was read from a file; its prefixes are those that a build would give it."""
        found = frozenset(triples)
        kinds = {kind[1] for node in _named(found) if (kind := _KIND.match(node.value))} - PREFIXES.keys()
        return cls(found, {**PREFIXES, **{kind: f"{ID}{kind}/" for kind in kinds}})

    @cached_property
    def rdf(self) -> Graph:
        """The graph for rdflib, with its prefixes bound."""
        made = Graph(bind_namespaces="none")
        for prefix, namespace in sorted(self.prefixes.items()):
            made.bind(prefix, namespace)
        for one in self.triples:
            made.add((_node(one.subject), _node(one.predicate), _node(one.object)))
        return made

    def seen(self, view: View) -> Content:
        """The same, of which the knowledge and the network show a part."""
        return replace(self, view=view)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the view shows, as it is read back from the triples; raises GraphError as `recall` and `select`."""
        from ontograph.recall import recall

        return select(recall(self.triples), self.view)

    @cached_property
    def network(self) -> Network:
        """People and organizations as nodes, one edge a fact between two of them, or what the view says; raises
        GraphError as `recall` and `select`."""
        return to_events(self._shown) if self.view.shape is Shape.events else to_networkx(self._shown)

    @cached_property
    def rows(self) -> Rows:
        """The same, for files of large networks."""
        return of_knowledge(self._shown, self.view.shape)

    @property
    def _shown(self) -> Knowledge:
        return select(self._knowledge, self.view) if self._knowledge else self.knowledge


def triple(nodes: tuple[Node, Node, Node]) -> ox.Triple:
    """An rdflib triple as pyoxigraph's; raises TypeError for what RDF 1.1 does not know (formulas, variables)."""
    subject, predicate, object_ = (_term(node) for node in nodes)
    return ox.Triple(subject, predicate, object_)  # type: ignore[arg-type]


def _named(triples: Iterable[ox.Triple]) -> Iterator[ox.NamedNode]:
    for one in triples:
        yield from (node for node in (one.subject, one.object) if isinstance(node, ox.NamedNode))


@lru_cache(maxsize=1 << 16)
def _named_node(iri: str) -> ox.NamedNode:
    """Most IRIs of a graph come again and again."""
    return ox.NamedNode(iri)


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, URIRef):
        return _named_node(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"not an RDF term: {node!r}")


def _node(term: object) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not a term of RDF 1.1: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
