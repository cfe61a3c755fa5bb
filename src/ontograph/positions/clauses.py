"""Clauses and lists of people by the order of the words: subjects, tenses, antecedents of relatives."""

from __future__ import annotations

from ontograph.positions.text import Text
from ontograph.record import Reference

_DESCRIPTION = 8
"""Tokens of a noun phrase that ends in a name."""
_LONG_ASIDE = 20
"""Tokens of an aside with a verb of its own between a subject and its verb."""
_ASIDE = 9
_INCISE = 8
"""Tokens of an incise between a verb and its complement."""


def before_adverbs(text: Text, index: int) -> int | None:
    """The token before the adverbs and durations that end at `index`; None if one of them denies."""
    data = text.data
    while True:
        date = text.date_before(index + 1)
        if text.word(index) in data.negations:
            return None
        stretch = next((n for n in (4, 3, 2, 1) if text.words(index - n + 1, n) in data.stretches), 0)
        if text.word(index) in data.adverbs or stretch:
            index -= stretch or 1
        elif date is not None and date < index:
            index = date - 1
        elif (verb := _before_incise(text, index)) is not None:
            index = verb
        else:
            return index


def _before_incise(text: Text, comma: int) -> int | None:
    """The verb before an incise that closes with a comma: "est, à 45 ans, président"; None where there is none."""
    if text.word(comma) != ",":
        return None
    for index in range(comma - 1, max(0, comma - _INCISE), -1):
        if text.word(index) == ",":
            return index - 1 if text.pos(index - 1) in ("AUX", "VERB") else None
        ago = text.starts_before(index + 1, text.data.ago)
        if text.word(index) in ("", ".", ";") or text.person_at(index) is not None:
            return None
        if text.is_finite(index) and not ago:
            return None
    return None


def first_of_group(text: Text, index: int) -> int:
    """The finite auxiliary of "a longtemps été"."""
    at = index - 1
    while text.word(at) in text.data.adverbs | text.data.negations:
        at -= 1
    return first_of_group(text, at) if text.pos(at) == "AUX" else index


def tense(text: Text, first: int, last: int) -> str | None:
    """current or former by a verb group's tense; None for what is not said to be so (future, conditional)."""
    morph = text.doc[first].morph
    if morph.get("Mood", []) == ["Cnd"] or morph.get("Tense", []) == ["Fut"]:
        return None
    past = morph.get("Tense", []) in (["Imp"], ["Past"])
    perfect = first != last and text.lemma(first) in text.data.auxiliaries
    return "former" if past or perfect else "current"


def is_future(text: Text, first: int) -> bool:
    """Whether a verb group is a plain future: what one keeps or gives up then, one has today."""
    morph = text.doc[first].morph
    return morph.get("Mood", []) != ["Cnd"] and morph.get("Tense", []) == ["Fut"]


def clause_start(text: Text, verb: int) -> int:
    """First token of a finite verb's subject where that stands right before it, else of the verb with its clitics."""
    index = verb
    while text.word(index - 1) in text.data.clitics | text.data.adverbs:
        index -= 1
    if text.word(index - 1) in text.data.pronouns:
        return index - 1
    near = text.person_ending(index)
    return near.start if near is not None else index


def subjects(text: Text, verb: int, plural: bool) -> tuple[str, ...]:
    """The people that are subject of a finite verb; several only where a plural title asks for them."""
    end = verb
    while text.word(end - 1) in text.data.clitics:
        end -= 1
    near = text.person_before(end)
    several = text.discourse.at(end - 1, "Person") if end else None
    if plural and near is None and several is not None and len(several.entities) > 1:
        return several.entities
    if plural and near is not None:
        return tuple(e for p in preceding(text, near) for e in p.entities)
    person = subject(text, verb)
    return (person,) if person is not None else ()


def subject(text: Text, verb: int) -> str | None:
    """The person that is subject of a finite verb at a token: relative pronoun, tree, then the order of the words."""
    index = verb - 1
    while text.word(index) in text.data.clitics | text.data.adverbs | text.data.negations | text.data.negative:
        index -= 1
    if text.pos(index) == "PRON" and text.word(index - 1) in text.data.relative:
        index -= 1  # "qui nous arrive"
    if text.word(index) in text.data.relative:
        return relative_antecedent(text, index)
    near = text.discourse.at(index, "Person") if index >= 0 else None
    if near is not None and not owns(text, near):
        return near.entities[0] if len(near.entities) == 1 else None
    if text.word(index - 1) in text.data.relative_owner and (inside := _nested(text, index - 1)) is not None:
        return inside
    if (person := text.pronoun(index)) is not None:
        return person
    if text.word(index) == "," and (aside := _before_aside(text, index)) is not None:
        return aside
    token = text.doc[verb]
    for head in (token, token.head):
        for child in head.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.i < verb and (person := text.person_of(child)):
                return person
    return None


