"""Return what a model's graphs compute: the one importer of onnxruntime.

Level 2. One window a run, on one thread: a graph's int8 scales are taken over all that is in a run, so that windows
which ran together would change each other; alone, an article reads the same beside any others. Several windows keep the
cores busy, which wastes less than the threads of one window that wait for each other.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dyadbook.errors import ModelError

T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """Return the cores that this process may use, at most four."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)


def each(work: Callable[[T], R], items: Iterable[T], threads: int) -> Iterator[R]:
    """Yield what `work` gives of each item, in order, from so many threads: runs of a graph leave Python's lock free.

    The threads go on while whoever asks makes use of what came so far.
    """
    return map(work, items) if threads == 1 else _pool(os.getpid(), threads).map(work, items)


@cache
def _pool(process: int, threads: int) -> ThreadPoolExecutor:
    """Return the threads in which a process's graphs run: a fork does not take them along."""
    return ThreadPoolExecutor(threads, thread_name_prefix=f"graph-{process}")


class Graph:
    """One ONNX graph, loaded from a file that gzip packed."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to others
        try:
            graph = gzip.decompress(path.read_bytes())
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class for each cause and one remedy for all
            raise ModelError(f"{path}: the model cannot be loaded ({error}): install the package anew.") from error

    def run(self, **inputs: NDArray[np.generic]) -> list[NDArray[np.float32]]:
        """Return the outputs for named inputs."""
        outputs: list[NDArray[np.float32]] = self._session.run(None, inputs)
        return outputs
