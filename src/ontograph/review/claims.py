"""Claims that may be wrong: those that disagree on one fact, and those that little speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.corrections import write
from ontograph.corrections.model import Change, Details, Reject, Value
from ontograph.model import ENTITY_ROLES, Claim, Fact, GroundedClaim, Money
from ontograph.resolve.conflicts import disagreements
from ontograph.review.item import Item, Scene

WEAK = 0.7
"""A claim that is less likely right than that is worth a look."""
CONFLICT = 0.5
"""Of two claims that cannot both be right, one is wrong."""
ALONE, AMONG = 1.0, 0.4
"""How much rests on a claim: a fact, or only its details where others tell the same."""
CERTAIN = 1.25
"""What is certain misleads more: shortcuts and simple questions rest on it."""
DETAILS = ("amount", "valuation", "stake", "kind", "destination", "series", "from", "until")


def weak(scene: Scene) -> Iterator[Item]:
    """Claims of low confidence; those on which a whole fact rests are worth more."""
    for fact in scene.knowledge.facts:
        for claim in fact.claims:
            told = claim.claim
            if told.confidence >= WEAK:
                continue
            alone = len(fact.claims) == 1
            worth = (1 - told.confidence) * (ALONE if alone else AMONG)
            worth *= CERTAIN if told.factuality == "certain" else 1
            rests = "the whole fact rests on this" if alone else f"{len(fact.claims) - 1} more say so"
            question = f"Does it say that? {fact.label} [{fact.type}, {fact.factuality}]: {rests}."
            yield Item("weak", worth, question, (scene.passage(claim),), (Reject(scene.claim(fact, claim)),))


def conflicts(scene: Scene) -> Iterator[Item]:
    """Facts whose claims disagree, with the likelier side's word for the others."""
    for fact in scene.knowledge.facts:
        against = {claim.id: claim.disagrees_with for claim in fact.claims if claim.disagrees_with}
        against = against or dict(disagreements(fact.claims))
        if not against:
            continue
        rivals = [claim for claim in fact.claims if claim.id in against]
        best = min(rivals, key=lambda claim: (_misfits(claim.claim, fact), -claim.claim.confidence, claim.id))
        losers = [claim for claim in rivals if best.id in against[claim.id]]
        changes = tuple(
            Change(scene.claim(fact, claim), details)
            for claim in losers
            if (details := _as_told(best.claim, claim.claim, scene)) != Details()
        )
        rejects = tuple(Reject(scene.claim(fact, claim)) for claim in losers)
        passages = tuple(scene.passage(claim, _said(claim, scene)) for claim in (best, *losers))
        question = f"Which is right? {fact.label} [{fact.type}]: {len(rivals)} claims disagree."
        worth = CONFLICT * (1 + 0.2 * len(losers)) * (CERTAIN if fact.factuality == "certain" else 1)
        yield Item("conflict", worth, question, passages, changes or rejects, rejects if changes else ())


def _misfits(claim: Claim, fact: Fact) -> int:
    """On how many details the fact itself goes with another claim."""
    told = [claim.get(role) for role in DETAILS]
    kept = [fact.get(role) for role in DETAILS]
    apart = sum(bool(mine and theirs and mine[0] not in theirs) for mine, theirs in zip(told, kept, strict=True))
    dated = bool(claim.date and fact.date and not fact.date.startswith(claim.date))
    return apart + dated + (claim.factuality != fact.factuality)


def _as_told(right: Claim, wrong: Claim, scene: Scene) -> Details:
    """What makes one claim say what the other does, where both say something."""
    roles: dict[str, tuple[Value, ...]] = {}
    for role in DETAILS:
        mine, theirs = right.get(role), wrong.get(role)
        if mine and theirs and mine != theirs:
            roles[role] = tuple(_value(role, filler, scene) for filler in mine[:1])
    date = right.date if right.date and wrong.date and right.date != wrong.date else None
    factuality = right.factuality if {right.factuality, wrong.factuality} == {"certain", "negated"} else None
    return Details(factuality, date, roles=tuple(sorted(roles.items())))


def _value(role: str, filler: str | Money, scene: Scene) -> Value:
    if role in ENTITY_ROLES:
        return scene.ref(str(filler))
    return filler


def _said(claim: GroundedClaim, scene: Scene) -> str:
    """What a claim says that others may contradict."""
    told = claim.claim
    found = [told.factuality, told.date or ""]
    for role in DETAILS:
        for filler in told.get(role):
            if isinstance(filler, Money):
                found.append(f"{role} {write.money(filler)}")
            else:
                found.append(f"{role} {scene.name(filler) if role in ENTITY_ROLES else filler}")
    return ", ".join(word for word in found if word)
