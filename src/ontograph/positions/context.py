"""The organization of a title that names none: told by a pronoun, taken up from a title before, or in view there.

What decides by itself comes first ("il en est le PDG", "l'autre cofondateur", "Chez X, …"); only then does salience.
"""

from __future__ import annotations

from ontograph.positions.phrases import Phrase
from ontograph.positions.text import Text
from ontograph.record import Reference

_HIRED = 20
"""Tokens between a verb of hiring and a title of the hired."""
_FRAME = 6
"""Tokens of what may stand before a "chez X" that opens a sentence."""
_BACK = 3
"""Sentences back to the organization behind "son"."""
_JUST = 1
"""Sentences back to the post that "le poste" takes up."""


def by_clitic(text: Text, index: int) -> tuple[str, ...]:
    """The organization behind "en" or "y" of the verb that stands before the token `index`: "il en est (le) …"."""
    data = text.data
    at = index - 1
    while text.word(at) in data.adverbs:
        at -= 1
    while text.pos(at) in ("AUX", "VERB") or text.word(at) in data.adverbs:
        at -= 1
    if text.word(at) not in data.places or text.pos(at + 1) not in ("AUX", "VERB", "ADV"):
        return ()
    if text.doc[at + 1].morph.get("VerbForm", []) == ["Part"] and text.pos(at + 1) != "AUX":
        return ()
    return nearest(text, at)


def nearest(text: Text, index: int) -> tuple[str, ...]:
    """The organization mentioned last before a token, in its sentence or the one before; one that only says who
    somebody is ("un ancien de X") where there is no other."""
    here = text.discourse.sentences[index]
    found = [r for r in _organizations(text, index) if here - r.sentence <= 1]
    own = [r for r in found if r.start not in text.complements and not r.origin] or found
    return own[-1].entities if own else ()


def named_here(text: Text, index: int) -> tuple[str, ...]:
    """The organization named last in the sentence before a token, other titles' complements left out."""
    here = text.discourse.sentences[index]
    found = [
        r
        for r in _organizations(text, index)
        if r.sentence == here and r.named and r.start not in text.complements and not r.origin
    ]
    return found[-1].entities if found else ()


def taken_up(text: Text, phrase: Phrase, person: str, given: bool) -> tuple[str, ...]:
    """The organization of a title of that class before: "l'autre cofondatrice", "vice-président lui aussi", and, where
    a title is `given` to a person, the post that was just told to be somebody else's."""
    ordinal = any(text.word(i) in text.data.ordinals for i in range(phrase.start, phrase.title_start))
    also = any(text.words(phrase.title_end, n) in text.data.likewise for n in (3, 2, 1))
    also = also or any(text.words(phrase.title_start - n, n) in text.data.likewise for n in (3, 2, 1))
    here = text.discourse.sentences[phrase.start]
    for index, role, organizations, holder in reversed(text.told):
        if role != phrase.role or index >= phrase.start or holder == person:
            continue
        if ordinal or also or (given and here - text.discourse.sentences[index] <= _JUST):
            return organizations if len(organizations) == 1 else ()
    return ()


def framed(text: Text, index: int) -> tuple[str, ...]:
    """The organization of a "chez X" that opens the sentence, or one before it in the paragraph that names no other
    as its subject."""
    paragraph = text.paragraph_start(index)
    sentences = text.discourse.sentences
    start = index
    while start > paragraph:
        while start > paragraph and sentences[start - 1] == sentences[index]:
            start -= 1
        frame = _frame(text, start, index)
        if frame is not None:
            return frame.entities
        if any(r.subject and r.named and r.start >= start for r in _organizations(text, index)):
            return ()
        index = start - 1
        start = index
    return ()


def _frame(text: Text, start: int, end: int) -> Reference | None:
    for at in range(start, min(start + _FRAME, end)):
        for size in (4, 3, 2, 1):
            if text.words(at, size) in text.data.frames and (found := text.organization_at(at + size)):
                return found if found.end <= end else None
        if text.is_finite(at) or text.is_name(at):
            return None
    return None


