"""Kill builds again and again, at random moments, and see what is left: `python benchmarks/kills.py [KILLS]`.

Every other kill (SIGKILL) is for the build with all its processes, which is then started again, the others for one of
its workers. After each the folder must hold, for whoever opens it through ontograph, the graph of a build that came to
its end, to the byte, and a build that nobody disturbs then must write what it writes elsewhere. Builds that come to
their end before they are killed lose their cache, which may go at any time, and are started again.

A build is a fork of this process, which has loaded the pipeline: kills meet its work, not the start of Python.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import articles
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import flow, journal, pipeline

FILES = ("graph.ttl", "graph.graphml")


@Language.component("slowly")
def slowly(doc: Doc) -> Doc:
    """In place of components that find something."""
    time.sleep(0.02)
    return doc


def start(corpus: Path, graph: Path) -> int:
    """A build in a process group of its own; the number of both."""
    build = os.fork()
    if build == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            flow.update(corpus, graph, processes=2)
            code = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(code)
    with contextlib.suppress(OSError):  # it has done so itself
        os.setpgid(build, build)
    return build


def ended(build: int, wait: bool = True) -> bool:
    """Whether a build has come to its end."""
    which, status = os.waitpid(build, 0 if wait else os.WNOHANG)
    if which and status:
        raise SystemExit(f"a build failed ({status})")
    return which != 0


def whole(graph: Path) -> list[bytes]:
    """The files of a graph, as its report says they are."""
    journal.settle(graph)
    found = [(graph / name).read_bytes() for name in FILES]
    if (graph / "build.json").exists():
        told = json.loads((graph / "build.json").read_bytes())["files"]
        if [hashlib.sha256(content).hexdigest() for content in found] != [told[name] for name in FILES]:
            raise SystemExit("the report tells of other files")
    return found


def finish(corpus: Path, graph: Path) -> list[bytes]:
    """Build to the end; the files of the graph."""
    ended(start(corpus, graph))
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
        if ended(build, wait=False):
            done["finished in between"] += 1
            shutil.rmtree(graph / ".cache")
            (graph / "build.json").unlink()
        elif done["worker"] < done["build"] and (victims := workers(build)):
            os.kill(draw.choice(victims), signal.SIGKILL)
            done["worker"] += 1
            continue
        else:
            os.killpg(build, signal.SIGKILL)
            os.waitpid(build, 0)
            done["build"] += 1
            done["between moves"] += journal.begun(graph)
        if whole(graph) not in states:
            raise SystemExit("what is left is no graph that was ever finished")
        build = start(corpus, graph)
    ended(build)
    return done


def main() -> None:
    """Kill, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", nargs="?", type=int, default=100)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--smoke", action="store_true", help="two kills of builds that find nothing")
    options = parser.parse_args()
    kills, number = (2, 8) if options.smoke else (options.kills, options.articles)
    nlp = spacy.blank("fr") if options.smoke else pipeline.load()
    if options.smoke:
        nlp.add_pipe("slowly")
    pipeline.load = lambda *_: nlp
    with tempfile.TemporaryDirectory() as place:
        corpus, graph, quiet = Path(place, "corpus"), Path(place, "graph"), Path(place, "quiet")
        articles.write(corpus, range(number // 2))
        first = finish(corpus, graph)
        articles.write(corpus, range(number // 2, number))
        began = time.monotonic()
        last = finish(corpus, quiet)
        done = disturb(corpus, graph, kills, [first, last], time.monotonic() - began)
        same = finish(corpus, graph) == last
    print(
        f"{done['build']} builds ({done['between moves']} between moves of files) and {done['worker']} workers killed,"
    )
    print(f"{done['finished in between']} builds finished in between; after each kill a finished graph was whole,")
    print("and an undisturbed build then writes", "what it writes elsewhere" if same else "ANOTHER graph")


if __name__ == "__main__":
    main()
