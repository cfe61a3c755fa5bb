"""What the sums and shares of a Doc measure: a valuation, capital, or something else, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from ontograph.frames.words import GrammarFile
from ontograph.tokens import Span, Token, Tokens

_BEFORE = 7
"""Tokens within which a word makes the sum after it a valuation."""
_AFTER = 3
"""Tokens within which a word makes the sum before it a valuation ("à 12 milliards de valorisation")."""
_BASE = 3
"""Tokens between "sur la base de" and the valuation that it introduces."""
_PRICE = 1000
"""A smaller sum is a price, which parts no word of value from the next one."""
_BESIDE = 5
"""Tokens between a sum raised and the valuation that it was raised at ("254 M€, à 1,8 Md€")."""
_MEASURING = 8
"""Tokens back to which the noun whose "de" complement a sum is may stand."""


class Sums:
    """The sums of one Doc by what they measure."""

    def __init__(self, doc: Tokens, amounts: Iterable[Span], words: GrammarFile) -> None:
        self.doc, self.amounts = doc, list(amounts)
        self.of = frozenset(words.prepositions["de"])
        self.led = self.of | frozenset(words.prepositions["en"])
        self.at = frozenset(words.prepositions["à"])
        self.agents = frozenset(words.grammar.agent)
        self.value_words, self.bases = frozenset(words.value_words), frozenset(words.value_bases)
        self.valued = self._valued()
        """Starts of the sums that a word such as "valorisation" before or after them makes valuations."""
        nouns = frozenset(words.other_sums)
        self.other = {
            a.start for a in self.amounts if any(_is(t, nouns) for t in (*self._measured(a), *self._measuring(a)))
        }
        """Starts of the sums that measure something else: "30 millions de recettes", "un prêt de 30 millions"."""

    def beside(self, first: Span, spans: Iterable[Span]) -> Span | None:
        """The greater sum that follows a sum right away after "à": the valuation at which a round was raised."""
        for span in spans:
            between = self.doc[first.end : span.start] if first.end < span.start else None
            if between is None or len(between) > _BESIDE or float(span.id_) <= float(first.id_):
                continue
            words = [t.lower_ for t in between if t.pos_ not in ("ADV", "ADJ") and t.text != ","]
            if words and words[-1] in self.at and (len(words) == 1 or (len(words) == 2 and words[0] in self.of)):
                return span
        return None

    def own(self, start: int, end: int, spans: Iterable[Span]) -> Span | None:
        """The sum or share of one name of several: in a bracket right after it ("l'État (28 %)"), or before it as an
        agent ("détenu à 15 % par X et à 20 % par Y")."""
        doc, found = self.doc, list(spans)
        if end < len(doc) and doc[end].text == "(":
            return next((s for s in found if end < s.start <= end + 4 and ")" not in doc.span(end, s.start).text), None)
        index = start - 1
        while index > 0 and doc[index].pos_ in ("DET", "NOUN", "ADJ"):
            index -= 1
        return (
            next((s for s in found if s.end == index), None) if index > 0 and doc[index].lower_ in self.agents else None
        )

    def _valued(self) -> set[int]:
        found: set[int] = set()
        end = 0
        for amount in self.amounts:
            low = max(amount.start - _BEFORE, amount.sent.start, end)
            high = min(amount.end + _AFTER, amount.sent.end)
            before = any(_is(t, self.value_words) for t in self.doc[low : amount.start])
            before = before or any(_is(t, self.bases) for t in self.doc[max(low, amount.start - _BASE) : amount.start])
            led = high > amount.end and self.doc[amount.end].lower_ in self.led
            if before or (led and any(_is(t, self.value_words) for t in self.doc[amount.end : high])):
                found.add(amount.start)
            end = amount.end if float(amount.id_) >= _PRICE else end  # "à 12 euros par action, soit 900 millions"
        return found

    def _measured(self, amount: Span) -> list[Token]:
        """The noun after a sum: "30 millions d'euros de recettes nettes", "en recettes"."""
        if amount.end >= len(self.doc) or self.doc[amount.end].lower_ not in self.led:
            return []
        found = []
        for token in self.doc[amount.end + 1 : min(amount.end + 5, amount.sent.end)]:
            if token.pos_ not in ("NOUN", "ADJ", "DET", "ADP", "ADV") or token.is_punct:
                break
            found.append(token)
        return found

    def _measuring(self, amount: Span) -> list[Token]:
        """The noun whose "de" complement a sum is: "un prêt bancaire de plus de 30 millions"."""
        doc, index = self.doc, amount.start - 1
        while index > amount.sent.start and doc[index].pos_ in ("ADV", "DET") and doc[index].lower_ not in self.led:
            index -= 1
        if index < 0 or doc[index].lower_ not in self.of:
            return []
        found = []
        while index > max(amount.sent.start, amount.start - _MEASURING):
            index -= 1
            if doc[index].pos_ not in ("NOUN", "ADJ", "ADP", "ADV") or doc[index].is_punct:
                break
            found.append(doc[index])
        return found


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words
