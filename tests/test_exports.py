from __future__ import annotations

import math
import os
import random
import re
import statistics
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

from knowledge import ARPEGE, CLAIRE, DENIS, HELIO, NOVA, SORA, knowledge
from ontograph import layout
from ontograph.communities import communities
from ontograph.exports import graphml, paint, turtle
from ontograph.graph import to_rdf
from ontograph.model import Argument, Document, Knowledge
from ontograph.network import pairs, to_events, to_networkx
from ontograph.vocabulary import vocabulary

GOLDEN = Path(__file__).parent / "golden"
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def shuffled(base: Knowledge, seed: int) -> Knowledge:
    mix = random.Random(seed)
    parts = [list(base.documents), list(base.entities), list(base.facts)]
    for part in parts:
        mix.shuffle(part)
    return Knowledge(*(tuple(part) for part in parts))  # type: ignore[arg-type]


# --- Turtle


def test_turtle_is_the_golden_file() -> None:
    """After a change that is meant: `python tests/test_exports.py` writes it again; read the diff."""
    expected = (GOLDEN / "knowledge.ttl").read_text(encoding="utf-8")
    assert turtle.dumps(knowledge()).decode() == expected.replace("VERSION", version("ontograph-press"))


def test_turtle_says_what_the_graph_says() -> None:
    graph = to_rdf(knowledge())
    assert isomorphic(Graph().parse(data=turtle.dumps(graph), format="turtle"), graph)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_files_do_not_depend_on_the_order_of_the_knowledge(seed: int) -> None:
    assert turtle.dumps(shuffled(knowledge(), seed)) == turtle.dumps(knowledge())
    assert graphml.dumps(shuffled(knowledge(), seed)) == graphml.dumps(knowledge())


