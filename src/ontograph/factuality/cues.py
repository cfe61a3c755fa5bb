"""The words that decide certainty and attribution: the types of `cues.yml` and how one entry matches in a Doc.

A word of an entry matches a token by its lemma or by its lower-cased text. An entry of several words ("mettre fin")
is headed by the first; the others must stand nearby in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

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

_NEAR = 5
_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL_DEPS = frozenset({"xcomp", "ccomp"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
_ARGUMENTS = frozenset({"obj", "xcomp", "ccomp", "obl:arg", "nummod"})
_INFLECTED = frozenset({"VERB", "AUX", "ADJ"})
_STOPS = frozenset(".!?…")


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
    moves: list[str]
    """Verbs after which a purpose is carried out ("a quitté A pour rejoindre B")."""
    purposes: list[str]
    """The prepositions of such a purpose."""
    governors: list[Governor]
    connectives: list[Connective]
    hedges: list[str]
    """Adverbs and phrases that make their clause possible."""
    negation: Negation
    dates: Dates
    sources: Sources
    cancellations: Cancellations


def written(token: Token) -> str:
    """A token's text in the spelling of the data: lower case, straight apostrophe."""
    return token.lower_.replace("’", "'")


def feature(token: Token, name: str) -> str:
    """A morphological feature of a token ("Fut" for "Tense"), "" without it."""
    return next(iter(token.morph.get(name, [])), "")


def is_finite(token: Token) -> bool:
    """Whether the tagger read a conjugated form."""
    return feature(token, "VerbForm") == "Fin"


def is_nominal(token: Token) -> bool:
    """Whether a token behaves as a noun, whatever its tag: "l'offre" tagged as a verb does, "Il le rejoindra" tagged
    as a name does not."""
    if token.pos_ not in _NOMINAL:
        return token.pos_ in _INFLECTED and any(t.dep_ == "det" for t in token.lefts)
    return token.dep_ not in _VERBAL_DEPS and (bool(token.ent_type_) or not is_misread_verb(token))


def is_misread_verb(token: Token) -> bool:
    """Whether a token tagged as a noun has a subject of its own and no copula."""
    deps = {t.dep_ for t in token.children}
    return token.pos_ in _NOMINAL and "cop" not in deps and bool(deps & {"nsubj", "nsubj:pass"}) and "det" not in deps


def is_word(token: Token, word: str) -> bool:
    """Whether a word of the data is this token, by lemma or text; an elided text is any word it may stand for."""
    text = written(token)
    if text == word or token.lemma_.lower() == word:
        return True
    return text.endswith("'") and len(word) == len(text) and word.startswith(text[:-1])


def sentence(doc: Doc, index: int) -> tuple[int, int]:
    """Token bounds of the sentence around a token, end exclusive, by punctuation and line breaks.

    The parser's own sentences are not used: they break in the middle of clauses.
    """
    start = end = index
    while start and not _ends(doc[start - 1]):
        start -= 1
    while end < len(doc) and not _ends(doc[end]):
        end += 1
    return start, min(end + 1, len(doc))


def _ends(token: Token) -> bool:
    return "\n" in token.text_with_ws or token.text[:1] in _STOPS


def phrase_ends_at(doc: Doc, end: int, phrase: Iterable[str]) -> int | None:
    """The index where a phrase starts that ends right before token `end`, or None."""
    words = list(phrase)
    start = end - len(words)
    if start < 0 or not all(is_word(doc[start + k], word) for k, word in enumerate(words)):
        return None
    return start


class Lexicon:
    """Phrases of one or several words, looked up by token."""

    def __init__(self, entries: Iterable[str], infinitives: dict[str, str] | None = None) -> None:
        self._infinitives = sorted((infinitives or {}).items())
        self._by_head: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            words = tuple(entry.split())
            self._by_head.setdefault(words[0], []).append(words)

    def match(self, token: Token) -> tuple[str, ...] | None:
        """The longest entry that this token heads, its other words standing near; None if there is none."""
        found = {words for key in self._keys(token) for words in self._by_head.get(key, ())}
        fitting = [words for words in found if all(_near(token, word) for word in words[1:])]
        return min(fitting, key=lambda words: (-len(words), words[0] != written(token), words), default=None)

    def starting_at(self, token: Token) -> int:
        """How many tokens the longest entry covers that stands word for word from this token on; 0 for none."""
        doc, longest = token.doc, 0
        for key in {written(token), token.lemma_.lower()}:
            for words in self._by_head.get(key, ()):
                end = token.i + len(words)
                if end <= len(doc) and phrase_ends_at(doc, end, words) is not None:
                    longest = max(longest, len(words))
        return longest

    def _keys(self, token: Token) -> set[str]:
        """What a token may be listed as: text, lemma, and the infinitive that the lemmatizer failed to find."""
        text, lemma = written(token), token.lemma_.lower()
        guessed = {
            text.removesuffix(old) + new
            for old, new in self._infinitives
            if text.endswith(old) and (token.pos_ in _INFLECTED or text == lemma)
        }
        return {text, lemma, *guessed}


def _near(token: Token, word: str) -> bool:
    """Whether a word of an entry stands beside its head, or is an argument of it."""
    start, end = sentence(token.doc, token.i)
    for step in (1, -1):
        for i in range(
            token.i + step, min(end, token.i + _NEAR) if step > 0 else max(start, token.i - _NEAR) - 1, step
        ):
            other = token.doc[i]
            if is_word(other, word):
                return True
            if other.pos_ in _CONTENT:
                break
    return any(is_word(t, word) for t in token.children if t.dep_ in _ARGUMENTS)


class Governors:
    """Governing words by link."""

    def __init__(self, entries: Iterable[Governor], infinitives: dict[str, str]) -> None:
        self._entries = list(entries)
        self._words: dict[Link, Lexicon] = {}
        self._by_words: dict[tuple[Link, tuple[str, ...]], Governor] = {}
        for link in ("infinitive", "clause", "noun", "subject", "modifier"):
            mine = [(word, e) for e in self._entries if link in e.links for word in e.words]
            self._words[link] = Lexicon((word for word, _ in mine), infinitives)
            self._by_words.update({(link, tuple(word.split())): e for word, e in mine})

    def match(self, token: Token, link: Link) -> Governor | None:
        """The entry that this token heads for a link."""
        words = self._words[link].match(token)
        return self._by_words[link, words] if words else None
