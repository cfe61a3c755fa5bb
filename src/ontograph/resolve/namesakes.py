"""Two of one name: articles that name the same somebody are told apart where they contradict each other.

One name is one person or organization unless something speaks against it. What counts against it only counts between
articles that have nobody else in common: another gender, posts that nobody holds at once, founders and years that do
not fit. What the gazetteer knows is never parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ontograph.model import Claim, LocalEntity
from ontograph.resolve import comparison, dates
from ontograph.resolve.briefs import Brief
from ontograph.resolve.gathering import EVERYWHERE, Group

FULL_TIME = frozenset(
    {"CEO", "CFO", "COO", "CTO", "ChiefScientist", "Head", "Researcher", "Spokesperson", "VicePresident"}
)
"""Role classes of which nobody holds two at two organizations."""
IN_CHARGE = frozenset({"CEO", "CFO", "COO", "Chair", "President"})
"""Role classes that do not lead to research."""
RESEARCH = frozenset({"ChiefScientist", "Researcher"})
DAYS_AT_ONCE, DAYS_OF_A_HEAD = 365, 182
"""Days between two articles that tell a present post for it to be the same present; for who heads a firm, fewer."""
LIFETIME = 60
"""Years between two posts of one person, at most."""
YEARS_OF_FOUNDATION = 5
"""Years by which articles on one firm differ about its foundation, at most."""
TRUSTED = 0.7
"""Confidence from which a claim can part two of a name."""
SPHERES = (
    frozenset({"Company", "InvestmentFirm", "MediaOutlet"}),
    frozenset({"PublicBody"}),
    frozenset({"University"}),
)
"""Subtypes of organizations, of which none becomes one of another sphere."""


TELLING = frozenset({"Appointment", "Departure", "Founding", "Position"})
"""Facts that can part two of a name."""
TELLING_ROLES = frozenset({"founder", "organization", "person"})

Member = tuple[int, LocalEntity]


@dataclass(slots=True)
class _Profile:
    """What one article tells of somebody."""

    reading: int
    local: LocalEntity
    published: str | None
    posts: set[tuple[str, tuple[str, ...], bool]] = field(default_factory=set)
    """Role class, organization, whether held today."""
    years: set[int] = field(default_factory=set)
    moves: bool = False
    """The article tells of somebody coming or going."""
    founders: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    founded: set[int] = field(default_factory=set)


def part(groups: Sequence[Group], readings: Sequence[Brief]) -> list[Group]:
    """The groups of equal names, those parted whose articles contradict each other."""
    named: list[set[int]] = [set() for _ in readings]
    """By reading: which groups it names, of those that tell two of a name apart."""
    for number, group in enumerate(groups):
        if not group.subtypes & EVERYWHERE:
            for index in group.readings:
                named[index].add(number)
    parted: list[Group] = []
    for number, group in enumerate(groups):
        companies = [] if group.identity or len(group.readings) < 2 else _companies(number, group, named)
        if len(companies) < 2:
            parted.append(group)
            continue
        profiles = [[_profile(index, local, readings[index]) for index, local in company] for company in companies]
        bearers = _bearers(profiles, group.kind == "Person")
        if len(bearers) == 1:
            parted.append(group)
            continue
        for bearer in bearers:
            one = Group(group.kind, group.tokens, None)
            for profile in bearer:
                one.add(profile.reading, profile.local)
            parted.append(one)
    return sorted(parted, key=lambda group: group.order)


def _companies(number: int, group: Group, named: Sequence[set[int]]) -> list[list[Member]]:
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


def _hanging_together(articles: Sequence[int], number: int, named: Sequence[set[int]]) -> Iterator[set[int]]:
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


def _bearers(companies: Sequence[list[_Profile]], person: bool) -> list[list[_Profile]]:
    """Each company of articles with the first that it does not contradict."""
    contradict = _people_differ if person else _firms_differ
    bearers: list[list[_Profile]] = []
    for company in companies:
        for bearer in bearers:
            if not any(contradict(one, other) for one in company for other in bearer):
                bearer += company
                break
        else:
            bearers.append(list(company))
    return bearers


# --- what an article tells ------------------------------------------------------------------------------------------


def _profile(index: int, local: LocalEntity, reading: Brief) -> _Profile:
    profile = _Profile(index, local, reading.published)
    names: dict[str, tuple[str, ...]] = {}
    for claim in reading.claims:
        if claim.type not in TELLING or claim.factuality != "certain" or claim.confidence < TRUSTED:
            continue
        if any(local.id in argument.fillers for argument in claim.arguments if argument.role in TELLING_ROLES):
            names = names or {one.id: comparison.tokens(one.name, one.kind) for one in reading.entities}
            _learn(profile, claim, names)
    return profile


def _learn(profile: _Profile, claim: Claim, names: Mapping[str, tuple[str, ...]]) -> None:
    me = profile.local.id
    people = [names[who] for who in claim.get("person") if isinstance(who, str) and who in names]
    firms = [names[who] for who in claim.get("organization") if isinstance(who, str) and who in names]
    if claim.type in ("Appointment", "Departure"):
        profile.moves = True
    elif claim.type == "Position":
        roles = [str(role) for role in claim.get("roleClass")]
        if me in claim.get("person"):
            profile.posts |= {(role, firm, claim.status == "current") for role in roles for firm in firms}
            profile.years |= _years(claim.date)
        elif "CEO" in roles and claim.status == "current":
            profile.heads |= {who[-1] for who in people}
    elif claim.type == "Founding" and me in claim.get("organization"):
        profile.founders |= {names[str(who)][-1] for who in claim.get("founder") if str(who) in names}
        profile.founded |= _years(claim.date)
    elif claim.type == "Founding":
        profile.posts |= {("Founder", firm, False) for firm in firms}
        profile.years |= _years(claim.date)


def _years(when: str | None) -> set[int]:
    told = dates.iso(when)
    return {int(told[:4])} if told else set()


# --- what speaks against one bearer -----------------------------------------------------------------------------------


def _people_differ(one: _Profile, other: _Profile) -> bool:
    """Gender; two posts at once; research after the head of a firm; more years than a life has."""
    if one.local.gender and other.local.gender and one.local.gender != other.local.gender:
        return True
    if any(abs(mine - theirs) >= LIFETIME for mine in one.years for theirs in other.years):
        return True
    if not one.posts or not other.posts or one.moves or other.moves or _same_house(one, other):
        return False
    mine, theirs = ({role for role, _, today in who.posts if today and role in FULL_TIME} for who in (one, other))
    if mine and theirs and _within(one, other, DAYS_AT_ONCE):
        return True
    earlier, later = (one, other) if (one.published or "") <= (other.published or "") else (other, one)
    led, researched = ({role for role, _, _ in who.posts} for who in (earlier, later))
    return bool(led & IN_CHARGE and researched & RESEARCH) and not led & RESEARCH and not researched & IN_CHARGE


def _same_house(one: _Profile, other: _Profile) -> bool:
    """Whether two organizations of their posts share a word that counts: they may be a group and its branch."""
    return any(comparison.share_a_word(mine, theirs) for _, mine, _ in one.posts for _, theirs, _ in other.posts)


def _firms_differ(one: _Profile, other: _Profile) -> bool:
    """Sphere; founders; year of foundation; who heads it today."""
    spheres = [{s for s in SPHERES if who.local.subtype in s} for who in (one, other)]
    if all(spheres) and spheres[0] != spheres[1]:
        return True
    if one.founders and other.founders and not _any_alike(one.founders, other.founders):
        return True
    if any(abs(mine - theirs) > YEARS_OF_FOUNDATION for mine in one.founded for theirs in other.founded):
        return True
    two = bool(one.heads and other.heads) and not _any_alike(one.heads, other.heads)
    return two and not one.moves and not other.moves and _within(one, other, DAYS_OF_A_HEAD)


def _any_alike(mine: set[str], theirs: set[str]) -> bool:
    """Whether two surnames are one, give or take a letter or a second surname."""
    return any(
        one in other or other in one or comparison.is_slip(("", one), ("", other)) for one in mine for other in theirs
    )


def _within(one: _Profile, other: _Profile, days: int) -> bool:
    mine, theirs = dates.iso(one.published), dates.iso(other.published)
    return bool(mine and theirs) and dates.gap(str(mine), str(theirs)) <= days
