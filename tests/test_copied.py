"""Texts copied from a page come out as blocks of the right kind, in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadbook.sources.copied import Layout, segment

SEED = Path(__file__).resolve().parents[2] / "shared/acceptance/seed/article.txt"

PAGE = """Harbour talks end without a deal

Ministers leave Port Alder after three days at the table

By Ana Torres Fox News
Published March 4, 2024 5:12pm EST

The ministers of two neighbouring states left Port Alder on Monday without a deal on the harbour, officials said.

SHIPPING LINES THREATEN TO LEAVE THE STRAIT AS INSURERS RAISE THEIR PRICES FOR CONVOYS

ministers at a long table

The two ministers sit at a table in Port Alder on March 3, 2024. (AP Photo/Ana Torres)

"We were close," one of the ministers told reporters, and he said that the talks would go on in the spring.

What happens next

The next round of the talks on the harbour is to open in April, the ministers said in a joint statement.

READ MORE: Why the strait matters

Getty Images
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in segment(text).blocks]


def kind_of(text: str, words: str) -> str:
    found = [kind for kind, block in kinds(text) if words in block]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Harbour talks end", "headline"),
        ("Ministers leave", "deck"),
        ("By Ana Torres", "byline"),
        ("Published March", "dateline"),
        ("left Port Alder", "body"),
        ("SHIPPING LINES", "teaser"),
        ("ministers at a long table", "caption"),
        ("sit at a table", "caption"),
        ("We were close", "body"),
        ("What happens next", "subhead"),
        ("READ MORE", "teaser"),
        ("Getty Images", "credit"),
    ],
)
def test_each_line_of_a_page_has_its_kind(words: str, kind: str) -> None:
    assert kind_of(PAGE, words) == kind


def test_the_head_says_title_deck_author_publisher_and_date() -> None:
    layout = segment(PAGE)
    assert layout.title == "Harbour talks end without a deal"
    assert layout.deck == "Ministers leave Port Alder after three days at the table"
    assert layout.authors == ("Ana Torres",)
    assert layout.publisher == "Fox News"
    assert (layout.published, layout.published_basis) == (date(2024, 3, 4), "stated")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spans_hold_in_the_unaltered_text_whatever_its_line_breaks(newline: str) -> None:
    text = "\ufeff" + PAGE.replace("\n", newline)
    assert [kind for kind, _ in kinds(text)] == [kind for kind, _ in kinds(PAGE)]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "---\n\n***"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    assert segment(text) == Layout()


def test_a_single_paragraph_is_all_body() -> None:
    text = "The ministers met in Port Alder on Monday. They agreed to meet again in the spring."
    assert kinds(text) == [("body", text)]
    assert segment(text).title is None


@pytest.mark.parametrize(
    "text",
    [
        "Peru, Chile to reopen their border on May 28",
        "Is Peru about to recognise Kosovo?",
        "Lima and Santiago hold talks\n\nThe foreign ministers of Peru and Chile met in Lima on Monday",
    ],
)
def test_the_last_of_a_few_lines_without_a_full_stop_is_body(text: str) -> None:
    assert kinds(text)[-1] == ("body", text.split("\n")[-1])


@pytest.mark.parametrize("text", ["Home\n\nSubscribe now to our newsletter", "Port Alder"])
def test_a_few_words_that_tell_nothing_are_no_body(text: str) -> None:
    assert "body" not in dict(kinds(text))


@pytest.mark.parametrize(
    "head", ["", "Rescue agreement signed\n\n", "Rescue agreement signed\n\nBy Ana Torres\n\n"], ids=len
)
@pytest.mark.parametrize(
    "prose",
    [
        "Norway thanked Sweden for sending 40 fire engines. Norway and Sweden signed a pact on 1 September 2024.",
        "Norway and Sweden signed a pact on 1 September 2024. Norway thanked Sweden for sending 40 fire engines.",
        "Norway, thanking Sweden, signed a rescue agreement on 1 September 2024.",
        "The king visits Oslo. He meets the prime minister on 1 September 2024.",
        "Norway meets Sweden in Oslo.",
    ],
)
def test_the_only_sentences_of_a_text_are_its_body(head: str, prose: str) -> None:
    assert kind_of(head + prose, prose) == "body"


def test_a_paragraph_that_tells_its_act_in_the_past_is_no_caption_though_it_names_a_day() -> None:
    told = "Norway thanked Sweden for sending 40 fire engines. The two signed a pact on 1 September 2024."
    text = (
        f"Rescue agreement signed\n\nThe ministers met in Oslo on Monday.\n\n{told}\n\nThey will meet again, they said."
    )
    assert kind_of(text, told) == "body"


