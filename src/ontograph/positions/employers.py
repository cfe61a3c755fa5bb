"""The organization of a title: as the text names it, else as the context gives it."""

from __future__ import annotations

from ontograph.positions.holders import Group, Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text

_HIRED = 20
"""Tokens between a verb of hiring and a title of the hired."""


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
            return _possessor(text, other.owner)
    return ()


def _possessor(text: Text, index: int) -> tuple[str, ...]:
    """Behind "son": the organization before it in the sentence, else the subject of the sentence before."""
    here = text.discourse.sentences[index]
    others = text.discourse.minor | hirers(text, index)
    views = [
        r
        for r in text.discourse.references
        if r.kind == "Organization" and r.end <= index and len(r.entities) == 1 and here - r.sentence <= 1
    ]
    views = [r for r in views if r.entities[0] not in others]
    same = [r for r in views if r.sentence == here]
    chosen = same[-1:] or [r for r in views if r.subject][:1] or views[:1]
    if chosen:
        return chosen[0].entities
    found = text.discourse.possessor(text.doc[index], "Organization")
    return (found,) if found else ()


def hirers(text: Text, index: int) -> set[str]:
    """Organizations that hire the person whose title stands at a token: the title is held elsewhere."""
    for at in range(index - 1, max(-1, index - _HIRED), -1):
        if text.pos(at) == "VERB" and text.lemma(at) in text.data.hiring:
            before = [r for r in text.discourse.references if r.kind == "Organization" and r.end <= at]
            same = [r for r in before if r.sentence == text.discourse.sentences[at]]
            subjects = [r for r in same or before if r.subject]
            chosen = subjects[-1:] or same[-1:]
            return set(chosen[0].entities) if chosen else set()
        if text.word(at) in ("", ".", ";"):
            break
    return set()


def inherited(text: Text, index: int, person: str) -> tuple[str, ...]:
    """The organization in view at a token, for a title of `person` that names none; () where none is likely enough."""
    others = hirers(text, index) | _elsewhere(text, text.discourse.sentences[index])
    found = text.discourse.focus_organization(index, others, person)
    return (found,) if found is not None else ()


def _elsewhere(text: Text, sentence: int) -> set[str]:
    """Organizations that a sentence names only to say where somebody has another title ("Simo, PDG d'Instacart, …")."""
    inside: set[str] = set()
    outside: set[str] = set()
    for reference in text.discourse.references:
        if reference.sentence == sentence and reference.kind == "Organization" and reference.named:
            (inside if reference.start in text.complements else outside).update(reference.entities)
    return inside - outside - {text.discourse.main_organization(), _headline(text)}


def _headline(text: Text) -> str | None:
    """The organization that the article names first, unless its sentence names others too."""
    discourse = text.discourse
    named = [
        r
        for r in discourse.references
        if r.kind == "Organization" and len(r.entities) == 1 and r.entities[0] not in discourse.minor
    ]
    leading = {r.entities[0] for r in named if r.sentence == named[0].sentence}
    return leading.pop() if len(leading) == 1 else None
