"""The bulk exports of libraries give each story with its own outlet and date; what could not be split is told.

The files are written here after the public descriptions of the exports; no real one was at hand.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from test_sources import SENTENCE, TEXT, read, write

PARAGRAPHS = [f"{SENTENCE} “{number} – café”" for number in ("first", "second", "third")]


def docx(lines: list[str]) -> bytes:
    """Return a DOCX of these paragraphs."""
    runs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line[:7])}</w:t></w:r>'
        f"<w:r><w:t>{html.escape(line[7:])}</w:t></w:r></w:p>"
        for line in lines
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{runs}</w:body></w:document>')
    return out.getvalue()


def rtf(lines: list[str]) -> bytes:
    """Return an RTF of these paragraphs."""

    def escaped(line: str) -> str:
        plain = "".join(f"\\{char}" if char in "\\{}" else char for char in line)
        return "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in plain)

    body = "".join(f"\\pard\\plain {escaped(line)}\\par\n" for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Arial;}}}}\n{body}}}".encode("ascii")


def page(lines: list[str]) -> bytes:
    """Return a page of Factiva's kind."""
    parts = "".join(f"<p class='articleParagraph'>{html.escape(line)}</p>" for line in lines)
    return f"<html><body><div class='article enArticle'>{parts}</div></body></html>".encode()


def text(lines: list[str]) -> bytes:
    """Return a text of these lines."""
    return "\r\n".join(lines).encode()


def nexis(title: str, *, day: str = "February 7, 2025 Friday", tail: tuple[str, ...] = ()) -> list[str]:
    """Return the lines of a story of Nexis Uni."""
    head = [title, "The Harbor Ledger (London)", day, "1:00 AM GMT", "Copyright 2025 Harbor Media All Rights Reserved"]
    labels = ["Section: NEWS; Pg. 3", "Length: 512 words", "Byline: By Jane Roe", "Highlight: In short.", "Body", ""]
    return [*head, *labels, *PARAGRAPHS, "", *tail, "Load-Date: February 8, 2025", "", "End of Document", ""]


def factiva(title: str) -> list[str]:
    """Return the lines of a story of Factiva."""
    head = ["World News", title, "By Jane Roe", "512 words", "7 February 2025", "10:30", "The Harbor Ledger", "HARLED"]
    return [
        *head,
        "3",
        "English",
        "(c) 2025 Harbor Media",
        "",
        *PARAGRAPHS,
        "",
        "Document HARLED0020250207el27000a1",
        "",
    ]


def coded(title: str) -> list[str]:
    """Return the lines of a story of Factiva with its codes of two letters."""
    fields = {"HD": title, "BY": "By Jane Roe", "WC": "512 words", "PD": "7 February 2025", "SN": "The Harbor Ledger"}
    lines = [f"{code}|{words}|" for code, words in fields.items()]
    return [
        *lines,
        f"LP|{PARAGRAPHS[0]}|",
        f"TD|{PARAGRAPHS[1]}",
        PARAGRAPHS[2],
        "IN|i1 : Energy|",
        "Document HARLED0020250207EL",
        "",
    ]


def proquest(title: str) -> list[str]:
    """Return the lines of a story of ProQuest."""
    head = ["_" * 60, "", title, "", "Author: Roe, Jane", "", "ProQuest document link", "", "Abstract: In short."]
    tail = [
        "Subject: Diplomacy", f"Title: {title}", "Publication title: The Harbor Ledger; London",
        "Publication date: Feb 7, 2025", "ProQuest document ID: 123", "Document URL: https://example.org/docview/123",
    ]  # fmt: skip
    return [*head, "", f"Full text: {PARAGRAPHS[0]}", *PARAGRAPHS[1:], "", *tail, ""]


KINDS = {
    "nexis docx": (nexis, docx, "a.docx"),
    "nexis rtf": (nexis, rtf, "a.rtf"),
    "nexis text": (nexis, text, "a.txt"),
    "factiva rtf": (factiva, rtf, "a.rtf"),
    "factiva text": (factiva, text, "a.txt"),
    "factiva html": (factiva, page, "a.html"),
    "factiva codes": (coded, rtf, "a.rtf"),
    "proquest text": (proquest, text, "a.txt"),
}
Make = Callable[[str], list[str]]
Form = Callable[[list[str]], bytes]


