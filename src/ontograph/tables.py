"""Tables that fit a terminal, and that are never cut in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ontograph.terminal import plain

UNCUT = 100_000
"""Columns of an output that is no terminal."""


def show(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output; cells fold on a terminal."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=UNCUT)
    table = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    for row in rows:
        table.add_row(*(Text(plain(" ".join(cell.split()))) for cell in row))
    console.print(table)
