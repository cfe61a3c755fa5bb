"""Titles in their noun phrases: determiner before, organization behind, joined where they share a holder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ontograph.positions.text import Text
from ontograph.tokens import Span

_REACH = 10
"""Tokens between a preposition and the organization that it governs."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A title with what belongs to it; token offsets, end exclusive."""

    start: int
    end: int
    title_start: int
    title_end: int
    role: str
    state: str = ""
    gender: str = ""
    plural: bool = False
    determiner: str = ""
    """The word that opens it, "" for a bare title."""
    owner: int | None = None
    """Token of a possessive determiner."""
    organizations: tuple[str, ...] = ()
    generic: bool = False
    """A common noun stands for its organization ("du groupe")."""
    tie: bool = False
    """It is a former employer rather than a title, and lends it to no title beside it."""
    closed: bool = False
    """It names something that is no organization ("président de la région"): nothing may be inherited."""


def read(text: Text, titles: Iterable[Span], plurals: frozenset[int]) -> list[Phrase]:
    """A phrase for each title; `plurals` are the first tokens of plural titles."""
    phrases = []
    for title in titles:
        start, determiner = left_edge(text, title.start)
        end, organizations, closed = complement(text, title.end)
        generic = _generic(text, end) if closed else None
        possessive = start if determiner in text.data.possessives else None
        phrases.append(
            Phrase(
                start,
                generic or end,
                title.start,
                title.end,
                title.label_,
                title.id_,
                title.kb_id_,
                title.start in plurals,
                determiner,
                possessive,
                organizations,
                generic is not None,
                closed=closed and generic is None,
            )
        )
    return phrases


def _generic(text: Text, index: int) -> int | None:
    """End of a "du groupe" or "de la maison" that nobody has linked to its organization."""
    if text.word(index) not in text.data.of:
        return None
    while text.word(index) in text.data.of or text.word(index) in text.data.definite:
        index += 1
    definite = text.word(index - 1) in text.data.definite | text.data.contracted
    size = next((n for n in (2, 1) if text.words(index, n) in text.data.generics), 0)
    after = index + size
    narrowed = text.word(after) in text.data.of | text.data.at or text.pos(after) == "ADJ" or text.is_name(after)
    return after if size and definite and not narrowed else None


def left_edge(text: Text, index: int) -> tuple[int, str]:
    """First token of the noun phrase around a title at `index`, and its determiner."""
    data, title = text.data, index
    while index > 0 and not text.is_name(index - 1):
        before = text.word(index - 1)
        if before in data.pronouns and index == title:
            break
        if before in data.determiners:
            return _opened(text, index - 1), before
        size = next((n for n in (3, 2) if text.words(index - n, n) in data.prefixes), 0)
        if before in data.of_these and _counts(text, index - 2):
            size = 1
        elif before in data.appointed or before in data.prefixes or _counts(text, index - 1):
            size = max(size, 1)
        elif text.person_ending(index) is not None:
            break
        elif text.pos(index - 1) == "ADJ" and text.word(index - 2) in data.determiners:
            size = 1
        elif (date := text.date_before(index)) is not None and text.word(date - 1) in data.appointed:
            size = index - date
        if not size:
            break
        index -= size
    return index, ""


def _opened(text: Text, index: int) -> int:
    """Past the article of "l'un (des)"."""
    counted = _counts(text, index) and text.word(index - 1) in text.data.definite
    return index - 1 if counted else index


def _counts(text: Text, index: int) -> bool:
    return text.word(index) in text.data.counts


def complement(text: Text, index: int) -> tuple[int, tuple[str, ...], bool]:
    """The organizations that a title at its end `index` names: (end, entity ids, whether it names something else)."""
    data = text.data
    start = index
    while text.pos(index) == "ADJ" and not text.is_name(index) and index < start + 2:
        index += 1
    if text.word(index) == "(" and (found := text.organization_at(index + 1)) and text.word(found.end) == ")":
        return found.end + 1, found.entities, False
    index = _past_superior(text, index)
    beside = text.organization_at(index) if index == start else None
    if beside is not None and beside.named:
        return beside.end, beside.entities, False
    region = _region(text, index)
    if region > index and text.word(region) in data.of | data.at:
        index = region
    if text.word(index) not in data.of | data.at:
        return max(start, region), (), index > start or (text.is_name(index) and text.person_at(index) is None)
    first = governed(text, index + 1)
    if first is None:
        return start, (), text.word(index) in data.of
    end, organizations = coordinated(text, *first)
    return _region(text, end), organizations, False


