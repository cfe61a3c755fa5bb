"""Files of several formats, written side by side: the same bytes, and an error in one of them leaves the old ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge import TEXTS, knowledge
from ontograph import exports, forks
from ontograph.exports import registry, writing
from ontograph.exports.content import Content
from ontograph.knowledgegraph import KnowledgeGraph
from ontograph.report import Report

pytestmark = pytest.mark.skipif(not forks.possible(), reason="nothing can be forked here")
FORMATS = ("nq", "csv", "gexf", "trig", "nt")


def built() -> KnowledgeGraph:
    texts = {document.sha256: TEXTS[document.id[-1]] for document in knowledge().documents}
    return KnowledgeGraph(knowledge(), Report.of("corpus", knowledge(), (), {}, 0, {}), texts=texts)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


@pytest.fixture
def side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LARGE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.mark.usefixtures("side_by_side")
def test_files_are_the_same_side_by_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = built().write(tmp_path / "both", FORMATS)
    monkeypatch.setattr(forks, "possible", lambda: False)
    assert [path.name for path in built().write(tmp_path / "one", FORMATS)] == [path.name for path in paths]
    assert len(paths) == 9
    assert files(tmp_path / "both") == files(tmp_path / "one")


@pytest.mark.usefixtures("side_by_side")
@pytest.mark.parametrize("broken", ["ttl", "graphml"])
def test_an_error_leaves_the_old_files(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the fork, which takes the first, or here."""
    built().write(tmp_path, FORMATS)
    before = files(tmp_path)

    def failing(content: Content) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(registry.STREAMED, broken, failing)
    with pytest.raises(OSError, match="No space left"):
        built().write(tmp_path, FORMATS)
    assert files(tmp_path) == before


@pytest.mark.usefixtures("side_by_side")
def test_one_format_needs_no_fork(tmp_path: Path) -> None:
    pids = set[int]()

    def pid(content: Content) -> bytes:
        pids.add(os.getpid())
        return b""

    with pytest.MonkeyPatch.context() as patch, exports.Replacement(tmp_path) as place:
        patch.setitem(registry.STREAMED, "ttl", pid)
        writing.write(place, ["ttl"], Content.of(knowledge()))
    assert pids == {os.getpid()}
