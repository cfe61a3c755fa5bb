"""What the reduction keeps of a reading: a fifth of it, and equal parts of all readings once.

Of the mentions there remain who is called what and how often, whom the article names, and whom the passage of each
claim names; of the dates, the beginnings and ends of posts that they say (`terms`). Amounts are in the claims.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec

from ontograph.model import Argument, Claim, Filler, LocalEntity, Mention, Money, Reading
from ontograph.resolve import comparison, terms

NAME_FORMS = ("name", "surname")

Calls = tuple[tuple[str, int], ...]
"""By which names somebody is called, and how often."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A reading as the reduction needs it, where no correction looks at the rest."""

    article: str
    path: str
    sha256: str
    published: str | None
    title: str | None
    url: str | None
    publisher: str | None
    version_of: tuple[str, ...]
    entities: tuple[LocalEntity, ...]
    calls: Mapping[str, Calls]
    """By LocalEntity: its name, and the names and surnames that are its own."""
    named: tuple[str, ...]
    """The LocalEntities that some name or surname stands for."""
    claims: tuple[Claim, ...]
    """Positions with their beginning and end."""
    passages: tuple[frozenset[str], ...]
    """By claim: the LocalEntities that its passage names."""

    def with_claims(self, kept: Sequence[int], version_of: tuple[str, ...]) -> Brief:
        """The same with some of its claims, as a version of others."""
        claims = tuple(self.claims[number] for number in kept)
        passages = tuple(self.passages[number] for number in kept)
        return replace(self, claims=claims, passages=passages, version_of=version_of)


class Shared(dict[Hashable, Any]):
    """Equal values as one object: most names, dates, roles and rules come again and again."""

    def __missing__(self, value: Hashable) -> Any:
        self[value] = value
        return value

    def argument(self, role: str, fillers: tuple[Filler, ...]) -> Argument:
        """A role with its fillers; but sums stay as they are written, for 5 and 5.0 are equal."""
        if fillers and isinstance(fillers[0], Money):
            return Argument(role, fillers)
        found: Argument | None = self.get((role, fillers))
        if found is None:
            found = self[role, fillers] = Argument(role, fillers)
        return found

    def arguments(self, found: Sequence[Argument]) -> tuple[Argument, ...]:
        """Several of them, each as `argument` gives it."""
        for argument in found:
            if argument.fillers and isinstance(argument.fillers[0], Money):
                return tuple(found)
        key = tuple(map(id, found))
        told: tuple[Argument, ...] | None = self.get(key)
        if told is None:
            told = self[key] = tuple(found)
        return told


def briefs(readings: Iterable[Reading | Brief]) -> list[Brief]:
    """The readings in brief, each once, in an order that depends on their content only."""
    shared = Shared()
    short = (one if isinstance(one, Brief) else brief(one, shared) for one in readings)
    found = sorted(short, key=attrgetter("article", "sha256"))
    unique: list[Brief] = []
    for _, alike in groupby(found, key=attrgetter("article", "sha256")):
        first, *others = alike
        unique += _distinct([first, *others]) if others else [first]
    return unique


def _distinct(found: Iterable[Brief]) -> list[Brief]:
    """Readings under one name, of which some may be the same."""
    written = {msgspec.json.encode(one, order="deterministic"): one for one in found}
    return [one for _, one in sorted(written.items())]


def brief(reading: Reading, shared: Shared) -> Brief:
    """One reading in brief."""
    spans = [
        (mention.start, mention.end, shared[local])
        for mention in reading.mentions
        if mention.form in NAME_FORMS
        for local in mention.entities
    ]
    spans.sort()
    starts = [start for start, *_ in spans]
    claims = [terms.dated(claim, reading.dates) for claim in reading.claims]
    return Brief(
        article=reading.article,
        path=reading.path,
        sha256=reading.sha256,
        published=shared[reading.published],
        title=reading.title,
        url=reading.url,
        publisher=shared[reading.publisher],
        version_of=reading.version_of,
        entities=tuple(_entity(local, shared) for local in reading.entities),
        calls=_calls(reading, shared),
        named=tuple(sorted({local for *_, local in spans})),
        claims=tuple(_claim(claim, shared) for claim in claims),
        passages=tuple(
            shared[frozenset(who for _, end, who in spans[first:last] if end <= claim.end)]
            for claim in claims
            for first, last in [(bisect_left(starts, claim.start), bisect_right(starts, claim.end))]
        ),
    )


def _entity(local: LocalEntity, shared: Shared) -> LocalEntity:
    return LocalEntity(
        shared[local.id],
        local.kind,
        shared[local.name],
        shared[local.subtype],
        shared[local.wikidata],
        local.gender,
        shared[local.known],
        local.former,
    )


def _claim(claim: Claim, shared: Shared) -> Claim:
    return Claim(
        shared[claim.type],
        shared.arguments([shared.argument(one.role, one.fillers) for one in claim.arguments]),
        claim.factuality,
        claim.start,
        claim.end,
        claim.quote,
        shared[claim.rule],
        shared[claim.date],
        claim.status,
        shared[claim.attributed_to],
        shared[claim.attributed_entity],
        shared[claim.confidence],
    )


def _calls(reading: Reading, shared: Shared) -> Mapping[str, Calls]:
    found: dict[str, dict[str, int]] = {}
    for local in reading.entities:
        called, name = found.setdefault(local.id, {}), comparison.clean(local.name, local.kind)
        called[name] = called.get(name, 0) + 1
    for mention in reading.mentions:
        if is_own_name(mention) and mention.entities[0] in found:
            called, name = found[mention.entities[0]], comparison.clean(mention.text, mention.kind)
            called[name] = called.get(name, 0) + 1
    return {
        shared[local]: shared[tuple((shared[name], times) for name, times in sorted(called.items()))]
        for local, called in found.items()
    }


def is_own_name(mention: Mention) -> bool:
    """Whether a mention calls one entity by name."""
    return mention.form in NAME_FORMS and len(mention.entities) == 1
