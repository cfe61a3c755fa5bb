from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

import pyshacl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, URIRef

from knowledge import CLAIRE, HELIO, NOVA, ROUND, TEXTS, knowledge
from ontograph import resources
from ontograph.errors import DataError
from ontograph.graph import date_literal, iri, money_label, to_rdf
from ontograph.model import Argument, Entity, Fact, Knowledge, Money
from ontograph.vocabulary import ID, OG, SCHEMA, vocabulary

DEPARTURE = ID["departure/claire-aubry-nova-ia-2024"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_rdf(knowledge())


def fact(id_: str) -> Fact:
    return next(f for f in knowledge().facts if f.id == id_)


def with_fact(changed: Fact) -> Knowledge:
    base = knowledge()
    return replace(base, facts=tuple(changed if f.id == changed.id else f for f in base.facts))


def test_only_terms_of_the_ontology_are_written(graph: Graph) -> None:
    used = {n for t in graph for n in t if isinstance(n, URIRef) and n.startswith(OG)}
    assert used <= {vocabulary().term(name) for name in vocabulary()}


def test_there_are_no_blank_nodes_and_no_dangling_links(graph: Graph) -> None:
    assert not any(isinstance(n, BNode) for t in graph for n in t)
    linked = {o for o in graph.objects() if isinstance(o, URIRef) and o.startswith(ID)}
    assert linked <= set(graph.subjects())


def test_the_graph_conforms_to_the_shapes(graph: Graph) -> None:
    conforms, _, report = pyshacl.validate(graph, shacl_graph=Graph().parse(resources.path("shapes.ttl")))
    assert conforms, report


@pytest.mark.parametrize(
    ("subject", "property_", "message"),
    [
        (DEPARTURE, OG.person, "A departure has exactly one person."),
        (DEPARTURE, RDFS.label, "A fact has a label"),
        (ID["lawsuit/nova-ia-helio"], OG.defendant, "A lawsuit has at least one defendant."),
        (ID["claim/lawsuit-nova-ia-helio-1"], OG.quote, "A claim quotes its passage"),
        (ID["document/a"], OG.sha256, "A document has exactly one og:sha256"),
        (iri(NOVA), SKOS.prefLabel, "exactly one full name"),
        (ID["amount/500000000-usd"], SCHEMA.value, "An amount has exactly one value"),
        (ID["claim/lawsuit-nova-ia-helio-1"], OG.about, "A fact is grounded in at least one claim."),
    ],
)
def test_the_shapes_miss_what_is_missing(graph: Graph, subject: URIRef, property_: URIRef, message: str) -> None:
    broken = Graph()
    for triple in graph:
        broken.add(triple)
    broken.remove((subject, property_, None))
    conforms, _, report = pyshacl.validate(broken, shacl_graph=Graph().parse(resources.path("shapes.ttl")))
    assert not conforms
    assert message in report


def test_a_document(graph: Graph) -> None:
    document = ID["document/a"]
    assert graph.value(document, OG.path) == Literal("presse/a.txt")
    assert graph.value(document, DCTERMS.title) == Literal("Nova IA perd sa directrice technique", lang="fr")
    assert graph.value(document, DCTERMS.issued) == Literal("2024-05-20", datatype=XSD.date)
    assert graph.value(document, SCHEMA.url).datatype == XSD.anyURI
    assert iri(CLAIRE) in set(graph.objects(document, SCHEMA.mentions))
    assert graph.value(ID["document/c"], DCTERMS.issued) is None


def test_an_entity(graph: Graph) -> None:
    nova = iri(NOVA)
    assert set(graph.objects(nova, RDF.type)) == {OG.Company, OG.Organization, OG.Agent}
    assert graph.value(nova, SKOS.prefLabel) == Literal("Nova IA")
    assert set(graph.objects(nova, SKOS.altLabel)) == {Literal("Nova")}
    assert graph.value(nova, OWL.sameAs) == URIRef("http://www.wikidata.org/entity/Q1234567")


def test_a_fact(graph: Graph) -> None:
    assert set(graph.objects(DEPARTURE, RDF.type)) == {OG.Departure, OG.Event, OG.Fact}
    assert graph.value(DEPARTURE, OG.person) == iri(CLAIRE)
    assert graph.value(DEPARTURE, OG.destination) == iri(HELIO)
    assert graph.value(DEPARTURE, OG.roleClass) == OG.CTO
    assert graph.value(DEPARTURE, OG.kind) == OG.resignation
    assert graph.value(DEPARTURE, OG.title) == Literal("directrice technique", lang="fr")
    assert graph.value(DEPARTURE, OG.date) == Literal("2024-05", datatype=XSD.gYearMonth)
    assert graph.value(DEPARTURE, OG.factuality) == OG.certain


def test_a_claim_says_what_its_passage_says(graph: Graph) -> None:
    claim = ID["claim/departure-claire-aubry-nova-ia-2024-2"]
    assert graph.value(claim, OG.about) == DEPARTURE
    assert graph.value(claim, OG.inDocument) == graph.value(claim, PROV.wasDerivedFrom) == ID["document/b"]
    assert graph.value(claim, OG.kind) == OG.dismissal
    assert graph.value(claim, OG.date) == Literal("2024-06", datatype=XSD.gYearMonth)
    assert graph.value(claim, OG.confidence).toPython() == Decimal("0.8")
    assert graph.value(claim, OG.person) is None
    start, end = (graph.value(claim, p).toPython() for p in (OG.start, OG.end))
    assert TEXTS["b"][start:end] == str(graph.value(claim, OG.quote))


def test_the_source_is_an_entity_or_the_words_of_the_text(graph: Graph) -> None:
    assert graph.value(ID["claim/acquisition-helio-sora-1"], OG.attributedTo) == ID["organization/la-gazette"]
    words = graph.value(ID["claim/partnership-arpege-capital-helio-sora-1"], OG.attributedTo)
    assert words == Literal("un communiqué commun", lang="fr")


def test_status_is_on_the_fact_only_where_all_claims_agree(graph: Graph) -> None:
    position = fact("position/denis-morel-nova-ia-ceo")
    assert graph.value(iri(position.id), OG.status) == OG.current
    other = replace(position.claims[0], id="claim/x", claim=replace(position.claims[0].claim, status="former"))
    disputed = to_rdf(with_fact(replace(position, claims=(*position.claims, other))))
    assert graph.value(iri(position.claims[0].id), OG.status) == OG.current
    assert disputed.value(iri(position.id), OG.status) is None


def test_money_is_a_node_named_by_its_value(graph: Graph) -> None:
    exact, about = ID["amount/500000000-usd"], ID["amount/about-1200000000-eur"]
    assert graph.value(iri(ROUND), OG.amount) == exact
    assert graph.value(iri(ROUND), OG.valuation) == ID["amount/4000000000"]
    assert graph.value(exact, SCHEMA.value) == Literal("500000000.0", datatype=XSD.decimal)
    assert graph.value(exact, SCHEMA.currency) == Literal("USD")
    assert graph.value(exact, OG.approximate) is None
    assert graph.value(about, OG.approximate) == Literal(True)
    assert graph.value(ID["amount/4000000000"], SCHEMA.currency) is None


def test_a_lead_investor_is_an_investor(graph: Graph) -> None:
    assert graph.value(iri(ROUND), OG.leadInvestor) == graph.value(iri(ROUND), OG.investor)


def test_the_order_of_the_knowledge_does_not_matter(graph: Graph) -> None:
    base = knowledge()
    reversed_ = Knowledge(base.documents[::-1], base.entities[::-1], base.facts[::-1])
    assert set(to_rdf(reversed_)) == set(graph)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (Argument("acquirer", (NOVA,)), "og:Departure has no role og:acquirer"),
        (Argument("kind", ("CEO",)), "og:CEO is no value of og:kind"),
        (Argument("kind", ("sacked",)), "no term og:sacked"),
        (Argument("title", (Money(Decimal(1)),)), "og:title takes no amount of money"),
    ],
)
def test_what_does_not_fit_the_ontology_is_refused(argument: Argument, message: str) -> None:
    with pytest.raises(DataError, match=message):
        to_rdf(with_fact(replace(fact("departure/claire-aubry-nova-ia-2024"), arguments=(argument,))))


