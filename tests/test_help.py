"""`--help` of every command: an example that can be typed as it stands, the same words for the same things; and what
the shell completes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest
import typer.main

from conftest import ROOT
from ontograph import query
from ontograph.cli import app, main

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
EXAMPLE = re.compile(r"^ {4}(\S.*)$", re.MULTILINE)


def shown(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main([command, "--help"]) == 0
    return capsys.readouterr().out


def examples(command: str, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The arguments behind `ontograph COMMAND` in each example, without what is before and after it in a pipe."""
    _, _, text = shown(command, capsys).partition("\n  Examples:\n")
    found = []
    for line in EXAMPLE.findall(text):
        words = shlex.split(line, comments=True)
        while "ontograph" not in words[:1]:
            words = words[words.index("|") + 1 :]
        end = min((words.index(sign) for sign in ("|", ">", "&") if sign in words), default=len(words))
        assert words[1] == command
        found.append(words[2:end])
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_that_parse(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = examples(command, capsys)
    assert found, f"{command} --help shows no example: epilog=examples(…)"
    for arguments in found:
        context = typer.main.get_command(app).commands[command].make_context(command, list(arguments))  # type: ignore[attr-defined]
        assert context.params is not None


def test_the_example_of_a_named_query_has_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    names = {named.name: named for named in query.list_named()}
    asked = [arguments for arguments in examples("query", capsys) if names.keys() & {*arguments}]
    assert asked
    for arguments in asked:
        named = names[next(word for word in arguments if word in names)]
        parameters = {word[2:] for word in arguments if word.startswith("--")} - {"format"}
        assert parameters <= named.params.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does_in_one_short_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """So that the list of commands shows it whole."""
    usage, _, does, *_ = shown(command, capsys).splitlines()
    assert usage.startswith(f"Usage: ontograph {command} ")
    assert re.fullmatch(r"  [A-Z].{10,68}\.", does)
    assert main(["--help"]) == 0
    assert re.search(rf"^  {command} +{re.escape(does.strip())}$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_words_for_the_same_things(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands for a value is one of few words, or the list of its values; every option is explained."""
    for parameter in typer.main.get_command(app).commands[command].params:  # type: ignore[attr-defined]
        assert parameter.help.endswith((".", "?", ")", "-")), parameter.name
        assert parameter.metavar is None or re.fullmatch(r"[\[\]A-Z|, -]+|\[GRAPH\] QUERY", parameter.metavar)
    assert "TEXT" not in shown(command, capsys)


def complete(words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What bash is told for the last of these words."""
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    monkeypatch.setenv("_ONTOGRAPH_COMPLETE", "complete_bash")
    main([])
    return capsys.readouterr().out.split()


def test_the_shell_completes_commands_options_formats_and_questions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complete("ontograph ex", monkeypatch, capsys) == ["export", "explain"]
    assert "--no-cache" in complete("ontograph build --no", monkeypatch, capsys)
    assert complete("ontograph export --format n", monkeypatch, capsys) == ["nt", "nq"]
    assert complete("ontograph query leaders", monkeypatch, capsys) == ["leaders", "leaders-on"]
    assert complete("ontograph query --format t", monkeypatch, capsys) == ["table", "tsv", "ttl"]


@pytest.mark.parametrize(("shell", "sign"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete --")])
def test_the_script_for_each_shell(
    shell: str, sign: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_ONTOGRAPH_COMPLETE", f"source_{shell}")
    assert main([]) == 0
    out = capsys.readouterr().out
    assert sign in out
    assert f"_ONTOGRAPH_COMPLETE=complete_{shell}" in out


def test_help_and_completion_load_nothing_heavy() -> None:
    """The shell waits for them."""
    heavy = "{'spacy', 'rdflib', 'numpy'}"
    code = f"import sys; from ontograph.cli import main; main(sys.argv[1:]); print({heavy} & {{*sys.modules}})"
    environment = {**os.environ, "COMP_WORDS": "ontograph b", "COMP_CWORD": "1"}
    for arguments, completing in ((["build", "--help"], ""), ([], "complete_bash")):
        asked = {**environment, "_ONTOGRAPH_COMPLETE": completing} if completing else environment
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=asked)
        assert done.stdout.splitlines()[-1] == "set()", done.stderr
        assert "build" in done.stdout


def documented() -> list[tuple[str, str]]:
    """Each `ontograph` command in a block of `sh` of the documentation, with the page that it is on."""
    found = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            found += [(page.name, line) for line in block.splitlines() if line.startswith("ontograph ")]
        if page.name == "README.md":
            found += [
                (page.name, line) for line in re.findall(r"`(ontograph (?!COMMAND)[^`]+)`", page.read_text("utf-8"))
            ]
    return found


@pytest.mark.parametrize(("page", "line"), documented())
def test_what_the_documentation_says_to_type_parses(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    end = min((words.index(sign) for sign in ("|", ">") if sign in words), default=len(words))
    command, *arguments = words[1:end]
    if not command.startswith("--"):
        typer.main.get_command(app).commands[command].make_context(command, arguments)  # type: ignore[attr-defined]
