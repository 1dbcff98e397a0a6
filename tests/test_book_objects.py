"""A book in an object store: one that speaks S3, on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from object_store import running_store
from told_readings import DAY, Story

from dyadbook import questions
from dyadbook.book.book import Book
from dyadbook.book.sql import ask
from dyadbook.book.store import Store
from dyadbook.errors import StoreError
from dyadbook.records import Reading

ADDRESS = "s3://bucket/mybook"


def met(outlet: str) -> Reading:
    return Story(DAY, outlet).did("USA", "PRK", "CONSULT", "The envoys of both met in Geneva on arms", DAY).reading()


@pytest.fixture(scope="module")
def options() -> Iterator[dict[str, str]]:
    """Yield what leads to a store in which there is a book with two articles."""
    with running_store() as given:
        Store.create(ADDRESS, options=given).append([met("The Quay"), met("The Mole")], run="r")
        yield given


def test_a_book_of_an_object_store_is_asked_as_one_on_disk(options: dict[str, str], tmp_path: Path) -> None:
    book = Book.open(ADDRESS, options=options, cache=tmp_path)
    (entry,) = questions.dyad(book.index, "USA", "PRK").timeline
    ((count,),) = ask(book.store, "SELECT count(DISTINCT article) FROM reports").rows
    assert (entry.independent, count) == (2, 2)


def test_two_who_file_at_once_in_an_object_store_lose_nothing(options: dict[str, str]) -> None:
    one, other = Store.open(ADDRESS, options=options), Store.open(ADDRESS, options=options)
    before = set(one.seen())
    one.append([met("The Pier")], run="r")
    other.append([met("The Dock"), met("The Pier")], run="r")
    assert len(set(Store.open(ADDRESS, options=options).seen()) - before) == 2


def test_what_leads_to_an_object_store_may_stand_in_the_environment(
    options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in options.items():
        monkeypatch.setenv(name, value)
    assert len(Store.open(ADDRESS).seen()) >= 2


def test_who_may_not_read_an_object_store_is_told_so(options: dict[str, str]) -> None:
    with pytest.raises(StoreError, match=r"s3://bucket/mybook/book\.json cannot be read"):
        Store.open(ADDRESS, options=options | {"AWS_ACCESS_KEY_ID": "stranger"})
