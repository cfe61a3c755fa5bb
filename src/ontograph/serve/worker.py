"""A process that answers queries, one at a time, from a store of its own.

A query cannot be stopped within a process, and one nested a hundred thousand deep ends it by a stack overflow:
so the server never runs any itself. `pool.py` starts workers, and kills one that takes too long.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import msgspec
import pyoxigraph as ox

from ontograph import query as querying
from ontograph.errors import OntographError
from ontograph.exports import turtle
from ontograph.serve import negotiation
from ontograph.serve.limits import BoundedBuffer, Limits
from ontograph.serve.protocol import Ask, Refusal
from ontograph.vocabulary import PREFIXES

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {"nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over HTTP."""

    status: int
    media_type: str
    content: bytes

    @classmethod
    def of(cls, refusal: Refusal) -> Answer:
        """A refusal as a line of plain text."""
        return cls(refusal.status, "text/plain", f"{refusal.message}\n".encode())


class _Bindings(msgspec.Struct):
    bindings: list[msgspec.Raw]


class _Table(msgspec.Struct):
    results: _Bindings


def answer(store: ox.Store, ask: Ask, limits: Limits) -> Answer:
    """Answer a query within the limits of rows and bytes (time is the caller's); never raises for what is asked."""
    try:
        return _answer(store, ask, limits)
    except Refusal as refusal:
        return Answer.of(refusal)
    except querying.FAILURES as error:
        return Answer.of(Refusal(400, querying.complaint(ask.query, error)))
    except MemoryError:
        return Answer.of(Refusal(503, "the answer takes more memory than a query may have: ask for less"))


def _answer(store: ox.Store, ask: Ask, limits: Limits) -> Answer:
    if querying.asks_others(ask.query):
        raise Refusal(403, querying.NO_SERVICE)
    result = store.query(ask.query, base_iri=ask.base, prefixes=PREFIXES, **_dataset(ask))
    if isinstance(result, ox.QueryTriples):
        media_type = negotiation.choose(ask.accept, negotiation.GRAPHS)
        triples = list(islice(result, limits.rows + 1))
        if len(triples) > limits.rows:
            raise limits.too_many("triples")
        return Answer(200, media_type, graph(triples, negotiation.GRAPHS[media_type]))
    media_type = negotiation.choose(ask.accept, negotiation.ROWS)
    format_ = _RESULTS[negotiation.ROWS[media_type]]
    if isinstance(result, ox.QueryBoolean):
        return Answer(200, media_type, result.serialize(format=format_) or b"")
    buffer = BoundedBuffer(limits.answer_bytes)
    result.serialize(cast(Any, buffer), format=ox.QueryResultsFormat.JSON)
    content = buffer.content()
    if len(msgspec.json.decode(content, type=_Table).results.bindings) > limits.rows:
        raise limits.too_many("rows")
    if format_ != ox.QueryResultsFormat.JSON:
        content = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON).serialize(format=format_) or b""
    return Answer(200, media_type, content)


def graph(triples: list[ox.Triple], format_: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Triples in a format of `negotiation.GRAPHS`."""
    if format_ == "ttl":
        return turtle.render(triples, prefixes)
    return ox.serialize(turtle.ordered(triples), format=_GRAPHS[format_]) or b""


def _dataset(ask: Ask) -> dict[str, Any]:
    """The dataset that the request asks; a graph that the store does not hold is empty, and nothing is ever fetched."""
    if not ask.has_dataset:
        return {}
    default, named = ([_iri(iri) for iri in iris] for iris in (ask.default_graphs, ask.named_graphs))
    return {"default_graph": default, "named_graphs": named}


def _iri(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise Refusal(400, f"{text[:200]!r} is no IRI of a graph") from error


def work(connection: Connection, file: Path, limits: Limits) -> None:
    """The process: loads the graph, says None or what is wrong with it, then answers until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends its workers
    try:
        store = querying.load(file)
    except OntographError as error:
        connection.send(str(error))
        return
    _bound(limits.memory_bytes)
    try:
        connection.send(None)
        while True:
            ask = connection.recv()
            _alarm(ceil(limits.seconds) + 5)  # ends this process if the server is gone and cannot
            connection.send(answer(store, ask, limits))
            _alarm(0)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _bound(memory: int) -> None:
    """Let this process take so many bytes more than it has, as far as the system can see to that."""
    if resource is None:
        return
    with suppress(OSError):  # no /proc: it has less than the bound
        memory += int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    with suppress(OSError, ValueError):  # there is a lower bound already, or none can be set
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a stack overflow is nothing to look into


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
