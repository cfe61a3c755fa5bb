"""Figures against gold annotations: right where counted by hand, and the same as the reference measure's."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SHARED
from knowledge import TEXTS
from ontograph.cli import main
from ontograph.errors import CorpusError, DataError, GraphError
from ontograph.evaluate import Report, evaluate
from ontograph.evaluate.items import expand, normalise, same_amount, same_attribute, same_entity
from ontograph.exports import turtle
from ontograph.model import Reading
from ontograph.resolve import resolve
from ontograph.vocabulary import ID
from readings import reading

Write = Callable[[str, str | bytes], Path]

DEPARTURE = {
    "type": "Departure",
    "person": "Claire Aubry",
    "organization": "Nova IA",
    "destination": "Helio",
    "kind": "resignation",
    "factuality": "certain",
    "evidence": "Claire Aubry quitte Nova IA",
}
SCORE = SHARED / "eval" / "score.py"


def gold(write: Write, document: str, facts: list[dict[str, Any]], **more: Any) -> Path:
    content = {"doc": document, "published": None, "facts": facts, "optional_facts": [], **more}
    return write(f"gold/{document}.json", json.dumps(content)).parent


def of(report: Report, type_: str) -> tuple[int, int, int]:
    tally = report.tallies[type_]
    return tally.right, tally.wrong, tally.missed


def test_a_fact_that_is_owed_and_found(write: Write, small: Path) -> None:
    report = evaluate(small, gold(write, "a", [DEPARTURE]))
    assert of(report, "Departure") == (1, 0, 0)
    assert report.attributes["destination"] == {True: 1}
    assert report.attributes["factuality"] == {True: 1}
    assert report.rules["departure.test"].right == 1


def test_a_fact_that_is_missed_and_one_that_is_wrong(write: Write, small: Path) -> None:
    report = evaluate(small, gold(write, "a", [{**DEPARTURE, "person": "Denis Morel"}]))
    assert of(report, "Departure") == (0, 1, 1)
    assert any(line.startswith("MISSED a: Departure(Denis Morel, Nova IA)") for line in report.errors)
    assert any(line.startswith("WRONG  a: Departure(claire aubry, nova ia)") for line in report.errors)


def test_an_optional_fact_is_neither_owed_nor_wrong(write: Write, small: Path) -> None:
    assert of(evaluate(small, gold(write, "a", [], optional_facts=[DEPARTURE])), "Departure") == (0, 0, 0)


def test_a_fact_told_twice_is_owed_once(write: Write, small: Path) -> None:
    assert of(evaluate(small, gold(write, "a", [DEPARTURE, dict(DEPARTURE)])), "Departure") == (1, 0, 0)


def test_wrong_attributes_are_listed(write: Write, small: Path) -> None:
    report = evaluate(small, gold(write, "a", [{**DEPARTURE, "destination": "Sora", "factuality": "negated"}]))
    assert report.attributes["destination"] == {False: 1}
    assert "ATTR   a: factuality is 'certain', gold 'negated'" in "\n".join(report.errors)


def test_entities(write: Write, small: Path) -> None:
    entities = [
        {"name": "Claire Aubry", "kind": "Person"},
        {"name": "Helio", "kind": "Organization", "media": True},
        {"name": "Nova IA", "kind": "Product"},
        {"name": "Zénith", "kind": "Organization"},
    ]
    report = evaluate(small, gold(write, "a", [], entities=entities))
    assert of(report, "Person") == (1, 1, 0)  # Denis Morel is not in this gold
    assert of(report, "Organization") == (0, 2, 1)  # Nova IA, Arpège Capital; Zénith


def test_entities_that_are_several_nodes_and_nodes_that_are_several_entities(write: Write, tmp_path: Path) -> None:
    def article(name: str, *people: str) -> Reading:
        return reading(name, people=people, organizations=["Nova IA"])

    turtle.write(
        resolve([article("a", "Jean Dupont", "Ida Roux"), article("b", "J. P. Dupont", "Ida Roux"), article("c")]),
        tmp_path / "graph" / "graph.ttl",
    )
    nova = {"name": "Nova", "kind": "Organization", "surfaces": [{"form": "Nova IA", "kind": "name"}]}
    roux = {"name": "Ida Roux", "kind": "Person", "surfaces": [{"form": "la patronne", "kind": "description"}]}
    dupont = {"name": "Jean Dupont", "kind": "Person", "surfaces": [{"form": "J. P. Dupont", "kind": "name"}]}
    gold(write, "a", [], entities=[dupont, roux, {**nova, "name": "Nova IA"}])
    folder = gold(write, "b", [], entities=[dupont, roux, nova])
    report = evaluate(tmp_path / "graph", folder)
    assert report.identity is not None
    told_apart = ", ".join(f"{ID}person/{name}" for name in ("j-p-dupont", "jean-dupont"))
    assert report.identity.split == [f"SPLIT  Person jean dupont: {told_apart}"]
    assert report.identity.merged == [f"MERGED {ID}organization/nova-ia: nova, nova ia"]
    assert report.figures()["identity"] == {"entities": 4, "split": 1, "merged": 1}
    assert "4 entities, 1 as several nodes, 1 nodes of several names" in report.table()


def test_quotes_are_held_against_the_texts(write: Write, small: Path, tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        write(f"texts/{name}.txt", text)
    folder = gold(write, "a", [DEPARTURE])
    report = evaluate(small, folder, tmp_path / "texts")
    assert report.grounding is not None
    assert report.grounding[False] == 0
    write("texts/b.txt", "é" + TEXTS["b"])
    shifted = evaluate(small, folder, tmp_path / "texts").grounding
    assert shifted is not None
    assert shifted[False] > 0
    assert shifted.total() == report.grounding.total()


def test_the_tables_hold_every_figure(write: Write, small: Path) -> None:
    report = evaluate(small, gold(write, "a", [DEPARTURE]))
    assert "Departure            1     1   1.000   1.000   1.000" in report.table()
    assert "destination   accuracy 1.000 over 1 matched facts" in report.table()
    assert any(line.split() == ["departure.test", "1", "0", "1.000"] for line in report.rule_table().splitlines())


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'{"facts": 3}', b'{"facts": [{"person": "x"}]}', b'{"facts": [{"type": "Departure", "person": 3}]}',
     b'{"facts": [{"type": "Invstment"}]}', b"\xff\xfe", b'{"facts": [], "entities": [{"name": 1}]}',
     b'{"facts": [{"type": "Valuation", "organization": "x", "amount": {"value": "much"}}]}'],
)  # fmt: skip
def test_broken_gold_is_named(write: Write, small: Path, content: bytes) -> None:
    file = write("gold/a.json", content)
    with pytest.raises(DataError, match=r"a\.json: ") as caught:
        evaluate(small, file.parent)
    assert "\n" not in str(caught.value)


def test_what_is_missing_is_named(write: Write, small: Path, tmp_path: Path) -> None:
    folder = gold(write, "a", [])
    with pytest.raises(DataError, match="no such folder of gold files"):
        evaluate(small, tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"no gold files \(\*\.json\)"):
        evaluate(small, small)
    with pytest.raises(GraphError, match="no graph here"):
        evaluate(tmp_path, folder)
    with pytest.raises(CorpusError, match="no such file or folder"):
        evaluate(small, folder, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("gold_name", "name", "same"),
    [
        ("Société Générale", "societe generale", True),
        ("Le Monde", "Monde", True),
        ("Mistral", "Mistral AI", True),
        ("Mistral AI", "Mistral Robotics", False),
        ("Brockman", "Greg Brockman", True),
        ("Li", "Fei-Fei Li", False),
        ("Fei-Fei Li", "Li", False),
        ("Scott Gray", "Scott M. Gray", True),
        ("Greg Brockman", "Anna Brockman", False),
        ("Alphabet Inc.", "Alphabet", True),
    ],
)
def test_names(gold_name: str, name: str, same: bool) -> None:
    assert same_entity(gold_name, frozenset([normalise(name)])) is same


def test_attributes() -> None:
    assert same_attribute("date", "2024-05", "2024-05-17")
    assert same_attribute("date", "2024-05-17", "2024")
    assert not same_attribute("date", "2024-05", "2024-06")
    assert same_attribute("stake", 49, "49.3")
    assert not same_attribute("stake", 49, None)
    assert not same_attribute("stake", "la moitié", "50")
    assert same_amount((6.6e9, "USD"), (6.6e9, ""))
    assert not same_amount((6.6e9, "USD"), (6.6e9, "EUR"))
    assert not same_amount((6.6e9, "USD"), (6.5e9, "USD"))


def test_facts_expand_to_one_filler_a_role() -> None:
    suit = {"plaintiff": ["A", "B"], "defendant": ["C"]}
    assert expand("Lawsuit", suit.__getitem__) == [("A", "C"), ("B", "C")]
    assert expand("Partnership", {"party": ["A", "B", "C"]}.__getitem__) == [("A", "B"), ("A", "C"), ("B", "C")]
    assert expand("FundingRound", {"organization": ["A"], "amount": []}.__getitem__) == [("A", None)]
    assert expand("Valuation", {"organization": ["A"], "amount": []}.__getitem__) == []


@given(st.text())
def test_normalising_twice_changes_nothing_that_matters(name: str) -> None:
    assert same_entity(name, frozenset([normalise(name)]))


def reference(graph: Path, folder: Path, *more: str) -> Any:
    command = [sys.executable, str(SCORE), str(graph / "graph.ttl"), str(folder), "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def figures(report: Report) -> Any:
    return json.loads(json.dumps(report.figures()))


def shared(report: Report) -> Any:
    """The figures that the reference measure knows: it compares no identities across documents."""
    return {name: figure for name, figure in figures(report).items() if name != "identity"}


@pytest.mark.skipif(not SCORE.is_file(), reason="the reference measure is not here")
def test_the_reference_measure_agrees_on_a_small_graph(write: Write, small: Path, tmp_path: Path) -> None:
    """With what is right, wrong, missed, optional, doubled and misattributed, in all types."""
    usd = {"value": 500e6, "currency": "USD"}
    facts = [
        DEPARTURE,
        {**DEPARTURE, "kind": "dismissal", "factuality": "possible", "date": "2024"},
        {"type": "FundingRound", "organization": "Nova", "amount": usd, "valuation": {"value": 4e9, "currency": None},
         "investors": ["Arpège Capital"], "factuality": "certain"},
        {"type": "Investment", "investor": "Arpège", "organization": "Nova IA", "stake": 12.4, "factuality": "certain"},
        {"type": "Founding", "founder": ["Denis Morel", "X Y"], "organization": "Nova IA", "date": "2019"},
        {"type": "Partnership", "parties": ["Helio", "Sora", "Zénith"], "factuality": "certain"},
        {"type": "Valuation", "organization": "Nova IA", "amount": usd, "factuality": "certain"},
    ]  # fmt: skip
    entities = [{"name": n, "kind": k} for n, k in (("Aubry", "Person"), ("Nova IA", "Organization"), ("Z", "Person"))]
    for name, text in TEXTS.items():
        write(f"texts/{name}.txt", text if name != "c" else text + text)
        optional = copy.deepcopy(facts[2:4]) if name == "b" else []
        folder = gold(write, name, facts if name != "b" else facts[:2], optional_facts=optional, entities=entities)
    texts = tmp_path / "texts"
    assert shared(evaluate(small, folder, texts)) == reference(small, folder, "--corpus", str(texts))
    assert shared(evaluate(small, folder)) == reference(small, folder)


@pytest.mark.slow
@pytest.mark.skipif(not SCORE.is_file(), reason="the reference measure is not here")
def test_the_reference_measure_agrees_on_the_corpus(built: Path, root: Path) -> None:
    ours = evaluate(built, root / "tests/gold", root / "corpus")
    assert shared(ours) == reference(built, root / "tests/gold", "--corpus", str(root / "corpus"))


@pytest.mark.slow
def test_the_corpus_is_read_well(built: Path, root: Path) -> None:
    """A floor, well under what is measured: it falls when something breaks, not when a figure moves."""
    found = figures(evaluate(built, root / "tests/gold", root / "corpus"))
    assert found["grounding"]["accuracy"] == 1.0
    assert found["all"]["p"] > 0.6
    assert found["all"]["f1"] > 0.35
    assert found["entities"]["Person"]["f1"] > 0.8


PAIR = """
pairs:
- {id: one, class: spelling, same: true, kind: Organization, why: a space, one: {name: OpenAI}, other: {name: Open AI}}
- {id: two, class: spelling, same: true, held_out: true, kind: Person, why: no hope,
   one: {name: Ida Roux}, other: {name: Paul Cormier}}
