"""Charts: what they draw of which answer, what their marks say, and that nothing in them runs or breaks out."""

from __future__ import annotations

import csv
import itertools
import math
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hand_readings import reading
from told_readings import Story, index_of

from dyadbook import charts, questions
from dyadbook.answers import Among, Looked, Measure, Period, Series
from dyadbook.book.index import Index
from dyadbook.book.questions.home import DyadCount, HomePage
from dyadbook.charts.specs import event_link
from dyadbook.days import day_words
from dyadbook.errors import UsageError
from dyadbook.pages import DyadPage, IssueCount, Side
from dyadbook.records import When
from dyadbook.views import dyad_page

PAGE = dyad_page([reading()], "USA", "PRK", synthetic="only")
(ENTRY,) = PAGE.timeline
SIDES = (Side(id="USA", name="United States"), Side(id="PRK", name="North Korea"))
HOSTILE = "<script>alert(1)</script> \" ' & ]]> \u202eback \x1b[2J \ufffe" + "W" * 10_000


def page(*changes: dict[str, Any]) -> DyadPage:
    """Return a page with an entry for each set of changes, of consecutive days."""
    days = (date(2018, 6, 12) + timedelta(days=10 * n) for n in range(len(changes)))
    entries = [
        msgspec.structs.replace(
            ENTRY, **{"date": When(start=day, end=day + timedelta(days=1), precision="day"), "id": f"e{n}"} | change
        )
        for n, (day, change) in enumerate(zip(days, changes, strict=True), start=1)
    ]
    return msgspec.structs.replace(PAGE, timeline=tuple(entries))


def parsed(markup: str) -> ElementTree.Element:
    """Return markup as the tree that a program reads from it."""
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]*"', "", markup))


def marks(chart: charts.Svg) -> list[ElementTree.Element]:
    """Return the elements that a screen reader names, the chart itself left out."""
    return [one for one in parsed(str(chart)).iter() if one.get("aria-label") and one.tag != "svg"]


