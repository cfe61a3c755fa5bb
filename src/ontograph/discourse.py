"""Who is meant: the antecedent of an expression that stands for one of the mentions of a Doc.

Used by `ontograph_coreference` while it links mentions, and afterwards by every component that has to fill an
argument with a pronoun, a possessive or nothing at all ("l'organisation en vue").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontograph import speakers, views
from ontograph.model import Kind
from ontograph.record import Record
from ontograph.salience import Expression, View
from ontograph.tokens import Token

_RECENT, _SUBJECT, _OBLIQUE = 4.0, 3.0, 1.0
"""Weights of salience among people: nearness, being a subject, being a complement."""
_THROUGH_PEOPLE = 2.5
"""Weight of an organization whose people the text has just named, beside people."""
_MAIN = 3.0
"""Weight of being the article's main organization, times its share of all namings, beside people."""
_SURE = 0.5
"""Chance from which an organization counts as understood."""
_HEAD = 0.9
"""How sure it is that a line that opens "X : …" is about X."""
_LIKELY = 0.2
"""The chance that a common noun must leave it."""
_AGREEING, _CLASHING = 1.0, 3.0
"""What agreeing with a pronoun's gender counts for an organization, and clashing with it against, beside people."""
_REACH = 400
"""Tokens beyond which an antecedent no longer counts as recent."""