@pytest.mark.parametrize(("make", "form", "name"), KINDS.values(), ids=KINDS)
def test_each_story_is_an_article_with_its_outlet_and_date(tmp_path: Path, make: Make, form: Form, name: str) -> None:
    path = write(tmp_path / name, form([*make("Ministers meet in the capital"), *make("Talks end without a result")]))
    articles, problems = read(path)
    assert [one.title for one in articles] == ["Ministers meet in the capital", "Talks end without a result"]
    assert [one.source for one in articles] == [f"{path}#1", f"{path}#2"]
    for one in articles:
        assert (one.publisher or "").startswith("The Harbor Ledger")
        assert (one.published, one.published_basis) == (date(2025, 2, 7), "stated")
        assert "Jane" in " ".join(one.authors)
        assert [one.text[part.start : part.end] for part in one.blocks if part.kind == "body"] == PARAGRAPHS
    assert problems == []


@pytest.mark.parametrize(("make", "form", "name"), KINDS.values(), ids=KINDS)
def test_a_stretch_without_a_story_is_a_problem(tmp_path: Path, make: Make, form: Form, name: str) -> None:
    broken = [
        line
        for line in make("Lost")
        if line not in PARAGRAPHS and not line.endswith((PARAGRAPHS[0], f"{PARAGRAPHS[0]}|"))
    ]
    broken = [
        line for line in broken if line != "Body" and not line.startswith(("TD|", "LP|")) and " words" not in line
    ]
    path = write(tmp_path / name, form([*make("Ministers meet in the capital"), *broken, *make("Talks end")]))
    articles, problems = read(path)
    assert [one.title for one in articles] == ["Ministers meet in the capital", "Talks end"]
    assert [one.code for one in problems] == ["not_split"]
    assert "Lost" in problems[0].message


def test_the_cover_of_an_export_is_no_part_of_its_first_story(tmp_path: Path) -> None:
    cover = [
        "User Name: A Reader",
        "Date and Time: Friday, February 7, 2025 9:00 AM GMT",
        "Documents (2)",
        "1. Ministers meet",
    ]
    path = write(tmp_path / "a.docx", docx([*cover, "", *nexis("Ministers meet")]))
    (article,), problems = read(path)
    assert (article.title, article.published) == ("Ministers meet", date(2025, 2, 7))
    assert [(one.code, one.message[:41]) for one in problems] == [
        ("count_differs", "the file says that it holds 2 stories, an")
    ]


@pytest.mark.parametrize("tail", [("Graphic", "A picture of ministers."), ("Classification", "", "Language: ENGLISH")])
def test_what_follows_the_text_is_no_part_of_it(tmp_path: Path, tail: tuple[str, ...]) -> None:
    (article,), _ = read(write(tmp_path / "a.docx", docx(nexis("Ministers meet", tail=tail))))
    assert not any(word in article.text for word in ("picture", "ENGLISH"))


def test_a_story_without_a_date_has_none_and_says_so(tmp_path: Path) -> None:
    (article,), problems = read(write(tmp_path / "a.docx", docx(nexis("Ministers meet", day="Winter"))))
    assert article.published is None
    assert {(one.code, one.article) for one in problems} == {("no_date", article.id), ("no_outlet", article.id)}


