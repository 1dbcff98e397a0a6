"""Keep the tables of a book as Delta tables: the only importer of deltalake.

Appends never contradict each other and are tried again by deltalake itself; what else loses against another change is
tried again here. Everything is read file by file, so that a damaged file costs its own rows and no others.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import random
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from dyadbook.book import arrow
from dyadbook.book.rows import Row
from dyadbook.errors import StoreError

if TYPE_CHECKING:
    from deltalake import DeltaTable

log = logging.getLogger(__name__)
T = TypeVar("T")
File = tuple[str, Any, Any, int]
"""A file of a table: path, least and greatest value of a column (None: not known), and rows."""

INFO = "book.json"
_TRIES = 60  # of a change that others come before
_FILE_BYTES = 64 * 2**20  # of a file after compaction
_ROW_GROUP = 20_000  # rows; a reader of one batch passes over the row groups of others
_ARTICLES = 1_000  # rows of a row group of articles, which are far longer


class Tables:
    """The tables at one address: a folder, or an address of an object store."""

    def __init__(self, path: Path | str, options: Mapping[str, str] | None = None) -> None:
        """Set up what reads and writes the tables; nothing is looked at yet."""
        text = str(path)
        self.remote = "://" in text
        self.address = text.rstrip("/") if self.remote else str(Path(text).expanduser().absolute())
        self.options = dict(options or {})
        self._open: dict[str, DeltaTable] = {}

    def create(self, name: str) -> None:
        """Make a table where there is none. Raises: StoreError when it cannot be written."""
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        # Statistics of long texts would fill the log; what files are chosen by is the batch, and a commit's number.
        chosen = {"delta.dataSkippingStatsColumns": "n,batch" if name == "commits" else "batch"}
        with clear_errors(f"the book {self.address} cannot be made"):
            try:
                DeltaTable.create(
                    self.path(name), arrow.arrow_schema(name), mode="ignore", configuration=chosen,
                    storage_options=self.options or None,
                )  # fmt: skip
            except DeltaError:  # two made it at once, and the other was first
                if not DeltaTable.is_deltatable(self.path(name), self.options or None):
                    raise

    def append(self, name: str, rows: Iterable[Row]) -> None:
        """Append rows to a table. Raises: StoreError when it cannot be written."""
        self._append(name, rows, retries=15)

    def append_first(self, name: str, rows: Iterable[Row]) -> bool:
        """Return whether rows were appended: only where the table is as it was last read here."""
        from deltalake.exceptions import CommitFailedError

        try:
            self._append(name, rows, retries=0)
        except CommitFailedError:
            return False
        return True

    def _append(self, name: str, rows: Iterable[Row], *, retries: int) -> None:
        from deltalake import CommitProperties, WriterProperties, write_deltalake

        with clear_errors(f"{name} of the book {self.address} cannot be written"):
            self._check_permission(name)
            write_deltalake(
                self._table(name),
                arrow.arrow_table(name, rows),
                mode="append",
                writer_properties=WriterProperties(compression="ZSTD", compression_level=3),
                commit_properties=CommitProperties(max_commit_retries=retries),
            )

    # ---- reading

    def files(self, name: str, column: str = "batch") -> list[File]:
        """Return the files of a table's newest version: path, least and greatest value of a column, and rows.

        The values are None where the table does not say them. Raises: StoreError when the table cannot be opened.
        """
        with clear_errors(f"{name} of the book {self.address} cannot be read"):
            actions = self._newest(name).get_add_actions(flatten=True)
            found = arrow.columns_of(actions, ("path", f"min.{column}", f"max.{column}", "num_records"))
        return sorted(found, key=lambda file: (file[1] is not None, file[1], file[0]))

    def rows(
        self,
        name: str,
        columns: Sequence[str],
        batches: Collection[str] | None = None,
        *,
        files: Iterable[File] | None = None,
    ) -> Iterator[Row]:
        """Return rows of a table, of these batches or all, from these files or all.

        A damaged file is warned of and left out; of `commits` none can be, since they say what the book holds.
        """
        for path, low, high, _ in self.files(name) if files is None else files:
            if batches is None or low is None or any(low <= batch <= high for batch in batches):
                yield from self._rows_in(name, path, columns, batches)

    def _rows_in(self, name: str, path: str, columns: Sequence[str], batches: Collection[str] | None) -> list[Row]:
        where = self.path(name, path)
        try:
            return arrow.rows_in(where, name, columns, batches, self._filesystem(name))
        except (OSError, ValueError) as error:
            if name == "commits":
                message = f"{where} cannot be read ({_brief(error)}), and it says what the book holds: bring it back."
                raise StoreError(message) from error
            log.warning("%s is left out, as it cannot be read: `dyadbook check` tells more", where)
            return []

    def paths(self, name: str) -> list[str]:
        """Return the files of a table's newest version."""
        return [self.path(name, path) for path, *_ in self.files(name)]

    def dataset(self, name: str) -> Any:
        """Return a table's newest version as an Arrow dataset, with rows that nobody sees among the others."""
        with clear_errors(f"{name} of the book {self.address} cannot be read"):
            return self._newest(name).to_pyarrow_dataset()

    # ---- looking after

    def compact(self, name: str) -> tuple[int, int]:
        """Return how many files of a table were joined into how many."""
        from deltalake import WriterProperties

        rows = _ARTICLES if name == "articles" else _ROW_GROUP
        properties = WriterProperties(compression="ZSTD", compression_level=3, max_row_group_size=rows)
        metrics = self._retried(
            name,
            lambda: self._newest(name).optimize.compact(target_size=_FILE_BYTES, writer_properties=properties),
            f"{name} of the book {self.address} cannot be compacted",
        )
        with clear_errors(f"{name} of the book {self.address} cannot be compacted"):
            self._newest(name).create_checkpoint()
        return metrics["numFilesRemoved"], metrics["numFilesAdded"]

    def delete(self, name: str, whole: Collection[str], parts: Mapping[str, Sequence[str]]) -> None:
        """Delete all rows of some batches, and of others those of some articles."""
        conditions = [f"batch IN ({_quoted(whole)})"] if whole else []
        own = " AND seq IS NOT NULL" if name == "problems" else ""  # others may name the article, and are not its own
        conditions += [f"(batch = '{batch}' AND article IN ({_quoted(gone)}){own})" for batch, gone in parts.items()]
        for at in range(0, len(conditions), 50):
            predicate = " OR ".join(conditions[at : at + 50])
            self._retried(
                name,
                lambda predicate=predicate: self._newest(name).delete(predicate),  # type: ignore[misc]
                f"{name} of the book {self.address} cannot be cleared",
            )

    def clear(self, name: str, keep_hours: float) -> int:
        """Return how many files were removed that no version of the last hours has, nor a write that died left."""
        before = self._on_disk(name)
        told = self._retried(
            name,
            lambda: self._newest(name).vacuum(
                retention_hours=int(keep_hours), dry_run=False, enforce_retention_duration=False, full=True
            ),
            f"{name} of the book {self.address} cannot be cleared",
        )
        # What is told has the files that an earlier call removed among them, as long as the log remembers them.
        return len(told) if self.remote else len(before - self._on_disk(name))

    def _on_disk(self, name: str) -> set[Path]:
        return set() if self.remote else set(Path(self.path(name)).glob("*.parquet"))

    def fault(self, name: str, path: str, rows: int) -> str | None:
        """Return what is wrong with a file that should have so many rows; None where all of it can be read."""
        return arrow.file_fault(self.path(name, path), rows, self._filesystem(name))

    def path(self, name: str, file: str | None = None) -> str:
        """Return where a table lies, or one of its files."""
        folder = f"{self.address}/tables/{name}"
        if file is None:
            return folder
        return file if self.remote else f"{folder}/{file}"

    def _check_permission(self, name: str) -> None:
        """Raise PermissionError where a table on the disk may not be written: deltalake finds out too late."""
        if not self.remote and os.path.isdir(self.path(name)) and not os.access(self.path(name), os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), self.path(name))

    def _retried(self, name: str, act: Callable[[], T], what: str) -> T:
        """Return what an act on a table gives, tried again where somebody else changed the table meanwhile."""
        from deltalake.exceptions import CommitFailedError

        with clear_errors(what):
            self._check_permission(name)
            for attempt in range(_TRIES):
                try:
                    return act()
                except CommitFailedError:
                    wait(attempt)
        raise StoreError(f"{what}: others changed it {_TRIES} times meanwhile. Run it again when fewer write.")

    def _table(self, name: str) -> DeltaTable:
        from deltalake import DeltaTable

        if name not in self._open:
            self._open[name] = DeltaTable(self.path(name), storage_options=self.options or None)
        return self._open[name]

    def _newest(self, name: str) -> DeltaTable:
        table = self._table(name)
        table.update_incremental()
        return table

    def _filesystem(self, name: str) -> Any:
        """Return the file system in which a table's files are named: None for the disk."""
        return self._objects(self.path(name)) if self.remote else None

    # ---- what the book says of itself

    def get_info(self) -> bytes | None:
        """Return what `book.json` holds; None where there is none."""
        with clear_errors(f"{self.address}/{INFO} cannot be read"):
            if self.remote:
                return arrow.read_object(self._objects(self.address), INFO)
            path = Path(self.address) / INFO
            return path.read_bytes() if path.is_file() else None

    def put_info(self, data: bytes) -> None:
        """Write `book.json`, whole or not at all."""
        with clear_errors(f"{self.address}/{INFO} cannot be written"):
            if self.remote:
                return arrow.write_object(self._objects(self.address), INFO, data)
            part = Path(self.address) / f"{INFO}.{uuid4().hex[:8]}.part"
            part.write_bytes(data)
            part.replace(Path(self.address) / INFO)

    def remove(self) -> None:
        """Remove the book from the disk, and its folder where nothing else is in it."""
        folder = Path(self.address)
        (folder / INFO).unlink(missing_ok=True)  # first: what is left of it is then no book
        for name in ("index", "tables"):
            shutil.rmtree(folder / name, ignore_errors=True)
        with contextlib.suppress(OSError):
            folder.rmdir()

    def _objects(self, address: str) -> Any:
        """Return the file system of an object store at an address."""
        from deltalake.fs import DeltaStorageHandler

        return arrow.object_files(DeltaStorageHandler(address, self.options))


