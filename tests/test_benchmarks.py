"""The benchmarks run; what they measure is asserted nowhere: machines and their load differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import knowledge
from ontograph.exports import turtle


@pytest.mark.slow
def test_speed_is_measured_side_by_side(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Marie Martin a quitté Renault.\n", encoding="utf-8")
    command = [sys.executable, str(root / "benchmarks" / "speed.py"), str(tmp_path), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].startswith("5 words, ")
    assert [line.split()[0] for line in lines[2:4]] == ["bare", "build"]
    assert lines[4].startswith("build / bare: ")


@pytest.mark.slow
def test_the_first_graph_is_timed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Marie Martin a quitté Renault.\n", encoding="utf-8")
    command = [sys.executable, str(root / "benchmarks" / "first.py"), str(tmp_path), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["bare", "first", "ratio"]
    assert [len(line.split()) for line in lines[1:]] == [5, 5, 5]


@pytest.mark.slow
def test_rebuilds_are_measured(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Marie Martin a quitté Renault.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Paul Morel a rejoint Renault.\n", encoding="utf-8")
    command = [sys.executable, str(root / "benchmarks" / "rebuild.py"), str(tmp_path), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [line.split()[-3] for line in lines[2:7]] == ["1", "0", "0", "1", "2"]
    assert lines[-1].endswith("the same bytes")


@pytest.mark.slow
def test_queries_are_measured(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "queries.py"), str(root / "docs" / "queries.ttl"), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].split() == ["query", "pyoxigraph", "s", "rdflib", "s"]
    assert len(lines) > 15


def test_files_of_networks_are_measured(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "network.py"), "200", "600", "--networkx"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [line.split()[:2] for line in lines if line.endswith(" of GraphML")] == [["200", "nodes,"]]
    assert len([line for line in lines if line.endswith(" MB")]) == 8


@pytest.mark.slow
def test_the_explorer_is_timed(root: Path, tmp_path: Path) -> None:
    turtle.write(knowledge(), tmp_path / "graph.ttl")
    command = [sys.executable, str(root / "benchmarks" / "explorer.py"), str(tmp_path / "graph.ttl")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode and ("needs node" in done.stderr or "browserType.launch" in done.stderr):
        pytest.skip("no Chromium, node or playwright-core here, or it does not start")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:5]] == ["whole", "without", "ready", "query"]
    assert len(lines) > 20
    assert not [line for line in lines if "the page finds" in line]


@pytest.mark.slow
def test_the_reduction_is_measured(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "reduction.py"), "--smoke"]
    run = [
        subprocess.run([*command, "--order", order], check=True, capture_output=True, text=True).stdout.splitlines()
        for order in ("0", "7")
    ]
    assert [line.split()[0] for line in run[0][1:5]] == ["taken", "resolved", "written", "altogether"]
    assert run[0][5] == run[1][5] != "", "the files do not depend on the order of the readings"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs fork and kill")
def test_kills_are_survived(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "kills.py"), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].endswith(" workers killed,")
    assert lines[-1] == "and an undisturbed build then writes what it writes elsewhere"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")
def test_ray_is_measured(root: Path) -> None:
    pytest.importorskip("ray.data")
    command = [sys.executable, str(root / "benchmarks" / "engines.py"), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].endswith(" words")
    assert lines[1].endswith(" 0 left out")


@pytest.mark.slow
def test_a_second_process_is_measured(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "jobs.py"), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].startswith("4 articles, ")
    assert [line.split(": ")[0] for line in lines[1:3]] == ["one process", "two"]
    assert lines[3].endswith(" times on the clock")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")
def test_memory_is_measured(root: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "memory.py"), "--smoke"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert [line.split()[0] for line in lines[:2]] == ["2", "4"]
    assert lines[2].startswith("last / first: ")


@pytest.mark.slow
def test_copies_are_counted(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(root / "benchmarks" / "copies.py"), str(root / "corpus"), "--texts", "10"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].endswith("copies of others among them: 0")
    assert lines[1].startswith("the same")
    assert lines[-1].startswith("10 texts of 400 words: ")
