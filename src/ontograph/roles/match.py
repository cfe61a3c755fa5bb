"""Finds titles in units: core phrase, modifiers, the department that belongs to it, the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontograph.roles.around import content, of_subsidiary, owned, promoted
from ontograph.roles.lexicon import IGNORED, Lexicon, Phrases
from ontograph.roles.units import DATE, Unit


@dataclass(frozen=True, slots=True)
class Found:
    """A title in units [start, end)."""

    start: int
    end: int
    role: str
    state: str
    gender: str
    plural: bool
    post: bool = False
    """Names the function, not its holder."""


def titles(lexicon: Lexicon, units: Sequence[Unit]) -> Iterator[Found]:
    """All titles and posts from left to right, none overlapping."""
    index = 0
    while index < len(units):
        found = _at(lexicon, units, index)
        if found is None:
            index += 1
            continue
        if found.role != IGNORED:
            yield found
        index = found.end


def _at(lexicon: Lexicon, units: Sequence[Unit], index: int) -> Found | None:
    if units[index].name or lexicon.lemma(units[index].text) not in lexicon.openers:
        return None
    tables: tuple[tuple[Phrases, bool], ...] = (
        (lexicon.titles, False),
        (lexicon.posts, True),
        (lexicon.placements, False),
    )
    best: tuple[int, str, Phrases, bool] | None = None
    for table, post in tables:
        hit = lexicon.longest(table, units, index)
        if hit is not None and (best is None or hit[0] > best[0]):
            best = (*hit, table, post)
    if best is None:
        return None
    end, role, table, post = best
    if role == IGNORED:
        return Found(index, end, role, "", "", False)
    if table is lexicon.titles and end - index == 1 and not _plausible(lexicon, units, index):
        return None
    return _extended(lexicon, units, index, end, role, post)


def _plausible(lexicon: Lexicon, units: Sequence[Unit], index: int) -> bool:
    """Forms that are adjectives or participles elsewhere need a tagger's noun, or words that only a title has."""
    unit = units[index]
    before = units[index - 1] if index and not unit.broken else None
    if unit.text not in lexicon.cautious:
        return True
    if before is not None and before.text in lexicon.grammar.gerund:
        return False
    if index + 1 < len(units) and units[index + 1].text in lexicon.grammar.nominal:
        return True
    if promoted(lexicon, units, index):
        return True
    opens = before is None or before.text in lexicon.grammar.stops
    if unit.text in lexicon.charged:
        return before is None or opens or before.text in lexicon.grammar.before_charged
    opens = opens or (before is not None and before.text in lexicon.grammar.before_charged)
    if opens and owned(lexicon, units, index + 1):
        return True
    return unit.pos in {"NOUN", "PROPN", ""} or (before is not None and before.text in lexicon.articles)


def _extended(lexicon: Lexicon, units: Sequence[Unit], start: int, core: int, role: str, post: bool) -> Found | None:
    head = lexicon.lemmas([unit.text for unit in units[start:core]])
    end = _modified(lexicon, units, core, head in lexicon.open)
    if any(lexicon.longest(lexicon.merely, units, at) for at in (core, end)):
        return None
    reach = department(lexicon, units, _country(lexicon, units, end))
    if head in lexicon.owned and owned(lexicon, units, end):
        role, reach = lexicon.owned[head], end
    elif head in (lexicon.needy | lexicon.owned.keys() if reach == end else lexicon.owned.keys() - lexicon.needy):
        return None
    elif role in lexicon.undivided:
        reach = end
    narrowed = reach > end or (head in lexicon.open and end > _past_suffixes(lexicon, units, core))
    if narrowed or of_subsidiary(lexicon, units, end):
        role = lexicon.scoped.get(role, role)
    if reach > end:
        end = _modified(lexicon, units, reach, False)
    form = lexicon.form(units[start].text)
    gender = form.gender or _article_gender(lexicon, units, start)
    return Found(start, end, role, _state(lexicon, units, start), "" if post else gender, form.plural, post)


