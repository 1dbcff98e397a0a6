"""Feeds and others' event data from the command line: into a book, into a file, and out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_sources_feeds import Site, item, rss, running_site

from dyadbook import bookkeeping, intake
from dyadbook.cli.commands import call
from dyadbook.formats import gdelt, icews, polecat
from dyadbook.sources import follow as following

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the test runs; nothing pauses, and this machine's own addresses are read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DYADBOOK_HTTP_ALLOW_PRIVATE", "true")
    monkeypatch.setattr(following, "_BETWEEN_S", 0.0)
    (tmp_path / "examples").mkdir()
    for name in ("2018-06-12-singapore-summit-a.html", "2018-05-24-summit-called-off.html"):
        (tmp_path / "examples" / name).write_bytes((ROOT / "examples" / "pages" / name).read_bytes())
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    """Yield a site that runs while the test does."""
    with running_site() as running:
        yield running


def titles(path: Path) -> list[str]:
    """Return the titles of the articles in a file of JSON lines."""
    return [json.loads(line)["title"] for line in path.read_text("utf-8").splitlines()]


def test_new_articles_are_added_to_a_file_once(site: Site, folder: Path) -> None:
    asked = ["follow", f"{site.base}/feed", "--to", "news.jsonl"]
    assert [call(asked), call(asked)] == [0, 0]
    assert titles(folder / "news.jsonl") == ["One", "Two"]
    site.pages["/feed"] = rss(item("Three", link=f"{site.base}/1?page=3"))
    site.pages["/1?page=3"] = site.pages["/1"].replace("One", "Three")
    assert call(asked) == 0
    assert titles(folder / "news.jsonl") == ["One", "Two", "Three"]
    assert call(["read", "news.jsonl", "--jsonl"]) == 0


def test_a_file_of_its_own_may_remember(site: Site, folder: Path) -> None:
    assert call(["follow", f"{site.base}/feed", "--to", "news.jsonl", "--state", "state.json"]) == 0
    assert len(json.loads((folder / "state.json").read_text("utf-8"))["seen"]) == 2
    assert not (folder / "data").exists()


def test_new_articles_are_filed_in_a_book(site: Site, folder: Path) -> None:
    asked = ["follow", f"{site.base}/feed", "--book", "book"]
    assert [call(asked), call(asked)] == [0, 0]
    readings = list(bookkeeping.open_book("book").store.current())
    assert sorted(str(one.article.title) for one in readings) == ["One", "Two"]


def test_what_was_not_filed_is_not_remembered(
    site: Site,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(bookkeeping, "read_with", stopped)
        call(["follow", f"{site.base}/feed", "--book", "book"])
    assert call(["follow", f"{site.base}/feed", "--book", "book"]) == 0
    assert len(list(bookkeeping.open_book("book").store.current())) == 2


@pytest.mark.parametrize("target", [["--to", "news.jsonl"], ["--book", "book"]])
def test_a_feed_that_is_left_alone_is_named_with_the_time(
    site: Site, target: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    site.status["/feed"] = (503, {})
    call(["follow", f"{site.base}/feed", *target])
    first = capsys.readouterr().err
    assert "left alone" not in first
    assert call(["follow", f"{site.base}/feed", *target]) == 0
    until = first.partition("not asked again before ")[2].splitlines()[0].partition(" UTC")[0]
    assert f"1 feed left alone after a failure: {site.base}/feed until {until} UTC\n" in capsys.readouterr().err
    assert site.count("/feed") == 1


@pytest.mark.parametrize("options", [[], ["--to", "a.jsonl", "--book", "book"]])
def test_articles_go_to_one_place(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["follow", "https://example.org/feed", *options]) == 2
    assert "say where the articles go" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["gdelt", "icews", "polecat"])
def test_event_data_of_others_stand_in_a_book_beside_own_readings(
    folder: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["export", "examples", "--to", "old", "--format", format]) == 0
    path = next(path for path in sorted((folder / "old").glob("events.*")) if "mentions" not in path.name)
    asked = ["import", str(path), "--format", format, "--book", "book"]
    assert [call(asked), call(asked), call(["add", "examples", "--book", "book"])] == [0, 0, 0]
    readings = list(bookkeeping.open_book("book").store.current())
    others = [one for one in readings if not one.article.text]
    assert len(readings) == len(others) + 2
    assert {event.origin for one in others for event in one.events} == {f"imported/{format}"}
    capsys.readouterr()
    assert call(["dyad", "USA", "PRK", "--book", "book", "--synthetic", "with", "--json"]) == 0
    assert f"{path}:" in capsys.readouterr().out


@pytest.mark.parametrize("given", ["gdelt", "icews", "polecat"])
@pytest.mark.parametrize("said", ["gdelt", "icews", "polecat"])
def test_a_file_of_another_format_is_named(
    folder: Path, given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    header = {"icews": icews.COLUMNS, "polecat": polecat.COLUMNS, "gdelt": ("17", *gdelt.EVENTS[1:])}[given]
    Path("rows").write_text("\t".join(header) + "\n", encoding="utf-8")
    call(["import", "rows", "--format", said, "--book", "book"])
    told = capsys.readouterr().err
    assert (f"it looks like {given}" in told and f"say --format {given}" in told) == (given != said)
    assert " rows filed" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([], "no words are here: others coded this event — The Paper"),
        ([], "polecat.txt:2 ※ imported"),
        (["--brief"], "South Korea ↔ North Korea · ※ imported"),
        (["--json"], '"imported":true'),
        (["--html", "page.html"], "polecat.txt:2</bdi> ※ imported"),
        (["--html", "page.html"], "no words are here: others coded this event"),
    ],
)
def test_an_imported_event_says_that_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    cells = {"Event ID": "E1", "Event Date": "2022-03-04", "Event Type": "CONSULT", "Source": "The Paper"}
    cells |= {"Actor Country": "KOR", "Recipient Country": "PRK"}
    rows = [polecat.COLUMNS, [cells.get(name, "") for name in polecat.COLUMNS]]
    Path("polecat.txt").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    assert call(["import", "polecat.txt", "--format", "polecat", "--book", "book"]) == 0
    assert call(["dyad", "KOR", "PRK", "--book", "book", *asked]) == 0
    written = Path("page.html").read_text("utf-8") if "--html" in asked else capsys.readouterr().out
    assert said in " ".join(written.split())


@pytest.mark.parametrize("format", ["gdelt", "plover", "gexf", "bibtex"])
def test_a_book_is_exported(folder: Path, format: str) -> None:
    call(["add", "examples", "--book", "book"])
    assert call(["export", "--book", "book", "--to", "out", "--format", format]) == 0
    assert (folder / "out" / "LOSSES.txt").stat().st_size
    assert call(["export", "--to", "out", "--format", format]) == 2


def test_each_target_remembers_for_itself(tmp_path: Path) -> None:
    paths = {intake.state_file(target) for target in ("a", "b", "s3://bucket/a", tmp_path / "a", Path("a").absolute())}
    assert len(paths) == 3
