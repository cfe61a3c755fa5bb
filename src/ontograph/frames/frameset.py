"""Frame files -> typed frames. One event family a file under `pipelines/fr_press/frames/`.

A frame names its triggers and, for each role, the ways in which French realises it, in order of preference:

- `subject`, `object`, `agent`: grammatical functions, with passives, relatives, control and coordination undone;
- `support`: the subject of the verb that governs an event noun ("X annonce une levée de fonds");
- `owner`: the possessive or "de" complement of an event noun ("son départ", "le départ de X");
- `apposed`: the name that a noun stands beside, or is said to be ("X, actionnaire de Y", "X est actionnaire de Y");
- `employer`: the organization that the text ties to the person already found; `focus`: the organization in view;
  `previous`: that of the family's last claim; `topic`: the article's main one; `told`: `previous`, where the object is
  a description or pronoun;
- `house`: like `focus`, but not where the person comes from; `former`: that of the person already found, where the text
  says "son ancienne maison";
- `predecessor`: the organization of the person whom somebody follows; `possessed`: whose the idiom's noun is ("prend sa
  suite"); `raiser`: `support`, unless its verb is one of
  leading a round ("X mène un tour");
- `host`: the organization of the person who does it ("X souhaite la bienvenue à Y");
- `whole`: the organization that "de" names right after the trigger ("la tête d'X", not "la tête des ventes d'X");
- `origin`: the organization that somebody comes from ("venu de X"); `stint`: the one where the last years were spent
  ("après dix ans chez X");
- `as`: a title after "comme", "au poste de" (`grammar.yml: as_words`);
- `court`: the court or place of justice that the clause names ("devant le tribunal de X");
- `matrix`: the subject of the clause that a participle's noun stands in ("X édite 45 sites, dont Y, acheté en 2024");
- `firm`: `support`, but the article's main organization for one of its people ("son patron annonce le rachat de X");
- `alongside`: who stands beside the doer ("aux côtés de X": `grammar.yml: alongside`);
- `left`, `right`: the names that end nearest before an idiom of its sentence, or begin nearest after it, whatever
  joins them ("avec X en chef de file", "parmi lesquels X et Y");
- `close`: the name right after an idiom, common nouns aside ("aux côtés du fonds X"); `predicated`: after a noun and a
  copula or colon ("les actionnaires sont X et Y"); `named`: the name that says who "son premier actionnaire, X" is;
- `giver`: who pays a sum ("100 M€ de X"); `share`: whose part a percentage is ("49 % de X"); `thereof`: what
  "en" or "dont" takes up; `there`: what "y" does; `capital`: whose shares
  are spoken of ("au capital de X"); `round`: whose round ("le tour de table de X"); `led`: who led the round that an
  event noun names ("un tour mené par X");
- `opening`: what the phrase that opens a sentence says something of ("Avec une valorisation de 2 Md€, X …");
- `doer`, `patient`: `subject` and `object` by the tree alone, without the order of the words as a fallback;
- `near`: the nearest fitting expression of the clause (sums, percentages, titles); `valued`: a sum that a word of
  `grammar.yml: value_words` introduces as a valuation; `above`: the one sum of the short sentence before ("500 M€ d'un
  coup."); `beside`: a sum that follows the one just found after "à" ("254 M€, à 1,8 Md€"); `series`: the name of a
  round;
- any other word: a preposition of `grammar.yml` ("chez", "de", "contre").
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ontograph import resources
from ontograph.errors import DataError
from ontograph.grammar import GrammarData

SPECIAL_WAYS = frozenset(
    {
        "above",
        "agent",
        "alongside",
        "apposed",
        "as",
        "beside",
        "capital",
        "close",
        "court",
        "doer",
        "employer",
        "firm",
        "focus",
        "former",
        "giver",
        "host",
        "house",
        "led",
        "left",
        "matrix",
        "named",
        "near",
        "object",
        "opening",
        "origin",
        "owner",
        "patient",
        "possessed",
        "predecessor",
        "predicated",
        "previous",
        "raiser",
        "right",
        "round",
        "series",
        "share",
        "stint",
        "subject",
        "support",
        "there",
        "thereof",
        "told",
        "topic",
        "valued",
        "whole",
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
    denied: Literal["", "certain", "planned", "possible"] = ""
    """Certainty of what the construction says when it is negated ("ne briguera pas de nouveau mandat"); it says nothing
    otherwise."""
    governors: list[str] = field(default_factory=list)
    """Verbs of which one must govern an event noun ("boucler une levée")."""
    firms: bool = False
    """Whether only organizations act: people who throw in the towel mostly leave their posts."""
    follows: int | None = None
    """The construction says something only of what the topic's last claim told, at most so many sentences before; its
    claims are no more certain than that one."""
    joins: Literal["", "lead", "member"] = ""
    """Whether an investment takes part in the round that its passage speaks of, and as what."""
    intransitive: bool = False
    tensed: bool = False
    """Whether its bare participle says something else ("trente ans passés chez X")."""
    capital: bool = False
    """Whether its sums are capital: those of debts, revenues or fines (`grammar.yml: other_sums`) are not."""
    stands: bool = False
    """Whether what is rejected or withdrawn happened all the same, where the noun takes up something known ("sa plainte
    a été rejetée")."""
    movable: bool = False
    """Whether the noun of its verb idioms may stand before the verb ("la plainte déposée par X")."""
    strict: bool = False
    """Whether only phrases that name or stand for a filler count: no part for its whole ("le contrôle d'X"), and no
    mention near by where the verb has an object that is none."""
    barring: list[str] = field(default_factory=list)
    """Lemmas that may not stand between the trigger and the core role it governs ("le rachat des parts de X")."""
    also: list[Derived] = field(default_factory=list)
    factuality: str | None = None
    """Certainty that the construction itself carries ("refuser de vendre"), where cues do not say it."""
    confidence: float = 0.9

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
class GrammarFile:
    """`grammar.yml`: function words that all frames share."""

    prepositions: dict[str, list[str]]
    grammar: GrammarData
    possessives: list[str]
    determiners: list[str]
    naming: list[str]
    """Verbs whose participle gives a thing its name ("baptisée")."""
    definite: list[str]
    """Those that take up what is known."""
    demonstratives: list[str]
    """Plural ones that take up several people by themselves ("ces chercheurs")."""
    likewise: list[str]
    """Ends of expressions that set somebody beside the subject ("tout comme X", "à l'instar de X")."""
    beside: list[str]
    """Prepositions that do so at the head of a sentence ("Outre X, Y est parti")."""
    quantifiers: list[str]
    """Words that make a number word take up people ("tous deux")."""
    connectors: list[str]
    """Words that join the members of an enumeration."""
    list_openers: list[str]
    """Marks and words that introduce the members of a group just named ("trois dirigeants : A, B et C")."""
    groups: dict[str, int]
    """Nouns for several people of whom the text has spoken -> how many ("le duo"), 0 where a number word must say."""
    counts: dict[str, int]
    """Number words."""
    gap_joins: list[str]
    """Words and marks between clauses that leave out the verb of the first."""
    opening_participles: list[str]
    """Endings of participles that may open a sentence."""
    list_ends: list[str]
    """Those that announce its last member."""
    parts: list[str]
    """Nouns whose "de" complement names the organization they belong to ("le conseil d'X")."""
    forms: dict[str, list[str]]
    """Infinitive -> forms of it that the tagger reads as another part of speech after a name."""
    before_verbs: list[str]
    """Pronouns, adverbs and marks that such a form may follow, names aside."""
    alongside: list[str]
    """Nouns of expressions for acting with somebody ("aux côtés de")."""
    approximating: list[str]
    """Words that, with "de", say how near a sum or share is ("un peu plus de")."""
    courts: list[str]
    """Nouns that name a court."""
    origins: list[str]
    """Phrases before the organization that somebody comes from ("venu de")."""
    spans: list[str]
    """Words before the time that somebody has spent somewhere ("après")."""
    stints: list[str]
    """Units of that time."""
    stretches: list[str]
    """Words that make a date the bound of a stretch of time ("depuis 2023")."""
    clitics: list[str]
    """Pronouns that stand right before their verb."""
    news: list[str]
    """Nouns by which a sentence takes up the news before it, to date it ("La nomination a été annoncée jeudi")."""
    others: list[str]
    """Adjectives by which such a noun speaks of something else ("L'opération précédente")."""
    states: list[str]
    """Verbs in the present that tell how things are, not what came next."""
    first_person: list[str]
    """Pronouns for who speaks."""
    closing_quotes: list[str]
    """Marks that end a quotation."""
    pronouns: list[str]
    """Pronouns that stand for a person or an organization."""
    houses: list[str]
    """Nouns for where somebody worked: "son ancienne maison"."""
    formers: list[str]
    """What says that it is so no more."""
    distributive: list[str]
    """Adverbs that pair the members of two enumerations in order ("respectivement")."""
    secondary: list[str]
    """Role classes that name a departing person's post only where no other title does."""
    compound: list[str]
    """Words that make another preposition of the "de" after them ("auprès de")."""
    as_words: list[str]
    """Words that introduce the function somebody is hired for."""
    equal_shares: list[str]
    """Expressions for the same share of all."""
    financier_subtypes: list[str]
    """Subtypes of organizations that give capital, or only tell of it."""
    financier_tails: list[str]
    """Words that end the names of funds."""
    leading: list[str]
    """Verbs of leading a round: their subject is an investor, not who raises."""
    other_sums: list[str]
    """Nouns that make a sum something else than capital: debts, revenues, contracts, fines."""
    relatives: dict[str, list[str]]
    """Relative pronouns that stand for a phrase with one of these prepositions ("dont": "de")."""
    introducing: list[str]
    """Words that introduce the members of a group just named, the copula included."""
    shares: list[str]
    """Nouns of which a percentage is taken ("du capital")."""
    series: list[str]
    """Names of rounds ("amorçage")."""
    series_letters: list[str]
    """Words that a letter makes the name of a round ("série A")."""
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
