"""Asking a graph: SPARQL on an embedded store (pyoxigraph), and the named queries in `queries/*.rq`.

    store = load(Path("graph"))
    print(run(store, named("departures").bind(store, org="OpenAI")).rows)

(`ontograph.ask` does the same in one call.)

A graph is only read: updates are no queries, and SERVICE (asking other servers) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import pyoxigraph as ox

from ontograph import journal, parameters, resources
from ontograph.errors import DataError, GraphError, QueryError
from ontograph.exports import turtle
from ontograph.exports.cells import harmless
from ontograph.parameters import Parameter
from ontograph.vocabulary import PREFIXES

Format = Literal["json", "csv", "tsv", "ttl"]

GRAPH_FILE = "graph.ttl"

FAILURES = (OSError, SyntaxError, ValueError, RuntimeError)
"""What the store raises for a query that does not parse or fails."""
NO_SERVICE = "SERVICE is refused: a query reads this graph only"
READ_ONLY = "the graph is read only: SELECT, ASK, CONSTRUCT or DESCRIBE it"

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
_HEADER = re.compile(r"#[ \t]*(title_fr|title_en|param|column)[ \t]*:[ \t]*(.+)")
_COMMENT = re.compile(r"#[ \t]*(.*)")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?")
_SLOT = re.compile(r"VALUES \?(\w+) \{ ([^{}]*) \}")
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

    Its parameters are variables that `VALUES ?name { UNDEF }` leaves open, or to which `VALUES ?name { 24 }` gives
    its usual value; `bind` closes them. The file is plain SPARQL: any other program runs it as it is.
    """

    name: str
    title_fr: str
    title_en: str
    params: Mapping[str, Parameter]
    """By name, in the order of the file. Every parameter may be left out."""
    columns: Mapping[str, str]
    """Name -> what it says."""
    note: str
    """What the answer is worth: the other comments at the top of the file."""
    text: str

    def bind(self, store: ox.Store, **values: str) -> str:
        """The query with these values for its parameters: `bind(store, org="OpenAI", date="2023-11-19")`.

        The store tells which entities a name means. Raises QueryError for an unknown parameter or a value that it does
        not take, GraphError for a name that nothing bears.
        """
        for name in values:
            if name not in self.params:
                known = ", ".join(f"--{param}" for param in self.params) or "none"
                raise QueryError(f"{self.name}: no parameter --{name}; it has {known}")
        terms = {name: " ".join(self.params[name].terms(store, value)) for name, value in values.items()}
        return _SLOT.sub(lambda slot: f"VALUES ?{slot[1]} {{ {terms.get(slot[1], slot[2])} }}", self.text)


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
    def records(self) -> list[dict[str, str]]:
        """The rows by column; "" where one has no value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from ontograph import htmlview

        return htmlview.of_answer(self.columns, self.rows)

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

    def spreadsheet(self) -> bytes:
        """The answer in CSV as `serialize` gives it, but no text in it is a formula to a spreadsheet (`exports.cells`):
        what articles say is anybody's. Raises QueryError for a graph."""
        if self.kind != "rows":
            return self.serialize("csv")
        told = msgspec.json.decode(self.content)
        for term in (term for row in told["results"]["bindings"] for term in row.values()):
            is_number = "datatype" in term and _NUMBER.fullmatch(term["value"])
            if term["type"] == "literal" and not is_number:
                term["value"] = harmless(term["value"])
        return replace(self, content=msgspec.json.encode(told)).serialize("csv")

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
    with readable(graph) as file:
        store.bulk_load(path=str(file), format=_format(file))
    return store


def triples(graph: Path) -> list[ox.Triple]:
    """The triples of a graph (of its default graph), in the order of its file; raises as `load`."""
    with readable(graph) as file:
        quads = ox.parse(path=str(file), format=_format(file))
        return [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]


def _format(file: Path) -> ox.RdfFormat:
    return _FILES.get(file.suffix.lower(), ox.RdfFormat.TURTLE)


