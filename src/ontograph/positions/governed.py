"""What a verb of holding governs: an organization, its board or directorate, a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from ontograph import layers
from ontograph.mentions import agreement
from ontograph.positions import context
from ontograph.positions.clauses import first_of_group, relative_owner
from ontograph.positions.data import HoldingVerb
from ontograph.positions.text import Text
from ontograph.record import Reference

_REACH = 14
"""Tokens between a verb and what it governs."""
_NEAR = 6
"""Tokens of a complement behind an organization that a relative clause follows, or behind an organ."""
_CIRCUMSTANCES = 6
"""Adverbs, dates and places between a verb and its object."""
_LIKELY = 0.5
"""Chance from which a clitic stands for an organization."""


@dataclass(frozen=True, slots=True)
class Governed:
    """The role that it makes of a person, and the organizations; token offsets, end exclusive."""

    role: str
    organizations: tuple[str, ...]
    start: int
    end: int


def modified(text: Text, end: int, verb: HoldingVerb) -> Governed | None:
    """The organization, or its board, whose mention ends before the token `end`; past a postposed complement."""
    for index in range(end, max(0, end - _REACH), -1):
        organ = _organ(text, index, verb)
        if organ is not None:
            return organ
        if text.word(index - 1) in ("", ".", ";", ",") or text.is_finite(index - 1):
            break
    for index in range(end, max(0, end - _NEAR), -1):
        found = text.organization_before(index)
        if found is not None and verb.organization:
            part = _part_of(text, found.start) if verb.part else None
            role = verb.organization if part is None else str(verb.part)
            return Governed(role, found.entities, found.start if part is None else part, found.end)
        if (index < end and text.word(index) in ("", ".", ";", ",")) or text.is_finite(index - 1):
            return None
    part = next((i for i in range(end - 1, max(0, end - _NEAR), -1) if text.word(i) in text.data.parts), None)
    if (
        verb.part
        and part is not None
        and all(text.is_nominal(i) or text.word(i) in text.data.of for i in range(part, end))
    ):
        return Governed(verb.part, (), part, end)
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


def _organ(text: Text, end: int, verb: HoldingVerb) -> Governed | None:
    """A board or directorate that ends before the token `end`, with its possessor."""
    for size in (3, 2, 1):
        start = end - size
        phrase = text.words(start, size)
        if {text.word(end), text.words(end, 2)} & text.data.councils:
            continue
        for nouns, role in ((text.data.board, verb.board), (text.data.directorate, verb.directorate)):
            if role is not None and phrase in nouns:
                return Governed(role, _possessor(text, start, end), start, end)
    return None


def _possessor(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The organization of an organ: "son conseil", "le conseil de X", "dont le conseil"."""
    data = text.data
    if text.word(end) in data.of:
        for index in range(end + 1, min(end + _NEAR, len(text.doc))):
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


def following(text: Text, verb_index: int, verb: HoldingVerb) -> Governed | None:
    """What is directed: the noun phrase after the verb, or the clitic before it."""
    index, employer = _past_circumstances(text, verb_index + 1)
    index = _through(text, index, verb)
    if text.word(verb_index - 1) in text.data.places and not employer:
        employer = context.nearest(text, verb_index - 1)
    for size in (3, 2, 1):
        if (organ := _organ(text, index + size, verb)) is not None and organ.start == index:
            owner = organ.organizations or employer
            end = _end_of_complement(text, organ.end)
            return Governed(organ.role, owner, organ.start, end)
    found = text.organization_at(index) or _introduced(text, index)
    if found is not None and not found.named and verb.organization in text.data.weak:
        return None
    part_of = (
        verb.part if found is not None and not found.named and text.word(index) in text.data.subsidiaries else None
    )
    if found is not None and part_of and relative_owner(text, first_of_group(text, verb_index)) is not None:
        return Governed(part_of, (), found.start, found.end)
    if found is not None and verb.organization:
        return Governed(verb.organization, found.entities, found.start, found.end)
    clitic = text.word(verb_index - 1)
    if clitic in text.data.clitics & text.data.definite and verb.organization:
        view = _taken_up(text, verb_index - 1)
        return Governed(verb.organization, (view,) if view else (), verb_index - 1, verb_index + 1)
    if not verb.part or not (text.is_nominal(index) or text.is_name(index)) or not _determined(text, index):
        return None
    return _part(text, index, verb.part, employer)


def _taken_up(text: Text, clitic: int) -> str | None:
    """The organization behind "la" of "X, qui la préside": the one that the sentence names before it, else the one in
    view."""
    here = text.discourse.sentences[clitic]
    own = [
        r
        for r in text.discourse.references
        if r.kind == "Organization" and r.end <= clitic and r.sentence == here and len(r.entities) == 1
    ]
    own = [r for r in own if r.start not in text.complements and r.entities[0] not in text.discourse.minor]
    gender = agreement.gender(text.doc[clitic])
    own = [r for r in own if text.discourse.agrees(r.entities[0], gender) is not False]
    found = text.discourse.organizations(clitic, "pronoun", gender=gender)
    view = next((e for e, chance in found.items() if chance >= _LIKELY), None)
    return own[-1].entities[0] if own else view


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


def _part(text: Text, index: int, role: str, employer: tuple[str, ...]) -> Governed | None:
    """A department, team or product, with the organization it belongs to."""
    start = index
    if text.is_name(index) and text.doc[index].ent_type_ in ("Person", "Place"):
        return None
    while index < start + _REACH:
        reference = text.organization_at(index)
        if reference is not None:
            return Governed(role, reference.entities, start, reference.end)
        inside = text.word(index) in text.data.of | text.data.within | text.data.inside
        if not (text.is_nominal(index) or inside or text.doc[index].ent_type_ == "Product"):
            break
        index += 1
        if index >= len(text.doc):
            break
    while index > start + 1 and text.word(index - 1) in text.data.of | text.data.within | text.data.determiners:
        index -= 1
    if not employer and text.word(start - 1) in text.data.singles:
        return None
    return Governed(role, employer, start, index)


def _past_circumstances(text: Text, index: int) -> tuple[int, tuple[str, ...]]:
    """Past adverbs, dates, "chez X" (the employer) and the determiner after a verb."""
    dates = {i: span.end for span in layers.spans(text.doc, layers.DATES) for i in range(span.start, span.end)}
    employer: tuple[str, ...] = ()
    for _ in range(_CIRCUMSTANCES):
        if text.word(index) in text.data.within and (found := text.organization_at(index + 1)):
            index, employer = found.end, found.entities
        elif index in dates:
            index = dates[index]
        elif index + 1 in dates and text.pos(index) == "ADP":
            index = dates[index + 1]
        elif text.pos(index) == "ADV" or text.word(index) in text.data.circumstances or _is_adverb(text, index):
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
        for at in range(index + 1, min(index + _NEAR, len(text.doc))):
            if (found := text.organization_at(at)) is not None:
                return found.end
            if not text.is_nominal(at):
                break
    return index
