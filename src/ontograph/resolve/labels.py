"""One French sentence for each fact, from the templates in `labels.yml`. The code knows no word of French."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ontograph.model import ENTITY_ROLES, Argument, Entity, Factuality, Filler, Money
from ontograph.resolve import titles
from ontograph.resolve.wording import (
    NBSP,
    append,
    capitalize,
    day,
    elides,
    enumeration,
    money,
    number,
    phrases,
)

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_HOLDING = {"holds": 1, "held": 2}
"""Slots for what is done with a post -> where its words stand."""
_SLOT = re.compile(r"\{(?P<role>\w+)(?:(?P<choice>[?!])(?P<one>[^|}]*)\|(?P<other>[^}]*))?\}")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence is to say: a fact without its id, with the names and genders of who takes part."""

    type: str
    arguments: tuple[Argument, ...]
    factuality: Factuality
    date: str | None
    status: str | None
    entities: Mapping[str, Entity]
    genders: Mapping[str, str]

    def get(self, role: str) -> tuple[Filler, ...]:
        """The fillers of a role, () where it has none."""
        for argument in self.arguments:
            if argument.role == role:
                return argument.fillers
        return ()


def sentence(said: Said) -> str:
    """The sentence, without a full stop: "Mira Murati quitte OpenAI (septembre 2024)"."""
    for template in phrases().templates.get(said.type, ()):
        if all(_state(said, key) in values for key, values in template.when.items()):
            text = _render(template.text, said)
            if text is not None:
                return capitalize(text)
    return capitalize(_render(phrases().fallback, said) or said.type)


def _state(said: Said, key: str) -> str | None:
    """What a template asks for."""
    if key == "factuality":
        return said.factuality
    return (said.status if key == "status" else None) or _term(said, key)


def _term(said: Said, role: str) -> str | None:
    for filler in said.get(role):
        if isinstance(filler, str):
            return filler
    return None


# --- templates ------------------------------------------------------------------------------------------------------


class Slot(NamedTuple):
    """A place to fill, with the text before it."""

    before: str
    role: str
    choice: str | None
    one: str
    other: str


Part = tuple[tuple[Slot, ...], str]
"""The slots of a part of a template, and the text behind the last."""


@cache
def _parts(text: str) -> tuple[Part, ...]:
    """A template in parts; those with an odd number stand in brackets."""
    found = []
    for part in _OPTIONAL.split(text):
        end, slots = 0, []
        for slot in _SLOT.finditer(part):
            slots.append(Slot(part[end : slot.start()], *slot.group("role", "choice", "one", "other")))
            end = slot.end()
        found.append((tuple(slots), part[end:]))
    return tuple(found)


def _render(text: str, said: Said) -> str | None:
    """The template filled, None if a slot outside brackets is empty."""
    done = ""
    for position, part in enumerate(_parts(text)):
        filled = _fill(part, said, done)
        if filled is not None:
            done = filled
        elif position % 2 == 0:
            return None
    return done


def _fill(part: Part, said: Said, before: str) -> str | None:
    """`before` and the part of a template behind it, None if a slot of the part is empty."""
    done = before
    slots, rest = part
    for text, role, choice, one, other in slots:
        done += text
        if choice:
            # plural, or feminine
            is_other = len(said.get(role)) > 1 if choice == "?" else _gender(said, role) == "f"
            done += other if is_other else one
            continue
        words, is_name = _words(role, said)
        if not words:
            return None
        done = append(done, words, is_name)
    return done + rest


def _gender(said: Said, role: str) -> str:
    filler = _term(said, role)
    return said.genders.get(filler or "", "m")


def _words(role: str, said: Said) -> tuple[str, bool]:
    """What stands for a role, "" for nothing, and whether its article contracts ("à les commandes"), as that of an
    organization's name, which may also take one."""
    if role == "date":
        return day(said.date), False
    if role == "type":
        return said.type, False
    if role == "title":
        return _title(said), False
    if role == "post":
        return _post(said), True
    if role in _HOLDING:
        return _words_of_post(said)[_HOLDING[role]], False
    if role == "everyone":
        everyone = [str(f) for a in said.arguments if a.role in ENTITY_ROLES for f in a.fillers]
        return enumeration([_name(said, who) for who in dict.fromkeys(everyone)]), False
    fillers = said.get(role)
    if role not in ENTITY_ROLES:
        return enumeration([_value(role, filler) for filler in fillers]), False
    names = [_name(said, str(filler)) for filler in fillers]
    first = said.entities.get(str(fillers[0])) if fillers else None
    return enumeration(names), first is not None and first.kind == "Organization"


def _name(said: Said, identifier: str) -> str:
    entity = said.entities.get(identifier)
    return " ".join(entity.name.split()) if entity else identifier


def _title(said: Said) -> str:
    """The title as written where it is one, in the singular, else the name of the role class."""
    written = _written_title(said)
    if written and not any(_name(said, str(who)).casefold() in written.casefold() for who in said.get("organization")):
        singular = _singular(written, _gender(said, "person"))
        if singular is not None:
            return singular
    return "" if written and _term(said, "roleClass") in phrases().vague else _role_name(said)


@lru_cache(maxsize=1 << 12)
def _singular(written: str, gender: str) -> str | None:
    """The title of one of several; None where the words are no title. Most are of a few hundred."""
    lexicon = titles.lexicon()
    return lexicon.singular(written, gender) if lexicon.is_title(written) else None


def _post(said: Said) -> str:
    """The post as written, with its article; "" where the text gives a title or none."""
    article, written = _words_of_post(said)[0], _written_title(said)
    if not article:
        return ""
    if article in phrases().elided and elides(written):
        return phrases().elided[article] + written
    return f"{article} {written}"


def _words_of_post(said: Said) -> tuple[str, str, str]:
    """Its article, what somebody does with it and what somebody did, by its first word; "" where there is no post."""
    return phrases().posts.get(_written_title(said).partition(" ")[0].casefold(), ("", "", ""))


def _written_title(said: Said) -> str:
    return " ".join((_term(said, "title") or "").split())


def _role_name(said: Said) -> str:
    names = phrases().roles.get(_term(said, "roleClass") or "")
    return names[_gender(said, "person") == "f"] if names else ""


def _value(role: str, filler: Filler) -> str:
    if isinstance(filler, Money):
        return money(filler)
    if role in ("from", "until"):
        return day(filler)
    return f"{number(filler)}{NBSP}%" if role == "stake" else " ".join(filler.split())
