"""Who holds the titles of a group: the person beside it, its subject, or the person it describes."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.positions.clauses import (
    before_adverbs,
    clause_start,
    first_of_group,
    following,
    is_future,
    listed,
    preceding,
    relative_owner,
    skip_honorifics,
    subject,
    subjects,
    tense,
)
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text
from ontograph.record import Reference

_LONG_ASIDE = 20
_ASIDE = 9
"""Tokens of an aside between a name and its second apposition (", 28 ans, ")."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The holders of a group of titles, by one construction."""

    people: tuple[str, ...]
    start: int
    end: int
    """Tokens of the people, where they stand beside the group; else those of the group itself."""
    rule: str
    state: str = ""
    owner: str | None = None
    """The organization that a relative pronoun stands for ("dont il est le directeur général")."""
    respectively: bool = False
    verb: int | None = None
    """Token of the verb that gives the title, whose certainty counts."""
    planned: bool = False
    """The verb tells of a plan by which the title is held today ("restera", "cédera")."""


Group = list[Phrase]


_DASHES = frozenset({"-", "–", "—"})


def beside(people: list[Reference], rule: str, respectively: bool = False) -> Holding:
    """A holding of people who stand beside the group."""
    entities = tuple(e for p in people for e in p.entities)
    return Holding(entities, min(p.start for p in people), max(p.end for p in people), rule, "", None, respectively)


def before_name(text: Text, group: Group) -> Holding | None:
    """ "le directeur technique X", "Les cofondateurs A et B"."""
    first = text.person_at(skip_honorifics(text, group[-1].end))
    if first is None or _of_kin(text, group[0].start):
        return None
    people = following(text, first) if group[-1].plural else [first]
    return beside(people, "position.title-before-name")


def _of_kin(text: Text, index: int) -> bool:
    """ "la fille du fondateur X": the name may be that of either."""
    while text.word(index - 1) in text.data.determiners | text.data.of:
        index -= 1
    return text.word(index) in text.data.of | text.data.determiners and text.word(index - 1) in text.data.kin


def apposition(text: Text, group: Group) -> Holding | None:
    """ "X, (le) PDG de Y", "X (PDG de Y)", "A et B, respectivement PDG et directeur technique de Y"."""
    head = group[0]
    opener = head.start - 1
    if text.word(opener) not in text.data.openers:
        return None
    person = text.person_before(opener) or text.person_ending(opener)
    if person is None or _opens_clause(text, group):
        return None
    beyond = range(head.start, head.title_start), range(group[-1].title_end, group[-1].title_end + 1)
    respectively = any(text.word(i) in text.data.respectively for span in beyond for i in span)
    many = head.plural or respectively
    return beside(preceding(text, person) if many else [person], "position.apposition", respectively)


def _opens_clause(text: Text, group: Group) -> bool:
    """Whether a title with its article is the subject of what follows: "Selon X, le directeur technique quitte …"."""
    after = group[-1].end
    while text.word(after) in text.data.clitics | text.data.adverbs:
        after += 1
    return group[0].determiner in text.data.definite | text.data.possessives and text.is_finite(after)


def aside(text: Text, group: Group) -> Holding | None:
    """ "Cette ingénieure née à Lyon, passée par Y, est …": an aside between a subject and its verb."""
    head, end = group[0], group[-1].end
    if head.determiner or text.word(head.start - 1) != "," or text.word(end) != ",":
        return None
    verb = end + 1
    while text.word(verb) in text.data.clitics | text.data.adverbs:
        verb += 1
    if not text.is_finite(verb):
        return None
    for token in (text.doc[verb], text.doc[verb].head):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < head.start and (person := text.person_of(child)):
                return Holding((person,), head.start, end, "position.apposition")
    return None


def bare(text: Text, group: Group) -> Holding | None:
    """ "X porte-parole de Y": an apposition without its comma, where the organization speaks for it."""
    head = group[0]
    if head.plural:
        return None
    person = text.person_before(head.start) or (text.person_ending(head.start) if head.tie else None)
    if person is None or (head.determiner and head.owner is None):
        return _elliptic(text, group)
    named = any(phrase.organizations for phrase in group) and not head.determiner
    if not named and text.word(head.start) not in text.data.appointed:
        return _elliptic(text, group)
    if text.word(head.title_start) in text.data.at and _replaced(text, person.start):
        return None
    return beside([person], "position.apposition")


def _elliptic(text: Text, group: Group) -> Holding | None:
    """ "A est directeur général, B directeur technique", "…, le second directeur technique", "…, elle présidente":
    the verb of the clause before goes for this subject too."""
    head = group[0]
    named = text.person_ending(head.start)
    start = named.start if named is not None else head.start - 1
    verb = _gapped(text, start)
    if verb is None or (head.determiner and named is None):
        return None
    other = subject(text, first_of_group(text, verb))
    person = named.entities[0] if named is not None else text.pronoun(start, {other} if other else ())
    if person is None:
        return None
    state = tense(text, first_of_group(text, verb), verb)
    owner = relative_owner(text, first_of_group(text, verb))
    return Holding((person,), start, head.end, "position.apposition", state, owner) if state else None


def _gapped(text: Text, index: int) -> int | None:
    """The copula of the clause before a subject at a token that lacks its own."""
    if text.word(index - 1) not in text.data.conjunctions | {",", ";"}:
        return None
    for at in range(index - 2, max(0, index - _LONG_ASIDE), -1):
        if text.word(at) in ("", "."):
            return None
        if text.is_finite(at):
            copula = text.lemma(at) in text.data.copulas | text.data.becoming
            return at if copula and any(at < i <= at + 4 for i in text.titled) else None
    return None


