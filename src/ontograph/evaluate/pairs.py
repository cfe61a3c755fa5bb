"""Pairs of names in two articles, each the same or not: how well the resolution of entities tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ontograph import resources
from ontograph.errors import DataError
from ontograph.model import Argument, Claim, Filler, Kind, LocalEntity, Mention, Reading
from ontograph.naming import gazetteer
from ontograph.naming.gazetteer import Entry, Identities
from ontograph.resolve.entities import resolve_entities

GAZETTEER = "fr_press/gazetteer.jsonl"

SETS: dict[str, bool | None] = {"open": False, "held out": True, "all": None}
"""The sets of the report, by what `Pair.held_out` is in them."""


class Post(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post that the article tells of: at the pair's organization where `at` is left out, held by its person."""

    role: str
    """A role class of the ontology."""
    at: str | None = None
    who: str | None = None
    status: str = "current"
    date: str | None = None


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One article, as a reading holds what matters of it."""

    name: str
    kind: Kind | None = None
    published: str | None = None
    gender: str | None = None
    subtype: str | None = None
    known: bool = False
    """The article means what the gazetteer knows by the name, though the name is ambiguous."""
    called: list[str] = []
    organizations: list[str] = []
    people: list[str] = []
    posts: list[Post] = []
    moves: list[Post] = []
    founders: list[str] = []
    founded: str | None = None


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two articles that name somebody, and whether it is the same one."""

    id: str
    class_: str = msgspec.field(name="class")
    same: bool
    kind: Kind
    why: str
    one: Side
    other: Side
    others: list[Side] = []
    """Further articles of the corpus."""
    held_out: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    pairs: list[Pair]


@dataclass(slots=True)
class Report:
    """Which pairs were told right."""

    judged: list[tuple[Pair, bool]] = field(default_factory=list)
    """Each pair, and whether the resolution says that it is one."""

    def figures(self, held_out: bool | None = None) -> dict[str, float]:
        """Precision, recall and F1 of "the same", over all pairs, or over those that are (not) held out."""
        told = [(p.same, said) for p, said in self.judged if held_out in (None, p.held_out)]
        right = sum(same and said for same, said in told)
        said, owed = sum(said for _, said in told), sum(same for same, _ in told)
        p, r = right / said if said else 0.0, right / owed if owed else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {"pairs": len(told), "same": owed, "said": said, "p": p, "r": r, "f1": f1}

    def all_figures(self) -> dict[str, dict[str, float]]:
        """The figures of the open pairs, of those held out, and of all."""
        return {name: self.figures(held_out) for name, held_out in SETS.items()}

    @property
    def errors(self) -> list[str]:
        """The pairs told wrong, a line each."""
        return [
            f"{'WRONG' if said else 'MISSED'} {pair.id}: {pair.one.name} / {pair.other.name}: {pair.why}"
            for pair, said in self.judged
            if said != pair.same
        ]

    def table(self) -> str:
        """The figures for a reader."""
        lines = [f"{'pairs':<10}{'number':>8}{'same':>6}{'said':>6}{'P':>8}{'R':>8}{'F1':>8}"]
        for name, row in self.all_figures().items():
            counts = f"{row['pairs']:>8}{row['same']:>6}{row['said']:>6}"
            lines.append(f"{name:<10}{counts}{row['p']:>8.3f}{row['r']:>8.3f}{row['f1']:>8.3f}")
        return "\n".join(lines)


def read(file: Path) -> list[Pair]:
    """The pairs of a YAML file; raises DataError for a broken one, or an id of two pairs."""
    pairs = resources.load_yaml(file, _File).pairs
    seen: set[str] = set()
    for pair in pairs:
        if pair.id in seen:
            raise DataError(f"{file}: two pairs are called {pair.id!r}")
        seen.add(pair.id)
    return pairs


