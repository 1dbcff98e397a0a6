"""Return readings from processes of this machine.

A worker is a plain Python process that answers batches over its standard input and output: it imports nothing of the
program that started it, which may be a script, a notebook or a service. It ends when its input does, so that none
outlives who started it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from dyadbook.engines import Batch, all_cores, answer, batches, in_order, killed, pack, unpack
from dyadbook.errors import EngineError
from dyadbook.records import Article, Problem, Reading

_WORK = "from dyadbook.engines.local import work; work()"
_READY = b"ready"
_LENGTH = 8  # bytes before each message that say how long it is
_TRIES = 2  # of a batch, before its articles are tried one by one
_MOST_THREADS = 4  # of one worker; more of them wait for each other


def read_many(items: Iterable[Article | Problem], *, batch: int, workers: int) -> Iterator[Reading | Problem]:
    """Return the readings of articles in order, from so many processes; they are started as batches come."""
    crew = _Crew(threads=min(_MOST_THREADS, max(1, all_cores() // workers)))
    try:
        yield from in_order(batches(items, batch), crew.read, threads=workers, ahead=2 * workers)
    finally:
        crew.dismiss()


class _DiedError(Exception):
    """A worker that is gone; the text says how."""


class _Crew:
    """The workers of one run."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._dismissed = False

    def read(self, batch: Batch) -> Iterable[Reading | Problem]:
        """Return what a batch reads as. A worker that dies of it is tried again, then its articles one by one."""
        for _ in range(_TRIES):
            with contextlib.suppress(_DiedError):
                return unpack(self._ask(batch))
        found: list[Reading | Problem] = []
        for part in batches(batch, 1):
            try:
                found += unpack(self._ask(part))
            except _DiedError as death:
                found += killed(part, str(death))
        return found

    def _ask(self, batch: Batch) -> bytes:
        """Return the answer of a worker. Raises: _DiedError when it died over the batch."""
        worker = self._take()
        try:
            found = worker.ask(pack(batch, self._threads))
        except _DiedError:
            with self._lock:
                self._all.discard(worker)
            raise
        with self._lock:
            self._idle.append(worker)
        return found

    def _take(self) -> _Worker:
        with self._lock:
            if self._dismissed:
                raise _DiedError("was dismissed")
            if self._idle:
                return self._idle.pop()
            worker = _Worker()
            self._all.add(worker)
        worker.wait_until_ready()
        return worker

    def dismiss(self) -> None:
        """End all workers, whatever they are at."""
        with self._lock:
            self._dismissed = True
            for worker in self._all:
                worker.end()


class _Worker:
    """One process that reads."""

    def __init__(self) -> None:
        # Ctrl-C at a terminal reaches all of its processes: who started the workers decides what becomes of them.
        begin = f"import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.path[:] = {sys.path!r}; {_WORK}"
        self._process = subprocess.Popen([sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout

    def wait_until_ready(self) -> None:
        """Return when the process takes batches. Raises: EngineError when it does not come to that."""
        if _receive(self._from) != _READY:
            raise EngineError(
                f"a process that reads cannot be started, it {self._end_of()}: what it said stands above; "
                "--workers 1 reads without one."
            )

    def ask(self, data: bytes) -> bytes:
        """Return the answer to a packed batch. Raises: _DiedError when the process ends instead."""
        try:
            _send(self._to, data)
            found = _receive(self._from)
        except (OSError, ValueError):  # ValueError: it was ended, and its pipes are closed
            found = None
        if found is None:
            raise _DiedError(self._end_of())
        return found

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._end_of()

    def _end_of(self) -> str:
        """Return how the process ended, after it has."""
        code = self._process.wait()
        for pipe in (self._to, self._from):
            with contextlib.suppress(OSError):  # what was still to be written has no reader
                pipe.close()
        if code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended by itself (exit code {code})"


def work() -> None:
    """Answer batches from standard input until it ends. This is what a worker runs."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what else is printed must not come between the answers
    with contextlib.suppress(BrokenPipeError):
        _send(answers, _READY)
        while (data := _receive(sys.stdin.buffer)) is not None:
            _send(answers, answer(data))


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """Return the next message; None where the other side is gone."""
    length = pipe.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    data = pipe.read(size := int.from_bytes(length, "big"))
    return data if len(data) == size else None
