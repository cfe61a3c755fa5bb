"""What fills a role, and which kinds of entities may."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.frames.triggers import Trigger
from ontograph.model import Filler, Kind
from ontograph.tokens import Span, Token

BOTH: tuple[Kind, ...] = ("Organization", "Person")
ROLE_KINDS: dict[str, tuple[Kind, ...]] = {
    "person": ("Person",),
    "organization": ("Organization",),
    "origin": ("Organization",),
    "destination": ("Organization",),
    "founder": ("Person", "Organization"),
    "investor": BOTH,
    "leadInvestor": BOTH,
    "acquirer": BOTH,
    "target": ("Organization",),
    "plaintiff": BOTH,
    "defendant": BOTH,
    "party": ("Organization",),
    "predecessor": ("Person",),
    "seller": BOTH,
    "source": ("Organization",),
    "stint": ("Organization",),
    "successor": ("Person",),
}
"""Kinds that may fill an entity role, as the ontology's ranges say; where people come first, pronouns do too."""

HELPERS = frozenset({"origin", "party2", "predecessor", "seller", "source", "stint", "successor"})
"""Roles of frames that no fact has: other roles or derived facts are made from their fillers."""


COURTLESS = frozenset({"Acquisition", "Founding", "FundingRound", "Investment", "Lawsuit", "Partnership", "Valuation"})
"""Facts that no court takes part in by itself."""
MOVES = frozenset({"Appointment", "Departure"})
"""Facts of people who come and go."""


@dataclass(frozen=True, slots=True)
class Found:
    """Fillers of one role, with the tokens that express them (none where they are only understood)."""

    fillers: tuple[Filler, ...]
    start: int | None = None
    end: int | None = None
    title: Span | None = None
    beside: frozenset[Filler] = frozenset()
    """Those that a further way has added: "mené par X avec Y"."""

    def joined(self, other: Found) -> Found:
        """Both, in order."""
        starts = [s for s in (self.start, other.start) if s is not None]
        ends = [e for e in (self.end, other.end) if e is not None]
        fillers = tuple(dict.fromkeys((*self.fillers, *other.fillers)))
        return Found(fillers, min(starts, default=None), max(ends, default=None), self.title)


def acting(trigger: Trigger, role: str) -> tuple[Kind, ...]:
    """The kinds that may fill a role of a trigger."""
    kinds = ROLE_KINDS[role]
    if trigger.frame.firms:
        return ("Organization",)
    return ("Person",) if trigger.frame.people and "Person" in kinds else kinds


@dataclass(frozen=True, slots=True)
class Query:
    """What a way of finding arguments is asked: who, of these kinds and not yet taken, fills a role of the trigger."""

    trigger: Trigger
    kinds: tuple[Kind, ...]
    taken: frozenset[str] = frozenset()
    previous: str | None = None
    """The organization of the topic's last claim."""
    role: str = ""
    newcomers: frozenset[str] = frozenset()
    """Who takes over: what the text ties to them is where they come from, not where they come to."""

    @property
    def token(self) -> Token:
        """The trigger's head."""
        return self.trigger.token

    @property
    def strict(self) -> bool:
        """Whether a part may not stand for its whole."""
        return self.trigger.frame.strict


MONEY = ("amount", "valuation")
"""Roles that hold sums."""


def parties(roles: dict[str, Found]) -> tuple[Filler, ...]:
    """Both sides of a deal, none twice."""
    return tuple(dict.fromkeys(f for r in ("party", "party2") if r in roles for f in roles[r].fillers))
