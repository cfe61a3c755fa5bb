"""GraphML as Gephi, networkx and igraph read it.

Keys are lower case and typed; an edge's type is the XML attribute `label` on `<edge>`, so that Gephi keeps parallel
edges of different kinds apart (it would merge those of one type: a second one of the same kind between the same two
is "Departure 2"); colours, sizes and positions are those that Gephi understands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ontograph.exports import replace_file
from ontograph.exports.paint import paint
from ontograph.exports.xml import Template, attribute, kinds, numbered, pieces, text
from ontograph.model import Knowledge
from ontograph.network import Network
from ontograph.rows import Rows, of_knowledge, of_network

_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(source: Knowledge | Network, path: Path) -> None:
    """Write a GraphML file, whole or not at all; raises OSError."""
    replace_file(path, stream(_rows(source)))


def dumps(source: Knowledge | Network) -> bytes:
    """The network with its degrees, communities, colours, sizes and positions, as UTF-8 GraphML."""
    return b"".join(stream(_rows(source)))


def stream(rows: Rows) -> Iterator[bytes]:
    """The same of rows, piece by piece."""
    return pieces(_lines(paint(rows)))


def _rows(source: Knowledge | Network) -> Rows:
    return of_knowledge(source) if isinstance(source, Knowledge) else of_network(source)


def _lines(rows: Rows) -> Iterator[str]:
    yield _HEAD
    for prefix, for_, columns in (("n", "node", rows.node_columns), ("e", "edge", rows.edge_columns)):
        for name, class_ in columns.items():
            id_ = attribute(f"{prefix}_{name}")
            yield f'  <key id={id_} for="{for_}" attr.name={attribute(name)} attr.type="{_TYPES[class_]}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    ends = [attribute(node) for node in rows.nodes]
    data = _data("n", rows.node_columns)
    for at, id_ in enumerate(ends):
        yield f"    <node id={id_}>\n{data(rows.node(at))}    </node>\n"
    data = _data("e", rows.edge_columns)
    ids: Counter[str] = Counter()
    edges = zip(rows.sources.tolist(), rows.targets.tolist(), kinds(rows), strict=True)
    for at, (source, target, (kind, told)) in enumerate(edges):
        id_ = attribute(numbered(ids, rows.key(at)))
        yield f"    <edge id={id_} source={ends[source]} target={ends[target]} label={attribute(kind)}>\n"
        yield f"{data(told)}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(prefix: str, columns: Iterable[str]) -> Template:
    return Template({name: f"      <data key={attribute(f'{prefix}_{name}')}>" for name in columns}, "</data>\n", text)
