"""Hand-built Readings: a few names and claims stand for an article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ontograph.model import ENTITY_ROLES, Argument, Claim, Filler, LocalEntity, Mention, Money, Reading


def money(billions: str, currency: str | None = "USD", *, approximate: bool = False) -> Money:
    return Money(Decimal(billions) * 10**9, currency, approximate)


def claim(type_: str, factuality: str = "certain", start: int = 0, **details: Any) -> dict[str, Any]:
    """A claim whose entity roles hold names; lists for several."""
    return {"type": type_, "factuality": factuality, "start": start, **details}


def reading(
    article: str,
    *claims: dict[str, Any],
    people: Sequence[str] = (),
    organizations: Sequence[str] = (),
    surfaces: dict[str, Sequence[str]] | None = None,
    published: str | None = None,
    **entity: dict[str, Any],
) -> Reading:
    """An article that names these people and organizations, those of the claims included.

    `surfaces` gives further names of an entity by its name, `entity` further fields of all LocalEntities by name.
    """
    names = [("Person", name) for name in people] + [("Organization", name) for name in organizations]
    for row in claims:
        for role in sorted(ENTITY_ROLES & row.keys()):
            names += [(kind, name) for kind, name in _named(role, row[role], names) if (kind, name) not in names]
    found: list[LocalEntity] = []
    mentions: list[Mention] = []
    ids: dict[tuple[str, str], str] = {}
    for number, (kind, name) in enumerate(names, 1):
        local = f"e{number}"
        ids[kind, name] = local
        fields = entity.get("entity", {}).get(name, {})
        found.append(LocalEntity(local, kind, name, **fields))  # type: ignore[arg-type]
        for text in (name, *(surfaces or {}).get(name, ())):
            mentions.append(Mention(0, len(text), text, kind, "name", (local,)))  # type: ignore[arg-type]
    return Reading(
        article=article,
        path=f"{article}.txt",
        sha256=hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest(),
        published=published,
        title=None,
        url=None,
        publisher=None,
        entities=tuple(found),
        mentions=tuple(mentions),
        dates=(),
        amounts=(),
        claims=tuple(_claim(row, ids) for row in claims),
    )


def _claim(row: dict[str, Any], ids: dict[tuple[str, str], str]) -> Claim:
    row = dict(row)
    type_, factuality, start = row.pop("type"), row.pop("factuality"), row.pop("start")
    quote = row.pop("quote", "cite")
    fields = {name: row.pop(name) for name in ("date", "status", "attributed_to") if name in row}
    arguments = []
    for role, value in row.items():
        fillers: list[Filler] = _listed(value)
        if role in ENTITY_ROLES:
            fillers = [ids[found] for found in _named(role, value, list(ids))]
        arguments.append(Argument(role, tuple(fillers)))
    return Claim(type_, tuple(arguments), factuality, start, start + len(quote), quote, "test", **fields)


def _named(role: str, value: Any, known: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Kind and name of who fills a role: founders and persons are people, others what they are known as."""
    if role in ("person", "founder"):
        return [("Person", name) for name in _listed(value)]
    organization = role in ("organization", "destination", "target")
    return [
        ("Person" if ("Person", name) in known and not organization else "Organization", name)
        for name in _listed(value)
    ]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]
