"""nodes.csv and edges.csv: headers for Neo4j, cells that no spreadsheet runs, the same network as the other formats."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from knowledge import CLAIRE, DENIS, HELIO, NOVA, knowledge
from ontograph.cli import main
from ontograph.exports import csvtables, paint
from ontograph.network import Network, to_events, to_networkx
from ontograph.rows import of_network
from test_formats import folder, hard

__all__ = ["folder"]

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
CASTS = {"int": int, "double": float, "string": str, "date": str, "boolean": lambda text: text == "true"}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def values(row: dict[str, str]) -> dict[str, object]:
    """A row as Neo4j reads it: names without their types, values of those types, no empty ones."""
    told = {}
    for head, cell in row.items():
        name, _, type_ = head.partition(":")
        if name and cell and type_ != "ID":
            told[name] = CASTS[type_ or "string"](cell)
    return told


def tables_of(network: Network) -> dict[str, bytes]:
    return {name: b"".join(content) for name, content in csvtables.files(of_network(network)).items()}


@pytest.mark.parametrize("view", [to_networkx, to_events])
def test_the_tables_are_the_network(view: object) -> None:
    drawn = paint.decorate(view(knowledge()))  # type: ignore[operator]
    tables = {name: rows(content) for name, content in tables_of(drawn).items()}
    nodes = {row["id:ID"]: row for row in tables["nodes.csv"]}
    assert list(nodes) == sorted(drawn)
    for node, row in nodes.items():
        assert values(row) == {k: v for k, v in drawn.nodes[node].items() if k not in ("r", "g", "b")}
    edges = [(row[":START_ID"], row[":END_ID"], row[":TYPE"]) for row in tables["edges.csv"]]
    assert edges == [(u, v, drawn.edges[u, v, k]["kind"]) for u, v, k in sorted(drawn.edges(keys=True))]
    assert len({row["id"] for row in tables["edges.csv"]}) == len(edges) > 10
    assert {end for edge in edges for end in edge[:2]} <= set(nodes)


def test_the_headers_are_those_of_neo4j() -> None:
    tables = tables_of(to_networkx(knowledge()))
    nodes, edges = (tables[name].decode().split("\r\n")[0].split(",") for name in ("nodes.csv", "edges.csv"))
    assert nodes[:2] == ["id:ID", ":LABEL"]
    assert edges[:4] == [":START_ID", ":END_ID", ":TYPE", "id"]
    assert {"community:int", "degree:int", "x:double", "label", "start:date"} <= set(nodes)
    assert {"amount:double", "weight:int", "quotes", "end:date"} <= set(edges)
    labels = {row["id:ID"]: row[":LABEL"] for row in rows(tables_of(to_events(knowledge()))["nodes.csv"])}
    assert (labels[CLAIRE], labels[NOVA]) == ("Person", "Organization;Company")
    assert labels["departure/claire-aubry-nova-ia-2024"] == "Fact;Departure"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")"),
        ("+33 1 23", "'+33 1 23"),
        ("-M-", "'-M-"),
        ("@OpenAI", "'@OpenAI"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", " =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("l'été,\nou \"non\"", "l'été, ou \"non\""),
        ("a\x00b", "a\ufffdb"),
    ],
)  # fmt: skip
def test_no_text_is_a_formula(text: str, cell: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("a", label=text, x=-1.5)
    row = rows(tables_of(network)["nodes.csv"])[0]
    assert row["label"] == cell
    assert row["x:double"] == "-1.5", "a number is none either"


@given(TEXT, TEXT)
def test_any_text_is_one_cell(text: str, id_: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node(id_, label=text)
    network.add_node(id_ + "b", label="b")
    network.add_edge(id_, id_ + "b", key=text, kind="Position", label=text)
    tables = {name: rows(content) for name, content in tables_of(network).items()}
    assert len(tables["nodes.csv"]) == 2
    (edge,) = tables["edges.csv"]
    assert [edge[":START_ID"], edge[":END_ID"]] == [row["id:ID"] for row in tables["nodes.csv"]]
    for row in (*tables["nodes.csv"], edge):
        assert None not in row
        assert not any(cell.startswith(("=", "+", "@", "-", "\t")) for k, cell in row.items() if ":d" not in k)


def test_hard_strings_stay_in_their_rows() -> None:
    tables = tables_of(to_networkx(hard()))
    for name, things in (("nodes.csv", hard().entities), ("edges.csv", None)):
        lines = tables[name].decode().rstrip("\r\n").split("\r\n")
        assert len(lines) == 1 + len(rows(tables[name]))
        assert things is None or len(lines) == 1 + len(things)


def test_export_writes_a_folder_or_a_zip(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "csv", "-o", "new/tables"]) == 0
    assert main(["export", "--format", "csv", "-o", "tables.zip"]) == 0
    expected = tables_of(to_networkx(knowledge()))
    assert {row["id:ID"] for row in rows(expected["nodes.csv"])} >= {CLAIRE, DENIS, HELIO}
    with zipfile.ZipFile("tables.zip") as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv"]
        for name in archive.namelist():
            assert archive.read(name) == (folder / "new" / "tables" / name).read_bytes()
            assert len(rows(archive.read(name))) == len(rows(expected[name]))
    for wrong in (["--format", "csv"], ["-o", "graph.csv"]):
        assert main(["export", *wrong]) == 2
        message = "csv is two tables, nodes.csv and edges.csv: -o FOLDER, or -o FILE.zip"
        assert message in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_build_writes_both_tables_and_says_when_they_are_left(
    folder: Path, blank: object, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "corpus").mkdir()
    text = (ROOT / "corpus" / "money-01.txt").read_text(encoding="utf-8")
    (folder / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    assert main(["build", "corpus", "-o", "out", "--format", "csv"]) == 0
    assert {"nodes.csv", "edges.csv"} <= {file.name for file in (folder / "out").iterdir()}
    capsys.readouterr()
    assert main(["build", "corpus", "-o", "out"]) == 0
    error = capsys.readouterr().err
    assert error.count("left as it was; --format csv writes it again too") == 2
