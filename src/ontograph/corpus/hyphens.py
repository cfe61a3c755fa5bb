"""Lines of a printed text put together again, with the words that were parted at their ends."""

from __future__ import annotations

import re
from functools import lru_cache

from ontograph.language import language

_LAST = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_FIRST = re.compile(r"[^\W\d_]+")


def joined(before: str, after: str) -> str:
    """Two lines as one. A hyphen at the end of a line goes, but where the word has it itself: "vice-président",
    "Saint-Nazaire", "a-t-il"."""
    last, first = _LAST.search(before), _FIRST.match(after)
    if not last or not first:
        return f"{before} {after}"
    if before.endswith("\u00ad"):
        return before[:-1] + after
    keep = after[:1].isupper() or last[1].casefold() in _before() or first[0].casefold() in _after()
    return before[:-1] + ("-" if keep else "") + after


@lru_cache(maxsize=1)
def _before() -> frozenset[str]:
    return language().hyphen_after


@lru_cache(maxsize=1)
def _after() -> frozenset[str]:
    return language().hyphen_before
