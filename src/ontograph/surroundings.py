"""What an organization is named for, by the words before its name: as somebody's employer, as a source, as a backer …

The organization that an article is about is named in its own right; one that only says who somebody is ("l'ex-patron du
cimentier X", "passe chez Y", "selon Z") is seldom what the next sentence leaves out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ontograph.tokens import Tokens

ORIGIN, SOURCE, TITLED = "origin", "source", "titled"
_REACH = 6
"""Tokens between a telling word and the organization ("ancienne directrice technique du géant américain X")."""
_INSIDE = frozenset({"ADJ", "ADP", "DET", "NOUN", "NUM", "PROPN"})
_EX = "ex-"


class Surroundings:
    """The settings of one language: setting -> words that tell it."""

    def __init__(self, settings: Mapping[str, Collection[str]], outlets: Collection[str] = ()) -> None:
        self.outlets = frozenset(outlets)
        self.words = {word: setting for setting, words in settings.items() for word in words}

    def setting(self, doc: Tokens, start: int, titled: Collection[int] = frozenset()) -> str:
        """The setting of a name that starts at a token, "" for none; `titled` are the tokens of titles."""
        found: list[str] = []
        for index in range(start - 1, max(-1, start - 1 - _REACH), -1):
            token = doc[index]
            told = ORIGIN if token.lower_.startswith(_EX) else self.words.get(token.lower_, "")
            found.append(TITLED if index in titled and told != ORIGIN else told)
            if told == ORIGIN or token.pos_ not in _INSIDE or token.ent_type_ in ("Organization", "Person"):
                break
        return ORIGIN if ORIGIN in found else next(filter(None, found), "")

    def quotes(self, doc: Tokens, start: int) -> bool:
        """Whether a name is only that of a news outlet which is quoted: "selon le quotidien X", "relate X"."""
        outlet = False
        for index in range(start - 1, max(-1, start - 1 - _REACH), -1):
            token = doc[index]
            outlet = outlet or token.lower_ in self.outlets
            if self.words.get(token.lower_) == SOURCE:
                return outlet or token.pos_ == "VERB"
            if outlet and token.pos_ == "VERB":
                return index > 0 and doc[index - 1].is_punct  # ", annonce le site X", not "rachète le site X"
            if token.pos_ not in _INSIDE or token.ent_type_ in ("Organization", "Person"):
                return False
        return False