@pytest.mark.parametrize(
    "line",
    ["FILE - The ministers meet in Oslo on 1 September 2024.", "READ MORE: Norway thanked Sweden for its engines."],
)
def test_a_lone_line_that_says_what_it_is_stays_so(line: str) -> None:
    assert [kind for kind, _ in kinds(line)] != ["body"]


def test_paragraphs_without_a_headline_are_all_body() -> None:
    text = "The ministers met in Port Alder on Monday.\n\nThey agreed to meet again in the spring."
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]


@pytest.mark.parametrize(
    "head",
    ["Harbour talks end", "# Harbour talks end", "Harbour talks end\n=================", "**Harbour talks end**"],
)
def test_a_title_above_the_body_is_the_headline_with_or_without_markdown(head: str) -> None:
    text = f"{head}\n\nThe ministers met in Port Alder on Monday. They agreed to meet again in the spring."
    assert segment(text).title == "Harbour talks end"
    assert [kind for kind, _ in kinds(text)] == ["headline", "body"]


def test_a_markdown_heading_within_the_body_is_a_subhead() -> None:
    text = "# Talks end\n\nThe ministers met in Port Alder.\n\n## The harbour\n\nIt has been closed since May."
    assert kinds(text)[2] == ("subhead", "The harbour")


WRAPPED = """THE HARBOUR TALKS

The ministers of two neighbouring states left Port Alder on Monday
without a deal on the harbour, and officials of both said that the
talks would go on in the spring, when the ice has gone.

The harbour has been closed since May, and the shipping lines have
moved their vessels to the southern ports, where the prices are
higher and the waiting is longer.
"""


def test_hard_wrapped_lines_come_out_as_paragraphs() -> None:
    found = kinds(WRAPPED)
    assert [kind for kind, _ in found] == ["headline", "body", "body"]
    assert found[1][1].endswith("when the ice has gone.")


def test_short_lines_that_are_not_wrapped_stay_apart() -> None:
    text = "The ministers met on Monday.\nThey agreed to meet again.\nNo date was set for the talks."
    assert len(kinds(text)) == 3


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published February 7, 2025 5:12pm EST", date(2025, 2, 7)),
        ("Updated: 7 February 2025, 10:00 GMT", date(2025, 2, 7)),
        ("7 Feb 2025", date(2025, 2, 7)),
        ("Fri 7 Feb 2025 21.13 GMT", date(2025, 2, 7)),
        ("2025-02-07", date(2025, 2, 7)),
        ("2025-02-07T21:13:00Z", date(2025, 2, 7)),
        ("Published: Feb. 7th, 2025 | Updated: Feb. 9, 2025", date(2025, 2, 7)),
        ("Updated Feb 9, 2025, first published Feb 7, 2025", date(2025, 2, 7)),
        ("23/02/2025", date(2025, 2, 23)),
        ("OSLO, 7 February 2025", date(2025, 2, 7)),
        ("OSLO, Norway, Friday, Feb. 7, 2025", date(2025, 2, 7)),
        ("Oslo, February 7, 2025", date(2025, 2, 7)),
        ("OSLO (NTB) — 7 February 2025", date(2025, 2, 7)),
        ("The Hague | 7 February 2025", date(2025, 2, 7)),
        ("Reuters, 7 February 2025", date(2025, 2, 7)),
        ("7/2/2025", None),
        ("Published", None),
        ("3 hours ago", None),
        ("Published February 30, 2025", None),
    ],
)
def test_a_date_line_states_the_day_only_where_it_is_plain(line: str, day: date | None) -> None:
    text = f"Harbour talks end\n\n{line}\n\nThe ministers met in Port Alder on Monday, officials said."
    layout = segment(text)
    assert kind_of(text, line) == "dateline"
    assert (layout.published, layout.published_basis) == (day, "stated" if day else None)


@pytest.mark.parametrize(
    ("lead", "authors"),
    [
        ("[7 February 2025] ", ()),
        ("Published: 7 February 2025. ", ()),
        ("Published Feb. 7, 2025. ", ()),
        ("Updated 7 Feb 2025 14:05 GMT. ", ()),
        ("Posted on February 7, 2025 by admin\n", ()),
        ("Posted on February 7, 2025 by Ana Torres\n", ("Ana Torres",)),
        ("Posted on February 7, 2025 by Ana Torres. ", ("Ana Torres",)),
        ("Updated: 9 February 2025\nPublished: 7 February 2025\n", ()),
    ],
)
@pytest.mark.parametrize("title", ["", "Harbour talks end\n\n"])
def test_a_text_may_open_with_the_day_of_its_page(title: str, lead: str, authors: tuple[str, ...]) -> None:
    told = "The ministers met in Port Alder on Monday, officials said."
    layout = segment(title + lead + told)
    assert (layout.published, layout.authors) == (date(2025, 2, 7), authors)
    assert layout.title == (title.strip() or None)
    assert kinds(title + lead + told)[-1] == ("body", told)


