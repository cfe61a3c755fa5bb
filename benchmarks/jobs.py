"""What a second process is worth: `python benchmarks/jobs.py [FOLDER]`.

Each turn builds the corpus from scratch with one process that reads, then with two. Seconds are those of the stage in
which articles are read, without start and writing, as `build.json` has them, and the best turn of each counts. The
ratio says something only where both processors are free; processor seconds tell what sharing the work costs anywhere.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import articles

ROOT = Path(__file__).parents[1]


def build(corpus: Path, jobs: int) -> tuple[float, float]:
    """Seconds of reading, and processor seconds of the whole build."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as graph:
        command = [sys.executable, "-m", "ontograph", "build", str(corpus), "-o", graph, "--jobs", str(jobs)]
        before = _processor()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path})
        seconds = json.loads(Path(graph, "build.json").read_bytes())["seconds"]["articles"]
        return seconds, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="a corpus (default: made-up articles)")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="one turn with few articles, to see that it works")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        corpus = options.folder or Path(place, "corpus")
        if options.folder is None:
            articles.write(corpus, range(8 if options.smoke else options.articles))
        turns = [[build(corpus, jobs) for jobs in (1, 2)] for _ in range(1 if options.smoke else options.turns)]
    one, two = (min(turn[index][0] for turn in turns) for index in (0, 1))
    used, shared = (min(turn[index][1] for turn in turns) for index in (0, 1))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"one process: {one:.1f} s of reading, two: {two:.1f} s; {one / two:.2f} times as fast")
    print(f"processor seconds of the whole build: {used:.1f} and {shared:.1f}")


if __name__ == "__main__":
    main()
