"""A server of its own process for tests, and a small graph to serve."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import ROOT
from knowledge import knowledge
from ontograph.exports import turtle

# Slow in any store: joins of everything with everything, counted.
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def small(folder: Path) -> Path:
    """The folder of a build with a small graph in it."""
    folder.mkdir(exist_ok=True)
    turtle.write(knowledge(), folder / "graph.ttl")
    return folder


def command(*arguments: str | Path) -> list[str]:
    code = "import sys; from ontograph.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", code, "serve", *map(str, arguments)]


@contextmanager
def server(graph: Path, *options: str, end: int = signal.SIGINT) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a server on a free port, and its process; it ends by a signal, with 0 and without a traceback."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        command(graph, "--port", "0", *options),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.match(r"(http://127\.0\.0\.1:\d+)/ ", line)
        assert found, line + (process.communicate()[1] if process.poll() is not None else "")
        yield found[1], process
    except BaseException:
        process.kill()
        process.wait()
        raise
    process.send_signal(end)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
