"""Titles and whom they stand for: beside a name, given to somebody before, or taken up by nearness."""

from __future__ import annotations

from ontograph.mentions.walk import Walk
from ontograph.record import SUBJECTS
from ontograph.tokens import Span

MAX_GAP = 6
"""Tokens that may stand between a noun and the name it introduces ("le groupe pharmaceutique français X")."""


class Titles:
    """Links the titles of one article."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def link(self, title: Span) -> None:
        """Link a title to the person beside it, or to the person who was given that title before."""
        person = self.beside(title)
        if title.kb_id_ and person:
            self.walk.discourse.genders.setdefault(person, title.kb_id_)
        employer = self.complement(title.end)
        owner = employer or self.owner(title)
        if person is None and self.is_definite(title.start) and not self.is_predicate(title):
            ways = (self.bearer, self.holder) if self.describes(title) else (self.holder, self.bearer)
            person = ways[0](title, employer) or ways[1](title, employer)
        if self.is_predicate(title) and person is None:
            subject = self.predicated(title)
            if subject:
                self.walk.holders.setdefault(title.label_, []).append((subject, employer))
        if person is None:
            return
        self.walk.holders.setdefault(title.label_, []).append((person, owner))
        self.walk.mention(title, "Person", (person,), "description")
        if employer:
            known = self.walk.discourse.employers.setdefault(person, [])
            if employer not in known:
                known.append(employer)

    def predicated(self, title: Span) -> str | None:
        """The person of whom a title is said ("X était le directeur financier de Y")."""
        for reference in reversed(self.walk.discourse.references):
            if reference.start < title.sent.start:
                return None
            if reference.kind == "Person" and reference.subject and len(reference.entities) == 1:
                return reference.entities[0]
        return None

    def beside(self, title: Span) -> str | None:
        """The person whom a title stands beside; a name right after it is nearer than one before a comma."""
        gender = title.kb_id_
        for person in (self.name_after(title, False), self.name_before(title), self.name_after(title, True)):
            if person and (not gender or self.walk.discourse.genders.get(person, gender) == gender):
                return person
        return self.joined_title(title)

    def describes(self, title: Span) -> bool:
        """Whether a title rather describes than names a post ("ce chercheur"): then nearness tells who is meant."""
        before = self.walk.doc[title.start - 1].lower_ if title.start else ""
        return before in self.walk.words.demonstrative or title.label_ in self.walk.words.professions

    def bearer(self, title: Span, employer: str | None) -> str | None:
        """Whom a title that is also a common noun ("le patron", "ce chercheur") takes up where nobody was given it."""
        match = self.walk.phrase_at(title.start)
        if (
            employer is not None
            or match is None
            or match[1] != "Person"
            or title[0].morph.get("Number", []) == ["Plur"]
        ):
            return None
        gender = match[2] if match[2] in ("m", "f") else None
        found = self.walk.discourse.antecedents(
            title.start, "Person", gender, self.walk.co_arguments(title.root, "Person")
        )
        return found[0] if found else None

    def joined_title(self, title: Span) -> str | None:
        """ "X, cofondateur et directeur scientifique": the holder of the title that a conjunction joins to this one."""
        index = title.start - 1
        while index > 0 and self.walk.doc[index].pos_ in ("DET", "ADJ"):
            index -= 1
        if index < 1 or self.walk.doc[index].lower_ not in self.walk.words.conjunctions:
            return None
        for back in range(index - 1, max(index - 6, -1), -1):
            reference = self.walk.discourse.at(back, "Person")
            if reference is not None:
                return reference.entities[0] if not reference.named and len(reference.entities) == 1 else None
            if self.walk.doc[back].is_punct or self.walk.doc[back].pos_ in ("VERB", "AUX"):
                return None
        return None

    def holder(self, title: Span, employer: str | None) -> str | None:
        """Who a title alone stands for: the last person given it; with an employer, one who holds it at no other."""
        gender = title.kb_id_ or None
        genders = self.walk.discourse.genders
        known = self.walk.holders.get(title.label_, [])
        there = employer or self.walk.discourse.focus_organization(title.start)
        for person, organization in reversed(known):
            if gender and genders.get(person, gender) != gender:
                continue
            own = employer if organization is None and employer == self.main() else organization
            if there is None or own == there or (employer is None and own is None):
                return person
        if employer is None:
            return None
        others = {p for p, o in known if o not in (None, employer)} | self.in_posts(employer, title.label_)
        found = self.walk.discourse.antecedents(title.start, "Person", gender, exclude=others)
        return next((p for p in found if gender != "f" or genders.get(p) == "f"), None)

    def in_posts(self, employer: str, role: str) -> set[str]:
        """Who was given another post there: no one calls them by this one."""
        lesser = self.walk.words.professions
        return {
            person
            for other, given in self.walk.holders.items()
            if not {role, other} & lesser and other != role
            for person, organization in given
            if organization == employer
        }

    def main(self) -> str | None:
        """The organization that the article is about as far as it is read: a post without employer is there."""
        return self.walk.discourse.main_organization()

    def owner(self, title: Span) -> str | None:
        """Whose a title is that a possessive introduces ("la société et son directeur général X")."""
        index = title.start - 1
        while index > 0 and self.walk.doc[index].lower_ in self.walk.words.prenominal:
            index -= 1
        if index < 0 or self.walk.doc[index].lower_ not in self.walk.words.possessive:
            return None
        return self.walk.discourse.possessor(self.walk.doc[index], "Organization")

    def name_before(self, title: Span) -> str | None:
        """ "Sam Altman, (le) PDG": the person right before the title."""
        index = title.start - 1
        while index >= 0 and (
            self.walk.doc[index].pos_ in ("ADJ", "ADV", "DET")
            or self.walk.doc[index].lower_ in self.walk.words.prenominal
        ):
            index -= 1
        if index < 1 or self.walk.doc[index].text not in self.walk.words.openers:
            return None
        if index + 1 < title.start and self.acts(title):
            return None
        return self.walk.named(index - 1, "Person")

    def acts(self, title: Span) -> bool:
        """Whether a verb right after a title has it for a subject: "Y démet X, la directrice technique assure …"."""
        after = self.walk.doc[title.end] if title.end < len(self.walk.doc) else None
        verbal = after is not None and after.pos_ in ("VERB", "AUX") and "Fin" in after.morph.get("VerbForm", [])
        return verbal and title.root.dep_ in SUBJECTS

    def name_after(self, title: Span, parted: bool) -> str | None:
        """ "le PDG d'X(,) Y": the person after the title and its complement, `parted` by a comma or not."""
        if self.is_predicate(title):
            return None
        index, limit = title.end, min(len(self.walk.doc), title.end + MAX_GAP)
        while index < limit:
            if (person := self.walk.named(index, "Person")) is not None:
                return None if self.owns(index) else person
            token = self.walk.doc[index]
            if token.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ") or token.text in ".;:!?" or token.is_space:
                return None
            if token.pos_ == "ADP" and token.lower_ not in self.walk.words.of:
                return None
            if token.is_punct and not parted:
                return None
            index += 1
        return None

    def owns(self, index: int) -> bool:
        """Whether "de" stands before a name, its honorific aside: "la collaboratrice de Mme X" is not X."""
        at = index - 1
        while at > 0 and self.walk.doc[at].text in self.walk.words.honorifics:
            at -= 1
        return at >= 0 and self.walk.doc[at].lower_ in self.walk.words.of

    def complement(self, index: int) -> str | None:
        """The organization of "… d'OpenAI" or "… de la start-up" that starts at a token."""
        doc = self.walk.doc
        if index >= len(doc) or doc[index].lower_ not in self.walk.words.of:
            return None
        for at in range(index + 1, min(index + 4, len(doc))):
            if at in self.walk.by_start:
                return self.walk.named(at, "Organization")
        return None

    def is_predicate(self, title: Span) -> bool:
        """Whether a verb stands right before a title ("devient la directrice financière"): what follows is no name."""
        at = title.start - 1
        while at > 0 and (
            self.walk.doc[at].pos_ in ("DET", "ADJ", "NUM") or self.walk.doc[at].lower_ in self.walk.words.prenominal
        ):
            at -= 1
        token = self.walk.doc[max(at, title.sent.start)]
        return token.pos_ in ("VERB", "AUX") and token.dep_ != "amod"

    def is_definite(self, index: int) -> bool:
        """Whether a definite determiner opens the phrase that ends at this token."""
        at = index - 1
        while at >= 0 and (self.walk.doc[at].pos_ == "ADJ" or self.walk.doc[at].lower_ in self.walk.words.prenominal):
            at -= 1
        word = self.walk.doc[at].lower_ if at >= 0 else ""
        return word in self.walk.words.definite or word in self.walk.words.demonstrative
