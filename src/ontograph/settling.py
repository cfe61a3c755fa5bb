"""What the claims of one article say about each other; pure functions on lists of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ontograph.model import Claim

_BESIDE = frozenset({"position.apposition"})
"""Rules of titles that say who somebody is today, beside the news of what they will be."""
UNDONE = frozenset({"planned", "possible"})
"""What a later sentence may cancel."""


def cancel(claims: Iterable[Claim], sentences: Sequence[tuple[int, int]], cancelling: frozenset[int]) -> list[Claim]:
    """Negate plans and rumours that the next sentence cancels ("Ce projet n'a jamais abouti.").

    `sentences` are character offsets, `cancelling` the numbers of the sentences that cancel something.
    """
    spans = [sentences[n - 1] for n in sorted(cancelling) if n > 0]

    def settled(claim: Claim) -> Claim:
        hit = claim.factuality in UNDONE and any(start <= claim.start < end for start, end in spans)
        return replace(claim, factuality="negated") if hit else claim

    return [settled(c) for c in claims]


def without_unfilled_posts(claims: Iterable[Claim]) -> list[Claim]:
    """Without the present posts that a planned, rumoured or refused appointment's own words were read as ("a rejeté la
    nomination de X comme directeur général")."""
    found = list(claims)
    open_ = [c for c in found if c.type == "Appointment" and c.factuality != "certain" and c.get("title")]

    def unfilled(claim: Claim) -> bool:
        if claim.type != "Position" or claim.status != "current" or claim.factuality != "certain":
            return False
        if claim.rule in _BESIDE:
            return False
        return any(
            move.start < claim.end
            and claim.start < move.end
            and all(move.get(role) == claim.get(role) for role in ("organization", "person", "title"))
            for move in open_
        )

    return [claim for claim in found if not unfilled(claim)]