def month(
    number: int, *, cooperation: Measure | None = None, conflict: Measure | None = None, hollow: int = 0
) -> Period:
    """Return the figures of a month of 2018."""
    kinds = (cooperation or Measure(), conflict or Measure())
    everything = Measure(
        events=(many := sum(one.events for one in kinds)), valued=many, goldstein=2.0, low=-11.5, high=15.5
    )
    end = date(2018 + number // 12, number % 12 + 1, 1)
    return Period(
        start=date(2018, number, 1), end=end, all=everything, cooperation=kinds[0], conflict=kinds[1], hollow=hollow
    )


def series(*periods: Period) -> Series:
    """Return the series of a dyad by months."""
    return Series(filter="all dates.", looked=Looked(articles=9), sides=SIDES, by="month", periods=periods)


BALANCE = series(
    month(1, cooperation=Measure(events=3, valued=3, goldstein=4.0, low=1.0, high=7.0), hollow=1),
    month(2),
    month(3, conflict=Measure(events=1, valued=1, goldstein=-5.0)),
)
MATTERS = msgspec.structs.replace(
    PAGE,
    issues=(IssueCount(issue="missile_tests", articles=7, mentions=9), IssueCount(issue="oil", articles=1, mentions=1)),
)
AMONG = Among(filter="all dates.", looked=Looked(articles=9), sides=(*SIDES, Side(id="KOR", name="South Korea")))
ALL = {
    "timeline": charts.timeline(page({}, {"modality": "negated"})),
    "balance": charts.balance(BALANCE),
    "issues": charts.issues(MATTERS, {"missile_tests": PAGE.timeline}),
    "among": charts.among(msgspec.structs.replace(AMONG, events=page({}).timeline)),
    "empty": charts.timeline(msgspec.structs.replace(PAGE, timeline=())),
    "map": charts.dyad_map(
        HomePage(
            filter="all dates.", looked=Looked(articles=9), since=None,
            dyads=(DyadCount(a=SIDES[0], b=SIDES[1], articles=2, events=1),),
        )
    ),
}  # fmt: skip


# ---- a timeline


def test_every_mark_is_a_link_to_its_event_and_says_what_it_is() -> None:
    (mark,) = marks(charts.timeline(page({"independent": 3})))
    assert (mark.tag, mark.get("href")) == ("a", "/event/e1")
    says = "12 Jun 2018: CONSULT, Donald Trump and Kim Jong Un; 3 independent reports"
    assert (mark.get("aria-label"), mark.findtext("title")) == (says, says)


def test_a_mark_without_an_event_to_lead_to_is_an_image_that_is_named() -> None:
    (mark,) = marks(charts.timeline(page({"id": None})))
    assert (mark.tag, mark.get("role"), mark.get("href")) == ("g", "img", None)


def undated(**change: Any) -> DyadPage:
    """Return a page with an event that has a date and one of the news that has none."""
    none = msgspec.structs.replace(ENTRY, **({"date": When(), "id": "e0", "lead": True} | change))
    return msgspec.structs.replace(page({}), undated=(none,))


def test_a_timeline_counts_what_has_no_date() -> None:
    drawn = charts.timeline(undated())
    assert len(marks(drawn)) == 1
    assert drawn.chart.filter.endswith("1 of the 2 events shown have no date, and have no mark.")


@pytest.mark.parametrize(
    ("change", "drawn"), [({}, 1), ({"lead": False}, 0), ({"faded": True}, 0), ({"hollow": True}, 0)]
)
def test_news_without_a_date_has_a_mark_of_its_own_kind_where_it_was_published(
    change: dict[str, Any], drawn: int
) -> None:
    chart = charts.timeline(undated(**change), undated="published")
    found = [one for one in marks(chart) if [each for each in one.iter("path") if each.get("class") == "slit"]]
    assert len(found) == drawn
    assert ("1 of these stand where they were first published" in chart.chart.filter) == drawn
    for one in found:
        published = ENTRY.passages[0].article.published
        assert published is not None
        assert (one.get("aria-label") or "").startswith(f"first published {day_words(published)}, no date: ")


def slashes(drawn: charts.Svg) -> list[str]:
    """Return the signs that time passes quicker, or goes on beyond the edge."""
    return [one.get("d") or "" for one in parsed(str(drawn)).iter("path") if one.get("class") == "torn"]


@pytest.mark.parametrize(
    ("last", "signs"), [(2015, 0), (2016, 2), (2019, 1)], ids=["none", "a slash of two lines", "a torn edge"]
)
def test_an_axis_has_a_sign_where_it_passes_over_silent_years(last: int, signs: int) -> None:
    days = [date(year, 6, 1) for year in (2011, 2012, 2013, 2014, last)]
    entries = [
        msgspec.structs.replace(ENTRY, date=When(start=one, end=one + timedelta(days=1), precision="day"))
        for one in days
    ]
    assert len(slashes(charts.timeline(msgspec.structs.replace(PAGE, timeline=tuple(entries))))) == signs


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"modality": "future"}, "still to come"),
        ({"modality": "hypothetical"}, "supposed"),
        ({"modality": "negated"}, "did not happen"),
        ({"faded": True}, "history"),
        ({"said_by": ("Jane Roe",)}, "says Jane Roe"),
        ({"target": ()}, "to nobody named"),
    ],
)
def test_a_mark_says_how_its_act_is_told(change: dict[str, Any], said: str) -> None:
    (mark,) = marks(charts.timeline(page({"act": "ACCUSE"} | change)))
    assert said in (mark.get("aria-label") or "")


@pytest.mark.parametrize(
    ("change", "classes"),
    [
        ({}, {"mark"}),
        ({"modality": "future"}, {"mark", "open", "future"}),
        ({"modality": "hypothetical"}, {"mark", "open", "hypothetical"}),
        ({"modality": "negated"}, {"mark", "open", "negated"}),
    ],
)
def test_only_what_is_told_as_done_is_filled(change: dict[str, Any], classes: set[str]) -> None:
    (mark,) = marks(charts.timeline(page(change)))
    assert set((mark[1].get("class") or "").split()) == classes


def test_history_is_faded() -> None:
    now, then = marks(charts.timeline(page({}, {"faded": True})))
    assert ["faded" in (one.get("class") or "") for one in (now, then)] == [False, True]


