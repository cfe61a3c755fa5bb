"""How soon there is a first graph, beside loading the bare model: `python benchmarks/first.py [FOLDER]`.

Bare is `spacy.load("fr_core_news_md")` and nothing else; first is the whole command `ontograph build` on five articles,
from its start to its end, without a cache. Both are processes of their own and take turns; seconds are as one waits
for them, processor seconds those of all their processes, which tell more where others share the machine.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from measuring import environment, processor

ROOT = Path(__file__).parents[1]
ARTICLES = 5
BARE = "import spacy; spacy.load('fr_core_news_md')"
BLANK = "import spacy; spacy.blank('xx')"


@dataclass(frozen=True)
class Run:
    """What one process took, with those that it started."""

    seconds: float
    processor: float


def run(arguments: list[str]) -> Run:
    """Measure Python with some arguments."""
    start, used = perf_counter(), processor(own=False)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment())
    return Run(perf_counter() - start, processor(own=False) - used)


def turn(source: Path, place: Path, load: str) -> tuple[Run, Run]:
    """One run of each: what loads the bare model, first."""
    corpus = place / "corpus"
    corpus.mkdir()
    for file in sorted(source.glob("*.txt"))[:ARTICLES]:
        shutil.copy(file, corpus)
    bare = run(["-c", load])
    first = run(["-m", "ontograph", "build", str(corpus), "--output", str(place / "graph")])
    return bare, first


def report(turns: list[tuple[Run, Run]]) -> str:
    """The best and the median of each, and their ratios."""
    lines = [f"{'':6}{'best s':>9}{'median s':>10}{'best processor s':>18}{'median processor s':>20}"]
    columns = []
    for name, runs in zip(("bare", "first"), zip(*turns, strict=True), strict=True):
        seconds, used = [one.seconds for one in runs], [one.processor for one in runs]
        columns.append((min(seconds), median(seconds), min(used), median(used)))
        lines.append("{:6}{:9.2f}{:10.2f}{:18.2f}{:20.2f}".format(name, *columns[-1]))
    ratios = [first / bare for bare, first in zip(*columns, strict=True)]
    return "\n".join([*lines, "{:6}{:9.2f}{:10.2f}{:18.2f}{:20.2f}".format("ratio", *ratios)])


def main() -> None:
    """Measure both in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus", help="its first five texts are built")
    parser.add_argument("--turns", type=int, default=5, help="how often each is measured")
    parser.add_argument("--smoke", action="store_true", help="one turn, and a blank model, to see that it works")
    options = parser.parse_args()
    turns = []
    for _ in range(1 if options.smoke else options.turns):
        with tempfile.TemporaryDirectory() as place:
            turns.append(turn(options.folder, Path(place), BLANK if options.smoke else BARE))
    print(report(turns))


if __name__ == "__main__":
    main()
