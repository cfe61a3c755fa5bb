"""Claims from filled roles: one for each combination of single-valued core roles, each with its own values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ontograph.factuality import Assessment
from ontograph.frames.arguments import ArgumentFinder
from ontograph.frames.dating import Dating
from ontograph.frames.found import HELPERS, MONEY, MOVES, ROLE_KINDS, Found, parties
from ontograph.frames.newsday import NewsDay
from ontograph.frames.triggers import Trigger
from ontograph.frames.words import GrammarFile
from ontograph.grammar import sentence_end, sentence_start
from ontograph.model import CORE_ROLES, LIST_ROLES, Argument, Claim, Filler
from ontograph.model import Factuality as Certainty
from ontograph.tokens import Tokens


class Assembly:
    """Makes the claims of one Doc."""

    def __init__(self, doc: Tokens, finder: ArgumentFinder, words: GrammarFile, used: set[int]) -> None:
        self.doc, self.text, self.finder, self.values = doc, doc.text, finder, finder.values
        self.dating = Dating(doc, finder.grammar, words)
        self.newsday = NewsDay(doc, self.dating, frozenset(words.recent), frozenset(words.prepositions["de"]))
        self.distributive = frozenset(words.distributive)
        self.used = used
        """Sums that some role already holds: it adds to them."""

    def assemble(
        self, trigger: Trigger, fact: str, roles: dict[str, Found], constants: dict[str, str], assessment: Assessment
    ) -> Iterator[Claim]:
        """One claim for each combination of single-valued core roles."""
        core = [r for r in CORE_ROLES[fact] if r in roles and r in ROLE_KINDS and r not in LIST_ROLES]
        start, end = self.passage(trigger, roles)
        frame = trigger.frame
        pairs = self.pairs(trigger, roles)
        if pairs:
            for pair in pairs:
                yield from self.assemble(trigger, fact, {**roles, **pair}, constants, assessment)
            return
        for choice in product(*(roles[r].fillers for r in core)):
            arguments = [Argument(r, (f,)) for r, f in zip(core, choice, strict=True)]
            if len({str(f) for f in choice}) < len(choice):
                continue
            arguments += self.others(
                fact, self.titled(trigger, self.owned(roles, core, choice), next(iter(choice), "")), core
            )
            arguments += [Argument(r, (v,)) for r, v in constants.items() if r not in roles]
            factuality: Certainty = assessment.factuality
            if frame.factuality == "possible" and factuality == "planned":
                factuality = "possible"
            elif frame.factuality and factuality == "certain":
                factuality = frame.factuality  # type: ignore[assignment]
            date = None if frame.undated else self.dating.date(trigger.token)
            if fact in MOVES and factuality == "certain" and self.lies_ahead(date):
                factuality = "planned"
            for r in MONEY:
                if r in roles and (span_start := roles[r].start) is not None:
                    self.used.add(span_start)
            claim = Claim(
                type=fact,
                arguments=tuple(sorted(arguments, key=lambda a: a.role)),
                factuality=factuality,
                start=start,
                end=end,
                quote=self.text[start:end],
                rule=self.rule(trigger, roles, core, choice),
                date=date,
                attributed_to=assessment.attributed_to,
                confidence=frame.confidence,
            )
            yield self.newsday.note(claim, trigger.token)

    def rule(self, trigger: Trigger, roles: dict[str, Found], core: Sequence[str], choice: Sequence[Filler]) -> str:
        """The rule that a claim stands on: who is named beside the leaders of a round is no leader."""
        frame = trigger.frame
        beside = any(f in roles[r].beside for r, f in zip(core, choice, strict=True))
        return frame.beside if beside and frame.joins else frame.id

    def lies_ahead(self, date: str | None) -> bool:
        """Whether a date comes after the day of publication."""
        published = self.doc._.published
        return bool(date and published and len(date) <= len(published) and date > published[: len(date)])

    def distributes(self, found: Found) -> bool:
        """Whether "respectivement" gives each of several its own, in the sentence that names them."""
        if found.start is None:
            return False
        token = self.doc[found.start]
        return any(t.lower_ in self.distributive for t in self.doc[sentence_start(token) : sentence_end(token)])

    def pairs(self, trigger: Trigger, roles: dict[str, Found]) -> list[dict[str, Found]]:
        """ "A et B ont respectivement signé avec C et D": the n-th of one goes with the n-th of the other."""
        low, high = sentence_start(trigger.token), sentence_end(trigger.token)
        if not any(t.lower_ in self.distributive for t in self.doc[low:high]):
            return self.bilateral(roles)
        many = [r for r in roles if r in (*ROLE_KINDS, "party2") and len(roles[r].fillers) > 1]
        if len(many) != 2 or len({len(roles[r].fillers) for r in many}) > 1:
            return []
        return [
            {r: Found((roles[r].fillers[n],), roles[r].start, roles[r].end) for r in many}
            for n in range(len(roles[many[0]].fillers))
        ]

    def successions(self, trigger: Trigger, roles: dict[str, Found]) -> list[dict[str, Found]]:
        """ "A et B sont remplacés respectivement par C et D": the roles of each pair; none where nothing pairs them."""
        both = [roles[r] for r in ("person", "predecessor") if r in roles]
        number = {len(found.fillers) for found in both}
        low, high = sentence_start(trigger.token), sentence_end(trigger.token)
        if len(both) < 2 or len(number) > 1 or number == {1}:
            return []
        if not any(t.lower_ in self.distributive for t in self.doc[low:high]):
            return []
        one, other = both
        return [
            {
                **roles,
                "person": Found((new,), one.start, one.end),
                "predecessor": Found((old,), other.start, other.end),
            }
            for new, old in zip(one.fillers, other.fillers, strict=True)
        ]

    def bilateral(self, roles: dict[str, Found]) -> list[dict[str, Found]]:
        """ "A a signé avec B, C et D": one deal with each, for nothing says that B, C and D agreed with each other."""
        if "party" not in roles or "party2" not in roles:
            return []
        one, other = roles["party"], roles["party2"]
        if len(one.fillers) == len(other.fillers) == 1:
            return []
        return [
            {"party": Found((a,), one.start, one.end), "party2": Found((b,), other.start, other.end)}
            for a, b in product(one.fillers, other.fillers)
            if a != b
        ]

    def shared(self, trigger: Trigger, roles: dict[str, Found]) -> dict[str, Found]:
        """The roles, with what several investors hold in equal parts: "détenu à parts égales par A et B"."""
        number = len(roles["investor"].fillers) if "investor" in roles else 0
        if number < 2 or "stake" in roles or not self.values.equal(trigger):
            return roles
        return {**roles, "stake": Found((f"{100 / number:.4g}",))}

    def owned(self, roles: dict[str, Found], core: list[str], choice: tuple[Filler, ...]) -> dict[str, Found]:
        """The roles of one member of an enumeration, with the value in its own bracket ("A (28 %), B (9 %)")."""
        found = dict(roles)
        for role, filler in zip(core, choice, strict=True):
            many = len(roles[role].fillers) > 1
            for what, spans in (("stake", self.values.percents), ("amount", self.values.amounts)):
                if many or (what not in roles and role == "investor"):
                    value = self.values.own(str(filler), roles[role], spans)
                    if value is None and what in roles and self.distributes(roles[role]):
                        value = self.values.nth(roles[role].fillers.index(filler), roles[role], spans)
                    if value is not None:
                        found[what] = self.values.value(value, what)
        return found

    def titled(self, trigger: Trigger, roles: dict[str, Found], who: Filler) -> dict[str, Found]:
        """The roles for one of several people: each has a title of their own, or the one that is said of all."""
        several = len(roles["person"].fillers) > 1 if "person" in roles and "title" in roles else False
        ways = trigger.frame.arguments.get("title", [])
        span = self.values.title(trigger, ways, str(who)) if several else None
        shared = roles["title"].title if several else None
        if not several or (shared is not None and self.finder.discourse.at(shared.start, "Person") is None):
            return roles
        rest = {r: f for r, f in roles.items() if r != "title"}
        return rest if span is None else {**rest, "title": Found((span.text,), span.start, span.end, span)}

    def others(self, fact: str, roles: dict[str, Found], core: list[str]) -> list[Argument]:
        """Arguments that need no expansion."""
        found: list[Argument] = []
        for role, filled in roles.items():
            if role in core or role in HELPERS:
                continue
            if role == "title" and filled.title is not None:
                found += [Argument("title", (filled.title.text,)), Argument("roleClass", (filled.title.label_,))]
            elif role == "party":
                found.append(Argument("party", parties(roles)))
            else:
                found.append(Argument(role, filled.fillers))
        return found

    def passage(self, trigger: Trigger, roles: dict[str, Found]) -> tuple[int, int]:
        """Character offsets of the passage: the trigger and its expressed arguments, within the sentence."""
        low, high = sentence_start(trigger.token), sentence_end(trigger.token)
        start, end = trigger.token.i, trigger.end
        for found in roles.values():
            if found.start is not None and found.end is not None and low <= found.start and found.end <= high:
                start, end = min(start, found.start), max(end, found.end)
        while end > start and self.doc[end - 1].is_space:
            end -= 1
        span = self.doc.span(start, end)
        return span.start_char, span.end_char
