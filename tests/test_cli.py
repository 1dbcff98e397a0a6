"""The command line: what is printed where, exit codes, examples in the help, the reference."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import dyadbook
from dyadbook.book.book import Book
from dyadbook.cli.commands import call, cli, examples
from dyadbook.errors import SourceError, UsageError
from dyadbook.records import Reading
from dyadbook.verbs import party_id
from dyadbook.world import tables

ROOT = Path(__file__).resolve().parent.parent
BODY = (
    "Trump and Kim sign pledge in Singapore\n\nSouth Korea accused North Korea of firing a missile on Friday.\n\n"
    "President Donald Trump said that the United States would suspend its exercises with South Korea.\n"
)
PAGE = """<html lang="en"><head><title>Seoul accuses the North</title>
<meta property="article:published_time" content="2018-06-12"></head><body><article><h1>Seoul accuses the North</h1>
<p>South Korea accused North Korea on Tuesday of firing a missile into the sea off its eastern coast, in a statement
that was read to reporters in Seoul by a spokesman of the Foreign Ministry there.</p><p>Japan and the United States
condemned the launch later in the day, and their foreign ministers spoke by telephone about the next steps.</p>
</article></body></html>"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the examples of the help name; the test runs in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in [name for name in os.environ if name.startswith("DYADBOOK_") and name != "DYADBOOK_ENGINE_WORKERS"]:
        monkeypatch.delenv(name)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "article.txt").write_text(BODY, encoding="utf-8")
    row = {"body": BODY, "day": "2018-06-12", "title": "Pledge"}
    (tmp_path / "table.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    pair = {"text": "Japan thanked India.", "source": [0, 5], "target": [14, 19]}
    (tmp_path / "rows.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    (tmp_path / "actors.jsonl").write_text('{"id": 1, "text": "Cuban state television"}\n', encoding="utf-8")
    (tmp_path / "dates.jsonl").write_text('{"id": 1, "text": "in May 1999"}\n', encoding="utf-8")
    (tmp_path / "places.jsonl").write_text('{"id": 1, "text": "in Oslo", "start": 3, "end": 7}\n', encoding="utf-8")
    shutil.copytree(ROOT / "tests" / "books" / "v1", tmp_path / "mybook")
    (tmp_path / "decisions.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "list.txt").write_text("USA, PRK\n", encoding="utf-8")
    (tmp_path / "events.icews.tab").write_text(
        "Event ID\tEvent Date\tSource Country\tCAMEO Code\tTarget Country\n1\t2018-06-12\tJapan\t040\tIndia\n",
        encoding="utf-8",
    )
    (tmp_path / "examples").mkdir()
    for name in ("2018-06-12-singapore-summit-a.html", "2018-05-24-summit-called-off.html"):
        (tmp_path / "examples" / name).write_bytes((ROOT / "examples" / "pages" / name).read_bytes())
    return tmp_path


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- results


def test_one_article_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "page.html", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["article"]["published"] == "2018-06-12"
    assert {event["type"] for event in shown["events"]} >= {"ACCUSE"}


def test_an_issue_shows_its_parties_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "article.txt", "--json"])
    shown = json.loads(capsys.readouterr().out)
    for issue in shown["issues"]:
        assert sorted(issue) == ["end", "issue", "parties", "start", "text"]
        assert shown["article"]["text"][issue["start"] : issue["end"]] == issue["text"]


def test_several_articles_are_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "page.html", "article.txt", "empty.txt", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [item["article"] and item["article"]["source"] for item in shown] == ["page.html", "article.txt", None]


def test_jsonl_is_one_article_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "page.html", "empty.txt", "--jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["article"] is None for line in lines] == [False, True]


def test_an_article_that_cannot_be_read_is_a_problem_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "empty.txt", "--json"]) == 1
    out, err = capsys.readouterr()
    shown = json.loads(out)
    assert shown["article"] is None
    assert [problem["code"] for problem in shown["problems"]] == ["empty"]
    assert len(err.splitlines()) == 1
    assert err.startswith("dyadbook: empty.txt: ")


def test_the_terminal_shows_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "page.html"]) == 0
    out = capsys.readouterr().out
    assert "ACCUSE" in out
    assert "“" in out


def test_a_date_given_by_hand_comes_before_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "page.html", "--json", "--published", "2019-01-02"])
    article = json.loads(capsys.readouterr().out)["article"]
    assert (article["published"], article["published_basis"]) == ("2019-01-02", "given")


def test_an_outlet_given_by_hand_comes_before_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "page.html", "--json", "--publisher", "The Quay"])
    article = json.loads(capsys.readouterr().out)["article"]
    assert (article["publisher"], article["publisher_basis"]) == ("The Quay", "given")
    call(["read", "page.html", "--publisher", "The Quay"])
    assert "The Quay (given)" in capsys.readouterr().out


