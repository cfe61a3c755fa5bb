"""How much memory a build takes for few articles and for many: `python benchmarks/memory.py [FEW MANY]`.

The peak is that of all processes of `ontograph build` together, each page once (the proportional set size of Linux:
forked workers share most of what they have with the process that loaded the pipeline), looked at five times a second.
The articles are made up (`articles.py`), the first of many are those of few.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import articles
from measuring import environment, processor

ROOT = Path(__file__).parents[1]
PAUSE = 0.2


@dataclass(frozen=True)
class Peak:
    """The most memory at once, in megabytes, by process; when it was, and how long the build took."""

    processes: tuple[int, ...]
    at: float
    seconds: float
    processor: float

    @property
    def total(self) -> int:
        """Of all processes."""
        return sum(self.processes)


def watch(command: list[str]) -> Peak:
    """Run a command to its end, looking at its memory all the time."""
    before, start = processor(own=False), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment())
    most: tuple[int, ...] = ()
    at = 0.0
    while process.poll() is None:
        now = tuple(filter(None, map(_megabytes, _family(process.pid))))
        if sum(now) > sum(most):
            most, at = now, time.monotonic() - start
        time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Peak(most, at, time.monotonic() - start, processor(own=False) - before)


def _family(pid: int) -> list[int]:
    """A process and those that it has started, and so on."""
    found = [pid]
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{thread}/children").read_text().split():
                found += _family(int(child))
    except OSError:  # it has ended
        pass
    return found


def _megabytes(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) >> 10
    except OSError:
        pass
    return 0


def main() -> None:
    """Measure builds of few and of many articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int, default=[500, 20_000], help="of articles")
    parser.add_argument("--source", type=Path, default=ROOT / "training" / "press", help="texts, for sentences")
    parser.add_argument("--words", nargs=2, type=int, default=(articles.LEAST, articles.MOST), help="in an article")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="of very few articles, to see that it works")
    options = parser.parse_args()
    peaks = []
    for number in (2, 4) if options.smoke else options.numbers:
        with tempfile.TemporaryDirectory() as place:
            corpus, graph = Path(place, "corpus"), Path(place, "graph")
            words = articles.write(corpus, range(number), options.source, *options.words)
            command = [sys.executable, "-m", "ontograph", "build", str(corpus), "-o", str(graph)]
            peak = watch([*command, "--jobs", str(options.jobs)])
        peaks.append(peak)
        print(
            f"{number} articles, {words} words: {peak.total} MB {list(peak.processes)} after {peak.at:.0f} s of "
            f"{peak.seconds:.0f} s; {peak.processor:.0f} processor s",
            flush=True,
        )
    print(f"last / first: {peaks[-1].total / peaks[0].total:.2f}")


if __name__ == "__main__":
    main()
