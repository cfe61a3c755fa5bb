"""The pages, and what a browser may do for them: run their own scripts and ask this server, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from ontograph import explorer, recall
from ontograph.errors import GraphError
from ontograph.texts import TextSource

ENDPOINT = "sparql"
"""Relative to either page, so that a server may stand behind another."""
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
"""What is run; data, in blocks with a type, is not."""


@dataclass(frozen=True, slots=True)
class Page:
    """HTML, and its Content-Security-Policy."""

    html: bytes
    policy: str


def pages(store: ox.Store, texts: TextSource | None = None) -> dict[str, Page]:
    """By path: the explorer at /, where the graph is of the shape that it shows, and the page of questions.

    `texts` are the documents' by sha256, where they are at hand: the explorer shows sentences in context then.
    """
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    shown = _explorer(triples, texts)
    asking = _page(explorer.questions_page(ENDPOINT, "./" if shown else None))
    return {"/": shown or asking, "/query": asking}


def _explorer(triples: Iterable[ox.Triple], texts: TextSource | None) -> Page | None:
    try:
        knowledge = recall.recall(triples)
    except GraphError:  # somebody else's graph: it can be asked all the same
        return None
    return _page(explorer.page(knowledge, texts, endpoint=ENDPOINT)) if knowledge.entities else None


def _page(html: bytes) -> Page:
    return Page(html, policy(html.decode()))


def policy(html: str) -> str:
    """A policy that lets exactly the scripts and styles of a page be, by their hashes; nothing leaves the server."""
    found: dict[str, list[str]] = {"script": [], "style": []}
    for kind, content in _INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        found[kind].append(f"'sha256-{digest}'")
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(found["script"]),
        "style-src": " ".join(found["style"]) or "'none'",
        "img-src": "data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
