"""Articles read by Ray are read as without it; what lies between, and what an interrupted build has left, is tested
without Ray."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from ontograph import cache, flow, rayengine
from ontograph.corpus import Failure, Fatal
from ontograph.model import Article
from ontograph.outpost import Found, Outpost

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

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

    def run(self: rayengine.Reader, place: Path, articles: Sequence[Article]) -> None:
        given.append([one.text for one in articles])
        rayengine._write(place / rayengine.ARTICLES, articles)
        table = parquet.read_table(place / rayengine.ARTICLES)
        actor: Any = rayengine._actor(self.config, self.seconds)()
        (place / rayengine.READINGS).mkdir(exist_ok=True)
        parquet.write_table(actor(table), place / rayengine.READINGS / f"{len(given)}.parquet")
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
    reader._run(place, [article("un"), article("fails"), article("trois")])
    (place / rayengine.READINGS / "torn.parquet").write_bytes(b"PAR1 and no more")
    found = dict(reader([article("un"), article("fails"), article("deux")]))
    assert found == {0: b"un", 1: Fatal("fails.txt", "no good"), 2: b"deux"}
    assert no_ray[1:] == [["fails", "deux"]], "what failed is tried again"
    reader._run(place, [article("un")])
    assert dict(replace(reader, version="another")([article("un")])) == {0: b"un"}
    assert no_ray[-1] == ["un"], "readings of another pipeline are none"


def test_what_ray_loses_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rayengine.Reader, "_run", lambda *_: None)
    assert dict(rayengine.Reader("any", tmp_path)([article("un")])) == {0: Failure("un.txt", "Ray has lost it")}


@pytest.mark.slow
def test_ray_builds_the_same_graph(nlp: Language, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray.data")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for file in sorted((root / "corpus").glob("*.txt"))[:3]:
        (corpus / file.name).write_bytes(file.read_bytes())
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    flow.build(corpus, tmp_path / "local", nlp=nlp)
    report = flow.build(corpus, tmp_path / "ray", engine="ray", processes=1, on_notice=pytest.fail).report
    assert (report.cached, report.failed) == (0, ())
    for name in ("graph.ttl", "graph.graphml"):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()
    assert sorted(os.listdir(tmp_path / "ray" / cache.FOLDER)) == [".gitignore", "CACHEDIR.TAG", cache.FILE]
