"""Dates that overrule tenses: a future before publication is past, a present after it is planned."""

from __future__ import annotations

from ontograph import layers
from ontograph.factuality.cues import Cues
from ontograph.factuality.lexicon import Lexicon
from ontograph.factuality.tokens import feature, sentence
from ontograph.factuality.verbs import Group
from ontograph.model import Factuality as Value
from ontograph.tokens import Span, Tokens

_VERBAL = frozenset({"VERB", "AUX"})
_CLIMB = 4


class Timing:
    """Compares the dates of a clause with the publication date.

    The year of a date without one was guessed from the tagger's tense: where that is wrong, the date tells nothing.
    """

    def __init__(self, cues: Cues) -> None:
        self._narrative = Lexicon(cues.dates.narrative)
        self._since = frozenset(cues.dates.since)

    def dated(self, doc: Tokens, group: Group, value: Value) -> Value:
        """The certainty of a conjugated group, `value` by its tense, in view of the dates beside it."""
        if group.tense not in ("future", "present") or group.finite is None:
            return value
        start, end = sentence(doc, group.head)
        if group.tense == "future" and any(self._narrative.starting_at(doc[i]) for i in range(start, end)):
            return "certain"
        published: str | None = doc._.published
        if not published:
            return value
        spans = [s for s in layers.spans(doc, layers.DATES) if start <= s.start < end and s.id_[:4].isdigit()]
        own = [s for s in spans if self._belongs(s, group)]
        read_as_future = feature(doc[group.finite], "Tense") == "Fut" and doc[group.head].pos_ == "VERB"
        earlier = any(_before(s.id_, published) and (read_as_future or s.id_[:4] in s.text) for s in own)
        later = any(_before(published, s.id_) and not self._began(s) for s in own)
        if group.tense == "future":
            return "certain" if earlier and not later else value
        return "planned" if later and not earlier else value

    def _began(self, date: Span) -> bool:
        """Whether the words before a date say that something has lasted since."""
        return any(t.lower_ in self._since for t in date.doc[max(0, date.start - 2) : date.start + 1])

    @staticmethod
    def _belongs(date: Span, group: Group) -> bool:
        """Whether the nearest verb above a date is the one of the group."""
        token = date.root
        for _ in range(_CLIMB):
            if token.i in (group.head, group.finite):
                return True
            if token.pos_ in _VERBAL or token.head.i == token.i:
                return False
            token = token.head
        return token.i in (group.head, group.finite)


def _before(date: str, other: str) -> bool:
    """Whether one ISO date lies before another at the grain that both have."""
    return date[: len(other)] < other[: len(date)]