@contextmanager
def readable(graph: Path) -> Iterator[Path]:
    """The file of a graph: itself, or that of a folder; what goes wrong in reading it becomes a GraphError."""
    folder = graph.is_dir() or not graph.suffix
    file = graph / GRAPH_FILE if folder else graph
    try:
        yield journal.at_hand(file)
    except FileNotFoundError as error:
        raise GraphError(f"{file}: no graph here; make one with: ontograph build corpus/ -o {file.parent}") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{file}: {_line(error)}") from error


def run(store: ox.Store, query: str, name: str = "query") -> Result:
    """Run a SPARQL query; the usual prefixes (og:, skos:, schema: …) need no declaration.

    Raises QueryError, in one line that begins with its name, if it does not parse, fails, changes the graph or asks
    another server.
    """
    if asks_others(query):
        raise QueryError(f"{name}: {NO_SERVICE}")
    try:
        answer = store.query(query, prefixes=PREFIXES)
        if isinstance(answer, ox.QueryBoolean):
            return Result("boolean", answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
        if isinstance(answer, ox.QueryTriples):
            return Result("graph", turtle.render(answer, PREFIXES))
        return Result("rows", answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    except FAILURES as error:
        raise QueryError(f"{name}: {complaint(query, error)}") from error


def named(name: str) -> NamedQuery:
    """A named query; raises QueryError if there is none of that name."""
    found = {query.name: query for query in list_named()}
    if name not in found:
        raise QueryError(f"{name}: no query of this name; there are {', '.join(found)}")
    return found[name]


@cache
def list_named() -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name; raises DataError if a file of them is broken."""
    return tuple(_read(file) for file in sorted(resources.path("queries").glob("*.rq"), key=lambda file: file.stem))


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
    """Read the comments at the top: `# title_fr: …`, `# title_en: …`, `# param: name kind what it is` and
    `# column: name what it is`; the rest of them is the note."""
    text = file.read_text(encoding="utf-8")
    top = text.partition("\nPREFIX")[0].splitlines()
    header = [match.groups() for match in map(_HEADER.match, top) if match]
    titles = {key: value for key, value in header if key.startswith("title")}
    if {"title_fr", "title_en"} - titles.keys() or not _NAME.fullmatch(file.stem):
        raise DataError(f"{file}: a named query needs a lower-case name and the comments # title_fr: and # title_en:")
    lines = [value.split(maxsplit=2) for key, value in header if key == "param"]
    if wrong := [line for line in lines if len(line) < 3 or line[1] not in parameters.KINDS]:
        kinds = ", ".join(parameters.KINDS)
        raise DataError(f"{file}: # param: {' '.join(wrong[0])}: it needs a name, one of {kinds}, and what it is")
    slots = {slot[1] for slot in _SLOT.finditer(text)}
    if unused := [line[0] for line in lines if line[0] not in slots]:
        raise DataError(f"{file}: parameter {unused[0]} has no line VALUES ?{unused[0]} {{ UNDEF }}")
    columns = dict(value.split(maxsplit=1) for key, value in header if key == "column" and " " in value)
    comments = [match[1] for line in top if not _HEADER.match(line) and (match := _COMMENT.match(line))]
    params = {line[0]: Parameter(*line) for line in lines}
    return NamedQuery(file.stem, titles["title_fr"], titles["title_en"], params, columns, " ".join(comments), text)


def asks_others(query: str) -> bool:
    """Whether a query asks another server (SERVICE), also where escapes hide the keyword."""
    return any(found[1] for text in (query, _ESCAPE.sub(_character, query)) for found in _TOKEN.finditer(text))


def complaint(query: str, error: BaseException) -> str:
    """What is wrong with a query that the store refused with one of FAILURES, in one line."""
    if _UPDATE & {found[0].upper() for found in _TOKEN.finditer(query)}:
        return READ_ONLY
    return _line(error)


def _character(escape: re.Match[str]) -> str:
    """SPARQL allows code point escapes anywhere, in keywords too."""
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else ""


def _line(error: BaseException) -> str:
    """An error in one line, without the grammar's whole list of what might have come instead."""
    text = " ".join(str(error).split())
    return re.sub(r"error at (\d+):(\d+): expected .*", r"syntax error at line \1, column \2", text)