@pytest.mark.parametrize("stake", ["49 %", "", "NaN", "Infinity"])
def test_a_stake_is_a_number(stake: str) -> None:
    investment = fact("investment/arpege-capital-nova-ia-2024")
    with pytest.raises(DataError, match="og:stake takes a number"):
        to_rdf(with_fact(replace(investment, arguments=(Argument("stake", (stake,)),))))


def test_a_role_of_an_unknown_entity_is_refused() -> None:
    lost = replace(fact("lawsuit/nova-ia-helio"), arguments=(Argument("plaintiff", ("organization/lost",)),))
    with pytest.raises(ValueError, match="organization/lost"):
        to_rdf(with_fact(lost))


def test_a_subtype_of_the_other_kind_is_refused() -> None:
    with pytest.raises(DataError, match="og:Company is no subclass of og:Person"):
        to_rdf(Knowledge((), (Entity("person/x", "Person", "X", (), "Company"),), ()))


@pytest.mark.parametrize(
    ("value", "lexical", "datatype"),
    [
        ("2024", "2024", XSD.gYear),
        ("2024-05", "2024-05", XSD.gYearMonth),
        ("2024-05-17", "2024-05-17", XSD.date),
        ("2024-02-30", "2024-02", XSD.gYearMonth),
        ("2024-13", "2024", XSD.gYear),
        ("2024-Q1", "2024", XSD.gYear),
        ("2024-W12", "2024", XSD.gYear),
        ("2024-05-XX", "2024-05", XSD.gYearMonth),
        ("2024-05-17T08:00", "2024-05-17", XSD.date),
    ],
)
def test_date_literal(value: str, lexical: str, datatype: URIRef) -> None:
    found = date_literal(value)
    assert found is not None
    assert (str(found), found.datatype) == (lexical, datatype)


