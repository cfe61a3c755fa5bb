"""What the program sees in a text: one JSON object an article, or displaCy's picture of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import msgspec
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from ontograph import layers, pipeline, reading, tolerant
from ontograph.corpus import Failure
from ontograph.errors import CorpusError
from ontograph.model import ENTITY_ROLES, LIST_ROLES, Argument, Article, Claim, Filler, Money, Reading
from ontograph.timex import is_date

OnFailure = Callable[[Failure], None]

NAMES = frozenset({"name", "surname"})
"""Forms of a mention that are a name; descriptions and pronouns are no named entities."""

COLOURS = {
    "Person": "#f6c177",
    "Organization": "#9ccfd8",
    "Product": "#c4a7e7",
    "Place": "#a3d9a5",
    "Event": "#ebbcba",
    "DATE": "#e0def4",
    "AMOUNT": "#f2d98d",
}


def refuse(failed: Failure) -> None:
    """Stop at an article that cannot be annotated: raises CorpusError."""
    raise CorpusError(f"{failed.path}: {failed.reason}")


def records(
    nlp: Language, articles: Sequence[Article], on_failure: OnFailure = refuse
) -> Iterator[tuple[Article, dict[str, Any]]]:
    """Each article with its path, id, sha256, published, title, entities, dates, times, amounts and facts, for JSON.

    `on_failure` is told of an article that makes the pipeline fail.
    """
    with pipeline.everything(nlp):
        for article, found in tolerant.each(
            nlp, articles, lambda article, doc: describe(reading.read(article, doc), doc)
        ):
            if isinstance(found, Failure):
                on_failure(found)
            else:
                yield article, found


def json_lines(nlp: Language, articles: Sequence[Article], on_failure: OnFailure = refuse) -> Iterator[str]:
    """The annotations as JSON Lines, without newlines."""
    for _, record in records(nlp, articles, on_failure):
        yield msgspec.json.encode(record).decode()


def html(nlp: Language, articles: Sequence[Article], on_failure: OnFailure = refuse) -> str:
    """displaCy's rendering of all articles as one page: names, dates and amounts in colour."""
    rendered = [_displacy(record, article.text) for article, record in records(nlp, articles, on_failure)]
    page: str = displacy.render(
        rendered, style="ent", manual=True, page=True, jupyter=False, options={"colors": COLOURS}
    )
    return page


def describe(found: Reading, doc: Doc) -> dict[str, Any]:
    """One article's annotations. Offsets are code points, end exclusive.

    As in TimeML, `dates` are days and longer, `times` parts of a day ("mardi soir") and vague references ("désormais").
    """
    return {
        "path": found.path,
        "id": found.article,
        "sha256": found.sha256,
        "published": found.published,
        "title": found.title,
        "entities": _entities(found, doc),
        "dates": [msgspec.to_builtins(date) for date in found.dates if is_date(date.value)],
        "times": [msgspec.to_builtins(date) for date in found.dates if not is_date(date.value)],
        "amounts": [{"start": a.start, "end": a.end, "text": a.text, **_money(a.money)} for a in found.amounts],
        "facts": [_fact(claim, found) for claim in found.claims],
    }


def _entities(found: Reading, doc: Doc) -> list[dict[str, Any]]:
    """Named mentions of people and organizations, and the other names of the text with their own type."""
    names = {entity.id: entity.name for entity in found.entities}
    rows: list[dict[str, Any]] = [
        {"start": m.start, "end": m.end, "text": m.text, "type": m.kind, "name": names.get(m.entities[0], m.text)}
        for m in found.mentions
        if m.form in NAMES and m.entities
    ]
    taken = [(row["start"], row["end"]) for row in rows]
    for ent in doc.ents:
        resolved = layers.MENTIONS in doc.spans and ent.label_ in ("Person", "Organization")
        if not resolved and not any(s < ent.end_char and ent.start_char < e for s, e in taken):
            rows.append(
                {"start": ent.start_char, "end": ent.end_char, "text": ent.text, "type": ent.label_, "name": ent.text}
            )
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _fact(claim: Claim, found: Reading) -> dict[str, Any]:
    """A claim with the names of its entities in place of their ids."""
    names = {entity.id: entity.name for entity in found.entities}
    row: dict[str, Any] = {"type": claim.type}
    for argument in claim.arguments:
        row[argument.role] = _fillers(argument, names)
    if claim.date:
        row["date"] = claim.date
    if claim.status:
        row["status"] = claim.status
    source = names.get(claim.attributed_entity or "", claim.attributed_to)
    if source:
        row["attributed_to"] = source
    return row | {
        "factuality": claim.factuality,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "rule": claim.rule,
    }


def _fillers(argument: Argument, names: dict[str, str]) -> Any:
    """One value, or a list for a role that holds several."""
    entity_role = argument.role in ENTITY_ROLES
    values = [_filler(filler, names if entity_role else {}) for filler in argument.fillers]
    return values if argument.role in LIST_ROLES or len(values) != 1 else values[0]


def _filler(filler: Filler, names: dict[str, str]) -> Any:
    return _money(filler) if isinstance(filler, Money) else names.get(filler, filler)


def _money(money: Money) -> dict[str, Any]:
    row: dict[str, Any] = {"value": _number(money.value), "currency": money.currency}
    return row | {"approximate": True} if money.approximate else row


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _displacy(record: dict[str, Any], text: str) -> dict[str, Any]:
    """Input of displaCy's manual mode: spans in order, none overlapping an earlier one."""
    spans = [(e["start"], e["end"], e["type"]) for e in record["entities"]]
    spans += [(d["start"], d["end"], "DATE") for d in record["dates"] + record["times"]]
    spans += [(a["start"], a["end"], "AMOUNT") for a in record["amounts"]]
    kept: list[dict[str, Any]] = []
    for start, end, label in sorted(spans):
        if not kept or start >= kept[-1]["end"]:
            kept.append({"start": start, "end": end, "label": label})
    title = escape(record["title"] or record["id"])  # displaCy escapes texts, but no title
    return {"text": text, "ents": kept, "title": title}
