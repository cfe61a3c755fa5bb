"""Whatever readings say, every file says the same and nothing more, through the reduction and each exporter."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import msgspec
import pyoxigraph as ox
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from hostile.names import NASTY
from ontograph import report
from ontograph.corpus import Failure
from ontograph.exports import registry
from ontograph.exports.content import Content
from ontograph.exports.csvtables import EDGES, NODES
from ontograph.exports.documents import by_document
from ontograph.model import Argument, Claim, Knowledge, LocalEntity, Mention, Money, Reading
from ontograph.recall import recall
from ontograph.resolve import resolve
from ontograph.vocabulary import vocabulary

MORE = (
    "\x00",
    "\ufffe",
    "\ufeff",
    "\\u0041",
    "\\",
    "]]>",
    "<!",
    "\r\n",
    "\x0b=1",
    "＝1",
    "\t",
    " ",
    "é",
    "𝐀",
    "a",
    "B",
    "7",
)
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from([*NASTY.values(), *MORE]) | CHARACTERS, min_size=1, max_size=6).map("".join)
SOME = TEXTS | st.none()
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""In XML 1.0."""
ROUND = (("organization", "e2"), ("investor", "e3"))
KINDS = (
    ("Departure", (("person", "e1"), ("organization", "e2"), ("destination", "e3")), "title"),
    ("Lawsuit", (("plaintiff", "e2"), ("defendant", "e3")), "court"),
    ("FundingRound", ROUND, "series"),
    ("Position", (("person", "e1"), ("organization", "e2"), ("roleClass", "CEO")), "title"),
)

