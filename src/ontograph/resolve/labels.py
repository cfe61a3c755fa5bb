"""One French sentence for each fact, from the templates in `labels.yml`. The code knows no word of French."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal

import msgspec

from ontograph import resources
from ontograph.model import ENTITY_ROLES, Argument, Entity, Factuality, Filler, Money
from ontograph.resolve import dates

DATA = "fr_press/labels.yml"

_NBSP = "\u00a0"
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{(?P<role>\w+)(?:(?P<choice>[?!])(?P<one>[^|}]*)\|(?P<other>[^}]*))?\}")
_LAST_WORD = re.compile(r"(?:^|(?<=[\s('’]))(\w+) $")

Gender = Literal["m", "f"]


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with slots, and when it may be used."""

    text: str
    when: dict[Literal["factuality", "kind", "roleClass", "status"], list[str]] = {}


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for a power of ten, singular and plural."""

    value: int
    one: str
    many: str


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"and_": "and"}):
    """All words of the sentences (`labels.yml`, which explains them)."""

    templates: dict[str, list[Template]]
    fallback: str
    articles: dict[Gender, str]
    contractions: dict[str, str]
    elided: dict[str, str]
    vowels: str
    and_: str
    others: str
    most_names: int
    approximately: str
    first: str
    months: list[str]
    scales: list[Scale]
    currencies: dict[str, tuple[str, str]]
    nouns: dict[str, Gender]
    posts: dict[str, str]
    loose: list[str]
    vague: list[str]
    roles: dict[str, tuple[str, str]]


@cache
def phrases() -> Phrases:
    """The packaged templates and words; raises DataError if they are broken."""
    return resources.load_yaml(resources.data_path(DATA), Phrases)


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
        return next((a.fillers for a in self.arguments if a.role == role), ())


def sentence(said: Said) -> str:
    """The sentence, without a full stop: "Mira Murati quitte OpenAI (septembre 2024)"."""
    for template in phrases().templates.get(said.type, ()):
        if _holds(template, said):
            text = _render(template.text, said)
            if text is not None:
                return _capitalize(text)
    return _capitalize(_render(phrases().fallback, said) or said.type)


def _holds(template: Template, said: Said) -> bool:
    facts = {"factuality": said.factuality, "status": said.status}
    return all((facts.get(key) or _term(said, key)) in values for key, values in template.when.items())


def _term(said: Said, role: str) -> str | None:
    return next((filler for filler in said.get(role) if isinstance(filler, str)), None)


# --- templates ------------------------------------------------------------------------------------------------------


def _render(text: str, said: Said) -> str | None:
    """The template filled, None if a slot outside brackets is empty."""
    done = ""
    for position, part in enumerate(_OPTIONAL.split(text)):
        filled = _fill(part, said, done)
        if filled is not None:
            done = filled
        elif position % 2 == 0:
            return None
    return done


def _fill(part: str, said: Said, before: str) -> str | None:
    """`before` and the part of a template behind it, None if a slot of the part is empty."""
    done, end = before, 0
    for slot in _SLOT.finditer(part):
        done += part[end : slot.start()]
        end = slot.end()
        if slot["choice"]:
            done += slot["other"] if _is_other(slot, said) else slot["one"]
            continue
        words, is_name = _words(slot["role"], said)
        if not words:
            return None
        done = _append(done, words, is_name)
    return done + part[end:]


def _is_other(slot: re.Match[str], said: Said) -> bool:
    """Plural, or feminine."""
    fillers = said.get(slot["role"])
    return len(fillers) > 1 if slot["choice"] == "?" else _gender(said, slot["role"]) == "f"


def _gender(said: Said, role: str) -> str:
    filler = _term(said, role)
    return said.genders.get(filler or "", "m")


def _words(role: str, said: Said) -> tuple[str, bool]:
    """What stands for a role, "" for nothing, and whether it is an organization's name, which may take an article."""
    if role == "date":
        return day(said.date), False
    if role == "type":
        return said.type, False
    if role == "title":
        return _title(said), False
    if role == "post":
        return _post(said), False
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
    """The title as written where it is one, else the name of the role class."""
    written = " ".join((_term(said, "title") or "").split())
    first = written.partition(" ")[0].casefold()
    names_it = any(_name(said, str(who)).casefold() in written.casefold() for who in said.get("organization"))
    if written and first not in phrases().posts and first not in phrases().loose and not names_it:
        return written
    return "" if written and _term(said, "roleClass") in phrases().vague else _role_name(said)


