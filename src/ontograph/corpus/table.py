"""`.csv` and `.tsv`: one article a row, under a row of names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from ontograph.corpus import metadata
from ontograph.corpus.limits import MB, Limits
from ontograph.corpus.model import Item, Refused
from ontograph.decoding import encoding_of
from ontograph.errors import CorpusError

_SAMPLE = 4 * MB
_DELIMITERS = ";\t|,"
"""What spreadsheets put between fields: French ones a semicolon, for the comma is in numbers."""


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Item]:
    """The articles, row by row. Raises CorpusError where no column has the text."""
    sample = file.read(_SAMPLE)
    encoding = encoding_of(sample, whole=len(sample) < _SAMPLE)
    file.seek(0)
    csv.field_size_limit(max(csv.field_size_limit(), limits.row))
    lines = io.TextIOWrapper(file, encoding, "strict", newline="")
    try:
        first = lines.readline(limits.row).rstrip("\r\n")
        delimiter = max(_DELIMITERS, key=first.count)
        names = next(csv.reader([first], delimiter=delimiter), [])
        if not metadata.has_text(dict.fromkeys(names, "-")):
            raise CorpusError("no column for the text: name it text in the first row")
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            if any(row):
                yield metadata.article(dict(zip(names, row, strict=False)), number)
    except (csv.Error, UnicodeError) as error:
        yield Refused(f"the rest cannot be read: {' '.join(str(error).split())}")
