"""The figures: precision, recall and F1 by type, accuracy of attributes, grounding, and precision by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from ontograph import corpus, query
from ontograph.evaluate import gold as golds
from ontograph.evaluate import identity
from ontograph.evaluate.gold import Entity, Gold
from ontograph.evaluate.identity import KINDS, Identity
from ontograph.evaluate.items import CORE, Item, Names, same_attribute, same_core, same_entity, unique
from ontograph.evaluate.predicted import Predicted

TYPES = (
    *("Position", "Departure", "LeaveOfAbsence", "Appointment", "Founding", "FundingRound", "Investment"),
    *("Acquisition", "Lawsuit", "Partnership", "Valuation"),
)
"""In the order of the report."""

MAIN = ("Position", "Departure", "Appointment", "FundingRound", "Investment", "Lawsuit")


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def figures(self) -> dict[str, float]:
        """p, r, f1, gold (how many are owed) and predicted (how many are found)."""
        found, owed = self.right + self.wrong, self.right + self.missed
        p, r = self.right / found if found else 0.0, self.right / owed if owed else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "gold": owed, "predicted": found}


@dataclass(slots=True)
class Report:
    """Counts over all gold files."""

    documents: int = 0
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """By fact type and kind of entity."""
    attributes: defaultdict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    rules: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Hits and false alarms by rule id."""
    grounding: Counter[bool] | None = None
    """Whether a quote is at its place in the text; None without a corpus."""
    identity: Identity | None = None
    """Whether there is one node for each entity; None where no gold file lists entities."""
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """All figures, ready for JSON."""
        sums = {name: self._sum(types) for name, types in (("all", TYPES), ("main", MAIN))}
        kinds = {kind: self.tallies[kind].figures() for kind in KINDS if self.tallies[kind] != Tally()}
        return {
            "documents": self.documents,
            "types": {name: self.tallies[name].figures() for name in TYPES},
            **({"entities": kinds} if kinds else {}),
            **({"identity": self.identity.figures()} if self.identity else {}),
            **{name: tally.figures() for name, tally in sums.items()},
            "attributes": {name: _accuracy(counts) for name, counts in sorted(self.attributes.items())},
            **({} if self.grounding is None else {"grounding": _accuracy(self.grounding)}),
        }

    def _sum(self, types: Iterable[str]) -> Tally:
        return sum((self.tallies[type_] for type_ in types), Tally())

    def table(self) -> str:
        """The figures for a reader."""
        figures = self.figures()
        rows = {**figures["types"], "MAIN": figures["main"], "ALL": figures["all"], **figures.get("entities", {})}
        lines = [f"{'type':<16}{'gold':>6}{'pred':>6}{'P':>8}{'R':>8}{'F1':>8}"]
        for name, row in rows.items():
            counts = f"{row['gold']:>6}{row['predicted']:>6}"
            lines.append(f"{name:<16}{counts}{row['p']:>8.3f}{row['r']:>8.3f}{row['f1']:>8.3f}")
        for name, row in figures["attributes"].items():
            lines.append(f"  {name:<14}accuracy {row['accuracy']:.3f} over {row['n']} matched facts")
        if (row := figures.get("grounding")) is not None:
            lines.append(f"  {'grounding':<14}{row['accuracy']:.3f} over {row['n']} claims")
        if (row := figures.get("identity")) is not None:
            told = (
                f"{row['entities']} entities, {row['split']} as several nodes, {row['merged']} nodes of several names"
            )
            lines.append(f"  {'identity':<14}{told}")
        return "\n".join(lines)

    def rule_table(self) -> str:
        """Hits, false alarms and precision of each rule, the one with most false alarms first."""
        rows = sorted(self.rules.items(), key=lambda item: (-item[1].wrong, -item[1].right, item[0]))
        width = max([len("rule"), *(len(name) for name, _ in rows)])
        lines = [f"{'rule':<{width}}{'right':>7}{'wrong':>7}{'P':>8}"]
        lines += [f"{name:<{width}}{t.right:>7}{t.wrong:>7}{t.figures()['p']:>8.3f}" for name, t in rows]
        return "\n".join(lines)


