"""From candidates to names: resolve overlaps, repeat established names, carry ids from the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontograph.naming.furniture import frame_lines
from ontograph.naming.gazetteer import Entry
from ontograph.naming.lexicon import Kind
from ontograph.naming.spans import Candidate, Candidates
from ontograph.naming.tries import NameTrie
from ontograph.naming.typing import Typer


@dataclass(frozen=True, slots=True)
class Decision:
    """A name: tokens `start:end`, its kind, and what the gazetteer or its head noun says of it."""

    start: int
    end: int
    kind: Kind
    subtype: str = ""
    wikidata: str = ""
    canonical: str = ""
    """The name of the gazetteer's entry."""


def decide(candidates: Candidates, model: Iterable[tuple[int, int, str]]) -> list[Decision]:
    """The names of one text in order, without overlaps."""
    chosen = without_overlaps(candidates.collect(model))
    typer = Typer(candidates)
    kinds = typer.decide(chosen)
    kept = [(c, kind) for c in chosen if (kind := kinds[typer.form(c)]) != "Other"]
    names = [*kept, *_repeats(candidates, kept)]
    decisions = sorted((_decision(candidates, c, kind) for c, kind in names), key=lambda d: d.start)
    return _without_publisher(candidates, decisions)


def _without_publisher(candidates: Candidates, names: list[Decision]) -> list[Decision]:
    """The names but for unknown organizations that only the page's frame names: its outlet and who runs it."""
    view, frame = candidates.view, frame_lines(candidates.view, candidates.lexicon)
    inside = {view.surface(n.start, n.end) for n in names if n.start not in frame}
    return [n for n in names if n.kind != "Organization" or n.canonical or view.surface(n.start, n.end) in inside]


def _priority(candidate: Candidate) -> tuple[int, int, int]:
    """What wins where candidates overlap: institutions and known names, then people, then the model, then shapes."""
    known = candidate.entry is not None and not candidate.entry.ambiguous
    size = candidate.end - candidate.start
    sources = candidate.sources
    if candidate.institution:
        rank = 6
    elif known and size > 1:
        rank = 5
    elif "honorific" in sources or "given" in sources or candidate.label == "PER":
        rank = 4
    elif known:
        rank = 3
    else:
        rank = 2 if "model" in sources else 1
    return -rank, -size, candidate.start


def without_overlaps(found: list[Candidate]) -> list[Candidate]:
    """The candidates that win where several overlap, in the order of the text."""
    taken: set[int] = set()
    chosen = []
    for candidate in sorted(found, key=_priority):
        span = range(candidate.start, candidate.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _repeats(candidates: Candidates, kept: list[tuple[Candidate, Kind]]) -> list[tuple[Candidate, Kind]]:
    """Further exact occurrences of established names, and of the surnames of people."""
    view, lexicon = candidates.view, candidates.lexicon
    known: NameTrie[Kind] = NameTrie()
    for candidate, kind in kept:
        known.add(view.surface(candidate.start, candidate.end), kind)
    for candidate, kind in kept:
        if kind == "Person":
            for surname in _surnames(candidates, candidate):
                known.add(surname, kind)
    taken = {t for c, _ in kept for t in range(c.start, c.end)}
    found: list[tuple[Candidate, Kind]] = []
    i = 0
    while i < len(view):
        match = None if i in taken else known.longest(view.text, view.starts[i], view.end_set)
        end = view.by_end[match[0]] if match else i + 1
        common = end - i == 1 and view.initial[i] and lexicon.common(view.words[i])
        if match and taken.isdisjoint(range(i, end)) and not common:
            found.append((Candidate(i, end), match[1]))
        i = end
    return found


def _surnames(candidates: Candidates, candidate: Candidate) -> list[str]:
    """The last word of a person's name, and that word with the particles before it."""
    view, last = candidates.view, candidate.end - 1
    if candidate.end - candidate.start < 2 or len(view.words[last]) < 3:
        return []
    start = last
    while start - 1 > candidate.start and view.words[start - 1] in candidates.lexicon.surname_particles:
        start -= 1
    return [view.surface(start, candidate.end), view.words[last]]


def _decision(candidates: Candidates, candidate: Candidate, kind: Kind) -> Decision:
    entry: Entry | None = candidate.entry
    if entry is None:
        end, known = candidates.entry_at.get(candidate.start, (candidate.end, None))
        form = candidates.view.words[end : candidate.end]  # "Twitter Inc."
        entry = known if end <= candidate.end and candidates.lexicon.legal_suffixes.issuperset(form) else None
    if entry and kind in (entry.kind, entry.also):
        subtype = entry.subtype if kind == entry.kind else ""
        return Decision(candidate.start, candidate.end, kind, subtype, entry.wikidata, entry.name)
    subtype = candidates.lexicon.subtypes.get(candidate.institution, "") if candidate.institution else ""
    if kind == "Organization" and not subtype and candidate.end - candidate.start > 1:
        subtype = candidates.lexicon.tail_subtypes.get(candidates.view.words[candidate.end - 1], "")
    return Decision(candidate.start, candidate.end, kind, subtype)
