"""The pages of a country, an official and an issue, of the runs and about the book: what is there, who has none."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

import msgspec
from hand_readings import reading as hand_reading
from told_readings import DAY, Story
from web_book import Visitor, at, made_book, visitor

from dyadbook.pages import Entry
from dyadbook.records import Problem, Reading, When
from dyadbook.web.alleged import with_teller


def _named(office: str | None, name: str, story: Reading) -> Reading:
    """Return a reading whose speaker has this office and name, and no id."""
    said = story.statements[0]
    assert said.speaker is not None
    speaker = msgspec.structs.replace(said.speaker, office=office, name=name, id=None)
    return msgspec.structs.replace(story, statements=(msgspec.structs.replace(said, speaker=speaker),))


def _spoken(office: str | None, name: str, outlet: str) -> Reading:
    words = f"{name} of {outlet} wants denuclearization"
    return _named(
        office, name, Story(DAY, outlet).said("X Y/USA", "PRK", words, issues=("denuclearization",)).reading()
    )


READINGS = [
    Story(DAY, "The Quay", title="Talks")
    .did("USA", "PRK", "CONSULT", "envoys of both talked for hours", DAY, issues=("denuclearization",))
    .did("Jane Roe/USA", "PRK", "ASSAULT", "she struck an envoy of the North", DAY)
    .said("Kim Jong Un/PRK", "USA", "We shall not be hurried")
    .reading(),
    Story(DAY, "The Pier", title="Works").did("USA", "RUS", "COOPERATE", "they worked together", DAY).reading(),
    _spoken("Deputy Envoy", "Ann Loe", "The Mole"),
    _spoken("Colonel", "Abd al-Loe", "The Sand"),
    _spoken(None, "Poor Victim", "The Oil"),
    _spoken("Spokesman", "spokesman", "The Tide"),
    msgspec.structs.replace(
        hand_reading(), problems=(Problem(source="/home/me/a.html", step="times", code="odd", message="an odd date"),)
    ),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """Return a visitor of a small book."""
    return visitor(made_book(tmp_path_factory.mktemp("more") / "book", READINGS))


TOLD = ("/country/USA", "/country/RUS", "/person/kim-jong-un", "/person/Ann Loe", "/issue/denuclearization")
PAGES = (*TOLD, "/country/org/EU", "/runs", "/about")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_there_says_what_read_it_and_has_its_twin(client: Visitor, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "Read by machine" in page.text
    assert client.get(path + ".json").json() == client.get(path, headers={"Accept": "application/json"}).json()


@pytest.mark.parametrize("path", TOLD)
def test_every_quoted_passage_leads_to_its_words(client: Visitor, path: str) -> None:
    html = client.get(path, headers={"Accept": "text/html"}).text
    quoted = [str(link) for link in at(html, "//blockquote/a/@href")]
    for link in quoted:
        address, _, anchor = link.partition("#")
        assert at(client.get(address, headers={"Accept": "text/html"}).text, "//*[@id=$id]", id=anchor), link
    assert quoted


def test_a_country_has_its_dyads_issues_officials_events_and_statements(client: Visitor) -> None:
    page = client.get("/country/USA.json").json()["data"]
    assert {one["a"]["id"] + one["b"]["id"] for one in page["dyads"]} == {"PRKUSA", "RUSUSA"}
    assert "denuclearization" in [one["issue"] for one in page["issues"]]
    assert {one["name"] for one in page["speakers"]} == {"Ann Loe", "Abd al-Loe"}
    assert {one["type"] for one in page["events"]} == {"CONSULT", "ASSAULT", "COOPERATE"}
    assert page["total_statements"] == 4


def test_what_a_filter_leaves_out_is_not_on_the_page(client: Visitor) -> None:
    page = client.get("/country/USA.json", params={"type": "CONSULT"}).json()["data"]
    assert {one["type"] for one in page["events"]} == {"CONSULT"}


def test_an_official_of_our_tables_has_offices_over_time_and_statements(client: Visitor) -> None:
    page = client.get("/person/kim-jong-un.json").json()["data"]
    assert (page["name"], page["country"]["id"]) == ("Kim Jong Un", "PRK")
    assert page["offices"]
    assert page["total_statements"] == 1


@pytest.mark.parametrize("name", ["Ann Loe", "Abd al-Loe"])
def test_who_speaks_as_a_named_official_has_a_page(client: Visitor, name: str) -> None:
    page = client.get(f"/person/{name}.json").json()["data"]
    assert (page["name"], page["offices"], page["total_statements"]) == (name, [], 1)


@pytest.mark.parametrize("name", ["Poor Victim", "spokesman", "Nobody At All", "Jane Roe", "jane-roe", "%3Cscript%3E"])
def test_nobody_else_has_a_page(client: Visitor, name: str) -> None:
    assert client.get(f"/person/{name}", headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize("path", ["/country/XXZ", "/country/Atlantis", "/issue/no_such_issue"])
def test_what_is_not_known_is_not_there(client: Visitor, path: str) -> None:
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_an_issue_has_its_dyads_and_who_speaks_of_it(client: Visitor) -> None:
    page = client.get("/issue/denuclearization.json").json()["data"]
    assert [one["b"]["id"] for one in page["dyads"]] == ["USA"]
    assert {one["name"] for one in page["speakers"]} == {"Ann Loe", "Abd al-Loe"}
    assert (page["total_events"], page["total_statements"]) == (1, 4)


def test_the_runs_page_counts_the_problems_and_lists_them(client: Visitor) -> None:
    page = client.get("/runs.json").json()["data"]
    assert page["total_problems"] == 1
    assert [(one["step"], one["code"], one["count"]) for one in page["kinds"]] == [("times", "odd", 1)]
    assert "an odd date" in client.get("/runs", headers={"Accept": "text/html"}).text


def test_about_says_what_is_in_the_book_its_models_limits_and_how_to_cite(client: Visitor) -> None:
    page = client.get("/about.json").json()["data"]
    assert page["looked"]["articles"] == 6
    assert page["models"][0]["name"] == "base"
    assert len(page["limits"]) > 3
    assert "a book of 6 articles" in page["cite"]


def test_articles_that_name_no_outlet_are_counted_as_of_none(tmp_path: Path) -> None:
    told = [
        Story(DAY, outlet).did("USA", "PRK", "ACCUSE", f"words {at}") for at, outlet in enumerate(("A", None, None))
    ]
    made = visitor(made_book(tmp_path / "book", [one.reading() for one in told]))
    cite = made.get("/about.json").json()["data"]["cite"]
    assert "a book of 3 articles of 1 outlet and 2 articles that name none, 4 May 2020" in cite


def test_all_that_is_pending_has_a_page_that_leads_to_each_dyad(tmp_path: Path) -> None:
    plan = {"act": "SANCTION", "modality": "future", "condition": "if nothing is signed"}
    told = Story(DAY, "The Quay").did("Jane Roe/USA", "PRK", "SANCTION", "she would set sanctions", DAY, **plan)
    made = visitor(made_book(tmp_path / "book", [told.reading(), *READINGS[1:2]]))
    (card,) = at(made.get("/pending").text, "//li[@class='card']")
    said = " ".join(card.text_content().split())
    assert "North Korea – United States" in said
    assert "on condition: if nothing is signed · says The Quay" in said
    assert card.xpath(".//a/@href")[1] == "/dyad/PRK/USA"
    (row,) = csv.DictReader(io.StringIO(made.get("/pending.csv").text))
    assert (row["a"], row["b"], row["kind"], row["event"]) == ("PRK", "USA", "announced", row["event"])
    page = made.get("/pending.json?since=2031-01-01").json()["data"]
    assert page["total"] == 0


@pytest.mark.parametrize("path", ["/pending", "/dyad/PRK/USA"])
def test_a_threat_that_was_made_is_shown_with_its_day_and_what_may_be_its_outcome(tmp_path: Path, path: str) -> None:
    threat = {"modes": ("relations",), "condition": "if nothing is signed"}
    told = Story(DAY, "The Quay").did(
        "USA", "PRK", "THREATEN", "it threatened to close the ferry office", DAY, **threat
    )
    done = Story(DAY + timedelta(days=9), "The Mole").did("USA", "PRK", "SANCTION", "it did close the ferry office")
    made = visitor(made_book(tmp_path / "book", [told.reading(), done.reading()]))
    (card,) = at(made.get(path).text, "//li[@class='card'][contains(., 'threatened, 4 May 2020')]")
    said = " ".join(card.text_content().split())
    assert "on condition: if nothing is signed" in said
    assert "an act of this kind by the same party was then told as done in like words; nothing else ties" in said
    assert "it did close the ferry office" in said


def _entry(source: str, quad: str, said_by: tuple[str, ...] = (), outlets: tuple[str, ...] = ("The Quay",)) -> Entry:
    return Entry(
        date=When(), type="ASSAULT", act="ASSAULT", quad=quad, modality="actual", hollow=False, faded=False,
        relation="between", source=(source,), target=("Japan",), said_by=said_by, outlets=outlets, articles=1,
        passages=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "tellers"),
    [
        (_entry("Jane Roe", "material conflict"), ("The Quay, as read here",)),
        (_entry("Jane Roe", "verbal conflict"), ("The Quay, as read here",)),
        (_entry("Jane Roe", "material conflict", ("The police",)), ("The police",)),
        (_entry("Jane Roe", "material conflict", (), ()), ("the article itself, as read here",)),
        (_entry("Jane Roe", "verbal cooperation"), ()),
        (_entry("North Korea", "material conflict"), ()),
    ],
)
def test_what_is_told_of_a_persons_wrongdoing_shows_who_alleges_it(entry: Entry, tellers: tuple[str, ...]) -> None:
    assert with_teller(entry).said_by == tellers


def test_the_page_of_a_country_shows_who_alleges_a_persons_wrongdoing(client: Visitor) -> None:
    html = client.get("/country/USA", headers={"Accept": "text/html"}).text
    card = at(html, "//li[contains(., 'she struck an envoy')]//p[@class='details']")[0].text_content()
    assert "says The Quay" in card
