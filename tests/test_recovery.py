"""Whatever ends a build and whenever, the last graph stays, and the next build ends as an undisturbed one."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ontograph import cache, flow, gathering
from ontograph.model import Article
from ontograph.texts import FOLDER
from readings import claim, reading

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and kill")

Write = Callable[[str, str | bytes], Path]

GRAPHS = ("graph.ttl", "graph.graphml")
MOMENTS = frozenset(
    {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "sqlite3.connect"}
)
"""What a build does to files, as Python reports it; between two of them nothing on the disk changes but by writing."""


def read(articles: Sequence[Article]) -> Iterator[tuple[int, bytes]]:
    """In place of the pipeline: who left is the first word of each text."""
    for number, article in enumerate(articles):
        name = article.text.split()[0]
        found = reading(article.id, claim("Departure", person=f"{name} Martin", organization="Nova IA"))
        yield number, cache.packed(replace(found, sha256=article.sha256))


@pytest.fixture(autouse=True)
def no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontograph.pipeline.load", lambda _: object())
    monkeypatch.setattr(gathering, "local", lambda *_: read)
    monkeypatch.setattr(gathering, "BATCH", 2)


def write_articles(folder: Path, names: Sequence[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"{name} a quitté hier la société Nova IA, dit-on dans la presse.\n")


def whole(graph: Path) -> dict[str, bytes]:
    """The graphs of a folder; what its report says of them must be so."""
    report = json.loads((graph / "build.json").read_bytes())
    found = {name: (graph / name).read_bytes() for name in GRAPHS}
    assert {name: sha256(content).hexdigest() for name, content in found.items()} == report["files"]
    for document in report["documents"]:
        file = graph / FOLDER / document["sha256"][:2] / f"{document['sha256']}.txt"
        assert sha256(file.read_bytes()).hexdigest() == document["sha256"]
    return found


def whole_is(graph: Path) -> bool:
    """Whether the report of a folder tells of the graphs beside it."""
    files = json.loads((graph / "build.json").read_bytes())["files"]
    return files == {name: sha256((graph / name).read_bytes()).hexdigest() for name in GRAPHS}


def ended(work: Callable[[], object], folder: Path, moment: int) -> bool:
    """Whether a process that does this came to its end before that moment of what it does in a folder: there it is
    killed."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            passed = 0

            def count(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal passed
                if event in MOMENTS and str(arguments[0]).startswith(str(folder)):
                    passed += 1
                    if passed == moment:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            work()
            os._exit(0)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFEXITED(status)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """From the first thing that a build does to a file to the last, each time from the last finished graph on."""
    corpus, kept, graph = tmp_path / "corpus", tmp_path / "kept", tmp_path / "graph"
    write_articles(corpus, ["Alice", "Bruno", "Chloé"])
    flow.build(corpus, kept)
    before = whole(kept)
    write_articles(corpus, ["Bruno", "Chloé", "Denis", "Émile", "Flore"])
    flow.build(corpus, tmp_path / "undisturbed", cache=False)
    after = whole(tmp_path / "undisturbed")
    moment, states = 0, []
    while True:
        moment += 1
        shutil.rmtree(graph, ignore_errors=True)
        shutil.copytree(kept, graph)
        if ended(lambda: flow.build(corpus, graph, on_notice=print), graph, moment):
            break
        found = whole(graph) if whole_is(graph) else {name: (graph / name).read_bytes() for name in GRAPHS}
        assert all(found[name] in (before[name], after[name]) for name in GRAPHS), moment
        states.append((found in (before, after), whole_is(graph)))
        flow.build(corpus, graph, on_notice=pytest.fail)
        assert whole(graph) == after, moment
        assert sorted(graph.rglob(".*.[0-9]*")) == [], "nothing is left of the killed one"
    assert whole(graph) == after
    assert len(states) >= 20
    assert states.count((True, True)) >= len(states) - len(GRAPHS), "but for the moves, it is one graph or the other"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, which only root may make."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount here")
def test_a_full_disk_leaves_the_last_graph(small_disk: Path, tmp_path: Path) -> None:
    """However much of it is free: readings that cannot be kept are kept in memory, and a graph is written whole or not
    at all."""
    corpus, graph, filler = tmp_path / "corpus", small_disk / "graph", small_disk / "filler"
    write_articles(corpus, ["Alice", "Bruno"])
    flow.build(corpus, graph, on_notice=pytest.fail)
    before = whole(graph)
    write_articles(corpus, [f"Alice-{number}" for number in range(20)])
    flow.build(corpus, tmp_path / "undisturbed", cache=False)
    after = whole(tmp_path / "undisturbed")
    failed: list[int | None] = []
    said: list[str] = []
    free = tries = 0
    while not failed or whole(graph) == before:
        filler.write_bytes(b"")
        room = os.statvfs(small_disk)
        assert free < room.f_bavail * room.f_bsize, "with all of the disk it works"
        filler.write_bytes(bytes(room.f_bavail * room.f_bsize - free))
        free += 32 << 10
        try:
            flow.build(corpus, graph, on_notice=said.append)
        except OSError as error:
            failed.append(error.errno)
        assert whole(graph) == (before if len(failed) > tries else after)
        tries += 1
    assert {*failed} == {errno.ENOSPC}
    assert any("going on without a cache" in line for line in said)


def test_a_file_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    """Root may read everything but a file that is none."""
    corpus, graph = tmp_path / "corpus", tmp_path / "graph"
    write_articles(corpus, ["Alice", "Bruno"])
    (corpus / "Chloé.txt").symlink_to(tmp_path / "gone.txt")
    report = flow.build(corpus, graph).report
    assert [document["path"] for document in report.documents] == ["Alice.txt", "Bruno.txt"]
    assert [failure.path for failure in report.failed] == ["Chloé.txt"]
