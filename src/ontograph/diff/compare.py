"""Two graphs -> what came, went and changed: articles, entities, facts, each with the passages that did it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pyoxigraph as ox

from ontograph import query
from ontograph.diff import pairing
from ontograph.diff.snapshot import DETAILS, FactView, Passage, Snapshot, Thing, Values
from ontograph.vocabulary import OG, PREFIXES, SCHEMA

_TOLD = frozenset(
    [
        *(str(OG[name]) for name in ("about", "end", "inDocument", "path", "quote", "sha256", "start", *DETAILS)),
        *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel")),
        *(PREFIXES["prov"] + name for name in ("used", "wasDerivedFrom")),
        PREFIXES["owl"] + "sameAs",
        PREFIXES["rdf"] + "type",
    ]
)
"""Properties of entities, articles and passages that a difference tells of."""

_DERIVED = frozenset({str(OG.disagreesWith), str(SCHEMA.mentions)})

Article = Literal["new", "gone", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Change:
    """One property of a thing, before and after; () for nothing."""

    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that came (+), went (-) or says something else now (~), and what became of its article."""

    sign: Literal["+", "-", "~"]
    quote: str
    path: str
    article: Article
    """What an unchanged article says may count otherwise: by what others tell, corrections, or another version."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A fact that came, went or changed; `iri` and `label` are the new ones, where there are."""

    iri: str
    was: str | None
    """The IRI it had, where that was another one."""
    type: str
    label: str
    changes: tuple[Change, ...]
    passages: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class EntityDifference:
    """An entity that came, went or changed; as in FactDifference."""

    iri: str
    was: str | None
    name: str
    kind: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Merger:
    """Two entities of one graph that are one in the other."""

    whole: str
    """The name of the one that both are."""
    part: str
    """The name of the one that is there in one graph only."""
    whole_iri: str
    part_iri: str


@dataclass(frozen=True, slots=True)
class Articles:
    """Paths, sorted; a renamed one has two."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """People and organizations, sorted by IRI."""

    came: tuple[EntityDifference, ...]
    went: tuple[EntityDifference, ...]
    changed: tuple[EntityDifference, ...]
    merged: tuple[Merger, ...]
    split: tuple[Merger, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts, sorted by IRI; `moved` are those that have only another IRI or label, since an entity is named anew."""

    came: tuple[FactDifference, ...]
    went: tuple[FactDifference, ...]
    changed: tuple[FactDifference, ...]
    moved: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is different between two graphs."""

    articles: Articles
    entities: Entities
    facts: Facts
    other: dict[str, int]
    """How many of the things that are in both graphs differ in a property that the rest does not tell of."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        parts = (self.articles, self.entities, self.facts)
        return bool(self.other) or any(getattr(part, name) for part in parts for name in part.__slots__)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """What is different in the new graph; the same for the same graphs, in the order of IRIs."""
    if old.triples == new.triples:
        return Difference(Articles((), (), (), ()), Entities((), (), (), (), ()), Facts((), (), (), ()), {})
    moved = pairing.places(old, new)
    same = pairing.entities(old, new, moved)
    articles = _articles(old, new, moved)
    facts = _Facts(old, new, same, moved, articles).found()
    found = Difference(articles, _entities(old, new, same), facts, {})
    return replace(found, other=_other(old, new, derived=not found))


def _articles(old: Snapshot, new: Snapshot, moved: Mapping[str, str]) -> Articles:
    both = old.documents.keys() & new.documents.keys()
    return Articles(
        came=tuple(sorted(new.documents.keys() - both - set(moved.values()))),
        went=tuple(sorted(old.documents.keys() - both - moved.keys())),
        changed=tuple(sorted(path for path in both if old.documents[path].sha256 != new.documents[path].sha256)),
        renamed=tuple(sorted(moved.items())),
    )


def _entities(old: Snapshot, new: Snapshot, same: Mapping[str, str]) -> Entities:
    became: defaultdict[str, list[str]] = defaultdict(list)
    for before, after in sorted(same.items()):
        became[after].append(before)
    main = {after: after if after in before else before[0] for after, before in became.items()}
    pairs = [(old.things[before], new.things[after]) for after, before in sorted(main.items())]
    changed = [
        EntityDifference(after.iri, before.iri if before.iri != after.iri else None, after.name, _kind(after), changes)
        for before, after in pairs
        if (changes := _thing_changes(before, after)) or before.iri != after.iri
    ]
    merged = [
        Merger(new.things[after].name, old.things[part].name, after, part)
        for after, before in sorted(became.items())
        for part in before
        if part != main[after]
    ]
    parts = {iri: whole for iri in sorted(new.things.keys() - became.keys()) if (whole := _whole(old, new.things[iri]))}
    return Entities(
        came=tuple(_entity(new.things[iri]) for iri in sorted(new.things.keys() - became.keys() - parts.keys())),
        went=tuple(_entity(old.things[iri]) for iri in sorted(old.things.keys() - same.keys())),
        changed=tuple(changed),
        merged=tuple(merged),
        split=tuple(Merger(whole.name, new.things[iri].name, whole.iri, iri) for iri, whole in parts.items()),
    )


