"""The organization of a title: as the text names it, else as the context gives it."""

from __future__ import annotations

from ontograph.positions import context
from ontograph.positions.holders import Group, Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.posts import HANDED
from ontograph.positions.text import Text

AS = "position.as"
_GIVEN = frozenset({"position.becomes", "position.post"})
"""Rules by which somebody gets a post that the text may have told of before ("prend lui-même le poste de PDG")."""
GIVING = _GIVEN | {AS}
"""Rules of titles that tell what somebody becomes, not who somebody is."""


def organizations(text: Text, group: Group, phrase: Phrase, person: str, holding: Holding) -> tuple[str, ...]:
    """Entity ids of the organizations where `person` holds the title; () where the text gives none."""
    found = _named(text, group, phrase) or ((holding.owner,) if holding.owner else ())
    if not found and not phrase.closed:
        found = _understood(text, group, phrase, person, holding)
    if found:
        text.tell(phrase.start, phrase.role, found, person)
    return found


def _named(text: Text, group: Group, phrase: Phrase) -> tuple[str, ...]:
    """By the phrase itself, else by the titles after and before it that share its holder."""
    position = group.index(phrase)
    for other in [phrase, *group[position + 1 :], *reversed(group[:position])]:
        if other.organizations and (other is phrase or not other.tie):
            return other.organizations
        if other is phrase and phrase.closed:
            return ()
    return ()


def _understood(text: Text, group: Group, phrase: Phrase, person: str, holding: Holding) -> tuple[str, ...]:
    """By a possessive, a pronoun, a title before, or as the organization in view."""
    for other in group:
        if other.owner is not None:
            if phrase.role not in text.data.inherits:
                return ()
            return context.possessor(text, other.owner, holding.people)
    if phrase.role not in text.data.inherits and not phrase.generic:
        return ()
    head = holding.verb if holding.verb is not None else phrase.start
    beside = context.named_here(text, phrase.start) if holding.rule == AS else ()
    return (
        beside
        or context.by_clitic(text, group[0].start)
        or context.taken_up(text, phrase, person, holding.rule in _GIVEN)
        or context.inherited(text, min(head, phrase.start), person, holding.rule != HANDED)
    )
