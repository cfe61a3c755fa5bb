"""Who holds the titles of a group: the person beside it, its subject, or the person it describes."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph.discourse import Reference
from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text

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


Group = list[Phrase]


def beside(people: list[Reference], rule: str, respectively: bool = False) -> Holding:
    """A holding of people who stand beside the group."""
    entities = tuple(e for p in people for e in p.entities)
    return Holding(entities, min(p.start for p in people), max(p.end for p in people), rule, "", None, respectively)


def skip_honorifics(text: Text, index: int) -> int:
    """Past "M.", "Mme" and a demonym with its article ("le Britannique")."""
    while text.word(index) in text.data.honorifics:
        index += 1
    if text.word(index) in text.data.definite and text.person_at(index + 2) and text.pos(index + 1) in ("ADJ", "NOUN"):
        return index + 2
    return index


def before_name(text: Text, group: Group) -> Holding | None:
    """ "le directeur technique X", "Les cofondateurs A et B"."""
    first = text.person_at(skip_honorifics(text, group[-1].end))
    if first is None:
        return None
    people = _following(text, first) if group[-1].plural else [first]
    return beside(people, "position.title-before-name")


def apposition(text: Text, group: Group) -> Holding | None:
    """ "X, (le) PDG de Y", "X (PDG de Y)", "A et B, respectivement PDG et directeur technique de Y"."""
    head = group[0]
    opener = head.start - 1
    if text.word(opener) not in text.data.openers:
        return None
    person = text.person_before(opener) or text.person_ending(opener)
    if person is None or _opens_clause(text, group):
        return None
    respectively = any(text.word(i) in text.data.respectively for i in range(head.start, head.title_start))
    many = head.plural or respectively
    return beside(_preceding(text, person) if many else [person], "position.apposition", respectively)


def _opens_clause(text: Text, group: Group) -> bool:
    """Whether a title with its article is the subject of what follows: "Selon X, le directeur technique quitte …"."""
    after = group[-1].end
    while text.word(after) in text.data.clitics | text.data.adverbs:
        after += 1
    return group[0].determiner in text.data.definite | text.data.possessives and text.is_finite(after)


def bare(text: Text, group: Group) -> Holding | None:
    """ "X porte-parole de Y": an apposition without its comma, where the organization speaks for it."""
    head = group[0]
    person = text.person_before(head.start)
    if person is None or head.determiner or head.plural or not any(phrase.organizations for phrase in group):
        return None
    return beside([person], "position.apposition")


def opening(text: Text, group: Group) -> Holding | None:
    """ "Directrice technique, puis PDG, elle part …", "Ancien de X et patron de Y, Z …" at the head of a sentence."""
    head = group[0]
    if head.determiner or head.plural or text.pos(head.start - 1) not in ("SPACE", "PUNCT", ""):
        return None
    if head.start > 0 and text.word(head.start - 1) not in ("", ".", ",", "!", "?", "…"):
        return None
    for index in range(group[-1].end, min(group[-1].end + _LONG_ASIDE, len(text.doc))):
        if text.word(index) in ("", ".", ";") or text.is_finite(index):
            return None
        if text.word(index) != ",":
            continue
        person = text.person_at(skip_honorifics(text, index + 1))
        if person is not None and text.is_finite(person.end):
            return beside([person], "position.opening")
        pronoun = text.pronoun(index + 1)
        if pronoun is not None:
            return Holding((pronoun,), index + 1, index + 2, "position.opening")
    return None


def before_comma(text: Text, group: Group) -> Holding | None:
    """ "Son PDG, X,", "deux directeurs généraux : A, …, et B"."""
    mark = text.word(group[-1].end)
    if mark not in text.data.openers:
        return None
    first = text.person_at(skip_honorifics(text, group[-1].end + 1))
    if first is None or (not group[0].determiner and mark == ","):
        return None
    if not group[-1].plural:
        return beside([first], "position.title-before-name")
    people = _listed(text, first) if mark == ":" else _following(text, first)
    return beside(people, "position.title-before-name")


def far_apposition(text: Text, group: Group) -> Holding | None:
    """ "X, 28 ans, fondateur de Y", "X, cofondateur de Z, ancien de Y"."""
    opener = group[0].start - 1
    if text.word(opener) not in text.data.joins | text.data.openers or _opens_clause(text, group):
        return None
    for index in range(opener - 1, max(0, opener - _ASIDE - 1), -1):
        if text.is_finite(index) or text.word(index) in ("", ".", ";") or text.word(index) in text.data.relative:
            return None
        if text.word(index) in text.data.openers and (person := text.person_before(index)) is not None:
            return beside([person], "position.apposition")
    return None


def copula(text: Text, group: Group) -> Holding | None:
    """ "X est (toujours) le PDG de Y", "dont il est le directeur général"."""
    head = group[0]
    index = before_adverbs(text, head.start - 1)
    if index is None or text.pos(index) not in ("AUX", "VERB") or text.lemma(index) not in text.data.copulas:
        return None
    verb = first_of_group(text, index)
    state = tense(text, verb, index)
    people = subjects(text, verb, head.plural)
    if state is None or not people:
        return None
    owner = _relative_owner(text, verb)
    return Holding(people, clause_start(text, verb), head.end, "position.copula", state, owner, verb=index)


def before_adverbs(text: Text, index: int) -> int | None:
    """The token before the adverbs and durations that end at `index`; None if one of them denies."""
    data = text.data
    while True:
        date = text.date_before(index + 1)
        if text.word(index) in data.negations:
            return None
        if text.word(index) in data.adverbs:
            index -= 1
        elif date is not None and date < index:
            index = date - 1
        else:
            return index


def first_of_group(text: Text, index: int) -> int:
    """The finite auxiliary of "a longtemps été"."""
    at = index - 1
    while text.word(at) in text.data.adverbs:
        at -= 1
    return first_of_group(text, at) if text.pos(at) == "AUX" else index


def tense(text: Text, first: int, last: int) -> str | None:
    """current or former by a verb group's tense; None for what is not said to be so (future, conditional)."""
    morph = text.doc[first].morph
    if morph.get("Mood", []) == ["Cnd"] or morph.get("Tense", []) == ["Fut"]:
        return None
    past = morph.get("Tense", []) in (["Imp"], ["Past"])
    perfect = first != last and text.lemma(first) in text.data.auxiliaries
    return "former" if past or perfect else "current"


