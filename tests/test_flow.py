"""The whole flow: what is written, what is left out, and that nothing is half written."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from spacy.language import Language
from spacy.tokens import Doc

import ontograph
from ontograph import flow, progress, reading, resources, tolerant
from ontograph.errors import CorpusError, DataError
from ontograph.model import Argument, Article, Claim, LocalEntity, Mention, Reading
from ontograph.texts import Texts

Write = Callable[[str, str | bytes], Path]

TEXT = (
    "Claire Aubry quitte Nova IA\n\nLa directrice technique a annoncé son départ mardi dans un message aux salariés.\n"
)


@Language.component("fails_on_helio")
def fails_on_helio(doc: Doc) -> Doc:
    if "Helio" in doc.text:
        raise ValueError("no\nHelio here")
    return doc


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_build_writes_three_files_and_texts_and_else_only_hidden_ones(
    write: Write, blank: Language, tmp_path: Path
) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/b.txt", b"")
    write("corpus/c.jpg", b"?")
    kg = ontograph.build(tmp_path / "corpus", tmp_path / "out" / "graph")
    folder = tmp_path / "out" / "graph"
    assert sorted(os.listdir(folder)) == [".cache", ".lock", "build.json", "graph.graphml", "graph.ttl", "texts"]
    report = json.loads((tmp_path / "out/graph/build.json").read_text(encoding="utf-8"))
    assert [document["path"] for document in report["documents"]] == ["a.txt"]
    assert report["failed"] == [{"path": "b.txt", "reason": "empty"}]
    assert report["ignored"] == {".jpg": 1}
    assert report["versions"]["ontograph-press"] == ontograph.__version__
    assert set(report["seconds"]) == {"start", "articles", "knowledge"}
    assert kg.report.summary().startswith("1 article, 1 left out, 0 people, 0 organizations, 0 facts, ")


def test_the_graph_is_at_hand_in_python(write: Write, blank: Language) -> None:
    kg = flow.build(write("a.txt", TEXT))
    assert isinstance(kg.rdf, rdflib.Graph)
    assert isinstance(kg.network, nx.MultiDiGraph)
    assert [document.id for document in kg.knowledge.documents] == ["document/a"]
    assert kg.rdf is kg.rdf


def test_a_document_that_breaks_the_pipeline_costs_only_itself(write: Write, blank: Language, tmp_path: Path) -> None:
    blank.add_pipe("fails_on_helio")
    blank.max_length = 500
    for name in "acd":
        write(f"{name}.txt", TEXT)
    write("b.txt", TEXT.replace("Nova IA", "Helio"))
    write("e.txt", TEXT * 9)
    kg = flow.build(tmp_path)
    assert [document["path"] for document in kg.report.documents] == ["a.txt", "c.txt", "d.txt"]
    assert [failure.path for failure in kg.report.failed] == ["b.txt", "e.txt"]
    assert kg.report.failed[0].reason == "ValueError: no Helio here"
    assert "max" in kg.report.failed[1].reason


def test_a_reading_that_makes_no_graph_costs_only_itself(
    write: Write, blank: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(article: Article, _: Doc) -> Reading:
        roles = {"person": "e1", "organization": "e2", "roleClass": "Wizard"}
        arguments = tuple(Argument(role, (filler,)) for role, filler in roles.items())
        claim = Claim("Position", arguments, "certain", 0, 6, article.text[:6], "test", status="current")
        entities = (LocalEntity("e1", "Person", "Claire Aubry"), LocalEntity("e2", "Organization", "Nova IA"))
        mention = Mention(0, 12, "Claire Aubry", "Person", "name", ("e1",))
        bad = article.id == "bad"
        return Reading(
            article.id, article.path, article.sha256, None, None, None, None,
            entities, (mention,), (), (), (claim,) if bad else (),
        )  # fmt: skip

    monkeypatch.setattr(reading, "read", read)
    write("bad.txt", TEXT)
    write("good.txt", TEXT * 2)
    kg = flow.build(tmp_path)
    assert [document["path"] for document in kg.report.documents] == ["good.txt"]
    assert [failure.path for failure in kg.report.failed] == ["bad.txt"]
    assert "Wizard" in kg.report.failed[0].reason
    assert kg.report.entities == {"Organization": 1, "Person": 1}


def test_nothing_is_written_when_nothing_is_built(write: Write, blank: Language, tmp_path: Path) -> None:
    write("corpus/a.txt", b"")
    write("corpus/b.txt", b"\x00")
    with pytest.raises(CorpusError, match=r"^a\.txt: empty \(and 1 more\); nothing built$"):
        flow.build(tmp_path / "corpus", tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_strict_builds_nothing_if_one_document_is_bad(write: Write, blank: Language, tmp_path: Path) -> None:
    write("corpus/a.txt", b"")
    write("corpus/b.txt", TEXT)
    with pytest.raises(CorpusError, match=r"^a\.txt: empty; nothing built$"):
        flow.build(tmp_path / "corpus", tmp_path / "graph", strict=True)
    assert not (tmp_path / "graph").exists()
    (tmp_path / "corpus/a.txt").unlink()
    assert len(flow.build(tmp_path / "corpus", tmp_path / "graph", strict=True).report.documents) == 1


def test_a_failed_build_leaves_the_last_one_as_it_was(
    write: Write, blank: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = write("a.txt", TEXT)
    flow.build(article, tmp_path / "graph")
    before = contents(tmp_path / "graph")

    def explode(_: object) -> Iterator[bytes]:
        yield b"<graphml"
        raise RuntimeError("disk on fire")

    monkeypatch.setattr("ontograph.exports.graphml.stream", explode)
    article.write_text(TEXT * 2, encoding="utf-8")
    with pytest.raises(RuntimeError, match="disk on fire"):
        flow.build(article, tmp_path / "graph")
    assert contents(tmp_path / "graph") == before


def test_a_broken_config_or_data_file_is_named(write: Write, tmp_path: Path) -> None:
    article = write("a.txt", TEXT)
    for config in ("[nlp\nlang=", "[nlp]\nlang = 'fr'\npipeline = []\n[components]\n"):
        path = write("broken.cfg", config)
        with pytest.raises(DataError, match=r"broken\.cfg: "):
            flow.build(article, tmp_path / "graph", config=path)
    own = write(
        "own.cfg", resources.data_path("fr_press.cfg").read_text(encoding="utf-8").replace("mask.yml", "my.yml")
    )
    with pytest.raises(DataError, match=r"^fr_press/my\.yml: no such file"):
        flow.build(article, tmp_path / "graph", config=own)
    mine = write("fr_press/my.yml", "names: [")
    with pytest.raises(DataError, match=rf"^{mine}: "):
        flow.build(article, tmp_path / "graph", config=own)
    with pytest.raises(DataError, match=r"nowhere\.cfg: no such file"):
        flow.build(article, tmp_path / "graph", config="nowhere.cfg")
    assert not (tmp_path / "graph").exists()


def test_progress_is_told(write: Write, blank: Language, tmp_path: Path) -> None:
    for number in range(tolerant.BATCH + 1):
        write(f"{number}.txt", f"{TEXT}\n{number}\n")
    opened: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    flow.build(
        tmp_path,
        on_file=lambda done, total: opened.append((done, total)),
        on_article=lambda done, total: told.append((done, total)),
    )
    assert opened == [(0, tolerant.BATCH + 1), (tolerant.BATCH + 1, tolerant.BATCH + 1)]
    assert told == [(done, tolerant.BATCH + 1) for done in range(1, tolerant.BATCH + 2)]


def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.bars() as bar:
        assert bar("opening") is None
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("rich.console.Console.is_terminal", True)
    threads = threading.active_count()
    with progress.bars() as bar:
        opening, reading = bar("opening"), bar("reading")
        assert opening
        assert reading
        opening(1, 2)
        assert threading.active_count() == threads
        shown = capsys.readouterr().err
        assert "1/2" in shown
        assert "reading" not in shown
        reading(3, 4)
        assert "3/4" in capsys.readouterr().err


@pytest.mark.slow
def test_the_corpus_becomes_a_graph(built: Path, root: Path) -> None:
    report = json.loads((built / "build.json").read_text(encoding="utf-8"))
    articles = sorted(path.name for path in (root / "corpus").glob("*.txt"))
    assert [document["path"] for document in report["documents"]] == articles
    assert report["failed"] == []
    assert report["ignored"] == {}
    graph = rdflib.Graph().parse(built / "graph.ttl")
    og = rdflib.Namespace("https://w3id.org/ontograph#")
    claims = set(graph.subjects(rdflib.RDF.type, og.Claim))
    assert len(claims) == sum(report["claims"].values()) > 100
    texts = {path.name: path.read_bytes().decode() for path in (root / "corpus").glob("*.txt")}
    for claim in claims:
        text = texts[str(graph.value(graph.value(claim, og.inDocument), og.path))]
        start, end = (int(str(graph.value(claim, og[name]))) for name in ("start", "end"))
        assert text[start:end] == str(graph.value(claim, og.quote))


@pytest.mark.slow
def test_the_texts_are_kept_beside_the_graph(tmp_path: Path) -> None:
    corpus, output = tmp_path / "corpus", tmp_path / "graph"
    corpus.mkdir()
    text = "Claire Aubry quitte Nova IA.\r\n\r\nElle rejoint Danone le 3 mai 2024.\n"
    (corpus / "a.txt").write_bytes(text.encode())
    built = ontograph.build(corpus, output)
    (document,) = built.knowledge.documents
    texts = Texts(output)
    assert texts.get(document.sha256) == text
    for fact in built.knowledge.facts:
        for grounded in fact.claims:
            assert text[grounded.claim.start : grounded.claim.end] == grounded.claim.quote
    (corpus / "a.txt").write_bytes(text.replace("3 mai", "4 mai").encode())
    ontograph.build(corpus, output)
    assert texts.get(document.sha256) is None  # no document has it any more
    (kept,) = output.glob("texts/*/*.txt")
    kept.unlink()
    flow.update(corpus, output)
    assert kept.exists()
