"""What a token is, whatever the tagger says: its spelling, form and nature, and the sentence that it stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from ontograph.tokens import Token, Tokens

_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL_DEPS = frozenset({"xcomp", "ccomp"})
_INFLECTED = frozenset({"VERB", "AUX", "ADJ"})
_STOPS = frozenset(".!?…")
_ENDS: WeakKeyDictionary[Tokens, list[int]] = WeakKeyDictionary()
"""The last tokens of a Doc's sentences."""


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


def sentence(doc: Tokens, index: int) -> tuple[int, int]:
    """Token bounds of the sentence around a token, end exclusive, by punctuation and line breaks.

    The parser's own sentences are not used: they break in the middle of clauses.
    """
    ends = _ENDS.get(doc)
    if ends is None:
        ends = _ENDS[doc] = [token.i for token in doc if _ends(token)]
    after = bisect_left(ends, index)
    return ends[after - 1] + 1 if after else 0, ends[after] + 1 if after < len(ends) else len(doc)


def _ends(token: Token) -> bool:
    return "\n" in token.text_with_ws or token.text[:1] in _STOPS


def phrase_ends_at(doc: Tokens, end: int, phrase: Iterable[str]) -> int | None:
    """The index where a phrase starts that ends right before token `end`, or None."""
    words = list(phrase)
    start = end - len(words)
    if start < 0 or not all(is_word(doc[start + k], word) for k, word in enumerate(words)):
        return None
    return start
