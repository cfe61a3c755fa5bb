"""Kinds of organizations: which ones a noun such as "le constructeur" may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontograph.local_entities import fold


@dataclass(frozen=True)
class TradesData:
    """`trades.yml`; the file says what each part holds."""

    nouns: dict[str, list[str]]
    names: dict[str, list[str]]
    subtypes: dict[str, str]
    unfirm: list[str]


class Trades:
    """The table compiled for look-up; `aliases` maps a name of the table to its other forms."""

    def __init__(self, data: TradesData, aliases: Mapping[str, Iterable[str]]) -> None:
        self.unfirm = frozenset(data.unfirm)
        self.subtypes = data.subtypes
        self.media = frozenset(t for subtype, t in data.subtypes.items() if subtype == "MediaOutlet")
        self.nouns: dict[str, frozenset[str]] = {}
        for trade, nouns in data.nouns.items():
            for noun in nouns:
                self.nouns[noun] = self.nouns.get(noun, frozenset()) | {trade}
        self.names: dict[str, frozenset[str]] = {}
        for trade, names in data.names.items():
            for form in (form for name in names for form in (name, *aliases.get(name, ()))):
                self.names[fold(form)] = self.names.get(fold(form), frozenset()) | {trade}

    def of(self, forms: Iterable[str], subtype: str | None) -> frozenset[str]:
        """The trades of an organization that a text calls by these names; empty where nothing is known."""
        known = frozenset(t for form in forms for t in self.names.get(fold(form), ()))
        return known | {self.subtypes[subtype]} if subtype in self.subtypes else known

    def fits(self, noun: str, trades: frozenset[str]) -> bool | None:
        """Whether an organization of these trades may be called by a noun; None where nothing speaks for or against."""
        if not trades:
            return None
        wanted = self.nouns.get(noun)
        if wanted is None:
            return False if trades <= self.unfirm else None
        return bool(wanted & trades)
