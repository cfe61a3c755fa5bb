"""Titles alone that stand for people named elsewhere: "Le patron de Tesla a promis de faire appel", "Le PDG se tait",
"Les deux fondateurs gardent leurs parts"."""

from __future__ import annotations

from collections.abc import Iterable

from ontograph.mentions.anaphors import lists
from ontograph.model import Claim
from ontograph.positions.clauses import before_adverbs
from ontograph.positions.holders import Group, Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text

RULE = "position.description"
_NEAR = 4
"""Sentences back to the person."""
_JUST = 1
"""Sentences back to the person of a title that names no organization."""


def find(text: Text, group: Group, known: Iterable[Claim]) -> Holding | None:
    """The people that a definite title describes, by what is `known` of the others."""
    head = group[0]
    if head.tie and len(group) == 1:
        return _taken_up(text, head)
    if head.determiner not in text.data.definite or head.closed:
        return None
    verb = before_adverbs(text, head.start - 1)
    if verb is None or text.lemma(verb) in text.data.copulas | text.data.becoming:
        return None
    claims = [c for c in known if c.type == "Position"]
    if head.plural:
        return _counted(text, head)
    if head.organizations:
        person = _holder(head, claims) or _candidate(text, head, claims)
    else:
        person = _just_named(text, head, claims)
    return Holding((person,), head.start, head.end, RULE) if person else None


def _taken_up(text: Text, head: Phrase) -> Holding | None:
    """ "Cet ancien de Y a …": the person in view, where the expression is a subject and names nobody itself."""
    if (
        head.determiner not in text.data.definite | text.data.demonstratives.keys()
        or head.plural
        or not _is_subject(text, head)
    ):
        return None
    gender = text.data.demonstratives.get(head.determiner) or None
    found = text.discourse.antecedents(head.start, "Person", gender=gender)
    return Holding((found[0],), head.start, head.end, RULE) if found else None


def _is_subject(text: Text, head: Phrase) -> bool:
    """Whether a phrase opens its sentence and a verb, perhaps after an aside, goes on with it."""
    opens = text.word(head.start - 1) in ("", ".", "!", "?", "…", "»") or text.doc[head.start].is_sent_start
    after = head.end
    while text.word(after) in text.data.clitics | text.data.adverbs | text.data.negative:
        after += 1
    return bool(opens) and (
        text.is_finite(after) or text.pos(after) == "AUX" or text.word(after) in text.data.relative | {","}
    )


def _counted(text: Text, head: Phrase) -> Holding | None:
    """ "Les deux fondateurs de Y": as many people as the text has just named together."""
    number = next((n for i in range(head.start, head.title_start) if (n := text.data.numbers.get(text.word(i)))), 0)
    for members in lists(text.discourse, head.start, "Person"):
        people = tuple(dict.fromkeys(e for r in members for e in r.entities))
        return Holding(people, head.start, head.end, RULE) if len(people) == number else None
    return None


def _holder(head: Phrase, claims: list[Claim]) -> str | None:
    """Who is known to hold that title there."""
    for claim in claims:
        same = claim.get("roleClass") == (head.role,) and set(claim.get("organization")) & set(head.organizations)
        if same and (claim.status != "former") == (head.state != "former"):
            return str(claim.get("person")[0])
    return None


def _candidate(text: Text, head: Phrase, claims: list[Claim]) -> str | None:
    """The only person nearby of fitting gender of whom no post is known."""
    if head.role not in text.data.inherits:
        return None
    there = set(head.organizations)
    busy = {str(c.get("person")[0]) for c in claims if c.status == "current" or set(c.get("organization")) & there}
    near = _named(text, head.start, _NEAR)
    found = text.discourse.antecedents(head.start, "Person", gender=head.gender or None, exclude=busy)
    free = [person for person in found if person in near]
    return free[0] if len(free) == 1 else None


def _just_named(text: Text, head: Phrase, claims: list[Claim]) -> str | None:
    """The only person of the sentence before, where the title is nobody's yet and that person has no other post."""
    if head.role not in text.data.inherits or head.owner is not None:
        return None
    if any(c.get("roleClass") == (head.role,) for c in claims):
        return None
    near = _named(text, head.start, _JUST)
    person = next(iter(near), None)
    if (
        person is None
        or len(near) > 1
        or not _told_of(text, head.start, person)
        or text.discourse.genders.get(person, head.gender) not in (head.gender, None)
    ):
        return None
    taken = {r for c in claims if c.get("person") == (person,) and c.status != "former" for r in c.get("roleClass")}
    return None if (taken - {"Founder", "Investor"}) and head.state != "former" else person


def _told_of(text: Text, index: int, person: str) -> bool:
    """Whether the sentence before tells of a person, who is no mere source or complement in it."""
    here = text.discourse.sentences[index]
    seen = [r for r in text.discourse.references if r.end <= index and r.entities == (person,)]
    return bool(seen) and seen[-1].sentence == here - _JUST and any(not r.oblique for r in seen if r.sentence < here)


def _named(text: Text, index: int, back: int) -> set[str]:
    """The people mentioned in so many sentences before a token."""
    here = text.discourse.sentences[index]
    return {
        r.entities[0]
        for r in text.discourse.references
        if r.kind == "Person" and r.end <= index and len(r.entities) == 1 and here - r.sentence <= back
    }
