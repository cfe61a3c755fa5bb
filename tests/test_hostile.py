"""Hundreds of malformed and hostile files: each is read, or left out with a reason, and nothing else happens."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections import defaultdict
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree
from spacy.language import Language

import hostile
from hostile import ANY, IGNORED, LEFT, READ, UNSEEN, Hostile
from ontograph import annotate, corpus, flow
from ontograph.cli import main, messages
from ontograph.corpus import Corpus, Failure
from ontograph.corpus.limits import Limits
from ontograph.exports.content import Content
from ontograph.exports.csvtables import EDGES, NODES
from ontograph.exports.registry import files
from ontograph.model import Knowledge
from ontograph.vocabulary import OG

FILES = hostile.everything()
PATIENT = Limits(seconds=120)
"""A busy machine is no fault of a file."""


@dataclass(frozen=True)
class Given:
    """The corpus, and what is read of it."""

    root: Path
    folder: Path
    found: Corpus
    before: dict[str, object]
    after: dict[str, object]


def snapshot(folder: Path) -> dict[str, object]:
    """Whatever lies below a folder: size and kind of files, targets of links."""
    found: dict[str, object] = {}
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(place, name)
            status = path.lstat()
            link = os.readlink(path) if path.is_symlink() else None
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            found[str(path.relative_to(folder))] = (stat.S_IFMT(status.st_mode), size, link)
    return found


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "corpus"
    hostile.write(folder, [file for file in FILES if not file.endless])
    before = snapshot(root)
    found = corpus.read(folder, limits=PATIENT)
    return Given(root, folder, found, before, snapshot(root))


def _said(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _fates(found: Corpus) -> dict[str, tuple[bool, list[str]]]:
    """By file: whether something of it is read, and why something of it is left out."""
    names = {_said(file.path) for file in FILES}
    fates: dict[str, tuple[bool, list[str]]] = {}
    for item in (*found.articles, *found.failures):
        path = item.path
        while path not in names:
            path, mark = max(path.rpartition("/")[0], path.rpartition(":")[0], key=len), None
            assert path, f"{item.path} is of no file ({mark})"
        read, reasons = fates.get(path, (False, []))
        fates[path] = (True, reasons) if not isinstance(item, Failure) else (read, [*reasons, item.reason])
    return fates


def test_there_are_hundreds() -> None:
    assert len(FILES) >= 500
    assert len({Path(file.path).suffix for file in FILES} & {*corpus.SUFFIXES}) >= 11


def test_each_file_has_its_fate(given: Given) -> None:
    fates = _fates(given.found)
    wrong = []
    for file in FILES:
        read, reasons = fates.get(_said(file.path), (False, []))
        fate = READ if read else LEFT if reasons else UNSEEN
        wanted = {ANY: {READ, LEFT}, IGNORED: {UNSEEN}}.get(file.fate, {file.fate})
        if file.endless:
            wanted = {UNSEEN}
        fits = not file.reason or not reasons or any(re.search(file.reason, reason) for reason in reasons)
        if fate not in wanted or not fits:
            wrong.append((file.path, file.fate, fate, reasons[:3]))
    assert not wrong, "\n".join(map(str, wrong))
    assert sum(given.found.ignored.values()) == sum(file.fate == IGNORED for file in FILES)


def test_reasons_are_a_short_line_each(given: Given) -> None:
    for failure in given.found.failures:
        assert failure.reason.strip() == failure.reason != ""
        assert len(failure.reason) < 400, failure
        assert failure.reason.isprintable(), failure
        assert "Traceback" not in failure.reason


def test_nothing_is_written_when_files_are_read(given: Given) -> None:
    assert given.after == given.before


def test_no_text_is_of_a_file_outside(given: Given) -> None:
    outside = Path("/etc/passwd").read_text(encoding="utf-8", errors="replace")[:40]
    assert not any(outside in article.text for article in given.found.articles)


def test_whatever_is_read_can_be_written(given: Given) -> None:
    for article in given.found.articles:
        for value in (article.text, article.path, article.id, article.title, article.url, article.publisher):
            (value or "").encode()
        assert len(article.text) <= PATIENT.text


@pytest.mark.parametrize("file", [file for file in FILES if file.endless], ids=lambda file: file.path)
def test_what_takes_too_long_is_left_out(file: Hostile, tmp_path: Path) -> None:
    hostile.write(tmp_path, [file])
    (failure,) = corpus.read(tmp_path, limits=Limits(seconds=1)).failures
    assert failure.path == file.path
    assert re.search(r"takes more than 1 s|no text|too much|ends the process", failure.reason)


# --- through the pipeline, and into files ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(given: Given, nlp: Language) -> tuple[flow.KnowledgeGraph, Path]:
    """What the sound files come to, written in every format."""
    output = given.root / "graph"
    found = given.found
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "read", lambda *_, **__: found)  # what it reads is read already
        return flow.build(given.folder, output, nlp=nlp, formats=FORMATS, processes=1), output


FORMATS = ("nt", "nq", "trig", "jsonld", "gexf", "csv", "html")


@pytest.mark.slow
def test_the_pipeline_reads_what_is_strange(graph: tuple[flow.KnowledgeGraph, Path], given: Given) -> None:
    kg, _ = graph
    late = {*kg.report.failed} - {*given.found.failures}
    assert all("took more than" in failure.reason for failure in late), "a busy machine is no fault of a text"
    assert len(kg.knowledge.documents) + len(late) == len(given.found.articles) > 250
    assert len(kg.knowledge.facts) > 20
    texts = {article.path: article.text for article in given.found.articles}
    paths = {document.id: document.path for document in kg.knowledge.documents}
    for fact in kg.knowledge.facts:
        for grounded in fact.claims:
            claim = grounded.claim
            assert claim.quote == texts[paths[grounded.document]][claim.start : claim.end]


@pytest.mark.slow
def test_every_file_that_is_left_out_is_in_the_report(graph: tuple[flow.KnowledgeGraph, Path], given: Given) -> None:
    report = json.loads((graph[1] / "build.json").read_bytes())
    failed = tuple(Failure(row["path"], row["reason"]) for row in report["failed"])
    told = _fates(replace(given.found, failures=failed))
    for file in FILES:
        assert file.fate in (IGNORED, UNSEEN) or file.endless or _said(file.path) in told
    assert all(row["reason"] for row in report["failed"])


@pytest.mark.slow
def test_nothing_leaves_the_folder_of_the_graph(graph: tuple[flow.KnowledgeGraph, Path], given: Given) -> None:
    inside = [name for name in snapshot(given.root) if not name.startswith(("corpus", "graph"))]
    assert inside == []
    assert {path: was for path, was in snapshot(given.root).items() if path.startswith("corpus")} == given.before
    texts = {path.name for path in (graph[1] / "texts").glob("*/*")}
    assert texts == {f"{document.sha256}.txt" for document in graph[0].knowledge.documents}
    own = {f"graph.{name}" for name in ("ttl", "graphml", "gexf", "nt", "nq", "trig", "jsonld", "html")}
    assert {path.name for path in graph[1].iterdir()} == {*own, NODES, EDGES, "build.json", ".lock", "texts"}


@pytest.mark.slow
def test_every_format_of_rdf_says_the_same(graph: tuple[flow.KnowledgeGraph, Path]) -> None:
    kg, folder = graph
    expected = kg.content.triples
    kinds = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    for suffix, kind in kinds.items():
        quads = ox.parse((folder / f"graph.{suffix}").read_bytes(), format=kind)
        assert {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)} == expected, suffix
    assert len((folder / "graph.nt").read_bytes().decode().split("\n")) == len(expected) + 1
    own = (OG, "https://schema.org/", "http://")
    assert all(triple.predicate.value.startswith(tuple(map(str, own))) for triple in expected)
    assert not any("mechant.example" in triple.predicate.value for triple in expected)


@pytest.mark.slow
def test_networks_are_xml_with_what_the_texts_say(graph: tuple[flow.KnowledgeGraph, Path]) -> None:
    kg, folder = graph
    for name, node, edge in (("graph.graphml", "node", "edge"), ("graph.gexf", "node", "edge")):
        tree = etree.parse(folder / name, etree.XMLParser(resolve_entities=False, no_network=True))
        assert tree.docinfo.doctype == ""
        names = {etree.QName(element).localname for element in tree.iter(etree.Element)}
        assert names <= {*XML_NAMES, node, edge}
        assert sum(etree.QName(e).localname == node for e in tree.iter(etree.Element)) == len(kg.knowledge.entities)


XML_NAMES = {
    *("graphml", "graph", "key", "data", "gexf", "meta", "creator", "attributes", "attribute", "nodes", "edges"),
    *("attvalues", "attvalue", "color", "position", "size"),
}


@pytest.mark.slow
def test_tables_have_no_formula(graph: tuple[flow.KnowledgeGraph, Path]) -> None:
    kg, folder = graph
    for name in (NODES, EDGES):
        text = (folder / name).read_bytes().decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(text.split("\r\n")) == len(rows) + 2
        for row in rows:
            assert None not in row
            for column, cell in row.items():
                assert not cell.startswith(("=", "@", "\t", "\r")), cell
                assert re.fullmatch(r"-?[\d.e-]*", cell) or not cell.startswith(("+", "-")), (column, cell)
    assert len(rows) > 20
    assert kg.network.number_of_edges() == len(rows)


class Elements(HTMLParser):
    """The elements of a page, and the attributes that run something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, int] = defaultdict(int)
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        self.handlers += [name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")]


def _elements(page: bytes) -> Elements:
    parser = Elements()
    parser.feed(page.decode())
    parser.close()
    return parser


@pytest.mark.slow
def test_the_page_has_no_element_of_a_text(graph: tuple[flow.KnowledgeGraph, Path]) -> None:
    hostile_page = _elements((graph[1] / "graph.html").read_bytes())
    empty = _elements(files("html", Content.of(Knowledge((), (), ())))["graph.html"])
    assert hostile_page.found == empty.found
    assert hostile_page.handlers == empty.handlers == []


@pytest.mark.slow
def test_what_a_notebook_and_annotate_show_has_no_element_of_a_text(
    graph: tuple[flow.KnowledgeGraph, Path], given: Given, nlp: Language
) -> None:
    kg, _ = graph
    for thing in (kg, *kg.knowledge.facts):
        shown = _elements(thing._repr_html_().encode())
        assert not {"script", "img", "iframe", "a"} & shown.found.keys()
        assert shown.handlers == []
    some = [article for article in given.found.articles if article.path.startswith(("name-", "title-"))][::3]
    shown = _elements(annotate.html(nlp, some).encode())
    plain = _elements(annotate.html(nlp, some[:1]).encode())
    assert shown.found.keys() <= {*plain.found.keys(), "mark", "span"}
    assert shown.handlers == []


@pytest.mark.slow
def test_a_terminal_is_shown_no_escape_sequence(
    graph: tuple[flow.KnowledgeGraph, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Names and quotes may carry what clears a screen or renames a window."""
    folder = str(graph[1])
    assert main(["query", folder, "SELECT ?name { { ?a skos:prefLabel ?name } UNION { ?d og:path ?name } }"]) == 0
    assert main(["explain", "Paul Mercier", folder]) == 0
    assert main(["query", folder, "no such { query \x1b[2J"]) != 0
    messages.left_out(Failure("a\x1b[2J\x07b\x9b.txt", "no \x1b[31m text"))
    shown = capsys.readouterr()
    for text in (shown.out, shown.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert "a\N{REPLACEMENT CHARACTER}[2J" in shown.err
