"""Knowledge -> statements: what is said of each thing, a thing at a time, in the terms of N-Triples.

Every resource has an IRI that is made from what it is (no blank nodes, no counters, no time), so the same knowledge
makes the same statements. Types are stated with their superclasses of the ontology (a Departure is an Event and a Fact
too): a query needs no reasoner. Terms are plain text, for a large graph has tens of millions of them: what writes a
file takes one thing after the other and keeps none.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cached_property
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import quote

from ontograph import shortcuts
from ontograph.errors import DataError
from ontograph.model import Argument, Document, Entity, Fact, Filler, GroundedClaim, Knowledge, Money
from ontograph.rdfterms import Term, amount_iri, date_term, decimal, french, iri, known, literal, money_label, typed
from ontograph.vocabulary import Range, Vocabulary, vocabulary

Said = tuple[Term, Term]
"""A property and its value."""
Node = tuple[Term, list[Said]]
"""A thing and what is said of it, in any order, some of it perhaps twice."""
Copy = tuple[Term, list[Said]]
"""The name of a graph, and what it says of a thing."""
Thing = TypeVar("Thing", Document, Entity, Fact, GroundedClaim)


TYPE = known("rdf", "type")
IS_VERSION_OF, DISAGREES = known("dcterms", "isVersionOf"), known("og", "disagreesWith")
OF_SEVERAL = frozenset([IS_VERSION_OF, DISAGREES])
"""Properties that no document states alone."""
_LABEL = known("rdfs", "label")
_DERIVED, _GENERATED, _USED = known("prov", "wasDerivedFrom"), known("prov", "wasGeneratedBy"), known("prov", "used")
_MENTIONS = known("schema", "mentions")
_PREF, _ALT, _SAME = known("skos", "prefLabel"), known("skos", "altLabel"), known("owl", "sameAs")
_INTEGER = known("xsd", "integer")


class Statements:
    """All that a knowledge says, in the terms of an ontology.

    What it makes of a fact or an entity raises DataError where its type, a role or a value is not in the ontology, and
    ValueError where a role names an entity or a fact that is not in the knowledge.
    """

    def __init__(self, knowledge: Knowledge, terms: Vocabulary | None = None) -> None:
        self.knowledge = knowledge
        self.terms = terms or vocabulary()
        self._names = _Names(self.terms)
        self._entities = frozenset(entity.id for entity in knowledge.entities)
        self._facts = frozenset(fact.id for fact in knowledge.facts)
        self._roles: dict[tuple[str, str], tuple[tuple[Term, ...], Range]] = {}

    def check(self) -> None:
        """Raise what the making of any statement would raise."""
        for entity in self.knowledge.entities:
            self._entity_types(entity)
        for fact in self.knowledge.facts:
            self.terms.roles(fact.type)
            self._names.concept("factuality", fact.factuality)
            self._status(fact)
            for _ in self._filled(fact.type, fact.arguments):
                pass
            for grounded in fact.claims:
                claim = grounded.claim
                self._names.concept("factuality", claim.factuality)
                for _ in self._filled("Claim", self._own(claim.arguments)):
                    pass

    def nodes(self) -> Iterator[Node]:
        """Everything, in reading order: documents, people and organizations, each fact with its claims behind it, sums
        of money, and how the graph was made; within each by IRI."""
        known = self.knowledge
        yield from map(self.document, _by_iri(known.documents))
        yield from map(self.entity, _by_iri(known.entities))
        for fact in _by_iri(known.facts):
            yield self.fact(fact)
            for grounded in _by_iri(fact.claims):
                yield self.claim(grounded, fact)
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
            (_in_graph(self.document(document), iri(document.id)) for document in _by_iri(known.documents)),
            ((self.entity(entity), []) for entity in _by_iri(known.entities)),
            ((self.fact(fact), []) for fact in _by_iri(known.facts)),
            (_in_graph(self.claim(grounded, fact), iri(grounded.document)) for grounded, fact in claims),
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
            yield _alone(self.claim(grounded, fact))
        sums = {amount_iri(money): money for _, grounded in told for money in self.sums_of(grounded)}
        for _, money in sorted(sums.items()):
            yield self.amount(money)

    def _stated(self, name: Term, money: Money) -> tuple[Node, list[Copy]]:
        node = self.amount(money)
        return node, [(document, node[1]) for document in sorted(self._stating.get(name, ()))]

    @cached_property
    def _stating(self) -> dict[Term, set[Term]]:
        """By sum, the documents with claims that state it."""
        found: dict[Term, set[Term]] = defaultdict(set)
        for fact in self.knowledge.facts:
            for grounded in fact.claims:
                for money in self.sums_of(grounded):
                    found[amount_iri(money)].add(iri(grounded.document))
        return found

    # --- things

    def document(self, document: Document) -> Node:
        """A document, and whom it mentions."""
        name = self._names
        said = [
            *name.types("Document"),
            (name["path"], literal(document.path)),
            (name["sha256"], literal(document.sha256)),
            (known("dcterms", "language"), literal("fr")),
            *((_MENTIONS, iri(entity)) for entity in document.mentions),
            *((IS_VERSION_OF, iri(other)) for other in document.version_of),
        ]
        if document.title:
            said.append((known("dcterms", "title"), french(document.title)))
        if document.published and (issued := date_term(document.published)) is not None:
            said.append((known("dcterms", "issued"), issued))
        if document.publisher:
            said.append((known("dcterms", "publisher"), literal(document.publisher)))
        if document.url:
            said.append((known("schema", "url"), typed(document.url, known("xsd", "anyURI"))))
        return iri(document.id), said

    def entity(self, entity: Entity) -> Node:
        """A person or an organization, with the shortcuts that lead from it."""
        said = [
            *self._entity_types(entity),
            (_PREF, literal(entity.name)),
            *((_ALT, literal(alias)) for alias in entity.aliases if alias != entity.name),
            *self._links.get(entity.id, ()),
        ]
        if entity.wikidata:
            said.append((_SAME, known("wd", quote(entity.wikidata, safe=""))))
        return iri(entity.id), said

    def fact(self, fact: Fact) -> Node:
        """An event or a state, without its claims."""
        name = self._names
        self.terms.roles(fact.type)  # refuses what is no class of facts
        said = [
            *name.types(fact.type),
            (_LABEL, french(fact.label)),
            (name["factuality"], name.concept("factuality", fact.factuality)),
            *self._status(fact),
            *self._filled(fact.type, fact.arguments),
        ]
        if fact.date and (when := date_term(fact.date)) is not None:
            said.append((name["date"], when))
        return iri(fact.id), said

    def claim(self, grounded: GroundedClaim, fact: Fact) -> Node:
        """A passage that states a fact."""
        name, claim = self._names, grounded.claim
        document = iri(grounded.document)
        said = [
            *name.types("Claim"),
            (name["about"], iri(fact.id)),
            (name["inDocument"], document),
            (name["quote"], literal(claim.quote)),
            (name["start"], f'"{claim.start}"^^{_INTEGER}'),
            (name["end"], f'"{claim.end}"^^{_INTEGER}'),
            (name["factuality"], name.concept("factuality", claim.factuality)),
            (name["confidence"], name.confidence(claim.confidence)),
            (name["extractedBy"], literal(claim.rule)),
            (_DERIVED, document),
            (_GENERATED, BUILD),
            *self._filled("Claim", self._own(claim.arguments)),
        ]
        if claim.status:
            said.append((name["status"], name.concept("status", claim.status)))
        if claim.attributed_entity in self._entities:
            said.append((name["attributedTo"], iri(claim.attributed_entity or "")))
        elif claim.attributed_to:
            said.append((name["attributedTo"], french(claim.attributed_to)))
        if claim.date and (when := date_term(claim.date)) is not None:
            said.append((name["date"], when))
        said += [(DISAGREES, iri(other)) for other in grounded.disagrees_with]
        return iri(grounded.id), said

    def amount(self, money: Money) -> Node:
        """A sum of money: it is its value, so two facts with the same sum share it."""
        said = [
            (TYPE, known("schema", "MonetaryAmount")),
            (_LABEL, french(money_label(money))),
            (known("schema", "value"), decimal(money.value)),
        ]
        if money.currency:
            said.append((known("schema", "currency"), literal(money.currency)))
        if money.approximate:
            said.append((self._names["approximate"], typed("true", known("xsd", "boolean"))))
        return amount_iri(money), said

    def build(self) -> list[Node]:
        """The making of the graph, and the program that made it."""
        used = [(_USED, iri(document.id)) for document in self.knowledge.documents]
        making = [
            (TYPE, known("prov", "Activity")),
            (_LABEL, french("Construction du graphe")),
            (known("prov", "wasAssociatedWith"), PROGRAM),
            *used,
        ]
        program = [
            (TYPE, known("prov", "SoftwareAgent")),
            (_LABEL, literal("ontograph")),
            (known("schema", "softwareVersion"), literal(version("ontograph-press"))),
        ]
        return [(BUILD, making), (PROGRAM, program)]

    # --- what they share

    @cached_property
    def sums(self) -> dict[Term, Money]:
        """The sums of money of all facts and claims, by their IRIs, sorted."""
        found = set[Money]()
        for fact in self.knowledge.facts:
            found.update(_sums(fact.arguments))
            for grounded in fact.claims:
                found.update(self.sums_of(grounded))
        return dict(sorted((amount_iri(money), money) for money in sorted(found, key=repr)))

    def sums_of(self, grounded: GroundedClaim) -> Iterator[Money]:
        """The sums that a claim states."""
        return _sums(self._own(grounded.claim.arguments))

    @cached_property
    def _links(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for source, property_, target in shortcuts.links(self.knowledge, self.terms):
            found[source].append((self._names[property_], iri(target)))
        return found

    @cached_property
    def _of_claims(self) -> frozenset[str]:
        return frozenset(self.terms.roles("Claim"))

    def _own(self, arguments: Iterable[Argument]) -> Iterator[Argument]:
        """What a claim says itself: who takes part is said of the fact."""
        return (argument for argument in arguments if argument.role in self._of_claims)

    def _entity_types(self, entity: Entity) -> list[Said]:
        class_ = entity.subtype or entity.kind
        if not self.terms.is_a(class_, entity.kind):
            raise DataError(
                f"{self.terms.source}: og:{entity.subtype} is no subclass of og:{entity.kind} ({entity.name})"
            )
        return self._names.types(class_)

    def _status(self, fact: Fact) -> list[Said]:
        statuses = {grounded.claim.status for grounded in fact.claims}
        if len(statuses) != 1 or (status := next(iter(statuses))) is None:
            return []
        return [(f"<{self.terms.role(fact.type, 'status')}>", self._names.concept("status", status))]

    # --- what fills the roles of facts and claims, by the range that the ontology gives each role

    def _filled(self, class_: str, arguments: Iterable[Argument]) -> Iterator[Said]:
        for argument in arguments:
            properties, range_ = self._role(class_, argument.role)
            for filler in argument.fillers:
                value = self._value(argument.role, range_, filler)
                if value is not None:
                    for property_ in properties:
                        yield property_, value

    def _role(self, class_: str, role: str) -> tuple[tuple[Term, ...], Range]:
        """The properties that a role is written as, those that it implies too, and what fills it."""
        known = self._roles.get((class_, role))
        if known is None:
            self.terms.role(class_, role)
            known = tuple(self._names[name] for name in self.terms.super_roles(role)), self.terms.range(role)
            self._roles[class_, role] = known
        return known

    def _value(self, role: str, range_: Range, filler: Filler) -> Term | None:
        if isinstance(filler, Money):
            if range_ is not Range.MONEY:
                raise DataError(f"{self.terms.source}: og:{role} takes no amount of money")
            return amount_iri(filler)
        match range_:
            case Range.ENTITY | Range.FACT:
                if filler not in (self._entities if range_ is Range.ENTITY else self._facts):
                    raise ValueError(f"og:{role}: {filler!r} is not in the knowledge")
                return iri(filler)
            case Range.CONCEPT:
                return self._names.concept(role, filler)
            case Range.DATE:
                return date_term(filler)
            case Range.DECIMAL:
                return self._number(role, filler)
            case Range.FRENCH:
                return french(filler)
            case Range.STRING:
                return literal(filler)
            case Range.MONEY:
                raise DataError(f"{self.terms.source}: og:{role} takes an amount of money, not {filler!r}")

    def _number(self, role: str, filler: str) -> Term:
        try:
            value = Decimal(filler)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise DataError(f"{self.terms.source}: og:{role} takes a number, not {filler!r}")
        return decimal(value)


class _Names:
    """The terms of the ontology in N-Triples, each looked up once."""

    def __init__(self, terms: Vocabulary) -> None:
        self._vocabulary = terms
        self._terms: dict[str, Term] = {}
        self._types: dict[str, list[Said]] = {}
        self._concepts: dict[tuple[str, str], Term] = {}
        self._confidences: dict[float, Term] = {}

    def __getitem__(self, name: str) -> Term:
        if name not in self._terms:
            self._terms[name] = f"<{self._vocabulary.term(name)}>"
        return self._terms[name]

    def types(self, class_: str) -> list[Said]:
        """That something is of a class, and so of those above it."""
        if class_ not in self._types:
            self._types[class_] = [(TYPE, self[name]) for name in self._vocabulary.superclasses(class_)]
        return self._types[class_]

    def concept(self, role: str, name: str) -> Term:
        """A value of a role with controlled values; raises DataError for any other."""
        found = self._concepts.get((role, name))
        if found is None:
            found = self._concepts[role, name] = f"<{self._vocabulary.concept(role, name)}>"
        return found

    def confidence(self, value: float) -> Term:
        """With two digits at most."""
        rounded = round(value, 2)
        if rounded not in self._confidences:
            self._confidences[rounded] = decimal(Decimal(str(rounded)))
        return self._confidences[rounded]


def _in_graph(node: Node, name: Term) -> tuple[Node, list[Copy]]:
    """A thing, and what of it the graph of a document says."""
    return node, [(name, _alone(node)[1])]


def _alone(node: Node) -> Node:
    """Without what no document says alone."""
    subject, said = node
    return subject, [one for one in said if one[0] not in OF_SEVERAL]


def _by_iri(things: Iterable[Thing]) -> list[Thing]:
    return sorted(things, key=lambda thing: iri(thing.id))


def _sums(arguments: Iterable[Argument]) -> Iterator[Money]:
    return (filler for argument in arguments for filler in argument.fillers if isinstance(filler, Money))


BUILD, PROGRAM = iri("build"), iri("software/ontograph")
