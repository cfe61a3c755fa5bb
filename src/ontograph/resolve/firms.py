"""Organizations under a short form, or an acronym, join the one full name that fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ontograph.resolve import comparison
from ontograph.resolve.gathering import EVERYWHERE, MEDIA, Context, Group, Local, longest_first


def merge(groups: Sequence[Group], context: Context, surfaces: Mapping[Local, Counter[str]]) -> None:
    """Empty the groups that are another one under a shorter name; `surfaces` is how articles call each."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for word in dict.fromkeys(group.tokens[:2]):
            by_word[word].append(group)
    for short in longest_first(groups):
        fits = [g for g in by_word[short.tokens[0]] if g.members and comparison.is_short_form(short.tokens, g.tokens)]
        if len(fits) == 1 and _may_be_short_for(short, fits[0]) and _are_near(short, fits[0], context):
            fits[0].absorb(short)
    by_name: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.members:
            by_name["".join(group.tokens)].append(group)
    for acronym, full in _acronyms(groups, surfaces).items():
        for named in by_name.get(acronym, []):
            if full is not named and full.members and named.members and not named.rivals(full):
                full.absorb(named)
    for name, full in _called(groups, surfaces).items():
        for named in by_name.get(name, []):
            apart = named is full or named.readings & full.readings or not named.members or not full.members
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
    two = bool(short.readings & full.readings) and branch
    media = (MEDIA in short.subtypes) != (MEDIA in full.subtypes)
    return not two and not media and not short.identity and len("".join(short.tokens)) > 2


def _are_near(one: Group, other: Group, context: Context) -> bool:
    return bool(one.readings & other.readings) or context.share(one, other)


def _acronyms(groups: Sequence[Group], surfaces: Mapping[Local, Counter[str]]) -> dict[str, Group]:
    """Initials that an article uses for an organization beside its full name, and that no second one has."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for index, local in group.members:
            for surface in sorted(surfaces[index, local.id]):
                short = comparison.tokens(surface, group.kind)
                if comparison.is_acronym(short, group.tokens) and group not in found[short[0]]:
                    found[short[0]].append(group)
    return {acronym: fits[0] for acronym, fits in sorted(found.items()) if len(fits) == 1}


def _called(groups: Sequence[Group], surfaces: Mapping[Local, Counter[str]]) -> dict[str, Group]:
    """Names that an article uses for an organization beside its full name, and that no second one has."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for index, local in group.members:
            for surface in sorted(surfaces[index, local.id]):
                short = comparison.tokens(surface, group.kind)
                own = short == group.tokens or comparison.is_bare(short)
                if not own and group not in found["".join(short)]:
                    found["".join(short)].append(group)
    return {name: others[0] for name, others in sorted(found.items()) if len(others) == 1}


def _introduce(bare: Sequence[Group], groups: Sequence[Group]) -> None:
    """ "La Région" is the one whose full name the article has: "Région Bretagne"."""
    for group in bare:
        noun, size = group.tokens, len(group.tokens)
        named = [other for other in groups if other.readings & group.readings and len(other.tokens) > size]
        fits = [other for other in named if noun in (other.tokens[:size], other.tokens[-size:])]
        if len(fits) == 1:
            fits[0].absorb(group)


def _merge_bare(groups: Sequence[Group], context: Context) -> None:
    """ "La Fédération" of two articles that have somebody in common."""
    for number, group in enumerate(groups):
        for other in groups[:number]:
            same = other.members and other.tokens == group.tokens
            if same and context.share(group, other, beside=EVERYWHERE):
                other.absorb(group)
                break
