"""Knowledge -> statements, a thing at a time, in the orders that files have, in the terms of N-Triples.

Every resource has an IRI that is made from what it is (no blank nodes, no counters, no time), so the same knowledge
makes the same statements. Terms are plain text, for a large graph has tens of millions of them: what writes a file
takes one thing after the other and keeps none. What is said of each is in `things`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TypeVar

from ontograph.model import Document, Entity, Fact, GroundedClaim, Money
from ontograph.rdfterms import Term, amount_iri, iri, often
from ontograph.rolevalues import TYPE, Said
from ontograph.things import OF_SEVERAL, Node, Things

__all__ = ["OF_SEVERAL", "TYPE", "Copy", "Node", "Said", "Statements"]

Copy = tuple[Term, list[Said]]
"""The name of a graph, and what it says of a thing."""
Thing = TypeVar("Thing", Document, Entity, Fact, GroundedClaim)


class Statements(Things):
    """All that a knowledge says; what makes statements raises as `Things`."""

    def nodes(self) -> Iterator[Node]:
        """Everything, in reading order: documents, people and organizations, each fact with its claims behind it, sums
        of money, and how the graph was made; within each by IRI."""
        known = self.knowledge
        yield from map(self.document, _by_iri(known.documents))
        yield from map(self.entity, _by_iri(known.entities))
        for fact in _by_iri(known.facts):
            node = self.fact(fact)
            yield node
            for grounded in _by_iri(fact.claims):
                yield self.claim(grounded, node[0])
        yield from map(self.amount, self.sums.values())
        yield from self.build()

    def by_iri(self) -> Iterator[Node]:
        """Everything, sorted by IRI."""
        return (node for node, _ in self.quads())

    def quads(self) -> Iterator[tuple[Node, list[Copy]]]:
        """Everything, sorted by IRI, with what of it the graphs of documents repeat."""
        known = self.knowledge
        claims = [(grounded, fact) for fact in known.facts for grounded in fact.claims]
        claims.sort(key=lambda pair: iri(pair[0].id))
        return heapq.merge(
            map(self._documented, _by_iri(known.documents)),
            ((self.entity(entity), []) for entity in _by_iri(known.entities)),
            ((self.fact(fact), []) for fact in _by_iri(known.facts)),
            (self._claimed(grounded, fact) for grounded, fact in claims),
            (self._stated(name, money) for name, money in self.sums.items()),
            ((node, []) for node in self.build()),
            key=lambda found: found[0][0],
        )

    def by_document(self) -> Iterator[tuple[Term, Iterator[Node]]]:
        """The graph of each document (`exports.documents`) behind its name, sorted; each in reading order."""
        documents = {iri(document.id): document for document in self.knowledge.documents}
        claims: dict[Term, list[tuple[Fact, GroundedClaim]]] = defaultdict(list)
        for fact in self.knowledge.facts:
            for grounded in fact.claims:
                claims[iri(grounded.document)].append((fact, grounded))
        for name in sorted({*documents, *claims}):
            yield name, self._graph(documents.get(name), claims.pop(name, []))

    def _graph(self, document: Document | None, told: list[tuple[Fact, GroundedClaim]]) -> Iterator[Node]:
        if document is not None:
            yield _alone(self.document(document))
        for fact, grounded in sorted(told, key=lambda pair: (iri(pair[0].id), iri(pair[1].id))):
            yield _alone(self.claim(grounded, iri(fact.id)))
        sums = {amount_iri(money): money for _, grounded in told for money in self.sums_of(grounded)}
        for _, money in sorted(sums.items()):
            yield self.amount(money)

    def _documented(self, document: Document) -> tuple[Node, list[Copy]]:
        node = self.document(document)
        return node, [(node[0], _alone(node)[1])]

    def _claimed(self, grounded: GroundedClaim, fact: Fact) -> tuple[Node, list[Copy]]:
        node = self.claim(grounded, iri(fact.id))
        return node, [(often(grounded.document), _alone(node)[1] if grounded.disagrees_with else node[1])]

    def _stated(self, name: Term, money: Money) -> tuple[Node, list[Copy]]:
        node = self.amount(money)
        return node, [(iri(document), node[1]) for document in self._stating.get(name, ())]

    @cached_property
    def _stating(self) -> dict[Term, set[str]]:
        """By the IRI of a sum, the documents (their ids) with claims that state it."""
        found: dict[Term, set[str]] = defaultdict(set)
        for money, documents in self.stated.items():  # 1.0 and 1.00 are one sum
            found[amount_iri(money)] |= documents
        return found


def _alone(node: Node) -> Node:
    """Without what no document says alone; the same where there is no such thing."""
    subject, said = node
    alone = [one for one in said if one[0] not in OF_SEVERAL]
    return (subject, alone) if len(alone) < len(said) else node


def _by_iri(things: Collection[Thing]) -> Collection[Thing]:
    return things if len(things) == 1 else sorted(things, key=lambda thing: iri(thing.id))