def clause_start(text: Text, verb: int) -> int:
    """First token of a finite verb's subject where that stands right before it, else of the verb with its clitics."""
    index = verb
    while text.word(index - 1) in text.data.clitics | text.data.adverbs:
        index -= 1
    if text.word(index - 1) in text.data.pronouns:
        return index - 1
    near = text.person_ending(index)
    return near.start if near is not None else index


def subjects(text: Text, verb: int, plural: bool) -> tuple[str, ...]:
    """The people that are subject of a finite verb; several only where a plural title asks for them."""
    near = text.person_before(verb)
    if plural and near is not None:
        return tuple(e for p in _preceding(text, near) for e in p.entities)
    person = subject(text, verb)
    return (person,) if person is not None else ()


def subject(text: Text, verb: int) -> str | None:
    """The person that is subject of a finite verb at a token: relative pronoun, tree, then the order of the words."""
    index = verb - 1
    while text.word(index) in text.data.clitics | text.data.adverbs | text.data.negations | {"n'", "ne"}:
        index -= 1
    if text.word(index) in text.data.relative:
        return relative_antecedent(text, index)
    near = text.discourse.at(index, "Person") if index >= 0 else None
    if near is not None:
        return near.entities[0] if len(near.entities) == 1 else None
    if (person := text.pronoun(index)) is not None:
        return person
    if text.word(index) == "," and (aside := _before_aside(text, index)) is not None:
        return aside
    token = text.doc[verb]
    for head in (token, token.head):
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb and (person := text.person_of(child)):
                return person
    return None


def _before_aside(text: Text, comma: int) -> str | None:
    """The person before an aside that closes with a comma: "X, qui pilotait les ventes, prend …"."""
    for index in range(comma - 1, max(0, comma - _LONG_ASIDE), -1):
        if text.word(index) in ("", ".", ";"):
            return None
        if text.word(index) == "," and (person := text.person_ending(index)) is not None:
            return person.entities[0]
    near = text.person_ending(comma)
    return near.entities[0] if near is not None else None


def relative_antecedent(text: Text, index: int) -> str | None:
    """The person before a "qui" at the token, past an apposition."""
    end = index - 1 if text.word(index - 1) == "," else index
    near = text.discourse.at(end - 1, "Person")
    if near is not None:
        return near.entities[0] if len(near.entities) == 1 else None
    for at in range(end - 1, max(0, end - _ASIDE) - 1, -1):
        if text.is_finite(at) or text.word(at) in ("", ".", ";"):
            return None
        if text.word(at) in text.data.openers and (person := text.person_before(at)) is not None:
            return person.entities[0]
    return None


def _relative_owner(text: Text, verb: int) -> str | None:
    """The organization before "dont" or "où" that opens the verb's clause."""
    for index in range(verb - 1, max(0, verb - 6) - 1, -1):
        if text.word(index) in text.data.relative_owner:
            end = index - 1 if text.word(index - 1) == "," else index
            found = text.organization_before(end)
            return found.entities[0] if found else None
    return None


def _preceding(text: Text, last: Reference) -> list[Reference]:
    """The coordinated people that end with `last`: "A, B et C"."""
    people = [last]
    while True:
        index = people[0].start - 1
        while text.word(index) in text.data.honorifics:
            index -= 1
        if text.word(index) not in text.data.conjunctions | {","}:
            return people
        before = text.person_before(index)
        if before is None:
            return people
        people.insert(0, before)


def _following(text: Text, first: Reference) -> list[Reference]:
    """The coordinated people that begin with `first`."""
    people = [first]
    while text.word(people[-1].end) in text.data.conjunctions | {","}:
        after = text.person_at(skip_honorifics(text, people[-1].end + 1))
        if after is None:
            break
        people.append(after)
    return people


def _listed(text: Text, first: Reference) -> list[Reference]:
    """The items of a list after a colon, each perhaps with an apposition: "A, PDG de X, l'entrepreneuse B et C"."""
    people = [first]
    index = first.end
    while index < len(text.doc) and text.word(index) not in ("", ".", ";"):
        if text.is_finite(index) or text.word(index) in text.data.relative:
            break
        person = text.person_at(index)
        if person is not None and text.word(index - 1) not in text.data.of | text.data.at:
            people.append(person)
        index += 1
    return people
