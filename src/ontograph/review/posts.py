"""Posts that hardly go together: one person at the head of two organizations, or two of one organization, at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ontograph.corrections.model import Change, Details, Reject
from ontograph.model import Fact
from ontograph.resolve import dates
from ontograph.review.item import Item, Scene

SINGLE = frozenset({"CEO", "CFO", "COO", "CTO"})
"""Posts that fill a person's day, and that an organization has one of."""
TWO_HOUSES = 0.3
TWO_HEADS = 0.4
"""How often one of the two is wrong: some do lead two houses, and some houses have two heads."""

Span = tuple[int, int]


def find(scene: Scene) -> Iterator[Item]:
    """Pairs of positions that are held at one time; one pair for each position that is the weaker of them."""
    held: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in scene.knowledge.facts:
        if (
            fact.type == "Position"
            and fact.factuality == "certain"
            and SINGLE & {str(f) for f in fact.get("roleClass")}
        ):
            role = str(fact.get("roleClass")[0])
            for who in fact.get("person"):
                held["person", str(who), ""].append(fact)
            for where in fact.get("organization"):
                held["organization", str(where), role].append(fact)
    found: dict[str, Item] = {}
    for (side, who, role), facts in sorted(held.items()):
        other = "organization" if side == "person" else "person"
        for one, two in combinations(facts, 2):
            if one.get(other) != two.get(other) and _overlap(_span(one, scene), _span(two, scene)):
                weaker, item = _item(side, who, role, (one, two), scene)
                found[weaker] = min(found.get(weaker, item), item, key=lambda i: i.order)
    yield from found.values()


def _span(fact: Fact, scene: Scene) -> Span | None:
    """From when to when articles say that it is held, None where none does."""
    current = [
        date
        for claim in fact.claims
        if claim.claim.status != "former" and (date := dates.iso(scene.documents[claim.document].published))
    ]
    start, end = (next((d for f in fact.get(role) if (d := dates.iso(str(f)))), None) for role in ("from", "until"))
    days = [day for date in (*current, start, end) if date for day in dates.stretch(date)]
    if not current and not (start and end):
        return None
    first = dates.stretch(start)[0] if start else min(days)
    last = dates.stretch(end)[1] if end else max(days)
    return first, last


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _item(side: str, who: str, role: str, facts: Sequence[Fact], scene: Scene) -> tuple[str, Item]:
    weaker, stronger = sorted(facts, key=lambda f: (len(f.claims), max(c.claim.confidence for c in f.claims), f.id))
    names = [
        scene.name(str(fact.get("organization" if side == "person" else "person")[0])) for fact in (stronger, weaker)
    ]
    if side == "person":
        question = f"Does {scene.name(who)} lead both {names[0]} and {names[1]} at a time?"
    else:
        question = f"Are both {names[0]} and {names[1]} {role} of {scene.name(who)} at a time?"
    claims = weaker.claims[:3]
    refs = [scene.claim(weaker, claim) for claim in claims]
    passages = (scene.passage(stronger.claims[0], stronger.label), *(scene.passage(c, weaker.label) for c in claims))
    worth = (TWO_HOUSES if side == "person" else TWO_HEADS) * 2
    doubt = 1.5 - min(claim.claim.confidence for claim in weaker.claims)
    return weaker.id, Item(
        "post",
        worth * doubt,
        question,
        passages,
        tuple(Reject(ref) for ref in refs),
        tuple(Change(ref, Details(status="former")) for ref in refs),
    )
