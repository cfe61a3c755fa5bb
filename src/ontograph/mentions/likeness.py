"""What a text says of an organization beside its name, and whether a noun phrase says the same.

"Le groupe danois" is the organization that the text introduces as "Havstrøm, à Copenhague"; "le producteur d'énergie"
the one that it calls "Voltaria, spécialiste de l'énergie renouvelable". Words are compared by how they begin and by the
part of the world that they speak of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ontograph.local_entities import fold
from ontograph.tokens import Span, Token, Tokens

_LEFT, _RIGHT = 5, 12
"""Tokens before and after a name that may describe it."""
_SHORTEST, _ENDING = 4, 3
"""Letters that two words must share, and letters by which the shorter may differ ("nantais", "Nantes")."""
_WORDS = frozenset({"ADJ", "NOUN", "PROPN"})
_NAMES = frozenset({"Organization", "Person"})
_PHRASE = 5
"""Tokens after a noun that belong to it ("le groupe de luxe milanais")."""


@dataclass(frozen=True)
class Area:
    """Beginnings of the words for a country, and of those for each of its parts."""

    words: list[str]
    parts: list[list[str]]


@dataclass(frozen=True)
class AreasData:
    """`areas.yml`; the file says what each part holds."""

    areas: dict[str, Area]
    endings: list[str]
    homes: dict[str, list[str]]


class Areas:
    """Parts of the world by the words for them; an area is a path such as ("france", "nantais")."""

    def __init__(self, data: AreasData, aliases: Mapping[str, Iterable[str]]) -> None:
        self.beginnings: dict[str, tuple[str, ...]] = {}
        for country, area in data.areas.items():
            self.beginnings |= dict.fromkeys(area.words, (country,))
            self.beginnings |= {begin: (country, part[0]) for part in area.parts for begin in part}
        self.longest = max(map(len, self.beginnings))
        self.endings = frozenset(data.endings)
        self.homes: dict[str, tuple[str, ...]] = {}
        for country, names in data.homes.items():
            for name in names:
                self.homes |= {fold(form): (country,) for form in (name, *aliases.get(name, ()))}

    def of(self, word: str) -> tuple[str, ...]:
        """The area that a folded word speaks of: (), a country, or a country and its part."""
        for length in range(min(len(word), self.longest), 0, -1):
            area = self.beginnings.get(word[:length])
            if area and word[length:] in self.endings:
                return area
        return ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether a noun phrase says what the text says of an organization."""

    described: bool
    contrary: bool


class Portraits:
    """The words around the names of the organizations of one article."""

    def __init__(self, areas: Areas, openers: Collection[str], of: Collection[str]) -> None:
        self.areas, self.openers, self.of = areas, openers, of
        self.words: dict[str, set[str]] = {}
        self.places: dict[str, set[tuple[str, ...]]] = {}

    def learn(self, entity: str, span: Span) -> None:
        """Take in what stands beside one naming of an organization."""
        home = self.areas.homes.get(fold(span.text))
        if home is not None:
            self.places.setdefault(entity, set()).add(home)
        for word in {*self._before(span.doc, span.start), *self._after(span.doc, span.end), *fold(span.text).split()}:
            self.words.setdefault(entity, set()).add(word)
            if area := self.areas.of(word):
                self.places.setdefault(entity, set()).add(area)

    def compare(self, entity: str, phrase: Collection[str]) -> Likeness:
        """What a phrase's words beside its noun say for an organization."""
        known, places = self.words.get(entity, set()), self.places.get(entity, set())
        areas = {a for word in phrase if (a := self.areas.of(word))}
        near = any(_within(a, p) for a in areas for p in places)
        apart = bool(places) and bool(areas) and not any(_within(a, p) or _within(p, a) for a in areas for p in places)
        return Likeness(near or any(_alike(word, other) for word in phrase for other in known), apart)

    def _before(self, doc: Tokens, start: int) -> list[str]:
        """The words of the noun phrase that a name closes: "le groupe pharmaceutique danois X"."""
        found: list[str] = []
        for index in range(start - 1, max(-1, start - 1 - _LEFT), -1):
            token = doc[index]
            if token.ent_type_ in _NAMES or not (token.pos_ in _WORDS or token.lower_ in self.of):
                break
            found += _folded(token)
        return found

    def _after(self, doc: Tokens, end: int) -> list[str]:
        """The words of an apposition or of a place right after a name: "X, spécialiste nantais de …", "X, à Lyon"."""
        if end >= len(doc) - 1 or not (doc[end].text in self.openers or doc[end].pos_ == "ADP"):
            return []
        apposed = doc[end].text in self.openers
        found: list[str] = []
        for index in range(end + apposed, min(end + _RIGHT, len(doc))):
            token = doc[index]
            finite = token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm", [])
            if (
                finite
                or token.is_punct
                or token.is_space
                or token.ent_type_ in _NAMES
                or token.pos_ in ("PRON", "CCONJ")
            ):
                break
            if apposed or token.ent_type_ == "Place":
                found += _folded(token)
        return found


def beside(doc: Tokens, end: int, of: Collection[str]) -> frozenset[str]:
    """The folded words that a noun phrase adds to its noun, which ends at a token: "danois", "de Nantes"."""
    found: list[str] = []
    for index in range(end, min(end + _PHRASE, len(doc))):
        token = doc[index]
        if token.ent_type_ in _NAMES or not (token.pos_ in {*_WORDS, "DET"} or token.lower_ in of):
            break
        found += _folded(token)
    return frozenset(found)


def _folded(token: Token) -> list[str]:
    return [fold(token.text)] if token.pos_ in _WORDS and len(token.text) >= _SHORTEST else []


def _alike(one: str, other: str) -> bool:
    """Whether two folded words begin alike."""
    shared = max(_SHORTEST, min(len(one), len(other)) - _ENDING)
    return one[:shared] == other[:shared] and min(len(one), len(other)) >= _SHORTEST


def _within(area: tuple[str, ...], place: tuple[str, ...]) -> bool:
    """Whether a place is in an area."""
    return place[: len(area)] == area
