"""`.txt`: a file is one article, to the character."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ontograph.corpus.limits import Limits, whole
from ontograph.corpus.metadata import first_line
from ontograph.corpus.model import Found
from ontograph.decoding import decode


def read(name: str, file: BinaryIO, limits: Limits) -> Iterator[Found]:
    """The article; its title is the first line, if that can be one."""
    text = decode(whole(file, limits.file))
    yield Found(text, title=first_line(text))