def test_the_four_quad_classes_differ_in_shape_as_well_as_in_colour() -> None:
    quads = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    drawn = marks(charts.timeline(page(*({"quad": quad} for quad in quads))))
    shapes = {(one[1].tag, one[1].get("rx"), (one[1].get("d") or "").count("L")) for one in drawn}
    assert len(shapes) == len({one.get("class") for one in drawn}) == 4


def test_a_label_of_the_axis_leads_to_its_days() -> None:
    drawn = charts.timeline(page({}), zoom=lambda first, last: f"?since={first}&until={last}")
    assert "?since=2018-06-01&until=2018-06-30" in [one.get("href") for one in marks(drawn)]


# ---- a balance


def of_years(*years: int) -> DyadPage:
    """Return a page with an entry in June of each year."""
    days = ((date(year, 6, 1), date(year, 6, 2)) for year in years)
    return page(*({"date": When(start=first, end=end, precision="day")} for first, end in days))


@pytest.mark.parametrize(
    ("years", "inside", "outside"),
    [
        ([1953, 2018, 2018, 2019, 2019], 4, ["1 earlier event lies outside of the drawing, 1 Jun 1953"]),
        ([2018, 2018, 2019, 2019, 2060], 4, ["1 later event lies outside of the drawing, 1 Jun 2060"]),
        ([1953, *[2018] * 9, *[2019] * 9, 2060], 18,
         ["1 earlier event lies outside of the drawing, 1 Jun 1953",
          "1 later event lies outside of the drawing, 1 Jun 2060"]),
        ([1953, 1960, *[2018] * 10, *[2020] * 10], 20,
         ["2 earlier events lie outside of the drawing, 1 Jun 1953–1 Jun 1960"]),
        ([1990, *[2018] * 9, *[2020] * 9, 2060], 18,
         ["1 earlier event lies outside of the drawing, 1 Jun 1990",
          "1 later event lies outside of the drawing, 1 Jun 2060"]),
        ([1953, 1953, 2018, 2019], 4, []),  # of few, none is left out
        ([1953, 1960, 2018, 2019, 2020], 5, []),  # nor are many
        ([1953, 1970, 1990, 2000, 2010, 2020], 6, []),  # nor what is no farther than the others are long
        ([2016, 2018, 2018, 2018, 2018], 5, []),  # nor what is near
        ([], 0, []),
    ],
)  # fmt: skip
def test_what_lies_far_outside_does_not_squeeze_the_others(years: list[int], inside: int, outside: list[str]) -> None:
    chart = charts.timeline(of_years(*years))
    said = [one.get("aria-label") or "" for one in marks(chart)]
    assert [words for words in said if "outside" in words] == outside
    assert len(said) - len(outside) == inside
    assert len(chart.csv().splitlines()) == len(years) + 1  # the table has all


def test_a_year_that_lies_outside_is_said_as_a_year() -> None:
    years = [{"date": When(start=date(at, 1, 1), end=date(at + 1, 1, 1), precision="year")} for at in (1953, 1955)]
    first, *_ = marks(charts.timeline(page(years[0], {}, {}, {}, {})))
    assert first.findtext("text") == "← 1 earlier, 1953: show it"
    first, *_ = marks(charts.timeline(page(*years, *[{}] * 20)))
    assert first.findtext("text") == "← 2 earlier, 1953–1955: show them"


def test_what_lies_outside_leads_to_its_days_or_to_its_first_event() -> None:
    old = of_years(1953, 1960, *[2018] * 20)
    zoomed = charts.timeline(old, zoom=lambda first, last: f"?since={first}&until={last}")
    led = {one.get("href"): one.findtext("text") for one in marks(zoomed) if "outside" in (one.get("aria-label") or "")}
    assert led == {"?since=1953-06-01&until=1960-06-01": "← 2 earlier, 1 Jun 1953–1 Jun 1960: show them"}
    (plain,) = (one for one in marks(charts.timeline(old)) if "outside" in (one.get("aria-label") or ""))
    assert plain.get("href") == "/event/e1"
    (figure,) = (
        one
        for one in marks(charts.timeline(old, link=lambda entry, number: None))
        if "outside" in (one.get("aria-label") or "")
    )
    assert (figure.get("href"), figure.findtext("text")) == (None, "← 2 earlier, 1 Jun 1953–1 Jun 1960")


