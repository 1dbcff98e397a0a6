"""What a user gives is read by its content, and each article comes with its place."""

from __future__ import annotations

import email.message
import gzip
import io
import json
import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pyarrow.lib
import pyarrow.parquet
import pytest

from dyadbook.errors import MissingColumnError, SourceError, UsageError
from dyadbook.records import Article, Problem
from dyadbook.sources import SourceOptions, articles, from_html, from_text

SENTENCE = (
    "The foreign minister met the ambassador on Friday and said that the talks had been useful for both countries."
)
TEXT = "\n\n".join(f"{SENTENCE} It was meeting number {number}." for number in range(4))
PAGE = (
    "<html><head><title>Ministers meet</title></head><body><article><h1>Ministers meet</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    + "</article></body></html>"
)
SYNTHETIC = "Example text written for Dyadbook about documented events; not a news report."


def read(source: str | Path, **options: object) -> tuple[list[Article], list[Problem]]:
    """Return the articles and the problems of a source."""
    found = list(articles(source, options=SourceOptions(**options)))  # type: ignore[arg-type]
    return [item for item in found if isinstance(item, Article)], [item for item in found if isinstance(item, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    """Return the path, with the content written to it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", PAGE),
        ("page.txt", PAGE),
        ("text.txt", TEXT),
        ("text.html", TEXT),
        ("text.md", "# Ministers meet\n\n" + TEXT),
        ("no_ending", TEXT),
        ("rows.jsonl", json.dumps({"text": TEXT})),
        ("rows.txt", json.dumps({"text": TEXT}) + "\n"),
        ("rows.json", json.dumps([{"text": TEXT}])),
        ("row.json", json.dumps({"text": TEXT}, indent=1)),
        ("rows.csv", f'title,text\nMinisters meet,"{TEXT}"\n'),
        ("rows.tsv", f'title\ttext\nMinisters meet\t"{TEXT}"\n'),
        ("semicolons.csv", f'title;text\nMinisters meet;"{TEXT}"\n'),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_one_article_is_read_whatever_form_it_has(tmp_path: Path, name: str, content: str, packed: bool) -> None:
    data = content.encode()
    path = write(tmp_path / (name + ".gz" if packed else name), gzip.compress(data) if packed else data)
    found, problems = read(path)
    assert (len(found), problems) == (1, [])
    assert SENTENCE in found[0].text
    assert all(0 <= block.start < block.end <= len(found[0].text) for block in found[0].blocks)


def test_a_web_archive_of_one_page_is_read(tmp_path: Path) -> None:
    message = email.message.EmailMessage()
    message.set_content(PAGE, subtype="html")
    message.make_related()
    found, problems = read(write(tmp_path / "page.mht", message.as_bytes()))
    assert (len(found), problems) == (1, [])


def test_parquet_is_read_with_dates_and_lists(tmp_path: Path) -> None:
    table = pyarrow.lib.Table.from_pydict(
        {"body": [TEXT, TEXT], "date": [date(2025, 2, 7), None], "authors": [["Jane Roe", "Li Wei"], None]}
    )
    pyarrow.parquet.write_table(table, tmp_path / "rows.parquet")  # type: ignore[no-untyped-call]
    (first, second), problems = read(tmp_path / "rows.parquet")
    assert (first.published, first.published_basis, first.authors) == (
        date(2025, 2, 7),
        "stated",
        ("Jane Roe", "Li Wei"),
    )
    assert (second.published, second.published_basis, second.authors, problems) == (None, None, (), [])


def test_columns_are_mapped_by_the_user(tmp_path: Path) -> None:
    row = {"story": TEXT, "kop": "A title", "op": "2025-02-07", "who": "By Jane Roe and Li Wei", "paper": "The Paper"}
    columns = {"text": "story", "title": "kop", "published": "op", "authors": "who", "publisher": "paper"}
    (article,), _ = read(write(tmp_path / "rows.jsonl", json.dumps(row)), columns=columns)
    assert (article.title, article.published, article.publisher) == ("A title", date(2025, 2, 7), "The Paper")
    assert article.authors == ("Jane Roe", "Li Wei")
    assert article.source == f"{tmp_path / 'rows.jsonl'}:1"


@pytest.mark.parametrize(
    "columns",
    [
        ("headline", "body", "pubdate", "paper", "link"),
        ("Title", "Full Text", "Publication Date", "Source-Name", "URL"),
        ("articleTitle", "content", "publishedAt", "newspaper", "article_url"),
    ],
)
def test_the_usual_names_of_columns_are_known(tmp_path: Path, columns: tuple[str, ...]) -> None:
    row = dict(zip(columns, ("A title", TEXT, "2025-02-07", "The Paper", "https://paper.example/1"), strict=True))
    (article,), _ = read(write(tmp_path / "rows.jsonl", json.dumps(row)))
    assert (article.title, article.published, article.publisher) == ("A title", date(2025, 2, 7), "The Paper")
    assert article.url == "https://paper.example/1"


@pytest.mark.parametrize(("name", "value"), [("source", "wire-7.xml"), ("page", "A4")])
def test_a_column_whose_name_has_two_senses_is_not_guessed(tmp_path: Path, name: str, value: str) -> None:
    (article,), _ = read(write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT, name: value})))
    assert (article.text, article.publisher) == (TEXT, None)


def test_a_day_that_says_of_what_it_is_comes_before_one_that_does_not(tmp_path: Path) -> None:
    row = {"text": TEXT, "date": "2025-03-01", "publication_date": "2025-02-07"}
    (article,), _ = read(write(tmp_path / "rows.jsonl", json.dumps(row)))
    assert article.published == date(2025, 2, 7)


def test_columns_that_are_not_used_are_told_once_a_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    row = json.dumps({"text": TEXT, "desk": "world", "title": "A title", "words": 3, "outlet": "The Quay"})
    read(write(tmp_path / "rows.jsonl", f"{row}\n{row}\n"))
    assert [record.message for record in caplog.records if "not used" in record.message] == [
        f"{tmp_path / 'rows.jsonl'}: columns that are not used: desk, words;"
        " to use one, name its field, as in --columns published=NAME"
    ]


def test_that_titles_are_not_read_is_told_once_a_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    row = json.dumps({"text": TEXT, "title": "A title", "outlet": "The Quay", "date": "2025-02-07"})
    read(write(tmp_path / "rows.jsonl", f"{row}\n{row}\n"))
    assert [record.message for record in caplog.records] == [
        f"{tmp_path / 'rows.jsonl'}: what the titles of the column 'title' tell is not read;"
        " where it matters, put it before the text"
    ]


def test_a_column_without_a_name_is_not_told_as_one_that_is_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read(write(tmp_path / "rows.csv", f',text,outlet\n1,"{TEXT}",The Quay\n'))
    assert not [record.message for record in caplog.records if "not used" in record.message]


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ({}, ["published", "publisher"]),
        ({"outlet": "The Quay"}, ["published"]),
        ({"date": "2025-02-07"}, ["publisher"]),
        ({"html": "<p>A"}, []),
    ],
)
def test_a_table_without_a_column_of_the_day_or_of_the_outlet_says_how_to_name_it(
    more: dict[str, str], lacking: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    row = json.dumps({"text": TEXT, "url": "https://paper.example/1", **more})
    read(write(tmp_path / "rows.jsonl", f"{row}\n{row}\n"))
    assert [one.message.partition("--columns ")[2] for one in caplog.records] == [f"{name}=NAME" for name in lacking]


def test_a_field_that_no_article_has_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'txt' is no field of an article: map one of text, html"):
        read(write(tmp_path / "rows.jsonl", json.dumps({"text": TEXT})), columns={"txt": "text"})


@pytest.mark.parametrize(
    ("name", "content"),
    [("rows.csv", "foo,bar\n1,2\n"), ("rows.jsonl", '{"foo": 1, "bar": 2}'), ("rows.json", '[{"foo": 1, "bar": 2}]')],
)
def test_a_missing_column_names_the_columns_that_are_there(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(MissingColumnError, match="there are: foo, bar"):
        read(write(tmp_path / name, content))
    with pytest.raises(MissingColumnError, match=r"no column 'body' for text.*foo, bar"):
        read(tmp_path / name, columns={"text": "body"})


def test_of_two_columns_of_one_name_the_one_that_is_meant_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.csv", f'title,text,text\nMinisters meet,,"{TEXT}"\n')
    with pytest.raises(MissingColumnError, match=r"the column 'text' stands twice: .* --columns text=text#2"):
        read(path)
    assert [article.text for article in read(path, columns={"text": "text#2"})[0]] == [TEXT]
    assert [problem.code for problem in read(path, columns={"text": "text"})[1]] == ["empty"]


def test_columns_of_one_name_that_are_not_used_stop_nothing(tmp_path: Path) -> None:
    assert len(read(write(tmp_path / "rows.csv", f'desk,desk,text\na,b,"{TEXT}"\n'))[0]) == 1


def test_a_table_without_text_does_not_stop_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "foo,bar\n1,2\n")
    write(tmp_path / "b.txt", TEXT)
    found, problems = read(tmp_path)
    assert (len(found), [item.code for item in problems]) == (1, ["missing_column"])


def test_a_table_of_a_folder_that_lacks_the_column_named_is_read_by_the_usual_one_and_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "a.csv", f'body,key\n"{TEXT}",1\n')
    write(tmp_path / "b.csv", f'text,key\n"{TEXT}",2\n')
    found, problems = read(tmp_path, columns={"text": "body"})
    assert ([article.text for article in found], problems) == ([TEXT, TEXT], [])
    assert "b.csv: there is no column 'body' for text: 'text' is read" in caplog.text
    assert "a.csv: there is no column" not in caplog.text


def test_books_and_their_sites_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    for name in (
        "a.txt",
        "mybook/book.json",
        "mybook/tables/x.json",
        "site/site.json",
        "site/static/x.html",
        "site/b.html",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Ministers meet\n\nThe ministers of Peru and Chile met in Lima on Monday.", encoding="utf-8")
    found, problems = read(str(tmp_path))
    assert ([Path(one.source).name for one in found], problems) == (["a.txt"], [])
    nothing, (told,) = read(str(tmp_path / "mybook"))
    assert (nothing, told.code) == ([], "not_articles")


def test_a_folder_is_read_in_order_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c/d.txt", ".hidden.txt", ".git/x.txt", "picture.png", "a_files/ad.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, PAGE if name.endswith("html") else TEXT)
    found, problems = read(tmp_path)
    assert [Path(item.source).relative_to(tmp_path).as_posix() for item in found] == ["a.html", "b.txt", "c/d.txt"]
    assert problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_passed_over_and_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    write(tmp_path / "b.txt", TEXT)
    found, problems = read(tmp_path)
    assert [Path(item.source).name for item in found] == ["b.txt"]
    assert [(item.code, Path(item.source).name) for item in problems] == [("not_a_file", "a.txt")]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    (article,), _ = read("-")
    assert (article.source, article.title) == ("-", "Ministers meet")


def test_articles_stream(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT})] * 3 + ["no json"]
    found = articles(write(tmp_path / "rows.jsonl", "\n".join(lines)))
    assert isinstance(next(found), Article)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_file_is_kept_unaltered_but_for_its_byte_order_mark(tmp_path: Path, mark: bytes) -> None:
    text = "  " + TEXT.replace("\n", "\r\n") + "\t\r\n\r\n"
    (article,), _ = read(write(tmp_path / "text.txt", mark + text.encode()))
    assert article.text == text


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_letters_whose_accents_came_apart_are_joined_before_places_are_counted(tmp_path: Path, name: str) -> None:
    told, title = TEXT.replace("foreign minister", "minister Péter Szijjártó"), "Péter Szijjártó speaks"
    text, head = unicodedata.normalize("NFD", told), unicodedata.normalize("NFD", title)
    page = PAGE.replace(TEXT.split("\n\n")[0], text.split("\n\n")[0]).replace("Ministers meet", head)
    content = {"a.txt": text, "a.html": page, "a.jsonl": json.dumps({"text": text, "title": head})}[name]
    (article,), problems = read(write(tmp_path / name, content))
    assert "minister Péter Szijjártó met" in article.text
    assert article.title == (None if name == "a.txt" else title)
    assert article.text == told or name == "a.html"
    assert [problem.code for problem in problems] == ([] if name == "a.html" else ["accents"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", SYNTHETIC + "\n\n" + TEXT),
        ("b.txt", TEXT + "\n\n" + SYNTHETIC),
        ("a.html", PAGE.replace("<head>", '<head><meta name="dyadbook-synthetic" content="true">')),
        ("b.html", PAGE.replace("</article>", f"<p>{SYNTHETIC}</p></article>")),
        ("c.jsonl", json.dumps({"text": TEXT, "synthetic": True})),
        ("d.csv", f'text,synthetic\n"{TEXT}",true\n'),
    ],
)
def test_an_example_text_says_so(tmp_path: Path, name: str, content: str) -> None:
    (article,), _ = read(write(tmp_path / name, content))
    assert article.synthetic
    body = [article.text[block.start : block.end] for block in article.blocks if block.kind == "body"]
    assert body
    assert not any(SYNTHETIC in words for words in body)


def test_a_real_text_is_not_called_an_example() -> None:
    assert not from_text(TEXT).synthetic
    assert not from_html(PAGE).synthetic


def test_the_same_content_has_the_same_id() -> None:
    assert from_text(TEXT, source="a").id == from_text(TEXT, source="b").id
    assert from_text(TEXT).id != from_text(TEXT + " More.").id


def test_problems_within_an_article_are_handed_out() -> None:
    problems: list[Problem] = []
    article = from_text(TEXT + "\x00", problems=problems)
    assert [(item.code, item.article) for item in problems] == [("nul", article.id)]


def test_what_is_no_article_raises_with_code_and_place() -> None:
    with pytest.raises(SourceError, match="here: there is no text") as caught:
        from_text(" \n", source="here")
    assert caught.value.code == "empty"


def test_importing_sources_brings_nothing_heavy() -> None:
    import subprocess

    code = (
        "import sys, dyadbook.sources; print({'trafilatura', 'lxml', 'httpx', 'pyarrow', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
