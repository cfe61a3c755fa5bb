"""One fact from several claims: its roles, date and certainty. What counts as the same fact is decided in `facts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ontograph.model import ENTITY_ROLES, FACTUALITIES, Argument, Claim, Factuality, Filler, Money
from ontograph.resolve import dates
from ontograph.resolve.votes import longest, ranked, winner

CORE: Mapping[str, tuple[str, ...]] = {
    "Position": ("person", "organization", "roleClass"),
    "Departure": ("person", "organization"),
    "LeaveOfAbsence": ("person", "organization"),
    "Appointment": ("person", "organization"),
    "Founding": ("founder", "organization"),
    "FundingRound": ("organization",),
    "Investment": ("investor", "organization"),
    "Acquisition": ("acquirer", "target"),
    "Lawsuit": ("plaintiff", "defendant"),
    "Partnership": ("party",),
    "Valuation": ("organization",),
}
"""The roles that make a fact the fact it is; of a type not listed, all its entity roles."""

MAJORITY = frozenset({"destination"})
"""Entity roles with one filler, by majority; the others hold everybody that the claims name."""

UNSPECIFIED = "unspecified"
FREE_TEXT = frozenset({"court", "series", "title"})
DATES = frozenset({"from", "until"})
LEVELS: Mapping[str, int] = {factuality: level for level, factuality in enumerate(FACTUALITIES)}
"""Of certainty, the strongest first."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with entity ids, and the document that makes it."""

    document: str
    published: str | None
    claim: Claim
    named: frozenset[str] = frozenset()
    """The entities that the passage itself names."""


def core_roles(claim: Claim) -> tuple[str, ...]:
    """The core roles of the claim's type that it can fill."""
    return CORE.get(claim.type) or tuple(sorted(a.role for a in claim.arguments if a.role in ENTITY_ROLES))


def states_a_fact(claim: Claim) -> bool:
    """Whether somebody fills each core role, and nobody two of them: nobody buys or sues himself."""
    fillers: list[Filler] = []
    for role in core_roles(claim):
        if role in ENTITY_ROLES:
            found = claim.get(role)
            if not found or (role == "party" and len(found) < 2 and len(core_roles(claim)) == 1):
                return False
            fillers += found
    return len({*fillers}) == len(fillers) > 0


def arguments(told: Sequence[Told]) -> tuple[Argument, ...]:
    """The roles of all claims, sorted by name: who takes part in the order of the texts, details by majority.

    What only a weaker claim says (the investors of a rumour) does not enter a fact that a stronger one states; a
    detail of a weaker one does, where no stronger one has it.
    """
    first = told[0].claim.arguments
    if all(one.claim.arguments is first for one in told) and (plain := _plain(first)):
        return plain
    by_role: dict[str, list[tuple[int, Sequence[Filler]]]] = {}
    for one in told:
        level = LEVELS[one.claim.factuality]
        for role, fillers in {argument.role: argument.fillers for argument in reversed(one.claim.arguments)}.items():
            by_role.setdefault(role, []).append((level, fillers))
    core, surest = core_roles(told[0].claim), min(LEVELS[one.claim.factuality] for one in told)
    merged = ((role, _fillers(role, tellers, core, surest)) for role, tellers in sorted(by_role.items()))
    return tuple(Argument(role, fillers) for role, fillers in merged if fillers)


def _plain(found: tuple[Argument, ...]) -> tuple[Argument, ...] | None:
    """The roles of a claim, sorted, if the fact is to say just that: one filler a role, or different participants."""
    before, is_sorted = "", True
    for argument in found:
        role, fillers = argument.role, argument.fillers
        if role in DATES or not fillers:
            return None
        if len(fillers) > 1 and (role not in ENTITY_ROLES or role in MAJORITY or len({*fillers}) < len(fillers)):
            return None
        is_sorted = is_sorted and before < role
        before = role
    if is_sorted:
        return found
    return tuple(sorted(found, key=lambda a: a.role)) if len({a.role for a in found}) == len(found) else None


def _fillers(
    role: str, told: Sequence[tuple[int, Sequence[Filler]]], core: Sequence[str], surest: int
) -> tuple[Filler, ...]:
    """What fills a role, by what claims of each level of certainty fill it with."""
    if role in ENTITY_ROLES and role not in MAJORITY:
        tellers = [fillers for level, fillers in told if level == surest or role in core]
        return tuple(dict.fromkeys(filler for fillers in tellers for filler in fillers))
    top = min((level for level, fillers in told if fillers), default=surest)
    told_most = [filler for level, fillers in told if level == top for filler in fillers]
    chosen = _detail(role, told_most) if told_most else None
    return () if chosen is None else (chosen,)


def _detail(role: str, fillers: Sequence[Filler]) -> Filler | None:
    amounts = [filler for filler in fillers if isinstance(filler, Money)]
    texts = [filler for filler in fillers if isinstance(filler, str)]
    if amounts:
        return best_amount(amounts)
    if role in DATES:
        return dates.best(text for text in map(dates.iso, texts) if text)
    if texts.count(texts[0]) == len(texts):
        return texts[0]
    if role in FREE_TEXT:
        return longest(texts)
    # A majority that gives no reason outweighs one claim that does; a tie does not.
    votes = Counter(texts)
    return max(ranked(texts), key=lambda text: (votes[text], text != UNSPECIFIED), default=None)


