"""Commands that ask a graph: query, serve, explain."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, cast

import typer

from ontograph.cli.app import app, examples
from ontograph.cli.messages import notice
from ontograph.cli.options import GRAPH, GraphArgument, Report, ReportFormat
from ontograph.terminal import say


class QueryFormat(StrEnum):
    """What `query` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    ttl = "ttl"


def _questions(begun: str) -> list[tuple[str, str]]:
    """For the shell: the named queries that begin so, and what they ask."""
    from ontograph import query as query_module

    return [(named.name, named.title_en) for named in query_module.list_named() if named.name.startswith(begun)]


@app.command(
    context_settings={"ignore_unknown_options": True},
    options_metavar="[OPTIONS] [--PARAMETER VALUE]…",
    epilog=examples(
        "ontograph query --list",
        "ontograph query departures --org OpenAI",
        "ontograph query graph/ leaders-on --org OpenAI --date 2023-11-19 --format csv",
        "ontograph query 'SELECT ?name { ?who a og:Person ; skos:prefLabel ?name }'",
    ),
)
def query(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[GRAPH] QUERY",
            help="A named query, a .rq file, or SPARQL; GRAPH is graph/ by default.",
            autocompletion=_questions,
        ),
    ] = None,
    format_: Annotated[QueryFormat, typer.Option("--format", help="How to print the answer.")] = QueryFormat.table,
    list_: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
) -> None:
    """Ask the graph a question.

    QUERY is a named one with its parameters, SPARQL, or a file of it. The prefixes og:, skos:, schema: … are known.
    """
    from ontograph import asking, tables
    from ontograph import query as query_module

    if list_:
        tables.show(("query", "question", "parameters"), asking.catalogue())
        return
    try:
        graph, text, parameters = asking.parse(words or [], GRAPH)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    answer = asking.ask(graph, text, **parameters)
    if format_ is QueryFormat.table:
        tables.show(answer.columns, answer.rows)
        if not answer.rows:
            print("no rows: the graph says nothing of this", file=sys.stderr)
    elif format_ is QueryFormat.csv:
        print(answer.spreadsheet().decode().rstrip("\n"))
    else:
        print(answer.serialize(cast(query_module.Format, format_.value)).decode().rstrip("\n"))


@app.command(
    epilog=examples(
        "ontograph serve",
        "ontograph serve graph/ --port 8080 --timeout 10 --limit 10000",
        "ontograph serve graph/graph.nq --host 0.0.0.0 --no-cors   # the network can read it",
    ),
)
def serve(
    graph: GraphArgument = GRAPH,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 is any free one.")] = 7878,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, metavar="SECONDS", help="For one query.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, metavar="ROWS", help="Of one answer.")] = 100_000,
    cors: Annotated[bool, typer.Option("--cors/--no-cors", help="Let pages of other sites read answers.")] = True,
) -> None:
    """Serve the graph on this machine: pages and SPARQL.

    The explorer is at /, the named queries at /query, the endpoint (SPARQL 1.1 Protocol, read only) at /sparql.
    """
    from ontograph import serve as serving

    serving.run(
        graph, host, port, timeout, limit, cors, on_ready=lambda line: print(line, flush=True), on_notice=notice
    )


@app.command(
    epilog=examples(
        'ontograph explain "Mira Murati"',
        "ontograph explain organization/openai graph/ --format json",
    ),
)
def explain(
    subject: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A person, an organization or a fact.")],
    graph: GraphArgument = GRAPH,
    format_: Report = ReportFormat.text,
) -> None:
    """Show every fact about someone, with its sentences.

    Each comes with its document, date, certainty and the rule that found it.
    """
    import msgspec

    from ontograph.explain import explain as find

    found = find(graph, subject)
    if format_ is ReportFormat.json:
        print(msgspec.json.encode(found).decode())
    else:
        say("\n\n".join(map(str, found)))
