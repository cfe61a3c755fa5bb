"""The tutorial: every command is run as written, in an empty folder, and prints what the page shows."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from conftest import ROOT

spec = importlib.util.spec_from_file_location("tutorial", ROOT / "docs" / "tutorial.py")
assert spec is not None
assert spec.loader is not None
tutorial = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tutorial)

PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def timeless(output: str) -> str:
    """How long a build takes is the only thing that may differ."""
    return re.sub(r"\b\d+ s$", "N s", output, flags=re.MULTILINE)


def test_the_page_has_the_way_from_articles_to_gephi() -> None:
    commands = "".join(step["commands"] for step in tutorial.steps(PAGE))
    for command in ("build", "query departures", "explain", "review", "diff", "export"):
        assert f"ontograph {command}" in commands
    assert "corrections.yml" in commands
    assert len(re.findall(r"^```(?:sh|text|)$", PAGE, re.MULTILINE)) == PAGE.count("```")
    assert PAGE.count("```\npython3 -m venv") == 1  # the one block that is not run here: `make` does the same in CI
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


def test_only_what_is_shown_is_written() -> None:
    page = "```sh\na\n```\n\n```text\nold\n```\n\n```sh\nb\n```\n\nmore\n"
    assert tutorial.written(page, ["new\n", "hidden\n"]) == page.replace("old", "new")


@pytest.mark.slow
def test_what_the_page_shows_is_what_comes_out(tmp_path: Path) -> None:
    outputs = tutorial.run(PAGE, tmp_path)
    shown = [step["output"] for step in tutorial.steps(PAGE)]
    for step, output, said in zip(tutorial.steps(PAGE), outputs, shown, strict=True):
        assert timeless(output) == timeless(said or ""), f"run docs/tutorial.py: {step['commands']}"
