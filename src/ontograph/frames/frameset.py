"""Frame files -> typed frames. One event family a file under `pipelines/fr_press/frames/`.

A frame names its triggers and, for each role, the ways in which French realises it (`ways.py`), in order of preference.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ontograph import resources
from ontograph.errors import DataError
from ontograph.frames.ways import SPECIAL_WAYS
from ontograph.frames.words import GrammarFile


@dataclass(frozen=True)
class Derived:
    """A second fact that the same passage states: its roles copied from roles of the frame."""

    fact: str
    roles: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)
    requires: list[str] = field(default_factory=list)
    explicit: list[str] = field(default_factory=list)
    """Roles of the frame that only a name fills where it isn't certain: "pour lui succéder" says nothing new of whoever
    left."""


@dataclass(frozen=True)
class Frame:
    """One construction."""

    id: str
    arguments: dict[str, list[str]]
    fact: str = ""
    verbs: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    """Nouns each of which makes an idiom of each verb of one word ("signer" + "accord")."""
    nouns: list[str] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    requires: list[str] = field(default_factory=list)
    more: dict[str, list[str]] = field(default_factory=dict)
    """Ways that add fillers to a role: all that apply, not the first ("fondé par A avec B")."""
    having: list[str] = field(default_factory=list)
    """Lemmas of which the trigger's object must be one."""
    context: list[str] = field(default_factory=list)
    """Words or phrases of which the article must have one, the trigger aside: what it is about."""
    lately: list[str] = field(default_factory=list)
    """Words or phrases of which one must stand in the sentence or the one before, the trigger aside: "saisit la cour.
    Il accuse Y"."""
    lacking: list[str] = field(default_factory=list)
    """Lemmas of which none may stand by the trigger: they make it mean something else ("attaquer le marché")."""
    excludes: list[str] = field(default_factory=list)
    """Words that, right after the trigger, make it mean something else."""
    unless: list[str] = field(default_factory=list)
    """Words that, in the clause after a verb in the active, do so ("X remercie Y pour son travail")."""
    future: bool = False
    """Whether only its future tense says so ("X dirigera Y")."""
    after: list[str] = field(default_factory=list)
    """Words of which some must stand right before the trigger ("sur le" départ)."""
    not_after: list[str] = field(default_factory=list)
    """Words that, right before the trigger, make it mean something else ("l'" emporte, "les" ventes)."""
    undated: bool = False
    """Whether the clause's date is that of another event: of the verdict, not of the suit."""
    denied: Literal["", "certain", "planned", "possible"] = ""
    """Certainty of what the construction says when it is negated ("ne briguera pas de nouveau mandat"); it says nothing
    otherwise."""
    governors: list[str] = field(default_factory=list)
    """Verbs of which one must govern an event noun ("boucler une levée")."""
    financiers: bool = False
    """Whether only those whose trade it is to invest are investors: whom else a company wins over is a customer."""
    firms: bool = False
    """Whether only organizations act: people who throw in the towel mostly leave their posts."""
    people: bool = False
    """Whether only people do it ("ouvrir" is said of shops and of who founds a firm)."""
    opens: bool = False
    """Whether it says what its topic is about from here on, even where one of its core roles stays empty ("X cherche un
    repreneur")."""
    follows: int | None = None
    """The construction says something only of what the topic's last claim told, at most so many sentences before; its
    claims are no more certain than that one."""
    joins: Literal["", "lead", "member"] = ""
    """Whether an investment takes part in the round that its passage speaks of, and as what; who is only named beside
    a leader ("mené par X avec Y") takes part as a member, by a rule of its own (`beside`)."""
    intransitive: bool = False
    active: bool = False
    """Whether only its active voice says so ("X remplace Y par Z", not "Y est remplacé par Z")."""
    tensed: bool = False
    """Whether its bare participle says something else ("trente ans passés chez X")."""
    capital: bool = False
    """Whether its sums are capital: those of debts, revenues or fines (`grammar.yml: other_sums`) are not."""
    majority: bool = False
    """Whether more than half of the shares makes it a takeover as well ("acquiert 62 % de X")."""
    stands: bool = False
    """Whether what is rejected or withdrawn happened all the same, where the noun takes up something known ("sa plainte
    a été rejetée")."""
    movable: bool = False
    """Whether the noun of its verb idioms may stand before the verb ("la plainte déposée par X")."""
    strict: bool = False
    """Whether only phrases that name or stand for a filler count: no part for its whole ("le contrôle d'X"), and no
    mention near by where the verb has an object that is none."""
    explicit: list[str] = field(default_factory=list)
    """Roles that only a name fills: the construction is too common for what a pronoun or description stands for."""
    barring: list[str] = field(default_factory=list)
    """Lemmas that may not stand between the trigger and the core role it governs ("le rachat des parts de X")."""
    also: list[Derived] = field(default_factory=list)
    factuality: str | None = None
    """Certainty that the construction itself carries ("refuser de vendre"), where cues do not say it."""
    confidence: float = 0.9

    @property
    def beside(self) -> str:
        """The rule of who is only named beside those whom the construction is about."""
        return f"{self.id}-beside"

    @property
    def verb_phrases(self) -> list[str]:
        """Its verbs and verb idioms, those made with `objects` included."""
        if not self.objects:
            return self.verbs
        idioms = [v for v in self.verbs if " " in v]
        return idioms + [f"{v} DET {o}" for v in self.verbs if " " not in v for o in self.objects]


@dataclass(frozen=True)
class Shared:
    """Roles that the passages of a whole family may fill, and the facts that follow from them."""

    arguments: dict[str, list[str]] = field(default_factory=dict)
    also: list[Derived] = field(default_factory=list)


@dataclass(frozen=True)
class FrameFile:
    """One family."""

    fact: str
    frames: list[Frame]
    topic: str = ""
    """Families of one topic share what `previous` means; by default each its own."""
    capital: bool = False
    """Of all its frames."""
    shared: Shared = field(default_factory=lambda: Shared())
    """What all its frames have beside their own."""


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
    """The frames of a family, with what they share."""
    shared = family.shared
    return [
        replace(
            frame,
            fact=frame.fact or family.fact,
            capital=frame.capital or family.capital,
            arguments={**frame.arguments, **{r: w for r, w in shared.arguments.items() if r not in frame.arguments}},
            also=[*frame.also, *shared.also],
        )
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
