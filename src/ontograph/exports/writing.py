"""The files of several formats of one graph, written side by side where that pays."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ontograph import exports, forks
from ontograph.exports import registry
from ontograph.exports.content import Content

LARGE, MOST = 2_000, 50_000
"""Facts from which on a second process pays (some tenths of a second of work), and up to which: it comes to have a copy
of nearly all that is written, a kilobyte or two for each claim."""


def write(files: exports.Replacement, names: Sequence[str], content: Content) -> dict[str, str]:
    """Write a graph in these formats, beside the places of their files; returns the sha256 of each file.

    In this process and one fork of it where that pays (`LARGE`, `MOST`); the bytes are the same.
    Raises as `registry.exporter` and the exporters; OSError.
    """
    places = {file: files.place(file) for name in names for file in registry.file_names(name)}

    def put(name: str) -> dict[str, str]:
        return {file: exports.write(places[file], data) for file, data in registry.files(name, content).items()}

    pays = len(names) > 1 and LARGE <= content.facts <= MOST and (os.cpu_count() or 1) > 1
    done = forks.beside(put, names) if pays and forks.possible() else map(put, names)
    return {file: digest for digests in done for file, digest in digests.items()}
