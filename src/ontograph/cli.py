"""The command line: options, messages, exit codes. Everything else is in the modules it calls, imported when needed.

Exit codes: 0 done, 1 failed or nothing built (with `--strict` also: a document left out), 2 wrong usage.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ontograph.errors import CorpusError, GraphError, OntographError

if TYPE_CHECKING:
    from ontograph.corpus import Failure

app = typer.Typer(
    name="ontograph",
    help="French press articles in, a knowledge graph out: every fact with its sentence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def examples(*lines: str) -> str:
    """The end of a command's help, line by line as written: what to type, and after two spaces and # what it does."""
    return "\b\n" + "\n".join(["Examples:", *(f"  {line}" for line in lines)])


class QueryFormat(StrEnum):
    """What `query` prints."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    ttl = "ttl"


class ReportFormat(StrEnum):
    """What `explain` and `evaluate` print."""

    text = "text"
    json = "json"


class MessageLanguage(StrEnum):
    """In which language `validate` says what is wrong."""

    en = "en"
    fr = "fr"


class ReviewFormat(StrEnum):
    """What `review` prints."""

    text = "text"
    yaml = "yaml"


class AnnotateFormat(StrEnum):
    """What `annotate` prints."""

    jsonl = "jsonl"
    html = "html"


class ViewShape(StrEnum):
    """What the nodes of an exported network are."""

    people_and_companies = "people-and-companies"
    events = "events"


def _formats(begun: str) -> list[str]:
    """For the shell: the formats of graphs that begin so."""
    from ontograph.exports import registry

    return [name for name in registry.names() if name.startswith(begun)]


def _questions(begun: str) -> list[tuple[str, str]]:
    """For the shell: the named queries that begin so, and what they ask."""
    from ontograph import query as query_module

    return [(named.name, named.title_en) for named in query_module.list_named() if named.name.startswith(begun)]


GRAPH = Path("graph")

CORPUS = "A folder of .txt, .md or .jsonl files; one such file; or -, standard input."
A_GRAPH = "The folder of a build, or a file of RDF."

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
        autocompletion=_formats,
    ),
]
Pipeline = Annotated[str, typer.Option("--pipeline", metavar="FILE", help="A spaCy config of your own.")]


def prepare() -> None:
    """Before anything is imported: one thread for numpy's matrix products, since the articles are shared out already,
    and few searches for cycles of garbage, which imports do not leave."""
    gc.set_threshold(100_000, 20, 20)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; `--debug` lets tracebacks through."""
    arguments = sys.argv[1:] if arguments is None else arguments
    prepare()
    if "--debug" in arguments:
        logging.basicConfig(level=logging.INFO)
        logging.getLogger("ontograph").setLevel(logging.DEBUG)
    try:
        app(args=arguments, prog_name="ontograph")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _complain(_message(error), 1)
    return 0


def _message(error: Exception) -> str:
    if isinstance(error, OntographError):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return f"{type(error).__name__}: {error} (a bug; `ontograph --debug …` shows where)"


def _complain(message: str, code: int) -> int:
    print("ontograph: " + " ".join(message.split()), file=sys.stderr)
    return code


def _left_out(failure: Failure) -> None:
    _complain(f"left out: {failure.path}: {failure.reason}", 1)


def _notice(message: str) -> None:
    _complain(message, 0)


def _version(asked: bool) -> None:
    if asked:
        print(f"ontograph {version('ontograph-press')}")
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """French press articles in, a knowledge graph out: every fact with its sentence."""


@app.command(
    epilog=examples(
        "ontograph build corpus/",
        "ontograph build corpus/ -o graph/ --format nq --strict",
        "cat article.txt | ontograph build - -o one/  # from standard input",
    ),
)
def build(
    source: Source,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the graph goes.")] = GRAPH,
    formats: Formats = None,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing if one document cannot be read.")] = False,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where readings are kept (default: .cache in the output).")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every article again, and keep nothing.")] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Check it against shapes.ttl; write nothing if it is not valid.")
    ] = False,
    config: Pipeline = "fr_press.cfg",
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your corrections (default: corrections.yml in the corpus).")
    ] = None,
) -> None:
    """Build the graph of a corpus.

    Writes graph.ttl, graph.graphml and build.json. Only what has changed is read again. A document that cannot be read
    is left out and named; the rest is built.
    """
    from ontograph import flow, progress

    if cache and no_cache:
        raise typer.BadParameter("--cache or --no-cache, not both")
    wanted = [_known_format(name) for name in formats or []]
    with progress.bar("reading") as on_article:
        report = flow.update(
            source,
            output,
            formats=wanted,
            config=config,
            cache=cache or not no_cache,
            strict=strict,
            validate=validate,
            on_article=on_article,
            on_notice=_notice,
            corrections=corrections,
        )
    for failure in report.failed:
        _left_out(failure)
    for complaint in report.corrections.complaints if report.corrections else ():
        _complain(complaint, 0)
    print(f"{output / 'graph.ttl'}: {report.summary()}")


