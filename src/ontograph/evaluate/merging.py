"""Which facts of different articles are one fact: B-cubed precision and recall on clusters of gold facts.

A cluster file says which gold facts, of which documents, tell one fact. Two measurements are made. "gold in" merges
the gold facts themselves, as if every article had been read without an error: the quality of merging alone. "end to
end" looks at a built graph: each gold fact of a document is matched to one fact that the graph says this document
tells (`items.same_core`, the best agreement first), and those that are matched are compared. What the reading missed is
left out of the second measurement and counted beside it.

B-cubed (Bagga and Baldwin 1998): for each element, which part of its predicted cluster belongs to its true one
(precision) and which part of its true one is in its predicted one (recall); the mean over all elements. As most facts
are told once, pairs are given too: of all pairs of elements that are merged, how many are right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from ontograph import query
from ontograph.errors import DataError
from ontograph.evaluate import gold as golds
from ontograph.evaluate.items import Item, same_core
from ontograph.evaluate.predicted import Predicted
from ontograph.evaluate.score import TYPES, likeness
from ontograph.model import ENTITY_ROLES, Argument, Claim, Filler, LocalEntity, Mention, Money, Reading
from ontograph.resolve import resolve
from ontograph.resources import load_yaml

Element = tuple[str, int]
"""A gold fact: its document and its place among the facts of its file."""
Labels = Mapping[Element, str]
"""Which cluster each element is in."""

PEOPLE = frozenset({"founder", "person"})
_ROLES = {"role": "title", "role_class": "roleClass", "parties": "party", "investors": "investor"}
"""Keys of gold files that are called otherwise as roles."""
_NOT_ROLES = frozenset({"type", "factuality", "status", "date", "evidence", "attributed_to", "why_optional", "note"})


class _Cluster(msgspec.Struct, frozen=True):
    fact: str
    told: tuple[str, ...]


class _Clusters(msgspec.Struct, frozen=True):
    documents: tuple[str, ...]
    clusters: tuple[_Cluster, ...]


class _GoldFile(msgspec.Struct, frozen=True):
    facts: tuple[dict[str, Any], ...]
    published: str | None = None


@dataclass(frozen=True, slots=True)
class BCubed:
    """Agreement of two clusterings of the same elements."""

    elements: int
    precision: float
    recall: float
    pair_precision: float
    pair_recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Merging:
    """What is measured, by fact type and over all."""

    gold_in: Mapping[str, BCubed]
    end_to_end: Mapping[str, BCubed]
    missed: int
    """Gold facts that the graph does not tell."""
    errors: tuple[str, ...]
    """Clusters that came out in pieces, and facts that mix clusters, in words."""

    def table(self) -> str:
        """The figures for a reader."""
        lines = []
        for title, figures in (("gold in", self.gold_in), ("end to end", self.end_to_end)):
            lines.append(f"{title:<16}{'facts':>6}{'B3 P':>8}{'B3 R':>8}{'B3 F1':>8}{'pair P':>8}{'pair R':>8}")
            for name, row in figures.items():
                values = (row.precision, row.recall, row.f1, row.pair_precision, row.pair_recall)
                lines.append(f"{name:<16}{row.elements:>6}" + "".join(f"{value:>8.3f}" for value in values))
        lines.append(f"{self.missed} gold facts are not in the graph")
        return "\n".join(lines)

    def figures(self) -> dict[str, Any]:
        """All figures, ready for JSON."""
        rows = {"gold_in": self.gold_in, "end_to_end": self.end_to_end}
        kinds = {
            title: {name: {"p": row.precision, "r": row.recall, "f1": row.f1} for name, row in figures.items()}
            for title, figures in rows.items()
        }
        return {**kinds, "missed": self.missed}


def evaluate(graph: Path, gold: Path, clusters: Path) -> Merging:
    """Both measurements on the documents that the cluster file names.

    Raises DataError where the cluster file or a gold file is broken or they do not fit each other, GraphError for a
    broken graph.
    """
    file = load_yaml(clusters, _Clusters)
    found = {document: _gold(gold / f"{document}.json") for document in file.documents}
    truth = _truth(file, found, clusters)
    types = {(document, index): fact["type"] for document, index in truth for fact in [found[document].facts[index]]}
    merged, told = _merge(found, gold), _told(graph, gold, found)
    shown = [*_errors("gold in", truth, merged, found), *_errors("end to end", truth, told, found)]
    return Merging(_by_type(truth, merged, types), _by_type(truth, told, types), len(truth) - len(told), tuple(shown))


def b_cubed(truth: Labels, found: Labels) -> BCubed:
    """Compare two clusterings of the elements that both have."""
    elements = sorted(truth.keys() & found.keys())
    both = Counter((truth[e], found[e]) for e in elements)
    true, predicted = Counter(truth[e] for e in elements), Counter(found[e] for e in elements)
    weights = [(both[truth[e], found[e]], predicted[found[e]], true[truth[e]]) for e in elements]
    size = len(elements)

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    right, merged, owed = pairs(both.values()), pairs(predicted.values()), pairs(true.values())
    return BCubed(
        size,
        sum(common / mine for common, mine, _ in weights) / size if size else 1.0,
        sum(common / theirs for common, _, theirs in weights) / size if size else 1.0,
        right / merged if merged else 1.0,
        right / owed if owed else 1.0,
    )


def _by_type(truth: Labels, found: Labels, types: Mapping[Element, str]) -> dict[str, BCubed]:
    rows = {
        type_: b_cubed({e: c for e, c in truth.items() if types[e] == type_}, found)
        for type_ in TYPES
        if any(types[e] == type_ for e in truth.keys() & found.keys())
    }
    events = {e: c for e, c in truth.items() if types[e] != "Position"}
    return {**rows, "events": b_cubed(events, found), "ALL": b_cubed(truth, found)}


# --- the files ------------------------------------------------------------------------------------------------------


def _gold(file: Path) -> _GoldFile:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_GoldFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise DataError(f"{file}: {error}") from error


def _truth(file: _Clusters, found: Mapping[str, _GoldFile], path: Path) -> dict[Element, str]:
    """The cluster of each gold fact; those that no cluster lists are alone."""
    truth: dict[Element, str] = {}
    for number, cluster in enumerate(file.clusters):
        for member in cluster.told:
            document, _, index = member.partition("#")
            if document not in found or not index.isdecimal() or int(index) >= len(found[document].facts):
                raise DataError(f"{path}: {member!r} ({cluster.fact}) is no gold fact of the documents listed")
            element = (document, int(index))
            if found[document].facts[int(index)].get("type") != cluster.fact.split()[0]:
                raise DataError(f"{path}: {member!r} is no {cluster.fact.split()[0]}; has its gold file changed?")
            if element in truth:
                raise DataError(f"{path}: {member!r} is in two clusters")
            truth[element] = f"{number} {cluster.fact}"
    for document, content in found.items():
        for place in range(len(content.facts)):
            truth.setdefault((document, place), f"{document}#{place}")
    return truth


# --- gold facts as claims -------------------------------------------------------------------------------------------


def _merge(found: Mapping[str, _GoldFile], gold: Path) -> dict[Element, str]:
    """Which fact each gold fact ends in when they are merged as the claims of articles are."""
    try:
        readings = [_reading(document, content) for document, content in found.items()]
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{gold}: a fact that cannot be read: {error!r}") from error
    knowledge = resolve(readings)
    documents = {document.id: document.path for document in knowledge.documents}
    return {
        (documents[claim.document], claim.claim.start): fact.id for fact in knowledge.facts for claim in fact.claims
    }


def _reading(document: str, content: _GoldFile) -> Reading:
    """A gold file as the reading of an article: each fact one claim, at the place of its number."""
    ids: dict[tuple[str, str], str] = {}

    def local(role: str, name: str) -> str:
        kind = "Person" if role in PEOPLE or (role != "organization" and _is_person(name, content)) else "Organization"
        return ids.setdefault((kind, name), f"e{len(ids) + 1}")

    claims = tuple(_claim(index, fact, local) for index, fact in enumerate(content.facts))
    entities = tuple(LocalEntity(id_, kind, name) for (kind, name), id_ in ids.items())  # type: ignore[arg-type]
    mentions = tuple(_mention(claim, e) for claim in claims for e in entities if _names(claim, e.id))
    stamp = msgspec.json.encode(content.facts).hex()[:64]
    return Reading(document, document, stamp, content.published, None, None, None, entities, mentions, (), (), claims)


def _names(claim: Claim, entity: str) -> bool:
    return any(entity in argument.fillers for argument in claim.arguments if argument.role in ENTITY_ROLES)


def _mention(claim: Claim, entity: LocalEntity) -> Mention:
    return Mention(claim.start, claim.end, entity.name, entity.kind, "name", (entity.id,))


def _is_person(name: str, content: _GoldFile) -> bool:
    """Whether a plaintiff or an investor is somebody whom the file elsewhere calls a person."""
    return any(name == fact.get("person") or name in fact.get("founder", ()) for fact in content.facts)


def _claim(index: int, fact: Mapping[str, Any], local: Any) -> Claim:
    arguments = []
    for key, value in fact.items():
        role = _ROLES.get(key, key)
        values = value if isinstance(value, list) else [value]
        if key in _NOT_ROLES or value is None:
            continue
        fillers: tuple[Filler, ...] = tuple(_filler(role, one, local) for one in values)
        arguments.append(Argument(role, fillers))
    return Claim(
        fact["type"],
        tuple(sorted(arguments, key=lambda argument: argument.role)),
        fact["factuality"],
        index,
        index + 1,
        fact.get("evidence", ""),
        "gold",
        fact.get("date"),
        fact.get("status"),
    )


def _filler(role: str, value: Any, local: Any) -> Filler:
    if isinstance(value, dict):
        return Money(Decimal(str(value["value"])), value.get("currency"))
    if role in ENTITY_ROLES:
        filler: str = local(role, value)
        return filler
    return str(value)


# --- a graph --------------------------------------------------------------------------------------------------------


def _told(graph: Path, gold: Path, found: Mapping[str, _GoldFile]) -> dict[Element, str]:
    """Which fact of the graph each gold fact is, where the graph says that its document tells it."""
    predicted, elements = Predicted(query.triples(graph)), {}
    for document in found:
        taken: set[str] = set()
        for index, items in sorted(golds.by_fact(gold / f"{document}.json").items()):
            fact = _match(items, predicted.items.get(document, ()), taken)
            if fact is not None:
                taken.add(fact)
                elements[document, index] = fact
    return elements


def _match(owed: Sequence[Item], told: Sequence[Item], taken: set[str]) -> str | None:
    """The fact that agrees best with a gold fact, of those that no gold fact before it took."""
    hits = [(likeness(a, b), b.fact) for a in owed for b in told if b.fact not in taken and same_core(a, b)]
    return max(hits, key=lambda hit: hit[0])[1] if hits else None


def _errors(title: str, truth: Labels, found: Labels, golds_: Mapping[str, _GoldFile]) -> list[str]:
    """SPLIT: a cluster in several facts; MIXED: a fact with several clusters."""
    split, mixed = defaultdict(set), defaultdict(set)
    for element in sorted(truth.keys() & found.keys()):
        split[truth[element]].add(found[element])
        mixed[found[element]].add(truth[element])

    def quote(cluster: str) -> str:
        document, _, index = cluster.rpartition("#")
        known = document in golds_
        return f"{cluster} {golds_[document].facts[int(index)].get('evidence', '')[:60]}" if known else cluster

    lines = [f"SPLIT {title}: {quote(c)}: {', '.join(sorted(facts))}" for c, facts in split.items() if len(facts) > 1]
    lines += [f"MIXED {title}: {fact}: {'; '.join(sorted(map(quote, c)))}" for fact, c in mixed.items() if len(c) > 1]
    return lines
