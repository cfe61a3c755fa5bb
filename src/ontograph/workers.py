"""Articles through the pipeline in several processes: the same findings in the same order, only sooner.

The workers are forks of a process that has loaded the pipeline already: loading takes longer than many a corpus.
Where forking is unsafe (a process with threads, a system other than Linux), or where it does not pay, the articles
go through this process.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import blas, tolerant
from ontograph.corpus import Failure
from ontograph.model import Article

WORTH = 30_000
"""Characters of text from which on a second process pays: about a second's work."""
MOST = 8
"""Processes at most, unless more are asked for: containers show more processors than they grant."""
_SHARES = 4
"""Batches for each process: enough to even out long and short articles, few enough to keep the batches large."""

T = TypeVar("T")
Found = tuple[Article, T | Failure]
log = logging.getLogger(__name__)

_work: Callable[[Sequence[Article]], list[Any]] | None = None
"""What a worker does with a batch; set before the fork, so that nothing of the pipeline is sent."""


def each(
    nlp: Language, articles: Sequence[Article], use: Callable[[Article, Doc], T], processes: int | None = None
) -> Iterator[Found[T]]:
    """As `tolerant.each`, in so many processes; by default as many as there are processors and work for."""
    wanted = _processes(articles) if processes is None else processes
    if min(wanted, len(articles)) < 2 or not _can_fork():
        with blas.one_thread():
            yield from tolerant.each(nlp, articles, use)
        return
    done = 0
    try:
        for batch in _forked(nlp, articles, use, min(wanted, len(articles))):
            done += len(batch)
            yield from batch
    except BrokenProcessPool:
        log.debug("a worker died: the rest in this process", exc_info=True)
        yield from tolerant.each(nlp, articles[done:], use)


def _processes(articles: Sequence[Article]) -> int:
    """As many processes as there are processors, and seconds of work."""
    work = sum(len(article.text) for article in articles) // WORTH
    return min(work, MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


def _can_fork() -> bool:
    """A fork copies one thread, but every lock that another one holds."""
    return sys.platform == "linux" and threading.active_count() == 1


def _forked(
    nlp: Language, articles: Sequence[Article], use: Callable[[Article, Doc], T], processes: int
) -> Iterator[list[Found[T]]]:
    """What is found in each batch, in the order given."""
    global _work
    size = min(tolerant.BATCH, -(-len(articles) // (processes * _SHARES)))
    batches = [articles[start : start + size] for start in range(0, len(articles), size)]
    _work = lambda batch: list(tolerant.each(nlp, batch, use))  # noqa: E731
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_start) as pool:
            yield from pool.map(_batch, batches)
    finally:
        _work = None


def _start() -> None:
    """In each worker: one thread for matrix products, and an end when the build is killed.

    A worker waits for work at a pipe that its siblings hold open too: nobody would tell it that none will come.
    """
    blas.one_thread()
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _batch(articles: Sequence[Article]) -> list[Any]:
    assert _work is not None
    return _work(articles)
