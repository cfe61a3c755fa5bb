"""Claims of all readings -> groups of claims on one fact.

First within each document, where repetitions complete each other ("Musk sues OpenAI … the suit against OpenAI and
Altman"), then across documents, where who takes part must be the same: a document must not seem to say of a fact what
only another one says. Dates, amounts and a few details tell two facts with the same people apart (`sameness`). Rounds
go before investments: an investor whom two articles name in one round invested once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from ontograph.resolve import dates, details
from ontograph.resolve.details import Told
from ontograph.resolve.groups import Group, Order, Sayings, order
from ontograph.resolve.sameness import (
    MONEY_TELLS_APART,
    ROUND_DAYS,
    agreements,
    fits_across_documents,
    fits_in_document,
    is_part_of,
)

Blocks = Sequence[list[Group]]
"""Groups of different documents with the same people and organizations."""


def group(told: Iterable[Told]) -> list[Group]:
    """All claims, each in exactly one group, the groups in the order of their first claim."""
    sayings, blocks = Sayings(), defaultdict[tuple[object, ...], list[Group]](list)
    by_document: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_document[one.document].append(one)
    for document in sorted(by_document):
        by_type: dict[str, list[Group]] = defaultdict(list)
        for one in sorted(by_document.pop(document), key=order):
            by_type[one.claim.type].append(Group([one], sayings.of(one)))
        for _, groups in sorted(by_type.items()):
            merged = _merge(groups, fits_in_document, nearest=True)
            for found in merged:
                _settle(found)
            if len(merged) > 1:
                merged.sort(key=_first)
            for found in merged:
                blocks[found.type, *((role, *sorted(ids)) for role, ids in found.core.items())].append(found)
    del sayings, by_document
    merged = _across([blocks.pop(key) for key in list(blocks) if key[0] != "Investment"])
    investments = list(blocks.values())
    _place(investments, [found for found in merged if found.type == "FundingRound"])
    merged += _across(investments)
    for found in merged:
        if len(found.told) > 1:
            found.told.sort(key=order)
    return sorted(merged, key=_first)


def _across(blocks: Blocks) -> list[Group]:
    return [found for block in blocks for found in _merge(block, fits_across_documents, nearest=False)]


def _settle(found: Group) -> None:
    """Where the document drops or denies the fact, its earlier claims no longer hold either."""
    if len(found.told) == 1:
        return
    found.told.sort(key=order)
    if details.verdict([one.claim for one in found.told]) == "negated":
        found.deny()


def _place(investments: Blocks, rounds: Sequence[Group]) -> None:
    """Each investment of one document in the round of that document that names the investor, where there is one such.

    Of several investments of one investor the nearest in the text is meant: the others are older.
    """
    told: dict[tuple[str, object], list[Group]] = defaultdict(list)
    for round_ in rounds:
        for document in round_.documents:
            told[document, round_.core["organization"]].append(round_)
    for block in investments:
        for document in sorted({document for found in block for document in found.documents}):
            mine = [found for found in block if document in found.documents]
            for round_ in told.get((document, mine[0].core["organization"]), ()):
                start = min(one.claim.start for one in round_.told if one.document == document)
                parts = [found for found in mine if is_part_of(found, round_, document)]
                if parts:
                    nearest = min(parts, key=lambda found: (abs(found.start - start), order(found.told[0])))
                    if nearest.round is None:
                        nearest.place_in(round_)


def _merge(groups: Sequence[Group], fits: Callable[[Group, Group], bool], *, nearest: bool) -> list[Group]:
    """Greedily, what says most first, so that the vague joins the precise; of equals the first of those given."""
    if len(groups) == 1:
        return list(groups)
    merged: list[Group] = []
    for found in sorted(groups, key=_richness):
        home = _home(found, [other for other in merged if fits(found, other)], nearest=nearest)
        if home:
            home.absorb(found)
        else:
            merged.append(found)
    return merged


def _richness(found: Group) -> tuple[int, int, int, int]:
    size = sum(map(len, found.core.values()))
    return -size, -len(found.date or ""), -len(found.amounts), -len(found.terms)


def _first(found: Group) -> Order:
    return order(found.told[0])


def _home(found: Group, fits: Sequence[Group], *, nearest: bool) -> Group | None:
    """Which of several facts a claim is about: the one it agrees with most, then the nearest in the text, or the last
    before the document. An amount that could be two is neither.
    """
    if not fits:
        return None
    scores = [agreements(found, other) for other in fits] if len(fits) > 1 else [0]
    most = max(scores)
    best = [other for other, score in zip(fits, scores, strict=True) if score == most]
    if nearest:
        return min(best, key=lambda other: (abs(other.start - found.start), order(other.told[0])))
    if len(best) > 1 and found.type in MONEY_TELLS_APART and not (found.date or found.amounts):
        vague = [other for other in best if not (other.date or other.amounts)]
        return _announced(found, best) or next(iter(vague), None)
    horizon = max(found.published, default="9999")
    past = [other for other in best if other.date and other.date <= horizon]
    return max(past, key=lambda other: (other.date, order(other.told[0]))) if past else best[0]


def _announced(found: Group, fits: Sequence[Group]) -> Group | None:
    """What soon came of a plan or a rumour."""
    if not found.is_open or not found.published:
        return None
    dated = [(dates.gap(other.date, found.published[-1]), order(other.told[0]), other) for other in fits if other.date]
    near = min(((days, place, other) for days, place, other in dated if days <= ROUND_DAYS), default=None)
    return near[2] if near else None
