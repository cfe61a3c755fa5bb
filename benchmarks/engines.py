"""A build by each engine: `python benchmarks/engines.py [FILE]`, of made-up articles in JSON Lines, or of such a file.

Each engine builds the corpus with one process that reads, then with two, and before that two of its articles, for what
starting costs. Processor seconds and memory are those of all processes of the command together, looked at all the time
(Ray's are waited for by nobody): processor seconds five times a second, memory (the proportional set size) every two
seconds. The files must be the same, to the byte.

`--faults` is another measurement: one article ends the process that reads it, one blocks it, and while Ray reads, an
actor, a process that reads for one, and a fork of such a process are killed. What is left out, and the files, must be
the same as with the local engine.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import articles
import memory

ROOT = Path(__file__).parents[1]
OFTEN, SELDOM = 0.2, 2.0
FILES = ("graph.ttl", "graph.graphml")
TICKS = os.sysconf("SC_CLK_TCK")
CRASHES, HANGS = "Cet article met fin au processus.", "Cet article ne finit pas."
FAULTS = f"""
import os, time
from ontograph import reading
plain = reading.read
def read(article, doc):
    if {CRASHES!r} in article.text:
        os._exit(3)
    if {HANGS!r} in article.text:
        time.sleep(3600)
    return plain(article, doc)
reading.read = read
"""


@dataclass(frozen=True)
class Run:
    """What a build took: seconds on the clock, of these for reading, processor seconds, megabytes at once."""

    clock: float
    reading: float
    processor: float
    megabytes: int
    files: tuple[bytes, ...]
    failed: tuple[str, ...]


def write(file: Path, number: int) -> int:
    """Write so many made-up articles as JSON Lines; how many words they have."""
    known = articles.sentences(ROOT / "training" / "press")
    words = 0
    with file.open("w", encoding="utf-8") as lines:
        for index in range(number):
            day, text = articles.article(index, known)
            words += len(text.split())
            lines.write(json.dumps({"id": f"{index:07}", "date": day, "text": text}, ensure_ascii=False) + "\n")
    return words


def build(
    corpus: Path,
    engine: str,
    jobs: int,
    *options: str,
    path: Path | None = None,
    see: Callable[[list[int]], None] = len,
) -> Run:
    """Build from scratch; `see` is shown the command's processes all the time, `path` is where Python looks first."""
    paths = [*filter(None, [path, ROOT / "src"])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONWARNINGS": "ignore"}
    with tempfile.TemporaryDirectory() as graph:
        command = [sys.executable, "-m", "ontograph", "build", str(corpus), "-o", graph, "--engine", engine]
        start = time.monotonic()
        process = subprocess.Popen(
            [*command, "--jobs", str(jobs), *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        used: dict[int, float] = {}
        most, looked = 0, 0.0
        while process.poll() is None:
            family = memory._family(process.pid)
            used |= {pid: seconds for pid in family if (seconds := _processor(pid))}
            if time.monotonic() - looked > SELDOM:
                looked = time.monotonic()
                most = max(most, sum(map(memory._megabytes, family)))
            see(family)
            time.sleep(OFTEN)
        clock = time.monotonic() - start
        assert process.stderr
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: {process.stderr.read()}")
        report = json.loads(Path(graph, "build.json").read_bytes())
        files = tuple(Path(graph, name).read_bytes() for name in FILES)
        failed = tuple(f"{one['path']}: {one['reason']}" for one in report["failed"])
        return Run(clock, report["seconds"]["articles"], sum(used.values()), most, files, failed)


def _processor(pid: int) -> float:
    """Processor seconds that a process has used so far; 0 if there is none any more."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


class Killer:
    """Kills one process of each kind, some seconds after there is one."""

    AFTER = 3.0

    def __init__(self) -> None:
        self.killed: dict[str, int] = {}
        self._seen: dict[str, float] = {}

    def __call__(self, family: list[int]) -> None:
        """Look at the processes of a build."""
        named = {pid: _name(pid) for pid in family}
        readers = {pid for pid, name in named.items() if "ontograph.outpost" in name}
        forks = {pid for pid in readers if _parent(pid) in readers}
        actors = {_parent(pid) for pid in readers - forks}
        for kind, pids in (("a fork", forks), ("a process that reads", readers - forks), ("an actor", actors)):
            if kind in self.killed or not pids:
                continue
            if time.monotonic() - self._seen.setdefault(kind, time.monotonic()) > self.AFTER * (len(self.killed) + 1):
                victim = min(pids)
                os.kill(victim, signal.SIGKILL)
                self.killed[kind] = victim
                print(f"killed {kind}: {named.get(victim, '')[:60]}", flush=True)


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def compare(corpus: Path, few: Path) -> None:
    """Both engines, with one process that reads and with two."""
    print("engine    clock s   reading s   processor s   MB      of two articles: clock, processor, MB", flush=True)
    expected: tuple[bytes, ...] | None = None
    for jobs in (1, 2):
        for engine in ("local", "ray"):
            start, run = build(few, engine, jobs), build(corpus, engine, jobs)
            print(
                f"{engine:5} {jobs}   {run.clock:7.1f}   {run.reading:9.1f}   {run.processor:11.1f}  {run.megabytes:<5}"
                f"   {start.clock:.1f} s, {start.processor:.1f} s, {start.megabytes} MB",
                flush=True,
            )
            expected = expected or run.files
            if run.files != expected:
                raise SystemExit("NOT the same bytes")
    print(f"the same bytes; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def faults(corpus: Path, place: Path) -> None:
    """One article crashes, one hangs, and processes are killed."""
    lines = corpus.read_text(encoding="utf-8").splitlines()
    for number, text in ((len(lines) // 3, CRASHES), (len(lines) // 2, HANGS)):
        row = json.loads(lines[number])
        lines[number] = json.dumps({**row, "text": f"{row['text']} {text}"}, ensure_ascii=False)
    corpus.write_text("\n".join(lines), encoding="utf-8")
    (place / "sitecustomize.py").write_text(FAULTS, encoding="utf-8")
    limit = ("--time-limit", "20")
    local = build(corpus, "local", 2, *limit, path=place)
    killer = Killer()
    ray = build(corpus, "ray", 2, *limit, path=place, see=killer)
    print(f"local: {local.clock:.0f} s, Ray: {ray.clock:.0f} s, of its processes killed: {len(killer.killed)}")
    for line in ray.failed:
        print(f"left out: {line}")
    if (ray.files, ray.failed) != (local.files, local.failed):
        raise SystemExit(f"NOT the same: {local.failed}")
    print(f"left out the same, and the same bytes; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, help="a file of JSON Lines (default: made-up articles)")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--faults", action="store_true", help="with crashes, and processes that are killed")
    parser.add_argument("--smoke", action="store_true", help="a few articles by Ray, to see that it works")
    options = parser.parse_args()
    if importlib.util.find_spec("ray") is None:
        print("skipped: Ray is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        corpus, few = place / "articles.jsonl", place / "few.jsonl"
        if options.corpus is None:
            print(f"{write(corpus, 4 if options.smoke else options.articles)} words", flush=True)
        else:
            corpus.write_bytes(options.corpus.read_bytes())
        few.write_text("".join(corpus.read_text(encoding="utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
        if options.smoke:
            run = build(corpus, "ray", 1)
            print(f"{run.clock:.1f} s, {run.processor:.1f} processor s, {run.megabytes} MB, {len(run.failed)} left out")
        elif options.faults:
            faults(corpus, place)
        else:
            compare(corpus, few)


if __name__ == "__main__":
    main()
