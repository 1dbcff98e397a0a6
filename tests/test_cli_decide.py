"""Correcting a book from the command line: what a decision does, how it is taken back, what is refused."""

from __future__ import annotations

import getpass
import json
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from told_readings import DAY, Story

from dyadbook.book.book import Book
from dyadbook.book.decisions import Decision
from dyadbook.book.merge import event_id
from dyadbook.book.questions.event import EventPage, events_told
from dyadbook.book.questions.event import event as event_page
from dyadbook.cli.commands import call

SMALL = Path(__file__).resolve().parent / "books" / "v1"
VISIT, TALKS = "b6f11a297954edf3", "2b6c1573dd0afe26"  # two events of the small book, of three reports each
VISIT_REPORTS = {"0eacde905298b33c", "8e7df1c583fe0f94", "af9c36e1fcfcf279"}
ONE_REPORT = "8e7df1c583fe0f94"
FILED = "3aa363b4660bb22d"  # the decision that is in the small book: a merge of two reports
Do = Callable[..., Decision]


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small book, which the commands take; it has five events beside the visit."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DYADBOOK_BOOK", str(tmp_path / "small"))
    shutil.copytree(SMALL, tmp_path / "small")
    return tmp_path / "small"


@pytest.fixture
def do(book: Path, capsys: pytest.CaptureFixture[str]) -> Do:
    """Return what calls a command and gives the decision that it filed."""

    def called(*words: str) -> Decision:
        assert call([*words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        (filed,) = [one for one in Book.open(book).store.decisions() if one.id == told["id"]]
        return filed

    return called


def events(book: Path) -> set[frozenset[str]]:
    """Return the events of the book, each as its reports."""
    with Book.open(book).index.view() as view:
        kept = view.kept(id for (id,) in view.rows("SELECT id FROM events"))
    return {frozenset(one.merged.members) for one in kept.values()}


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["merge", VISIT, TALKS], -1),
        (["merge", f"http://127.0.0.1:8000/event/{VISIT}", TALKS], -1),
        (["split", VISIT, ONE_REPORT], 1),
        (["wrong", VISIT], -1),
        (["wrong", ONE_REPORT], 0),
        (["withdraw", FILED], -1),  # the two go back to the events to which they were read
    ],
)
def test_a_decision_counts_from_the_next_question_until_it_is_taken_back(
    words: list[str], more: int, do: Do, book: Path
) -> None:
    before = events(book)
    decision = do(*words, "--name", "R. Roe", "--reason", "I looked")
    assert (decision.verdict, decision.name, decision.reason) == (words[0], "R. Roe", "I looked")
    assert len(events(book)) == len(before) + more
    assert events(book) != before
    do("withdraw", decision.id)
    assert events(book) == before


def shown(book: Path, event: str) -> EventPage:
    """Return an event of the book."""
    with Book.open(book).index.view() as view:
        found = event_page(view, event)
    assert found is not None
    return found


def test_a_field_is_corrected_in_all_reports_of_an_event_until_that_is_taken_back(do: Do, book: Path) -> None:
    before = shown(book, VISIT)
    decision = do("correct", VISIT, "--field", "modality", "--value", "Negated", "--name", "R. Roe")
    assert (decision.field, decision.value, set(decision.reports)) == ("modality", "negated", VISIT_REPORTS)
    now = shown(book, VISIT)
    assert {one.modality for one in now.accounts} == {"negated"}
    assert [(one.field, one.name) for one in now.event.corrected] == [("modality", "R. Roe")]
    do("withdraw", decision.id)
    assert shown(book, VISIT) == before


def test_a_field_is_corrected_in_the_one_report_that_is_named(do: Do, book: Path) -> None:
    do("correct", ONE_REPORT, "--field", "place", "--value", "Hamburg, DEU")
    assert {one.id: one.place for one in shown(book, VISIT).accounts}[ONE_REPORT] == "Hamburg"
    assert shown(book, VISIT).event.place == "Hamburg"


def test_source_and_target_are_exchanged_in_one_step_and_back(do: Do, book: Path) -> None:
    before = shown(book, VISIT)
    decision = do("correct", VISIT, "--swap", "--reason", "the other way round")
    assert (decision.field, decision.value) == ("sides", "swapped")
    now = shown(book, VISIT).event
    assert (now.source, now.target) == (before.event.target, before.event.source)
    assert call(["correct", VISIT, "--swap"]) == 2
    do("withdraw", decision.id)
    assert shown(book, VISIT) == before


