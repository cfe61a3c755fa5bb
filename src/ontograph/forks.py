"""Work shared out to forked processes, such that an item that kills or blocks its process costs itself only.

The workers are forks, so that nothing is sent to them but which items are theirs: they have the items, and what is
done with them, from the process that they are forked from. A batch whose worker dies, or that takes longer than it
may, is given out again item by item; who dies or takes too long alone is `Lost`.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any, TypeVar

GROWTH = 128 << 20
"""Bytes by which a worker may grow before a new one takes its place: it keeps every word that it has seen."""
TRIES = 2
"""How often an item alone may lose its worker: the first time it may have been somebody else's doing."""
_FROM_OUTSIDE = (signal.SIGTERM, signal.SIGINT, getattr(signal, "SIGKILL", None), getattr(signal, "SIGHUP", None))
"""Signals that no process gets by a fault of its own."""
_ENDING = 5.0
"""Seconds that a process may take to end, once it has let go of its connection."""

T = TypeVar("T")
R = TypeVar("R")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of an item that its process did not survive, or not in time."""

    reason: str
    outside: bool = False
    """Whether somebody has ended the process, or the system for want of memory: it may be left alone the next time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Items from one number up to another, and how often they have lost their worker."""

    start: int
    stop: int
    tries: int = 0

    def apart(self) -> list[Batch]:
        """Its items one by one."""
        return [Batch(number, number + 1) for number in range(self.start, self.stop)]


def possible() -> bool:
    """Whether this process can be forked safely: a fork copies one thread, but every lock that another one holds."""
    return sys.platform == "linux" and threading.active_count() == 1


def each(
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    batches: Sequence[Batch],
    processes: int,
    seconds: Callable[[Sequence[T]], float],
    begin: Callable[[], object] = lambda: None,
) -> Iterator[tuple[int, R | Lost]]:
    """What `work` makes of the items of each batch, by their numbers, in the order in which it is done.

    `seconds` says how long a batch may take, `begin` is called in each worker first. An error that `work` raises ends
    its worker. Raises OSError where no process can be made.
    """
    waiting = deque(batches)
    team: list[_Worker] = []
    try:
        while waiting or team:
            while waiting and len(team) < processes:
                team.append(_Worker.fork(work, items, begin, team))
            for worker in [worker for worker in team if worker.batch is None]:
                if not waiting or worker.has_grown():
                    team.remove(worker)
                    worker.dismiss()
                else:
                    batch = waiting.popleft()
                    worker.give(batch, seconds(items[batch.start : batch.stop]))
            for worker in _answering(team):
                batch = worker.taken()
                answer = worker.answer()
                if isinstance(answer, Lost):
                    log.debug("%s: %s", batch, answer.reason)
                    team.remove(worker)
                    yield from _lost(batch, answer, worker.overdue, waiting)
                else:
                    yield from enumerate(answer, batch.start)
    finally:
        for worker in team:
            worker.kill()


def beside(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in this process and one fork of it: each takes the next when it is free.

    What the fork fails at is done here, so that an error is raised here as if there were no fork, and all is where none
    can be made. There is but one, for either process comes to have a copy of what it looks at.
    """

    def guarded(some: Sequence[T]) -> list[R | Lost]:
        try:
            return [work(item) for item in some]
        except Exception as error:
            log.debug("a fork has failed: once more without it", exc_info=True)
            return [Lost(str(error))]

    try:  # (what is there is not searched for garbage in the fork: the search would make a copy of all of it)
        other = _Worker.fork(guarded, items, gc.freeze, [])
    except OSError:
        log.debug("no fork can be made", exc_info=True)
        return list(map(work, items))
    found: list[R | Lost] = [Lost("nobody has done it yet")] * len(items)
    waiting = deque(range(len(items)))
    try:
        while waiting or other.batch:
            if other.batch is None:
                number = waiting.popleft()
                other.give(Batch(number, number + 1), inf)
            elif waiting and not other.connection.poll():
                number = waiting.popleft()
                found[number] = work(items[number])
            else:
                other.connection.poll(None)
                number = other.taken().start
                answer = other.answer()
                if isinstance(answer, Lost):
                    log.debug("%s: %s", items[number], answer.reason)
                    break
                found[number] = answer[0]
    finally:
        other.kill()
    return [work(item) if isinstance(told, Lost) else told for item, told in zip(items, found, strict=True)]