def evaluate(file: Path) -> Report:
    """Resolve each pair by itself, with its further articles, and score the answers; raises DataError."""
    entries = gazetteer.read(GAZETTEER)
    desk = _Desk(entries)
    return Report([(pair, desk.is_one(pair)) for pair in read(file)])


class _Desk:
    """Makes readings of the sides of pairs, with what the gazetteer knows."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.identities = Identities(entries)
        self.entries = {name: entry for entry in entries for name in (entry.name, *entry.aliases)}

    def is_one(self, pair: Pair) -> bool:
        """Whether the resolution makes one entity of both."""
        sides = (pair.one, pair.other, *pair.others)
        readings = [self.reading(pair, number, side) for number, side in enumerate(sides)]
        ids = resolve_entities(readings).ids
        return ids[0, "e1"] == ids[1, "e1"]

    def reading(self, pair: Pair, number: int, side: Side) -> Reading:
        """One side as a reading; what the pair is about is its first entity."""
        kind = side.kind or pair.kind
        posts = [*side.posts, *side.moves]
        people = [*side.people, *side.founders, *(post.who for post in posts if post.who)]
        firms = [*side.organizations, *(post.at for post in posts if post.at)]
        kinds: list[tuple[Kind, str]] = [(kind, side.name)]
        kinds += [("Person", name) for name in people] + [("Organization", name) for name in firms]
        names = list(dict.fromkeys(kinds))
        ids = {name: f"e{n}" for n, name in enumerate(names, 1)}
        entities = [self._entity(ids[one], *one, side, pair) for one in names]
        mentions = [Mention(0, len(name), name, kind_, "name", (ids[kind_, name],)) for kind_, name in names]
        mentions += [Mention(0, len(name), name, kind, "name", ("e1",)) for name in side.called]
        claims = [*_posts(side.posts, "Position", ids), *_posts(side.moves, "Appointment", ids)]
        if side.founders or side.founded:
            founders = tuple(ids["Person", who] for who in side.founders)
            claims.append(_claim("Founding", {"founder": founders, "organization": ("e1",)}, side.founded))
        name = f"{pair.id}-{number}"
        return Reading(
            article=name,
            path=f"{name}.txt",
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            published=side.published,
            title=None,
            url=None,
            publisher=None,
            entities=tuple(entities),
            mentions=tuple(mentions),
            dates=(),
            amounts=(),
            claims=tuple(claims),
        )

    def _entity(self, local: str, kind: Kind, name: str, side: Side, pair: Pair) -> LocalEntity:
        mine = local == "e1"
        entry = self.entries.get(name)
        meant = (
            entry is not None and kind in (entry.kind, entry.also) and (not entry.ambiguous or (mine and side.known))
        )
        named = {*side.organizations, *side.people, *side.called}
        identity = self.identities.of(entry.name, side.published, named) if entry and meant else None
        gender = side.gender if mine and kind == "Person" else None
        return LocalEntity(
            local,
            kind,
            name,
            subtype=(side.subtype if mine else None) or (entry.subtype or None if entry and meant else None),
            wikidata=identity.wikidata if identity else None,
            gender=gender,  # type: ignore[arg-type]
            known=identity.name if identity else None,
            former=identity.former if identity else False,
        )


def _posts(posts: Iterable[Post], type_: str, ids: dict[tuple[Kind, str], str]) -> list[Claim]:
    claims = []
    for post in posts:
        who = ids["Person", post.who] if post.who else "e1"
        where = ids["Organization", post.at] if post.at else "e1"
        roles: dict[str, tuple[Filler, ...]] = {"person": (who,), "organization": (where,), "roleClass": (post.role,)}
        claims.append(_claim(type_, roles, post.date, status=post.status if type_ == "Position" else None))
    return claims


def _claim(type_: str, roles: dict[str, Any], date: str | None, status: str | None = None) -> Claim:
    arguments = tuple(Argument(role, fillers) for role, fillers in roles.items() if fillers)
    return Claim(type_, arguments, "certain", 0, 1, "x", "pairs", date, status)  # type: ignore[arg-type]
