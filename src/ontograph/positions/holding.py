"""Verbs that say a function: "dirige", "que préside X", "dirigée par X", "siège au conseil de Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ontograph import layers
from ontograph.discourse import Reference
from ontograph.positions import context
from ontograph.positions.clauses import clause_start, first_of_group, skip_honorifics, subject, subjects, tense
from ontograph.positions.data import HoldingVerb
from ontograph.positions.text import Text

_UNDER = "sous"
_REACH = 14
_CLAUSE = 25
"""Tokens between a move and its purpose."""


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


@dataclass(frozen=True, slots=True)
class _Object:
    role: str
    organizations: tuple[str, ...]
    start: int
    end: int


def find(text: Text, verbs: dict[str, HoldingVerb]) -> Iterator[Held]:
    """All functions that holding verbs of the Doc state, and phrases that put an organization in somebody's hands."""
    yield from _in_hands(text)
    for token in text.doc:
        agent = _agent(text, token.i)
        if text.pos(token.i) in ("VERB", "ADJ") or agent is not None:
            verb = verbs.get(text.verb_lemma(token.i))
        else:
            verb = _sits(text, token, verbs)
        if verb is None or token.ent_type_:
            continue
        if agent is not None and not text.is_finite(token.i):
            yield from _passive(text, token, verb, agent)
        elif token.morph.get("VerbForm", []) == ["Inf"]:
            yield from _purpose(text, token, verb)
        elif text.is_finite(token.i) or token.pos_ == "NOUN" or _auxiliary(text, token.i) is not None:
            yield from _inverted(text, token, verb) if _is_inverted(text, token.i) else _active(text, token, verb)


def _in_hands(text: Text) -> Iterator[Held]:
    """ "X, sous la houlette de Y, …"."""
    for index in range(1, len(text.doc)):
        if text.word(index) != _UNDER:
            continue
        size = next((n for n in (5, 4) if text.words(index, n) in text.data.hands), 0)
        person = text.person_at(skip_honorifics(text, index + size)) if size else None
        found = text.organization_before(index - 1 if text.word(index - 1) == "," else index)
        if person is not None and found is not None and found.named:
            role, title = text.data.hands[text.words(index, size)], text.doc[index : index + size - 1].text
            for entity in person.entities:
                yield Held(
                    entity, found.entities, role, title, "current", found.start, person.end, index, "position.hands"
                )


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
    finite = text.is_finite(index) and text.lemma(index) in text.data.auxiliaries
    return index if finite else None


def _active(text: Text, token: Token, verb: HoldingVerb) -> Iterator[Held]:
    first = token.i if text.is_finite(token.i) or token.pos_ == "NOUN" else _auxiliary(text, token.i)
    if first is None or (state := tense(text, first, token.i)) is None:
        return
    people = subjects(text, first, "Plur" in text.doc[first].morph.get("Number", []))
    found = _object(text, token.i, verb) if people else None
    if found is None or (found.role == verb.part and first != token.i and not found.organizations):
        return
    for person in people:
        organizations = found.organizations or context.inherited(text, token.i, person)
        if organizations:
            title = text.doc[token.i : found.end].text
            start = clause_start(text, first)
            yield Held(person, organizations, found.role, title, state, start, found.end, token.i, "position.verb")


def _purpose(text: Text, token: Token, verb: HoldingVerb) -> Iterator[Held]:
    """ "X rejoint Y pour (y) diriger la recherche", "X, parti diriger Y": what somebody does where they went."""
    opener = token.i - 1
    while text.word(opener) in text.data.clitics:
        opener -= 1
    moved = _moved(text, opener)
    found = _object(text, token.i, verb) if moved is not None else None
    if moved is None or found is None:
        return
    person, first, state = moved
    organizations = found.organizations or context.nearest(text, opener)
    if organizations:
        title = text.doc[token.i : found.end].text
        yield Held(person, organizations, found.role, title, state, opener, found.end, first, "position.purpose")