def strongest(told: Sequence[Told]) -> Sequence[Told]:
    """The claims of the highest certainty among these."""
    if len(told) < 2:
        return told
    level = min(LEVELS[one.claim.factuality] for one in told)
    return [one for one in told if LEVELS[one.claim.factuality] == level]


def best_amount(amounts: Sequence[Money]) -> Money:
    """The sum that most name; its currency where anyone names one; approximate only if for all."""
    if len(amounts) == 1:
        return amounts[0]
    votes = Counter(m.value for m in amounts)
    value = min(ranked(m.value for m in amounts), key=lambda v: (-votes[v], _digits(v), v))
    same = [m for m in amounts if m.value == value]
    return Money(value, winner(m.currency for m in same), all(m.approximate for m in same))


def _digits(value: Decimal) -> int:
    """Fewer for a rounder sum, negated: of two equally frequent sums the more exact one goes first."""
    return -len(value.normalize().as_tuple().digits)


def same_money(one: Money, other: Money, tolerance: Decimal) -> bool:
    """Whether two sums differ by at most `tolerance` of the larger, in one currency (or an unnamed one)."""
    if one.currency and other.currency and one.currency != other.currency:
        return False
    return abs(one.value - other.value) <= tolerance * max(abs(one.value), abs(other.value))


def date(told: Sequence[Told]) -> str | None:
    """The date of the fact; each document has one vote for each date that it gives."""
    if len(told) == 1:
        return dates.iso(told[0].claim.date)
    dated = strongest([one for one in told if one.claim.date and dates.iso(one.claim.date)])
    votes = {(one.document, dates.iso(one.claim.date)) for one in dated}
    return dates.best(value for _, value in votes if value)


def status(told: Sequence[Told]) -> str | None:
    """Whether a position is held or was, as the latest document knows; within one, "former" has the last word."""
    if len(told) == 1:
        return told[0].claim.status
    known = [(dates.iso(one.published) or "", one.claim.status) for one in told if one.claim.status]
    latest = max((day for day, _ in known), default="")
    return max((status for day, status in known if day == latest), default=None)


# --- certainty ------------------------------------------------------------------------------------------------------


def verdict(claims: Sequence[Claim]) -> Factuality:
    """How certain ONE document leaves the fact: its strongest claim, unless it says that the plan fell through, or
    denies in the end what it first states.
    """
    if len(claims) == 1:
        return claims[0].factuality
    kinds = [claim.factuality for claim in sorted(claims, key=lambda c: (c.start, c.end, c.factuality))]
    if "negated" not in kinds:
        return min(kinds, key=LEVELS.__getitem__)
    if "certain" not in kinds:
        return "negated"
    last = max(index for index, kind in enumerate(kinds) if kind in ("certain", "negated"))
    return kinds[last]


def overall(told: Sequence[Told]) -> Factuality:
    """How certain the fact is over all documents, by the verdict of each and the day on which it appeared.

    | what the documents say | the fact is |
    |---|---|
    | nobody denies it | as certain as the surest of them: a rumour that is confirmed is certain, whenever |
    | everybody denies it | negated |
    | some deny, some state it | as the latest of these leave it; rumours and plans do not count |
    | the latest ones of one day deny and state it | possible |
    | some deny it, nobody states it | negated, unless only later ones speak of a plan or rumour: then that |

    The latest are those that may have appeared after all others: "2024-09" may be later than the 26th. Documents
    without a date are the earliest.
    """
    if len(told) == 1:
        return told[0].claim.factuality
    if "negated" not in (told_kinds := {one.claim.factuality for one in told}) or len(told_kinds) == 1:
        return min(told_kinds, key=LEVELS.__getitem__)
    by_document: dict[str, list[Told]] = {}
    for one in told:
        by_document.setdefault(one.document, []).append(one)
    verdicts = {
        (dates.iso(own[0].published) or "", verdict([one.claim for one in own])) for own in by_document.values()
    }
    kinds = {kind for _, kind in verdicts}
    if "negated" not in kinds or kinds == {"negated"}:
        return min(kinds, key=LEVELS.__getitem__)
    latest = _latest(
        {(day, kind) for day, kind in verdicts if "certain" not in kinds or kind in ("certain", "negated")}
    )
    if latest == {"certain", "negated"}:
        return "possible"
    return "negated" if "negated" in latest else min(latest, key=LEVELS.__getitem__)


def _latest(verdicts: Iterable[tuple[str, Factuality]]) -> set[Factuality]:
    """The verdicts of the documents of which none is certainly earlier than another."""
    stretches = [(dates.stretch(day) if day else (0, 0), kind) for day, kind in verdicts]
    newest = max(first for (first, _), _ in stretches)
    return {kind for (_, last), kind in stretches if last >= newest}
