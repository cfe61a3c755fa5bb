"""Commands that make something of articles, or of a graph: build, export, annotate."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ontograph.cli.app import app, examples
from ontograph.cli.messages import complain, left_out, notice
from ontograph.cli.options import (
    GRAPH,
    Certainty,
    Focus,
    Formats,
    GraphArgument,
    Hops,
    Pipeline,
    Published,
    Shape,
    Since,
    Source,
    Until,
    ViewShape,
    formats_begun,
    known_format,
    view_of,
)
from ontograph.errors import CorpusError, GraphError
from ontograph.terminal import say

if TYPE_CHECKING:
    from ontograph.exports.content import Content
    from ontograph.selection import View


class AnnotateFormat(StrEnum):
    """What `annotate` prints."""

    jsonl = "jsonl"
    html = "html"


class BuildEngine(StrEnum):
    """What reads the articles."""

    local = "local"
    ray = "ray"


@app.command(
    epilog=examples(
        "ontograph build corpus/",
        "ontograph build corpus/ -o graph/ --format nq --strict",
        "ontograph build corpus/ --focus OpenAI --hops 2 --since 2023  # for Gephi: a part of it in graph.graphml",
        "cat article.txt | ontograph build - -o one/  # from standard input",
    ),
)
def build(
    source: Source,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the graph goes.")] = GRAPH,
    formats: Formats = None,
    view: Shape = ViewShape.people_and_companies,
    focus: Focus = None,
    hops: Hops = None,
    since: Since = None,
    until: Until = None,
    factuality: Certainty = None,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing if one document cannot be read.")] = False,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where readings are kept (default: .cache in the output).")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every article again, and keep nothing.")] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Check it against shapes.ttl; write nothing if it is not valid.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that read (default: the cores).")
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit", min=0.1, metavar="SECONDS", help="For one document (default: 60, long ones more)."
        ),
    ] = None,
    engine: Annotated[
        BuildEngine, typer.Option("--engine", help="Who reads: this machine, or Ray, on many (docs/scaling.md).")
    ] = BuildEngine.local,
    config: Pipeline = "fr_press.cfg",
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your corrections (default: corrections.yml in the corpus).")
    ] = None,
) -> None:
    """Build the graph of a corpus.

    Writes graph.ttl, graph.graphml and build.json. Only what has changed is read again. A document that cannot be read
    is left out and named; the rest is built. The options from --view to --factuality say what networks and pages show
    (graphml, gexf, csv, html); files of RDF have the whole graph.
    """
    from ontograph import flow, progress

    if cache and no_cache:
        raise typer.BadParameter("--cache or --no-cache, not both")
    wanted = [known_format(name) for name in formats or []]
    shown = view_of(view, focus, hops, since, until, factuality)
    with progress.bars() as bar:
        report = flow.update(
            source,
            output,
            formats=wanted,
            view=shown,
            config=config,
            cache=cache or not no_cache,
            strict=strict,
            validate=validate,
            on_file=bar("opening"),
            on_article=bar("reading"),
            on_notice=notice,
            processes=jobs,
            time_limit=time_limit,
            engine=engine.value,
            corrections=corrections,
        )
    for failure in report.failed:
        left_out(failure)
    for complaint in report.corrections.complaints if report.corrections else ():
        complain(complaint, 0)
    say(f"{output / 'graph.ttl'}: {report.summary()}")


@app.command(
    epilog=examples(
        "ontograph export --format jsonld -o graph.jsonld",
        "ontograph export -o graph.html  # the explorer, with each sentence in its article",
        "ontograph export graph/ -o graph.nq  # the format is that of the suffix",
        "ontograph export --format nt | grep mira-murati",
        "ontograph export -o openai.gexf --focus OpenAI --hops 2 --since 2023  # for Gephi",
        "ontograph export --format csv -o tables/  # nodes.csv, edges.csv",
        "ontograph export -o events.graphml --view events --factuality certain",
    ),
)
def export(
    graph: GraphArgument = GRAPH,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="ttl, graphml, gexf, csv, nt, nq, trig, jsonld, html; else by FILE.",
            autocompletion=formats_begun,
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where it goes.")] = "-",
    view: Shape = ViewShape.people_and_companies,
    focus: Focus = None,
    hops: Hops = None,
    since: Since = None,
    until: Until = None,
    factuality: Certainty = None,
    texts: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="DIR", help="html: the articles, if not in texts/ beside GRAPH."),
    ] = None,
) -> None:
    """Write a built graph in another format.

    Nothing is found anew: the bytes are those that build --format would have written. The options from --view on say
    what of it a network or a page shows (graphml, gexf, csv, html).
    """
    name = _format_of(output, format_)
    if texts and name != "html":
        raise typer.BadParameter(f"{name} has no place for articles; --corpus is for html")
    shown = view_of(view, focus, hops, since, until, factuality)
    _refuse_part(name, shown)
    _put(name, _content(graph, shown, texts), output)


def _format_of(output: str, format_: str | None) -> str:
    """The name of the format that is asked for, or that the file's suffix has."""
    from ontograph.exports import registry

    suffix = Path(output).suffix.removeprefix(".")
    if not format_ and not suffix:
        raise typer.BadParameter(f"--format is needed: {', '.join(registry.names())}")
    name = known_format(format_ or suffix)
    if name == registry.TABLES and (output == "-" or suffix == name):
        raise typer.BadParameter("csv is two tables, nodes.csv and edges.csv: -o FOLDER, or -o FILE.zip")
    return name