@pytest.mark.parametrize(
    "text",
    [
        "[7 February 2025] The ministers met in Port Alder.\n[8 February 2025] The ministers left Port Alder.",
        "Published in 2025. The ministers met in Port Alder on Monday, officials said.",
        "The book was published: 7 February 2025. The ministers met in Port Alder, officials said.",
    ],
)
def test_a_list_of_days_or_words_beside_a_day_date_no_page(text: str) -> None:
    assert segment(text).published is None


@pytest.mark.parametrize(
    "line", ["OSLO, 7 February", "The ministers in Oslo, 7 February 2025", "OSLO, 7 February 2025, told"]
)
def test_a_place_alone_or_words_beside_it_are_no_date_line(line: str) -> None:
    text = f"Harbour talks end\n\n{line}\n\nThe ministers met in Port Alder on Monday, officials said."
    assert segment(text).published is None


def test_a_place_and_day_alone_on_the_first_line_date_the_page() -> None:
    text = "OSLO, 7 February 2025\n\nThe ministers met in Port Alder on Monday, officials said."
    layout = segment(text)
    assert ([block.kind for block in layout.blocks], layout.published) == (["dateline", "body"], date(2025, 2, 7))


def test_a_date_in_a_paragraph_or_caption_does_not_date_the_page() -> None:
    text = "Harbour talks end\n\nThe ministers met in Port Alder on March 3, 2024, officials of both states said."
    assert segment(text).published is None


@pytest.mark.parametrize(
    ("line", "authors", "publisher", "day"),
    [
        ("The Quay Gazette", (), "The Quay Gazette", None),
        ("Harbor Mail, 8 March 2021", (), "Harbor Mail", date(2021, 3, 8)),
        ("Reuters", (), "Reuters", None),
        ("AFP", (), "Agence France-Presse", None),
    ],
)
def test_a_line_that_names_an_outlet_alone_names_no_author(
    line: str, authors: tuple[str, ...], publisher: str | None, day: date | None
) -> None:
    told = "The ministers of Peru and Chile met in Lima on Monday and spoke of the border that both claim."
    layout = segment(f"Ministers meet in Lima\n\n{line}\n\n{told}\n\n{told}\n")
    assert (layout.title, layout.authors, layout.publisher, layout.published) == (
        "Ministers meet in Lima", authors, publisher, day,
    )  # fmt: skip


@pytest.mark.parametrize(
    "head", ["*Harbor Mail, 8 March 2021* — ", "**Harbor Mail** | 8 March 2021\n\n", "_Harbor Mail, 8 March 2021_\n\n"]
)
def test_emphasis_hides_no_head_of_a_page(head: str) -> None:
    told = "The ministers of Peru and Chile met in Lima on Monday and spoke of the border that both claim."
    text = f"# Ministers meet in Lima\n\n{head}{told}\n\n{told}\n"
    layout = segment(text)
    assert (layout.publisher, layout.published, layout.authors) == ("Harbor Mail", date(2021, 3, 8), ())
    assert kinds(text)[2:] == [("body", told)] * 2


@pytest.mark.parametrize(
    "lines",
    [
        "*Harbor Mail, 8 March 2021* — {told}\n\n*Quay Post, 9 March 2021* — {told}",  # a review of the press
        "*Why it matters, 8 March 2021* — {told}",
        "*Harbor Mail* — {told}",
    ],
)
def test_emphasis_makes_no_head_of_a_page(lines: str) -> None:
    told = "The ministers of Peru and Chile met in Lima on Monday and spoke of the border that both claim."
    layout = segment(f"# Ministers meet in Lima\n\n{lines.format(told=told)}\n\n{told}\n")
    assert (layout.publisher, layout.published) == (None, None)


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("By Ana Torres", ("Ana Torres",), None),
        ("BY ANA TORRES", ("Ana Torres",), None),
        ("By Ana Torres and Bo Lind", ("Ana Torres", "Bo Lind"), None),
        ("By Ana Torres, Bo Lind and Chi Wu", ("Ana Torres", "Bo Lind", "Chi Wu"), None),
        ("By Ana Torres BBC News", ("Ana Torres",), "BBC News"),
        ("By Ana Torres | Reuters", ("Ana Torres",), "Reuters"),
        ("By Ana Torres, The Evening Post", ("Ana Torres",), "The Evening Post"),
        ("By Ana Torres in Cairo", ("Ana Torres",), None),
        ("By Ana Torres, Kuala Lumpur", ("Ana Torres",), None),
        ("By Ana Torres for Al Jazeera", ("Ana Torres",), "Al Jazeera"),
        ("Written by Ana Torres", ("Ana Torres",), None),
        ("Ana Torres, Diplomatic Correspondent", ("Ana Torres",), None),
        ("Ana Torres Foreign affairs and defence correspondent", ("Ana Torres",), None),
        ("Ana TorresNews Reporter", ("Ana Torres",), None),
        ("By Ana Torres | March 4, 2024", ("Ana Torres",), None),
        ("By Associated Press", ("Associated Press",), None),
    ],
)
def test_a_byline_names_authors_and_outlet(line: str, authors: tuple[str, ...], publisher: str | None) -> None:
    text = f"Harbour talks end\n\n{line}\n\nThe ministers met in Port Alder on Monday, officials said."
    layout = segment(text)
    assert kind_of(text, line) == "byline"
    assert (layout.authors, layout.publisher) == (authors, publisher)


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "Harbour talks end\n\nBy Monday evening the ministers had left, and no new date was set for the talks."
    assert segment(text).authors == ()


