"""What a build keeps aside: it comes back as it was put, on a disk or, where that fails, in memory."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontograph.spool import Spool


@given(st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=50), st.booleans())))
def test_it_gives_back_what_was_put_last(puts: list[tuple[int, bytes, bool]]) -> None:
    spool = Spool(10)
    expected: dict[int, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        write = os.pwrite
        for place, content, full in puts:
            patch.setattr(os, "pwrite", _full if full else write)
            spool.put(place, content)
            expected[place] = content
    assert {place: spool.get(place) for place in range(10)} == {place: expected.get(place) for place in range(10)}
    assert [place for place in range(10) if spool.has(place)] == sorted(expected)


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_write_that_is_cut_short_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, content, place: write(file, content[:3], place))
    spool = Spool(1)
    spool.put(0, b"0123456789")
    assert spool.get(0) == b"0123456789"


def test_its_file_has_no_name(tmp_path: Path) -> None:
    spool = Spool(1, tmp_path)
    spool.put(0, b"x")
    assert list(tmp_path.iterdir()) == []
    assert Spool(1, tmp_path / "nowhere").get(0) is None


def test_what_the_disk_loses_is_no_reading(tmp_path: Path) -> None:
    spool = Spool(1, tmp_path)
    spool.put(0, b"0123456789")
    assert spool._file is not None
    os.ftruncate(spool._file.fileno(), 5)
    with pytest.raises(OSError, match="has lost"):
        spool.get(0)