@app.command(
    epilog=examples(
        "ontograph export --format jsonld -o graph.jsonld",
        "ontograph export -o graph.html --corpus corpus/  # the explorer, with each sentence in its article",
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
            autocompletion=_formats,
        ),
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Where it goes.")] = "-",
    view: Annotated[
        ViewShape, typer.Option("--view", help="Facts as edges, or as nodes (events).")
    ] = ViewShape.people_and_companies,
    focus: Annotated[
        list[str] | None, typer.Option("--focus", metavar="NAME", help="Only what is around them. May be repeated.")
    ] = None,
    hops: Annotated[
        int | None, typer.Option("--hops", min=0, help="How many facts away from --focus (default: 1).")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only facts on that day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only facts on that day or earlier.")] = None,
    factuality: Annotated[
        list[str] | None,
        typer.Option("--factuality", metavar="WORD[,WORD]", help="certain, planned, possible or negated."),
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--corpus", metavar="DIR", help="html: to show sentences in their articles.")
    ] = None,
) -> None:
    """Write a built graph in another format.

    Nothing is found anew: the bytes are those that build --format would have written. The options from --view on say
    what of it a network or a page shows (graphml, gexf, csv, html).
    """
    from dataclasses import replace

    from ontograph import corpus, exports, query
    from ontograph.exports import registry
    from ontograph.exports.content import Content
    from ontograph.selection import View

    suffix = Path(output).suffix.removeprefix(".")
    if not format_ and not suffix:
        raise typer.BadParameter(f"--format is needed: {', '.join(registry.names())}")
    name = _known_format(format_ or suffix)
    if hops is not None and not focus:
        raise typer.BadParameter("--hops counts from a --focus: around whom?")
    shown = View.of(view.value, focus or (), 1 if hops is None else hops, since, until, factuality or ())
    if shown != View() and name in registry.RDF:
        raise typer.BadParameter(
            f"{name} has every triple; --view, --focus and the like are for graphml, gexf, csv and html"
        )
    if name == registry.TABLES and (output == "-" or suffix == name):
        raise typer.BadParameter("csv is two tables, nodes.csv and edges.csv: -o FOLDER, or -o FILE.zip")
    dumps = registry.exporter(name)
    if texts and name != "html":
        raise typer.BadParameter(f"{name} has no place for articles; --corpus is for html")
    triples = query.triples(graph)
    if not triples:
        raise GraphError(f"{graph}: no triple in its default graph; nothing written")
    at_hand = {article.path: article.text for article in corpus.read(texts).articles} if texts else {}
    content = replace(Content.of_triples(triples).seen(shown), texts=at_hand)
    if name == registry.TABLES and suffix != "zip":
        _write_folder(Path(output), registry.files(name, content))
    elif output == "-":
        sys.stdout.buffer.write(dumps(content))
    else:
        exports.replace_file(Path(output), dumps(content))


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    from ontograph import exports

    folder.mkdir(parents=True, exist_ok=True)
    exports.replace_files(folder, files)


def _known_format(name: str) -> str:
    from ontograph.exports import registry

    if name not in registry.names():
        raise typer.BadParameter(f"{name!r} is no format; there are {', '.join(registry.names())}")
    return name


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
        _left_out(failure)
    if not articles:
        raise CorpusError(f"{source}: no article to annotate")
    nlp = pipeline.load(config)
    if format_ is AnnotateFormat.html:
        print(annotating.html(nlp, articles, _left_out))
    else:
        for line in annotating.json_lines(nlp, articles, _left_out):
            print(line)


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

    The explorer is at /, a form for queries at /query, the endpoint (SPARQL 1.1 Protocol, read only) at /sparql.
    """
    from ontograph import serve as serving

    serving.run(
        graph, host, port, timeout, limit, cors, on_ready=lambda line: print(line, flush=True), on_notice=_notice
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
        print("\n\n".join(map(str, found)))


@app.command(
    epilog=examples(
        "ontograph diff before/ graph/",
    ),
)
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help=A_GRAPH)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A later one.")],
    format_: Report = ReportFormat.text,
) -> None:
    """Say what changed from one graph to another.

    Facts, people and organizations that came (+), went (-) or changed (~), and which articles did it.

    Exit codes as those of the diff command: 0 no difference, 1 some, 2 trouble.
    """
    import msgspec

    from ontograph import diff as differing

    try:
        found = differing.compare(differing.read(old), differing.read(new))
    except OntographError as error:
        raise typer.Exit(_complain(str(error), 2)) from error
    print(msgspec.json.encode(found).decode() if format_ is ReportFormat.json else differing.text(found))
    if found:
        raise typer.Exit(1)


@app.command(
    epilog=examples(
        "ontograph validate",
        "ontograph validate graph/ --language fr",
    ),
)
def validate(
    graph: GraphArgument = GRAPH,
    format_: Report = ReportFormat.text,
    language: Annotated[
        MessageLanguage, typer.Option("--language", help="Language of the messages.")
    ] = MessageLanguage.en,
) -> None:
    """Check a graph against the rules of shapes.ttl.

    Says what is wrong, where, and what to do; the exit code is 1 if anything is. Needs the extra validate (pyshacl).
    """
    import msgspec

    from ontograph.validate import validate as check

    found = check(graph, language.value)
    if format_ is ReportFormat.json:
        told = {"conforms": found.conforms, "triples": found.triples, "problems": found.problems}
        print(msgspec.json.format(msgspec.json.encode(told), indent=1).decode())
    else:
        print("\n".join(filter(None, [found.text(language.value), f"{graph}: {found.summary()}"])))
    if not found.conforms:
        raise typer.Exit(1)


@app.command(
    epilog=examples(
        "ontograph review --limit 10",
        "ontograph review --format yaml > corrections.yml  # keep what is right, delete the rest",
    ),
)
def review(
    graph: GraphArgument = GRAPH,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many findings at most.")] = 20,
    format_: Annotated[
        ReviewFormat, typer.Option("--format", help="Text, or a file of corrections.")
    ] = ReviewFormat.text,
) -> None:
    """List what most needs a look.

    Names that may be one, claims that disagree or that little speaks for, posts that hardly go together: each with its
    sentences and a proposal for corrections.yml.
    """
    from ontograph import review as reviewing

    found = reviewing.of_graph(graph, limit)
    if format_ is ReviewFormat.yaml:
        print(reviewing.yaml(found), end="")
    else:
        print(reviewing.text(found) or "nothing that needs a look")


@app.command(
    epilog=examples(
        "ontograph evaluate tests/gold --corpus corpus/",
        "ontograph evaluate tests/gold --by-rule --errors",
        "ontograph evaluate --entity-pairs tests/gold/entity-pairs.yml",
    ),
)
def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(metavar="[GOLD]", help="A folder of gold files, one .json a document.")
    ] = None,
    graph: Graph = GRAPH,
    texts: Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="To check the quotes.")] = None,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="What each rule is worth.")] = False,
    fact_clusters: Annotated[
        Path | None,
        typer.Option("--fact-clusters", metavar="FILE", help="Which gold facts are one: how well they merge."),
    ] = None,
    entity_pairs: Annotated[
        Path | None,
        typer.Option("--entity-pairs", metavar="FILE", help="Pairs of names, one or two: how well they are told."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed and what is wrong.")] = False,
    format_: Report = ReportFormat.text,
) -> None:
    """Score a graph against gold annotations.

    Precision, recall and F1 by kind of fact; with --fact-clusters or --entity-pairs, how well facts or names merge.
    """
    import json

    from ontograph import evaluate as scoring

    if entity_pairs is not None:
        from ontograph.evaluate import pairs

        judged = pairs.evaluate(entity_pairs)
        if errors:
            print("\n".join(judged.errors))
        print(json.dumps(judged.all_figures(), indent=1) if format_ is ReportFormat.json else judged.table())
        return
    if gold is None:
        raise typer.BadParameter("GOLD: which gold files?")
    if fact_clusters is not None:
        from ontograph.evaluate import merging

        merged = merging.evaluate(graph, gold, fact_clusters)
        if errors:
            print("\n".join(merged.errors))
        print(json.dumps(merged.figures(), indent=1) if format_ is ReportFormat.json else merged.table())
        return
    report = scoring.evaluate(graph, gold, texts)
    if errors:
        print("\n".join(report.errors))
    if by_rule:
        print(report.rule_table())
    if format_ is ReportFormat.json:
        print(json.dumps(report.figures(), indent=1))
    else:
        print(report.table())
