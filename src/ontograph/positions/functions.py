"""Titles that a verb gives: becoming, being named, holding or leaving a post, acting "as"."""

from __future__ import annotations

from collections.abc import Callable

from ontograph.positions.clauses import (
    before_adverbs,
    clause_start,
    first_of_group,
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

_CLAUSE = 40
"""Tokens back to the verb of an "as" phrase."""
_VERB = 8
"""Tokens between a verb and the post that it takes."""

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
        if text.words(head.start - size, size) not in text.introductions:
            continue
        index = head.start - size
        person = text.person_before(index)
        if person is not None:
            return beside([person], "position.as")
        verb = next((i for i in range(index - 1, max(0, index - _CLAUSE), -1) if text.is_finite(i)), None)
        entity = subject(text, verb) if verb is not None else None
        if entity is not None and verb is not None and tense(text, verb, verb) is not None:
            return Holding((entity,), clause_start(text, verb), head.end, "position.as", verb=verb)
    return None


def post(text: Text, group: Group) -> Holding | None:
    """ "X garde son poste de directeur technique", "X prend le titre de PDG"."""
    data, head = text.data, group[0]
    if text.word(head.start - 1) not in data.of or text.word(head.start - 2) not in data.posts:
        return None
    return held(text, head.start - 2, head.end)


def held(text: Text, noun: int, end: int) -> Holding | None:
    """Who has, takes or leaves the post whose noun stands at a token, by the verb after it or before it."""
    data = text.data
    after = end
    while text.pos(after) in ("AUX", "ADV", "VERB") and text.lemma(after) not in data.falling | data.keeping:
        after += 1
    found = _falling(text, end, after) or _kept_by(text, end, after)
    if found is not None:
        return found
    for index in range(noun - 1, max(-1, noun - _VERB), -1):
        lemma = text.lemma(index)
        if text.pos(index) == "VERB" and lemma in data.keeping | data.taking | data.leaving:
            return _by_verb(text, index, end)
        if text.pos(index) == "VERB" or text.word(index) in ("", ".", ";"):
            return None
    return None


def _falling(text: Text, end: int, verb: int) -> Holding | None:
    """ "La direction générale revient à X", "est confiée à X"."""
    if text.lemma(verb) not in text.data.falling or text.word(verb + 1) not in text.data.at:
        return None
    receiver = text.person_at(skip_honorifics(text, verb + 2))
    first = next((i for i in range(end, verb + 1) if text.is_finite(i)), verb)
    state = tense(text, first, first)
    return beside([receiver], "position.post") if receiver and state == "current" else None


def _kept_by(text: Text, end: int, verb: int) -> Holding | None:
    """ "L'intérim est assuré par X", "la présidence, assurée par X"."""
    if text.lemma(verb) not in text.data.keeping or text.word(verb + 1) not in text.data.agents:
        return None
    holder = text.person_at(skip_honorifics(text, verb + 2))
    first = next((i for i in range(end, verb + 1) if text.is_finite(i)), None)
    state = tense(text, first, first) if first is not None else "current"
    if holder is None or state is None:
        return None
    return Holding(holder.entities, end - 1, holder.end, "position.post", state, verb=verb)


def _by_verb(text: Text, index: int, end: int) -> Holding | None:
    data, lemma = text.data, text.lemma(index)
    verb = first_of_group(text, index)
    state = tense(text, verb, index)
    person = subject(text, verb) if text.is_finite(verb) else None
    if state is None or person is None:
        return None
    if lemma in data.leaving:
        state = "former"
    elif lemma in data.taking:
        state = "current"
    return Holding((person,), clause_start(text, verb), end, "position.post", state, verb=index)


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


FINDERS: tuple[Finder, ...] = (
    companion,
    identified,
    before_name,
    named,
    apposition,
    before_comma,
    becoming,
    copula,
    as_function,
    post,
    bare,
    opening,
    aside,
    far_apposition,
)
