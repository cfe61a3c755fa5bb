"""What notebooks show: everything that articles say stays text, whatever it looks like."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import ontograph
from knowledge import knowledge
from ontograph import htmlview
from ontograph.corpus import Failure
from ontograph.flow import KnowledgeGraph
from ontograph.model import Fact, Knowledge
from ontograph.report import Report

TAGS = {"div", "p", "br", "b", "span", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"class", "style", "lang", "scope"}
HOSTILE = st.one_of(
    st.text(min_size=1),
    st.sampled_from(
        [
            "</script><img src=x onerror=alert(1)>",
            '"><b onclick="x()">',
            "&lt;i&gt;",
            "</td></table>",
            "$$x$$",
            "<!--",
            "'",
        ]
    ),
).filter(lambda text: text.strip())


class Page(HTMLParser):
    """The text of a piece of HTML, and the tags in it: every one closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def said(text: str) -> str:
    return " ".join(text.split())


def graph(known: Knowledge, failed: tuple[Failure, ...] = (), files: tuple[Path, ...] = ()) -> KnowledgeGraph:
    return KnowledgeGraph(known, Report.of("corpus", known, failed, {}, 0, {"start": 1.0}), files)


def departure() -> Fact:
    return next(fact for fact in knowledge().facts if fact.type == "Departure")


def test_a_fact_shows_each_claim_with_its_sentence_and_document() -> None:
    page = Page(departure()._repr_html_())
    assert "Claire Aubry quitte Nova IA pour Helio (mai 2024)." in page.text
    assert "« Nova IA a limogé Claire Aubry en juin 2024 »" in page.text
    assert page.text.count("certain") >= 3
    assert "presse" not in page.text


def test_a_graph_shows_counts_facts_and_files() -> None:
    page = Page(graph(knowledge(), (Failure("b.txt", "empty"),), (Path("graph/graph.ttl"),))._repr_html_())
    for text in ("3 articles", "1 left out", "2 people", "6 organizations", "13 facts", "b.txt: empty", "graph.ttl"):
        assert text in page.text
    told = page.text.index("Claire Aubry quitte Nova IA")
    assert 0 < told < page.text.index("« Claire Aubry quitte Nova IA pour Helio »")  # by two passages: it comes first


def test_a_graph_of_nothing_is_shown_too() -> None:
    assert "0 facts" in Page(graph(Knowledge((), (), ()))._repr_html_()).text


def test_an_answer_is_a_table_and_a_long_one_is_cut(small: Path) -> None:
    answer = ontograph.ask(small, "departures", org="Nova IA")
    assert "<th" in answer._repr_html_()
    assert "Claire Aubry" in Page(answer._repr_html_()).text
    many = Page(htmlview.of_answer(["n"], [[f"row {number}"] for number in range(htmlview.ROWS + 3)]))
    assert "… and 3 rows more" in many.text
    assert f"row {htmlview.ROWS}" not in many.text


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_what_articles_say_stays_text(label: str, quote: str, document: str, source: str) -> None:
    fact = departure()
    claims = tuple(
        replace(grounded, document=document, claim=replace(grounded.claim, quote=quote, attributed_to=source))
        for grounded in fact.claims
    )
    hostile = replace(fact, id=label, label=label, claims=claims, date=source)
    shown = Page(hostile._repr_html_()).text
    for text in (label, quote, source, document.removeprefix("document/")):
        assert said(text) in shown
    known = replace(knowledge(), facts=(hostile,))
    shown = Page(graph(known, (Failure(document, quote),), (Path("graph"),))._repr_html_()).text
    for text in (label, quote, document):
        assert said(text) in shown
    assert said(label) in Page(htmlview.of_answer([label], [[quote]])).text


def test_no_dollar_begins_a_formula() -> None:
    """Jupyter typesets what stands between dollars, unless it is told not to."""
    for html in (departure()._repr_html_(), htmlview.of_answer(["a"], [["1 $ et 2 $"]])):
        assert html.startswith('<div class="ontograph tex2jax_ignore mathjax_ignore">')
