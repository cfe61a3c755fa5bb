"""What a request asks, how it is answered: `serve/protocol.py`, `negotiation.py`, `limits.py`, `home.py`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph import query
from ontograph.serve import home, protocol
from ontograph.serve.limits import BoundedBuffer, Limits
from ontograph.serve.negotiation import GRAPHS, ROWS, choose
from ontograph.serve.protocol import FORM_TYPE, QUERY_TYPE, Ask, Refusal

ASK = "ASK {}"


def refused(what: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        what()
    return caught.value.status, caught.value.message


def status(what: Callable[[], object]) -> int:
    """That of a refusal; 0 if there is none."""
    try:
        what()
    except Refusal as refusal:
        return refusal.status
    return 0


def test_a_get_asks_the_query_of_its_address() -> None:
    assert protocol.by_get(b"query=ASK%20%7B%7D", "text/csv", "http://h/sparql") == Ask(
        ASK, "text/csv", base="http://h/sparql"
    )


def test_a_get_without_a_query_wants_the_description() -> None:
    assert protocol.by_get(b"") is None
    assert protocol.by_get(b"format=json") is None


def test_the_dataset_is_that_of_the_address_and_of_the_form() -> None:
    asked = protocol.by_post(b"default-graph-uri=a:1", FORM_TYPE, b"query=ASK+%7B%7D&default-graph-uri=a:2")
    assert (asked.query, asked.default_graphs, asked.named_graphs) == (ASK, ("a:1", "a:2"), ())
    asked = protocol.by_post(b"named-graph-uri=a:1&named-graph-uri=a:2", f"{QUERY_TYPE}; charset=UTF-8", ASK.encode())
    assert (asked.query, asked.default_graphs, asked.named_graphs) == (ASK, (), ("a:1", "a:2"))
    assert asked.has_dataset
    assert not protocol.by_post(b"", QUERY_TYPE, ASK.encode()).has_dataset


@pytest.mark.parametrize(
    ("address", "kind", "body", "status"),
    [
        (b"", "", b"ASK {}", 415),
        (b"", "text/plain", b"ASK {}", 415),
        (b"", f"{QUERY_TYPE}; charset=utf-16", b"ASK {}", 415),
        (b"", QUERY_TYPE, b"ASK { \xff }", 400),
        (b"", QUERY_TYPE, b"  ", 400),
        (b"query=ASK", QUERY_TYPE, b"ASK {}", 400),
        (b"", FORM_TYPE, b"", 400),
        (b"", FORM_TYPE, b"query=", 400),
        (b"", FORM_TYPE, b"query=%FF", 400),
        (b"", FORM_TYPE, b"query=ASK&query=ASK", 400),
        (b"", FORM_TYPE, b"&".join([b"x=1"] * 1001), 400),
        (b"", FORM_TYPE, b"update=CLEAR+ALL", 403),
        (b"", FORM_TYPE, b"query=ASK+%7B%7D&update=CLEAR+ALL", 403),
        (b"update=CLEAR+ALL", QUERY_TYPE, b"ASK {}", 403),
        (b"", "application/sparql-update", b"CLEAR ALL", 403),
        (b"", "APPLICATION/SPARQL-UPDATE; charset=utf-8", b"CLEAR ALL", 403),
    ],
)
def test_a_post_is_refused_with_a_reason(address: bytes, kind: str, body: bytes, status: int) -> None:
    found, message = refused(lambda: protocol.by_post(address, kind, body))
    assert found == status
    assert message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("address", "status"),
    [(b"query=ASK&query=ASK", 400), (b"query=", 400), (b"query=%FF", 400), (b"update=CLEAR", 403), (b"\xff", 400)],
)
def test_a_get_is_refused_with_a_reason(address: bytes, status: int) -> None:
    assert refused(lambda: protocol.by_get(address))[0] == status


@given(st.text(min_size=1).filter(str.strip))
def test_the_three_ways_ask_the_same(query: str) -> None:
    form = urlencode({"query": query}).encode()
    asked = [
        protocol.by_get(form),
        protocol.by_get(b"query=" + quote(query, safe="").encode()),
        protocol.by_post(b"", FORM_TYPE, form),
        protocol.by_post(b"", QUERY_TYPE, query.encode()),
    ]
    assert asked == [Ask(query)] * 4


@given(st.binary(), st.text(), st.binary())
def test_any_request_is_understood_or_refused(address: bytes, kind: str, body: bytes) -> None:
    for ask in (lambda: protocol.by_get(address), lambda: protocol.by_post(address, kind, body)):
        assert status(ask) in (0, 400, 403, 415)


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("", "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("*", "application/sparql-results+json", "text/turtle"),
        ("text/*", "text/csv", "text/turtle"),
        ("APPLICATION/*", "application/sparql-results+json", "application/n-triples"),
        ("text/csv;q=0.5, text/tab-separated-values, application/ld+json", "text/tab-separated-values",
         "application/ld+json"),
        ("*/*;q=0.1, application/sparql-results+xml;q=0.2, application/rdf+xml;q=0.2",
         "application/sparql-results+xml", "application/rdf+xml"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml", "application/xml"),
        ("application/sparql-results+json;q=0, text/turtle;q=0, */*", "application/sparql-results+xml",
         "application/n-triples"),
        ("nonsense, text/csv, text/turtle;q=0.3", "text/csv", "text/turtle"),
        ("text/csv;q=7, text/xml;q=0.1", "text/xml", "text/xml"),
    ],
)  # fmt: skip
def test_the_format_is_the_one_wanted_most(accept: str, rows: str, graph: str) -> None:
    assert (choose(accept, ROWS), choose(accept, GRAPHS)) == (rows, graph)


def test_no_format_fits() -> None:
    status, message = refused(lambda: choose("image/png, text/csv;q=0", ROWS))
    assert status == 406
    assert "application/sparql-results+json" in message
    assert refused(lambda: choose("*/*;q=0", GRAPHS))[0] == 406


@pytest.mark.parametrize("accept", [";;;", "text", "text/", "text/csv;q=x", "\x00", "é/é"])
def test_an_accept_header_that_says_nothing(accept: str) -> None:
    assert refused(lambda: choose(accept, ROWS))[0] == 400


@given(st.text())
def test_any_accept_header_is_answered(accept: str) -> None:
    for types in (ROWS, GRAPHS):
        assert status(lambda types=types: choose(accept, types)) in (0, 400, 406)


def test_an_answer_is_stopped_at_its_size() -> None:
    buffer = BoundedBuffer(10)
    assert buffer.write(b"12345") == 5
    buffer.write(b"67890")
    assert buffer.content() == b"1234567890"
    assert refused(lambda: buffer.write(b"1"))[0] == 403


def test_what_is_sent_is_limited() -> None:
    limits = Limits(query_bytes=10)
    limits.check_size(10, "the query")
    assert refused(lambda: limits.check_size(11, "the query")) == (
        413,
        "the query has more than 10 bytes, which is the limit",
    )


def test_the_policy_lets_only_what_is_in_the_page_be() -> None:
    data = '<script type="application/json">{}</script>'
    page = f"<style>p {{}}</style><script>one()</script><p>{data}<script>two()\n</script>"
    one, two, style = (
        base64.b64encode(hashlib.sha256(code).digest()).decode() for code in (b"one()", b"two()\n", b"p {}")
    )
    policy = home.policy(page)
    assert f"; script-src 'sha256-{one}' 'sha256-{two}'; style-src 'sha256-{style}'; " in policy
    assert policy.startswith("default-src 'none'; ")
    assert "style-src 'none'; " in home.policy("<p>")


def test_the_page_of_questions_asks_nobody_else_and_has_all_named_queries() -> None:
    html = home.pages(ox.Store())["/query"].html.decode()
    data = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)[0])
    told = json.dumps(data, ensure_ascii=False)
    for named in query.list_named():
        assert json.dumps(named.title_fr, ensure_ascii=False) in told
    assert not re.findall(r"(?:src|href|action)=.?(?:https?:)?//", html)
