"""Cells of CSV: what a spreadsheet would run is text to it."""

from __future__ import annotations

import re

_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula (OWASP, "CSV Injection")."""
    return f"'{text}" if _FORMULA.match(text) else text
