"""Rounds of one article settled against what is told around them: valuations, investors, dates, headings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ontograph.model import Argument, Claim, Filler

_MEMBERS = {"lead": "leadInvestor", "member": "investor"}
"""How an investment joins a round -> the round's role for its investor."""

_CLOSE = 60
"""Characters between a round and the valuation told in the same breath."""


def settle_rounds(
    claims: Iterable[Claim], reach: int, joining: Mapping[str, str], headings: Collection[tuple[int, int]] = ()
) -> list[Claim]:
    """All of this module, in order: `joining` maps rules to "lead" or "member", `headings` are character offsets of
    sentences without a verb."""
    found = merge_unsized(moderate_headings(claims, headings))
    found = redirect_valuations(found, reach)
    found = attach_lone_valuations(attach_valuations(found, reach))
    return attach_investments(found, joining)


def merge_unsized(claims: Iterable[Claim]) -> list[Claim]:
    """A round told again without its sum ("un tour mené par X") is the organization's last one told before it, or else
    the next: that one takes what it adds, unless they differ in certainty or date."""
    found = list(claims)
    for claim in [c for c in found if c.type == "FundingRound" and not c.get("amount")]:
        sized = [n for n, c in enumerate(found) if c.get("amount") and _same_round(c, claim)]
        if not sized:
            continue
        before = [n for n in sized if found[n].start <= claim.start]
        place = max(before, key=lambda n: found[n].start) if before else min(sized, key=lambda n: found[n].start)
        found[place] = _completed(found[place], claim)
        found = [c for c in found if c is not claim]
    return found


def attach_valuations(claims: Iterable[Claim], reach: int) -> list[Claim]:
    """Give each valuation to the round that it belongs to: the nearest of the same organization, at most `reach`
    characters apart and of no other date; a round takes the nearest.

    A round keeps the valuation that its own passage names; a Valuation that only repeats it is dropped.
    """
    found = list(claims)
    chosen: dict[int, Claim] = {}
    taken: set[int] = set()
    for valuation in [c for c in found if c.type == "Valuation"]:
        rounds = [n for n, c in enumerate(found) if c.type == "FundingRound" and _same_organization(c, valuation)]
        if any(found[n].get("valuation") == valuation.get("amount") for n in rounds):
            taken.add(id(valuation))
            continue
        near = [n for n in rounds if _gap(valuation, found[n]) <= reach and _same_time(valuation, found[n])]
        place = min(near, key=lambda n: _gap(valuation, found[n]), default=None)
        if place is None or found[place].get("valuation"):
            continue
        if place not in chosen or _gap(valuation, found[place]) < _gap(chosen[place], found[place]):
            chosen[place] = valuation
    for place, valuation in chosen.items():
        found[place] = _with(found[place], "valuation", valuation.get("amount"))
        taken.add(id(valuation))
    return [c for c in found if id(c) not in taken]


def attach_lone_valuations(claims: Iterable[Claim]) -> list[Claim]:
    """The one valuation of an organization that an article tells after its one round is that round's, however far."""
    found = list(claims)
    valuations = [c for c in found if c.type == "Valuation"]
    taken: set[int] = set()
    for index, claim in enumerate(found):
        same = [v for v in valuations if v.get("organization") == claim.get("organization")]
        if claim.type == "FundingRound" and same and not claim.get("valuation") and _alone(claim, same, found):
            found[index] = _with(claim, "valuation", same[0].get("amount"))
            taken |= {id(v) for v in same}
    return [c for c in found if id(c) not in taken]


def redirect_valuations(claims: Iterable[Claim], reach: int) -> list[Claim]:
    """A valuation told of whoever invests, right after the investment, is that of the organization invested in."""
    found = list(claims)
    investments = [c for c in found if c.type == "Investment" and c.factuality != "negated"]
    raisers = {c.get("organization") for c in found if c.type == "FundingRound"}

    def redirected(claim: Claim) -> Claim:
        if claim.type != "Valuation" or claim.get("organization") in raisers:
            return claim
        before = [
            i
            for i in investments
            if i.get("investor") == claim.get("organization") and i.start <= claim.start and _gap(i, claim) <= reach
        ]
        return _with(claim, "organization", before[-1].get("organization")) if before else claim

    return [redirected(c) for c in found]


