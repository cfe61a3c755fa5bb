"""GEXF 1.3 with time, for Gephi's timeline and Gephi Lite: nodes and edges live from day to day.

`start` and `end` are days, both inclusive; one that is not there is open (`lifetimes` says which fact lives how long).
An edge's `kind` keeps parallel edges of different kinds apart, as in GraphML. Colours, sizes and positions are those of
`paint.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from ontograph.exports.paint import paint
from ontograph.exports.xml import Template, attribute, kinds, numbered, pieces
from ontograph.network import Attributes, Network
from ontograph.rows import Rows, of_network

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
    return b"".join(stream(of_network(network)))


def stream(rows: Rows) -> Iterator[bytes]:
    """The same of rows, piece by piece."""
    return pieces(_lines(paint(rows)))


def _lines(rows: Rows) -> Iterator[str]:
    node_columns, edge_columns = _columns(rows.node_columns, _OWN), _columns(rows.edge_columns, _OWN | {"weight"})
    yield _HEAD
    time = f'mode="dynamic" timeformat="date" timerepresentation="interval"{_span(_whole(rows))}'
    yield f'  <graph defaultedgetype="directed" idtype="string" {time}>\n'
    for class_, found in (("node", node_columns), ("edge", edge_columns)):
        yield f'    <attributes class="{class_}" mode="static">\n'
        for name, type_ in found.items():
            yield f'      <attribute id={attribute(name)} title={attribute(name)} type="{_TYPES[type_]}"/>\n'
        yield "    </attributes>\n"
    yield f'    <nodes count="{len(rows.nodes)}">\n'
    ends = [attribute(node) for node in rows.nodes]
    values = _values(node_columns)
    for at, (id_, node) in enumerate(zip(ends, rows.nodes, strict=True)):
        row = rows.node(at)
        yield f"      <node id={id_} label={attribute(str(row.get('label', node)))}{_span(row)}>\n"
        yield values(row)
        yield f"        {_color(row)}\n"
        yield f'        <viz:position x="{row["x"]}" y="{row["y"]}" z="0.0"/>\n'
        yield f'        <viz:size value="{row["size"]}"/>\n'
        yield "      </node>\n"
    yield f'    </nodes>\n    <edges count="{len(rows.sources)}">\n'
    values = _values(edge_columns)
    ids: Counter[str] = Counter()
    edges = zip(rows.sources.tolist(), rows.targets.tolist(), kinds(rows), strict=True)
    for at, (source, target, (kind, row)) in enumerate(edges):
        id_ = attribute(numbered(ids, rows.key(at)))
        told = f'label={attribute(str(row.get("label", kind)))} weight="{float(row.get("weight", 1))}"'
        joined = f"source={ends[source]} target={ends[target]} kind={attribute(kind)}"
        yield f"      <edge id={id_} {joined} {told}{_span(row)}>\n"
        yield values(row)
        yield f"        {_color(row)}\n"
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _whole(rows: Rows) -> Attributes:
    """The first and the last day of all."""
    nodes = map(rows.node, range(len(rows.nodes)))
    told = chain(((row.get("start"), row.get("end")) for row in nodes), map(rows.days, range(len(rows.sources))))
    days = {day for days in told for day in days if day}
    return {"start": min(days), "end": max(days)} if days else {}


def _columns(found: Mapping[str, type], own: frozenset[str]) -> dict[str, type]:
    return {name: type_ for name, type_ in found.items() if name not in own}


def _span(row: Mapping[str, Any]) -> str:
    return "".join(f" {name}={attribute(str(row[name]))}" for name in ("start", "end") if name in row)


def _values(columns: Iterable[str]) -> Callable[[Mapping[str, Any]], str]:
    openings = {name: f"          <attvalue for={attribute(name)} value=" for name in columns}
    template = Template(openings, "/>\n", attribute, '"')

    def values(row: Mapping[str, Any]) -> str:
        told = template(row)
        return f"        <attvalues>\n{told}        </attvalues>\n" if told else ""

    return values


def _color(row: Mapping[str, Any]) -> str:
    return f'<viz:color r="{row["r"]}" g="{row["g"]}" b="{row["b"]}"/>'