def _region(text: Text, index: int) -> int:
    """Past the part of the world that a title covers: "(vice-président) pour l'Europe et l'Afrique"."""
    if text.word(index) not in text.data.regions:
        return index
    at = index + 1
    while text.word(at) in text.data.definite:
        at += 1
    if not text.is_place(at) and (text.pos(at) != "PROPN" or text.is_name(at)):
        return index
    while text.is_place(at + 1) or (text.word(at + 1) in text.data.conjunctions and text.is_place(at + 2)):
        at += 1 if text.is_place(at + 1) else 2
    return at + 1


def coordinated(text: Text, end: int, organizations: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """The organizations that end before the token `end`, with those that are coordinated to them."""
    while (more := _next(text, end)) is not None:
        end, further = more
        organizations = (*organizations, *further)
    return end, organizations


def _past_superior(text: Text, index: int) -> int:
    """Past the person of "bras droit de X chez Y"."""
    person = text.person_at(index + 1) if text.word(index) in text.data.of else None
    return person.end if person is not None and text.word(person.end) in text.data.within else index


def governed(text: Text, index: int) -> tuple[int, tuple[str, ...]] | None:
    """The organization that a preposition before `index` governs, past common nouns ("du site de rencontres X")."""
    limit = index + _REACH
    found: tuple[int, tuple[str, ...]] | None = None
    while index < limit:
        reference = text.organization_at(index)
        if reference is not None and (found is None or reference.entities == found[1]):
            found = reference.end, reference.entities
            if reference.named:
                return found
            index = reference.end
            continue
        inside = text.word(index) in text.data.of or (text.word(index) in '«»"“”-' and text.word(index))
        inside = inside or (text.word(index) in text.data.compounds and text.pos(index + 1) == "NOUN")
        if not (text.is_nominal(index) or inside) or text.is_name(index):
            return found
        index += 1
    return found


def employer(text: Text, index: int) -> tuple[int, tuple[str, ...]] | None:
    """The named organization whose phrase begins at a token: "X", "la banque d'affaires X", "l'assureur en ligne X"."""
    if text.word(index) in text.data.singles:
        return None
    found = governed(text, index)
    reference = text.organization_before(found[0]) if found is not None else None
    return found if reference is not None and reference.named else None


def _next(text: Text, index: int) -> tuple[int, tuple[str, ...]] | None:
    """ "et de SpaceX", ", de SpaceX", "et SpaceX", ", SpaceX et Neuralink"."""
    data = text.data
    if text.word(index) not in data.conjunctions | {","}:
        return None
    if text.word(index) == "," and text.word(index + 1) in data.joins - {","}:
        index += 1  # ", puis de Y"
    again = (
        data.of | data.agents if text.word(index) in data.joins - data.conjunctions else data.of | data.at | data.agents
    )
    repeated = text.word(index + 1) in again
    after = index + 2 if repeated else index + 1
    while text.word(after) in data.definite:
        after += 1
    found = text.organization_at(after)
    if found is None or (not repeated and not found.named):
        return None
    if repeated:
        return found.end, found.entities
    if text.word(index) == "," and _next(text, found.end) is None:
        return None
    return None if text.is_finite(found.end) else (found.end, found.entities)


def group(text: Text, phrases: list[Phrase]) -> list[list[Phrase]]:
    """Titles of one holder together: "cofondateur et PDG de X", "son PDG et cofondateur"."""
    groups: list[list[Phrase]] = []
    for phrase in phrases:
        if groups and _joined(text, groups[-1][-1], phrase):
            former = groups[-1][-1].state == "former" and not phrase.state
            groups[-1].append(replace(phrase, state="former") if former else phrase)
        else:
            groups.append([phrase])
    return groups


def _joined(text: Text, left: Phrase, right: Phrase) -> bool:
    between = [text.word(i) for i in range(left.end, right.start)]
    if len(between) > 1 and between[-1] in text.data.of and text.word(left.start - 1) in text.data.of:
        between.pop()
    if not between or "" in between or any(w not in text.data.joins for w in between) or left.plural != right.plural:
        return False
    one_of = _counts(text, right.start + 1) and text.word(right.start) in text.data.definite
    bare = right.determiner == "" or one_of
    return bare and not (text.person_at(right.end) and right.determiner)