def attach_investments(claims: Iterable[Claim], joining: Mapping[str, str]) -> list[Claim]:
    """Investments that take part in a round have its date, and their investors are the round's, where both are certain.

    Their round is the organization's last one told before them, or else the first.
    """
    found = list(claims)
    for index, claim in enumerate(found):
        role = _MEMBERS.get(joining.get(claim.rule, ""))
        if claim.type != "Investment" or (role is None and not _of_a_round(claim, found)):
            continue
        place = _round_of(claim, found)
        if place is None:
            continue
        told = found[place]
        if claim.date is None and told.date is not None:
            found[index] = claim = replace(claim, date=told.date)
        if role is not None and claim.factuality == told.factuality == "certain":
            known = {*told.get("investor"), *told.get("leadInvestor")}
            added = tuple(f for f in claim.get("investor") if f not in known)
            if added:
                found[place] = _with(told, role, (*told.get(role), *added))
    return found


def moderate_headings(claims: Iterable[Claim], headings: Collection[tuple[int, int]]) -> list[Claim]:
    """A heading without a verb says no more of a round than the text below: "Un tour à 6 milliards", still sought."""
    found = list(claims)

    def moderated(claim: Claim) -> Claim:
        if claim.type != "FundingRound" or not any(start <= claim.start < end for start, end in headings):
            return claim
        other = [c for c in found if c is not claim and c.type == claim.type and _same_sum(c, claim)]
        below = [c for c in other if not any(start <= c.start < end for start, end in headings)]
        if below and all(c.factuality != "certain" for c in below):
            return replace(claim, factuality=below[0].factuality)
        return claim

    return [moderated(c) for c in found]


def _same_round(one: Claim, other: Claim) -> bool:
    """Whether two claims of rounds may tell the same one: same organization and certainty, no other date."""
    series = one.get("series"), other.get("series")
    same = one.type == other.type and _same_organization(one, other) and (series[0] == series[1] or not all(series))
    return same and one.factuality == other.factuality and (None in (one.date, other.date) or one.date == other.date)


def _same_organization(one: Claim, other: Claim) -> bool:
    return one.get("organization") == other.get("organization")


def _same_time(valuation: Claim, told: Claim) -> bool:
    """Whether a valuation may be that of a round: of no other date ("il y a deux ans, X valait 900 millions"), and no
    fact beside a round only hoped for, unless told in the same breath."""
    close = told.start <= valuation.start and _gap(valuation, told) <= _CLOSE
    if close:
        return True
    if valuation.factuality == "certain" != told.factuality:
        return False
    return valuation.date in (None, told.date) or (told.date or "").startswith(str(valuation.date))


def _completed(claim: Claim, other: Claim) -> Claim:
    """A claim with the date and the roles that another one adds; the investors of both."""
    for role in ("investor", "leadInvestor", "series", "valuation"):
        mine = claim.get(role)
        if role in ("investor", "leadInvestor"):
            known = {*claim.get("investor"), *claim.get("leadInvestor")}
            mine = (*mine, *(f for f in other.get(role) if f not in known))
        merged = mine or other.get(role)
        claim = _with(claim, role, merged) if merged else claim
    return replace(claim, date=claim.date or other.date)


def _same_sum(one: Claim, other: Claim) -> bool:
    return one.get("organization") == other.get("organization") and one.get("amount") == other.get("amount")


def _alone(claim: Claim, valuations: list[Claim], claims: list[Claim]) -> bool:
    """Whether an article tells one sum raised and one certain valuation of an organization."""
    rounds = [c for c in claims if c.type == "FundingRound" and c.get("organization") == claim.get("organization")]
    sums = {c.get("amount") for c in rounds if c.get("amount")}
    worths = {v.get("amount") for v in valuations} | {c.get("valuation") for c in rounds if c.get("valuation")}
    certain = all(c.factuality == "certain" for c in (*valuations, *rounds))
    return certain and len(sums) == 1 and len(worths) == 1 and all(v.start > claim.start for v in valuations)


def _of_a_round(claim: Claim, claims: list[Claim]) -> bool:
    """Whether a round's own passage tells the investment ("lève 3 millions auprès de X")."""
    return any(c.type == "FundingRound" and c.rule == claim.rule and c.start == claim.start for c in claims)


def _round_of(claim: Claim, claims: list[Claim]) -> int | None:
    places = [
        n
        for n, c in enumerate(claims)
        if c.type == "FundingRound" and c.get("organization") == claim.get("organization")
    ]
    dated = [n for n in places if claims[n].start <= claim.end]
    return max(dated, key=lambda n: (claims[n].start, n)) if dated else min(places, default=None)


def _with(claim: Claim, role: str, fillers: tuple[Filler, ...]) -> Claim:
    """The claim with other fillers of one role."""
    arguments = [*(a for a in claim.arguments if a.role != role), Argument(role, fillers)]
    return replace(claim, arguments=tuple(sorted(arguments, key=lambda a: a.role)))


def _gap(a: Claim, b: Claim) -> int:
    return max(a.start, b.start) - min(a.end, b.end)
