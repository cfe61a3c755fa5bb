"""How long each named query takes in pyoxigraph and in rdflib: `python benchmarks/queries.py GRAPH [--smoke]`.

GRAPH is the folder of a build or a Turtle file; the queries run without parameters, on all of it. Processor seconds of
the best of three runs (of one with `--smoke`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from time import process_time

import rdflib

from ontograph import query


def seconds(run: Callable[[], object], turns: int) -> float:
    """Processor seconds of the quickest of some runs."""
    taken = []
    for _ in range(turns):
        start = process_time()
        run()
        taken.append(process_time() - start)
    return min(taken)


def main() -> None:
    """Measure every named query."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--smoke", action="store_true", help="one turn, to see that it works")
    options = parser.parse_args()
    turns = 1 if options.smoke else 3
    file = options.graph / query.GRAPH_FILE if options.graph.is_dir() else options.graph
    store, graph = query.load(file), rdflib.Graph().parse(file)
    print(f"{'query':22}{'pyoxigraph s':>14}{'rdflib s':>10}")
    for named in query.list_named():
        quick = seconds(lambda text=named.text: query.run(store, text).rows, turns)
        slow = seconds(lambda text=named.text: list(graph.query(text)), turns)
        print(f"{named.name:22}{quick:14.2f}{slow:10.2f}")


if __name__ == "__main__":
    main()
