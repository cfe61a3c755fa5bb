"""Former employers without a title: "ancien d'OpenAI", "ex-Meta", "passée par Tesla", "a travaillé chez X"."""

from __future__ import annotations

from collections.abc import Iterator

from ontograph.positions.clauses import first_of_group, subject, tense
from ontograph.positions.phrases import Phrase, coordinated, left_edge
from ontograph.positions.text import Text

ROLE, BOARD = "Other", "BoardMember"
_SENTENCE = 25
_LONGEST = 3
_EX = "ex-"


def phrases(text: Text) -> Iterator[Phrase]:
    """Each expression as a title phrase of class Other, so that holders are found as those of titles are."""
    for index in range(len(text.doc)):
        for size in range(_LONGEST if text.word(index) in text.openings else 0, 0, -1):
            if text.words(index, size) not in text.affiliations:
                continue
            after = index + size
            while text.word(after) in text.data.definite:
                after += 1
            found = text.organization_at(after + 1 if text.word(after) == "-" else after)
            if found is not None and found.named:
                yield _phrase(text, index, *coordinated(text, found.end, found.entities))
            break
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
        written = text.doc[reference.start : reference.end].text.lower()
        if reference.named and reference.kind == "Organization" and written == name:
            return reference.entities[0]
    return None


def members(text: Text) -> Iterator[Phrase]:
    """ "Le conseil ne compte plus que quatre membres: A, B et C" as a plural title phrase of a board."""
    for index in range(len(text.doc)):
        if text.word(index) not in text.data.members or text.word(index + 1) != ":":
            continue
        for at in range(index - 1, max(-1, index - _SENTENCE), -1):
            if text.word(at) in ("", ".", ";"):
                break
            if text.word(at) in text.data.board:
                start, determiner = left_edge(text, index)
                yield Phrase(start, index + 1, index, index + 1, BOARD, "", "", True, determiner)
                break


def years(text: Text) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
    """(person, organizations, start, end) of "après seize ans chez X, elle …", "a passé deux ans chez X"."""
    for index in range(1, len(text.doc)):
        if text.word(index) not in text.data.years or text.word(index + 1) not in text.data.within:
            continue
        found = text.organization_at(index + 2)
        verb = finite_verb(text, index) if found is not None else None
        person = subject(text, verb) if verb is not None else None
        if found is not None and person is not None:
            yield person, found.entities, index - 1, found.end


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
    for token in text.doc:
        being = text.lemma(token.i) in data.being
        if not (being or (text.lemma(token.i) in data.worked and token.pos_ == "VERB")):
            continue
        first = first_of_group(text, token.i)
        state = tense(text, first, token.i) if text.is_finite(first) else None
        person = subject(text, first) if state is not None else None
        index = token.i + 1
        while text.word(index) in data.adverbs | data.moments.keys():
            index += 1
        if person is None or state is None:
            continue
        while text.word(index) in (data.within if being else data.worked_at):
            found = text.organization_at(index + 1)
            if found is None or not found.named:
                break
            yield person, found.entities, first, found.end, state
            index = found.end
            while text.word(index) in data.joins:
                index += 1
