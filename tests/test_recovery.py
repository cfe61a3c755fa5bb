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
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontograph import cache, flow, gathering, journal, locking, query
from ontograph.cli import main
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


def stub(patch: pytest.MonkeyPatch) -> None:
    """No pipeline is loaded."""
    patch.setattr("ontograph.pipeline.load", lambda _: object())
    patch.setattr(gathering, "local", lambda *_: read)
    patch.setattr(gathering, "BATCH", 2)


@pytest.fixture(autouse=True)
def no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    stub(monkeypatch)


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


@dataclass(frozen=True)
class Story:
    """A graph whose corpus has changed: what undisturbed builds write before and after, and folders of builds after the
    change that were killed, one at each moment of what a build does there."""

    corpus: Path
    kept: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    killed: Sequence[Path]

    def copies(self, graph: Path) -> Iterator[Path]:
        """Each of the killed ones in turn, as a folder to work in."""
        for folder in self.killed:
            shutil.rmtree(graph, ignore_errors=True)
            yield Path(shutil.copytree(folder, graph))

    def between_moves(self, graph: Path) -> Path:
        """The one that was killed after the first of its files was moved to its place, again as a folder to work in."""
        first, content = GRAPHS[0], self.after[GRAPHS[0]]
        shutil.rmtree(graph, ignore_errors=True)
        killed = next(one for one in self.killed if journal.begun(one) and (one / first).read_bytes() == content)
        return Path(shutil.copytree(killed, graph))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    place = tmp_path_factory.mktemp("story")
    corpus, kept, undisturbed, graph = (place / name for name in ("corpus", "kept", "undisturbed", "graph"))
    killed: list[Path] = []
    with pytest.MonkeyPatch.context() as patch:
        stub(patch)
        write_articles(corpus, ["Alice", "Bruno", "Chloé"])
        flow.build(corpus, kept)
        write_articles(corpus, ["Bruno", "Chloé", "Denis", "Émile", "Flore"])
        flow.build(corpus, undisturbed, cache=False)
        while True:
            shutil.copytree(kept, graph)
            if ended(lambda: flow.build(corpus, graph, on_notice=print), graph, len(killed) + 1):
                break
            killed.append(graph.rename(place / str(len(killed))))
    after = whole(undisturbed)
    assert whole(graph) == after
    return Story(corpus, kept, whole(kept), after, killed)


