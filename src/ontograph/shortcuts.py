"""Knowledge -> shortcuts: one link between two entities for what certain facts say of them.

`?person og:leftOrganization ?org` instead of a departure with its person, organization and factuality. A link stands
only where a fact is certain over all its claims; plans, rumours and denials give none. The ontology says what each
means; `rules/NAME.rq` makes the same links by SPARQL from a graph without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontograph.model import Claim, Fact, Knowledge
from ontograph.resolve import dates
from ontograph.vocabulary import Vocabulary

Link = tuple[str, str, str]
"""An entity id, the property's local name, an entity id."""


@dataclass(frozen=True, slots=True)
class Path:
    """The way through a certain fact of a class, from each filler of one role to each of another."""

    property: str
    type: str
    source: str
    target: str
    role_class: str | None = None
    """Only facts with this role class."""


PATHS = (
    Path("acquired", "Acquisition", "acquirer", "target"),
    Path("appointedAt", "Appointment", "person", "organization"),
    Path("founderOf", "Founding", "founder", "organization"),
    Path("founderOf", "Position", "person", "organization", "Founder"),
    Path("investedIn", "FundingRound", "investor", "organization"),
    Path("investedIn", "Investment", "investor", "organization"),
    Path("investedIn", "Position", "person", "organization", "Investor"),
    Path("leftOrganization", "Departure", "person", "organization"),
    Path("partnerOf", "Partnership", "party", "party"),
    Path("sued", "Lawsuit", "plaintiff", "defendant"),
)
LEADS, LEADING = "leads", "leadingRoles"


def links(knowledge: Knowledge, terms: Vocabulary) -> list[Link]:
    """All shortcuts of the knowledge, each once, sorted; `terms` says which roles imply others and which ones lead."""
    certain = [fact for fact in knowledge.facts if fact.factuality == "certain"]
    by_type: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in certain:
        by_type[fact.type].append(fact)
    found = {link for path in PATHS for fact in by_type[path.type] for link in _along(path, fact, terms)}
    calendar, leading = _Calendar(knowledge, by_type), frozenset(terms.members(LEADING))
    for position in by_type["Position"]:
        if leading.intersection(position.get("roleClass")) and calendar.holds(position):
            found.update(_along(Path(LEADS, "Position", "person", "organization"), position, terms))
    return sorted(found)


def _along(path: Path, fact: Fact, terms: Vocabulary) -> Iterator[Link]:
    if path.role_class is None or path.role_class in fact.get("roleClass"):
        for source in _fillers(fact, path.source, terms):
            for target in _fillers(fact, path.target, terms):
                if source != target:
                    yield source, path.property, target


def _fillers(fact: Fact, role: str, terms: Vocabulary) -> list[str]:
    """Who fills a role, or one that implies it: a lead investor is an investor."""
    fitting = [argument for argument in fact.arguments if role in terms.super_roles(argument.role)]
    return [filler for argument in fitting for filler in argument.fillers if isinstance(filler, str)]


class _Calendar:
    """When things were reported, and who is at their post on the day of the newest document.

    Dates are compared as text: "2024" is before "2024-05", and `_LATE` behind a date makes it the last moment that it
    can mean. What is not dated is before everything.
    """

    _LATE = "~"

    def __init__(self, knowledge: Knowledge, certain: Mapping[str, Sequence[Fact]]) -> None:
        self._issued: Mapping[str, str] = {d.id: dates.iso(d.published) or "" for d in knowledge.documents}
        self._newest = max(self._issued.values(), default="")
        self._gone: defaultdict[tuple[str, str], str] = defaultdict(str)
        """(person, organization) -> the last moment at which the person may have left."""
        self._latest: defaultdict[tuple[str, str], str] = defaultdict(str)
        """(organization, role class) -> when somebody was last reported in this post."""
        for position in certain.get("Position", ()):
            for post in _pairs(position, "organization", "roleClass"):
                self._latest[post] = max(self._latest[post], *self._reports(position, "current"), "")
        for departure in certain.get("Departure", ()):
            moment = (dates.iso(departure.date) or min(self._reports(departure), default="")) + self._LATE
            for left in _pairs(departure, "person", "organization"):
                self._gone[left] = max(moment, self._gone[left])

    def holds(self, position: Fact) -> bool:
        """Whether the last report of a position says that it is held, none since that somebody else holds it, and
        nothing certain has ended it. Who shares a post is named together with the other."""
        current, former = ([*self._reports(position, status)] for status in ("current", "former"))
        if not current or (former and max(former) >= max(current)):
            return False
        begins = [day for day in map(_iso, position.get("from")) if day]
        ends = [day for day in map(_iso, position.get("until")) if day]
        if any(day > self._newest for day in begins) or any(day <= self._newest for day in ends):
            return False
        last = max(current)
        if any(self._latest[post] > last for post in _pairs(position, "organization", "roleClass")):
            return False
        return not any(
            self._gone[left] >= last for left in _pairs(position, "person", "organization") if left in self._gone
        )

    def _reports(self, fact: Fact, status: str | None = None) -> Iterator[str]:
        """When the documents of its certain claims (of this status) appeared."""
        for grounded in fact.claims:
            if _is_certain(grounded.claim) and status in (None, grounded.claim.status):
                yield self._issued.get(grounded.document, "")


def _pairs(fact: Fact, one: str, other: str) -> list[tuple[str, str]]:
    """Each filler of a role with each of another one."""
    return [(str(mine), str(theirs)) for mine in fact.get(one) for theirs in fact.get(other)]


def _is_certain(claim: Claim) -> bool:
    return claim.factuality == "certain"


def _iso(filler: object) -> str | None:
    return dates.iso(filler) if isinstance(filler, str) else None
