"""What the components leave on a spaCy Doc, and how to read it. The contract between components.

Only spans and plain values are kept on the Doc, so that `Doc.to_bytes` and `nlp.pipe(n_process=…)` work.

| layer | written by | one span is | label_ | id_ | kb_id_ |
|---|---|---|---|---|---|
| `doc.ents` | ontograph_names | a name, ONE token after that component | Person Organization Product Place Event | subtype or "" | Wikidata id or "" |
| `doc.spans["dates"]` | ontograph_dates | a date expression | DATE, or TIME for "mardi soir" and "désormais" | TIMEX3 value ("2024-05", "2024-05-14TEV", "PRESENT_REF"); as a date: `timex.iso_date` | "" |
| `doc.spans["amounts"]` | ontograph_amounts | a sum of money | ISO currency or "" | decimal value ("6.5E+9" written "6500000000") | "~" if approximate |
| `doc.spans["percents"]` | ontograph_amounts | a percentage | PERCENT | decimal value ("48.2") | "" |
| `doc.spans["titles"]` | ontograph_titles | a title as written, without determiner, "ancien" and organization | role class (CEO) | current former future or "" | gender m f or "" |
| `doc.spans["mentions"]` | ontograph_coreference | any reference to people or organizations, names included | Person Organization | name surname description pronoun | entity ids joined by "+" |
| `doc._.entities` | ontograph_coreference | list of LocalEntity as plain dicts | | | |
| `doc._.claims` | ontograph_positions, ontograph_frames | list of Claim as plain dicts | | | |
| `doc._.employers` | ontograph_coreference | dict person id -> organization ids, strongest first | | | |
| `doc._.agreement` | ontograph_coreference | dict organization id -> genders with which the text speaks of it | | | |
| `doc._.successions` | ontograph_positions | list of Succession as plain dicts: who replaces whom | | | |
| `doc._.salience` | ontograph_coreference | path of the weights of `ontograph.salience` | | | |
| `doc._.canonical` | ontograph_names | dict name as written -> the gazetteer's name of the same thing | | | |
| `doc._.idle` | ontograph_mask | whether the article can hold no fact: it is not parsed, and what looks for facts leaves it alone | | | |
| `doc._.published` | the caller, else ontograph_dates | publication date, ISO, or None | | | |
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import spacy.tokens
from spacy.tokens import Doc

from ontograph import tokens
from ontograph.model import Claim, LocalEntity, Succession
from ontograph.tokens import Span, Tokens

DATES, AMOUNTS, PERCENTS, TITLES, MENTIONS = "dates", "amounts", "percents", "titles", "mentions"


def register() -> None:
    """Declare the Doc extensions; safe to call again (every component module calls it)."""
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
        Doc.set_extension("entities", default=None)
        Doc.set_extension("claims", default=None)
        Doc.set_extension("employers", default=None)
        Doc.set_extension("salience", default=None)
        Doc.set_extension("agreement", default=None)
        Doc.set_extension("canonical", default=None)
        Doc.set_extension("successions", default=None)
        Doc.set_extension("idle", default=False)


def spans(doc: Doc | Tokens, layer: str) -> list[Span]:
    """The spans of a layer in the order of the text; [] where no component has written it."""
    return tokens.of(doc).group(layer)


def set_spans(doc: Doc | Tokens, layer: str, found: Iterable[Span | spacy.tokens.Span]) -> None:
    """Replace a layer."""
    own = doc.doc if isinstance(doc, Tokens) else doc
    own.spans[layer] = sorted(span.spacy if isinstance(span, Span) else span for span in found)


def entity_ids(mention: Span) -> tuple[str, ...]:
    """LocalEntity ids of a mention span; several for a plural mention."""
    return tuple(mention.kb_id_.split("+")) if mention.kb_id_ else ()


def entities(doc: Doc | Tokens) -> dict[str, LocalEntity]:
    """The article's entities by id."""
    return {e.id: e for e in msgspec.convert(doc._.entities or [], list[LocalEntity])}


def set_entities(doc: Doc | Tokens, found: Iterable[LocalEntity]) -> None:
    """Replace the article's entities."""
    doc._.entities = [msgspec.to_builtins(e) for e in found]


def canonical(doc: Doc | Tokens) -> dict[str, str]:
    """What the gazetteer calls the names of the article it knows, by their form."""
    return dict(doc._.canonical or {})


def set_canonical(doc: Doc | Tokens, names: dict[str, str]) -> None:
    """Replace these names."""
    doc._.canonical = dict(sorted(names.items()))


def idle(doc: Doc | Tokens) -> bool:
    """Whether the article can hold no fact."""
    return bool(doc._.idle)


def set_idle(doc: Doc, idle: bool) -> None:
    """Say so."""
    doc._.idle = idle


def successions(doc: Doc | Tokens) -> list[Succession]:
    """Who replaces whom."""
    return msgspec.convert(doc._.successions or [], list[Succession])


def set_successions(doc: Doc | Tokens, found: Iterable[Succession]) -> None:
    """Replace these."""
    doc._.successions = [msgspec.to_builtins(s) for s in found]


def claims(doc: Doc | Tokens) -> list[Claim]:
    """The claims found so far."""
    return msgspec.convert(doc._.claims or [], list[Claim])


def set_claims(doc: Doc | Tokens, found: Iterable[Claim]) -> None:
    """Replace all claims."""
    doc._.claims = [msgspec.to_builtins(c) for c in found]


def add_claims(doc: Doc | Tokens, found: Iterable[Claim]) -> None:
    """Append claims; `quote` must be `doc.text[start:end]`."""
    doc._.claims = [*(doc._.claims or []), *(msgspec.to_builtins(c) for c in found)]


register()
