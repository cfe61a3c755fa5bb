"""Knowledge -> RDF. rdflib begins here.

Every resource has an IRI that is made from what it is (no blank nodes, no counters, no time), so the same knowledge
gives the same graph. Types are written with their superclasses of the ontology (a Departure is an Event and a Fact
too): a query needs no reasoner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.metadata import version
from urllib.parse import quote

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontograph import shortcuts
from ontograph.errors import DataError
from ontograph.model import Argument, Document, Entity, Fact, Filler, GroundedClaim, Knowledge, Money
from ontograph.vocabulary import ID, PREFIXES, SCHEMA, Range, Vocabulary, vocabulary

Triple = tuple[Node, Node, Node]

WIKIDATA = Namespace(PREFIXES["wd"])
BUILD, PROGRAM = ID["build"], ID["software/ontograph"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?!\d)(?:-(\d{2})(?!\d))?)?(?!\d)")
_UNITS = ((10**9, "milliard"), (10**6, "million"))


def to_rdf(knowledge: Knowledge, terms: Vocabulary | None = None) -> Graph:
    """The knowledge as a graph, with its prefixes bound.

    Raises DataError where a fact has a type, a role or a value that the ontology lacks, and ValueError where a role
    names an entity or a fact that is not in the knowledge.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(knowledge).items():
        graph.bind(prefix, namespace)
    for triple in triples(knowledge, terms or vocabulary()):
        graph.add(triple)
    return graph


def prefixes(knowledge: Knowledge) -> dict[str, str]:
    """The prefixes that make a graph of this knowledge readable: the vocabulary's, and one a kind of id ("person:")."""
    groups: tuple[Iterable[Document | Entity | Fact | GroundedClaim], ...] = (
        knowledge.documents,
        knowledge.entities,
        knowledge.facts,
        (claim for fact in knowledge.facts for claim in fact.claims),
    )
    kinds = {
        "amount",
        "software",
        *(thing.id.partition("/")[0] for group in groups for thing in group if "/" in thing.id),
    }
    own = {kind: str(iri(kind)) + "/" for kind in kinds if kind not in PREFIXES and re.fullmatch(r"[a-z][a-z-]*", kind)}
    return dict(sorted({**PREFIXES, **own}.items()))


def iri(local: str) -> URIRef:
    """The IRI of a document, entity, fact or claim by its id; anything unsafe in the id is percent-encoded."""
    return ID[quote(local, safe="/")]


def triples(knowledge: Knowledge, terms: Vocabulary) -> Iterator[Triple]:
    """All triples, some of them more than once; raises as `to_rdf`."""
    yield from _build(terms)
    for document in knowledge.documents:
        yield from _document(document, terms)
    for entity in knowledge.entities:
        yield from _entity(entity, terms)
    fillers = _Fillers(terms, knowledge)
    for fact in knowledge.facts:
        yield from _fact(fact, fillers)
        for claim in fact.claims:
            yield from _claim(claim, fact, fillers)
    for source, property_, target in shortcuts.links(knowledge, terms):
        yield iri(source), terms.term(property_), iri(target)


def date_literal(value: str) -> Literal | None:
    """An ISO 8601 or TIMEX3 date as xsd:date, xsd:gYearMonth or xsd:gYear, as precise as it is sure.

    "2024-05" is a month; "2024-Q1", "2024-W12" and "2024-02-30" keep what is a calendar date (their year or month);
    None for what is none at all.
    """
    found = _DATE.match(value)
    if found is None or found[1] == "0000":
        return None
    year, month, day = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return Literal(year, datatype=XSD.gYear, normalize=False)
    if day is None or not _is_day(int(year), int(month), int(day)):
        return Literal(f"{year}-{month}", datatype=XSD.gYearMonth, normalize=False)
    return Literal(f"{year}-{month}-{day}", datatype=XSD.date, normalize=False)


