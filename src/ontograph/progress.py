"""Progress bars on a terminal, silence elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@contextmanager
def bars() -> Iterator[Callable[[str], Told | None]]:
    """Bars on standard error; yields what makes one, to be seen once it is told something; None off a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # A bar that refreshes itself is a thread, and `workers` forks no process with threads.
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True, auto_refresh=False) as progress:

        def bar(title: str) -> Told:
            task = progress.add_task(title, total=None, visible=False)
            return lambda done, total: progress.update(task, completed=done, total=total, visible=True, refresh=True)

        yield bar
