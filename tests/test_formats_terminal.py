"""What the terminal shows of readings and pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
import pytest
from hand_readings import reading

from dyadbook.date_words import precision_words, when_words
from dyadbook.days import day_words
from dyadbook.formats.dyad_terminal import show_brief, show_dyad
from dyadbook.formats.marked import dyad_html, marked_html
from dyadbook.formats.reading_terminal import show_reading
from dyadbook.formats.terminal import show_problems, show_table, terminal_console
from dyadbook.formats.wording import cue_words, more_of, one_line, printable, title_words, unmarked
from dyadbook.pages import ArticleRef, Correction, Dispute, Passage
from dyadbook.records import ELSEWHERE, Article, Precision, Problem, Reading, Unsure, When
from dyadbook.views import dyad_page

HOSTILE = "[bold red]not markup[/] \x1b[2J\x07 \u202eoverride\u202c [link=https://example.org]x[/link]"


def shown(show: Callable[[io.StringIO], None]) -> str:
    """Return what a call writes, without runs of white space."""
    stream = io.StringIO()
    show(stream)
    return " ".join(stream.getvalue().split())


def reading_text(item: Reading, width: int = 100) -> str:
    """Return a reading as a terminal of this width shows it."""
    return shown(lambda stream: show_reading(item, terminal_console(stream, width=width)))


def test_issues_are_counted_as_they_are_listed_and_passages_differ_in_plain_words() -> None:
    item = reading()
    (issue,) = item.issues
    other = msgspec.structs.replace(issue, parties=("KOR", "PRK"))
    events = (msgspec.structs.replace(item.events[0], differs=("said_by", "date")), *item.events[1:])
    text = reading_text(msgspec.structs.replace(item, issues=(issue, other, issue), events=events), width=200)
    assert "Issues (2) abductions (JPN, PRK) ×2, abductions (KOR, PRK)" in text
    assert "this article's passages differ on who tells it, its date" in text


@pytest.mark.parametrize(
    "expected",
    [
        "Summit in Singapore leaves Japan waiting",
        "The Harbor Ledger · a reporter · 12 Jun 2018 (stated)",
        "An example text written for Dyadbook, not a source.",
        "Donald Trump (President, USA) said",
        "mixed · about KOR, PRK · 12 Jun 2018",
        "“war games”",
        "speaker not decided denied",
        "● Donald Trump (President, USA) ↔ Kim Jong Un (Supreme Leader, PRK) CONSULT",
        "12 Jun 2018 · Singapore · verbal cooperation",
        "1970–1989 · material conflict · history",
        "⊘ United States → North Korea CONCEDE",
        "did not happen · says White House",
        "○ United States → North Korea CONCEDE (act: RETREAT)",
        "still to come · says Donald Trump · with South Korea (regarding)",
        "JPN – PRK diplomatic relations: none",
        "last reported 12 Jun 2018",
        "abductions (JPN, PRK)",
        "? actor: more than one person bears the surname (person/kim-jong-un)",
        "! summit.html: “June 12” has no year; give one.",
    ],
)
def test_a_reading_shows(expected: str) -> None:
    assert expected in reading_text(reading(), width=140)


@pytest.mark.parametrize("width", [60, 72, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    stream = io.StringIO()
    show_reading(reading(title="A" * 300), terminal_console(stream, width=width))
    assert max(map(len, stream.getvalue().splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_a_table_that_is_too_wide_for_the_screen_has_its_columns_closer(width: int) -> None:
    stream = io.StringIO()
    columns = ("month", *(f"column {number}" for number in range(8)))
    show_table(columns, [["2018-05", *"12345678"]], terminal_console(stream, width=width))
    head = stream.getvalue().splitlines()[1]
    assert head.split() == " ".join(columns).split()
    assert ("  " in head.removeprefix("month  ")) == (width == 120)


def test_a_terminal_narrower_than_sixty_columns_is_written_as_sixty_wide() -> None:
    assert terminal_console(io.StringIO(), width=20).width == 60


def test_an_article_with_nothing_in_it_says_so() -> None:
    text = reading_text(Reading(article=Article(id="a", source="a.txt", text="")))
    assert text.count("none found") == 3
    assert "outlet unknown · date unknown" in text


def test_markup_escapes_and_bidi_overrides_of_an_article_show_as_characters() -> None:
    base = reading()
    item = msgspec.structs.replace(
        base,
        article=msgspec.structs.replace(base.article, title=HOSTILE, source=HOSTILE, publisher=HOSTILE, deck=HOSTILE),
        not_sure=(Unsure(kind="event", start=0, end=1, text=HOSTILE, reason=HOSTILE),),
        problems=(Problem(source=HOSTILE, step=HOSTILE, code=HOSTILE, message=HOSTILE),),
    )
    stream = io.StringIO()
    show_reading(item, terminal_console(stream, width=200))
    text = stream.getvalue()
    assert "[bold red]not markup[/] \\x1b[2J\\x07 \\u202eoverride\\u202c [link=https://example.org]x[/link]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_no_color_leaves_colour_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def coloured() -> bool:
        stream = io.StringIO()
        console = terminal_console(stream, width=100)
        console._force_terminal = True
        show_reading(reading(), console)
        return any(f"\x1b[{code}m" in stream.getvalue() for code in ("31", "36", "1;35"))

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "")
    before = terminal_console(io.StringIO()).no_color
    monkeypatch.setenv("NO_COLOR", "1")
    assert (before, terminal_console(io.StringIO()).no_color, coloured()) == (False, True, False)


def test_problems_are_shown_alone_and_nothing_where_there_are_none() -> None:
    problem = Problem(source="b.html", step="sources", code="empty", message="the file is empty; give one with text")
    text = shown(lambda stream: show_problems([problem], terminal_console(stream)))
    assert "! b.html: the file is empty; give one with text" in text
    assert "sources, empty" in text
    assert shown(lambda stream: show_problems([], terminal_console(stream))) == ""


@pytest.mark.parametrize(
    "expected",
    [
        "United States – North Korea",
        "Example texts, written for Dyadbook, are among the articles below.",
        "12 Jun 2018 CONSULT Donald Trump ↔ Kim Jong Un",
        "Without a date",
        "⊘ no date CONCEDE United States → North Korea",
        "The Harbor Ledger, 12 Jun 2018, Summit in Singapore leaves Japan waiting ※ example text",
        "Donald Trump (President, USA) said",
        "The Harbor Ledger (country not known, 1)",
    ],
)
def test_a_dyad_shows(expected: str) -> None:
    page = dyad_page([reading()], "USA", "PRK", synthetic="only", names={"USA": "United States", "PRK": "North Korea"})
    assert expected in shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))


@pytest.mark.parametrize(
    ("independent", "words"), [(None, "3 outlets “"), (3, "3 outlets “"), (1, "3 outlets, 1 independent “")]
)
def test_a_dyad_says_how_many_of_the_outlets_of_an_event_did_not_copy(independent: int | None, words: str) -> None:
    page = dyad_page([reading()], "USA", "PRK", synthetic="only")
    entry = msgspec.structs.replace(page.timeline[0], outlets=("A", "B", "C"), independent=independent)
    page = msgspec.structs.replace(page, timeline=(entry,))
    assert words in shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    plain = " ".join(re.sub(r"<[^>]*>", "", dyad_html(page)).split())
    assert words.removesuffix(" “") in plain
    assert ("outlets, " in plain) == ("outlets, " in words)


def test_a_fact_of_a_dyad_shows_when_it_was_last_reported() -> None:
    page = dyad_page([reading()], "JPN", "PRK", synthetic="only")
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    assert "■ diplomatic relations: none last reported 12 Jun 2018 “Japan and North Korea have never" in text


def test_a_fact_that_is_over_is_not_shown_to_stand() -> None:
    made = reading()
    over = When(start=date(1991, 1, 1), end=date(1992, 1, 1), precision="year")
    old = msgspec.structs.replace(made, standings=(msgspec.structs.replace(made.standings[0], until=over),))
    page = dyad_page([old], "JPN", "PRK", synthetic="only")
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    assert "What was last reported to stand (0) none found What stood before (1) ■ diplomatic relations: none" in text
    text = shown(lambda stream: show_brief(page, terminal_console(stream, width=140)))
    assert "What was last reported to stand (0) none found" in text
    assert "1 standing of the past" in text


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        (date(2025, 2, 7), date(2025, 2, 8), "day", "7 Feb 2025"),
        (date(2018, 6, 12), date(2018, 6, 14), "day", "12–13 Jun 2018"),
        (date(2018, 5, 31), date(2018, 6, 2), "day", "31 May–1 Jun 2018"),
        (date(2018, 12, 31), date(2019, 1, 2), "day", "31 Dec 2018–1 Jan 2019"),
        (date(2018, 6, 11), date(2018, 6, 18), "week", "week of 11 Jun 2018"),
        (date(2018, 7, 6), date(2018, 7, 8), "week", "6–7 Jul 2018"),
        (date(2018, 7, 30), date(2018, 8, 4), "week", "30 Jul–3 Aug 2018"),
        (date(2018, 6, 1), date(2018, 7, 1), "month", "Jun 2018"),
        (date(2018, 5, 1), date(2018, 8, 1), "month", "May–Jul 2018"),
        (date(2021, 7, 1), date(2021, 10, 1), "quarter", "Jul–Sep 2021"),
        (date(2021, 12, 1), date(2022, 3, 1), "season", "Dec 2021–Feb 2022"),
        (date(2018, 1, 1), date(2019, 1, 1), "year", "2018"),
        (date(2018, 1, 1), date(2021, 1, 1), "year", "2018–2020"),
        (date(1970, 1, 1), date(1980, 1, 1), "decade", "1970s"),
        (date(1970, 1, 1), date(1990, 1, 1), "decade", "1970–1989"),
        (date(2018, 6, 12), None, "day", "12 Jun 2018"),
        (None, None, "unknown", "no date"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(
    start: date | None, end: date | None, precision: Precision, words: str
) -> None:
    assert when_words(When(start=start, end=end, precision=precision)) == words


@pytest.mark.parametrize(("days", "precision"), [(2, None), (7, None), (14, "week")])
def test_the_precision_of_a_date_is_said_where_its_days_do_not_show_it(days: int, precision: str | None) -> None:
    start = date(2018, 7, 2)
    assert precision_words(When(start=start, end=start + timedelta(days=days), precision="week")) == precision


def test_a_day_is_said_without_a_leading_zero() -> None:
    assert day_words(date(2025, 2, 7)) == "7 Feb 2025"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\tb\r\nc\nd", "a b\nc\nd"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("\u0085\u2028", "\\x85\\u2028"),
        ("\ud800", "\\ud800"),
        ("Élysée 平壌 😀", "Élysée 平壌 😀"),
    ],
)
def test_text_is_made_printable(text: str, safe: str) -> None:
    assert printable(text) == safe


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“We go.”", "We go."),
        ('"We go."', "We go."),
        ("“We go.", "We go."),
        ("We go.”", "We go."),
        ('We go."', "We go."),
        ("“We go,” she said.", "“We go,” she said."),
        ("“We go,” she said, “and stay.”", "“We go,” she said, “and stay.”"),
        ('"We go," she said, "and stay."', '"We go," she said, "and stay."'),
        ("She said: “We go.”", "She said: “We go.”"),
        ("We stay,” she said.", "We stay,” she said."),
        ("“", ""),
        ("", ""),
    ],
)
def test_words_between_our_marks_have_no_marks_that_say_the_same(text: str, bare: str) -> None:
    low, high = unmarked(text)
    assert text[low:high] == bare


def test_one_line_joins_lines() -> None:
    assert one_line(" a\n\n b ") == "a b"


@pytest.mark.parametrize(("reciprocal", "arrow"), [(True, "↔"), (False, "→")])
def test_an_act_without_direction_has_a_two_headed_arrow_on_a_dyads_page(reciprocal: bool, arrow: str) -> None:
    base = reading()
    event = msgspec.structs.replace(base.events[0], type="AGREE", act="AGREE", reciprocal=reciprocal)
    page = dyad_page([msgspec.structs.replace(base, events=(event,))], "USA", "PRK", synthetic="only")
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    assert page.timeline[0].reciprocal is reciprocal
    assert f"Donald Trump {arrow} Kim Jong Un" in text


def test_a_dyads_page_shows_five_of_what_is_not_sure_about_its_sides_and_counts_the_rest() -> None:
    base = reading()
    about = tuple(Unsure(kind="event", start=0, end=1, text="x", reason=f"r{i}", candidates=("USA",)) for i in range(9))
    other = Unsure(kind="event", start=0, end=0, text="x", reason="elsewhere", candidates=("CHN",))
    page = dyad_page([msgspec.structs.replace(base, not_sure=(other, *about))], "USA", "PRK", synthetic="only")
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    assert ("Not sure (10)" in text, "r4" in text, "r5" in text, "elsewhere" in text) == (True, True, False, False)
    assert "5 more: --all or --json" in text
    whole = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140), all=True))
    assert ("r8" in whole, "elsewhere" in whole, "more:" in whole) == (True, True, False)


def test_an_event_of_a_book_ends_its_first_line_with_the_id_that_corrects_it() -> None:
    page = dyad_page([reading()], "USA", "PRK", synthetic="only")
    (entry, *_) = page.timeline
    page = msgspec.structs.replace(page, timeline=(msgspec.structs.replace(entry, id="b6f11a297954edf3"),))
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=140)))
    assert "Donald Trump ↔ Kim Jong Un b6f11a297954edf3" in text


def everywhere(base: Reading) -> tuple[str, ...]:
    """Return a reading as text and as HTML, by itself and on the page of its dyad."""
    page = dyad_page([base], "USA", "PRK", synthetic="only")
    dyad = shown(lambda stream: show_dyad(page, terminal_console(stream, width=200)))
    return reading_text(base, width=200), dyad, marked_html([base]), dyad_html(page)


@pytest.mark.parametrize(("inferred", "mark"), [(True, "USA?"), (False, "USA")])
def test_a_country_that_no_words_tell_is_marked_with_what_the_mark_says(inferred: bool, mark: str) -> None:
    base = reading()
    said = next(one for one in base.statements if one.speaker and one.speaker.country == "USA")
    assert said.speaker is not None
    speaker = msgspec.structs.replace(said.speaker, country_inferred=inferred)
    base = msgspec.structs.replace(base, statements=(msgspec.structs.replace(said, speaker=speaker),))
    for text in everywhere(base):
        assert f"{mark})" in text or f", {mark} ·" in text
        assert ("? country inferred, not told" in text) is inferred


@pytest.mark.parametrize("basis", [ELSEWHERE, "named"])
def test_a_party_that_another_sentence_names_is_said_to_be(basis: str) -> None:
    base = reading()
    event = base.events[0]
    target = (msgspec.structs.replace(event.target[0], basis=basis),)
    base = msgspec.structs.replace(base, events=(msgspec.structs.replace(event, target=target),))
    for text in everywhere(base):
        assert (f"{target[0].name}: named in another sentence" in text) is (basis == ELSEWHERE)


@pytest.mark.parametrize("inferred", [True, False])
def test_a_name_that_no_words_tell_is_said_to_be_that_of_who_held_the_office(inferred: bool) -> None:
    base = reading()
    event, said = base.events[0], next(one for one in base.statements if one.speaker)
    assert said.speaker is not None
    source = (msgspec.structs.replace(event.source[0], name_inferred=inferred),)
    base = msgspec.structs.replace(base, statements=(), events=(msgspec.structs.replace(event, source=source),))
    speaker = msgspec.structs.replace(said.speaker, name_inferred=inferred)
    alone = msgspec.structs.replace(base, events=(), statements=(msgspec.structs.replace(said, speaker=speaker),))
    for text in (*everywhere(base), *everywhere(alone)):
        assert ("name inferred from the office" in text) is inferred


@pytest.mark.parametrize(
    ("confidence", "disputed", "words"),
    [
        (0.04, (), "doubtful: about 1 in 10 such readings are right"),
        (
            0.21,
            ("date",),
            "doubtful: about 2 in 10 such readings are right · disputed: its reports contradict each other on when",
        ),
        (0.8, ("date", "told as"), "disputed: its reports contradict each other on when, whether it was done"),
        (0.8, (), None),
        (None, (), None),
    ],
)
def test_an_event_that_is_to_be_doubted_says_so_in_words(
    confidence: float | None, disputed: tuple[Dispute, ...], words: str | None
) -> None:
    page = dyad_page([reading()], "USA", "PRK", synthetic="only")
    entry = msgspec.structs.replace(page.timeline[0], confidence=confidence, disputed=disputed)
    page = msgspec.structs.replace(page, timeline=(entry,), undated=())
    text = shown(lambda stream: show_dyad(page, terminal_console(stream, width=200)))
    assert words in text if words else "doubtful" not in text and "disputed" not in text


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.04, "doubtful: about 1 in 10 such readings are right"), (0.8, None)]
)
def test_an_event_of_a_reading_that_is_to_be_doubted_says_so_as_on_a_page(confidence: float, words: str | None) -> None:
    base = reading()
    event = msgspec.structs.replace(base.events[0], confidence=confidence)
    base = msgspec.structs.replace(base, events=(event,))
    for text in (reading_text(base, width=200), marked_html([base])):
        assert words in text if words else "doubtful" not in text


def test_a_page_in_brief_has_a_line_a_fact_and_event_and_no_words_of_articles() -> None:
    page = dyad_page([reading()], "JPN", "PRK", synthetic="only")
    stream = io.StringIO()
    show_brief(page, terminal_console(stream, width=140))
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert "  ■ diplomatic relations: none · last reported 12 Jun 2018" in lines
    assert (
        f"The newest {len(page.timeline)} with a date, of all events ({len(page.timeline) + len(page.undated)})"
        in lines
    )
    assert any(line.startswith("  ● 1970–1989  ASSAULT") for line in lines)
    assert "“" not in stream.getvalue()
    assert len(lines) < 20


def test_a_page_in_brief_of_events_without_a_date_shows_them_and_says_so() -> None:
    page = dyad_page([reading()], "JPN", "PRK", synthetic="only")
    page = msgspec.structs.replace(page, timeline=(), undated=(*page.undated, *page.timeline))
    text = shown(lambda stream: show_brief(page, terminal_console(stream, width=140)))
    assert f"Events, none of them with a date ({len(page.undated)})" in text
    assert "● 17 Sep 2002 CONSULT" in text


def test_what_a_person_corrected_is_not_called_doubtful() -> None:
    page = dyad_page([reading()], "USA", "PRK", synthetic="only")
    made = Correction(field="date", value="2019", was="2018", decision="d", name="R. Roe", at=datetime(2025, 1, 1))
    entry = msgspec.structs.replace(page.timeline[0], confidence=0.1, corrected=(made,))
    page = msgspec.structs.replace(page, timeline=(entry,), undated=())
    assert "doubtful" not in shown(lambda stream: show_dyad(page, terminal_console(stream, width=200)))


@pytest.mark.parametrize(
    ("articles", "more"),
    [("a", None), ("aa", (1, "passage")), ("aaa", (2, "passages")), ("ab", (1, "report")), ("aabbc", (2, "reports"))],
)
def test_more_reports_are_those_of_other_articles(articles: str, more: tuple[int, str] | None) -> None:
    refs = [ArticleRef(id=one, source=one) for one in articles]
    assert more_of([Passage(article=ref, start=at, end=at + 1, text="x") for at, ref in enumerate(refs)]) == more


def test_a_heading_has_its_count_where_it_is_one() -> None:
    assert "Standings (1)" in reading_text(reading())


@pytest.mark.parametrize(
    ("cue", "audience", "words"),
    [
        ("told", "reporters", "told reporters"),
        ("promised", "him", "promised him"),
        ("said", "reporters", "said to reporters"),
        (None, "reporters", "to reporters"),
        ("said", None, "said"),
        (":", None, "said"),
        (".", "reporters", "said to reporters"),
        (None, None, None),
    ],
)
def test_a_word_of_telling_takes_its_audience_without_to_and_a_label_says(
    cue: str | None, audience: str | None, words: str | None
) -> None:
    assert cue_words(cue, audience) == words


@pytest.mark.parametrize(
    ("title", "opening", "words"),
    [
        ("Talks end", None, "Talks end"),
        (None, "The talks ended", "“The talks ended …”"),
        (None, None, "a.txt"),
    ],
)
def test_an_article_is_listed_by_its_title_its_first_words_or_its_source(
    title: str | None, opening: str | None, words: str
) -> None:
    assert title_words(ArticleRef(id="1", source="a.txt", title=title, opening=opening)) == words
