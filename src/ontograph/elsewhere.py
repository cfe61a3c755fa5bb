"""Work in a forked process of its own, which gives back all the memory that it took when it is done.

Python and its libraries keep much of what is freed: of a loaded pipeline that nobody needs any more, three quarters.
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
log = logging.getLogger(__name__)

_PR_SET_PDEATHSIG = 1


class EndedError(Exception):
    """The process has ended before its work was done; the message says how."""


def each(work: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What `work` yields, one after the other, done in a fork of this process: for where one can be made safely
    (`forks.possible`), and where nothing need come of the work but what it yields.

    Raises what `work` raises, EndedError where its process ends otherwise, OSError where none can be made.
    """
    here, there = multiprocessing.Pipe(duplex=False)
    # no daemon, for it may have processes of its own
    process = multiprocessing.get_context("fork").Process(target=_tell, args=(here, there, os.getpid(), work))
    try:
        process.start()
        there.close()
        while True:
            try:
                found, error, done = here.recv()
            except (EOFError, OSError) as broken:
                process.join()
                code = process.exitcode or 0
                how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
                raise EndedError(how) from broken
            if error is not None:
                raise error
            if done:
                return
            yield found
    finally:
        here.close()
        there.close()
        if process.pid is not None:
            process.kill()
            process.join()


def _tell(here: Connection, there: Connection, parent: int, work: Callable[[], Iterable[Any]]) -> None:
    """In the process: do the work and say what comes of it."""
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts means the build, and that ends this
    _end_with(parent)
    try:
        for found in work():
            there.send((found, None, False))
        there.send((None, None, True))
    except BrokenPipeError:
        log.debug("nobody listens any more", exc_info=True)
    except Exception as error:
        log.debug("raised on", exc_info=True)
        there.send((None, _sendable(error), False))


def _sendable(error: Exception) -> Exception:
    """The error, or what can be told of one that cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        log.debug("an error that cannot be sent", exc_info=True)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with(parent: int) -> None:
    """Have the system end this process with its parent, however that ends: a thread that waits for it would keep this
    one from being forked (Linux; `prctl(2)`)."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
