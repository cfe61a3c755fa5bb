"""Further claims of a passage that leaves its verb out: "A apporte 20 millions, B 5 millions et C 2"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.found import ROLE_KINDS, Found
from ontograph.frames.triggers import Trigger


class Further:
    """Holders and wholes after the ones that a trigger's roles hold, each with its value, on one Doc."""

    def __init__(self, finder: ArgumentFinder, used: set[int]) -> None:
        self.doc, self.finder, self.values = finder.doc, finder, finder.values
        self.used = used
        """Sums that some role already holds: it adds to them."""

    def elided(self, trigger: Trigger, roles: dict[str, Found]) -> Iterator[dict[str, Found]]:
        """ "A apporte 20 millions, B 5 millions et C 2": more subjects with their values after the claim's own."""
        yield from self.further(roles)
        order = sorted(roles, key=lambda r: r != "investor")
        who = next((r for r in order if r in ROLE_KINDS), None)
        what = next((r for r in ("amount", "stake") if r in roles and roles[r].start is not None), None)
        if who is None or what is None or roles[who].start is None:
            return
        at = max(roles[what].end or 0, self.past(roles["organization"]) if "organization" in roles else 0)
        spans = self.values.percents if what == "stake" else self.values.amounts
        if (roles[what].end or 0) <= trigger.token.i:
            return
        if trigger.frame.fact == "Investment" and "investor" in roles:
            at_holder = max(at, roles["investor"].end or 0)
            for holder, value in self.finder.pairs.values_first(at_holder, spans, ROLE_KINDS["investor"]):
                self.used.add(value.start)
                yield {**roles, "investor": holder, what: self.values.value(value, what)}
        listed = (roles[who].end or 0) <= (roles[what].start or 0)  # "le capital de X : A 45 %, B 25 %"
        if (roles[who].end or 0) > trigger.token.i and not listed:
            return
        for subject, value in self.finder.pairs.names_first(at, spans, ROLE_KINDS[who]):
            self.used.add(value.start)
            yield {**roles, who: subject, what: self.values.value(value, what)}

    def further(self, roles: dict[str, Found]) -> Iterator[dict[str, Found]]:
        """ "A détient 14 % de B et 20 % de C": more organizations with their values."""
        what = next((r for r in ("stake", "amount") if r in roles and roles[r].start is not None), None)
        if what is None or "investor" not in roles or roles.get("organization", Found(())).start is None:
            return
        at = max(roles[what].end or 0, self.past(roles["organization"]))
        spans = self.values.percents if what == "stake" else self.values.amounts
        for value, organization in self.finder.pairs.wholes_after(at, spans):
            self.used.add(value.start)
            yield {**roles, "organization": organization, what: self.values.value(value, what)}

    def past(self, found: Found) -> int:
        """The token after a phrase and the name that it introduces: "la coentreprise X"."""
        end = found.end or 0
        reference = self.finder.discourse.at(end, "Organization") if 0 < end < len(self.doc) else None
        same = reference is not None and found.fillers == tuple(reference.entities)
        return reference.end if reference is not None and same else end
