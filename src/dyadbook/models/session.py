"""Return what a model's graphs compute: the one importer of onnxruntime.

Level 2. One window a run: a graph's int8 scales are taken over all that is in a run, so that windows which ran together
would change each other; alone, an article reads the same beside any others, and on any number of threads.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dyadbook.errors import ModelError


def _cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Graph:
    """One ONNX graph, loaded."""

    def __init__(self, path: Path, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or min(4, _cores())
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to others
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has a class for each cause and one remedy for all
            raise ModelError(f"{path}: the model cannot be loaded ({error}): install the package anew.") from error

    def run(self, **inputs: NDArray[np.generic]) -> list[NDArray[np.float32]]:
        """Return the outputs for named inputs."""
        outputs: list[NDArray[np.float32]] = self._session.run(None, inputs)
        return outputs
