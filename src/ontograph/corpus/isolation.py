"""Files read in processes of their own: one that hangs, crashes or takes all memory costs itself only.

A worker is this interpreter with this module as its program, not a fork: nothing of the caller is in it, and the
caller may have threads. Over its pipes go messages with their length before them: in, a file's name and its bytes or
path; out, what was found in it, a batch at a time, and an empty message at the end, as when the worker is ready.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

from ontograph.corpus import extraction
from ontograph.corpus.limits import Limits
from ontograph.corpus.model import Item, Refused, Source

COMMAND = (sys.executable, "-m", "ontograph.corpus.isolation")
MOST = 8
"""Processes: containers show more processors than they grant."""

_BATCH = 200
_LENGTH = 8
_START = 120.0
"""Seconds in which a worker has to start."""
_GRACE = 30.0
"""Seconds after which a worker ends itself that nobody has ended."""


class _Task(msgspec.Struct):
    """What a worker is to read."""

    name: str
    content: bytes | None
    path: str | None
    depth: int
    limits: dict[str, float]


_TASKS = msgspec.msgpack.Decoder(_Task)
_ITEMS = msgspec.msgpack.Decoder(list[Item])


class Workers:
    """Processes that read files, started when they are needed; `close` ends them."""

    def __init__(self, limits: Limits, count: int | None = None, command: Sequence[str] = COMMAND) -> None:
        self._limits = limits
        self._count = count or _processors()
        self._command = command
        self._free: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def each(self, sources: Sequence[Source]) -> list[list[Item]]:
        """What is found in each file, in the order given; no thread is left afterwards."""
        if not sources:
            return []
        with ThreadPoolExecutor(min(self._count, len(sources))) as threads:
            return list(threads.map(lambda source: list(self.read(source)), sources))

    def read(self, source: Source) -> Iterator[Item]:
        """What is found in a file, as it is found; a Refused at the end where its process had to be ended."""
        worker = self._idle() or _Worker(self._command)
        whole = False
        try:
            yield from worker.read(source, self._limits)
            whole = worker.lives
        finally:
            if whole:
                self._free.append(worker)
            else:
                worker.close()

    def _idle(self) -> _Worker | None:
        """A process that waits for work, if there is one."""
        while True:
            try:
                worker = self._free.pop()
            except IndexError:  # other threads take from it too
                return None
            if worker.waits():
                return worker
            worker.close()

    def close(self) -> None:
        """End all processes."""
        while self._free:
            self._free.pop().close()


class _Worker:
    """A process that reads files, seen from the outside."""

    def __init__(self, command: Sequence[str]) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
        )
        self.lives = True
        self._ready = False

    def read(self, source: Source, limits: Limits) -> Iterator[Item]:
        """What is found in a file. The time limit is for each batch."""
        assert self._process.stdin
        assert self._process.stdout
        content = source.content if isinstance(source.content, bytes) else None
        path = None if content is not None else str(Path(source.content).absolute())  # type: ignore[arg-type]
        task = _Task(source.name, content, path, source.depth, asdict(limits))
        clock = _Clock(limits.seconds, self._process)
        try:
            if not self._ready:  # what starting takes is no document's fault
                with _Clock(max(_START, limits.seconds), self._process).running():
                    _receive(self._process.stdout)
                self._ready = True
            with clock.running():
                _send(self._process.stdin, msgspec.msgpack.encode(task))
                batch = _receive(self._process.stdout)
            while batch:
                yield from _ITEMS.decode(batch)
                with clock.running():
                    batch = _receive(self._process.stdout)
        except (OSError, EOFError):
            self.lives = False
            late = f"it takes more than {limits.seconds:g} s"
            yield Refused(late if clock.late else "it ends the process that reads it", passing=True)

    def waits(self) -> bool:
        """Whether the process is still there: somebody may have ended it meanwhile."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process, whatever it does."""
        self.lives = False
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


class _Clock:
    """Ends a process that takes too long."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self._seconds = seconds
        self._process = process
        self.late = False

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """While it is waited for."""
        timer = threading.Timer(self._seconds, self._end)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _end(self) -> None:
        self.late = True
        self._process.kill()


def main() -> None:
    """A worker: reads what it is given until nobody gives anything."""
    tasks, found = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the messages
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        _send(found, b"")
        while True:
            task = _TASKS.decode(_receive(tasks))
            limits = msgspec.convert(task.limits, Limits, strict=False)
            content: bytes | Path = task.content if task.content is not None else Path(task.path or "")
            read = extraction.items(Source(task.name, content, task.depth), limits)
            batch: list[Item] | None = None
            while batch is None or batch:
                with _limited(limits):
                    batch = list(islice(read, _BATCH))
                _send(found, msgspec.msgpack.encode(batch) if batch else b"")


@contextlib.contextmanager
def _limited(limits: Limits) -> Iterator[None]:
    """Memory and time as the system grants them: also for a worker whose caller was killed meanwhile."""
    if sys.platform == "win32":
        yield
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)  # who waits for work, or to be heard, takes no time


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_LENGTH))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """A message; raises EOFError where the other side has ended."""
    length = _exactly(pipe, _LENGTH)
    return _exactly(pipe, int.from_bytes(length))


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


def _processors() -> int:
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


if __name__ == "__main__":
    main()
