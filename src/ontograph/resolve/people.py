"""People under a surname, initials, a given name or a slip join the one full name that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ontograph.resolve import comparison
from ontograph.resolve.gathering import Context, Group, longest_first


def is_short(tokens: tuple[str, ...]) -> bool:
    """A single name, or an initial and a surname."""
    return len(tokens) == 1 or len(tokens[0]) == 1


def merge(groups: Sequence[Group], context: Context) -> None:
    """Middle names, then surnames and initials into the one full name that fits, then equal leftovers."""
    by_surname: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_surname[group.tokens[-1]].append(group)
    for group in longest_first(groups):
        bearers = [g for g in by_surname[group.tokens[-1]] if g.members]
        fits = [g for g in bearers if comparison.is_middle_variant(group.tokens, g.tokens)]
        if len(fits) == 1 and not group.rivals(fits[0]):
            fits[0].absorb(group)
    _merge_variants([group for group in groups if not is_short(group.tokens)], context)
    full = {name: [g for g in found if g.members and not is_short(g.tokens)] for name, found in by_surname.items()}
    by_given: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.members and not is_short(group.tokens):
            by_given[group.tokens[0]].append(group)
    for short in groups:
        if short.members:
            bearer = _bearer(short, full[short.tokens[-1]], context)
            bearer = bearer or _sibling(short, by_given[short.tokens[0]], context)
            if bearer:
                bearer.absorb(short)
    leftovers: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        if group.members and not group.identity and is_short(group.tokens):
            leftovers[group.tokens].append(group)
    for tokens, found in leftovers.items():
        _merge_leftovers(found, context, alone=not comparison.is_given(tokens) and not full.get(tokens[-1]))


def _merge_variants(groups: Sequence[Group], context: Context) -> None:
    """Full names but for a slip of the pen or a second surname, in articles on one organization, none of which has
    both."""
    by_given: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        by_given[group.tokens[:-1]].append(group)
    tests: tuple[Callable[[Group, Group], bool], ...] = (_doubles, _slips)
    for group in longest_first(groups):
        for test in tests:
            others = [g for g in by_given[group.tokens[:-1]] if g is not group and g.members and test(group, g)]
            if len(others) == 1 and group.members and _may_vary(group, others[0], context):
                others[0].absorb(group)


def _doubles(short: Group, long: Group) -> bool:
    return any(comparison.is_double_surname(short.tokens, local.name) for _, local in long.members)


def _slips(rare: Group, frequent: Group) -> bool:
    """The rarer of two spellings is the slip."""
    order = (len(rare.readings), frequent.order) < (len(frequent.readings), rare.order)
    return order and comparison.is_slip(rare.tokens, frequent.tokens)


def _may_vary(one: Group, other: Group, context: Context) -> bool:
    apart = one.readings & other.readings or not _agree(one, other)
    return not apart and context.share_a_rarity(one, other)


def _bearer(short: Group, people: Sequence[Group], context: Context) -> Group | None:
    """The one person whose surname or initials `short` is, None where none or several fit.

    A bearer that an article of `short` names itself goes before one in articles on the same organization; a name
    alone is enough for a person that is known only.
    """
    fits = [g for g in people if comparison.is_partial(short.tokens, g.tokens) and _agree(short, g) and g.members]
    for near in (
        [g for g in fits if g.readings & short.readings],
        [g for g in fits if context.share(short, g, "Organization")],
        [g for g in fits if context.share(short, g)],
    ):
        if near:
            return near[0] if len(near) == 1 else None
    return fits[0] if len(fits) == 1 and fits[0].identity else None


def _sibling(short: Group, people: Sequence[Group], context: Context) -> Group | None:
    """The one person of this given name who has the surname of somebody in the article ("sa sœur Daniela")."""
    surnames = {who.tokens[-1] for who in context.around(short) if who.kind == "Person" and len(who.tokens) > 1}
    fits = [g for g in people if g.members and len(short.tokens) == 1 and g.tokens[-1] in surnames]
    near = [g for g in fits if _agree(short, g) and context.share(short, g)]
    return near[0] if len(near) == 1 else None


def _agree(one: Group, other: Group) -> bool:
    genders = {one.gender, other.gender} - {None}
    return one is not other and len(genders) < 2 and not one.rivals(other)


def _merge_leftovers(groups: Sequence[Group], context: Context, alone: bool) -> None:
    """Equal short names whose full name no article gives: one person where the articles have somebody in common, or
    where the name `alone` is enough (a surname of which the corpus knows no bearer). Of two genders, two people.
    """
    genders = {group.gender for group in groups} - {None}
    for number, group in enumerate(groups):
        for other in groups[:number]:
            told = group.gender == other.gender or len(genders) < 2
            if other.members and told and (alone or context.share(group, other)):
                other.absorb(group)
                break
