"""The small parts of reading sources: names, dates, encodings, kinds of bytes, languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from test_sources import PAGE, TEXT

from dyadbook.errors import SourceError
from dyadbook.sources.decode import decode
from dyadbook.sources.language import detect, language_name
from dyadbook.sources.names import clean_names
from dyadbook.sources.sniff import sniff
from dyadbook.sources.stated_dates import Stated, check_date, read_date


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe", ["Jane Roe"]),
        ("by: JANE ROE", ["JANE ROE"]),
        ("Written by Jane Roe", ["Jane Roe"]),
        ("Jane Roe and Li Wei", ["Jane Roe", "Li Wei"]),
        ("Jane Roe, Li Wei & Ann Poe", ["Jane Roe", "Li Wei", "Ann Poe"]),
        ("Jane Roe; Li Wei", ["Jane Roe", "Li Wei"]),
        ("Roe, Jane", ["Jane Roe"]),
        ("Martin King, Jr.", ["Martin King, Jr."]),
        ("By Jane Roe Fox News", ["Jane Roe"]),
        ("Jane Roe, Diplomatic Editor", ["Jane Roe"]),
        ("Jane Roe Political Correspondent", ["Jane Roe"]),
        ("Jane Roe in Washington", ["Jane Roe"]),
        ("Jane Roe (Reporter)", ["Jane Roe"]),
        ("Jane Roe jane@paper.example", ["Jane Roe"]),
        ("https://social.example/jane", []),
        ("admin", []),
        ("Guardian staff reporter", ["Guardian staff reporter"]),
        ("Anders Lindqvist", ["Anders Lindqvist"]),
        ("Andrew Sandford", ["Andrew Sandford"]),
    ],
)
def test_names_are_cleaned_of_what_stands_around_them(raw: str, names: list[str]) -> None:
    assert list(clean_names([raw], ["Fox News", "The Guardian"])) == names


def test_each_name_stands_once() -> None:
    assert clean_names(["Jane Roe", "JANE ROE", "By Jane Roe"]) == ("Jane Roe",)


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-07",
        "20250207",
        "2025/02/07",
        "2025-2-7",
        "2025-02-07T23:59:00-08:00",
        "2025-02-07 00:01:00+09:00",
        "February 7, 2025 5:12pm EST",
        "Fri 7 Feb 2025 21.13 GMT",
        "Fri, 07 Feb 2025 17:12:00 GMT",
        "7th of February 2025",
        "1738942320",
        "1738942320000",
        1738942320,
        date(2025, 2, 7),
        datetime(2025, 2, 7, 23, 59),
        "2025.02.07",
    ],
)
def test_the_day_is_read_as_it_is_written(value: object) -> None:
    assert read_date(value).day == date(2025, 2, 7)


@pytest.mark.parametrize(
    ("value", "day"),
    [("25/02/2025", date(2025, 2, 25)), ("02/25/2025", date(2025, 2, 25)), ("02/02/2025", date(2025, 2, 2))],
)
def test_numbers_are_read_where_they_can_mean_one_day_only(value: str, day: date) -> None:
    assert read_date(value) == Stated(day)


@pytest.mark.parametrize(
    ("day", "kept"),
    [(date(2025, 2, 9), True), (date(2025, 2, 10), False), (date(1800, 1, 1), True), (date(1799, 12, 31), False)],
)
def test_a_day_is_kept_from_1800_to_two_days_after_it_was_taken(day: date, kept: bool) -> None:
    assert (check_date(Stated(day), date(2025, 2, 7)).day is not None) is kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_decoded(encoding: str) -> None:
    text = f"“{TEXT}” – café, 5 €\r\n"
    assert decode(text.encode(encoding), "x") == text


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf8() -> None:
    assert decode("Привет, мир".encode("cp1251"), "x", "windows-1251") == "Привет, мир"


def test_utf8_with_stray_bytes_keeps_its_good_characters() -> None:
    assert decode("“good” and café ".encode() + b"\x93bad\x94", "x") == "“good” and café “bad”"


@pytest.mark.parametrize("first", ["naïve".encode(), "naïve".encode("cp1252")])
def test_a_few_letters_in_another_encoding_make_no_text_of_another_script(first: bytes) -> None:
    data = b"Berlin met Paris to discuss the " + first + b" plan of K\xf6ln."
    assert decode(data, "x") == "Berlin met Paris to discuss the naïve plan of Köln."


def test_bytes_in_no_encoding_are_an_error() -> None:
    with pytest.raises(SourceError, match="in no encoding"):
        decode(bytes(range(128, 160)) * 40 + b"\x81\x8d\x8f\x90\x9d" * 100, "x")


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"", "a.html", "empty"),
        (PAGE.encode(), "a", "page"),
        (PAGE.encode("utf-16"), "a", "page"),
        (b"\x1f\x8b\x08", "a", "gzip"),
        (b"PAR1", "a", "parquet"),
        (b'{"text": "a"}\n{"text"', "a", "jsonl"),
        (b'{"text"', "a.jsonl", "jsonl"),
        (b"a,b\n1,2", "a.csv", "csv"),
        (b"a,b\n1,2", "a.txt", "text"),
        (b"Use <p> and </p> in HTML.", "a.txt", "text"),
        (b"\x00\x01\x02\x03" * 9, "a.txt", "binary"),
    ],
)
def test_the_content_says_what_it_is(head: bytes, name: str, kind: str) -> None:
    assert sniff(head, name) == kind


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        (TEXT, "fr", "en"),
        ("Kim meets Trump", None, None),
        ("Kim meets Trump", "en", "en"),
        ("", "en", None),
        (
            "De minister heeft de ambassadeur vrijdag in Den Haag ontmoet en zei dat de gesprekken nuttig waren.",
            "en",
            "nl",
        ),
        ("Министр встретился с послом", None, "ru"),
        ("Kenya shelled Uganda. Uganda shelled Kenya. Tanzania condemned the attacks.", None, "en"),
        ("Rais wa Kenya alisema kwamba Somalia na Uganda zitakutana mjini Nairobi siku ya Jumatatu.", None, "sw"),
        ("El presidente de Chile dijo que The Economist y The Times publicaron la noticia ayer.", None, "es"),
    ],
)
def test_the_text_decides_its_language(text: str, hint: str | None, language: str | None) -> None:
    assert detect(text, hint) == language


def test_languages_have_names() -> None:
    assert (language_name("ar"), language_name("xx")) == ("Arabic", "xx")
