"""Which format an answer has, by what the request accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ontograph.serve.protocol import Refusal, media_type

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Media types of rows and truth values, the preferred one first."""
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
}
"""Media types of graphs."""

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"({_TOKEN})/({_TOKEN})")
_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")


def choose(accept: str, types: Mapping[str, str]) -> str:
    """The media type, among those offered, that the header Accept wants most; of several, the first offered.

    A range that is more exact counts before one that is less (section 12.5.1). What is no range is passed over; a
    header with nothing else in it raises Refusal(400), one that none of the types fits Refusal(406).
    """
    weights = _weights(accept)
    if not weights:
        if accept.strip():
            raise Refusal(400, f"Accept: {accept[:200]!r} is not understood; there are {', '.join(types)}")
        return next(iter(types))
    best = max(types, key=lambda type_: _weight(type_, weights))
    if _weight(best, weights) <= 0:
        raise Refusal(406, f"Accept: none of these formats fits; this answer can be had as {', '.join(types)}")
    return best


def _weights(accept: str) -> dict[str, float]:
    """Media range -> weight; of one given twice, the higher."""
    weights: dict[str, float] = {}
    for part in accept.split(","):
        range_, parameters = media_type(part)
        weight = parameters.get("q", "1")
        if range_ == "*":  # what Java's URLConnection sends
            range_ = "*/*"
        if _RANGE.fullmatch(range_) and _WEIGHT.fullmatch(weight):
            weights[range_] = max(float(weight), weights.get(range_, 0.0))
    return weights


def _weight(type_: str, weights: Mapping[str, float]) -> float:
    return next((weights[r] for r in (type_, f"{type_.split('/')[0]}/*", "*/*") if r in weights), 0.0)
