"""The named queries as the page of questions reads them."""

from __future__ import annotations

from typing import Any

from ontograph import parameters, query
from ontograph.parameters import Parameter
from ontograph.query import NamedQuery
from ontograph.vocabulary import ID, PREFIXES

Record = dict[str, Any]


def records(endpoint: str | None = None, explorer: str | None = None) -> Record:
    """What the page needs to ask.

    `endpoint` is the address of the server that answers (None: the page itself), `explorer` that of the explorer, for a
    page that is not part of it.
    """
    return {
        "id": str(ID),
        "prefixes": PREFIXES,
        "endpoint": endpoint,
        "explorer": explorer,
        "roles": parameters.role_classes(),
        "queries": [_named(named) for named in query.list_named()],
    }


def _named(named: NamedQuery) -> Record:
    return {
        "name": named.name,
        "title": {"fr": named.title_fr, "en": named.title_en},
        "params": [_parameter(parameter) for parameter in named.params.values()],
        "columns": dict(named.columns),
        "note": named.note,
        "text": named.text,
    }


def _parameter(parameter: Parameter) -> Record:
    french, _, english = parameter.about.partition(" / ")
    return {"name": parameter.name, "kind": parameter.kind, "about": {"fr": french, "en": english or french}}
