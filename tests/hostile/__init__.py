"""A corpus of malformed and hostile files, the same each time.

Each file has a fate: READ (it is an article, or has some), LEFT (it is left out with a reason that matches), IGNORED
(no article by its name) or ANY (both are sound, as long as nothing breaks), or UNSEEN (no file of the corpus at all).
What is said in them is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

READ, LEFT, IGNORED, ANY, UNSEEN = "read", "left", "ignored", "any", "unseen"

SENTENCE = "Claire Aubry a quitté la direction générale de Nova IA mardi, a annoncé la start-up dans un communiqué."
BODY = (
    f"{SENTENCE} Elle sera remplacée par Paul Mercier, qui dirigeait jusqu'ici la filiale de Lyon. "
    "Nova IA a levé 120 millions d'euros l'an dernier auprès du fonds Altérion.\n"
)


@dataclass(frozen=True)
class Hostile:
    """A file, what is in it, or what makes it, and what should become of it."""

    path: str
    content: bytes | Callable[[Path], None]
    fate: str = LEFT
    reason: str = ""
    """A regular expression that is found in the reason of a file that is left out."""
    endless: bool = False
    """It takes as long as it may."""


def said(number: str) -> str:
    """An article of its own: copies of one text are another matter."""
    return f"{BODY}\nArticle {number}.\n"


def text(name: str, before: str = "", after: str = "", fate: str = READ, reason: str = "") -> Hostile:
    """A text file with something before and after an article."""
    return Hostile(f"{name}.txt", (before + said(name) + after).encode(), fate, reason)


def everything() -> list[Hostile]:
    """All files, each with a path of its own."""
    from hostile import archives, binaries, encodings, mails, markup, names, pages, shapes, tables

    found = [
        file
        for module in (encodings, shapes, names, tables, markup, pages, mails, binaries, archives)
        for file in module.files()
    ]
    assert len({file.path for file in found}) == len(found)
    return found


def write(folder: Path, files: list[Hostile]) -> None:
    """The files below a folder."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(file.content, bytes):
            path.write_bytes(file.content)
        else:
            file.content(path)
