"""When an event took place: the date of its clause, of the sentence that opens the scene, or of a heading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ontograph import layers
from ontograph.frames.asides import of_another
from ontograph.frames.words import GrammarFile
from ontograph.grammar import Grammar, sentence_end, sentence_start
from ontograph.temporal import Moment, iso_date
from ontograph.timex import shift
from ontograph.tokens import Span, Token, Tokens

_HEADING = 2
"""Tokens besides the date that a date heading may have (a full stop, a line break)."""
_OPENING = frozenset({"ADP", "DET", "ADV", "ADJ", "SPACE"})
"""What may stand before a date that opens its sentence ("Dès le 12 mars, …")."""
_VERBAL = frozenset({"VERB", "AUX"})
_SCENE = 4
"""Sentences before a trigger that may have set its scene."""
_TAKEN_UP = 5
"""First tokens of a sentence that names the news which it dates ("La nomination a été annoncée jeudi")."""
_DAY = 10
"""Characters of an ISO day."""
_BESIDE = 3
"""Tokens between a verb of announcing and "aujourd'hui"."""
_NEAR = 12
"""Tokens between that noun and the date."""
_AFTER = 4
"""Tokens between "après" and the trigger that it dates by ("deux ans après avoir été racheté")."""
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl:arg", "obl:mod"})
_ASIDE = frozenset({"acl", "acl:relcl", "advcl", "ccomp"})
"""Clauses that have a time of their own."""


class Dating:
    """Dates the triggers of one Doc."""

    def __init__(self, doc: Tokens, grammar: Grammar, words: GrammarFile) -> None:
        self.doc, self.grammar = doc, grammar
        self.spans, self.news = frozenset(words.stretches), frozenset(words.news)
        self.others = frozenset(words.others)
        self.ranges = frozenset((o, j) for o, joining in words.ranges.items() for j in joining)
        self.states, self.known = frozenset(words.states), frozenset(words.definite) | frozenset(words.possessives)
        self.dates = [d for d in layers.spans(doc, layers.DATES) if iso_date(d.id_, doc._.published)]
        self.announcing, self.enduring = frozenset(words.announcing), frozenset(words.enduring)
        self.since, self.later = frozenset(words.since), frozenset(words.later)
        self.numbers, self.units = {**dict.fromkeys(words.singles, 1), **words.counts}, words.units
        self.now = [d.start for d in layers.spans(doc, layers.DATES) if d.id_ == "PRESENT_REF"]
        self.today = [n for n in self.now if doc[n].lower_.replace("’", "'") in words.today]
        ranges = [pair for pair in pairwise(self.dates) if self._is_range(*pair)]
        ends = {last.start for _, last in ranges} | {first.start for first, _ in ranges if not self._begins(first)}
        self.points = [d for d in self.dates if d.start not in ends and not self._bounds(d)]
        self.headings = [(d.sent.end, d) for d in self.dates if len(d.sent) - len(d) <= _HEADING]
        """Dates that are sentences of their own, with the token where what they date begins."""

    def date(self, token: Token) -> str | None:
        """ISO date of a trigger: a date of its clause, else the one that opens its sentence, else the one of the
        scene that it goes on with or of the sentence that takes it up, else the one that stands alone above it, as in
        a chronology ("17 novembre 2023.")."""
        told = self._counted(token)
        if told is not None:
            return told
        found = self._inside(token) or self._begun(token) or self._opener(token)
        if found is None and self._today(token):
            return str(self.doc._.published)
        found = found or self._scene(token) or self._taken_up(token) or self._heading(token)
        return iso_date(found.id_, self.doc._.published) if found is not None else None

    def within(self, stretch: Span) -> str | None:
        """ISO date of the first date in a stretch of words."""
        found = next((d for d in self.points if stretch.start <= d.start < stretch.end), None)
        return iso_date(found.id_, self.doc._.published) if found is not None else None

    def _bounds(self, date: Span) -> bool:
        """Whether a date tells from when or until when something lasts."""
        return any(t.lower_ in self.spans for t in self.doc[max(date.start - 3, date.sent.start) : date.start])

    def _is_range(self, first: Span, last: Span) -> bool:
        """Whether two dates say how long something lasted: "de 1995 à 2010"."""
        return first.start > 0 and last.start == first.end + 1 and self._spans(first.start - 1, first.end)

    @staticmethod
    def _begins(first: Span) -> bool:
        """Whether the first date of a range says when what a verb tells began: "a assuré l'intérim de mars à mai"."""
        return first.root.head.pos_ in _VERBAL or first.root.head.dep_ == "obj"

    def _spans(self, opening: int, joining: int) -> bool:
        return (self.doc[opening].lower_, self.doc[joining].lower_) in self.ranges

    def _inside(self, token: Token) -> Span | None:
        """The date of the trigger's clause that the tree ties to it, else the nearest one."""
        start, end = self.grammar.clause_start(token), self.grammar.clause_end(token)
        inside = [d for d in self.points if start <= d.start < end and not of_another(d, token, self.grammar)]
        return min(inside, key=lambda d: (self._loose(d, token), abs(d.start - token.i), d.start), default=None)

    def _begun(self, token: Token) -> Span | None:
        """The date from which something holds that lasts: "détient depuis 2019", "cliente de X depuis mars"."""
        if token.lemma_.lower() not in self.enduring and token.lower_ not in self.enduring:
            return None
        start, end = sentence_start(token), sentence_end(token)
        for date in (d for d in self.dates if start <= d.start < end):
            opener = self.doc[max(date.start - 2, start) : date.start]
            low, high = sorted((token.i, date.start))
            between = self.doc[low + 1 : high]
            parted = any(t.text in (",", ";", ":", "(") or (t.pos_ in _VERBAL and t.i != token.i) for t in between)
            if any(t.lower_ in self.since for t in opener) and (date.root.head.i == token.i or not parted):
                return date
        return None

    def _today(self, token: Token) -> bool:
        """Whether a verb of announcing puts what it governs on the day of publication: "annonce aujourd'hui"."""
        if len(self.doc._.published or "") < _DAY:
            return False
        verb = next((t for t in (token, *token.ancestors) if t.lemma_.lower() in self.announcing), None)
        start, end = sentence_start(token), sentence_end(token)
        here = [n for n in self.today if start <= n < end]
        return verb is not None and any(abs(n - verb.i) <= _BESIDE and self.doc[n].head.i == verb.i for n in here)

    def _counted(self, token: Token) -> str | None:
        """ "deux ans après avoir racheté X", "trois ans après son rachat": so long before the date of the sentence, or
        before the publication."""
        low = max(sentence_start(token), token.i - _AFTER)
        after = next((i for i in range(token.i - 1, low - 1, -1) if self.doc[i].lower_ in self.later), None)
        if after is None or after < 2 or any(t.is_punct for t in self.doc[after : token.i]):
            return None
        unit, number = self.units.get(self.doc[after - 1].lower_), self.doc[after - 2].lower_
        count = int(number) if number.isdecimal() else self.numbers.get(number)
        start, end = sentence_start(token), sentence_end(token)
        told = [iso_date(d.id_, self.doc._.published) for d in self.points if start <= d.start < end]
        anchor = Moment.parse(next(iter(told), None) or self.doc._.published)
        if unit is None or count is None or anchor is None:
            return None
        moment = shift(anchor, unit, -count)
        return str(moment) if moment is not None else None

    @staticmethod
    def _loose(date: Span, token: Token) -> int:
        """How little a date belongs to the trigger: 0 where it hangs on it, 2 where it hangs on another verb."""
        above = next((t for t in date.root.ancestors if t.i == token.i or t.pos_ in _VERBAL), None)
        return 1 if above is None else 2 * (above.i != token.i)

    def _opener(self, token: Token) -> Span | None:
        """The date that a sentence begins with, for what it tells as news: not for what was so before (a pluperfect in
        a clause of its own), nor for a bare participle, which has a time of its own."""
        start = sentence_start(token)
        opener = next((d for d in self.points if start <= d.start < sentence_end(token)), None)
        if opener is None or opener.end > token.i or self._earlier(token):
            return None
        return opener if self._opens(opener) else None

    def _opens(self, date: Span) -> bool:
        """Whether a date begins its sentence."""
        before = self.doc[date.sent.start : date.start]
        return all(t.pos_ in _OPENING and t.text != "," for t in before)

    def _earlier(self, token: Token) -> bool:
        """Whether a trigger tells what was before the time of its sentence."""
        if self.grammar.is_participle(token) and not any(c.dep_ == "det" for c in token.children):
            return True
        past = any(c.dep_.startswith("aux") and "Imp" in c.morph.get("Tense", []) for c in token.children)
        return past and any(t.dep_ in _ASIDE for t in (token, *token.ancestors))

    # -- other sentences -----------------------------------------------------------------------------------------

    def _taken_up(self, token: Token) -> Span | None:
        """The date of what follows as "La nouvelle a été annoncée mardi", "L'opération, finalisée le 30 avril, …"."""
        end = sentence_end(token)
        starts = [i + 1 for i in range(token.i, end - 1) if self.doc[i].text == ":"]
        starts += [end] if end < len(self.doc) and "\n" not in self.doc[end - 1].text_with_ws else []
        if self._has_date(token):
            return None
        for start in starts:
            stop = sentence_end(self.doc[start])
            head = self.doc[start : min(start + _TAKEN_UP, stop)]
            nouns = [t for t in head[1:3] if t.lower_ in self.news]
            if not nouns or head[0].lower_ not in self.known or any(t.lower_ in self.others for t in head):
                continue
            dated = next((d for d in self.points if nouns[0].i < d.start < min(stop, nouns[0].i + _NEAR)), None)
            if dated is not None and not any(self._ahead(t) for t in self.doc[nouns[0].i : dated.start]):
                return dated
        return None

    def _scene(self, token: Token) -> Span | None:
        """The date of the last sentence of the paragraph that sets a scene, for what goes on with it."""
        if not self._goes_on(token):
            return None
        for start, end in self._before(token):
            dated = [d for d in self.points if start <= d.start < end and not self._is_to_come(d)]
            verbs = [t for t in self.doc[start:end] if self.grammar.is_finite(t)]
            setting = [d for d in dated if self._sets(d, verbs)]
            if setting:
                return setting[0]
        return None

    def _is_to_come(self, date: Span) -> bool:
        """Whether a date lies after the day of publication."""
        published, told = self.doc._.published, iso_date(date.id_, self.doc._.published)
        return bool(published and told and told > published[: len(told)])

    def _goes_on(self, token: Token) -> bool:
        """Whether a trigger tells what came next."""
        return self.narrated(token) is not None

    def paragraph_dates(self, token: Token) -> Iterator[str]:
        """ISO dates that the paragraph, or a heading above it, has told before a token."""
        start = token.i
        while start and "\n" not in self.doc[start - 1].text_with_ws:
            start -= 1
        headed = [d for end, d in self.headings if end <= token.i]
        for date in (*headed[-1:], *(d for d in self.dates if start <= d.start < token.i)):
            yield iso_date(date.id_, self.doc._.published) or ""

    def narrated(self, token: Token) -> Token | None:
        """The main verb in the present or a past tense that tells a trigger in an undated sentence."""
        if token.pos_ in ("NOUN", "PROPN"):
            new = not any(t.lower_ in self.known for t in token.children)
            token = token.head if new and token.dep_ in _ARGUMENTS else token
        if token.pos_ not in _VERBAL or self._has_date(token) or token.lemma_.lower() in self.states:
            return None
        if self.grammar.is_participle(token) or not self.grammar.is_finite(token) or self._ahead(token):
            return None
        auxiliaries = [c for c in token.children if c.dep_.startswith("aux")]
        imperfect = any("Imp" in t.morph.get("Tense", []) for t in (token, *auxiliaries))
        return token if not imperfect and not any(t.dep_ in _ASIDE for t in (token, *token.ancestors)) else None

    def _sets(self, date: Span, verbs: list[Token]) -> bool:
        """Whether a date sets the time of its sentence: it opens it, or belongs to its main verb, neither of them told
        as past before something else or as still to come."""
        if not verbs:
            return True
        above = next((t for t in date.root.ancestors if t.i not in range(date.start, date.end)), None)
        verb = above if above is not None and above.pos_ in _VERBAL else None
        main = verb is not None and not any(t.dep_ in _ASIDE or self._is_purpose(t) for t in (verb, *verb.ancestors))
        first = verb if verb is not None and main else verbs[0]
        auxiliaries = [c for c in first.children if c.dep_.startswith("aux")]
        pluperfect = any("Imp" in c.morph.get("Tense", []) for c in auxiliaries)
        return (main or self._opens(date)) and not pluperfect and not self._ahead(first)

    @staticmethod
    def _is_purpose(verb: Token) -> bool:
        """Whether a verb is an infinitive behind a preposition ("avant de prendre, l'an passé, la présidence")."""
        bare = "Inf" in verb.morph.get("VerbForm", [])
        return bare and any(t.dep_ in ("case", "mark") or t.pos_ == "ADP" for t in verb.lefts)

    @staticmethod
    def _ahead(verb: Token) -> bool:
        """Whether a verb is in the future or the conditional."""
        forms = [verb, *(c for c in verb.children if c.dep_.startswith(("aux", "cop")))]
        return any("Fut" in t.morph.get("Tense", []) or "Cnd" in t.morph.get("Mood", []) for t in forms)

    def _has_date(self, token: Token) -> bool:
        """Whether the trigger's own sentence has a date, or says that it speaks of now."""
        start, end = sentence_start(token), sentence_end(token)
        return any(start <= d.start < end for d in self.dates) or any(start <= n < end for n in self.now)

    def _before(self, token: Token) -> Iterator[tuple[int, int]]:
        """The sentences before that of a token in its paragraph, the nearest first."""
        start = sentence_start(token)
        for _ in range(_SCENE):
            if start == 0 or "\n" in self.doc[start - 1].text_with_ws:
                return
            end, start = start, sentence_start(self.doc[start - 1])
            yield start, end

    def _heading(self, token: Token) -> Span | None:
        return next((d for end, d in reversed(self.headings) if end <= token.i), None)
