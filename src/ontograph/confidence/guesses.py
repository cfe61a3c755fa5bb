"""What the article says of an organization that a claim's passage does not name, and that was guessed from the rest."""

from __future__ import annotations

from ontograph.confidence.article import Told, capped
from ontograph.confidence.model import Features
from ontograph.model import Claim
from ontograph.record import Reference
from ontograph.salience import Expression

_LIKELY, _CANDIDATE = 0.7, 0.05
"""Chances from which on an organization is likely meant, and from which on it may be."""
_OPENING = 2
"""Number of the last sentence that opens an article."""


def guess(told: Told, claim: Claim, organization: str, mention: Reference | None) -> Features:
    """What speaks for a guess; `mention` is the noun or pronoun that stands for the organization, None for nothing."""
    found = _place(told, claim, organization) | _people(told, claim, organization)
    expression: Expression = "understood" if mention is None else "noun"
    index = told.passage(claim).start if mention is None else mention.start
    person = min(told.people(claim), default=None)
    place = index, expression, person
    if place not in told.asked:
        told.asked[place] = told.discourse.organizations(index, expression, (), person)
    chances = told.asked[place]
    chance = chances.get(organization, 0.0)
    found[f"guess.{expression}"] = chance
    found["guess.likely"] = chance > _LIKELY
    found["guess.likeliest"] = next(iter(chances), None) == organization
    found["guess.rival"] = max((c for e, c in chances.items() if e != organization), default=0.0)
    found["guess.candidates"] = capped(sum(c > _CANDIDATE for c in chances.values()), 6)
    return found


def _place(told: Told, claim: Claim, organization: str) -> Features:
    """Where the article names the organization, and for what."""
    here, references = told.passage(claim), told.references[organization]
    number, lines = here.sentence, told.discourse.paragraphs
    near = [r for n in (number - 1, number) for r in told.by_sentence[n] if r.kind == "Organization" and r.named]
    passed = [r for r in near if r.end <= here.start]
    after = next((r for r in references if r.start >= here.end), None)
    settings = [r.setting for r in references if r.named]
    return {
        "guess.ahead": after is not None and after.sentence - number <= 1,
        "guess.opening": any(r.sentence <= _OPENING for r in references),
        "guess.paragraph": any(lines[r.start] == lines[here.root.i] for r in references),
        "guess.passed over": capped(len({r.entities[0] for r in passed} - {organization}), 3),
        "guess.last": bool(passed) and organization in passed[-1].entities,
        "guess.share": told.named[organization] / max(told.named.total(), 1),
        "guess.bought": organization in told.bought,
        "guess.buys": organization in told.buying,
        **{f"guess.set.{name}": settings.count(name) / len(settings) for name in set(settings)},
    }


def _people(told: Told, claim: Claim, organization: str) -> Features:
    """What the article says of the organization, and of the claim's people, where it names organizations."""
    people = told.people(claim)
    here = [(c, who) for c, o, who in told.grounded if o == organization and c is not claim]
    mine = [c for c, who in here if people & who]
    others = [c for c, o, who in told.grounded if o != organization and people & who]
    found: Features = {
        "guess.told": capped(len(here), 5),
        "guess.others": capped(told.guessed[organization] - 1, 5),
        "guess.mine": bool(mine),
        "guess.elsewhere": bool(others),
        "guess.elsewhere now": any(c.status == "current" for c in others),
        **{f"guess.{claim.type} beside {c.type}": 1 for c in mine},
        **{f"guess.{claim.status} beside {c.status}": 1 for c in mine if claim.status and c.status},
    }
    mentions = [r.sentence for p in sorted(people)[:1] for r in told.references[p]]
    found["guess.introduced"] = bool(mentions) and any(r.sentence == mentions[0] for r in told.references[organization])
    return found
