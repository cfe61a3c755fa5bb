"""The organization of a title: as the text names it, else as the context gives it."""

from __future__ import annotations

from ontograph.positions.holders import Group, Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text

_CANDIDATES = 3
"""Organizations in view among which a person's known employer is preferred."""


def organizations(text: Text, group: Group, phrase: Phrase, person: str, holding: Holding) -> tuple[str, ...]:
    """Entity ids of the organizations where `person` holds the title; () where the text gives none."""
    explicit = _named(text, group, phrase) or ((holding.owner,) if holding.owner else ())
    if explicit or phrase.closed or phrase.role not in text.data.inherits:
        return explicit
    return inherited(text, phrase.start, person)


def _named(text: Text, group: Group, phrase: Phrase) -> tuple[str, ...]:
    """By the phrase itself, else by the titles after and before it that share its holder."""
    position = group.index(phrase)
    for other in [phrase, *group[position + 1 :], *reversed(group[:position])]:
        if other.organizations:
            return other.organizations
        if other is phrase and phrase.closed:
            return ()
    for other in group:
        if other.owner is not None:
            possessor = text.discourse.possessor(text.doc[other.owner], "Organization")
            return (possessor,) if possessor else ()
    return ()


def inherited(text: Text, index: int, person: str) -> tuple[str, ...]:
    """The organization in view at a token; one that employs the person goes before others."""
    views = text.discourse.antecedents(index, "Organization")
    known = text.discourse.employers.get(person, [])
    for view in views[:_CANDIDATES]:
        if view in known:
            return (view,)
    return tuple(views[:1]) or tuple(known[:1])
