"""A difference as a person reads it: + came, - went, ~ changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontograph.diff.compare import Change, Difference, EntityDifference, FactDifference, Quoted

_ARTICLES = {
    "new": "new article",
    "gone": "article gone",
    "changed": "article changed",
    "unchanged": "article unchanged",
}


def text(difference: Difference) -> str:
    """The whole difference, "no difference" for none; in an order that depends on nothing else."""
    parts = [
        ("articles", list(_articles(difference))),
        ("people and organizations", list(_entities(difference))),
        ("facts", list(_facts(difference))),
    ]
    lines = [line for title, body in parts if body for line in (title, *body)]
    if moved := difference.facts.moved:
        lines.append(f"{_count(len(moved), 'fact')} of another id or label only")
    if difference.other:
        lines.append("further properties: " + ", ".join(f"{name} ({n})" for name, n in difference.other.items()))
    return "\n".join(lines) or "no difference"


def _articles(difference: Difference) -> Iterator[str]:
    found = difference.articles
    yield from (f"  + {path}" for path in found.came)
    yield from (f"  - {path}" for path in found.went)
    yield from (f"  ~ {path}" for path in found.changed)
    yield from (f"  ~ {before} is now {after}" for before, after in found.renamed)


def _entities(difference: Difference) -> Iterator[str]:
    found = difference.entities
    yield from (f"  + {_entity(one)}" for one in found.came)
    yield from (f"  - {_entity(one)}" for one in found.went)
    for one in found.changed:
        yield f"  ~ {_entity(one)}"
        if one.was:
            yield f"      id: {_local(one.was)} -> {_local(one.iri)}"
        yield from _changes(one.changes, "      ")
    yield from (f"  ~ {one.part} is now one with {one.whole} ({_local(one.whole_iri)})" for one in found.merged)
    yield from (f"  ~ {one.part} ({_local(one.part_iri)}) is no longer one with {one.whole}" for one in found.split)


def _entity(one: EntityDifference) -> str:
    return f"{one.name} ({one.kind})"


def _facts(difference: Difference) -> Iterator[str]:
    for sign, facts in zip(
        "+-~", (difference.facts.came, difference.facts.went, difference.facts.changed), strict=True
    ):
        for fact in facts:
            yield from _fact(sign, fact)


def _fact(sign: str, fact: FactDifference) -> Iterator[str]:
    yield f"  {sign} {fact.label}"
    if fact.was:
        yield f"      id: {_local(fact.was)} -> {_local(fact.iri)}"
    yield from _changes(fact.changes, "      ")
    for passage in fact.passages:
        yield from _passage(passage)


def _passage(passage: Quoted) -> Iterator[str]:
    quote = " ".join(passage.quote.split())
    yield f"      {passage.sign} « {quote} » ({passage.path}, {_ARTICLES[passage.article]})"
    yield from _changes(passage.changes, "          ")


def _changes(changes: Iterable[Change], indent: str) -> Iterator[str]:
    """A single value as before -> after, of several only what came and went."""
    for change in changes:
        before, after = set(change.before), set(change.after)
        if max(len(before), len(after)) == 1:
            was, now = (", ".join(values) or "(none)" for values in (change.before, change.after))
            yield f"{indent}{change.property}: {was} -> {now}"
        else:
            signs = [*(f"+ {value}" for value in sorted(after - before)), *(f"- {v}" for v in sorted(before - after))]
            yield f"{indent}{change.property}: {', '.join(signs)}"


def _local(iri: str) -> str:
    return iri.partition("/id/")[2] or iri


def _count(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
