"""Where the triggers of frames stand in a Doc: verbs in any form, event nouns, idioms with words between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from ontograph import tokens
from ontograph.frames.frameset import Frame, FrameSet
from ontograph.frames.idioms import ASIDE, GAP, Idioms, Pattern, Words
from ontograph.frames.moved import moved_noun
from ontograph.grammar import Grammar, sentence_start
from ontograph.tokens import Token, Tokens

_RELATIVE = 12
"""Words between a relative pronoun and the verb whose preposition it holds."""
_FORMS = 65_536
"""Words of which it is remembered whether they may be a trigger."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame at work: its head token and the end of what it covers."""

    family: str
    frame: Frame
    token: Token
    end: int
    words: int
    """How many words the trigger names: longer idioms win."""


class TriggerMatcher:
    """Looks triggers up by lemma; built once from the frames."""

    def __init__(self, frameset: FrameSet) -> None:
        words = frameset.words
        self.grammar = Grammar(words.grammar)
        self.possessives = frozenset(words.possessives)
        self.prepositions = frozenset(w for ws in words.prepositions.values() for w in ws)
        self.relatives = {k: frozenset(v) for k, v in words.relatives.items()}
        self.determiners = frozenset(words.determiners)
        self.articles = self.determiners - frozenset(words.prepositions["de"]) - {"des"}
        self.forms = {form: verb for verb, forms in words.forms.items() for form in forms}
        self.between = frozenset(words.between)
        self.before_verbs = frozenset(words.before_verbs)
        self.clitics = frozenset(words.clitics)
        self.of = frozenset(words.prepositions["de"])
        self.participles = tuple(words.opening_participles)
        self.openers = frozenset(w for name in ("chez", "de", "en", "à") for w in words.prepositions[name])
        self.verbs: dict[str, list[Pattern]] = defaultdict(list)
        self.nouns: dict[str, list[Pattern]] = defaultdict(list)
        for family, frame in frameset.frames:
            for phrase in frame.verb_phrases:
                reflexive = phrase.startswith("se ")
                bare = phrase.removeprefix("se ")
                head, *rest = bare.removeprefix("en ").split()
                nouns = [word for word in rest if word not in ("DET", "POSS")]
                noun = frozenset(nouns) if frame.movable and len(nouns) == 1 else None
                clitic = bare.startswith("en ")
                self.verbs[head].append(Pattern(family, frame, tuple(rest), reflexive, clitic, noun))
            for phrase in frame.nouns:
                head, *rest = phrase.split()
                self.nouns[head].append(Pattern(family, frame, tuple(rest), False))

        self.longest = max((len(p.rest) for patterns in self.verbs.values() for p in patterns), default=0)
        self.idioms = {verb: Idioms(patterns, self.prepositions) for verb, patterns in self.verbs.items()}
        self._last: Words | None = None
        self._may_be = lru_cache(_FORMS)(self._resembles)

    def _words(self, doc: Tokens) -> Words:
        """The words of a Doc; those of the last one are kept."""
        if self._last is None or self._last.doc is not doc or self._last.size != len(doc):
            self._last = Words(doc, self.longest, self.between)
        return self._last

    def __call__(self, doc: Doc | Tokens) -> Iterator[Trigger]:
        """All triggers in the order of the text; at one token the longest idioms first."""
        for token in tokens.of(doc):
            if token.ent_type_ or token.is_punct or not self._may_be(token.lower_, token.lemma_):
                continue
            found = [*self._verbs(token), *self._nouns(token)]
            yield from sorted(found, key=lambda t: (-t.words, t.frame.id))

    def _resembles(self, form: str, lemma: str) -> bool:
        """Whether a word may be a trigger at all: most words are none, wherever they stand."""
        if form in self.forms or form in self.nouns or lemma.lower() in self.nouns or lemma.lower() in self.verbs:
            return True
        return _of_participle(form) in self.verbs or self._regular(form) is not None

    def _verbs(self, token: Token) -> Iterator[Trigger]:
        for lemma in self._lemmas(token):
            reflexive = self.grammar.reflexive(token)
            near = self._words(token.doc).near(token.i)
            patterns = self.idioms[lemma].among(near)
            held: frozenset[str] | None = None
            moved: dict[frozenset[str], int] = {}
            for pattern in patterns:
                if (pattern.reflexive != reflexive and not pattern.rest) or (pattern.clitic and not _has_en(token)):
                    continue
                alone = pattern.noun is not None
                end = self._rest(token, pattern.rest, alone=alone) if pattern.named <= near else 0
                if not end and pattern.noun is not None:
                    if pattern.noun not in moved:
                        moved[pattern.noun] = token.i + 1 if moved_noun(token, pattern.noun) is not None else 0
                    end = moved[pattern.noun]
                if not end and pattern.rest and pattern.rest[-1] in self.prepositions and pattern.held <= near:
                    held = self._held(token) if held is None else held
                    end = self._rest(token, pattern.rest[:-1]) if pattern.rest[-1] in held else 0
                if end and not self._excluded(token, end, pattern.frame):
                    words = 1 + len(pattern.rest) + pattern.clitic
                    yield Trigger(pattern.family, pattern.frame, _governor(token, end), end, words)

    def _lemmas(self, token: Token) -> tuple[str, ...]:
        """The infinitives that a token may be a form of; the tagger takes "fonde" for one of "fondre"."""
        own = self.forms.get(token.lower_) if token.pos_ in ("VERB", "AUX") else None
        lemmas = verb_lemmas(token) or self._misread(token)
        lemmas = (own, *lemmas) if own and own not in lemmas else lemmas
        known = tuple(lemma for lemma in lemmas if lemma in self.verbs)
        return () if known and self._article_before(token) else known

    def _article_before(self, token: Token) -> bool:
        """Whether a preposition and an article stand before a form that is no participle: a noun ("de la part d'X")."""
        verb = token.pos_ in ("VERB", "AUX") and not self.grammar.is_finite(token)
        if token.i < 2 or verb or token.nbor(-1).lower_ not in self.articles:
            return False
        return token.nbor(-2).lower_ in self.prepositions

    def _held(self, token: Token) -> frozenset[str]:
        """The prepositions that pronouns before a verb hold: "elle y est entrée", "X, où il est entré"."""
        found = {word for c in self.grammar.proclitics(token) for word in self.grammar.clitics[c.lower_]}
        for index in range(token.i - 1, max(sentence_start(token), token.i - _RELATIVE) - 1, -1):
            here = token.doc[index]
            if here.text in (";", ":") or (self.grammar.is_finite(here) and here.head.i != token.i):
                break
            found.update(self.relatives.get(here.lower_, ()))
        return frozenset(found)

    def _misread(self, token: Token) -> tuple[str, ...]:
        """The infinitive of a form that the tagger takes for a name, a noun or a preposition ("X entre au conseil"),
        where a name, a pronoun or a mark before it leaves it the place of a verb; or a participle that opens its
        sentence ("Partie de X en juin, Y …")."""
        known = self.forms.get(token.lower_)
        lemma = known or self._regular(token.lower_)
        if lemma is None or token.pos_ in ("VERB", "AUX"):
            return ()
        if token.is_sent_start:
            if known and token.pos_ in ("ADJ", "PROPN", "X"):
                return (lemma,)  # "Démis de ses fonctions, X …"
            opens = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in self.openers
            return (lemma,) if opens and token.lower_.endswith(self.participles) else ()
        before = token.nbor(-1)
        named = before.ent_type_ in ("Person", "Organization")
        stands = named or (known and before.lower_ in self.before_verbs) or self._between(before, token)
        return (lemma,) if stands or self._cliticised(token) else ()

    def _cliticised(self, token: Token) -> bool:
        """Whether a name and then a clitic stand before a form: "X la débauche", "X s'absente"."""
        if token.i < 2 or token.nbor(-1).lower_ not in self.clitics:
            return False
        before = token.nbor(-2)
        if before.ent_type_ in ("Person", "Organization"):
            return token.i < 3 or token.nbor(-3).lower_ not in self.prepositions  # "pilotait chez X l'équipe"
        return before.text == ","

    def _between(self, before: Token, token: Token) -> bool:
        """Whether a form without a determiner of its own stands after a noun and before an article, a number or a name:
        no noun does ("cette cession valorise X", "l'opération valorise la société")."""
        if token.i + 1 >= len(token.doc) or before.pos_ != "NOUN" or token.pos_ == "ADP":
            return False
        after = token.nbor(1)
        known = after.ent_type_ in ("Person", "Organization")
        return known or after.pos_ == "NUM" or (after.pos_ == "DET" and after.lower_ in self.articles)

    def _regular(self, form: str) -> str | None:
        """The infinitive in -er of a present ("débauche"), if some frame has it."""
        for ending in ("ent", "e"):
            if form.endswith(ending) and (verb := form.removesuffix(ending) + "er") in self.verbs:
                return verb
        return None

    def _nouns(self, token: Token) -> Iterator[Trigger]:
        if token.pos_ in ("VERB", "AUX") and not _uninflected(token):
            return
        for key in dict.fromkeys((token.lower_, token.lemma_.lower())):
            for pattern in self.nouns.get(key, ()):
                end = self._rest(token, pattern.rest, gap=0)
                if end and not self._excluded(token, end, pattern.frame):
                    yield Trigger(pattern.family, pattern.frame, token, end, 1 + len(pattern.rest))

    def _excluded(self, token: Token, end: int, frame: Frame) -> bool:
        """Whether the words around a trigger make it mean something else."""
        if not (frame.after or frame.not_after or frame.excludes):
            return False
        doc = token.doc
        before = " ".join(t.lower_ for t in doc[max(token.i - 3, 0) : token.i])
        if frame.after and not f" {before}".endswith(tuple(f" {words}" for words in frame.after)):
            return True
        if frame.not_after and f" {before}".endswith(tuple(f" {words}" for words in frame.not_after)):
            return True
        return bool(frame.excludes) and " ".join(t.lower_ for t in doc[end : end + 3]).startswith(tuple(frame.excludes))

    def _rest(self, token: Token, rest: tuple[str, ...], gap: int = GAP, alone: bool = False) -> int:
        """End of the idiom's last word, 0 where it does not follow; `alone`: that is the verb's only object."""
        words, index, skipped, aside, free = self._words(token.doc), token.i + 1, 0, False, 0
        for word in rest:
            while index < words.size and not self._is(words, index, word):
                aside = not aside if words.lower[index] == "," else aside
                skipped += not (aside or words.free[index])
                free += words.free[index]
                far = index - free > token.i + len(rest) + ASIDE
                if skipped > gap or words.opens[index] or words.verb[index] or words.another[index] or far:
                    return 0
                if alone and words.nouns[index] and words.doc[index].head is token and words.doc[index].dep_ == "obj":
                    return 0  # "ouvre une enquête après la plainte de X": not a complaint
                index += 1
            if index >= words.size or (words.opens[index] and index > token.i):
                return 0
            if skipped and word in self.prepositions and words.lower[index - 1] in self.of:
                return 0  # "arrivé de chez X"
            index += 1
        return index

    def _is(self, words: Words, index: int, word: str) -> bool:
        if word == "POSS":
            return words.lower[index] in self.possessives
        if word == "DET":
            return words.lower[index] in self.determiners or words.lower[index] in self.possessives
        if word == "LETTER":
            return words.letter[index]
        return word in (words.written[index], words.lemma[index]) or (bool(word) and word == words.first[index])


