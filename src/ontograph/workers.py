"""Articles through the pipeline in several processes: the same findings, only sooner, and none costs the others.

The workers are forks of a process that has loaded the pipeline already: loading takes longer than many a corpus. Even
one worker is a process of its own, so that a document at which the pipeline crashes or hangs costs that document.
Where forking is unsafe (a process with threads, a system other than Linux), the articles go through this process, and
nothing guards it from them but what `tolerant` catches.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import blas, forks, tolerant
from ontograph.corpus import Failure, Fatal, Limits, shelf
from ontograph.forks import Batch, Lost
from ontograph.model import Article

WORTH = 30_000
"""Characters of text from which on a second process pays: about a second's work."""
SECONDS = Limits().seconds
"""How long the pipeline may take for a document, unless somebody says otherwise;"""
PER_SECOND = 5_000
"""and for so many characters a second more: a fifth of what it does where nobody disturbs it."""
_SHARES = 4
"""Batches that are left for each process when one is given out: enough to even out long and short articles."""
_LEAST = 4
"""Articles in the last batches: fewer go through the pipeline at a worse rate."""
_LONGEST = 400_000
"""Characters in a batch."""
_QUOTA = Path("/sys/fs/cgroup/cpu.max")

T = TypeVar("T")


def each(
    nlp: Language,
    articles: Sequence[Article],
    use: Callable[[Article, Doc], T],
    processes: int | None = None,
    seconds: float | None = None,
) -> Iterator[tuple[int, T | Failure]]:
    """What `use` makes of each article's Doc, with the number of the article, in the order in which it is done.

    A Failure where the pipeline or `use` raises or somebody ends its process, a Fatal one where it ends that itself or
    takes more than these seconds (and those that a long text may take). In so many processes; by default as many as
    there are processors and work for.
    """
    wanted = max(1, _processes(articles) if processes is None else processes)
    if not forks.possible():
        with blas.one_thread():
            yield from enumerate(found for _, found in tolerant.each(nlp, articles, use))
        return

    def work(batch: Sequence[Article]) -> list[T | Failure]:
        return [found for _, found in tolerant.each(nlp, batch, use)]

    def may_take(batch: Sequence[Article]) -> float:
        return allowed(batch, seconds)

    for number, found in forks.each(work, articles, batches(articles, wanted), wanted, may_take, blas.one_thread):
        if isinstance(found, Lost):
            kind = Failure if found.outside else Fatal
            yield number, kind(articles[number].path, f"the pipeline {found.reason}")
        else:
            yield number, found


def allowed(batch: Sequence[Article], seconds: float | None = None) -> float:
    """How many seconds articles may take together: as one may, and more where they are long."""
    return (SECONDS if seconds is None else seconds) + _length(batch) // PER_SECOND


def batches(articles: Sequence[Article], processes: int) -> list[Batch]:
    """The articles in batches, smaller ones towards the end, so that no process waits long for the last."""
    made: list[Batch] = []
    lengths = shelf.lengths(articles)
    least = _LEAST if len(articles) > _LEAST * processes else 1
    start = 0
    while start < len(articles):
        share = -(-(len(articles) - start) // (processes * _SHARES))
        stop = min(len(articles), start + min(tolerant.BATCH, max(least, share)))
        while stop > start + 1 and sum(lengths[start:stop]) > _LONGEST:
            stop -= 1
        made.append(Batch(start, stop))
        start = stop
    return made


def granted() -> int:
    """How many processors this process may use: a container shows more than it grants."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _QUOTA.read_text().split()
        return max(1, min(count, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no such group, or no limit ("max")
        return count


def _processes(articles: Sequence[Article]) -> int:
    """As many processes as there are processors, and seconds of work."""
    return min(-(-_length(articles) // WORTH), granted())


def _length(articles: Sequence[Article]) -> int:
    return sum(shelf.lengths(articles))
