"""Who or what is in view at a point of an article: evidence from its mentions so far, weighed by a linear model.

Every candidate gets a bag of named features; `salience.yml` gives each feature a weight for each kind of expression (a
common noun, a pronoun, a possessive, or nothing at all), so that every choice can be explained by its parts and the
weights can be fitted (`training/fit_salience.py`). The features are those of the centering and salience literature:
recency, subjecthood, frequency, topic (Lappin & Leass 1994; Strube & Hahn 1999).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import exp
from typing import Literal, NamedTuple, Self

from ontograph import resources
from ontograph.surroundings import Surroundings

DEFAULT = "fr_press/salience.yml"
"""The data file of weights, where the Doc names no other."""
Expression = Literal["noun", "person_noun", "possessive", "pronoun", "understood"]
"""What leaves a name out: a common noun for a person ("person_noun"), the rest for an organization."""
Features = dict[str, float]
ASIDE = frozenset({"aim", "backer", "source", "titled"})
"""Settings in which an organization is named for somebody or something else."""
_DISTANCES = ("same_sentence", "one_back", "two_back", "three_back", "three_back")


@dataclass(frozen=True)
class SalienceData:
    """`salience.yml`: expression -> feature -> weight."""

    weights: dict[Expression, dict[str, float]]
    settings: dict[str, list[str]] = field(default_factory=dict)
    """What an organization is named for -> the words before its name that tell it (`ontograph.surroundings`)."""
    outlets: list[str] = field(default_factory=list)
    """Nouns for who publishes news: what is only quoted by such a noun is no one that the text is about."""
    bylines: list[str] = field(default_factory=list)
    """Words before the names of who wrote, translated or photographed, in a line without a verb."""
    collective: list[str] = field(default_factory=list)
    """Words for an organization by which one of its people speaks of it, or is asked about it."""
    personal: list[str] = field(default_factory=list)
    """Further words of the first person."""
    topics: list[str] = field(default_factory=list)
    """Words at the head of a sentence before whom it is about ("Quant à X, il …")."""


class Seen(NamedTuple):
    """One mention of one organization or person before some point."""

    start: int
    sentence: int
    paragraph: int
    subject: bool
    named: bool
    oblique: bool
    entity: str
    setting: str = ""


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
    subjects: int = 0
    aside: int = 0
    """Mentions that are there for somebody or something else."""


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
    described: frozenset[str] = frozenset()
    """Candidates of which the text uses the words that stand beside the expression's noun."""
    contrary: frozenset[str] = frozenset()
    """Candidates that are known to come from elsewhere than these words say."""
    agreeing: frozenset[str] = frozenset()
    """Candidates of which the text speaks with the gender of the expression."""
    disagreeing: frozenset[str] = frozenset()
    """Those of which it speaks with the other."""
    beside: frozenset[str] = frozenset()
    """Candidates that the last sentence about the person in question names."""
    company: Mapping[str, float] = field(default_factory=dict)
    """Candidates with their share of the sentences about the person in question."""


