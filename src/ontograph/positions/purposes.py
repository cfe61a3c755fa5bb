"""Moves that an infinitive gives the aim of ("rejoint Y pour diriger …"), and careers that one goes on with."""

from __future__ import annotations

from ontograph.positions.clauses import first_of_group, skip_honorifics, subject, tense
from ontograph.positions.text import Text

_CLAUSE = 25
"""Tokens between a move and its purpose."""
_BEFORE = frozenset({"avant de", "avant d'"})
"""What opens a later step of a career."""


def mover(text: Text, opener: int) -> tuple[str, int, str] | None:
    """(person, verb, status) of whoever does what the infinitive behind the token `opener` says."""
    return _earlier(text, opener - 1) if text.words(opener - 1, 2) in _BEFORE else _moved(text, opener)


def _earlier(text: Text, index: int) -> tuple[str, int, str] | None:
    """(person, verb, status) of the career that an "avant de (diriger Y)" goes on with: "passée par X avant de", "Elle
    a exercé à X avant de"."""
    for at in range(index - 1, max(0, index - _CLAUSE), -1):
        if text.word(at) in ("", ".", ";"):
            return None
        if text.is_finite(at):
            person = subject(text, at) if text.word(at) not in text.data.clitics else None
            return (person, at, "former") if person is not None and tense(text, at, index) is not None else None
        if text.word(at) == "," and (named := text.person_before(at)) is not None:
            return named.entities[0], at + 1, "former"
    return None


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
