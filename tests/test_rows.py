"""A network as rows: the same as in networkx, in one order, and written piece by piece."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from knowledge import CLAIRE, NOVA, knowledge
from ontograph import exports
from ontograph.exports import gexf, graphml, registry
from ontograph.exports.content import Content
from ontograph.model import Knowledge
from ontograph.network import to_events, to_networkx
from ontograph.rows import Rows, of_knowledge, of_network
from ontograph.selection import Shape, View
from test_formats import HARD, hard

VIEWS = {Shape.people: to_networkx, Shape.events: to_events}


def told(rows: Rows) -> tuple[list[object], ...]:
    ends = zip(rows.sources.tolist(), rows.targets.tolist(), rows.denied.tolist(), strict=True)
    return (
        [(node, rows.node(at)) for at, node in enumerate(rows.nodes)],
        [(rows.nodes[u], rows.nodes[v], rows.key(at), denied, rows.edge(at)) for at, (u, v, denied) in enumerate(ends)],
    )


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("source", [knowledge(), hard(), Knowledge((), (), ())], ids=["small", "hard", "empty"])
def test_rows_are_the_network(source: Knowledge, shape: Shape) -> None:
    rows = of_knowledge(source, shape)
    assert told(rows) == told(of_network(VIEWS[shape](source)))
    assert rows.nodes == sorted(rows.nodes)
    mixed = random.Random(1)
    other = Knowledge(
        source.documents,
        tuple(mixed.sample(source.entities, len(source.entities))),
        tuple(mixed.sample(source.facts, len(source.facts))),
    )
    assert told(of_knowledge(other, shape)) == told(rows)


@pytest.mark.parametrize("format_", [graphml, gexf])
@pytest.mark.parametrize("shape", Shape)
def test_a_file_from_rows_is_that_from_the_network(shape: Shape, format_: object) -> None:
    streamed = b"".join(format_.stream(of_knowledge(knowledge(), shape)))  # type: ignore[attr-defined]
    assert streamed == format_.dumps(VIEWS[shape](knowledge()))  # type: ignore[attr-defined]


def test_a_large_file_comes_in_pieces() -> None:
    base = knowledge()
    position = next(fact for fact in base.facts if fact.type == "Position")
    facts = tuple(replace(position, id=f"position/{number:04}") for number in range(1000))
    content = Content.of(replace(base, facts=facts))
    (stream,) = registry.files("graphml", content).values()
    assert not isinstance(stream, bytes)
    pieces = list(stream)
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 100_000
    assert b"".join(pieces) == registry.exporter("graphml")(content)


def test_pieces_that_fail_leave_the_old_files(tmp_path: Path) -> None:
    exports.replace_files(tmp_path, {"a": b"old", "b": b"old"})

    def failing() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError("disk on fire")

    with pytest.raises(RuntimeError):
        exports.replace_files(tmp_path, {"a": b"new", "b": failing()})
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_view_narrows_the_rows() -> None:
    seen = Content.of(knowledge()).seen(View.of(focus=["Claire Aubry"]))
    assert {CLAIRE, NOVA} <= set(seen.rows.nodes) == set(seen.network)


@pytest.mark.parametrize("value", [*HARD, "a", "« été » d'hiver, 5 % ~", ">", "]]>"])
def test_texts_without_special_characters_are_written_as_they_are(value: str) -> None:
    root = nx.MultiDiGraph([("a", "b", {"note": value})])
    (edge,) = nx.parse_graphml(graphml.dumps(root).decode()).edges(data="note")
    assert edge[2] == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value)
