"""Each rule of `shapes.ttl`: a small graph that breaks it and no other is found, with the message of the rule.

All these graphs are validated at once, each under its own IRIs: pyshacl takes longer to begin than to check one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from spacy.language import Language

from conftest import SHARED
from knowledge import CLAIRE, DENIS, HELIO, NOVA, ROUND, SORA, knowledge
from ontograph import flow, resources
from ontograph.graph import to_rdf
from ontograph.validate import OGSH, Problem, check, validate
from ontograph.vocabulary import ID, OG, PREFIXES, vocabulary

Term = str | Literal | BNode
Change = tuple[str, ...] | tuple[object, ...]

DEP, DEP1, DEP2 = (
    "departure/claire-aubry-nova-ia-2024",
    "claim/departure-claire-aubry-nova-ia-2024-1",
    "claim/departure-claire-aubry-nova-ia-2024-2",
)
POS, POS1 = "position/denis-morel-nova-ia-ceo", "claim/position-denis-morel-nova-ia-ceo-1"
APP, FOUND, INV = (
    "appointment/claire-aubry-helio-2024",
    "founding/nova-ia-2019",
    "investment/arpege-capital-nova-ia-2024",
)
ACQ, SUIT, LEAVE = "acquisition/helio-sora", "lawsuit/nova-ia-helio", "leave-of-absence/denis-morel-nova-ia"
DEAL, WORTH = "partnership/arpege-capital-helio-sora", "valuation/helio-10-billion"
DOC, SUM = "document/a", "amount/500000000-usd"
X = "organization/x"
"""Not in the graph: no organization, no person."""


def iri(name: str) -> URIRef:
    prefix, colon, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local) if colon and prefix in PREFIXES else ID[name]


def term(of: object) -> Node:
    return of if isinstance(of, Literal | BNode) else iri(str(of))


def text(value: str) -> Literal:
    return Literal(value)


def date(value: str) -> Literal:
    return Literal(value, datatype=XSD.date, normalize=False)


def number(value: str) -> Literal:
    return Literal(value, datatype=XSD.decimal)


NOT = "No certain "
DAY = "a day, a month or a year that exists."
ONLY = "Only a"

# The message, the types of facts that the graph has, what is changed in it ("-" removes, "+" adds, "=" does both), and
# the other messages that cannot but come with it.
BREAKS: list[tuple[str, str, list[Change]] | tuple[str, str, list[Change], tuple[str, ...]]] = [
    # documents
    ("A document has exactly one og:path, its place in the corpus.", "", [("-", DOC, "og:path")]),
    ("A document has exactly one og:path, its place in the corpus.", "", [("+", DOC, "og:path", text("b.txt"))]),
    ("Two documents do not have the same og:path.", "", [("=", "document/b", "og:path", text("presse/a.txt"))]),
    ("A document has exactly one og:sha256 of 64", "", [("=", DOC, "og:sha256", text("ABC"))]),
    ("A document mentions only people and organizations", "", [("+", DOC, "schema:mentions", X)]),
    ("A document has at most one dcterms:issued: " + DAY, "", [("=", DOC, "dcterms:issued", date("2024-02-30"))]),
    ("A document has at most one dcterms:issued: " + DAY, "", [
        ("=", DOC, "dcterms:issued", Literal("2024-13", datatype=XSD.gYearMonth, normalize=False))]),
    ("A document has at most one dcterms:issued: " + DAY, "", [("=", DOC, "dcterms:issued", text("mai 2024"))]),
    ("A document has at most one title, not an empty one.", "", [("=", DOC, "dcterms:title", text(""))]),
    ("A document is a version only of documents", "Departure", [("+", DOC, "dcterms:isVersionOf", DEP1)]),
    # claims
    ("A claim is about exactly one fact.", "Departure Position", [("+", DEP1, "og:about", POS)]),
    ("A claim is in exactly one document.", "Departure", [("-", DEP1, "og:inDocument")]),
    ("A claim quotes its passage: exactly one og:quote", "Departure", [("-", DEP1, "og:quote")]),
    ("A claim has exactly one og:start", "Departure", [
        ("=", DEP1, "og:start", Literal(-1)), ("=", DEP1, "og:end", Literal(37))]),
    ("A claim has exactly one og:end", "Departure", [("-", DEP1, "og:end")]),
    ("A claim's passage ends after it starts.", "Departure", [
        ("=", DEP1, "og:start", Literal(9)), ("=", DEP1, "og:end", Literal(5))], ("A claim's quote is as long",)),
    ("A claim's quote is as long as its passage, og:end - og:start = 37; it has 38 characters.", "Departure", [
        ("=", DEP1, "og:start", Literal(0)), ("=", DEP1, "og:end", Literal(37))]),
    ("A claim is exactly one of certain, planned, possible, negated.", "Departure", [
        ("=", DEP1, "og:factuality", "og:current")]),
    ("A claim's og:status is og:current or og:former.", "Position", [("=", POS1, "og:status", "og:certain")],
     ("A position has an og:status only where",)),
    ("A claim is attributed to a person or organization", "Departure", [("+", DEP1, "og:attributedTo", X)]),
    ("The document of a claim mentions whom the claim is attributed to: Sora.", "Departure", [
        ("+", DEP1, "og:attributedTo", SORA)]),
    ("A claim has at most one og:confidence", "Departure", [("=", DEP1, "og:confidence", number("1.5"))]),
    ("og:extractedBy names a rule.", "Departure", [("=", DEP1, "og:extractedBy", text(""))]),
    ("A claim's og:date is " + DAY, "Departure", [("=", DEP1, "og:date", text("hier"))]),
    ("A claim's og:from is " + DAY, "Position", [("=", POS1, "og:from", date("2023-02-29"))]),
    ("A claim's og:until is " + DAY, "Position", [("=", POS1, "og:until", text("2024"))]),
    ("A claim's og:amount is a monetary amount.", "Investment FundingRound", [
        ("+", "claim/investment-arpege-capital-nova-ia-2024-1", "og:amount", X)]),
    ("A claim's og:valuation is a monetary amount.", "Departure", [("+", DEP1, "og:valuation", X)]),
    ("A claim's og:stake is more than 0", "Departure", [("+", DEP1, "og:stake", number("0"))]),
    ("A claim's og:kind is a resignation", "Departure", [("=", DEP1, "og:kind", "og:CEO")]),
    ("A claim disagrees with other claims of the graph.", "Departure", [
        ("+", DEP1, "og:disagreesWith", X), ("+", X, "og:disagreesWith", DEP1)], (ONLY + " claim has og:about",)),
    ("Two claims that disagree name each other", "Departure", [("+", DEP1, "og:disagreesWith", DEP2)]),
    ("A claim does not disagree with itself.", "Departure", [("+", DEP1, "og:disagreesWith", DEP1)]),
    # people, organizations, amounts
    ("An agent is a person or an organization, not both.", "", [
        ("-", SORA, "rdf:type"), ("+", SORA, "rdf:type", "og:Agent")]),
    ("An agent is a person or an organization, not both.", "", [("+", SORA, "rdf:type", "og:Person")]),
    ("A person or an organization has exactly one full name", "", [("-", SORA, "skos:prefLabel")]),
    ("A person or an organization has exactly one full name", "", [("+", SORA, "skos:prefLabel", text("Sora SA"))]),
    ("Another name of a person or an organization is not empty.", "", [("+", SORA, "skos:altLabel", text(""))]),
    ("A name is the full name or another name, not both.", "", [("+", SORA, "skos:altLabel", text("Sora"))]),
    ("A person or an organization is the same as at most one", "", [
        ("+", SORA, "owl:sameAs", "wd:Q77701"), ("+", SORA, "owl:sameAs", "wd:Q77702")]),
    ("A person or an organization is the same as at most one", "", [("+", SORA, "owl:sameAs", "wd:Sora")]),
    ("Two people or organizations are not the same Wikidata item.", "", [
        ("+", SORA, "owl:sameAs", "wd:Q77703"), ("+", HELIO, "owl:sameAs", "wd:Q77703")]),
    ("A person or an organization is mentioned by at least one", "", [
        ("+", X, "rdf:type", "og:Organization"), ("+", X, "skos:prefLabel", text("X"))]),
    ("An amount has exactly one value", "FundingRound", [("=", SUM, "schema:value", number("-5"))]),
    ("An amount has at most one currency", "FundingRound", [("=", SUM, "schema:currency", text("dollars"))]),
    ("og:approximate is true or false.", "FundingRound", [("=", SUM, "og:approximate", text("oui"))]),
    # controlled values
    ("A role class is one of the scheme", "", [("+", X, "rdf:type", "og:RoleClass")]),
    ("A degree of certainty is one of the scheme", "", [("+", X, "rdf:type", "og:Factuality")]),
    ("A kind of departure is one of the scheme", "", [("+", X, "rdf:type", "og:DepartureKind")]),
    ("A status is og:current or og:former.", "", [("+", X, "rdf:type", "og:Status")]),
    # facts
    ("A fact is of exactly one kind", "Departure", [("+", DEP, "rdf:type", "og:LeaveOfAbsence")]),
    ("A fact is of exactly one kind", "Valuation", [("-", WORTH, "rdf:type"), ("+", WORTH, "rdf:type", "og:State")],
     (ONLY + " position, a departure, a leave of absence, an appointment", ONLY + " funding round, an investment")),
    ("A fact has a label", "Departure", [("-", DEP, "rdfs:label")]),
    ("A fact is exactly one of certain, planned, possible, negated.", "Departure", [
        ("+", DEP, "og:factuality", "og:possible")]),
    ("A fact has at most one og:date: " + DAY, "Departure", [("+", DEP, "og:date", date("2024-05-17"))]),
    ("A fact is grounded in at least one claim.", "Valuation", [
        ("-", "claim/valuation-helio-10-billion-1", None)], ("A document that tells a fact mentions",)),
    ("A document that tells a fact mentions who takes part in it: none of them mentions Claire Aubry.", "Departure", [
        ("-", "document/a", "schema:mentions", CLAIRE), ("-", "document/b", "schema:mentions", CLAIRE)]),
    ("What has a beginning and an end begins first: og:from is 2019, og:until is 2018-12.", "Position", [
        ("=", POS, "og:until", Literal("2018-12", datatype=XSD.gYearMonth, normalize=False))]),
    ("A position has exactly one person.", "Position", [("+", POS, "og:person", CLAIRE)]),
    ("A position has exactly one organization.", "Position", [("=", POS, "og:organization", DENIS)],
     (NOT + "position that still holds",)),
    ("A position has exactly one role class", "Position", [("=", POS, "og:roleClass", "og:current")],
     (NOT + "position that still holds",)),
    ("A position gives titles as the text writes them", "Position", [("=", POS, "og:title", text("PDG"))]),
    ("A position has at most one og:status", "Position", [
        ("=", POS, "og:status", "og:certain"), ("-", POS1, "og:status")]),
    ("A position has an og:status only where all its claims agree.", "Position", [
        ("=", POS1, "og:status", "og:former")]),
    ("A position begins once", "Position", [("+", POS, "og:from", date("2019-01-01"))]),
    ("A position ends once", "Position", [("+", POS, "og:until", text("2031"))]),
    ("A departure has exactly one person.", "Departure", [("-", DEP, "og:person")],
     (NOT + "departure says that this person left Nova IA.",)),
    ("A departure has exactly one organization that is left.", "Departure", [("+", DEP, "og:organization", HELIO)]),
    ("A departure has role classes", "Departure", [("=", DEP, "og:roleClass", "og:Boss")], ("og:Boss is no term",)),
    ("A departure gives titles", "Departure", [("=", DEP, "og:title", text("CTO"))]),
    ("A departure is a resignation, a dismissal", "Departure", [("+", DEP, "og:kind", "og:dismissal")]),
    ("A departure leads to an organization", "Departure", [("=", DEP, "og:destination", DENIS)]),
    ("A leave of absence has exactly one person.", "LeaveOfAbsence", [("-", LEAVE, "og:person")]),
    ("A leave of absence has exactly one organization.", "LeaveOfAbsence", [("-", LEAVE, "og:organization")]),
    ("A leave of absence ends once", "LeaveOfAbsence", [("=", LEAVE, "og:until", text("septembre"))]),
    ("An appointment has exactly one person.", "Appointment", [("-", APP, "og:person")]),
    ("An appointment has exactly one organization.", "Appointment", [("-", APP, "og:organization")]),
    ("An appointment has role classes", "Appointment", [("=", APP, "og:roleClass", "og:certain")]),
    ("An appointment gives titles", "Appointment", [("=", APP, "og:title", text("PDG"))]),
    ("A founding has at least one founder", "Founding", [("-", FOUND, "og:founder")], (NOT + "founding",)),
    ("A founding has exactly one organization", "Founding", [("-", FOUND, "og:organization")], (NOT + "founding",)),
    ("A funding round has exactly one organization", "FundingRound", [("+", ROUND, "og:organization", HELIO)]),
    ("A funding round raises monetary amounts.", "FundingRound", [("+", ROUND, "og:amount", X)]),
    ("A funding round values the organization", "FundingRound", [("+", ROUND, "og:valuation", X)]),
    ("A funding round has people or organizations as investors.", "FundingRound", [("+", ROUND, "og:investor", X)]),
    ("A funding round is led by people or organizations.", "FundingRound", [
        ("=", ROUND, "og:leadInvestor", X)], ("Who leads a funding round",)),
    ("A funding round is seldom led by more than two.", "FundingRound", [
        ("+", ROUND, role, who) for who in (DENIS, HELIO) for role in ("og:investor", "og:leadInvestor")]),
    ("Who leads a funding round is an investor of it, too.", "FundingRound Investment", [("-", ROUND, "og:investor")]),
    ("A funding round has a series that is not empty.", "FundingRound", [("=", ROUND, "og:series", text(""))]),
    ("An investment has exactly one investor.", "Investment FundingRound", [("+", INV, "og:investor", DENIS)]),
    ("An investment has exactly one organization", "Investment FundingRound", [("-", INV, "og:organization")],
     ("An investment is part of a round of the same organization.",)),
    ("An investment has monetary amounts.", "Investment FundingRound", [("+", INV, "og:amount", X)]),
    ("An investment gives a stake", "Investment FundingRound", [("=", INV, "og:stake", number("101"))]),
    ("An investment is part of a funding round.", "Investment FundingRound Departure", [("=", INV, "og:partOf", DEP)]),
    ("An investment is part of a round of the same organization.", "Investment FundingRound", [
        ("=", ROUND, "og:organization", HELIO)]),
    ("An acquisition has at least one acquirer.", "Acquisition", [("-", ACQ, "og:acquirer")]),
    ("An acquisition has exactly one target.", "Acquisition", [("-", ACQ, "og:target")]),
    ("An acquisition has monetary amounts.", "Acquisition", [("=", ACQ, "og:amount", X)]),
    ("A lawsuit has at least one plaintiff.", "Lawsuit", [("-", SUIT, "og:plaintiff")], (NOT + "lawsuit",)),
    ("A lawsuit has at least one defendant.", "Lawsuit", [("-", SUIT, "og:defendant")], (NOT + "lawsuit",)),
    ("A lawsuit names its court", "Lawsuit", [("=", SUIT, "og:court", text("TC Paris"))]),
    ("A partnership has two parties or more.", "Partnership", [
        ("-", "partnership/nova-ia-sora", "og:party", SORA)]),
    ("A partnership has monetary amounts.", "Partnership", [("+", DEAL, "og:amount", X)]),
    ("A valuation has exactly one organization.", "Valuation", [("-", WORTH, "og:organization")]),
    ("A valuation has a monetary amount.", "Valuation", [("-", WORTH, "og:amount")]),
    # shortcuts
    ("What somebody founded is an organization", "", [("+", DENIS, "og:founderOf", CLAIRE)], (NOT + "founding",)),
    ("What somebody invested in is an organization", "", [
        ("+", DENIS, "og:investedIn", CLAIRE)], (NOT + "investment",)),
    ("What somebody acquired is an organization", "", [("+", DENIS, "og:acquired", CLAIRE)], (NOT + "acquisition",)),
    ("Whom somebody sued is a person or an organization", "", [("+", DENIS, "og:sued", X)], (NOT + "lawsuit",)),
    ("Somebody's partner is a person or an organization", "", [
        ("+", DENIS, "og:partnerOf", X), ("+", X, "og:partnerOf", DENIS)],
     (NOT + "partnership", ONLY + " person or an organization has og:founderOf")),
    ("Two partners name each other", "Partnership", [("-", SORA, "og:partnerOf", HELIO)]),
    ("Nobody is their own partner.", "Partnership", [("+", SORA, "og:partnerOf", SORA)]),
    ("What somebody leads is an organization", "", [("+", DENIS, "og:leads", CLAIRE)], (NOT + "position",)),
    ("What somebody left is an organization", "", [("+", DENIS, "og:leftOrganization", CLAIRE)], (NOT + "departure",)),
    ("Where somebody was appointed is an organization", "", [
        ("+", DENIS, "og:appointedAt", CLAIRE)], (NOT + "appointment",)),
    (NOT + "position that still holds says that this person leads Sora.", "Position", [("+", DENIS, "og:leads", SORA)]),
    (NOT + "position that still holds says that this person leads Nova IA.", "Position", [
        ("=", POS, "og:factuality", "og:possible")]),
    (NOT + "departure says that this person left Nova IA.", "Departure", [("=", DEP, "og:factuality", "og:possible")]),
    (NOT + "appointment says that this person was appointed at Helio.", "Appointment", [
        ("+", CLAIRE, "og:appointedAt", HELIO)]),
    (NOT + "founding or post of founder says that they founded Nova IA.", "Founding", [
        ("=", FOUND, "og:factuality", "og:negated")]),
    (NOT + "investment, round or post of investor says that they invested in Nova IA.", "Investment FundingRound", [
        ("=", INV, "og:factuality", "og:planned"), ("=", ROUND, "og:factuality", "og:planned")]),
    (NOT + "acquisition says that they acquired Sora.", "Acquisition", [("+", HELIO, "og:acquired", SORA)]),
    (NOT + "lawsuit says that they sued Helio.", "Lawsuit", [("=", SUIT, "og:factuality", "og:possible")]),
    (NOT + "partnership says that they are a partner of Sora.", "Partnership", [
        ("+", NOVA, "og:partnerOf", SORA), ("+", SORA, "og:partnerOf", NOVA)],
     (NOT + "partnership says that they are a partner of Nova IA.",)),
    # what has which property
    (ONLY + " document has og:path", "", [("+", SORA, "og:sha256", text("x"))]),
    (ONLY + " claim has og:about", "Departure", [("+", DEP, "og:extractedBy", text("x"))]),
    (ONLY + " fact or a claim has", "", [("+", SORA, "og:date", date("2024-05-17"))]),
    (ONLY + " position or a claim has", "Departure", [("+", DEP, "og:from", date("2024-05-17"))]),
    (ONLY + " position, a leave of absence or a claim", "Departure", [("+", DEP, "og:until", date("2024-05-17"))]),
    (ONLY + " position, a departure, a leave of absence or an appointment has og:person", "Founding", [
        ("+", FOUND, "og:person", DENIS)]),
    (ONLY + " position, a departure, a leave of absence, an appointment, a founding", "Lawsuit", [
        ("+", SUIT, "og:organization", NOVA)]),
    (ONLY + " position, a departure or an appointment has og:roleClass", "Founding", [
        ("+", FOUND, "og:title", Literal("PDG", lang="fr"))]),
    (ONLY + " departure has og:destination", "Appointment", [("+", APP, "og:destination", HELIO)]),
    (ONLY + " departure or a claim has og:kind", "Appointment", [("+", APP, "og:kind", "og:resignation")]),
    (ONLY + " founding has og:founder", "Lawsuit", [("+", SUIT, "og:founder", NOVA)]),
    (ONLY + " funding round has og:leadInvestor and og:series", "Valuation", [("+", WORTH, "og:series", text("A"))]),
    (ONLY + " funding round or an investment has og:investor", "Lawsuit", [("+", SUIT, "og:investor", NOVA)]),
    (ONLY + " funding round or a claim has og:valuation", "Valuation FundingRound", [
        ("+", WORTH, "og:valuation", SUM)]),
    (ONLY + "n investment has og:partOf", "FundingRound Valuation", [("+", WORTH, "og:partOf", ROUND)],
     ("An investment is part of a round",)),
    (ONLY + "n investment or a claim has og:stake", "Valuation", [("+", WORTH, "og:stake", number("5"))]),
    (ONLY + " funding round, an investment, an acquisition", "Departure FundingRound", [("+", DEP, "og:amount", SUM)]),
    (ONLY + "n acquisition has og:acquirer and og:target", "Lawsuit", [("+", SUIT, "og:target", NOVA)]),
    (ONLY + " lawsuit has og:plaintiff", "Acquisition", [("+", ACQ, "og:court", Literal("TC", lang="fr"))]),
    (ONLY + " partnership has og:party", "Lawsuit", [("+", SUIT, "og:party", NOVA)]),
    (ONLY + "n amount has og:approximate", "Valuation", [("+", WORTH, "og:approximate", Literal(True))]),
    (ONLY + " person has og:leads", "", [("+", NOVA, "og:leads", SORA)], (NOT + "position",)),
    (ONLY + " person or an organization has og:founderOf", "Founding Lawsuit", [("+", SUIT, "og:sued", HELIO)],
     (NOT + "lawsuit",)),
    # terms that the vocabulary lacks
    ("og:organisation is no term of the vocabulary.", "Departure", [("+", DEP, "og:organisation", NOVA)]),
    ("og:Lawsuits is no term of the vocabulary.", "", [("+", X, "rdf:type", "og:Lawsuits")]),
    # blank nodes
    ("A fact is of exactly one kind", "", [("+", BNode("x"), "rdf:type", "og:Fact")],
     ("A fact has a label", "A fact is exactly one of", "A fact is grounded", "Documents, claims, people")),
    ("Documents, claims, people, organizations, facts and amounts have IRIs", "", [
        ("+", BNode("x"), "rdf:type", "schema:MonetaryAmount"), ("+", BNode("x"), "schema:value", number("1"))]),
]  # fmt: skip


def scene(number_: int) -> Graph:
    """A small graph of the wanted types of facts, changed as its row says, under IRIs and paths of its own."""
    wanted, changes = BREAKS[number_][1].split(), BREAKS[number_][2]
    base = knowledge()
    graph = to_rdf(replace(base, facts=tuple(f for f in base.facts if f.type in wanted)))
    for sign, subject, property_, *object_ in changes:
        path = None if property_ is None else iri(str(property_))
        if sign in "-=":
            graph.remove((term(subject), path, term(object_[0]) if sign == "-" and object_ else None))
        if sign in "+=":
            graph.add((term(subject), path, term(object_[0])))
    own = Graph()
    for triple in graph:
        own.add(tuple(moved(node, number_) for node in triple))
    for path in (OG.path,):
        for document, value in list(own.subject_objects(path)):
            own.remove((document, path, value))
            own.add((document, path, Literal(f"{number_}/{value}")))
    return own


def moved(node: Node, number_: int) -> Node:
    if isinstance(node, BNode):
        return BNode(f"s{number_}x")
    if isinstance(node, URIRef) and node.startswith(ID):
        return ID[f"s{number_}/{node[len(ID) :]}"]
    if isinstance(node, URIRef) and node.startswith(PREFIXES["wd"] + "Q"):
        return URIRef(f"{node}{number_:03}")
    return node


@pytest.fixture(scope="module")
def found() -> dict[int, list[Problem]]:
    """The problems of all scenes, by scene."""
    whole = Graph()
    for number_ in range(len(BREAKS)):
        whole += scene(number_)
    problems: dict[int, list[Problem]] = defaultdict(list)
    for problem in check(whole).problems:
        (number_,) = re.findall(r"^(?:https://w3id.org/ontograph/id/|_:)s(\d+)(?:/|x)", problem.node)
        problems[int(number_)].append(problem)
    return problems


@pytest.mark.parametrize("number_", range(len(BREAKS)), ids=[f"{n}-{row[0][:50]}" for n, row in enumerate(BREAKS)])
def test_a_broken_rule_is_found_and_no_other(number_: int, found: dict[int, list[Problem]]) -> None:
    message, also = BREAKS[number_][0], BREAKS[number_][3] if len(BREAKS[number_]) > 3 else ()  # type: ignore[misc]
    told = {problem.message for problem in found[number_]}
    assert any(one.startswith(message) for one in told), told
    assert not [one for one in told if not one.startswith((message, *also))]


SHAPES = Graph().parse(resources.path("shapes.ttl"), format="turtle")
CLASSES = [name for name in vocabulary() if (OG[name], RDF.type, OWL.Class) in vocabulary().graph]
PROPERTIES = [name for name in vocabulary() if (OG[name], RDFS.domain, None) in vocabulary().graph]


def test_every_rule_is_broken_by_one_of_these_graphs(found: dict[int, list[Problem]]) -> None:
    told = {problem.message for problems in found.values() for problem in problems}
    rules = {str(text) for text in SHAPES.objects(None, SH.message) if getattr(text, "language", None) == "en"}

    def is_told(message: str) -> bool:
        pattern = re.compile(".*".join(map(re.escape, re.split(r"\{\?\w+\}", message))))
        return any(pattern.fullmatch(one) for one in told)

    assert [message for message in sorted(rules) if not is_told(message)] == []


def test_every_problem_says_what_to_do(found: dict[int, list[Problem]]) -> None:
    for problem in (problem for problems in found.values() for problem in problems):
        assert problem.advice.endswith("."), problem
        assert "{" not in problem.advice + problem.message


def test_only_the_last_resort_is_a_warning(found: dict[int, list[Problem]]) -> None:
    told = {problem.message for problems in found.values() for problem in problems if problem.severity == "warning"}
    assert told == {"A funding round is seldom led by more than two."}


def test_every_text_is_in_both_languages() -> None:
    for property_ in (SH.message, OGSH.advice):
        for shape in set(SHAPES.subjects(property_)):
            languages = sorted(str(getattr(x, "language", None)) for x in SHAPES.objects(shape, property_))
            assert languages == ["en", "fr"], (shape, property_)


def checking(class_: URIRef) -> set[Node]:
    """The node shapes that instances of a class are checked against, by its own name or an ancestor's."""
    above = set(vocabulary().graph.transitive_objects(class_, RDFS.subClassOf))
    return {shape for one in above for shape in SHAPES.subjects(SH.targetClass, one) if shape != OGSH.Named}


