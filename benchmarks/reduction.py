"""What it costs to make one graph of many readings, and to write it: `python benchmarks/reduction.py`.

The readings are those of `synthetic.py`, taken one after the other from a file, as a build takes them from its cache.
Each size is a process of its own, so that its memory is its own: processor seconds of each stage, and the most memory
that was in use until its end. `--order` takes the readings in another order; the files must be the same.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time

import synthetic

from ontograph import garbage
from ontograph.exports import Replacement, registry
from ontograph.exports.content import Content
from ontograph.model import Reading
from ontograph.resolve import resolve
from ontograph.resolve.briefs import briefs

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FORMATS = ("ttl", "nq", "graphml")


def measure(claims: int, formats: Sequence[str], order: int) -> None:
    """Print a line for each stage."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with (place / "readings.jsonl").open("wb") as file:
            articles = sum(file.write(reading.to_json() + b"\n") > 0 for reading in synthetic.readings(claims))
        offsets = _offsets(place / "readings.jsonl")
        if order:
            random.Random(order).shuffle(offsets)
        gc.collect()
        clock = _Clock()
        with garbage.seldom():
            short = briefs(_readings(place / "readings.jsonl", offsets))
            clock.stop("taken in brief")
            knowledge = resolve(short)
            del short
            clock.stop("resolved")
            facts, told = len(knowledge.facts), sum(len(fact.claims) for fact in knowledge.facts)
            content, digest = Content.of(knowledge), hashlib.sha256()
            for name in formats:
                with Replacement(place) as files:
                    for file_name, data in registry.files(name, content).items():
                        digest.update(files.add(file_name, data).encode())
                clock.stop(f"written as {name}")
        print(f"{told} claims of {articles} articles: {facts} facts, {len(knowledge.entities)} entities")
        print("\n".join(clock.lines()))
        print(f"files {digest.hexdigest()[:16]}\n")


def _offsets(file: Path) -> list[int]:
    offsets, at = [], 0
    with file.open("rb") as lines:
        for line in lines:
            offsets.append(at)
            at += len(line)
    return offsets


def _readings(file: Path, offsets: Sequence[int]) -> Iterator[Reading]:
    with file.open("rb") as lines:
        for offset in offsets:
            lines.seek(offset)
            yield Reading.from_json(lines.readline())


class _Clock:
    """Processor seconds since the start or the last stop, and the most memory so far, by stage."""

    def __init__(self) -> None:
        self._last = process_time()
        self._found: list[tuple[str, float, float]] = []

    def stop(self, stage: str) -> None:
        now = process_time()
        self._found.append((stage, now - self._last, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
        self._last = process_time()

    def lines(self) -> list[str]:
        """A table."""
        total = ("altogether", sum(seconds for _, seconds, _ in self._found), self._found[-1][2])
        return [
            f"{stage:20} {seconds:8.1f} processor s {memory:8.0f} MB"
            for stage, seconds, memory in (*self._found, total)
        ]


def main() -> None:
    """Measure each size in a process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=SIZES, help="how many claims, several sizes")
    parser.add_argument("--formats", default=",".join(FORMATS), help="what is written of it")
    parser.add_argument("--order", type=int, default=0, help="another order of the readings for each number")
    parser.add_argument("--smoke", action="store_true", help="few claims, to see that it works")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for claims in (200,) if options.smoke else options.claims:
        if options.here or options.smoke:
            measure(claims, options.formats.split(","), options.order)
        else:
            rest = ["--formats", options.formats, "--order", str(options.order)]
            subprocess.run([sys.executable, __file__, str(claims), "--here", *rest], check=True)


if __name__ == "__main__":
    main()
