"""What a network looks like: colours, sizes, places, and the figures that pictures are drawn by."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import sqrt
from typing import Any

import numpy as np

from ontograph.network import Attributes, Network
from ontograph.rows import Rows, of_network

NODE_COLORS = {"Organization": "#4477aa", "Person": "#ee9944"}
EDGE_COLORS = {
    "Acquisition": "#882255",
    "Appointment": "#228833",
    "Departure": "#cc3311",
    "Founding": "#997700",
    "FundingRound": "#009988",
    "Investment": "#44bb99",
    "Lawsuit": "#aa3377",
    "LeaveOfAbsence": "#ee8866",
    "Partnership": "#3377bb",
    "Position": "#777777",
    "Valuation": "#ddaa33",
}
"""Of facts, which are edges, or nodes in the view of events."""
DRAWN: dict[str, type] = {"degree": int, "community": int, "x": float, "y": float, "size": float}
"""What nodes tell of how they are drawn, beside their colours."""
NEGATED_COLOR, DEFAULT_COLOR = "#dddddd", "#555555"


def decorate(network: Network) -> Network:
    """A copy in which each node has degree, community, x, y, size and colour and each edge a colour, where they had
    none."""
    painted: Network = network.copy()
    rows = paint(of_network(network))
    for at, node in enumerate(rows.nodes):
        painted.nodes[node].update(rows.node(at))
    for at, edge in enumerate(sorted(network.edges(keys=True))):
        painted.edges[edge].update(rows.edge(at))
    return painted


def paint(rows: Rows) -> Rows:
    """The same for rows."""
    count = len(rows.nodes)
    places, groups = rows.places, rows.groups.tolist()
    degrees = (np.bincount(rows.sources, minlength=count) + np.bincount(rows.targets, minlength=count)).tolist()

    def node(at: int) -> Attributes:
        told, degree, (x, y) = rows.node(at), degrees[at], places[at].tolist()
        drawn = {"degree": degree, "community": groups[at], "x": x, "y": y, "size": round(10 + 6 * sqrt(degree), 1)}
        kind = told.get("kind", "")
        return drawn | color(_pale(told, NODE_COLORS.get(kind) or EDGE_COLORS.get(kind, DEFAULT_COLOR))) | told

    def edge(at: int) -> Attributes:
        told = rows.edge(at)
        known = EDGE_COLORS.get(told.get("fact_kind") or told.get("kind", ""), DEFAULT_COLOR)
        return color(_pale(told, known)) | told

    colors: dict[str, type] = {name: type(value) for name, value in color(DEFAULT_COLOR).items()}
    known_nodes = colors | DRAWN | dict(rows.known_nodes) if rows.known_nodes else {}
    known = colors | dict(rows.known) if rows.known else {}
    return replace(rows, node=node, edge=edge, known_nodes=known_nodes, known=known)


@cache
def color(value: str) -> dict[str, str | int]:
    """A colour in the two ways that programs read it."""
    red, green, blue = bytes.fromhex(value[1:])
    return {"color": value, "r": red, "g": green, "b": blue}


def _pale(attributes: dict[str, Any], known: str) -> str:
    return NEGATED_COLOR if attributes.get("factuality") == "negated" else known
