"""Readings -> Knowledge, guarded: what makes no graph costs only its own article; and the check of the result."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from ontograph import corpus, graph
from ontograph import validate as validating
from ontograph.corpus import Failure
from ontograph.corrections import Corrector
from ontograph.duplicates import Copy, Sketches, once
from ontograph.errors import InvalidError
from ontograph.model import Article, Knowledge, Reading
from ontograph.resolve import resolve
from ontograph.resolve.briefs import Brief, briefs
from ontograph.statements import Statements

log = logging.getLogger(__name__)


def reduce(
    readings: Iterable[Reading], articles: Iterable[Article], corrector: Corrector | None
) -> tuple[Knowledge, tuple[Copy, ...], list[Failure]]:
    """All readings in one, each wording once, the copies, and what alone makes no graph and is left out (an unknown
    role, or id). `readings` and their `articles` are gone through more than once."""
    try:
        return *_reduced(readings, articles, corrector), []
    except Exception:
        log.debug("the readings make no graph: try one by one", exc_info=True)
        misfits = [failure for failure in map(_misfit, readings) if failure]
        if not misfits:
            raise
    paths = {failure.path for failure in misfits}
    return *_reduced((found for found in readings if found.path not in paths), articles, corrector), misfits


def _reduced(
    readings: Iterable[Reading], articles: Iterable[Article], corrector: Corrector | None
) -> tuple[Knowledge, tuple[Copy, ...]]:
    """The knowledge, checked, and the copies. What is no longer needed is let go: there may be a million claims."""
    told = once(list(readings) if corrector else briefs(readings), Sketches.of(articles))
    left, copies = list(told.readings), told.copies
    del told
    knowledge = resolve(_taken(left), corrector)
    Statements(knowledge).check()
    return knowledge, copies


def _taken(left: list[Reading | Brief]) -> Iterator[Reading | Brief]:
    """What is left, until nothing is."""
    while left:
        yield left.pop()


def check(knowledge: Knowledge) -> dict[str, object]:
    """What the report says of a graph that keeps the rules; one that breaks them is a bug, or the work of a
    correction, and raises InvalidError."""
    checked = validating.check(graph.to_rdf(knowledge))
    if checked.violations:
        first = checked.violations[0]
        raise InvalidError(
            f"the graph breaks its own rules ({checked.summary()}), by a bug or a correction; nothing written. "
            f"{first.label}: {first.message} Build without --validate, and `ontograph validate` lists them all"
        )
    warnings = [{"node": found.node, "message": found.message} for found in checked.warnings]
    return {"triples": checked.triples, "violations": 0, "warnings": warnings}


def _misfit(found: Reading) -> Failure | None:
    try:
        Statements(resolve([found])).check()
    except Exception as error:
        log.debug("%s makes no graph", found.path, exc_info=True)
        return corpus.failure(found.path, error)
    return None
