"""Whom a name means, and where a quote stands: the addresses of corrections, found anew at each build.

A name is looked up as the graph shows it without corrections, then among the names that corrections give; its most
exact reading goes first. One that fits several is no address, unless `kind` or a document tells them apart.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from ontograph.corrections.model import EntityRef
from ontograph.model import Entity, Kind, Reading
from ontograph.resolve import comparison

_APOSTROPHE = "['’ʼ]"
_DOUBLE = '["“”«»]'


@dataclass(frozen=True, slots=True)
class Missing:
    """Why an address leads nowhere."""

    reason: str


def document(readings: Sequence[Reading], name: str) -> int | Missing:
    """The reading that a document's path or id means."""
    wanted = name.removeprefix("./")
    for names in ([reading.path for reading in readings], [reading.article for reading in readings]):
        found = [index for index, own in enumerate(names) if own == wanted]
        if len(found) == 1:
            return found[0]
    near = difflib.get_close_matches(wanted, sorted({reading.path for reading in readings}), 1)
    return Missing(f"no article {name} in this corpus" + (f"; is it {near[0]}?" if near else ""))


# --- names ----------------------------------------------------------------------------------------------------------


class Directory:
    """Names -> the entities that bear them, from the most to the least exact."""

    def __init__(self, entities: Iterable[Entity], documents: Mapping[str, frozenset[int]]) -> None:
        """`documents`: the readings that name each entity, by its id."""
        self._entities = {entity.id: entity for entity in entities}
        self._documents = documents
        self._levels: tuple[dict[str, list[str]], ...] = tuple(defaultdict(list) for _ in range(5))
        for id_, entity in sorted(self._entities.items()):
            self._enter(id_, entity.kind, entity.name, entity.aliases)

    def _enter(self, id_: str, kind: Kind, name: str, aliases: Iterable[str] = ()) -> None:
        ids, exact, same, other, like = self._levels
        ids[id_].append(id_)
        exact[_plain(name)].append(id_)
        same[comparison.key(name, kind)].append(id_)
        for alias in aliases:
            other[_plain(alias)].append(id_)
            like[comparison.key(alias, kind)].append(id_)

    def look_up(self, ref: EntityRef, place: int | None = None, document: int | None = None) -> str | Missing:
        """The id of whom `ref` means.

        `document` is a reading that must name it, `place` one that decides among several.
        """
        found = self._candidates(ref, document)
        if len(found) > 1 and place is not None:
            found = [id_ for id_ in found if place in self._documents.get(id_, ())] or found
        if len(found) == 1:
            return found[0]
        if found:
            return Missing(f"{ref.name} is several: {', '.join(found)}; give one of these ids, its kind or a document")
        return Missing(self._hint(ref))

    def _candidates(self, ref: EntityRef, document: int | None) -> list[str]:
        name = ref.name.removeprefix("id:")
        plain, keys = {_plain(name)}, {comparison.key(name, kind) for kind in get_args(Kind)}
        forms: tuple[set[str], ...] = ({name}, plain, keys, plain, keys)
        for level, wanted in zip(self._levels, forms, strict=True):
            ids = sorted({id_ for key in wanted for id_ in level.get(key, ())})
            found = [id_ for id_ in ids if self._fits(id_, ref, document)]
            if found:
                return found
        return []

    def _fits(self, id_: str, ref: EntityRef, document: int | None) -> bool:
        right_kind = ref.kind is None or self._entities[id_].kind == ref.kind
        return right_kind and (document is None or document in self._documents.get(id_, ()))

    def _hint(self, ref: EntityRef) -> str:
        names = sorted({entity.name for entity in self._entities.values()})
        ids = sorted(self._entities)
        near = difflib.get_close_matches(ref.name, ids if "/" in ref.name else names, 2)
        what = "no entity of this id" if "/" in ref.name else f"no {ref.kind or 'entity'} of this name"
        inside = f" in {ref.document}" if ref.document else ""
        return f"{ref.name}: {what}{inside}" + (f"; is it {' or '.join(near)}?" if near else "")


def _plain(name: str) -> str:
    return " ".join(name.split()).replace("’", "'").casefold()


# --- quotes ---------------------------------------------------------------------------------------------------------


def quote(text: str, words: str) -> tuple[int, int] | None:
    """Where a text first says this, word for word; line breaks, kinds of spaces, apostrophes and quotation marks may
    be others.
    """
    found = _pattern(words).search(text)
    if found is None:
        return None
    lead = len(found[0]) - len(found[0].lstrip())
    return found.start() + lead, found.start() + len(found[0].rstrip())


def matching(quotes: Mapping[int, str], words: str) -> list[int]:
    """Which quotes are these words; where none is, those that hold them, or else lie within them."""
    exact, inside = [], []
    for number, said in quotes.items():
        if _pattern(words).fullmatch(said.strip()):
            exact.append(number)
        elif _pattern(words).search(said):
            inside.append(number)
    return exact or inside or [number for number, said in quotes.items() if said.strip() and quote(words, said)]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in words.split()]
    loose = r"\s+".join(parts)
    loose = re.sub(r"['’ʼ]", _APOSTROPHE, loose)
    return re.compile(re.sub(r'["“”]|«(?:\\s\+)?|(?:\\s\+)?»', lambda _: rf"\s*{_DOUBLE}\s*", loose))
