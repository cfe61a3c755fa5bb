"""Who or what is in view at a point of an article: evidence from its mentions so far, weighed by a linear model.

Every candidate gets a bag of named features; `salience.yml` gives each feature a weight for each kind of expression (a
common noun, a pronoun, a possessive, or nothing at all), so that every choice can be explained by its parts and the
weights can be fitted (`training/fit_salience.py`). The features are those of the centering and salience literature:
recency, subjecthood, frequency, topic (Lappin & Leass 1994; Strube & Hahn 1999).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Literal

Expression = Literal["noun", "person_noun", "possessive", "pronoun", "understood"]
"""What leaves a name out: a common noun for a person ("person_noun"), the rest for an organization."""
Features = dict[str, float]
_DISTANCES = ("same_sentence", "one_back", "two_back", "three_back", "three_back")


@dataclass(frozen=True)
class SalienceData:
    """`salience.yml`: expression -> feature -> weight."""

    weights: dict[Expression, dict[str, float]]
    origins: list[str] = field(default_factory=list)
    """Words that tell where somebody comes from: the organization after them is not in view for that."""
    bylines: list[str] = field(default_factory=list)
    """Words before the names of who wrote, translated or photographed, in a line without a verb."""
    topics: list[str] = field(default_factory=list)
    """Words at the head of a sentence before whom it is about ("Quant à X, il …")."""


@dataclass(slots=True)
class Track:
    """What the text has said of one organization or person before some point."""

    last_sentence: int = 0
    last_paragraph: int = 0
    last_start: int = -1
    last_subject: bool = False
    last_named: bool = True
    last_oblique: bool = False
    count: int = 0
    in_paragraph: int = 0
    first_start: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What a discourse knows at one token: all that features are made of."""

    sentence: int
    paragraph: int
    tracks: Mapping[str, Track]
    main: str | None
    share: float
    headline: frozenset[str]
    """Organizations of the first line."""
    employers: Collection[str] = ()
    """Where the person in question, or the one named last, works."""
    through_people: Collection[str] = ()
    section: str | None = None
    fitting: frozenset[str] = frozenset()
    """Candidates that the text or the data call by the expression's noun or trade."""
    clashing: frozenset[str] = frozenset()
    """Candidates known to be of another trade than the expression's noun."""
    called: frozenset[str] = frozenset()
    """Candidates that the text has called by this very noun."""
    subtypes: Mapping[str, str] = field(default_factory=dict)
    """Candidates that are no ordinary company: InvestmentFirm, PublicBody …"""
    known: frozenset[str] = frozenset()
    """People whose gender the text or the name tells."""


@dataclass(frozen=True, slots=True)
class Salience:
    """The model of one language."""

    data: SalienceData

    def chances(self, view: View, expression: Expression, exclude: Collection[str] = ()) -> dict[str, float]:
        """Candidates with the chance that each is meant, the most salient first; of equal ones the first mentioned."""
        weights = self.data.weights[expression]
        scores = {
            entity: sum(weights.get(name, 0.0) * value for name, value in features(view, entity).items())
            for entity in view.tracks
            if entity not in exclude
        }
        ranked = sorted(scores, key=lambda e: (-scores[e], view.tracks[e].first_start, e))
        powers = {entity: exp(scores[entity] - scores[ranked[0]]) for entity in ranked}
        total = sum(powers.values())
        return {entity: power / total for entity, power in powers.items()}


def features(view: View, entity: str) -> Features:
    """The evidence for one candidate."""
    track = view.tracks[entity]
    found: Features = {}
    distance = view.sentence - track.last_sentence
    if track.count:
        found[_DISTANCES[distance] if distance < len(_DISTANCES) else "far_back"] = 1.0
        found["count"] = min(track.count, 10) / 10
        found["paragraph_share"] = min(track.in_paragraph, 4) / 4
    last = max((t.last_start for t in view.tracks.values()), default=-1)
    subject = max((t.last_start for t in view.tracks.values() if t.last_subject), default=-1)
    opening = all(t.last_paragraph != view.paragraph for t in view.tracks.values() if t.count)
    checks = {
        "last_mention": track.last_start == last,
        "last_subject": track.last_start == subject and track.last_subject,
        "subject": track.last_subject,
        "oblique": track.last_oblique,
        "same_paragraph": track.count > 0 and track.last_paragraph == view.paragraph,
        "previous_paragraph": track.count > 0 and track.last_paragraph == view.paragraph - 1,
        "taken_up": not track.last_named,
        "main": entity == view.main,
        "main_opening": opening and entity == view.main,
        "previous_opening": opening and track.count > 0 and track.last_paragraph == view.paragraph - 1,
        "headline": entity in view.headline,
        "employer": entity in view.employers,
        "through_people": entity in view.through_people,
        "section": entity == view.section,
        "fitting": entity in view.fitting,
        "clashing": entity in view.clashing,
        "called": entity in view.called,
        "unmentioned": track.count == 0,
        "known": entity in view.known,
    }
    found |= {name: 1.0 for name, holds in checks.items() if holds}
    if entity == view.main:
        found["main_share"] = view.share
    if entity in view.subtypes:
        found[view.subtypes[entity]] = 1.0
    return found


def tracks(references: Iterable[tuple[int, int, int, bool, bool, bool, str]], paragraph: int) -> dict[str, Track]:
    """Tracks of (start, sentence, paragraph, subject, named, oblique, entity) in the order of the text."""
    found: dict[str, Track] = {}
    for start, sentence, where, subject, named, oblique, entity in references:
        track = found.get(entity)
        if track is None:
            track = found[entity] = Track(first_start=start)
        track.count += 1
        track.in_paragraph += where == paragraph
        track.last_sentence, track.last_paragraph, track.last_start = sentence, where, start
        track.last_subject, track.last_named, track.last_oblique = subject, named, oblique
    return found