def test_issues_leave_out_what_lies_far_outside_too() -> None:
    told = of_years(1953, *[2018] * 6).timeline
    drawn = charts.issues(MATTERS, {"missile_tests": told, "oil": told[:3]})
    said = [one.get("aria-label") or "" for one in marks(drawn)]
    assert [words for words in said if "outside" in words] == [
        "1 earlier event lies outside of the drawing, 1 Jun 1953"
    ]
    assert sum("CONSULT" in words for words in said) == 8


def test_a_balance_names_each_month_with_its_figures_and_leaves_silent_ones_out() -> None:
    assert [mark.get("aria-label") for mark in marks(charts.balance(BALANCE))] == [
        "Jan 2018: 3 told as done, mean Goldstein 2.0 (-11.5 to 15.5); 3 cooperation, mean Goldstein 4.0 (1.0 to 7.0); "
        "0 conflict; 1 not told as done",
        "Mar 2018: 1 told as done, mean Goldstein 2.0 (-11.5 to 15.5); 0 cooperation; 1 conflict, mean Goldstein -5.0",
    ]


def test_a_month_leads_to_its_days() -> None:
    drawn = charts.balance(BALANCE, zoom=lambda first, last: f"?since={first}&until={last}")
    assert marks(drawn)[0].get("href") == "?since=2018-01-01&until=2018-01-31"


def test_the_interval_of_one_event_alone_is_not_drawn() -> None:
    lone = charts.balance(series(month(3, conflict=Measure(events=1, valued=1, goldstein=-5.0))))
    assert "conflict" in str(lone)
    assert [one.get("class") for one in marks(lone)[0].iter("g")][-1] == "mx"
    assert not [line for group in marks(lone)[0].iter("g") if group.get("class") == "mx" for line in group.iter("line")]


def test_a_balance_says_how_many_stand_by_publication_and_over_how_many_a_mean_is() -> None:
    told = month(3, conflict=Measure(events=4, published=3, valued=2, goldstein=-5.0))
    answer = msgspec.structs.replace(series(told), published=3)
    drawn = charts.balance(answer)
    (mark,) = marks(drawn)
    assert "4 conflict (3 by first publication alone), mean Goldstein -5.0 of 2" in (mark.get("aria-label") or "")
    bars = {one.get("class"): float(one.get("height") or 0) for one in mark.iter("rect") if one.get("y")}
    assert bars["bar part"] == pytest.approx(3 * bars["bar"])
    assert "pale: no report dates it" in str(drawn)


# ---- issues


def test_issues_have_the_number_of_their_articles_and_their_events() -> None:
    drawn = charts.issues(MATTERS, {"missile_tests": PAGE.timeline}, issue_links={"oil": "/issue/oil"})
    said = [(one.tag, one.get("aria-label")) for one in marks(drawn)]
    assert ("g", "missile tests: 7 articles") in said
    assert ("a", "oil: 1 article") in said
    assert ("g", "12 Jun 2018: CONSULT, Donald Trump and Kim Jong Un") in said


def test_issues_beyond_the_most_are_counted() -> None:
    drawn = charts.issues(MATTERS, {}, most=1)
    assert "1 more issue in fewer articles" in str(drawn)
    assert "oil" not in str(drawn)


# ---- every chart


@pytest.mark.parametrize("name", ALL)
def test_a_chart_has_no_style_attribute_no_id_and_no_script(name: str) -> None:
    for one in parsed(str(ALL[name])).iter():
        assert not {"style", "id"} & one.attrib.keys()
        assert one.tag in {"svg", "g", "a", "title", "text", "rect", "line", "path", "circle"}


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_whole_xml_with_a_title_its_style_and_the_filter_in_words(name: str) -> None:
    root = parsed(ALL[name].standalone())
    assert root.findtext("title") == root.get("aria-label") == ALL[name].chart.title
    assert "var(" not in (root.findtext("style") or "var(")
    assert "@media" not in (root.findtext("style") or "@media")
    shown = " ".join(text.text or "" for text in root.iter("text"))
    assert f"{ALL[name].chart.filter} Read by machine with Dyadbook." in shown


