"""What the text has last told of each topic: whose round, suit or sale its next sentences mean without a name."""

from __future__ import annotations

from bisect import bisect_left

from ontograph.frames.context import Context
from ontograph.frames.found import Found
from ontograph.frames.triggers import Trigger
from ontograph.grammar import sentence_start
from ontograph.model import FACTUALITIES
from ontograph.model import Factuality as Certainty

_HEADER = 6
"""Tokens of a line within which a name with a colon says whom the line is about."""
_PREVIOUS = 150
"""Tokens after which the last claim of a topic no longer says whose round is meant."""
_SALE = 400
"""The same of a sale: an article on one has the same target throughout."""
_SHARED = ("organization", "party", "defendant", "target")
"""Roles that the next claims of a topic may leave out, as the last one has filled them."""


def shared_role(roles: dict[str, object]) -> str | None:
    """The role that the next claims of a topic may leave out, if there is one."""
    return next((r for r in _SHARED if r in roles), None)


class Topics:
    """The last claim of each topic of one Doc."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.doc, self.discourse = context.doc, context.discourse
        self._investors: set[str] = set()
        """Who has been said to give money."""
        self._last: dict[str, tuple[str, int, Certainty]] = {}
        """Topic -> the organization of its last claim, where that was, and how certain."""

    def tell(self, trigger: Trigger, roles: dict[str, Found], certainty: Certainty) -> None:
        """Remember of whom a trigger has just told; `party2` is the other side of a deal."""
        if "investor" in roles:
            self._investors.update(map(str, roles["investor"].fillers))
        role = shared_role({**roles})
        if role is not None:
            self._last[trigger.family] = (str(roles[role].fillers[0]), trigger.token.i, certainty)
        if "party2" in roles and "previous" not in trigger.frame.arguments["party2"]:
            self._last[_partner(trigger)] = (str(roles["party2"].fillers[0]), trigger.token.i, certainty)

    def open(self, trigger: Trigger, organization: str) -> None:
        """Remember of whom the topic is from here on, though nothing is claimed yet: "X cherche un repreneur"."""
        self._last[trigger.family] = (organization, trigger.token.i, "possible")

    def last(self, trigger: Trigger, role: str) -> str | None:
        """The organization of the topic's last claim, if recent; for `party2` the other side of the last deal."""
        topic = _partner(trigger) if role == "party2" else trigger.family
        organization, index, _ = self._last.get(topic, (None, 0, "certain"))
        header = self._header(trigger.token.i) if role == "organization" else None
        if header is not None and header[1] > index:
            return header[0]
        reach = _SALE if trigger.frame.fact == "Acquisition" else _PREVIOUS
        if organization is not None and trigger.frame.capital and self._stale(organization, index, trigger.token.i):
            return None
        return organization if trigger.token.i - index <= reach else None

    def _stale(self, organization: str, told: int, index: int) -> bool:
        """Whether the text has gone over to another organization since a claim was told of one: a later paragraph names
        another before the sentence at `index`, or the article's main one again, and not this one. Who gives money,
        judges or reports is no other."""
        discourse, context = self.discourse, self.context
        lines, main = discourse.paragraphs, discourse.main_organization()
        if lines[told] == lines[index] or organization == main:
            return False
        aside = {*context.financiers, *context.authorities, *context.courts, *self._investors} - {main}
        sentence = sentence_start(self.doc[index])  # who it names may be who gives the money
        other = False
        for reference in discourse.references:
            if reference.kind != "Organization" or not told < reference.start < sentence:
                continue
            here = lines[reference.start] == lines[index] or main in reference.entities
            if organization in reference.entities:
                other = False
            elif here and reference.named and not (reference.origin or reference.oblique):
                other = other or (lines[reference.start] > lines[told] and aside.isdisjoint(reference.entities))
        return other

    def _header(self, index: int) -> tuple[str, int] | None:
        """The organization that the token's line names as its subject ("Toujours X : Y entrerait au capital")."""
        lines = self.discourse.paragraphs
        start = bisect_left(lines, lines[index])
        for reference in self.discourse.references:
            if start <= reference.start < min(start + _HEADER, index) and reference.end < index:
                alone = reference.kind == "Organization" and len(reference.entities) == 1
                if alone and self.doc[reference.end].text == ":":
                    return reference.entities[0], reference.start
        return None

    def follows(self, trigger: Trigger, sentences: int) -> bool:
        """Whether the topic was last told of at most so many sentences before."""
        if trigger.family not in self._last:
            return False
        numbers = self.discourse.sentences
        return numbers[trigger.token.i] - numbers[self._last[trigger.family][1]] <= sentences

    def no_stronger(self, trigger: Trigger, factuality: Certainty) -> Certainty:
        """A certainty, or that of the topic's last claim if it is weaker; a denied one weakens nothing."""
        last = self._last[trigger.family][2]
        return factuality if last == "negated" else max(factuality, last, key=FACTUALITIES.index)


def _partner(trigger: Trigger) -> str:
    return f"{trigger.family} party2"
