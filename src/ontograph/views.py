"""What a discourse knows at one token, as the model of salience reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ontograph.model import Kind
from ontograph.salience import Seen, Track, View, tracks

if TYPE_CHECKING:
    from ontograph.discourse import Discourse

_EMPLOYERS = 2
"""Organizations of a person that count, the strongest first."""


def organizations(
    discourse: Discourse, index: int, person: str | None, noun: str | None, known: Mapping[str, frozenset[str]]
) -> View:
    """What speaks for each organization; `known` is what the expression itself tells, by field."""
    view = _view(discourse, index, "Organization")
    main = discourse.main_organization()
    found = dict(view.tracks)
    if main is not None and main not in found:
        found[main] = Track(first_start=len(discourse.doc))
    beside, company = _company(discourse, index, person)
    return replace(
        view,
        tracks=found,
        main=main,
        share=discourse.share,
        employers=discourse.employers.get(person, ())[:_EMPLOYERS] if person else (),
        beside=beside,
        company=company,
        through_people=[organization for organization, _ in discourse.through_people(index, ())],
        fitting=frozenset(e for e in found if noun and discourse.fits(noun, e)),
        clashing=frozenset(e for e in found if noun and discourse.fits(noun, e) is False),
        called=frozenset(e for e in found if noun and discourse.called(e, noun, index)),
        subtypes=discourse.subtypes,
        **known,  # type: ignore[arg-type]
    )


def people(discourse: Discourse, index: int) -> View:
    """What speaks for each person."""
    view = _view(discourse, index, "Person")
    counts = Counter(r.entities[0] for r in discourse.references if r.kind == "Person" and len(r.entities) == 1)
    main = min(counts, key=lambda e: (-counts[e], int(e.removeprefix("e"))), default=None)
    known = frozenset(e for e in view.tracks if e in discourse.genders)
    return replace(view, main=main, share=counts[main] / counts.total() if main else 0.0, known=known)


def _view(discourse: Discourse, index: int, kind: Kind) -> View:
    """What is the same for organizations and people."""
    lines = discourse.paragraphs
    seen = [
        Seen(r.start, r.sentence, lines[r.start], r.subject, r.named, r.oblique, r.entities[0], r.setting)
        for r in discourse.references
        if r.end <= index and r.kind == kind and len(r.entities) == 1 and not r.origin
    ]
    section = discourse.section(index)
    return View(
        sentence=discourse.sentences[index],
        paragraph=lines[index],
        tracks=tracks(seen, lines[index]),
        main=None,
        share=0.0,
        headline=frozenset(s.entity for s in seen if s.paragraph == seen[0].paragraph),
        section=section[0] if section and section[1] == kind else None,
    )


def _company(discourse: Discourse, index: int, person: str | None) -> tuple[frozenset[str], dict[str, float]]:
    """Organizations that the last sentence about a person names, and their share of all sentences about them."""
    if person is None:
        return frozenset(), {}
    near = [r for r in discourse.references if r.end <= index and r.sentence != discourse.sentences[index]]
    told = {r.sentence for r in near if r.kind == "Person" and person in r.entities}
    found: dict[str, set[int]] = {}
    for reference in near:
        if reference.kind == "Organization" and reference.sentence in told and len(reference.entities) == 1:
            found.setdefault(reference.entities[0], set()).add(reference.sentence)
    last = max(told, default=-1)
    return frozenset(e for e, s in found.items() if last in s), {e: len(s) / len(told) for e, s in found.items()}
