"""What `ontograph validate` and `build --validate` print and leave behind; the rules are in `test_shapes.py`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, XSD, Graph, Literal
from spacy.language import Language

from knowledge import DENIS, HELIO, NOVA, knowledge
from ontograph import flow, reduction
from ontograph import validate as validating
from ontograph.cli import main
from ontograph.errors import ExtraError, GraphError, InvalidError
from ontograph.exports import turtle
from ontograph.graph import to_rdf
from ontograph.model import Knowledge
from ontograph.validate import ALIKE, check, validate
from ontograph.vocabulary import ID, OG, PREFIXES, SCHEMA

Write = Callable[[str, str | bytes], Path]
Capture = pytest.CaptureFixture[str]

DEPARTURE = ID["departure/claire-aubry-nova-ia-2024"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A graph in which a departure has lost its person."""
    graph = to_rdf(knowledge())
    graph.remove((DEPARTURE, OG.person, None))
    turtle.write(graph, tmp_path / "broken.ttl")
    return tmp_path / "broken.ttl"


def test_a_valid_graph_is_one_line_and_exit_code_0(small: Path, capsys: Capture) -> None:
    assert main(["validate", str(small)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{small}: valid, ")
    assert (out.count("\n"), err) == (1, "")


def test_a_violation_says_who_what_where_and_what_to_do(broken: Path, capsys: Capture) -> None:
    assert main(["validate", str(broken)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[:4] == [
        f"violation: Claire Aubry quitte Nova IA pour Helio (mai 2024). <{DEPARTURE}>",
        "    A departure has exactly one person.",
        "    in presse/a.txt « Claire Aubry quitte Nova IA pour Helio »",
        "    to do: Add og:person.",
    ]
    assert out.splitlines()[-1].startswith(f"{broken}: not valid, ")
    assert ", 2 violations, " in out  # the other: the shortcut has lost what it stands for
    assert err == ""


def test_the_same_in_french(broken: Path, capsys: Capture) -> None:
    assert main(["validate", str(broken), "--language", "fr"]) == 1
    assert capsys.readouterr().out.splitlines()[1:4] == [
        "    Un départ a exactement une personne.",
        "    dans presse/a.txt « Claire Aubry quitte Nova IA pour Helio »",
        "    à faire : Ajoutez og:person.",
    ]


def test_the_same_as_json(broken: Path, capsys: Capture) -> None:
    assert main(["validate", str(broken), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["conforms"] is False
    assert told["problems"][0] == {
        "severity": "violation",
        "rule": "Departure",
        "node": str(DEPARTURE),
        "label": "Claire Aubry quitte Nova IA pour Helio (mai 2024).",
        "message": "A departure has exactly one person.",
        "property": "og:person",
        "value": None,
        "advice": "Add og:person.",
        "document": "presse/a.txt",
        "quote": "Claire Aubry quitte Nova IA pour Helio",
    }


def test_a_claim_is_called_by_its_fact_and_shown_in_its_own_passage() -> None:
    graph = to_rdf(knowledge())
    claim = ID["claim/departure-claire-aubry-nova-ia-2024-2"]
    graph.set((claim, OG.confidence, Literal("2", datatype=XSD.decimal)))
    (problem,) = check(graph).problems
    assert (problem.label, problem.document) == ("Claire Aubry quitte Nova IA pour Helio (mai 2024).", "presse/b.txt")
    assert (problem.quote, problem.value) == ("Nova IA a limogé Claire Aubry en juin 2024", "2")


def test_a_date_that_does_not_exist_is_a_violation_and_no_traceback(
    write: Write, small: Path, capsys: Capture, caplog: pytest.LogCaptureFixture
) -> None:
    text = (small / "graph.ttl").read_text(encoding="utf-8")
    assert '"2024-10-01"^^xsd:date' in text
    file = write("dates.ttl", text.replace('"2024-10-01"^^xsd:date', '"2024-02-30"^^xsd:date'))
    assert main(["validate", str(file)]) == 1
    out, err = capsys.readouterr()
    assert "og:date: 2024-02-30" in out
    assert (err, caplog.records) == ("", [])


def test_a_misspelt_term_is_named_with_the_one_that_was_meant() -> None:
    graph = to_rdf(knowledge())
    graph.add((DEPARTURE, OG.organisation, ID[NOVA]))
    (problem,) = check(graph).problems
    assert (problem.rule, problem.message) == ("vocabulary", "og:organisation is no term of the vocabulary.")
    assert problem.advice == "Use a term of ontology.ttl: perhaps og:organization."


def test_many_problems_of_one_rule_are_cut_short_in_text_only(capsys: Capture, tmp_path: Path) -> None:
    graph = to_rdf(knowledge())
    for number in range(ALIKE + 5):
        graph.add((ID["document/a"], SCHEMA.mentions, node := ID[f"organization/x{number:02}"]))
        graph.add((node, RDF.type, OG.Organization))
    turtle.write(graph, tmp_path / "many.ttl")
    found = validate(tmp_path / "many.ttl")
    assert len(found.violations) == ALIKE + 5
    assert found.text().count("violation:") == ALIKE
    assert found.text().endswith("… and 5 more of this rule; --format json lists them all")


def test_warnings_alone_leave_a_graph_valid(capsys: Capture, tmp_path: Path) -> None:
    graph = to_rdf(knowledge())
    for who in (DENIS, HELIO):
        for role in (OG.investor, OG.leadInvestor):
            graph.add((ID["funding-round/nova-ia-500-million-2024"], role, ID[who]))
            graph.add((ID[who], OG.investedIn, ID[NOVA]))
    turtle.write(graph, tmp_path / "warned.ttl")
    assert main(["validate", str(tmp_path / "warned.ttl")]) == 0
    out = capsys.readouterr().out
    assert out.startswith("warning: ")
    assert ": valid, " in out
    assert ", 1 warning, " in out


def test_a_graph_stays_as_it_is() -> None:
    graph = to_rdf(knowledge())
    before = set(graph)
    check(graph)
    assert set(graph) == before


def test_a_graph_made_elsewhere_needs_no_superclasses_and_may_say_more(write: Write, capsys: Capture) -> None:
    file = write(
        "elsewhere.ttl",
        f"""@prefix og: <{OG}> . @prefix schema: <{SCHEMA}> . @prefix skos: <{SKOS}> . @prefix x: <https://x.example/> .
        @prefix xsd: <{PREFIXES["xsd"]}> . @prefix rdfs: <{PREFIXES["rdfs"]}> .
        x:d a og:Document ; og:path "d.txt" ; og:sha256 "{"0" * 64}" ; schema:mentions x:p , x:o ; x:read true .
        x:p a og:Person ; skos:prefLabel "P" . x:o a og:Bank ; skos:prefLabel "O" .
        x:f a og:Departure ; rdfs:label "P quitte O."@fr ; og:factuality og:certain ;
            og:person x:p ; og:organization x:o .
        x:c a og:Claim ; og:about x:f ; og:inDocument x:d ; og:quote "P part" ; og:start 0 ; og:end 6 ;
            og:factuality og:certain .
        """,
    )
    assert main(["validate", str(file)]) == 0
    assert ": valid, " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.ttl", "og:a a og:B .", "bad.ttl: "),
        ("bad.ttl", b"\xff\xfe\x00", "bad.ttl: "),
        ("none.ttl", None, "none.ttl: no graph here"),
    ],
)
def test_what_is_no_graph_is_one_clear_line(
    name: str, content: str | bytes | None, message: str, write: Write, tmp_path: Path, capsys: Capture
) -> None:
    if content is not None:
        write(name, content)
    assert main(["validate", str(tmp_path / name)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert message in err
    with pytest.raises(GraphError):
        validate(tmp_path / name)


def test_without_pyshacl_a_line_says_what_to_install(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyshacl", None)
    assert main(["validate", str(small)]) == 1
    wanted = "ontograph: validation needs pyshacl; install it with: pip install 'ontograph-press[validate]'\n"
    assert capsys.readouterr() == ("", wanted)
    with pytest.raises(ExtraError):
        flow.build(tmp_path / "nowhere", validate=True)  # before anything is read


def test_a_build_tells_that_it_is_valid(write: Write, blank: Language, tmp_path: Path, capsys: Capture) -> None:
    write("corpus/a.txt", "Claire Aubry quitte Nova IA. Elle l'a annoncé mardi dans un message aux salariés du groupe.")
    folder = tmp_path / "graph"
    assert main(["build", str(tmp_path / "corpus"), "-o", str(folder)]) == 0
    assert json.loads((folder / "build.json").read_bytes())["validation"] is None
    capsys.readouterr()
    assert main(["build", str(tmp_path / "corpus"), "-o", str(folder), "--validate"]) == 0
    assert ", valid, " in capsys.readouterr().out
    told = json.loads((folder / "build.json").read_bytes())
    assert told["validation"] == {"triples": len(Graph().parse(folder / "graph.ttl")), "violations": 0, "warnings": []}
    assert "validation" in told["seconds"]


def test_an_invalid_graph_is_a_bug_and_the_old_files_stay(
    write: Write, blank: Language, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless(*_: object) -> Knowledge:
        base = knowledge()
        return replace(base, entities=(replace(base.entities[0], name=""), *base.entities[1:]))

    write("corpus/a.txt", "Claire Aubry quitte Nova IA. Elle l'a annoncé mardi dans un message aux salariés du groupe.")
    folder, corpus = tmp_path / "graph", str(tmp_path / "corpus")
    assert main(["build", corpus, "-o", str(folder), "--validate"]) == 0
    before = {file.name: file.read_bytes() for file in folder.glob("*.*") if file.is_file()}
    monkeypatch.setattr(reduction, "resolve", nameless)
    write(
        "corpus/b.txt", "Claire Aubry rejoint Nova IA. Elle l'a annoncé mardi dans un message aux salariés du groupe."
    )
    capsys.readouterr()
    assert main(["build", corpus, "-o", str(folder), "--validate"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("ontograph: the graph breaks its own rules (not valid, ")
    assert "exactly one full name" in err
    assert err.count("\n") == 1
    assert {file.name: file.read_bytes() for file in folder.glob("*.*") if file.is_file()} == before
    with pytest.raises(InvalidError):
        flow.build(corpus, validate=True)


def test_the_words_are_in_both_languages() -> None:
    assert all(set(words) == {"en", "fr"} for words in validating._WORDS.values())
