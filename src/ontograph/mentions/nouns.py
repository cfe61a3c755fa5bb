"""Common nouns that stand for an entity ("la start-up", "le créateur de ChatGPT")."""

from __future__ import annotations

from ontograph.local_entities import fold
from ontograph.mentions.likeness import beside
from ontograph.mentions.titles import MAX_GAP
from ontograph.mentions.walk import Walk
from ontograph.model import Kind
from ontograph.tokens import Span, Token

_LIKELY = 0.5
"""Chance from which a common noun counts as standing for an organization."""

_POSSIBLE = 0.15
"""That from which an organization is meant by where it is from, if others from there are less likely."""


class Nouns:
    """Links the common nouns of one article."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.done = 0
        """Token up to which a noun phrase is already linked."""

    def common_noun(self, index: int) -> None:
        """Resolve "la start-up", "ce chercheur", "le créateur de ChatGPT" that start at a determiner."""
        doc, words = self.walk.doc, self.walk.words
        token = doc[index]
        determiner = token.lower_
        definite = determiner in words.definite or determiner in words.demonstrative
        if not (definite or determiner in words.possessive or token.pos_ == "DET"):
            return
        start = index + 1
        while start < len(doc) and doc[start].lower_ in words.prenominal and self.walk.phrase_at(start) is None:
            start += 1
        number = words.data.plural_numbers.get(doc[start].lower_) if start < len(doc) else None
        if number:
            start += 1
        match = self.walk.phrase_at(start)
        if match is None:
            if definite:
                self.demonym(index, start)
            return
        if start in self.walk.titles:
            return
        end, kind, gender, noun = match
        if kind == "Person" and self.firm(index, noun):
            kind, gender = "Organization", "mf"
        span = doc.span(start, end)
        if (name := self.name_following(end, kind)) is not None:
            if kind == "Organization":
                self.walk.call(name, noun, index)
            self.walk.mention(span, kind, (name,), "description")
            self.done = end
            return
        before = self.apposed_to(index, kind) or (None if definite else self.name_announced(end, kind))
        if before:
            self.walk.call(before, noun, index)
            self.walk.mention(span, kind, (before,), "description")
            self.done = end
        elif number and definite:
            found = self.walk.discourse.antecedents(index, kind)[:number]
            if len(found) == number:
                self.walk.mention(span, kind, tuple(sorted(found, key=lambda e: int(e[1:]))), "description")
        elif kind == "Organization" and (spoken := self.walk.discourse.speaking(index)) is not None:
            self.walk.mention(span, kind, (spoken,), "description")  # "notre maison"
        elif definite:
            self.anaphor(span, index, kind, gender, noun)

    def firm(self, index: int, noun: str) -> bool:
        """Whether a noun that also means people ("le producteur") is what the text calls an organization."""
        called = self.walk.discourse.called
        return noun in self.walk.words.firms and any(called(e, noun, index) for e in self.walk.discourse.types)

    def anaphor(self, span: Span, index: int, kind: Kind, gender: str, noun: str) -> None:
        """A definite noun phrase without a name: what it takes up."""
        if kind == "Person" and span[0].morph.get("Number", []) == ["Plur"]:
            return
        if kind == "Organization" and "Plur" in {*_number(span[-1]), *_number(self.walk.doc[index])}:
            return  # "les start-up", of which the tagger tells no number
        entity: str | None = None
        if kind == "Organization":
            entity = self.by_complement(span.end, noun)
            if entity is None and noun in self.walk.words.makers and noun not in self.walk.words.data.organizations:
                return
        elif noun in self.walk.words.makers and (made := self.by_complement(span.end, noun)):
            self.walk.mention(span, "Organization", (made,), "description")
            return
        if entity is None:
            wanted = gender if kind == "Person" and gender in ("m", "f") else None
            rivals = self.walk.co_arguments(span.root, kind)
            found = self.candidates(index, span.end, kind, wanted, rivals, noun)
            entity = found[0] if found else None
        if entity is not None:
            self.walk.mention(span, kind, (entity,), "description")

    def demonym(self, index: int, start: int) -> None:
        """ "le Québécois", "la Sétoise" for a person, "le japonais" for an organization, where no name follows."""
        if start >= len(self.walk.doc) or start in self.walk.by_start:
            return
        token = self.walk.doc[start]
        after = self.walk.doc[start + 1] if start + 1 < len(self.walk.doc) else None
        if after is None or start + 1 in self.walk.by_start:
            return
        if after.pos_ in ("NOUN", "ADJ", "PROPN") or after.text == "-" or self.native(index, token):
            return
        gender = self.walk.words.demonym_gender(token.lower_)
        if gender is None:
            return
        person = token.text[:1].isupper() and token.i > token.sent.start
        if person:
            found = self.walk.discourse.antecedents(index, "Person", gender, self.walk.co_arguments(token, "Person"))
            sure = [e for e in found if gender != "f" or self.walk.discourse.genders.get(e) == "f"]
            entity = next(iter(sure), None)
            if entity is not None and not self.is_adjective(index):
                self.walk.mention(self.walk.doc.span(start, start + 1), "Person", (entity,), "description")

    def native(self, index: int, token: Token) -> bool:
        """Link "le danois" to the one organization in view of which the text says that it is from there; with a
        capital it mostly is a person."""
        if (
            token.ent_type_
            or not token.is_lower
            or self.is_adjective(index)
            or not self.walk.words.areas.of(fold(token.text))
        ):
            return False
        if "Plur" in {*_number(token), *_number(self.walk.doc[index])}:
            return False
        known = self.traits(token.i)
        rivals = self.walk.co_arguments(token, "Organization")
        found = self.walk.discourse.organizations(index, "noun", rivals, known=known)
        there = {e: chance for e, chance in found.items() if e in known["described"] - known["contrary"]}
        best = next(iter(there), None)
        if best is None or there[best] < max(_POSSIBLE, _LIKELY * sum(there.values())):
            return False
        self.walk.mention(self.walk.doc.span(token.i, token.i + 1), "Organization", (best,), "description")
        return True

    def is_adjective(self, index: int) -> bool:
        """Whether the phrase that opens at a determiner is a complement ("le marché de l'Allemande"): then it may be a
        language or a people."""
        return index > 0 and self.walk.doc[index - 1].lower_ in self.walk.words.peoples

    def candidates(
        self, index: int, end: int, kind: Kind, gender: str | None, rivals: set[str], noun: str
    ) -> list[str]:
        """What a noun may stand for, the most salient first; organizations that the noun cannot mean are left out."""
        discourse = self.walk.discourse
        if kind == "Person":
            return list(discourse.people(index, "person_noun", gender, rivals))
        media = self.walk.words.trades.nouns.get(noun, frozenset()) & self.walk.words.trades.media
        found = discourse.organizations(index, "noun", rivals, noun=noun, media=bool(media), known=self.traits(end))
        if noun in self.walk.words.bound:
            return [e for e in found if discourse.fits(noun, e) or discourse.called(e, noun, index)]
        kept = [e for e in found if discourse.fits(noun, e) is not False or discourse.called(e, noun, index)]
        return kept if kept and found[kept[0]] >= _LIKELY else []

    def traits(self, end: int) -> dict[str, frozenset[str]]:
        """What a noun phrase, whose noun ends at a token, says for and against each organization by its other words."""
        phrase = beside(self.walk.doc, end, self.walk.words.of)
        found = {e: self.walk.portraits.compare(e, phrase) for e in self.walk.portraits.words} if phrase else {}
        return {
            "described": frozenset(e for e, likeness in found.items() if likeness.described),
            "contrary": frozenset(e for e, likeness in found.items() if likeness.contrary),
        }

    def by_complement(self, index: int, noun: str) -> str | None:
        """ "le créateur de ChatGPT" by its product, "l'entreprise de Sam Altman" by its person."""
        doc = self.walk.doc
        if index + 1 >= len(doc) or doc[index].lower_ not in self.walk.words.of:
            return None
        after = doc[index + 1]
        if after.pos_ == "DET" and index + 2 < len(doc):
            after = doc[index + 2]
        if after.ent_type_ in ("Product", "Place"):
            known = self.walk.folded.get(self.walk.words.known_by.get(fold(after.text), ""))
            if known is None and after.ent_type_ == "Product" and noun in self.walk.words.makers:
                return self.walk.discourse.main_organization()
            return known
        person = self.walk.named(after.i, "Person")
        employers = self.walk.discourse.employers.get(person, []) if person else []
        return employers[0] if employers else None

    def name_following(self, index: int, kind: Kind) -> str | None:
        """The name that a common noun introduces: "la start-up californienne X", "le site de questions-réponses X"."""
        for at in range(index, min(index + MAX_GAP, len(self.walk.doc))):
            if at in self.walk.by_start:
                owned = at > index and self.walk.doc[at - 1].pos_ == "ADP"
                return None if owned else self.walk.named(at, kind)
            token = self.walk.doc[at]
            if token.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ", "PUNCT") or token.is_space:
                return None
            if token.pos_ == "ADP" and token.lower_ not in self.walk.words.within:
                return None
        return None

    def name_announced(self, index: int, kind: Kind) -> str | None:
        """ "une start-up d'IA, Eureka Labs", "sa propre société, xAI": the name after the noun's comma."""
        for at in range(index, min(index + 2 * MAX_GAP, len(self.walk.doc) - 1)):
            token = self.walk.doc[at]
            if token.text in self.walk.words.openers:
                return self.walk.named(at + 1, kind)
            finite = token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm", [])
            if finite or token.pos_ in ("PRON", "CCONJ", "SCONJ") or token.text in ".;:!?" or at in self.walk.by_start:
                return None
        return None

    def apposed_to(self, index: int, kind: Kind) -> str | None:
        """ "X, la start-up …": the name right before the comma; not "Selon X, la start-up a levé …"."""
        doc = self.walk.doc
        if index < 2 or doc[index - 1].text not in self.walk.words.openers:
            return None
        name = self.walk.named(index - 2, kind)
        if name is None or not self._governed(index - 2):
            return name
        at = index
        while at < min(len(doc), index + MAX_GAP) and doc[at].pos_ in ("DET", "NOUN", "ADJ", "ADP", "PROPN"):
            at += 1
        opens = at < len(doc) and doc[at].pos_ in ("VERB", "AUX", "PRON", "ADV")
        return None if opens and doc[at].lower_ not in self.walk.words.relatives else name

    def _governed(self, index: int) -> bool:
        """Whether a preposition stands before a name, its determiner aside."""
        at = index - 1
        while at >= 0 and self.walk.doc[at].pos_ in ("DET", "ADJ"):
            at -= 1
        return at >= 0 and self.walk.doc[at].pos_ == "ADP"


def _number(token: Token) -> list[str]:
    return token.morph.get("Number", [])
