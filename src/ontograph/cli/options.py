"""Arguments and options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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


def known_format(name: str) -> str:
    """The name of a format; raises typer.BadParameter if it is none."""
    from ontograph.exports import registry

    if name not in registry.names():
        raise typer.BadParameter(f"{name!r} is no format; there are {', '.join(registry.names())}")
    return name
