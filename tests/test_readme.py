"""Every command and every example of the README does what it says, as written."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from spacy.language import Language

from conftest import ROOT
from ontograph import query
from ontograph.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


COMMANDS = [line.strip() for block in blocks("sh") for line in block.splitlines() if line.strip()]
QUESTIONS = re.findall(r"^\| .+\? \| `(ontograph query .+)` \|$", README, re.MULTILINE)
QUICK = ("--list", "--version", "--help")


@pytest.fixture(scope="module")
def folder(built: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh checkout after `ontograph build corpus/`."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("corpus", "tests/gold"):
        for file in sorted((root / name).iterdir()):
            (place / name).mkdir(parents=True, exist_ok=True)
            (place / name / file.name).write_bytes(file.read_bytes())
    for name in ("graph", "before"):
        shutil.copytree(built, place / name)
    return place


@pytest.fixture
def loaded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real pipeline, loaded once for all commands."""
    monkeypatch.setattr("ontograph.pipeline.load", lambda *_: nlp)


def run(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """A command line in this process, with `echo … |` before it and `> file` after it."""
    words = shlex.split(command, comments=True)
    if "|" in words:
        bar = words.index("|")
        given, words = " ".join(words[1:bar]) + "\n", words[bar + 1 :]
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given.encode())))
    target = words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if ">" in words else words
    assert words[0] == "ontograph"
    code = main(words[1:])
    out, err = capsys.readouterr()
    if target:
        Path(target).write_text(out, encoding="utf-8")
    return code, out, err


def test_the_readme_has_commands_and_no_loose_ends() -> None:
    assert len(COMMANDS) >= 10
    assert COMMANDS[0].startswith("make graph")
    assert COMMANDS[1].startswith("make test")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_readme_has_a_command_for_each_named_query() -> None:
    assert sorted(command.split()[2] for command in QUESTIONS) == [named.name for named in query.list_named()]


@pytest.mark.slow
@pytest.mark.parametrize("command", [*(c for c in COMMANDS if c.startswith(("ontograph", "echo"))), *QUESTIONS])
def test_a_command(
    command: str, folder: Path, loaded: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    code, out, err = run(command, monkeypatch, capsys)
    assert (code, err) == (0, "")
    assert out.strip()
    if command.startswith("echo"):
        record = json.loads(out)
        assert {"Claire Aubry", "Nova IA"} <= {entity["text"] for entity in record["entities"]}
        assert record["published"] == "2024-05-20"
        assert "2024-05-14" in {date["value"] for date in record["dates"]} or "2024-05-21" in {
            date["value"] for date in record["dates"]
        }


@pytest.mark.slow
def test_make_graph_builds_the_same_bytes_in_any_order_and_hash_seed(built: Path, root: Path, tmp_path: Path) -> None:
    """`make graph` with this environment in place of .venv: another process, hash seed, folder and order of files."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    (tmp_path / "corpus").mkdir()
    for file in sorted((root / "corpus").iterdir(), reverse=True):
        (tmp_path / "corpus" / file.name).write_bytes(file.read_bytes())
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/installed").touch()
    command = ["make", "graph", f"BIN={Path(sys.executable).parent}"]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    summary, hint = done.stdout.splitlines()
    assert re.fullmatch(r"graph/graph\.ttl: 27 articles, \d+ people, \d+ organizations, \d+ facts, \d+ s", summary)
    assert "graph/graph.html" in hint
    assert (tmp_path / "graph" / "graph.html").exists()
    assert done.stderr == ""
    for name in ("graph.ttl", "graph.graphml"):
        assert (tmp_path / "graph" / name).read_bytes() == (built / name).read_bytes(), name


@pytest.mark.slow
@pytest.mark.parametrize("example", blocks("python"))
def test_an_example_in_python(
    example: str, folder: Path, loaded: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    exec(compile(example, "README.md", "exec"), {})
    summary, triples, edges, *departures = capsys.readouterr().out.splitlines()
    assert "27 articles" in summary
    assert int(triples.split()[0]) > 1000
    assert int(edges) > 50
    assert departures
