"""One article on its way from left to right: what coreference knows at each token."""

from __future__ import annotations

from ontograph import layers, sections
from ontograph.discourse import Discourse
from ontograph.grammar import OBJECT
from ontograph.local_entities import NameCluster, as_entity, cluster, fold
from ontograph.mentions import agreement
from ontograph.mentions.likeness import Portraits
from ontograph.mentions.words import Words
from ontograph.model import Kind
from ontograph.naming.gazetteer import Identity
from ontograph.record import SUBJECTS
from ontograph.tokens import Span, Token, Tokens

_OWN_SUBJECT = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis"})
"""Clauses with a subject of their own: what stands above them may be taken up in them."""


class Walk:
    """The state of one pass over a Doc; the linkers read it and record mentions in it."""

    def __init__(self, words: Words, doc: Tokens) -> None:
        self.words, self.doc = words, doc
        doc._.salience = words.salience
        self.discourse = Discourse.empty(doc)
        self.discourse.trades = words.trades
        self.portraits = Portraits(words.areas, words.openers, words.of)
        named = [e for e in doc.ents if e.label_ in ("Person", "Organization")]
        self.clusters = cluster(
            named, words.generic, words.conjunctions, lambda word: bool(words.areas.of(word)), words.honorifics
        )
        self.by_start: dict[int, tuple[str, Kind, Span]] = {}
        """First token of a name -> its entity, the entity's kind and the name."""
        self.titles = {t.start: t for t in layers.spans(doc, layers.TITLES)}
        self.found: list[Span] = []
        self.folded = {fold(form): f"e{n}" for n, c in enumerate(self.clusters, 1) for form in c.forms}
        self.holders: dict[str, list[tuple[str, str | None]]] = {}
        """Role class -> who was given it, and where, in the order of the text."""
        self._number()
        firms = ((start, e) for start, (e, kind, _) in self.by_start.items() if kind == "Organization")
        sections.frame(self.discourse, firms)

    def _number(self) -> None:
        """Number the entities and learn the gender that given names and honorifics tell."""
        for number, found in enumerate(self.clusters, 1):
            entity = f"e{number}"
            if found.kind == "Person" and (gender := self.words.given_gender(found.name)):
                self.discourse.genders[entity] = gender
            for span in found.spans:
                self.by_start[span.start] = (entity, found.kind, span)
                before = self.doc[span.start - 1].text if span.start else ""
                if found.kind == "Organization":
                    self.portraits.learn(entity, span)
                    self.discourse.agree(
                        entity, agreement.genders(self.doc, span, self.words.articles, self.words.openers)
                    )
                    if noun := self._apposed(span.end):
                        self.call(entity, noun, span.end)
                if before in self.words.honorifics and found.kind == "Person":
                    self.discourse.genders[entity] = self.words.honorifics[before]
            if found.kind == "Organization":
                for noun in self.words.named_by(found.forms):
                    self.call(entity, noun, -1)
            if found.kind == "Organization" and (trades := self.words.trades.of(found.forms, found.subtype)):
                self.discourse.trade[entity] = trades
            if found.subtype and found.subtype != "Company":
                self.discourse.subtypes[entity] = found.subtype
            if found.subtype == "MediaOutlet":
                self.discourse.minor.add(entity)

    def call(self, entity: str, noun: str, index: int) -> None:
        """Learn that the text uses a noun of an organization, and with its gender."""
        self.discourse.call(entity, noun, index)
        self.discourse.agree(entity, [self.words.phrases[noun][1]])

    def _apposed(self, end: int) -> str | None:
        """The noun of an apposition without a determiner: "X, jeune pousse nantaise"."""
        if end + 1 >= len(self.doc) or self.doc[end].text not in self.words.openers:
            return None
        found = self.phrase_at(end + 1)
        firm = found is not None and (found[1] == "Organization" or found[3] in self.words.firms)
        return found[3] if found is not None and firm else None

    def name(self, index: int) -> None:
        """Record the name that starts at a token."""
        entity, kind, span = self.by_start[index]
        full = self.clusters[int(entity.removeprefix("e")) - 1].name
        surname = kind == "Person" and len(span.text.split()) < len(full.split())
        self.mention(span, kind, (entity,), "surname" if surname else "name")

    def mention(self, span: Span, kind: Kind, entities: tuple[str, ...], form: str) -> None:
        """Record a mention for the layer and in the discourse."""
        self.found.append(span.labelled(kind, "+".join(entities), form))
        self.discourse.add(self.discourse.reference(span, kind, entities, form in ("name", "surname")))

    def named(self, index: int, kind: Kind) -> str | None:
        """The entity of that kind whose name starts at a token."""
        entity, found, _ = self.by_start.get(index, (None, None, None))
        return entity if found == kind else None

    def co_arguments(self, head: Token, kind: Kind) -> set[str]:
        """Entities that a noun phrase cannot take up: the other arguments of its verb, and the subject of every verb
        above it in its clause, however deep it is nested (Principle C of binding theory)."""
        taken: set[str] = set()
        node = head
        while node.head.i != node.i:
            above = node.head
            if node.dep_ == "xcomp" and any(c.dep_ in OBJECT for c in above.children):
                break  # "X a poussé Y à quitter l'entreprise": Y leaves, so it may well be X's
            for child in above.children:
                if child.i < head.i and child.i != node.i and (node is head or child.dep_ in SUBJECTS):
                    reference = self.discourse.at(child.i, kind)
                    taken.update(reference.entities if reference else ())
            if node.dep_ == "acl:relcl" and any(
                c.dep_ in SUBJECTS and c.lower_ in self.words.subject_relatives for c in node.children
            ):
                reference = self.discourse.at(above.i, kind)
                taken.update(reference.entities if reference else ())  # "X, qui détient 22 % de la société"
            if node.dep_ in _OWN_SUBJECT or (node.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in node.children)):
                break
            node = above
        return taken

    def phrase_at(self, start: int) -> tuple[int, Kind, str, str] | None:
        """The longest descriptor at a token: (end, kind, gender, noun), singular or plural."""
        tokens = list(self.doc[start : start + self.words.longest])
        lower, lemmas = [t.lower_ for t in tokens], [t.lemma_.lower() for t in tokens]
        for length in range(len(tokens), 0, -1):
            for key in (" ".join(lower[:length]), " ".join(lemmas[:length])):
                known = self.words.phrases.get(key)
                if known:
                    return start + length, known[0], known[1], key  # type: ignore[return-value]
        return None

    def _identity(self, found: NameCluster) -> Identity | None:
        """What the gazetteer knows by the names of an entity on the day of the article, by its fullest name first."""
        canonical, published = layers.canonical(self.doc), self.doc._.published
        named = {*canonical.values(), *(form for cluster in self.clusters for form in cluster.forms)}
        for form in (found.name, *found.forms):
            if form in canonical:
                found.wikidata = None  # the day decides
                if identity := self.words.identities.of(canonical[form], published, named):
                    return identity
        return None

    def write(self) -> None:
        """Leave mentions, entities and employers on the Doc."""
        layers.set_spans(self.doc, layers.MENTIONS, self.found)
        genders = self.discourse.genders
        layers.set_entities(
            self.doc,
            (as_entity(n, c, genders.get(f"e{n}"), self._identity(c)) for n, c in enumerate(self.clusters, 1)),
        )
        self.doc._.agreement = {e: sorted(found) for e, found in sorted(self.discourse.agreement.items())}
        self.doc._.employers = {p: list(o) for p, o in sorted(self.discourse.employers.items())}