def test_a_figure_of_example_texts_says_so() -> None:
    assert "They are no sources." in ALL["timeline"].standalone()
    assert "They are no sources." not in ALL["balance"].standalone()


def test_an_empty_chart_is_false_and_says_why() -> None:
    assert not ALL["empty"]
    assert "No dated event was reported." in str(ALL["empty"])
    assert not charts.balance(series())


def test_a_template_and_a_notebook_take_a_chart_as_it_is() -> None:
    chart = ALL["timeline"]
    assert chart.__html__() == str(chart)
    assert chart._repr_svg_() == chart.standalone()


def test_what_articles_hold_is_shown_and_never_becomes_markup() -> None:
    names = {
        "source": (HOSTILE,),
        "target": (HOSTILE,),
        "said_by": (HOSTILE,),
        "type": HOSTILE,
        "quad": HOSTILE,
        "id": HOSTILE,
    }
    hostile = msgspec.structs.replace(page(names), filter=HOSTILE, sides=(Side(id="USA", name=HOSTILE), SIDES[1]))
    matters = msgspec.structs.replace(hostile, issues=(IssueCount(issue=HOSTILE, articles=1, mentions=1),))
    for chart in (charts.timeline(hostile), charts.issues(matters, {HOSTILE: hostile.timeline})):
        for markup in (str(chart), chart.standalone()):
            tree = parsed(markup)
            assert "script" not in {one.tag for one in tree.iter()}
            assert not set("\u202e\x1b\ufffe") & set(markup)
            assert max(len(text.text or "") for text in tree.iter("text")) <= 160
            assert all(len(one.get("aria-label") or "") <= 300 for one in tree.iter() if one.tag != "svg")


@pytest.mark.parametrize(
    ("id", "address"), [("0af3", "/event/0af3"), ("a/../b?c#d", "/event/a%2F..%2Fb%3Fc%23d"), (None, None)]
)
def test_the_id_of_an_event_cannot_leave_its_place_in_an_address(id: str | None, address: str | None) -> None:
    assert event_link(msgspec.structs.replace(ENTRY, id=id), 1) == address


# ---- colours


_SEEN_AS = {  # Machado, Oliveira and Fernandes (2009), at full strength, in linear RGB
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
_LIGHT, _DARK = (dict(re.findall(r"--chart-(\w+):(#\w{6})", line)) for line in charts.style().splitlines()[2:4])


def linear(colour: str) -> list[float]:
    """Return the light of a colour's three parts."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    """Return a colour in CIELAB, where distances are those that are seen."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("palette", [_LIGHT, _DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", _SEEN_AS)
def test_the_colours_are_told_apart_with_any_colour_vision(sight: str, palette: dict[str, str]) -> None:
    seen = [
        lab(
            [
                sum(weight * part for weight, part in zip(row, linear(palette[name]), strict=True))
                for row in _SEEN_AS[sight]
            ]
        )
        for name in ("vc", "mc", "vx", "mx")
    ]
    assert min(math.dist(a, b) for a, b in itertools.combinations(seen, 2)) > 15


@pytest.mark.parametrize("palette", [_LIGHT, _DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["vc", "mc", "vx", "mx", "qq", "soft", "ink"])
def test_marks_and_words_stand_out_from_the_ground(name: str, palette: dict[str, str]) -> None:
    high, low = sorted(
        (
            sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(palette[one]), strict=True))
            for one in (name, "paper")
        ),
        reverse=True,
    )
    assert (high + 0.05) / (low + 0.05) >= 4.5


# ---- files


def test_a_csv_holds_what_the_figure_shows(tmp_path: Path) -> None:
    path = charts.timeline(page({}, {"modality": "future", "independent": 2})).save(tmp_path / "figure.csv")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert [(row["event"], row["first"], row["modality"], row["independent"]) for row in rows] == [
        ("e1", "2018-06-12", "actual", ""),
        ("e2", "2018-06-22", "future", "2"),
    ]


