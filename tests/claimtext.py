"""Claims in a compact notation, so that a test says in one line what a sentence claims.

    [?][planned |possible |negated ]Type role: filler & filler | role: filler …

"Departure person: Claire Dumont | organization: Danone | kind: resignation". A sum is written "30e6 EUR". Only the
roles that are written are compared, so a case tells no more than it is about; the factuality always is. "?" marks a
claim that a fair reader may or may not draw; "planned/possible" takes either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ontograph.model import ENTITY_ROLES, FACTUALITIES, Claim, Filler, LocalEntity, Money

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim as a test writes it."""

    text: str
    type: str
    factualities: frozenset[str]
    roles: Mapping[str, Values]
    optional: bool

    def fits(self, claim: Claim, entities: Mapping[str, LocalEntity]) -> bool:
        return (
            claim.type == self.type
            and claim.factuality in self.factualities
            and all(values(claim, role, entities) == wanted for role, wanted in self.roles.items())
        )


def parse(text: str) -> Expected:
    """Read the notation; raises ValueError on what does not fit it, so that a slip in a table does not pass."""
    rest = text.removeprefix("?")
    certainty, _, after = rest.partition(" ")
    factualities = frozenset(certainty.split("/"))
    if factualities <= set(FACTUALITIES):
        rest = after
    else:
        factualities = frozenset({"certain"})
    type_, _, arguments = rest.partition(" ")
    roles: dict[str, Values] = {}
    for argument in arguments.split(" | "):
        role, colon, fillers = argument.partition(": ")
        if not colon or role.strip() in roles:
            raise ValueError(f"{text!r}: {argument!r}")
        roles[role.strip()] = frozenset(_sum(f.strip()) for f in fillers.split(" & "))
    return Expected(text, type_, factualities, roles, text.startswith("?"))


def values(claim: Claim, role: str, entities: Mapping[str, LocalEntity]) -> Values:
    """What fills a role, written as the notation writes it; names for entities."""
    if role in ("date", "status"):
        value = claim.date if role == "date" else claim.status
        return frozenset([value] if value else [])
    return frozenset(_written(role, f, entities) for f in claim.get(role))


def show(claim: Claim, entities: Mapping[str, LocalEntity]) -> str:
    """A claim in the notation, with all that it holds."""
    certainty = "" if claim.factuality == "certain" else f"{claim.factuality} "
    roles = [f"{a.role}: {' & '.join(_written(a.role, f, entities) for f in a.fillers)}" for a in claim.arguments]
    further = [f"{k}: {v}" for k, v in (("status", claim.status), ("date", claim.date)) if v]
    return f"{certainty}{claim.type} {' | '.join([*roles, *further])}"


def differences(expected: Iterable[str], claims: Iterable[Claim], entities: Mapping[str, LocalEntity]) -> list[str]:
    """What is missing ("- …") and what is too much ("+ …"), in the notation; [] where the claims are as expected."""
    wanted, found = [parse(e) for e in expected], list(claims)
    missing = [f"- {e.text}" for e in wanted if not e.optional and not any(e.fits(c, entities) for c in found)]
    surplus = [f"+ {show(c, entities)}" for c in found if not any(e.fits(c, entities) for e in wanted)]
    return missing + sorted(set(surplus))


def _written(role: str, filler: Filler, entities: Mapping[str, LocalEntity]) -> str:
    if isinstance(filler, Money):
        return _sum(f"{filler.value} {filler.currency or ''}".strip())
    return entities[filler].name if role in ENTITY_ROLES else filler


def _sum(text: str) -> str:
    """A sum of money without the accidents of its spelling ("30e6 EUR", "3.0E+7 EUR"); any other text as it is."""
    number, _, currency = text.partition(" ")
    if not (number[:1].isdigit() and (not currency or (len(currency) == 3 and currency.isupper()))):
        return text
    if "-" in number or not currency:
        return text
    return f"{Decimal(number).normalize():f} {currency}"