def money_label(money: Money) -> str:
    """An amount for a French reader: "6,5 milliards USD", "environ 300 000 EUR"."""
    unit, name = next(((u, n) for u, n in _UNITS if money.value >= u), (1, ""))
    number = _plain(money.value / unit)
    whole, _, fraction = number.partition(".")
    parts = [
        "environ" if money.approximate else "",
        f"{int(whole):,}".replace(",", " ") + ("," + fraction if fraction else ""),
        name + "s" if name and money.value >= 2 * unit else name,
        money.currency or "",
    ]
    return " ".join(part for part in parts if part)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _plain(value: Decimal) -> str:
    """A decimal without exponent or trailing zeros: xsd:decimal has no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(value: Decimal) -> Literal:
    """Always with a point, as Turtle writes a bare decimal: the graph in memory and its file hold the same terms."""
    text = _plain(value)
    return Literal(text if "." in text else text + ".0", datatype=XSD.decimal, normalize=False)


def _types(node: Node, class_: str, terms: Vocabulary) -> Iterator[Triple]:
    for name in terms.superclasses(class_):
        yield node, RDF.type, terms.term(name)


def _build(terms: Vocabulary) -> Iterator[Triple]:
    yield BUILD, RDF.type, PROV.Activity
    yield BUILD, RDFS.label, Literal("Construction du graphe", lang="fr")
    yield BUILD, PROV.wasAssociatedWith, PROGRAM
    yield PROGRAM, RDF.type, PROV.SoftwareAgent
    yield PROGRAM, RDFS.label, Literal("ontograph")
    yield PROGRAM, SCHEMA.softwareVersion, Literal(version("ontograph-press"))


def _document(document: Document, terms: Vocabulary) -> Iterator[Triple]:
    node = iri(document.id)
    yield from _types(node, "Document", terms)
    yield node, terms.term("path"), Literal(document.path)
    yield node, terms.term("sha256"), Literal(document.sha256)
    yield node, DCTERMS.language, Literal("fr")
    yield BUILD, PROV.used, node
    if document.title:
        yield node, DCTERMS.title, Literal(document.title, lang="fr")
    if document.published and (issued := date_literal(document.published)) is not None:
        yield node, DCTERMS.issued, issued
    if document.publisher:
        yield node, DCTERMS.publisher, Literal(document.publisher)
    if document.url:
        yield node, SCHEMA.url, Literal(document.url, datatype=XSD.anyURI, normalize=False)
    for entity in document.mentions:
        yield node, SCHEMA.mentions, iri(entity)
    for other in document.version_of:
        yield node, DCTERMS.isVersionOf, iri(other)


def _entity(entity: Entity, terms: Vocabulary) -> Iterator[Triple]:
    if not terms.is_a(entity.subtype or entity.kind, entity.kind):
        raise DataError(f"{terms.source}: og:{entity.subtype} is no subclass of og:{entity.kind} ({entity.name})")
    node = iri(entity.id)
    yield from _types(node, entity.subtype or entity.kind, terms)
    yield node, SKOS.prefLabel, Literal(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, SKOS.altLabel, Literal(alias)
    if entity.wikidata:
        yield node, OWL.sameAs, WIKIDATA[quote(entity.wikidata, safe="")]


class _Fillers:
    """Writes what fills the roles of facts and claims, by the range that the ontology gives each role."""

    def __init__(self, terms: Vocabulary, knowledge: Knowledge) -> None:
        self.terms = terms
        self.entities = frozenset(entity.id for entity in knowledge.entities)
        self.facts = frozenset(fact.id for fact in knowledge.facts)

    def triples(self, node: Node, class_: str, arguments: Iterable[Argument]) -> Iterator[Triple]:
        for argument in arguments:
            self.terms.role(class_, argument.role)
            properties = [self.terms.term(role) for role in self.terms.super_roles(argument.role)]
            for filler in argument.fillers:
                value, about_value = self._value(argument.role, filler)
                yield from about_value
                if value is not None:
                    yield from ((node, property_, value) for property_ in properties)

    def _value(self, role: str, filler: Filler) -> tuple[Node | None, list[Triple]]:
        kind = self.terms.range(role)
        if isinstance(filler, Money):
            if kind is not Range.MONEY:
                raise DataError(f"{self.terms.source}: og:{role} takes no amount of money")
            return self._money(filler)
        match kind:
            case Range.ENTITY | Range.FACT:
                if filler not in (self.entities if kind is Range.ENTITY else self.facts):
                    raise ValueError(f"og:{role}: {filler!r} is not in the knowledge")
                return iri(filler), []
            case Range.CONCEPT:
                return self.terms.concept(role, filler), []
            case Range.DATE:
                return date_literal(filler), []
            case Range.DECIMAL:
                return self._number(role, filler), []
            case Range.FRENCH:
                return Literal(filler, lang="fr"), []
            case Range.STRING:
                return Literal(filler), []
            case Range.MONEY:
                raise DataError(f"{self.terms.source}: og:{role} takes an amount of money, not {filler!r}")

    def _number(self, role: str, filler: str) -> Literal:
        try:
            value = Decimal(filler)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise DataError(f"{self.terms.source}: og:{role} takes a number, not {filler!r}")
        return _decimal(value)

    def _money(self, money: Money) -> tuple[URIRef, list[Triple]]:
        """An amount is its value: two facts with the same amount share the node."""
        words = ["about" if money.approximate else "", _plain(money.value), (money.currency or "").lower()]
        node = iri("amount/" + "-".join(word for word in words if word))
        about: list[Triple] = [
            (node, RDF.type, SCHEMA.MonetaryAmount),
            (node, RDFS.label, Literal(money_label(money), lang="fr")),
            (node, SCHEMA.value, _decimal(money.value)),
        ]
        if money.currency:
            about.append((node, SCHEMA.currency, Literal(money.currency)))
        if money.approximate:
            about.append((node, self.terms.term("approximate"), Literal(True)))
        return node, about


def _fact(fact: Fact, fillers: _Fillers) -> Iterator[Triple]:
    terms, node = fillers.terms, iri(fact.id)
    terms.roles(fact.type)  # refuses what is no class of facts
    yield from _types(node, fact.type, terms)
    yield node, RDFS.label, Literal(fact.label, lang="fr")
    yield node, terms.term("factuality"), terms.concept("factuality", fact.factuality)
    if fact.date and (when := date_literal(fact.date)) is not None:
        yield node, terms.term("date"), when
    statuses = {grounded.claim.status for grounded in fact.claims}
    if len(statuses) == 1 and (status := statuses.pop()) is not None:
        yield node, terms.role(fact.type, "status"), terms.concept("status", status)
    yield from fillers.triples(node, fact.type, fact.arguments)


def _claim(grounded: GroundedClaim, fact: Fact, fillers: _Fillers) -> Iterator[Triple]:
    terms, node, claim = fillers.terms, iri(grounded.id), grounded.claim
    document = iri(grounded.document)
    yield from _types(node, "Claim", terms)
    yield node, terms.term("about"), iri(fact.id)
    yield node, terms.term("inDocument"), document
    yield node, terms.term("quote"), Literal(claim.quote)
    yield node, terms.term("start"), Literal(claim.start)
    yield node, terms.term("end"), Literal(claim.end)
    yield node, terms.term("factuality"), terms.concept("factuality", claim.factuality)
    yield node, terms.term("confidence"), _decimal(Decimal(str(round(claim.confidence, 2))))
    yield node, terms.term("extractedBy"), Literal(claim.rule)
    yield node, PROV.wasDerivedFrom, document
    yield node, PROV.wasGeneratedBy, BUILD
    if claim.status:
        yield node, terms.term("status"), terms.concept("status", claim.status)
    if claim.attributed_entity in fillers.entities:
        yield node, terms.term("attributedTo"), iri(claim.attributed_entity or "")
    elif claim.attributed_to:
        yield node, terms.term("attributedTo"), Literal(claim.attributed_to, lang="fr")
    if claim.date and (when := date_literal(claim.date)) is not None:
        yield node, terms.term("date"), when
    for other in grounded.disagrees_with:
        yield node, terms.term("disagreesWith"), iri(other)
    own = (argument for argument in claim.arguments if argument.role in terms.roles("Claim"))
    yield from fillers.triples(node, "Claim", own)
