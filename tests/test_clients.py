"""The files in other people's readers: rdflib, pyoxigraph, rapper (raptor2), N3.js and jsonld.js read the same quads.

`.ci/clients` installs the three that are no Python packages; where one is absent, its tests are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from conftest import ROOT
from knowledge import knowledge
from ontograph import query
from ontograph.exports import registry
from ontograph.exports.content import Content, triple
from ontograph.exports.documents import by_document
from test_formats import RDF, hard

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own use of what it deprecates
SCRIPT = ROOT / "tests" / "clients" / "quads.mjs"
Quads = set[ox.Quad]


def run(*command: str | Path) -> Quads:
    """The quads that a program prints as N-Quads; it must not complain of anything."""
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    return set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))


def in_rdflib(file: Path, name: str) -> Quads:
    formats = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(file, format=formats[name])
    found = set()
    for subject, predicate, object_, graph in dataset.quads((None, None, None, None)):
        plain = triple((subject, predicate, object_))
        name_ = [] if graph in (None, DATASET_DEFAULT_GRAPH_ID) else [ox.NamedNode(str(graph))]
        found.add(ox.Quad(plain.subject, plain.predicate, plain.object, *name_))
    return found


def in_pyoxigraph(file: Path, name: str) -> Quads:
    return set(ox.parse(path=str(file), format=RDF[name]))


def in_rapper(file: Path, name: str) -> Quads:
    if not shutil.which("rapper"):
        pytest.skip("rapper is not installed (raptor2-utils)")
    formats = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig"}
    return run("rapper", "--quiet", "--input", formats[name], "--output", "nquads", file)


def in_n3(file: Path, name: str) -> Quads:
    types = {
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "nq": "application/n-quads",
        "trig": "application/trig",
    }
    return run(*node("n3"), "n3", file, types[name])


def in_jsonld(file: Path, name: str) -> Quads:
    return run(*node("jsonld"), "jsonld", file)


def node(package: str) -> tuple[str | Path, ...]:
    program = shutil.which("node")
    if program is None or not (SCRIPT.parent / "node_modules" / package).is_dir():
        pytest.skip(f"{package} is not installed for node (.ci/clients installs it)")
    return program, SCRIPT


LINES = ("ttl", "nt", "nq", "trig")
READERS: dict[str, tuple[Callable[[Path, str], Quads], tuple[str, ...]]] = {
    "rdflib": (in_rdflib, (*LINES, "jsonld")),
    "pyoxigraph": (in_pyoxigraph, (*LINES, "jsonld")),
    "rapper": (in_rapper, LINES),
    "n3.js": (in_n3, LINES),
    "jsonld.js": (in_jsonld, ("jsonld",)),
}
CASES = [pytest.param(client, name, id=f"{client}-{name}") for client, (_, names) in READERS.items() for name in names]


def check(client: str, name: str, content: Content, folder: Path) -> None:
    """A file of the content, read by the client, is the content: every term of it, and nothing else."""
    expected = {ox.Quad(t.subject, t.predicate, t.object) for t in content.triples}
    if name in ("nq", "trig"):
        graphs = by_document(content.triples)
        expected |= {ox.Quad(t.subject, t.predicate, t.object, g) for g, said in graphs.items() for t in said}
    file = folder / f"graph.{name}"
    file.write_bytes(registry.exporter(name)(content))
    read = READERS[client][0](file, name)
    assert not {str(quad)[:300] for quad in expected - read}
    assert not {str(quad)[:300] for quad in read - expected}
    assert len(read) == len(expected) > 300


@pytest.mark.parametrize("source", [knowledge(), hard()], ids=["small", "hard"])
@pytest.mark.parametrize(("client", "name"), CASES)
def test_a_client_reads_the_same_quads(client: str, name: str, source: object, tmp_path: Path) -> None:
    check(client, name, Content.of(source), tmp_path)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize(("client", "name"), CASES)
def test_a_client_reads_the_corpus_with_hard_strings(client: str, name: str, built: Path, tmp_path: Path) -> None:
    check(client, name, Content.of_triples([*query.triples(built), *Content.of(hard()).triples]), tmp_path)
