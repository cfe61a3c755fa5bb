"""GEXF 1.3: what its schema asks for, what Gephi's timeline needs, and what networkx reads back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import CLAIRE, DENIS, NOVA, knowledge
from ontograph import query
from ontograph.exports import gexf, paint
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.network import to_events, to_networkx
from test_formats import hard

GOLDEN = Path(__file__).parent / "golden"
GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
CHILDREN = {
    "gexf": (["meta", "graph"], {"version"}, set()),
    "meta": (["creator"], set(), {"lastmodifieddate"}),
    "creator": ([], set(), set()),
    "graph": (["attributes", "nodes", "edges"], set(), {"defaultedgetype", "idtype", "mode", "timeformat", "start",
                                                        "end", "timerepresentation", "timezone"}),
    "attributes": (["attribute"], {"class"}, {"mode"}),
    "attribute": (["default", "options"], {"id", "title", "type"}, set()),
    "nodes": (["node"], set(), {"count"}),
    "edges": (["edge"], set(), {"count"}),
    "node": (["attvalues", "spells", "viz:color", "viz:position", "viz:size"], {"id", "label"}, {"start", "end"}),
    "edge": (["attvalues", "spells", "viz:color", "viz:thickness"], {"id", "source", "target"},
             {"label", "kind", "weight", "type", "start", "end"}),
    "attvalues": (["attvalue"], set(), set()),
    "attvalue": ([], {"for", "value"}, set()),
    "viz:color": ([], {"r", "g", "b"}, {"a", "hex"}),
    "viz:position": ([], {"x", "y"}, {"z"}),
    "viz:size": ([], {"value"}, set()),
}  # fmt: skip
"""Of each element: its children in their order, attributes that it must have and may have (from gexf.xsd, dynamics.xsd
and the specification of viz)."""
VALUES = {
    "type": {"integer", "double", "string", "boolean"},
    "class": {"node", "edge"},
    "mode": {"static", "dynamic"},
    "timeformat": {"date"},
    "timerepresentation": {"interval"},
    "idtype": {"string"},
    "version": {"1.3"},
    "defaultedgetype": {"directed"},
}
CASTS = {"integer": int, "double": float, "string": str, "boolean": {"true": True, "false": False}.__getitem__}


def name(element: ElementTree.Element) -> str:
    return element.tag.replace(VIZ, "viz:").replace(GEXF, "")


def check(content: bytes) -> ElementTree.Element:
    """Everything that the schemas say of the elements used here."""
    root = ElementTree.fromstring(content)
    assert name(root) == "gexf"
    for element in root.iter():
        children, needed, allowed = CHILDREN[name(element)]
        order = [children.index(name(child)) for child in element]
        assert order == sorted(order), name(element)
        assert needed <= set(element.attrib) <= needed | allowed, name(element)
        for attribute, value in element.attrib.items():
            if name(element) != "edge":
                assert value in VALUES.get(attribute, {value})
            if attribute in ("start", "end"):
                assert date.fromisoformat(value).isoformat() == value
        if {"start", "end"} <= set(element.attrib):
            assert element.attrib["start"] <= element.attrib["end"]
    for class_, tag in (("node", "node"), ("edge", "edge")):
        found = root.findall(f"{GEXF}graph/{GEXF}attributes[@class='{class_}']/{GEXF}attribute")
        types = {attribute.attrib["id"]: attribute.attrib["type"] for attribute in found}
        elements = list(root.iter(GEXF + tag))
        ids = [element.attrib["id"] for element in elements]
        assert all(ids)
        assert len(set(ids)) == len(ids)
        assert root.find(f"{GEXF}graph/{GEXF}{tag}s").attrib["count"] == str(len(ids))  # type: ignore[union-attr]
        for element in elements:
            told = [value.attrib["for"] for value in element.iter(GEXF + "attvalue")]
            assert len(set(told)) == len(told)
            for value in element.iter(GEXF + "attvalue"):
                CASTS[types[value.attrib["for"]]](value.attrib["value"])
            color = element.find(VIZ + "color")
            assert color is not None
            assert all(0 <= int(part) <= 255 for part in color.attrib.values())
    return root


@pytest.mark.parametrize("source", [knowledge(), hard(), Knowledge((), (), ())], ids=["small", "hard", "empty"])
@pytest.mark.parametrize("view", [to_networkx, to_events])
def test_the_file_keeps_to_the_schema(source: Knowledge, view: object) -> None:
    check(gexf.dumps(view(source)))  # type: ignore[operator]


def test_the_golden_file() -> None:
    """After a change that is meant: `python tests/test_gexf.py` writes it again; read the diff."""
    assert settled() == (GOLDEN / "formats.gexf").read_bytes()


def settled() -> bytes:
    """The golden graph in GEXF without its positions, whose last digits depend on the processor."""
    content = gexf.dumps(Content.of_triples(query.triples(GOLDEN / "formats.ttl")).network)
    return re.sub(rb'<viz:position x="[-\d.]+" y="[-\d.]+"', b'<viz:position x="X" y="Y"', content)


@pytest.mark.parametrize("view", [to_networkx, to_events])
def test_networkx_reads_what_was_written(view: object) -> None:
    drawn = paint.decorate(view(knowledge()))  # type: ignore[operator]
    read = nx.read_gexf(BytesIO(gexf.dumps(drawn)), version="1.3")
    assert set(read) == set(drawn)
    for node, attributes in read.nodes(data=True):
        viz, expected = attributes.pop("viz"), dict(drawn.nodes[node])
        assert viz["position"] == {"x": expected.pop("x"), "y": expected.pop("y"), "z": 0.0}
        assert viz["size"] == expected.pop("size")
        assert (viz["color"]["r"], viz["color"]["g"], viz["color"]["b"]) == tuple(expected.pop(key) for key in "rgb")
        expected.pop("color")
        assert attributes == expected
    assert read.number_of_edges() == drawn.number_of_edges()
    for source, target, attributes in read.edges(data=True):
        key = str(attributes.pop("id")).removesuffix(" 2").removesuffix(" 3")
        expected = {k: v for k, v in drawn.edges[source, target, key].items() if k not in ("color", "r", "g", "b")}
        attributes.pop("viz", None)
        assert attributes == expected


def edge(root: ElementTree.Element, kind: str, source: str, target: str) -> ElementTree.Element:
    return next(
        found
        for found in root.iter(GEXF + "edge")
        if (found.get("kind"), found.get("source"), found.get("target")) == (kind, source, target)
    )


def test_the_timeline_shows_who_leaves() -> None:
    root = check(gexf.dumps(to_networkx(knowledge())))
    graph = root.find(GEXF + "graph")
    assert graph is not None
    assert (graph.get("start"), graph.get("end")) == ("2019-01-01", "2024-10-01")
    post, leaving = edge(root, "Position", CLAIRE, NOVA), edge(root, "Departure", CLAIRE, NOVA)
    assert post.get("end") == leaving.get("end") == "2024-05-31"
    assert post.get("start") is None
    assert leaving.get("start") == "2024-05-01"
    assert edge(root, "Position", DENIS, NOVA).get("end") is None


@pytest.mark.parametrize("view", [to_networkx, to_events])
def test_no_edge_outlives_its_nodes(view: object) -> None:
    root = check(gexf.dumps(view(knowledge())))  # type: ignore[operator]
    nodes = {node.get("id"): node for node in root.iter(GEXF + "node")}
    edges = list(root.iter(GEXF + "edge"))
    assert len(edges) > 10
    for found in edges:
        for end in (nodes[found.get("source")], nodes[found.get("target")]):
            assert (end.get("start") or "") <= (found.get("start") or "")
            assert (end.get("end") or "9") >= (found.get("end") or "9")


def test_parallel_edges_have_kinds_of_their_own() -> None:
    base = knowledge()
    position = next(f for f in base.facts if f.id == "position/denis-morel-nova-ia-ceo")
    more = replace(base, facts=(*base.facts, replace(position, id="position/denis-morel-nova-ia-chair")))
    edges = [
        (e.get("source"), e.get("target"), e.get("kind"))
        for e in check(gexf.dumps(to_networkx(more))).iter(GEXF + "edge")
    ]
    assert len(set(edges)) == len(edges)
    assert (DENIS, NOVA, "Position 2") in edges


@given(TEXT, TEXT)
def test_any_text_makes_xml_that_keeps_to_the_schema(text: str, id_: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a" + id_, label=text, flag=True, note=text)
    network.add_node("b")
    network.add_edge("a" + id_, "b", key="k" + id_, kind=text, number=1.5)
    root = check(gexf.dumps(network))
    clean = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert clean in [node.get("label") for node in root.iter(GEXF + "node")]


if __name__ == "__main__":
    (GOLDEN / "formats.gexf").write_bytes(settled())
