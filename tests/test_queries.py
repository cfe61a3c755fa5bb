from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import knowledge
from ontograph import query
from ontograph.errors import DataError, GraphError, QueryError
from ontograph.exports import turtle


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("graph")
    turtle.write(knowledge(), folder / "graph.ttl")
    return query.load(folder)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_breaks_out_of_its_place(value: str) -> None:
    store = ox.Store()
    query.run(store, query.named("claims").bind(store, by=value))
    with pytest.raises(GraphError):
        query.named("departures").bind(store, org=value)


@pytest.mark.parametrize("value", ['" } #', "Novo\\", "?org", "VALUES ?person { UNDEF }", "}", "\\1"])
def test_values_are_matched_whatever_they_contain(store: ox.Store, value: str) -> None:
    assert query.run(store, query.named("claims").bind(store, by=value, person="Claire Aubry")).rows == []
    with pytest.raises(GraphError, match="no organization of this name"):
        query.named("departures").bind(store, org=value)


def test_unknown_names_and_parameters(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="departure: no query of this name; there are board, career, "):
        query.named("departure")
    with pytest.raises(QueryError, match="departures: no parameter --when; it has --org, --person, --year"):
        query.named("departures").bind(store, when="2024")


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


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ('"=HYPERLINK(1)"', "'=HYPERLINK(1)"),
        ('"@OpenAI"@fr', "'@OpenAI"),
        ('"+33 1 23"', "'+33 1 23"),
        ('"-5"', "'-5"),
        ('"\\t=1"', "'\t=1"),
        ('"\\r=1"', "'\r=1"),
        ('"＝1"', "'＝1"),
        ('"-M-"^^xsd:integer', "'-M-"),
        ('"-INF"^^xsd:double', "'-INF"),
        ("-5", "-5"),
        ("-1.5", "-1.5"),
        ('"a=1, b"', "a=1, b"),
        ("og:Person", "https://w3id.org/ontograph#Person"),
    ],
)  # fmt: skip
def test_no_cell_for_a_spreadsheet_is_a_formula(term: str, cell: str) -> None:
    """Nor is any cell of the W3C's formats changed, which programs read."""
    result = query.run(ox.Store(), f"SELECT ?x ?none {{ VALUES ?x {{ {term} }} }}")

    def rows(content: bytes) -> list[list[str]]:
        return list(csv.reader(io.StringIO(content.decode(), newline="")))

    assert rows(result.spreadsheet()) == [["x", "none"], [cell, ""]]
    assert rows(result.serialize("csv")) == [["x", "none"], [cell.removeprefix("'"), ""]]


def test_yes_or_no(store: ox.Store) -> None:
    yes, no = query.run(store, "ASK { ?s a og:Lawsuit }"), query.run(store, "ASK { ?s a og:Unheard }")
    assert (yes.boolean, no.boolean) == (True, False)
    assert yes.rows == [("true",)]
    assert json.loads(no.serialize("json"))["boolean"] is False
    assert yes.serialize("csv") == yes.spreadsheet() == b"true"


def test_a_graph_of_the_graph(store: ox.Store) -> None:
    result = query.run(store, "CONSTRUCT { ?f og:person ?p } WHERE { ?f a og:Departure ; og:person ?p }")
    assert result.kind == "graph"
    assert result.rows == [("id:departure/claire-aubry-nova-ia-2024", "og:person", "id:person/claire-aubry")]
    assert b"@prefix og: <https://w3id.org/ontograph#> ." in result.serialize("ttl")
    with pytest.raises(QueryError, match="ttl"):
        result.spreadsheet()
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
    file.write_text("# title_fr: A\n# title_en: B\n# param: org organization who\nSELECT * { ?s ?p ?o }")
    with pytest.raises(DataError, match=r"broken\.rq: parameter org has no line VALUES"):
        query._read(file)
    file.write_text("# title_fr: A\n# title_en: B\n# param: org the organization\nSELECT * { ?s ?p ?o }")
    with pytest.raises(
        DataError, match=r"# param: org the organization: it needs a name, one of person, organization, "
    ):
        query._read(file)