def triples(turtle: bytes) -> set[str]:
    return {str(triple) for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def test_killed_at_any_moment(story: Story, tmp_path: Path) -> None:
    """From the first thing that a build does to a file to the last, each time from the last finished graph on."""
    graph, found = tmp_path / "graph", []
    for _ in story.copies(graph):
        if not journal.begun(graph):
            found.append(whole(graph))
        flow.update(story.corpus, graph, on_notice=pytest.fail)
        assert whole(graph) == story.after
        assert len(list(graph.glob(f"{FOLDER}/*/*"))) == 5, "the texts of this graph, and no others"
        assert sorted(graph.rglob(".[0-9]*")) == [], "nothing is left of the killed one"
    assert len(found) >= 20
    assert found == sorted(found, key=[story.before, story.after].index), "the one graph, then the other"


def test_what_a_killed_build_was_writing_goes(story: Story, tmp_path: Path) -> None:
    """Also where the next one does not write that format; but nothing of others."""
    graph = Path(shutil.copytree(story.kept, tmp_path / "graph"))
    gone = ["graph.ttl", "graph.nq", "graph.html", "nodes.csv", "edges.csv", "build.json", journal.FILE]
    stays = [journal.beside("graph.nq"), ".999999999.notes", ".graph.nq", ".x.graph.nq"]
    for name in (*(f".999999999.{name}" for name in gone), *stays):
        (graph / name).write_text("half")
    flow.build(story.corpus, graph)
    assert {file.name for file in graph.iterdir()} - {file.name for file in story.kept.iterdir()} == {*stays}


def test_who_reads_after_a_kill_finds_one_graph_and_leaves_one(story: Story, tmp_path: Path) -> None:
    """At each moment, for whoever asks ontograph; after that, for every other program."""
    graph, found = tmp_path / "graph", []
    for _ in story.copies(graph):
        moving = journal.begun(graph)
        read = {str(triple) for triple in query.triples(graph)}
        found.append(whole(graph))
        assert read == triples(found[-1][GRAPHS[0]])
        assert not moving or found[-1] == story.after
        assert not journal.begun(graph)
    assert found == sorted(found, key=[story.before, story.after].index)
    assert len(found) > found.count(story.before) > 20


def test_who_may_only_read_finds_the_last_graph(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nothing can be moved: each file is found where it lies."""

    def refuse(folder: Path) -> AbstractContextManager[bool]:
        raise PermissionError(errno.EROFS, "read-only", str(folder))

    monkeypatch.setattr(locking, "if_free", refuse)
    between = 0
    for graph in story.killed:
        begun, there = journal.begun(graph), [(graph / name).read_bytes() for name in GRAPHS]
        found = [journal.at_hand(graph / name).read_bytes() for name in GRAPHS]
        assert found == [*story.after.values()] or (not begun and found == [*story.before.values()])
        assert {str(triple) for triple in query.triples(graph)} == triples(found[0])
        assert there == [(graph / name).read_bytes() for name in GRAPHS]
        between += found != there
    assert between >= len(GRAPHS)


def test_the_next_command_finds_one_graph(story: Story, tmp_path: Path) -> None:
    """Each in a folder whose build was killed between two moves."""
    graph, kept, undisturbed = tmp_path / "graph", story.kept, tmp_path / "undisturbed"
    flow.build(story.corpus, undisturbed, cache=False)
    for command in (
        ["diff", str(graph), str(undisturbed)],
        ["review", str(graph)],
        ["export", str(graph), "-o", str(tmp_path / "graph.nt")],
        ["query", str(graph), "SELECT * { ?s ?p ?o }"],
        ["explain", "Nova IA", str(graph)],
        ["build", str(story.corpus), "-o", str(graph)],
    ):
        story.between_moves(graph)
        assert main(command) == 0, command
        assert whole(graph) == story.after
        assert not journal.begun(graph)
    assert main(["diff", str(kept), str(graph)]) == 1


def test_a_reader_leaves_the_moves_to_the_build_that_is_at_them(story: Story, tmp_path: Path) -> None:
    graph = story.between_moves(tmp_path / "graph")
    with locking.alone(graph, pytest.fail):
        assert journal.at_hand(graph / "build.json") == graph / "build.json"
        assert journal.begun(graph)
    assert flow.update(story.corpus, graph).cached == 5, "what was moved is the graph of this corpus: nothing is read"
    assert whole(graph) == story.after


def test_a_move_that_fails_is_made_up_for(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(story.kept, graph)
    whole_replace = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == graph / GRAPHS[1]:
            raise PermissionError(errno.EACCES, "open in another program", str(target))
        return whole_replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError):
        flow.build(story.corpus, graph)
    monkeypatch.undo()
    assert len(query.triples(graph)) == len(triples(story.after[GRAPHS[0]]))
    assert whole(graph) == story.after


def test_a_folder_in_the_way_of_a_file_is_found_before_anything_moves(story: Story, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(story.kept, graph)
    (graph / "graph.nt").mkdir()
    with pytest.raises(IsADirectoryError):
        flow.build(story.corpus, graph, formats=["nt"])
    assert whole(graph) == story.before
    assert sorted(graph.rglob(".[0-9]*")) == []


@pytest.mark.parametrize(
    "content", [b"", b"nothing", b"{}", b'["../a", ".1/../../a", "a", 1, ".1.", ".1.b/c", ".1.b\\\\c"]', b"\xff"]
)
def test_a_journal_of_somebody_else_moves_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(b"a")
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / journal.FILE).write_bytes(content)
    assert journal.at_hand(graph / "a") == graph / "a"
    assert {file.name for file in tmp_path.rglob("*")} == {"a", "graph", locking.FILE}


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
