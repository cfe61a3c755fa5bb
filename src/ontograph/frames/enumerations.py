"""Enumerations: "A, B et C", also with descriptions between ("A, directeur de la recherche, et le chercheur B")."""

from __future__ import annotations

from ontograph import layers
from ontograph.discourse import Discourse
from ontograph.frames.words import GrammarFile
from ontograph.model import Kind
from ontograph.record import Reference
from ontograph.tokens import Token, Tokens

_APPOSITION = 12
"""Tokens of a description between commas."""
_LED = 6
"""Tokens before a mention among which its preposition stands."""
_GROUP_RECENT = 4
"""Sentences back to which it takes up an enumeration."""
_RECENT = 2
"""Sentences back to which a plural expression reaches for people whom no enumeration names."""


class Enumerations:
    """Groups the mentions of one Doc into enumerations of one kind."""

    def __init__(self, doc: Tokens, discourse: Discourse, words: GrammarFile) -> None:
        self.doc, self.discourse = doc, discourse
        self.connectors = frozenset(words.connectors)
        self.ends = frozenset(words.list_ends)
        self.alongside = frozenset(words.alongside)
        self.prepositions = frozenset(w for ws in words.prepositions.values() for w in ws)
        self.agents = frozenset(words.grammar.agent)
        self.title_tokens = {i for t in layers.spans(doc, layers.TITLES) for i in range(t.start, t.end)}
        self.values = (*layers.spans(doc, layers.PERCENTS), *layers.spans(doc, layers.AMOUNTS))
        self.groups: list[list[Reference]] = []
        self.member: dict[int, list[Reference]] = {}
        self._group()

    def of(self, reference: Reference) -> list[Reference]:
        """The members of a mention's enumeration in order; the mention alone where there is none."""
        return self.member.get(reference.start, [reference])

    def last_before(self, index: int, kinds: tuple[Kind, ...]) -> tuple[str, ...]:
        """The entities of the last enumeration (or plural mention) of some kinds before a token."""
        here = self.discourse.sentences[min(index, len(self.doc) - 1)]
        for group in reversed(self.groups):
            if group[-1].end <= index and here - group[-1].sentence <= _GROUP_RECENT:
                entities = tuple(dict.fromkeys(e for r in group if r.kind in kinds for e in r.entities))
                if len(entities) > 1:
                    return entities
        return ()

    def people_before(self, index: int, number: int = 0) -> tuple[str, ...]:
        """The people whom a plural expression takes up: the last enumeration, else those of the last sentences.

        With a `number`, exactly so many; without, the people of an enumeration, or the two of one sentence.
        """
        group = self.last_before(index, ("Person",))
        if group and number in (0, len(group)):
            return group
        found: dict[str, None] = {}
        here = self.discourse.sentences[min(index, len(self.doc) - 1)]
        for reference in reversed(self.discourse.references):
            if reference.end > index or reference.kind != "Person":
                continue
            if here - reference.sentence > _RECENT or len(found) >= max(number, 3):
                break
            found.update(dict.fromkeys(reversed(reference.entities)))
        return tuple(reversed(found)) if len(found) == (number or 2) else ()

    def _group(self) -> None:
        run: list[Reference] = []
        closed = 0
        for reference in self.discourse.references:
            if not reference.named or self._completes_title(reference):
                continue
            if run and run[-1].end < reference.start < self._after_apposition(run[-1].end):
                continue  # "A, une émanation de X, et B": X is none of them
            link = self._link(run[-1], reference) if run else None
            if link is None:
                self._keep(run, closed)
                run, closed = [reference], 0
            else:
                run.append(reference)
                closed = len(run) if link == "end" else closed
        self._keep(run, closed)

    def _completes_title(self, reference: Reference) -> bool:
        """ "le PDG d'X" names no member of an enumeration of organizations."""
        before = reference.start - 1
        while before > 0 and (self.doc[before].pos_ in ("DET", "ADJ") or self.doc[before].lower_ in self.prepositions):
            before -= 1
        led = any(t.lower_ in self.prepositions for t in self.doc[before + 1 : reference.start])
        return led and before in self.title_tokens

    def _keep(self, run: list[Reference], closed: int) -> None:
        """Keep a run of mentions up to the one that a conjunction joins: "A et B, deux anciens de C"."""
        if run and run[-1].end < len(self.doc) and self.doc[run[-1].end].lower_ in self.ends:
            closed = len(run)  # "A, B et leurs associés": the last member has no name
        members = run[:closed] if closed else run
        if len(members) > 1 and (closed or len(members) > 2):
            self.groups.append(members)
            for reference in members:
                self.member[reference.start] = members

    def _after_value(self, index: int) -> int:
        """The token after a bracket that holds no more than a member's sum or share ("l'État (28 %), B (9 %)")."""
        if index >= len(self.doc) or self.doc[index].text != "(":
            return index
        close = next((t.i for t in self.doc[index : index + 8] if t.text == ")"), None)
        held = close is not None and not any(index < r.start < close for r in self.discourse.references if r.named)
        return close + 1 if close is not None and held else index

    def _after_apposition(self, index: int) -> int:
        """The comma that closes a description of the name before, one that names its own complement ("A, une émanation
        de X, et B"); the token itself where there is none."""
        doc = self.doc
        if index >= len(doc) or doc[index].text != ",":
            return index
        nouns = 0
        for token in doc[index + 1 : index + 1 + _APPOSITION]:
            if token.text == ",":
                inside = [r for r in self.discourse.references if index < r.start < token.i and r.named]
                governed = nouns and len(inside) == 1 and doc[inside[0].start - 1].lower_ in self.prepositions
                return token.i if governed and inside[0].end == token.i else index
            named = self.discourse.at(token.i)
            if token.pos_ not in ("ADJ", "ADP", "ADV", "DET", "NOUN") and (named is None or not named.named):
                return index
            nouns += token.pos_ == "NOUN" and (named is None or not named.named)
        return index

    def _link(self, left: Reference, right: Reference) -> str | None:
        """How two mentions are joined: "end" by a conjunction, "comma", or not at all."""
        if right.start - left.end > 14 or self.doc[left.start].sent.start != self.doc[right.start].sent.start:
            return None
        between = list(self.doc[self._after_apposition(self._after_value(left.end)) : right.start])
        if not between or between[0].lower_ == "(" or not any(t.lower_ in self.connectors for t in between):
            return None
        if any(between[0].i <= v.start and v.end < right.start and self._takes(v.end) for v in self.values):
            return None  # "20 % de X et 5 % de Y": each its own
        if self._complements(left.end, right) or self._described_by(left, right) or self._acted(left, between):
            return None
        link, since_comma = None, False
        for token in self._outside_values(between):
            word = token.lower_
            if word in self.alongside:
                return None
            if word in self.connectors:
                link = "end" if word in self.ends else link or "comma"
                since_comma = True
                continue
            reference = self.discourse.at(token.i)
            described = reference is not None and (
                set(reference.entities) & ({*left.entities} if not since_comma else {*left.entities, *right.entities})
            )
            if described or token.pos_ in ("DET", "ADJ", "NUM") or word in self.prepositions:
                continue
            if reference is None and token.pos_ in ("NOUN", "PROPN", "ADV"):
                if since_comma or self._opens_description(left):
                    continue
                return None
            return None
        return link

    def _outside_values(self, tokens: list[Token]) -> list[Token]:
        """Tokens without the brackets that hold a sum or share: "A (45 %), les fondateurs (30 %) et B"."""
        found, index = list[Token](), 0
        while index < len(tokens):
            after = self._after_value(tokens[index].i) - tokens[0].i if tokens[index].text == "(" else index
            index = after if after > index else index + 1
            if after < index:
                found.append(tokens[after])
        return found

    def _takes(self, index: int) -> bool:
        """Whether a preposition here gives what follows to the value before it; not that of an agent with its own value
        ("à 80 % par X et à 20 % par Y")."""
        return self.doc[index].lower_ in self.prepositions - self.agents

    def _acted(self, left: Reference, between: list[Token]) -> bool:
        """Whether who does it follows to whom it is done: "le rachat d'A, en 2016, par B et C"."""
        led = {t.lower_ for t in self.doc[max(left.start - _LED, 0) : left.start]}
        return not led & self.agents and any(t.lower_ in self.agents for t in between)

    def _complements(self, start: int, right: Reference) -> bool:
        """Whether a mention is the complement of a noun that stands between ("A, un ancien de B, et C")."""
        index = right.start - 1
        while index > start and self.doc[index].pos_ in ("DET", "ADJ"):
            index -= 1
        return self.doc[index].lower_ in self.prepositions and self.doc[index - 1].pos_ == "NOUN" and index > start

    def _described_by(self, left: Reference, right: Reference) -> bool:
        """Whether a mention only says of whom the next ones are: "trois anciens d'X, A, B et C"."""
        if left.kind == right.kind or self.doc[left.end].text != "," or right.start != left.end + 1:
            return False
        index = left.start - 1
        return self.doc[index].lower_ in self.prepositions and self.doc[index - 1].pos_ in ("NOUN", "ADJ")

    def _opens_description(self, left: Reference) -> bool:
        return left.end < len(self.doc) and self.doc[left.end].text in (",", "(")
