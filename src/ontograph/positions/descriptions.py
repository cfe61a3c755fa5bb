"""Titles alone that stand for a person named elsewhere: "Le patron de Tesla a promis de faire appel"."""

from __future__ import annotations

from collections.abc import Iterable

from ontograph.model import Claim
from ontograph.positions.clauses import before_adverbs
from ontograph.positions.holders import Group, Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text

_NEAR = 4
"""Sentences back to the person."""


def find(text: Text, group: Group, known: Iterable[Claim]) -> Holding | None:
    """The person that a definite title with its organization describes, by what is `known` of the others."""
    head = group[0]
    if head.plural or head.determiner not in text.data.definite or not head.organizations:
        return None
    verb = before_adverbs(text, head.start - 1)
    if verb is None or text.lemma(verb) in text.data.copulas | text.data.becoming:
        return None
    claims = [c for c in known if c.type == "Position"]
    person = _holder(head, claims) or _candidate(text, head, claims)
    return Holding((person,), head.start, head.end, "position.description") if person else None


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
    here = text.discourse.sentences[head.start]
    near = {
        r.entities[0]
        for r in text.discourse.references
        if r.kind == "Person" and r.end <= head.start and len(r.entities) == 1 and here - r.sentence <= _NEAR
    }
    found = text.discourse.antecedents(head.start, "Person", gender=head.gender or None, exclude=busy)
    free = [person for person in found if person in near]
    return free[0] if len(free) == 1 else None