@pytest.mark.parametrize(
    ("name", "head"), [("balance", "start,end,all_events"), ("issues", "issue,articles,number,event")]
)
def test_every_chart_has_a_table(name: str, head: str) -> None:
    assert ALL[name].csv().startswith(head)


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<svg")])
@pytest.mark.parametrize("name", ALL)
def test_a_chart_is_saved_in_the_form_of_its_name(name: str, form: str, begins: bytes, tmp_path: Path) -> None:
    if form != "svg":
        pytest.importorskip("vl_convert", reason="vl-convert-python (the extra `charts`) is not installed")
    path = ALL[name].save(tmp_path / f"figure.{form}")
    assert path.read_bytes().startswith(begins)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["figure", "figure.gif", "absent/figure.svg"])
def test_a_figure_that_cannot_be_written_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"end it in \.svg, \.png, \.pdf, \.csv|cannot be written"):
        ALL["timeline"].save(tmp_path / name)


def test_without_the_library_a_picture_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(UsageError, match=r"'dyadbook\[charts\]' \(from a clone: pip install -e '\.\[charts\]'\)"):
        ALL["timeline"].save(tmp_path / "figure.png")


# ---- of a book


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Return the index of a small book."""
    day = date(2020, 5, 4)
    return index_of(
        tmp_path / "index",
        Story(day, "The Quay")
        .did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva", day, issues=("denuclearization",))
        .did("USA", "PRK", "ACCUSE", "they accused the North of a launch", day, goldstein=-2.0),
    )


def test_a_book_gives_every_chart(index: Index) -> None:
    shown = questions.dyad(index, "USA", "PRK")
    of_issue = questions.dyad(index, "USA", "PRK", issue="denuclearization").timeline
    drawn = charts.timeline(shown)
    assert {one.get("href") for one in marks(drawn)} == {f"/event/{entry.id}" for entry in shown.timeline}
    assert len(marks(charts.balance(questions.series(index, "USA", "PRK")))) == 1
    assert len(marks(charts.issues(shown, {"denuclearization": of_issue}))) == 1 + len(shown.issues)


# ---- the map of the first page


def told(a: str, b: str, **changes: Any) -> DyadCount:
    """Return how much is told of a dyad."""
    counts: dict[str, Any] = {
        "articles": 4,
        "events": 3,
        "cooperation": 2,
        "conflict": 1,
        "last": date(2020, 5, 5),
    } | changes
    return DyadCount(a=Side(id=a, name=f"the {a}"), b=Side(id=b, name=f"the {b}"), **counts)


def first_page(*dyads: DyadCount) -> HomePage:
    """Return a first page with these dyads."""
    return HomePage(
        filter="all dates.", looked=Looked(articles=9), since=date(2020, 3, 1), last=date(2020, 5, 5), dyads=dyads
    )


def dyad_map(*dyads: DyadCount) -> charts.Svg:
    """Return the map of these dyads, with links."""
    return charts.dyad_map(
        first_page(*dyads), dyad=lambda a, b: f"/dyad/{a}/{b}", party=lambda party: f"/country/{party}"
    )


def test_each_line_of_a_map_leads_to_its_dyad_and_says_what_is_told() -> None:
    line, *places = marks(dyad_map(told("USA", "PRK")))
    assert (line.get("href"), line.get("aria-label")) == (
        "/dyad/USA/PRK",
        "the USA – the PRK: 4 articles; 3 new events, told as done 2 of cooperation and 1 of conflict; last 5 May 2020",
    )
    assert [one.get("href") for one in places] == ["/country/USA", "/country/PRK"]


def test_the_lines_of_a_map_differ_in_shape_as_well_as_in_colour() -> None:
    drawn = marks(
        dyad_map(told("USA", "PRK"), told("USA", "FRA", conflict=3), told("FRA", "PRK", cooperation=0, conflict=0))
    )
    lines = [one for one in drawn if "/dyad/" in (one.get("href") or "")]
    assert {one.get("class"): one[-1].tag if len(one) > 3 else None for one in lines} == {
        "mc": "rect", "mx": "path", "qq": None,
    }  # fmt: skip


def test_the_more_articles_the_thicker_a_line() -> None:
    drawn = dyad_map(told("USA", "PRK", articles=40), told("USA", "FRA", articles=2), told("FRA", "PRK", articles=1))
    widths = [float(one.get("stroke-width", 0)) for one in parsed(str(drawn)).iter() if one.get("class") == "arc"][:3]
    assert widths == sorted(widths)
    assert widths[0] < widths[2]


@pytest.mark.parametrize(
    "drawn",
    [
        charts.timeline(page({}, {"modality": "future"})),
        charts.balance(BALANCE),
        charts.issues(MATTERS, {}),
        dyad_map(told("USA", "PRK"), told("USA", "org/UN"), told("USA", "org/IMF"), told("USA", "org/EU")),
    ],
    ids=["timeline", "balance", "issues", "map"],
)
def test_what_the_signs_mean_stands_where_a_narrow_screen_shows_it(drawn: charts.Svg) -> None:
    svg = parsed(str(drawn))
    texts = [one for one in svg.iter("text") if one.text and one.get("class") is None]
    below = max(float(one.get("y", 0)) for one in texts) - 60
    ends = [float(one.get("x", 0)) + 6 * len(one.text or "") for one in texts if float(one.get("y", 0)) > below]
    assert len(ends) > 3
    assert max(ends) < 340


def test_parties_without_a_capital_are_named_beside_the_map() -> None:
    drawn = dyad_map(told("USA", "PRK"), told("USA", "org/UN"))
    assert "Not on the map, having no capital: the org/UN" in "".join(parsed(str(drawn)).itertext())
    assert len(list(csv.reader(drawn.csv().splitlines()))) == 2


def test_a_map_of_no_two_capitals_says_so() -> None:
    drawn = dyad_map(told("USA", "org/UN"))
    assert not drawn
    assert "No two parties" in str(drawn)


@pytest.mark.parametrize("dyads", [[("FRA", "DEU")], [("FJI", "NZL"), ("USA", "RUS")], [("FRA", "FRA")]])
def test_capitals_lie_inside_the_map_and_names_upon_no_other(dyads: list[tuple[str, str]]) -> None:
    drawn = dyad_map(*(told(a, b) for a, b in dyads))
    places = [one for one in parsed(str(drawn)).iter() if one.get("class") == "place"]
    assert all(0 <= float(one[1].get("cx", -1)) <= 960 and float(one[1].get("cy", -1)) >= 0 for one in places)
    at = [(one[2].get("x"), one[2].get("y")) for one in places]
    assert len(set(at)) == len(at) == len({id for pair in dyads for id in pair})


FAR = [("USA", "CHN"), ("USA", "RUS"), ("USA", "PRK"), ("CHN", "RUS"), ("USA", "NZL"), ("GBR", "JPN")]


def test_every_line_of_a_map_stays_inside_it() -> None:
    drawn = dyad_map(*(told(a, b) for a, b in FAR))
    svg = parsed(str(drawn))
    height = max(float(one.get("y2", 0)) for one in svg.iter("line"))
    ways = [one.get("d", "") for one in svg.iter("path") if one.get("class") == "arc" and "Q" in one.get("d", "")]
    assert len(ways) == len(FAR)
    for way in ways:
        ax, ay, cx, cy, bx, by = map(float, re.findall(r"-?[\d.]+", way))
        for part in (0.1 * step for step in range(11)):
            for first, second, third, most in ((ax, cx, bx, 960), (ay, cy, by, height)):
                assert 0 <= first * (1 - part) ** 2 + 2 * second * part * (1 - part) + third * part**2 <= most


def test_no_line_of_a_map_strikes_through_a_name_where_there_is_room_beside_it() -> None:
    svg = parsed(str(dyad_map(told("USA", "CHN"))))
    (way,) = [one.get("d", "") for one in svg.iter("path") if "Q" in one.get("d", "") and one.get("class") == "arc"]
    ax, ay, cx, cy, bx, by = map(float, re.findall(r"-?[\d.]+", way))
    parts = [0.01 * step for step in range(101)]
    at = [
        tuple(a * (1 - t) ** 2 + 2 * c * t * (1 - t) + b * t**2 for a, c, b in ((ax, cx, bx), (ay, cy, by)))
        for t in parts
    ]
    for name in (one[2] for one in svg.iter() if one.get("class") == "place"):
        x, y = float(name.get("x", 0)), float(name.get("y", 0))
        assert not [1 for px, py in at if x <= px <= x + 5 * len(name.text or "") and y - 8 <= py <= y]