def test_the_outlet_that_the_page_names_is_not_given_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "page.html", "--json"])
    assert json.loads(capsys.readouterr().out)["article"]["publisher_basis"] is None


def test_the_html_file_is_written_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "page.html", "--json", "--html", "marked.html"]) == 0
    assert "wrote marked.html" in capsys.readouterr().err
    assert "</html>" in (folder / "marked.html").read_text("utf-8")
    assert not list(folder.glob("*.part"))


def test_a_dyads_page_leaves_example_texts_out_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    call(["dyad", "USA", "PRK", "examples", "--json"])
    apart = json.loads(capsys.readouterr().out)
    call(["dyad", "USA", "PRK", "examples", "--json", "--synthetic", "only"])
    only = json.loads(capsys.readouterr().out)
    assert (apart["articles"], apart["has_synthetic"]) == (0, False)
    assert only["articles"] > 0
    assert only["has_synthetic"]


def test_what_a_dyad_could_not_read_is_on_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dyad", "KOR", "PRK", "page.html", "empty.txt", "--json"]) == 0
    out, err = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["empty"]
    assert "empty.txt" in err


def test_an_export_names_its_files_and_has_a_codebook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["export", "page.html", "empty.txt", "-o", "tables"]) == 0
    out, err = capsys.readouterr()
    assert all(Path(line).is_file() for line in out.splitlines())
    assert "empty.txt" in err
    with (folder / "tables" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 1
    assert (folder / "tables" / "codebook.csv").is_file()


@pytest.mark.parametrize("given", [["empty.txt"], ["--book", "nothing"]])
@pytest.mark.parametrize("format", ["csv", "gdelt"])
def test_an_export_of_nothing_says_so_and_writes_no_file(
    given: list[str], format: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Book.create(folder / "nothing")
    assert call(["export", *given, "--to", "tables", "--format", format]) == 1
    assert "there is no article to export" in capsys.readouterr().err
    assert not (folder / "tables").exists()


def test_explain_shows_one_steps_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["explain", "article.txt", "--step", "actors", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["country"] for record in records} >= {"KOR", "PRK", "USA"}
    assert all(BODY[record["start"] : record["end"]] == record["text"] for record in records)


def test_standard_input_is_read(folder: Path) -> None:
    command = [sys.executable, "-m", "dyadbook", "read", "-", "--json"]
    done = subprocess.run(command, input=BODY.encode(), capture_output=True, check=True, cwd=folder)
    assert json.loads(done.stdout)["article"]["text"] == BODY
    nothing = subprocess.run(command, input=b"", capture_output=True, check=False, cwd=folder)
    assert (nothing.returncode, nothing.stderr.decode().split(":")[1].strip()) == (1, "standard input")


# ---- wrong calls and other ends

WRONG = [
    ([], "Usage"),
    (["read"], "Missing argument"),
    (["read", "missing.html"], "missing.html is not there"),
    (["read", "ftp://example.org/a"], "http or https"),
    (["read", ""], "what to read is empty"),
    (["add", "", "--book", "new"], "what to read is empty"),
    (["read", "page.html", "--json", "--jsonl"], "give one of them"),
    (["read", "page.html", "--html", "none/marked.html"], "the folder none is not there"),
    (["read", "page.html", "--published", "yesterday"], "'--published': 'yesterday' is no date: give a date"),
    (["read", "page.html", "--columns", "text"], "read.columns (--columns) cannot be 'text': give pairs"),
    (["dyad", "USA", "PRK", "--book", "nowhere"], "nowhere is no book"),
    (["pending", "--book", "nowhere", "--since", "2025-13"], "'--since': '2025-13' is no date: give a day as in 2025"),
    (["read", "page.html", "--set", "http.timout=1"], "did you mean http.timeout"),
    (["--set", "http.timeout", "settings"], "name=value"),
    (["read", "page.html", "--config", "none.toml"], "none.toml is not there"),
    (["version", "--config", "none.toml"], "none.toml is not there"),
    (["--config", "none.toml", "version"], "none.toml is not there"),
    (["read", "table.jsonl", "--columns", "text=words"], "words"),
    (["explain", "page.html", "--step", "nouns"], "Invalid value for '--step'"),
    (["dyad", "USA", "USA", "page.html"], "two parties"),
    (["dyad", "USA", "North Corea", "page.html"], "PRK"),
    (["dyad", "Amerika", "PRK", "page.html"], "did you mean USA (United States)"),
    (["dyad", "USA", "PRK"], "`dyadbook add SOURCES --book FOLDER` makes one"),
    (["dyad", "USA", "PRK", "page.html", "--synthetic", "all"], "Invalid value for '--synthetic'"),
    (["export", "page.html", "--to", "tables", "--format", "xlsx"], "Invalid value for '--format'"),
    (["schema", "Book"], "choose one of"),
    (["completion", "tcsh"], "tcsh"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_wrong_call_exits_with_2_and_says_what_to_do(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_an_unknown_setting_in_the_environment_is_a_wrong_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DYADBOOK_HTTP_TIMOUT", "1")
    assert call(["read", "page.html"]) == 2
    assert "DYADBOOK_HTTP_TIMOUT" in capsys.readouterr().err


def test_logs_go_to_standard_error_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "page.html", "--json", "-v"])
    out, err = capsys.readouterr()
    json.loads(out)
    assert "dyadbook: reading page.html" in err
    call(["-q", "read", "page.html", "--json", "--html", "marked.html"])
    assert capsys.readouterr().err == ""


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m dyadbook read examples page.html --jsonl | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False, cwd=folder)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Broken pipe" not in done.stderr


def test_help_comes_in_under_half_a_second() -> None:
    # Time of the processor, not of the clock: it is the same where other tests run beside this one.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "dyadbook", "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["completion", shell]) == 0
    assert "_DYADBOOK_COMPLETE" in capsys.readouterr().out


def test_settings_and_version_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    call(["settings", "--set", "http.timeout=10"])
    assert "http.timeout = 10.0  (--set)" in capsys.readouterr().out
    call(["version"])
    assert capsys.readouterr().out == f"dyadbook {dyadbook.__version__}\n"


# ---- help and reference


def test_the_help_has_each_command_once_in_its_section_with_a_whole_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(["--help"]) == 0
    told = capsys.readouterr().out.partition("Read articles:")[2].partition("Examples:")[0]
    assert "..." not in told
    assert sorted(re.findall(r"^  (\S+)", told, re.MULTILINE)) == sorted(cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_each_help_has_examples(name: str) -> None:
    assert f"$ dyadbook {name}" in (cli.commands[name].epilog or "")


@pytest.mark.parametrize("line", [line for line in examples() if "https://" not in line])
def test_each_example_works(line: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line)
    if "<" in words:
        given = io.TextIOWrapper(io.BytesIO((folder / words[words.index("<") + 1]).read_bytes()))
        monkeypatch.setattr(sys, "stdin", given)
    ends = [words.index(sign) for sign in "<>" if sign in words]
    assert words[0] == "dyadbook"
    waits = words[1] in {"serve", "mcp"}  # until ctrl-C: it is asked for its help instead
    assert call([*words[1 : min(ends, default=None)], *(["--help"] if waits else [])]) == 0


def test_the_reference_and_the_schemas_are_current() -> None:
    pages = _reference().pages()
    stale = [str(path) for path, content in pages.items() if (ROOT / "docs" / path).read_text("utf-8") != content]
    assert stale == [], "run `make docs`"
    made = {path.name for path in (ROOT / "docs" / "schema").iterdir()}
    assert made == {path.name for path in pages if path.parent.name == "schema"}


def test_every_field_of_a_record_has_its_meaning() -> None:
    tables = _reference().reference().partition("\n## Records\n")[2].split("\n### ")
    bare = [f"{table.split()[0]}: {row}" for table in tables for row in table.splitlines() if row.endswith("|  |")]
    assert bare == [], 'give it one where it is declared: Annotated[..., Meta(description="...")]'


# ---- single questions


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["actor", "Prime Minister Ishiba", "--on", "2025-02-07"], "Shigeru Ishiba · Japan (JPN) · Prime Minister"),
        (["actor", "Arvid Tunnelsson"], "not known"),
        (["actor", "Kim", "--on", "2025-09-10"], "Kim Min-seok · South Korea (KOR)"),
        (["date", "the early 2000s"], "2000-01-01 to 2009-12-31"),
        (["date", "Friday"], "a date that is not given"),
        (["date", "nothing"], "no time"),
        (["place", "Georgia"], "Georgia · a country"),
        (["place", "Georgia", "--near", "USA"], "Georgia · United States (USA)"),
        (["place", "Qxyzville"], "not known"),
    ],
)
def test_a_single_question_is_answered_in_words(
    words: list[str], shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(words) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("what", ["actor", "date", "place"])
def test_a_question_without_words_says_how_to_ask(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call([what]) == 2
    assert f'dyadbook {what} "WORDS"' in capsys.readouterr().err


def test_a_question_is_answered_from_own_rows_in_the_folder_that_a_setting_names(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setting = ["--set", f"world.dir={folder / 'world'}"]
    office = ["--country", "FRA", "--role", "foreign_minister", "--since", "2026-03-01"]
    before = tables.overlay_folder()
    try:
        assert call(["world", "add", "office", "Jane Doe", *office, *setting]) == 0
        tables.use_overlay(None)
        assert call(["actor", "Jane Doe", "--on", "2026-04-01", *setting]) == 0
    finally:
        tables.use_overlay(before)
    assert "France (FRA)" in capsys.readouterr().out


def test_a_file_of_rows_that_is_not_there_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["actor", "--jsonl", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl cannot be read" in capsys.readouterr().err


def test_an_option_is_the_default_of_rows_that_do_not_say(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = b'{"text": "Angela Merkel"}\n{"text": "Angela Merkel", "date": "2023-01-01"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows)))
    assert call(["actor", "--jsonl", "--on", "2010-01-01"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["office"] for line in lines] == ["Chancellor", None]


def test_rows_from_standard_input_are_answered_line_by_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "NATO"}\nbroken\n'))
    monkeypatch.setattr(sys, "stdin", given)
    assert call(["actor", "--jsonl", "--codes", "cameo"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["country"] for line in lines] == ["IGO", None]


# ---- the same from Python


def test_python_reads_what_the_command_reads(capsys: pytest.CaptureFixture[str]) -> None:
    call(["read", "page.html", "--json"])
    shown = json.loads(capsys.readouterr().out)
    reading = dyadbook.read("page.html")
    assert isinstance(reading, Reading)
    assert [event.id for event in reading.events] == [event["id"] for event in shown["events"]]


def test_python_takes_a_text_as_it_is() -> None:
    assert dyadbook.read(BODY).article.text == BODY
    assert dyadbook.read(Path("article.txt")).article.text == BODY


@pytest.mark.parametrize("path", ["missing.html", "missing", "./no such", "folder/none.txt", "C:\\none.txt"])
def test_python_takes_one_line_that_looks_like_a_path_for_one(path: str) -> None:
    with pytest.raises(UsageError, match="is not there"):
        dyadbook.read(path)


def test_python_tells_what_cannot_be_read() -> None:
    with pytest.raises(SourceError, match=r"empty\.txt") as caught:
        dyadbook.read("empty.txt")
    assert caught.value.code == "empty"


def test_python_wants_read_all_for_several_articles() -> None:
    with pytest.raises(UsageError, match="read_all"):
        dyadbook.read("examples")
    assert len(list(dyadbook.read_all("examples"))) == 2


@pytest.mark.parametrize("given", [None, 5, b"<html>", ["page.html"]])
def test_python_says_what_it_reads_where_something_else_is_given(given: Any) -> None:
    with pytest.raises(UsageError, match=f"{type(given).__name__}.* is nothing that is read: give a path"):
        dyadbook.read(given)


def test_a_book_is_no_reading_of_a_dyad() -> None:
    with pytest.raises(UsageError, match="give what `read_all` returns; `questions` asks a book"):
        dyadbook.dyad("mybook", "USA", "PRK")  # type: ignore[arg-type]


def test_the_package_names_what_it_has_not() -> None:
    with pytest.raises(AttributeError, match="forecast"):
        dyadbook.forecast  # noqa: B018
    assert "read" in dir(dyadbook)


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("turkey", "TUR"),
        ("armenia", "ARM"),
        ("us", "USA"),
        ("NORTH KOREA", "PRK"),
        ("bosnia and herzegovina", "BIH"),
        ("The Gambia", "GMB"),
        ("the united states", "USA"),
        ("The EU", "org/EU"),
        ("nato", "org/NATO"),
        ("the European Union", "org/EU"),
    ],
)
def test_a_party_is_known_by_its_name_in_letters_of_either_case(words: str, party: str) -> None:
    assert party_id(words) == party


def test_a_party_that_is_not_known_has_each_suggestion_once() -> None:
    with pytest.raises(UsageError) as error:
        party_id("Turkye")
    assert str(error.value).count("TUR") == 1


@pytest.mark.parametrize(("words", "near"), [("Wakanda", None), ("Kirgistan", "KGZ"), ("Isreal", "ISR")])
def test_only_names_that_are_near_are_suggested(words: str, near: str | None) -> None:
    with pytest.raises(UsageError, match=f"did you mean {near}" if near else "give a code"):
        party_id(words)


def test_a_publication_date_by_hand_that_cannot_be_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["read", "The ministers of Norland and Sudland met.\n", "--published", "2999-01-01"]) == 2
    assert "2999-01-01 lies after" in capsys.readouterr().err


def test_a_dyad_of_one_party_says_what_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dyad", "Brazil"]) == 2
    assert "`dyadbook actor-page Brazil` is of one" in capsys.readouterr().err
