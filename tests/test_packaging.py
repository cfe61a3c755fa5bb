"""What is installed: the wheel carries the data, the environment is locked, and CI runs what the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points
from pathlib import Path

import pytest


def files(root: Path, folder: str) -> set[str]:
    return {path.relative_to(root).as_posix() for path in (root / folder).rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (file,) = folder.glob("ontograph_press-*.whl")
    return set(zipfile.ZipFile(file).namelist())


def test_the_wheel_carries_all_data(root: Path, wheel: set[str]) -> None:
    assert {
        f"ontograph/{name}" for name in ("ontology.ttl", "shapes.ttl", "context.jsonld", "pipelines/fr_press.cfg")
    } <= wheel
    assert {f"ontograph/{name}" for name in files(root, "pipelines")} <= wheel
    static = files(root, "src/ontograph/explorer/static")
    assert {name.removeprefix("src/") for name in static} <= wheel
    queries = {name for name in files(root, "src") if name.endswith(".rq")}
    assert queries
    assert {name.removeprefix("src/") for name in queries} <= wheel


def test_the_wheel_carries_all_code_and_nothing_else(root: Path, wheel: set[str]) -> None:
    code = {name.removeprefix("src/") for name in files(root, "src") if name.endswith((".py", ".typed"))}
    assert code <= wheel
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"ontograph"}


def test_every_component_of_the_pipeline_is_an_entry_point() -> None:
    from ontograph import resources

    config = resources.data_path("fr_press.cfg").read_text(encoding="utf-8")
    factories = set(re.findall(r'^factory = "(ontograph_\w+)"', config, re.MULTILINE))
    points = {
        point.name: point for point in entry_points(group="spacy_factories") if point.name.startswith("ontograph_")
    }
    assert factories == set(points)
    for point in points.values():
        assert callable(point.load())


def test_every_dependency_is_bounded_and_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    wanted = [*project["dependencies"], *(x for extra in project["optional-dependencies"].values() for x in extra)]
    names = {re.split(r"[<>=\[ ]", requirement)[0].lower().replace("_", "-") for requirement in wanted}
    assert names <= locked
    assert all("<" in requirement for requirement in project["dependencies"])
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!-]+", line) for line in lines if not line.startswith("#"))


def test_ci_runs_the_command_of_the_readme(root: Path) -> None:
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    (command,) = re.findall(r"^(make test)\b", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert command.removeprefix("make ") in script.read_text(encoding="utf-8").split()
    for name in ("run", "clients"):
        assert subprocess.run(["bash", "-n", str(root / ".ci" / name)]).returncode == 0
    dry = subprocess.run(["make", "-n", "test"], cwd=root, capture_output=True, text=True, check=True)
    assert dry.stdout.splitlines()[-1].endswith("-m pytest")


def test_nothing_is_installed_again(root: Path, tmp_path: Path) -> None:
    """With the stamp newer than what it depends on, `make graph` only builds."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((root / name).read_bytes())
    first = subprocess.run(["make", "-n", "graph"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "-m venv .venv" in first
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/installed").touch()
    second = subprocess.run(["make", "-n", "graph"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    command, said = second.splitlines()
    assert command == ".venv/bin/ontograph build corpus/ --output graph/ --format html"
    assert "graph/graph.html" in said


def test_importing_the_package_and_the_command_line_is_light() -> None:
    """`ontograph --help` must not wait for spaCy and rdflib."""
    code = "import sys, ontograph, ontograph.cli; print({'spacy', 'rdflib', 'networkx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_package_says_its_version_and_what_it_offers(root: Path) -> None:
    import ontograph

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert ontograph.__version__ == project["version"]
    assert {"build", "KnowledgeGraph", "Report"} <= set(dir(ontograph))
    assert callable(ontograph.build)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = ontograph.nonsense


def test_the_architecture_names_every_module_and_no_other(root: Path) -> None:
    source = root / "src/ontograph"
    modules = {file.relative_to(source).as_posix() for file in source.rglob("*.py") if not file.stem.startswith("__")}
    named = set(re.findall(r"^\|.*", (root / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE))
    named = {path for row in named for path in re.findall(r"`([\w/]+\.py)`", row)}
    assert named == modules
