"""Mentions of people and organizations, and the entity each refers to, within one article.

One pass from left to right, so that every expression is resolved against what stands before it: names, titles beside
a name ("le PDG d'OpenAI, Sam Altman"), titles alone ("l'ancien PDG"), common nouns ("la start-up", "le créateur de
ChatGPT"), and "ce dernier". Pronouns are resolved on demand (`discourse.antecedents`), by what an argument asks for.
"""

from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from ontograph import layers, resources
from ontograph.discourse import MAIN, Discourse
from ontograph.local_entities import NameCluster, as_entity, cluster, fold
from ontograph.model import Kind

_MAX_GAP = 6
"""Tokens that may stand between a common noun and the name it introduces ("le groupe pharmaceutique français X")."""


@dataclass(frozen=True)
class Determiners:
    """Determiners by what they do."""

    definite: list[str]
    demonstrative: list[str]
    possessive: list[str]


@dataclass(frozen=True)
class Descriptors:
    """Language data: see `descriptors.yml`."""

    organizations: dict[str, str]
    people: dict[str, str]
    makers: list[str]
    determiners: Determiners
    prenominal: list[str]
    nearest: dict[str, list[str]]
    plural_numbers: dict[str, int]
    honorifics: dict[str, list[str]]
    generic: list[str] = field(default_factory=list)
    conjunctions: list[str] = field(default_factory=list)
    of: list[str] = field(default_factory=list)
    """Prepositions of a complement ("de")."""
    professions: list[str] = field(default_factory=list)
    """Role classes that many people share."""
    large: list[str] = field(default_factory=list)
    """Nouns that single out a large organization: they seldom mean the start-up that an article is about."""
    openers: list[str] = field(default_factory=list)
    """Marks that may part a name from its apposition."""


@dataclass(frozen=True)
class Genders:
    """Given names by gender: see `genders.yml`."""

    feminine: list[str]
    masculine: list[str]
    either: list[str]


@dataclass(frozen=True)
class Descriptions:
    """What known organizations are called by: see `descriptions.yml`."""

    products: dict[str, str]
    seats: dict[str, str]


class Coreference:
    """Writes `doc.spans["mentions"]`, `doc._.entities` and `doc._.employers`."""

    def __init__(self, data: Descriptors, genders: Genders, descriptions: Descriptions) -> None:
        layers.register()
        self.data = data
        self.known_by = {fold(k): fold(v) for k, v in {**descriptions.products, **descriptions.seats}.items()}
        self.given = dict.fromkeys(genders.feminine, "f") | dict.fromkeys(genders.masculine, "m")
        self.phrases = {
            **{k: ("Organization", g) for k, g in data.organizations.items()},
            **{k: ("Person", g) for k, g in data.people.items()},
            **{k: ("Organization", "mf") for k in data.makers if k not in data.organizations},
        }
        self.longest = max(len(p.split()) for p in self.phrases)
        self.makers = frozenset(data.makers)
        self.definite = frozenset(data.determiners.definite)
        self.demonstrative = frozenset(data.determiners.demonstrative)
        self.possessive = frozenset(data.determiners.possessive)
        self.prenominal = frozenset(data.prenominal)
        self.nearest = {tuple(p.split()): g for g, ps in data.nearest.items() for p in ps}
        self.honorifics = {h: g for g, hs in data.honorifics.items() for h in hs}
        self.of = frozenset(data.of)
        self.openers = frozenset(data.openers)
        self.conjunctions = frozenset(data.conjunctions)
        self.large = frozenset(data.large)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        run = _Pass(self, doc)
        run.names()
        for index in range(len(doc)):
            run.step(index)
        run.write()
        return doc


