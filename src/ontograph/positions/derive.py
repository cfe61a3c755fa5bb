"""What events imply for positions: whoever left a post held it, whoever was appointed holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ontograph.model import Argument, Claim, Filler

DEPARTURE_RULE, APPOINTMENT_RULE = "position.from-departure", "position.from-appointment"
_NO_POST = frozenset({"Founder", "Investor", "Other"})
"""Role classes that nobody is appointed to or leaves: a title of that kind beside an event only describes."""

_PLAIN = "Other"


def _first(claim: Claim, role: str) -> Filler | None:
    return next(iter(claim.get(role)), None)


def derive_positions(claims: Iterable[Claim], giving: Collection[str] = ()) -> list[Claim]:
    """The claims, with a Position for each certain Departure (former) and Appointment (current) that names a role.

    `giving` are rules whose title is what somebody becomes, of whatever class ("promeut X associée"); who is dismissed
    was what the title says, too. A Position of the same person, organization and class is not claimed twice; and where
    the title in the event's passage was read as somebody else's, or as held elsewhere, that reading stands.
    """
    found = list(claims)
    read = [claim for claim in found if claim.type == "Position"]
    known = {_key(claim) for claim in read}
    derived: list[Claim] = []
    for claim in found:
        if claim.factuality != "certain" or claim.type not in ("Departure", "Appointment"):
            continue
        person, organization, role = (_first(claim, r) for r in ("person", "organization", "roleClass"))
        if person is None or organization is None or role is None:
            continue
        told = claim.rule in giving or (_first(claim, "kind") == "dismissal" and claim.get("title"))
        if role in _NO_POST and not (told and role == _PLAIN):
            continue
        if any(_rivals(claim, other) for other in read):
            continue
        departed = claim.type == "Departure"
        position = replace(
            claim,
            type="Position",
            arguments=tuple(a for a in claim.arguments if a.role in ("person", "organization", "roleClass", "title")),
            rule=DEPARTURE_RULE if departed else APPOINTMENT_RULE,
            status="former" if departed else "current",
            date=None,
        )
        if _key(position) not in known:
            known.add(_key(position))
            derived.append(position)
    return found + derived


def _rivals(event: Claim, read: Claim) -> bool:
    """Whether a Position read in the passage of an event gives its title to another person or organization."""
    overlap = read.start < event.end and event.start < read.end
    same = all(set(read.get(role)) & set(event.get(role)) for role in ("person", "organization"))
    return overlap and read.get("roleClass") == event.get("roleClass") and not same


def _key(claim: Claim) -> tuple[object, ...]:
    return (claim.get("person"), claim.get("organization"), claim.get("roleClass"), claim.status)


def position(
    person: str,
    organization: str,
    role: str,
    title: str,
    status: str,
    passage: tuple[int, int, str],
    rule: str,
) -> Claim:
    """A certain Position; `passage` is (start, end, quote) in characters."""
    start, end, quote = passage
    return Claim(
        type="Position",
        arguments=(
            Argument("person", (person,)),
            Argument("organization", (organization,)),
            Argument("roleClass", (role,)),
            Argument("title", (title,)),
        ),
        factuality="certain",
        start=start,
        end=end,
        quote=quote,
        rule=rule,
        status="former" if status == "former" else "current",
    )
