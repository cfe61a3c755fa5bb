"""What is said of each thing of a knowledge: a document, an entity, a fact, a claim, a sum of money, the build.

Types are stated with their superclasses of the ontology (a Departure is an Event and a Fact too): a query needs no
reasoner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib.metadata import version
from urllib.parse import quote

from ontograph import shortcuts
from ontograph.errors import DataError
from ontograph.model import Argument, Document, Entity, Fact, GroundedClaim, Knowledge, Money
from ontograph.rdfterms import (
    Term,
    amount_iri,
    date_term,
    decimal,
    french,
    iri,
    known,
    literal,
    money_label,
    often,
    typed,
)
from ontograph.rolevalues import TYPE, Names, Roles, Said
from ontograph.vocabulary import Vocabulary, vocabulary

Node = tuple[Term, list[Said]]
"""A thing and what is said of it, in any order, some of it perhaps twice."""

IS_VERSION_OF, DISAGREES = known("dcterms", "isVersionOf"), known("og", "disagreesWith")
OF_SEVERAL = frozenset([IS_VERSION_OF, DISAGREES])
"""Properties that no document states alone."""
BUILD, PROGRAM = iri("build"), iri("software/ontograph")

_LABEL = known("rdfs", "label")
_DERIVED, _GENERATED, _USED = known("prov", "wasDerivedFrom"), known("prov", "wasGeneratedBy"), known("prov", "used")
_MENTIONS = known("schema", "mentions")
_PREF, _ALT, _SAME = known("skos", "prefLabel"), known("skos", "altLabel"), known("owl", "sameAs")
_INTEGER = known("xsd", "integer")


class Things:
    """The things of a knowledge, in the terms of an ontology.

    What is made of a fact or an entity raises DataError where its type, a role or a value is not in the ontology, and
    ValueError where a role names an entity or a fact that is not in the knowledge.
    """

    def __init__(self, knowledge: Knowledge, terms: Vocabulary | None = None) -> None:
        self.knowledge = knowledge
        self.terms = terms or vocabulary()
        self._names = Names(self.terms)
        self._entities = frozenset(entity.id for entity in knowledge.entities)
        facts = frozenset(fact.id for fact in knowledge.facts)
        self._roles = Roles(self.terms, self._names, self._entities, facts)

    def check(self) -> None:
        """Raise what the making of any statement would raise."""
        for entity in self.knowledge.entities:
            self._entity_types(entity)
        for fact in self.knowledge.facts:
            self.terms.roles(fact.type)
            self._names.concept("factuality", fact.factuality)
            self._status(fact)
            self._roles.filled(fact.type, fact.arguments)
            for grounded in fact.claims:
                self._names.concept("factuality", grounded.claim.factuality)
                self._roles.filled("Claim", self.own(grounded))

    def document(self, document: Document) -> Node:
        """A document, and whom it mentions."""
        name = self._names
        said = [
            *name.types("Document"),
            (name["path"], literal(document.path)),
            (name["sha256"], literal(document.sha256)),
            (known("dcterms", "language"), literal("fr")),
            *[(_MENTIONS, often(entity)) for entity in document.mentions],
            *[(IS_VERSION_OF, iri(other)) for other in document.version_of],
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
            *[(_ALT, literal(alias)) for alias in entity.aliases if alias != entity.name],
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
            *self._roles.filled(fact.type, fact.arguments),
        ]
        if fact.date and (when := date_term(fact.date)) is not None:
            said.append((name["date"], when))
        return iri(fact.id), said

    def claim(self, grounded: GroundedClaim, fact: Term) -> Node:
        """A passage that states a fact, which is given by its IRI."""
        name, claim = self._names, grounded.claim
        document = often(grounded.document)
        said = [
            *name.types("Claim"),
            (name["about"], fact),
            (name["inDocument"], document),
            (name["quote"], literal(claim.quote)),
            (name["start"], f'"{claim.start}"^^{_INTEGER}'),
            (name["end"], f'"{claim.end}"^^{_INTEGER}'),
            (name["factuality"], name.concept("factuality", claim.factuality)),
            (name["confidence"], name.confidence(claim.confidence)),
            (name["extractedBy"], literal(claim.rule)),
            (_DERIVED, document),
            (_GENERATED, BUILD),
            *self._roles.filled("Claim", self.own(grounded)),
        ]
        if claim.status:
            said.append((name["status"], name.concept("status", claim.status)))
        if claim.attributed_entity in self._entities:
            said.append((name["attributedTo"], iri(claim.attributed_entity or "")))
        elif claim.attributed_to:
            said.append((name["attributedTo"], french(claim.attributed_to)))
        if claim.date and (when := date_term(claim.date)) is not None:
            said.append((name["date"], when))
        if grounded.disagrees_with:
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

    @cached_property
    def sums(self) -> dict[Term, Money]:
        """The sums of money of all facts and claims, by their IRIs, sorted."""
        found = {filler for fact in self.knowledge.facts for filler in _sums(fact.arguments)}
        found.update(self.stated)
        return dict(sorted((amount_iri(money), money) for money in sorted(found, key=repr)))

    @cached_property
    def stated(self) -> dict[Money, set[str]]:
        """The sums that claims state, and in which documents (their ids)."""
        found: dict[Money, set[str]] = defaultdict(set)
        for fact in self.knowledge.facts:
            for grounded in fact.claims:
                for money in self.sums_of(grounded):
                    found[money].add(grounded.document)
        return found

    def sums_of(self, grounded: GroundedClaim) -> Iterable[Money]:
        """The sums that a claim states."""
        return _sums(self.own(grounded)) if grounded.claim.arguments else ()

    @cached_property
    def _links(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for source, property_, target in shortcuts.links(self.knowledge, self.terms):
            found[source].append((self._names[property_], iri(target)))
        return found

    @cached_property
    def _of_claims(self) -> frozenset[str]:
        return frozenset(self.terms.roles("Claim"))

    def own(self, grounded: GroundedClaim) -> list[Argument]:
        """What a claim says itself: who takes part is said of the fact."""
        own = self._of_claims
        return [argument for argument in grounded.claim.arguments if argument.role in own]

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


def _sums(arguments: Iterable[Argument]) -> Iterator[Money]:
    return (filler for argument in arguments for filler in argument.fillers if isinstance(filler, Money))