def _whole(old: Snapshot, part: Thing) -> Thing | None:
    """The old entity that had the name of a new one as one of its own."""
    bearers = [thing for _, thing in sorted(old.things.items()) if part.name in {thing.name, *thing.aliases}]
    return next((thing for thing in bearers if _kind(thing) == _kind(part)), None)


def _entity(thing: Thing) -> EntityDifference:
    return EntityDifference(thing.iri, None, thing.name, _kind(thing))


def _kind(thing: Thing) -> str:
    return "Person" if "Person" in thing.kinds else "Organization"


def _thing_changes(before: Thing, after: Thing) -> tuple[Change, ...]:
    def values(thing: Thing) -> Values:
        own = {thing.wikidata} if thing.wikidata else set()
        return {
            "name": frozenset({thing.name}),
            "type": thing.kinds,
            "alias": thing.aliases,
            "wikidata": frozenset(own),
        }

    return _changes(values(before), values(after), str, str)


class _Facts:
    """The facts of two graphs against each other."""

    def __init__(
        self, old: Snapshot, new: Snapshot, same: Mapping[str, str], moved: Mapping[str, str], articles: Articles
    ) -> None:
        self.old, self.new, self.moved = old, new, moved
        self.pairs = pairing.facts(old, new, same, moved)
        self.same = {**same, **self.pairs}
        self.states: dict[str, Article] = {
            **dict.fromkeys(articles.came, "new"),
            **dict.fromkeys(articles.went, "gone"),
            **dict.fromkeys(articles.changed, "changed"),
        }

    def found(self) -> Facts:
        old, new = self.old.facts, self.new.facts
        taken = set(self.pairs.values())
        changed, moved = [], []
        for before, after in sorted(self.pairs.items(), key=lambda pair: (pair[1], pair[0])):
            difference = self.changed(old[before], new[after])
            if difference.changes or difference.passages:
                changed.append(difference)
            elif before != after or old[before].label != new[after].label:
                moved.append((before, after))
        return Facts(
            came=tuple(self.alone(new[iri], "+") for iri in sorted(new.keys() - taken)),
            went=tuple(self.alone(old[iri], "-") for iri in sorted(old.keys() - self.pairs.keys())),
            changed=tuple(changed),
            moved=tuple(moved),
        )

    def alone(self, fact: FactView, sign: Literal["+", "-"]) -> FactDifference:
        passages = tuple(self.quoted(sign, passage) for passage in fact.passages)
        return FactDifference(fact.iri, None, fact.type, fact.label, (), passages)

    def changed(self, before: FactView, after: FactView) -> FactDifference:
        values = {name: frozenset(self.same.get(v, v) for v in found) for name, found in before.values.items()}
        return FactDifference(
            iri=after.iri,
            was=before.iri if before.iri != after.iri else None,
            type=after.type,
            label=after.label,
            changes=_changes(values, after.values, self.show, self.new.show),
            passages=tuple(self.passages(before, after)),
        )

    def show(self, value: str) -> str:
        """A value of the old graph, which may be known under its new IRI already."""
        return self.new.show(value) if value in self.new.labels else self.old.show(value)

    def passages(self, before: FactView, after: FactView) -> Iterable[Quoted]:
        were = {pairing.key(passage, self.moved): passage for passage in reversed(before.passages)}
        are = {pairing.key(passage): passage for passage in reversed(after.passages)}
        for key, passage in sorted(were.items()):
            if key not in are:
                yield self.quoted("-", passage)
        for key, passage in sorted(are.items()):
            if key not in were:
                yield self.quoted("+", passage)
                continue
            details = {name: frozenset(self.same.get(v, v) for v in of) for name, of in were[key].details.items()}
            if changes := _changes(details, passage.details, self.show, self.new.show):
                yield self.quoted("~", passage, changes)

    def quoted(self, sign: Literal["+", "-", "~"], passage: Passage, changes: tuple[Change, ...] = ()) -> Quoted:
        return Quoted(sign, passage.quote, passage.path, self.states.get(passage.path, "unchanged"), changes)


def _changes(
    before: Values, after: Values, show_old: Callable[[str], str], show_new: Callable[[str], str]
) -> tuple[Change, ...]:
    nothing: frozenset[str] = frozenset()
    return tuple(
        Change(
            name,
            tuple(sorted(map(show_old, before.get(name, nothing)))),
            tuple(sorted(map(show_new, after.get(name, nothing)))),
        )
        for name in sorted(before.keys() | after.keys())
        if before.get(name, nothing) != after.get(name, nothing)
    )


def _other(old: Snapshot, new: Snapshot, *, derived: bool) -> dict[str, int]:
    """What the rest does not tell of the things that are in both graphs: how many of them, by property.

    What follows from facts and names (shortcuts, mentions, disagreements) counts only with `derived`: where these are
    the same.
    """
    both = {triple[0] for triple in old.triples} & {triple[0] for triple in new.triples}
    different = {(s, p) for s, p, _ in old.triples ^ new.triples if s in both and s not in old.facts}
    names = (p for s, p in different if p not in _TOLD and (derived or not (s in old.things or p in _DERIVED)))
    return dict(sorted(Counter(query.show(ox.NamedNode(p)) for p in names).items()))
