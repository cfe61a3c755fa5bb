"""Work in forked processes: all of it is done, whatever becomes of one, and an item that ends one is told apart."""

from __future__ import annotations

import mmap
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontograph import forks
from ontograph.forks import Batch, Lost

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forks")

FINE, RAISES, DIES, HANGS = "fine", "raises", "dies", "hangs"


def work(items: Sequence[str]) -> list[tuple[str, int]]:
    for item in items:
        if item == RAISES:
            raise MemoryError(item)
        if item == DIES:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == HANGS:
            time.sleep(3600)
    return [(item, os.getpid()) for item in items]


def batches(count: int, size: int) -> list[Batch]:
    return [Batch(start, min(count, start + size)) for start in range(0, count, size)]


def outcome(items: Sequence[str], size: int, processes: int, seconds: float = 3600) -> dict[int, object]:
    found: dict[int, object] = {}
    for number, what in forks.each(
        work, items, batches(len(items), size), processes, lambda some: seconds if HANGS in some else 3600
    ):
        assert number not in found, "once each"
        found[number] = what if isinstance(what, Lost) else what[0]
    return found


@given(
    items=st.lists(st.sampled_from([FINE, FINE, FINE, FINE, RAISES, DIES]), max_size=12),
    size=st.integers(1, 5),
    processes=st.integers(1, 3),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_item_is_done_or_lost_by_itself(items: list[str], size: int, processes: int) -> None:
    found = outcome(items, size, processes)
    killed, raised = Lost("ended its process (SIGKILL)", outside=True), Lost("ended its process (exit code 1)")
    reasons = {DIES: killed, RAISES: raised, FINE: FINE}
    assert found == {number: reasons[item] for number, item in enumerate(items)}


def test_what_takes_too_long_costs_itself() -> None:
    found = outcome([FINE, HANGS, FINE, FINE], 3, 2, seconds=0.5)
    assert found.pop(1) == Lost("took more than 0.5 s")
    assert found == {0: FINE, 2: FINE, 3: FINE}


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    """Each of many batches loses its worker once, by somebody else's doing."""

    def killed_once(items: Sequence[int]) -> list[int]:
        mark = tmp_path / f"{items[0]}-{len(items)}"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return [2 * item for item in items]

    found = dict(forks.each(killed_once, range(12), batches(12, 3), 2, lambda _: 3600))
    assert found == {number: 2 * number for number in range(12)}


def test_a_worker_that_grows_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[mmap.mmap] = []

    def growing(items: Sequence[int]) -> list[int]:
        kept.append(mmap.mmap(-1, 4 << 20))  # new pages: a heap may have as many to spare, of what was freed before
        kept[-1].write(b"\1" * (4 << 20))
        return [os.getpid() for _ in items]

    def pids() -> set[int]:
        return {
            pid for _, pid in forks.each(growing, range(8), batches(8, 1), 1, lambda _: 3600) if isinstance(pid, int)
        }

    assert len(pids()) == 1
    monkeypatch.setattr(forks, "GROWTH", 1 << 20)
    assert len(pids()) > 1
    assert kept == []


def test_who_stops_asking_leaves_no_process() -> None:
    found = forks.each(work, [FINE, HANGS, FINE], batches(3, 1), 2, lambda _: 3600)
    next(found)
    found.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_that_cannot_be_made_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> int:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", none)
    with pytest.raises(OSError, match="temporarily unavailable"):
        next(forks.each(work, [FINE], batches(1, 1), 1, lambda _: 1))


@pytest.mark.parametrize("fault", [FINE, RAISES, DIES])
def test_work_beside_this_process_is_all_done_in_order(fault: str) -> None:
    """Whatever becomes of the fork; it takes the first item."""
    here = os.getpid()

    def work(item: int) -> tuple[int, bool]:
        if os.getpid() != here and fault == RAISES:
            raise MemoryError
        if os.getpid() != here and fault == DIES:
            os.kill(os.getpid(), signal.SIGKILL)
        return item, os.getpid() == here

    found = forks.beside(work, range(5))
    assert [item for item, _ in found] == [0, 1, 2, 3, 4]
    assert found[0][1] == (fault != FINE)


def test_what_work_beside_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        forks.beside(lambda item: 1 // item, [0, 1, 2])
    assert forks.beside(str, []) == []


def test_without_a_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("ontograph.forks._Worker.fork", none)
    assert forks.beside(lambda _: os.getpid(), range(3)) == [os.getpid()] * 3
