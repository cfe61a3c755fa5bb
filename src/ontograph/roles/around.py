"""What stands around a title: the organization or the part of one behind it, the verb before it."""

from __future__ import annotations

from collections.abc import Sequence

from ontograph.roles.lexicon import Lexicon
from ontograph.roles.units import Unit

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", ""})


def _past_preposition(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int | None:
    """Past "de" and its articles at `index`; None where there is no "de"."""
    if index >= len(units) or units[index].text not in lexicon.prepositions or units[index].broken:
        return None
    index += 1
    while index < len(units) and units[index].text in lexicon.articles:
        index += 1
    return index


def owned(lexicon: Lexicon, units: Sequence[Unit], index: int) -> bool:
    """Whether an organization follows: "(la direction) de X", "(la direction) du groupe"."""
    index = _past_preposition(lexicon, units, index) or len(units)
    named = index < len(units) and units[index].name == "Organization"
    return named or lexicon.names_organization(units, index)


def of_subsidiary(lexicon: Lexicon, units: Sequence[Unit], index: int) -> bool:
    """Whether a part of the organization named follows: "(le patron) de la filiale belge de X"."""
    index = _past_preposition(lexicon, units, index) or len(units)
    if index >= len(units) or units[index].text not in lexicon.subsidiaries:
        return False
    index += 1
    while index < len(units) and content(lexicon, units[index]) and not units[index].broken:
        index += 1
    return index < len(units) and units[index].text in lexicon.prepositions and not units[index].broken


def promoted(lexicon: Lexicon, units: Sequence[Unit], index: int) -> bool:
    """Whether a verb gives the title at `index`: "promeut X associée", "promeut associée X"."""
    verb = index - 1
    while verb >= 0 and units[verb].name == "Person" and not units[verb + 1].broken:
        verb -= 1
    return verb >= 0 and units[verb].text in lexicon.grammar.promoting and not units[verb + 1].broken


def content(lexicon: Lexicon, unit: Unit) -> bool:
    """A noun, adjective or number: no name, no function word."""
    plain = unit.text[:1].isalpha() and not unit.text.endswith(".")
    return not unit.name and plain and unit.pos in _NOMINAL and unit.text not in lexicon.functional
