"""Where people come from or work, told without a title: "arrivée de chez X", "autrefois chez X", "styliste chez X",
"Ada Brun, de X,", "a fait ses armes chez X"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.positions.affiliations import ROLE, finite_verb
from ontograph.positions.clauses import first_of_group, subject
from ontograph.positions.phrases import Phrase, coordinated, employer, left_edge
from ontograph.positions.text import Text

_BACK = 8
"""Tokens between a verb of coming and "de chez X"."""
_OBJECT = 12
"""Tokens of the object of a verb of hiring."""
_PROFESSION = 3
"""Words of a profession before "chez X"."""

Worked = tuple[str, tuple[str, ...], int, int]


def phrases(text: Text, titled: list[Phrase]) -> Iterator[Phrase]:
    """Each expression as a title phrase of class Other, so that holders are found as those of titles are."""
    inside = {i for p in titled for i in range(p.title_start, p.title_end)}
    starts = {*text.at(text.data.from_words | text.data.within | {",", "("}), *text.beginning(text.data.moments)}
    for index in sorted(starts):
        found = _came(text, index) or _then(text, index) or _at_work(text, index, inside)
        found = found or _of(text, index) or _bracketed(text, index)
        if found is not None:
            yield found


def _phrase(text: Text, start: int, at: int, end: int, state: str) -> Phrase | None:
    """The phrase from `start` whose organizations begin at the token `at`."""
    found = text.organization_at(at)
    if found is None or not found.named:
        return None
    end, organizations = coordinated(text, found.end, found.entities)
    edge, determiner = left_edge(text, start)
    plural = text.word(start).endswith("s") or text.word(edge) in text.data.all_of
    return Phrase(edge, end, start, end, ROLE, state, "", plural, determiner, None, organizations, tie=True)


def _came(text: Text, index: int) -> Phrase | None:
    """ "arrivé dix mois plus tôt de chez X": a participle of coming and, further on, "de chez X"."""
    size = _origin(text, index)
    hired = not size and text.word(index) in text.data.within
    if not size and not hired:
        return None
    for at in range(index - 1, max(0, index - _BACK), -1):
        if hired and text.word(at) in text.data.hired:
            size = 1
            return _phrase(text, at, index + size, index + size, "former") if not _has_auxiliary(text, at) else None
        if not hired and text.word(at) in text.data.arrived:
            return _phrase(text, at, index + size, index + size, "former") if not _has_auxiliary(text, at) else None
        if text.is_finite(at) or text.word(at) in ("", ".", ";", ","):
            return None
    return None


def _origin(text: Text, index: int) -> int:
    """Words of a "de chez" or "en provenance de" at a token, or of the "de" of "venue de X" right behind it."""
    if text.word(index) not in text.data.from_words:
        return 0
    size = next((n for n in (3, 2) if text.words(index, n) in text.data.origins), 0)
    return size or _directly(text, index)


def _directly(text: Text, index: int) -> int:
    """1 for the "de" between a verb of coming and the name of an organization; articles may stand before the name."""
    before = text.word(index - 1)
    came = before in text.data.arrived or text.lemma(index - 1) in text.data.coming
    came = came and before not in text.data.leaving_forms
    if not came or text.word(index) not in text.data.of:
        return 0
    size = 1
    while text.word(index + size) in text.data.definite:
        size += 1
    found = text.organization_at(index + size)
    return size if found is not None and found.named else 0


def _has_auxiliary(text: Text, index: int) -> bool:
    at = index - 1
    while text.word(at) in text.data.adverbs:
        at -= 1
    return text.pos(at) == "AUX"


def _then(text: Text, index: int) -> Phrase | None:
    """ "autrefois chez X", "désormais chez X"."""
    if text.word(index - 1) not in text.data.openers:
        return None
    for size in (3, 2, 1):
        state = text.data.moments.get(text.words(index, size))
        if state and text.word(index + size) in text.data.within:
            return _phrase(text, index, index + size + 1, index + size + 1, state)
    return None


def _at_work(text: Text, index: int, inside: set[int]) -> Phrase | None:
    """ "X, styliste chez Y": any profession that no title is known for."""
    if text.word(index) not in text.data.within or index - 1 in inside:
        return None
    start = index
    while start > index - _PROFESSION and text.pos(start - 1) in ("NOUN", "ADJ") and not text.is_name(start - 1):
        start -= 1
    noun = next((i for i in range(start, index) if text.pos(i) == "NOUN"), None)
    if (
        noun is None
        or text.word(noun) in text.data.years | text.data.arrived | text.data.moved
        or text.word(noun) in text.data.not_professions
    ):
        return None
    edge, determiner = left_edge(text, start)
    if (
        determiner not in text.data.singles | {""}
        or text.word(edge - 1) not in text.data.openers
        or inside & {*range(start, index)}
    ):
        return None
    state = next((text.data.moments[w] for w in map(text.word, range(edge, start)) if w in text.data.moments), "")
    found = text.organization_at(index + 1)
    if found is None or not found.named:
        return None
    return Phrase(edge, found.end, start, index, ROLE, state, "", False, determiner, None, found.entities, tie=True)


def _of(text: Text, index: int) -> Phrase | None:
    """ "Ada Brun, de X, …", "Ada Brun, chez X, …"."""
    if text.word(index) != "," or text.person_before(index) is None:
        return None
    size = _origin(text, index + 1) or (text.word(index + 1) in text.data.of | text.data.within)
    if not size:
        return None
    after = index + 1 + size
    while text.word(after) in text.data.definite:
        after += 1
    found = text.organization_at(after)
    if found is None or not found.named or text.word(found.end) != ",":
        return None
    return Phrase(index + 1, found.end, index + 1, found.end, ROLE, "", "", False, "", None, found.entities, tie=True)


def _bracketed(text: Text, index: int) -> Phrase | None:
    """ "Ada Brun (X)": in a bracket of its own, whom somebody works for."""
    if text.word(index) != "(" or text.person_before(index) is None:
        return None
    found = text.organization_at(index + 1)
    if found is None or not found.named or text.word(found.end) != ")" or found.entities[0] in text.discourse.minor:
        return None
    return Phrase(index + 1, found.end, index + 1, found.end, ROLE, "", "", False, "", None, found.entities, tie=True)


def fetched(text: Text) -> Iterator[Worked]:
    """(person, organizations, start, end) of "recrute chez X une ingénieure, Ada Brun", "fait venir Ada Brun de chez
    X", "est allé chercher Ada Brun chez X"."""
    for index in text.at(text.data.within):
        found = employer(text, index + 1)
        verb = _fetching(text, index - 1 if text.word(index - 1) in text.data.of else index) if found else None
        if found is None or verb is None:
            continue
        named = next((p for i in range(verb + 1, index) if (p := text.person_before(i)) is not None), None)
        for at in range(found[0], min(found[0] + _OBJECT, len(text.doc))):
            if named is not None or text.is_finite(at) or text.word(at) in ("", ".", ";", ":"):
                break
            named = text.person_at(at)
        if named is not None:
            yield named.entities[0], found[1], min(verb, named.start), max(found[0], named.end)


