"""Commands that hold a graph against something: diff, validate, review, evaluate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ontograph.cli.app import app, examples
from ontograph.cli.messages import complain
from ontograph.cli.options import A_GRAPH, GRAPH, Graph, GraphArgument, Report, ReportFormat
from ontograph.errors import OntographError
from ontograph.terminal import say


class MessageLanguage(StrEnum):
    """In which language `validate` says what is wrong."""

    en = "en"
    fr = "fr"


class ReviewFormat(StrEnum):
    """What `review` prints."""

    text = "text"
    yaml = "yaml"


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
        raise typer.Exit(complain(str(error), 2)) from error
    say(msgspec.json.encode(found).decode() if format_ is ReportFormat.json else differing.text(found))
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
        say("\n".join(filter(None, [found.text(language.value), f"{graph}: {found.summary()}"])))
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
        say(reviewing.text(found) or "nothing that needs a look")


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
