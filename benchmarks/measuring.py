"""What benchmarks measure with: processor seconds, and the environment in which a command runs this checkout."""

from __future__ import annotations

import os
import resource
from pathlib import Path

ROOT = Path(__file__).parents[1]


def processor(*, own: bool = True) -> float:
    """Processor seconds (user and system) so far of the processes that this one has started and waited for, and of
    itself unless they are not its `own`."""
    who = [resource.RUSAGE_CHILDREN, *([resource.RUSAGE_SELF] if own else [])]
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, who))


def environment() -> dict[str, str]:
    """Variables for a process that imports `ontograph` from this checkout."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path}
