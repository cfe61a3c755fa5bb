"""The network files in other people's readers: networkx, igraph and graphology (what Gephi Lite uses) read the same.

`.ci/clients` installs graphology; where it is absent, its tests are skipped.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from conftest import ROOT
from knowledge import knowledge
from ontograph import query
from ontograph.exports import paint, registry
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.selection import View
from test_clients import node
from test_formats import hard

SCRIPT = ROOT / "tests" / "clients" / "network.mjs"
Row = dict[str, Any]
Nodes = dict[str, Row]
Edges = Counter[str]
READ_BY_NETWORKX = {"graphml": nx.read_graphml, "gexf": lambda file: nx.read_gexf(file, version="1.3")}


def frozen(source: str, target: str, attributes: Row) -> str:
    return json.dumps([source, target, plain(attributes)], sort_keys=True)


def in_networkx(file: Path, format_: str) -> tuple[Nodes, Edges]:
    read = READ_BY_NETWORKX[format_](file)
    assert read.is_directed()
    nodes = {name: dict(attributes) for name, attributes in read.nodes(data=True)}
    edges = [(source, target, dict(attributes)) for source, target, attributes in read.edges(data=True)]
    for attributes in (*nodes.values(), *(attributes for _, _, attributes in edges)):
        viz = attributes.pop("viz", {})
        attributes |= viz.get("position", {})
        attributes |= {"size": viz["size"]} if "size" in viz else {}
        attributes |= {"color": "rgb({r},{g},{b})".format(**viz["color"])} if "color" in viz else {}
    for _, _, attributes in edges:
        attributes.pop("id", None)
        if format_ == "gexf":
            attributes.pop("color", None)  # networkx reads that of nodes only
    return nodes, Counter(frozen(*edge) for edge in edges)


def in_igraph(file: Path, format_: str) -> tuple[Nodes, Edges]:
    if format_ != "graphml":
        pytest.skip("igraph reads no GEXF")
    read = igraph.Graph.Read_GraphML(str(file))
    assert read.is_directed()

    def told(attributes: Row) -> Row:
        """igraph writes "" and NaN where there is nothing, and has but one kind of number."""
        return {k: v for k, v in attributes.items() if k != "id" and v not in ("", None) and v == v}

    names = read.vs["id"] if read.vcount() else []
    nodes = {vertex["id"]: told(vertex.attributes()) for vertex in read.vs}
    edges = Counter(frozen(names[edge.source], names[edge.target], told(edge.attributes())) for edge in read.es)
    return nodes, edges


def in_graphology(file: Path, format_: str) -> tuple[Nodes, Edges]:
    program, _ = node(f"graphology-{format_}")
    done = subprocess.run(
        [program, SCRIPT, format_, file], capture_output=True, check=False, timeout=120, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    read = json.loads(done.stdout)
    assert (read["type"], read["multi"]) == ("directed", True)
    return dict(read["nodes"]), Counter(frozen(source, target, row) for _, source, target, row in read["edges"])


CLIENTS: dict[str, Callable[[Path, str], tuple[Nodes, Edges]]] = {
    "networkx": in_networkx,
    "igraph": in_igraph,
    "graphology": in_graphology,
}


def expected(client: str, format_: str, row: Row, is_node: bool) -> Row:
    """The attributes of a node or an edge as a client has them: the same, but for how it tells colours and numbers."""
    if client == "igraph":
        return {k: float(v) if isinstance(v, int) else v for k, v in row.items() if v != ""}
    if format_ == "graphml":
        return {k: v for k, v in row.items() if client != "graphology" or k not in ("r", "g", "b")}
    rest = {k: v for k, v in row.items() if k not in ("r", "g", "b", "color")}
    color = "rgb({r},{g},{b})".format(**row)
    if client == "networkx":
        return rest | ({"color": color, "z": 0.0} if is_node else {})
    return (
        {k: v for k, v in rest.items() if k not in ("start", "end")} | {"color": color} | ({"z": 0} if is_node else {})
    )


def check(client: str, format_: str, content: Content, folder: Path) -> int:
    """A file in the client is the network: each node and edge, with every attribute, typed."""
    file = folder / f"graph.{format_}"
    file.write_bytes(registry.exporter(format_)(content))
    drawn = paint.decorate(content.network)
    nodes, edges = CLIENTS[client](file, format_)
    told = {name: expected(client, format_, row, True) for name, row in drawn.nodes(data=True)}
    assert set(nodes) == set(told)
    for name, row in told.items():
        assert plain(nodes[name]) == plain(row)
    links = [(u, v, expected(client, format_, row, False)) for u, v, row in drawn.edges(data=True)]
    assert edges == Counter(frozen(u, v, row) for u, v, row in links)
    return len(links)


def plain(row: Row) -> Row:
    """Numbers of one kind, for JavaScript does not tell 2 from 2.0; the characters that XML can have."""
    return {key: _plain(value) for key, value in row.items()}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


CASES = [
    (client, format_)
    for client in CLIENTS
    for format_ in ("graphml", "gexf")
    if (client, format_) != ("igraph", "gexf")
]


@pytest.mark.parametrize("view", ["people-and-companies", "events"])
@pytest.mark.parametrize("source", [knowledge(), hard()], ids=["small", "hard"])
@pytest.mark.parametrize(("client", "format_"), CASES)
def test_a_client_reads_the_same_network(
    client: str, format_: str, source: Knowledge, view: str, tmp_path: Path
) -> None:
    assert check(client, format_, Content.of(source).seen(View.of(view)), tmp_path) > 10


@pytest.mark.slow
@pytest.mark.parametrize("view", ["people-and-companies", "events"])
@pytest.mark.parametrize(("client", "format_"), CASES)
def test_a_client_reads_the_network_of_the_corpus(
    client: str, format_: str, view: str, built: Path, tmp_path: Path
) -> None:
    content = Content.of_triples(query.triples(built)).seen(View.of(view))
    assert check(client, format_, content, tmp_path) > 100
