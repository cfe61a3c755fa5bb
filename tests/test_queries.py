from __future__ import annotations

import json
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from knowledge import knowledge
from ontograph import query
from ontograph.errors import DataError, GraphError, QueryError
from ontograph.exports import turtle


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("graph")
    turtle.write(knowledge(), folder / "graph.ttl")
    return query.load(folder)


def ask(store: ox.Store, name: str, **params: str) -> list[dict[str, str]]:
    """The rows of a named query, without empty cells."""
    result = query.run(store, query.named(name).bind(**params))
    return [{k: v for k, v in zip(result.columns, row, strict=True) if v} for row in result.rows]


def test_who_left_and_when_and_for_where(store: ox.Store) -> None:
    left = {
        "name": "Claire Aubry",
        "organization": "Nova IA",
        "date": "2024-05",
        "kind": "resignation",
        "destination": "Helio",
        "certainty": "certain",
    }
    assert ask(store, "departures") == [left]
    assert ask(store, "departures", org="NOVA", person="aubry") == [left]
    assert ask(store, "departures", org="Helio") == []


def test_who_leads_and_who_did(store: ox.Store) -> None:
    assert ask(store, "leaders", org="Nova") == [
        {
            "organization": "Nova IA", "status": "current", "name": "Denis Morel", "class": "CEO",
            "title": "directeur général", "from": "2019", "last_report": "2024-05-20", "certainty": "certain",
        },
        {
            "organization": "Nova IA", "status": "former", "name": "Claire Aubry", "class": "CTO",
            "title": "directrice technique", "until": "2024-05", "last_report": "2024-05-20", "left": "2024-05",
            "certainty": "certain",
        },
    ]  # fmt: skip
    assert [row["name"] for row in ask(store, "leaders", role="cto")] == ["Claire Aubry"]
    assert ask(store, "leaders", role="Spokesperson") == []


def test_who_invested_how_much_and_at_which_valuation(store: ox.Store) -> None:
    round_ = {
        "organization": "Nova IA", "type": "FundingRound", "investor_name": "Arpège Capital", "amount": "500000000",
        "currency": "USD", "valuation": "4000000000", "date": "2024", "certainty": "certain",
    }  # fmt: skip
    investment = {
        "organization": "Nova IA", "type": "Investment", "investor_name": "Arpège Capital", "stake": "12.5",
        "valuation": "4000000000", "certainty": "certain",
    }  # fmt: skip
    assert ask(store, "investments", org="nova ia") == [round_, investment]
    assert ask(store, "investments", investor="Arpège") == [round_, investment]
    assert ask(store, "investments", org="Helio") == [
        {
            "organization": "Helio", "type": "Valuation", "valuation": "10000000000", "valuation_currency": "EUR",
            "certainty": "certain",
        }
    ]  # fmt: skip


def test_who_sues_whom(store: ox.Store) -> None:
    suit = {
        "plaintiff": "Nova IA",
        "defendant": "Helio",
        "court": "tribunal de commerce de Paris",
        "certainty": "certain",
    }
    assert ask(store, "lawsuits") == ask(store, "lawsuits", org="helio") == [suit]
    assert ask(store, "lawsuits", org="Sora") == ask(store, "lawsuits", person="Claire Aubry") == []


def test_what_is_only_rumour_and_whose(store: ox.Store) -> None:
    rumour = {
        "statement": "Helio rachèterait Sora.",
        "source": "La Gazette",
        "document": "presse/b.txt",
        "quote": "Helio pourrait racheter Sora pour environ 1,2 milliard d'euros",
    }
    assert ask(store, "rumours") == ask(store, "rumours", org="Sora") == [rumour]
    assert ask(store, "rumours", org="Nova IA") == []


def test_what_two_documents_disagree_on(store: ox.Store) -> None:
    both = {"statement": "Claire Aubry quitte Nova IA pour Helio (mai 2024).", "document_1": "presse/a.txt"}
    expected = [
        {**both, "on": "date", "says_1": "2024-05", "document_2": "presse/b.txt", "says_2": "2024-06"},
        {**both, "on": "kind", "says_1": "resignation", "document_2": "presse/b.txt", "says_2": "dismissal"},
    ]
    assert ask(store, "disagreements") == ask(store, "disagreements", person="Claire Aubry") == expected
    assert ask(store, "disagreements", org="Sora") == []


