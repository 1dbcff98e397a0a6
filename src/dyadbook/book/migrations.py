"""Return what a book says of itself (`book.json`), brought to this version's format by ordered, recorded migrations.

A migration bears being run twice: where two programs open an old book at once, both may run it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from dyadbook.errors import StoreError
from dyadbook.records import Record

FORMAT = 1


class Applied(Record, frozen=True, kw_only=True):
    """A migration that was run over a book."""

    to: int
    name: str
    by: str
    at: datetime


class BookInfo(Record, frozen=True, kw_only=True):
    """What `book.json` holds: the format, who made the book, and the migrations that it went through."""

    format: int
    created_by: str
    created: datetime
    migrations: tuple[Applied, ...] = ()


@dataclass(frozen=True)
class Migration:
    """One step to a newer format; `apply` is given the store, whose tables are still of the format before."""

    to: int
    name: str
    apply: Callable[[Any], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""The migrations in their order: the first leads from format 1 to 2."""


def new_info(by: str) -> BookInfo:
    """Return what a new book says of itself."""
    return BookInfo(format=FORMAT, created_by=by, created=datetime.now(UTC))


def parse_info(data: bytes, where: str) -> BookInfo:
    """Return what a `book.json` says. Raises: StoreError when it cannot be read, or a newer version wrote it."""
    try:
        info = msgspec.json.decode(data, type=BookInfo)
    except msgspec.MsgspecError as error:
        message = f"{where} cannot be read as a book's ({error}): bring it back from a copy of the book."
        raise StoreError(message) from error
    if info.format > FORMAT:
        raise StoreError(
            f"{where} has format {info.format}, and this version of Dyadbook knows {FORMAT}: "
            f"use the version that wrote it ({info.created_by}) or a newer one."
        )
    return info


def migrate(
    info: BookInfo,
    store: Any,
    by: str,
    save: Callable[[BookInfo], None],
) -> BookInfo:
    """Return the book's info after the migrations that it lacks, each saved as soon as it was run."""
    for migration in sorted(MIGRATIONS, key=lambda one: one.to):
        if migration.to <= info.format:
            continue
        migration.apply(store)
        done = Applied(to=migration.to, name=migration.name, by=by, at=datetime.now(UTC))
        info = msgspec.structs.replace(info, format=migration.to, migrations=(*info.migrations, done))
        save(info)
    return info
