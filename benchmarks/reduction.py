"""What it costs to make one graph of many readings, and to write it: `python benchmarks/reduction.py`.

The readings are those of `synthetic.py`, taken one after the other from a file, as a build takes them from its cache.
Each size is a process of its own, so that its memory is its own: processor seconds of each stage with those of the fork
that writes files beside it, seconds on a clock, and the most memory that the process had until then; at last the most
that it and its fork had together, each page once. `--apart` writes one format after the other, to see what each costs;
`--order` takes the readings in another order; the files must be the same.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TextIO

import memory
import synthetic

from ontograph import garbage
from ontograph.exports import Replacement, writing
from ontograph.exports.content import Content
from ontograph.model import Reading
from ontograph.resolve import resolve
from ontograph.resolve.briefs import briefs

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FORMATS = ("ttl", "nq", "graphml")


def measure(claims: int, groups: Sequence[Sequence[str]], order: int, out: TextIO) -> None:
    """Print a line for each stage; the formats of a group are written together."""
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
            for names in groups:
                with Replacement(place) as files:
                    for file_digest in writing.write(files, names, content).values():
                        digest.update(file_digest.encode())
                clock.stop(f"written as {', '.join(names)}")
        print(f"{told} claims of {articles} articles: {facts} facts, {len(knowledge.entities)} entities", file=out)
        print("\n".join(clock.lines()), file=out)
        print(f"files {digest.hexdigest()[:16]}", file=out, flush=True)


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
    """Seconds since the start or the last stop, and the most memory so far, by stage."""

    def __init__(self) -> None:
        self._last = _seconds()
        self._found: list[tuple[str, float, float, float]] = []

    def stop(self, stage: str) -> None:
        (processor, clock), (used, passed) = _seconds(), self._last
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self._found.append((stage, processor - used, clock - passed, most))
        self._last = _seconds()

    def lines(self) -> list[str]:
        """A table."""
        used, passed = (sum(row[column] for row in self._found) for column in (1, 2))
        return [
            f"{stage:28} {processor:8.1f} processor s {clock:8.1f} s {most:8.0f} MB"
            for stage, processor, clock, most in (*self._found, ("altogether", used, passed, self._found[-1][3]))
        ]


def _seconds() -> tuple[float, float]:
    """Of processors, the forks' too, and on the clock."""
    return sum(os.times()[:4]), perf_counter()


def main() -> None:
    """Measure each size in a process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=SIZES, help="how many claims, several sizes")
    parser.add_argument("--formats", default=",".join(FORMATS), help="what is written of it")
    parser.add_argument("--apart", action="store_true", help="one format after the other")
    parser.add_argument("--order", type=int, default=0, help="another order of the readings for each number")
    parser.add_argument("--smoke", action="store_true", help="few claims, to see that it works")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = options.formats.split(",")
    groups = [[name] for name in names] if options.apart else [names]
    for claims in (200,) if options.smoke else options.claims:
        if options.here or options.smoke:  # who watches keeps standard output to itself
            measure(claims, groups, options.order, sys.stderr if options.here else sys.stdout)
        else:
            rest = ["--formats", options.formats, "--order", str(options.order), *["--apart"] * options.apart]
            peak = memory.watch([sys.executable, __file__, str(claims), "--here", *rest])
            print(f"most memory: {peak.total} MB {list(peak.processes)} after {peak.at:.0f} s\n", flush=True)


if __name__ == "__main__":
    main()
