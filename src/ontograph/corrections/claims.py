"""Claims that corrections reject, change or add, on the readings whose entities are corrected already.

Contradictions are left out, all sides of them. An added claim has its quote and offsets like any other; its rule is
"correction".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from ontograph.corrections import adding, find
from ontograph.corrections.desk import Desk, Place, Verdict, known_roles, local_roles, states_a_fact, with_details
from ontograph.corrections.find import Missing
from ontograph.corrections.model import (
    CORRECTED,
    Add,
    Change,
    ClaimOperation,
    ClaimRef,
    Reject,
    Result,
)
from ontograph.corrections.plan import Plan
from ontograph.corrections.recast import Recast
from ontograph.model import ENTITY_ROLES, Claim, Filler, Money, Reading
from ontograph.resolve import details
from ontograph.resolve.entities import Resolution


def correct(
    operations: Iterable[ClaimOperation],
    done: Recast,
    plan: Plan,
    texts: Mapping[str, str],
    lines: Mapping[ClaimOperation, tuple[int, ...]],
) -> tuple[tuple[Reading, ...], Resolution, dict[ClaimOperation, Verdict]]:
    """The readings and the entities with these corrections, and what became of each."""
    desk = Desk(plan, list(done.readings), done.resolution, done.ids, done.taken, texts, lines)
    wanted = sorted(set(operations), key=repr)
    for operation in wanted:
        if not isinstance(operation, Add):
            _locate(operation, desk)
    new = _changes([o for o in wanted if isinstance(o, Reject | Change)], desk)
    added: dict[int, list[Claim]] = defaultdict(list)
    additions = [operation for operation in wanted if isinstance(operation, Add)]
    adding.introduce(additions, desk)
    for add in additions:
        found = adding.added(add, desk)
        if found:
            added[found[0]].append(found[1])
    for index in sorted({*added, *(index for index, _ in new)}):
        claims = [new.get((index, number), claim) for number, claim in enumerate(desk.readings[index].claims)]
        kept = [claim for claim in claims if claim is not None]
        desk.readings[index] = replace(desk.readings[index], claims=(*kept, *sorted(added[index], key=repr)))
    return tuple(desk.readings), desk.resolution, desk.verdicts


# --- finding --------------------------------------------------------------------------------------------------------


def _locate(operation: Reject | Change, desk: Desk) -> None:
    """The claims that an operation means, or why there is none."""
    ref = operation.claim
    index = find.document(desk.readings, ref.document)
    where = None if isinstance(index, Missing) else known_roles(ref.where, desk, index)
    if isinstance(index, Missing) or isinstance(where, Missing):
        reason = index.reason if isinstance(index, Missing) else cast(Missing, where).reason
        desk.verdicts[operation] = ("not found", f"{reason}; nothing is changed")
        return
    reading = desk.readings[index]
    fits = {
        number: claim.quote
        for number, claim in enumerate(reading.claims)
        if ref.type in (None, claim.type) and _has(claim, where or {}, index, desk)
    }
    found = find.matching(fits, ref.quote)
    if found:
        desk.places[operation] = [(index, number) for number in found]
    else:
        desk.verdicts[operation] = ("not found", f"{_why_not(ref, reading, desk)}; nothing is changed")


def _why_not(ref: ClaimRef, reading: Reading, desk: Desk) -> str:
    text = desk.texts.get(reading.path)
    if text is not None and find.quote(text, ref.quote) is None:
        return f"{reading.path} does not say that (any more)"
    such = " with these roles" if ref.where else ""
    return f"no {ref.type or 'fact'}{such} is read from this passage of {reading.path} (any more)"


def _has(claim: Claim, where: Mapping[str, tuple[Filler, ...]], index: int, desk: Desk) -> bool:
    for role, fillers in where.items():
        own = [desk.resolution.ids.get((index, str(f)), f) if role in ENTITY_ROLES else f for f in claim.get(role)]
        if not all(any(_same(one, other) for other in own) for one in fillers):
            return False
    return True


def _same(one: Filler, other: Filler) -> bool:
    if isinstance(one, Money) and isinstance(other, Money):
        return one.value == other.value and one.currency in (None, other.currency)
    return one == other


# --- rejecting and changing -----------------------------------------------------------------------------------------


def _changes(operations: Sequence[Reject | Change], desk: Desk) -> dict[Place, Claim | None]:
    """What becomes of the claims, None for nothing. Rejecting what another changes, or changing one thing to two, is a
    contradiction.
    """
    by_place: dict[Place, list[Reject | Change]] = defaultdict(list)
    for operation in operations:
        for place in desk.places.get(operation, ()):
            by_place[place].append(operation)
    for _, rivals in sorted(by_place.items()):
        if _contradict(rivals):
            for operation in rivals:
                what = f"{desk.line(rivals)} contradict each other; the claim stays as it was read"
                desk.verdicts[operation] = ("ignored", what)
    changed: dict[Place, Claim | None] = {}
    refused: dict[ClaimOperation, tuple[Result, str]] = {}
    done: set[ClaimOperation] = set()
    for place, found in sorted(by_place.items()):
        standing = [operation for operation in found if operation not in desk.verdicts]
        claim = _apply(standing, place, desk, refused, done)
        if standing and claim is not desk.readings[place[0]].claims[place[1]]:
            changed[place] = claim
    for located, places in desk.places.items():
        if located not in desk.verdicts:
            desk.verdicts[located] = _verdict(refused.get(located), located in done, len(places))
    return changed


def _verdict(refusal: tuple[Result, str] | None, done: bool, places: int) -> Verdict:
    if refusal:
        return ("partly applied", refusal[1]) if done else refusal
    return ("applied", "", places) if done else ("already so", "")


def _contradict(operations: Sequence[Reject | Change]) -> bool:
    changes = [operation.details for operation in operations if isinstance(operation, Change)]
    if len(changes) < len(operations) and changes:
        return True
    said: dict[str, set[object]] = defaultdict(set)
    for change in changes:
        for name in ("factuality", "date", "status", "attributed_to"):
            if (value := getattr(change, name)) is not None:
                said[name].add(value)
        for role, fillers in change.roles:
            said[role].add(fillers)
    return any(len(values) > 1 for values in said.values())


def _apply(
    operations: Sequence[Reject | Change],
    place: Place,
    desk: Desk,
    refused: dict[ClaimOperation, tuple[Result, str]],
    done: set[ClaimOperation],
) -> Claim | None:
    """What becomes of one claim; says which operations did something, and why others did not."""
    index, number = place
    claim = before = desk.readings[index].claims[number]
    for operation in operations:
        if isinstance(operation, Reject):
            done.update(operations)
            return None
        roles = known_roles(operation.details.roles, desk, index)
        if isinstance(roles, Missing):
            refused[operation] = ("not found", f"{roles.reason}; nothing is changed")
            continue
        changed = with_details(claim, operation.details, local_roles(roles, index, desk))
        if details.states_a_fact(claim) and not states_a_fact(changed, index, desk):
            refused[operation] = ("ignored", "nobody can be on both sides of a fact; nothing is changed")
        elif changed != claim:
            done.add(operation)
            claim = changed
    if claim == before:
        return before
    rule = claim.rule if claim.rule.endswith(CORRECTED) else claim.rule + CORRECTED
    return replace(claim, rule=rule, confidence=1.0)
