"""N-Triples, N-Quads, TriG and JSON-LD: what they say, to whom, and that it is what the Turtle says."""

from __future__ import annotations

import json
import os
import random
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from conftest import ROOT
from knowledge import CLAIRE, NOVA, knowledge
from ontograph import query
from ontograph.cli import main
from ontograph.errors import DataError, GraphError
from ontograph.exports import context, documents, graphml, jsonld, registry
from ontograph.exports.content import Content, triple
from ontograph.model import Argument, Claim, Document, Entity, Fact, GroundedClaim, Knowledge, Money
from ontograph.readback import read_back
from ontograph.recall import recall
from ontograph.vocabulary import ID, OG, PREFIXES, vocabulary

GOLDEN = Path(__file__).parent / "golden"
RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
NEW = [name for name in RDF if name != "ttl"]
HARD = [
    '« L\'été », dit-il : "oui" \\ non\\n',
    "ligne 1\nligne 2\r\nligne 3\ttab\x0b\x0c\u2028\u2029\x85",
    "\x01\x02\x1f\x7f",
    "😀 👩‍👩‍👧 𝒜 é ﷽ \ufeff \ufffd",
    "</script><!-- <b>&amp;</b> ]]>",
    "'''\"\"\" . } <http://a> ; _:b @fr ^^ # pas un commentaire",
    "@id",
    "http://exemple.fr/ un texte",
    "x" * 100_000,
    " ",
]
"""What breaks careless writers and readers. (No NUL: an article with one is binary.)"""


def written(name: str, source: Knowledge | Content) -> bytes:
    return registry.exporter(name)(source if isinstance(source, Content) else Content.of(source))


def quads(name: str, content: bytes) -> set[ox.Quad]:
    return set(ox.parse(content, format=RDF[name]))


def default(name: str, content: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in quads(name, content) if isinstance(quad.graph_name, ox.DefaultGraph)}


def named(content: bytes) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for quad in quads("nq", content):
        if isinstance(quad.graph_name, ox.NamedNode):
            found.setdefault(quad.graph_name.value.removeprefix(str(ID)), set()).add(quad.triple)
    return found


def hard() -> Knowledge:
    """The small knowledge with the hard strings for titles, paths, names, quotes and sources."""
    base = knowledge()
    texts = [
        Document(f"document/{n}-é%20", text, "0" * 64, None, text, f"https://e.fr/?{n}=<a b>", text, (NOVA,))
        for n, text in enumerate(HARD)
    ]
    aliased = [replace(entity, aliases=tuple(sorted({*entity.aliases, *HARD}))) for entity in base.entities]
    facts = [replace(fact, label=HARD[n % len(HARD)]) for n, fact in enumerate(base.facts)]
    first = facts[0]
    more = [
        GroundedClaim(
            f"claim/hard-{n}",
            texts[n].id,
            replace(first.claims[0].claim, quote=text, attributed_entity=None, attributed_to=text),
        )
        for n, text in enumerate(HARD)
    ]
    facts[0] = replace(first, claims=(*first.claims, *more))
    return Knowledge((*base.documents, *texts), tuple(aliased), tuple(facts))


# --- every format


def golden() -> Content:
    """A graph from a file, so that only a change of a format changes the golden files, not one of the graph."""
    return Content.of_triples(query.triples(GOLDEN / "formats.ttl"))


@pytest.mark.parametrize("name", RDF)
def test_the_golden_file(name: str) -> None:
    """After a change that is meant: `python tests/test_formats.py` writes them again; read the diff."""
    content = written(name, golden())
    if name == "jsonld":
        head, content = content.split(b' "@graph": ')
        assert head.rstrip(b",\n") + b"\n}\n" == (ROOT / "context.jsonld").read_bytes()
    assert content == (GOLDEN / f"formats.{name}").read_bytes()


@pytest.mark.parametrize("source", [knowledge(), hard(), Knowledge((), (), ())], ids=["small", "hard", "empty"])
@pytest.mark.parametrize("name", RDF)
def test_each_format_says_what_the_graph_says(name: str, source: Knowledge) -> None:
    assert default(name, written(name, source)) == Content.of(source).triples


