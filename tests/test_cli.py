"""The command line: what it prints where, and the exit codes 0, 1 and 2."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from spacy.language import Language

from ontograph import __version__
from ontograph.cli import main

Write = Callable[[str, str | bytes], Path]
Capture = pytest.CaptureFixture[str]

TEXT = (
    "Claire Aubry quitte Nova IA\n\nLa directrice technique a annoncé son départ mardi dans un message aux salariés.\n"
)


def test_a_build_says_in_one_line_what_is_where(write: Write, blank: Language, tmp_path: Path, capsys: Capture) -> None:
    write("corpus/a.txt", TEXT)
    folder = tmp_path / "graph"
    assert main(["build", str(tmp_path / "corpus"), "-o", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{folder / 'graph.ttl'}: 1 article, 0 people, ")
    assert (out.count("\n"), err) == (1, "")


def test_bad_documents_are_named_and_the_rest_is_built(
    write: Write, blank: Language, tmp_path: Path, capsys: Capture
) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/b.txt", b"")
    write("corpus/c.txt", b"\x00\x01")
    corpus, folder = str(tmp_path / "corpus"), str(tmp_path / "graph")
    assert main(["build", corpus, "-o", folder]) == 0
    out, err = capsys.readouterr()
    assert "1 article, 2 left out" in out
    assert err.splitlines() == [
        "ontograph: left out: b.txt: empty",
        "ontograph: left out: c.txt: binary, not a text",
    ]
    assert main(["build", corpus, "-o", folder + "2", "--strict"]) == 1
    assert capsys.readouterr().err == "ontograph: b.txt: empty (and 1 more); nothing built\n"
    assert not Path(folder + "2").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "nowhere"], 1, "nowhere: no such file or folder"),
        (["build", "."], 1, ".: no file with articles in this folder (.txt, .md, .html, .pdf, "),
        (["annotate", "nowhere"], 1, "nowhere: no such file or folder"),
        (["annotate", "bad.md"], 1, "bad.md: empty"),
        (["annotate", "a.txt.jsonl", "--published", "mai"], 1, "'mai' is no date (YYYY-MM-DD)"),
        (["query", "SELECT * { ?a ?b ?c }"], 1, "no graph here"),
        (["explain", "X"], 1, "no graph here"),
        (["evaluate", "nowhere"], 1, "no graph here"),
        (["build"], 2, "Missing argument 'CORPUS'"),
        (["build", "a", "b"], 2, "unexpected extra argument"),
        (["build", "a", "--wrong"], 2, "No such option"),
        (["annotate", "a", "--format", "pdf"], 2, "'pdf'"),
        (["query"], 2, "one QUERY is needed"),
        (["query", "departures", "--org"], 2, "--org needs a value"),
        (["query", "departures", "OpenAI"], 2, "departures takes its parameters by name: --org --person --year"),
        (
            ["query", "nowhere/", "departures"],
            1,
            "graph.ttl: no graph here; make one with: ontograph build corpus/ -o nowhere",
        ),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_what_goes_wrong_is_one_line(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture,
    arguments: list[str], code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    if arguments[0] == "annotate":
        write("bad.md", b"")
        write("a.txt.jsonl", json.dumps({"text": TEXT}))
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err
    assert code == 2 or all(line.startswith("ontograph: ") for line in err.splitlines())


def test_an_output_that_cannot_be_written(write: Write, blank: Language, tmp_path: Path, capsys: Capture) -> None:
    write("corpus/a.txt", TEXT)
    file = write("graph", "a file where the folder should be")
    assert main(["build", str(tmp_path / "corpus"), "-o", str(file)]) == 1
    assert capsys.readouterr().err == f"ontograph: {file}: File exists\n"


def test_a_bug_is_one_line_and_a_traceback_with_debug(
    write: Write, blank: Language, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    article = str(write("a.txt", TEXT))

    def explode(*_: object) -> None:
        raise RuntimeError("boom\nbang")

    monkeypatch.setattr("ontograph.corpus.read", explode)
    assert main(["build", article]) == 1
    err = capsys.readouterr().err
    assert err == "ontograph: RuntimeError: boom bang (a bug; `ontograph --debug …` shows where)\n"
    with pytest.raises(RuntimeError):
        main(["--debug", "build", article])


def test_version_and_help(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ontograph {__version__}\n"
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(command in out for command in ("build", "query", "annotate", "explain", "evaluate"))


@pytest.mark.parametrize("command", ["build", "query", "annotate", "explain", "diff", "evaluate"])
def test_every_command_is_explained_and_in_the_readme(command: str, root: Path, capsys: Capture) -> None:
    assert main([command, "--help"]) == 0
    assert f"ontograph {command}" in capsys.readouterr().out
    assert f"ontograph {command}" in (root / "README.md").read_text(encoding="utf-8")


def test_query_prints_a_table_or_a_format(small: Path, capsys: Capture) -> None:
    arguments = ["query", str(small), "departures", "--org", "nova ia", "--person=Claire Aubry"]
    assert main(arguments) == 0
    head, rule, *rows = capsys.readouterr().out.rstrip().splitlines()
    assert head.split()[:3] == ["name", "organization", "date"]
    assert set(rule) == {"─"}
    assert all(row.startswith("Claire Aubry   Nova IA") for row in rows)
    assert rows
    assert main([*arguments, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("Claire Aubry,Nova IA,")
    assert main(["query", str(small), 'SELECT ("=1+1" AS ?sum) {}', "--format", "csv"]) == 0
    assert capsys.readouterr().out == "sum\r\n'=1+1\r\n"
    assert main([*arguments, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]["bindings"]) == len(rows)


def test_query_takes_a_file_and_plain_sparql(write: Write, small: Path, capsys: Capture) -> None:
    text = "SELECT ?name { ?x a og:Person ; skos:prefLabel ?name } ORDER BY ?name"
    for query in (text, str(write("who.rq", text)), str(write("who.sparql", b"\xef\xbb\xbf" + text.encode()))):
        assert main(["query", str(small), query, "--format", "csv"]) == 0
        assert capsys.readouterr().out == "name\r\nClaire Aubry\r\nDenis Morel\r\n"
    assert main(["query", str(small), "CONSTRUCT { ?x a og:Person } { ?x a og:Person }", "--format", "ttl"]) == 0
    assert "claire-aubry a og:Person" in capsys.readouterr().out


def test_the_graph_is_in_graph_by_default(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(small.parent)
    assert main(["query", "ASK { ?x a og:Person }"]) == 0
    assert "true" in capsys.readouterr().out
    assert main(["explain", "Denis Morel"]) == 0
    assert capsys.readouterr().out.startswith("Denis Morel (Person")
    assert main(["explain", "Denis Morel", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["name"] == "Denis Morel"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (["SELECT"], "query: syntax error at line 1, column 7"),
        (["nonsense"], "nonsense: no query of this name; there are "),
        (["departures", "--town", "Paris"], "departures: no parameter --town"),
        (["SELECT * { ?a ?b ?c }", "--org", "X"], "only a named query takes parameters"),
        (["broken.rq"], "broken.rq: syntax error at line 3, column 1"),
        (["nowhere.rq"], "nowhere.rq: No such file or directory"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], "read only"),
    ],
)
def test_a_broken_query_is_one_line(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, query: list[str], message: str
) -> None:
    (tmp_path / "broken.rq").write_text("SELECT *\n?a\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["query", str(small), *query]) == 1
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_queries_are_listed(capsys: Capture) -> None:
    assert main(["query", "--list"]) == 0
    out = capsys.readouterr().out
    assert "departures" in out
    assert "--org" in out


def test_evaluate_prints_the_figures(write: Write, small: Path, capsys: Capture) -> None:
    gold = write(
        "gold/a.json", json.dumps({"facts": [], "entities": [{"name": "Claire Aubry", "kind": "Person"}]})
    ).parent
    assert main(["evaluate", str(gold), "--graph", str(small), "--errors", "--by-rule"]) == 0
    out = capsys.readouterr().out
    assert "WRONG  a: Person denis morel" in out
    assert "departure.test" in out
    assert "Person               1     2   0.500   1.000   0.667" in out
    assert main(["evaluate", str(gold), "--graph", str(small), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["entities"]["Person"]["p"] == 0.5
    write("gold/b.json", b"{")
    assert main(["evaluate", str(gold), "--graph", str(small)]) == 1
    assert "b.json: " in capsys.readouterr().err


def test_annotate_prints_json_lines(
    write: Write, blank: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    write("corpus/a.txt", TEXT)
    write("corpus/b.txt", TEXT)
    write("corpus/c.txt", b"")
    assert main(["annotate", str(tmp_path / "corpus")]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]
    assert err == "ontograph: left out: c.txt: empty\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert main(["annotate", "-", "--published", "17/05/2024"]) == 0
    assert json.loads(capsys.readouterr().out)["published"] == "2024-05-17"
    assert main(["annotate", str(tmp_path / "corpus" / "a.txt"), "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_a_reader_that_goes_away_gets_no_traceback(small: Path) -> None:
    """As in `ontograph query … | head -1`."""
    code = "import sys; from ontograph.cli import main; sys.exit(main(sys.argv[1:]))"
    triples = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "query", str(small), triples, "--format", "csv"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait()


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "ontograph", "--version"], capture_output=True, text=True)
    assert done.stdout == f"ontograph {__version__}\n"
