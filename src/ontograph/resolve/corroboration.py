"""Who is meant where a sentence leaves a name out, by what other articles say.

A sentence such as « la start-up a perdu son directeur technique, X » names no company; the article's reading takes the
likeliest one. Where no other article ties X to that company, and several tie X to one that this article names too, that
one is meant; fewer will do where they give X the same post there, or let X leave it on the same day. Only who fills
the role changes: the passage, its certainty and its date stay.
New posts are left as read, and what the article says of somebody in one: they are news, which no other article need
know. An article that lets X leave the one for the other knows them apart. What stands between two claims of an article
that are mended alike, and leaves out the same name, is mended with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace

from ontograph.model import CORRECTION, Argument, Filler
from ontograph.resolve import dates
from ontograph.resolve.details import Told

TIES: Mapping[str, tuple[str, str]] = {
    "Appointment": ("person", "organization"),
    "Departure": ("person", "organization"),
    "Founding": ("founder", "organization"),
    "LeaveOfAbsence": ("person", "organization"),
    "Lawsuit": ("plaintiff", "defendant"),
    "Position": ("person", "organization"),
}
"""The two roles whose fillers a fact ties together."""
POSTS = frozenset({"Appointment", "Departure", "Founding", "LeaveOfAbsence", "Position"})
"""Facts that all tie a person to an organization in the same way: one speaks for another."""
NEWS = frozenset({"Appointment"})
WITNESSES = 3
"""How many other articles it takes."""
POST_WITNESSES = 2
"""How many, where they speak of the same post."""
DAYS_APART = 3
VAGUE_POSTS = frozenset({"Other"})

Tie = tuple[str, str, str]
"""What sort of tie, between whom and whom."""


def corroborate(told: Sequence[Told], named: Mapping[str, Iterable[str]]) -> list[Told]:
    """The claims, with who is meant by others' word where that is clear; `named` is whom each document names."""
    doubtful = {who for one in told if _may_be_mended(one) for who in one.claim.get(TIES[one.claim.type][0])}
    if not doubtful:
        return list(told)
    testimony = _Testimony(one for one in told if not doubtful.isdisjoint(_firsts(one)))
    around = {document: frozenset(found) for document, found in named.items()}
    mended = [_mended(one, testimony, around[one.document]) if _may_be_mended(one) else one for one in told]
    return _likewise(told, mended, testimony)


def _firsts(one: Told) -> tuple[Filler, ...]:
    return one.claim.get(TIES[one.claim.type][0]) if one.claim.type in TIES else ()


def _may_be_mended(one: Told) -> bool:
    """Whether a claim that is no news ties somebody to one whom its passage does not name."""
    type_ = one.claim.type
    if type_ not in TIES or type_ in NEWS:
        return False
    seconds = one.claim.get(TIES[type_][1])
    if not seconds or seconds[0] in one.named or not one.claim.get(TIES[type_][0]):
        return False
    return len({*seconds}) == 1 and not one.claim.rule.endswith(CORRECTION)  # a person says who is meant


def _ties(one: Told, sort: str | None = None) -> list[Tie]:
    """The pairs that a claim ties together."""
    type_ = one.claim.type
    first, second = TIES.get(type_, ("", ""))
    sort = sort or ("post" if type_ in POSTS else type_)
    return [(sort, str(a), str(b)) for a in one.claim.get(first) for b in one.claim.get(second)]


def _post(one: Told) -> str | None:
    """The post that a claim is about, as a sort of tie."""
    post = next((str(post) for post in one.claim.get("roleClass") if post not in VAGUE_POSTS), None)
    return f"post {post}" if post and one.claim.type in POSTS else None


