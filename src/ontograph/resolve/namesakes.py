"""Two of one name: articles that name the same somebody are told apart where they contradict each other.

One name is one person or organization unless something speaks against it. What counts against it only counts between
articles that have nobody else in common: another gender, posts that nobody holds at once, founders and years that do
not fit. What the gazetteer knows is never parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontograph.model import LocalEntity
from ontograph.resolve.briefs import Brief
from ontograph.resolve.gathering import EVERYWHERE, Group
from ontograph.resolve.stories import Differ, Pages, Story, firms_differ, people_differ

MOST_BEARERS = 100
"""With how many bearers of a name further articles are compared: what contradicts all these is somebody else again."""
MANY = 300
"""Different things told of somebody that are not all held against each other before more is known."""

Member = tuple[int, LocalEntity]


def part(groups: Sequence[Group], readings: Sequence[Brief]) -> list[Group]:
    """The groups of equal names, those parted whose articles contradict each other."""
    pages = Pages(readings)
    doubtful = {number: group for number, group in enumerate(groups) if _is_doubtful(group, pages)}
    named: dict[int, set[int]] = {index: set() for group in doubtful.values() for index in group.readings}
    """By reading: which groups it names, of those that tell two of a name apart."""
    for number, group in enumerate(groups):
        if not group.subtypes & EVERYWHERE:
            for index in named.keys() & group.readings:
                named[index].add(number)
    parted: list[Group] = []
    for number, group in enumerate(groups):
        companies = _companies(number, group, named) if number in doubtful else []
        bearers = _bearers(companies, pages, _differ(group)) if len(companies) > 1 else companies
        if len(bearers) < 2:
            parted.append(group)
            continue
        for bearer in bearers:
            one = Group(group.kind, group.tokens, None)
            for index, local in bearer:
                one.add(index, local)
            parted.append(one)
    return sorted(parted, key=lambda group: group.order)


def _differ(group: Group) -> Differ:
    return people_differ if group.kind == "Person" else firms_differ


def _is_doubtful(group: Group, pages: Pages) -> bool:
    """Whether any two articles on somebody may contradict each other."""
    if group.identity or len(group.readings) < 2:
        return False
    told = pages.story(group.members)
    return max(len(told.posts), len(told.heads)) > MANY or _differ(group)(told, told)


def _companies(number: int, group: Group, named: Mapping[int, set[int]]) -> list[list[Member]]:
    """The articles that hang together by somebody else whom they name, the largest such company first; each as who has
    the name there."""
    first = next((index for index in group.readings if named[index] - {number}), None)
    around = named[first] - {number} if first is not None else set()
    rest, size = sorted(group.readings), 0
    while around and len(rest) != size:  # most name somebody whom most name: two or three looks at each will do
        size, apart = len(rest), []
        for index in rest:
            if around.isdisjoint(named[index]):
                apart.append(index)
            else:
                around |= named[index]
                around.discard(number)
        rest = apart
    companies = [group.readings.difference(rest), *_hanging_together(rest, number, named)]
    companies = [company for company in companies if company]
    if len(companies) == 1:
        return [list(group.members)]
    home = {index: place for place, company in enumerate(companies) for index in company}
    members: list[list[Member]] = [[] for _ in companies]
    for index, local in group.members:
        members[home[index]].append((index, local))
    return sorted(members, key=lambda company: (-len(company), min((index, one.id) for index, one in company)))


def _hanging_together(articles: Sequence[int], number: int, named: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The companies of a few articles."""
    naming: dict[int, list[int]] = defaultdict(list)
    for index in articles:
        for who in named[index]:
            naming[who].append(index)
    seen: set[int] = set()
    for start in articles:
        company, edge = set[int](), {start} - seen
        while edge:
            company |= edge
            around = {who for index in edge for who in named[index]} - {number}
            edge = {index for who in around for index in naming.pop(who, ())} - company
        seen |= company
        if company:
            yield company


def _bearers(companies: Sequence[list[Member]], pages: Pages, differ: Differ) -> list[list[Member]]:
    """Each company of articles with the first that it does not contradict."""
    bearers: list[tuple[list[Member], Story]] = []
    for company in companies:
        told = pages.story(company)
        home = next((bearer for bearer in bearers[:MOST_BEARERS] if not differ(told, bearer[1])), None)
        if home:
            home[0].extend(company)
            home[1].add(told)
        else:
            bearers.append((list(company), told))
    return [members for members, _ in bearers]
