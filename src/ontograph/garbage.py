"""Python's search for cycles of garbage, while a corpus is read: rarely, and not in what stays anyway.

Each Doc, reading and triple is thousands of small objects that leave no cycle behind, beside the millions of a loaded
pipeline: searching them over and over took a quarter of a build.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (200_000, 20, 20)
"""Objects made between two searches of the youngest, and how many of these come before one of the older."""


@contextmanager
def seldom() -> Iterator[None]:
    """Search rarely, and only what is made from now on; as before when done."""
    before = gc.get_threshold()
    if not all(before):  # switched off by who calls
        yield
        return
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def left() -> Iterator[None]:
    """No search at all, for work that makes millions of objects that stay, and no cycle; as before when done."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
