"""The gazetteer: names that are known by themselves, what each is, and what renamed firms were called when.

One line an entry. An entry that bears a former name says what it is called today (`now`) and until when the name held;
so "Twitter" and "X" are one company, and "X" in an article of 2019 is another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from ontograph import resources
from ontograph.errors import DataError
from ontograph.naming.lexicon import APOSTROPHES, Kind
from ontograph.naming.tries import NameTrie

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the gazetteer."""

    name: str
    kind: Kind
    also: Kind | None = None
    """A second kind that the same name may have (a network and the company behind it)."""
    subtype: str = ""
    aliases: list[str] = field(default_factory=list)
    ambiguous: bool = False
    """Also a common word or a part of other names: needs a cue beside the form."""
    wikidata: str = ""
    checked: str = ""
    """How the Wikidata id was checked."""
    now: str = ""
    """The entry that bears today's name of the same thing; without `until` this name is in use beside it."""
    until: str = ""
    """When the name was given up (ISO 8601, as precise as known)."""
    since: str = ""
    """When the name was taken: before, it meant something else, or nothing."""
    still: bool = False
    """The name has stayed with a part (a network) of what has another name now."""
    dated: str = ""
    """Where these dates stand."""
    beside: list[str] = field(default_factory=list)
    """Names of which an article has one where it means this, for names that say next to nothing ("X")."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article means by a known name."""

    name: str
    """Today's name: one for all names of one thing."""
    wikidata: str | None
    former: bool
    """The article uses a former name."""


class Identities:
    """From names of entries to what they mean on a day."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """`entries` as `read` checks them."""
        self._entries = {entry.name: entry for entry in entries}

    def of(self, name: str, published: str | None, named: Collection[str] = ()) -> Identity | None:
        """What the name of an entry means in an article of that day which has these names; None where it is nothing
        that is known."""
        entry = self._entries.get(name)
        if entry is None or _before(published, entry.since):
            return None
        if entry.beside and not set(entry.beside).intersection(named):
            return None
        if entry.still and not _before(published, entry.until):
            return Identity(entry.name, None, False)
        bearer, former = entry, False
        while bearer.now:
            former |= bool(bearer.until)
            bearer = self._entries[bearer.now]
        return Identity(bearer.name, bearer.wikidata or None, former)


def _before(published: str | None, when: str) -> bool:
    """Whether a day is known to lie before a date, or in its month or year where it is no more precise."""
    return bool(published and when) and str(published)[: len(when)] < when


def load_trie(file: str | Path) -> NameTrie[Entry]:
    """Every name and alias of a gazetteer file, apostrophes straight, with its entry; raises DataError."""
    trie: NameTrie[Entry] = NameTrie()
    for entry in read(file):
        for name in (entry.name, *entry.aliases):
            trie.add(name.translate(APOSTROPHES), entry)
            if len(name) > 3 and not entry.ambiguous and name.upper() != name:
                trie.add(name.upper().translate(APOSTROPHES), entry)
    return trie


@cache
def read(file: str | Path) -> Sequence[Entry]:
    """The entries of a gazetteer (a path as in a pipeline config), checked.

    Raises DataError, with the line, for what is no entry; a name or a Wikidata id of two entries; an id that does not
    say how it was checked; a date that does not exist; a former name that leads nowhere, or in a circle.
    """
    path = resources.data_path(file)
    rows = resources.load_numbered(path, Entry)
    lines = {entry.name: number for number, entry in rows}
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    known = {entry.name: entry for _, entry in rows}
    for number, entry in rows:
        try:
            _check_alone(entry)
            _check_chain(entry, known)
            for name in dict.fromkeys(n.translate(APOSTROPHES) for n in (entry.name, *entry.aliases)):
                _take(names, name, f"name {name!r}", entry.name, lines)
            if entry.wikidata:
                _take(ids, entry.wikidata, f"id {entry.wikidata}", entry.name, lines)
        except ValueError as error:
            raise DataError(f"{path}:{number}: {entry.name}: {error}") from error
    return tuple(entry for _, entry in rows)


def _take(taken: dict[str, str], key: str, what: str, owner: str, lines: Mapping[str, int]) -> None:
    if key in taken:
        raise ValueError(f"the {what} belongs to {taken[key]!r} already (line {lines[taken[key]]}); leave it to one")
    taken[key] = owner


def _check_alone(entry: Entry) -> None:
    if entry.wikidata and not _WIKIDATA.fullmatch(entry.wikidata):
        raise ValueError(f"{entry.wikidata!r} is no Wikidata id (Q and a number)")
    if bool(entry.wikidata) != bool(entry.checked):
        raise ValueError('a Wikidata id and how it was checked ("checked") go together')
    for key in ("until", "since"):
        value = getattr(entry, key)
        if value and not _exists(value):
            raise ValueError(f'there is no date {value!r} ("{key}"); write YYYY, YYYY-MM or YYYY-MM-DD')
    if entry.since and entry.until and entry.until[:4] < entry.since[:4]:
        raise ValueError(f"the name ends in {entry.until}, before it begins in {entry.since}")
    if entry.until and not entry.now:
        raise ValueError('a former name ("until") needs today\'s ("now")')
    if entry.still and not entry.until:
        raise ValueError('"still" is for a former name ("until")')
    if bool(entry.until or entry.since) != bool(entry.dated):
        raise ValueError('dates and where they stand ("dated") go together')
    if entry.now and entry.wikidata:
        raise ValueError(f"the id belongs to the line of today's name, {entry.now!r}")


def _check_chain(entry: Entry, known: Mapping[str, Entry]) -> None:
    seen = [entry.name]
    while entry.now:
        if entry.now not in known:
            raise ValueError(f"there is no entry {entry.now!r} to be its name now")
        if entry.now in seen:
            raise ValueError(f"a circle of names: {' -> '.join([*seen, entry.now])}")
        entry = known[entry.now]
        seen.append(entry.name)


def _exists(value: str) -> bool:
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
