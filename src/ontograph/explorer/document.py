"""The explorer's HTML: data, style and scripts in one file, which asks nothing of any network.

A strict Content-Security-Policy says so to the browser: only the one script and the one style of this file, known by
their hashes, may run, and nothing may be fetched. The data is JSON in a block that is never run; the script writes
every name and sentence as text. The same knowledge gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import msgspec

from ontograph.errors import DataError
from ontograph.explorer.data import records
from ontograph.model import Knowledge
from ontograph.texts import TextSource

STATIC = Path(__file__).parent / "static"
SCRIPTS = (
    "vendor/graphology.umd.min.js",
    "vendor/sigma.min.js",
    "words.js",
    "model.js",
    "address.js",
    "edges.js",
    "graph.js",
    "panel.js",
    "search.js",
    "filters.js",
    "timeline.js",
    "main.js",
)
"""In the order in which they run; those of the program fill one object, `og`."""


def page(knowledge: Knowledge, texts: TextSource | None = None) -> bytes:
    """The explorer of a knowledge as one HTML file in UTF-8.

    `texts` are those of the documents by their sha256, where they are at hand: sentences are then shown in context.
    Raises DataError if the installation lacks a file.
    """
    script = "\n".join(_static(name) for name in SCRIPTS)
    style = _static("explorer.css")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {"policy": policy, "style": style, "script": script, "data": _json(records(knowledge, texts))}
    html = _static("explorer.html")
    for name, content in parts.items():  # the data last: what it says is not looked at again
        html = html.replace("{{" + name + "}}", content, 1)
    return html.encode()


def _static(name: str) -> str:
    try:
        return (STATIC / name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{STATIC / name}: {error.strerror}; install ontograph-press again") from error


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _json(data: object) -> str:
    """JSON that no HTML parser mistakes for markup, nor an old JavaScript for line ends."""
    text = msgspec.json.encode(data).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