def test_files_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib\nimport networkx as nx\nfrom knowledge import knowledge\n"
        "from ontograph import layout\nfrom ontograph.exports import graphml, turtle\n"
        "import numpy as np\n"
        "links = [sorted(link) for link in nx.barabasi_albert_graph(150, 1, seed=1).edges()]\n"
        "drawn = layout._draw(np.arange(150), np.unique(links, axis=0))\n"  # before rounding hides a difference
        "places = str([part.tolist() for part in drawn]).encode()\n"
        "files = turtle.dumps(knowledge()), graphml.dumps(knowledge()), places\n"
        "print(*(hashlib.sha256(file).hexdigest() for file in files))"
    )

    def digests(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout

    assert digests("1") == digests("2")


@given(TEXT)
def test_any_text_comes_back_from_turtle(text: str) -> None:
    document = Document("document/a", text, "0" * 64, None, text, None, None, ())
    triples = list(ox.parse(turtle.dumps(Knowledge((document,), (), ())), format=ox.RdfFormat.TURTLE))
    assert text in [t.object.value for t in triples if t.predicate.value.endswith("#path")]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "new" / "graph.ttl"
    turtle.write(knowledge(), file)
    before = file.read_bytes()
    broken = replace(knowledge().facts[0], type="Unheard")
    with pytest.raises(Exception, match="Unheard"):
        turtle.write(Knowledge((), (), (broken,)), file)
    assert file.read_bytes() == before
    assert [f.name for f in file.parent.iterdir()] == ["graph.ttl"]


# --- the network


def test_facts_become_edges_between_their_actors() -> None:
    network = to_networkx(knowledge())
    found = {(u, v, data["kind"], data["role"]) for u, v, data in network.edges(data=True)}
    assert found == {
        (CLAIRE, NOVA, "Departure", "organization"),
        (CLAIRE, HELIO, "Departure", "destination"),
        (CLAIRE, NOVA, "Position", "organization"),
        (CLAIRE, HELIO, "Appointment", "organization"),
        (DENIS, NOVA, "Position", "organization"),
        (DENIS, NOVA, "Founding", "organization"),
        (DENIS, NOVA, "LeaveOfAbsence", "organization"),
        (ARPEGE, NOVA, "FundingRound", "organization"),
        (ARPEGE, NOVA, "Investment", "organization"),
        (HELIO, SORA, "Acquisition", "target"),
        (NOVA, HELIO, "Lawsuit", "defendant"),
        (NOVA, SORA, "Partnership", "party"),
        (ARPEGE, HELIO, "Partnership", "party"),
        (ARPEGE, SORA, "Partnership", "party"),
        (HELIO, SORA, "Partnership", "party"),
    }
    assert network.number_of_edges() == len(found)
    assert set(network) == {entity.id for entity in knowledge().entities}


def test_an_edge_carries_what_the_documents_say() -> None:
    edge = to_networkx(knowledge()).edges[CLAIRE, NOVA, "departure/claire-aubry-nova-ia-2024"]
    assert edge == {
        "label": "Départ, directeur technique, 2024-05",
        "kind": "Departure",
        "role": "organization",
        "factuality": "certain",
        "weight": 2,
        "date": "2024-05",
        "role_class": "CTO",
        "title": "directrice technique",
        "quotes": "Claire Aubry quitte Nova IA pour Helio | Nova IA a limogé Claire Aubry en juin 2024",
        "documents": "presse/a.txt | presse/b.txt",
        "sentence": "Claire Aubry quitte Nova IA pour Helio (mai 2024).",
        "fact": "departure/claire-aubry-nova-ia-2024",
        "start": "2024-05-01",
        "end": "2024-05-31",
    }


def test_nothing_is_linked_to_itself_or_twice_by_one_fact() -> None:
    departure = next(f for f in knowledge().facts if f.type == "Departure")
    arguments = (Argument("person", (CLAIRE,)), Argument("organization", (NOVA,)), Argument("destination", (NOVA,)))
    assert len(list(pairs(replace(departure, arguments=arguments), vocabulary()))) == 1
    lawsuit = replace(
        departure, type="Lawsuit", arguments=(Argument("plaintiff", (NOVA,)), Argument("defendant", (NOVA,)))
    )
    assert list(pairs(lawsuit, vocabulary())) == []


# --- GraphML


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.graphml"
    graphml.write(knowledge(), path)
    return path


def test_networkx_reads_what_was_written(file: Path) -> None:
    read, drawn = nx.read_graphml(file), paint.decorate(to_networkx(knowledge()))
    assert dict(read.nodes(data=True)) == dict(drawn.nodes(data=True))
    as_written = {(u, v, data["fact"], data["role"]): data for u, v, data in drawn.edges(data=True)}
    assert {(u, v, data["fact"], data["role"]): data for u, v, data in read.edges(data=True)} == as_written
    assert read.number_of_edges() == drawn.number_of_edges()


def test_igraph_reads_what_was_written(file: Path) -> None:
    network, read = to_networkx(knowledge()), igraph.Graph.Read_GraphML(str(file))
    assert (read.vcount(), read.ecount()) == (network.number_of_nodes(), network.number_of_edges())
    assert read.is_directed()
    assert sorted(read.vs["label"]) == sorted(entity.name for entity in knowledge().entities)
    assert sorted(read.es["weight"]) == sorted(float(w) for _, _, w in network.edges(data="weight"))


def test_graphml_keeps_to_what_gephi_reads(file: Path) -> None:
    root = ElementTree.parse(file).getroot()
    for key in root.iter(NAMESPACE + "key"):
        assert key.get("for") in {"node", "edge"}
        assert re.fullmatch(r"[a-z][a-z_]*", key.get("attr.name", ""))
        assert key.get("attr.type") in {"string", "int", "double", "boolean"}
    assert not list(root.iter(NAMESPACE + "desc"))
    ids = [element.get("id") for tag in ("node", "edge") for element in root.iter(NAMESPACE + tag)]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert all(data.text for data in root.iter(NAMESPACE + "data"))
    edges = [(e.get("source"), e.get("target"), e.get("label")) for e in root.iter(NAMESPACE + "edge")]
    assert len(set(edges)) == len(edges), "Gephi would merge parallel edges of one type"


def test_two_facts_of_a_kind_between_the_same_two_stay_two_edges() -> None:
    position = next(f for f in knowledge().facts if f.id == "position/denis-morel-nova-ia-ceo")
    base = knowledge()
    more = replace(base, facts=(*base.facts, replace(position, id="position/denis-morel-nova-ia-chair")))
    root = ElementTree.fromstring(graphml.dumps(more))
    labels = [
        e.get("label") for e in root.iter(NAMESPACE + "edge") if (e.get("source"), e.get("target")) == (DENIS, NOVA)
    ]
    assert sorted(labels) == ["Founding", "LeaveOfAbsence", "Position", "Position 2"]


def test_every_class_of_facts_has_a_colour() -> None:
    terms = vocabulary()
    assert set(terms.fact_classes) == set(paint.EDGE_COLORS)


def test_nodes_carry_their_degree_and_community() -> None:
    drawn = paint.decorate(to_networkx(knowledge()))
    assert {node: data["degree"] for node, data in drawn.nodes(data=True)} == dict(drawn.degree())
    groups = {node: data["community"] for node, data in drawn.nodes(data=True)}
    assert groups == communities(to_networkx(knowledge()))
    assert groups[CLAIRE] == groups[NOVA] == groups[DENIS] != groups[HELIO] == groups[SORA]


@pytest.mark.parametrize("limit", [20_000, 3], ids=["networkx", "arrays"])
def test_communities_are_those_who_are_linked_among_themselves(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontograph.communities._LOUVAIN_LIMIT", limit)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    small, large = "xyz", "abcd"
    network.add_nodes_from([*small, *large, "k", "l"])
    for group in (small, large):
        network.add_edges_from((u, v) for u in group for v in group if u < v)
    network.add_edge("a", "x")
    network.add_edges_from([("k", "a"), ("k", "b"), ("k", "c")], factuality="negated")
    found = communities(network)
    assert found == {**dict.fromkeys(large, 0), **dict.fromkeys(small, 1), "k": 2, "l": 3}
    mixed: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    mixed.add_nodes_from(reversed(list(network)))
    mixed.add_edges_from(reversed([(v, u, data) for u, v, data in network.edges(data=True)]))
    assert communities(mixed) == found


def test_parts_of_one_shape_are_drawn_alike_and_by_any_number_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is computed at once, and what was drawn before, changes no bit."""
    links = np.array(list(nx.barabasi_albert_graph(200, 2, seed=1).edges()), np.int64)
    first = layout._drawn.__wrapped__(200, links.tobytes())
    monkeypatch.setattr(layout, "_ROWS", 200)
    again = layout._drawn.__wrapped__(200, links.tobytes())
    assert [part.tobytes() for part in first] == [part.tobytes() for part in again]
    part, points = layout._draw(np.arange(200) * 3 + 7, links * 3 + 7)
    assert (part == first[0] * 3 + 7).all()
    assert points.tobytes() == first[1].tobytes()


def test_communities_of_large_networks_are_as_good_as_those_of_networkx(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = random.Random(2)
    links = [(u, min(u // 50 * 50 + mixed.randrange(50), 1999)) for u in range(2000) for _ in range(3)]
    links += [(mixed.randrange(2000), mixed.randrange(2000)) for _ in range(2000)]
    network: nx.Graph[str] = nx.Graph([(f"n{u:04}", f"n{v:04}") for u, v in links if u != v])

    def modularity() -> float:
        parts: dict[int, set[str]] = {}
        for node, group in communities(network).items():
            parts.setdefault(group, set()).add(node)
        return float(nx.community.modularity(network, parts.values()))

    monkeypatch.setattr("ontograph.communities._LOUVAIN_LIMIT", len(links))
    expected = modularity()
    monkeypatch.setattr("ontograph.communities._LOUVAIN_LIMIT", 0)
    assert modularity() > expected - 0.02
    assert expected > 0.6


def test_the_view_of_events_loses_no_fact() -> None:
    network = to_events(knowledge())
    assert set(network) == {thing.id for thing in (*knowledge().entities, *knowledge().facts)}
    ends = {
        (target, data["kind"])
        for _, target, data in network.out_edges("departure/claire-aubry-nova-ia-2024", data=True)
    }
    assert ends == {(CLAIRE, "person"), (NOVA, "organization"), (HELIO, "destination")}
    (valued,) = network.out_edges("valuation/helio-10-billion", data=True)
    assert valued[1:] == (
        HELIO,
        {"label": vocabulary().label("organization"), "kind": "organization", "fact_kind": "Valuation",
         "factuality": "certain", "weight": 1, "fact": "valuation/helio-10-billion"},
    )  # fmt: skip
    assert network.nodes["valuation/helio-10-billion"]["amount"] == 1e10
    read = nx.parse_graphml(graphml.dumps(network).decode())
    assert (len(read), read.number_of_edges()) == (len(network), network.number_of_edges())


def test_a_denied_fact_is_pale() -> None:
    drawn = paint.decorate(to_networkx(knowledge()))
    assert drawn.edges[NOVA, SORA, "partnership/nova-ia-sora"]["color"] == paint.NEGATED_COLOR


@given(TEXT, TEXT)
def test_any_text_makes_xml_that_parses(text: str, id_: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a" + id_, label=text, flag=True)
    network.add_node("b")
    network.add_edge("a" + id_, "b", key="k" + id_, kind=text, number=1.5)
    root = ElementTree.fromstring(graphml.dumps(network))
    clean = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert clean in [data.text or "" for data in root.iter(NAMESPACE + "data")]
    node, edge = next(root.iter(NAMESPACE + "node")), next(root.iter(NAMESPACE + "edge"))
    assert node.get("id") == edge.get("source")


def test_an_empty_graph_is_a_file_too(tmp_path: Path) -> None:
    graphml.write(Knowledge((), (), ()), tmp_path / "empty.graphml")
    assert nx.read_graphml(tmp_path / "empty.graphml").number_of_nodes() == 0


# --- layout


def positions(network: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """x and y of each node."""
    nodes = sorted(network)
    ends = np.array([(nodes.index(u), nodes.index(v)) for u, v in network.edges()], np.int64).reshape(-1, 2)
    points = layout.places(len(nodes), ends[:, 0], ends[:, 1])
    return {node: (x, y) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=40))
def test_no_two_nodes_lie_on_each_other(edges: list[tuple[int, int]]) -> None:
    network: nx.Graph[str] = nx.Graph([(f"n{u}", f"n{v}") for u, v in edges])
    places = positions(network)
    assert set(places) == set(network)
    assert len(set(places.values())) == len(places)
    again: nx.Graph[str] = nx.Graph([(f"n{v}", f"n{u}") for u, v in reversed(edges)])
    assert positions(again) == places


def test_in_a_large_network_linked_nodes_lie_together_and_none_on_another() -> None:
    groups = {f"n{i:04}": i // 40 for i in range(2000)}
    nodes = sorted(groups)
    mixed = random.Random(1)
    links = [(u, mixed.choice(nodes[groups[u] * 40 : groups[u] * 40 + 40])) for u in nodes for _ in range(3)]
    links += [(mixed.choice(nodes), mixed.choice(nodes)) for _ in range(300)]
    network: nx.Graph[str] = nx.Graph(links)
    assert len(max(nx.connected_components(network), key=len)) > layout._SPRING_LIMIT
    places = positions(network)
    assert positions(nx.Graph([(v, u) for u, v in reversed(links)])) == places

    def mean(pairs: list[tuple[str, str]]) -> float:
        return statistics.fmean(math.dist(places[u], places[v]) for u, v in pairs)

    anybody = [(mixed.choice(nodes), mixed.choice(nodes)) for _ in range(2000)]
    assert mean(links) < mean(anybody) / 4, "a radial tree: two thirds; springs: a half"
    points = np.array(list(places.values()))
    gaps = [np.partition(np.hypot(*(points - point).T), 1)[1] for point in points]
    assert min(gaps) > layout.SPACING / 20
    assert np.quantile(gaps, 0.3) > layout.SPACING / 2


@pytest.mark.parametrize("shape", ["star", "path", "tree"])
def test_large_networks_of_odd_shapes_are_drawn(shape: str) -> None:
    parents = {"star": lambda i: 0, "path": lambda i: i - 1, "tree": lambda i: i // 3}[shape]
    network: nx.Graph[str] = nx.Graph([(f"n{i}", f"n{parents(i)}") for i in range(1, 1500)])
    assert len(set(positions(network).values())) == 1500


if __name__ == "__main__":
    current = turtle.dumps(knowledge()).decode()
    written = current.replace(f'softwareVersion "{version("ontograph-press")}"', 'softwareVersion "VERSION"')
    (GOLDEN / "knowledge.ttl").write_text(written, encoding="utf-8")
