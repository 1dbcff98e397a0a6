"""Return readings as an engine gives them: the same reader over the same batches, in other processes.

Level 4. An engine sends packed batches to workers and gives what they answer in the order in which articles came. What
a worker is sent says all that it needs, so that any worker may have any batch, and have it twice.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dyadbook import reader
from dyadbook.errors import UsageError
from dyadbook.records import Article, Problem, Reading
from dyadbook.steps import sight
from dyadbook.world.tables import overlay_folder, use_overlay

__all__ = ["ENGINES", "Engine", "all_cores", "read_many"]

Engine = Literal["local", "ray"]
ENGINES: tuple[Engine, ...] = ("local", "ray")
Batch = Sequence[Article | Problem]
T = TypeVar("T")


def read_many(
    engine: Engine, items: Iterable[Article | Problem], *, batch: int = reader.BATCH, workers: int | None = None
) -> Iterator[Reading | Problem]:
    """Return the reading of each article in order, and in their places the problems, as `reader.read_many` does.

    `local` reads in so many processes of this machine, by default one for each core; one worker is this process itself.
    `ray` reads on the cluster that RAY_ADDRESS names, else on this machine. A batch whose worker dies is tried once
    more and then article by article; the one that kills its worker is a problem.
    Raises: UsageError when there is no such engine or it is not installed; EngineError when no worker starts.
    """
    if engine == "local":
        if (workers or all_cores()) == 1:
            return reader.read_many(items, batch=batch)
        from dyadbook.engines import local

        return local.read_many(items, batch=batch, workers=workers or all_cores())
    if engine == "ray":
        from dyadbook.engines import ray

        return ray.read_many(items, batch=batch, workers=workers)
    raise UsageError(f"there is no engine {engine!r}: choose one of {', '.join(ENGINES)}.")


def all_cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---- what every engine does


def batches(items: Iterable[Article | Problem], size: int) -> Iterator[Batch]:
    """Return the items in lists of so many articles, each article with the problems before it."""
    held: list[Article | Problem] = []
    articles = 0
    for item in items:
        held.append(item)
        articles += isinstance(item, Article)
        if articles == size:
            yield held
            held, articles = [], 0
    if held:
        yield held


def in_order(
    units: Iterable[T], work: Callable[[T], Iterable[Reading | Problem]], *, threads: int, ahead: int
) -> Iterator[Reading | Problem]:
    """Return what work gives of each unit, in their order; so many are begun before the first must be there.

    Units are taken in the caller's thread, where sources and books are at home.
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix="engine")
    begun: deque[Future[Iterable[Reading | Problem]]] = deque()
    try:
        for unit in units:
            begun.append(pool.submit(work, unit))
            while begun and (len(begun) > ahead or begun[0].done()):
                yield from begun.popleft().result()
        while begun:
            yield from begun.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def killed(part: Batch, how: str) -> list[Reading | Problem]:
    """Return what is known of an article that killed its worker: the problems that came with it, and that it did."""
    message = (
        f"the process that read it {how}, so it was not read: see whether the memory was full, try it by itself, and "
        "report it if it dies again"
    )
    return [
        item
        if isinstance(item, Problem)
        else Problem(source=item.source, step="engine", code="worker_died", message=message, article=item.id)
        for item in part
    ]


# ---- what a worker is sent, and what it answers


_Items = list[tuple[Article | None, Problem | None]]
_Answer = list[tuple[Reading | None, Problem | None]]


class _Task(msgspec.Struct):
    """A batch, and what it is to be read with: the folder of own rows in the world's tables, the model's threads."""

    world: str | None
    threads: int
    items: _Items


def pack(items: Batch, threads: int = 1) -> bytes:
    """Return a batch as a worker is sent it."""
    own = overlay_folder()
    world = str(own.absolute()) if own is not None and own.is_dir() else None  # a folder that is not there has no rows
    split: _Items = [(None, item) if isinstance(item, Problem) else (item, None) for item in items]
    return msgspec.msgpack.encode(_Task(world, threads, split))


def answer(data: bytes) -> bytes:
    """Return what a packed batch reads as, packed, or the error that stops them all: this is what a worker does."""
    try:
        task = msgspec.msgpack.decode(data, type=_Task)
        _use(task)
        items = [article or problem for article, problem in task.items]
        read = list(reader.read_many([item for item in items if item is not None], batch=max(1, len(items))))
        split: _Answer = [(None, item) if isinstance(item, Problem) else (item, None) for item in read]
        return b"+" + msgspec.msgpack.encode(split)
    except Exception as error:  # raised where the batch came from
        return b"-" + pickle.dumps(error)


def unpack(data: bytes) -> Iterator[Reading | Problem]:
    """Return what a worker answered. Raises: the error that it met."""
    if data[:1] == b"-":
        raise pickle.loads(data[1:])
    for reading, problem in msgspec.msgpack.decode(memoryview(data)[1:], type=_Answer):
        if (item := reading or problem) is not None:
            yield item


def _use(task: _Task) -> None:
    """Set this worker up for a task; it has likely had one like it before."""
    own = Path(task.world) if task.world is not None else None
    if own is not None and not own.is_dir():
        raise UsageError(f"{own} is not there on a worker: put the folder of your own rows on every machine.")
    if own != overlay_folder():
        use_overlay(own)
    sight.model().threads = task.threads
