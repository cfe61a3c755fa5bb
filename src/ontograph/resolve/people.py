"""People under a surname, initials, a given name or a slip join the one full name that fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np

from ontograph.model import Kind
from ontograph.resolve import comparison
from ontograph.resolve.gathering import REPORTERS, Context, Group, Homes, longest_first

Names = dict[tuple[str, ...], list[Group]]
"""Groups by their whole name: of one name there may be many, and names are compared once."""
FEW = 20
"""Of more bearers of a surname those near an article are looked up."""


def is_short(tokens: tuple[str, ...]) -> bool:
    """A single name, or an initial and a surname."""
    return len(tokens) == 1 or len(tokens[0]) == 1


def merge(groups: Sequence[Group], context: Context) -> None:
    """Middle names, then surnames and initials into the one full name that fits, then equal leftovers."""
    by_ends: dict[tuple[str, str], Names] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        by_ends[group.tokens[0], group.tokens[-1]][group.tokens].append(group)
    for group in longest_first(groups):
        names = by_ends[group.tokens[0], group.tokens[-1]]
        longer = [found for tokens, found in names.items() if comparison.is_middle_variant(group.tokens, tokens)]
        fits = [g for found in longer for g in found if g.members]
        if len(fits) == 1 and not group.rivals(fits[0]):
            fits[0].absorb(group)
    del by_ends
    _merge_variants([group for group in groups if not is_short(group.tokens)], context)
    full: dict[str, Names] = defaultdict(lambda: defaultdict(list))
    by_name: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        if group.members and not is_short(group.tokens):
            full[group.tokens[-1]][group.tokens].append(group)
            by_name[group.tokens[0], group.tokens[-1]].append(group)
    bearers: dict[tuple[str, ...], _Bearers] = {}
    for short in groups:
        if short.members:
            if short.tokens not in bearers:
                names = full.get(short.tokens[-1], {})
                whole = [found for tokens, found in names.items() if comparison.is_partial(short.tokens, tokens)]
                bearers[short.tokens] = _Bearers([g for found in whole for g in found], context)
            bearer = bearers[short.tokens].of(short) or _sibling(short, by_name, context)
            if bearer:
                bearer.absorb(short)
    leftovers: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        if group.members and not group.identity and is_short(group.tokens):
            leftovers[group.tokens].append(group)
    for tokens, found in leftovers.items():
        _merge_leftovers(found, context, alone=not comparison.is_given(tokens) and tokens[-1] not in full)


def _merge_variants(groups: Sequence[Group], context: Context) -> None:
    """Full names but for a slip of the pen or a second surname, in articles on one organization, none of which has
    both."""
    variants = _Variants(groups)
    for group in longest_first(groups):
        for found in (variants.doubles, variants.slips):
            others = found(group)
            if len(others) == 1 and group.members and _may_vary(group, others[0], context):
                variants.absorb(others[0], group)


class _Variants:
    """Who may be somebody under a second surname or with a slip, found without a look at everybody of a given name."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._doubles: dict[tuple[str, ...], dict[int, Group]] = defaultdict(dict)
        self._near: dict[tuple[str, ...], Names] = defaultdict(lambda: defaultdict(list))
        several = _several(name for group in groups for name in _with_slips(group.tokens))
        for group in groups:
            self._note(group, group)
            for name in _with_slips(group.tokens):
                if hash(name) in several:
                    self._near[name][group.tokens].append(group)

    def doubles(self, short: Group) -> list[Group]:
        """Those with a second surname behind this one."""
        found = self._doubles.get(short.tokens, {}).values()
        return [g for g in found if g is not short and g.members and g.tokens[:-1] == short.tokens[:-1]]

    def slips(self, rare: Group) -> list[Group]:
        """Those of whose name, in more articles, this one is a slip: the rarer of two spellings is the slip."""
        names = [found for name in _with_slips(rare.tokens) if (found := self._near.get(name))]
        near = {tokens: found for some in names for tokens, found in some.items()}
        alike = [found for tokens, found in near.items() if comparison.is_slip(rare.tokens, tokens)]
        return [g for found in alike for g in found if g.members and _is_rarer(rare, g)]

    def absorb(self, one: Group, other: Group) -> None:
        """`one` takes over all that `other` has, and the names by which it is found."""
        self._note(other, one)
        one.absorb(other)

    def _note(self, group: Group, home: Group) -> None:
        for name in {comparison.first_surname(local.name) for _, local in group.members} - {()}:
            self._doubles[name][id(home)] = home


