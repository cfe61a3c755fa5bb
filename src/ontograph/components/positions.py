"""Who holds or held which title where: Position claims."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, resources, tokens
from ontograph.factuality import Factuality
from ontograph.model import Claim, Succession
from ontograph.positions import (
    affiliations,
    derive,
    descriptions,
    employers,
    functions,
    holding,
    origins,
    phrases,
    posts,
    successions,
)
from ontograph.positions.data import HoldingVerb, PositionsData
from ontograph.positions.holders import Holding
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text
from ontograph.roles import PLURALS, POSTS

_SEATS = frozenset({"BoardMember"})
"""Role classes of which an organization has several ("prend un siège au conseil")."""
_TODAY = "9999"
"""Stands for the date of an article that has none: a span of years is over."""
_LONGEST = 15
"""Words of a passage; a longer one is cut to the title phrase."""


class Positions:
    """Reads titles, verbs of holding and former employers into Position claims."""

    def __init__(self, data: PositionsData, factuality: Factuality | None = None) -> None:
        layers.register()
        self.data = data
        self.forms = data.forms()
        self.factuality = factuality
        self.verbs: dict[str, HoldingVerb] = {lemma: verb for verb in data.verbs for lemma in verb.lemmas}

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        if layers.idle(doc):
            return doc
        layers.add_claims(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Claim]:
        """The Position claims of a Doc, in the order of the text, none twice.

        What names its organization comes first: it tells where people work, for the titles that name none.
        """
        text = Text(tokens.of(doc), self.data, self.forms)
        groups = self._groups(text)
        text.complements = frozenset(
            i for g in groups for p in g for i in range(p.title_start if p.tie else p.title_end, p.end)
        )
        text.titled = frozenset(p.title_start for g in groups for p in g)
        pending = [found for group in groups for found in _held(text, group)]
        told = [(g, h) for g, h in pending if h is not None]
        told += [(g, more) for g, h in told for more in posts.receiver(text, g, h)]
        sure = [c for g, h in told if all(p.organizations for p in g) for c in self._claims(text, g, h)]
        text.discourse.employ(c for c in sure if c.status == "current")
        found = [c for g, h in told if not all(p.organizations for p in g) for c in self._claims(text, g, h)]
        found += [*sure, *self._posts(text), *self._verbs(text), *self._worked(text)]
        text.told.sort(key=lambda told: told[0])
        found += self._same(text)
        alone = [g for g, h in pending if h is None]
        described = [(g, h) for g in alone if (h := descriptions.find(text, g, found)) is not None]
        found += [c for g, h in described for c in self._claims(text, g, h)]
        layers.set_successions(text.doc, self._successions(text, found))
        unique = {(c.start, c.end, c.arguments): c for c in found}
        return sorted(unique.values(), key=lambda c: (c.start, c.end, str(c.arguments)))

    def _groups(self, text: Text) -> list[list[Phrase]]:
        plurals = frozenset(span.start for span in layers.spans(text.doc, PLURALS))
        titled = phrases.read(text, layers.spans(text.doc, layers.TITLES), plurals)
        former = [*affiliations.phrases(text), *affiliations.members(text), *origins.phrases(text, titled)]
        taken = {i for p in former for i in range(p.title_start, p.title_end)}
        merged = sorted([*(p for p in titled if p.title_start not in taken), *former], key=lambda p: p.title_start)
        return phrases.group(text, merged)

    def _posts(self, text: Text) -> Iterator[Claim]:
        """ "X prend la direction générale de Y"."""
        for phrase in phrases.read(text, layers.spans(text.doc, POSTS), frozenset()):
            vague = phrase.determiner in self.data.singles and phrase.role not in _SEATS  # "passe une tête"
            found = None if vague else posts.held(text, phrase.start, phrase.end)
            if found is not None:
                yield from self._claims(text, [phrase], found)
                for more in posts.receiver(text, [phrase], found):
                    yield from self._claims(text, [phrase], more)

    def _claims(self, text: Text, group: list[Phrase], found: Holding) -> Iterator[Claim]:
        if found.verb is not None and not self._certain(text, found.verb, found.planned):
            return
        shared = found.respectively and len(found.people) == len(group)
        for number, phrase in enumerate(group):
            status = _ended(text, phrase) or phrase.state or found.state or "current"
            if status == "future":
                continue
            people = found.people[number : number + 1] if shared else found.people
            passage = _passage(text, phrase, found)
            title = _title(text, phrase)
            for order, person in enumerate(people):
                held = employers.organizations(text, group, phrase, person, found)
                if (phrase.plural or found.respectively) and len(held) == len(people) > 1:
                    held = held[order : order + 1]
                for organization in held:
                    yield derive.position(person, organization, phrase.role, title, status, passage, found.rule)

    def _verbs(self, text: Text) -> Iterator[Claim]:
        for held in holding.find(text, self.verbs):
            if not self._certain(text, held.verb):
                continue
            passage = _quote(text, held.start, held.end)
            for organization in held.organizations:
                yield derive.position(held.person, organization, held.role, held.title, held.state, passage, held.rule)

    def _successions(self, text: Text, known: list[Claim]) -> list[Succession]:
        """Who certainly replaces whom."""
        return [
            Succession(found.newcomer, found.predecessor, *_quote(text, found.start, found.end))
            for found in successions.Successions(text, known).find()
            if self._certain(text, found.index)
        ]

    def _worked(self, text: Text) -> Iterator[Claim]:
        past = [*affiliations.years(text), *origins.careers(text), *origins.came(text), *origins.fetched(text)]
        worked = [*affiliations.worked(text), *((*found, "former") for found in past)]
        for person, organizations, start, end, status in worked:
            passage = _quote(text, start, end)
            for organization in organizations:
                yield derive.position(
                    person, organization, affiliations.ROLE, passage[2], status, passage, "position.worked"
                )

    def _same(self, text: Text) -> Iterator[Claim]:
        """ "X occupe le même poste chez Y"."""
        for person, organizations, role, status, start, end in affiliations.same_post(text):
            passage = _quote(text, start, end)
            for organization in organizations:
                yield derive.position(person, organization, role, passage[2], status, passage, "position.same")

    def _certain(self, text: Text, index: int, planned: bool = False) -> bool:
        if self.factuality is None:
            return True
        found = self.factuality.assess(text.doc, index).factuality
        return found == "certain" or (planned and found == "planned")


def _held(text: Text, group: list[Phrase]) -> list[tuple[list[Phrase], Holding | None]]:
    """A group of titles with its holders; where nobody holds the first, the rest may still describe it ("L'ingénieure,
    passée par Y, …")."""
    found = functions.find(text, group)
    if found is not None or len(group) == 1:
        return [(group, found)]
    rest = functions.find(text, group[1:])
    return [(group[:1], None), (group[1:], rest)] if rest is not None else [(group, None)]


def _title(text: Text, phrase: Phrase) -> str:
    """The title as written, in lower case where it is no abbreviation, without "ex-"."""
    written: str = text.doc.span(phrase.title_start, phrase.title_end).text
    if written.lower().startswith("ex-") and phrase.role != affiliations.ROLE:
        written = written[3:]
    first = written.split()[0]
    return written if first.isupper() or text.is_name(phrase.title_start) else written[:1].lower() + written[1:]


def _ended(text: Text, phrase: Phrase) -> str:
    """former where words after the title end it: "jusqu'en 2014", "de 2009 à 2014", "(2009-2014)"."""
    today = text.doc._.published or _TODAY
    if text.word(phrase.end) in text.data.until:
        limit = text.date_after(phrase.end)
        return "" if limit is not None and limit.id_[:4] > today[:4] else "former"
    first = text.date_at(phrase.end + 1) if text.word(phrase.end) in text.data.ranges else None
    last = text.date_at(first.end + 1) if first is not None and text.word(first.end) not in text.data.closers else None
    return "former" if last is not None and last.id_ < today else ""


def _passage(text: Text, phrase: Phrase, found: Holding) -> tuple[int, int, str]:
    start, end = min(phrase.start, found.start), max(phrase.end, found.end)
    if end - start > _LONGEST:
        start, end = phrase.start, phrase.end
    return _quote(text, start, end)


def _quote(text: Text, start: int, end: int) -> tuple[int, int, str]:
    span = text.doc.span(start, end)
    return span.start_char, span.end_char, span.text


@Language.factory(
    "ontograph_positions",
    default_config={"data": "fr_press/positions.yml", "cues": "fr_press/cues.yml"},
    requires=["doc.spans"],
)
def make_positions(nlp: Language, name: str, data: str, cues: str) -> Positions:
    """Build the component; `data` holds the constructions, `cues` the words of certainty."""
    return Positions(
        resources.load_yaml(resources.data_path(data), PositionsData), Factuality.load(resources.data_path(cues))
    )