@dataclass
class Discourse(Record):
    """Chooses among the people and organizations of an article."""

    def focus_organization(self, index: int, exclude: Collection[str] = (), person: str | None = None) -> str | None:
        """The organization in view at a token: what an unnamed employer there would be, of `person` if one is given."""
        found = self.organizations(index, "understood", exclude, person)
        best = next(iter(found), None)
        return best if best is not None and found[best] >= _SURE else None

    def organizations(
        self,
        index: int,
        expression: Expression,
        exclude: Collection[str] = (),
        person: str | None = None,
        noun: str | None = None,
        media: bool = False,
        known: Mapping[str, frozenset[str]] | None = None,
        gender: str | None = None,
    ) -> dict[str, float]:
        """Organizations that an expression at token `index` may stand for, the likeliest first, with their chances.

        `person` is whose organization is sought; `noun` the common noun that stands for it; `media` lets news outlets
        in, which the text mostly names as its sources; `known` is what the expression itself tells, by field,
        `gender` the one that it has.
        """
        view = self.view(index, person, noun, {**(known or {}), **self._agreeing(gender)})
        left = {*exclude, *(() if media else self.minor), *self._beyond(index, view.tracks)}
        chances = self.model.chances(view, expression, left)
        head = self.line_head(index)
        if head is None or chances.get(head, 0.0) < (_LIKELY if noun else 0.0) or head not in chances:
            return chances
        return {head: max(_HEAD, chances[head])} | {e: c * (1 - _HEAD) for e, c in chances.items() if e != head}

    def _beyond(self, index: int, candidates: Iterable[str]) -> set[str]:
        """Those of which only other sections of an article speak: nothing is carried over the head of a section."""
        section = self.section(index)
        low = max((start for start in (*self.borders, *(h[0] for h in self.headings)) if start <= index), default=0)
        if not low:
            return set()
        own = {e for r in self.references if r.start >= low and r.end <= index for e in r.entities}
        return set(candidates) - own - ({section[0]} if section else set())

    def _agreeing(self, gender: str | None) -> dict[str, frozenset[str]]:
        """The organizations that agree with a gender, and those that do not."""
        judged = {entity: self.agrees(entity, gender) for entity in self.agreement if gender}
        return {
            "agreeing": frozenset(e for e, agrees in judged.items() if agrees),
            "disagreeing": frozenset(e for e, agrees in judged.items() if agrees is False),
        }

    def view(
        self,
        index: int,
        person: str | None = None,
        noun: str | None = None,
        known: Mapping[str, frozenset[str]] | None = None,
    ) -> View:
        """What speaks for each organization at a token; `known` is what the expression itself tells, by field."""
        return views.organizations(self, index, person, noun, known or {})

    def people(
        self, index: int, expression: Expression, gender: str | None = None, exclude: Collection[str] = ()
    ) -> dict[str, float]:
        """People whom an expression at token `index` may stand for, the likeliest first, with their chances."""
        view = self.people_view(index)
        wrong = {e for e in view.tracks if gender and self.genders.get(e, gender) != gender} | self.signers
        return self.model.chances(view, expression, {*exclude, *wrong})

    def people_view(self, index: int) -> View:
        """What speaks for each person at a token."""
        return views.people(self, index)

    def fits(self, noun: str, entity: str) -> bool | None:
        """Whether an organization may be called by a noun; None where nothing speaks for or against."""
        return self.trades.fits(noun, self.trade.get(entity, frozenset())) if self.trades else None

    def antecedents(
        self,
        index: int,
        kind: Kind | tuple[Kind, ...],
        gender: str | None = None,
        exclude: Collection[str] = (),
        nearest: bool = False,
    ) -> list[str]:
        """Entities that a pronoun or a noun at token `index` may stand for, the most salient first.

        Organizations alone are ranked by `organizations`; people, and people beside organizations, by distance in
        sentences and by being subjects; `nearest` ("ce dernier") looks at recency alone.
        """
        kinds = (kind,) if isinstance(kind, str) else kind
        if kinds == ("Organization",) and not nearest:
            return list(self.organizations(index, "pronoun", exclude, gender=gender))
        here = self.sentences[index]
        main, share = (self.main_organization(), self.share) if "Organization" in kinds else (None, 0.0)
        section = self.section(index)
        if section is not None and section[1] in kinds:
            main, share = section[0], 1.0
        scores: dict[str, float] = {}
        for reference in self.references:
            if reference.end > index or index - reference.start > _REACH:
                continue
            if reference.kind not in kinds or len(reference.entities) != 1:
                continue
            entity = reference.entities[0]
            if entity in exclude or entity in self.minor or entity in self.signers:
                continue
            if gender and self.genders.get(entity, gender) != gender:
                continue
            distance = here - reference.sentence
            if nearest:
                score = float(reference.start) if self.agrees(entity, gender) is not False else -1.0
            else:
                score = (_RECENT + _SUBJECT * reference.subject - _OBLIQUE * reference.oblique) / (1 + distance)
                score += reference.start / (len(self.doc) * 10)
                if gender and entity in self.genders:
                    score += 0.5
                score += {True: _AGREEING, False: -_CLASHING, None: 0.0}[self.agrees(entity, gender)]
            scores[entity] = max(scores.get(entity, -9.0), score)
        if "Organization" in kinds:
            for entity, score in self.through_people(index, exclude):
                scores[entity] = max(scores.get(entity, -9.0), score)
        if main in scores and not nearest:
            scores[main] += _MAIN * share
        elif main and not scores and main not in exclude:
            return [main]
        return sorted(scores, key=lambda e: (-scores[e], e))

    def possessor(self, determiner: Token, kind: Kind, exclude: Collection[str] = ()) -> str | None:
        """The entity behind a possessive determiner ("son PDG"), of the kind that the noun asks for."""
        if kind == "Organization":
            if (spoken := self.speaking(determiner.i)) is not None:
                return spoken
            if self.collective(determiner.i):
                return self.focus_organization(determiner.i, exclude)
            return next(iter(self.organizations(determiner.i, "possessive", exclude)), None)
        return next(iter(self.antecedents(determiner.i, kind, exclude=exclude)), None)

    def collective(self, index: int) -> bool:
        """Whether "notre", "nous" or "votre" stands at a token."""
        return self.doc[index].lower_ in self.model.data.collective

    def speaking(self, index: int) -> str | None:
        """The organization behind a "notre" or "nous" that stands at a token, where it is known who says it."""
        data = self.model.data
        return speakers.house(self, index, {*data.collective, *data.personal}) if self.collective(index) else None

    def through_people(self, index: int, exclude: Collection[str]) -> Iterator[tuple[str, float]]:
        """Organizations that are in view because their people were just named."""
        here = self.sentences[index]
        for reference in reversed(self.references):
            if reference.end > index:
                continue
            distance = here - reference.sentence
            if distance > 1:
                return
            if reference.kind == "Person" and len(reference.entities) == 1:
                for organization in self.employers.get(reference.entities[0], [])[:1]:
                    if organization not in exclude:
                        yield organization, _THROUGH_PEOPLE / (1 + distance)
