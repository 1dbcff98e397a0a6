"""Each bad input is one problem that says what, where and what to do, and the others are still read."""

from __future__ import annotations

import errno
import gzip
import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.lib
import pyarrow.parquet
import pytest
from test_sources import PAGE, SENTENCE, TEXT, read, write

from dyadbook import verbs
from dyadbook.records import Article, Problem
from dyadbook.schemas import to_json
from dyadbook.sources import SourceOptions, articles, dom, text
from dyadbook.sources.sniff import sniff
from dyadbook.sources.stated_dates import DateOrder

ARABIC = "قال وزير الخارجية إن المحادثات مع الولايات المتحدة كانت مفيدة للبلدين وستستمر الأسبوع المقبل. " * 4
HEBREW = "שר החוץ אמר כי השיחות עם ארצות הברית היו מועילות לשתי המדינות ויימשכו בשבוע הבא. " * 4
FRENCH = (
    "Le ministre a rencontré son homologue à Paris et a déclaré que les discussions étaient utiles pour les deux pays. "
    * 4
)
CHINESE = "外交部长星期五在北京会见了大使,并表示会谈对两国都很有益,双方将于下周继续举行会谈。" * 6
CELL = f'"{" ".join(TEXT.split())}"'


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("empty.txt", b"", "empty", "nothing in it"),
        ("blank.html", b" \r\n\t", "empty", "nothing in it"),
        ("mark.txt", b"\xef\xbb\xbf", "empty", "nothing in it"),
        ("binary.txt", bytes(range(256)) * 50, "binary", "save the article as text"),
        ("paper.txt", b"%PDF-1.7\n" + bytes(range(256)) * 10, "binary", "a PDF"),
        ("plain.txt", b"\n%PDF-1.4\n" + TEXT.encode(), "binary", "a PDF"),
        ("letter.docx", TEXT.encode(), "bad_docx", "name ends in .docx, and it is plain text"),
        ("letter.txt", b"PK\x03\x04" + bytes(range(256)) * 10, "binary", "office file"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "binary", "a picture"),
        (
            "menu.html",
            b"<html><body><nav><a href='/'>Home</a></nav><script>x()</script></body></html>",
            "no_text",
            "browser",
        ),
        ("arabic.txt", ARABIC.encode(), "language_not_read", "Arabic (ar), and only English is read"),
        ("hebrew.txt", HEBREW.encode(), "language_not_read", "Hebrew (he)"),
        ("french.txt", FRENCH.encode(), "language_not_read", "French (fr)"),
        ("chinese.txt", CHINESE.encode(), "language_not_read", "Chinese (zh)"),
        ("cut.jsonl.gz", gzip.compress(TEXT.encode() * 50)[:-20], "bad_gzip", "broken"),
        ("twice.txt.gz", gzip.compress(gzip.compress(TEXT.encode())), "binary", "packed twice"),
        ("rows.parquet", b"PAR1" + bytes(100), "bad_parquet", "cannot be read as Parquet"),
        ("rows.json", b"[1, 2", "bad_json", "no JSON"),
        ("prose.jsonl", (SENTENCE + "\n").encode() * 30, "not_jsonl", "first 20 lines"),
    ],
)
def test_a_bad_file_is_one_problem_and_the_next_file_is_read(
    tmp_path: Path, name: str, content: bytes, code: str, says: str
) -> None:
    write(tmp_path / name, content)
    write(tmp_path / "zz_good.txt", TEXT)
    found, (problem,) = read(tmp_path)
    assert [Path(item.source).name for item in found] == ["zz_good.txt"]
    assert (problem.code, Path(problem.source).name, problem.step) == (code, name, "source")
    assert says in problem.message
    assert "\n" not in problem.message


def test_an_address_on_disk_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path / "nowhere.txt")
    assert (problem.code, problem.message) == ("not_found", "there is no such file or folder: check the path")


def test_a_folder_without_articles_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "picture.png", b"x")
    assert [item.code for item in read(tmp_path)[1]] == ["nothing_found"]


