"""With which gender a text speaks of an organization: "la start-up X", "X, fondée en 2019", "le New York Times"."""

from __future__ import annotations

from ontograph.tokens import Span, Token, Tokens

_AUXILIARIES = 3
"""Tokens between a name and the participle of its verb."""
_GENDERS = {"Fem": "f", "Masc": "m"}
_ETRE = "être"


def genders(doc: Tokens, name: Span, articles: dict[str, str], openers: frozenset[str]) -> set[str]:
    """What the words beside a name say: its article, and a participle that agrees with it."""
    before = articles.get(doc[name.start - 1].lower_) if name.start else None
    after = _participle(doc, name.end, openers)
    return {g for g in (before, gender(after) if after is not None else None) if g}


def gender(token: Token) -> str | None:
    """The gender of a token, where the tagger tells one."""
    found = token.morph.get("Gender", [])
    return _GENDERS.get(found[0]) if found and "Plur" not in token.morph.get("Number", []) else None


def _participle(doc: Tokens, index: int, openers: frozenset[str]) -> Token | None:
    """The participle of an apposition ("X, fondée en 2019") or of a passive ("X a été fondée") behind a name."""
    end = min(len(doc), index + _AUXILIARIES + 1)
    if index + 1 < end and doc[index].text in openers and doc[index].text != "(":
        return doc[index + 1] if _past(doc[index + 1]) else None
    copula = False
    for token in doc[index:end]:
        if copula and _past(token) and token.lemma_ != _ETRE:
            return token
        if token.pos_ not in ("AUX", "ADV") and token.lemma_ != _ETRE:
            return None
        copula = copula or token.lemma_ == _ETRE
    return None


def _past(token: Token) -> bool:
    return token.pos_ in ("VERB", "ADJ") and "Part" in token.morph.get("VerbForm", [])
