"""The workers: who is free answers; who takes too long is killed, and another one takes the place."""

from __future__ import annotations

import multiprocessing
import queue
import shutil
import tempfile
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from ontograph import query
from ontograph.errors import GraphError
from ontograph.serve.limits import Limits
from ontograph.serve.protocol import Ask, Refusal
from ontograph.serve.worker import Answer, work

_SPAWN = multiprocessing.get_context("spawn")  # the server has threads: a fork of it might hang
_START_SECONDS = 600.0
"""In which a worker has to load the graph."""


_LEFT = Refusal(503, "nobody waits for this answer")
_ENDED = Refusal(400, "the query ended its worker: it is nested too deeply, or takes too much memory")
_CLOSED = Refusal(503, "the server is ending")
_LATE = "a worker did not load the graph in time"


class Call:
    """A query under way, which `cancel` ends from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._cancelled = False

    def cancel(self) -> None:
        """Nobody waits for the answer any more: free its worker, or never start."""
        with self._lock:
            self._cancelled = True
            if self._worker:
                self._worker.kill()

    def given(self, worker: Worker | None) -> bool:
        """Note which worker is at it; False if the call is cancelled."""
        with self._lock:
            self._worker = worker
            return not self._cancelled


class Worker:
    """A process that answers, seen from the server."""

    def __init__(self, file: Path, limits: Limits) -> None:
        self._limits = limits
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=work, args=(theirs, file, limits), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def wait(self) -> None:
        """Until the graph is loaded; raises GraphError where it cannot be."""
        if self._ready:
            return
        complaint = _receive(self._connection, _START_SECONDS) if self._process.is_alive() else "a worker ended early"
        if complaint is not None:
            self.kill()
            raise GraphError(str(complaint))
        self._ready = True

    def ask(self, ask: Ask) -> Answer:
        """The answer; raises Refusal if it takes too long, _Ended if the process ends over it."""
        try:
            self.wait()
            self._connection.send(ask)
            found = _receive(self._connection, self._limits.seconds)
        except (EOFError, OSError, GraphError) as error:
            raise _Ended from error
        if not isinstance(found, Answer):
            raise self._limits.too_slow()
        return found

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()

    def close(self) -> None:
        """End the process and forget it."""
        self.kill()
        self._process.join()
        self._connection.close()


class _Ended(Exception):
    """A worker that ended before it answered."""


class Pool:
    """A fixed number of workers over one graph, as it was at the start: a build meanwhile changes nothing."""

    def __init__(self, graph: Path, limits: Limits, workers: int = 2) -> None:
        """Raises GraphError if the graph is not there or cannot be read."""
        self.limits = limits
        self._lock = threading.Lock()
        self._closed = False
        self._all: set[Worker] = set()
        self._free: queue.Queue[Worker | None] = queue.Queue()  # None: the pool is closed
        self._folder = tempfile.TemporaryDirectory(prefix="ontograph-serve-")
        try:
            with query.readable(graph) as file:
                self._file = Path(shutil.copy(file, Path(self._folder.name) / f"graph{file.suffix}"))
            for worker in [self._start() for _ in range(workers)]:
                worker.wait()
                self._free.put(worker)
        except BaseException:
            self.close()
            raise

    def ask(self, ask: Ask, call: Call | None = None) -> Answer:
        """The answer to a query, or the refusal of it as one; blocks for twice the time limit at most."""
        call = call or Call()
        try:
            worker = self._free.get(timeout=self.limits.seconds)
        except queue.Empty:
            return Answer.of(Refusal(503, f"busy: no worker was free within {self.limits.seconds:g} s; ask again"))
        if worker is None or not call.given(worker):
            self._free.put(worker)
            return Answer.of(_LEFT if worker else _CLOSED)
        whole = False
        try:
            found = worker.ask(ask)
            whole = True
        except Refusal as refusal:
            found = Answer.of(refusal)
        except _Ended:
            found = Answer.of(_CLOSED if self._closed else _ENDED)
        finally:
            if call.given(None) and whole:
                self._free.put(worker)
            else:
                self._replace(worker)
        return found

    def close(self) -> None:
        """End all workers, and with them all calls."""
        with self._lock:
            self._closed = True
            self._free.put(None)
            for worker in self._all:
                worker.close()
            self._all.clear()
            self._folder.cleanup()

    def _start(self) -> Worker:
        worker = Worker(self._file, self.limits)
        self._all.add(worker)
        return worker

    def _replace(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                worker.close()
                self._all.discard(worker)
                self._free.put(self._start())


def _receive(connection: Connection, seconds: float) -> object:
    """What comes in time; _LATE if nothing does."""
    return connection.recv() if connection.poll(seconds) else _LATE
