"""SPARQL 1.1 Protocol, section 2.1 (query operation): what an HTTP request asks. Pure: no network, no store.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
MAX_FIELDS = 1000
READ_ONLY = "this endpoint is read only: updates are refused; SELECT, ASK, CONSTRUCT or DESCRIBE"


class Refusal(Exception):
    """A request that is answered by an HTTP status and a line of plain text."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Ask:
    """A query as a request asks it."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    """IRIs; with `named_graphs` the dataset, which then goes before that of the query's FROM (section 2.1.4)."""
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    """What relative IRIs in the query are relative to."""

    @property
    def has_dataset(self) -> bool:
        """Whether the request says which graphs to ask."""
        return bool(self.default_graphs or self.named_graphs)


def by_get(query_string: bytes, accept: str = "*/*", base: str | None = None) -> Ask | None:
    """What a GET (2.1.1) asks; None without a query: it wants the description of the service.

    Raises Refusal, as do all functions here.
    """
    fields = _fields(query_string, "the address")
    _no_update(fields)
    return _ask(fields, accept, base) if "query" in fields else None


def by_post(query_string: bytes, content_type: str, body: bytes, accept: str = "*/*", base: str | None = None) -> Ask:
    """What a POST asks: the query in a form (2.1.2), or as it is (2.1.3) with the dataset in the address."""
    kind, parameters = media_type(content_type)
    if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refusal(415, f"charset={parameters['charset']} is not understood: send the query in UTF-8")
    fields = _fields(query_string, "the address")
    if kind == QUERY_TYPE:
        _add(fields, "query", _text(body, "the query"))
    elif kind == FORM_TYPE:
        for name, values in _fields(body, "the form").items():
            for value in values:
                _add(fields, name, value)
    elif kind == "application/sparql-update":
        raise Refusal(403, READ_ONLY)
    else:
        raise Refusal(415, f"Content-Type: {kind or 'none'} is not understood: send {FORM_TYPE} or {QUERY_TYPE}")
    _no_update(fields)
    return _ask(fields, accept, base)


def media_type(header: str) -> tuple[str, Mapping[str, str]]:
    """The media type of a header in lower case, and its parameters."""
    kind, *rest = (part.strip() for part in header.split(";"))
    pairs = (part.partition("=") for part in rest if "=" in part)
    return kind.lower(), {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _ask(fields: Mapping[str, list[str]], accept: str, base: str | None) -> Ask:
    queries = fields.get("query", [])
    if len(queries) != 1:
        raise Refusal(400, f"exactly one parameter query is needed; there are {len(queries)}")
    if not queries[0].strip():
        raise Refusal(400, "the query is empty")
    default, named = (tuple(dict.fromkeys(fields.get(f"{kind}-graph-uri", []))) for kind in ("default", "named"))
    return Ask(queries[0], accept, default, named, base)


def _no_update(fields: Mapping[str, list[str]]) -> None:
    if "update" in fields:
        raise Refusal(403, READ_ONLY)


def _fields(encoded: bytes, where: str) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(_text(encoded, where), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{where} is not UTF-8 once its percent signs are decoded") from error
    except ValueError as error:
        raise Refusal(400, f"{where} has more than {MAX_FIELDS} parameters") from error
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        _add(fields, name, value)
    return fields


def _add(fields: dict[str, list[str]], name: str, value: str) -> None:
    fields.setdefault(name, []).append(value)


def _text(encoded: bytes, where: str) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"{where} is not UTF-8: byte {error.start}") from error