class _Pass:
    """One article on its way from left to right."""

    def __init__(self, owner: Coreference, doc: Doc) -> None:
        self.owner, self.doc = owner, doc
        self.discourse = Discourse.empty(doc)
        data = owner.data
        named = [e for e in doc.ents if e.label_ in ("Person", "Organization")]
        self.clusters = cluster(named, frozenset(data.generic), frozenset(data.conjunctions))
        self.by_start: dict[int, tuple[str, NameCluster]] = {}
        self.titles = {t.start: t for t in layers.spans(doc, layers.TITLES)}
        self.found: list[Span] = []
        self.folded = {fold(form): f"e{n}" for n, c in enumerate(self.clusters, 1) for form in c.forms}
        self.holders: dict[str, list[tuple[str, str | None]]] = {}
        """Role class -> who was given it, and where, in the order of the text."""
        self.done = 0

    def names(self) -> None:
        """Number the entities and learn the gender that given names and honorifics tell."""
        for number, found in enumerate(self.clusters, 1):
            if found.kind == "Person" and (gender := self.given_gender(found.name)):
                self.discourse.genders[f"e{number}"] = gender
            for span in found.spans:
                self.by_start[span.start] = (f"e{number}", found)
                before = self.doc[span.start - 1].text if span.start else ""
                if before in self.owner.honorifics and found.kind == "Person":
                    self.discourse.genders[f"e{number}"] = self.owner.honorifics[before]
            if found.subtype == "MediaOutlet":
                self.discourse.minor.add(f"e{number}")

    def given_gender(self, name: str) -> str | None:
        """The gender of a full name's given name; a compound goes by its first part."""
        first, *rest = name.split()
        known = self.owner.given
        return (known.get(first) or known.get(first.split("-")[0])) if rest else None

    def step(self, index: int) -> None:
        """Resolve what starts at this token, if anything does."""
        if index in self.by_start:
            entity, found = self.by_start[index]
            span = next(s for s in found.spans if s.start == index)
            surname = found.kind == "Person" and len(span.text.split()) < len(found.name.split())
            self.mention(span, found.kind, (entity,), "surname" if surname else "name")
        elif index in self.titles:
            self.title(self.titles[index])
        elif index >= self.done and not self.take_up(index):
            self.common_noun(index)

    def mention(self, span: Span, kind: Kind, entities: tuple[str, ...], form: str) -> None:
        """Record a mention on the layer and in the discourse."""
        marked = Span(self.doc, span.start, span.end, label=kind, kb_id="+".join(entities), span_id=form)
        self.found.append(marked)
        self.discourse.add(self.discourse.reference(span, kind, entities, form in ("name", "surname")))

    # -- titles ------------------------------------------------------------------------------------------------

    def title(self, title: Span) -> None:
        """Link a title to the person beside it, or to the person who was given that title before."""
        person = self.beside(title)
        if title.kb_id_ and person:
            self.discourse.genders.setdefault(person, title.kb_id_)
        employer = self.complement(title.end)
        if person is None and self.is_definite(title.start) and not self.is_predicate(title):
            ways = (self.bearer, self.holder) if self.describes(title) else (self.holder, self.bearer)
            person = ways[0](title, employer) or ways[1](title, employer)
        if self.is_predicate(title) and person is None:
            subject = self.predicated(title)
            if subject:
                self.holders.setdefault(title.label_, []).append((subject, employer))
        if person is None:
            return
        self.holders.setdefault(title.label_, []).append((person, employer))
        self.mention(title, "Person", (person,), "description")
        if employer:
            known = self.discourse.employers.setdefault(person, [])
            if employer not in known:
                known.append(employer)

    def predicated(self, title: Span) -> str | None:
        """The person of whom a title is said ("X était le directeur financier de Y")."""
        for reference in reversed(self.discourse.references):
            if reference.start < title.sent.start:
                return None
            if reference.kind == "Person" and reference.subject and len(reference.entities) == 1:
                return reference.entities[0]
        return None

    def beside(self, title: Span) -> str | None:
        """The person whom a title stands beside; a name right after it is nearer than one before a comma."""
        gender = title.kb_id_
        for person in (self.name_after(title, False), self.name_before(title), self.name_after(title, True)):
            if person and (not gender or self.discourse.genders.get(person, gender) == gender):
                return person
        return self.joined_title(title)

    def describes(self, title: Span) -> bool:
        """Whether a title rather describes than names a post ("ce chercheur"): then nearness tells who is meant."""
        before = self.doc[title.start - 1].lower_ if title.start else ""
        return before in self.owner.demonstrative or title.label_ in self.owner.data.professions

    def bearer(self, title: Span, employer: str | None) -> str | None:
        """Whom a title that is also a common noun ("le patron", "ce chercheur") takes up where nobody was given it."""
        match = self.phrase_at(title.start)
        if (
            employer is not None
            or match is None
            or match[1] != "Person"
            or title[0].morph.get("Number", []) == ["Plur"]
        ):
            return None
        gender = match[2] if match[2] in ("m", "f") else None
        found = self.discourse.antecedents(title.start, "Person", gender, self.co_arguments(title.root, "Person"))
        return found[0] if found else None

    def joined_title(self, title: Span) -> str | None:
        """ "X, cofondateur et directeur scientifique": the holder of the title that a conjunction joins to this one."""
        index = title.start - 1
        while index > 0 and self.doc[index].pos_ in ("DET", "ADJ"):
            index -= 1
        if index < 1 or self.doc[index].lower_ not in self.owner.conjunctions:
            return None
        for back in range(index - 1, max(index - 6, -1), -1):
            reference = self.discourse.at(back, "Person")
            if reference is not None:
                return reference.entities[0] if not reference.named and len(reference.entities) == 1 else None
            if self.doc[back].is_punct or self.doc[back].pos_ in ("VERB", "AUX"):
                return None
        return None

    def holder(self, title: Span, employer: str | None) -> str | None:
        """Who a title alone stands for: the last person given it; with an employer, one who holds it at no other."""
        gender = title.kb_id_ or None
        genders = self.discourse.genders
        known = self.holders.get(title.label_, [])
        for person, organization in reversed(known):
            if gender and genders.get(person, gender) != gender:
                continue
            if employer is None or organization is None or organization == employer:
                return person
        if employer is None:
            return None
        elsewhere = {p for p, o in known if o not in (None, employer)}
        found = self.discourse.antecedents(title.start, "Person", gender, exclude=elsewhere)
        return next((p for p in found if gender != "f" or genders.get(p) == "f"), None)

    def name_before(self, title: Span) -> str | None:
        """ "Sam Altman, (le) PDG": the person right before the title."""
        index = title.start - 1
        while index >= 0 and (
            self.doc[index].pos_ in ("DET", "ADJ") or self.doc[index].lower_ in self.owner.prenominal
        ):
            index -= 1
        if index < 1 or self.doc[index].text not in self.owner.openers:
            return None
        entity, found = self.by_start.get(index - 1, (None, None))
        return entity if found is not None and found.kind == "Person" else None

    def name_after(self, title: Span, parted: bool) -> str | None:
        """ "le PDG d'OpenAI(,) Sam Altman": the person after the title and its complement, `parted` by a comma or not."""
        if self.is_predicate(title):
            return None
        index, limit = title.end, min(len(self.doc), title.end + _MAX_GAP)
        while index < limit:
            entity, found = self.by_start.get(index, (None, None))
            if found is not None and found.kind == "Person":
                return entity
            token = self.doc[index]
            if token.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ") or token.text in ".;:!?" or token.is_space:
                return None
            if token.pos_ == "ADP" and token.lower_ not in self.owner.of:
                return None
            if token.is_punct and not parted:
                return None
            index += 1
        return None

    def complement(self, index: int) -> str | None:
        """The organization of "… d'OpenAI" or "… de la start-up" that starts at a token."""
        doc = self.doc
        if index >= len(doc) or doc[index].lower_ not in self.owner.of:
            return None
        for at in range(index + 1, min(index + 4, len(doc))):
            entity, found = self.by_start.get(at, (None, None))
            if found is not None:
                return entity if found.kind == "Organization" else None
        return None

    # -- common nouns ------------------------------------------------------------------------------------------

    def common_noun(self, index: int) -> None:
        """Resolve "la start-up", "ce chercheur", "le créateur de ChatGPT" that start at a determiner."""
        doc, owner = self.doc, self.owner
        determiner = doc[index].lower_
        definite = determiner in owner.definite or determiner in owner.demonstrative
        if not (definite or determiner in owner.possessive or doc[index].pos_ == "DET"):
            return
        start = index + 1
        while start < len(doc) and doc[start].lower_ in owner.prenominal:
            start += 1
        number = owner.data.plural_numbers.get(doc[start].lower_) if start < len(doc) else None
        if number:
            start += 1
        match = self.phrase_at(start)
        if match is None:
            return
        if start in self.titles:
            return
        end, kind, gender, noun = match
        span = doc[start:end]
        if kind == "Organization" and (name := self.name_following(end, kind)) is not None:
            self.discourse.types.setdefault(name, set()).add(noun)
            self.mention(span, kind, (name,), "description")
            self.done = end
            return
        before = self.apposed_to(index, kind) or (None if definite else self.name_announced(end, kind))
        if before:
            self.discourse.types.setdefault(before, set()).add(noun)
            self.mention(span, kind, (before,), "description")
            self.done = end
        elif number and definite:
            found = self.discourse.antecedents(index, kind)[:number]
            if len(found) == number:
                self.mention(span, kind, tuple(sorted(found, key=lambda e: int(e[1:]))), "description")
        elif definite:
            self.anaphor(span, index, kind, gender, noun)

    def anaphor(self, span: Span, index: int, kind: Kind, gender: str, noun: str) -> None:
        """A definite noun phrase without a name: what it takes up."""
        if kind == "Person" and span[0].morph.get("Number", []) == ["Plur"]:
            return
        if kind == "Organization" and span[-1].morph.get("Number", []) == ["Plur"]:
            return
        entity: str | None = None
        if kind == "Organization":
            entity = self.by_complement(span.end, noun)
            if entity is None and noun in self.owner.makers and noun not in self.owner.data.organizations:
                return
        elif noun in self.owner.makers and (made := self.by_complement(span.end, noun)):
            self.mention(span, "Organization", (made,), "description")
            return
        if entity is None:
            wanted = gender if kind == "Person" and gender in ("m", "f") else None
            rivals = self.co_arguments(span.root, kind)
            topic = 0.0 if noun in self.owner.large else MAIN
            found = self.discourse.antecedents(index, kind, wanted, rivals, noun, topic=topic)
            entity = found[0] if found else None
        if entity is not None:
            self.mention(span, kind, (entity,), "description")

    def by_complement(self, index: int, noun: str) -> str | None:
        """ "le créateur de ChatGPT" by its product, "l'entreprise de Sam Altman" by its person."""
        doc = self.doc
        if index + 1 >= len(doc) or doc[index].lower_ not in self.owner.of:
            return None
        after = doc[index + 1]
        if after.pos_ == "DET" and index + 2 < len(doc):
            after = doc[index + 2]
        if after.ent_type_ in ("Product", "Place"):
            known = self.folded.get(self.owner.known_by.get(fold(after.text), ""))
            if known is None and after.ent_type_ == "Product" and noun in self.owner.makers:
                return self.discourse.main_organization()
            return known
        entity, found = self.by_start.get(after.i, (None, None))
        if entity is not None and found is not None and found.kind == "Person":
            employers = self.discourse.employers.get(entity, [])
            return employers[0] if employers else None
        return None

    def co_arguments(self, head: Token, kind: Kind) -> set[str]:
        """Entities that are arguments of the same verb: a noun phrase does not take up its own co-argument."""
        verb = head.head
        taken: set[str] = set()
        for child in verb.children:
            if child.i != head.i and child.i < head.i and (reference := self.discourse.at(child.i, kind)):
                taken.update(reference.entities)
        return taken

    def phrase_at(self, start: int) -> tuple[int, Kind, str, str] | None:
        """The longest descriptor at a token: (end, kind, gender, noun), singular or plural."""
        for length in range(self.owner.longest, 0, -1):
            words = self.doc[start : start + length]
            if len(words) < length:
                continue
            for key in (" ".join(t.lower_ for t in words), " ".join(t.lemma_.lower() for t in words)):
                known = self.owner.phrases.get(key)
                if known:
                    return start + length, known[0], known[1], key  # type: ignore[return-value]
        return None

    def name_following(self, index: int, kind: Kind) -> str | None:
        """The name that a common noun introduces: "la start-up californienne X", "le site de questions-réponses X"."""
        for at in range(index, min(index + _MAX_GAP, len(self.doc))):
            entity, found = self.by_start.get(at, (None, None))
            if found is not None:
                owned = at > index and self.doc[at - 1].lower_ in self.owner.of
                return entity if found.kind == kind and not owned else None
            token = self.doc[at]
            if token.pos_ in ("VERB", "AUX", "PRON", "CCONJ", "SCONJ", "PUNCT") or token.is_space:
                return None
            if token.pos_ == "ADP" and token.lower_ not in self.owner.of:
                return None
        return None

    def name_announced(self, index: int, kind: Kind) -> str | None:
        """ "une start-up d'IA, Eureka Labs", "sa propre société, xAI": the name after the noun's comma."""
        for at in range(index, min(index + 2 * _MAX_GAP, len(self.doc) - 1)):
            token = self.doc[at]
            if token.text in self.owner.openers:
                entity, found = self.by_start.get(at + 1, (None, None))
                return entity if found is not None and found.kind == kind else None
            finite = token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm", [])
            if finite or token.pos_ in ("PRON", "CCONJ", "SCONJ") or token.text in ".;:!?" or at in self.by_start:
                return None
        return None

    def apposed_to(self, index: int, kind: Kind) -> str | None:
        """ "OpenAI, la start-up …": the name right before the comma."""
        if index < 2 or self.doc[index - 1].text not in self.owner.openers:
            return None
        entity, found = self.by_start.get(index - 2, (None, None))
        if found is None or found.kind != kind:
            return None
        return entity

    def take_up(self, index: int) -> bool:
        """ "ce dernier", "cette dernière": the nearest fitting entity."""
        for length in (2, 1):
            words = tuple(t.lower_ for t in self.doc[index : index + length])
            gender = self.owner.nearest.get(words)
            if gender is None:
                continue
            fits = [
                r
                for r in self.discourse.references
                if r.end <= index
                and len(r.entities) == 1
                and not (r.kind == "Person" and self.discourse.genders.get(r.entities[0], gender) != gender)
            ]
            if fits:
                nearest = fits[-1]
                self.mention(self.doc[index : index + length], nearest.kind, nearest.entities, "description")
                return True
        return False

    def is_predicate(self, title: Span) -> bool:
        """Whether a verb stands right before a title ("devient la directrice financière"): what follows is no name."""
        at = title.start - 1
        while at > 0 and (self.doc[at].pos_ in ("DET", "ADJ", "NUM") or self.doc[at].lower_ in self.owner.prenominal):
            at -= 1
        token = self.doc[max(at, title.sent.start)]
        return token.pos_ in ("VERB", "AUX") and token.dep_ != "amod"

    def is_definite(self, index: int) -> bool:
        """Whether a definite determiner opens the phrase that ends at this token."""
        at = index - 1
        while at >= 0 and (self.doc[at].pos_ == "ADJ" or self.doc[at].lower_ in self.owner.prenominal):
            at -= 1
        word = self.doc[at].lower_ if at >= 0 else ""
        return word in self.owner.definite or word in self.owner.demonstrative

    def write(self) -> None:
        """Leave mentions, entities and employers on the Doc."""
        layers.set_spans(self.doc, layers.MENTIONS, self.found)
        genders = self.discourse.genders
        layers.set_entities(self.doc, (as_entity(n, c, genders.get(f"e{n}")) for n, c in enumerate(self.clusters, 1)))
        self.doc._.employers = {p: list(o) for p, o in sorted(self.discourse.employers.items())}


@Language.factory(
    "ontograph_coreference",
    default_config={
        "data": "fr_press/descriptors.yml",
        "genders": "fr_press/genders.yml",
        "descriptions": "fr_press/descriptions.yml",
    },
)
def make_coreference(nlp: Language, name: str, data: str, genders: str, descriptions: str) -> Coreference:
    """Build the component.

    `data` names the file of descriptors, `genders` that of given names by gender, `descriptions` that of what known
    organizations are called by.
    """
    return Coreference(
        resources.load_yaml(resources.data_path(data), Descriptors),
        resources.load_yaml(resources.data_path(genders), Genders),
        resources.load_yaml(resources.data_path(descriptions), Descriptions),
    )