def _governor(verb: Token, end: int) -> Token:
    """The head of an idiom: its verb, or the infinitive that the tree hangs it on ("a fait venir X")."""
    head = verb.head
    return head if verb.i < head.i < end and "Inf" in head.morph.get("VerbForm", []) else verb


def _uninflected(token: Token) -> bool:
    """Whether what the tagger takes for a verb after a mark is no form of one ("X, fondateur en 1963 de Y")."""
    marked = token.i > 0 and token.nbor(-1).is_punct
    return marked and token.lemma_.lower() == token.lower_ and "Inf" not in token.morph.get("VerbForm", [])


def _has_en(verb: Token) -> bool:
    """Whether "en" stands before a verb, its auxiliaries and adverbs aside."""
    before = verb.doc[max(verb.i - GAP, verb.sent.start) : verb.i]
    return any(
        t.lower_ == "en" and all(u.pos_ in ("AUX", "ADV", "PRON", "VERB") for u in verb.doc[t.i + 1 : verb.i])
        for t in before
    )


def verb_lemmas(token: Token) -> tuple[str, ...]:
    """The infinitive of a token, also of a participle that the tagger took for an adjective or a noun."""
    if token.pos_ in ("VERB", "AUX"):
        return (token.lemma_.lower(),)
    if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "X"):
        return ()
    if token.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "det" for c in token.children):
        return ()
    if (infinitive := _of_participle(token.lower_)) is not None:
        return (infinitive,)
    return (token.lemma_.lower(),) if token.lemma_.lower().endswith(("er", "ir", "re")) else ()


def _of_participle(form: str) -> str | None:
    """The infinitive in -er that a form may be a participle of."""
    ending = next((ending for ending in ("ées", "és", "ée", "é") if form.endswith(ending)), None)
    return form.removesuffix(ending) + "er" if ending else None
