"""Posts that pass from one person to another: whoever replaces somebody holds what that one held, and the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ontograph.model import Claim
from ontograph.positions.clauses import first_of_group, skip_honorifics, subject, tense
from ontograph.positions.text import Text
from ontograph.record import Reference

_NEAR = 2
"""Sentences between a succession and the post that it is about."""
_REACH = 12
"""Tokens between the words of a succession and its people."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """Two people and the words that say so; token offsets, end exclusive."""

    newcomer: str
    predecessor: str
    start: int
    end: int
    index: int
    """Token whose certainty counts."""


class Successions:
    """Finds who replaces whom in one article, by the posts that are `known` in it."""

    def __init__(self, text: Text, known: Iterable[Claim]) -> None:
        self.text, self.data = text, text.data
        numbers = {token.idx: number for token, number in zip(text.doc, text.discourse.sentences, strict=True)}
        self.told = [(str(p), numbers.get(c.start, 0)) for c in known if c.type == "Position" for p in c.get("person")]
        """Who has a post, and the sentence that says so."""

    def find(self) -> Iterator[Replaced]:
        """All successions that the text tells, in its order."""
        words = self.data.successors | self.data.predecessors
        phrases = self.data.successions | self.data.own_successions
        starts = {*self.text.having(self.data.succeeding), *self.text.at(words), *self.text.beginning(phrases)}
        for index in sorted(starts - {0}):
            found = self._by_verb(index) or self._by_phrase(index) or self._by_noun(index)
            if found is not None and found.newcomer != found.predecessor:
                yield found

    def _by_verb(self, index: int) -> Replaced | None:
        """ "X remplace Y", "X lui a succédé", "Lui succède X", "Y, remplacé en mars par X", "pour succéder à Y"."""
        text = self.text
        if text.lemma(index) not in self.data.succeeding or text.pos(index) not in ("VERB", "AUX", "ADJ"):
            return None
        agent = self._behind(index, self.data.agents)
        form = text.doc[index].morph.get("VerbForm", [])
        first = first_of_group(text, index)
        if agent is not None and (form == ["Part"] or text.pos(index) == "ADJ"):
            return self._passive(index, first, agent)
        if form == ["Inf"]:
            return self._purpose(index)
        if not text.is_finite(first) or tense(text, first, index) is None:
            return None
        after = self._object(index)
        if agent is not None and after is not None:
            return self._pair(agent.entities[0], after.entities[0], index, agent.end, index)
        clitic = self._clitic(first)
        if clitic is not None:
            newcomer = subject(text, first) or (after.entities[0] if after is not None else None)
            gender = self.data.objects.get(text.word(clitic), "")
            return self._pair(newcomer, self._holder(clitic, newcomer, gender), clitic, index + 1, index)
        newcomer = subject(text, first)
        return self._pair(newcomer, after.entities[0], first, after.end, index) if after is not None else None

    def _passive(self, index: int, first: int, agent: Reference) -> Replaced | None:
        text = self.text
        if first != index and tense(text, first, first) is None:
            return None
        left = subject(text, first) if first != index else None
        if left is None:
            before = self._before(index)
            left = before.entities[0] if before is not None else None
        return self._pair(agent.entities[0], left, index, agent.end, first)

    def _purpose(self, index: int) -> Replaced | None:
        """ "(nommé X …) pour remplacer Y": of whoever the sentence names before."""
        opener = index - 1
        if self.text.word(opener) not in self.data.purposes:
            return None
        newcomer, left = self._before(opener), self._object(index)
        if newcomer is None or left is None:
            return None
        return self._pair(newcomer.entities[0], left.entities[0], opener, left.end, self._verb(opener))

    def _by_phrase(self, index: int) -> Replaced | None:
        """ "prend la suite de Y", "en remplacement de Y", "prend sa place", "prend le relais"."""
        text, data = self.text, self.data
        size = text.starts(index, data.successions)
        if size and text.word(index - 1) not in data.at:
            left = text.person_at(skip_honorifics(text, self._past_kin(index + size)))
            verb = self._verb(index)
            taken = text.lemma(index - 1) in data.taking | data.keeping
            before = self._before(index)
            newcomer = subject(text, first_of_group(text, index - 1)) if taken else None
            newcomer = newcomer or (before.entities[0] if before is not None else None)
            return self._pair(newcomer, left.entities[0], index, left.end, verb) if left is not None else None
        size = text.starts(index, data.own_successions)
        verb = index - 1
        if not size or text.lemma(verb) not in data.taking | data.keeping or text.pos(verb) != "VERB":
            return None
        first = first_of_group(text, verb)
        if not text.is_finite(first) or tense(text, first, verb) is None:
            return None
        newcomer = subject(text, first)
        near = text.discourse.at(first - 1, "Person")
        owner = near.start - 1 if near is not None else first - 1
        named = text.person_before(owner - 1 if text.word(owner - 1) == "," else owner)
        if text.word(owner) in data.relative_owner and named is not None:
            return self._pair(newcomer, named.entities[0], first, index + size, verb)
        if text.word(index) not in data.possessives and size == 1:
            return None
        return self._pair(newcomer, self._holder(index, newcomer), first, index + size, verb)

    def _by_noun(self, index: int) -> Replaced | None:
        """ "Son successeur, X", "X, successeur de Y", "Son prédécesseur, Y"."""
        text, data = self.text, self.data
        follows, precedes = text.word(index) in data.successors, text.word(index) in data.predecessors
        if not (follows or precedes):
            return None
        at = index + 1
        own = text.word(index - 1) in data.own
        if own or text.word(index - 1) in data.possessives:
            named = text.person_at(skip_honorifics(text, at + (text.word(at) in data.openers)))
            if named is None:
                return None
            other = self._speaker() if own else self._holder(index, named.entities[0])
            new, old = (named.entities[0], other) if follows else (other, named.entities[0])
            return self._pair(new, old, index - 1, named.end, index)
        near = text.person_at(skip_honorifics(text, at + 1)) if text.word(at) in data.of else None
        before = text.person_before(index - 1) if text.word(index - 1) in data.openers else None
        if near is None or before is None or not follows:
            return None
        return self._pair(before.entities[0], near.entities[0], index, near.end, index)

    def _past_kin(self, index: int) -> int:
        """Past the "son père," of "prend la suite de son père, Y"."""
        text = self.text
        if text.word(index) not in self.data.possessives or text.word(index + 1) not in self.data.kin:
            return index
        return index + 2 + (text.word(index + 2) == ",")

    def _speaker(self) -> str | None:
        """Who says "mon": the person whose post the text tells first."""
        return min(self.told, key=lambda t: t[1])[0] if self.told else None

    def _pair(self, new: str | None, old: str | None, start: int, end: int, index: int) -> Replaced | None:
        return Replaced(new, old, min(start, index), max(end, index + 1), index) if new and old else None

    def _clitic(self, first: int) -> int | None:
        """The "lui" or "la" before a verb group."""
        at = first - 1
        while self.text.word(at) in self.data.places | self.data.negative | self.data.adverbs:
            at -= 1
        return at if self.text.word(at) in self.data.datives or self.text.word(at) in self.data.objects else None

    def _holder(self, index: int, newcomer: str | None, gender: str = "") -> str | None:
        """Whom "lui" or "sa (place)" stands for: the person named last of whom a post is known."""
        text = self.text
        here = text.discourse.sentences[index]
        known = {person for person, sentence in self.told if 0 <= here - sentence <= _NEAR}
        for reference in reversed(text.discourse.references):
            if reference.kind != "Person" or reference.end > index or len(reference.entities) != 1:
                continue
            person = reference.entities[0]
            agrees = not gender or text.discourse.genders.get(person, gender) == gender
            if person != newcomer and agrees and here - reference.sentence <= _NEAR:
                return person if person in known else None
        return None

    def _behind(self, index: int, openers: frozenset[str]) -> Reference | None:
        """The person behind a preposition that follows a verb: "remplacé (en mars) par X"."""
        for at in range(index + 1, min(len(self.text.doc), index + _REACH)):
            if self.text.word(at) in openers and (found := self.text.person_at(skip_honorifics(self.text, at + 1))):
                return found
            if self.text.word(at) in ("", ".", ";") or self.text.is_finite(at):
                return None
        return None

    def _object(self, index: int) -> Reference | None:
        """The first person named after a verb, past dates and titles ("la directrice financière de Z, Y")."""
        for at in range(index + 1, min(len(self.text.doc), index + _REACH)):
            if (found := self.text.person_at(at)) is not None:
                return None if self.text.word(at - 1) in self.data.of else found
            stop = self.text.word(at) in ("", ".", ";") or self.text.word(at) in self.data.agents
            if stop or self.text.is_finite(at) or self.text.word(at) in self.data.relative:
                return None
        return None

    def _before(self, index: int) -> Reference | None:
        """The person named last before a token, in its sentence."""
        here = self.text.discourse.sentences[index]
        near = [
            r
            for r in self.text.discourse.references
            if r.kind == "Person" and r.end <= index and r.sentence == here and len(r.entities) == 1
        ]
        return near[-1] if near and index - near[-1].end <= _REACH else None

    def _verb(self, index: int) -> int:
        """The finite verb before a token, else the token: what tells how certain a phrase there is."""
        for at in range(index - 1, max(-1, index - 2 * _REACH), -1):
            if self.text.word(at) in ("", ".", ";"):
                break
            if self.text.is_finite(at):
                return at
        return index