def wait(attempt: int) -> None:
    """Wait a little, longer after each attempt, and each program another while."""
    time.sleep(random.uniform(0, min(0.02 * 2**attempt, 1.0)))


TRIES = range(_TRIES)
"""The attempts at a change that others come before."""


@contextmanager
def clear_errors(what: str) -> Iterator[None]:
    """Turn what deltalake and the disk raise into a StoreError that says what, why and what to do.

    A commit that lost against another one passes: whoever asked for it tries again.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception as error:  # deltalake raises plain exceptions of several kinds
        from deltalake.exceptions import CommitFailedError, DeltaError

        if isinstance(error, CommitFailedError) or not isinstance(error, DeltaError | OSError | ValueError):
            raise
        if "No space left" in str(error) or "os error 28" in str(error) or getattr(error, "errno", None) == 28:
            raise StoreError(f"{what}: the disk is full. Make room and run it again; the book is as it was.") from error
        if isinstance(error, PermissionError) or "Permission denied" in str(error):
            raise StoreError(f"{what}: permission denied. Ask who owns the book for it.") from error
        if "Could not create" in str(error):
            raise StoreError(f"{what}: no folder can be made there. Name another place for the book.") from error
        raise StoreError(f"{what} ({_brief(error)}): `dyadbook check` tells what is damaged.") from error


def _quoted(names: Iterable[str]) -> str:
    return ", ".join("'" + name.replace("'", "''") + "'" for name in sorted(names))


def _brief(error: BaseException) -> str:
    lines = str(error).splitlines()
    return (lines[0] if lines else type(error).__name__)[:300]