def possessor(text: Text, index: int, people: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Behind "son" of `people`: the organization before it in the sentence, else the subject of one before."""
    if text.discourse.collective(index):
        spoken = text.discourse.possessor(text.doc[index], "Organization")
        return (spoken,) if spoken else ()
    if (shared := _shared(text, index)) is not None:
        return shared.entities
    here = text.discourse.sentences[index]
    others = hirers(text, index)
    others |= {e for r in _organizations(text, index) if _belongs(text, r, people) for e in r.entities}
    views = [
        r
        for r in _organizations(text, index)
        if here - r.sentence <= _BACK
        and r.entities[0] not in others
        and r.start not in text.complements
        and not _source(text, r)
    ]
    if not views:
        found = text.discourse.possessor(text.doc[index], "Organization")
        return (found,) if found else ()
    last = views[-1].sentence
    views = [r for r in views if r.sentence == last]
    if last == here:
        return views[-1].entities
    return next((r for r in views if r.subject), views[0]).entities


def _shared(text: Text, index: int) -> Reference | None:
    """ "Ada devient la PDG du groupe, Bob son directeur financier": the organization of the title before, where the
    verb is not said again."""
    holder = text.person_before(index)
    if holder is None or text.word(holder.start - 1) not in text.data.joins:
        return None
    found = text.organization_before(holder.start - 1)
    return found if found is not None and found.start in text.complements else None


def _belongs(text: Text, reference: Reference, people: tuple[str, ...]) -> bool:
    """Whether the text introduces an organization as that of one of the people: "X, la société d'Ada, son ex-PDG"."""
    for person in text.discourse.references:
        if person.kind != "Person" or not set(person.entities) & set(people) or person.start < reference.end:
            continue
        between = range(reference.end, person.start)
        return (
            len(between) <= _FRAME and text.word(person.start - 1) in text.data.of and text.word(reference.end) == ","
        )
    return False


def _source(text: Text, reference: Reference) -> bool:
    """Whether an organization is named for what it says: "selon les analystes de X"."""
    for at in range(reference.start - 1, max(-1, reference.start - _FRAME), -1):
        if text.word(at) in text.data.sources or text.words(at - 1, 2) in text.data.sources:
            return True
        if not (text.is_nominal(at) or text.word(at) in text.data.of):
            return False
    return False


def _organizations(text: Text, index: int) -> list[Reference]:
    """Mentions of one organization before a token, news outlets left out."""
    return [
        r
        for r in text.discourse.references
        if r.kind == "Organization"
        and r.end <= index
        and len(r.entities) == 1
        and r.entities[0] not in text.discourse.minor
    ]


def hirers(text: Text, index: int) -> set[str]:
    """Organizations that hire the person whose title stands at a token: the title is held elsewhere."""
    for at in range(index - 1, max(-1, index - _HIRED), -1):
        if text.pos(at) == "VERB" and text.lemma(at) in text.data.hiring:
            before = [r for r in text.discourse.references if r.kind == "Organization" and r.end <= at]
            same = [r for r in before if r.sentence == text.discourse.sentences[at]]
            subjects = [r for r in same or before if r.subject]
            chosen = subjects[-1:] or same[-1:]
            return set(chosen[0].entities) if chosen else set()
        if text.word(at) in text.data.ends or text.is_finite(at):
            break
    return set()


def inherited(text: Text, index: int, person: str, hired: bool = True) -> tuple[str, ...]:
    """The organization in view at a token, for a title of `person` that names none; () where none is likely enough.

    A title that is `hired` is held elsewhere than at the hirer; one that is given is held there.
    """
    frame = framed(text, index)
    if frame:
        return frame
    others = (hirers(text, index) if hired else set()) | _elsewhere(text, text.discourse.sentences[index])
    found = text.discourse.focus_organization(index, others, person)
    return (found,) if found is not None else ()


def _elsewhere(text: Text, sentence: int) -> set[str]:
    """Organizations that a sentence names only to say where somebody has another title ("Simo, PDG d'Instacart, …")."""
    inside: set[str] = set()
    outside: set[str] = set()
    for reference in text.discourse.references:
        if reference.sentence == sentence and reference.kind == "Organization" and reference.named:
            (inside if reference.start in text.complements else outside).update(reference.entities)
    return inside - outside - {text.discourse.main_organization(), _headline(text)}


def _headline(text: Text) -> str | None:
    """The organization that the article names first, unless its sentence names others too."""
    discourse = text.discourse
    named = [
        r
        for r in discourse.references
        if r.kind == "Organization" and len(r.entities) == 1 and r.entities[0] not in discourse.minor
    ]
    leading = {r.entities[0] for r in named if r.sentence == named[0].sentence}
    return leading.pop() if len(leading) == 1 else None
