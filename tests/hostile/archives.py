"""Archives."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

from hostile import ANY, LEFT, READ, Hostile, said

_DAY = (2024, 5, 20, 0, 0, 0)


def packed(members: Mapping[str, bytes], mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive with these members, the same bytes each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = method
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return content.getvalue()


def _zeros(size: int) -> bytes:
    """An archive with one file of so many spaces."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("a.txt", _DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w", force_zip64=True) as file:
            for _ in range(size // 1_000_000):
                file.write(b" " * 1_000_000)
    return content.getvalue()


def _overlapping(count: int) -> bytes:
    """Every entry of the directory is the same bytes: as Fifield's bomb, 28 MB that unpack to 281 TB."""
    inner = packed({"a.txt": b" " * 10_000_000})
    start = inner.rindex(b"PK\x01\x02")
    entry = inner[start : inner.rindex(b"PK\x05\x06")]
    entries = b"".join(
        entry.replace(b"a.txt", b"%05d.txt" % n).replace(b"\x05\x00\x00\x00", b"\x09\x00\x00\x00", 1)
        for n in range(count)
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return inner[:start] + entries + end


def files() -> list[Hostile]:
    """All of them."""
    good = packed({"a.txt": said("zip").encode()})
    nested = said("nested").encode()
    for level in range(12):
        nested = packed({f"{level}.{'txt' if level == 0 else 'zip'}": nested})
    outside = {
        "above": "../../../../mechant.txt",
        "absolute": "/etc/mechant.txt",
        "backslashes": "..\\..\\..\\mechant.txt",
        "drive": "C:\\mechant.txt",
        "dots": "a/../../../mechant.txt",
        "break": "a\nb.txt",
        "script": "<script>alert(1)</script>.txt",
        "long": "a" * 5000 + ".txt",
        "hidden": ".mechant/a.txt",
        "nothing": ".txt",
    }
    found = [
        Hostile(
            f"zip-name-{name}.zip",
            packed({path: said(f"zip {name}").encode(), "b.txt": said(f"zip b {name}").encode()}),
            READ,
        )
        for name, path in outside.items()
    ]
    link = packed({"a.txt": b"/etc/passwd"}, stat.S_IFLNK | 0o777)
    return [
        *found,
        Hostile("zip-empty.zip", b"", LEFT),
        Hostile("zip-of-nothing.zip", packed({}), LEFT),
        Hostile("zip-no-zip.zip", said("no zip").encode(), LEFT),
        Hostile("zip-half.zip", good[: len(good) // 2], LEFT),
        Hostile("zip-other-in-front.zip", b"#!/bin/sh\n" + good, ANY),
        Hostile("zip-broken-sum.zip", good.replace(good[14:18], b"\x01\x02\x03\x04"), LEFT),
        Hostile("zip-broken-data.zip", good[:40] + bytes(60) + good[100:], LEFT),
        Hostile(
            "zip-locked.zip",
            good[:6] + b"\x01" + good[7:].replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
            LEFT,
        ),
        Hostile("zip-unknown-method.zip", good.replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00"), LEFT),
        Hostile("zip-link.zip", link, LEFT),
        Hostile("zip-nested.zip", nested, LEFT),
        Hostile("zip-bomb.zip", _zeros(300_000_000), LEFT),
        Hostile("zip-overlapping.zip", _overlapping(2000), LEFT),
        Hostile("zip-many.zip", packed({f"{n}.txt": b"" for n in range(1000)}, method=zipfile.ZIP_STORED), LEFT),
        Hostile("zip-folders.zip", packed({f"{'d/' * n}": b"" for n in range(1, 200)}), LEFT),
        Hostile("zip-comment.zip", good[:-2] + b"\xff\xff" + b"PK\x05\x06" * 50, ANY),
        Hostile(
            "zip-of-all.zip",
            packed(
                {
                    "a.pdf": b"%PDF",
                    "b.docx": b"PK",
                    "c.html": b"<",
                    "d.eml": b"",
                    "e.jsonl": b"{",
                    "f.txt": said("all").encode(),
                }
            ),
            READ,
        ),
    ]
