"""Engines: the same readings from every one, in order; workers that die lose nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from benchmarks.speed import example_articles

from dyadbook import engines, reader
from dyadbook.engines import batches, in_order, local
from dyadbook.errors import EngineError, ModelError, UsageError
from dyadbook.records import Article, Problem, Reading, article_id
from dyadbook.world import use_overlay
from dyadbook.world.tables import overlay_folder

NOTE = Problem(source="other.html", step="source", code="empty", message="nothing in it")
BATCH = 3
WORKERS = 2
# What a test's workers run before they take batches: a step that kills, fails or waits over an article that says so.
TROUBLED = """
import os, signal, time
from pathlib import Path
from dyadbook import reader
from dyadbook.errors import ModelError
whole = reader.read_many
def troubled(items, *, batch):
    items = list(items)
    text = " ".join(getattr(item, "text", "") for item in items)
    if "deadly" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "once" in text and not (mark := Path(text.split()[-1])).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "modelless" in text:
        raise ModelError("there is none")
    print("what a library prints")
    return whole(items, batch=batch)
reader.read_many = troubled
"""


def _article(text: str) -> Article:
    return Article(id=article_id(None, None, text), source=text, text=text)


def _shown(items: list[Reading | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else item.article.text for item in items]


def _local(items: list[Article | Problem], workers: int = WORKERS) -> list[Reading | Problem]:
    return list(engines.read_many("local", items, batch=BATCH, workers=workers))


class Started(list[subprocess.Popen[bytes]]):
    """The processes that were started."""

    def alive(self) -> list[subprocess.Popen[bytes]]:
        return [process for process in self if process.poll() is None]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    found, start = Started(), subprocess.Popen

    def record(*args: Any, **kw: Any) -> subprocess.Popen[bytes]:
        found.append(start(*args, **kw))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", record)
    return found


@pytest.fixture(scope="module")
def items() -> list[Article | Problem]:
    """Return example articles with problems before, between, within and after them."""
    found = example_articles()[:16]
    mine = msgspec.structs.replace(NOTE, article=found[5].id)
    lost = msgspec.structs.replace(NOTE, article="nowhere")
    return [NOTE, *found[:5], mine, *found[5:7], lost, *found[7:], NOTE]


@pytest.fixture(scope="module")
def expected(items: list[Article | Problem]) -> list[Reading | Problem]:
    return list(reader.read_many(items, batch=BATCH))


@pytest.fixture
def troubled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORK", f"exec({TROUBLED!r}); {local._WORK}")


# ---- every engine


def test_local_gives_the_readings_of_the_reader(
    items: list[Article | Problem], expected: list[Reading | Problem], started: Started
) -> None:
    assert _local(items) == expected
    assert len(started) == WORKERS
    assert not started.alive()


def test_one_worker_is_this_process(
    items: list[Article | Problem], expected: list[Reading | Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert _local(items, workers=1) == expected


def test_an_engine_that_is_not_known_names_those_that_are() -> None:
    with pytest.raises(UsageError, match="choose one of local, ray"):
        engines.read_many("cloud", [])  # type: ignore[arg-type]


def test_ray_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'dyadbook\[ray\]'"):
        list(engines.read_many("ray", [_article("Here.")]))


# ---- workers of this machine


def test_workers_killed_in_the_middle_lose_nothing_and_double_nothing(
    items: list[Article | Problem], expected: list[Reading | Problem], started: Started
) -> None:
    found: list[Reading | Problem] = []
    for item in engines.read_many("local", items, batch=BATCH, workers=WORKERS):
        if not found:
            for worker in started.alive():
                worker.kill()
        found.append(item)
    assert found == expected
    assert len(started) == 2 * WORKERS


@pytest.mark.usefixtures("troubled")
def test_an_article_that_kills_its_worker_becomes_a_problem_and_the_others_are_read() -> None:
    deadly = _article("This one is deadly.")
    mine = msgspec.structs.replace(NOTE, article=deadly.id)
    texts = [f"Story {n} is here." for n in range(7)]
    given: list[Article | Problem] = [*map(_article, texts[:4]), mine, deadly, *map(_article, texts[4:])]
    found = _local(given)
    assert _shown(found) == [*texts[:4], "empty", "worker_died", *texts[4:]]
    (died,) = (item for item in found if isinstance(item, Problem) and item.code == "worker_died")
    assert (died.article, died.source) == (deadly.id, deadly.source)
    assert "SIGKILL" in died.message


@pytest.mark.usefixtures("troubled")
def test_a_batch_whose_worker_died_once_is_read_at_the_second_try(tmp_path: Path) -> None:
    assert _shown(_local([_article(f"This dies once: {tmp_path / 'mark'}")])) == [
        f"This dies once: {tmp_path / 'mark'}"
    ]
    assert (tmp_path / "mark").exists()


@pytest.mark.usefixtures("troubled")
def test_what_no_article_can_be_read_without_stops_the_run(started: Started) -> None:
    with pytest.raises(ModelError, match="there is none"):
        _local([_article("It is modelless.")])
    assert not started.alive()


def test_workers_that_cannot_start_are_no_fault_of_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_WORK", "sys.exit(3)")
    with pytest.raises(EngineError, match="exit code 3"):
        _local([_article("Here.")])


def test_who_stops_early_leaves_no_worker_behind(items: list[Article | Problem], started: Started) -> None:
    found = engines.read_many("local", items, batch=BATCH, workers=WORKERS)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert not started.alive()


def test_workers_read_with_the_rows_that_the_user_added(tmp_path: Path) -> None:
    before = overlay_folder()
    (tmp_path / "organizations.tsv").write_text("")
    try:
        use_overlay(tmp_path)
        assert msgspec.msgpack.decode(engines.pack([]))["world"] == str(tmp_path)
        use_overlay(tmp_path / "none")
        assert msgspec.msgpack.decode(engines.pack([]))["world"] is None
    finally:
        use_overlay(before)


def test_a_plain_script_without_a_main_guard_can_use_an_engine(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from dyadbook import engines\nfrom dyadbook.records import Article\n"
        "items = [Article(id=str(n), source='made', text='Here.') for n in range(2)]\n"
        "print(len(list(engines.read_many('local', items, batch=1, workers=2))))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2"]


# ---- batches and their order


@pytest.mark.parametrize("size", [1, 2, 5])
def test_batches_keep_each_article_with_the_problems_before_it(size: int, items: list[Article | Problem]) -> None:
    found = list(batches(items, size))
    assert [item for one in found for item in one] == items
    counts = [sum(isinstance(item, Article) for item in one) for one in found]
    assert all(count == size for count in counts[:-1] if count)
    assert all(isinstance(one[-1], Article) for one in found[:-1])


def test_results_come_in_order_and_few_are_begun_ahead() -> None:
    begun: list[int] = []

    def work(n: int) -> list[Problem]:
        time.sleep(0.02 * (n % 3))
        return [msgspec.structs.replace(NOTE, source=str(n))]

    def units() -> Iterator[int]:
        for n in range(20):
            begun.append(n)
            assert threading.current_thread() is threading.main_thread()
            yield n

    found = []
    for item in in_order(units(), work, threads=3, ahead=4):
        assert isinstance(item, Problem)
        found.append(int(item.source))
        assert len(begun) - len(found) <= 5
    assert found == list(range(20))


# ---- Ray


@pytest.fixture(scope="module")
def ray() -> Iterator[None]:
    """Start Ray once for these tests, as small as it goes."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("ray is not installed: pip install 'dyadbook[ray]'")
    import ray

    yield
    ray.shutdown()


