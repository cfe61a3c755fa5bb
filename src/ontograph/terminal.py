"""What may be shown on a terminal: texts of other people may carry sequences that clear it, or rename its window."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """The text without control characters but line breaks and tabs; what stood for one is seen."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def say(text: str) -> None:
    """Print a text that people read."""
    print(plain(text))
