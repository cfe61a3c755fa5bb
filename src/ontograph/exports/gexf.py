"""GEXF 1.3 with time, for Gephi's timeline and Gephi Lite: nodes and edges live from day to day.

`start` and `end` are days, both inclusive; one that is not there is open (`lifetimes` says which fact lives how long).
An edge's `kind` keeps parallel edges of different kinds apart, as in GraphML. Colours, sizes and positions are those of
`paint.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ontograph.exports.paint import decorate
from ontograph.exports.xml import attribute, columns, numbered, written
from ontograph.network import Network

_TYPES = {bool: "boolean", int: "integer", float: "double", str: "string"}
_OWN = frozenset({"label", "start", "end", "x", "y", "size", "color", "r", "g", "b"})
"""Attributes that GEXF has a place of its own for; an edge's weight is another."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta>
    <creator>ontograph</creator>
  </meta>
"""


def dumps(network: Network) -> bytes:
    """The network with its lifetimes, colours, sizes and positions, as UTF-8 GEXF."""
    return "".join(_lines(decorate(network))).encode()


def _lines(network: Network) -> Iterator[str]:
    nodes = {node: network.nodes[node] for node in sorted(network)}
    edges = {edge: network.edges[edge] for edge in sorted(network.edges(keys=True))}
    node_columns, edge_columns = _columns(nodes.values(), _OWN), _columns(edges.values(), _OWN | {"weight"})
    yield _HEAD
    days = [row[name] for row in (*nodes.values(), *edges.values()) for name in ("start", "end") if name in row]
    span = _span({"start": min(days), "end": max(days)}) if days else ""
    time = f'mode="dynamic" timeformat="date" timerepresentation="interval"{span}'
    yield f'  <graph defaultedgetype="directed" idtype="string" {time}>\n'
    for class_, found in (("node", node_columns), ("edge", edge_columns)):
        yield f'    <attributes class="{class_}" mode="static">\n'
        for name, type_ in found.items():
            yield f'      <attribute id={attribute(name)} title={attribute(name)} type="{_TYPES[type_]}"/>\n'
        yield "    </attributes>\n"
    yield f'    <nodes count="{len(nodes)}">\n'
    for node, row in nodes.items():
        yield f"      <node id={attribute(node)} label={attribute(str(row.get('label', node)))}{_span(row)}>\n"
        yield from _values(row, node_columns)
        yield f"        {_color(row)}\n"
        yield f'        <viz:position x="{row["x"]}" y="{row["y"]}" z="0.0"/>\n'
        yield f'        <viz:size value="{row["size"]}"/>\n'
        yield "      </node>\n"
    yield f'    </nodes>\n    <edges count="{len(edges)}">\n'
    ids: Counter[str] = Counter()
    kinds: Counter[tuple[str, str, str]] = Counter()
    for (source, target, key), row in edges.items():
        kind = str(row.get("kind", "edge"))
        id_, kind = numbered(ids, str(key), str(key)), numbered(kinds, (source, target, kind), kind)
        ends = f"source={attribute(source)} target={attribute(target)}"
        told = f'label={attribute(str(row.get("label", kind)))} weight="{float(row.get("weight", 1))}"'
        yield f"      <edge id={attribute(id_)} {ends} kind={attribute(kind)} {told}{_span(row)}>\n"
        yield from _values(row, edge_columns)
        yield f"        {_color(row)}\n"
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _columns(rows: Iterable[Mapping[str, Any]], own: frozenset[str]) -> dict[str, type]:
    return {name: type_ for name, type_ in columns(rows).items() if name not in own}


def _span(row: Mapping[str, Any]) -> str:
    return "".join(f" {name}={attribute(str(row[name]))}" for name in ("start", "end") if name in row)


def _values(row: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    told = [name for name in names if name in row]
    if told:
        yield "        <attvalues>\n"
        for name in told:
            yield f"          <attvalue for={attribute(name)} value={attribute(written(row[name]))}/>\n"
        yield "        </attvalues>\n"


def _color(row: Mapping[str, Any]) -> str:
    return f'<viz:color r="{row["r"]}" g="{row["g"]}" b="{row["b"]}"/>'
