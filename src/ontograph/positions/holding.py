"""Verbs that say a function: "dirige", "que préside X", "dirigée par X", "siège au conseil de Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontograph.positions import context
from ontograph.positions.clauses import (
    clause_start,
    relative_owner,
    skip_honorifics,
    subjects,
    tense,
)
from ontograph.positions.data import HoldingVerb
from ontograph.positions.governed import Governed, following, modified
from ontograph.positions.purposes import mover
from ontograph.positions.text import Text
from ontograph.record import Reference
from ontograph.tokens import Token

_MEETING = 14
"""Tokens between a board and who presides over its meeting."""


@dataclass(frozen=True, slots=True)
class Held:
    """A function that a verb states; token offsets, end exclusive."""

    person: str
    organizations: tuple[str, ...]
    role: str
    title: str
    state: str
    start: int
    end: int
    verb: int
    rule: str


def find(text: Text, verbs: dict[str, HoldingVerb]) -> Iterator[Held]:
    """All functions that holding verbs of the Doc state, and phrases that put an organization in somebody's hands."""
    yield from _in_hands(text)
    for token in text.doc:
        verb = verbs.get(text.verb_lemma(token.i))
        if token.ent_type_ or (verb is None and text.word(token.i) not in text.data.sits):
            continue
        agent = _agent(text, token.i)
        if agent is None and text.pos(token.i) not in ("VERB", "ADJ"):
            verb = _sits(text, token, verbs)
        if verb is None:
            continue
        if agent is not None and not text.is_finite(token.i):
            yield from _passive(text, token, verb, agent)
        elif token.morph.get("VerbForm", []) == ["Inf"]:
            yield from _purpose(text, token, verb)
        elif text.is_finite(token.i) or token.pos_ == "NOUN" or _auxiliary(text, token.i) is not None:
            yield from _inverted(text, token, verb) if _is_inverted(text, token.i) else _active(text, token, verb)


def _in_hands(text: Text) -> Iterator[Held]:
    """ "X, sous la houlette de Y, …"."""
    for index in text.beginning(text.data.hands):
        size = text.starts(index, text.data.hands)
        person = text.person_at(skip_honorifics(text, index + size)) if size else None
        organ = _presided(text, index, person.end) if person is not None else None
        if organ is not None and person is not None:
            title = text.doc.span(index, index + size - 1).text
            for entity in person.entities:
                yield Held(
                    entity,
                    organ.organizations,
                    organ.role,
                    title,
                    "current",
                    index,
                    person.end,
                    index,
                    "position.hands",
                )
            continue
        found = text.organization_before(index - 1 if text.word(index - 1) == "," else index)
        if person is not None and found is not None and found.named:
            role, title = text.data.hands[text.words(index, size)], text.doc.span(index, index + size - 1).text
            for entity in person.entities:
                yield Held(
                    entity, found.entities, role, title, "current", found.start, person.end, index, "position.hands"
                )


def _presided(text: Text, index: int, end: int) -> Governed | None:
    """The board that meets "sous la présidence de X", told before it or right after: "Réuni sous la présidence de X, le
    conseil de Y …"."""
    if index == 0 or text.data.hands.get(text.words(index, text.starts(index, text.data.hands))) != "President":
        return None
    verb = HoldingVerb([], board="Chair")
    for at in (end, *range(index - 1, max(0, index - _MEETING), -1)):
        if text.word(at) in ("", ".", ";") and at != end:
            return None
        start = at + 1 if at == end else at
        while text.word(start) in text.data.definite:
            start += 1
        organ = next((o for n in (3, 2, 1) if (o := modified(text, start + n, verb)) and o.start == start), None)
        if organ is not None and organ.organizations:
            return organ
    return None


def _agent(text: Text, index: int) -> int | None:
    """The person behind "par" after a participle and its circumstances: "dirigée (depuis 2019) par X"."""
    after = index + 1
    while text.word(after) in text.data.adverbs - text.data.agents or (date := text.date_after(after)) is not None:
        after = after + 1 if text.word(after) in text.data.adverbs else (date.end if date else after + 1)
    if text.word(after) not in text.data.agents or text.person_at(skip_honorifics(text, after + 1)) is None:
        return None
    return skip_honorifics(text, after + 1)


def _sits(text: Text, token: Token, verbs: dict[str, HoldingVerb]) -> HoldingVerb | None:
    """ "siège" without a determiner is a verb, whatever the tagger says."""
    if text.word(token.i) not in text.data.sits or text.word(token.i - 1) in text.data.determiners | text.data.of:
        return None
    return next((verb for verb in verbs.values() if verb.board and not verb.organization), None)


def _auxiliary(text: Text, index: int) -> int | None:
    """The "a" of "a (longtemps) dirigé"."""
    index -= 1
    while text.word(index) in text.data.adverbs:
        index -= 1
    finite = text.is_finite(index) and text.lemma(index) in text.data.auxiliaries | text.data.remaining
    return index if finite else None


