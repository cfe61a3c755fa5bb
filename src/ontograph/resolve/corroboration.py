"""Who is meant where a sentence leaves a name out, by what other articles say.

A sentence such as « la start-up a perdu son directeur technique, X » names no company; the article's reading takes the
likeliest one. Where no article ties X to that company in so many words, and several others tie X to one that this
article names too, that one is meant. Only who fills the role changes: the passage, its certainty and its date stay.
New posts are left as read, and what the article says of somebody in one: they are news, which no other article need
know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ontograph.model import Argument
from ontograph.resolve.details import Told

TIES: Mapping[str, tuple[str, str]] = {
    "Appointment": ("person", "organization"),
    "Departure": ("person", "organization"),
    "Founding": ("founder", "organization"),
    "LeaveOfAbsence": ("person", "organization"),
    "Lawsuit": ("plaintiff", "defendant"),
    "Position": ("person", "organization"),
}
"""The two roles whose fillers a fact ties together."""
POSTS = frozenset({"Appointment", "Departure", "Founding", "LeaveOfAbsence", "Position"})
"""Facts that all tie a person to an organization in the same way: one speaks for another."""
NEWS = frozenset({"Appointment"})
WITNESSES = 2
"""How many other articles it takes."""

Tie = tuple[str, str, str]


def corroborate(told: Sequence[Told], named: Mapping[str, Iterable[str]]) -> list[Told]:
    """The claims, with who is meant by others' word where that is clear; `named` is whom each document names."""
    witnesses: dict[Tie, set[str]] = defaultdict(set)
    for one in told:
        if one.claim.factuality != "negated":
            for tie, grounded in _ties(one):
                if grounded:
                    witnesses[tie].add(one.document)
    partners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for group, a, b in witnesses:
        partners[group, a].add(b)
    around = {document: frozenset(found) for document, found in named.items()}
    news = {(one.document, tie) for one in told if one.claim.type in NEWS for tie, _ in _ties(one)}
    return [_mended(one, witnesses, partners, news, around[one.document]) for one in told]


def _group(type_: str) -> str:
    return "post" if type_ in POSTS else type_


def _ties(one: Told) -> Iterable[tuple[Tie, bool]]:
    """The pairs that a claim ties together, and whether its passage names both."""
    first, second = TIES.get(one.claim.type, ("", ""))
    for a in map(str, one.claim.get(first)):
        for b in map(str, one.claim.get(second)):
            yield (_group(one.claim.type), a, b), {a, b} <= one.named


def _mended(
    one: Told,
    witnesses: Mapping[Tie, set[str]],
    partners: Mapping[tuple[str, str], set[str]],
    news: Collection[tuple[str, Tie]],
    around: frozenset[str],
) -> Told:
    claim = one.claim
    first, second = TIES.get(claim.type, ("", ""))
    subjects, objects = ([str(f) for f in claim.get(role)] for role in (first, second))
    if claim.type in NEWS or len(objects) != 1 or objects[0] in one.named:
        return one
    group = _group(claim.type)
    ties = [(group, a, objects[0]) for a in subjects]
    if any(witnesses.get(tie) or (one.document, tie) in news for tie in ties):
        return one
    meant = {_partner(group, a, one.document, witnesses, partners, around) for a in subjects}
    if len(meant) != 1 or None in meant or meant & {*subjects}:
        return one
    arguments = tuple(
        Argument(second, (str(other),)) if a.role == second else a for a in claim.arguments for other in meant
    )
    return replace(one, claim=replace(claim, arguments=arguments))


def _partner(
    group: str,
    subject: str,
    document: str,
    witnesses: Mapping[Tie, set[str]],
    partners: Mapping[tuple[str, str], set[str]],
    around: frozenset[str],
) -> str | None:
    """The one among those the article names whom most other articles tie the subject to; None where two are near."""
    counts = sorted(
        ((len(witnesses[group, subject, who] - {document}), who) for who in partners.get((group, subject), ())),
        reverse=True,
    )
    counts = [(n, who) for n, who in counts if who in around]
    if not counts or counts[0][0] < WITNESSES or (len(counts) > 1 and 2 * counts[1][0] > counts[0][0]):
        return None
    return counts[0][1]
