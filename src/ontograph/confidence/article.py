"""What the claims of an article say together, and where it speaks of whom; the evidence is looked up here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ontograph import layers
from ontograph.discourse import Discourse
from ontograph.model import Claim
from ontograph.record import Reference
from ontograph.tokens import Token, Tokens

_BUYING = ("acquirer", "investor")
_SPARSE = 20
"""Tokens for each claim in the densest of articles."""
_HOLDERS = ("founder", "person")
"""Roles of people whose claims tie them to an organization."""


def capped(count: int, most: int) -> float:
    """A count as a share of the number from which on more makes no difference."""
    return min(count, most) / most


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens of a claim, the head of them, and the number of its sentence."""

    start: int
    end: int
    root: Token
    sentence: int


class Told:
    """One article with its claims."""

    def __init__(self, doc: Tokens, claims: Sequence[Claim]) -> None:
        self.doc, self.claims = doc, claims
        self.entities = layers.entities(doc)
        self.discourse = Discourse.of(doc)
        self.discourse.employ(claims)
        self.main = self.discourse.main_organization()
        self.forms = {span.start: span.id_ for span in layers.spans(doc, layers.MENTIONS)}
        self.references: dict[str, list[Reference]] = defaultdict(list)
        self.by_sentence: dict[int, list[Reference]] = defaultdict(list)
        for reference in self.discourse.references:
            self.by_sentence[reference.sentence].append(reference)
            for entity in reference.entities:
                self.references[entity].append(reference)
        self.text = doc.text
        self.passages: dict[tuple[int, int], Passage] = {}
        self.asked: dict[object, dict[str, float]] = {}
        """Features and chances of one sentence, passage or place, once asked for: claims share them."""
        self.ties: dict[str, Counter[str]] = defaultdict(Counter)
        """Person -> organization -> claims about both."""
        self.repeated: Counter[tuple[str, str, str]] = Counter()
        """Type of claim, person and organization -> claims."""
        for claim in claims:
            for person, organization in set(self.pairs(claim)):
                self.ties[person][organization] += 1
                self.repeated[claim.type, person, organization] += 1
        self.bought = {str(e) for c in claims for e in c.get("target")}
        self.buying = {str(e) for c in claims for role in _BUYING for e in c.get(role)}
        self._ground()
        self.size = {
            "article.claims": capped(len(claims), 30),
            "article.long": capped(len(doc), 1000),
            "article.organizations": capped(len(self.named), 15),
            "article.share": self.discourse.share,
            "article.density": capped(len(claims) * _SPARSE, max(len(doc), 1)),
            "article.sums": capped(len(layers.spans(doc, layers.AMOUNTS)), 5),
            "article.people": capped(len(self._people()), 15),
            **self._sorts(),
        }

    def _people(self) -> set[str]:
        """Those whom the article names."""
        named = (r for r in self.discourse.references if r.kind == "Person" and r.named)
        return {entity for reference in named for entity in reference.entities}

    def _sorts(self) -> dict[str, float]:
        """Which share of the organizations that the article names is of which sort."""
        sorts = Counter(self.entities[entity].subtype or "unsorted" for entity in self.named)
        return {f"article.{sort}": count / sorts.total() for sort, count in sorts.items()}

    def _ground(self) -> None:
        """Part the claims whose sentence names their organization from those that leave it out."""
        self.named = Counter(
            e for r in self.discourse.references if r.kind == "Organization" and r.named for e in r.entities
        )
        self.grounded: list[tuple[Claim, str, set[str]]] = []
        """Claims with an organization that their sentence names, and their people."""
        self.guessed: Counter[str] = Counter()
        for claim, organization in ((c, str(o)) for c in self.claims for o in c.get("organization")):
            number = self.passage(claim).sentence
            if any(r.named and r.sentence == number for r in self.references[organization]):
                self.grounded.append((claim, organization, self.people(claim)))
            else:
                self.guessed[organization] += 1

    def passage(self, claim: Claim) -> Passage:
        """Where a claim stands."""
        place = claim.start, claim.end
        if place not in self.passages:
            span = self.doc.between(*place) or self.doc.span(0, len(self.doc))
            root = span.root
            self.passages[place] = Passage(span.start, span.end, root, self.discourse.sentences[root.i])
        return self.passages[place]

    def expression(self, claim: Claim, entity: str) -> tuple[str, Reference | None]:
        """How a claim's passage, or the sentence beside it, expresses somebody or something: "away" if not at all."""
        passage, references = self.passage(claim), self.references[entity]
        inside = [r for r in references if passage.start <= r.start and r.end <= passage.end]
        near = inside or [r for r in references if r.sentence == passage.sentence]
        if not near:
            return "away", None
        best = min(near, key=lambda r: (not r.named, r.start))
        return ("" if inside else "beside ") + self.forms.get(best.start, "name"), best

    @staticmethod
    def people(claim: Claim) -> set[str]:
        """Who holds, takes, leaves or founds something by a claim."""
        return {str(p) for role in _HOLDERS for p in claim.get(role)}

    @classmethod
    def pairs(cls, claim: Claim) -> Iterator[tuple[str, str]]:
        """The people of a claim with their organizations."""
        return product(sorted(cls.people(claim)), map(str, claim.get("organization")))
