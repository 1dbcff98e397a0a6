"""Return readings that are quickly made, for tests of a book; as a program, file them and die where it is told to.

usage: python tests/book_filing.py BOOK FIRST LAST [TABLE] -- with TABLE it kills itself after writing that table once
       python tests/book_filing.py FOLDER -- makes the small book of a version, to be kept in tests/books
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import hand_readings
import msgspec

from dyadbook import schemas
from dyadbook.book import book
from dyadbook.book.book import Book
from dyadbook.book.decisions import decide
from dyadbook.book.rows import Row, RunInfo
from dyadbook.book.sql import ask
from dyadbook.book.store import Store
from dyadbook.records import Problem, Reading, StepInfo, make_id

BATCH = 8
BROKEN = Problem(source="broken.html", step="source", code="no_text", message="there is no text in it.")


def vary(number: int) -> Reading:
    """Return a reading that no other number gives."""
    reading = hand_readings.reading(
        id=make_id("made", number), source=f"{number}.html", publisher=f"Outlet {number % 7}"
    )
    events = [msgspec.structs.replace(event, id=make_id(event.id, number)) for event in reading.events]
    steps = (StepInfo(name="events", version=1, model="base"),)
    return msgspec.structs.replace(reading, events=tuple(events), steps=steps)


def items(first: int, last: int) -> Iterator[Reading | Problem]:
    """Return readings of these numbers, one problem of what is no article, and some that come twice."""
    for number in range(first, last):
        yield vary(number)
        if number % 5 == 0:
            yield vary(number)
        if number == first:
            yield BROKEN


def seen_rows(store: Store, table: str) -> list[str]:
    """Return the rows of a table that count, as text, without what differs from run to run."""
    answer = ask(store, f"SELECT * EXCLUDE (batch) FROM {table}")
    return sorted(map(repr, answer.rows))


class DyingStore(Store):
    """Kills its process after it wrote a table."""

    last_table = ""

    def _write(self, table: str, made: Sequence[Row]) -> None:
        super()._write(table, made)
        if table == self.last_table and self._last == 2:  # in the third batch: some are filed
            os.kill(os.getpid(), signal.SIGKILL)


def make_small_book(folder: Path) -> None:
    """Make a book with something of everything, and its readings as JSON lines beside it."""
    day = datetime(2025, 1, 1, tzinfo=UTC)
    store = Store.create(folder)
    run = RunInfo(id="first", kind="add", begun=day, dyadbook="0.1.0", sources=("made",))
    store.log_run(run)
    store.append([vary(1), vary(2)], [BROKEN], run=run.id)
    store.append([vary(3), vary(4)], run=run.id)
    store.append([msgspec.structs.replace(vary(1), statements=())], run="second", kind="reread")
    store.forget([vary(3).article.id])
    store.decide(decide("merge", [event.id for event in vary(1).events[:2]], name="A reader", at=day))
    store.log_run(msgspec.structs.replace(run, ended=day, outcome="done", counts={"read": 4}))
    store.compact()
    store.vacuum(keep_hours=0)
    store.append([vary(5)], run="third")
    folder.with_suffix(".jsonl").write_bytes(b"".join(schemas.to_json(one) + b"\n" for one in store.current()))
    for log in folder.glob("tables/*/_delta_log/*.json"):  # a log says where it was made; a kept book tells no machine
        log.write_text(log.read_text().replace(f"{folder.resolve().as_uri()}/", ""))


def main(path: str, first: str, last: str, table: str = "") -> None:
    """File readings in small batches; a line on standard input says when to begin, so that all begin at once."""
    book.BATCH = BATCH
    DyingStore.last_table = table
    opened = Book.create(path)
    opened.store = DyingStore(opened.store.tables, opened.store.info)
    print("ready", flush=True)
    sys.stdin.readline()
    opened.add(items(int(first), int(last)), "run")
    print("done", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        make_small_book(Path(sys.argv[1]))
    else:
        main(*sys.argv[1:])
