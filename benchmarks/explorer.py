"""How soon the explorer is there, in a headless Chromium: `python benchmarks/explorer.py GRAPH [--nodes 5000]`.

GRAPH is the folder of a build or a Turtle file. Seconds by the clock until the page is drawn, the better of three, with
what answers SPARQL in the page and without it; until the first question can be asked; and for each named query, without
parameters, beside the processor seconds that the program takes. With --nodes, until a graph of so many firms is drawn.
Needs node, Chromium and playwright-core (`.ci/clients` installs them).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from ontograph import explorer, query
from ontograph.recall import recall

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "tests" / "clients" / "timing.mjs"


def measure(folder: Path, names: list[str]) -> dict[str, Any]:
    """What the script in the browser says of `whole.html` and the other pages of a folder."""
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    chromium, node = next(filter(None, found), None), shutil.which("node")
    if chromium is None or node is None or not (SCRIPT.parent / "node_modules" / "playwright-core").is_dir():
        sys.exit("needs node, Chromium and playwright-core: .ci/clients installs them")
    done = subprocess.run([node, SCRIPT, chromium, folder, *names], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main() -> None:
    """Measure one graph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--nodes", type=int, help="also a graph of so many firms")
    options = parser.parse_args()
    knowledge = recall(query.triples(options.graph))
    pages = {"whole": explorer.page(knowledge), "without": explorer.page(knowledge, endpoint="sparql")}
    if options.nodes:
        sys.path.insert(0, str(ROOT / "tests"))
        from knowledge import many

        pages["many"] = explorer.page(many(options.nodes))
    with tempfile.TemporaryDirectory() as folder:
        for name, content in pages.items():
            Path(folder, f"{name}.html").write_bytes(content)
        found = measure(Path(folder), list(pages))
    print(f"{len(knowledge.entities)} names, {len(knowledge.facts)} facts")
    for name, content in pages.items():
        print(f"{name:22}{len(content) / 1e6:8.1f} MB{found['drawn'][name]:8.2f} s until drawn")
    print(f"{'ready to be asked':22}{found['ready']:19.2f} s")
    store = query.load(options.graph)
    print(f"{'query':22}{'page s':>8}{'here s':>8}{'rows':>8}")
    for named in query.list_named():
        start = process_time()
        rows = len(query.run(store, named.text).rows)
        taken = process_time() - start
        asked = found["asked"][named.name]
        print(f"{named.name:22}{asked['seconds']:8.2f}{taken:8.2f}{rows:8}")
        if asked["rows"] != rows:
            print(f"{named.name}: the page finds {asked['rows']} rows")


if __name__ == "__main__":
    main()
