"""Several processes find what one finds, in the same order, and an error in one costs what it costs in one."""

from __future__ import annotations

import os
import signal

import pytest
import spacy
import threadpoolctl
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import workers
from ontograph.corpus import Failure
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


def dying(article: Article, doc: Doc) -> str:
    if article.id == "13" and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return doc.text


def threads(article: Article, doc: Doc) -> set[int]:
    return {pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"}


def where(article: Article, doc: Doc) -> int:
    return os.getpid()


def test_the_same_in_the_same_order(language: Language) -> None:
    several = list(workers.each(language, ARTICLES, words, processes=3))
    assert several == list(workers.each(language, ARTICLES, words, processes=1))
    assert [article for article, _ in several] == ARTICLES
    assert [found for _, found in several if isinstance(found, Failure)] == [Failure("7.txt", "ValueError: no good")]


def test_a_worker_that_dies_costs_time_only(language: Language) -> None:
    found = list(workers.each(language, ARTICLES, dying, processes=2))
    assert found == [(article, article.text) for article in ARTICLES]


def test_little_work_stays_here(language: Language) -> None:
    assert {pid for _, pid in workers.each(language, ARTICLES, where)} == {PARENT}


def test_much_work_is_shared(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH", 20)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    pids = {pid for _, pid in workers.each(language, ARTICLES, where)}
    assert PARENT not in pids or not workers._can_fork()


def test_with_threads_nothing_is_forked(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert {pid for _, pid in workers.each(language, ARTICLES, where, processes=2)} == {PARENT}


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_has_one_thread_for_matrix_products(language: Language, processes: int) -> None:
    before = threadpoolctl.threadpool_info()
    found = workers.each(language, ARTICLES, threads, processes)
    assert [answer for _, answer in found] == [{1}] * len(ARTICLES)
    assert threadpoolctl.threadpool_info() == before
