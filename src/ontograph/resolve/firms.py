"""Organizations under a short form, or an acronym, join the one full name that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ontograph.resolve import comparison
from ontograph.resolve.briefs import Calls
from ontograph.resolve.gathering import EVERYWHERE, MEDIA, Context, Group, Homes, longest_first


def merge(groups: Sequence[Group], context: Context, calls: Sequence[Mapping[str, Calls]]) -> None:
    """Empty the groups that are another one under a shorter name; `calls` is how each article calls each."""
    longer: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        for part in {group.tokens[1:], *(group.tokens[:length] for length in range(1, len(group.tokens)))} - {()}:
            longer[part].append(group)
    for short in longest_first(groups):
        others = longer.get(short.tokens, ())
        fits = [g for g in others if g.members and comparison.is_short_form(short.tokens, g.tokens)]
        if len(fits) == 1 and _may_be_short_for(short, fits[0]) and _are_near(short, fits[0], context):
            fits[0].absorb(short)
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.members:
            by_name["".join(group.tokens)].append(group)
    for acronym, full in _acronyms(groups, calls).items():
        for named in by_name.get(acronym, []):
            if full is not named and full.members and named.members and not named.rivals(full):
                full.absorb(named)
    for name, full in _called(groups, calls).items():
        for named in by_name.get(name, []):
            apart = (
                named is full or not (named.members and full.members) or not named.readings.isdisjoint(full.readings)
            )
            if not apart and _may_be_short_for(named, full) and context.share_a_rarity(named, full):
                full.absorb(named)
    nameless = [group for group in groups if group.members and not group.identity]
    bare = [group for group in nameless if comparison.is_bare(group.tokens)]
    _introduce(bare, groups)
    _merge_bare([group for group in bare if group.members], context)


def _may_be_short_for(short: Group, full: Group) -> bool:
    """Not if the short name is a known organization of its own, or one of both a newspaper; nor if an article uses both
    names and the longer one looks like a branch: by its words, or because fewer articles have it.
    """
    branch = comparison.names_a_branch(short.tokens, full.tokens) or len(short.readings) > len(full.readings)
    two = branch and not short.readings.isdisjoint(full.readings)
    media = (MEDIA in short.subtypes) != (MEDIA in full.subtypes)
    return not two and not media and not short.identity and len("".join(short.tokens)) > 2


def _are_near(one: Group, other: Group, context: Context) -> bool:
    return not one.readings.isdisjoint(other.readings) or context.share(one, other)


def _acronyms(groups: Sequence[Group], calls: Sequence[Mapping[str, Calls]]) -> dict[str, Group]:
    """Initials that an article uses for an organization beside its full name, and that no second one has."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        used = {
            short[0]
            for short in _surfaces(group, calls)
            if len(short) == 1 and comparison.is_acronym(short, group.tokens)
        }
        for acronym in used:
            found[acronym].append(group)
    return {acronym: fits[0] for acronym, fits in sorted(found.items()) if len(fits) == 1}


def _called(groups: Sequence[Group], calls: Sequence[Mapping[str, Calls]]) -> dict[str, Group]:
    """Names that an article uses for an organization beside its full name, and that no second one has."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for name in {
            "".join(short)
            for short in _surfaces(group, calls)
            if short != group.tokens and not comparison.is_bare(short)
        }:
            found[name].append(group)
    return {name: others[0] for name, others in sorted(found.items()) if len(others) == 1}


def _surfaces(group: Group, calls: Sequence[Mapping[str, Calls]]) -> set[tuple[str, ...]]:
    """The words of all names that articles call it."""
    called = {calls[index][local.id] for index, local in group.members}
    texts = {text for calls_ in called for text, _ in calls_}
    return {comparison.tokens(text, group.kind) for text in texts}


def _introduce(bare: Sequence[Group], groups: Sequence[Group]) -> None:
    """ "La Région" is the one whose full name the article has: "Région Bretagne"."""
    if not bare:
        return
    nouns, longest = {group.tokens for group in bare}, max(len(group.tokens) for group in bare)
    named: dict[int, dict[int, Group]] = defaultdict(dict)
    """By reading: organizations with such a noun at one end of a longer name."""
    for group in groups:
        ends = (end for size in range(1, longest + 1) for end in (group.tokens[:size], group.tokens[-size:]))
        if any(end in nouns and len(end) < len(group.tokens) for end in ends):
            for index in group.readings:
                named[index][id(group)] = group
    for group in bare:
        noun, size = group.tokens, len(group.tokens)
        near = {id(g): g for index in group.readings for g in named.get(index, {}).values()}
        longer = [g for g in near.values() if g.members and len(g.tokens) > size]
        fits = [g for g in longer if noun in (g.tokens[:size], g.tokens[-size:])]
        if len(fits) == 1:
            for index in group.readings:
                named[index][id(fits[0])] = fits[0]
            fits[0].absorb(group)


def _merge_bare(groups: Sequence[Group], context: Context) -> None:
    """ "La Fédération" of two articles that have somebody in common."""
    homes: dict[tuple[str, ...], Homes] = {}
    for group in groups:
        known = homes.setdefault(group.tokens, Homes(context, EVERYWHERE))
        home = next(known.sharing(group), None)
        if home:
            home.absorb(group)
        else:
            known.add(group)