def test_decisions_are_listed_with_what_was_decided_by_whom_why_and_whether_it_holds(
    do: Do, capsys: pytest.CaptureFixture[str]
) -> None:
    one = do("correct", VISIT, "--swap", "--reason", "the other way round")
    back = do("withdraw", one.id)
    assert call(["decisions", "list"]) == 0
    told = capsys.readouterr().out
    assert (
        f"{one.id} corrected: sides swapped (was as read), signed by {one.name} -- taken back\n  {one.reports[0]}  "
        in told
    )
    assert '\n  "the other way round"\n' in told
    assert f"{back.id} taken back: decision {one.id}, signed by {back.name}\n" in told


def test_a_correction_is_told_with_the_value_that_stood_before_it(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for value in ("2018-06-11", "2018-06-12", "2018-06-13"):
        assert call(["correct", ONE_REPORT, "--field", "date", "--value", value]) == 0
        told.append(capsys.readouterr().out.splitlines()[0])
        if value == "2018-06-12":
            do("withdraw", told[-1].split()[0])
    for line, (value, before) in zip(
        told,
        (("2018-06-11", "2002-09-17"), ("2018-06-12", "2018-06-11"), ("2018-06-13", "2018-06-11")),
        strict=True,
    ):
        assert f"corrected: date {value} (was {before})" in line
    assert call(["decisions", "list"]) == 0
    listed = capsys.readouterr().out
    assert all(line.partition("  ")[2] in listed for line in told)


def test_where_the_reports_of_an_event_differed_each_value_that_stood_before_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(["correct", ONE_REPORT, "--field", "place", "--value", "Hamburg, DEU"]) == 0
    capsys.readouterr()
    assert call(["correct", VISIT, "--field", "place", "--value", "Geneva, CHE"]) == 0
    (before,) = re.findall(r"place Geneva, CHE \(was (.*)\), signed", capsys.readouterr().out.splitlines()[0])
    assert {"Hamburg, DEU"} < set(before.split(" or "))


def test_what_is_decided_of_one_report_is_shown_with_the_event_that_has_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(["correct", ONE_REPORT, "--field", "place", "--value", "Hamburg, DEU"]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.startswith(f"  {ONE_REPORT}  ")
    assert line.endswith(f", a report of event {VISIT})")
    assert call(["wrong", ONE_REPORT]) == 0
    (line,) = capsys.readouterr().out.splitlines()[1:]
    assert line.endswith("published 12 Jun 2018)")  # it is in no event now


def test_a_correction_goes_from_book_to_book(do: Do, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do("correct", VISIT, "--field", "target", "--value", "South Korea")
    assert call(["decisions", "export"]) == 0
    (book.parent / "decisions.jsonl").write_text(capsys.readouterr().out, "utf-8")
    shutil.copytree(SMALL, book.parent / "other")
    assert (
        call(["decisions", "import", str(book.parent / "decisions.jsonl"), "--book", str(book.parent / "other")]) == 0
    )
    assert shown(book.parent / "other", VISIT).event.target == ("South Korea",)


@pytest.mark.parametrize(("kind", "asked"), [("ASSAULT", True), ("CONCEDE", False)])
def test_who_merges_conflict_with_cooperation_is_asked_whether_it_is_one_event(
    kind: str, asked: bool, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Book.open(book).index.view() as view:
        kept = view.kept(id for (id,) in view.rows("SELECT id FROM events"))
        (report, *_) = next(
            one.merged.members for one in kept.values()
            if {each.type for each in events_told(view, one.merged.members).values()} == {kind}
        )  # fmt: skip
    assert call(["merge", VISIT, report]) == 0
    assert ("tell of conflict and some of cooperation" in capsys.readouterr().err) is asked


def test_a_report_is_split_from_all_others_of_its_event(do: Do) -> None:
    decision = do("split", VISIT, ONE_REPORT)
    assert decision.reports == (ONE_REPORT,)
    assert set(decision.others) == VISIT_REPORTS - {ONE_REPORT}


def test_split_without_a_report_answers_with_those_that_the_event_has(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["split", VISIT]) == 0
    said = capsys.readouterr()
    first, *lines = said.out.splitlines()
    assert first == f"event {VISIT}, of 3 reports:"
    assert {line.split()[0] for line in lines} == VISIT_REPORTS
    assert f"dyadbook split {VISIT} REPORT... --book {book}" in said.err
    assert call(["split", VISIT, "--json"]) == 0
    assert {json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()} == VISIT_REPORTS
    assert [one.id for one in Book.open(book).store.decisions()] == [FILED]


def test_a_report_called_wrong_can_be_merged_again(do: Do, book: Path) -> None:
    before = events(book)
    do("wrong", ONE_REPORT)
    do("merge", ONE_REPORT, VISIT)
    assert events(book) == before


@pytest.mark.parametrize(
    ("option", "variable", "file", "name"),
    [
        (["--name", "R. Roe"], "Jo Poe", 'name = "Ann Loe"', "R. Roe"),
        ([], "Jo Poe", 'name = "Ann Loe"', "Jo Poe"),
        ([], None, 'name = "Ann Loe"', "Ann Loe"),
        ([], None, "", "roe"),
    ],
)
def test_a_decision_is_signed_as_is_given_else_as_set_else_with_the_login_name(
    option: list[str], variable: str | None, file: str, name: str,
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(getpass, "getuser", lambda: "roe")
    (book.parent / "mine.toml").write_text(file, encoding="utf-8")
    monkeypatch.setenv("DYADBOOK_CONFIG", str(book.parent / "mine.toml"))
    if variable is not None:
        monkeypatch.setenv("DYADBOOK_NAME", variable)
    assert call(["wrong", VISIT, *option]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].endswith(f", signed by {name}")
    assert ("signed with your login name, roe: --name gives another" in said.err) == (name == "roe")
    assert Book.open(book).store.decisions()[-1].name == name


def test_what_was_decided_is_shown_with_the_way_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["split", VISIT, ONE_REPORT, "--name", "R. Roe"]) == 0
    said = capsys.readouterr()
    decision = Book.open(book).store.decisions()[-1].id
    lines = said.out.splitlines()
    assert lines[0] == f"{decision}  split off, signed by R. Roe"
    assert lines[1].startswith(f"  {ONE_REPORT}  17 Sep 2002: CONSULT: ")
    assert "  (Outlet 4, published 12 Jun 2018, a report of event " in lines[1]
    assert len(lines) == 5
    assert f"to take it back: dyadbook withdraw {decision} --book {book}" in said.err


@pytest.mark.parametrize(("value", "told"), [("2007", "2007"), ("unknown", "no date")])
def test_a_corrected_date_is_shown_as_that_of_the_event(
    value: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["correct", ONE_REPORT, "--field", "date", "--value", value]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith(f"  {ONE_REPORT}  {told}: CONSULT: ")
    assert ", published 12 Jun 2018, a report of event " in line


def test_events_that_a_decision_joins_or_renames_are_told_with_the_ids_they_have_now(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["merge", VISIT, TALKS]) == 0
    assert f"the event is now {VISIT}, of 6 reports; before: {TALKS}" in capsys.readouterr().err
    assert call(["wrong", TALKS]) == 2
    assert f"event {TALKS} was merged, and is now {VISIT}" in capsys.readouterr().err


def test_an_event_that_loses_its_first_report_is_told_with_its_new_id(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = shown(book, VISIT).accounts[0].id
    assert call(["wrong", first]) == 0
    (left,) = [one for one in events(book) if one == VISIT_REPORTS - {first}]
    assert f", of 2 reports; before: {VISIT}" in (said := capsys.readouterr().err)
    assert any(f"the event is now {event_id(report)}, of" in said for report in left)


@pytest.mark.parametrize("asked", [["find", "visited"], ["dyad", "JPN", "PRK"]])
def test_the_id_that_a_decision_takes_is_shown_with_the_event(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call([*asked, "--synthetic", "with"]) == 0
    assert VISIT in capsys.readouterr().out
    assert call(["wrong", VISIT]) == 0


def test_a_correction_that_joins_an_event_with_others_says_so(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = []
    for published, on in ((DAY, DAY), (DAY + timedelta(days=1), DAY - timedelta(days=40))):
        story = Story(published, f"Outlet {published}")
        reading = story.did("USA", "PRK", "ACCUSE", "they accused the North of a launch", on).reading()
        Book.open(book).store.append([reading], run="test")
        ids.append(event_id(reading.events[0].id))
    assert call(["correct", ids[1], "--field", "date", "--value", DAY.isoformat()]) == 0
    told = f"the event is now {ids[0]}, of 2 reports; before: {ids[1]}; merged with 1 other report"
    assert told in capsys.readouterr().err


def test_an_event_that_was_called_wrong_is_not_looked_for_anew(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    decision = do("wrong", VISIT, "--name", "R. Roe")
    assert call(["wrong", VISIT]) == 2
    assert f"was called wrong by R. Roe, and is in the book no more: to have it back, withdraw {decision.id}" in (
        capsys.readouterr().err
    )


def test_an_event_that_is_told_again_was_merged_with_none(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    decision = do("wrong", VISIT)
    assert call(["withdraw", decision.id]) == 0
    said = capsys.readouterr().err
    assert "the event is now" in said
    assert "merged with" not in said


def test_a_decision_is_taken_back_once(do: Do, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = do("withdraw", FILED)
    assert call(["withdraw", FILED]) == 2
    assert f"{FILED} is taken back already: to let it hold again, withdraw {back.id}" in capsys.readouterr().err
    do("withdraw", back.id)
    do("withdraw", FILED)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["merge", VISIT, "0000000000000000"], "nothing of the id '0000000000000000'"),
        (["merge", VISIT], "two ids or more"),
        (["merge", VISIT, f"{VISIT}/"], "two ids or more"),
        (["split", "nothing", ONE_REPORT], "nothing of the id 'nothing'"),
        (["split", TALKS, ONE_REPORT], f"not a report of {TALKS}: {ONE_REPORT}"),
        (["split", VISIT, *sorted(VISIT_REPORTS)], "these are all reports"),
        (["wrong", FILED], "nothing of the id"),
        (["wrong", VISIT, "--name", " "], "has the name of who took it"),
        (["correct", VISIT, "--field", "type", "--value", "DANCE"], "type takes one of AGREE, "),
        (["correct", VISIT, "--field", "target", "--value", "JPN"], "JPN would act on itself: it is the source too"),
        (["correct", VISIT, "--field", "date", "--value", "2987-01-01"], "2987-01-01 is yet to come, and the event is"),
        (["correct", VISIT, "--field", "target"], "--field FIELD --value VALUE, or --swap"),
        (["correct", VISIT, "--field", "type", "--value", "consult"], "type is CONSULT already: nothing is filed"),
        (["correct", ONE_REPORT, "--field", "mode", "--value", "none"], "mode is none already"),
        (["correct", VISIT], "--field FIELD --value VALUE, or --swap"),
        (["correct", VISIT, "--swap", "--field", "type", "--value", "AID"], "or --swap to exchange source and target"),
        (["correct", VISIT, "--field", "tone", "--value", "warm"], "choose from type, modality, mode, date"),
        (["correct", "nothing", "--field", "type", "--value", "ASSAULT"], "nothing of the id 'nothing'"),
        (["withdraw", VISIT], f"no decision of the id '{VISIT}'"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_filed(
    words: list[str], told: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(words) == 2
    assert told in capsys.readouterr().err
    assert [one.id for one in Book.open(book).store.decisions()] == [FILED]


def test_a_mode_is_corrected_to_one_of_the_type(do: Do, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["correct", VISIT, "--field", "mode", "--value", "restrict"]) == 2
    assert "CONSULT has no mode 'restrict': choose from visit, " in capsys.readouterr().err
    assert call(["correct", VISIT, "--field", "mode", "--value", "Visit"]) == 0
    assert "CONSULT (visit): " in capsys.readouterr().out
    assert {one.modes for one in shown(book, VISIT).accounts} == {("visit",)}
    assert shown(book, VISIT).event.modes == ("visit",)
    capsys.readouterr()
    call(["find", "--type", "CONSULT", "--kind", "event"])
    assert "CONSULT (visit)" in capsys.readouterr().out
    call(["find", "--type", "CONSULT", "--kind", "event", "--json"])
    assert ["visit"] in [one["modes"] for one in json.loads(capsys.readouterr().out)["hits"]]
    (modes,) = {one.modes for reading in Book.open(book).readings() for one in reading.events if one.id == ONE_REPORT}
    assert modes == ("visit",)
    do("correct", VISIT, "--field", "type", "--value", "REJECT")  # of which the mode is none
    assert "mode" not in {one.field for one in shown(book, VISIT).event.corrected}


def test_an_event_that_stays_what_it_was_is_not_told_to_be_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["correct", VISIT, "--field", "place", "--value", "Hamburg, DEU"]) == 0
    assert "the event is now" not in capsys.readouterr().err


def test_the_schema_of_a_decision_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["schema", "Decision"]) == 0
    assert "verdict" in json.loads(capsys.readouterr().out)["$defs"]["Decision"]["properties"]


def test_what_is_called_wrong_is_found_no_more(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    def found() -> tuple[int, int]:
        assert call(["find", "visited", "--synthetic", "with", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return told["count"], sum(hit["event"] == VISIT or hit["id"] in VISIT_REPORTS for hit in told["hits"])

    (before, visits) = found()
    assert visits == 1
    do("wrong", VISIT)
    assert found() == (before - 1, 0)


@pytest.mark.parametrize("form", ["csv", "gdelt", "icews", "polecat", "plover", "graphml"])
def test_what_is_called_wrong_is_in_no_export_and_is_counted(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def exported(name: str) -> tuple[str, str]:
        """Return what was lost, and all else that was written."""
        assert call(["export", "--to", str(tmp_path / name), "--format", form]) == 0
        assert ("called them wrong: 3 of the events" in capsys.readouterr().err) == (name == "after")
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted((tmp_path / name).iterdir())}
        return files.pop("LOSSES.txt", ""), "".join(files.values())

    losses, before = exported("before")
    assert "called it wrong" not in losses
    assert call(["wrong", VISIT]) == 0
    capsys.readouterr()
    losses, after = exported("after")
    assert "3 x event left out: a person called it wrong" in losses
    assert after != before
    if form == "csv":
        assert all(id in before and id not in after for id in VISIT_REPORTS)
