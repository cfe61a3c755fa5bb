"""Files that are read in processes of their own, and what is kept of them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ontograph import corpus
from ontograph.corpus import extract
from ontograph.corpus.isolation import Workers
from ontograph.corpus.limits import Limits
from ontograph.corpus.model import Failure, Found, Item, Refused, Source
from ontograph.corpus.store import FILE, Kept
from ontograph.corpus.stream import articles

Write = Callable[[str, str | bytes], Path]

PAGE = "<html><article><h1>Départ {0}</h1><p>La directrice technique de Nova IA part pour {0}.</p></article></html>"
UNRULY = """
import os, sys, time
from ontograph.corpus import extraction, isolation
from ontograph.corpus.model import Found
def items(source, limits):
    yield Found("Elle est " + source.name)
    if source.name == "hangs":
        time.sleep(10_000)
    elif source.name == "dies":
        os.abort()
    elif source.name == "grows":
        bytearray(limits.memory)
    elif source.name == "prints":
        print("something", flush=True)
extraction.items = items
isolation._BATCH = 1
isolation.main()
"""


def unruly(*names: str, seconds: float = 60.0) -> list[list[Item]]:
    """What workers make of documents that do what their names say."""
    with Workers(Limits(seconds=seconds), 2, (sys.executable, "-c", UNRULY)) as workers:
        return workers.each([Source(name, b"") for name in names])


def pages(*names: str) -> list[Source]:
    return [Source(f"{name}.html", PAGE.format(name).encode()) for name in names]


def test_processes_find_what_is_found_without_them_in_the_same_order() -> None:
    sources = [*pages(*"abcdefgh"), Source("i.pdf", b"%PDF"), Source("j.json", b'{"text": "Elle est dans la tech."}')]
    before = threading.active_count()
    found = list(articles(sources))
    assert threading.active_count() == before
    assert found == [item for source in sources for item in extract(source.name, bytes(source.content))]  # type: ignore[arg-type]
    assert sum(isinstance(item, Failure) for item in found) == 1


@pytest.mark.parametrize("name", ["dies", "grows"])
def test_a_document_that_ends_its_process_costs_only_itself(name: str) -> None:
    found = unruly("a", name, "b", "c")
    assert [items[0] for items in found] == [Found(f"Elle est {n}") for n in ("a", name, "b", "c")]
    assert [items[1:] for items in found] == [[], [Refused("it ends the process that reads it", passing=True)], [], []]


def test_a_document_that_hangs_costs_only_itself() -> None:
    found = unruly("a", "hangs", "b", seconds=5.0)
    assert found[1][1:] == [Refused("it takes more than 5 s", passing=True)]
    assert [items[0] for items in found] == [Found(f"Elle est {name}") for name in ("a", "hangs", "b")]


def test_a_process_that_was_ended_while_it_waited_is_replaced() -> None:
    with Workers(Limits(), 1, (sys.executable, "-c", UNRULY)) as workers:
        assert workers.each([Source("a", b"")]) == [[Found("Elle est a")]]
        (worker,) = workers._free
        worker._process.kill()
        worker._process.wait()
        assert workers.each([Source("b", b"")]) == [[Found("Elle est b")]]


def test_what_a_library_prints_is_no_answer() -> None:
    assert unruly("prints", "b") == [[Found("Elle est prints")], [Found("Elle est b")]]


def test_a_process_that_cannot_start_is_a_reason() -> None:
    with Workers(Limits(), 1, (sys.executable, "-c", "raise SystemExit(1)")) as workers:
        (found,) = workers.each([Source("a", b"")])
    assert found == [Refused("it ends the process that reads it", passing=True)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read apart."""
    names: list[str] = []
    each = Workers.each

    def noted(workers: Workers, sources: Sequence[Source]) -> list[list[Item]]:
        names.extend(source.name for source in sources)
        return each(workers, sources)

    monkeypatch.setattr(Workers, "each", noted)
    return names


def test_what_was_found_is_not_looked_for_again(write: Write, tmp_path: Path, started: list[str]) -> None:
    cache = tmp_path / ".cache"
    for source in pages("a", "b"):
        write(f"corpus/{source.name}", source.content)  # type: ignore[arg-type]
    write("corpus/c.html", "<html></html>")
    first = corpus.read(tmp_path / "corpus", cache)
    assert sorted(started) == ["a.html", "b.html", "c.html"]
    assert [failure.path for failure in first.failures] == ["c.html"]
    started.clear()
    again = corpus.read(tmp_path / "corpus", cache)
    assert [*again.articles] == [*first.articles]
    assert (again.failures, again.ignored) == (first.failures, first.ignored)
    (tmp_path / "corpus/a.html").rename(tmp_path / "corpus/z.html")
    assert [article.path for article in corpus.read(tmp_path / "corpus", cache).articles] == ["b.html", "z.html"]
    assert started == []
    write("corpus/b.html", PAGE.format("Helio"))
    assert "Helio" in corpus.read(tmp_path / "corpus", cache).articles[0].text
    write("corpus/b.htm", PAGE.format("Helio"))
    corpus.read(tmp_path / "corpus", cache)
    assert started == ["b.html", "b.htm"]


def test_what_may_pass_is_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path, lambda line: pytest.fail(line))
    good, bad = pages("a", "b")
    kept.keep([(good, [Found("Elle est là.")]), (bad, [Refused("late", passing=True)])])
    assert kept.find([good, bad]) == [[Found("Elle est là.")], None]


@pytest.mark.parametrize("content", [b"", b"no database", b"\0" * 5000])
def test_a_damaged_cache_is_done_without(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    said: list[str] = []
    kept = Kept(tmp_path, said.append)
    (source,) = pages("a")
    kept.find([source])
    kept.keep([(source, [Found("Elle est là.")])])
    assert kept.find([source]) == [[Found("Elle est là.")]]
    assert len(said) == (1 if content else 0)
