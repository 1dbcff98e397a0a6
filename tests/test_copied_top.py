"""The head of a copied page gives title, authors, outlet and day, however it mixes them in its lines."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.sources.copied import Layout, segment

TITLE = "Lemuria asks Brobdingnag to free two teachers held since March"
PAPER = (
    "Lemuria's foreign minister met his colleague in Port Alder on Monday and asked him to free two teachers.\n\n"
    "The colleague said that he would reply within a week, and he thanked Lemuria for the talks."
)
DAY = date(2024, 3, 8)


def kinds(layout: Layout, text: str) -> dict[str, str]:
    return {text[block.start : block.end]: block.kind for block in layout.blocks}


def below_title(line: str) -> Layout:
    return segment(f"{TITLE}\n\n{line}\n\n{PAPER}")


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("8 March 2024, The Quay Post", (), "The Quay Post"),
        ("8 March 2024 | Ana Torres", ("Ana Torres",), None),
        ("Alder, 8 March 2024 – 14:20 | No. 112/2024", (), None),
        ("Updated 14:20 GMT, 8 March 2024", (), None),
        ("Last updated: March 8, 2024 at 2:20 PM EDT | Alder", (), None),
        ("Press release | 8 March 2024 | Alder", (), None),
        ("Release No. 112 – 8 March 2024", (), None),
        ("Alder | 8 March 2024 | Ana Torres", ("Ana Torres",), None),
        ("March 8, 2024 by Ana Torres", ("Ana Torres",), None),
        ("8 March 2024 14:20 EAT", (), None),
        ("Friday, 8 March 2024, 2:20 p.m. (Alder time)", (), None),
        ("The Quay Quarterly | 8 March 2024", (), "The Quay Quarterly"),
    ],
)
def test_a_line_that_dates_the_page_may_hold_other_things(
    line: str, authors: tuple[str, ...], publisher: str | None
) -> None:
    layout = below_title(line)
    assert (layout.title, layout.published, layout.published_basis) == (TITLE, DAY, "stated")
    assert (layout.authors, layout.publisher) == (authors, publisher)


def test_the_outlet_and_the_day_below_a_name_date_the_page() -> None:
    layout = below_title("Ana Torres\n\n8 March 2024, The Quay Post")
    assert (layout.published, layout.authors, layout.publisher) == (DAY, ("Ana Torres",), "The Quay Post")


@pytest.mark.parametrize(
    "line",
    [
        "7/3/2024 | Alder | No. 12/2024",
        "Alder | 8 March",
        "The ministers at the table in Port Alder, 8 March 2024",
        "Alder Conference, 7–8 March 2024",
    ],
)
def test_no_day_is_made_up_of_two_or_of_a_pictures(line: str) -> None:
    assert below_title(line).published is None


def test_a_time_zone_behind_the_time_is_part_of_the_day() -> None:
    layout = below_title("By Ana Torres\n\nPublished: 8 March 2024 6:14 p.m. ET")
    assert layout.published == DAY
    assert [block.kind for block in layout.blocks[:3]] == ["headline", "byline", "dateline"]


@pytest.mark.parametrize("genre", ["Explainer", "Analysis", "Fact check", "FACTBOX", "Opinion", "Live"])
def test_a_title_may_open_with_the_genre_of_its_article(genre: str) -> None:
    title = f"{genre}: Why Lemuria wants its teachers back"
    text = f"{title}\n\nBy Ana Torres\n\n8 March 2024\n\n{PAPER}"
    layout = segment(text)
    assert (layout.title, layout.authors, layout.published) == (title, ("Ana Torres",), DAY)
    assert segment(f"WORLD\n\n{title}\n\n{PAPER}").title == title
    assert kinds(segment(title), title)[title] == "body"


def test_links_with_a_genre_above_the_title_stay_links() -> None:
    links = "Opinion: Why I left the ministry", "Analysis: What the talks bring"
    text = "\n".join(links) + f"\n\n{TITLE}\n\nBy Ana Torres\n\n{PAPER}"
    found = kinds(segment(text), text)
    assert [found[link] for link in links] == ["teaser", "teaser"]
    assert found[TITLE] == "headline"


def test_a_link_with_a_genre_between_paragraphs_stays_one() -> None:
    first, second = PAPER.split("\n\n")
    text = f"{TITLE}\n\n{first}\n\nExplainer: Why teachers are held abroad\n\n{second}"
    assert kinds(segment(text), text)["Explainer: Why teachers are held abroad"] == "teaser"


@pytest.mark.parametrize(
    "masthead",
    [
        "MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF LEMURIA\n\nPRESS RELEASE",
        "PRESS RELEASE No. 12/2024\n\nMinistry of Foreign Affairs and Trade",
        "Embassy of Lemuria in Mildendo\n\nMedia note",
        "LC/16102",
        "No. 112/2024\n\nSTATEMENT",
        "4941st Meeting (AM)",
    ],
)
@pytest.mark.parametrize("title", [TITLE, 'Harbour Council Hears Rival Accounts of Talks That Exist "on Paper Only"'])
def test_issuer_kind_and_number_of_a_document_are_not_its_title(masthead: str, title: str) -> None:
    text = f"{masthead}\n\n{title}\n\nAlder, 8 March 2024\n\n{PAPER}"
    layout = segment(text)
    assert (layout.title, layout.authors, layout.published) == (title, (), DAY)
    found = {line: kinds(layout, text)[line] for line in masthead.split("\n\n")}
    issuers = {line for line in found if line.lower().startswith(("ministry", "embassy"))}
    assert {found[line] for line in issuers} <= {"subhead"}
    assert {found[line] for line in found if line not in issuers} <= {"teaser"}


@pytest.mark.parametrize(
    "title",
    [
        "PRESS RELEASE OF THE MINISTRY OF FOREIGN AFFAIRS OF LEMURIA",
        "Ministry of Foreign Affairs of Lemuria",
        "Ministry of Foreign Affairs Rejects Claims of Piracy",
    ],
)
def test_a_ministry_stays_in_a_title_that_has_none_below(title: str) -> None:
    assert segment(f"{title}\n\n{PAPER}").title == title


@pytest.mark.parametrize(
    "first",
    [
        "1. The ministers of the two states met in Port Alder on 8 March 2024.",
        "PORT ALDER, March 8 (Quay) -- The ministers of the two states met at the harbour on Friday.",
        "PORT ALDER, March 8 (QuayNews) -- Lemuria's minister meets his counterpart at the harbour on March 8, 2024.",
    ],
)
def test_a_paragraph_with_a_number_or_a_dateline_is_no_caption(first: str) -> None:
    text = f"{TITLE}\n\nBy Ana Torres\n\n{first}\n\n{PAPER}"
    assert kinds(segment(text), text)[first] == "body"


def test_a_picture_with_a_dateline_of_its_own_is_a_caption() -> None:
    caption = (
        "PORT ALDER, LEMURIA - MARCH 08: Ana Torres speaks at the harbour on March 8, 2024. (Photo by Jo Roe/Getty)"
    )
    text = f"{TITLE}\n\nBy Ana Torres\n\n{caption}\n\n{PAPER}"
    assert kinds(segment(text), text)[caption] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "March 8, 20249:14 PM UTC",
        "March 8, 20247:55 AM UTCUpdated ago",
        "Published On 8 Mar 20248 Mar 2024",
        "08/03/2024March 8, 2024",
        "8 Mar 2024Updated: 11:01am, 9 Mar 2024",
        "Published on March 8, 2024, at 6:41 pm (Paris), updated on March 9, 2024, at 9:12 am",
        "Published on 8 March 2024 - 13:55 GMT+1",
    ],
)
def test_a_day_is_read_with_what_is_glued_to_it(line: str) -> None:
    assert below_title(f"By Ana Torres\n\n{line}").published == DAY


@pytest.mark.parametrize(
    ("line", "authors", "publisher"),
    [
        ("Ana Torres (now) and Li Wei (earlier)", ("Ana Torres", "Li Wei"), None),
        ("By Ana Torres For The Quay Post", ("Ana Torres",), "The Quay Post"),
        ("By Le Monde with AFP", ("Le Monde",), "Le Monde"),
    ],
)
def test_a_byline_may_tell_when_and_for_whom(line: str, authors: tuple[str, ...], publisher: str | None) -> None:
    layout = below_title(line)
    assert (layout.authors, layout.publisher) == (authors, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "The minister welcomed the talks and would go there again, he wrote on X.",
        "Two of the teachers were freed at night, a guard told AFP.",
        "The colleague repeated his offer in an interview with CNN.",
    ],
)
def test_who_was_told_is_no_credit_of_a_picture(line: str) -> None:
    text = f"{TITLE}\n\nBy Ana Torres\n\n{PAPER}\n\n{line}\n\n{PAPER}"
    assert kinds(segment(text), text)[line] == "body"


def test_what_an_agency_shows_is_a_caption_and_so_is_the_line_below() -> None:
    shown, below = "Getty Images Two teachers at a school gate", "The teachers were taken to Port Alder in March"
    first, rest = PAPER.split("\n\n")
    text = f"{TITLE}\n\nBy Ana Torres\n\n{first}\n\n{shown}\n{below}\n{rest}\n\n{first}"
    assert [kinds(segment(text), text)[line] for line in (shown, below)] == ["caption", "caption"]


def test_names_above_the_posts_of_their_bearers_are_authors() -> None:
    text = f"{TITLE}\n\nAna Torres\nQuay News, Alder\n\nBo Lind\nReporting from Port Alder\n\n{PAPER}"
    layout = segment(text)
    assert (layout.authors, layout.publisher) == (("Ana Torres", "Bo Lind"), "Quay News")


@pytest.mark.parametrize("line", ["Getty Images", "Play Video", "Key Points"])
def test_a_button_or_the_owner_of_a_picture_wrote_nothing(line: str) -> None:
    assert below_title(line).authors == ()