def owns(text: Text, person: Reference) -> bool:
    """Whether "de" stands before somebody: "une collaboratrice de Mme X prend …" is not said of X."""
    index = person.start - 1
    while text.word(index) in text.data.honorifics:
        index -= 1
    return text.word(index) in text.data.of


def _nested(text: Text, index: int) -> str | None:
    """ "X, qui se consacre à Y, dont il est le patron": the antecedent of the relative around the one at a token."""
    if text.word(index + 1) not in text.data.pronouns:
        return None
    for at in range(index - 1, max(0, index - _LONG_ASIDE), -1):
        if text.word(at) in ("", ".", ";"):
            return None
        if text.word(at) in text.data.relative:
            return relative_antecedent(text, at)
    return None


def _before_aside(text: Text, comma: int) -> str | None:
    """The person before an aside that closes with a comma: "X, qui pilotait les ventes, prend …", "Le PDG, X, …"."""
    named = text.person_before(comma)
    if named is not None and text.word(named.start - 1) == ",":
        return named.entities[0]
    for index in range(comma - 1, max(0, comma - _LONG_ASIDE), -1):
        if text.word(index) in ("", ".", ";"):
            return None
        if text.word(index) == "," and (person := text.person_ending(index)) is not None:
            return person.entities[0]
    near = text.person_ending(comma)
    return near.entities[0] if near is not None else None


def relative_antecedent(text: Text, index: int) -> str | None:
    """The person before a "qui" at the token, past an apposition."""
    end = index - 1 if text.word(index - 1) == "," else index
    near = text.discourse.at(end - 1, "Person")
    if near is not None:
        return near.entities[0] if len(near.entities) == 1 else None
    for at in range(end - 1, max(0, end - _ASIDE) - 1, -1):
        if text.is_finite(at) or text.word(at) in ("", ".", ";"):
            return None
        if text.word(at) in text.data.openers and (person := text.person_before(at)) is not None:
            return person.entities[0]
    return None


def relative_owner(text: Text, verb: int) -> str | None:
    """The organization before "dont" or "où" that opens the verb's clause."""
    for index in range(verb - 1, max(0, verb - _LONG_ASIDE) - 1, -1):
        if text.word(index) in ("", ".", ";") or text.is_finite(index) or text.word(index) in text.data.relative:
            return None
        if text.word(index) in text.data.relative_owner:
            end = index - 1 if text.word(index - 1) == "," else index
            found = text.organization_before(end)
            return found.entities[0] if found else None
    return None


def preceding(text: Text, last: Reference) -> list[Reference]:
    """The coordinated people that end with `last`: "A, B et C"."""
    people = [last]
    while True:
        index = people[0].start - 1
        while text.word(index) in text.data.honorifics:
            index -= 1
        if text.word(index) not in text.data.conjunctions | {","}:
            return people
        before = text.person_before(index)
        if before is None:
            return people
        people.insert(0, before)


def following(text: Text, first: Reference) -> list[Reference]:
    """The coordinated people that begin with `first`."""
    people = [first]
    while text.word(people[-1].end) in text.data.conjunctions | {","}:
        after = text.person_at(skip_honorifics(text, people[-1].end + 1))
        if after is None:
            break
        people.append(after)
    return people


def listed(text: Text, first: Reference) -> list[Reference]:
    """The items of a list after a colon, each perhaps with an apposition: "A, PDG de X, l'entrepreneuse B et C"."""
    people = [first]
    index = first.end
    while index < len(text.doc) and text.word(index) not in ("", "."):
        if text.is_finite(index) or text.word(index) in text.data.relative:
            break
        person = text.person_at(index)
        if person is not None and text.is_finite(person.end):
            break
        if person is not None and text.word(index - 1) not in text.data.of | text.data.at:
            people.append(person)
        index += 1
    return people


def skip_honorifics(text: Text, index: int) -> int:
    """Past "M.", "Mme" and a demonym with its article ("le Britannique")."""
    while text.word(index) in text.data.honorifics:
        index += 1
    if (
        text.word(index) in text.data.definite
        and text.person_at(index + 2)
        and text.pos(index + 1) in ("ADJ", "NOUN", "PROPN")
    ):
        return index + 2
    return _past_description(text, index)


def _past_description(text: Text, index: int) -> int:
    """Past a noun phrase that ends in a name: "l'industriel québécois X", "l'ancien ministre de la Santé X"."""
    if text.word(index) not in text.data.definite:
        return index
    for at in range(index + 2, index + _DESCRIPTION):
        word, before = text.word(at), text.word(at - 1)
        if text.person_at(at) is not None:
            return index if before in text.data.of or before in text.data.determiners else at
        inside = text.is_nominal(at) or word in text.data.of or (text.pos(at) == "VERB" and not text.is_finite(at))
        if not inside or at in text.titled or text.word(at - 1) in (",", "", "."):
            return index
    return index
