"""Expressions that take up what was just named: "ce dernier", "le premier", "la seconde", "les deux premiers"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.discourse import Discourse
from ontograph.mentions.walk import Walk
from ontograph.model import Kind
from ontograph.record import Reference

_BACK = 2
"""Sentences back to a list that an ordinal counts."""
_BETWEEN = 3
"""Tokens between two members of a list: a mark, a conjunction, a word of address."""

Members = tuple[Reference, ...]


def lists(discourse: Discourse, index: int, kind: Kind | None = None) -> Iterator[Members]:
    """The coordinated names of one kind in the sentences before a token ("A, B et C"), the nearest first."""
    here = discourse.sentences[min(index, len(discourse.sentences) - 1)]
    near = [r for r in discourse.references if r.end <= index and here - r.sentence <= _BACK and r.named]
    found: list[Members] = []
    current: list[Reference] = []
    for reference in near:
        if current and not _joined(discourse, current[-1], reference):
            found.append(tuple(current))
            current = []
        if len(reference.entities) == 1:
            current.append(reference)
    found.append(tuple(current))
    several = [m for m in found if len({e for r in m for e in r.entities}) > 1]
    return (m for m in reversed(several) if kind is None or m[0].kind == kind)


def _joined(discourse: Discourse, left: Reference, right: Reference) -> bool:
    """Whether only conjunctions, commas, articles and words of address part two names of one kind."""
    between = discourse.doc[left.end : right.start]
    plain = all(t.pos_ in ("CCONJ", "DET", "ADP") or t.text in (",", "&") or t.text.endswith(".") for t in between)
    linked = any(t.pos_ == "CCONJ" or t.text in (",", "&") for t in between)
    return left.kind == right.kind and left.sentence == right.sentence and len(between) <= _BETWEEN and plain and linked


class Anaphors:
    """Links the expressions of one article that take up the nearest entity, or one of a list by its place."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.nearest = frozenset(words[0] for words in walk.words.nearest)
        """How "ce dernier" begins."""
        data = walk.words.data
        self.openers = frozenset((*data.determiners.definite, *data.contracted))

    def take_up(self, index: int) -> bool:
        """Link the expression that starts at a token, if it is one of these."""
        first = self.walk.doc[index].lower_
        return (first in self.nearest and self._nearest(index)) or (first in self.openers and self._ordinal(index))

    def _nearest(self, index: int) -> bool:
        """ "ce dernier", "cette dernière": the nearest fitting entity; an organization behind a title."""
        for length in (2, 1):
            words = tuple(t.lower_ for t in self.walk.doc.span(index, index + length))
            gender = self.walk.words.nearest.get(words)
            if gender is None:
                continue
            wanted = self._asked(index)
            fits = [
                r
                for r in self.walk.discourse.references
                if r.end <= index and len(r.entities) == 1 and (wanted or r.kind) == r.kind and self._agrees(r, gender)
            ]
            if fits:
                self.walk.mention(
                    self.walk.doc.span(index, index + length), fits[-1].kind, fits[-1].entities, "description"
                )
                return True
        return False

    def _asked(self, index: int) -> Kind | None:
        """The kind that the words before ask for: "le PDG de (ce dernier)" is of an organization."""
        doc = self.walk.doc
        behind = index > 0 and doc[index - 1].lower_ in self.walk.words.of
        contracted = doc[index].lower_ in self.walk.words.data.contracted
        end = index - 1 if behind else index if contracted else None
        titled = end is not None and any(t.start < end <= t.end for t in self.walk.titles.values())
        return "Organization" if titled else None

    def _agrees(self, reference: Reference, gender: str) -> bool:
        if reference.kind == "Organization":
            return self.walk.discourse.agrees(reference.entities[0], gender) is not False
        known = self.walk.discourse.genders.get(reference.entities[0], gender)
        return reference.kind != "Person" or not gender or known == gender

    def _ordinal(self, index: int) -> bool:
        """ "le premier", "(le patron) du second", "les deux premiers": members of the list just named."""
        doc, data = self.walk.doc, self.walk.words.data
        at = index + 1
        count = data.plural_numbers.get(doc[at].lower_, 0) if at < len(doc) else 0
        at += bool(count)
        place = data.ordinals.get(doc[at].lower_) if at < len(doc) else None
        if place is None or self._goes_on(index, at + 1) or bool(count) != place.plural:
            return False
        wanted = self._asked(index)
        for members in lists(self.walk.discourse, index, wanted):
            if self._counted(members[-1].end, index):
                return False
            chosen = members[:count] if count else members[place.number - 1 : place.number]
            if len(chosen) == (count or 1) and all(self._agrees(r, place.gender) for r in chosen):
                start = at if doc[index].lower_ in data.contracted else index
                entities = tuple(e for r in chosen for e in r.entities)
                self.walk.mention(doc.span(start, at + 1), members[0].kind, entities, "description")
                return True
        return False

    def _counted(self, start: int, end: int) -> bool:
        """Whether a number between a list and an ordinal counts other things: "deux usines. La première …"."""
        numbers = self.walk.words.data.plural_numbers
        return any(t.lower_ in numbers and t.i + 1 < end and self._thing(t.i + 1) for t in self.walk.doc[start:end])

    def _thing(self, index: int) -> bool:
        match = self.walk.phrase_at(index)
        return self.walk.doc[index].pos_ == "NOUN" and (match is None or match[1] not in ("Person", "Organization"))

    def _goes_on(self, start: int, index: int) -> bool:
        """Whether a noun, or what the ordinal counts in, follows: "le premier ministre", "le premier des deux".

        Not so in "…, le second directeur technique", where a title follows a clause before.
        """
        if index >= len(self.walk.doc):
            return False
        if index in self.walk.titles and start and self.walk.doc[start - 1].text in (",", ";"):
            return False
        token = self.walk.doc[index]
        nominal = token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "ADP") and "VerbForm=Part" not in str(token.morph)
        return nominal or token.text == ":" or index in self.walk.by_start
