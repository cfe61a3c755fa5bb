"""`ontograph serve` within one process: what each method answers, what is refused, and that it lives on."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")

from starlette.testclient import TestClient

from knowledge import TEXTS
from ontograph import query
from ontograph.errors import GraphError
from ontograph.serve import app, home
from ontograph.serve.description import Holdings
from ontograph.serve.limits import Limits
from ontograph.serve.pool import Call, Pool
from ontograph.serve.protocol import Ask
from ontograph.texts import Texts
from serving import SLOW, small

NAMES = "SELECT ?name { ?who a og:Person ; skos:prefLabel ?name } ORDER BY ?name"
TRIPLES = "CONSTRUCT { ?who skos:prefLabel ?name } { ?who a og:Person ; skos:prefLabel ?name }"
LIMITS = Limits(seconds=3, rows=200, answer_bytes=2_000_000, query_bytes=60_000)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    made = Pool(small(tmp_path_factory.mktemp("graph")), LIMITS, workers=1)
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    store = query.load(small(tmp_path_factory.mktemp("graph")))
    return TestClient(app.make(pool, Holdings.of(store), home.pages(store)), raise_server_exceptions=False)


def lives(client: TestClient) -> bool:
    return client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_the_three_ways_to_ask_give_the_same_rows(client: TestClient) -> None:
    answers = [
        client.get("/sparql", params={"query": NAMES}),
        client.post("/sparql", data={"query": NAMES}),
        client.post("/sparql", content=NAMES, headers={"Content-Type": "application/sparql-query"}),
        client.post("/sparql/", content=NAMES, headers={"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/sparql-results+json"
        rows = answer.json()["results"]["bindings"]
        assert [row["name"]["value"] for row in rows] == ["Claire Aubry", "Denis Morel"]


@pytest.mark.parametrize(
    ("accept", "content_type", "start"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head":{"vars":["name"]}'),
        ("application/sparql-results+xml", "application/sparql-results+xml", '<?xml version="1.0"?><sparql '),
        ("text/csv", "text/csv; charset=utf-8", "name\r\nClaire Aubry\r\nDenis Morel\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?name\n"Claire Aubry"'),
    ],
)
def test_rows_in_each_format(client: TestClient, accept: str, content_type: str, start: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES}, headers={"Accept": accept})
    assert answer.headers["content-type"] == content_type
    assert answer.headers["vary"] == "Accept"
    assert answer.text.startswith(start)
    assert answer.text.count("Denis Morel") == 1


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("question", [TRIPLES, "DESCRIBE ?who { ?who skos:prefLabel 'Denis Morel' }"])
def test_a_graph_in_each_format(client: TestClient, accept: str, format_: ox.RdfFormat, question: str) -> None:
    answer = client.get("/sparql", params={"query": question}, headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    plain = client.get("/sparql", params={"query": question}, headers={"Accept": "application/n-triples"})
    expected = set(ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES))
    assert set(ox.parse(answer.content, format=format_)) == expected
    assert expected


def test_a_truth_value_in_each_format(client: TestClient) -> None:
    for accept, expected in (("application/json", '{"head":{},"boolean":true}'), ("text/csv", "true")):
        answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": accept})
        assert (answer.status_code, answer.text) == (200, expected)
    xml = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/sparql-results+xml"})
    assert "<boolean>true</boolean>" in xml.text


def test_without_a_query_it_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    store = ox.Store()
    store.load(answer.content, format=ox.RdfFormat.TURTLE)
    asked = store.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>"
        "SELECT ?n { ?s a sd:Service ; sd:endpoint <http://testserver/sparql> ; sd:supportedLanguage sd:SPARQL11Query ;"
        "  sd:resultFormat <http://www.w3.org/ns/formats/JSON-LD> ;"
        "  sd:defaultDataset [ sd:defaultGraph [ void:triples ?n ] ] }"
    )
    assert isinstance(asked, ox.QuerySolutions)
    count = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert [row["n"].value for row in asked] == [count["results"]["bindings"][0]["n"]["value"]]
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_pages_of_other_sites_may_ask(client: TestClient, pool: Pool) -> None:
    asked = client.options("/sparql", headers={"Origin": "https://a.example", "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert client.get("/sparql", params={"query": "ASK"}).headers["access-control-allow-origin"] == "*"
    closed = TestClient(app.make(pool, Holdings(0), {}, cors=False))
    for answer in (closed.options("/sparql"), closed.get("/sparql", params={"query": "ASK {}"})):
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_under_another_name_it_is_not_here(pool: Pool) -> None:
    own = TestClient(app.make(pool, Holdings(0), {}, cors=False, hosts=app.LOOPBACK))
    for host, status in (("localhost:7878", 200), ("127.0.0.1", 200), ("[::1]:7878", 200), ("evil.example", 400)):
        assert own.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host}).status_code == status, host


def test_head_answers_like_get_without_a_body(client: TestClient) -> None:
    got, head = (client.request(method, "/sparql", params={"query": NAMES}) for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.headers["content-length"] == got.headers["content-length"]


def test_the_dataset_of_the_request_goes_before_that_of_the_query(client: TestClient) -> None:
    anything = "ASK { ?s ?p ?o }"
    for name in ("default-graph-uri", "named-graph-uri"):
        asked = client.get("/sparql", params={"query": anything, name: "https://unknown.example/g"})
        assert asked.json()["boolean"] is False  # a graph that is not here is empty; nothing is fetched
    assert client.get("/sparql", params={"query": anything, "default-graph-uri": "no iri"}).status_code == 400


def test_relative_iris_are_relative_to_the_endpoint(client: TestClient) -> None:
    asked = client.get("/sparql", params={"query": "CONSTRUCT { <a> <b> 1 } {}"}, headers={"Accept": "text/plain"})
    assert asked.text.startswith("<http://testserver/a> <http://testserver/b>")
    for host in ("<>", "a b", "{}", ""):
        assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Host": host}).status_code in (200, 400)


@pytest.mark.parametrize(
    ("question", "says"),
    [("SELECT * {", "line 1, column"), ("SELEC", "line 1, column"), ("SELECT ?x {\n ?x og:y ?z ?a }", "line 2")],
)
def test_a_malformed_query_gets_the_parsers_message(client: TestClient, question: str, says: str) -> None:
    answer = client.get("/sparql", params={"query": question})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert says in answer.text
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP DEFAULT",
        "LOAD <http://127.0.0.1:1/x>",
        "ASK {} ; INSERT DATA { <a:a> <a:b> <a:c> }",
        "\\u0049NSERT DATA { <a:a> <a:b> <a:c> }",
    ],
)
def test_no_update_by_any_way(client: TestClient, update: str) -> None:
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    before = client.get("/sparql", params=count).text
    direct = {"Content-Type": "application/sparql-query"}
    for answer in (
        client.get("/sparql", params={"query": update}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data={"query": "ASK {}", "update": update}),
        client.post("/sparql", params={"update": update}, content="ASK {}", headers=direct),
        client.post("/sparql", content=update, headers=direct),
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        *(client.request(method, "/sparql", params={"update": update}) for method in ("PUT", "PATCH", "DELETE")),
    ):
        assert 400 <= answer.status_code < 500
        assert answer.text.strip()
    assert client.get("/sparql", params=count).text == before


@pytest.mark.parametrize("question", ["SERVICE", "service SILENT", "\\u0053ERVICE"])
def test_no_other_server_is_asked(client: TestClient, question: str) -> None:
    answer = client.get("/sparql", params={"query": f"ASK {{ {question} <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}"})
    assert answer.status_code == 403
    assert "SERVICE" in answer.text


def test_from_reads_nothing_from_outside(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK FROM <http://127.0.0.1:1/x> { ?s ?p ?o }"})
    assert answer.json()["boolean"] is False


def test_other_methods_are_refused(client: TestClient) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/sparql", params={"query": "ASK {}"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert client.post("/").status_code == 405


def test_too_many_rows_are_refused_not_cut_off(client: TestClient) -> None:
    for question in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        answer = client.get("/sparql", params={"query": question})
        assert (answer.status_code, "more than 200" in answer.text) == (403, True)
        assert client.get("/sparql", params={"query": f"{question} LIMIT 200"}).status_code == 200


def test_too_large_an_answer_is_stopped(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }"})
    assert (answer.status_code, "MB" in answer.text) == (403, True)
    assert lives(client)


def test_too_long_a_request_is_refused(client: TestClient) -> None:
    long = f"ASK {{}} #{'x' * 1_000_000}"
    direct = {"Content-Type": "application/sparql-query"}
    for answer in (
        client.post("/sparql", data={"query": long}),
        client.post("/sparql", content=long, headers=direct),
        client.post("/sparql", content=iter([long.encode()]), headers=direct),  # without a Content-Length
        client.get("/sparql", params={"query": long[:60_100]}),
    ):
        assert (answer.status_code, "bytes" in answer.text) == (413, True)
    assert lives(client)


def test_a_slow_query_is_stopped_and_the_server_lives_on(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SLOW})
    assert (answer.status_code, answer.text[:15]) == (503, "stopped after 3")
    assert answer.headers["retry-after"]
    assert lives(client)


def test_a_query_that_ends_its_worker(client: TestClient) -> None:
    nested = f"ASK {'{' * 29_000}{'}' * 29_000}"
    answer = client.post("/sparql", content=nested, headers={"Content-Type": "application/sparql-query"})
    assert (answer.status_code, "nested" in answer.text) == (400, True)
    assert lives(client)


def test_a_query_that_takes_too_much_memory(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere the system does not bound the memory of a process")
    own = Pool(small(tmp_path / "graph"), Limits(seconds=60, memory_bytes=100_000_000), workers=1)
    answer = own.ask(Ask("SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?c ?i LIMIT 1"))
    assert (answer.status, b"memory" in answer.content) in ((400, True), (503, True))
    assert own.ask(Ask("ASK {}")).status == 200
    own.close()


def test_a_client_that_leaves_sets_its_worker_free(pool: Pool) -> None:
    call, found = Call(), []
    asking = threading.Thread(target=lambda: found.append(pool.ask(Ask(SLOW), call)))
    asking.start()
    time.sleep(0.3)
    call.cancel()
    asking.join()
    assert b"ended its worker" in found[0].content  # not "stopped after 3 s"
    assert json.loads(pool.ask(Ask("ASK {}")).content)["boolean"] is True
    assert pool.ask(Ask("ASK {}"), call).status == 503  # cancelled before it began
    assert json.loads(pool.ask(Ask("ASK {}")).content)["boolean"] is True


def test_who_finds_no_worker_free_is_told_so(pool: Pool) -> None:
    asking = threading.Thread(target=lambda: pool.ask(Ask(SLOW)))
    asking.start()
    time.sleep(0.2)
    answers = []
    others = [threading.Thread(target=lambda: answers.append(pool.ask(Ask(SLOW)))) for _ in range(3)]
    for thread in others:
        thread.start()
    for thread in [asking, *others]:
        thread.join()
    assert [answer.status for answer in answers] == [503] * 3
    assert any(b"busy" in answer.content for answer in answers)
    assert pool.ask(Ask("ASK {}")).status == 200


@pytest.mark.parametrize(("path", "holds"), [("/", "Claire Aubry"), ("/query", "Qui est parti")])
def test_the_pages_are_strict(client: TestClient, path: str, holds: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert holds in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_explorer_shows_sentences_in_the_texts_beside_the_graph(tmp_path: Path) -> None:
    store = query.load(small(tmp_path))
    assert b'"before"' not in home.pages(store, Texts.beside(tmp_path))["/"].html
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in TEXTS.values()}
    Texts(tmp_path).keep(texts, texts)
    assert b'"before"' in home.pages(store, Texts.beside(tmp_path / "graph.ttl"))["/"].html


def test_a_graph_of_another_shape_has_the_form_only() -> None:
    store = ox.Store()
    for text in ("", "<a:a> <a:b> <a:c> ."):
        store.load(text.encode(), format=ox.RdfFormat.TURTLE)
        made = home.pages(store)
        assert made["/"] == made["/query"]


@pytest.mark.parametrize(
    "path", ["/graph.ttl", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/sparql/../../etc/passwd", "//etc/passwd"]
)
def test_no_file_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "nothing here; the endpoint is /sparql\n")


def test_a_graph_that_is_missing_or_broken(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        Pool(tmp_path / "none", LIMITS)
    (tmp_path / "graph.ttl").write_text("<a:a> <a:b>")
    with pytest.raises(GraphError, match=r"graph\.ttl"):
        Pool(tmp_path, LIMITS, workers=1)


def test_a_graph_built_anew_meanwhile_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a:a> <a:b> <a:c> .")
    own = Pool(tmp_path, Limits(seconds=1), workers=1)
    (tmp_path / "graph.ttl").write_text("")
    assert own.ask(Ask(SLOW.replace("COUNT(*)", "SUM(1/?x)") + " VALUES ?x { 1 }")).status in (200, 503)
    assert json.loads(own.ask(Ask("ASK { <a:a> ?b ?c }")).content)["boolean"] is True
    own.close()
