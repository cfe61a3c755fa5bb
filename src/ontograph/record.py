"""The record of an article: its mentions in order, and what is known of its people and organizations.

`discourse` chooses among these: whom an expression means that names nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, product
from typing import Self

from spacy.tokens import Doc

from ontograph import layers, salience, sections, tokens
from ontograph.mentions.trades import Trades
from ontograph.model import Claim, Kind
from ontograph.salience import Salience
from ontograph.surroundings import ORIGIN
from ontograph.tokens import Span, Tokens

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_FIRST_NAMED = 2.0
"""What being the first organization named adds to an organization's count of namings."""
_FEW = 5
"""Tokens up to which a sentence is a heading or an interjection rather than prose."""
_FORMER, _HELD = 1, 3
"""What a former post and a present one count for the tie between a person and an organization."""
_TIES = {"BoardMember": 1, "Founder": 2, "Investor": 1}
"""What roles that fill nobody's days count."""
_GENDERS = frozenset({"f", "m"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention as coreference sees it; token offsets, end exclusive."""

    start: int
    end: int
    kind: Kind
    entities: tuple[str, ...]
    sentence: int
    subject: bool
    named: bool
    oblique: bool = False
    setting: str = ""
    """What an organization is named for, by the words before its name (`ontograph.surroundings`)."""

    @property
    def origin(self) -> bool:
        """Whether an organization is named only for somebody's coming from there."""
        return self.setting == ORIGIN


@dataclass
class Record:
    """The references of an article in order, with what is known of its entities."""

    doc: Tokens
    references: list[Reference] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    agreement: dict[str, set[str]] = field(default_factory=dict)
    """Organization -> the genders with which the text speaks of it."""
    signers: set[str] = field(default_factory=set)
    """People who only sign the article: nothing takes them up."""
    minor: set[str] = field(default_factory=set)
    """Entities that the text only quotes (news outlets): never the focus."""
    employers: dict[str, list[str]] = field(default_factory=dict)
    """Person -> organizations that the text ties to that person, strongest first."""
    past: set[tuple[str, str]] = field(default_factory=set)
    """Person and organization of whom the text tells former posts alone."""
    left: dict[str, str] = field(default_factory=dict)
    """Person -> the organization that the text has last said that person to leave."""
    joined: dict[str, tuple[str, int, str | None]] = field(default_factory=dict)
    """Person -> the organization that the text has last said that person to join, at which token, and when."""
    types: dict[str, dict[str, int]] = field(default_factory=dict)
    """Organization -> common nouns that the text uses of it ("start-up"), with the token from which it does."""
    subtypes: dict[str, str] = field(default_factory=dict)
    """Organization -> its class where that is no ordinary company."""
    trade: dict[str, frozenset[str]] = field(default_factory=dict)
    """Organization -> its trades, as far as the data know them."""
    trades: Trades | None = None
    sentences: list[int] = field(default_factory=list)
    """Sentence number of each token."""
    covering: dict[int, Reference] = field(default_factory=dict)
    """Token -> the innermost reference that covers it."""
    headings: list[tuple[int, str, Kind]] = field(default_factory=list)
    """Lines that are only a name: where the section starts, and whose it is."""
    borders: list[int] = field(default_factory=list)
    """Where lines that head another section start."""
    line_heads: list[tuple[int, int, str, Kind]] = field(default_factory=list)
    """Lines that open with a name: where what they tell of it starts and ends, and who it is."""
    prose: list[bool] = field(default_factory=list)
    """Whether each sentence reads as one: page furniture has few words and no verb."""
    paragraphs: list[int] = field(default_factory=list)
    """Number of the line of each token."""
    titled: frozenset[int] = frozenset()
    """Tokens of titles."""
    _main: str | None = None
    _headed: int = -1
    share: float = 0.0
    """The main organization's share of all namings, once that is known."""

    @classmethod
    def empty(cls, doc: Tokens) -> Self:
        """A discourse that knows the sentences but no reference yet."""
        numbers: list[int] = []
        prose: list[bool] = []
        tokens = list(doc)
        verbs = [t.pos_ in ("VERB", "AUX") for t in tokens]
        for number, sentence in enumerate(doc.sents):
            numbers += [number] * len(sentence)
            prose.append(len(sentence) > _FEW and any(verbs[sentence.start : sentence.end]))
        lines = list(accumulate((int("\n" in t.text) for t in tokens), initial=0))[:-1]
        return cls(
            doc,
            sentences=numbers,
            prose=prose,
            paragraphs=lines,
            titled=frozenset(t.i for span in layers.spans(doc, layers.TITLES) for t in span),
        )

    @classmethod
    def of(cls, source: Doc | Tokens) -> Self:
        """Read back what `ontograph_coreference` left on the Doc."""
        doc = tokens.of(source)
        self = cls.empty(doc)
        for entity in layers.entities(doc).values():
            if entity.gender:
                self.genders[entity.id] = entity.gender
            if entity.subtype and entity.subtype != "Company":
                self.subtypes[entity.id] = entity.subtype
            if entity.subtype == "MediaOutlet":
                self.minor.add(entity.id)
        self.agreement = {entity: set(genders) for entity, genders in (doc._.agreement or {}).items()}
        for span in layers.spans(doc, layers.MENTIONS):
            self.add(self.reference(span, span.label_, layers.entity_ids(span), span.id_ in ("name", "surname")))  # type: ignore[arg-type]
        self.minor |= self._quoted()
        sections.frame(
            self, ((r.start, r.entities[0]) for r in self.references if r.named and r.kind == "Organization")
        )
        self.employers = {person: list(organizations) for person, organizations in (doc._.employers or {}).items()}
        return self

    @cached_property
    def model(self) -> Salience:
        """The weights and word lists of the Doc's data file."""
        return salience.load(self.doc._.salience or salience.DEFAULT)

    def _quoted(self) -> set[str]:
        """News outlets that the data do not know: what the text never names but as its source ("relate X", "annonce le
        site du journal X")."""
        named = [r for r in self.references if r.named and r.kind == "Organization" and len(r.entities) == 1]
        own = {r.entities[0] for r in named if not self.model.surroundings.quotes(self.doc, r.start)}
        return {r.entities[0] for r in named} - own

    def employ(self, claims: Iterable[Claim]) -> None:
        """Learn from Position claims who works where; a present post counts more than a past one."""
        ties: Counter[tuple[str, str]] = Counter()
        present: set[tuple[str, str]] = set()
        for claim in claims:
            if claim.type == "Position" and claim.factuality == "certain":
                for person, organization in product(claim.get("person"), claim.get("organization")):
                    weight = next((w for role, w in _TIES.items() if role in claim.get("roleClass")), _HELD)
                    pair, former = (str(person), str(organization)), claim.status == "former"
                    ties[pair] += _FORMER if former else weight
                    present |= set() if former else {pair}
        self.past = set(ties) - present
        for person, organizations in self.employers.items():
            for organization in organizations:
                ties[person, organization] += 1
        self.employers = {}
        for person, organization in sorted(ties, key=lambda t: (-ties[t], int(t[1].removeprefix("e")))):
            self.employers.setdefault(person, []).append(organization)

    def join(self, people: Iterable[str], organizations: Iterable[str]) -> None:
        """People of whom no tie is known belong to the organization that they found or join."""
        for person, organization in product(people, organizations):
            self.employers.setdefault(person, [organization])

    def reference(self, span: Span, kind: Kind, entities: tuple[str, ...], named: bool) -> Reference:
        """Describe a span; a subject is a better antecedent than an object or a complement."""
        head = span.root
        return Reference(
            start=span.start,
            end=span.end,
            kind=kind,
            entities=entities,
            sentence=self.sentences[span.start],
            subject=self._topical(span) or head.dep_ in SUBJECTS or (head.dep_ == "ROOT" and head.pos_ != "VERB"),
            named=named,
            oblique=any(child.dep_ == "case" for child in head.children),
            setting=self._setting(span.start) if kind == "Organization" and named else "",
        )

    def _topical(self, span: Span) -> bool:
        """Whether a phrase says whom its sentence is about: "Quant à X, il …"."""
        first = max(span.start - 3, self.doc[span.start].sentence[0])
        if first == span.start:
            return False
        before = " ".join(t.lower_ for t in self.doc[first : span.start])
        return f" {before} ".startswith(self.model.topics)

    def _setting(self, start: int) -> str:
        return self.model.surroundings.setting(self.doc, start, self.titled)

    def call(self, entity: str, noun: str, index: int = 0) -> None:
        """Learn that the text uses a common noun of an organization from a token on."""
        known = self.types.setdefault(entity, {})
        known[noun] = min(index, known.get(noun, index))

    def agree(self, entity: str, genders: Collection[str]) -> None:
        """Learn with which genders the text speaks of an organization."""
        self.agreement.setdefault(entity, set()).update(g for g in genders if g in _GENDERS)

    def agrees(self, entity: str, gender: str | None) -> bool | None:
        """Whether the text speaks of an organization with a gender; None where it tells none, or both."""
        known = self.agreement.get(entity, set())
        return gender in known if gender and len(known) == 1 else None

    def called(self, entity: str, noun: str, index: int) -> bool:
        """Whether the text has used a noun of an organization before a token, or another noun for the same trade."""
        kin = self.trades.nouns if self.trades else {}
        trade = kin.get(noun, frozenset())
        known = (n for n, start in self.types.get(entity, {}).items() if start < index)
        return any(n == noun or kin.get(n, frozenset()) & trade for n in known)

    def add(self, reference: Reference) -> None:
        """Append a reference; keeps the order of the text."""
        self.references.append(reference)
        if reference.kind == "Person":
            signs = reference.named and sections.signs(
                self.doc, self.paragraphs, reference.start, self.model.data.bylines
            )
            (self.signers.update if signs else self.signers.difference_update)(reference.entities)
        if len(self.references) > 1 and self.references[-2].start > reference.start:
            self.references.sort(key=lambda r: (r.start, -r.end))
        for index in range(reference.start, reference.end):
            known = self.covering.get(index)
            if known is None or reference.end - reference.start <= known.end - known.start:
                self.covering[index] = reference
        self._main = None

    def at(self, index: int, kind: Kind | None = None) -> Reference | None:
        """The innermost reference over a token, of that kind if one is given."""
        found = self.covering.get(index)
        if found is not None and (kind is None or found.kind == kind):
            return found
        if found is None or kind is None:
            return None
        return next((r for r in self.references if r.start <= index < r.end and r.kind == kind), None)

    def main_organization(self) -> str | None:
        """The organization that the article is about: named most often, a naming in the first lines counts more."""
        if self._main is None:
            counts: Counter[str] = Counter()
            first_named = False
            first = self.sentences[min(len(self.sentences) - 1, 60)] if self.sentences else 0
            for reference in self.references:
                if reference.kind == "Organization" and reference.named and len(reference.entities) == 1:
                    weight = 1.0 + (1.0 if reference.sentence <= first else 0.0) + (0.5 if reference.subject else 0.0)
                    weight *= 1.0 if self.prose[reference.sentence] else 0.2
                    counts[reference.entities[0]] += weight  # type: ignore[assignment]
                    counts[reference.entities[0]] += 0.0 if first_named else _FIRST_NAMED  # type: ignore[assignment]
                    first_named = True
            for name in self.minor:
                counts.pop(name, None)
            self._main = min(counts, key=lambda e: (-counts[e], e), default="")
            self.share = counts[self._main] / sum(counts.values()) if counts else 0.0
        return self._main or None

    def line_head(self, index: int) -> str | None:
        """The organization that the line around a token opens with ("X : …"), where the line names no other before."""
        self.section(index)
        line = next((head for head in self.line_heads if head[0] <= index < head[1]), None)
        if line is None or any(
            line[0] <= r.start and r.end <= index and r.kind == "Organization" and r.named and line[2] not in r.entities
            for r in self.references
        ):
            return None
        return line[2]

    def section(self, index: int) -> tuple[str, Kind] | None:
        """The entity that the section around a token is headed by."""
        if self._headed != len(self.references):
            self._headed = len(self.references)
            self.headings = sections.names_alone(self.doc, self.sentences, self.references)
            self.borders = sections.borders(self.doc, self.paragraphs, self.prose) if self.headings else []
            self.line_heads = sections.line_heads(self.doc, self.paragraphs, self.references)
        line = next(((entity, kind) for low, high, entity, kind in self.line_heads if low <= index < high), None)
        if line is not None:
            return line
        found = [heading for heading in self.headings if heading[0] <= index]
        closed = found and any(found[-1][0] < border <= index for border in self.borders)
        return found[-1][1:] if found and not closed else None
