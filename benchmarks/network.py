"""What the file of a large network costs: `python benchmarks/network.py [NODES EDGES]`, by default 100,000 and 400,000.

A knowledge of that many people and organizations, and facts between two of them, is made; then what GraphML is made of
is measured step by step, in processor seconds, which tell more than others where the machine is shared, with the peak
of memory after each step. `--networkx` measures beside it what `networkx.write_graphml` takes for the same network,
without layout, communities and colours.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

import networkx as nx

from ontograph import communities, exports, garbage, layout
from ontograph.exports import gexf, graphml
from ontograph.model import Argument, Claim, Document, Entity, Fact, GroundedClaim, Kind, Knowledge
from ontograph.network import to_networkx
from ontograph.rows import of_knowledge

T = TypeVar("T")
_DOCUMENTS = 50_000
_TYPES = {
    "Acquisition": ("acquirer", "target"),
    "Appointment": ("person", "organization"),
    "Departure": ("person", "organization"),
    "Investment": ("investor", "organization"),
}


def knowledge(nodes: int, edges: int, seed: int = 1) -> Knowledge:
    """Entities of which few have part in most facts, and so many facts, each told twice."""
    chance = random.Random(seed)
    ids = {kind: [f"{kind.lower()}/{number:07}" for number in range(nodes // 2)] for kind in ("Organization", "Person")}
    entities = [_entity(id_, kind) for kind, group in ids.items() for id_ in group]
    documents = [_document(number) for number in range(_DOCUMENTS)]
    facts = []
    for number in range(edges):
        type_ = chance.choice(list(_TYPES))
        arguments = []
        for role in _TYPES[type_]:
            group = ids["Person" if role == "person" else "Organization"]
            arguments.append(Argument(role, (group[int(len(group) * chance.random() ** 2)],)))
        day = f"{chance.randrange(2015, 2025)}-{chance.randrange(1, 13):02}"
        quote = f"Le {number}e a quitté « l'entreprise » de son frère, selon plusieurs sources."
        claim = Claim(type_, tuple(arguments), "certain", 0, len(quote), quote, "rule", day)
        grounded = tuple(GroundedClaim(f"claim/{number}-{one}", chance.choice(documents).id, claim) for one in range(2))
        label = "Une phrase de quelques mots dit ce qui s'est passé"
        facts.append(Fact(f"{type_.lower()}/{number:07}", type_, label, tuple(arguments), "certain", grounded, day))
    return Knowledge(tuple(documents), tuple(entities), tuple(sorted(facts, key=lambda fact: fact.id)))


def _entity(id_: str, kind: Kind) -> Entity:
    return Entity(id_, kind, f"Le nom de {id_}", (f"N. {id_[-7:]}",))


def _document(number: int) -> Document:
    path = f"presse/{number:06}.txt"
    return Document(f"document/{number:06}", path, "0" * 64, f"2024-01-{number % 28 + 1:02}", None, None, None, ())


def measured(name: str, made: Callable[[], T]) -> T:
    """What is made, and a line on what it took."""
    start = process_time()
    result = made()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<24}{process_time() - start:>8.1f} s{peak:>8.0f} MB", flush=True)
    return result


def _steps(source: Knowledge) -> None:
    """Measure the parts of a file of a network."""
    rows = measured("of which the rows", lambda: of_knowledge(source))
    ends = rows.sources, rows.targets
    measured("the layout", lambda: layout.places(len(rows.nodes), *ends))
    measured("the communities", lambda: communities.groups(len(rows.nodes), *ends, ~rows.denied))
    print(f"{len(rows.nodes)} nodes, {len(rows.sources)} edges, ", end="")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("nodes", type=int, nargs="?", default=100_000)
    parser.add_argument("edges", type=int, nargs="?", default=400_000)
    parser.add_argument("--networkx", action="store_true", help="Measure its writer beside ours.")
    options = parser.parse_args()
    with garbage.seldom(), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph"
        source = measured("(the knowledge)", lambda: knowledge(options.nodes, options.edges))
        measured("graph.graphml", lambda: exports.replace_file(file, graphml.stream(of_knowledge(source))))
        _steps(source)
        print(f"{file.stat().st_size / 1e6:.0f} MB of GraphML")
        measured("graph.gexf", lambda: exports.replace_file(file, gexf.stream(of_knowledge(source))))
        if options.networkx:
            network = measured("networkx: the network", lambda: to_networkx(source))
            measured("networkx: its file", lambda: nx.write_graphml(network, file))


if __name__ == "__main__":
    main()
