"""Gold files: one JSON file a document, with its facts, optional facts and entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ontograph.errors import DataError
from ontograph.evaluate.items import ATTRIBUTES, CORE, Amount, Item, expand

_KEYS = {"roleClass": "role_class", "party": "parties"}
"""Roles that the gold files call otherwise."""


class Surface(msgspec.Struct, frozen=True):
    """What the document calls somebody, and whether that is a name, a surname or a description."""

    form: str
    kind: str


class Entity(msgspec.Struct, frozen=True):
    """A name of the document; media and boilerplate are optional."""

    name: str
    kind: str
    media: bool = False
    boilerplate: bool = False
    surfaces: tuple[Surface, ...] = ()


class _File(msgspec.Struct):
    facts: list[dict[str, Any]]
    optional_facts: list[dict[str, Any]] = []
    entities: list[Entity] | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """What one document owes, what it allows, and whom it names (None where that is not annotated)."""

    document: str
    owed: tuple[Item, ...]
    optional: tuple[Item, ...]
    entities: tuple[Entity, ...] | None


def read(folder: Path) -> list[Gold]:
    """All gold files of a folder, sorted; raises DataError where there is none, or one is broken."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder of gold files")
    files = sorted(folder.glob("*.json"))
    if not files:
        raise DataError(f"{folder}: no gold files (*.json) in it")
    return [_read(file) for file in files]


def by_fact(file: Path) -> dict[int, list[Item]]:
    """The owed facts of one gold file, each by its place in the file, expanded; raises DataError as `read`."""
    with _broken(file):
        content = msgspec.json.decode(file.read_bytes(), type=_File)
        return {index: list(_items([fact], file.stem)) for index, fact in enumerate(content.facts)}


@contextmanager
def _broken(file: Path) -> Iterator[None]:
    """What goes wrong with a file as a DataError that names it."""
    try:
        yield
    except KeyError as error:
        raise DataError(f"{file}: a fact without {error}") from error
    except (OSError, msgspec.MsgspecError, ValueError, TypeError) as error:
        raise DataError(f"{file}: {error}") from error


def _read(file: Path) -> Gold:
    with _broken(file):
        content = msgspec.json.decode(file.read_bytes(), type=_File)
        owed, optional = (list(_items(facts, file.stem)) for facts in (content.facts, content.optional_facts))
    entities = None if content.entities is None else tuple(content.entities)
    return Gold(file.stem, tuple(owed), tuple(optional), entities)


def _items(facts: Iterable[dict[str, Any]], document: str) -> Iterator[Item]:
    for fact in facts:
        if fact["type"] not in CORE:
            raise ValueError(f"{fact['type']!r} is no type of facts; there are {', '.join(CORE)}")

        def fillers(role: str, fact: dict[str, Any] = fact) -> list[Any]:
            value = fact.get(_KEYS.get(role, role))
            return _list(_amount(value)) if role == "amount" else _names(role, value)

        attributes = {name: fact.get(name) for name in ATTRIBUTES}
        _names("destination", attributes["destination"])
        attributes |= {name: _amount(fact.get(name)) for name in ("amount", "valuation")}
        for core in expand(fact["type"], fillers):
            yield Item(fact["type"], core, attributes, fact.get("evidence", ""), document)


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]


def _names(role: str, value: Any) -> list[str]:
    names = _list(value)
    if wrong := [name for name in names if not isinstance(name, str)]:
        raise TypeError(f"{role}: {wrong[0]!r} is no name")
    return names


def _amount(value: Any) -> Amount | None:
    if not isinstance(value, dict) or value.get("value") is None:
        return None
    return float(value["value"]), (value.get("currency") or "").upper()
