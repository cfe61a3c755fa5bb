"""Former employers without a title: "ancien d'OpenAI", "ex-Meta", "passée par Tesla", "a travaillé chez X"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.positions.clauses import first_of_group, subject, tense
from ontograph.positions.phrases import Phrase, coordinated, employer, left_edge
from ontograph.positions.text import Text

ROLE, BOARD = "Other", "BoardMember"
_OBJECT = 6
"""Tokens of an object between a verb of working and "chez X"."""
_TOLD = 2
"""Sentences back to the title that "le même poste" takes up."""
_SENTENCE = 25
_LONGEST = 4
_EX = "ex-"


def phrases(text: Text) -> Iterator[Phrase]:
    """Each expression as a title phrase of class Other, so that holders are found as those of titles are."""
    for index in sorted({*text.beginning(text.data.affiliations), *text.prefixed(_EX)}):
        size = text.starts(index, text.data.affiliations, _LONGEST)
        event = text.pos(index) == "NOUN" and text.word(index) in text.data.not_professions
        found = employer(text, index + size) if size and not event else None
        if found is not None:
            yield _phrase(text, index, *coordinated(text, *found))
        known = text.word(index).removeprefix(_EX) if text.word(index).startswith(_EX) else ""
        entity = _entity(text, known) if known else None
        if entity is not None:
            yield _phrase(text, index, index + 1, (entity,))


def _phrase(text: Text, index: int, end: int, organizations: tuple[str, ...]) -> Phrase:
    start, determiner = left_edge(text, index)
    plural = text.word(index).endswith("s") or text.counted(start, index)
    return Phrase(start, end, index, end, ROLE, "former", "", plural, determiner, None, organizations, tie=True)


def _entity(text: Text, name: str) -> str | None:
    """The organization of the article that is written so."""
    for reference in text.discourse.references:
        written = text.doc.span(reference.start, reference.end).text.lower()
        if reference.named and reference.kind == "Organization" and written == name:
            return reference.entities[0]
    return None


def members(text: Text) -> Iterator[Phrase]:
    """ "Le conseil ne compte plus que quatre membres: A, B et C" as a plural title phrase of a board."""
    for index in text.at(text.data.members):
        if text.word(index + 1) != ":":
            continue
        for at in range(index - 1, max(-1, index - _SENTENCE), -1):
            if text.word(at) in ("", ".", ";"):
                break
            if text.word(at) in text.data.board:
                start, determiner = left_edge(text, index)
                yield Phrase(start, index + 1, index, index + 1, BOARD, "", "", True, determiner)
                break


def years(text: Text) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
    """(person, organizations, start, end) of "après seize ans chez X, elle …", "a passé deux ans chez X", "après huit
    ans passés à X"."""
    for index in text.at(text.data.years):
        at = index + 1
        spent = text.word(at) in text.data.spent
        at += spent
        size = text.starts(at, text.data.frames, 3) or (text.word(at) in text.data.at and spent)
        found = employer(text, at + size) if size else None
        verb = finite_verb(text, index) if found is not None else None
        person = subject(text, verb) if verb is not None else None
        if found is not None and person is not None:
            yield person, found[1], max(index - 1, 0), found[0]


def finite_verb(text: Text, index: int) -> int | None:
    """The verb of the sentence: the last finite one before the token, else the first after it."""
    before = range(index - 1, max(-1, index - _SENTENCE), -1)
    after = range(index + 1, min(len(text.doc), index + _SENTENCE))
    for span in (before, after):
        for at in span:
            if text.word(at) in ("", ".", ";"):
                break
            if text.is_finite(at):
                return at
    return None


def worked(text: Text) -> Iterator[tuple[str, tuple[str, ...], int, int, str]]:
    """(person, organizations, start, end, status) of "X a travaillé chez Y, puis chez Z", "X travaille chez Y", "Elle
    était auparavant chez Y"."""
    data = text.data
    for token in map(text.doc.__getitem__, text.having(data.being | data.worked)):
        being = text.lemma(token.i) in data.being
        if not being and token.pos_ != "VERB":
            continue
        first = first_of_group(text, token.i)
        state = tense(text, first, token.i) if text.is_finite(first) else None
        person = subject(text, first) if state is not None else None
        index = token.i + 1
        while size := text.starts(index, data.moments.keys(), _LONGEST) or (text.word(index) in data.adverbs):
            index += size
        if state is not None and any(text.word(i) in data.no_longer | data.negations for i in range(first, index)):
            state = "former" if any(text.word(i) in data.no_longer for i in range(first, index)) else None
        index = index if being else _past_object(text, index)
        if person is None or state is None:
            continue
        while text.word(index) in (data.within if being else data.worked_at):
            found = employer(text, index + 1)
            if found is None:
                break
            yield person, found[1], first, found[0], state
            index = found[0]
            while text.word(index) in data.joins:
                index += 1


def same_post(text: Text) -> Iterator[tuple[str, tuple[str, ...], str, str, int, int]]:
    """(person, organizations, role, status, start, end) of "occupe le même poste chez Y": that of the last title."""
    data = text.data
    for index in text.at(data.posts):
        if text.word(index - 1) not in data.same:
            continue
        verb = index - 2 - (text.word(index - 2) in data.definite)
        first = first_of_group(text, verb)
        found = employer(text, index + 2) if text.word(index + 1) in data.at else None
        if text.lemma(verb) not in data.keeping or not text.is_finite(first) or found is None:
            continue
        here = text.discourse.sentences[index]
        near = (t for t in reversed(text.told) if t[0] < index and here - text.discourse.sentences[t[0]] <= _TOLD)
        last, person, state = next(near, None), subject(text, first), tense(text, first, verb)
        if last is not None and person is not None and state is not None:
            yield person, found[1], last[1], state, first, found[0]


def _past_object(text: Text, index: int) -> int:
    """Past the object after a verb: "a exercé des responsabilités (chez Y)"."""
    if text.pos(index) != "DET":
        return index
    at = index + 1
    while at < index + _OBJECT and (text.is_nominal(at) or text.word(at) in text.data.of):
        at += 1
    return at if text.word(at) in text.data.within else index
