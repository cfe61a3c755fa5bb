"""Which matrix product the model uses: thinc's own runs generic kernels, at half the speed, on processors it does not
know; numpy's is then the faster one. A short trial at start tells. And how many threads it takes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from time import perf_counter

import numpy
import threadpoolctl  # type: ignore[import-untyped]
from spacy.language import Language
from thinc.api import NumpyOps

_ROWS, _WIDTH, _TRIALS = 512, 288, 5
"""A product of the size that the model's layers mostly make."""
_WORTH = 1.3
"""How much faster the other must be: a close call would fall differently from run to run."""


def choose(nlp: Language) -> None:
    """Give the models of a pipeline numpy's matrix product where that is clearly the faster one."""
    plain = NumpyOps(use_blis=False)
    if _seconds(NumpyOps()) < _WORTH * _seconds(plain):
        return
    for _, pipe in nlp.components:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = plain


def one_thread() -> AbstractContextManager[object]:
    """Keep this process to one thread for matrix products, from now until the context ends: the model's are too small
    to share, and where several processes have the processors, threads only get into each other's way."""
    limits: AbstractContextManager[object] = threadpoolctl.threadpool_limits(1, user_api="blas")
    return limits


def _seconds(ops: NumpyOps) -> float:
    rows = numpy.linspace(-1, 1, _ROWS * _WIDTH, dtype=numpy.float32).reshape(_ROWS, _WIDTH)
    weights = numpy.linspace(1, -1, _WIDTH * _WIDTH, dtype=numpy.float32).reshape(_WIDTH, _WIDTH)
    return min(_once(ops, rows, weights) for _ in range(_TRIALS))


def _once(ops: NumpyOps, rows: numpy.ndarray, weights: numpy.ndarray) -> float:
    start = perf_counter()
    ops.gemm(rows, weights, trans2=True)
    return perf_counter() - start
