"""Rounds told in lists, without a verb: "X (logistique, Lille) : 60 M€", "Y (9 M€ auprès de Z)", "12 M€ pour W"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.dating import Dating
from ontograph.frames.found import BOTH
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import Argument, Claim
from ontograph.record import Reference
from ontograph.tokens import Span, Tokens

_ROUND = frozenset({"FundingRound", "Investment"})
"""What the items of such lists are about."""
_HEADING = 12
"""Words of a line that heads what follows."""
_HEAD = 150
"""Tokens at the head of an article that tell what its lists are about."""
_BRACKET = 25
"""Tokens of a bracket that describes an item."""
_DESCRIPTION = 3
"""Tokens between "pour" and the name: "pour la biotech lilloise X"."""
_MONTH = 7
"""Characters of an ISO month."""


class Ledgers:
    """Reads the lists of rounds of one Doc."""

    def __init__(self, finder: ArgumentFinder, dating: Dating) -> None:
        self.context, self.values, self.dating = finder.context, finder.values, dating
        context, words = finder.context, finder.context.words
        self.doc: Tokens = context.doc
        self.topics, self.foreign = words.ledger_topics, frozenset(words.ledger_foreign)
        self.givers = context.prepositions["auprès"] | context.prepositions["avec"] | context.prepositions["par"]
        self.lines = self._lines()

    def claims(self, told: Iterable[Claim]) -> list[Claim]:
        """The claims of `told` with the rounds and investments of lists. A list's own item comes before what triggers
        say of somebody else inside its bracket ("X (2 M€, tour mené par Z)")."""
        found = list(told)
        for amount in self.context.amounts:
            if amount.start in self.context.valued or amount.start in self.context.other_sums:
                continue
            item = self._bracketed(amount)
            if item is not None:
                low, high = self.doc[item[0].end].idx, self.doc[item[1] - 1].idx
                found = [c for c in found if c.type not in _ROUND or not low <= c.start < high]
            char = amount.start_char
            if any(c.start <= char < c.end and (c.get("amount") or c.get("valuation")) for c in found):
                continue
            item = item or self._headed(amount) or self._given(amount)
            if item is not None:
                found += self._read(item, amount)
        return found

    # -- the forms -----------------------------------------------------------------------------------------------

    def _bracketed(self, amount: Span) -> tuple[Reference, int] | None:
        """ "X (livraison, 9 M€ auprès de Z)": at the head of a line, in a list after a colon, or with its backers."""
        opening = self._opening(amount.start)
        if opening is None:
            return None
        end = next((i for i in range(amount.end, min(opening + _BRACKET, len(self.doc))) if self.doc[i].text == ")"), 0)
        reference = self._ending(opening)
        if not end or reference is None or self.context.governed(reference):
            return None
        if any(t.pos_ == "AUX" or self.context.grammar.is_finite(t) for t in self.doc[opening:end]):
            return None
        start = sentence_start(self.doc[reference.start])
        listed = any(t.text == ":" for t in self.doc[start : reference.start]) and not any(
            self.context.grammar.is_finite(t) for t in self.doc[start : reference.start]
        )
        backed = bool(self._backers(opening + 1, end, reference, bare=True))
        if not (backed or listed or self._first(reference.start)) or not self._about(reference.start, backed):
            return None
        return reference, end + 1

    def _headed(self, amount: Span) -> tuple[Reference, int] | None:
        """ "X (logistique, Lille) : 60 M€" at the head of a line, and nothing but its backers after it."""
        colon = amount.start - 1
        if colon < 1 or self.doc[colon].text not in (":", "–", "—"):
            return None
        at = colon
        if self.doc[at - 1].text == ")":
            opening = self._opening(at - 1)
            at = opening if opening is not None else at
        reference = self._ending(at)
        after = self.doc[amount.end] if amount.end < len(self.doc) else None
        closes = after is None or after.is_space or after.text in (".", ",", ";", "(") or after.lower_ in self.givers
        if reference is None or not closes or not self._first(reference.start):
            return None
        end = sentence_end(amount[0])
        line = next((i for i in range(amount.end, end) if "\n" in self.doc[i].text), end)
        return (reference, line) if self._about(reference.start, False) else None

    def _given(self, amount: Span) -> tuple[Reference, int] | None:
        """ "12 M€ pour X, avec Y en chef de file" at the head of a line without a verb."""
        end = sentence_end(amount[0])
        pour = amount.end
        if not self._first(amount.start) or pour >= end or self.doc[pour].lower_ != "pour":
            return None
        if any(self.context.grammar.is_finite(t) for t in self.doc[amount.start : end]):
            return None
        span = range(pour + 1, min(pour + 2 + _DESCRIPTION, end))
        reference = next((r for i in span if (r := self._name(i)) is not None), None)
        return (reference, end) if reference is not None and self._about(amount.start, False) else None

    # -- what they share -----------------------------------------------------------------------------------------

    def _read(self, item: tuple[Reference, int], amount: Span) -> Iterator[Claim]:
        reference, end = item
        start = min(reference.start, amount.start)
        bracketed = self.doc[end - 1].text == ")" and reference.start < amount.start
        backers = self._backers(max(reference.end, start), end, reference, bare=bracketed)
        passage = self.doc.span(
            start, max(amount.end, reference.end, *(r.end for r in backers), end if bracketed else 0)
        )
        date = self.dating.within(self.doc.span(start, end)) or (self.doc._.published or "")[:_MONTH]
        (money,) = self.values.value(amount, "amount").fillers
        who = Argument("organization", reference.entities)
        investors = tuple(dict.fromkeys(e for r in backers for e in r.entities))
        arguments = [Argument("amount", (money,)), *([Argument("investor", investors)] if investors else []), who]
        yield self._claim("FundingRound", arguments, passage, date)
        for investor in investors:
            yield self._claim("Investment", [Argument("investor", (investor,)), who], passage, date)

    @staticmethod
    def _claim(fact: str, arguments: list[Argument], passage: Span, date: str) -> Claim:
        return Claim(
            type=fact,
            arguments=tuple(arguments),
            factuality="certain",
            start=passage.start_char,
            end=passage.end_char,
            quote=passage.text,
            rule="funding.listed",
            date=date if len(date) >= len("2000") else None,
        )

    def _backers(self, start: int, end: int, item: Reference, *, bare: bool) -> list[Reference]:
        """The names in a stretch that "auprès de", "avec" or "par" leads to; `bare` also those set off by commas."""
        found: list[Reference] = []
        for reference in self.context.discourse.references:
            if not start <= reference.start < end or not reference.named or reference.kind not in BOTH:
                continue
            if len(reference.entities) != 1 or set(reference.entities) & set(item.entities) or reference.origin:
                continue
            index = reference.start - 1
            while index > start and self.doc[index].pos_ in ("DET", "ADJ", "NOUN"):
                index -= 1
            if found and self.doc[index].lower_ in self.context.prepositions["de"]:
                index -= 1  # "auprès de X et de Y"
            before = self.doc[index]
            led = before.lower_ in self.givers or (index and self.doc[index - 1].lower_ in self.givers)
            joined = before.text in (",", "et", "&", "puis") and (bool(found) or (bare and reference.kind != "Person"))
            if led or joined:
                found.append(reference)
        return found

    def _about(self, index: int, backed: bool) -> bool:
        """Whether a list is about rounds: the nearest line that heads it says so, else the head of the article; an
        item that names its backers may also follow a text on rounds."""
        own = self._line(index)
        if self._foreign(self.lines[own]):
            return False
        for line in reversed(self.lines[:own]):
            words = [t for t in line if not t.is_space and not t.is_punct]
            heads = 0 < len(words) <= _HEADING and line[-1].text not in (".", "!", "?", ",", ";")
            if heads and self._foreign(line):
                return False
            if (heads or line is self.lines[0]) and self._topical(line.start, line.end):
                return True
        low = self.lines[own].start
        return self._topical(0, min(_HEAD, low)) or (backed and self._topical(max(0, low - _HEAD), low))

    def _topical(self, low: int, high: int) -> bool:
        return any(low <= i < high for phrase in self.topics for i in self.context.places(phrase))

    def _foreign(self, line: Span) -> bool:
        return any(t.lemma_.lower() in self.foreign or t.lower_ in self.foreign for t in line)

    def _opening(self, index: int) -> int | None:
        """The bracket that is open at a token."""
        for i in range(index - 1, max(index - _BRACKET, -1), -1):
            if self.doc[i].text == ")":
                return None
            if self.doc[i].text == "(":
                return i
        return None

    def _ending(self, end: int) -> Reference | None:
        """The named organization, no fund, that ends right before a token."""
        reference = self._name(end - 1) if end else None
        return reference if reference is not None and reference.end == end else None

    def _name(self, index: int) -> Reference | None:
        reference = self.context.discourse.at(index, "Organization")
        one = reference is not None and reference.named and len(reference.entities) == 1
        return reference if reference is not None and one and reference.entities[0] not in self.context.funds else None

    def _first(self, index: int) -> bool:
        """Whether only marks and pictures stand before a token on its line."""
        line = self.lines[self._line(index)]
        return not any(t.is_alpha or t.is_digit for t in self.doc[line.start : index])

    def _lines(self) -> list[Span]:
        breaks = [t.i for t in self.doc if "\n" in t.text]
        bounds = [-1, *breaks, len(self.doc)]
        spans = [self.doc.span(a + 1, b) for a, b in pairwise(bounds) if b > a + 1]
        return spans or [self.doc.span(0, len(self.doc))]

    def _line(self, index: int) -> int:
        return max((n for n, line in enumerate(self.lines) if line.start <= index), default=0)