@dataclass(frozen=True)
class Salience:
    """The model of one language."""

    data: SalienceData

    def chances(self, view: View, expression: Expression, exclude: Collection[str] = ()) -> dict[str, float]:
        """Candidates with the chance that each is meant, the most salient first; of equal ones the first mentioned."""
        weights = self.data.weights[expression]
        crowd = Crowd.of(view)
        scores = {
            entity: sum(weights.get(name, 0.0) * value for name, value in features(view, entity, crowd).items())
            for entity in view.tracks
            if entity not in exclude
        }
        ranked = sorted(scores, key=lambda e: (-scores[e], view.tracks[e].first_start, e))
        powers = {entity: exp(scores[entity] - scores[ranked[0]]) for entity in ranked}
        total = sum(powers.values())
        return {entity: power / total for entity, power in powers.items()}

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The words before whom a sentence is about, spaces around them."""
        return tuple(f" {words} " for words in self.data.topics)

    @cached_property
    def surroundings(self) -> Surroundings:
        """What the words before a name tell, by the same data."""
        return Surroundings(self.data.settings, self.data.outlets)


@cache
def load(path: str) -> Salience:
    """The model of a data file, read once; raises DataError where it does not fit."""
    return Salience(resources.load_yaml(resources.data_path(path), SalienceData))


class Crowd(NamedTuple):
    """What is the same for all candidates: the last mention of any, and how they share the text."""

    last: int
    last_subject: int
    here: bool
    """Whether the paragraph has named any yet;"""
    opened: bool
    """the same, by where each was mentioned last."""
    total: int

    @classmethod
    def of(cls, view: View) -> Self:
        """That of a view."""
        tracks = [track for track in view.tracks.values() if track.count]
        return cls(
            max((t.last_start for t in tracks), default=-1),
            max((t.last_start for t in tracks if t.last_subject), default=-1),
            any(t.in_paragraph for t in tracks),
            any(t.last_paragraph == view.paragraph for t in tracks),
            sum(t.count for t in tracks),
        )


def features(view: View, entity: str, crowd: Crowd | None = None) -> Features:
    """The evidence for one candidate among all of the view, which are its `crowd`."""
    track = view.tracks[entity]
    crowd = Crowd.of(view) if crowd is None else crowd
    checks = {**_place(view, track, crowd), **_role(view, entity, crowd)}
    found: Features = {name: 1.0 for name, holds in checks.items() if holds}
    distance = view.sentence - track.last_sentence
    if track.count:
        found[_DISTANCES[distance] if distance < len(_DISTANCES) else "far_back"] = 1.0
        found["count"] = min(track.count, 10) / 10
        found["paragraph_share"] = min(track.in_paragraph, 4) / 4
        found["subject_share"] = track.subjects / track.count
        found["aside"] = track.aside / track.count
        found["share"] = track.count / crowd.total
    if entity == view.main:
        found["main_share"] = view.share
    if entity in view.subtypes:
        found[view.subtypes[entity]] = 1.0
    if entity in view.company:
        found["company"] = view.company[entity]
    return {name: value for name, value in found.items() if value}


def _place(view: View, track: Track, crowd: Crowd) -> dict[str, bool]:
    """Where the candidate was mentioned last, beside the others."""
    here = track.count > 0 and track.last_paragraph == view.paragraph
    before = track.count > 0 and track.last_paragraph == view.paragraph - 1
    return {
        "last_mention": track.count > 0 and track.last_start == crowd.last,
        "last_subject": track.last_start == crowd.last_subject and track.last_subject,
        "subject": track.last_subject,
        "oblique": track.last_oblique,
        "same_paragraph": here,
        "previous_paragraph": before,
        "previous_opening": not crowd.here and before,
        "taken_up": not track.last_named,
        "unmentioned": track.count == 0,
    }


def _role(view: View, entity: str, crowd: Crowd) -> dict[str, bool]:
    """What the candidate is to the article, the section, the person in question and the expression."""
    return {
        "main": entity == view.main,
        "main_opening": not crowd.opened and entity == view.main,
        "headline": entity in view.headline,
        "employer": entity in view.employers,
        "beside": entity in view.beside,
        "through_people": entity in view.through_people,
        "section": entity == view.section,
        "fitting": entity in view.fitting,
        "clashing": entity in view.clashing,
        "called": entity in view.called,
        "described": entity in view.described,
        "agreeing": entity in view.agreeing,
        "disagreeing": entity in view.disagreeing,
        "contrary": entity in view.contrary,
        "known": entity in view.known,
    }


def tracks(references: Iterable[Seen], paragraph: int) -> dict[str, Track]:
    """Tracks of mentions in the order of the text, seen from a paragraph."""
    found: dict[str, Track] = {}
    for seen in references:
        track = found.get(seen.entity)
        if track is None:
            track = found[seen.entity] = Track(first_start=seen.start)
        track.count += 1
        track.in_paragraph += seen.paragraph == paragraph
        track.subjects += seen.subject
        track.aside += seen.setting in ASIDE
        track.last_sentence, track.last_paragraph, track.last_start = seen.sentence, seen.paragraph, seen.start
        track.last_subject, track.last_named, track.last_oblique = seen.subject, seen.named, seen.oblique
    return found
