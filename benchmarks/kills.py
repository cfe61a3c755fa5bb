"""Kill a build again and again, at random moments, and see what is left: `python benchmarks/kills.py [KILLS]`.

Every other kill (SIGKILL) is for the build with all its processes, which is then started again, the others for one of
its workers. After each the graph in the folder must be that of the last build that came to its end, to the byte, and
the last build of all must write what an undisturbed one writes. Builds that come to their end before they are
killed lose their cache, which may go at any time, and are started again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import articles

ROOT = Path(__file__).parents[1]
FILES = ("graph.ttl", "graph.graphml")


def start(corpus: Path, graph: Path) -> subprocess.Popen[bytes]:
    """A build, in a process group of its own."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "ontograph", "build", str(corpus), "-o", str(graph), "--jobs", "2"]
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": path}, start_new_session=True, stdout=subprocess.DEVNULL
    )


def whole(graph: Path) -> list[bytes]:
    """The files of a graph."""
    return [(graph / name).read_bytes() for name in FILES]


def finish(corpus: Path, graph: Path) -> list[bytes]:
    """Build to the end; the files of the graph."""
    if start(corpus, graph).wait():
        raise SystemExit("a build failed")
    return whole(graph)


def workers(pid: int) -> list[int]:
    """The processes that a build has forked, and those that they have."""
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return found + [other for child in found for other in workers(child)]


def disturb(corpus: Path, graph: Path, kills: int, states: list[list[bytes]], seconds: float) -> Counter[str]:
    """Kill so many times; what for."""
    draw = random.Random(1)
    done: Counter[str] = Counter()
    build = start(corpus, graph)
    while done["build"] + done["worker"] < kills:
        time.sleep(draw.uniform(0, seconds))
        if build.poll() is not None:
            if build.returncode:
                raise SystemExit(f"a build failed ({build.returncode})")
            done["finished in between"] += 1
            shutil.rmtree(graph / ".cache")
            (graph / "build.json").unlink()
        elif draw.random() < 0.5 or not (victims := workers(build.pid)):
            os.killpg(build.pid, signal.SIGKILL)
            build.wait()
            done["build"] += 1
        else:
            os.kill(draw.choice(victims), signal.SIGKILL)
            done["worker"] += 1
            continue
        if whole(graph) not in states:
            raise SystemExit("what is left is no graph that was ever finished")
        build = start(corpus, graph)
    if build.wait():
        raise SystemExit("the last build failed")
    return done


def main() -> None:
    """Kill, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", nargs="?", type=int, default=20)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--smoke", action="store_true", help="two kills, to see that it works")
    options = parser.parse_args()
    kills, number = (2, 4) if options.smoke else (options.kills, options.articles)
    with tempfile.TemporaryDirectory() as place:
        corpus, graph, quiet = Path(place, "corpus"), Path(place, "graph"), Path(place, "quiet")
        articles.write(corpus, range(number // 2))
        first = finish(corpus, graph)
        articles.write(corpus, range(number // 2, number))
        began = time.monotonic()
        last = finish(corpus, quiet)
        done = disturb(corpus, graph, kills, [first, last], time.monotonic() - began)
        same = whole(graph) == last
    print(f"{done['build']} builds and {done['worker']} workers killed, {done['finished in between']} builds finished")
    print("in between; after each the last graph was whole, and the files of the last build are " * same, end="")
    print("those of an undisturbed one" if same else "the last build is NOT that of an undisturbed one")


if __name__ == "__main__":
    main()