def _goes_on(text: Text, index: int) -> bool:
    """Whether a verb, perhaps behind its clitics, follows at a token."""
    while text.word(index) in text.data.clitics | text.data.negative | text.data.adverbs:
        index += 1
    return text.pos(index) in ("AUX", "VERB")


def _replaced(text: Text, index: int) -> bool:
    """ "(remplace) X à la tête de Y": the post is not said to be that of the person at the token."""
    for at in range(index - 1, max(-1, index - _ASIDE), -1):
        if text.lemma(at) in text.data.replacing:
            return True
        if text.word(at) in ("", ".", ";"):
            return False
    return False


def opening(text: Text, group: Group) -> Holding | None:
    """ "Directrice technique, puis PDG, elle part …", "Ancien de X et patron de Y, Z …" at the head of a sentence."""
    head = group[0]
    if head.determiner or head.plural:
        return None
    if text.pos(head.start - 1) not in ("SPACE", "PUNCT", "") and not _second(text, head):
        return None
    if head.start > 0 and text.word(head.start - 1) not in ("", ".", ",", "!", "?", "…") and not _second(text, head):
        return None
    for index in range(group[-1].end, min(group[-1].end + _LONG_ASIDE, len(text.doc))):
        if text.word(index) in ("", ".", ";") or text.is_finite(index):
            return None
        if text.word(index) != ",":
            continue
        person = text.person_at(skip_honorifics(text, index + 1))
        placed = (
            text.word(head.title_start) in text.data.at and text.word(person.end) in text.data.closing
            if person
            else False
        )
        if person is not None and (placed or _goes_on(text, person.end)):
            return beside([person], "position.opening")
        pronoun = text.pronoun(index + 1)
        if pronoun is not None:
            return Holding((pronoun,), index + 1, index + 2, "position.opening")
    return None


def _second(text: Text, head: Phrase) -> bool:
    """Whether an aside at the head of a sentence has begun: "Diplômée de Z et passée par Y, X …"."""
    at = head.start - 1
    if not head.tie or text.word(at) not in text.data.conjunctions:
        return False
    while text.word(at) not in ("", ".", ";", ":"):
        if text.is_finite(at) or text.person_at(at) is not None or text.word(at) == ",":
            return False
        at -= 1
    return True


def before_comma(text: Text, group: Group) -> Holding | None:
    """ "Son PDG, X,", "deux directeurs généraux : A, …, et B"."""
    mark = text.word(group[-1].end)
    if mark not in text.data.openers:
        return None
    first = text.person_at(skip_honorifics(text, group[-1].end + 1))
    head = group[0]
    verb = before_adverbs(text, head.start - 1)
    cleft = verb is not None and text.word(verb - 1) in text.data.cleft
    if verb is not None and not cleft and text.lemma(verb) in text.data.copulas | text.data.becoming:
        return None
    counted = head.plural and head.start < head.title_start
    succeeding = text.word(head.title_start - 1) in text.data.successors
    if first is not None and mark in _DASHES and text.word(first.end) == "":
        return None  # who says so, at the end of a dispatch's headline: "un nouveau DG - Danel"
    if first is None or (mark == "," and not (head.determiner or counted or succeeding or _qualifies(text, head))):
        return None
    if not group[-1].plural:
        return beside([first], "position.title-before-name")
    people = listed(text, first) if mark == ":" else following(text, first)
    return beside(people, "position.title-before-name")


def _qualifies(text: Text, tie: Phrase) -> bool:
    """Whether a former employer qualifies somebody new: "un ingénieur suisse passé par Y, X, …"."""
    at = tie.start - 1
    while tie.tie and text.is_nominal(at) and text.word(at) not in text.data.determiners:
        at -= 1
    return at < tie.start - 1 and text.word(at) in text.data.singles


def far_apposition(text: Text, group: Group) -> Holding | None:
    """ "X, 28 ans, fondateur de Y", "X, cofondateur de Z, ancien de Y"."""
    opener = group[0].start - 1
    if text.word(opener) not in text.data.joins | text.data.openers or _opens_clause(text, group):
        return None
    for index in range(opener - 1, max(0, opener - _ASIDE - 1), -1):
        if text.is_finite(index) or text.word(index) in ("", ".", ";") or text.word(index) in text.data.relative:
            return None
        if text.word(index) in text.data.openers and (person := text.person_before(index)) is not None:
            people = preceding(text, person) if group[0].plural else [person]
            return beside(people, "position.apposition")
    return None


def copula(text: Text, group: Group) -> Holding | None:
    """ "X est (toujours) le PDG de Y", "dont il est le directeur général"."""
    head = group[0]
    ended = _ended(text, head.start - 1)
    index = before_adverbs(text, head.start - 1)
    if index is None or text.pos(index) not in ("AUX", "VERB") or text.lemma(index) not in text.data.copulas:
        return None
    verb = first_of_group(text, index)
    state = tense(text, verb, index)
    lasting = state is None and is_future(text, verb) and text.lemma(index) in text.data.remaining
    state = "current" if lasting else state
    respectively = any(text.word(i) in text.data.respectively for i in range(index, head.title_start))
    people = subjects(text, verb, head.plural or respectively)
    if state is None or not people:
        return None
    owner = relative_owner(text, verb)
    if ended:
        return Holding(people, clause_start(text, verb), head.end, "position.no-longer", "former", owner)
    return Holding(
        people, clause_start(text, verb), head.end, "position.copula", state, owner, respectively, index, lasting
    )


def _ended(text: Text, index: int) -> bool:
    """Whether "n'est plus" ends at the token: the post was held; "n'est plus seulement" says nothing."""
    before = index - 2
    while text.word(before) in text.data.clitics:
        before -= 1
    return text.word(index) in text.data.no_longer and text.word(before) in text.data.negative
