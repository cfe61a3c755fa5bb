"""Bytes -> text."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from ontograph.decoding import decode
from ontograph.errors import CorpusError


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_utf8_comes_back_as_it_is(text: str) -> None:
    content = text.encode()
    try:
        assert decode(content) == text.removeprefix("\ufeff")
    except CorpusError:
        assert not text.removeprefix("\ufeff").strip() or "\x00" in text


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(content: bytes) -> None:
    with suppress(CorpusError):
        assert decode(content).strip()