def _past_suffixes(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int:
    """Past what closes a title without narrowing it ("par intérim")."""
    while (suffix := lexicon.longest(lexicon.suffixes, units, index)) is not None:
        index = suffix[0]
    return index


def _country(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int:
    """Past the place that narrows a title without a preposition: "directrice générale France (de X)"."""
    known = None if index < len(units) and units[index].broken else lexicon.longest(lexicon.territories, units, index)
    if known is not None:
        return known[0]
    here, after = units[index : index + 1], units[index + 1 : index + 2]
    bare = bool(here) and here[0].name == "Place" and not here[0].broken
    return index + 1 if bare and not (after and after[0].name) else index


def _modified(lexicon: Lexicon, units: Sequence[Unit], index: int, is_open: bool) -> int:
    """Past the adjectives, the bare nouns (of open titles) and the suffixes of a title."""
    bare = 0
    while index < len(units) and not units[index].broken:
        unit = units[index]
        suffix = lexicon.longest(lexicon.suffixes, units, index)
        if suffix is not None:
            index = suffix[0]
        elif not unit.name and lexicon.lemma(unit.text) in lexicon.modifiers:
            index += 1
        elif unit.text in lexicon.nations:
            break
        elif is_open and bare < 2 and content(lexicon, unit) and lexicon.longest(lexicon.titles, units, index) is None:
            bare += 1
            index += 1
        else:
            break
    return index


def department(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int:
    """End of a complement that narrows the title ("de la recherche"); `index` itself where there is none.

    A complement that names or describes an organization is none: "patron d'OpenAI", "patron de la start-up".
    """
    end = index
    while True:
        inner = _linked(lexicon, units, end)
        if inner is None and end > index and end < len(units) and units[end].text in lexicon.grammar.conjunctions:
            inner = _linked(lexicon, units, end + 1) or _bare_and(lexicon, units, end + 1)
        if inner is None:
            return end
        end = inner


def _bare_and(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int | None:
    """ "(recherche) et développement": a noun without article right after the conjunction."""
    if index >= len(units) or units[index].broken or units[index].pos != "NOUN":
        return None
    if not content(lexicon, units[index]) or lexicon.longest(lexicon.titles, units, index) is not None:
        return None
    return _phrase(lexicon, units, index)


def _linked(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int | None:
    """End of one "de la recherche" at `index`, or None."""
    index = _charged(lexicon, units, index)
    if index >= len(units) or units[index].text not in lexicon.links or units[index].broken:
        return None
    link = units[index].text
    index += 1
    if link in lexicon.grammar.gerund and (index >= len(units) or units[index].pos != "NOUN"):
        return None
    if index < len(units) and units[index].pos == "VERB" and not units[index].name and link in lexicon.prepositions:
        index += 1
    while index < len(units) and units[index].text in lexicon.articles:
        index += 1
    end = _phrase(lexicon, units, index)
    named = end is not None and end < len(units) and units[end].name == "Person"
    return None if named and link not in lexicon.prepositions else end


def _charged(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int:
    """Past "chargé" or "en charge" of "chargé de la recherche"."""
    for size in (2, 1):
        if tuple(unit.text for unit in units[index : index + size]) in lexicon.charges:
            return index + size
    return index


def _phrase(lexicon: Lexicon, units: Sequence[Unit], index: int) -> int | None:
    """End of a noun phrase for a department, team or product at `index`; None if it is something else."""
    start = index
    quoted = False
    while index < len(units):
        unit = units[index]
        if unit.broken and index > start:
            break
        if unit.quote:
            quoted = not quoted
        elif unit.name in {"Organization", "Person"} and not quoted:
            return None if index == start or unit.name == "Organization" else index
        elif unit.pos == DATE or (not quoted and not (unit.name or content(lexicon, unit))):
            break
        elif _is_first_noun(units, start, index) and _stands_for_organization(lexicon, units, start, index):
            return None
        elif not quoted and not unit.name and lexicon.longest(lexicon.titles, units, index) is not None:
            break
        index += 1
    if quoted or index == start or (index - start == 1 and units[start].name == "Place"):
        return None
    return index


def _stands_for_organization(lexicon: Lexicon, units: Sequence[Unit], start: int, index: int) -> bool:
    """Whether the noun of a complement names an organization's kind ("groupe") or takes one up ("(du) second")."""
    taken_up = index == start and units[index].text in lexicon.grammar.anaphors
    return lexicon.names_organization(units, index) or (taken_up and not _narrows(lexicon, units, index + 1))


def _narrows(lexicon: Lexicon, units: Sequence[Unit], index: int) -> bool:
    """Whether a noun follows at `index`: "(directeur) du premier cycle"."""
    return index < len(units) and not units[index].broken and not units[index].name and content(lexicon, units[index])


def _is_first_noun(units: Sequence[Unit], start: int, index: int) -> bool:
    return all(unit.pos in {"ADJ", "NUM"} for unit in units[start:index])


def _article_gender(lexicon: Lexicon, units: Sequence[Unit], start: int) -> str:
    """Gender by the determiner before the title."""
    for unit in reversed(units[max(0, start - 3) : start]):
        if unit.text in lexicon.grammar.masculine:
            return "m"
        if unit.text in lexicon.grammar.feminine:
            return "f"
        if not unit.text or (unit.text not in lexicon.passing and (unit.text,) not in lexicon.states):
            return ""
        adjective = lexicon.form(unit.text).gender
        if adjective:
            return adjective
    return ""


def _state(lexicon: Lexicon, units: Sequence[Unit], start: int) -> str:
    """former, current, future or "" by the words just before the title."""
    index = start
    while index > 0 and start - index < 4 and not units[index].broken:
        for size in (3, 2, 1):
            cue = tuple(unit.text for unit in units[max(0, index - size) : index])
            if len(cue) == size and cue in lexicon.states:
                return lexicon.states[cue]
        if units[index - 1].name or units[index - 1].text not in lexicon.passing:
            return ""
        index -= 1
    return ""
