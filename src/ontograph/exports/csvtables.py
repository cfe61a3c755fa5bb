"""Two tables in CSV (RFC 4180, UTF-8): `nodes.csv` and `edges.csv`, for spreadsheets and for Neo4j's importer.

The headers are those that `neo4j-admin database import` reads: `id:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, and
the type of each column that is no text. A cell of text that a spreadsheet would take for a formula gets an apostrophe
before it (OWASP, "CSV Injection"), in both tables alike, so that ids still match; line breaks become spaces.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ontograph.exports.paint import decorate
from ontograph.exports.xml import columns, numbered, written
from ontograph.network import Network

NODES, EDGES = "nodes.csv", "edges.csv"

_TYPES = {bool: ":boolean", int: ":int", float: ":double", str: ""}
_DAYS = frozenset({"start", "end"})
_LEFT_OUT = frozenset({"r", "g", "b"})
"""Said by `color`."""
_FORMULA = re.compile("[=+\\-@\t＝＋－＠]")
_BREAK = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def files(network: Network) -> dict[str, bytes]:
    """The tables by the names of their files."""
    painted = decorate(network)
    nodes = {node: painted.nodes[node] for node in sorted(painted)}
    edges = {edge: painted.edges[edge] for edge in sorted(painted.edges(keys=True))}
    node_rows = [(node, _labels(row), row) for node, row in nodes.items()]
    ids: Counter[str] = Counter()
    edge_rows = [
        (source, target, str(row.get("kind", "edge")), numbered(ids, str(key), str(key)), row)
        for (source, target, key), row in edges.items()
    ]
    return {
        NODES: _table(("id:ID", ":LABEL"), node_rows, nodes.values()),
        EDGES: _table((":START_ID", ":END_ID", ":TYPE", "id"), edge_rows, edges.values()),
    }


def dumps(network: Network) -> bytes:
    """The tables in one ZIP file; not compressed, since compressed bytes are another program's choice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files(network).items():
            entry = zipfile.ZipInfo(name)  # of 1980-01-01, so that the same graph gives the same bytes
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _labels(row: Mapping[str, Any]) -> str:
    """Neo4j's labels: "Person", "Organization;Company", "Fact;Departure"."""
    kind, subtype = str(row.get("kind", "Thing")), row.get("subtype")
    if "fact" in row:
        return f"Fact;{kind}"
    return f"{kind};{subtype}" if subtype else kind


def _table(head: tuple[str, ...], rows: Iterable[tuple[Any, ...]], attributes: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows below their header; the last item of each has its attributes."""
    types = {name: type_ for name, type_ in columns(attributes).items() if name not in _LEFT_OUT}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*head, *(name + (":date" if name in _DAYS else _TYPES[type_]) for name, type_ in types.items())])
    for *first, row in rows:
        cells = [row.get(name) for name in types]
        writer.writerow([*map(_cell, first), *map(_cell, cells)])
    return buffer.getvalue().encode()


def _cell(value: Any) -> str:
    if not isinstance(value, str):
        return "" if value is None else written(value)
    text = _CONTROL.sub("\ufffd", _BREAK.sub(" ", value))
    return f"'{text}" if _FORMULA.match(text) else text
