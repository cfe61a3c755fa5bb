"""Idioms: verbs and nouns with the words that belong to them, and what these ask of the words of a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ontograph import layers
from ontograph.frames.frameset import Frame
from ontograph.tokens import Token, Tokens

GAP = 4
"""Words that may interrupt an idiom ("a rendu dès mardi son tablier"), those between commas aside."""
ASIDE = 8
"""Words between its parts, those between commas included."""
_CLASSES = frozenset({"DET", "LETTER", "POSS"})
"""What idioms call words by their nature."""
_PHRASE = 6
"""Tokens of a phrase between a verb and its noun, up to its name."""


@dataclass(frozen=True)
class Pattern:
    """A verb or noun of a frame, with the words that must stand by it."""

    family: str
    frame: Frame
    rest: tuple[str, ...]
    reflexive: bool
    clitic: bool = False
    """Whether the verb has "en" before it ("s'en aller")."""
    noun: frozenset[str] | None = None
    """The only noun of an idiom in which it may stand before the verb."""

    @cached_property
    def named(self) -> frozenset[str]:
        """The words that it names as such."""
        return frozenset(self.rest) - _CLASSES

    @cached_property
    def held(self) -> frozenset[str]:
        """The same without the last, which a pronoun before the verb may stand for."""
        return frozenset(self.rest[:-1]) - _CLASSES


class Idioms:
    """The patterns of one verb, by a word that each needs near it: most of a common verb's need a rare one."""

    def __init__(self, patterns: list[Pattern], prepositions: frozenset[str]) -> None:
        self.patterns = patterns
        self.anywhere: list[int] = []
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            needed = pattern.held if pattern.rest and pattern.rest[-1] in prepositions else pattern.named
            if needed and pattern.noun is None:
                self.by_word[max(needed, key=lambda word: (len(word), word))].append(number)
            else:
                self.anywhere.append(number)

    def among(self, near: frozenset[str]) -> list[Pattern]:
        """Those that the words near the verb may make, in their order."""
        found = [number for word in self.by_word.keys() & near for number in self.by_word[word]]
        return [self.patterns[number] for number in sorted(self.anywhere + found)] if found else self._anywhere

    @cached_property
    def _anywhere(self) -> list[Pattern]:
        return [self.patterns[number] for number in self.anywhere]


class Words:
    """What idioms ask of the tokens of a Doc, read once."""

    def __init__(self, doc: Tokens, longest: int, between: frozenset[str]) -> None:
        self.doc, self.size, self.longest = doc, len(doc), longest
        tokens = list(doc)
        texts = [token.text for token in tokens]
        self.lower = [token.lower_ for token in tokens]
        self.written = [lower.replace("’", "'") for lower in self.lower]
        self.lemma = [token.lemma_.lower() for token in tokens]
        self.letter = [len(text) == 1 and text.isupper() for text in texts]
        named = [bool(token.ent_type_) and text[:1].islower() for token, text in zip(tokens, texts, strict=True)]
        self.first = [low.split()[0] if name else "" for low, name in zip(self.lower, named, strict=True)]
        """The first word of a name that begins with a common noun: "tribunal de commerce de Paris", one token."""
        self.opens = [bool(token.is_sent_start) for token in tokens]
        dated = {i for span in layers.spans(doc, layers.DATES) for i in range(span.start, span.end)}
        self.verb = [token.pos_ == "VERB" and token.i not in dated for token in tokens]
        self.nouns = [token.pos_ == "NOUN" and not token.ent_type_ and token.i not in dated for token in tokens]
        joined = [low == "," and token.pos_ == "CCONJ" for low, token in zip(self.lower, tokens[1:], strict=False)]
        self.another = [j and token.ent_type_ == "Person" for j, token in zip(joined, tokens[2:], strict=False)]
        """Commas before one more person: "X, parti sans un mot, et Y, en congé"."""
        self.another += [False] * (self.size - len(self.another))
        self.free = [token.i in dated for token in tokens]
        """What may stand between the parts of an idiom at will: dates, phrases with a name ("conclut avec X un")."""
        for index in range(self.size):
            for inside in range(index, _named_phrase(tokens, index, between)):
                self.free[inside] = True

    def near(self, index: int) -> frozenset[str]:
        """All that the words within the gap after a token may be called."""
        low, reach = index + 1, index + ASIDE + 2 + self.longest
        high = reach
        while high < (further := reach + sum(self.free[low:high])):
            high = further
        return frozenset((*self.written[low:high], *self.lemma[low:high], *self.first[low:high]))


def _named_phrase(tokens: list[Token], index: int, prepositions: frozenset[str]) -> int:
    """The end of a phrase of a preposition and a name ("avec le japonais X", "auprès du fonds X"), where one begins."""
    if tokens[index].lower_ not in prepositions or tokens[index].ent_type_:
        return index
    for end in range(index + 1, min(index + _PHRASE, len(tokens))):
        if tokens[end].ent_type_ in ("Organization", "Person"):
            return end + 1
        if tokens[end].is_punct or tokens[end].pos_ not in ("ADJ", "ADP", "DET", "NOUN", "NUM"):
            break
    return index
