"""`.parquet`: one article a row. Needs pyarrow (`ontograph-press[parquet]`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ontograph.corpus import metadata
from ontograph.corpus.limits import Limits
from ontograph.corpus.model import Item
from ontograph.errors import CorpusError

_ROWS = 256
"""Read at once."""


def read(name: str, file: BinaryIO, limits: Limits, groups: Sequence[int] | None = None) -> Iterator[Item]:
    """The articles, a few hundred rows at a time, of all groups of rows or of these; columns that say nothing of an
    article are not read."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise CorpusError("Parquet needs pyarrow: pip install 'ontograph-press[parquet]'") from error
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    try:
        table = parquet.ParquetFile(file)
        names = [column for column in table.schema_arrow.names if metadata.fields({column: "-"})]
        if not metadata.has_text(dict.fromkeys(names, "-")):
            raise CorpusError("no column for the text: name it text")
        number = 0
        for batch in table.iter_batches(_ROWS, groups, names, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield metadata.article(row, number)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise CorpusError(f"broken Parquet: {' '.join(str(error).split())[:200]}") from error


def groups(path: Path) -> int:
    """How many groups of rows a file has; raises OSError for one that is not sound."""
    from pyarrow import ArrowException, parquet

    try:
        with parquet.ParquetFile(path) as table:
            return int(table.num_row_groups)
    except ArrowException as error:
        raise OSError(str(error)) from error
