"""What a file says of its article: the publication date in the forms that are met, the title."""

from __future__ import annotations

import datetime
import re

LONGEST_TITLE = 160
"""Characters; a longer first line is a paragraph."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?")
_FRENCH_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


def iso_date(value: object) -> str | None:
    """A date of metadata as ISO 8601, as precise as given: "2024", "2024-05", "2024-05-17"; also "17/05/2024".

    Raises ValueError for what is no date; None and "" are none.
    """
    if value is None or value == "":
        return None
    text = str(value).strip()
    if french := _FRENCH_DAY.fullmatch(text):
        text = f"{french[3]}-{int(french[2]):02}-{int(french[1]):02}"
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date (YYYY-MM-DD)")
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{text!r} is no date: {error}") from error
    return "-".join(part for part in (year, month, day) if part)


def first_line(text: str) -> str | None:
    """The first line as a title, if it is short and no full sentence."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = first.endswith(".") and not first.endswith("...")
    return first if first and len(first) <= LONGEST_TITLE and not sentence else None