@pytest.mark.parametrize("source", [knowledge(), hard()], ids=["small", "hard"])
def test_trig_is_n_quads_in_other_letters(source: Knowledge) -> None:
    found = quads("trig", written("trig", source))
    assert found == quads("nq", written("nq", source))
    assert len(found) > len(Content.of(source).triples)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_triples_does_not_matter(seed: int) -> None:
    mixed = list(Content.of(knowledge()).triples)
    random.Random(seed).shuffle(mixed)
    for name in registry.names():
        assert written(name, Content.of_triples(mixed)) == written(name, Content.of(recall(mixed))), name


def test_files_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\nfrom knowledge import knowledge\nfrom ontograph.exports import registry\n"
        "from ontograph.exports.content import Content\n"
        "for name in registry.names():\n"
        "    print(name, hashlib.sha256(registry.exporter(name)(Content.of(knowledge()))).hexdigest())"
    )

    def digests(seed: str) -> str:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([*sys.path, str(ROOT / "tests")]),
        }
        command = [sys.executable, "-c", code]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert digests("1") == digests("2")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LOCAL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
DATES = st.sampled_from(["2024", "2024-05", "2024-05-17", "2024-02-30", "0999"])
MONEY = st.builds(
    Money,
    st.decimals(0, Decimal(10) ** 13, places=2),
    st.sampled_from(["EUR", "USD", None]),
    st.booleans(),
)


@st.composite
def knowledges(draw: st.DrawFn) -> Knowledge:
    """Any knowledge: any texts and ids, dates of any grain, claims with and without sources, amounts and titles."""
    people = [
        Entity(
            f"person/{local}",
            "Person",
            draw(TEXT),
            tuple(draw(st.lists(TEXT, max_size=2))),
            None,
            draw(st.none() | LOCAL),
        )
        for local in draw(st.lists(LOCAL, min_size=1, max_size=3, unique=True))
    ]
    firm = Entity("organization/x", "Organization", draw(TEXT), (), draw(st.sampled_from([None, "Company", "Bank"])))
    papers = [
        Document(
            f"document/{local}",
            draw(TEXT),
            "0" * 64,
            draw(st.none() | DATES),
            draw(st.none() | TEXT),
            draw(st.none() | TEXT),
            draw(st.none() | TEXT),
            (people[0].id, firm.id),
        )
        for local in draw(st.lists(LOCAL, min_size=1, max_size=3, unique=True))
    ]
    facts = []
    for local in draw(st.lists(LOCAL, max_size=3, unique=True)):
        arguments = (
            Argument("investor", (draw(st.sampled_from(people)).id,)),
            Argument("organization", (firm.id,)),
            Argument("amount", (draw(MONEY),)),
            Argument("stake", (str(draw(st.integers(0, 100))),)),
        )
        claims = tuple(
            GroundedClaim(
                f"claim/{local}-{n}",
                draw(st.sampled_from(papers)).id,
                Claim(
                    "Investment",
                    arguments,
                    draw(st.sampled_from(["certain", "planned", "possible", "negated"])),
                    draw(st.integers(0, 9)),
                    10**6,
                    draw(TEXT),
                    "r",
                    draw(st.none() | DATES),
                    None,
                    draw(st.none() | TEXT),
                    draw(st.none() | st.just(firm.id)),
                    draw(st.floats(0, 1)),
                ),
                (f"claim/{local}-0",) if n and draw(st.booleans()) else (),
            )
            for n in range(draw(st.integers(1, 3)))
        )
        facts.append(
            Fact(f"investment/{local}", "Investment", draw(TEXT), arguments, "certain", claims, draw(st.none() | DATES))
        )
    return Knowledge(tuple(papers), (*people, firm), tuple(facts))


