"""What a second process is worth: `python benchmarks/jobs.py [FOLDER]`.

The pipeline is loaded once; then in turns one process reads all articles, and two do. Of the seconds on a clock the
best turn of each counts, but they say something only where both processors are free. Processor seconds do on any
machine: where they are, two processes take as long as the busier of them and the one above them, which shares the
work out.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import articles
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import cache, corpus, garbage, pipeline, reading, workers
from ontograph.model import Article


@dataclass(frozen=True)
class Turn:
    """How long so many processes at once took on a clock; the processor seconds of each that read (one that has grown
    makes room for another), and of the one above."""

    processes: int
    seconds: float
    readers: tuple[float, ...]
    above: float

    @property
    def longest(self) -> float:
        """Seconds that it would take on free processors."""
        return max(max(self.readers), sum(self.readers) / self.processes) + self.above


def read(nlp: Language, found: Sequence[Article], processes: int) -> Turn:
    """Read all articles."""
    used: dict[int, float] = {}

    def use(article: Article, doc: Doc) -> tuple[int, float, bytes]:
        packed = cache.packed(reading.read(article, doc))
        return os.getpid(), process_time(), packed

    start, mine = perf_counter(), process_time()
    for _, one in workers.each(nlp, found, use, processes):
        if isinstance(one, corpus.Failure):
            raise SystemExit(f"{one.path}: {one.reason}")
        used[one[0]] = max(used.get(one[0], 0.0), one[1])
    return Turn(processes, perf_counter() - start, tuple(sorted(used.values())), process_time() - mine)


def main() -> None:
    """Measure in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="a corpus (default: made-up articles)")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="one turn with few articles, to see that it works")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder or Path(place, "corpus")
        if options.folder is None:
            articles.write(folder, range(4 if options.smoke else options.articles))
        found = corpus.read(folder).articles
        words = sum(len(article.text.split()) for article in found)
    nlp = pipeline.load()
    with garbage.seldom():
        turns = [[read(nlp, found, jobs) for jobs in (1, 2)] for _ in range(1 if options.smoke else options.turns)]
    print(f"{len(found)} articles, {words} words; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for name, index in (("one process", 0), ("two", 1)):
        best = min((turn[index] for turn in turns), key=lambda turn: turn.longest)
        readers = " + ".join(f"{one:.1f}" for one in best.readers)
        clock = min(turn[index].seconds for turn in turns)
        print(f"{name}: {readers} processor s, {best.above:.2f} in the one above; {clock:.1f} s on the clock")
    one, two = (min(turn[index].longest for turn in turns) for index in (0, 1))
    print(f"{one / two:.2f} times as fast on free processors", end="; ")
    one, two = (min(turn[index].seconds for turn in turns) for index in (0, 1))
    print(f"{one / two:.2f} times on the clock")


if __name__ == "__main__":
    main()
