"""A process that reads articles for one that must not be forked: one with threads, such as a worker of Ray.

The process (`python -m ontograph.outpost CONFIG SECONDS`) loads the pipeline once and has no thread, so it can guard
itself as a build does (`workers`): a document that crashes or hangs costs itself. Over its pipes go MessagePack
messages with their length before them: articles in, what was found in each of them out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import IO

import msgspec

from ontograph.corpus import Failure, Fatal
from ontograph.model import Article

TRIES = 3
"""How often the process may end over the same articles: somebody may kill it, or the system lack memory for a while."""
_LENGTH = 8


class Found(msgspec.Struct):
    """What was found in an article, packed, or why there is nothing."""

    number: int
    reading: bytes | None = None
    reason: str | None = None
    fatal: bool = False


_ARTICLES = msgspec.msgpack.Decoder(list[Article])
_FOUND = msgspec.msgpack.Decoder(list[Found])


class Outpost:
    """Such a process, seen from outside; started when it is needed, and again when it has ended."""

    def __init__(self, config: str, seconds: float | None = None) -> None:
        self._command = [sys.executable, "-m", "ontograph.outpost", config, "" if seconds is None else str(seconds)]
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, articles: Sequence[Article]) -> list[Found]:
        """What is found in each article, in any order."""
        for _ in range(TRIES):
            try:
                return self._asked(articles)
            except (OSError, EOFError):
                self.close()
        return [Found(number, reason="the process that reads has ended") for number in range(len(articles))]

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _asked(self, articles: Sequence[Article]) -> list[Found]:
        process = self._process = self._process or subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert process.stdin
        assert process.stdout
        _send(process.stdin, msgspec.msgpack.encode(articles))
        return _FOUND.decode(_received(process.stdout))


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(_LENGTH) + message)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    """The next message; raises EOFError where none comes any more."""
    head = stream.read(_LENGTH)
    size = int.from_bytes(head)
    message = stream.read(size) if len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(message) < size:
        raise EOFError
    return message


def main(config: str, seconds: str) -> None:
    """Read what comes, until nothing comes any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever is printed is no answer
    from ontograph import garbage, gathering, pipeline
    from ontograph.cli import prepare

    prepare()
    read = gathering.local(pipeline.load(config), 1, float(seconds) if seconds else None)
    with garbage.seldom():
        while True:
            try:
                articles = _ARTICLES.decode(_received(sys.stdin.buffer))
            except EOFError:
                return
            found = [
                Found(number, reason=one.reason, fatal=isinstance(one, Fatal))
                if isinstance(one, Failure)
                else Found(number, one)
                for number, one in read(articles)
            ]
            _send(answers, msgspec.msgpack.encode(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