class _Testimony:
    """Which documents tie whom to whom."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.witnesses: dict[Tie, set[str]] = defaultdict(set)
        self.partners: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.news: set[tuple[str, Tie]] = set()
        self.departures: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        """By person and organization: the day and the document."""
        self.destinations: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        """By document, person and whom the person leaves: for whom."""
        for one in told:
            if one.claim.factuality == "negated":
                continue
            if one.claim.type == "Departure":
                for _, person, organization in _ties(one):
                    self.departures[person][organization].add((dates.iso(one.claim.date) or "", one.document))
                    for destination in one.claim.get("destination"):
                        self.destinations[one.document, person, organization].add(str(destination))
            post = _post(one)
            for tie in [*_ties(one), *(_ties(one, post) if post else ())]:
                self.witnesses[tie].add(one.document)
                self.partners[tie[:2]].add(tie[2])
                if one.claim.type in NEWS:
                    self.news.add((one.document, tie))

    def others(self, tie: Tie, document: str) -> int:
        """How many other documents know of a tie."""
        known = self.witnesses.get(tie, ())
        return len(known) - (document in known)

    def stands(self, tie: Tie, document: str) -> bool:
        """Whether another document knows of a tie, or this one tells it as news."""
        return self.others(tie, document) > 0 or (document, tie) in self.news

    def partner(self, tie: Tie, document: str, around: Collection[str], witnesses: int = WITNESSES) -> str | None:
        """Of the kind of the tie's second, the one around whom most others tie the first to; None if two are near.

        What the article itself tells as news counts as one more voice.
        """
        sort, first, second = tie
        kind = second.split("/")[0]
        near = [who for who in self.partners.get((sort, first), ()) if who in around and who.split("/")[0] == kind]
        ties = [(sort, first, who) for who in near]
        known = [(self.others(tie, document) + ((document, tie) in self.news), tie[2]) for tie in ties]
        return _clear(known, witnesses)

    def left_for(self, one: Told) -> frozenset[str]:
        """For whom the claim's article lets its person leave its organization."""
        found = (self.destinations.get((one.document, who, left), ()) for _, who, left in _ties(one))
        return frozenset(where for some in found for where in some)

    def left(self, one: Told, around: Set[str]) -> str | None:
        """Whom others let the person of a Departure leave on that day, where nobody else knows of this departure."""
        ((_, person, organization), *more) = _ties(one)
        date = dates.iso(one.claim.date)
        known = self.departures[person]
        if more or date is None or any(document != one.document for _, document in known.get(organization, ())):
            return None
        then = {
            (where, document)
            for where in known.keys() & around
            for day, document in known[where]
            if document != one.document and day and dates.gap(day, date) <= DAYS_APART
        }
        return _clear([(n, where) for where, n in Counter(where for where, _ in then).items()], POST_WITNESSES)


def _clear(votes: Iterable[tuple[int, str]], witnesses: int) -> str | None:
    """The one that enough speak for, and twice as many as for any other."""
    found = sorted(votes, reverse=True)
    if not found or found[0][0] < witnesses or (len(found) > 1 and 2 * found[1][0] > found[0][0]):
        return None
    return found[0][1]


def _mended(one: Told, testimony: _Testimony, around: Set[str]) -> Told:
    ties = _ties(one)
    around = around - testimony.left_for(one)
    if one.claim.type == "Departure" and (where := testimony.left(one, around)):
        return _with(one, where)
    post = _post(one)
    posts = _ties(one, post) if post else []
    if any(testimony.stands(tie, one.document) for tie in posts or ties):
        return one
    others = max((testimony.others(tie, one.document) for tie in ties), default=0)
    if others > 1 or any((one.document, tie) in testimony.news for tie in ties):
        return one  # somebody of the house, if not in this post
    found = [] if others else [testimony.partner(tie, one.document, around) for tie in ties]
    if not any(found):
        witnesses = WITNESSES if others else POST_WITNESSES
        found = [testimony.partner(tie, one.document, around, witnesses) for tie in posts]
    meant = {who for who in found if who}
    if len(meant) != 1 or meant & {who for _, *pair in ties for who in pair}:
        return one
    return _with(one, meant.pop())


def _likewise(told: Sequence[Told], mended: list[Told], testimony: _Testimony) -> list[Told]:
    """The claims with those that stand between two that were mended alike, where no passage between these names whom
    they leave out."""
    places: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for was, now in zip(told, mended, strict=True):
        if now is not was:
            places[was.document, _second(was)][_second(now)].append(was.claim.start)
    if not places:
        return mended
    naming: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in told:
        for who in one.named:
            if (one.document, who) in places:
                naming[one.document, who].append(one.claim.start)

    def meant(one: Told) -> str | None:
        if not _may_be_mended(one) or any(testimony.stands(tie, one.document) for tie in _ties(one)):
            return None
        key = one.document, _second(one)
        for who, starts in places.get(key, {}).items():
            first, last = min(starts), max(starts)
            named = any(first < at < last for at in naming[key])
            if first < one.claim.start < last and not named and who not in testimony.left_for(one):
                return who
        return None

    likewise = [meant(was) if now is was else None for was, now in zip(told, mended, strict=True)]
    return [_with(now, who) if who else now for now, who in zip(mended, likewise, strict=True)]


def _second(one: Told) -> str:
    """Who fills the second role of a claim's tie."""
    return str(one.claim.get(TIES[one.claim.type][1])[0])


def _with(one: Told, meant: str) -> Told:
    """The claim with who is meant in the second role of its tie."""
    role = TIES[one.claim.type][1]
    arguments = tuple(Argument(role, (meant,)) if a.role == role else a for a in one.claim.arguments)
    return replace(one, claim=replace(one.claim, arguments=arguments))