- {id: three, class: namesake, same: false, kind: Person, why: nothing told, one: {name: Ida Roux},
   other: {name: Ida Roux, posts: [{role: CEO, at: Nova}], founders: [Tom Ricard], founded: '2020', called: [Roux]}}
"""


def test_pairs_of_names(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    file = write("pairs.yml", PAIR)
    assert main(["evaluate", "--entity-pairs", str(file), "--errors"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "MISSED two: Ida Roux / Paul Cormier: no hope",
        "WRONG three: Ida Roux / Ida Roux: nothing told",
    ]
    assert [line.split() for line in lines[2:]] == [
        ["pairs", "number", "same", "said", "P", "R", "F1"],
        ["open", "2", "1", "2", "0.500", "1.000", "0.667"],
        ["held", "out", "1", "1", "0", "0.000", "0.000", "0.000"],
        ["all", "3", "2", "2", "0.500", "0.500", "0.500"],
    ]
    assert main(["evaluate", "--entity-pairs", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["open"]["p"] == 0.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PAIR.replace("id: two", "id: one"), "two pairs are called 'one'"),
        (PAIR.replace("same: true", "same: perhaps"), "Expected `bool`"),
        (PAIR.replace("name: Open AI", "nmae: Open AI"), "nmae"),
    ],
)
def test_broken_pairs_are_named(write: Write, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    assert main(["evaluate", "--entity-pairs", str(write("pairs.yml", content))]) == 1
    error = capsys.readouterr().err
    assert "pairs.yml: " in error
    assert message in error


def test_without_gold_there_is_nothing_to_score(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate"]) == 2
    assert "GOLD" in capsys.readouterr().err
