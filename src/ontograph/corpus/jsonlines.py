"""`.jsonl`: one article a line; a line that is none costs only itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from ontograph.corpus import metadata
from ontograph.corpus.limits import MB, Limits
from ontograph.corpus.model import Item, Refused
from ontograph.decoding import encoding_of

_SAMPLE = 4 * MB


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The articles, line by line; an article's path is the file's and its id."""
    decoder = msgspec.json.Decoder(dict[str, Any])
    for number, line in enumerate(_lines(file, limits.row), 1):
        if len(line) > limits.row:
            yield Refused(f"a line of more than {limits.row / MB:g} MB", f":{number}")
            return
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            yield Refused(" ".join(str(error).split()), f":{number}")
            continue
        yield metadata.article(row, number)


def _lines(file: BinaryIO, most: int) -> Iterator[bytes | str]:
    """The lines of a file; one that is too long is cut after the first character too many, and ends them."""
    sample = file.read(_SAMPLE)
    encoding = encoding_of(sample, whole=len(sample) < _SAMPLE)
    file.seek(0)
    lines = file if encoding == "utf-8" else io.TextIOWrapper(file, encoding, "strict", newline="\n")
    while line := lines.readline(most + 1):
        yield line
