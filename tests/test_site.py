"""The pages of a book as files: every link leads to a file, and nothing is published that should not be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest
from told_readings import DAY, Story

from dyadbook import bookkeeping
from dyadbook.book.book import Book
from dyadbook.errors import UsageError
from dyadbook.records import Reading, words_at
from dyadbook.web.site import write_site
from dyadbook.web.site.links import Files, Page, SiteLinks
from dyadbook.web.site.published import published
from dyadbook.web.site.shortened import quotable, shortened

HOSTILE = (
    '<script>document.title="ran"</script><img src=x onerror="document.title=\'ran\'"></style> \u202eover {{ 7 * 7 }} '
    + "W" * 10_000
)
LONG = "He came at noon. He left at night and said nothing. Then the envoys went home."


def stories() -> list[Reading]:
    """Return the readings of a small book."""
    told = [
        Story(DAY, "The Quay", title="Envoys talk", source="/home/me/news/talk.html", url="https://example.org/talk")
        .did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva for hours", DAY)
        .said("Kim Jong Un/PRK", "USA", "We want the denuclearization of all", issues=("denuclearization",))
        .stands("PRK", "USA", "diplomatic_relations", "none"),
        Story(DAY, "The Mole", title="Talks held")
        .did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva for hours on end", DAY),
        Story(DAY, "The Pier", title=HOSTILE[:300], source="/home/me/x.html")
        .did("Jane Roe/USA", "JPN", "ASSAULT", "she struck an envoy", DAY)
        .did("USA", "org/EU", "COOPERATE", HOSTILE + " they worked together", DAY),
    ]  # fmt: skip
    return [one.reading() for one in told]


def unsure(reading: Reading, confidence: float) -> Reading:
    """Return a reading whose records all have this confidence."""
    return msgspec.structs.replace(
        reading,
        events=tuple(
            msgspec.structs.replace(
                one, confidence=confidence,
                reports=tuple(msgspec.structs.replace(told, confidence=confidence) for told in one.reports),
            )
            for one in reading.events
        ),
        statements=tuple(msgspec.structs.replace(one, confidence=confidence) for one in reading.statements),
        standings=tuple(msgspec.structs.replace(one, confidence=confidence) for one in reading.standings),
    )  # fmt: skip


def filed(folder: Path, readings: list[Reading]) -> Book:
    """Return a book of readings."""
    book = Book.create(folder)
    book.store.append(readings, run="test")
    return book


def at(html: str, path: str) -> list[Any]:
    """Return what XPath finds in a page."""
    found: Any = lxml.html.fromstring(html.encode()).xpath(path)
    return list(found)


def shown(html: str) -> str:
    """Return the text of a page."""
    return "".join(at(html, "//body//text()"))


class Written:
    """A site that was written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages = {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.html")}
        texts = {path: path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}
        self.all = "\n".join(texts.values())
        self.shown = "\n".join(text for path, text in texts.items() if path.suffix in (".html", ".js", ".svg"))

    def json(self, name: str) -> dict[str, Any]:
        """Return a JSON file of the site."""
        found: dict[str, Any] = json.loads((self.root / name).read_text("utf-8"))
        return found

    def broken(self) -> list[tuple[str, str]]:
        """Return the links that lead nowhere, with the page that each stands on."""
        ids = {name: set(at(text, "//@id")) for name, text in self.pages.items()}
        found = []
        for name, text in self.pages.items():
            for link in map(str, at(text, "//@href | //@src | //@action")):
                if link.startswith("https://"):
                    continue
                address, _, anchor = link.partition("#")
                file = (self.root / name).parent / address if address else self.root / name
                target = file.resolve()
                there = target.is_file() and target.is_relative_to(self.root.resolve())
                key = target.relative_to(self.root.resolve()).as_posix() if there else ""
                if not there or (anchor and anchor not in ids.get(key, ())):
                    found.append((name, link))
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return the site of the small book."""
    folder = tmp_path_factory.mktemp("site")
    write_site(filed(folder / "book", stories()), folder / "out")
    return Written(folder / "out")


def test_there_is_a_page_of_each_kind(site: Written) -> None:
    assert {
        "index.html", "about.html", "runs.html", "search.html", "dyad/PRK-USA.html", "dyad/JPN-USA.html",
        "pending.html", "country/PRK.html", "country/org-EU.html", "person/kim-jong-un.html",
        "issue/denuclearization.html",
    } <= site.pages.keys()  # fmt: skip


def test_every_link_leads_to_a_file_and_to_its_words(site: Written) -> None:
    assert site.broken() == []


def test_an_event_that_several_articles_tell_has_a_page_and_one_told_once_leads_to_its_words(site: Written) -> None:
    events = [name for name in site.pages if name.startswith("event/")]
    assert len(events) == 1
    assert "Reports (2)" in shown(site.pages[events[0]])


def test_the_outlets_of_a_dyad_have_their_countries(tmp_path: Path) -> None:
    told = Story(DAY, "Reuters").did("USA", "PRK", "CONSULT", "envoys of both talked", DAY)
    write_site(filed(tmp_path / "book", [told.reading()]), tmp_path / "out")
    site = Written(tmp_path / "out")
    assert site.json("dyad/PRK-USA.json")["data"]["sources"] == [{"outlet": "Reuters", "articles": 1, "country": "GBR"}]
    assert "United Kingdom" in site.pages["dyad/PRK-USA.html"]
    assert "Reuters,GBR,1" in (tmp_path / "out/dyad/PRK-USA.sources.csv").read_text()


@pytest.mark.parametrize("words", ["server", "PNG", "/docs", "dyadbook serve", "Narrow down", "Sign in", "--synthetic"])
def test_nothing_stands_there_that_only_a_server_can_do(site: Written, words: str) -> None:
    assert [name for name, text in site.pages.items() if words in text] == []


def test_each_page_says_that_it_was_read_by_machine_and_what_is_left_out(site: Written) -> None:
    for text in site.pages.values():
        assert "Read by machine" in text
        assert "under 0.30 are left out" in shown(text)


@pytest.mark.parametrize("page", ["pending", "dyad"])
def test_the_threshold_stands_beside_the_figures(site: Written, page: str) -> None:
    shown_there = [
        text for name, text in site.pages.items() if name.startswith(page) and 'class="small filter"' in text
    ]
    assert shown_there
    assert all("confidence 0.3 or more" in shown(text) for text in shown_there)


def test_no_page_has_inline_script_or_style_and_each_has_a_policy(site: Written) -> None:
    for name, text in site.pages.items():
        assert at(text, "//style | //script[not(@src)] | //@style | //@onclick | //@onload") == [], name
        assert "default-src 'none'" in at(text, "//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_hostile_words_are_shown_and_do_nothing(site: Written) -> None:
    assert "<script>document" not in site.shown
    assert 'onerror="' not in site.shown
    assert "\u202e" not in site.shown
    assert "{{ 7 * 7 }}" in site.shown


@pytest.mark.parametrize("page", ["index", "dyad/PRK-USA", "dyad/PRK-USA-events", "country/PRK", "about"])
def test_a_page_has_its_record_as_json_beside_it(site: Written, page: str) -> None:
    name = page.rpartition("/")[2]
    assert at(site.pages[f"{page}.html"], f"//footer//a[@href='{name}.json']")
    reply = site.json(f"{page}.json")
    assert "under 0.30 are left out" in reply["read_by"]
    assert reply["version"] == 1
    assert reply["data"]["looked"]["articles"] == 3 if "looked" in reply["data"] else reply["data"]["articles"] == 2


def test_tables_and_charts_lie_beside_a_page(site: Written) -> None:
    kinds = {"events.csv", "statements.csv", "chart-timeline.svg", "chart-balance.csv", "chart-issues.svg"}
    linked = {
        link.rpartition("/")[2].removeprefix("PRK-USA.") for link in at(site.pages["dyad/PRK-USA.html"], "//@href")
    }
    assert kinds <= linked
    assert "envoys of both talked" in (site.root / "dyad" / "PRK-USA.events.csv").read_text("utf-8")
    assert (site.root / "index.chart-map.svg").read_text("utf-8").startswith("<svg")
    assert at(site.pages["index.html"], "//*[@id='map']//a[@href='dyad/PRK-USA.html']")


def test_what_is_published_as_json_is_what_the_pages_show(tmp_path: Path) -> None:
    first, *others = stories()
    write_site(filed(tmp_path / "book", [unsure(first, 0.2), *others]), tmp_path / "out", threshold=0.5)
    data = Written(tmp_path / "out").json("dyad/PRK-USA.json")["data"]
    assert (data["statements"], data["facts"], data["not_sure"]) == ([], [], [])
    assert [len(event["passages"]) for event in data["timeline"]] == [1]


def test_the_folders_that_were_read_are_not_published(site: Written) -> None:
    assert not (site.root / "runs.json").exists()


def test_no_path_of_the_disk_is_told(site: Written) -> None:
    assert "/home/me" not in site.all


def test_the_article_itself_is_linked_and_its_text_is_not_there(site: Written) -> None:
    page = next(text for text in site.pages.values() if "<title>Envoys talk" in text)
    assert 'href="https://example.org/talk"' in page
    assert "The Quay, 2020-05-04. envoys" not in site.all


def test_a_persons_wrongdoing_shows_who_alleges_it(site: Written) -> None:
    for name in ("dyad/JPN-USA.html", "dyad/JPN-USA-events.html", "country/USA.html"):
        cards = at(site.pages[name], "//li[contains(., 'she struck')]")
        assert cards, name
        assert all("says The Pier" in card.text_content() for card in cards), name


def test_what_is_under_the_threshold_is_left_out(tmp_path: Path) -> None:
    first, *others = stories()
    book = filed(tmp_path / "book", [unsure(first, 0.2), *others])
    write_site(book, tmp_path / "out", threshold=0.5)
    written = Written(tmp_path / "out")
    assert "denuclearization of all" not in written.all
    assert "on end" in written.all
    assert written.broken() == []
    write_site(book, tmp_path / "out", threshold=0.1)
    assert "denuclearization of all" in Written(tmp_path / "out").all


def test_a_forgotten_article_is_gone_from_the_next_site(tmp_path: Path) -> None:
    first, *others = stories()
    book = filed(tmp_path / "book", [first, *others])
    write_site(book, tmp_path / "out")
    assert f"article/{first.article.id}.html" in Written(tmp_path / "out").pages
    bookkeeping.forget([first.article.id], tmp_path / "book")
    done = write_site(Book.open(tmp_path / "book"), tmp_path / "out")
    written = Written(tmp_path / "out")
    assert done.files_gone > 0
    assert "Envoys talk" not in written.all
    assert "denuclearization of all" not in written.all
    assert first.article.id not in written.all
    assert "person/kim-jong-un.html" not in written.pages
    assert written.broken() == []


@pytest.mark.parametrize(("example", "said"), [(True, True), (False, False)])
def test_a_book_of_example_texts_says_so_on_every_page(tmp_path: Path, example: bool, said: bool) -> None:
    made = [
        msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, synthetic=example))
        for one in stories()
    ]
    write_site(filed(tmp_path / "book", made), tmp_path / "out")
    for name, text in Written(tmp_path / "out").pages.items():
        assert ("Example texts, written for Dyadbook" in text) == said, name


def test_dyads_beyond_those_asked_for_have_no_page_and_a_link_says_why(tmp_path: Path) -> None:
    done = write_site(filed(tmp_path / "book", stories()), tmp_path / "out", dyads=1)
    written = Written(tmp_path / "out")
    assert (done.dyads, done.left_out) == (1, 2)
    assert "dyad/PRK-USA.html" in written.pages
    assert "dyad/JPN-USA.html" not in written.pages
    assert "2 dyads of which least is told" in shown(written.pages["left-out.html"])
    assert written.broken() == []


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="no site"):
        write_site(filed(tmp_path / "book", stories()), tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"


def test_a_list_of_files_cannot_make_it_remove_what_lies_elsewhere(tmp_path: Path) -> None:
    book = filed(tmp_path / "book", stories())
    write_site(book, tmp_path / "out")
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out" / "site.json").write_text(json.dumps(["../mine.txt", "index.html"]))
    write_site(book, tmp_path / "out")
    assert (tmp_path / "mine.txt").is_file()


def test_an_empty_book_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dyadbook add"):
        write_site(filed(tmp_path / "book", []), tmp_path / "out")


def test_the_search_holds_the_pages_by_name_and_the_words_of_records(site: Written) -> None:
    meeting = "the envoys of both sides met once more in the city by the sea"
    sentences = [f"In the year {number} {meeting}." for number in range(9)]
    made = Story(DAY, "The Quay")
    for sentence in sentences:
        made.said("Jane Roe/USA", "PRK", sentence)
    said = [one.content[0].text for one in published(made.reading(), 0).statements]
    whole = [words for words in said if not words.endswith(" …")]
    assert 0 < sum(map(len, whole)) <= len(" ".join(sentences)) * 0.4
    assert all(len(words) < 65 for words in said if words.endswith(" …"))


SAID = (
    "For weeks she had said that the envoys, who came by night, would sign in the old hall,"
    ' and nobody took "a word of it".'
)


@pytest.mark.parametrize(
    ("key", "quoted"),
    [
        (None, "For weeks she had said that the envoys, who came by night …"),
        ("weeks", "For weeks she had said that the envoys, who came by night …"),
        ("sign", "… who came by night, would sign in the old hall …"),
        ("took", '… and nobody took "a word of it".'),
    ],
)
def test_a_sentence_that_is_cut_is_cut_where_a_part_of_it_ends(key: str | None, quoted: str) -> None:
    span = None if key is None else (SAID.index(key), SAID.index(key) + len(key))
    assert quotable(SAID, *shortened(SAID, 0, len(SAID), 60, span), 0, len(SAID)) == quoted


def test_no_cut_ends_on_a_word_that_leans_on_the_next() -> None:
    text = "Envoys of both met in the old town hall on the river for the first time since the long war of the north"
    assert quotable(text, *shortened(text, 0, len(text), 57), 0, len(text)) == (
        "Envoys of both met in the old town hall on the river …"
    )


@pytest.mark.parametrize(
    ("text", "paired"),
    [
        ("“A long night, and then the truce.", "“A long night, and then the truce.”"),
        ("We stay,” she said.", "“We stay,” she said."),
        ('He said: "We go.', 'He said: "We go."'),
        ('We stay," he said.', '"We stay," he said.'),
        ('"One" and “two” and it\'s so.', '"One" and “two” and it\'s so.'),
    ],
)
def test_quotation_marks_are_paired(text: str, paired: str) -> None:
    assert quotable(text, 0, len(text), 0, len(text)) == paired


def test_the_words_that_decide_are_marked_in_what_was_cut(tmp_path: Path) -> None:
    text = f"{'They waited long for an answer that never came. ' * 3}{SAID}"
    made = Story(DAY, "The Quay").did("USA", "PRK", "CONSULT", text).did("USA", "PRK", "ACCUSE", SAID).reading()
    sign = made.events[1].reports[0].start + SAID.index("sign")
    told = msgspec.structs.replace(made.events[1].reports[0], trigger=words_at(made.article.text, sign, sign + 4))
    second = msgspec.structs.replace(made.events[1], reports=(told,))
    readings = [msgspec.structs.replace(made, events=(made.events[0], second))]
    write_site(filed(tmp_path / "book", readings), tmp_path / "out")
    html = (tmp_path / "out" / "dyad" / "PRK-USA.html").read_text("utf-8")
    quotes = ["".join(one.itertext()).strip() for one in at(html, "//blockquote")]
    assert "“… who came by night, would sign in the old hall …”" in quotes
    assert "sign" in at(html, "//blockquote//b/text()")


def test_the_sentence_that_decides_an_event_is_the_one_published() -> None:
    made = Story(DAY, "The Quay").did("USA", "PRK", "CONSULT", LONG).reading()
    report = made.events[0].reports[0]
    at = report.start + LONG.index("left")
    told = msgspec.structs.replace(report, trigger=words_at(made.article.text, at, at + 4))
    event = msgspec.structs.replace(made.events[0], reports=(told,))
    cut = published(msgspec.structs.replace(made, events=(event,)), 0).events[0].reports[0]
    assert cut.text == "He left at night and said nothing."
    assert made.article.text[cut.start : cut.end] == cut.text


@pytest.mark.parametrize(
    ("key", "file"),
    [
        ("kim-jong-un", "person/kim-jong-un.html"),
        ("Mao Ning", "person/Mao-Ning.html"),
        ("../../etc/passwd", "person/etc-passwd.html"),
        ("<b>", "person/b.html"),
    ],
)
def test_a_page_lies_in_a_file_that_any_disk_can_hold(key: str, file: str) -> None:
    assert Files().file(Page("person", (key,))) == file


@pytest.mark.parametrize("key", ["普京", "x" * 500])
def test_a_name_that_no_file_can_bear_has_a_mark_of_its_own(key: str) -> None:
    name = Files().file(Page("person", (key,)))
    assert name.isascii()
    assert len(name) < 120


def test_two_pages_never_lie_in_one_file() -> None:
    files = Files()
    names = {files.file(Page("person", (key,))).lower() for key in ("Ann Loe", "ann loe", "Ann-Loe", "ANN LOE")}
    assert len(names) == 4


def test_an_address_climbs_out_of_the_folder_of_its_page() -> None:
    files = Files()
    assert SiteLinks(files).dyad("USA", "PRK") == "dyad/PRK-USA.html"
    assert SiteLinks(files, "article").dyad("PRK", "USA") == "../dyad/PRK-USA.html"
    assert SiteLinks(files, "dyad").dyad("PRK", "USA", {"issue": "sanctions"}) == "../issue/sanctions.html"