@pytest.mark.usefixtures("ray")
@pytest.mark.filterwarnings("ignore")  # of Ray's own, and of what it imports
def test_ray_gives_the_readings_of_the_reader(
    items: list[Article | Problem], expected: list[Reading | Problem]
) -> None:
    assert list(engines.read_many("ray", items, batch=BATCH, workers=WORKERS)) == expected


@pytest.mark.usefixtures("ray")
@pytest.mark.filterwarnings("ignore")  # of Ray's own, and of what it imports
def test_an_article_that_kills_its_worker_of_ray_becomes_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    from dyadbook.engines import ray as engine

    def deadly(data: bytes) -> bytes:  # it goes to the workers as it stands here
        import os
        import signal

        if b"deadly" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        from dyadbook.engines import answer

        return answer(data)

    monkeypatch.setattr(engine, "_answer", deadly)
    texts = [f"Story {n} is here." for n in range(5)]
    given = [_article(text) for text in (*texts[:2], "This one is deadly.", *texts[2:])]
    found = list(engines.read_many("ray", given, batch=BATCH, workers=WORKERS))
    assert _shown(found) == [*texts[:2], "worker_died", *texts[2:]]


@pytest.mark.usefixtures("ray")
@pytest.mark.filterwarnings("ignore")  # of Ray's own, and of what it imports
def test_what_no_article_can_be_read_without_stops_the_run_of_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    from dyadbook.engines import ray as engine

    def fails(data: bytes) -> bytes:
        import pickle

        from dyadbook.errors import ModelError

        return b"-" + pickle.dumps(ModelError("there is none"))

    monkeypatch.setattr(engine, "_answer", fails)
    with pytest.raises(ModelError, match="there is none"):
        list(engines.read_many("ray", [_article("Here.")], workers=WORKERS))
