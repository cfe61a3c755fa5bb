"""Items: facts expanded to one filler a core role, and when two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ontograph.model import CORE_ROLES, ENTITY_ROLES

CORE: dict[str, tuple[str, ...]] = {**CORE_ROLES, "FundingRound": ("organization", "amount"), "Partnership": ("party",)}
"""Fact types and the roles on which they are compared. A Partnership is compared by each pair of its parties."""

OPTIONAL_CORE = {("FundingRound", "amount")}
"""Compared only where both sides have it."""

ATTRIBUTES = ("factuality", "status", "date", "kind", "stake", "destination", "role_class", "amount", "valuation")

Amount = tuple[float, str]
"""Value and ISO currency, "" where the text names none."""

Names = frozenset[str]
"""All names of an entity of the graph, normalised."""

_GENERIC = frozenset(
    {
        *("ai", "capital", "company", "fund", "group", "groupe", "holding", "ia", "inc", "lab", "labs", "media"),
        *("partners", "technologies", "ventures"),
    }
)
_LEGAL_FORM = re.compile(r"\b(inc|corp|corporation|ltd|llc|sa|sas|se|plc|group|groupe|co)\b\.?$")
_PUNCTUATION = re.compile(r"[’'`\"«»“”.,()]")
_ARTICLE = re.compile(r"^(le|la|les|l|the) ")


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One fact of one document with one filler a core role; entities are a gold name or the Names of a node."""

    type: str
    core: tuple[Any, ...]
    attributes: dict[str, Any]
    evidence: str
    document: str
    rules: tuple[str, ...] = field(default=())
    """Ids of the rules whose claims tell it; () in the gold."""
    fact: str = ""
    """The IRI of the fact; "" in the gold."""

    def __str__(self) -> str:
        core = ", ".join(map(_show, self.core))
        return f"{self.type}({core}) [{self.attributes.get('factuality')}] « {self.evidence[:90]} »"


def expand(type_: str, fillers: Callable[[str], Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The cores of a fact: every combination of its fillers, for a Partnership every pair of parties."""
    if type_ == "Partnership":
        parties = fillers("party")
        return [(one, other) for index, one in enumerate(parties) for other in parties[index + 1 :]]
    cores: list[tuple[Any, ...]] = [()]
    for role in CORE[type_]:
        found = list(fillers(role)) or ([None] if (type_, role) in OPTIONAL_CORE else [])
        cores = [(*core, filler) for core in cores for filler in found]
    return cores


def unique(items: Iterable[Item]) -> list[Item]:
    """The items without those that repeat an earlier one."""
    kept: list[Item] = []
    for item in items:
        if not any(_same_item(item, other) for other in kept):
            kept.append(item)
    return kept


def same_core(gold: Item, found: Item) -> bool:
    """Whether both are the same fact."""
    if gold.type != found.type:
        return False
    if gold.type == "Partnership":
        (a, b), (x, y) = gold.core, found.core
        return (same_entity(a, x) and same_entity(b, y)) or (same_entity(a, y) and same_entity(b, x))
    return all(map(_same_filler, [gold.type] * 3, CORE[gold.type], gold.core, found.core))


def same_attribute(name: str, gold: Any, found: Any) -> bool:
    """Whether an attribute is right; a date is where one of both is only more precise."""
    match name:
        case "amount" | "valuation":
            return same_amount(gold, found)
        case "destination":
            return any(same_entity(gold, names) for names in found or [])
        case "stake":
            return _same_number(gold, found)
        case "date":
            return bool(found) and (str(found).startswith(str(gold)) or str(gold).startswith(str(found)))
        case _:
            return bool(gold == found)


def same_amount(gold: Amount | None, found: Amount | None) -> bool:
    """Whether two amounts agree within 1 %, and in their currencies where both are known."""
    if not gold or not found:
        return False
    close = abs(gold[0] - found[0]) <= 0.01 * max(abs(gold[0]), abs(found[0]))
    return close and (not gold[1] or not found[1] or gold[1] == found[1])


def same_entity(gold: str, names: Names) -> bool:
    """Whether a gold name is one of an entity's names, give or take what a fair reader would.

    That is a surname alone, a middle name, or one generic word ("Mistral" and "Mistral AI").
    """
    name = normalise(gold)
    return name in names or any(_alike(name.split(), other.split()) for other in names)


def normalise(name: str) -> str:
    """A name without case, accents, punctuation, leading article and legal form."""
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = " ".join(_PUNCTUATION.sub(" ", text).replace("-", " ").split())
    text = _ARTICLE.sub("", text)
    return _LEGAL_FORM.sub("", text).strip() or text


def _alike(gold: list[str], other: list[str]) -> bool:
    if not gold or not other:
        return False
    if 1 in (len(gold), len(other)) and gold[-1] == other[-1] and len(gold[-1]) > 3:
        return True
    ours, theirs = set(gold), set(other)
    if min(len(gold), len(other)) > 1 and gold[0] == other[0] and gold[-1] == other[-1]:
        return ours < theirs or theirs < ours or (len(ours ^ theirs) == 1 and ours ^ theirs <= _GENERIC)
    return len(ours ^ theirs) == 1 and ours ^ theirs <= _GENERIC


def _same_filler(type_: str, role: str, gold: Any, found: Any) -> bool:
    if role == "amount":
        both = bool(gold and found)
        return same_amount(gold, found) if both else (type_, role) in OPTIONAL_CORE
    return same_entity(gold, found) if role in ENTITY_ROLES else bool(gold == found)


def _same_number(gold: Any, found: Any) -> bool:
    """Percentages that round to the same, or nearly."""
    try:
        return abs(float(gold) - float(found)) < 0.51
    except (TypeError, ValueError):
        return False


def _same_item(one: Item, other: Item) -> bool:
    """The same core, and no two dates that differ: two departures of one person in 2017 and 2024 are two items."""
    a, b = one.attributes.get("date"), other.attributes.get("date")
    return one.type == other.type and one.core == other.core and (not a or not b or same_attribute("date", a, b))


def _show(filler: Any) -> str:
    if isinstance(filler, frozenset):
        return min(filler, key=lambda name: (-len(name), name), default="?")
    return f"{filler[0]:g} {filler[1]}" if isinstance(filler, tuple) else str(filler)
