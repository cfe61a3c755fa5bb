"""How fast `ontograph.build` is beside the bare model on the same texts: `python benchmarks/speed.py [FOLDER]`.

Bare is `spacy.load("fr_core_news_md")` as it comes and its `nlp.pipe` over the texts: tags, trees and names, no fact.
Both run in turns, each time in a process of its own, on the texts repeated `--times` times; the best turn of each
counts, since only what shares the machine can make a turn slower. Words per processor second count the work without
loading, of all processes; folders in the folder are read too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from measuring import environment, processor

ROOT = Path(__file__).parents[1]
MODEL = "fr_core_news_md"


def bare(folder: Path) -> dict[str, float]:
    """Seconds of the model by itself."""
    start = perf_counter()
    import spacy

    nlp = spacy.load(MODEL)
    loaded = perf_counter()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    before = processor()
    for _ in nlp.pipe(texts):
        pass
    return {"load": loaded - start, "work": perf_counter() - loaded, "cpu": processor() - before}


def build(folder: Path) -> dict[str, float]:
    """Seconds of a build, files of the graph included."""
    start = perf_counter()
    from ontograph.cli import prepare

    prepare()
    import ontograph
    from ontograph import pipeline

    nlp = pipeline.load()
    loaded = perf_counter()
    before = processor()
    with tempfile.TemporaryDirectory() as output:
        ontograph.build(folder, output, nlp=nlp)
    return {"load": loaded - start, "work": perf_counter() - loaded, "cpu": processor() - before}


SIDES = {"bare": bare, "build": build}


def turn(side: str, folder: Path) -> dict[str, float]:
    """One side in a process of its own: seconds of loading and of work, and processor seconds."""
    command = [sys.executable, __file__, str(folder), "--side", side]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment())
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def repeat(source: Path, folder: Path, times: int) -> int:
    """Write each text of a folder so many times; the number of words. Each time it ends otherwise: a build reads what
    is there twice only once."""
    texts = [(path.stem, path.read_bytes().decode("utf-8")) for path in sorted(source.rglob("*.txt"))]
    for name, text in texts:
        for number in range(times):
            end = f"\n\nExemplaire {number}.\n" if number else ""
            (folder / f"{name}-{number:03}.txt").write_bytes((text + end).encode())
    return times * sum(len(text.split()) for _, text in texts)


def report(words: int, turns: dict[str, list[dict[str, float]]]) -> str:
    """The best of each side, and what they come to."""
    best = {
        side: {key: min(one[key] for one in of) for key in ("load", "work", "cpu", "processor")}
        for side, of in turns.items()
    }
    lines = [
        f"{words} words, {os.cpu_count()} processors",
        "        load s   work s  words/s  work, processor s  words/processor s  processor s with loading",
    ]
    for side, of in best.items():
        lines.append(
            f"{side:6} {of['load']:7.1f} {of['work']:8.1f} {words / of['work']:8.0f}"
            f" {of['cpu']:18.1f} {words / of['cpu']:18.0f} {of['processor']:25.1f}"
        )
    ours, theirs = best["build"], best["bare"]
    whole = (ours["load"] + ours["work"]) / (theirs["load"] + theirs["work"])
    lines.append(f"build / bare: {ours['work'] / theirs['work']:.2f} without loading, {whole:.2f} with it")
    lines.append(f"build / bare, processor seconds with loading: {ours['processor'] / theirs['processor']:.2f}")
    lines.append(f"words per processor second, build / bare: {theirs['cpu'] / ours['cpu']:.2f}")
    return "\n".join(lines)


def main() -> None:
    """Measure both sides in turns."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "corpus", help="of .txt files")
    parser.add_argument("--times", type=int, default=10, help="how often each text is read in a turn")
    parser.add_argument("--turns", type=int, default=3, help="how often each side is measured")
    parser.add_argument("--smoke", action="store_true", help="one short turn, to see that it works")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        before = processor()
        figures = SIDES[options.side](options.folder)
        print(json.dumps({**figures, "processor": processor() - before}))
        return
    times, number = (1, 1) if options.smoke else (options.times, options.turns)
    turns: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        words = repeat(options.folder, Path(folder), times)
        for _ in range(number):
            for side in SIDES:
                turns[side].append(turn(side, Path(folder)))
    print(report(words, turns))


if __name__ == "__main__":
    main()
