"""Two tables in CSV (RFC 4180, UTF-8): `nodes.csv` and `edges.csv`, for spreadsheets and for Neo4j's importer.

The headers are those that `neo4j-admin database import` reads: `id:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, and
the type of each column that is no text. A cell of text that a spreadsheet would take for a formula gets an apostrophe
before it (`cells`), in both tables alike, so that ids still match; line breaks become spaces.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ontograph.exports.cells import harmless
from ontograph.exports.paint import paint
from ontograph.exports.xml import numbered, pieces, written
from ontograph.rows import Rows

NODES, EDGES = "nodes.csv", "edges.csv"

_TYPES = {bool: ":boolean", int: ":int", float: ":double", str: ""}
_DAYS = frozenset({"start", "end"})
_LEFT_OUT = frozenset({"r", "g", "b"})
"""Said by `color`."""
_BREAK = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def files(rows: Rows) -> dict[str, Iterator[bytes]]:
    """The tables by the names of their files, piece by piece."""
    painted = paint(rows)
    return {NODES: pieces(_nodes(painted)), EDGES: pieces(_edges(painted))}


def dumps(rows: Rows) -> bytes:
    """The tables in one ZIP file; not compressed, since compressed bytes are another program's choice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files(rows).items():
            entry = zipfile.ZipInfo(name)  # of 1980-01-01, so that the same graph gives the same bytes
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, b"".join(content))
    return buffer.getvalue()


def _labels(row: Mapping[str, Any]) -> str:
    """Neo4j's labels: "Person", "Organization;Company", "Fact;Departure"."""
    kind, subtype = str(row.get("kind", "Thing")), row.get("subtype")
    if "fact" in row:
        return f"Fact;{kind}"
    return f"{kind};{subtype}" if subtype else kind


def _nodes(rows: Rows) -> Iterator[str]:
    told = map(rows.node, range(len(rows.nodes)))
    lines = ((id_, _labels(row), row) for id_, row in zip(rows.nodes, told, strict=True))
    return _table(("id:ID", ":LABEL"), lines, rows.node_columns)


def _edges(rows: Rows) -> Iterator[str]:
    return _table((":START_ID", ":END_ID", ":TYPE", "id"), _edge_lines(rows), rows.edge_columns)


def _edge_lines(rows: Rows) -> Iterator[tuple[Any, ...]]:
    ids: Counter[str] = Counter()
    for at, (source, target) in enumerate(zip(rows.sources.tolist(), rows.targets.tolist(), strict=True)):
        row = rows.edge(at)
        id_ = numbered(ids, rows.key(at))
        yield rows.nodes[source], rows.nodes[target], str(row.get("kind", "edge")), id_, row


def _table(head: tuple[str, ...], lines: Iterable[tuple[Any, ...]], columns: Mapping[str, type]) -> Iterator[str]:
    """The lines below their header; the last item of each has its attributes."""
    types = {name: type_ for name, type_ in columns.items() if name not in _LEFT_OUT}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*head, *(name + (":date" if name in _DAYS else _TYPES[type_]) for name, type_ in types.items())])
    for *first, row in lines:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([*map(_cell, first), *(_cell(row.get(name)) for name in types)])
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    if not isinstance(value, str):
        return "" if value is None else written(value)
    return harmless(_CONTROL.sub("\ufffd", _BREAK.sub(" ", value)))
