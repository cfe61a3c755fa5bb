"""The explorer's HTML: data, style and scripts in one file, which asks nothing of any network.

A strict Content-Security-Policy says so to the browser: only the one script and the one style of this file, known by
their hashes, may run, and nothing may be fetched. The data is JSON in a block that is never run; the script writes
every name and sentence as text. Two more such blocks, at the end, hold what answers SPARQL: oxigraph's WebAssembly and
the graph, compressed; they are unpacked when a question is asked, not before. The same knowledge gives the same bytes
(where zlib compresses alike).
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from functools import cache
from pathlib import Path

import msgspec

from ontograph.errors import DataError
from ontograph.explorer import questions
from ontograph.explorer.data import records, words
from ontograph.exports import turtle
from ontograph.model import CORE_ROLES, Knowledge
from ontograph.texts import TextSource

STATIC = Path(__file__).parent / "static"
DRAWING = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js")
ENGINE = "vendor/oxigraph.min.js"
QUESTIONS = ("dom.js", "words.js", "arithmetic.js", "asking.js", "binding.js", "questions.js")
EXPLORER = (
    *QUESTIONS,
    "model.js",
    "address.js",
    "ownnames.js",
    "edges.js",
    "graph.js",
    "panel.js",
    "search.js",
    "filters.js",
    "timeline.js",
    "main.js",
)
QUESTIONS_ALONE = (*QUESTIONS, "askednames.js", "questionspage.js")
"""In the order in which they run; those of the program fill one object, `og`."""

_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"
)


def page(
    knowledge: Knowledge, texts: TextSource | None = None, graph: bytes | None = None, endpoint: str | None = None
) -> bytes:
    """The explorer of a knowledge as one HTML file in UTF-8.

    `texts` are those of the documents by their sha256, where they are at hand: sentences are then shown in context.
    The page answers SPARQL itself, from `graph` (Turtle; made of the knowledge where it is left out), or has a server's
    `endpoint` answer. Raises DataError if the installation lacks a file.
    """
    data = records(knowledge, texts) | {"questions": questions.records(endpoint)}
    if endpoint:
        return _fill("explorer.html", (*DRAWING, *EXPLORER), data, "; connect-src 'self'")
    engine = {
        "oxigraph": _packed("vendor/oxigraph.wasm.gz"),
        "graph-data": _pack(turtle.dumps(knowledge) if graph is None else graph),
    }
    blocks = "".join(f'<script type="text/plain" id="{name}">{block}</script>\n' for name, block in engine.items())
    return _fill("explorer.html", (*DRAWING, ENGINE, *EXPLORER), data, engine=blocks)


def questions_page(endpoint: str, explorer: str | None) -> bytes:
    """The page of questions by itself: a server's `endpoint` answers them, and whom they are about has a page in the
    `explorer` at that address (None: there is none). Raises DataError if the installation lacks a file."""
    data = {"terms": words(), "types": list(CORE_ROLES), "questions": questions.records(endpoint, explorer)}
    return _fill("questions.html", QUESTIONS_ALONE, data, "; connect-src 'self'")


def _fill(template: str, scripts: tuple[str, ...], data: object, also: str = "", engine: str = "") -> bytes:
    """A page with its scripts, style and data, and what its policy allows besides them."""
    script = "\n".join(_static(name) for name in scripts)
    style = _static("explorer.css")
    wasm = " 'wasm-unsafe-eval'" if engine else ""
    policy = _POLICY.format(script=f"'{_hash(script)}'{wasm}", style=f"'{_hash(style)}'") + also
    parts = {"policy": policy, "style": style, "script": script, "engine": engine, "data": _json(data)}
    html = _static(template)
    for name, content in parts.items():  # the data last: what it says is not looked at again
        html = html.replace("{{" + name + "}}", content, 1)
    return html.encode()


@cache
def _packed(name: str) -> str:
    """A compressed file as a page can hold it."""
    try:
        return base64.b64encode((STATIC / name).read_bytes()).decode()
    except OSError as error:
        raise _lacking(name, error) from error


def _pack(content: bytes) -> str:
    """Compressed, without the name of the system that a gzip file has in it."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def _lacking(name: str, error: OSError) -> DataError:
    return DataError(f"{STATIC / name}: {error.strerror}; install ontograph-press again")


def _static(name: str) -> str:
    try:
        return (STATIC / name).read_text(encoding="utf-8")
    except OSError as error:
        raise _lacking(name, error) from error


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _json(data: object) -> str:
    """JSON that no HTML parser mistakes for markup, nor an old JavaScript for line ends."""
    text = msgspec.json.encode(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
