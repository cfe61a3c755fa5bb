"""Work in a process of its own: what comes of it comes here, errors too, and nothing of it is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ontograph import elsewhere, gathering
from ontograph.corpus import Failure
from ontograph.errors import DataError
from ontograph.gathering import Reader
from ontograph.model import Article

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")

ARTICLES = [Article(str(n), f"{n}.txt", f"Texte {n}.", "", None) for n in range(12)]


class UnsendableError(Exception):
    def __init__(self, one: object, other: object) -> None:
        super().__init__(f"{one} and {other}")


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_it_yields_what_the_work_yields() -> None:
    found = list(elsewhere.each(lambda: ((number, os.getpid()) for number in range(3))))
    assert [number for number, _ in found] == [0, 1, 2]
    assert os.getpid() not in {pid for _, pid in found}
    assert no_child_is_left()


def test_it_raises_what_the_work_raises() -> None:
    def broken(error: Exception) -> Iterator[int]:
        yield 1
        raise error

    found = elsewhere.each(lambda: broken(DataError("no.cfg: no such file")))
    assert next(found) == 1
    with pytest.raises(DataError, match=r"^no.cfg: no such file$"):
        next(found)
    with pytest.raises(RuntimeError, match="UnsendableError: this and that"):
        list(elsewhere.each(lambda: broken(UnsendableError("this", "that"))))
    assert no_child_is_left()


def test_it_says_how_the_process_ended() -> None:
    def killed() -> Iterator[int]:
        yield 1
        os.kill(os.getpid(), signal.SIGKILL)

    found = elsewhere.each(killed)
    assert next(found) == 1
    with pytest.raises(elsewhere.EndedError, match="SIGKILL"):
        next(found)


def test_who_needs_no_more_ends_it() -> None:
    def endless() -> Iterator[int]:
        while True:
            yield os.getpid()

    found = elsewhere.each(endless)
    pid = next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


PARENT = """
import os, sys, time
from ontograph import elsewhere

def work():
    yield os.getpid()
    time.sleep(3600)

for pid in elsewhere.each(work):
    print(pid, flush=True)
"""


def test_it_ends_with_who_started_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    end = time.monotonic() + 60
    while Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z":
        assert time.monotonic() < end
        time.sleep(0.01)


def reads(monkeypatch: pytest.MonkeyPatch, times: int, step: int, marks: Path) -> Reader:
    """A reader whose process is ended in the middle, so many times."""

    def local(*_: object) -> Reader:
        def read(articles: Sequence[Article]) -> Iterator[tuple[int, bytes | Failure]]:
            for number in reversed(range(len(articles))):
                if len(articles) - number == step and len(list(marks.iterdir())) < times:
                    (marks / str(os.getpid())).touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                yield number, articles[number].path.encode()

        return read

    monkeypatch.setattr("ontograph.pipeline.load", lambda _: object())
    monkeypatch.setattr(gathering, "local", local)
    return gathering.apart("any.cfg")


def test_a_reading_process_that_somebody_ends_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(reads(monkeypatch, gathering.TRIES + 1, 3, tmp_path)(ARTICLES))
    assert len(list(tmp_path.iterdir())) == gathering.TRIES + 1
    assert sorted(found) == [(number, article.path.encode()) for number, article in enumerate(ARTICLES)]


def test_one_that_always_ends_at_once_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(list(reads(monkeypatch, gathering.TRIES - 1, 1, tmp_path)(ARTICLES))) == len(ARTICLES)
    with pytest.raises(OSError, match=r"again and again \(SIGKILL\)"):
        list(reads(monkeypatch, 100, 1, tmp_path)(ARTICLES))
