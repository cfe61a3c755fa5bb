"""Takes docs/explorer.png, the picture of the explorer, with a Chromium: python docs/explorer.py [GRAPH] [PNG]."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ontograph import explorer, query
from ontograph.recall import recall
from ontograph.texts import Texts

HERE = Path(__file__).parent
ADDRESS = "#/entity/person/mira-murati"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en-GB",
    "--accept-lang=en-GB",
    "--window-size=1280,800",
    "--virtual-time-budget=4000",
]


def take(graph: Path, picture: Path) -> None:
    """Write the explorer of a graph, open it at one entity, and keep what is to be seen."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "graph.html")
        page.write_bytes(explorer.page(recall(query.triples(graph)), Texts.beside(graph)))
        options = [*FLAGS, f"--user-data-dir={folder}/profile", f"--screenshot={picture.resolve()}"]
        subprocess.run([browser, *options, page.as_uri() + ADDRESS], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    take(
        Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "graph",
        Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "explorer.png",
    )
