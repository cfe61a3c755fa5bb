"""The explorer in a real Chromium, headless: what people do with it (`clients/explorer.mjs` says it step by step).

Skipped where Chromium, node or playwright-core is absent; `.ci/clients` installs them as far as it can.
"""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import serving
from conftest import ROOT
from knowledge import TEXTS, knowledge, many
from ontograph import lookup, query
from ontograph.explorer import page
from ontograph.model import Argument, Claim, Document, Entity, Fact, GroundedClaim, Knowledge
from ontograph.vocabulary import ID

pytestmark = pytest.mark.slow
QUERIES = ROOT / "docs" / "queries.ttl"
SCRIPT = ROOT / "tests" / "clients" / "explorer.mjs"
NASTY = "</script><img src=x onerror=alert(1)>"
SCENARIOS = re.findall(r'^  async "(.+?)"\(', SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)


def nasty() -> Knowledge:
    """The small knowledge, with markup for every name, title, label, sentence and source, and scripts for links."""
    base = knowledge()

    def claim(grounded: GroundedClaim) -> GroundedClaim:
        return replace(
            grounded, claim=replace(grounded.claim, quote=NASTY, attributed_to=NASTY, attributed_entity=None)
        )

    return Knowledge(
        tuple(
            replace(document, title=NASTY, publisher=NASTY, url="javascript:alert(1)") for document in base.documents
        ),
        tuple(replace(entity, name=NASTY, aliases=(NASTY + "2",)) for entity in base.entities),
        tuple(replace(fact, label=NASTY, claims=tuple(map(claim, fact.claims))) for fact in base.facts),
    )


def pairs() -> Knowledge:
    """An investment of A in B, a partnership of C and D."""
    names = {f"organization/{letter}": letter.upper() for letter in "abcd"}
    sides = {
        "Investment": (("investor", ("organization/a",)), ("organization", ("organization/b",))),
        "Partnership": (("party", ("organization/c", "organization/d")),),
    }
    facts = []
    for type_, roles in sides.items():
        arguments = tuple(Argument(role, fillers) for role, fillers in roles)
        claim = Claim(type_, arguments, "certain", 0, 1, "x", "test")
        grounded = (GroundedClaim(f"claim/{type_}", "document/a", claim),)
        facts.append(Fact(type_.lower(), type_, type_, arguments, "certain", grounded, "2024"))
    document = Document("document/a", "a.txt", "0" * 64, "2024-05-01", "Deux", None, None, tuple(names))
    copy = Document("document/b", "b.txt", "1" * 64, "2024-05-02", "Deux encore", None, None, (), ("document/a",))
    entities = tuple(Entity(id_, "Organization", name, ()) for id_, name in names.items())
    return Knowledge((document, copy), entities, tuple(facts))


def everybody() -> Knowledge:
    """The people and organizations of the graph that the named queries are shown on; it has no claims to read back."""
    names: dict[tuple[str, str, str], list[str]] = {}
    for named in lookup.names(query.load(QUERIES)):
        names.setdefault((named.iri.removeprefix(str(ID)), named.kind, named.main), []).append(named.name)
    entities = (Entity(iri, kind, main, tuple(others)) for (iri, kind, main), others in names.items())
    return Knowledge((), tuple(entities), ())


def answers() -> list[dict[str, Any]]:
    """What the program answers to each named query: without parameters, and with some."""
    store = query.load(QUERIES)
    asked: list[tuple[str, dict[str, str]]] = [(named.name, {}) for named in query.list_named()]
    asked += runpy.run_path(str(ROOT / "docs" / "queries.py"))["EXAMPLES"].items()
    asked += [("career", {"person": "person/claire"}), ("departures", {"org": "nova-ia", "year": "2023"})]
    asked += [
        ("followers", {"months": "06"}),
        ("claims", {"by": 'd\'un "proche" \\ '}),
        ("evidence", {"type": "departure"}),
    ]
    found = []
    for name, values in asked:
        answer = query.run(store, query.named(name).bind(store, **values))
        rows = [
            ["" if row[i] is None else row[i].value for i in range(len(answer.columns))] for row in solutions(answer)
        ]
        found.append({"name": name, "values": values, "columns": answer.columns, "rows": rows})
    return found


def solutions(answer: query.Result) -> list[Any]:
    parsed: Any = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON)
    return list(parsed)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of each scenario: one browser plays them all."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    node = shutil.which("node")
    if chromium is None or node is None or not (SCRIPT.parent / "node_modules" / "playwright-core").is_dir():
        pytest.skip("no Chromium, node or playwright-core here (.ci/clients installs them)")
    folder = tmp_path_factory.mktemp("explorer")
    graphs = {"small": knowledge(), "nasty": nasty(), "pairs": pairs(), "large": many(5000), "huge": many(5200)}
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in TEXTS.values()}
    for name, known in graphs.items():
        Path(folder, f"{name}.html").write_bytes(page(known, texts if name == "small" else None))
    Path(folder, "queries.html").write_bytes(page(everybody(), graph=QUERIES.read_bytes()))
    Path(folder, "answers.json").write_text(json.dumps(answers()), encoding="utf-8")
    with serving.server(serving.small(folder / "graph")) as (address, _):
        command = [node, SCRIPT, chromium, folder, address]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=400)
    if "browserType.launch" in done.stderr:
        pytest.skip(f"Chromium does not start here: {done.stderr.strip().splitlines()[0]}")
    assert done.returncode == 0, done.stderr
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", SCENARIOS)
def test_in_a_browser(name: str, results: dict[str, Any]) -> None:
    assert results[name]["error"] is None, results[name]["error"]


def test_every_scenario_is_played(results: dict[str, Any]) -> None:
    assert list(results) == SCENARIOS