settings.register_profile("files", deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """An article in which every text is any text."""
    names = draw(st.lists(TEXTS, min_size=3, max_size=3))
    kinds = ("Person", "Organization", "Organization")
    entities = [LocalEntity(f"e{n}", kind, name) for n, (kind, name) in enumerate(zip(kinds, names, strict=True), 1)]  # type: ignore[arg-type]
    mentions = [Mention(0, len(e.name), e.name, e.kind, "name", (e.id,)) for e in entities]
    mentions.append(Mention(0, 1, draw(TEXTS), "Organization", "name", ("e2",)))
    claims = []
    for place, (kind, roles, detail) in enumerate(KINDS):
        quote, told = draw(TEXTS), draw(TEXTS)
        arguments = [Argument(role, (filler,)) for role, filler in roles] + [Argument(detail, (told,))]
        if kind == "FundingRound":
            arguments.append(Argument("amount", (Money(Decimal("12.5"), draw(st.sampled_from(["EUR", None]))),)))
        arguments.sort(key=lambda argument: argument.role)
        start = place * 1000
        claim = Claim(kind, tuple(arguments), "certain", start, start + len(quote), quote, draw(TEXTS), "2024-05")
        claims.append(replace(claim, attributed_to=draw(SOME), status="current" if kind == "Position" else None))
    head = (draw(TEXTS), draw(TEXTS), "0" * 64, "2024-05-20", draw(SOME), draw(SOME), draw(SOME))
    return Reading(*head, tuple(entities), tuple(mentions), (), (), tuple(claims))


@st.composite
def corpora(draw: st.DrawFn) -> Knowledge:
    """What two articles come to, of which one may be a version of the other."""
    first, second = draw(readings()), draw(readings())
    if first.path == second.path:
        second = replace(second, path=first.path + "2")
    return resolve([first, replace(second, version_of=(first.path,) if draw(st.booleans()) else ())])


def said(text: str) -> str:
    """A text as XML can say it."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


@settings(settings.get_profile("files"), max_examples=25)
@given(corpora())
def test_every_format_of_rdf_says_each_triple_and_no_other(knowledge: Knowledge) -> None:
    content = Content.of(knowledge)
    kinds = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    named = {(name, triple) for name, triples in by_document(content.triples).items() for triple in triples}
    for name, kind in kinds.items():
        file = registry.exporter(name)(content)
        quads = list(ox.parse(file, format=kind))
        plain = [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
        assert set(plain) == content.triples, name
        assert len(plain) == len(content.triples), name
        rest = {(quad.graph_name, quad.triple) for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph)}
        assert rest == (named if name in ("nq", "trig") else set()), name
        if name in ("nt", "nq"):
            assert file.count(b"\n") == len(quads)
        if name == "jsonld":
            assert b"</" not in file
            assert b"<!" not in file


@settings(settings.get_profile("files"), max_examples=8)
@given(corpora())
def test_rdflib_reads_the_same(knowledge: Knowledge) -> None:
    content = Content.of(knowledge)
    for name, kind in (("ttl", "turtle"), ("nt", "nt")):
        graph = rdflib.Graph().parse(data=registry.exporter(name)(content), format=kind)
        assert len(graph) == len(content.triples), name
        texts = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
        assert {t.object.value for t in content.triples if isinstance(t.object, ox.Literal)} == texts, name


@settings(settings.get_profile("files"), max_examples=25)
@given(corpora())
def test_a_graph_is_read_back_as_it_was(knowledge: Knowledge) -> None:
    again = recall(Content.of(knowledge).triples)
    assert again.documents == knowledge.documents
    assert [entity.name for entity in again.entities] == [entity.name for entity in knowledge.entities]
    assert [fact.id for fact in again.facts] == [fact.id for fact in knowledge.facts]


@settings(settings.get_profile("files"), max_examples=25)
@given(corpora())
def test_networks_say_each_name_and_nothing_that_is_markup(knowledge: Knowledge) -> None:
    content = Content.of(knowledge)
    names = Counter(said(entity.name) for entity in knowledge.entities)
    for name in ("graphml", "gexf"):
        file = registry.exporter(name)(content)
        assert b"<!" not in file
        root = etree.fromstring(file, etree.XMLParser(resolve_entities=False, no_network=True))
        nodes = list(root.iter("{*}node"))
        labels = [
            node.get("label") or next(data.text for data in node.iter("{*}data") if data.get("key") == "n_label")
            for node in nodes
        ]
        assert Counter(labels) == names
        assert len({node.get("id") for node in nodes}) == len(nodes)
        assert len(list(root.iter("{*}edge"))) == content.network.number_of_edges()


@settings(settings.get_profile("files"), max_examples=25)
@given(corpora())
def test_no_cell_of_a_table_is_a_formula_or_another_row(knowledge: Knowledge) -> None:
    files = registry.files("csv", Content.of(knowledge))
    for name, count in ((NODES, len(knowledge.entities)), (EDGES, None)):
        data = files[name]
        text = (data if isinstance(data, bytes) else b"".join(data)).decode()
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        assert count in (None, len(rows))
        assert text.count("\n") == len(rows) + 1
        for row in rows:
            assert None not in row
            for head, cell in row.items():
                number = head.endswith((":double", ":int"))
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (
                    head,
                    cell,
                )
                assert not re.search("[\x00-\x08\x0a-\x1f]", cell)


class Elements(HTMLParser):
    """The elements of a page, and what stands in its block of data."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.data = ""
        self._inside = False
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        self._inside = ("id", "data") in attrs

    def handle_data(self, data: str) -> None:
        self.data += data if self._inside else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


EMPTY = Elements(registry.exporter("html")(Content.of(Knowledge((), (), ())))).found


@settings(settings.get_profile("files"), max_examples=8)
@given(corpora())
def test_the_page_has_the_names_in_its_data_and_nowhere_else(knowledge: Knowledge) -> None:
    page = Elements(registry.exporter("html")(Content.of(knowledge)))
    assert page.found == EMPTY
    told = json.dumps(json.loads(page.data), ensure_ascii=False)
    for entity in knowledge.entities:
        assert json.dumps(entity.name, ensure_ascii=False)[1:-1] in told


@settings(settings.get_profile("files"), max_examples=25)
@given(corpora(), TEXTS, TEXTS)
def test_the_report_is_json_that_says_the_same(knowledge: Knowledge, path: str, reason: str) -> None:
    made = report.Report.of(path, knowledge, [Failure(path, reason)], {reason: 1}, 0, {})
    told = json.loads(registry_json(made))
    assert (told["corpus"], told["failed"], told["ignored"]) == (path, [{"path": path, "reason": reason}], {reason: 1})
    assert [row["path"] for row in told["documents"]] == [document.path for document in knowledge.documents]


def registry_json(made: object) -> bytes:
    """The report as a build writes it."""
    return msgspec.json.format(msgspec.json.encode(made), indent=1)


@settings(settings.get_profile("files"), max_examples=40)
@given(corpora())
def test_an_address_is_letters_digits_and_hyphens(knowledge: Knowledge) -> None:
    """Whatever a name is, it cannot leave the angle brackets of its IRI."""
    things = (*knowledge.documents, *knowledge.entities, *knowledge.facts)
    claims = [claim for fact in knowledge.facts for claim in fact.claims]
    for thing in (*things, *claims):
        assert re.fullmatch(r"[a-z-]+/[a-z0-9-]+", thing.id), thing.id
    assert len({thing.id for thing in (*things, *claims)}) == len(things) + len(claims)
    known = {str(vocabulary().term(name)) for name in vocabulary()}
    for triple in Content.of(knowledge).triples:
        own = triple.predicate.value.startswith("https://w3id.org/ontograph#")
        assert not own or triple.predicate.value in known
