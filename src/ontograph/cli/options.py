"""Arguments and options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ontograph.selection import View

GRAPH = Path("graph")

CORPUS = (
    "A folder of articles (txt, md, html, pdf, docx, eml, rss, json, csv, zip …), one such file, or - (standard input)."
)
A_GRAPH = "The folder of a build, or a file of RDF."


class ReportFormat(StrEnum):
    """What `explain` and `evaluate` print."""

    text = "text"
    json = "json"


def formats_begun(begun: str) -> list[str]:
    """For the shell: the formats of graphs that begin so."""
    from ontograph.exports import registry

    return [name for name in registry.names() if name.startswith(begun)]


Source = Annotated[str, typer.Argument(metavar="CORPUS", help=CORPUS)]
GraphArgument = Annotated[Path, typer.Argument(metavar="[GRAPH]", help=A_GRAPH)]
Graph = Annotated[Path, typer.Option("--graph", "-g", metavar="GRAPH", help=A_GRAPH)]
Report = Annotated[ReportFormat, typer.Option("--format", help="For people, or for programs.")]
Published = Annotated[str | None, typer.Option(metavar="DATE", help="Publication date (YYYY-MM-DD) of the text.")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Also graph.NAME: html, gexf, csv, nt, nq, trig or jsonld. May be repeated.",
        autocompletion=formats_begun,
    ),
]
Pipeline = Annotated[str, typer.Option("--pipeline", metavar="FILE", help="A spaCy config of your own.")]


class ViewShape(StrEnum):
    """What the nodes of a network in a file are."""

    people_and_companies = "people-and-companies"
    events = "events"


Shape = Annotated[ViewShape, typer.Option("--view", help="Facts as edges, or as nodes (events).")]
Focus = Annotated[
    list[str] | None, typer.Option("--focus", metavar="NAME", help="Only what is around them. May be repeated.")
]
Hops = Annotated[int | None, typer.Option("--hops", min=0, help="How many facts away from --focus (default: 1).")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Only facts on that day or later.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Only facts on that day or earlier.")]
Certainty = Annotated[
    list[str] | None,
    typer.Option("--factuality", metavar="WORD[,WORD]", help="certain, planned, possible or negated."),
]


def view_of(
    shape: ViewShape,
    focus: list[str] | None,
    hops: int | None,
    since: str | None,
    until: str | None,
    factuality: list[str] | None,
) -> View:
    """The view that these options say; raises typer.BadParameter for hops from nobody, and as `View.of`."""
    from ontograph.selection import View

    if hops is not None and not focus:
        raise typer.BadParameter("--hops counts from a --focus: around whom?")
    return View.of(shape.value, focus or (), 1 if hops is None else hops, since, until, factuality or ())


def known_format(name: str) -> str:
    """The name of a format; raises typer.BadParameter if it is none."""
    from ontograph.exports import registry

    if name not in registry.names():
        raise typer.BadParameter(f"{name!r} is no format; there are {', '.join(registry.names())}")
    return name
