"""The command that draws figures."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from told_readings import DAY, Story, index_of

from dyadbook import bookkeeping
from dyadbook.cli.commands import call


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the book: a small one that is made for these tests."""
    index = index_of(
        tmp_path / "index",
        Story(DAY, "The Quay")
        .did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva", DAY, issues=("denuclearization",))
        .did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY, goldstein=-2.0),
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bookkeeping, "open_book", lambda *args, **settings: index)


@pytest.mark.parametrize("spelling", ["-o", "--to", "--output"])
def test_where_a_figure_goes_is_spelled_as_in_other_commands(spelling: str, tmp_path: Path) -> None:
    assert call(["plot", "map", spelling, "map.svg"]) == 0
    assert (tmp_path / "map.svg").exists()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("dyad USA PRK", "United States – North Korea: what passed between them"),
        ("dyad USA PRK --type CONSULT --since 2020-05-01", "United States – North Korea: what passed between them"),
        ("balance USA PRK --by year", "United States – North Korea: balance by year"),
        ("issues USA PRK --newest 0", "United States – North Korea: issues"),
        ("issues USA PRK --issue Denuclearization", "United States – North Korea: issues"),
        ("map", "Who with whom, 5 Feb 2020 to 4 May 2020"),
        ("among USA PRK KOR", "United States – North Korea – South Korea: events in which all take part"),
    ],
)
def test_a_figure_of_each_kind_is_written(words: str, title: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plot", *words.split(), "-o", "figure.svg"]) == 0
    assert ElementTree.parse("figure.svg").getroot().get("aria-label") == title
    out, err = capsys.readouterr()
    assert (out, "wrote figure.svg" in err, "1 article looked at" in err) == ("", True, True)


def test_a_filter_narrows_a_figure_down(capsys: pytest.CaptureFixture[str]) -> None:
    call(["plot", "dyad", "USA", "PRK", "--type", "CONSULT", "-o", "figure.csv", "--quiet"])
    assert "ACCUSE" not in Path("figure.csv").read_text("utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("issue", ["denuclearization", "Denuclearization"])
def test_an_issue_has_its_events_by_whichever_name_it_is_asked_for(issue: str) -> None:
    call(["plot", "issues", "USA", "PRK", "--issue", issue, "-o", "figure.csv"])
    assert "denuclearization,1,1," in Path("figure.csv").read_text("utf-8")


def test_a_figure_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plot", "dyad", "USA", "PRK", "-o", "-", "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("<svg")


def test_the_lines_of_a_map_lead_to_their_dyads() -> None:
    call(["plot", "map", "-o", "figure.svg", "--links", "http://localhost:8000/"])
    assert 'href="http://localhost:8000/dyad/PRK/USA"' in Path("figure.svg").read_text("utf-8")


@pytest.mark.parametrize(("given", "links"), [([], False), (["--links", "http://localhost:8000/"], True)])
def test_marks_lead_to_the_served_pages_where_their_address_is_given(given: list[str], links: bool) -> None:
    call(["plot", "dyad", "USA", "PRK", "-o", "figure.svg", *given])
    assert ('href="http://localhost:8000/event/' in Path("figure.svg").read_text("utf-8")) == links


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("dyad USA PRK -o figure.gif", "end it in .svg, .png, .pdf, .csv"),
        ("dyad USA PRK -o absent/figure.svg", "cannot be written"),
        ("dyad USA PRK KOR -o figure.svg", "takes two parties"),
        ("among USA PRK -o figure.svg", "three parties or more"),
        ("dyad USA Atlantis -o figure.svg", "Atlantis"),
        ("map USA PRK -o figure.svg", "give no party"),
        ("map --since 2020-01-01 -o figure.svg", "no filter"),
    ],
)
def test_what_cannot_be_drawn_is_said(words: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["plot", *words.split()]) == 2
    assert hint in capsys.readouterr().err
