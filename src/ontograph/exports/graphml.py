"""GraphML as Gephi, networkx and igraph read it.

Keys are lower case and typed; an edge's type is the XML attribute `label` on `<edge>`, so that Gephi keeps parallel
edges of different kinds apart (it would merge those of one type: a second one of the same kind between the same two
is "Departure 2"); colours, sizes and positions are those that Gephi understands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ontograph.exports import replace_file
from ontograph.exports.paint import decorate
from ontograph.exports.xml import attribute, columns, numbered, text, written
from ontograph.model import Knowledge
from ontograph.network import Network, to_networkx

_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(source: Knowledge | Network, path: Path) -> None:
    """Write a GraphML file, whole or not at all; raises OSError."""
    replace_file(path, dumps(source))


def dumps(source: Knowledge | Network) -> bytes:
    """The network with its degrees, communities, colours, sizes and positions, as UTF-8 GraphML."""
    network = decorate(to_networkx(source) if isinstance(source, Knowledge) else source)
    return "".join(_lines(network)).encode()


def _lines(network: Network) -> Iterator[str]:
    nodes = {node: network.nodes[node] for node in sorted(network)}
    edges = {edge: network.edges[edge] for edge in sorted(network.edges(keys=True))}
    node_keys, edge_keys = columns(nodes.values()), columns(edges.values())
    yield _HEAD
    for prefix, for_, keys in (("n", "node", node_keys), ("e", "edge", edge_keys)):
        for name, class_ in keys.items():
            id_ = attribute(f"{prefix}_{name}")
            yield f'  <key id={id_} for="{for_}" attr.name={attribute(name)} attr.type="{_TYPES[class_]}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node, attributes in nodes.items():
        yield f"    <node id={attribute(node)}>\n"
        yield from _data(attributes, "n", node_keys)
        yield "    </node>\n"
    ids: Counter[str] = Counter()
    types: Counter[tuple[str, str, str]] = Counter()
    for (source, target, key), attributes in edges.items():
        kind = str(attributes.get("kind", "edge"))
        id_, type_ = numbered(ids, str(key), str(key)), numbered(types, (source, target, kind), kind)
        ends = f"source={attribute(source)} target={attribute(target)}"
        yield f"    <edge id={attribute(id_)} {ends} label={attribute(type_)}>\n"
        yield from _data(attributes, "e", edge_keys)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(attributes: Mapping[str, Any], prefix: str, keys: Iterable[str]) -> Iterator[str]:
    for name in keys:
        if name in attributes:
            yield f"      <data key={attribute(f'{prefix}_{name}')}>{text(written(attributes[name]))}</data>\n"
