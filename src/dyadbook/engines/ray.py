"""Return readings from a Ray cluster, or from Ray on this machine: the one importer of ray (the extra `ray`).

Batches go through Ray Data's `map_batches` in rounds; a new round begins while the one before it ends, so that no core
waits. A round's batches that did not come back, since their worker died, are tried article by article.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dyadbook.engines import Batch, all_cores, answer, batches, in_order, killed, pack, unpack
from dyadbook.errors import EngineError, MissingExtraError
from dyadbook.records import Article, Problem, Reading

_ROUND = 12  # batches of a round for each core: a round takes a moment to begin
_ROUNDS = 2  # that are under way at a time
_STORE_BYTES = 100_000_000  # of Ray's object store on this machine, and as much again for every 8 cores
_TRIES_AGAIN = 1  # of a batch whose worker died

_answer: Callable[[bytes], bytes] = answer


def read_many(items: Iterable[Article | Problem], *, batch: int, workers: int | None) -> Iterator[Reading | Problem]:
    """Return the readings of articles in order, from so many of Ray's cores, by default all.

    Raises: MissingExtraError when Ray is not installed; EngineError when it cannot be started or reached.
    """
    cores, ours = begin(workers)

    def read(held: Sequence[Batch]) -> Iterator[Reading | Problem]:
        return _read(held, cores)

    try:
        yield from in_order(_rounds(batches(items, batch), _ROUND * cores), read, threads=_ROUNDS, ahead=_ROUNDS)
    except BaseException:  # ctrl-C above all: nobody waits for the rounds that are under way
        if ours:
            import ray

            ray.shutdown()
        raise


def _rounds(found: Iterable[Batch], size: int) -> Iterator[list[Batch]]:
    held: list[Batch] = []
    for one in found:
        held.append(one)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _read(held: Sequence[Batch], cores: int) -> Iterator[Reading | Problem]:
    """Return what the batches of a round read as, when all that can come has come."""
    answers = _map([pack(one) for one in held], cores)
    parts = {n: list(batches(one, 1)) for n, one in enumerate(held) if n not in answers}
    alone = [(n, part) for n, found in parts.items() for part in found]
    more = _map([pack(part) for _, part in alone], cores) if alone else {}

    def read() -> Iterator[Reading | Problem]:
        at = iter(range(len(alone)))
        for n in range(len(held)):
            if n in answers:
                yield from unpack(answers.pop(n))
                continue
            for part, place in zip(parts[n], at, strict=False):
                yield from unpack(more[place]) if place in more else killed(part, "died")

    return read()


def _map(packed: Sequence[bytes], cores: int) -> dict[int, bytes]:
    """Return the answer to each packed batch by its place; those whose workers died are not among them."""
    import ray.data

    work = _answer
    if not packed:
        return {}

    def answered(rows: Any) -> Any:
        return rows.set_column(rows.column_names.index("data"), "data", [[work(one.as_py()) for one in rows["data"]]])

    given = ray.data.from_items(
        [{"n": n, "data": data} for n, data in enumerate(packed)], override_num_blocks=len(packed)
    )
    given.context.max_errored_blocks = -1  # what does not come back is tried again here, and told
    given.context.enable_progress_bars = False
    found = given.map_batches(
        answered,
        batch_size=None,
        batch_format="pyarrow",
        num_cpus=1,
        concurrency=cores,
        ray_remote_args_fn=lambda: {"max_retries": _TRIES_AGAIN},
    )
    return {row["n"]: row["data"] for row in found.iter_rows()}


def begin(workers: int | None) -> tuple[int, bool]:
    """Return how many cores read, and whether it was this call that started Ray or joined its cluster.

    Raises: MissingExtraError when Ray is not installed; EngineError when it cannot be started or reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of a user's work is told to anyone
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("Ray is not installed, and --engine local needs none", "ray") from error
    ours = not ray.is_initialized()
    if ours:
        own: dict[str, Any] = {}
        if "RAY_ADDRESS" not in os.environ:
            cores = workers or all_cores()
            own = {
                "address": "local",
                "num_cpus": cores,
                "include_dashboard": False,
                "object_store_memory": _STORE_BYTES * (1 + cores // 8),
            }
        try:
            ray.init(log_to_driver=False, logging_level=logging.ERROR, **own)
        except Exception as error:  # Ray has many for one thing
            raise EngineError(f"Ray cannot be started or reached ({error}): see its logs in /tmp/ray.") from error
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # it logs each worker that dies, which is told here
    return workers or max(1, int(ray.cluster_resources().get("CPU", 1))), ours
