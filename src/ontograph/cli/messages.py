"""What commands say on standard error, a line each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ontograph.terminal import plain

if TYPE_CHECKING:
    from ontograph.corpus import Failure


def complain(message: str, code: int) -> int:
    """Say what is wrong; returns the code to end with."""
    print("ontograph: " + plain(" ".join(message.split())), file=sys.stderr)
    return code


def left_out(failure: Failure) -> None:
    """Name a document that is left out, and why."""
    complain(f"left out: {failure.path}: {failure.reason}", 1)


def notice(message: str) -> None:
    """Say what the user should know."""
    complain(message, 0)
