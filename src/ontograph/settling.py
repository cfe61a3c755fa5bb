"""What the claims of one article say about each other; pure functions on lists of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ontograph.model import Argument, Claim

_UNDONE = frozenset({"planned", "possible"})


def cancel(claims: Iterable[Claim], sentences: Sequence[tuple[int, int]], cancelling: frozenset[int]) -> list[Claim]:
    """Negate plans and rumours that the next sentence cancels ("Ce projet n'a jamais abouti.").

    `sentences` are character offsets, `cancelling` the numbers of the sentences that cancel something.
    """
    spans = [sentences[n - 1] for n in sorted(cancelling) if n > 0]

    def settled(claim: Claim) -> Claim:
        hit = claim.factuality in _UNDONE and any(start <= claim.start < end for start, end in spans)
        return replace(claim, factuality="negated") if hit else claim

    return [settled(c) for c in claims]


def attach_valuations(claims: Iterable[Claim], reach: int) -> list[Claim]:
    """Give a valuation to the round that it belongs to: same organization, at most `reach` characters apart.

    A round keeps the valuation that its own passage names.
    """
    found = list(claims)
    valuations = [c for c in found if c.type == "Valuation"]
    taken: set[int] = set()
    for index, claim in enumerate(found):
        if claim.type != "FundingRound" or claim.get("valuation"):
            continue
        near = [v for v in valuations if v.get("organization") == claim.get("organization") and _gap(v, claim) <= reach]
        if near:
            best = min(near, key=lambda v: _gap(v, claim))
            arguments = [*claim.arguments, Argument("valuation", best.get("amount"))]
            found[index] = replace(claim, arguments=tuple(sorted(arguments, key=lambda a: a.role)))
            taken.add(id(best))
    return [c for c in found if id(c) not in taken]


def _gap(a: Claim, b: Claim) -> int:
    return max(a.start, b.start) - min(a.end, b.end)
