"""Operations -> `corrections.yml`: what `parse.py` reads back as the same operations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import yaml

from ontograph.corrections.model import (
    Add,
    Change,
    ClaimRef,
    Details,
    Drop,
    EntityRef,
    Identify,
    Merge,
    Operation,
    Reject,
    Rename,
    Retype,
    Roles,
    Split,
    Value,
)
from ontograph.corrections.parse import ANY, NONE
from ontograph.model import Money

WIDTH = 10**6
"""No line is broken: a correction is easier to read and to change with each key on its line."""


def dumps(operation: Operation, why: str | None = None) -> str:
    """One correction as YAML, with a line for each key; its texts in one line, white space collapsed."""
    keys = {**_keys(operation), **({"why": why} if why else {})}
    lines = "".join(_line(key, _plain(value)) for key, value in keys.items()).splitlines()
    return "".join(f"{'  ' if number else '- '}{line}\n" for number, line in enumerate(lines))


def _line(key: str, value: Any) -> str:
    """A key with its value on one line: lists and mappings in brackets."""
    nested = not isinstance(value, str)
    return yaml.dump(
        {key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH,
        default_flow_style=None if nested else False,
    )  # fmt: skip


class _Dumper(yaml.SafeDumper):
    """Leaves "2024-05-17" and "no" without quotation marks: the parser takes every value for text, but an empty one."""

    yaml_implicit_resolvers: ClassVar = {  # type: ignore[misc]  # as PyYAML itself does
        first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
        for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def comment(text: str) -> str:
    """A text as a YAML comment of one line."""
    return "# " + "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in " ".join(text.split())
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return " ".join(str(value).split())


def _keys(operation: Operation) -> dict[str, Any]:
    match operation:
        case Merge(entities, into):
            merged = [_entity(ref) for ref in entities]
            return {"merge": merged[0] if len(merged) == 1 else merged, "into": _entity(into)}
        case Split(entity, name, documents, quote):
            where: dict[str, Any] = {"documents": list(documents)} if quote is None else {"document": documents[0]}
            return {"split": _entity(entity), "as": name, **where, **({} if quote is None else {"quote": quote})}
        case Rename(entity, to):
            return {"rename": _entity(entity), "to": to}
        case Retype(entity, to):
            return {"retype": _entity(entity), "to": to}
        case Drop(entity):
            return {"drop": _entity(entity)}
        case Identify(entity, wikidata):
            return {"wikidata": _entity(entity), "id": wikidata or NONE}
        case Reject(claim):
            return {"reject": claim.type or ANY, **_claim(claim)}
        case Change(claim, details):
            return {"change": claim.type or ANY, **_claim(claim), **_details(details)}
        case Add(claim, details):
            return {"add": claim.type or ANY, **_claim(claim), **_details(details)}


def _entity(ref: EntityRef) -> Any:
    if ref.kind is None and ref.document is None:
        return ref.name
    more = {"kind": ref.kind, "document": ref.document}
    return {"name": ref.name, **{key: value for key, value in more.items() if value}}


def _claim(claim: ClaimRef) -> dict[str, Any]:
    where = {"where": _roles(claim.where)} if claim.where else {}
    return {"document": claim.document, "quote": claim.quote, **where}


def _details(details: Details) -> dict[str, Any]:
    said = {
        "factuality": details.factuality,
        "date": details.date,
        "status": details.status,
        "attributedTo": details.attributed_to,
    }
    return {**{key: value or NONE for key, value in said.items() if value is not None}, **_roles(details.roles)}


def _roles(roles: Roles) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for role, fillers in roles:
        written = [_filler(filler) for filler in fillers]
        found[role] = NONE if not written else written[0] if len(written) == 1 else written
    return found


def _filler(filler: Value) -> Any:
    match filler:
        case EntityRef():
            return _entity(filler)
        case Money():
            return money(filler)
        case _:
            return filler


def money(amount: Money) -> str:
    """A sum as the parser reads it: "environ 6600000000 USD"."""
    value = f"{amount.value:f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    words = ["environ" if amount.approximate else "", value, amount.currency or ""]
    return " ".join(word for word in words if word)


def file(parts: Iterable[str]) -> str:
    """A whole file of such parts and comments."""
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)