def _with_slips(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A full name, and those that lack one letter of its surname: two with a slip between them have one in common."""
    *given, surname = tokens
    yield tokens
    if len(surname) >= comparison.SHORTEST_SLIP:
        for spelling in {surname[:place] + surname[place + 1 :] for place in range(len(surname))}:
            yield *given, spelling


def _several(names: Iterable[tuple[str, ...]]) -> set[int]:
    """The hashes of those that come more than once: one in ten, and the others would take most of the memory."""
    hashes = np.sort(np.fromiter(map(hash, names), np.int64))
    return set(hashes[1:][hashes[1:] == hashes[:-1]].tolist())


def _is_rarer(rare: Group, frequent: Group) -> bool:
    return (len(rare.readings), frequent.order) < (len(frequent.readings), rare.order)


def _may_vary(one: Group, other: Group, context: Context) -> bool:
    near = one.readings.isdisjoint(other.readings) and _agree(one, other)
    return near and context.share_a_rarity(one, other)


class _Bearers:
    """People of whose names one short name is the surname or the initials."""

    def __init__(self, people: Sequence[Group], context: Context) -> None:
        self._people = people
        self._context = context
        self._places: dict[Kind | None, dict[int, list[Group]]] = {}
        """By the third thing (of a kind), who is named beside it."""

    def of(self, short: Group) -> Group | None:
        """The one whom the short name means in its articles, None where none or several fit.

        A bearer that an article of `short` names itself goes before one in articles on the same organization; a name
        alone is enough for a person that is known only.
        """
        for near in (
            (g for g in self._people if not g.readings.isdisjoint(short.readings)),
            self._sharing(short, "Organization"),
            self._sharing(short, None),
        ):
            fits = [g for g in near if g.members and _agree(short, g)]
            if fits:
                return fits[0] if len(fits) == 1 else None
        fits = list(islice((g for g in self._people if g.members and _agree(short, g)), 2))
        return fits[0] if len(fits) == 1 and fits[0].identity else None

    def _sharing(self, short: Group, kind: Kind | None) -> Iterator[Group]:
        """Those whose articles name somebody (of that kind) whom the articles on the short name also name."""
        if len(self._people) <= FEW:
            yield from (g for g in self._people if g.members and self._context.share(short, g, kind))
            return
        if kind not in self._places:
            places = self._places[kind] = defaultdict(list)
            for group in self._people:
                for third in self._context.shared_with(group, REPORTERS, kind):
                    places[third].append(group)
        thirds = self._context.shared_with(short, REPORTERS, kind)
        yield from {id(g): g for third in thirds for g in self._places[kind].get(third, ())}.values()


def _sibling(short: Group, by_name: Mapping[tuple[str, str], Sequence[Group]], context: Context) -> Group | None:
    """The one person of this given name who has the surname of somebody in the article ("sa sœur Daniela")."""
    if len(short.tokens) > 1:
        return None
    surnames = {who.tokens[-1] for who in context.around(short) if who.kind == "Person" and len(who.tokens) > 1}
    fits = [g for surname in sorted(surnames) for g in by_name.get((short.tokens[0], surname), ()) if g.members]
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
    known = Homes(context, REPORTERS)
    for group in groups:
        near = known.all() if alone else known.sharing(group)
        home = next((g for g in near if group.gender == g.gender or len(genders) < 2), None)
        if home:
            home.absorb(group)
        else:
            known.add(group)