@settings(max_examples=50, deadline=None)
@given(knowledges())
def test_any_knowledge_comes_back_from_every_format(source: Knowledge) -> None:
    content = Content.of(source)
    for name in RDF:
        assert default(name, written(name, content)) == content.triples, name
    assert quads("trig", written("trig", content)) == quads("nq", written("nq", content))
    assert Content.of(recall(content.triples)).triples == content.triples


# --- one statement a line


@pytest.mark.parametrize("name", ["nt", "nq"])
def test_lines_are_sorted_by_bytes(name: str) -> None:
    lines = written(name, hard()).split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(set(lines))
    assert all(line.endswith(b" .") for line in lines)


# --- the graphs of documents


def test_the_graph_of_a_document_holds_what_it_says() -> None:
    graphs = named(written("nq", knowledge()))
    assert set(graphs) == {document.id for document in knowledge().documents}
    for name, said in graphs.items():
        subjects = {t.subject.value.removeprefix(str(ID)) for t in said}  # type: ignore[union-attr]
        claims = {c.id for fact in knowledge().facts for c in fact.claims if c.document == name}
        assert {s for s in subjects if not s.startswith("amount/")} == {name, *claims}
    a = {
        s.value.removeprefix(str(ID)) for s in (t.subject for t in graphs["document/a"]) if isinstance(s, ox.NamedNode)
    }
    assert {s for s in a if s.startswith("amount/")} == {"amount/500000000-usd", "amount/4000000000"}


def test_the_graph_of_a_document_describes_it_and_whom_it_mentions() -> None:
    said = {str(t) for t in named(written("nq", knowledge()))["document/b"]}
    document = ID["document/b"]
    assert f'<{document}> <{OG.path}> "presse/b.txt"' in said
    assert f"<{document}> <https://schema.org/mentions> <{ID[CLAIRE]}>" in said


def test_what_two_documents_disagree_on_is_said_by_neither() -> None:
    first, second = (ox.NamedNode(ID[f"claim/departure-claire-aubry-nova-ia-2024-{n}"]) for n in (1, 2))
    disagree = ox.Triple(first, ox.NamedNode(OG.disagreesWith), second)
    graphs = documents.by_document({*Content.of(knowledge()).triples, disagree})
    assert not any(disagree in said for said in graphs.values())
    assert graphs == documents.by_document(Content.of(knowledge()).triples)


def test_a_document_that_claims_nothing_has_a_graph_too() -> None:
    silent = Document("document/z", "z.txt", "0" * 64, None, None, None, None, ())
    assert "document/z" in named(written("nq", replace(knowledge(), documents=(silent,), facts=())))