def _answering(team: Sequence[_Worker]) -> list[_Worker]:
    """The workers that have something to say, or whose time is over; waits for the first."""
    busy = [worker for worker in team if worker.batch is not None]
    if not busy:
        return []
    ready = wait([worker.connection for worker in busy], max(0.0, min(one.deadline for one in busy) - monotonic()))
    now = monotonic()
    return [worker for worker in busy if worker.connection in ready or worker.deadline <= now]


def _lost(batch: Batch, lost: Lost, overdue: bool, waiting: deque[Batch]) -> Iterator[tuple[int, Lost]]:
    if batch.stop - batch.start > 1:
        waiting.extendleft(reversed(batch.apart()))
    elif batch.tries + 1 < TRIES and not overdue:
        waiting.appendleft(Batch(batch.start, batch.stop, batch.tries + 1))
    else:
        yield batch.start, lost


class _Worker:
    """A forked process, and what it is at."""

    def __init__(self, process: Any, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.batch: Batch | None = None
        self.deadline = self.allowed = 0.0
        self.overdue = False
        self._size = _size(process.pid)

    @classmethod
    def fork(
        cls,
        work: Callable[[Sequence[Any]], Any],
        items: Sequence[Any],
        begin: Callable[[], object],
        team: list[_Worker],
    ) -> _Worker:
        """A new worker, beside others whose connections it must not keep open."""
        here, there = multiprocessing.Pipe()
        others = [here, *(worker.connection for worker in team)]
        context = multiprocessing.get_context("fork")
        process = context.Process(target=_serve, args=(there, others, work, items, begin), daemon=True)
        try:
            process.start()
        except OSError:
            here.close()
            raise
        finally:
            there.close()
        return cls(process, here)

    def give(self, batch: Batch, seconds: float) -> None:
        self.batch, self.allowed, self.deadline = batch, seconds, monotonic() + seconds
        try:
            self.connection.send((batch.start, batch.stop))
        except OSError:  # it is dead: its silence says so
            log.debug("a worker died before its work", exc_info=True)

    def taken(self) -> Batch:
        batch, self.batch = self.batch, None
        assert batch is not None
        return batch

    def answer(self) -> Any:
        """What it has found; Lost, if it has died or its time is over."""
        if not self.connection.poll():
            self.overdue = True
            self.kill()
            return Lost(f"took more than {self.allowed:g} s")
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self.process.join(_ENDING)
            self.kill()
            code = self.process.exitcode
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            return Lost(f"ended its process ({how})", -code in _FROM_OUTSIDE)

    def has_grown(self) -> bool:
        return _size(self.process.pid) - self._size > GROWTH

    def dismiss(self) -> None:
        """It ends by itself when nobody speaks to it any more."""
        self.connection.close()
        self.process.join()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _size(pid: int) -> int:
    """The memory that a process has, in bytes; 0 where this cannot be told."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _serve(
    connection: Connection,
    others: Sequence[Connection],
    work: Callable[[Sequence[T]], Sequence[R]],
    items: Sequence[T],
    begin: Callable[[], object],
) -> None:
    """In a worker: do what comes, until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts means the build, and that ends its workers
    for other in others:
        other.close()
    _end_with_parent()
    begin()
    while True:
        try:
            start, stop = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(work(items[start:stop]))


def _end_with_parent() -> None:
    """A build that is killed takes its workers along, whatever they are at."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait_and_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_and_end, daemon=True).start()