def _moved(text: Text, opener: int) -> tuple[str, int, str] | None:
    """(person, verb, status) of the move whose purpose the token `opener` opens ("pour"), or which stands there."""
    purpose = text.word(opener) in text.data.purposes
    for at in range(opener - 1 if purpose else opener, max(0, opener - _CLAUSE), -1):
        if text.word(at) in ("", ".", ";"):
            return None
        lemma = text.lemma(at)
        if text.word(at) in text.data.arrived and first_of_group(text, at) == at:
            person = text.person_ending(at - 1 if text.word(at - 1) == "," else at)
            return (person.entities[0], at, "current") if person is not None else None
        if text.pos(at) != "VERB" or lemma not in text.data.moving | text.data.hiring:
            if not purpose or (text.is_finite(at) and text.lemma(at) not in text.data.auxiliaries):
                return None
            continue
        first = first_of_group(text, at)
        if not text.is_finite(first):
            return None
        if lemma in text.data.hiring:
            hired = text.person_at(skip_honorifics(text, at + 1))
            mover = hired.entities[0] if hired is not None else None
        else:
            mover = subject(text, first)
        state = tense(text, first, first)
        return (mover, at, "current") if mover is not None and state is not None else None
    return None


def _is_inverted(text: Text, index: int) -> bool:
    return _relativized(text, index) is not None


def _relativized(text: Text, index: int) -> tuple[int, tuple[str, ...], int] | None:
    """The "que" before a verb and its subject: "que dirige X", "qu'elle dirigeait", "que X dirige (depuis 2019)"; with
    the end of the clause."""
    data = text.data
    inverted = text.person_at(skip_honorifics(text, index + 1))
    if text.word(index - 1) in data.relative_object and inverted is not None:
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
    found = _modified(text, end, verb)
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
    auxiliary = _auxiliary(text, token.i)
    state = (tense(text, auxiliary, auxiliary) if auxiliary is not None else "current") or ""
    if state and any(text.word(i) in text.data.until for i in range(token.i + 1, agent)):
        state = "former"
    end = auxiliary if auxiliary is not None else token.i
    end = end - 1 if text.word(end - 1) == "," else end
    found = _modified(text, end, verb)
    after = people[-1].end
    if found is None and text.word(after) == "," and verb.organization:
        following = text.organization_at(after + 1) or text.organization_at(after + 2)
        if following is not None:
            found = _Object(verb.organization, following.entities, following.start, following.end)
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


def _modified(text: Text, end: int, verb: HoldingVerb) -> _Object | None:
    """The organization, or its board, whose mention ends before the token `end`; past a postposed complement."""
    for index in range(end, max(0, end - _REACH), -1):
        organ = _organ(text, index, verb)
        if organ is not None:
            return organ
        if text.word(index - 1) in ("", ".", ";", ",") or text.is_finite(index - 1):
            break
    for index in range(end, max(0, end - 6), -1):
        found = text.organization_before(index)
        if found is not None and verb.organization:
            part = _part_of(text, found.start) if verb.part else None
            role = verb.organization if part is None else str(verb.part)
            return _Object(role, found.entities, found.start if part is None else part, found.end)
        if (index < end and text.word(index) in ("", ".", ";", ",")) or text.is_finite(index - 1):
            return None
    if verb.part and text.pos(end - 1) in ("NOUN", "PROPN", "ADJ"):
        return _Object(verb.part, (), end - 1, end)
    return None


def _part_of(text: Text, index: int) -> int | None:
    """First token of the "division mobile de" before an organization at a token."""
    at = index - 1
    while text.word(at) in text.data.definite:
        at -= 1
    if text.word(at) not in text.data.of | text.data.within:
        return None
    while at > 0 and (text.is_nominal(at - 1) or text.word(at - 1) in text.data.of):
        at -= 1
        if text.word(at) in text.data.parts:
            return at
    return None


def _organ(text: Text, end: int, verb: HoldingVerb) -> _Object | None:
    """A board or directorate that ends before the token `end`, with its possessor."""
    for size in (3, 2, 1):
        start = end - size
        phrase = text.words(start, size)
        for nouns, role in ((text.data.board, verb.board), (text.data.directorate, verb.directorate)):
            if role is not None and phrase in nouns:
                return _Object(role, _possessor(text, start, end), start, end)
    return None