@pytest.mark.parametrize("name", ["nq", "trig"])
def test_queries_ask_the_graph_of_a_document_or_everything(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{name}"
    file.write_bytes(written(name, knowledge()))
    store = query.load(file)
    by_document = (
        "SELECT ?path (COUNT(*) AS ?n) { ?d og:path ?path GRAPH ?d { ?c a og:Claim } } GROUP BY ?path ORDER BY ?path"
    )
    counts = [
        (document.path, str(sum(c.document == document.id for fact in knowledge().facts for c in fact.claims)))
        for document in knowledge().documents
    ]
    assert query.run(store, by_document).rows == counts
    assert query.run(store, "ASK { GRAPH ?g { ?x a og:Person } }").boolean is False
    (tmp_path / "graph.ttl").write_bytes(written("ttl", knowledge()))
    for one in query.list_named():
        assert query.run(store, one.text).rows == query.run(query.load(tmp_path), one.text).rows, one.name


# --- JSON-LD


def test_the_context_is_the_file() -> None:
    """After a new term: `python -m ontograph.exports.context > context.jsonld`."""
    assert (ROOT / "context.jsonld").read_bytes() == context.written(vocabulary())


def test_the_context_names_every_property_of_the_ontology_without_a_prefix() -> None:
    terms, found = vocabulary(), context.context(vocabulary())
    properties = {name for name in terms if terms.graph.value(terms.term(name), rdflib.RDFS.domain) is not None}
    assert len(properties) > 30
    for name in properties:
        assert found[name]["@id"] == f"og:{name}"
    assert {name: found[name] for name in PREFIXES} == PREFIXES
    assert found["roleClass"]["@type"] == "@vocab"
    assert found["person"]["@type"] == "@id"
    assert found["date"]["@type"] == "xsd:date"
    assert found["label"]["@container"] == "@language"


def test_a_fact_reads_well_and_has_its_claims_inside() -> None:
    document = json.loads(written("jsonld", knowledge()))
    assert list(document) == ["@context", "@graph"]
    things = {thing["@id"]: thing for thing in document["@graph"]}
    departure = things["departure/claire-aubry-nova-ia-2024"]
    claims = departure.pop("claims")
    assert departure == {
        "@id": "departure/claire-aubry-nova-ia-2024",
        "@type": ["Departure", "Event", "Fact"],
        "date": {"@type": "gYearMonth", "@value": "2024-05"},
        "destination": "organization/helio",
        "factuality": "certain",
        "kind": "resignation",
        "label": {"fr": "Claire Aubry quitte Nova IA pour Helio (mai 2024)."},
        "organization": "organization/nova-ia",
        "person": "person/claire-aubry",
        "roleClass": "CTO",
        "title": {"fr": "directrice technique"},
    }
    assert [claim["inDocument"] for claim in claims] == ["document/a", "document/b"]
    assert all("about" not in claim for claim in claims)
    assert (claims[0]["start"], claims[0]["confidence"]) == (0, "1.0")
    assert things["organization/nova-ia"]["sameAs"] == "wd:Q1234567"
    assert things["person/claire-aubry"]["altLabel"] == ["Aubry", "Mme Aubry"]
    assert not any(thing["@type"] == "Claim" for thing in document["@graph"])


def test_keys_are_sorted_in_every_object() -> None:
    def check(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        assert keys == sorted(keys) or keys[:3] == ["@base", "@version", "@vocab"] or "@container" in keys
        return dict(pairs)

    json.loads(written("jsonld", knowledge()), object_pairs_hook=check)


def test_json_ld_may_stand_in_a_page() -> None:
    text = written("jsonld", hard()).lower()
    assert b"</script" not in text
    assert b"<!--" not in text


ODD = [
    ("http://example.org/a b".replace(" ", "%20"), "http://example.org/p", ox.Literal("x", language="pt-br")),
    (ID["person/../x"], str(OG.person), ox.NamedNode(ID["person//y"])),
    (ID["a:b/c"], str(OG.title), ox.Literal("no language")),
    (ID["x"], str(OG.date), ox.Literal("hier")),
    (ID["x"], str(OG.start), ox.Literal("007", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))),
    (ID["x"], str(OG.start), ox.Literal("12345678901234567890", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))),
    (ID["x"], str(OG.approximate), ox.Literal("1", datatype=ox.NamedNode(PREFIXES["xsd"] + "boolean"))),
    (ID["x"], str(OG.person), ox.Literal("a name where an IRI is due")),
    (ID["x"], str(OG.quote), ox.NamedNode(ID["an-iri-where-text-is-due"])),
    (ID["x"], str(OG.roleClass), ox.NamedNode("http://example.org/Role")),
    (ID["x"], str(OG.roleClass), ox.NamedNode(OG.value)),
    (ID["x"], str(OG.value), ox.Literal("not schema:value")),
    (ID["x"], PREFIXES["rdf"] + "type", ox.NamedNode(OG["title"])),
    (ID["x"], PREFIXES["rdfs"] + "label", ox.Literal("plain")),
    (ID["x"], str(OG.about), ox.NamedNode(ID["x"])),
    (ID["org/x"], str(OG.about), ox.NamedNode(ID["schema/x"])),
    (ID["y"], str(OG.about), ox.NamedNode(ID["z"])),
    (ID["z"], str(OG.about), ox.NamedNode(ID["y"])),
    (ID["w"], str(OG.about), ox.NamedNode(ID["z"])),
    ("http://www.wikidata.org/entity/", "http://www.wikidata.org/entity/a/b", ox.NamedNode("urn:isbn:1")),
    (ID[""], str(OG[""]), ox.NamedNode(str(OG) + "a/b?c")),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own use of it
def test_what_the_context_does_not_foresee_is_written_out() -> None:
    triples = {ox.Triple(ox.NamedNode(str(s)), ox.NamedNode(p), o) for s, p, o in ODD}
    for name in RDF:
        assert default(name, written(name, Content.of_triples(triples))) == triples, name
    content = written("jsonld", Content.of_triples(triples))
    read = rdflib.Graph().parse(data=content, format="json-ld")
    assert len(read) == len(triples)


def test_an_iri_that_the_context_would_misread_is_refused() -> None:
    clash = ox.Triple(ox.NamedNode("org:x"), ox.NamedNode(OG.person), ox.NamedNode(ID["x"]))
    with pytest.raises(GraphError, match="<org:x> cannot be written as JSON-LD"):
        jsonld.dumps(Content.of_triples([clash]))


# --- a graph read back


def test_a_graph_file_gives_the_files_of_its_build() -> None:
    base = knowledge()
    tidy = replace(
        base, entities=tuple(replace(e, aliases=tuple(a for a in e.aliases if a != e.name)) for e in base.entities)
    )
    again = Content.of_triples(Content.of(tidy).triples)
    for name in registry.names():
        assert written(name, again) == written(name, tidy), name


def test_what_comes_back_is_what_was_known() -> None:
    again = recall(Content.of(knowledge()).triples)
    assert again.documents == knowledge().documents
    assert [(f.id, f.type, f.label, f.factuality, f.date) for f in again.facts] == [
        (f.id, f.type, f.label, f.factuality, f.date) for f in sorted(knowledge().facts, key=lambda f: f.id)
    ]
    assert Content.of(again).triples == Content.of(knowledge()).triples


@settings(max_examples=50, deadline=None)
@given(knowledges())
def test_what_comes_back_is_known_without_a_file(source: Knowledge) -> None:
    assert repr(read_back(source)) == repr(recall(Content.of(source).triples))


@pytest.mark.parametrize("source", [knowledge(), hard(), Knowledge((), (), ())], ids=["small", "hard", "empty"])
def test_every_kind_of_fact_comes_back_without_a_file(source: Knowledge) -> None:
    assert repr(read_back(source)) == repr(recall(Content.of(source).triples))


@pytest.mark.parametrize(
    ("gone", "message"),
    [
        ("about", "has no og:about"),
        ("quote", "has no og:quote"),
        ("path", "has no og:path"),
        ("factuality", "has no og:f"),
    ],
)
def test_a_graph_that_lacks_something_is_named(gone: str, message: str) -> None:
    cut = [t for t in Content.of(knowledge()).triples if t.predicate.value != str(OG[gone])]
    with pytest.raises(GraphError, match=message):
        recall(cut)


def test_rdflib_and_pyoxigraph_hold_the_same_terms() -> None:
    content = Content.of(hard())
    assert {triple(t) for t in content.rdf} == content.triples
    assert graphml.dumps(Content.of_triples(content.triples).network)


# --- the formats of other packages


def dumps_count(content: Content) -> bytes:
    return f"{len(content.rdf)} triples, {content.network.number_of_nodes()} nodes\n".encode()


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(
        EntryPoint(name, value, registry.GROUP)
        for name, value in [("count", "test_formats:dumps_count"), ("nq", "other:dumps"), ("gone", "nowhere:dumps")]
    )
    monkeypatch.setattr(registry, "entry_points", lambda **wanted: points.select(**wanted))


def test_a_package_adds_a_format(plugins: None) -> None:
    assert registry.names() == [*registry.BUILT_IN, "count", "gone"]
    assert (
        registry.exporter("count")(Content.of(knowledge()))
        == f"{len(Content.of(knowledge()).triples)} triples, 8 nodes\n".encode()
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nq", r"nq: two exporters have this name \(other:dumps\)"),
        ("gone", "gone: the exporter nowhere:dumps cannot be loaded"),
        ("pdf", "pdf: no such format; there are ttl, graphml, gexf, nt"),
    ],
)
def test_a_format_that_is_not_there_is_named(plugins: None, name: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        registry.exporter(name)


# --- the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with graph/graph.ttl."""
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "graph.ttl").write_bytes(written("ttl", knowledge()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [*NEW, "ttl"])
def test_export_writes_a_file_or_to_standard_output(
    name: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--format", name]) == 0
    assert capsysbinary.readouterr().out == written(name, knowledge())
    assert main(["export", "graph/graph.ttl", "-o", f"new/out.{name}"]) == 0
    assert (folder / "new" / f"out.{name}").read_bytes() == written(name, knowledge())
    assert main(["export", f"new/out.{name}", "--format", "nq", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == written("nq", knowledge())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["export"], 2, "--format is needed: ttl, graphml, gexf, nt, nq, trig, jsonld, html"),
        (["export", "-o", "graph.pdf"], 2, "'pdf' is no format; there are ttl,"),
        (["export", "--format", "pdf"], 2, "'pdf' is no format; there are ttl,"),
        (["export", "nowhere", "--format", "nq"], 1, "nowhere/graph.ttl: no graph here; make one with"),
        (["export", "bad.nq", "--format", "nt"], 1, "bad.nq: "),
        (["export", "empty.nq", "--format", "nt"], 1, "empty.nq: no triple in its default graph"),
        (["build", "corpus", "--format", "nq", "--format", "pdf"], 2, "'pdf' is no format"),
    ],
)
def test_what_cannot_be_exported_is_said(
    arguments: list[str], code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.nq").write_text("nonsense", encoding="utf-8")
    Path("empty.nq").write_text("<http://a> <http://b> <http://c> <http://graph> .\n", encoding="utf-8")
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert message in " ".join(error.replace("│", " ").split())
    assert sorted(path.name for path in folder.iterdir()) == ["bad.nq", "empty.nq", "graph"]


def test_a_build_writes_the_formats_that_it_is_asked_for(
    folder: Path, blank: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "corpus").mkdir()
    text = "La directrice technique a annoncé son départ mardi dans un message aux salariés de la société."
    (folder / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    wanted = [word for name in ("nq", "jsonld", "nq", "ttl") for word in ("--format", name)]
    assert main(["build", "corpus", "-o", "out", *wanted]) == 0
    names = ["build.json", "graph.graphml", "graph.jsonld", "graph.nq", "graph.ttl", "texts"]
    assert sorted(file.name for file in (folder / "out").iterdir() if not file.name.startswith(".")) == names
    assert default("nq", (folder / "out/graph.nq").read_bytes()) == set(query.triples(folder / "out"))
    assert capsys.readouterr().err == ""
    assert main(["build", "corpus", "-o", "out", "--format", "jsonld"]) == 0
    notice = f"ontograph: {Path('out/graph.nq')}: left as it was; --format nq writes it again too\n"
    assert capsys.readouterr().err == notice


def test_the_documentation_does_what_it_says(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    commands = "".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    for line in commands.splitlines():
        assert main(shlex.split(line.partition("|")[0], comments=True)[1:]) == 0, line
    assert capsysbinary.readouterr().out == written("nt", knowledge())
    assert (folder / "graph.jsonld").read_bytes() == written("jsonld", knowledge())
    (sparql,) = re.findall(r"^```sparql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    quotes = query.run(query.load(folder / "graph.nq"), sparql).rows
    assert ("presse/a.txt", "Claire Aubry quitte Nova IA pour Helio") in quotes
    assert len(quotes) == sum(len(fact.claims) for fact in knowledge().facts)
    assert set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == set(registry.BUILT_IN)


if __name__ == "__main__":
    for format_ in NEW:
        (GOLDEN / f"formats.{format_}").write_bytes(written(format_, golden()).split(b' "@graph": ')[-1])