def _fetching(text: Text, end: int) -> int | None:
    """The active verb of hiring away right before a "chez" at the token `end`, or before the name of whom it hires."""
    person = text.person_before(end)
    at = end - 1 if person is None else person.start - 1
    while text.word(at) in text.data.adverbs or text.word(at) in text.data.honorifics:
        at -= 1
    if text.pos(at) != "VERB" or text.lemma(at) not in text.data.fetching:
        return None
    first = first_of_group(text, at)
    passive = any(text.lemma(i) == "être" for i in range(first, at))
    alone = first == at and text.word(at) in text.data.hired | text.data.arrived
    return None if passive or alone or (text.lemma(at) == "venir" and text.lemma(at - 1) != "faire") else at


def careers(text: Text) -> Iterator[Worked]:
    """(person, organizations, start, end) of "a fait ses armes chez X", "a débuté sa carrière chez X"."""
    for index in text.at(text.data.careers):
        at = next((n for n in (3, 2, 1) if text.words(index + 1, n) in text.data.frames), 0)
        found = employer(text, index + 1 + at) if at else None
        verb = finite_verb(text, index) if found is not None else None
        person = subject(text, verb) if verb is not None else None
        if found is not None and verb is not None and person is not None:
            end, organizations = coordinated(text, *found)
            yield person, organizations, min(verb, index), end


def came(text: Text) -> Iterator[Worked]:
    """(person, organizations, start, end) of "elle vient de chez X", "il était arrivé en provenance de X"."""
    for index in text.at(text.data.from_words):
        size = _origin(text, index)
        found = employer(text, index + size) if size else None
        if found is None:
            continue
        for at in range(index - 1, max(0, index - _BACK), -1):
            if text.lemma(at) in text.data.coming or text.word(at) in text.data.arrived:
                first = first_of_group(text, at)
                verb = first if text.is_finite(first) else None
                person = subject(text, verb) if verb is not None else None
                if person is not None:
                    yield person, found[1], at, found[0]
                break
            if text.word(at) in ("", ".", ";"):
                break
