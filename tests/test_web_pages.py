"""The pages that are served: what stands on them, their twins, their filter, their parts, and what is new."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

from told_readings import DAY, Story
from web_book import LATER, Visitor, at, event_with, file, made_book, many, pages, stories, visitor

from dyadbook.book.decisions import decide
from dyadbook.days import day_words


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """Return a visitor of the small book."""
    return visitor(made_book(tmp_path_factory.mktemp("served") / "book"))


def _links(html: str) -> list[str]:
    found = at(html, "//a/@href")
    return [str(link) for link in found]


@pytest.mark.parametrize("path", pages())
def test_each_page_is_there_and_says_that_it_was_read_by_machine(client: Visitor, path: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Read by machine" in reply.text
    assert len(at(reply.text, "//h1")) >= 1


@pytest.mark.parametrize("path", [path for path in pages() if path != "/docs"])
def test_each_page_has_a_json_twin_under_the_same_address(client: Visitor, path: str) -> None:
    bare, _, query = path.partition("?")
    by_ending = client.get(("/home" if bare == "/" else bare) + ".json" + (f"?{query}" if query else ""))
    by_accept = client.get(path, headers={"Accept": "application/json"})
    assert by_ending.json() == by_accept.json()
    assert {"data", "version", "read_by"} <= by_ending.json().keys()


def test_the_dyads_page_has_its_facts_timeline_and_statements(client: Visitor) -> None:
    page = client.get("/dyad/USA/PRK.json").json()["data"]
    assert [fact["value"] for fact in page["facts"]] == ["none"]
    assert [entry["type"] for entry in page["timeline"]] == ["CONSULT", "ACCUSE"]
    assert "We want the complete denuclearization" in client.get("/dyad/USA/PRK").text


def test_outlets_have_their_countries_where_they_are_known(tmp_path: Path) -> None:
    told = [
        Story(DAY, "Reuters").did("USA", "PRK", "CONSULT", "they met", DAY),
        Story(DAY, "The Quay").did("USA", "PRK", "ACCUSE", "they quarrelled", DAY),
        Story(DAY, "Any Name", url="https://www.yna.co.kr/1").did("USA", "PRK", "AID", "they helped", DAY),
    ]
    made = visitor(made_book(tmp_path / "book", [one.reading() for one in told]))
    known = {("Reuters", "GBR"), ("The Quay", ""), ("Any Name", "KOR")}
    for path in ("/dyad/USA/PRK", "/about"):
        sources = made.get(f"{path}.json").json()["data"]["sources"]
        assert {(one["outlet"], one.get("country") or "") for one in sources} == known
        rows = csv.DictReader(io.StringIO(made.get(f"{path}.csv?table=sources").text))
        assert {(row["outlet"], row["country"]) for row in rows} == known
        html = made.get(path).text
        told_of = {row: at(html, f"string(//tr[th='{row}']/td[1])") for row in ("Reuters", "The Quay", "Any Name")}
        assert {row: "".join(cell) for row, cell in told_of.items()} == {
            "Reuters": "United Kingdom", "The Quay": "not known", "Any Name": "South Korea"
        }  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/dyad/USA/PRK", "/search?words=talked", "/dyad/USA/PRK/events"])
def test_every_quoted_passage_leads_to_its_words_in_the_article(client: Visitor, path: str) -> None:
    quoted = at(client.get(path).text, "//blockquote/a/@href")
    assert quoted
    for link in quoted:
        parts = urlsplit(str(link))
        assert at(client.get(parts.path).text, "//*[@id=$id]", id=parts.fragment), link


@pytest.mark.parametrize("path", pages())
def test_every_link_within_the_site_that_is_ours_leads_somewhere(client: Visitor, path: str) -> None:
    others = ("/country/", "/person/", "/issue/", "/about", "/runs")  # pages of other modules
    links = {urlsplit(link)._replace(fragment="").geturl() for link in _links(client.get(path).text)}
    for link in sorted(link for link in links if link.startswith("/") and not link.startswith(others)):
        assert client.get(link).status_code == 200, link


def test_an_article_has_its_words_marked_and_lit_by_a_style_sheet_of_its_own(client: Visitor) -> None:
    first = stories()[0]
    words = first.events[0].reports[0]
    page = client.get(f"/article/{first.article.id}").text
    assert f'id="s{words.start}-{words.end}"' in page
    assert f"#s{words.start}-{words.end}:target" in client.get(f"/article/{first.article.id}/marks.css").text


def test_an_event_shows_all_its_reports_with_confidence_and_why(client: Visitor) -> None:
    event = event_with(client, "talked in Geneva")
    page = client.get(f"/event/{event}.json").json()["data"]
    assert {one["article"]["publisher"] for one in page["accounts"]} == {"The Quay", "The Mole"}
    assert page["accounts"][1]["because"]
    assert "0.90" in client.get(f"/event/{event}").text


def test_the_first_page_counts_dyads_and_shows_what_is_new(client: Visitor) -> None:
    page = client.get("/home.json").json()["data"]
    assert ("PRK", "USA", 3) in {(one["a"]["id"], one["b"]["id"], one["articles"]) for one in page["dyads"]}
    assert page["new_articles"][0]["title"] in ("Launch", "EU")
    assert page["new_events"]


def test_the_first_page_says_which_new_events_its_counts_of_cooperation_and_conflict_take_in(client: Visitor) -> None:
    assert (
        "told as done between the two: no plans, denials or history, and nothing doubtful."
        in client.get("/?synthetic=with").text
    )


def test_the_first_page_counts_nothing_doubtful_as_a_site_has_none(tmp_path: Path) -> None:
    story = Story(DAY).did("USA", "FRA", "AID", "grain was sent", DAY).did("USA", "FRA", "ASSAULT", "shots fell", DAY)
    unsure = [msgspec.structs.replace(one, confidence=sure) for one, sure in zip(story.events, (0.9, 0.2), strict=True)]
    book = made_book(tmp_path / "unsure", [msgspec.structs.replace(story.reading(), events=tuple(unsure))])
    (dyad,) = visitor(book).get("/home.json").json()["data"]["dyads"]
    assert (dyad["events"], dyad["cooperation"], dyad["conflict"]) == (2, 1, 0)


def test_lists_of_dyads_say_of_which_all_is_doubtful(tmp_path: Path) -> None:
    story = Story(DAY).did("USA", "FRA", "AID", "grain was sent", DAY).did("USA", "ITA", "AID", "rice was sent", DAY)
    unsure = [msgspec.structs.replace(one, confidence=sure) for one, sure in zip(story.events, (0.9, 0.2), strict=True)]
    client = visitor(made_book(tmp_path / "unsure", [msgspec.structs.replace(story.reading(), events=tuple(unsure))]))
    for page in ("/", "/country/USA"):
        rows = [one.text_content() for one in at(client.get(page).text, "//tbody/tr[contains(., 'only doubtful')]")]
        assert ["Italy" in row for row in rows] == [True], page
        assert "only doubtful: of no event" in client.get(page).text
    dyads = client.get("/country/USA.csv", params={"table": "dyads"}).text.splitlines()
    assert [row.split(",")[-1] for row in dyads] == ["doubtful", "False", "True"]


def test_a_timeline_is_headed_by_how_many_events_have_a_date(tmp_path: Path) -> None:
    story = Story(DAY).did("USA", "FRA", "AID", "grain was sent").did("USA", "FRA", "SANCTION", "the port closed")
    page = visitor(made_book(tmp_path / "undated", [story.reading()])).get("/dyad/FRA/USA").text
    assert "Timeline (0)" in [one.text_content() for one in at(page, "//h2")]
    assert "All 2 events, with a date and without, part by part" in page


def test_what_was_announced_names_who_and_whom(tmp_path: Path) -> None:
    story = Story(DAY).did("USA", "FRA", "AID", "grain will be sent", LATER, modality="future")
    page = visitor(made_book(tmp_path / "plans", [story.reading()])).get("/dyad/FRA/USA").text
    (card,) = at(page, "//section[@aria-label='Announced, and what became of it']//li")
    assert "USA → FRA" in " ".join(card.text_content().split())


def test_the_corrections_are_in_the_menu_for_all(client: Visitor) -> None:
    assert at(client.get("/").text, "//nav//a[@href='/decisions']")


# ---- the filter


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("", ["CONSULT", "ACCUSE"]),
        ("type=CONSULT", ["CONSULT"]),
        ("since=2020-05-05", ["ACCUSE"]),
        ("until=2020-05-04&type=", ["CONSULT"]),
        ("said_by=Jane+Roe", []),
    ],
)
def test_the_filter_is_in_the_address_and_in_words(client: Visitor, query: str, types: list[str]) -> None:
    page = client.get(f"/dyad/USA/PRK.json?{query}").json()["data"]
    assert [entry["type"] for entry in page["timeline"]] == types
    assert page["filter"].split(":")[0] in client.get(f"/dyad/USA/PRK?{query}").text


def test_example_texts_are_left_out_unless_the_book_has_nothing_else(client: Visitor, tmp_path: Path) -> None:
    assert client.get("/dyad/USA/PRK.json").json()["data"]["has_synthetic"] is False
    examples = [
        Story(DAY, "The Quay", synthetic=True).did("USA", "PRK", "CONSULT", "they talked", DAY).reading()
    ]  # fmt: skip
    other = visitor(made_book(tmp_path / "book", examples))
    assert len(other.get("/dyad/USA/PRK.json").json()["data"]["timeline"]) == 1
    assert "They are no sources" in other.get("/dyad/USA/PRK").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dyad/USA/Atlantis", 404),
        ("/dyad/USA/USA", 400),
        ("/dyad/USA/PRK?since=yesterday", 400),
        ("/dyad/USA/PRK?type=DANCE", 400),
        ("/dyad/USA/PRK?synthetic=maybe", 400),
        ("/dyad/USA/PRK/events?cursor=nonsense", 400),
        ("/dyad/USA/PRK?since=9999-12-31", 400),
        ("/dyad/USA/PRK.csv?table=nothing", 400),
        ("/article/0000000000000000", 404),
        ("/event/0000000000000000", 404),
        ("/search?words=%22%22", 400),
        ("/search?words=x&kind=rumour", 422),
        ("/nowhere", 404),
        ("/sign-in", 404),
    ],
)
def test_a_failure_has_one_shape_and_says_what_to_do(client: Visitor, path: str, status: int) -> None:
    reply = client.get(path, headers={"Accept": "application/json"})
    if not path.partition("?")[0].endswith(".csv"):
        assert reply.headers["content-type"] == "application/json"
    assert reply.status_code == status
    error = reply.json()["error"]
    assert error.keys() == {"code", "message", "status"}
    assert error["status"] == status
    assert len(error["message"]) > 10
    assert client.get(path, headers={"Accept": "text/html"}).status_code == status


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_a_program_that_asks_by_a_name_that_there_is_not_is_told_so(client: Visitor, ending: str) -> None:
    reply = client.get(f"/dyad/USA/PRK{ending}?sincee=2025")
    assert reply.status_code == 400
    assert "sincee" in reply.json()["error"]["message"]
    assert "since, until" in reply.json()["error"]["message"]


def test_a_page_passes_over_what_other_sites_put_behind_an_address(client: Visitor) -> None:
    reply = client.get("/dyad/USA/PRK?utm_source=letter&since=2001", headers={"Accept": "text/html"})
    assert reply.status_code == 200
    assert "/dyad/USA/PRK.json?since=2001" in reply.text


# ---- parts and tables


def test_a_list_goes_on_by_its_cursor_until_all_was_shown_once(tmp_path: Path) -> None:
    client = visitor(made_book(tmp_path / "book", many(230)))
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        reply = client.get("/dyad/FRA/DEU/events.json", params={"cursor": cursor}).json()
        seen += [one["id"] for one in reply["data"]["events"]]
        cursor = reply.get("next")
    assert len(seen) == len(set(seen)) == 230
    page = client.get("/dyad/FRA/DEU/events").text
    assert client.get(at(page, "//a[@rel='next']/@href")[0]).status_code == 200


@pytest.mark.parametrize("path", ["/home.csv", "/dyad/USA/PRK.csv?table=facts", "/search.csv?words=talked"])
def test_tables_come_as_csv(client: Visitor, path: str) -> None:
    reply = client.get(path)
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    assert rows
    assert None not in rows[0]


def test_what_is_found_bears_the_marks_that_it_has_on_other_pages(client: Visitor) -> None:
    past, denied = (client.get(f"/search?words={word}&synthetic=only").text for word in ("abducted", "recognized"))
    assert any("history" in str(one) for one in at(past, "//p[@class='details']//text()"))
    assert {"did not happen", "says White House"} <= {str(one) for one in at(denied, "//p[@class='details']//text()")}


@pytest.mark.parametrize(("name", "kind"), [("timeline.svg", "image/svg+xml"), ("balance.csv", "text/csv")])
def test_charts_come_as_files(client: Visitor, name: str, kind: str) -> None:
    reply = client.get(f"/dyad/USA/PRK/chart/{name}")
    assert (reply.status_code, reply.headers["content-type"].split(";")[0]) == (200, kind)


@pytest.mark.parametrize(("installed", "forms"), [(True, {"SVG", "PNG", "CSV"}), (False, {"SVG", "CSV"})])
@pytest.mark.parametrize("path", ["/", "/dyad/USA/PRK"])
def test_pages_lead_to_the_forms_of_charts_that_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, installed: bool, forms: set[str]
) -> None:
    monkeypatch.setattr("dyadbook.web.links.makes_pictures", lambda: installed)
    html = visitor(made_book(tmp_path / "book")).get(path).text
    assert {str(text) for text in at(html, "//a/text()")} & {"SVG", "PNG", "CSV"} == forms


# ---- what was made before


def test_a_page_that_did_not_change_is_not_sent_again(client: Visitor) -> None:
    tag = client.get("/dyad/USA/PRK").headers["etag"]
    assert client.get("/dyad/USA/PRK", headers={"If-None-Match": tag}).status_code == 304


def test_a_page_is_made_once_for_a_version_of_the_book(client: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/dyad/USA/CHN")
    monkeypatch.setattr("dyadbook.questions.dyad", lambda *a, **k: pytest.fail("it was made again"))
    assert client.get("/dyad/USA/CHN").status_code == 200


def test_what_is_filed_shows_within_seconds_without_a_restart(tmp_path: Path) -> None:
    made_book(tmp_path / "book")
    served = visitor(made_book(tmp_path / "book"))
    assert "The Late Post" not in served.get("/").text
    other = made_book(tmp_path / "book")  # as another process would
    file(other, [Story(DAY.replace(year=2021), "The Late Post").did("USA", "PRK", "AID", "they sent rice").reading()])
    end = time.monotonic() + 10
    while "The Late Post" not in served.get("/").text:
        assert time.monotonic() < end, "it does not show"
        time.sleep(0.2)


def test_the_command_serves_a_book_until_it_is_ended(tmp_path: Path) -> None:
    made_book(tmp_path / "book")
    command = [sys.executable, "-m", "dyadbook", "serve", "--book", str(tmp_path / "book"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            address = next(word for word in process.stderr.readline().split() if word.startswith("http://"))
            assert "Talks held" in httpx.get(address, timeout=30).text
            assert httpx.get(address, headers={"Host": "rebound.example"}).status_code == 421
        finally:
            process.terminate()
    assert process.returncode in (0, -15)


def test_an_empty_book_says_how_to_fill_it(tmp_path: Path) -> None:
    client = visitor(made_book(tmp_path / "book", []))
    assert "dyadbook add" in client.get("/").text
    assert client.get("/dyad/USA/PRK").status_code == 200


def test_what_reports_of_one_event_say_unlike_is_listed_as_disputed(tmp_path: Path) -> None:
    told = [
        Story(DAY, outlet).did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva for hours", day).reading()
        for outlet, day in (("The Quay", DAY), ("The Mole", LATER))
    ]
    book = made_book(tmp_path / "book", told)
    ids = [one.events[0].id for one in told]
    book.store.decide(decide("merge", ids, name="A reader", at=datetime(2025, 1, 1, tzinfo=UTC)))
    (section,) = at(visitor(book).get("/dyad/USA/PRK").text, "//section[@aria-label='Disputed between sources']")
    assert section.xpath(".//dt/text()") == ["date"]
    assert section.xpath(".//dd//bdi/text()") == [day_words(DAY), day_words(LATER)]


def test_speakers_are_counted_by_office_and_lead_to_what_they_say(client: Visitor) -> None:
    (region,) = at(client.get("/dyad/USA/PRK").text, "//div[@aria-label='Who speaks']")
    row = region.xpath(".//tbody/tr")[0]
    assert [cell.text_content() for cell in row] == ["Jane Roe", "", "United States", "1"]
    assert "said_by=Jane+Roe" in row.xpath(".//a/@href")[0]


def test_a_speaker_whose_country_was_inferred_is_marked(tmp_path: Path) -> None:
    book = made_book(tmp_path / "book")
    story = Story(DAY, "The Quay").said("Jane Roe/USA", "PRK", "it is late")
    (said,) = story.statements
    assert said.speaker is not None
    speaker = msgspec.structs.replace(said.speaker, country_inferred=True)
    story.statements[0] = msgspec.structs.replace(said, speaker=speaker)
    file(book, [story.reading()])
    page = visitor(book).get("/dyad/USA/PRK").text
    sides = [row[2].text_content() for row in at(page, "//div[@aria-label='Who speaks']//tbody/tr")]
    assert sides == ["United States", "United States?"]
    assert "? country inferred, not told" in page


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/dyad/FRA/ZWE", "/dyad/FRA/ZWE?synthetic=with"),
        ("/dyad/USA/PRK?said_by=Zorro", "/dyad/USA/PRK"),
        ("/dyad/USA/PRK?said_by=Zorro", "/search?words=Zorro"),
        ("/search?words=talked&said_by=Zorro", "/search?words=talked"),
        ("/country/ZWE", "/country/ZWE?synthetic=with"),
    ],
)
def test_a_page_on_which_nothing_is_found_says_what_to_try(client: Visitor, path: str, way: str) -> None:
    (note,) = at(client.get(path).text, "//div[@class='note']")
    assert "Nothing was found" in note.text_content()
    assert way in note.xpath(".//a/@href")


def test_the_page_of_an_article_says_that_a_newer_version_took_its_place(tmp_path: Path) -> None:
    url = "https://quay.example/talks"
    readings = [Story(DAY, "The Quay", title=title, url=url).reading() for title in ("Old talks", "New talks")]
    readings = [msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, id=f"{number:016x}"))
                for number, one in enumerate(readings)]  # fmt: skip
    client = visitor(made_book(tmp_path / "book", readings))
    found = [client.get(f"/article/{one.article.id}.json").json()["data"]["article"]["status"] for one in readings]
    assert found == ["superseded", "current"]
    pages = [client.get(f"/article/{one.article.id}").text for one in readings]
    assert "A newer version took its place" in pages[0]
    assert ["It is version 1 of this article" in pages[0], "It is version 2 of this article" in pages[1]] == [
        True,
        True,
    ]
