"""What a build costs from scratch, with nothing changed, and with one article more: `python benchmarks/rebuild.py`.

Each build is a process of its own, the whole command `ontograph build` with start and loading, as a user waits for it.
Builds take turns and the best of each counts, since only what shares the machine can make one slower. That the graphs
are the same, byte for byte, is checked on the way.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from measuring import environment, processor

ROOT = Path(__file__).parents[1]
UNCHANGED = "nothing changed"
GRAPHS = ("graph.ttl", "graph.graphml")


@dataclass(frozen=True)
class Build:
    """One build: what it was, how many articles it read, and what it took."""

    name: str
    read: int
    seconds: float
    processor: float
    """Seconds of all its processes: they tell more where others share the machine."""


def build(name: str, corpus: Path, graph: Path) -> Build:
    """Measure `ontograph build`."""
    command = [sys.executable, "-m", "ontograph", "build", str(corpus), "--output", str(graph)]
    start, used = perf_counter(), processor(own=False)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
    seconds, used = perf_counter() - start, processor(own=False) - used
    said = json.loads((graph / "build.json").read_bytes())
    # a build that stands is not written again: what it read was nothing
    read = 0 if name == UNCHANGED else len(said["documents"]) - said["cached"]
    return Build(name, read, seconds, used)


def turn(source: Path, place: Path) -> Iterator[Build]:
    """The builds of one turn."""
    corpus, graph, scratch = place / "corpus", place / "graph", place / "scratch"
    shutil.copytree(source, corpus, ignore=lambda folder, names: [name for name in names if name.startswith(".")])
    last = max(
        file for suffix in ("txt", "md", "jsonl") for file in corpus.rglob(f"*.{suffix}") if file.stem != "README"
    )
    away = place / last.name
    last.rename(away)
    yield build("one article less, from scratch", corpus, graph)
    yield build(UNCHANGED, corpus, graph)
    for name in GRAPHS:
        (graph / name).unlink()
    yield build("nothing changed, graph removed", corpus, graph)
    away.rename(last)
    yield build("one article added", corpus, graph)
    yield build("from scratch", corpus, scratch)
    for name in GRAPHS:
        if (graph / name).read_bytes() != (scratch / name).read_bytes():
            raise SystemExit(f"{name} is not the same as from scratch")


def report(turns: list[list[Build]]) -> str:
    """The best of each build."""
    lines = [f"{os.cpu_count()} processors", f"{'build':32} {'articles read':>13} {'seconds':>8} {'processor s':>12}"]
    for builds in zip(*turns, strict=True):
        seconds, used = min(one.seconds for one in builds), min(one.processor for one in builds)
        lines.append(f"{builds[0].name:32} {builds[0].read:13} {seconds:8.1f} {used:12.1f}")
    return "\n".join([*lines, "added to or built from scratch: the same bytes"])


def main() -> None:
    """Measure the builds in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "corpus", help="a corpus of two articles or more"
    )
    parser.add_argument("--turns", type=int, default=3, help="how often each build is measured")
    parser.add_argument("--smoke", action="store_true", help="one turn, to see that it works")
    options = parser.parse_args()
    turns = []
    for _ in range(1 if options.smoke else options.turns):
        with tempfile.TemporaryDirectory() as place:
            turns.append(list(turn(options.folder, Path(place))))
    print(report(turns))


if __name__ == "__main__":
    main()