def listed(node: Node | None) -> list[Node]:
    return [] if node is None else list(Collection(SHAPES, node))


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_a_target(name: str) -> None:
    assert checking(OG[name])


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_is_constrained_in_each_class_that_has_it_and_refused_in_others(name: str) -> None:
    ontology = vocabulary().graph
    domain = ontology.value(OG[name], RDFS.domain)
    union = ontology.value(domain, OWL.unionOf)
    classes = {domain} if union is None else set(Collection(ontology, union))
    for class_ in classes:
        paths = {
            path
            for shape in checking(class_)
            for constraint in SHAPES.objects(shape, SH.property)
            for path in SHAPES.objects(constraint, SH.path)
        }
        assert OG[name] in paths, class_
    allowed = {
        class_
        for shape in SHAPES.subjects(SH.targetSubjectsOf, OG[name])
        for one in [shape, *listed(SHAPES.value(shape, SH["or"]))]
        for class_ in SHAPES.objects(one, SH["class"])
    }
    assert allowed == classes


def test_the_lists_of_the_shapes_are_those_of_the_ontology() -> None:
    for name in ("RoleClass", "Factuality", "DepartureKind", "Status"):
        values = listed(SHAPES.value(OGSH[name], SH["in"]))
        assert set(values) == set(vocabulary().graph.subjects(RDF.type, OG[name]))
    kinds = listed(SHAPES.value(OGSH.KindOfFact, SH["in"]))
    assert set(kinds) == {OG[name] for name in vocabulary().fact_classes}
    leading = ", ".join(f"og:{name}" for name in vocabulary().members("leadingRoles"))
    assert f"IN ({leading})" in str(SHAPES.value(SHAPES.value(OGSH.leads, SH.sparql), SH.select))


def test_the_graph_made_by_hand_conforms_without_a_warning() -> None:
    assert check(to_rdf(knowledge())).problems == ()


@pytest.mark.slow
def test_the_graph_of_the_corpus_conforms(built: Path) -> None:
    assert [problem.text() for problem in validate(built).violations] == []


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "data/press").exists(), reason="the press is not here")
def test_the_graph_of_the_press_conforms(nlp: Language) -> None:
    assert [problem.text() for problem in check(flow.build(SHARED / "data/press", nlp=nlp).rdf).violations] == []
