"""What an exporter gets: the triples of one graph, and the same as an rdflib graph and as a network."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node as RdflibNode

from ontograph import graph
from ontograph.exports import order
from ontograph.exports.documents import by_document
from ontograph.model import Knowledge
from ontograph.network import Network, to_events, to_networkx
from ontograph.rdfterms import Term
from ontograph.rows import Rows, of_knowledge
from ontograph.selection import Shape, View, select
from ontograph.statements import Copy, Node, Statements
from ontograph.texts import TextSource
from ontograph.vocabulary import ID, PREFIXES

_KIND = re.compile(re.escape(str(ID)) + r"([a-z][a-z-]*)/")


@dataclass(frozen=True)
class Content:
    """A graph to be written, from a build or from a file; an exporter takes the view of it that suits its format.

    Of a build, what is written a thing at a time (`nodes`, `by_iri`, `quads`, `documents`) is made when it is asked
    for, and kept by nobody; the `triples` are made only where an exporter wants them all.
    """

    prefixes: Mapping[str, str]
    """Prefix -> namespace, also such as the graph does not use."""
    _triples: frozenset[ox.Triple] | None = field(default=None, repr=False)
    _knowledge: Knowledge | None = field(default=None, repr=False)
    """The triples, or what they are to be made of."""
    view: View = field(default_factory=View)
    """What the knowledge and the network show of it; the triples are always all."""

    texts: TextSource = field(default_factory=dict[str, str], repr=False, compare=False)
    """The texts of the documents by their sha256, where they are at hand: some formats show sentences in context."""

    @classmethod
    def of(cls, source: Knowledge | Graph) -> Content:
        """The content of a knowledge, or of an rdflib graph.

        Raises TypeError for what RDF 1.1 does not know; what is made of a knowledge raises as `graph.to_rdf`.
        """
        if isinstance(source, Graph):
            prefixes = {name: str(iri) for name, iri in source.namespaces()}
            return cls(prefixes, frozenset(map(triple, source)))
        return cls(graph.prefixes(source), None, source)

    @classmethod
    def of_triples(cls, triples: Iterable[ox.Triple]) -> Content:
        """The content of what was read from a file; its prefixes are those that a build would give it."""
        found = frozenset(triples)
        kinds = {kind[1] for node in _named(found) if (kind := _KIND.match(node.value))} - PREFIXES.keys()
        return cls({**PREFIXES, **{kind: f"{ID}{kind}/" for kind in kinds}}, found)

    @cached_property
    def _statements(self) -> Statements | None:
        return Statements(self._knowledge) if self._knowledge else None

    @cached_property
    def triples(self) -> frozenset[ox.Triple]:
        """All triples, each once."""
        return frozenset(graph.triples(self._knowledge) if self._knowledge else self._triples or ())

    @property
    def facts(self) -> int:
        """How many facts a build has found: how much there is to write."""
        return len(self._knowledge.facts) if self._knowledge else 0

    def nodes(self) -> Iterator[Node]:
        """Each thing with what is said of it, in reading order (`order`)."""
        return self._statements.nodes() if self._statements else order.nodes(self.triples)

    def by_iri(self) -> Iterator[Node]:
        """The same, sorted by IRI."""
        return (node for node, _ in self.quads()) if self._statements else iter(_about(self.triples))

    def quads(self) -> Iterator[tuple[Node, list[Copy]]]:
        """The same, with what of each thing the graphs of documents repeat."""
        if self._statements:
            yield from self._statements.quads()
            return
        copies: dict[Term, list[Copy]] = defaultdict(list)
        for name, said in by_document(self.triples).items():
            for subject, told in _about(said):
                copies[subject].append((str(name), told))
        for node in _about(self.triples):
            yield node, copies[node[0]]

    def documents(self) -> Iterator[tuple[Term, Iterator[Node]]]:
        """The graph of each document by its name, sorted; each in reading order."""
        if self._statements:
            return self._statements.by_document()
        return ((str(name), order.nodes(said)) for name, said in by_document(self.triples).items())

    @cached_property
    def rdf(self) -> Graph:
        """The graph for rdflib, with its prefixes bound."""
        made = Graph(bind_namespaces="none")
        for prefix, namespace in sorted(self.prefixes.items()):
            made.bind(prefix, namespace)
        for one in self.triples:
            made.add((graph.node(one.subject), graph.node(one.predicate), graph.node(one.object)))
        return made

    def seen(self, view: View) -> Content:
        """The same, of which the knowledge and the network show a part."""
        return replace(self, view=view)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the view shows, as it is read back from the triples; raises GraphError as `recall` and `select`."""
        from ontograph.readback import read_back
        from ontograph.recall import recall

        return select(read_back(self._knowledge) if self._knowledge else recall(self.triples), self.view)

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


def triple(nodes: tuple[RdflibNode, RdflibNode, RdflibNode]) -> ox.Triple:
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


def _term(node: RdflibNode) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, URIRef):
        return _named_node(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"not an RDF term: {node!r}")


def _about(triples: Iterable[ox.Triple]) -> list[Node]:
    """Each thing with what is said of it, sorted by IRI."""
    found: dict[Term, list[tuple[Term, Term]]] = defaultdict(list)
    for one in triples:
        found[str(one.subject)].append((str(one.predicate), str(one.object)))
    return sorted(found.items())
