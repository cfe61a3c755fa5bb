"""GraphML as Gephi, networkx and igraph read it.

Keys are lower case and typed; an edge's type is the XML attribute `label` on `<edge>`, so that Gephi keeps parallel
edges of different kinds apart (it would merge those of one type: a second one of the same kind between the same two
is "Departure 2"); colours, sizes and positions are those that Gephi understands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ontograph import layout
from ontograph.exports import replace_file
from ontograph.model import Knowledge
from ontograph.network import Network, to_networkx

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
}
NEGATED_COLOR, DEFAULT_COLOR = "#dddddd", "#555555"

_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(source: Knowledge | Network, path: Path) -> None:
    """Write a GraphML file, whole or not at all; raises OSError."""
    replace_file(path, dumps(source))


def dumps(source: Knowledge | Network) -> bytes:
    """The network with its colours, sizes and positions, as UTF-8 GraphML."""
    network = decorate(to_networkx(source) if isinstance(source, Knowledge) else source)
    return "".join(_lines(network)).encode()


def decorate(network: Network) -> Network:
    """A copy in which each node has x, y, size and colour and each edge a colour, where they had none."""
    painted: Network = network.copy()
    places = layout.positions(painted)
    for node, attributes in painted.nodes(data=True):
        x, y = places[node]
        size = round(10 + 6 * sqrt(painted.degree(node)), 1)
        color = NODE_COLORS.get(attributes.get("kind", ""), DEFAULT_COLOR)
        attributes.update({"x": x, "y": y, "size": size} | _color(color) | attributes)
    for _, _, attributes in painted.edges(data=True):
        negated = attributes.get("factuality") == "negated"
        color = NEGATED_COLOR if negated else EDGE_COLORS.get(attributes.get("kind", ""), DEFAULT_COLOR)
        attributes.update(_color(color) | attributes)
    return painted


def _color(color: str) -> dict[str, str | int]:
    red, green, blue = bytes.fromhex(color[1:])
    return {"color": color, "r": red, "g": green, "b": blue}


def _lines(network: Network) -> Iterator[str]:
    nodes = {node: network.nodes[node] for node in sorted(network)}
    edges = {edge: network.edges[edge] for edge in sorted(network.edges(keys=True))}
    node_keys, edge_keys = _keys(nodes.values()), _keys(edges.values())
    yield _HEAD
    for prefix, for_, keys in (("n", "node", node_keys), ("e", "edge", edge_keys)):
        for name, type_ in keys.items():
            id_ = _attribute(f"{prefix}_{name}")
            yield f'  <key id={id_} for="{for_}" attr.name={_attribute(name)} attr.type="{type_}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node, attributes in nodes.items():
        yield f"    <node id={_attribute(node)}>\n"
        yield from _data(attributes, "n", node_keys)
        yield "    </node>\n"
    ids: Counter[str] = Counter()
    types: Counter[tuple[str, str, str]] = Counter()
    for (source, target, key), attributes in edges.items():
        kind = str(attributes.get("kind", "edge"))
        id_, type_ = _numbered(ids, str(key), str(key)), _numbered(types, (source, target, kind), kind)
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        yield f"    <edge id={_attribute(id_)} {ends} label={_attribute(type_)}>\n"
        yield from _data(attributes, "e", edge_keys)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _numbered(seen: Counter[Any], key: Any, name: str) -> str:
    """The name at its first use, then "name 2", "name 3"."""
    seen[key] += 1
    return name if seen[key] == 1 else f"{name} {seen[key]}"


def _keys(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Name -> GraphML type of all attributes, sorted; a name with numbers of both kinds is a double."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(_TYPES[type(value)])
    mixed = {name: "double" if types == {"int", "double"} else "string" for name, types in found.items()}
    return {name: next(iter(found[name])) if len(found[name]) == 1 else mixed[name] for name in sorted(found)}


def _data(attributes: Mapping[str, Any], prefix: str, keys: Iterable[str]) -> Iterator[str]:
    for name in keys:
        if name in attributes:
            value = attributes[name]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            yield f"      <data key={_attribute(f'{prefix}_{name}')}>{_text(text)}</data>\n"


def _text(text: str) -> str:
    """Text for XML 1.0: characters that it forbids (most control characters) become U+FFFD."""
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
