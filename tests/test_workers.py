"""Several processes find what one finds, and a document that ends or blocks one costs itself."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import spacy
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import forks, tolerant, workers
from ontograph.corpus import Failure, Fatal
from ontograph.model import Article

ARTICLES = [Article(str(n), f"{n}.txt", f"Texte {n}.", "", None) for n in range(20)]
PARENT = os.getpid()


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.blank("fr")


def words(article: Article, doc: Doc) -> tuple[str, int]:
    if article.id == "7":
        raise ValueError("no good")
    return doc[1].text, len(doc)


def fatal(article: Article, doc: Doc) -> int:
    if article.id == "13":
        os.kill(os.getpid(), signal.SIGKILL)
    if article.id == "9":
        os._exit(3)
    if article.id == "5":
        time.sleep(3600)
    return os.getpid()


def threads(article: Article, doc: Doc) -> set[int]:
    return {pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}


def where(article: Article, doc: Doc) -> int:
    return os.getpid()


def found(language: Language, use: Callable[[Article, Doc], Any], *arguments: Any) -> list[Any]:
    """What is found of each article, in their order."""
    numbered = dict(workers.each(language, ARTICLES, use, *arguments))
    assert sorted(numbered) == list(range(len(ARTICLES)))
    return [numbered[number] for number in range(len(ARTICLES))]


def test_several_find_what_one_finds(language: Language) -> None:
    several = found(language, words, 3)
    assert several == found(language, words, 1)
    assert several.count(("1", 3)) == 1
    assert [one for one in several if isinstance(one, Failure)] == [Failure("7.txt", "ValueError: no good")]


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked")
@pytest.mark.parametrize("processes", [1, 2])
def test_what_kills_or_blocks_a_worker_costs_itself(
    language: Language, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    monkeypatch.setattr(workers, "allowed", lambda batch, _: 0.5 if len(batch) == 1 and batch[0].id == "5" else 3600)
    monkeypatch.setattr(tolerant, "BATCH", 1)
    several = found(language, fatal, processes)
    assert [one for one in several if isinstance(one, Failure)] == [
        Fatal("5.txt", "the pipeline took more than 0.5 s"),
        Fatal("9.txt", "the pipeline ended its process (exit code 3)"),
        Failure("13.txt", "the pipeline ended its process (SIGKILL)"),
    ]
    assert several.count(PARENT) == 0


def test_a_longer_text_may_take_longer() -> None:
    long = Article("long", "long.txt", "m" * 3 * workers.PER_SECOND, "", None)
    assert workers.allowed([]) == workers.SECONDS
    assert workers.allowed([long, ARTICLES[0]]) == workers.SECONDS + 3
    assert workers.allowed([long], 1.5) == 4.5


def test_little_work_is_for_one(language: Language) -> None:
    assert len(set(found(language, where))) == 1


def test_much_work_is_shared(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH", 20)
    monkeypatch.setattr(workers, "granted", lambda: 2)
    pids = set(found(language, where))
    assert len(pids) == 2 or not forks.possible()


def test_with_threads_nothing_is_forked(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert set(found(language, where, 2)) == {PARENT}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_has_one_thread_for_matrix_products(language: Language, processes: int) -> None:
    before = threadpoolctl.threadpool_info()
    assert found(language, threads, processes) == [{1}] * len(ARTICLES)
    assert threadpoolctl.threadpool_info() == before


@given(st.lists(st.integers(1, 600_000), max_size=300), st.integers(1, 5))
def test_batches_hold_each_article_once(lengths: list[int], processes: int) -> None:
    articles = [Sized(length) for length in lengths]
    made = workers.batches(articles, processes)  # type: ignore[arg-type]
    assert [number for batch in made for number in range(batch.start, batch.stop)] == list(range(len(lengths)))
    sizes = [batch.stop - batch.start for batch in made]
    assert max(sizes, default=0) <= tolerant.BATCH
    for batch, size in zip(made, sizes, strict=True):
        assert size == 1 or sum(lengths[batch.start : batch.stop]) <= workers._LONGEST


@dataclass
class Sized:
    """An article of which only the length of its text counts."""

    length: int

    @property
    def text(self) -> Sized:
        return self

    def __len__(self) -> int:
        return self.length


@pytest.mark.parametrize(
    ("content", "expected"),
    [("max 100000", 4), ("200000 100000", 2), ("50000 100000", 1), ("900000 100000", 4), ("", 4)],
)
def test_a_container_grants_fewer_processors_than_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, expected: int
) -> None:
    (tmp_path / "cpu.max").write_text(content + "\n")
    monkeypatch.setattr(workers, "_QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4), raising=False)
    assert workers.granted() == expected
