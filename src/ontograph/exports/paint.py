"""What a network looks like: colours, sizes, places, and the figures that pictures are drawn by."""

from __future__ import annotations

from math import sqrt

from ontograph import layout
from ontograph.communities import communities
from ontograph.network import Network

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
NEGATED_COLOR, DEFAULT_COLOR = "#dddddd", "#555555"


def decorate(network: Network) -> Network:
    """A copy in which each node has degree, community, x, y, size and colour and each edge a colour, where they had
    none."""
    painted: Network = network.copy()
    places, groups = layout.positions(painted), communities(painted)
    for node, attributes in painted.nodes(data=True):
        x, y = places[node]
        degree = int(painted.degree(node))
        drawn = {"degree": degree, "community": groups[node], "x": x, "y": y, "size": round(10 + 6 * sqrt(degree), 1)}
        kind = attributes.get("kind", "")
        known = NODE_COLORS.get(kind) or EDGE_COLORS.get(kind, DEFAULT_COLOR)
        attributes.update(drawn | color(_pale(attributes, known)) | attributes)
    for _, _, attributes in painted.edges(data=True):
        known = EDGE_COLORS.get(attributes.get("fact_kind") or attributes.get("kind", ""), DEFAULT_COLOR)
        attributes.update(color(_pale(attributes, known)) | attributes)
    return painted


def color(value: str) -> dict[str, str | int]:
    """A colour in the two ways that programs read it."""
    red, green, blue = bytes.fromhex(value[1:])
    return {"color": value, "r": red, "g": green, "b": blue}


def _pale(attributes: dict[str, object], known: str) -> str:
    return NEGATED_COLOR if attributes.get("factuality") == "negated" else known
