"""Runs the commands of tutorial.md in order, in an empty folder, and writes what they print below them.

    python docs/tutorial.py           # writes docs/tutorial.md anew; a test checks that nothing would change

A block of `sh` is run as it stands; the block of `text` that follows it, if any, is what it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).with_suffix(".md")
_STEP = re.compile(r"^```sh\n(?P<commands>.*?)^```\n(?:\n```text\n(?P<output>.*?)^```\n)?", re.MULTILINE | re.DOTALL)
_SHIM = '#!/bin/sh\nexec "{python}" -m ontograph "$@"\n'


def steps(page: str) -> list[re.Match[str]]:
    """The blocks of commands, each with what the page says that they print (None: nothing is shown)."""
    return list(_STEP.finditer(page))


def run(page: str, folder: Path) -> list[str]:
    """What each step prints, on both streams, in a folder that is empty before; raises where a command fails.

    `diff` may find differences: that is no failure.
    """
    shim = folder / "bin" / "ontograph"
    shim.parent.mkdir()
    shim.write_text(_SHIM.format(python=sys.executable), encoding="utf-8")
    shim.chmod(0o755)
    place = folder / "tutorial"
    place.mkdir()
    environment = {**os.environ, "PATH": f"{shim.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    return [_output(step["commands"], place, environment) for step in steps(page)]


def _output(commands: str, place: Path, environment: dict[str, str]) -> str:
    script = ["bash", "-eu", "-c", commands]
    done = subprocess.run(
        script, cwd=place, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode not in ((0, 1) if commands.startswith("ontograph diff") else (0,)):
        raise RuntimeError(f"{commands}{done.stdout}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def written(page: str, outputs: list[str]) -> str:
    """The page with these outputs."""
    for step, output in reversed(list(zip(steps(page), outputs, strict=True))):
        if step["output"] is not None:
            page = page[: step.start("output")] + output + page[step.end("output") :]
    return page


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as empty:
        PAGE.write_text(written(text, run(text, Path(empty))), encoding="utf-8")