def _possessor(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The organization of an organ: "son conseil", "le conseil de X", "dont le conseil"."""
    data = text.data
    if text.word(end) in data.of:
        for index in range(end + 1, min(end + 6, len(text.doc))):
            found = text.organization_at(index)
            if found is not None:
                return found.entities
            if not text.is_nominal(index):
                break
    if text.word(start - 1) in data.possessives:
        possessor = text.discourse.possessor(text.doc[start - 1], "Organization")
        return (possessor,) if possessor else ()
    for index in range(start - 1, max(0, start - 5), -1):
        if text.word(index) in data.relative_owner:
            before = text.organization_before(index - 1 if text.word(index - 1) == "," else index)
            return before.entities if before else ()
    return ()


def _object(text: Text, verb_index: int, verb: HoldingVerb) -> _Object | None:
    """What is directed: the noun phrase after the verb, or the clitic before it."""
    index, employer = _past_circumstances(text, verb_index + 1)
    index = _through(text, index, verb)
    if text.word(verb_index - 1) in text.data.places and not employer:
        employer = context.nearest(text, verb_index - 1)
    for size in (3, 2, 1):
        if (organ := _organ(text, index + size, verb)) is not None and organ.start == index:
            owner = organ.organizations or employer
            end = _end_of_complement(text, organ.end)
            return _Object(organ.role, owner, organ.start, end)
    found = text.organization_at(index) or _introduced(text, index)
    if found is not None and not found.named and verb.organization in text.data.weak:
        return None
    if found is not None and verb.organization:
        return _Object(verb.organization, found.entities, found.start, found.end)
    clitic = text.word(verb_index - 1)
    if clitic in text.data.clitics & text.data.definite and verb.organization:
        view = text.discourse.focus_organization(verb_index - 1)
        return _Object(verb.organization, (view,) if view else (), verb_index - 1, verb_index + 1)
    if not verb.part or not (text.is_nominal(index) or text.is_name(index)) or not _determined(text, index):
        return None
    return _part(text, index, verb.part, employer)


def _introduced(text: Text, index: int) -> Reference | None:
    """The name right behind the noun or adjective that introduces it: "le suisse X", "le groupe Y", no part of one."""
    while text.is_nominal(index) and not text.is_name(index) and text.word(index) not in text.data.parts:
        index += 1
        found = text.organization_at(index)
        if found is not None:
            return found if found.named and found.start == index else None
    return None


def _through(text: Text, index: int, verb: HoldingVerb) -> int:
    """Past the "sur" of "régner sur X"."""
    size = next((n for n in (4, 3, 2, 1) if text.words(index, n) in verb.through), 0)
    index += size
    while size and text.word(index) in text.data.determiners:
        index += 1
    return index


def _determined(text: Text, index: int) -> bool:
    return text.word(index - 1) in text.data.determiners or text.is_name(index)


def _part(text: Text, index: int, role: str, employer: tuple[str, ...]) -> _Object | None:
    """A department, team or product, with the organization it belongs to."""
    start = index
    if text.is_name(index) and text.doc[index].ent_type_ in ("Person", "Place"):
        return None
    while index < start + _REACH:
        reference = text.organization_at(index)
        if reference is not None:
            return _Object(role, reference.entities, start, reference.end)
        inside = text.word(index) in text.data.of | text.data.within | {"«", "»", "à"}
        if not (text.is_nominal(index) or inside or text.doc[index].ent_type_ == "Product"):
            break
        index += 1
        if index >= len(text.doc):
            break
    while index > start + 1 and text.word(index - 1) in text.data.of | text.data.within | text.data.determiners:
        index -= 1
    return _Object(role, employer, start, index)


def _past_circumstances(text: Text, index: int) -> tuple[int, tuple[str, ...]]:
    """Past adverbs, dates, "chez X" (the employer) and the determiner after a verb."""
    dates = {i: span.end for span in layers.spans(text.doc, layers.DATES) for i in range(span.start, span.end)}
    employer: tuple[str, ...] = ()
    for _ in range(6):
        if text.word(index) in text.data.within and (found := text.organization_at(index + 1)):
            index, employer = found.end, found.entities
        elif index in dates:
            index = dates[index]
        elif index + 1 in dates and text.pos(index) == "ADP":
            index = dates[index + 1]
        elif text.pos(index) == "ADV" or text.word(index) in ("en", "outre", "au") or _is_adverb(text, index):
            index += 1
    while text.word(index) in text.data.determiners:
        index += 1
    return index, employer


def _is_adverb(text: Text, index: int) -> bool:
    """ "par ailleurs", "jusqu'ici"."""
    return text.word(index) in text.data.adverbs or text.words(index, 2) in text.data.prefixes


def _end_of_complement(text: Text, index: int) -> int:
    """End of the "de X" after an organ."""
    if text.word(index) in text.data.of:
        for at in range(index + 1, min(index + 6, len(text.doc))):
            if (found := text.organization_at(at)) is not None:
                return found.end
            if not text.is_nominal(at):
                break
    return index
