"""Shares that make a takeover: who buys more than half of a company acquires it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ontograph.model import Argument, Claim

_HALF = 50
_ROLES = {"investor": "acquirer", "organization": "target", "amount": "amount"}


def takeover(claim: Claim) -> Iterator[Claim]:
    """The acquisition that an investment is, if its stake is a majority."""
    if not any(Decimal(str(stake)) > _HALF for stake in claim.get("stake")):
        return
    arguments = [Argument(_ROLES[a.role], a.fillers) for a in claim.arguments if a.role in _ROLES]
    yield replace(claim, type="Acquisition", arguments=tuple(sorted(arguments, key=lambda a: a.role)))