def test_an_empty_folder_is_called_empty(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path)
    assert (problem.code, problem.message) == ("nothing_found", "this folder is empty: name one that holds articles")


@pytest.mark.parametrize("closed", [".", "b", "a/c"])
def test_a_closed_folder_is_a_problem_that_names_it_and_the_others_are_read(
    tmp_path: Path, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("a", "b", "a/c"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "one.txt", TEXT)
    refuse(monkeypatch, os, tmp_path / closed, "scandir", "listdir")
    found, (problem,) = read(tmp_path)
    within = [path for path in ("a/one.txt", "a/c/one.txt", "b/one.txt") if closed != "."]
    assert [Path(one.source) for one in found] == [
        tmp_path / path for path in within if Path(path).parent != Path(closed)
    ]
    assert (problem.code, Path(problem.source)) == ("unreadable", tmp_path / closed)
    assert problem.message == "it cannot be opened (Permission denied): check the permissions"


def test_a_file_in_a_closed_folder_is_a_problem_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "one.txt", TEXT)
    refuse(monkeypatch, Path, path, "stat", "open")
    (problem,) = verbs.articles(path)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.source) == ("unreadable", str(path))


def refuse(monkeypatch: pytest.MonkeyPatch, holder: object, refused: Path, *names: str) -> None:
    """Let these calls refuse a path, as the system does where one has no right to it."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(path: Any = ".", *args: Any, **options: Any) -> Any:
            if Path(path) == refused:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *args, **options)

        return called

    for name in names:
        monkeypatch.setattr(holder, name, refusing(getattr(holder, name)))


@pytest.mark.parametrize("name", ["big.html", "big.txt"])
def test_fifty_megabytes_are_not_one_article(tmp_path: Path, name: str) -> None:
    _, (problem,) = read(write(tmp_path / name, (b"<p>" if name.endswith("html") else b"") + b"word " * 10_000_000))
    assert problem.code == "too_large"
    assert "20,000,000" in problem.message


@pytest.mark.parametrize(("name", "form"), [("long.html", "<p>{}</p>"), ("long.txt", "{}\n\n")])
def test_a_text_that_would_be_read_for_an_hour_is_refused(tmp_path: Path, name: str, form: str) -> None:
    _, (problem,) = read(write(tmp_path / name, form.format(SENTENCE) * 20), max_text=1000)
    assert problem.code == "too_large"
    assert "split it into articles" in problem.message


def test_broken_json_on_line_7_of_10_leaves_nine(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT, "title": f"Title {number}"}) for number in range(1, 11)]
    lines[6] = '{"text": "abc'
    found, (problem,) = read(write(tmp_path / "rows.jsonl", "\n".join(lines)))
    assert len(found) == 9
    assert (problem.code, problem.source) == ("bad_json", f"{tmp_path / 'rows.jsonl'}:7")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("[1, 2]", "bad_json"),
        ("{}", "empty"),
        ('{"text": ""}', "empty"),
        ('{"text": null}', "empty"),
        ('{"text": 5}', "no_text"),
        ('{"body": "other"}', "empty"),
        (json.dumps({"text": FRENCH}), "language_not_read"),
        ('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", "bad_json"),
    ],
)
def test_a_bad_row_is_one_problem_and_the_next_is_read(tmp_path: Path, row: str, code: str) -> None:
    good = json.dumps({"text": TEXT})
    found, (problem,) = read(write(tmp_path / "rows.jsonl", f"{good}\n{row}\n{good}\n"))
    assert (len(found), problem.code, problem.source[-2:]) == (2, code, ":2")


def test_a_row_beyond_the_limit_is_passed_over(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    long = json.dumps({"text": "word " * 2000})
    found, (problem,) = read(write(tmp_path / "rows.jsonl", f"{good}\n{long}\n{good}\n"), max_bytes=5000)
    assert (len(found), problem.code) == (2, "too_large")


def test_a_csv_row_with_too_many_cells_is_one_problem(tmp_path: Path) -> None:
    content = f'title,text\nA,"{TEXT}"\nB,one,two,three\nC,"{TEXT}"\n'
    found, (problem,) = read(write(tmp_path / "rows.csv", content))
    assert (len(found), problem.code) == (2, "bad_csv")
    assert "4 cells, the header 2" in problem.message


@pytest.mark.parametrize("cell", [CELL, CELL.strip('"').replace(",", "")])
def test_csv_rows_that_run_together_by_an_open_quote_are_a_problem(tmp_path: Path, cell: str) -> None:
    content = f"title,text\nA,{CELL}\nB,{CELL[:-1]}\nC,{cell}\n"
    found, (problem,) = read(write(tmp_path / "rows.csv", content))
    assert ([article.title for article in found], problem.code, problem.source[-2:]) == (["A"], "bad_csv", ":4")
    assert "the next row runs into it" in problem.message


@pytest.mark.parametrize("more", ["\n\nOne, two", '\nC,""one""', '\nIt said ""yes"",\nand no'])
def test_lines_within_a_closed_quote_are_no_rows(tmp_path: Path, more: str) -> None:
    found, problems = read(write(tmp_path / "rows.csv", f'title,text\nA,{CELL[:-1]}{more}"\nB,{CELL}\n'))
    assert ([article.title for article in found], problems) == (["A", "B"], [])


@pytest.mark.parametrize(
    ("name", "content"), [("rows.csv", b"text,title\n"), ("rows.json", b"[]"), ("rows.jsonl", b"\n\n")]
)
def test_a_table_without_rows_is_a_problem(tmp_path: Path, name: str, content: bytes) -> None:
    found, (problem,) = read(write(tmp_path / name, content))
    assert (found, problem.code) == ([], "empty")


@pytest.mark.parametrize(
    ("between", "end", "place", "says"),
    [
        (",,\n", "", ":3", "this row is empty"),
        ("\n", "", ":3", "this row is empty"),
        (",,\n\n,,\n", "", ":3", "the 3 rows from here to line 5 are empty"),
        ("", ",,\n,,\n\n", ":4", "the 2 rows from here to line 5 are empty"),
    ],
)
def test_empty_rows_of_a_table_are_told_with_their_place(
    tmp_path: Path, between: str, end: str, place: str, says: str
) -> None:
    row = f"{CELL},Title,Outlet\n"
    found, (problem,) = read(write(tmp_path / "rows.csv", f"text,title,outlet\n{row}{between}{row}{end}"))
    assert (len(found), problem.code, problem.source) == (2, "empty", f"{tmp_path / 'rows.csv'}{place}")
    assert problem.message.startswith(says)


def test_blank_lines_at_the_end_of_a_table_are_no_rows(tmp_path: Path) -> None:
    found, problems = read(write(tmp_path / "rows.csv", f"text,title\n{CELL},Title\n\n\n"))
    assert (len(found), problems) == (1, [])


def test_a_bad_byte_is_told_with_its_row_and_spoils_no_other(tmp_path: Path) -> None:
    titles = ["Entente \u00e0 Gen\u00e8ve", "Caf\u00e9", "\u00c9lys\u00e9e"]
    rows = [f"{CELL},{title}".encode("cp1252" if title == "Caf\u00e9" else "utf-8") for title in titles]
    found, (problem,) = read(write(tmp_path / "rows.csv", b"\n".join([b"text,title", *rows])))
    assert [item.title for item in found] == titles
    assert (problem.code, problem.source) == ("bad_encoding", f"{tmp_path / 'rows.csv'}:3")


def test_a_bad_byte_spoils_nothing_else_of_its_row(tmp_path: Path) -> None:
    row = f"{CELL},C\u00f4te d'Ivoire caf".encode() + b"\xe9,By Zo\xc3\xa9 Roe"
    (article,), (problem,) = read(write(tmp_path / "rows.csv", b"text,title,authors\n" + row))
    assert (article.title, article.authors) == ("C\u00f4te d'Ivoire caf\u00e9", ("Zo\u00e9 Roe",))
    assert problem.message == "this row has bytes that are no utf-8: they alone are read as Windows-1252"


def test_a_table_that_is_all_in_another_encoding_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = "\n".join(["text,title,publisher", *([f"{CELL},Caf\u00e9,The Ledger"] * 3)])
    found, problems = read(write(tmp_path / "rows.csv", rows.encode("cp1252")))
    assert ([item.title for item in found], problems) == (["Caf\u00e9"] * 3, [])
    assert [record.message for record in caplog.records if "column" not in record.message] == [
        f"{tmp_path / 'rows.csv'}: it is no UTF-8 and is read as Windows-1252: name another encoding if that is wrong"
    ]


def test_a_zip_bomb_is_stopped(tmp_path: Path) -> None:
    _, (problem,) = read(write(tmp_path / "rows.jsonl.gz", gzip.compress(b"a" * 80_000_000)))
    assert problem.code == "zip_bomb"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2087-01-01", "2087-01-01 lies after"),
        ("1650-01-01", "before 1800"),
        ("02/03/2025", "can mean two days"),
        ("2025-02-30", "no day of the calendar"),
        ("lately", "not understood"),
    ],
)
def test_a_date_that_cannot_be_is_left_out_and_the_article_is_read(tmp_path: Path, value: str, says: str) -> None:
    (article,), (problem,) = read(write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "date": value})))
    assert (article.published, article.published_basis) == (None, None)
    assert (problem.code, problem.article) == ("published", article.id)
    assert says in problem.message


@pytest.mark.parametrize(("order", "day"), [("day_first", date(2025, 3, 2)), ("month_first", date(2025, 2, 3))])
def test_who_knows_how_his_sources_write_dates_says_so(tmp_path: Path, order: DateOrder, day: date) -> None:
    options = SourceOptions(date_order=order)
    rows = write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "date": "02/03/2025"}))
    copied = write(tmp_path / "copied.txt", f"Talks end in the capital\nBy Zoe Roe\n02/03/2025\n\n{TEXT}")
    for path in (rows, copied):
        (article,) = articles(path, options=options)
        assert isinstance(article, Article)
        assert (article.published, article.published_basis) == (day, "stated")


def test_a_page_dated_2087_is_read_without_a_date(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta property="article:published_time" content="2087-01-01T00:00:00Z">')
    (article,), (problem,) = read(write(tmp_path / "page.html", page))
    assert (article.published, problem.code) == (None, "published")


def test_a_paragraph_beyond_the_limit_stays_text_but_is_not_read(tmp_path: Path) -> None:
    words = TEXT + "\n\n" + "word " * 25_000 + "\n\n" + TEXT
    (article,), (problem,) = read(write(tmp_path / "text.txt", words))
    assert article.text == words
    assert max(block.end - block.start for block in article.blocks) < 1000
    assert sum(block.kind == "body" for block in article.blocks) == 8
    assert (problem.code, problem.article) == ("paragraph_too_long", article.id)


def test_a_text_of_one_paragraph_beyond_the_limit_is_one_problem(tmp_path: Path) -> None:
    found, (problem,) = read(write(tmp_path / "text.txt", "word " * 25_000))
    assert (found, problem.code) == ([], "paragraph_too_long")


def test_lone_surrogates_are_replaced_in_their_place(tmp_path: Path) -> None:
    row = '{"text": "' + SENTENCE + " It was \\ud800 broken. " + SENTENCE + '"}'
    (article,), (problem,) = read(write(tmp_path / "rows.jsonl", row))
    assert "It was \ufffd broken." in article.text
    assert article.text.encode("utf-8")
    assert (problem.code, problem.article) == ("surrogates", article.id)


def test_nul_characters_are_kept_and_told(tmp_path: Path) -> None:
    (article,), (problem,) = read(write(tmp_path / "text.txt", TEXT + "\x00"))
    assert article.text.endswith("\x00")
    assert problem.code == "nul"


def test_every_language_is_read_where_asked(tmp_path: Path) -> None:
    (article,), problems = read(write(tmp_path / "text.txt", ARABIC), languages=())
    assert (article.language, problems) == ("ar", [])


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        (pyarrow.lib.date32(), [0, 2**30], "date"),
        (pyarrow.lib.timestamp("us"), [0, 2**62], "date"),
        (pyarrow.lib.timestamp("us", tz="Mars/Base"), [0, 0], "Mars/Base"),
    ],
)
def test_a_cell_that_the_calendar_does_not_know_is_told_and_its_row_is_read(
    tmp_path: Path, kind: Any, values: list[int], says: str
) -> None:
    table = pyarrow.lib.Table.from_pydict({"text": [TEXT, f"{TEXT} Again."], "date": pyarrow.lib.array(values, kind)})
    pyarrow.parquet.write_table(table, tmp_path / "rows.parquet")  # type: ignore[no-untyped-call]
    found, problems = read(tmp_path / "rows.parquet")
    assert len(found) == 2
    assert (problems[-1].code, problems[-1].source) == ("bad_cell", f"{tmp_path / 'rows.parquet'}:2")
    assert says in problems[-1].message


def test_bytes_in_a_table_are_text(tmp_path: Path) -> None:
    rows = {"text": [TEXT.encode(), f"{TEXT} \u00e9".encode("cp1252")], "title": [b"One", "\u00c9t\u00e9".encode()]}
    pyarrow.parquet.write_table(pyarrow.lib.Table.from_pydict(rows), tmp_path / "rows.parquet")  # type: ignore[no-untyped-call]
    found, problems = read(tmp_path / "rows.parquet")
    assert [article.title for article in found] == ["One", "\u00c9t\u00e9"]
    assert (found[1].text[-1], problems) == ("\u00e9", [])


def test_bytes_that_are_no_utf8_in_a_column_of_text_are_read(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(  # type: ignore[no-untyped-call]
        pyarrow.lib.Table.from_pydict({"text": [TEXT]}),
        tmp_path / "rows.parquet",
        compression="none",
        use_dictionary=False,
        write_statistics=False,
    )
    broken = (tmp_path / "rows.parquet").read_bytes().replace(b"countries.", b"countrie\xe9.", 1)
    (article,), _ = read(write(tmp_path / "rows.parquet", broken))
    assert "countrie\u00e9." in article.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl"])
def test_a_table_in_an_encoding_of_several_bytes_is_read_with_and_without_its_mark(
    tmp_path: Path, name: str, encoding: str
) -> None:
    rows = {
        "rows.csv": f"title,text\nGen\u00e8ve,{CELL}\nTwo,{CELL}\n",
        "rows.jsonl": "\n".join(json.dumps({"title": title, "text": TEXT}) for title in ("Gen\u00e8ve", "Two")),
    }
    found, problems = read(write(tmp_path / name, rows[name].encode(encoding)))
    assert ([article.title for article in found], problems) == (["Gen\u00e8ve", "Two"], [])


def test_a_table_in_utf16_is_read_beyond_the_limit_of_one_article(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{TEXT} It was row {number}."}) for number in range(20))
    found, problems = read(write(tmp_path / "rows.jsonl", rows.encode("utf-16")), max_bytes=5000)
    assert (len(found), problems) == (20, [])


def test_the_names_of_columns_may_stand_below_blank_lines(tmp_path: Path) -> None:
    found, problems = read(write(tmp_path / "rows.csv", f"\n\ntitle,text\nA,{CELL}\n"))
    assert ([article.title for article in found], problems) == (["A"], [])


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (f"text,{'x' * 140_000}\n{CELL},\n", "bad_csv", "the names of its columns cannot be read"),
        (f"text,title\n{'x,' * 200_000}\n", "too_large", "a line goes on for more than 160,000 bytes"),
    ],
)
def test_a_line_of_a_table_that_does_not_end_is_one_problem(tmp_path: Path, content: str, code: str, says: str) -> None:
    found, (problem,) = read(write(tmp_path / "rows.csv", content), max_bytes=40_000)
    assert (found, problem.code) == ([], code)
    assert says in problem.message


def test_a_first_row_without_a_text_does_not_cost_the_others(tmp_path: Path) -> None:
    rows = ['{"made": "2025-02-07"}', "{}", *[json.dumps({"text": f"{TEXT} Row {number}."}) for number in range(3)]]
    found, problems = read(write(tmp_path / "rows.jsonl", "\n".join(rows)))
    assert len(found) == 3
    assert [(item.code, item.source[-2:]) for item in problems] == [("missing_column", ":1"), ("missing_column", ":2")]
    assert problems[0].message.startswith("no column holds the articles' text: name it")


def test_one_of_several_tables_without_a_text_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.csv", "foo,bar\n1,2\n")
    problem, article = verbs.articles([bad, write(tmp_path / "good.csv", f"title,text\nA,{CELL}\n")])
    assert isinstance(problem, Problem)
    assert isinstance(article, Article)
    assert (problem.code, problem.source) == ("missing_column", str(bad))


@pytest.mark.parametrize("value", ["0/5/2020", "5/0/2020", "0/0/2020", "13/13/2020", "1/2/0000"])
def test_a_date_in_numbers_that_is_none_is_told(tmp_path: Path, value: str) -> None:
    (article,), (problem,) = read(write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, "date": value})))
    assert (article.published, problem.code) == (None, "published")


def test_the_last_day_of_the_calendar_is_a_day(tmp_path: Path) -> None:
    row = {"text": TEXT, "date": "9999-12-31", "retrieved": "9999-12-31"}
    (article,), _ = read(write(tmp_path / "rows.jsonl", json.dumps(row)))
    assert article.published == date.max


@pytest.mark.parametrize("address", ["http://[::1", "http://a:b@[", "//[", "http://\u2100.com/"])
def test_an_address_that_is_none_does_not_cost_the_article(tmp_path: Path, address: str) -> None:
    row = {"html": PAGE, "url": address, "title": "A"}
    named = f'<head><link rel="canonical" href="{address}"><meta property="og:url" content="{address}">'
    write(tmp_path / "rows.jsonl", json.dumps(row))
    write(tmp_path / "page.html", PAGE.replace("<head>", named))
    found, problems = read(tmp_path)
    assert (len(found), problems) == (2, [])


def test_what_a_page_states_may_be_nested_beyond_all_measure(tmp_path: Path) -> None:
    deep = f'{{"@type": "NewsArticle", "author": {"[" * 900}"Zoe Roe"{"]" * 900}}}'
    page = PAGE.replace("<head>", f'<head><script type="application/ld+json">{deep}</script>')
    found, problems = read(write(tmp_path / "page.html", page))
    assert (len(found), problems) == (1, [])


@pytest.mark.parametrize("mark", ["a{}", "a{}=1", "a{}='>'"])
def test_a_tag_with_more_attributes_than_any_page_needs_costs_no_time(mark: str) -> None:
    tag = " ".join(mark.format(number) for number in range(3_000))
    tree = dom.parse(f"<html><body><p {tag}>Hello <b>there</b></p></body></html>")
    assert tree is not None
    assert len(tree.find(".//p").attrib) <= 1_100
    assert tree.text_content().endswith("Hello there")


@pytest.mark.parametrize(
    "head", [" " * 65_000 + "<rss/>", "<div class='" * 5_000, "Hello <p>" * 7_000, "<p " * 20_000, " <!--" * 13_000]
)
def test_no_first_bytes_keep_the_question_what_they_are_from_an_answer(head: str) -> None:
    started = time.process_time()
    sniff(head.encode(), "page.html")
    assert time.process_time() - started < 1


def test_what_nobody_thought_of_costs_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [json.dumps({"text": TEXT, "title": title}) for title in ("A", "Trap", "B")]
    real = text.read_text

    def trapped(words: str, **options: Any) -> tuple[Article, list[Problem]]:
        if options["known"].title == "Trap":
            raise RuntimeError("a trap\nof two lines")
        return real(words, **options)

    monkeypatch.setattr("dyadbook.sources.rows.read_text", trapped)
    found, (problem,) = read(write(tmp_path / "rows.jsonl", "\n".join(rows)))
    assert ([article.title for article in found], problem.code) == (["A", "B"], "failed")
    assert problem.message.startswith("it could not be read (RuntimeError: a trap of two lines): save it in another")


def test_what_nobody_thought_of_in_a_file_does_not_stop_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trapped(*given: object) -> None:
        raise MemoryError

    monkeypatch.setattr("dyadbook.sources.files.read_page", trapped)
    write(tmp_path / "a.html", PAGE)
    write(tmp_path / "b.txt", TEXT)
    found, (problem,) = read(tmp_path)
    assert ([Path(article.source).name for article in found], problem.code) == (["b.txt"], "failed")


@pytest.mark.parametrize("stamp", ["2020-01-01T00:00:00+99:99", "2020-01-01T99:99:99Z", "0/0/2020", "²⁰²⁰-01-01"])
def test_a_date_that_breaks_what_reads_it_does_not_cost_the_page(tmp_path: Path, stamp: str) -> None:
    head = f'<head><meta property="article:published_time" content="{stamp}">'
    found, _ = read(write(tmp_path / "page.html", PAGE.replace("<head>", head)))
    assert len(found) == 1


@pytest.mark.parametrize(
    "words", ["(" * 60_000, " - " * 20_000, "a" * 60_000, "Zoe Roe, " * 6_000, "Zoe Roe and " * 5_000]
)
def test_no_title_and_no_name_keeps_a_page_from_being_read(tmp_path: Path, words: str) -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": words, "author": words, "publisher": words})
    head = f'<head><meta name="author" content="{words}"><script type="application/ld+json">{stated}</script>'
    started = time.process_time()
    _, problems = read(write(tmp_path / "page.html", PAGE.replace("<head>", head)))
    assert "failed" not in {problem.code for problem in problems}
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", ["paper.pdf", "letter.doc", "table.xlsx"])
def test_a_document_that_is_not_read_is_named_in_a_folder_too(tmp_path: Path, name: str) -> None:
    write(tmp_path / "story.txt", TEXT)
    (tmp_path / name).write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 10)
    (article,), (problem,) = read(tmp_path)
    assert article.source.endswith("story.txt")
    assert (problem.code, problem.source) == ("binary", str(tmp_path / name))


def test_half_a_character_anywhere_in_a_row_stops_nothing(tmp_path: Path) -> None:
    half = '"\\ud800"'
    fields = ", ".join(f'"{name}": {half}' for name in ("title", "deck", "authors", "publisher", "url", "date", "id"))
    (article,), problems = read(write(tmp_path / "rows.jsonl", f'{{"text": {json.dumps(TEXT)}, {fields}}}'))
    assert (article.title, article.publisher) == ("\ufffd", "\ufffd")
    assert to_json(article)
    assert all(to_json(problem) for problem in problems)


@pytest.mark.parametrize(
    ("name", "content"),
    [(b"bad\xff.txt", TEXT.encode()), (b"bad\xff.txt", b""), (b"bad\xff.csv", f"title,text\nA,{CELL}\n".encode())],
    ids=["text", "empty", "table"],
)
def test_a_name_of_a_file_that_is_no_text_stops_nothing(
    tmp_path: Path, name: bytes, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(content)
    found, problems = read(tmp_path)
    assert len(found) + len(problems) == 1
    assert all("bad\\udcff" in item.source for item in found)
    assert all(map(to_json, found))
    assert all("bad\\udcff" in item.source for item in problems)
    assert all(map(to_json, problems))
    assert "\udcff" not in caplog.text


def test_a_parquet_table_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.parquet"))
    with path.open("wb") as file:
        pyarrow.parquet.write_table(pyarrow.lib.Table.from_pydict({"text": [TEXT]}), file)  # type: ignore[no-untyped-call]
    found, problems = read(tmp_path)
    assert (len(found), problems) == (1, [])
