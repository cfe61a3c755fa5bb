"""The formats that a graph can be written in, by name: those of the program, and those that other packages add.

A package adds one by an entry point of the group "ontograph.exporters": its name is that of `--format` and the suffix
of the file, its object a function that takes a `Content` and returns the bytes of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path

from ontograph.errors import DataError
from ontograph.exports import Data, csvtables, gexf, graphml, jsonld, nquads, ntriples, trig, turtle
from ontograph.exports.content import Content
from ontograph.selection import View

Exporter = Callable[[Content], bytes]

GROUP = "ontograph.exporters"
ALWAYS = ("ttl", "graphml")
"""What every build writes."""
RDF = frozenset({"ttl", "nt", "nq", "trig", "jsonld"})
"""Formats that write every triple, whatever the view."""


def _explorer(content: Content) -> bytes:
    from ontograph import explorer

    whole = BUILT_IN["ttl"](content) if content.view == View() else None  # a part answers for that part only
    return explorer.page(content.knowledge, content.texts, whole)


BUILT_IN: dict[str, Exporter] = {
    "ttl": lambda content: b"".join(turtle.stream(content)),
    "graphml": lambda content: b"".join(graphml.stream(content.rows)),
    "gexf": lambda content: b"".join(gexf.stream(content.rows)),
    "nt": ntriples.dumps,
    "nq": nquads.dumps,
    "trig": trig.dumps,
    "jsonld": jsonld.dumps,
    "html": _explorer,
    "csv": lambda content: csvtables.dumps(content.rows),
}
STREAMED: dict[str, Callable[[Content], Iterator[bytes]]] = {
    "ttl": turtle.stream,
    "graphml": lambda content: graphml.stream(content.rows),
    "gexf": lambda content: gexf.stream(content.rows),
    "nt": ntriples.stream,
    "nq": nquads.stream,
    "trig": trig.stream,
}
"""The same bytes piece by piece, of formats whose files may be larger than memory."""
TABLES = "csv"
"""The one format of several files; its exporter packs them into one (ZIP)."""
PATTERNS = ("graph.*", csvtables.NODES, csvtables.EDGES)
"""What the files of all formats are called in the folder of a graph."""


def names() -> list[str]:
    """The names of all formats: the program's, then those of other packages, sorted."""
    return [*BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - BUILT_IN.keys())]


def left(folder: Path, written: Iterable[str]) -> list[Path]:
    """Files of the program's formats in a folder that a build does not write: they may be of another graph."""
    files = [folder / file for name in BUILT_IN.keys() - {*ALWAYS, *written} for file in file_names(name)]
    return sorted(file for file in files if file.exists())


def files(name: str, content: Content) -> Mapping[str, Data]:
    """The files of a format, as a build writes them: one, but for tables; raises as `exporter`, and as the exporter.

    Those of large graphs come piece by piece, and the exporter may raise at any piece.
    """
    export = exporter(name)  # another package's of the name of one of the program's is refused
    if name == TABLES:
        return csvtables.files(content.rows)
    return {f"graph.{name}": STREAMED[name](content) if name in STREAMED else export(content)}


def file_names(name: str) -> tuple[str, ...]:
    """What the files of a format are called."""
    return (csvtables.NODES, csvtables.EDGES) if name == TABLES else (f"graph.{name}",)


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises DataError if there is none of that name or two, or if that of another package cannot be loaded.
    """
    if name in ALWAYS:
        return BUILT_IN[name]  # without a search through all installed packages
    points = list(entry_points(group=GROUP, name=name))
    if len(points) + (name in BUILT_IN) > 1:
        raise DataError(f"{name}: two exporters have this name ({', '.join(point.value for point in points)})")
    if name in BUILT_IN:
        return BUILT_IN[name]
    if not points:
        raise DataError(f"{name}: no such format; there are {', '.join(names())}")
    try:
        found: Exporter = points[0].load()
    except (ImportError, AttributeError) as error:
        raise DataError(f"{name}: the exporter {points[0].value} cannot be loaded: {error}") from error
    return found
