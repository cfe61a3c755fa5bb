"""Titles that a verb gives: becoming, being named, holding or leaving a post, acting "as"."""

from __future__ import annotations

from collections.abc import Callable

from ontograph.positions import posts
from ontograph.positions.clauses import (
    before_adverbs,
    clause_start,
    first_of_group,
    following,
    relative_owner,
    skip_honorifics,
    subject,
    subjects,
    tense,
)
from ontograph.positions.holders import (
    Group,
    Holding,
    apposition,
    aside,
    bare,
    before_comma,
    before_name,
    beside,
    copula,
    far_apposition,
    opening,
)
from ontograph.positions.text import Text
from ontograph.record import Reference

_CLAUSE = 40
"""Tokens back to the verb of an "as" phrase."""
_VERB = 8
"""Tokens between a verb of naming and its object."""

Finder = Callable[[Text, Group], Holding | None]


def find(text: Text, group: Group) -> Holding | None:
    """The first construction that gives holders of a group of titles."""
    return next((found for finder in FINDERS if (found := finder(text, group)) is not None), None)


def becoming(text: Text, group: Group) -> Holding | None:
    """ "X devient directeur technique", "X a été nommée mercredi PDG", "est bombardé PDG par intérim"."""
    head = group[0]
    index = before_adverbs(text, head.start - 1)
    if text.word(head.start) in text.data.appointed and text.pos(head.start - 1) == "AUX":
        index = head.start
    if index is None:
        return None
    if text.words(index - 2, 2) in text.data.before_becoming and text.lemma(index) in text.data.becoming:
        return _later(text, index, head.end)
    verb = first_of_group(text, index)
    given = verb != index and (text.word(index) in text.data.appointed or text.lemma(index) in text.data.naming)
    if not given and text.lemma(index) not in text.data.becoming:
        return None
    active = given and all(text.lemma(i) != "être" for i in range(verb, index))
    if active or tense(text, verb, verb) is None:
        return None
    people = subjects(text, verb, head.plural)
    return (
        Holding(people, clause_start(text, verb), head.end, "position.becomes", "current", verb=index)
        if people
        else None
    )


def _later(text: Text, index: int, end: int) -> Holding | None:
    """ "X a dirigé Y avant de devenir directeur technique de Z"."""
    verb = next((i for i in range(index - 1, max(0, index - _CLAUSE), -1) if text.is_finite(i)), None)
    if verb is None or text.doc[verb].sent.start != text.doc[index].sent.start or tense(text, verb, verb) is None:
        return None
    person = subject(text, verb)
    return Holding((person,), index, end, "position.becomes", "current", verb=verb) if person else None


def named(text: Text, group: Group) -> Holding | None:
    """ "Y nomme X directeur général"."""
    head = group[0]
    person = text.person_before(head.start)
    if person is None or head.determiner:
        return None
    for index in range(person.start - 1, max(-1, person.start - _VERB), -1):
        if text.lemma(index) in text.data.naming and text.pos(index) == "VERB":
            if tense(text, first_of_group(text, index), index) is None:
                return None
            return beside([person], "position.named")
        if text.is_finite(index) or text.word(index) in ("", ".", ";"):
            return None
    return None


def as_function(text: Text, group: Group) -> Holding | None:
    """ "avec X comme directeur technique", "X a rallié Y en qualité de PDG"."""
    head = group[0]
    for size in (4, 3, 2, 1):
        if text.words(head.start - size, size) not in text.data.introductions:
            continue
        index = head.start - size
        person = text.person_before(index)
        if person is not None:
            return beside([person], "position.as")
        verb = next((i for i in range(index - 1, max(0, index - _CLAUSE), -1) if text.is_finite(i)), None)
        if (described := _arrived(text, verb or 0, index)) is not None:
            return beside([described], "position.as")
        entity = subject(text, verb) if verb is not None else None
        if entity is not None and verb is not None and (state := _service(text, verb, index)) is not None:
            return Holding((entity,), clause_start(text, verb), head.end, "position.as", state, verb=verb)
    return None


def _arrived(text: Text, start: int, end: int) -> Reference | None:
    """Whom a participle between two tokens describes: "X, arrivé d'Intel en mars (comme directeur des opérations)"."""
    for at in range(end - 1, start + 1, -1):
        if text.word(at) in text.data.arrived | text.data.hired | text.data.moved and text.word(at - 1) == ",":
            return text.person_before(at - 1)
    return None


