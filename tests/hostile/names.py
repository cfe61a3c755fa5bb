"""Names of people, files and folders, titles and addresses that mean something elsewhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from hostile import ANY, IGNORED, LEFT, READ, UNSEEN, Hostile, said

NASTY = {
    "quotation mark": '"',
    "apostrophe": "'",
    "backslash": "\\",
    "three quotation marks": '"""',
    "line break": "a\nb",
    "carriage return": "a\rb",
    "script": "<script>alert(1)</script>",
    "end of script": "</script><img src=x onerror=alert(1)>",
    "comment": "<!-- --> <![CDATA[ ]]>",
    "entity": "&amp;&#0;&lt;",
    "formula": "=cmd|' /C calc'!A0",
    "at formula": "@SUM(1+1)*cmd",
    "plus formula": "+1+1",
    "minus formula": "-2+3",
    "end of a statement": '> . <http://mechant.example/> <b> "c" .',
    "end of a literal": '"^^<http://mechant.example/> . <a> <b> "',
    "variable": "${jndi:ldap://x}",
    "braces": "{{7*7}}",
    "right to left": "\u202eegral\u202c",
    "emoji": "👩‍🚀🎉",
    "line separator": "a\u2028b",
    "end of line of old": "a\x85b",
    "percent": "%00%0a%2e%2e",
    "path": "../../../mechant",
    "bell and escape": "\x1b[31m",
    "dollar": "$\\alpha$",
    "pipe": "a | b",
    "comma and semicolon": "a,b;c",
    "tab": "a\tb",
}
_ADDRESSES = {
    "script": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "space": "https://exemple.fr/a b",
    "greater": "https://exemple.fr/> <http://mechant.example/> <b> <c",
    "quotation": 'https://exemple.fr/"><script>',
    "break": "https://exemple.fr/\\nHost: mechant",
    "braces": "https://exemple.fr/{a}|^`",
    "no-address": "pas une adresse",
    "port": "https://exemple.fr:99999999/",
    "brackets": "https://[::1",
    "international": "https://exémple.fr/été?q=é#ü",
    "file": "file:///etc/passwd",
    "percent": "https://exemple.fr/%zz%",
    "long": "https://exemple.fr/" + "a" * 50_000,
    "right-to-left": "https://exemple.fr/\u202emoc",
}


def _quoted(value: str) -> str:
    """A YAML string."""
    escapes = {
        '"': '\\"',
        "\\": "\\\\",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\x1b": "\\e",
        "\x85": "\\N",
        "\u2028": "\\L",
    }
    return '"' + "".join(escapes.get(character, character) for character in value) + '"'


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: os.symlink(target, path)


def _folder_link(target: str) -> Callable[[Path], None]:
    return lambda path: os.symlink(target, path, target_is_directory=True)


def _socket(path: Path) -> None:
    """A path of a socket may be a hundred bytes long at most: it is bound where it lies."""
    here = os.open(path.parent, os.O_RDONLY)
    before = os.open(".", os.O_RDONLY)
    try:
        os.fchdir(here)
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(before)
        os.close(before)
        os.close(here)


def files() -> list[Hostile]:
    """All of them."""
    found = []
    for name, nasty in NASTY.items():
        slug = name.replace(" ", "-")
        one_line = " ".join(nasty.split())
        told = (
            f"Claire {one_line} Aubry a quitté Nova {one_line} IA mardi. Le PDG de « Helio {one_line} », Paul Mercier, "
            f"a été nommé chez Nova {one_line} IA. {one_line} Denis Morel, le directeur de Sora, a démissionné.\n\n"
        )
        found.append(Hostile(f"name-{slug}.txt", (told + said(name)).encode(), READ))
        head = f"---\ntitle: {_quoted(nasty)}\ndate: 2024-05-20\npublisher: {_quoted(nasty)}\n---\n"
        found.append(Hostile(f"title-{slug}.md", (head + said(f"title {name}")).encode(), READ))
        if "/" not in nasty and "\x00" not in nasty:
            found.append(Hostile(f"files/f{nasty}.txt", said(f"file {name}").encode(), READ))
    for name, address in _ADDRESSES.items():
        head = f"---\nurl: {_quoted(address)}\n---\n"
        found.append(
            Hostile(
                f"address-{name}.md", (head + said(f"address {name}")).encode(), ANY if len(address) > 9000 else READ
            )
        )
    deep = "/".join(["dossier"] * 60)
    found += [
        Hostile("files/-rf.txt", said("dash").encode(), READ),
        Hostile("files/ space .txt", said("space").encode(), READ),
        Hostile("files/…txt.txt", said("dots").encode(), READ),
        Hostile("files/...txt", said("hidden").encode(), UNSEEN),
        Hostile("files/CON.TXT", said("con").encode(), READ),
        Hostile("files/" + "l" * 251 + ".txt", said("long").encode(), READ),
        Hostile("files/été.txt", said("nfc").encode(), READ),
        Hostile("files/e\u0301te\u0301.txt", said("nfd").encode(), READ),
        Hostile("files/no-utf-8-\udcff\udc80.txt", said("no utf-8").encode(), READ),
        Hostile("files/no-utf-8-\udcfe.txt", b"", LEFT, "empty"),
        Hostile("files/.txt", said("nothing but a suffix").encode(), UNSEEN),
        Hostile("files/a.txt.exe", b"MZ", IGNORED),
        Hostile("files/a.php", b"<?php system($_GET[0]);", IGNORED),
        Hostile(f"{deep}/deep.txt", said("deep").encode(), READ),
        Hostile("loops/inner/up", _folder_link(".."), UNSEEN),
        Hostile("loops/inner/self", _folder_link("self"), IGNORED),
        Hostile("loops/self.txt", _link("self.txt"), LEFT),
        Hostile("loops/one.txt", _link("two.txt"), LEFT),
        Hostile("loops/two.txt", _link("one.txt"), LEFT),
        Hostile("loops/nowhere.txt", _link("no-such-file.txt"), LEFT, "No such file"),
        Hostile("loops/zeros.txt", _link("/dev/zero"), LEFT, "no regular file"),
        Hostile("loops/folder.txt", _folder_link("inner"), UNSEEN),
        Hostile("loops/pipe.txt", lambda path: os.mkfifo(path), LEFT, "no regular file"),
        Hostile("loops/socket.txt", _socket, LEFT, "no regular file|No such device"),
        Hostile("loops/article.txt", said("in a folder of loops").encode(), READ),
        Hostile("loops/is-a-folder.txt/article.txt", said("in a folder with a suffix").encode(), READ),
    ]
    return found
