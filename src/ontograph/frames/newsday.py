"""What a text tells as news without a date happened in the month of its publication: proven by the tense."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ontograph.frames.dating import Dating
from ontograph.model import CORE_ROLES, Claim
from ontograph.tokens import Token, Tokens

_LEAD = 150
"""Tokens at the head of an article within which a compound past tells its news."""
_BACK = 4
"""Tokens between "vient de" and its infinitive."""
_MONTH = 7
"""Characters of an ISO month."""
_BACKGROUND = frozenset({"Founding"})
"""What an article on news of something else tells without a date: who founded the company long ago."""
Passage = tuple[int, int, str]


@dataclass
class NewsDay:
    """Dates what is new on one Doc: the present of a main clause, "vient de", a compound past in the lead."""

    doc: Tokens
    dating: Dating
    recent: frozenset[str]
    """Forms of "venir" that tell with "de" of what has just happened."""
    of: frozenset[str]
    """That "de" in all its forms."""
    found: dict[Passage, Token] = field(default_factory=dict)
    """Passage of an undated claim -> its trigger."""

    def note(self, claim: Claim, token: Token) -> Claim:
        """Remember the trigger of a claim that has no date."""
        if claim.date is None and claim.factuality == "certain":
            self.found[claim.start, claim.end, claim.rule] = token
        return claim

    def dated(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims, those with a month that are news and of which no other claim tells the date."""
        told = list(claims)
        month = (self.doc._.published or "")[:_MONTH]
        known = {_core(c) for c in told if c.date}
        return [replace(c, date=month) if self._is_news(c, month) and _core(c) not in known else c for c in told]

    def _is_news(self, claim: Claim, month: str) -> bool:
        token = self.found.get((claim.start, claim.end, claim.rule))
        if token is None or claim.date or claim.factuality != "certain" or len(month) < _MONTH:
            return False
        if self._just_happened(token):
            return True
        return claim.type not in _BACKGROUND and self._tells(token) and not self._elsewhen(token, month)

    def _just_happened(self, token: Token) -> bool:
        """ "vient (tout juste) de racheter"."""
        before = [t.lower_ for t in self.doc[max(token.i - _BACK, token.sent.start) : token.i]]
        return any(w in self.recent and self.of & {*before[n:]} for n, w in enumerate(before))

    def _tells(self, token: Token) -> bool:
        """Whether a main clause tells it in the present, or in a compound past at the head of the article."""
        verb = self.dating.narrated(token)
        if verb is None:
            return False
        auxiliaries = [c for c in verb.children if c.dep_.startswith("aux")]
        compound = any(c.dep_ != "aux:pass" for c in auxiliaries)
        return token.i < _LEAD if compound else "Pres" in (auxiliaries or [verb])[-1].morph.get("Tense", [])

    def _elsewhen(self, token: Token, month: str) -> bool:
        """Whether the paragraph has spoken of another month by then."""
        return any(not told.startswith(month) for told in self.dating.paragraph_dates(token))


def _core(claim: Claim) -> tuple[object, ...]:
    return claim.type, *(claim.get(role) for role in CORE_ROLES[claim.type])
