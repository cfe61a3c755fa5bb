"""How well facts merge: B-cubed, the cluster file, both measurements."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph.errors import DataError
from ontograph.evaluate import merging
from ontograph.graph import to_rdf
from ontograph.resolve import resolve
from readings import claim, reading

LEFT = {"person": "Denis Morel", "organization": "Sora"}
FIRST = {"type": "Departure", **LEFT, "date": "2019", "factuality": "certain", "evidence": "il a quitté Sora"}
SECOND = {**FIRST, "date": "2024-05"}

Gold = Callable[..., Path]


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    def write(clusters: str, **documents: list[dict[str, Any]]) -> Path:
        for name, facts in documents.items():
            content = {"doc": name, "published": "2024-06-01", "facts": facts}
            (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
        listed = "".join(f"  - {name}\n" for name in documents)
        (tmp_path / "clusters.yml").write_text(f"documents:\n{listed}clusters:\n{clusters}", encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    told = [
        reading("a", claim("Departure", **LEFT, date="2019"), claim("Departure", start=9, **LEFT, date="2024-05")),
        reading("b", claim("Departure", **LEFT, date="2024-05-17")),
    ]
    file = tmp_path / "graph.ttl"
    to_rdf(resolve(told)).serialize(file, format="turtle")
    return file


ONE = '  - fact: "Departure Denis Morel, Sora, 2024"\n    told: [a#1, b#0]\n'


def test_both_measurements(gold: Gold, graph: Path) -> None:
    folder = gold(ONE, a=[FIRST, SECOND], b=[SECOND])
    found = merging.evaluate(graph, folder, folder / "clusters.yml")
    for figures in (found.gold_in, found.end_to_end):
        row = figures["ALL"]
        assert (row.elements, row.precision, row.recall, row.pair_recall) == (3, 1.0, 1.0, 1.0)
    assert found.missed == 0
    assert found.errors == ()
    assert "0 gold facts are not in the graph" in found.table()


def test_what_the_clusters_hold_apart_and_what_was_not_read(gold: Gold, graph: Path) -> None:
    folder = gold("  []\n", a=[FIRST, SECOND], b=[SECOND, {**FIRST, "person": "Zoé Petit"}])
    found = merging.evaluate(graph, folder, folder / "clusters.yml")
    assert found.missed == 1
    assert found.end_to_end["ALL"].precision == pytest.approx(2 / 3)
    assert found.gold_in["ALL"].pair_precision == 0
    assert [line.split(":")[0] for line in found.errors] == ["MIXED gold in", "MIXED end to end"]


@pytest.mark.parametrize(
    ("clusters", "message"),
    [
        ('  - fact: "Departure X"\n    told: [a#7]\n', "a#7"),
        ('  - fact: "Departure X"\n    told: [c#0]\n', "c#0"),
        ('  - fact: "Lawsuit X"\n    told: [a#0]\n', "no Lawsuit"),
        ('  - fact: "Departure X"\n    told: [a#0, a#0]\n', "two clusters"),
        ("  - 7\n", "clusters.yml"),
    ],
)
def test_a_broken_cluster_file(gold: Gold, graph: Path, clusters: str, message: str) -> None:
    folder = gold(clusters, a=[FIRST], b=[])
    with pytest.raises(DataError, match=message):
        merging.evaluate(graph, folder, folder / "clusters.yml")


def test_the_example_of_the_paper() -> None:
    """Bagga and Baldwin: five, two and five, the two and one five merged."""
    truth = {("d", n): "a" if n < 5 else "b" if n < 7 else "c" for n in range(12)}
    found = {("d", n): "x" if n < 5 else "y" for n in range(12)}
    row = merging.b_cubed(truth, found)
    assert (round(row.precision, 2), row.recall) == (0.76, 1.0)


CLUSTERING = st.dictionaries(st.integers(0, 9).map(lambda n: ("d", n)), st.sampled_from("abc"), max_size=10)


@given(CLUSTERING, CLUSTERING)
def test_precision_is_recall_the_other_way_round(one: dict[Any, str], other: dict[Any, str]) -> None:
    there, back = merging.b_cubed(one, other), merging.b_cubed(other, one)
    assert (there.precision, there.pair_precision) == (back.recall, back.pair_recall)
    assert merging.b_cubed(one, one).f1 == 1.0


def test_the_clusters_of_the_corpus(root: Path, graph: Path) -> None:
    """The file fits the gold files, and merging the gold facts is as good as it was."""
    found = merging.evaluate(graph, root / "tests/gold", root / "tests/gold/fact-clusters.yml")
    assert found.gold_in["ALL"].f1 > 0.985
