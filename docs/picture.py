"""Draws docs/graph.svg, the picture of the README, from a build: python docs/picture.py [GRAPH] [SVG]."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
from matplotlib.lines import Line2D

HERE = Path(__file__).parent
LEAST_LABELLED = 3
"""Facts that a node takes part in, to have its name in the picture."""


def draw(graphml: Path, picture: Path) -> None:
    """Draw the largest connected part, where Gephi would place it, with the colours of the file."""
    mpl.rcParams.update({"svg.hashsalt": "ontograph", "svg.fonttype": "none", "font.family": "sans-serif"})
    network: Any = nx.read_graphml(graphml, force_multigraph=True)
    network = network.subgraph(max(nx.weakly_connected_components(network), key=lambda part: (len(part), min(part))))
    nodes: dict[str, dict[str, Any]] = dict(network.nodes(data=True))
    places = {node: (data["x"], data["y"]) for node, data in nodes.items()}
    figure, axes = plt.subplots(figsize=(13, 8))
    kinds: dict[str, str] = {}
    for source, target, data in network.edges(data=True):
        if data["factuality"] != "negated":
            kinds[data["kind"]] = data["color"]
        style = {"certain": "-", "negated": ":"}.get(data["factuality"], "--")
        axes.annotate(
            "", places[target], places[source],
            arrowprops={"arrowstyle": "-|>", "color": data["color"], "lw": 0.9, "ls": style, "alpha": 0.75,
                        "shrinkA": 4, "shrinkB": 4, "mutation_scale": 7},
        )  # fmt: skip
    sizes, colours = [data["size"] * 4 for data in nodes.values()], [data["color"] for data in nodes.values()]
    xs, ys = zip(*places.values(), strict=True)
    axes.scatter(xs, ys, s=sizes, c=colours, zorder=3, linewidths=0.6, edgecolors="white")
    for node, data in nodes.items():
        if data["facts"] >= LEAST_LABELLED:
            box = {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.7}
            axes.annotate(data["label"], places[node], (0, 7), textcoords="offset points", ha="center", fontsize=8,
                          zorder=4, bbox=box)  # fmt: skip
    lines = [Line2D([], [], color=colour, label=kind) for kind, colour in sorted(kinds.items())]
    axes.legend(handles=lines, fontsize=8, frameon=False, loc="lower right")
    axes.set_axis_off()
    figure.tight_layout(pad=0)
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    graph = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "graph"
    draw(graph / "graph.graphml", Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "graph.svg")
