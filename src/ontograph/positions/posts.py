"""Posts that a verb gives, keeps, hands over or takes away: "garde son poste de", "cède les rênes à X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ontograph.positions.clauses import (
    clause_start,
    first_of_group,
    is_future,
    relative_owner,
    skip_honorifics,
    subject,
    subjects,
    tense,
)
from ontograph.positions.holders import Group, Holding, beside
from ontograph.positions.text import Text
from ontograph.record import Reference

RULE, HANDED = "position.post", "position.handed"
_VERB = 8
"""Tokens between a verb and the post that it takes."""
_RECEIVER = 6
"""Tokens between a post and the person who gets it."""


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
        if text.pos(index) == "VERB" and lemma in data.entrusting:
            return _entrusted(text, index, end)
        if text.pos(index) == "VERB" or text.word(index) in ("", ".", ";"):
            return None
    return None


def receiver(text: Text, group: Group, left: Holding) -> Iterator[Holding]:
    """Who gets the post that somebody has `left`: "cède sa place de directeur technique à X"."""
    if left.rule != RULE or left.state != "former" or left.verb is None or text.lemma(left.verb) in text.data.keeping:
        return
    person = _receiver(text, group[-1].end)
    if person is not None:
        yield replace(beside([person], HANDED), state="current", owner=left.owner, verb=left.verb)


def _receiver(text: Text, index: int) -> Reference | None:
    """The "à X" behind a post and its circumstances."""
    for at in range(index, index + _RECEIVER):
        if text.word(at) in text.data.at - text.data.within:
            person = text.person_at(skip_honorifics(text, at + 1))
            if person is not None:
                return person
        if text.word(at) in ("", ".", ";", ":", ",") or text.is_finite(at):
            return None
    return None


def _entrusted(text: Text, index: int, end: int) -> Holding | None:
    """ "Y confie les rênes à X", "Y lui offre le titre de directeur artistique"."""
    verb = first_of_group(text, index)
    if tense(text, verb, index) is None:
        return None
    person = _receiver(text, end)
    if person is not None:
        return replace(beside([person], HANDED), state="current", verb=index)
    for at in (verb - 1, verb - 2):
        giver = {subject(text, verb) or ""}
        people = text.discourse.antecedents(at, "Person", exclude=giver) if text.word(at) in text.data.datives else []
        if people:
            return Holding((people[0],), at, end, HANDED, "current", verb=index)
    return None


def _falling(text: Text, end: int, verb: int) -> Holding | None:
    """ "La direction générale revient à X", "est confiée à X"."""
    if text.lemma(verb) not in text.data.falling or text.word(verb + 1) not in text.data.at:
        return None
    person = text.person_at(skip_honorifics(text, verb + 2))
    first = next((i for i in range(end, verb + 1) if text.is_finite(i)), verb)
    state = tense(text, first, first)
    return beside([person], RULE) if person and state == "current" else None


def _kept_by(text: Text, end: int, verb: int) -> Holding | None:
    """ "L'intérim est assuré par X", "la présidence, assurée par X"."""
    if text.lemma(verb) not in text.data.keeping or text.word(verb + 1) not in text.data.agents:
        return None
    holder = text.person_at(skip_honorifics(text, verb + 2))
    first = next((i for i in range(end, verb + 1) if text.is_finite(i)), None)
    state = tense(text, first, first) if first is not None else "current"
    if holder is None or state is None:
        return None
    return Holding(holder.entities, end - 1, holder.end, RULE, state, verb=verb)


def _aspect(text: Text, index: int) -> int | None:
    """The finite verb of "cesse d'exercer", "vient de prendre" before an infinitive at a token."""
    if text.doc[index].morph.get("VerbForm", []) != ["Inf"]:
        return None
    at = index - 2 if text.word(index - 1) in text.data.of | text.data.at else index - 1
    known = text.lemma(at) in text.data.ceasing | text.data.aspects
    return first_of_group(text, at) if known and text.pos(at) in ("AUX", "VERB") else None


def _by_verb(text: Text, index: int, end: int) -> Holding | None:
    data, lemma = text.data, text.lemma(index)
    aspect = _aspect(text, index)
    verb = first_of_group(text, index) if aspect is None else aspect
    state = tense(text, verb, index if aspect is None else verb)
    plural = "Plur" in text.doc[verb].morph.get("Number", [])
    people = subjects(text, verb, plural) if text.is_finite(verb) else ()
    lasting = is_future(text, verb) and lemma in data.retaining | data.leaving
    kept = lemma in data.leaving and state is not None and _denied(text, verb, index)
    if not people or (state is None and not lasting):
        return None
    if lasting or kept or lemma in data.taking:
        state = "current"
    if (lemma in data.leaving and not (lasting or kept)) or text.lemma(verb) in data.ceasing:
        state = "former"
    told = index if aspect is None else aspect
    owner, start = relative_owner(text, verb), clause_start(text, verb)
    return Holding(people, start, end, RULE, state or "", owner, verb=None if kept else told, planned=lasting)


def _denied(text: Text, verb: int, index: int) -> bool:
    """Whether a verb group is negated: "n'a jamais lâché (la direction)"."""
    before = verb - 1
    while text.word(before) in text.data.clitics:
        before -= 1
    return text.word(before) in text.data.negative and any(
        text.word(i) in text.data.negations for i in range(verb, index + 2)
    )
