"""Corrections on readings: entities first, then claims. Each correction ends in one outcome, none in silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ontograph.corpus import CORRECTIONS, STDIN
from ontograph.corrections import casting, claims, parse
from ontograph.corrections.model import (
    Add,
    Applied,
    Change,
    ClaimOperation,
    Corrections,
    EntityOperation,
    Outcome,
    Reject,
)
from ontograph.corrections.plan import Scene
from ontograph.corrections.recast import recast
from ontograph.model import Article, Reading
from ontograph.resolve.entities import Resolution


def of_corpus(source: str | Path, named: str | Path | None, articles: Iterable[Article]) -> Corrector | None:
    """The corrections of a corpus: of the file `named`, else of the one that lies in its folder; None without either.

    Raises CorrectionError where the file cannot be read, or is wrong in form.
    """
    file = Path(named) if named is not None else Path(source) / CORRECTIONS
    if named is None and not (str(source) != STDIN and file.is_file()):
        return None
    return Corrector(replace(parse.read(file), texts={article.path: article.text for article in articles}))


@dataclass(slots=True)
class Corrector:
    """Applies a file of corrections where articles become one graph, and keeps what became of each."""

    corrections: Corrections
    outcomes: tuple[Outcome, ...] = ()
    """Of the last time, by line."""

    @property
    def report(self) -> Applied:
        """What became of all of them."""
        results = Counter[str](sorted(outcome.result for outcome in self.outcomes))
        return Applied(self.corrections.source, self.corrections.sha256, dict(results), self.outcomes)

    def correct(self, readings: Sequence[Reading], resolution: Resolution) -> tuple[tuple[Reading, ...], Resolution]:
        """See `correct`."""
        corrected, resolved, self.outcomes = correct(self.corrections, readings, resolution)
        return corrected, resolved


def correct(
    corrections: Corrections, readings: Sequence[Reading], resolution: Resolution
) -> tuple[tuple[Reading, ...], Resolution, tuple[Outcome, ...]]:
    """The readings and their resolution as the corrections want them, and what became of each, by line.

    The readings stay as many, in their order. The order of the corrections makes no difference.
    """
    about_entities: dict[EntityOperation, list[int]] = defaultdict(list)
    about_claims: dict[ClaimOperation, list[int]] = defaultdict(list)
    for entry in corrections.entries:
        if isinstance(entry.operation, Reject | Change | Add):
            about_claims[entry.operation].append(entry.line)
        else:
            about_entities[entry.operation].append(entry.line)
    scene = Scene.of(readings, resolution, corrections.texts, {o: tuple(lines) for o, lines in about_entities.items()})
    plan, verdicts = casting.plan(about_entities, scene)
    done = recast(plan, readings, resolution)
    corrected, resolved, more = claims.correct(
        about_claims, done, plan, corrections.texts, {o: tuple(lines) for o, lines in about_claims.items()}
    )
    outcomes = []
    for entry in corrections.entries:
        operation = entry.operation
        verdict = more[operation] if isinstance(operation, Reject | Change | Add) else verdicts[operation]
        outcome = Outcome(entry.line, str(operation), verdict[0], verdict[1], *verdict[2:])
        outcomes.append(replace(outcome, why=entry.why, by=entry.by))
    return corrected, resolved, tuple(sorted(outcomes, key=lambda o: (o.line, o.correction)))