@pytest.mark.parametrize(("form", "name"), [(docx, "a.docx"), (rtf, "a.rtf"), (docx, "no_ending")])
def test_a_file_of_a_word_processor_that_is_no_export_is_one_article(tmp_path: Path, form: Form, name: str) -> None:
    (article,), problems = read(write(tmp_path / name, form(["Ministers meet", *TEXT.split("\n\n")])))
    assert (article.title, problems) == ("Ministers meet", [])
    assert SENTENCE in article.text


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        (["World News", "Talks end", "By Jane Roe"], "Talks end", ("Jane Roe",)),
        (["Talks end", "By Jane Roe"], "Talks end", ("Jane Roe",)),
        (["World News", "Talks end", "Jane Roe and Li Wei"], "Talks end", ("Jane Roe", "Li Wei")),
        (["Talks end", "Jane Roe"], "Talks end", ("Jane Roe",)),
        (["A long name of a section; and more", "Talks end in the capital"], "Talks end in the capital", ()),
        (["Talks end"], "Talks end", ()),
    ],
)
def test_section_and_byline_of_factiva_may_be_missing(
    tmp_path: Path, head: list[str], title: str, authors: tuple[str, ...]
) -> None:
    lines = factiva("Talks end")
    (article,), _ = read(write(tmp_path / "a.rtf", rtf([*head, *lines[lines.index("512 words") :]])))
    assert (article.title, article.authors) == (title, authors)


def bomb() -> bytes:
    """Return a DOCX that unpacks to a thousand times its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04word/ and rubbish", "bad_docx"),
        (docx(PARAGRAPHS)[:-200], "bad_docx"),
        (bomb(), "zip_bomb"),
        (rb"{\rtf1 }", "empty"),
    ],
)
def test_a_broken_file_is_a_problem(tmp_path: Path, data: bytes, code: str) -> None:
    name = "a.rtf" if data.startswith(b"{") else "a.docx"
    articles, problems = read(write(tmp_path / name, data))
    assert (articles, [one.code for one in problems]) == ([], [code])


def test_a_document_reads_nothing_of_this_machine(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", "secret words")
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        words = "".join(f"<w:p><w:t>{line} &x;</w:t></w:p>" for line in PARAGRAPHS)
        archive.writestr("word/document.xml", f'{entity}<w:b xmlns:w="urn:w">{words}</w:b>')
    articles, _ = read(write(tmp_path / "a.docx", out.getvalue()))
    assert not any("secret" in one.text for one in articles)


def test_a_text_that_names_a_vendor_is_no_export(tmp_path: Path) -> None:
    words = f"{TEXT}\n\nThe Body of the text, from Nexis Uni.\n\nFull text: see ProQuest.\n\n512 words"
    (article,), problems = read(write(tmp_path / "a.txt", words))
    assert (article.text, problems) == (words, [])


@pytest.mark.parametrize("count", ["Documents (,,,)", f"Documents ({'9' * 5_000})", "Documents ()"])
def test_a_count_that_is_none_costs_no_story(tmp_path: Path, count: str) -> None:
    articles, problems = read(write(tmp_path / "a.docx", docx([count, *nexis("Ministers meet")])))
    assert [article.title for article in articles] == ["Ministers meet"]
    assert {problem.code for problem in problems} <= {"count_differs"}


def test_a_text_box_within_a_paragraph_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    box = docx(["BOX", *PARAGRAPHS, "It was said on Friday."])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(box)) as old, zipfile.ZipFile(out, "w") as new:
        document = old.read("word/document.xml").decode()
        inner = "</w:t></w:r><w:r><w:p><w:r><w:t>A box of words.</w:t></w:r></w:p></w:r><w:r><w:t>"
        new.writestr("word/document.xml", document.replace("said on", f"said {inner}on"))
    (article,), _ = read(write(tmp_path / "a.docx", out.getvalue()))
    assert article.text.endswith("It was said on Friday.\n\nA box of words.")


def test_empty_paragraphs_beyond_all_measure_are_a_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * 1_000_000)
    found, (problem,) = read(tmp_path / "a.docx")
    assert (found, problem.code) == ([], "zip_bomb")


def test_the_text_of_a_docx_has_its_limit(tmp_path: Path) -> None:
    found, (problem,) = read(write(tmp_path / "a.docx", docx(PARAGRAPHS * 20)), max_bytes=2_000)
    assert (found, problem.code) == ([], "too_large")
    assert problem.message.endswith("than the 10,000 bytes that are read of a DOCX: split it")
