"""`ontograph serve` as a process of its own, asked by other people's clients and by those who behave badly."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

pytest.importorskip("uvicorn", reason="the extra serve is not installed")

import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from conftest import ROOT, SHARED
from ontograph.cli import main
from serving import SLOW, command, server, small

pytestmark = [  # what the clients do themselves
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning"),
]
PREFIX = "PREFIX og: <https://w3id.org/ontograph#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
NAMES = PREFIX + "SELECT ?name { ?who a og:Person ; skos:prefLabel ?name } ORDER BY ?name"
TRIPLES = PREFIX + "CONSTRUCT { ?who skos:prefLabel ?name } { ?who a og:Person ; skos:prefLabel ?name }"
PEOPLE = ["Claire Aubry", "Denis Morel"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(small(tmp_path_factory.mktemp("graph")), "--timeout", "2") as (url, _):
        yield url


def get(address: str, query: str) -> tuple[int, str]:
    """Status and text of a GET."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", f"/sparql?query={quote(query)}")
    response = connection.getresponse()
    return response.status, response.read().decode()


def lives(address: str) -> bool:
    return get(address, "ASK {}") == (200, '{"head":{},"boolean":true}')


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["urlencoded", "postdirectly"])
def test_sparqlwrapper(address: str, method: str, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{address}/sparql")
    client.setMethod(method)
    client.setRequestMethod(form)
    client.setReturnFormat(wrapper.JSON)
    client.setQuery(NAMES)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == PEOPLE
    client.setQuery("ASK {}")
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery(TRIPLES)
    for format_ in (wrapper.TURTLE, wrapper.RDFXML, wrapper.JSONLD):
        client.setReturnFormat(format_)
        found = client.queryAndConvert()
        graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
        assert sorted(str(name) for name in graph.objects()) == PEOPLE
    client.setQuery("SELECT")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1, column"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
def test_sparqlstore_of_rdflib(address: str, method: str, format_: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", method=method, returnFormat=format_))
    assert [str(row.name) for row in graph.query(NAMES)] == PEOPLE  # type: ignore[union-attr]
    assert len({str(name) for name in graph.objects(predicate=rdflib.SKOS.prefLabel)} & set(PEOPLE)) == 2
    if format_ == "xml":  # its default; with the others it accepts no graph
        assert {str(row[2]) for row in graph.query(TRIPLES)} == set(PEOPLE)  # type: ignore[index]


def fetch(address: str, query: str, kind: str) -> object:
    node, script = shutil.which("node"), ROOT / "tests" / "clients" / "sparql.mjs"
    if node is None or not (script.parent / "node_modules" / "fetch-sparql-endpoint").is_dir():
        pytest.skip("fetch-sparql-endpoint is not installed for node (.ci/clients installs it)")
    done = subprocess.run([node, script, f"{address}/sparql", query, kind], capture_output=True, timeout=60, check=True)
    return json.loads(done.stdout)


def test_fetch_sparql_endpoint(address: str) -> None:
    assert fetch(address, NAMES, "rows") == [{"name": name} for name in PEOPLE]
    assert fetch(address, "ASK {}", "boolean") is True
    triples = fetch(address, TRIPLES, "graph")
    assert isinstance(triples, list)
    assert sorted(triple[2] for triple in triples) == PEOPLE


def test_the_protocol_tests_of_the_w3c(tmp_path: Path) -> None:
    script, data = SHARED / "eval" / "protocol.py", SHARED / "data" / "sparql-protocol" / "data.nq"
    if not script.exists() or not data.exists():
        pytest.skip("the W3C tests are not here")
    with server(data) as (url, _):
        done = subprocess.run([sys.executable, script, f"{url}/sparql"], capture_output=True, text=True, check=False)
    assert "W3C protocol: query 20/20 update 7/14" in done.stdout  # 7: those that every server has to refuse


def test_a_slow_query_is_stopped(address: str) -> None:
    status, text = get(address, SLOW)
    assert (status, text) == (503, "stopped after 2 s: ask for less, or serve with a higher --timeout\n")
    assert lives(address)


def test_clients_that_leave_hold_nobody_up(tmp_path: Path) -> None:
    with server(small(tmp_path / "graph"), "--timeout", "60") as (address, _):
        place = urlsplit(address)
        for _ in range(6):
            with socket.create_connection((place.hostname, place.port)) as leaving:
                leaving.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                time.sleep(0.1)
        assert lives(address)  # get() waits for 20 s, the queries would take 60


def test_it_ends_at_once_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with server(small(tmp_path / "graph"), "--timeout", "60", end=signal.SIGTERM) as (address, _):
        assert list((tmp_path / "temporary").glob("ontograph-serve-*"))
        place = urlsplit(address)
        waiting = socket.create_connection((place.hostname, place.port))
        waiting.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        time.sleep(0.5)
    waiting.close()
    assert not list((tmp_path / "temporary").glob("ontograph-serve-*"))


def test_what_is_not_for_other_sites_has_one_name(tmp_path: Path) -> None:
    with server(small(tmp_path / "graph"), "--no-cors") as (address, _):
        assert lives(address)
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        connection.request("GET", "/", headers={"Host": "elsewhere.example"})
        assert connection.getresponse().status == 400


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", str(small(tmp_path / "graph"))]) == 1
    assert "pip install 'ontograph-press[serve]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\n\r\n",
        b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nAccept: " + b"\xff;;," * 99 + b"\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx",
    ],
)
def test_requests_that_are_none(address: str, sent: bytes) -> None:
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=10) as client:
        client.sendall(sent)
        assert client.recv(100).startswith(b"HTTP/1.1 4")
    assert lives(address)


def test_an_address_without_end_is_cut_off(address: str) -> None:
    place = urlsplit(address)
    client = socket.create_connection((place.hostname, place.port), timeout=10)
    with client, contextlib.suppress(ConnectionError):  # whether its answer still arrives is up to the network
        client.sendall(b"GET /sparql?query=" + b"x" * 30_000_000)
        assert client.recv(100).startswith(b"HTTP/1.1 4")
    assert lives(address)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=60, check=False)


def test_a_port_in_use_is_named_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run(small(tmp_path / "graph"), "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"ontograph: 127.0.0.1, port {port}: address already in use; choose another --port\n"


def test_a_graph_that_is_missing_or_broken_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a:a> <a:b>")
    for name, says in (("none", "no graph here"), ("broken.ttl", "broken.ttl: ")):
        done = run(tmp_path / name, "--port", "0")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert says in done.stderr


def test_a_host_that_is_none(tmp_path: Path) -> None:
    done = run(small(tmp_path / "graph"), "--host", "no.such.host.invalid", "--port", "0")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_only_this_machine_unless_told_otherwise() -> None:
    from ontograph import serve

    listening = serve.listen(serve.HOST, 0)
    assert listening.getsockname()[0] == "127.0.0.1"
    listening.close()
    assert [serve.is_loopback(host) for host in ("::1", "localhost", "127.3.2.1", "0.0.0.0", "::", "a.example")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
