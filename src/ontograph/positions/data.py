"""`positions.yml` as typed records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class HoldingVerb:
    """Verbs that say a function; a role class for each kind of object they take."""

    lemmas: list[str]
    organization: str | None = None
    part: str | None = None
    board: str | None = None
    directorate: str | None = None
    through: list[str] = field(default_factory=list)
    """Phrases between the verb and its organization ("régner sur")."""


@dataclass(frozen=True)
class PositionsData:
    """The head of the file says what each part holds."""

    determiners: frozenset[str]
    possessives: frozenset[str]
    demonstratives: dict[str, str]
    definite: frozenset[str]
    contracted: frozenset[str]
    objects: dict[str, str]
    counts: frozenset[str]
    singles: frozenset[str]
    of_these: frozenset[str]
    prefixes: frozenset[str]
    appointed: frozenset[str]
    openers: frozenset[str]
    closers: frozenset[str]
    honorifics: frozenset[str]
    conjunctions: frozenset[str]
    joins: frozenset[str]
    respectively: frozenset[str]
    of: frozenset[str]
    at: frozenset[str]
    within: frozenset[str]
    until: frozenset[str]
    copulas: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    negative: frozenset[str]
    no_longer: frozenset[str]
    ranges: frozenset[str]
    remaining: frozenset[str]
    becoming: frozenset[str]
    settling: frozenset[str]
    serving: frozenset[str]
    naming: frozenset[str]
    hiring: frozenset[str]
    keeping: frozenset[str]
    retaining: frozenset[str]
    taking: frozenset[str]
    leaving: frozenset[str]
    falling: frozenset[str]
    sits: frozenset[str]
    inside: frozenset[str]
    circumstances: frozenset[str]
    places: frozenset[str]
    ordinals: frozenset[str]
    likewise: frozenset[str]
    sources: frozenset[str]
    frames: frozenset[str]
    generics: frozenset[str]
    parts: frozenset[str]
    subsidiaries: frozenset[str]
    hired: frozenset[str]
    fetching: frozenset[str]
    embodied: frozenset[str]
    among: frozenset[str]
    figured: frozenset[str]
    identities: frozenset[str]
    ends: frozenset[str]
    companions: frozenset[str]
    jointly: str
    """Prefix of verbs of doing together."""
    entrusting: frozenset[str]
    ceasing: frozenset[str]
    datives: frozenset[str]
    aspects: frozenset[str]
    as_for: frozenset[str]
    weak: frozenset[str]
    before_becoming: frozenset[str]
    as_its: frozenset[str]
    having: frozenset[str]
    behold: frozenset[str]
    cleft: frozenset[str]
    compounds: frozenset[str]
    origins: frozenset[str]
    arrived: frozenset[str]
    moved: frozenset[str]
    leaving_forms: frozenset[str]
    coming: frozenset[str]
    moments: dict[str, str]
    not_professions: frozenset[str]
    careers: frozenset[str]
    all_of: frozenset[str]
    successors: frozenset[str]
    same: frozenset[str]
    own: frozenset[str]
    kin: frozenset[str]
    predecessors: frozenset[str]
    succeeding: frozenset[str]
    successions: frozenset[str]
    own_successions: frozenset[str]
    numbers: dict[str, int]
    replacing: frozenset[str]
    moving: frozenset[str]
    purposes: frozenset[str]
    regions: frozenset[str]
    hands: dict[str, str]
    durations: frozenset[str]
    stretches: frozenset[str]
    ago: frozenset[str]
    closing: frozenset[str]
    posts: frozenset[str]
    relative: frozenset[str]
    relative_object: frozenset[str]
    relative_owner: frozenset[str]
    agents: frozenset[str]
    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    inherits: frozenset[str]
    board: frozenset[str]
    councils: frozenset[str]
    directorate: frozenset[str]
    worked: frozenset[str]
    being: frozenset[str]
    worked_at: frozenset[str]
    spent: frozenset[str]
    """Participles between a number of years and where they went by."""
    years: frozenset[str]
    members: frozenset[str]
    pronouns: dict[str, str]
    verbs: list[HoldingVerb]
    affiliations: frozenset[str]
    introductions: frozenset[str]
    """Phrases that introduce a title as a function ("en tant que")."""
    endings: list[str]
    presents: list[str]
    irregular: dict[str, str]

    @cached_property
    def from_words(self) -> frozenset[str]:
        """How "de chez" and its like begin."""
        return self.of | {re.split(r"(?<=')| ", origin)[0] for origin in self.origins}

    def forms(self) -> dict[str, str]:
        """Inflected form -> lemma, for the verbs that this file names."""
        lemmas = [lemma for verb in self.verbs for lemma in verb.lemmas]
        groups = (
            self.copulas,
            self.becoming,
            self.naming,
            self.hiring,
            self.keeping,
            self.taking,
            self.leaving,
            self.entrusting,
            self.moving,
            self.settling,
            self.figured,
            self.succeeding,
            self.serving,
        )
        lemmas += [lemma for group in (*groups, self.falling, self.worked) for lemma in group]
        regular = {
            lemma.removesuffix("er") + ending: lemma
            for lemma in sorted(lemmas)
            if lemma.endswith("er")
            for ending in self.endings
        }
        return regular | self.irregular
