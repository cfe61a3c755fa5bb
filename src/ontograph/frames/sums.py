"""What the sums and shares of a Doc measure: a valuation, capital, or something else, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

_BEFORE = 7
"""Tokens within which a word makes the sum after it a valuation."""
_AFTER = 3
"""Tokens within which a word makes the sum before it a valuation ("à 12 milliards de valorisation")."""
_BESIDE = 5
"""Tokens between a sum raised and the valuation that it was raised at ("254 M€, à 1,8 Md€")."""
_FROM = frozenset({"d'", "d’", "de", "des", "du", "en"})


def valued(doc: Doc, amounts: Iterable[Span], words: frozenset[str]) -> set[int]:
    """Starts of the sums that a word such as "valorisation" before or after them makes valuations."""
    found: set[int] = set()
    end = 0
    for amount in amounts:
        low = max(amount.start - _BEFORE, amount.sent.start, end)
        high = min(amount.end + _AFTER, amount.sent.end)
        before = any(_is(t, words) for t in doc[low : amount.start])
        following = doc[amount.end : high] if high > amount.end and doc[amount.end].lower_ in _FROM else ()
        after = any(_is(t, words) for t in following)
        if before or after:
            found.add(amount.start)
        end = amount.end
    return found


def other(doc: Doc, amounts: Iterable[Span], nouns: frozenset[str]) -> set[int]:
    """Starts of the sums that measure one of these nouns: "30 millions de recettes", "un prêt de 30 millions"."""
    return {a.start for a in amounts if any(_is(t, nouns) for t in (*_measured(doc, a), *_measuring(doc, a)))}


def beside(doc: Doc, first: Span, spans: Iterable[Span]) -> Span | None:
    """The greater sum that follows a sum right away after "à": the valuation at which a round was raised."""
    for span in spans:
        between = doc[first.end : span.start] if first.end < span.start else None
        if between is None or len(between) > _BESIDE or float(span.id_) <= float(first.id_):
            continue
        words = [t.lower_ for t in between if t.pos_ not in ("ADV", "ADJ") and t.text != ","]
        if words in (["à"], ["de", "à"]):
            return span
    return None


def own(doc: Doc, start: int, end: int, spans: Iterable[Span], agent: frozenset[str]) -> Span | None:
    """The sum or share of one name of several: in a bracket right after it ("l'État (28 %)"), or before it as an agent
    ("détenu à 15 % par X et à 20 % par Y")."""
    found = list(spans)
    if end < len(doc) and doc[end].text == "(":
        return next((s for s in found if end < s.start <= end + 4 and ")" not in doc[end : s.start].text), None)
    index = start - 1
    while index > 0 and doc[index].pos_ in ("DET", "NOUN", "ADJ"):
        index -= 1
    return next((s for s in found if s.end == index), None) if index > 0 and doc[index].lower_ in agent else None


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words


def _measured(doc: Doc, amount: Span) -> list[Token]:
    """The noun after a sum: "30 millions d'euros de recettes nettes", "en recettes"."""
    if amount.end >= len(doc) or doc[amount.end].lower_ not in _FROM:
        return []
    found = []
    for token in doc[amount.end + 1 : min(amount.end + 5, amount.sent.end)]:
        if token.pos_ not in ("NOUN", "ADJ", "DET", "ADP", "ADV") or token.is_punct:
            break
        found.append(token)
    return found


def _measuring(doc: Doc, amount: Span) -> list[Token]:
    """The noun whose "de" complement a sum is: "un prêt bancaire de plus de 30 millions"."""
    index = amount.start - 1
    while index > amount.sent.start and doc[index].pos_ in ("ADV", "DET") and doc[index].lower_ not in _FROM:
        index -= 1
    if index < 0 or doc[index].lower_ not in ("d'", "d’", "de"):
        return []
    found = []
    while index > max(amount.sent.start, amount.start - 8):
        index -= 1
        if doc[index].pos_ not in ("NOUN", "ADJ", "ADP", "ADV") or doc[index].is_punct:
            break
        found.append(doc[index])
    return found
