"""Asking a graph: SPARQL on an embedded store (pyoxigraph), and the named queries in `queries/*.rq`.

    store = load(Path("graph"))
    print(run(store, named("departures").bind(org="OpenAI")).rows)

A graph is only read: updates are no queries, and SERVICE (asking other servers) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from ontograph import resources
from ontograph.errors import DataError, GraphError, QueryError
from ontograph.exports import turtle
from ontograph.vocabulary import PREFIXES

Format = Literal["json", "csv", "tsv", "ttl"]

GRAPH_FILE = "graph.ttl"

_FILES = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""What a graph file is by its suffix; Turtle, if it has another."""
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_UPDATE = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_HEADER = re.compile(r"#[ \t]*(title_fr|title_en|param)[ \t]*:[ \t]*(.+)")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TOKEN = re.compile(
    r"""\b(SERVICE)\b
    | "{3}(?:\\.|(?!"{3}).)*"{3} | '{3}(?:\\.|(?!'{3}).)*'{3} | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | <[^<>"{}|^`\\\s]*> | \#[^\n]* | [?$]\w+ | [\w.-]*:(?:\\.|[\w.%:-])* | @[\w-]+ | \w+""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""The keyword SERVICE, or what may hold the word: strings, IRIs, comments, variables, prefixed names."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that ships with the program: `queries/NAME.rq`.

    Its parameters are variables that `VALUES ?name { UNDEF }` leaves open; `bind` closes them.
    """

    name: str
    title_fr: str
    title_en: str
    params: Mapping[str, str]
    """Name -> what it is, in the order of the file. Every parameter may be left out."""
    text: str

    def bind(self, **values: str) -> str:
        """The query with these values for its parameters, as string literals; raises QueryError for an unknown one."""
        text = self.text
        for name, value in values.items():
            if name not in self.params:
                known = ", ".join(f"--{param}" for param in self.params) or "none"
                raise QueryError(f"{self.name}: no parameter --{name}; it has {known}")
            text = text.replace(_slot(name), f"VALUES ?{name} {{ {ox.Literal(value.strip())} }}")
        return text


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: rows (SELECT), a truth value (ASK) or a graph (CONSTRUCT, DESCRIBE)."""

    kind: Literal["rows", "boolean", "graph"]
    content: bytes
    """SPARQL results in JSON, or Turtle."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        if self.kind == "rows":
            return tuple(variable.value for variable in self._solutions().variables)
        return ("answer",) if self.kind == "boolean" else ("subject", "predicate", "object")

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The answer as a table of readable text: IRIs as prefixed names, literals as their value, "" for nothing."""
        if self.kind == "rows":
            return [tuple(show(term) for term in solution) for solution in self._solutions()]
        if self.kind == "boolean":
            return [("true" if self.boolean else "false",)]
        triples = ox.parse(self.content, format=ox.RdfFormat.TURTLE)
        return [(show(triple.subject), show(triple.predicate), show(triple.object)) for triple in triples]

    @property
    def boolean(self) -> bool:
        """The answer of an ASK; False for anything else."""
        parsed = self._parsed() if self.kind == "boolean" else None
        return isinstance(parsed, ox.QueryBoolean) and bool(parsed)

    def serialize(self, format: Format) -> bytes:
        """The answer in a W3C format; raises QueryError where the format cannot hold it."""
        if self.kind == "graph":
            if format != "ttl":
                raise QueryError(f"a graph (CONSTRUCT, DESCRIBE) has the format ttl, not {format}")
            return self.content
        if format not in _RESULTS:
            raise QueryError(f"rows have the formats {', '.join(_RESULTS)}, not {format}: CONSTRUCT makes a graph")
        parsed = self._parsed()
        if self.kind == "boolean" and format != "json":
            return self.rows[0][0].encode()
        return parsed.serialize(format=_RESULTS[format]) or b""

    def _parsed(self) -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(self.content, format=ox.QueryResultsFormat.JSON)

    def _solutions(self) -> ox.QuerySolutions:
        parsed = self._parsed()
        assert isinstance(parsed, ox.QuerySolutions)
        return parsed


def load(graph: Path) -> ox.Store:
    """A store with a graph: a file of RDF, or the folder of `ontograph build`. N-Quads and TriG bring named graphs.

    Raises GraphError if there is none or it cannot be read.
    """
    store = ox.Store()
    with _readable(graph) as file:
        store.bulk_load(path=str(file), format=_format(file))
    return store


def triples(graph: Path) -> list[ox.Triple]:
    """The triples of a graph (of its default graph), in the order of its file; raises as `load`."""
    with _readable(graph) as file:
        quads = ox.parse(path=str(file), format=_format(file))
        return [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]


def _format(file: Path) -> ox.RdfFormat:
    return _FILES.get(file.suffix.lower(), ox.RdfFormat.TURTLE)


@contextmanager
def _readable(graph: Path) -> Iterator[Path]:
    """The file of a graph; what goes wrong in reading it becomes a GraphError."""
    folder = graph.is_dir() or not graph.suffix
    file = graph / GRAPH_FILE if folder else graph
    try:
        yield file
    except FileNotFoundError as error:
        raise GraphError(f"{file}: no graph here; make one with: ontograph build corpus/ -o {file.parent}") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{file}: {_line(error)}") from error


def run(store: ox.Store, query: str, name: str = "query") -> Result:
    """Run a SPARQL query; the usual prefixes (og:, skos:, schema: …) need no declaration.

    Raises QueryError, in one line that begins with its name, if it does not parse, fails, changes the graph or asks
    another server.
    """
    if _asks_others(query) or _asks_others(_ESCAPE.sub(_character, query)):
        raise QueryError(f"{name}: SERVICE is refused: a query reads this graph only")
    try:
        answer = store.query(query, prefixes=PREFIXES)
        if isinstance(answer, ox.QueryBoolean):
            return Result("boolean", answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        if isinstance(answer, ox.QueryTriples):
            return Result("graph", turtle.render(answer, PREFIXES))
        return Result("rows", answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        if _UPDATE & {found[0].upper() for found in _TOKEN.finditer(query)}:
            raise QueryError(f"{name}: the graph is read only: SELECT, ASK, CONSTRUCT or DESCRIBE it") from error
        raise QueryError(f"{name}: {_line(error)}") from error


def named(name: str) -> NamedQuery:
    """A named query; raises QueryError if there is none of that name."""
    found = {query.name: query for query in list_named()}
    if name not in found:
        raise QueryError(f"{name}: no query of this name; there are {', '.join(found)}")
    return found[name]


@cache
def list_named() -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name; raises DataError if a file of them is broken."""
    return tuple(_read(file) for file in sorted(resources.path("queries").glob("*.rq")))


def show(term: object) -> str:
    """A term of a result as a person reads it."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        best = max(PREFIXES.items(), key=lambda item: len(item[1]) if term.value.startswith(item[1]) else -1)
        return f"{best[0]}:{term.value[len(best[1]) :]}" if term.value.startswith(best[1]) else term.value
    return str(term)


def _read(file: Path) -> NamedQuery:
    """Read the comments at the top: `# title_fr: …`, `# title_en: …`, and `# param: name what it is` a parameter."""
    text = file.read_text(encoding="utf-8")
    header = [match.groups() for match in map(_HEADER.match, text.splitlines()) if match]
    titles = {key: value for key, value in header if key != "param"}
    params = dict(value.split(maxsplit=1) for key, value in header if key == "param" and " " in value)
    missing = {"title_fr", "title_en"} - titles.keys()
    if missing or not _NAME.fullmatch(file.stem):
        raise DataError(f"{file}: a named query needs a lower-case name and the comments # title_fr: and # title_en:")
    if unused := [name for name in params if _slot(name) not in text]:
        raise DataError(f"{file}: parameter {unused[0]} has no line {_slot(unused[0])}")
    return NamedQuery(file.stem, titles["title_fr"], titles["title_en"], params, text)


def _slot(param: str) -> str:
    return f"VALUES ?{param} {{ UNDEF }}"


def _asks_others(query: str) -> bool:
    return any(found[1] for found in _TOKEN.finditer(query))


def _character(escape: re.Match[str]) -> str:
    """SPARQL allows code point escapes anywhere, in keywords too."""
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else ""


def _line(error: BaseException) -> str:
    """An error in one line, without the grammar's whole list of what might have come instead."""
    text = " ".join(str(error).split())
    return re.sub(r"error at (\d+):(\d+): expected .*", r"syntax error at line \1, column \2", text)