@pytest.mark.parametrize(
    ("opening", "span"),
    [
        ("SEOUL (AP) — The", "SEOUL (AP) —"),
        ("KYIV, Ukraine (AP) — The", "KYIV, Ukraine (AP) —"),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - The", "BEIRUT/THE HAGUE, March 7 (Reuters) -"),
        ("Beijing (AFP) – The", "Beijing (AFP) –"),
        ("WASHINGTON -- The", "WASHINGTON --"),
        ("The", None),
    ],
)
def test_the_dateline_at_the_head_of_a_paragraph_is_reported_within_its_body_block(
    opening: str, span: str | None
) -> None:
    text = f"Harbour talks end\n\n{opening} ministers met in Port Alder on Monday, officials of both states said."
    layout = segment(text)
    assert [block.kind for block in layout.blocks] == ["headline", "body"]
    assert (text[slice(*layout.dateline)] if layout.dateline else None) == span


@pytest.mark.parametrize(
    "line",
    [
        "The ministers at the harbour. (AP Photo/Ana Torres)",
        "The ministers at the harbour. Photograph: Ana Torres/Reuters",
        "The ministers at the harbour [Ana Torres/AFP]",
        "The ministers at the harbour | Getty Images",
        "FILE - The ministers at the harbour in 2019.",
        "A general view of the harbour in Port Alder.",
    ],
)
def test_a_line_with_a_credit_or_the_opening_of_a_caption_is_a_caption(line: str) -> None:
    text = (
        f"Harbour talks end\n\nThe ministers met on Monday, officials said.\n\n{line}\n\nNo new date was set for them."
    )
    assert kind_of(text, line) == "caption"


@pytest.mark.parametrize(
    "line",
    ["READ MORE: Strait closed", "Related: Strait closed", "WATCH | Strait closed", "» Strait closed", "Most Read"],
)
def test_a_line_that_says_it_is_a_link_is_a_teaser(line: str) -> None:
    text = (
        f"Harbour talks end\n\nThe ministers met on Monday, officials said.\n\n{line}\n\nNo new date was set for them."
    )
    assert kind_of(text, line) == "teaser"


@pytest.mark.parametrize(
    "line", ["Reporting by Ana Torres; Editing by Bo Lind", "© 2024 The Evening Post. All rights reserved."]
)
def test_who_helped_and_who_owns_is_a_credit(line: str) -> None:
    assert kind_of(f"{PAGE}\n\n{line}", line) == "credit"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "By",
                "AP",
                "said.",
                "Trump",
                "\n",
                "\n\n",
                "# ",
                "(",
                "2025",
                "—",
                "\r\n",
                " ",
                "\ud83d",
                "مرحبا",
                "a" * 70,
            ]
        ),
        max_size=60,
    )
)
def test_any_text_is_covered_by_blocks_in_order_without_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    blocks = segment(text).blocks
    edges = [edge for block in blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(block.start < block.end for block in blocks)
    covered = {i for block in blocks for i in range(block.start, block.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="the development data is not beside the repository")
def test_the_seed_article_comes_apart_as_its_page_did() -> None:
    text = SEED.read_text(encoding="utf-8")
    layout = segment(text)
    assert layout.authors == ("Chris Massaro",)
    assert layout.publisher == "Fox News"
    assert layout.published is None
    counts = [block.kind for block in layout.blocks]
    assert (counts.count("headline"), counts.count("deck"), counts.count("teaser")) == (1, 1, 2)