@pytest.mark.parametrize("value", ["", "PRESENT_REF", "XXXX-05", "199X", "20245", "0000", "P2Y"])
def test_what_is_no_date_is_none(value: str) -> None:
    assert date_literal(value) is None


@given(st.dates())
def test_every_day_is_a_date(day) -> None:  # type: ignore[no-untyped-def]
    assert date_literal(day.isoformat()) == Literal(day)


@pytest.mark.parametrize(
    ("money", "label"),
    [
        (Money(Decimal("6.5E+9"), "USD"), "6,5 milliards USD"),
        (Money(Decimal("1000000000"), "EUR", True), "environ 1 milliard EUR"),
        (Money(Decimal("1900000")), "1,9 million"),
        (Money(Decimal("2E+6")), "2 millions"),
        (Money(Decimal("300000"), "EUR"), "300 000 EUR"),
        (Money(Decimal("12.50"), "EUR"), "12,5 EUR"),
        (Money(Decimal("1.5E+12"), "USD"), "1 500 milliards USD"),
        (Money(Decimal(0)), "0"),
    ],
)
def test_money_label(money: Money, label: str) -> None:
    assert money_label(money) == label


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_id_makes_a_valid_iri_of_its_own(local: str) -> None:
    node = iri("person/" + local)
    assert re.fullmatch(r"https://w3id\.org/ontograph/id/person/([A-Za-z0-9/._~-]|%[0-9A-F]{2})*", node)
    assert unquote(node).removeprefix(ID) == "person/" + local