def evaluate(graph: Path, gold: Path, texts: Path | None = None) -> Report:
    """Score a graph (a Turtle file or the folder of a build) on a folder of gold files.

    `texts` is the corpus, to check the quotes. Raises DataError for broken gold, GraphError for a broken graph and
    CorpusError for a missing corpus.
    """
    report, found = Report(), Predicted(query.triples(graph))
    documents, mentions = golds.read(gold), found.mentions
    for document in documents:
        report.documents += 1
        _facts(document, found.items.get(document.document, []), report)
        if document.entities is not None:
            _entities(document.entities, mentions.get(document.document, []), document.document, report)
    if any(document.entities is not None for document in documents):
        report.identity = identity.compare(documents, found)
        report.errors += [*report.identity.split, *report.identity.merged]
    if texts is not None:
        known = {PurePosixPath(article.path).stem: article.text for article in corpus.read(texts).articles}
        claims = [claim for claim in found.claims if claim.document in known]
        grounded = [claim.quote and known[claim.document][claim.start : claim.end] == claim.quote for claim in claims]
        report.grounding = Counter(map(bool, grounded))
    return report


def _facts(document: Gold, found: Iterable[Item], report: Report) -> None:
    owed = unique(document.owed)
    optional = [*document.optional, *(item for item in document.owed if item not in owed)]  # told twice: no error
    free = unique(found)
    for item in owed:
        hits = [other for other in free if same_core(item, other)]
        if not hits:
            report.tallies[item.type].missed += 1
            report.errors.append(f"MISSED {document.document}: {item}")
            continue
        best = max(hits, key=lambda other: likeness(item, other))
        free.remove(best)
        report.tallies[item.type].right += 1
        for rule in best.rules:
            report.rules[rule].right += 1
        _attributes(item, best, report)
    for other in free:
        if not any(same_core(item, other) for item in optional):
            report.tallies[other.type].wrong += 1
            report.errors.append(f"WRONG  {document.document}: {other} ({', '.join(other.rules)})")
            for rule in other.rules:
                report.rules[rule].wrong += 1


def likeness(gold: Item, found: Item) -> int:
    """How well two items with the same core agree, the date before all."""
    given = [name for name, value in gold.attributes.items() if value is not None]
    agreed = {name for name in given if same_attribute(name, gold.attributes[name], found.attributes.get(name))}
    return 10 * ("date" in agreed) + len(agreed)


def _attributes(gold: Item, found: Item, report: Report) -> None:
    for name, value in gold.attributes.items():
        if value is None or _unscored(gold, name):
            continue
        right = same_attribute(name, value, found.attributes.get(name))
        report.attributes[name][right] += 1
        if not right:
            told = found.attributes.get(name)
            report.errors.append(f"ATTR   {gold.document}: {name} is {told!r}, gold {value!r}: {found}")


def _unscored(gold: Item, name: str) -> bool:
    """Attributes that are part of the core, or of no meaning (the status of a founder)."""
    if name == "status":
        return bool(gold.attributes["role_class"] == "Founder")
    if name == "role_class":
        return gold.type == "Position"
    return name == "amount" and "amount" in CORE[gold.type]


def _entities(owed: Iterable[Entity], found: list[tuple[str, Names]], document: str, report: Report) -> None:
    """People and organizations: a second node for the same one is wrong, media and boilerplate are optional."""
    free = list(found)
    for entity in owed:
        if entity.kind not in KINDS:
            continue  # a product or place that the graph calls a person or an organization stays wrong
        hits = [node for node in free if same_entity(entity.name, node[1])]
        if entity.media or entity.boilerplate:
            free = [node for node in free if node not in hits]
            continue
        right = [node for node in hits if node[0] == entity.kind]
        if right:
            report.tallies[entity.kind].right += 1
            free.remove(right[0])
        else:
            report.tallies[entity.kind].missed += 1
            report.errors.append(f"MISSED {document}: {entity.kind} {entity.name}")
    for kind, names in free:
        report.tallies[kind].wrong += 1
        report.errors.append(f"WRONG  {document}: {kind} {min(names, key=lambda name: (-len(name), name))}")


def _accuracy(counts: Counter[bool]) -> dict[str, float]:
    total = counts.total()
    return {"accuracy": counts[True] / total if total else 0.0, "n": total}