def _active(text: Text, token: Token, verb: HoldingVerb) -> Iterator[Held]:
    first = token.i if text.is_finite(token.i) or token.pos_ == "NOUN" else _auxiliary(text, token.i)
    if first is None or (state := tense(text, first, token.i)) is None:
        return
    people = subjects(text, first, "Plur" in text.doc[first].morph.get("Number", []))
    found = following(text, token.i, verb) if people else None
    if found is None or (found.role == verb.part and first != token.i and not found.organizations):
        return
    partner = (
        text.person_at(skip_honorifics(text, found.end + 1)) if text.word(found.end) in text.data.companions else None
    )
    if partner is not None and text.verb_lemma(token.i).startswith(text.data.jointly):
        people = (*people, *partner.entities)
    owner = relative_owner(text, first) if text.word(token.i - 1) not in text.data.clitics else None
    for person in people:
        organizations = found.organizations or ((owner,) if owner else context.inherited(text, token.i, person))
        if organizations:
            title = text.doc.span(token.i, found.end).text
            start = clause_start(text, first)
            yield Held(person, organizations, found.role, title, state, start, found.end, token.i, "position.verb")


def _purpose(text: Text, token: Token, verb: HoldingVerb) -> Iterator[Held]:
    """ "X rejoint Y pour (y) diriger la recherche", "X, parti diriger Y": what somebody does where they went."""
    opener = token.i - 1
    while text.word(opener) in text.data.clitics:
        opener -= 1
    moved = mover(text, opener)
    found = following(text, token.i, verb) if moved is not None else None
    if moved is None or found is None:
        return
    person, first, state = moved
    hired = text.lemma(first) in text.data.hiring  # "Y a recruté X chez Z pour diriger": at Y
    organizations = found.organizations or context.nearest(text, first if hired else opener)
    if organizations:
        title = text.doc.span(token.i, found.end).text
        yield Held(person, organizations, found.role, title, state, opener, found.end, first, "position.purpose")


def _is_inverted(text: Text, index: int) -> bool:
    return _relativized(text, index) is not None


def _relativized(text: Text, index: int) -> tuple[int, tuple[str, ...], int] | None:
    """The "que" before a verb and its subject: "que dirige X", "qu'elle dirigeait", "que X dirige (depuis 2019)"; with
    the end of the clause."""
    data = text.data
    inverted = text.person_at(skip_honorifics(text, index + 1))
    places = data.relative_owner if text.word(index) in data.sits else frozenset()
    if text.word(index - 1) in data.relative_object | places and inverted is not None:
        people = _with(text, inverted)
        return index - 1, tuple(e for p in people for e in p.entities), people[-1].end
    start = index
    if not text.is_finite(index):
        auxiliary = _auxiliary(text, index)
        if auxiliary is None:
            return None
        start = auxiliary
    while text.word(start - 1) in data.adverbs:
        start -= 1
    named = text.person_before(start)
    if named is not None and text.word(named.start - 1) in data.relative_object:
        return named.start - 1, named.entities, index + 1
    if text.word(start - 2) in data.relative_object and (pronoun := text.pronoun(start - 1)) is not None:
        return start - 2, (pronoun,), index + 1
    return None


def _inverted(text: Text, token: Token, verb: HoldingVerb) -> Iterator[Held]:
    """ "la maison que dirige X", "Le conseil, que préside X", "le groupe, qu'il dirigeait"."""
    first = token.i if text.is_finite(token.i) else _auxiliary(text, token.i)
    state = tense(text, first, token.i) if first is not None else None
    relative = _relativized(text, token.i)
    if state is None or relative is None:
        return
    opener, people, stop = relative
    end = opener - 1 if text.word(opener - 1) == "," else opener
    found = modified(text, end, verb)
    if found is None:
        return
    for entity in people:
        organizations = found.organizations or context.inherited(text, found.start, entity)
        if organizations:
            yield Held(
                entity,
                organizations,
                found.role,
                token.text,
                state,
                found.start,
                stop,
                token.i,
                "position.relative-dirige",
            )


def _passive(text: Text, token: Token, verb: HoldingVerb, agent: int) -> Iterator[Held]:
    """ "X, dirigée par Y", "Le conseil est présidé par Y", "Dirigée par Y, X …"."""
    person = text.person_at(agent)
    if person is None:
        return
    people = _with(text, person)
    stays = text.is_finite(token.i - 1) and text.lemma(token.i - 1) in text.data.remaining  # "reste présidé par Y"
    auxiliary = token.i - 1 if stays else _auxiliary(text, token.i)
    state = (tense(text, auxiliary, auxiliary) if auxiliary is not None else "current") or ""
    if state and any(text.word(i) in text.data.until for i in range(token.i + 1, agent)):
        state = "former"
    end = auxiliary if auxiliary is not None else token.i
    end = end - 1 if text.word(end - 1) == "," else end
    found = modified(text, end, verb)
    after = people[-1].end
    if found is None and text.word(after) == "," and verb.organization:
        following = text.organization_at(after + 1) or text.organization_at(after + 2)
        if following is not None:
            found = Governed(verb.organization, following.entities, following.start, following.end)
    if found is None or not state:
        return
    start, stop = min(found.start, token.i), max(after, found.end if found.start > token.i else 0)
    for entity in (e for p in people for e in p.entities):
        organizations = found.organizations or context.inherited(text, found.start, entity)
        if organizations:
            yield Held(
                entity, organizations, found.role, token.text, state, start, stop, token.i, "position.passive-dirige"
            )


def _with(text: Text, first: Reference) -> list[Reference]:
    """ "X et Y" after the verb."""
    people = [first]
    while text.word(people[-1].end) in text.data.conjunctions and (more := text.person_at(people[-1].end + 1)):
        people.append(more)
    return people