def _post(said: Said) -> str:
    """The post as written, with its article; "" where the text gives a title or none."""
    written = " ".join((_term(said, "title") or "").split())
    article = phrases().posts.get(written.partition(" ")[0].casefold())
    if article is None:
        return ""
    return (
        phrases().elided[article] + written
        if article in phrases().elided and _elides(written)
        else f"{article} {written}"
    )


def _role_name(said: Said) -> str:
    names = phrases().roles.get(_term(said, "roleClass") or "")
    return names[_gender(said, "person") == "f"] if names else ""


def _value(role: str, filler: Filler) -> str:
    if isinstance(filler, Money):
        return money(filler)
    if role in ("from", "until"):
        return day(filler)
    return f"{number(filler)}{_NBSP}%" if role == "stake" else " ".join(filler.split())


# --- words ----------------------------------------------------------------------------------------------------------


def day(value: str | None) -> str:
    """ "2024-05-17" -> "17 mai 2024", "2024-05" -> "mai 2024"; "" for what is no date."""
    parts = (dates.iso(value) or "").split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, phrases().months[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, phrases().first if parts[2] == "01" else str(int(parts[2])))
    return " ".join(words)


def number(value: str | Decimal) -> str:
    """ "6.60" -> "6,6", 1234567 -> "1 234 567" with no-break spaces; what is no number as it is."""
    try:
        exact = Decimal(value)
        text = f"{exact:,f}"
    except (InvalidOperation, ValueError):
        return str(value)
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", _NBSP) + (f",{decimals}" if decimals else "")


def money(amount: Money) -> str:
    """6.6E+9 USD -> "6,6 milliards de dollars"."""
    words, value, scale = phrases(), amount.value, None
    for candidate in words.scales:
        scaled = amount.value / candidate.value
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            value, scale = scaled, candidate.many if abs(scaled) >= 2 else candidate.one
            break
    names = words.currencies.get(amount.currency or "")
    currency = names[abs(amount.value) >= 2] if names else amount.currency or ""
    text = f"{number(value)}{_NBSP}{scale}" if scale else number(value)
    if currency:
        # "milliards de dollars", but "500 dollars", and a bare code stays bare
        text = _append(f"{text} de ", currency, False) if scale and names else f"{text}{_NBSP}{currency}"
    return f"{words.approximately} {text}" if amount.approximate else text


def enumeration(names: Sequence[str]) -> str:
    """ "A, B et C"; a long list ends in "et 5 autres"."""
    words, shown = phrases(), [name for name in names if name]
    if len(shown) > words.most_names:
        hidden = len(shown) - words.most_names + 1
        shown = [*shown[: words.most_names - 1], f"{hidden} {words.others}"]
    return f" {words.and_} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _append(before: str, words: str, is_name: bool) -> str:
    """`words` behind `before`, with article, elision ("d'OpenAI") and contraction ("du Monde", "de l'État")."""
    table = phrases()
    article, rest = _article(words) if is_name else ("", words)
    small = _LAST_WORD.search(before)
    head = before[: small.start(1)] if small else before
    preposition = small[1] if small else ""
    if joined := table.contractions.get(f"{preposition} {article.casefold()}"):
        return f"{head}{joined} {rest}"
    if article and rest == words:
        return f"{before}{article}{'' if article.endswith(chr(39)) else ' '}{words}"
    if preposition in table.elided and _elides(words):
        return f"{head}{table.elided[preposition]}{words}"
    return before + words


def _article(name: str) -> tuple[str, str]:
    """The article that a name has ("Le" and "Monde") or takes ("l'" and all of "université de …"), else none."""
    table = phrases()
    first, _, rest = name.partition(" ")
    if rest and any(contraction.endswith(f" {first.casefold()}") for contraction in table.contractions):
        return first, rest
    if rest and (gender := table.nouns.get(first.casefold())):
        article = table.articles[gender]
        return (table.elided[article] if _elides(name) else article), name
    return "", name


def _elides(words: str) -> bool:
    """Whether a word begins with a vowel sound, as letters tell: "Yves" does, "Yahoo" does not, nor does an h."""
    first, second = words[:1].casefold(), words[1:2].casefold()
    vowels = phrases().vowels
    return bool(first) and (first in vowels or (first == "y" and second.isalpha() and second not in vowels))


def _capitalize(text: str) -> str:
    """A name keeps its own small letter ("xAI"); an article at the start does not."""
    first = text.partition(" ")[0].partition("'")[0]
    return text[:1].upper() + text[1:] if first in (*phrases().articles.values(), "l", "les") else text
