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
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
GRAPHS = ("graph.ttl", "graph.graphml")


def build(corpus: Path, graph: Path) -> tuple[float, int]:
    """Seconds of `ontograph build`, and how many articles were read."""
    command = [sys.executable, "-m", "ontograph", "build", str(corpus), "--output", str(graph)]
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path})
    seconds = perf_counter() - start
    report = json.loads((graph / "build.json").read_bytes())
    return seconds, len(report["documents"]) - report["cached"]


def turn(source: Path, place: Path) -> Iterator[tuple[str, float, int]]:
    """The builds of one turn: name, seconds, and how many articles were read."""
    corpus, graph, scratch = place / "corpus", place / "graph", place / "scratch"
    shutil.copytree(source, corpus, ignore=lambda folder, names: [name for name in names if name.startswith(".")])
    last = max(
        file for suffix in ("txt", "md", "jsonl") for file in corpus.rglob(f"*.{suffix}") if file.stem != "README"
    )
    away = place / last.name
    last.rename(away)
    yield "one article less, from scratch", *build(corpus, graph)
    yield "nothing changed", *build(corpus, graph)
    away.rename(last)
    yield "one article added", *build(corpus, graph)
    yield "from scratch", *build(corpus, scratch)
    for name in GRAPHS:
        if (graph / name).read_bytes() != (scratch / name).read_bytes():
            raise SystemExit(f"{name} is not the same as from scratch")


def report(turns: list[list[tuple[str, float, int]]]) -> str:
    """The best of each build."""
    lines = [f"{os.cpu_count()} processors", f"{'build':32} {'articles read':>13} {'seconds':>8}"]
    for builds in zip(*turns, strict=True):
        name, _, articles = builds[0]
        lines.append(f"{name:32} {articles:13} {min(seconds for _, seconds, _ in builds):8.1f}")
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
