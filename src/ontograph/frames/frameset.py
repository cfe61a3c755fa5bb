"""Frame files -> typed frames. One event family a file under `pipelines/fr_press/frames/`.

A frame names its triggers and, for each role, the ways in which French realises it, in order of preference:

- `subject`, `object`, `agent`: grammatical functions, with passives, relatives, control and coordination undone;
- `support`: the subject of the verb that governs an event noun ("X annonce une levée de fonds");
- `owner`: the possessive or "de" complement of an event noun ("son départ", "le départ de X");
- `apposed`: the name that a noun stands beside, or is said to be ("X, actionnaire de Y", "X est actionnaire de Y");
- `employer`: the organization that the text ties to the person already found; `focus`: the organization in view;
  `previous`: that of the family's last claim; `topic`: the article's main one;
- `house`: like `focus`, but not where the person comes from;
- `predecessor`: the organization of the person whom somebody follows; `raiser`: `support`, unless its verb is one of
  leading a round ("X mène un tour");
- `as`: a title after "comme", "au poste de" (`grammar.yml: as_words`);
- `near`: the nearest fitting expression of the clause (sums, percentages, titles); `valued`: a sum that a word of
  `grammar.yml: value_words` introduces as a valuation;
- any other word: a preposition of `grammar.yml` ("chez", "de", "contre").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ontograph import resources
from ontograph.errors import DataError
from ontograph.grammar import GrammarData

SPECIAL_WAYS = frozenset(
    {
        "agent",
        "apposed",
        "as",
        "employer",
        "focus",
        "house",
        "near",
        "object",
        "owner",
        "predecessor",
        "previous",
        "raiser",
        "subject",
        "support",
        "topic",
        "valued",
    }
)


@dataclass(frozen=True)
class Derived:
    """A second fact that the same passage states: its roles copied from roles of the frame."""

    fact: str
    roles: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    requires: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """One construction."""

    id: str
    arguments: dict[str, list[str]]
    fact: str = ""
    verbs: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    requires: list[str] = field(default_factory=list)
    more: dict[str, list[str]] = field(default_factory=dict)
    """Ways that add fillers to a role: all that apply, not the first ("fondé par A avec B")."""
    having: list[str] = field(default_factory=list)
    """Lemmas of which the trigger's object must be one."""
    excludes: list[str] = field(default_factory=list)
    """Words that, right after the trigger, make it mean something else."""
    intransitive: bool = False
    also: list[Derived] = field(default_factory=list)
    factuality: str | None = None
    """Certainty that the construction itself carries ("refuser de vendre"), where cues do not say it."""
    confidence: float = 0.9


@dataclass(frozen=True)
class FrameFile:
    """One family."""

    fact: str
    frames: list[Frame]
    topic: str = ""
    """Families of one topic share what `previous` means; by default each its own."""


@dataclass(frozen=True)
class GrammarFile:
    """`grammar.yml`: function words that all frames share."""

    prepositions: dict[str, list[str]]
    grammar: GrammarData
    possessives: list[str]
    determiners: list[str]
    connectors: list[str]
    """Words that join the members of an enumeration."""
    list_ends: list[str]
    """Those that announce its last member."""
    parts: list[str]
    """Nouns whose "de" complement names the organization they belong to ("le conseil d'X")."""
    passive_governors: list[str]
    """Verbs that make a passive of the infinitive they govern ("se faire limoger")."""
    pronouns: list[str]
    """Pronouns that stand for a person or an organization."""
    distributive: list[str]
    """Adverbs that pair the members of two enumerations in order ("respectivement")."""
    secondary: list[str]
    """Role classes that name a departing person's post only where no other title does."""
    compound: list[str]
    """Words that make another preposition of the "de" after them ("auprès de")."""
    as_words: list[str]
    """Words that introduce the function somebody is hired for."""
    leading: list[str]
    """Verbs of leading a round: their subject is an investor, not who raises."""
    value_words: list[str]
    """Words that make the sum after them a valuation."""


@dataclass(frozen=True)
class FrameSet:
    """All frames, each with its family."""

    frames: tuple[tuple[str, Frame], ...]
    words: GrammarFile

    @classmethod
    def load(cls, folder: str) -> FrameSet:
        """Read `grammar.yml` and every other `*.yml` of a folder; raises DataError on what does not fit."""
        path = resources.data_path(folder)
        files = sorted(path.glob("*.yml"))
        words = resources.load_yaml(path / "grammar.yml", GrammarFile)
        found: list[tuple[str, Frame]] = []
        for file in files:
            if file.name != "grammar.yml":
                family = resources.load_yaml(file, FrameFile)
                found += [(family.topic or file.stem, _checked(f, file, words)) for f in _frames(family)]
        ids = [f.id for _, f in found]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            raise DataError(f"{path}: two frames are called {twice}; give one another id")
        return cls(tuple(found), words)


def _frames(family: FrameFile) -> list[Frame]:
    return [
        frame
        if frame.fact
        else Frame(**{**{k: getattr(frame, k) for k in frame.__dataclass_fields__}, "fact": family.fact})
        for frame in family.frames
    ]


def _checked(frame: Frame, file: Path, words: GrammarFile) -> Frame:
    if not (frame.verbs or frame.nouns):
        raise DataError(f"{file}: frame {frame.id} has no trigger (verbs, nouns)")
    for role, ways in [*frame.arguments.items(), *frame.more.items()]:
        for way in ways:
            if way not in SPECIAL_WAYS and way not in words.prepositions:
                raise DataError(f"{file}: frame {frame.id}: {role}: {way!r} is no function and no preposition")
    return frame
