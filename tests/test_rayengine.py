"""Articles read by Ray are read as without it; what lies between, and what an interrupted build has left, is tested
without Ray."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies
from spacy.language import Language

from ontograph import cache, corpus, flow, rayengine, rayfiles
from ontograph.corpus import Failure, Fatal
from ontograph.corpus.model import Source
from ontograph.model import Article
from ontograph.outpost import Found, Outpost

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

CRASHES = """
import os
from ontograph import reading
plain = reading.read
reading.read = lambda article, doc: os._exit(3) if "Catastrophe" in article.text else plain(article, doc)
"""
FRENCH = "La société {} a annoncé que le directeur de la filiale est parti et que les actionnaires ont été prévenus."
ANSWERS = """
import os, sys
from ontograph import outpost
while True:
    articles = outpost._ARTICLES.decode(outpost._received(sys.stdin.buffer))
    if any(article.text == "dies" for article in articles):
        os._exit(1)
    found = [outpost.Found(n, article.text.encode() if article.text != "fails" else None,
             None if article.text != "fails" else "no good", article.text == "fails")
             for n, article in enumerate(articles)]
    outpost._send(sys.stdout.buffer, outpost.msgspec.msgpack.encode(list(reversed(found))))
"""


def article(text: str, published: str | None = None) -> Article:
    return Article(text, f"{text}.txt", text, sha256(text.encode()).hexdigest(), published)


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that reads by giving back the text, without a pipeline."""
    begin = Outpost.__init__

    def init(self: Outpost, config: str, seconds: float | None = None) -> None:
        begin(self, config, seconds)
        self._command = [sys.executable, "-c", ANSWERS]

    monkeypatch.setattr(Outpost, "__init__", init)


@pytest.fixture
def no_ray(answering: None, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """In place of Ray: what it is given to read, and one file of readings a run."""
    given: list[list[str]] = []

    def run(self: rayengine.Reader, place: Path, parts: list[rayfiles.Part], number: int, into: Path) -> None:
        tables = [*rayengine._lying(pyarrow.Table.from_pylist(parts), str(place / rayengine.WANTED))]
        tables += [parquet.read_table(file) for file in sorted((place / rayengine.ARTICLES).iterdir())]
        table = pyarrow.concat_tables(tables)
        given.append(table["text"].to_pylist())
        actor: Any = rayengine._actor(self.config, self.seconds)()
        into.mkdir(parents=True)
        parquet.write_table(actor(table), into / "0.parquet")
        actor._outpost.close()

    monkeypatch.setattr(rayengine.Reader, "_run", run)
    return given


def test_a_process_answers_and_is_started_again(answering: None) -> None:
    reads = Outpost("any")
    assert reads.read([article("un"), article("fails")]) == [Found(1, None, "no good", True), Found(0, b"un")]
    assert reads._process is not None
    reads._process.kill()
    assert reads.read([article("deux")]) == [Found(0, b"deux")]
    assert [one.reason for one in reads.read([article("un"), article("dies")])] == [
        "the process that reads has ended"
    ] * 2
    assert reads.read([article("deux")]) == [Found(0, b"deux")]
    reads.close()
    assert reads._process is None


def test_articles_go_out_and_readings_come_back(no_ray: list[list[str]], tmp_path: Path) -> None:
    articles = [article("un"), article("fails"), article("un", "2024-05-17"), article("deux")]
    reader = rayengine.Reader("any", tmp_path / "ray", version="v")
    assert dict(reader(articles)) == {0: b"un", 1: Fatal("fails.txt", "no good"), 2: b"un", 3: b"deux"}
    assert no_ray == [["un", "fails", "un", "deux"]]
    assert not (tmp_path / "ray").exists()


def test_what_an_interrupted_build_has_left_is_taken(no_ray: list[list[str]], tmp_path: Path) -> None:
    place = tmp_path / "ray" / "v"
    reader = rayengine.Reader("any", tmp_path / "ray", version="v")
    reader._read(place, (), [article("un"), article("fails"), article("trois")], place / rayengine.READINGS / "0")
    (place / rayengine.READINGS / "torn.parquet").write_bytes(b"PAR1 and no more")
    found = dict(reader([article("un"), article("fails"), article("deux")]))
    assert found == {0: b"un", 1: Fatal("fails.txt", "no good"), 2: b"deux"}
    assert no_ray[1:] == [["fails", "deux"]], "what failed is tried again"
    reader._read(place, (), [article("un")], place / rayengine.READINGS / "0")
    assert dict(replace(reader, version="another")([article("un")])) == {0: b"un"}
    assert no_ray[-1] == ["un"], "readings of another pipeline are none"


def test_what_ray_loses_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rayengine.Reader, "_run", lambda *_: None)
    assert dict(rayengine.Reader("any", tmp_path)([article("un")])) == {0: Failure("un.txt", "Ray has lost it")}


