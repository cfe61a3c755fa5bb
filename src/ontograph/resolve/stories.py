"""What articles tell of somebody that can speak against another bearer of the name, and whether it does.

All articles that are of one bearer make one story, in which what they say alike stands once: two stories are compared
by what they tell, not by each pair of their articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ontograph.model import Claim, LocalEntity
from ontograph.resolve import comparison, dates
from ontograph.resolve.briefs import Brief

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

Words = tuple[str, ...]
Posts = frozenset[tuple[str, Words, bool]]
"""Role class, organization, whether held today: all that one article tells of somebody."""


@dataclass(slots=True)
class Story:
    """What some articles tell of one person or organization; under "" what they say without a date of their own."""

    sorts: set[str] = field(default_factory=set)
    """A person's genders, an organization's spheres."""
    years: set[int] = field(default_factory=set)
    """The first and the last year of posts, or of foundation."""
    posts: dict[Posts, set[str]] = field(default_factory=dict)
    """With the days of publication; not where the article tells of a coming or going, as with heads."""
    founders: set[frozenset[str]] = field(default_factory=set)
    heads: dict[frozenset[str], set[str]] = field(default_factory=dict)

    def add(self, other: Story) -> None:
        """Take in what another story tells."""
        self.sorts |= other.sorts
        self.years = _ends(self.years | other.years)
        self.founders |= other.founders
        for posts, days in other.posts.items():
            self.posts.setdefault(posts, set()).update(days)
        for heads, days in other.heads.items():
            self.heads.setdefault(heads, set()).update(days)


class Pages:
    """What each article says that can part two of a name, looked up once."""

    def __init__(self, readings: Sequence[Brief]) -> None:
        self._readings = readings
        self._pages: dict[int, tuple[Mapping[str, Sequence[Claim]], Mapping[str, Words]]] = {}

    def story(self, members: Iterable[tuple[int, LocalEntity]]) -> Story:
        """What articles tell of whom they name so."""
        story = Story()
        for index, local in members:
            person = local.kind == "Person"
            sort = local.gender if person else next((min(s) for s in SPHERES if local.subtype in s), None)
            if sort:
                story.sorts.add(sort)
            about, names = self._pages.get(index) or self._page(index)
            if claims := about.get(local.id):
                _learn(story, local.id, self._readings[index].published or "", claims, names)
        return story

    def _page(self, index: int) -> tuple[Mapping[str, Sequence[Claim]], Mapping[str, Words]]:
        """The claims that can tell, by whom they are about; and the names of these."""
        reading = self._readings[index]
        about: dict[str, list[Claim]] = {}
        for claim in reading.claims:
            if claim.type in TELLING and claim.factuality == "certain" and claim.confidence >= TRUSTED:
                for who in {who for a in claim.arguments if a.role in TELLING_ROLES for who in a.fillers}:
                    about.setdefault(str(who), []).append(claim)
        names = {one.id: comparison.tokens(one.name, one.kind) for one in reading.entities if one.id in about}
        self._pages[index] = about, names
        return about, names


def _learn(story: Story, me: str, day: str, claims: Iterable[Claim], names: Mapping[str, Words]) -> None:
    moves = False
    posts, founders, heads = set[tuple[str, Words, bool]](), set[str](), set[str]()
    years = set[int]()
    for claim in claims:
        firms = [names[who] for who in claim.get("organization") if isinstance(who, str) and who in names]
        if claim.type in ("Appointment", "Departure"):
            moves = True
        elif claim.type == "Position":
            roles = [str(role) for role in claim.get("roleClass")]
            if me in claim.get("person"):
                posts.update((role, firm, claim.status == "current") for role in roles for firm in firms)
                years |= _year(claim.date)
            elif "CEO" in roles and claim.status == "current":
                heads.update(names[who][-1] for who in claim.get("person") if isinstance(who, str) and who in names)
        elif me in claim.get("organization"):
            founders.update(names[str(who)][-1] for who in claim.get("founder") if str(who) in names)
            years |= _year(claim.date)
        else:
            posts.update(("Founder", firm, False) for firm in firms)
            years |= _year(claim.date)
    if years:
        story.years = _ends(story.years | years)
    if founders:
        story.founders.add(frozenset(founders))
    if posts and not moves:
        story.posts.setdefault(frozenset(posts), set()).add(day)
    if heads and not moves:
        story.heads.setdefault(frozenset(heads), set()).add(day)


def _year(when: str | None) -> set[int]:
    told = dates.iso(when)
    return {int(told[:4])} if told else set()


def _ends(years: set[int]) -> set[int]:
    return {min(years), max(years)} if years else years


# --- what speaks against one bearer -----------------------------------------------------------------------------------


def people_differ(one: Story, other: Story) -> bool:
    """Gender; two posts at once; research after the head of a firm; more years than a life has."""
    if _sorts_differ(one, other) or _years_apart(one, other) >= LIFETIME:
        return True
    return any(
        not _same_house(mine, theirs) and (_at_once(mine, days, theirs, others) or _turned(mine, days, theirs, others))
        for mine, days in one.posts.items()
        for theirs, others in other.posts.items()
    )


def firms_differ(one: Story, other: Story) -> bool:
    """Sphere; founders; year of foundation; who heads it today."""
    if _sorts_differ(one, other) or _years_apart(one, other) > YEARS_OF_FOUNDATION:
        return True
    if any(not _any_alike(mine, theirs) for mine in one.founders for theirs in other.founders):
        return True
    return any(
        not _any_alike(mine, theirs) and _within(days, others, DAYS_OF_A_HEAD)
        for mine, days in one.heads.items()
        for theirs, others in other.heads.items()
    )


def _sorts_differ(one: Story, other: Story) -> bool:
    return bool(one.sorts and other.sorts) and len(one.sorts | other.sorts) > 1


def _years_apart(one: Story, other: Story) -> int:
    """How far two years are apart at most, of which each story tells one."""
    if not (one.years and other.years):
        return 0
    return max(max(one.years) - min(other.years), max(other.years) - min(one.years))


def _same_house(mine: Posts, theirs: Posts) -> bool:
    """Whether two organizations of their posts share a word that counts: they may be a group and its branch."""
    return any(comparison.share_a_word(firm, other) for _, firm, _ in mine for _, other, _ in theirs)


def _at_once(mine: Posts, days: set[str], theirs: Posts, others: set[str]) -> bool:
    """Whether both hold a post today that leaves no time for the other."""
    busy = all(any(today and role in FULL_TIME for role, _, today in posts) for posts in (mine, theirs))
    return busy and _within(days, others, DAYS_AT_ONCE)


def _turned(mine: Posts, days: set[str], theirs: Posts, others: set[str]) -> bool:
    """Whether the earlier article knows the head of a firm, and the later one a researcher."""
    led, researched = ({role for role, _, _ in posts} for posts in (mine, theirs))
    if RESEARCH.isdisjoint(led) and RESEARCH.isdisjoint(researched):
        return False
    if min(days) <= max(others) and _leads_to_research(led, researched):
        return True
    return min(others) < max(days) and _leads_to_research(researched, led)


def _leads_to_research(led: set[str], researched: set[str]) -> bool:
    return bool(led & IN_CHARGE and researched & RESEARCH) and not led & RESEARCH and not researched & IN_CHARGE


def _any_alike(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two surnames are one, give or take a letter or a second surname."""
    return any(
        one in other or other in one or comparison.is_slip(("", one), ("", other)) for one in mine for other in theirs
    )


def _within(days: set[str], others: set[str], apart: int) -> bool:
    """Whether two days, one of each, are at most so far apart."""
    mine, theirs = (sorted(iso for day in told if (iso := dates.iso(day))) for told in (days, others))
    return any(dates.gap(one, other) <= apart for one in mine for other in theirs)


Differ = Callable[[Story, Story], bool]
