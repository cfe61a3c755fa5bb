"""The command line: options, messages, exit codes. Everything else is in the modules it calls, imported when needed.

Exit codes: 0 done, 1 failed or nothing built (with `--strict` also: a document left out), 2 wrong usage.
"""

from __future__ import annotations

import gc
import logging
import os
import sys

from ontograph.cli import building

# isort: split
from ontograph.cli import asking, checking
from ontograph.cli.app import app
from ontograph.cli.messages import complain
from ontograph.errors import OntographError

__all__ = ["app", "asking", "building", "checking", "main", "prepare"]


def prepare() -> None:
    """Before anything is imported: one thread for numpy's matrix products, since the articles are shared out already,
    and few searches for cycles of garbage, which imports do not leave."""
    gc.set_threshold(100_000, 20, 20)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; `--debug` lets tracebacks through."""
    arguments = sys.argv[1:] if arguments is None else arguments
    prepare()
    if "--debug" in arguments:
        logging.basicConfig(level=logging.INFO)
        logging.getLogger("ontograph").setLevel(logging.DEBUG)
    try:
        app(args=arguments, prog_name="ontograph")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        return complain(_message(error), 1)
    return 0


def _message(error: Exception) -> str:
    if isinstance(error, OntographError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return f"{type(error).__name__}: {error} (a bug; `ontograph --debug …` shows where)"