def test_files_of_rows_are_read_from_where_they_lie(
    no_ray: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rayfiles, "SPAN", 200)
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = [{"text": FRENCH.format(n), "date": f"2024-05-{n % 9 + 1:02}"} for n in range(9)]
    english = {"text": "The company has not said which of the two it was that they had bought from the other one. " * 3}
    lines = [*map(json.dumps, [*rows[:3], rows[0], english]), "no JSON", json.dumps({"text": "fails"})]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "b.jsonl").write_text("\n".join(map(json.dumps, rows[3:5])), encoding="utf-16")
    parquet.write_table(pyarrow.Table.from_pylist(rows[5:]), folder / "c.parquet", row_group_size=2)
    (folder / "d.md").write_text(FRENCH.format("d"), encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "e.parquet")
    (folder / "e.parquet").write_bytes((folder / "e.parquet").read_bytes()[:-4])
    found = corpus.read(folder)
    reader = rayengine.reader("any", folder, found, tmp_path, None, None, None)
    assert [file.name for file in reader.files] == ["a.jsonl", "b.jsonl", "c.parquet"], "e is broken"
    articles = [one for number, one in enumerate(found.articles) if one.text not in {rows[1]["text"], rows[7]["text"]}]
    numbers = {(one.sha256, one.published): number for number, one in enumerate(articles)}
    read = dict(reader(articles))
    assert read == {
        number: articles[number].text.encode() if articles[number].text != "fails" else Fatal("a.jsonl/7", "no good")
        for number in numbers.values()
    }
    lying = [row["text"] for row in [rows[0], rows[2], rows[0]]] + ["fails", rows[5]["text"], rows[6]["text"]]
    assert [no_ray[0], no_ray[1]] == [[*lying, rows[8]["text"], FRENCH.format("d")], [rows[3]["text"], rows[4]["text"]]]


@given(strategies.lists(strategies.sampled_from(["", "é" * 3, "x" * 40, "\r", '"'])), strategies.integers(1, 200))
def test_each_line_is_in_one_part(texts: list[str], span: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(rayfiles, "SPAN", span)
        lines = [
            json.dumps({"text": f"{text} {n}"}, ensure_ascii=False) if text else text for n, text in enumerate(texts)
        ]
        Path(folder, "a.jsonl").write_bytes("\n".join(lines).encode())
        articles = corpus.read(folder).articles if any(lines) else []
        parts, others = rayfiles.parted(rayfiles.files(folder, ()), articles)
        assert others == []
        assert sorted(one.sha256 for part in parts for one in rayfiles.articles(part)) == sorted(
            one.sha256 for one in articles
        )


@given(strategies.sets(strategies.binary(min_size=32, max_size=32), min_size=1))
def test_marks_tell_digests(digests: set[bytes]) -> None:
    first, *others = sorted(digest.hex() for digest in digests)
    marks = rayfiles.marks(others)
    assert all(rayfiles.is_marked(marks, digest) for digest in others)
    assert rayfiles.is_marked(marks, first) == (first[:16] in {digest[:16] for digest in others})


def test_a_file_that_has_gone_costs_nothing(no_ray: list[list[str]], tmp_path: Path) -> None:
    gone, changed = tmp_path / "a.jsonl", tmp_path / "b.parquet"
    articles = [replace(article("un"), path="a.jsonl/1"), replace(article("deux"), path="b.parquet/1")]
    changed.write_bytes(b"PAR1")
    reader = rayengine.Reader("any", tmp_path / "ray", files=(Source(gone.name, gone), Source(changed.name, changed)))
    assert dict(reader(articles)) == {0: b"un", 1: b"deux"}
    assert list(rayfiles.articles({"name": gone.name, "path": str(gone), "start": 0, "stop": 9})) == []


@pytest.mark.slow
def test_ray_builds_the_same_graph(nlp: Language, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray.data")
    folder = tmp_path / "corpus"
    folder.mkdir()
    files = sorted((root / "corpus").glob("*.txt"))[:6]
    rows = [{"text": file.read_text(encoding="utf-8"), "date": "2024-05-17", "title": file.stem} for file in files]
    (folder / files[0].name).write_bytes(files[0].read_bytes())
    lines = [
        *map(json.dumps, [*rows[1:3], rows[1], {"text": "This is not what they have said of the firm. " * 9}]),
        "{",
    ]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist([*rows[3:], rows[2]]), folder / "b.parquet", row_group_size=2)
    (tmp_path / "sitecustomize.py").write_text(CRASHES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(tmp_path), *sys.path])))
    local = flow.build(folder, tmp_path / "local", nlp=nlp).report
    (folder / "c.jsonl").write_text(json.dumps({"text": FRENCH.format("Catastrophe")}), encoding="utf-8")
    report = flow.build(folder, tmp_path / "ray", engine="ray", processes=1, on_notice=pytest.fail).report
    assert (report.cached, len(report.documents), len(report.failed)) == (0, 8, 3)
    crashed = Failure("c.jsonl/1", "the pipeline ended its process (exit code 3)")
    assert (report.documents, report.failed) == (local.documents, (*local.failed, crashed))
    texts = [file.relative_to(tmp_path / "local") for file in (tmp_path / "local" / "texts").rglob("*.txt")]
    assert len(texts) == 6
    for name in ("graph.ttl", "graph.graphml", *texts):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    assert sorted(os.listdir(tmp_path / "ray" / cache.FOLDER)) == [".gitignore", "CACHEDIR.TAG", cache.FILE]