def _service(text: Text, verb: int, end: int) -> str | None:
    """Status of what somebody does "as" something: former for work in the past ("a débuté comme"), else current."""
    state = tense(text, verb, verb)
    last = next((i for i in range(end - 1, verb - 1, -1) if text.pos(i) in ("AUX", "VERB")), verb)
    if state is None or text.lemma(last) not in text.data.serving:
        return None if state is None else ""
    return tense(text, verb, last)


def placed(text: Text, group: Group) -> Holding | None:
    """ "X s'installe à la tête du design de Y", "X a été porté aux commandes de Y"."""
    head = group[0]
    index = before_adverbs(text, head.start - 1)
    if text.word(head.title_start) not in text.data.at or index is None or text.lemma(index) not in text.data.settling:
        return None
    verb = first_of_group(text, index)
    people = subjects(text, verb, head.plural) if text.is_finite(verb) and tense(text, verb, verb) else ()
    return (
        Holding(people, clause_start(text, verb), head.end, "position.placed", "current", verb=index)
        if people
        else None
    )


def identified(text: Text, group: Group) -> Holding | None:
    """ "Le PDG de Y s'appelle X", "La patronne de Y n'est autre que X", "dont le PDG est X"."""
    end = group[-1].end
    if group[0].determiner not in text.data.definite or group[-1].plural:
        return None
    for size in (4, 3, 2, 1):
        person = text.person_at(skip_honorifics(text, end + size))
        if text.words(end, size) not in text.data.identities or person is None:
            continue
        verb = next((i for i in range(end, end + size) if text.is_finite(i)), end)
        state = tense(text, verb, verb)
        owner = relative_owner(text, group[0].start)
        return Holding(person.entities, group[0].start, person.end, "position.identity", state or "", owner, verb=verb)
    return None


def embodied(text: Text, group: Group) -> Holding | None:
    """ "Y se dote d'une administratrice en la personne de X"."""
    size = text.starts(group[-1].end, text.data.embodied)
    person = text.person_at(skip_honorifics(text, group[-1].end + size)) if size else None
    return beside([person], "position.embodied") if person is not None else None


def among(text: Text, group: Group) -> Holding | None:
    """ "Parmi les fondateurs de Y figurent A et B"."""
    head, verb = group[0], group[-1].end
    if not head.plural or text.starts_before(head.start, text.data.among) == 0:
        return None
    while text.word(verb) in text.data.clitics | text.data.adverbs | {","}:
        verb += 1
    first = text.person_at(skip_honorifics(text, verb + 1))
    if first is None or text.lemma(verb) not in text.data.figured | text.data.copulas:
        return None
    return beside(following(text, first), "position.among")


def companion(text: Text, group: Group) -> Holding | None:
    """ "Y, avec X à sa tête", "Y, avec à sa tête X"."""
    head, data = group[0], text.data
    if text.word(head.title_start + 1) not in data.possessives:
        return None
    before = text.person_before(head.title_start)
    after = text.person_at(skip_honorifics(text, group[-1].end))
    person = before if before is not None and text.word(before.start - 1) in data.companions else after
    if person is None or (person is after and text.word(head.title_start - 1) not in data.companions):
        return None
    index = min(person.start, head.title_start) - 1
    while text.word(index) in data.companions | {","}:
        index -= 1
    organization = text.organization_before(index + 1)
    owner = organization.entities[0] if organization else None
    return Holding(person.entities, person.start, person.end, "position.companion", "", owner)


def patron(text: Text, group: Group) -> Holding | None:
    """ "Y a pour patron X"."""
    person = text.person_at(skip_honorifics(text, group[-1].end))
    verb = group[0].start - 2
    if person is None or text.word(verb + 1) not in text.data.as_its or text.lemma(verb) not in text.data.having:
        return None
    organization = text.organization_before(verb) or text.organization_before(verb - 1)
    state = tense(text, verb, verb)
    if organization is None or state is None:
        return None
    owner = organization.entities[0]
    return Holding(person.entities, organization.start, person.end, "position.patron", state, owner, verb=verb)


def behold(text: Text, group: Group) -> Holding | None:
    """ "le voilà directeur général de Y"."""
    head = group[0]
    start = head.title_start - 2
    if text.word(start + 1) not in text.data.behold or text.word(start) not in text.data.objects:
        return None
    gender = text.data.objects.get(text.word(start)) or head.gender or None
    found = text.discourse.antecedents(start, "Person", gender=gender)
    return Holding((found[0],), start, head.end, "position.behold", "current") if found else None


FINDERS: tuple[Finder, ...] = (
    behold,
    companion,
    embodied,
    among,
    identified,
    before_name,
    named,
    apposition,
    before_comma,
    becoming,
    placed,
    copula,
    patron,
    as_function,
    posts.post,
    bare,
    opening,
    aside,
    far_apposition,
)
