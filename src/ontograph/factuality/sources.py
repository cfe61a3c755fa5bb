"""Who says it: the source that the sentence of a trigger names."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph import layers
from ontograph.factuality.cues import Cues
from ontograph.factuality.lexicon import Lexicon
from ontograph.factuality.scope import Scope
from ontograph.factuality.tokens import is_word, sentence, written
from ontograph.factuality.verbs import Verbs
from ontograph.tokens import Span, Token, Tokens

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_NAMES = frozenset({"Person", "Organization"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "ADV"})
_LOOSE = frozenset({"DET", "ADP", "ADV"})
_LONGEST = 10
_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A source in the words of the text; offsets are characters, end exclusive."""

    text: str
    span: tuple[int, int]
    doubtful: bool
    """A rumour rather than a voice."""


class Sourcing:
    """Finds sources by the cue file's prepositions and verbs of saying."""

    def __init__(self, cues: Cues, verbs: Verbs, scope: Scope) -> None:
        self._verbs = verbs
        self._scope = scope
        self._data = cues.sources
        self._prepositions = Lexicon(cues.sources.prepositions)
        self._saying = Lexicon(cues.sources.verbs, cues.forms.infinitives)

    def source(self, doc: Tokens, index: int) -> Source | None:
        """The nearest source of a trigger: the verb of saying above it, else one that frames its sentence."""
        return self._above(doc, index) or self._prepositional(doc, index) or self._inverted(doc, index)

    def _above(self, doc: Tokens, index: int) -> Source | None:
        """The subject of a verb of saying that governs the trigger by a clause or an infinitive."""
        here = index
        for _ in range(_CLIMB):
            governing = self._scope.above(doc, self._verbs.group(doc, here))
            if governing is None or governing.token.i == here:
                return None
            if governing.link in ("clause", "infinitive") and self._saying.match(governing.token):
                return self._subject(governing.token, inverted=False)
            here = governing.token.i
        return None

    def _prepositional(self, doc: Tokens, index: int) -> Source | None:
        start, end = sentence(doc, index)
        for i in range(start, end):
            length = self._prepositions.starting_at(doc[i])
            if length and i + length < end and "Rel" not in doc[i + length].morph.get("PronType", []):
                first = i + length - (doc[i + length - 1].pos_ == "NOUN")
                return self._made(self._phrase(doc, first, end))
        return None

    def _inverted(self, doc: Tokens, index: int) -> Source | None:
        """The subject behind a verb of saying in an aside ("…, a indiqué Renault")."""
        start, end = sentence(doc, index)
        for i in range(start, end):
            token = doc[i]
            if token.i == index or token.pos_ not in ("VERB", "AUX") or not self._saying.match(token):
                continue
            first = self._verbs.group(doc, i).start
            while first > start and doc[first - 1].pos_ in ("PRON", "ADV", "SCONJ"):
                first -= 1
            framed = first == start or doc[first - 1].is_punct
            if framed and not any(t.dep_ in _SUBJECTS and t.i < i for t in token.children):
                found = self._subject(token, inverted=True)
                if found and not found.span[0] <= doc[index].idx < found.span[1]:
                    return found
        return None

    def _subject(self, verb: Token, inverted: bool) -> Source | None:
        doc, (_, end) = verb.doc, sentence(verb.doc, verb.i)
        if inverted and verb.i + 1 < end and doc[verb.i + 1].pos_ == "PRON" and doc[verb.i + 1].text.startswith("-"):
            return self._made(doc.span(verb.i + 1, verb.i + 2))
        subjects = [t for t in verb.children if t.dep_ in _SUBJECTS and (not inverted or t.i > verb.i)]
        if subjects:
            first = min(t.i for t in subjects[0].subtree)
            return self._made(self._phrase(doc, first if first <= subjects[0].i else subjects[0].i, end))
        after = verb.i + 1
        while after < end and doc[after].pos_ == "ADV":
            after += 1
        if inverted and after < end and (doc[after].ent_type_ in _NAMES or doc[after].pos_ == "DET"):
            return self._made(self._phrase(doc, after, end))
        return None

    def _phrase(self, doc: Tokens, first: int, end: int) -> Span:
        """The noun phrase from a token on; only its name where it is one or is apposed to one."""
        last = first + 1
        dates = {i for span in layers.spans(doc, layers.DATES) for i in range(span.start, span.end)}
        while last < min(end, first + _LONGEST) and doc[last].pos_ in _PHRASE and last not in dates:
            last += 1
        while last > first + 1 and doc[last - 1].pos_ in _LOOSE:
            last -= 1
        span = doc.span(first, max(last, first + 1))
        nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN") or t.ent_type_]
        names = [t for t in nouns if t.ent_type_ in _NAMES]
        if names and (nouns[0] == names[0] or self._carries(nouns[0], names[0])):
            return doc.span(names[0].i, names[0].i + 1)
        return span

    def _carries(self, noun: Token, name: Token) -> bool:
        """Whether a noun only introduces a name ("le quotidien Les Échos", "une information de Reuters")."""
        between = noun.doc[noun.i + 1 : name.i]
        return all(t.pos_ == "ADJ" for t in between) or any(is_word(noun, w) for w in self._data.carriers)

    def _made(self, span: Span) -> Source | None:
        """The source of a phrase; None for an impersonal one."""
        if len(span) == 1 and written(span[0]) in self._data.impersonal:
            return None
        doubtful = any(is_word(t, word) for t in span for word in self._data.doubtful)
        inverted = span.text.rfind("-") + 1 if len(span) == 1 and span.text.startswith("-") else 0
        return Source(span.text[inverted:], (span.start_char + inverted, span.end_char), doubtful)
