"""A build again gives what a build from scratch gives, after any changes, kills and company."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from ontograph import cache, flow, gathering, locking, pipeline, resources
from ontograph.corpus import Failure, Fatal
from ontograph.model import Article, Reading
from ontograph.selection import View
from readings import claim, reading

Write = Callable[[str, str | bytes], Path]

PEOPLE, FIRMS = ("Claire Aubry", "Denis Morel", "Zoé Élan"), ("Nova IA", "Helio", "Sora", "Arpège Capital")
EVENTS = st.tuples(
    st.sampled_from(["Departure", "Appointment"]),
    st.sampled_from(PEOPLE),
    st.sampled_from(FIRMS),
    st.sampled_from(["2024", "2024-05", "2024-05-17"]),
    st.sampled_from(["certain", "possible", "negated"]),
)
ARTICLES = st.lists(EVENTS, max_size=3)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 5), ARTICLES),
        st.tuples(st.just("delete"), st.integers(0, 5), st.none()),
        st.tuples(st.just("rename"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("build"), st.none(), st.none()),
    ),
    max_size=12,
)


def text(events: Sequence[tuple[str, ...]]) -> str:
    """An article that the stub below understands."""
    return "Les nouvelles de la semaine dans la presse\n\n" + "\n".join(" | ".join(event) for event in events) + "\n"


def stub_read(article: Article) -> Reading | Failure:
    rows = [line.split(" | ") for line in article.text.splitlines() if " | " in line]
    claims = [
        claim(type_, factuality, 10 * number, person=person, organization=firm, date=date)
        for number, (type_, person, firm, date, factuality) in enumerate(rows)
    ]
    made = reading(article.id, *claims, published=article.published)
    return dataclasses.replace(made, path=article.path, sha256=article.sha256, title=article.title)


class Stub:
    """In place of the pipeline: reads the articles above, and counts what it reads and how often it is loaded."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.loaded = 0

    def load(self, _: object) -> Stub:
        self.loaded += 1
        return self

    def each(self, nlp: object, articles: Sequence[Article], *_: object) -> Iterator[tuple[int, bytes | Failure]]:
        assert nlp is self
        for number, article in enumerate(articles):
            self.read.append(article.path)
            found = stub_read(article)
            yield number, found if isinstance(found, Failure) else cache.packed(found)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    made = Stub()
    monkeypatch.setattr("ontograph.pipeline.load", made.load)
    monkeypatch.setattr("ontograph.workers.each", made.each)
    monkeypatch.setattr("ontograph.forks.possible", lambda: False)  # what it counts is to be seen here
    return made


def files(folder: Path) -> dict[str, bytes]:
    """What a build wrote, but the seconds and what it had from the cache."""
    report = json.loads((folder / "build.json").read_bytes())
    del report["seconds"], report["cached"]
    graphs = {name: (folder / name).read_bytes() for name in ("graph.ttl", "graph.graphml")}
    return {**graphs, "build.json": json.dumps(report, sort_keys=True).encode()}


def change(corpus: Path, kind: str, number: int, value: Any) -> None:
    file = corpus / f"{number}.txt"
    if kind == "write":
        file.write_text(text(value), encoding="utf-8")
    elif kind == "delete":
        file.unlink(missing_ok=True)
    elif file.exists():
        file.rename(corpus / f"{value}.txt")


