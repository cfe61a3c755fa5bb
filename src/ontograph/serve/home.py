"""The pages, and what a browser may do for them: run their own scripts and ask this server, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pyoxigraph as ox

from ontograph import explorer, query, recall
from ontograph.errors import GraphError
from ontograph.texts import TextSource

_INLINE = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """HTML, and its Content-Security-Policy."""

    html: bytes
    policy: str


def pages(store: ox.Store, texts: TextSource | None = None) -> dict[str, Page]:
    """By path: the explorer at /, where the graph is of the shape that it shows, and the form for queries.

    `texts` are the documents' by sha256, where they are at hand: the explorer shows sentences in context then.
    """
    asking = questions()
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return {"/": _explorer(triples, texts) or asking, "/query": asking}


def _explorer(triples: Iterable[ox.Triple], texts: TextSource | None) -> Page | None:
    try:
        knowledge = recall.recall(triples)
    except GraphError:  # somebody else's graph: it can be asked all the same
        return None
    if not knowledge.entities:
        return None
    html = explorer.page(knowledge, texts)
    return Page(html, policy(html.decode()))


def questions() -> Page:
    """A form for queries, with the named ones to begin with."""
    template = Path(__file__).with_name("query.html").read_text(encoding="utf-8")
    items = "\n".join(
        f'<li><button type="button" lang="en" data-query="{escape(named.text)}" title="{escape(named.note)}">'
        f'{escape(named.title_en)}</button> <span lang="fr">{escape(named.title_fr)}</span></li>'
        for named in query.list_named()
    )
    html = template.replace("<!-- named queries -->", items)
    return Page(html.encode(), policy(html))


def policy(html: str) -> str:
    """A policy that lets exactly the scripts and styles of a page be, by their hashes; nothing leaves the server."""
    found: dict[str, list[str]] = {"script": [], "style": []}
    for kind, content in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        found[kind.lower()].append(f"'sha256-{digest}'")
    rules = {
        "default-src": "'none'",
        "script-src": " ".join([*found["script"], "'wasm-unsafe-eval'"]),
        "style-src": " ".join(found["style"]) or "'none'",
        "img-src": "'self' data: blob:",
        "font-src": "data:",
        "connect-src": "'self' data: blob:",
        "worker-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
