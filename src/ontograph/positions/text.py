"""One annotated Doc as the position rules read it: words, people and organizations by token index."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Mapping, Set
from functools import cache, cached_property

from ontograph import layers
from ontograph.discourse import Discourse
from ontograph.positions.data import PositionsData
from ontograph.record import Reference
from ontograph.roles.units import spelled
from ontograph.tokens import Span, Token, Tokens

_RIVALS = 3
"""Antecedents of a pronoun among which one of known gender is preferred."""
_NOMINAL = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN", "X"})


@cache
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    """What the first token of one of the phrases may be: most tokens of a text are none of these."""
    first = [phrase.split()[0] for phrase in phrases]
    return frozenset((*first, *(word[: word.index("'") + 1] for word in first if "'" in word)))


def word(token: Token) -> str:
    """Lower case, with a straight apostrophe and the accent that a capital may lack."""
    return spelled(token).lower().replace("’", "'")


def _places(keys: list[str]) -> dict[str, list[int]]:
    """Each key -> where it stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        places[key].append(index)
    return places


def _found(places: dict[str, list[int]], keys: Set[str]) -> list[int]:
    return sorted(index for key in places.keys() & keys for index in places[key])


class Text:
    """A Doc with its discourse. Indices are token indices, ends exclusive; out of range reads as ""."""

    def __init__(self, doc: Tokens, data: PositionsData, forms: Mapping[str, str] | None = None) -> None:
        self.doc, self.data = doc, data
        self._forms = data.forms() if forms is None else forms
        self._words = ["" if token.is_space else word(token) for token in doc]
        self._pos = [token.pos_ for token in doc]
        self._named_tokens = [bool(token.ent_type_) for token in doc]
        self.discourse = Discourse.of(doc)
        self._services = frozenset(phrase.split()[0] for phrase in data.introductions)
        self._presents = tuple(data.presents)
        dates = layers.spans(doc, layers.DATES)
        self._dates = {span.end: span.start for span in dates}
        self._dated = {span.start: span for span in dates}
        self.complements: frozenset[int] = frozenset()
        """Tokens of organizations that titles name: they say where somebody works, not what the sentence is about."""
        self.titled: frozenset[int] = frozenset()
        """First tokens of titles."""
        self.told: list[tuple[int, str, tuple[str, ...], str]] = []
        """(token, role class, organizations, person) of the titles whose organization is known, in order."""
        self._starts: dict[int, Reference] = {}
        self._ends: dict[int, Reference] = {}
        for reference in self.discourse.references:
            if reference.named or reference.start not in self._starts:
                self._starts[reference.start] = reference
            if reference.named or reference.end not in self._ends:
                self._ends[reference.end] = reference
        self._mended = frozenset(i for i in range(len(doc)) if self._mistagged(i))

    def tell(self, index: int, role: str, organizations: tuple[str, ...], person: str) -> None:
        """Remember where the title at a token is held."""
        insort(self.told, (index, role, organizations, person))

    def word(self, index: int) -> str:
        """The word at a token index, "" outside the text and at line breaks."""
        return self._words[index] if 0 <= index < len(self._words) else ""

    def at(self, words: Set[str]) -> list[int]:
        """The tokens that are one of these words, in order."""
        return _found(self._by_word, words)

    def having(self, lemmas: Set[str]) -> list[int]:
        """The tokens that have one of these lemmas, in order."""
        return _found(self._by_lemma, lemmas)

    def beginning(self, phrases: Collection[str]) -> list[int]:
        """The tokens at which one of the phrases may start, in order."""
        return self.at(_first_words(frozenset(phrases)))

    def prefixed(self, prefix: str) -> list[int]:
        """The tokens that begin so, in order."""
        return self.at({word for word in self._by_word if word.startswith(prefix)})

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        return _places(self._words)

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        return _places([self.lemma(index) for index in range(len(self.doc))])

    def words(self, start: int, size: int) -> str:
        """Several words, joined as phrases are written in data files."""
        if start >= 0:
            found = self._words[start : start + size]
            found += [""] * (size - len(found))
        else:
            found = [self.word(i) for i in range(start, start + size)]
        return " ".join(found).replace("' ", "'")

    def starts(self, index: int, phrases: Collection[str], longest: int = 5) -> int:
        """Words of the longest of the phrases that starts at a token, 0 for none."""
        if self.word(index) not in _first_words(frozenset(phrases)):
            return 0
        return next((n for n in range(longest, 0, -1) if self.words(index, n) in phrases), 0)

    def starts_before(self, end: int, phrases: Collection[str], longest: int = 4) -> int:
        """Words of the longest of the phrases that ends before the token `end`, 0 for none."""
        return next((n for n in range(longest, 0, -1) if self.words(end - n, n) in phrases), 0)

    def counted(self, start: int, end: int) -> bool:
        """Whether a number of several stands among these tokens."""
        return any(self._words[i] in self.data.counts - self.data.singles for i in range(start, end))

    def pos(self, index: int) -> str:
        """Part of speech, "" outside the text."""
        if index in self._mended:
            return "VERB"
        return self._pos[index] if 0 <= index < len(self._pos) else ""

    def paragraph_start(self, index: int) -> int:
        """First token of the line around a token."""
        while index > 0 and "\n" not in self.doc[index - 1].text:
            index -= 1
        return index

    def lemma(self, index: int) -> str:
        """The lemma, mended for the verbs of the data; "" outside the text."""
        if not 0 <= index < len(self.doc):
            return ""
        return self.verb_lemma(index) if self.pos(index) in ("ADJ", "AUX", "VERB") else self.doc[index].lemma_

    def verb_lemma(self, index: int) -> str:
        """The lemma of what is a verb's form whatever the tagger says."""
        return self._forms.get(self._words[index]) or self.doc[index].lemma_

    def date_before(self, end: int) -> int | None:
        """First token of a date or a duration ("pendant dix ans") that ends before the token `end`."""
        if end in self._dates:
            start = self._dates[end]
            return start - 1 if self.word(start - 1) in self.data.durations else start
        for start in range(end - 2, max(0, end - 5), -1):
            if self.word(start) in self.data.durations:
                return start
            if not self.is_nominal(start):
                return None
        return None

    def date_at(self, index: int) -> Span | None:
        """The date that starts at a token."""
        return self._dated.get(index)

    def date_after(self, index: int) -> Span | None:
        """The date that starts at a token or behind the preposition there ("depuis 2021", "jusqu'en 2023")."""
        return self.date_at(index) or (self.date_at(index + 1) if self.pos(index) == "ADP" else None)

    def is_name(self, index: int) -> bool:
        """Whether a token is a name of any kind."""
        return 0 <= index < len(self._named_tokens) and self._named_tokens[index]

    def is_place(self, index: int) -> bool:
        """Whether a token is the name of a place."""
        return 0 <= index < len(self.doc) and self.doc[index].ent_type_ == "Place"

    def is_nominal(self, index: int) -> bool:
        """Whether a common noun phrase may go on over this token."""
        return 0 <= index < len(self.doc) and not self.is_name(index) and self.pos(index) in _NOMINAL

    def is_finite(self, index: int) -> bool:
        """Whether a token is a finite verb or auxiliary."""
        if index in self._mended:
            return True
        if self.word(index) in self.data.arrived:
            return False
        verb = 0 <= index < len(self._pos) and self._pos[index] in ("VERB", "AUX")
        return verb and self.doc[index].morph.get("VerbForm", []) == ["Fin"]

    def person_at(self, index: int) -> Reference | None:
        """A named person whose mention starts at the token."""
        return self._named(self._starts.get(index), "Person")

    def person_before(self, end: int) -> Reference | None:
        """A named person whose mention ends before the token `end`."""
        return self._named(self._ends.get(end), "Person")

    def organization_at(self, index: int) -> Reference | None:
        """One organization, named or described, whose mention starts at the token."""
        return self._organization(self._starts.get(index))

    def organization_before(self, end: int) -> Reference | None:
        """One organization, named or described, whose mention ends before the token `end`."""
        return self._organization(self._ends.get(end))

    def pronoun(self, index: int, exclude: Collection[str] = ()) -> str | None:
        """The person that a personal pronoun at the token stands for."""
        gender = self.data.pronouns.get(self.word(index))
        if gender is None:
            return None
        if (named := self._dislocated(index)) is not None:
            return named
        found = self.discourse.antecedents(index, "Person", gender=gender, exclude=exclude)
        sure = [person for person in found[:_RIVALS] if self.discourse.genders.get(person) == gender]
        return next(iter(sure or found), None)

    def _dislocated(self, index: int) -> str | None:
        """ "Quant à X, il …": the name set before the pronoun at a token."""
        near = self.person_before(index - 1) if self.word(index - 1) == "," else None
        if near is None or self.words(near.start - 2, 2) not in self.data.as_for:
            return None
        return near.entities[0]

    def person_ending(self, end: int) -> Reference | None:
        """One person, named or described, whose mention ends before the token `end`."""
        found = self._ends.get(end)
        return found if found is not None and found.kind == "Person" and len(found.entities) == 1 else None

    def person_of(self, token: Token) -> str | None:
        """The person that a subject or object stands for: a name, a description, a pronoun."""
        found = self.discourse.at(token.i, "Person")
        if found is not None:
            return found.entities[0] if len(found.entities) == 1 else None
        return self.pronoun(token.i)

    def _mistagged(self, index: int) -> bool:
        """ "Ada Brun pilote les achats", "que pilote Ada Brun": a present between subject and object that the
        tagger takes for a noun or an adjective."""
        if self._pos[index] not in ("ADJ", "NOUN", "PROPN") or self._named_tokens[index]:
            return False
        if self._words[index] not in self._forms or not self._words[index].endswith(self._presents):
            return False
        at = index - 1
        while self.word(at) in self.data.clitics:
            at -= 1
        before = self.word(at)
        if before in self.data.relative_object:
            return self.person_at(index + 1) is not None
        subject = before in self.data.relative or before in self.data.pronouns or self.person_before(at + 1) is not None
        after = self.word(index + 1)
        object_ = (
            at < index - 1
            or after in self.data.determiners | self.data.within | self._services
            or self.organization_at(index + 1) is not None
        )
        return subject and object_

    @staticmethod
    def _organization(found: Reference | None) -> Reference | None:
        single = found is not None and found.kind == "Organization" and len(found.entities) == 1
        return found if single else None

    @staticmethod
    def _named(found: Reference | None, kind: str) -> Reference | None:
        return found if found is not None and found.kind == kind and found.named else None
