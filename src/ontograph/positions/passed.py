"""What a succession implies for posts: the newcomer holds what the predecessor held, and the reverse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from ontograph.model import Argument, Claim, Succession

RULE = "position.succession"
_NEAR = 2
"""Sentences between a succession and the post that it is about."""
_CLOSED = frozenset({"BoardMember", "Founder", "Investor", "Other", "Researcher"})
"""Role classes that pass from nobody to anybody."""
_BESIDE = frozenset({"position.apposition", "position.title-before-name"})
"""Rules of titles that stand beside a name: they may follow the words of the succession in its sentence."""


def pass_on(claims: Iterable[Claim], successions: Iterable[Succession], sentences: Sequence[int]) -> list[Claim]:
    """The claims, with the posts that successions give; `sentences` are the offsets where each begins."""
    found = list(claims)
    for succession in successions:
        post = _post(found, succession, sentences)
        if post is not None:
            found += _given(post, succession, found)
    return found


def _given(post: Claim, succession: Succession, known: Sequence[Claim]) -> Iterator[Claim]:
    """The post for each of the two people of whom it is not known."""
    kept = tuple(a for a in post.arguments if a.role in ("organization", "roleClass", "title"))
    people: tuple[tuple[str, Literal["current", "former"]], ...] = (
        (succession.newcomer, "current"),
        (succession.predecessor, "former"),
    )
    for person, status in people:
        argument = Argument("person", (person,))
        given = replace(
            post,
            arguments=(argument, *kept),
            start=succession.start,
            end=succession.end,
            quote=succession.quote,
            rule=RULE,
            status=status,
            date=None,
        )
        if not any(_same(given, other) for other in known):
            yield given


def _same(given: Claim, other: Claim) -> bool:
    return other.type == "Position" and all(
        set(other.get(role)) & set(given.get(role)) for role in ("person", "organization", "roleClass")
    )


def _post(claims: Iterable[Claim], succession: Succession, sentences: Sequence[int]) -> Claim | None:
    """What the predecessor held, else what the newcomer has just been said to hold."""
    here = bisect_right(sentences, succession.start)
    near = [
        c
        for c in claims
        if c.type == "Position"
        and not _CLOSED & set(c.get("roleClass"))
        and 0 <= here - bisect_right(sentences, c.start) <= _NEAR
        and (c.start <= succession.end or c.rule in _BESIDE)
    ]
    left = [c for c in near if c.get("person") == (succession.predecessor,)]
    got = [c for c in near if c.get("person") == (succession.newcomer,) and c.status == "current"]
    for people in (left, got):
        latest = max((bisect_right(sentences, c.start) for c in people), default=0)
        last = [c for c in people if bisect_right(sentences, c.start) == latest]
        if len({(c.get("roleClass"), c.get("organization")) for c in last}) == 1:
            return last[-1]
    return None