def _refuse_part(name: str, shown: View) -> None:
    """A file of RDF has the whole graph."""
    from ontograph.exports import registry
    from ontograph.selection import View

    if shown != View() and name in registry.RDF:
        raise typer.BadParameter(
            f"{name} has every triple; --view, --focus and the like are for graphml, gexf, csv and html"
        )


def _content(graph: Path, shown: View, texts: Path | None) -> Content:
    """What of a graph is shown; raises GraphError where there is nothing."""
    from dataclasses import replace

    from ontograph import corpus, query
    from ontograph.exports.content import Content
    from ontograph.texts import Texts, TextSource

    triples = query.triples(graph)
    if not triples:
        raise GraphError(f"{graph}: no triple in its default graph; nothing written")
    at_hand: TextSource = Texts.beside(graph)
    if texts:
        at_hand = {article.sha256: article.text for article in corpus.read(texts).articles}
    return replace(Content.of_triples(triples).seen(shown), texts=at_hand)


def _put(name: str, content: Content, output: str) -> None:
    """Write a graph to a file, a folder of tables or standard output."""
    from ontograph import exports
    from ontograph.exports import registry

    place = Path(output)
    if name == registry.TABLES and place.suffix != ".zip":
        files = registry.files(name, content)
        place.mkdir(parents=True, exist_ok=True)
        exports.replace_files(place, files)
        return
    data = (
        registry.files(name, content)[f"graph.{name}"] if name != registry.TABLES else registry.exporter(name)(content)
    )
    if output == "-":
        sys.stdout.buffer.writelines([data] if isinstance(data, bytes) else data)
    else:
        exports.replace_file(place, data)


@app.command(
    epilog=examples(
        "ontograph annotate corpus/money-01.txt --format html > money-01.html",
        'echo "Claire Aubry a quitté Nova IA mardi." | ontograph annotate - --published 2024-05-20',
    ),
)
def annotate(
    source: Source,
    published: Published = None,
    format_: Annotated[AnnotateFormat, typer.Option("--format", help="JSON Lines, or a page.")] = AnnotateFormat.jsonl,
    config: Pipeline = "fr_press.cfg",
) -> None:
    """Show what the program sees in a text.

    Prints names, dates, amounts and facts: a line of JSON for each document, or a page with the passages marked.
    """
    from ontograph import annotate as annotating
    from ontograph import corpus, pipeline

    found = corpus.read(source)
    articles = corpus.with_date(found.articles, published)
    for failure in found.failures:
        left_out(failure)
    if not articles:
        raise CorpusError(f"{source}: no article to annotate")
    nlp = pipeline.load(config)
    if format_ is AnnotateFormat.html:
        print(annotating.html(nlp, articles, left_out))
    else:
        for line in annotating.json_lines(nlp, articles, left_out):
            print(line)
