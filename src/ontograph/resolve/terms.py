"""When a post began and ended, where its own passage says so: "PDG depuis 2017", "de 1998 à 2007" (`tenure.yml`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import msgspec

from ontograph import resources
from ontograph.model import Argument, Claim, DateMention
from ontograph.resolve import dates

DATA = "fr_press/tenure.yml"


class Words(msgspec.Struct, frozen=True):
    """The words around dates (`tenure.yml`, which explains them)."""

    since: tuple[str, ...]
    until: tuple[str, ...]
    between: tuple[tuple[str, str], ...]


@cache
def words() -> Words:
    """The packaged words; raises DataError if they are broken."""
    return resources.load_yaml(resources.data_path(DATA), Words)


def dated(claim: Claim, mentions: Sequence[DateMention]) -> Claim:
    """A Position claim with `from` and `until` by the dates in its passage; others, and without such, as they are.

    `mentions` are the dates of the article; those whose value is no calendar date ("désormais") say nothing.
    """
    if claim.type != "Position" or claim.get("from") or claim.get("until"):
        return claim
    inside = [d for d in mentions if claim.start <= d.start and d.end <= claim.end and dates.iso(d.value)]
    begin = end = None
    for place, mention in enumerate(inside):
        before = claim.quote[: mention.start - claim.start]
        if _ends_with(before, words().since):
            begin = begin or dates.iso(mention.value)
        elif _ends_with(before, words().until):
            end = end or dates.iso(mention.value)
        elif place + 1 < len(inside):
            between = claim.quote[mention.end - claim.start : inside[place + 1].start - claim.start]
            if any(_ends_with(before, (first,)) and _is(between, second) for first, second in words().between):
                begin, end = dates.iso(mention.value), dates.iso(inside[place + 1].value)
                break
    if begin and end and dates.stretch(begin)[0] > dates.stretch(end)[1]:
        return claim
    told = [Argument(role, (value,)) for role, value in (("from", begin), ("until", end)) if value]
    return replace(claim, arguments=(*claim.arguments, *told)) if told else claim


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _ends_with(text: str, endings: Sequence[str]) -> bool:
    before = f" {_plain(text)}"
    return any(before.endswith(f" {ending}") for ending in endings)


def _is(text: str, word: str) -> bool:
    return _plain(text) == word
