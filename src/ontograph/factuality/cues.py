"""The words that decide certainty and attribution: the types of `cues.yml`."""

from __future__ import annotations

from typing import Literal

import msgspec

from ontograph.model import Factuality as Value

Link = Literal["infinitive", "clause", "noun", "subject", "modifier"]
"""How a trigger hangs on the word that governs it: as infinitive or participle, as "que" clause, as object or
complement noun, as the subject of its predicate, or as the noun that an adjective or participle modifies."""

Tense = Literal[
    "present",
    "past",
    "imperfect",
    "future",
    "conditional",
    "past_conditional",
    "subjunctive",
    "infinitive",
    "participle",
]


class Governor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that decide the certainty of what they govern."""

    kind: Value
    words: list[str]
    links: tuple[Link, ...] = ("infinitive", "clause", "noun")
    negated: Value | None = None
    """The certainty under negation ("n'exclut pas": possible); None: negated, or possible for a negating word."""
    tenses: dict[Tense, Value] = {}
    """Exceptions by the tense of the governing word."""


class Connective(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Prepositions and conjunctions (phrases that end right before the trigger's clause) and what they make of it."""

    kind: Value
    words: list[str]
    independent: bool = False
    """What hangs on it is stated whatever becomes of the main clause ("après avoir quitté")."""
    factual: tuple[Tense, ...] = ()
    """Tenses of the clause in which it is stated all the same ("si" with a past tense is a concession)."""


class Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbal and nominal negation."""

    particles: list[str]
    """Announce a negation before the verb."""
    negators: list[str]
    """Complete it, after the particle."""
    subjects: list[str]
    """Complete it from before the particle."""
    determiners: list[str]
    """Negate the noun that they determine."""
    restriction: list[str]
    """After a particle and no negator: "only", no negation."""
    pseudo: list[str]
    """Phrases that look like a negator and negate nothing."""
    pending: list[str]
    """Phrases that negate for the time being only ("n'est pas encore bouclé": planned)."""
    alone: list[str]
    """Verbs that the particle alone negates."""
    verbless: list[str]
    """Negators that need no particle: right before a noun, an infinitive or a coordinated participle."""
    partitives: list[str]
    """What may stand between such a negator and its noun ("pas DE départ")."""
    repeated: list[str]
    """Those of them that may follow a particle and negate one more word."""


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings that mend the tagger, which confuses future, conditional and imperfect of less frequent verbs."""

    infinitives: dict[str, str]
    """Ending of an inflected form -> ending of its infinitive, for forms that the lemmatizer leaves as they are."""
    stems: list[str]
    """What the stem of a future or a conditional may end in where it is not the infinitive."""
    tagged_stems: list[str]
    """What it must end in at least, where the tagger says so too."""
    future: list[str]
    conditional: list[str]
    imperfect: list[str]


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates overrule tenses."""

    narrative: list[str]
    """Phrases that make a future tense a narrated past."""
    since: list[str]
    """Words before a date that has passed, whatever year was guessed."""


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says it."""

    prepositions: list[str]
    """Phrases that introduce a source."""
    verbs: list[str]
    """Verbs of saying: their subject is the source."""
    announcing: list[str]
    """Verbs under which, in the past, a conditional clause is a plan (future of the past)."""
    impersonal: list[str]
    """Subjects that are no source ("on", "il se dit")."""
    carriers: list[str]
    """Nouns that only introduce the source ("une information de Reuters")."""
    doubtful: list[str]
    """Sources that make what they say a rumour."""


class Cancellation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Predicates that end an earlier plan."""

    words: list[str]
    when_negated: bool = False
    """They cancel in the negative only ("n'a jamais abouti")."""
    bare: bool = False
    """They cancel only without a complement of their own ("a finalement renoncé")."""


class Cancellations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text drops what it told before."""

    predicates: list[Cancellation]
    phrases: list[str]
    """Fixed phrases that cancel by themselves ("sans suite")."""
    plans: list[str]
    """Nouns that take up a plan: as subject or complement of a cancelling predicate."""
    anaphors: list[str]
    """Pronouns that may take it up."""


class Counting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text counts who has done something ("le dernier à rejoindre X"): that is a fact like its main verb's."""

    opening: str
    """The preposition of what they have done."""
    words: list[str]
    """What counts, beside ordinals."""


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `cues.yml`."""

    tenses: dict[Tense, Value]
    forms: Forms
    auxiliaries: list[str]
    clitics: list[str]
    complementizers: list[str]
    adjuncts: list[str]
    """Prepositions that tie a noun loosely to its verb ("après l'annonce d'un accord")."""
    presupposing: list[str]
    """Determiners of a noun that a plain verb presupposes ("n'a pas commenté la plainte")."""
    happening: list[str]
    """Predicates that say of their subject that it takes place: their tense and negation are the subject's."""
    support: list[str]
    """Verbs that say of their object that it takes place."""
    commenting: list[str]
    """Verbs that take their object for granted even where they are negated."""
    moves: list[str]
    """Verbs after which a purpose is carried out ("a quitté A pour rejoindre B")."""
    adversatives: list[str]
    """Conjunctions whose clause, with a subject of its own, stands by itself ("…, mais le projet a été abandonné")."""
    purposes: list[str]
    """The prepositions of such a purpose."""
    governors: list[Governor]
    counting: Counting
    unlisted: Value
    """The certainty of an infinitive under a word that `governors` does not list."""
    connectives: list[Connective]
    hedges: list[str]
    """Adverbs and phrases that make their clause possible."""
    negation: Negation
    dates: Dates
    sources: Sources
    cancellations: Cancellations