@given(CHANGES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_it_is_the_graph_of_a_build_from_scratch(stub: Stub, changes: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, corpus = Path(name), Path(name, "corpus")
        corpus.mkdir()
        (corpus / "always.txt").write_text(text([("Departure", *PEOPLE[:1], *FIRMS[:1], "2024", "certain")]))
        read_before: set[bytes] = set()
        for kind, number, value in [*changes, ("build", None, None)]:
            if kind != "build":
                change(corpus, kind, number, value)
                continue
            stub.read.clear()
            flow.update(corpus, folder / "graph", on_notice=pytest.fail)
            contents = {file.name: file.read_bytes() for file in corpus.iterdir()}
            assert {contents[path] for path in stub.read} == set(contents.values()) - read_before
            read_before |= set(contents.values())
            flow.build(corpus, folder / "scratch", cache=False, on_notice=pytest.fail)
            assert files(folder / "graph") == files(folder / "scratch")


def test_with_nothing_changed_no_pipeline_is_loaded(stub: Stub, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", text([]))
    stub.loaded = 0
    assert flow.build(tmp_path / "corpus", tmp_path / "graph").report.cached == 0
    built = flow.build(tmp_path / "corpus", tmp_path / "graph")
    assert (stub.loaded, built.report.cached) == (1, 1)
    assert built.report.summary().startswith("1 article (1 from the cache), 0 people")
    shutil.rmtree(tmp_path / "graph" / cache.FOLDER)
    assert flow.build(tmp_path / "corpus", tmp_path / "graph").report.cached == 0


def test_with_nothing_at_all_changed_the_last_build_stands(
    stub: Stub, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, graph = tmp_path / "corpus", tmp_path / "graph"
    write("corpus/a.md", "---\ntitle: Un\n---\n" + text([("Departure", "Claire Aubry", "Helio", "2024", "certain")]))
    write("corpus/b.txt", text([]))
    write("corpus/empty.txt", "")
    built: list[str] = []
    whole = flow.build

    def build(*arguments: Any, **options: Any) -> flow.KnowledgeGraph:
        built.append("built")
        return whole(*arguments, **options)

    monkeypatch.setattr(flow, "build", build)

    def stands(**options: Any) -> bool:
        built.clear()
        report = flow.update(corpus, graph, **options)
        assert [failure.path for failure in report.failed] == [
            name for name in ("empty.txt",) if (corpus / name).exists()
        ]
        return not built

    assert not stands()
    first = files(graph)
    assert stands()
    assert flow.update(corpus, graph).summary().startswith("2 articles (2 from the cache), 1 left out, 1 person, ")
    assert files(graph) == first

    changes: dict[str, Callable[[], object]] = {
        "a title": lambda: write("corpus/a.md", (corpus / "a.md").read_text().replace("Un", "Deux")),
        "a text": lambda: write("corpus/b.txt", text([("Departure", "Zoé Élan", "Sora", "2024", "certain")])),
        "an article less": lambda: (corpus / "b.txt").unlink(),
        "a failure less": lambda: (corpus / "empty.txt").unlink(),
        "a file that is no article": lambda: write("corpus/c.jpg", "?"),
        "corrections": lambda: write("corpus/corrections.yml", "[]\n"),
        "other corrections": lambda: write("corpus/corrections.yml", "# none\n[]\n"),
        "a file that was edited": lambda: (graph / "graph.ttl").write_text("# mine\n"),
        "a file that was removed": lambda: (graph / "graph.graphml").unlink(),
        "a broken report": lambda: (graph / "build.json").write_text("{"),
        "another program": lambda: monkeypatch.setattr("ontograph.fingerprint.of", lambda _: "another"),
        "another library": lambda: monkeypatch.setattr("ontograph.current.version", lambda _: "9.9"),
    }
    for name, make in changes.items():
        make()
        assert not stands(), name
        assert stands(), name
    assert not stands(formats=["nq"])
    assert stands(formats=["nq"])
    assert not stands(view=View.of(since="2024"))
    assert not stands(view=View.of("events", since="2024"))
    assert stands(view=View.of("events", since="2024"))
    assert not stands(strict=True)
    assert not stands(cache=False)


def test_with_nothing_changed_spacy_is_not_imported(stub: Stub, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", text([]))
    flow.build(tmp_path / "corpus", tmp_path / "graph")
    code = (
        "import sys; from ontograph.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({'spacy', 'thinc', 'torch'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "build", str(tmp_path / "corpus"), "-o", str(tmp_path / "graph")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1] == "0 []"


def test_a_cache_of_several_graphs(stub: Stub, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", text([]))
    shared = tmp_path / "shared"
    assert flow.build(tmp_path / "corpus", tmp_path / "one", cache=shared).report.cached == 0
    assert flow.build(tmp_path / "corpus", tmp_path / "two", cache=shared).report.cached == 1
    assert flow.build(tmp_path / "corpus", cache=shared).report.cached == 1
    assert sorted(os.listdir(tmp_path / "one")) == [locking.FILE, "build.json", "graph.graphml", "graph.ttl", "texts"]


def test_no_cache_reads_and_keeps_nothing(stub: Stub, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", text([]))
    for _ in range(2):
        assert flow.build(tmp_path / "corpus", tmp_path / "graph", cache=False).report.cached == 0
    assert not (tmp_path / "graph" / cache.FOLDER).exists()


def test_what_fails_is_tried_again(stub: Stub, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("corpus/a.txt", text([]))
    write("corpus/b.txt", text([("Departure", "Claire Aubry", "Helio", "2024", "certain")]))
    whole = stub_read

    def failing(article: Article) -> Reading | Failure:
        return Failure(article.path, "out of memory") if article.id == "b" else whole(article)

    monkeypatch.setattr(sys.modules[__name__], "stub_read", failing)
    for _ in range(2):
        report = flow.update(tmp_path / "corpus", tmp_path / "graph")
        assert ([failure.path for failure in report.failed], stub.read[-1]) == (["b.txt"], "b.txt")
        stub.read.append("")
    monkeypatch.setattr(sys.modules[__name__], "stub_read", whole)
    built = flow.build(tmp_path / "corpus", tmp_path / "graph")
    assert (built.report.failed, built.report.cached, len(built.report.documents)) == ((), 1, 2)


def test_where_the_pipeline_hangs_is_not_tried_again(
    stub: Stub, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("corpus/a.txt", text([("Departure", "Claire Aubry", "Helio", "2024", "certain")]))
    write("corpus/b.txt", text([]))
    write("corpus/copies/b.txt", text([]))
    write("corpus/empty.txt", "")
    corpus, graph = tmp_path / "corpus", tmp_path / "graph"
    reason, whole = "the pipeline took more than 60 s", stub_read
    said: list[str] = []
    built: list[str] = []

    def hanging(article: Article) -> Reading | Failure:
        return Fatal(article.path, reason) if "Claire" not in article.text else whole(article)

    def reads(**options: Any) -> list[str]:
        """What a build reads; what it says is as it says it at first."""
        stub.read.clear()
        said.clear()
        built.clear()
        report = flow.update(corpus, graph, on_notice=said.append, **options)
        failures = [Failure("b.txt", reason), Failure("copies/b.txt", reason)]
        assert [failure for failure in report.failed if failure.path != "empty.txt"] == failures
        assert len(report.documents) == 1
        assert files(graph) == first
        return stub.read

    def build(*arguments: Any, **options: Any) -> flow.KnowledgeGraph:
        built.append("built")
        return whole_build(*arguments, **options)

    monkeypatch.setattr(sys.modules[__name__], "stub_read", hanging)
    whole_build = flow.build
    flow.build(corpus, graph)
    first = files(graph)
    monkeypatch.setattr(flow, "build", build)
    told = "2 documents at which the pipeline failed before: tried again with a larger --time-limit, or --no-cache"
    assert (reads(), said, built) == ([], [told], []), "the last build stands"
    assert (reads(time_limit=59), said) == ([], [told])
    assert (reads(time_limit=61), said) == (["b.txt"], [])
    assert (reads(time_limit=61), said) == ([], [told])
    assert (reads(cache=False), said) == (["a.txt", "b.txt"], [])
    assert (reads(), said) == ([], [told])
    (graph / "build.json").unlink()
    assert (reads(), said, built) == ([], [told], ["built"])
    monkeypatch.setattr(sys.modules[__name__], "stub_read", whole)
    report = flow.update(corpus, graph, on_notice=pytest.fail, time_limit=120)
    assert ([failure.path for failure in report.failed], report.cached) == (["empty.txt"], 1)
    report = flow.update(corpus, graph, on_notice=pytest.fail)
    assert ([failure.path for failure in report.failed], report.cached) == (["empty.txt"], 3)


def test_an_interrupted_build_keeps_what_it_has_read(
    stub: Stub, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "BATCH", 2)
    for number in range(5):
        write(f"corpus/{number}.txt", text([("Departure", "Claire Aubry", "Helio", f"202{number}", "certain")]))

    def interrupt(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        flow.build(tmp_path / "corpus", tmp_path / "graph", on_article=interrupt)
    assert not (tmp_path / "graph" / "graph.ttl").exists()
    told: list[tuple[int, int]] = []
    built = flow.build(tmp_path / "corpus", tmp_path / "graph", on_article=lambda *done: told.append(done))
    assert built.report.cached == 3
    assert told == [(3, 5), (4, 5), (5, 5)]


def test_a_config_with_other_components_is_not_cached(stub: Stub, write: Write, tmp_path: Path) -> None:
    write("corpus/a.txt", text([]))
    packaged = resources.data_path("fr_press.cfg").read_text(encoding="utf-8")
    own = write("own.cfg", packaged + '\n[components.mine]\nfactory = "mine"\n')
    said: list[str] = []
    for _ in range(2):
        built = flow.build(tmp_path / "corpus", tmp_path / "graph", config=own, on_notice=said.append)
        assert built.report.cached == 0
    assert said == [f"{own}: it has components that are not ontograph's, so its readings are not cached"] * 2


PROGRAM = """
import sys, time
import spacy
from ontograph import flow, gathering, pipeline, tolerant

language = spacy.blank("fr")

@spacy.language.Language.component("slow")
def slow(doc):
    time.sleep(0.1)
    return doc

language.add_pipe("slow")
pipeline.load = lambda *_: language
gathering.BATCH = tolerant.BATCH = 2
flow.build(sys.argv[1], sys.argv[2], processes=int(sys.argv[3]), on_notice=lambda line: print(line, flush=True))
"""


def started(corpus: Path, graph: Path, processes: int) -> subprocess.Popen[str]:
    """A build in a process group of its own, slow enough to be killed, with so many workers."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(corpus), str(graph), str(processes)],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.02)


def kept(database: Path) -> int:
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        ((number,),) = connection.execute("SELECT COUNT(*) FROM reading")
        return int(number)


def group_is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forks")
@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_build_leaves_the_last_graph_and_the_next_goes_on(
    write: Write, blank: Language, tmp_path: Path, processes: int
) -> None:
    graph, database = tmp_path / "graph", tmp_path / "graph" / cache.FOLDER / cache.FILE
    first = write("corpus/0.txt", text([]))
    flow.build(first, graph)
    before = files(graph)
    for number in range(60):
        write(f"corpus/{number}.txt", text([]) + f"Le numéro {number}\n")
    build = started(tmp_path / "corpus", graph, processes)
    until(lambda: kept(database) > 2)
    build.kill()
    build.wait()
    assert files(graph) == before
    until(lambda: group_is_gone(build.pid))
    with locking.alone(graph, pytest.fail):
        pass
    built = flow.build(tmp_path / "corpus", graph, on_notice=pytest.fail)
    assert 0 < built.report.cached < 60
    assert len(built.report.documents) == 60


@pytest.mark.skipif(locking.fcntl is None, reason="no locks here")
def test_a_second_build_waits_for_the_first(write: Write, blank: Language, tmp_path: Path) -> None:
    for number in range(8):
        write(f"corpus/{number}.txt", text([]) + f"Le numéro {number}\n")
    graph = tmp_path / "graph"
    first = started(tmp_path / "corpus", graph, 1)
    until((graph / locking.FILE).exists)
    until((graph / cache.FOLDER / cache.FILE).exists)
    said: list[str] = []
    built = flow.build(tmp_path / "corpus", graph, on_notice=said.append)
    assert said == [f"{graph}: another build is at work here; waiting for it"]
    assert built.report.cached == 8
    assert first.wait() == 0


def test_a_lock_that_was_removed_with_its_folder_is_taken_anew(tmp_path: Path) -> None:
    with locking.alone(tmp_path / "graph", pytest.fail):
        shutil.rmtree(tmp_path / "graph")
        with locking.alone(tmp_path / "graph", pytest.fail):
            assert (tmp_path / "graph" / locking.FILE).exists()
    assert not (tmp_path / "graph").exists()


def test_a_build_that_comes_to_nothing_leaves_no_folder(write: Write, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locking.alone(tmp_path / "a" / "graph", pytest.fail):
        raise ZeroDivisionError
    assert not (tmp_path / "a").exists()
    write("a/mine.txt", "")
    with locking.alone(tmp_path / "a", pytest.fail):
        pass
    assert sorted(os.listdir(tmp_path / "a")) == [locking.FILE, "mine.txt"]


@pytest.mark.slow
def test_the_real_pipeline_reads_an_article_alone_as_among_others(
    nlp: Language, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles that come one after the other into a corpus, and one that goes, make the graph of a build at once."""
    monkeypatch.setattr(pipeline, "load", lambda *_: nlp)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, file in enumerate(sorted((root / "corpus").glob("*.txt"))[:8]):
        shutil.copy(file, corpus)
        if number in (0, 1, 4, 6):
            flow.build(corpus, tmp_path / "graph")
    sorted(corpus.iterdir())[2].unlink()
    sorted(corpus.iterdir())[3].rename(corpus / "renamed.txt")
    built = flow.build(corpus, tmp_path / "graph")
    assert built.report.cached == 6
    flow.build(corpus, tmp_path / "scratch", cache=False)
    assert files(tmp_path / "graph") == files(tmp_path / "scratch")
