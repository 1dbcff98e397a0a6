"""Return the index of a book: what questions are asked of, derived from the store and made again where it is lost.

Level 4; SQLite in WAL mode. One process writes at a time, in one transaction a commit of the store; whoever asks sees
the last whole version and never waits.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dyadbook.answers import Looked
from dyadbook.book.decisions import Decision, in_force
from dyadbook.book.index_schema import TABLES, VERSION, WRONG, Packer, article_of, common_bytes, number
from dyadbook.book.index_view import View
from dyadbook.book.index_write import Writer
from dyadbook.book.rows import Commit
from dyadbook.errors import DyadbookError
from dyadbook.records import Reading

FILE = "index.sqlite"
_TO_WRITE: tuple[str, ...] = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # what a power cut takes is made again from the store
)
_SETTINGS: tuple[str, ...] = (
    "PRAGMA cache_size = -32000",
    "PRAGMA cache_spill = OFF",  # a commit changes pages all over: each is written once, at its end
    "PRAGMA mmap_size = 536870912",
    "PRAGMA temp_store = MEMORY",
)
_ON_RECORDS = ("correct", "wrong", "add")
"""The verdicts that change what records of an article are."""
_PATIENCE_S = 20.0  # in which another process makes the tables or folds the log in


def not_permitted(folder: Path) -> str:
    """Return what to say where the index would have to be made, and may not be."""
    return f"no permission to write in {folder}, where the index of the book is made: ask who owns the book for it."


class BusyError(DyadbookError):
    """Another process is writing the index; the last whole version can be read."""


class Index:
    """The index in a folder."""

    def __init__(self, path: Path, *, only_read: bool = False) -> None:
        """Use `Index.open`."""
        self._path = path
        self.only_read = only_read
        self._local = threading.local()
        self._packer: Packer | None = None
        self._write = threading.Lock()
        self._writer: Writer | None = None
        self._counted: tuple[int, dict[str, Looked]] = (-1, {})
        self.named = "BOOK"  # in the commands that answers tell of; no page tells where on the disk the book is

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return the index in a folder, an empty one where there is none that can be read.

        Where it may not be written it is `only_read`. Raises: DyadbookError where it can then not be read either.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DyadbookError(not_permitted(folder)) from error
        files = [folder, *(path for path in (folder / FILE,) if path.exists())] if os.access(folder, os.X_OK) else []
        if not files or not all(os.access(path, os.W_OK) for path in files):
            return cls._to_read(folder)
        index = cls(folder / FILE)
        try:
            if index._prepared():
                return index
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # no room, no right, locked: making it again helps nothing
                raise DyadbookError(f"the index {index._path} cannot be opened: {error}.") from error
        index.close()
        for ending in ("", "-wal", "-shm"):
            index._path.with_name(FILE + ending).unlink(missing_ok=True)
        index._prepared()
        return index

    @classmethod
    def _to_read(cls, folder: Path) -> Index:
        """Return the index in a folder that may not be written. Raises: DyadbookError where it cannot be read so."""
        index = cls(folder / FILE, only_read=True)
        try:
            if index._is_current():
                return index
        except sqlite3.Error as error:
            raise DyadbookError(not_permitted(folder)) from error
        raise DyadbookError(not_permitted(folder))

    @property
    def covered(self) -> int:
        """The number of the last commit that the index holds."""
        return int(self._db.execute("SELECT value FROM meta WHERE name = 'covered'").fetchone()[0])

    def put(self, commit: Commit, readings: Iterable[Reading], decisions: Sequence[Decision] = ()) -> bool:
        """Return whether a commit was taken in: False where it was there already.

        `decisions` are all that people took so far; what they correct is taken in as they have it, so a commit of
        decisions comes with the readings of `miscorrected`. Copies and versions of what is there are found here.
        Raises: BusyError where another process is writing; ValueError where a commit before this one is missing.
        """
        with self._write, self._writing() as db, _no_search_for_cycles():
            covered = self.covered
            if commit.n <= covered:
                return False
            if commit.n != covered + 1:
                raise ValueError(f"commit {commit.n} cannot follow {covered}: those between are missing")
            writer = self._writer = self._writer or Writer(db, self._packed())
            writer.begin(in_force(decisions))
            if commit.kind == "forget":
                for uid in commit.articles:
                    writer.remove(uid)
            for reading in readings:
                if commit.kind in ("reread", "decide"):
                    writer.replace(reading)
                elif not writer.has(reading.article.id):
                    writer.add(reading)
            writer.finish(decisions, decided=commit.kind == "decide")
            db.execute("UPDATE meta SET value = ? WHERE name = 'covered'", (commit.n,))
        return True

    def miscorrected(self, decisions: Iterable[Decision]) -> list[str]:
        """Return the articles (ids) with a record that is not as these decisions have it: added, corrected, wrong."""
        given = list(decisions)
        wanted = in_force(given)
        named = sorted({one for each in given if each.verdict in _ON_RECORDS for one in each.reports})
        found: dict[int, None] = {}
        held: set[str] = set()
        with self.view() as view:
            for name in named:
                for record, kind in view.rows("SELECT id, kind FROM records WHERE uid = ?", (number(name),)):
                    held.add(name)
                    made = frozenset(one.decision for one in view.corrections((record,)).get(record, ()))
                    is_wrong = kind in WRONG.values()
                    if made != wanted.of_record(name) or is_wrong != (name in wanted.wrong):
                        found[article_of(record)] = None
            lacking = (article for article, events in wanted.added.items() if not events.keys() <= held)
            return [*(ref.id for article, ref in view.refs(found).items() if article in found), *lacking]

    @contextmanager
    def view(self) -> Iterator[View]:
        """Return one whole version of the index to read; what is written meanwhile is not in it."""
        db = self._db
        if db.in_transaction:
            yield self._view(db)
            return
        db.execute("BEGIN")
        try:
            yield self._view(db)
        finally:
            db.execute("ROLLBACK")

    def _view(self, db: sqlite3.Connection) -> View:
        covered = self.covered
        if self._counted[0] != covered:
            self._counted = (covered, {})
        return View(db, self._packed(), self._counted[1], self.named)

    def close(self) -> None:
        """Close what this thread has open."""
        if (db := getattr(self._local, "db", None)) is not None:
            db.close()
            del self._local.db
        self._writer = None

    @property
    def _db(self) -> sqlite3.Connection:
        """The connection of this thread."""
        if (db := getattr(self._local, "db", None)) is None:
            address, settings = self._path.absolute().as_uri(), _TO_WRITE + _SETTINGS
            if self.only_read:  # without a log beside it nobody is writing it, and SQLite need not make one
                logged = os.path.exists(self._path.with_name(FILE + "-wal"))
                address, settings = f"{address}?mode=ro{'' if logged else '&immutable=1'}", _SETTINGS
            db = self._local.db = sqlite3.connect(address, timeout=_PATIENCE_S, isolation_level=None, uri=True)
            for setting in settings:
                db.execute(setting)
        found: sqlite3.Connection = db
        return found

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Return the connection within a transaction that is kept whole or not at all."""
        db = self._db
        db.execute("PRAGMA busy_timeout = 0")
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise BusyError(f"another process is writing the index {self._path}.") from error
        finally:
            db.execute(f"PRAGMA busy_timeout = {int(_PATIENCE_S * 1000)}")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            self._writer = None  # what it remembers may not be there any more
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    def _prepared(self) -> bool:
        """Return whether the tables are there and of this version; makes them in an empty file."""
        db = self._db
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
            db.execute("BEGIN IMMEDIATE")
            if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
                for statement in TABLES.split(";\n"):
                    db.execute(statement)
                rows = [("version", VERSION), ("covered", 0), ("common", common_bytes())]
                db.executemany("INSERT INTO meta VALUES (?, ?)", rows)
            db.execute("COMMIT")
        return self._is_current()

    def _is_current(self) -> bool:
        """Return whether the tables are of this version."""
        version = self._db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        return version is not None and version[0] == VERSION

    def _packed(self) -> Packer:
        """Return what packs records, with what this index's records have in common."""
        if self._packer is None:
            (common,) = self._db.execute("SELECT value FROM meta WHERE name = 'common'").fetchone()
            self._packer = Packer(common)
        return self._packer


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python not look for cycles meanwhile: what a commit makes has none, and looking takes a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