@pytest.mark.parametrize(
    ("property_", "one", "other", "disagree"),
    [
        ("date", '"2024"^^xsd:gYear', '"2024-05"^^xsd:gYearMonth', False),
        ("date", '"2023"^^xsd:gYear', '"2024-05"^^xsd:gYearMonth', True),
        ("factuality", "og:planned", "og:certain", False),
        ("factuality", "og:planned", "og:negated", True),
        ("factuality", "og:possible", "og:certain", True),
        ("kind", "og:unspecified", "og:dismissal", False),
        ("stake", "12.5", "12.50", False),
        ("stake", "12.5", "49", True),
        ("amount", "<urn:500-usd>", "<urn:600-usd>", True),
        ("amount", "<urn:500-usd>", "<urn:about-500-usd>", False),
        ("amount", "<urn:500-usd>", "<urn:500>", False),
        ("amount", "<urn:500-usd>", "<urn:500-eur>", True),
    ],
)
def test_what_counts_as_disagreement(property_: str, one: str, other: str, disagree: bool) -> None:
    store = ox.Store()
    store.load(
        f"""@prefix og: <https://w3id.org/ontograph#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix schema: <https://schema.org/> .
        <urn:500-usd> schema:value 500.0 ; schema:currency "USD" .
        <urn:500-eur> schema:value 500 ; schema:currency "EUR" .
        <urn:about-500-usd> schema:value 500 ; schema:currency "USD" ; og:approximate true .
        <urn:500> schema:value 500 .
        <urn:600-usd> schema:value 600 ; schema:currency "USD" . <urn:f> rdfs:label "fait" .
        <urn:1> og:path "1" . <urn:2> og:path "2" .
        <urn:c1> og:about <urn:f> ; og:inDocument <urn:1> ; og:{property_} {one} .
        <urn:c2> og:about <urn:f> ; og:inDocument <urn:2> ; og:{property_} {other} .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    assert len(ask(store, "disagreements")) == disagree


def test_which_sentence_says_so(store: ox.Store) -> None:
    assert ask(store, "evidence", type="Lawsuit") == [
        {
            "statement": "Nova IA assigne Helio en justice.",
            "certainty": "certain",
            "document": "presse/b.txt",
            "issued": "2024-06",
            "start": "126",
            "quote": "Nova IA a assigné Helio devant le tribunal de commerce de Paris",
        }
    ]
    assert len(ask(store, "evidence")) == sum(len(fact.claims) for fact in knowledge().facts)
    assert len(ask(store, "evidence", org="Helio", person="Claire Aubry")) == 3


def test_what_happened_in_order(store: ox.Store) -> None:
    assert [(row["date"], row["type"]) for row in ask(store, "timeline")] == [
        ("2019", "Founding"),
        ("2024", "FundingRound"),
        ("2024-05", "Departure"),
        ("2024-10-01", "Appointment"),
    ]


@pytest.mark.parametrize("name", [q.name for q in query.list_named()])
def test_named_queries_are_quick_and_plain_sparql(store: ox.Store, name: str) -> None:
    named = query.named(name)
    prepareQuery(named.text)  # another implementation reads it, with its own prefixes declared
    start = time.perf_counter()
    assert query.run(store, named.bind()).rows
    assert time.perf_counter() - start < 0.5
    assert named.title_fr.endswith("?")
    assert named.title_en.endswith("?")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_breaks_out_of_its_place(value: str) -> None:
    store = ox.Store()
    assert query.run(store, query.named("departures").bind(org=value, person=value)).rows == []


def test_values_are_matched_whatever_they_contain(store: ox.Store) -> None:
    for value in ('" } #', "Nova IA\\", "?org", "VALUES ?person { UNDEF }"):
        assert ask(store, "departures", org=value) == []


def test_unknown_names_and_parameters(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="departure: no query of this name; there are departures"):
        query.named("departure")
    with pytest.raises(QueryError, match="departures: no parameter --when; it has --org, --person"):
        query.named("departures").bind(when="2024")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * WHERE {", "line 1, column 17"),
        ("SELECT * WHERE { ?s unheard:p ?o }", "query: "),
        ("INSERT DATA { og:a og:b og:c }", "read only"),
        ("# only a comment\nDROP ALL", "read only"),
        ("", "query: "),
    ],
)
def test_a_broken_query_is_one_line(store: ox.Store, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as raised:
        query.run(store, text)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?g { ?s ?p ?o } }",
        'SELECT * { ?s og:quote "it\'s" . SERVICE <http://localhost:1/> {} . ?s og:quote "\'" }',
        "SELECT * { ?s ?p ex:it\\'s . SERVICE <http://localhost:1/> {} . ?s ?p ex:it\\'s }",
        "SELECT * { S\\u0045RVICE <http://localhost:1/> {} }",
        "SELECT * { SERVICE:x {} }",
        "SELECT * { ?a ?b ?c }# \nVALUES ?x {1} #\nSERVICE <x:y> {}",
    ],
)
def test_other_servers_are_not_asked(store: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        query.run(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a schema:Service }",
        'SELECT * { ?s og:quote "SERVICE <http://x>" } # SERVICE',
        "SELECT * { ?s og:quote '''un\n SERVICE''' ; ?p <http://x/#SERVICE> }",
    ],
)
def test_the_word_service_is_allowed_elsewhere(store: ox.Store, text: str) -> None:
    assert query.run(store, text).rows == []


def test_prefixes_need_no_declaration_and_show_in_tables(store: ox.Store) -> None:
    result = query.run(store, 'SELECT ?s ?none { ?s a og:Person ; skos:prefLabel "Denis Morel" }')
    assert result.columns == ("s", "none")
    assert result.rows == [("id:person/denis-morel", "")]


def test_formats(store: ox.Store) -> None:
    rows = query.run(store, "SELECT ?n { ?s a og:Person ; skos:prefLabel ?n } ORDER BY ?n")
    bindings = json.loads(rows.serialize("json"))["results"]["bindings"]
    assert [b["n"]["value"] for b in bindings] == ["Claire Aubry", "Denis Morel"]
    assert rows.serialize("csv").decode().split() == ["n", "Claire", "Aubry", "Denis", "Morel"]
    assert rows.serialize("tsv").decode().splitlines()[:2] == ["?n", '"Claire Aubry"']
    with pytest.raises(QueryError, match="CONSTRUCT"):
        rows.serialize("ttl")


def test_yes_or_no(store: ox.Store) -> None:
    yes, no = query.run(store, "ASK { ?s a og:Lawsuit }"), query.run(store, "ASK { ?s a og:Unheard }")
    assert (yes.boolean, no.boolean) == (True, False)
    assert yes.rows == [("true",)]
    assert json.loads(no.serialize("json"))["boolean"] is False
    assert yes.serialize("csv") == b"true"


def test_a_graph_of_the_graph(store: ox.Store) -> None:
    result = query.run(store, "CONSTRUCT { ?f og:person ?p } WHERE { ?f a og:Departure ; og:person ?p }")
    assert result.kind == "graph"
    assert result.rows == [("id:departure/claire-aubry-nova-ia-2024", "og:person", "id:person/claire-aubry")]
    assert b"@prefix og: <https://w3id.org/ontograph#> ." in result.serialize("ttl")
    with pytest.raises(QueryError, match="ttl"):
        result.serialize("csv")
    described = query.run(store, "DESCRIBE <https://w3id.org/ontograph/id/person/denis-morel>")
    assert described.serialize("ttl") == query.run(store, described_again()).serialize("ttl")


def described_again() -> str:
    return "DESCRIBE ?p { ?p skos:prefLabel 'Denis Morel' }"


def test_a_graph_that_is_not_there_or_broken(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"graph\.ttl: no graph here; make one with"):
        query.load(tmp_path)
    (tmp_path / "graph.ttl").write_text("this is no turtle")
    with pytest.raises(GraphError, match=r"graph\.ttl: ") as raised:
        query.load(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_broken_named_query_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.rq"
    file.write_text("SELECT * { ?s ?p ?o }")
    with pytest.raises(DataError, match=r"broken\.rq: .*title_fr"):
        query._read(file)
    file.write_text("# title_fr: A\n# title_en: B\n# param: org the organization\nSELECT * { ?s ?p ?o }")
    with pytest.raises(DataError, match=r"broken\.rq: parameter org has no line VALUES"):
        query._read(file)
