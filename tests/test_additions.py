"""Adding an event that was not read: what it takes, where it is shown as added, and that it stays and can go."""

from __future__ import annotations

import io
import json
import re
import shlex
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from told_readings import DAY, Story
from web_book import visitor

from dyadbook import bookkeeping, questions
from dyadbook.book.additions import FIELDS, add
from dyadbook.book.book import Book
from dyadbook.book.decisions import Decision, added_id, decide, in_force, sound
from dyadbook.book.sql import ask
from dyadbook.cli.commands import call, cli
from dyadbook.errors import UsageError
from dyadbook.formats.dyad_terminal import show_brief, show_dyad
from dyadbook.formats.marked import dyad_html
from dyadbook.formats.terminal import terminal_console
from dyadbook.formats.wording import corrected_words
from dyadbook.pages import Entry
from dyadbook.records import Reading
from dyadbook.schemas import to_json

ROOT = Path(__file__).resolve().parent.parent
AT = datetime(2025, 1, 1, tzinfo=UTC)
MISSED = "The ferry of the one was boarded by the other"
FERRY = {"type": "coerce", "source": "PRK", "target": "KOR", "date": "2020-05-03"}


def told() -> Reading:
    """Return a reading with one event, whose article tells another that was not read."""
    story = Story(DAY, "The Quay").did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY)
    story.text += f". {MISSED.replace(' boarded', chr(10) + 'boarded')}. They talk and talk."
    return story.reading()


def adding(words: str = MISSED, **given: str) -> Decision:
    """Return the decision that adds the event."""
    return add(told(), words, {**FERRY, **given}, name="A reader", reason="I looked", at=AT)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a book with the article."""
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    return made


def timeline(book: Book) -> tuple[Entry, ...]:
    """Return the events of the dyad of the event that is added."""
    page = questions.dyad(book, "KOR", "PRK")
    return (*page.timeline, *page.undated)


def withdrawal(one: Decision) -> Decision:
    """Return the decision that takes another back."""
    return decide("withdraw", withdraws=one.id, name="A reader", at=AT + timedelta(minutes=9))


@pytest.mark.parametrize(
    ("words", "given", "hint"),
    [
        ("no such words", {}, "do not stand in article"),
        ("", {}, "do not stand in article"),
        ("talk", {}, "stand 2 times"),
        (MISSED, {"type": "boarding"}, "type takes one of"),
        (MISSED, {"source": "Atlantis"}, "source takes"),
        (MISSED, {"target": "PRK"}, "would act on itself"),
        (MISSED, {"sides": "swapped"}, "no event is added with sides"),
        (MISSED, {"speaker": "USA"}, "no event is added with speaker"),
        (MISSED, {"date": "2031-01-01"}, "yet to come"),
        (MISSED, {"mode": "visit"}, "COERCE has no mode 'visit': choose from seize"),
        (MISSED, {"condition": "if it rains"}, "do not stand where the event is told"),
        (MISSED, {"said_by": "Jane Roe"}, "said_by takes an id or a name of the tables"),
    ],
)
def test_what_cannot_be_added_is_refused_with_why(words: str, given: dict[str, str], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        adding(words, **given)


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("New words", "is superseded: what it tells does not count. The version that counts is {} (New words): name"),
        ("RETRACTED: words", "is superseded: what it tells does not count. No version of it in the book does."),
    ],
)
def test_nothing_is_added_to_an_article_that_no_longer_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str, hint: str
) -> None:
    made = [Story(DAY, "The Quay", title=one, url="https://quay.example/words") for one in ("Old words", title)]
    made[1].text += " They differ."
    old, new = (one.reading() for one in made)
    Book.create(tmp_path / "versions").store.append([old, new], run="test")
    given = ["--type", "COERCE", "--source", "PRK", "--book", str(tmp_path / "versions")]
    assert call(["add-event", old.article.id, "The Quay", *given]) == 2
    assert hint.format(new.article.id) in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("accused the North of", {}),  # not the word by which the other is told
        ("they accused the North", {"modality": "negated"}),
        ("they accused the North", {"date": "2020-04"}),
        ("they accused the North", {"type": "REJECT"}),
        ("they accused the North", {"target": "KOR"}),
    ],
)
def test_an_event_is_there_already_only_where_words_parties_modality_and_day_are_the_same(
    words: str, given: dict[str, str]
) -> None:
    same = {"type": "ACCUSE", "source": "USA", "target": "PRK", "date": DAY.isoformat()}
    with pytest.raises(UsageError, match="there already"):
        adding("they accused the North", **same)
    assert adding(words, **same | given).adds is not None


def test_two_events_are_not_added_by_the_very_same_words(book: Book) -> None:
    book.store.decide(adding())
    (reading,) = book.readings()
    with pytest.raises(UsageError, match="by these very words"):
        add(reading, MISSED, {**FERRY, "date": "2020-05-04"}, name="A reader", reason=None, at=AT)


def test_an_event_has_a_type_and_a_party() -> None:
    with pytest.raises(UsageError, match="a type, and who acts"):
        add(told(), MISSED, {"type": "COERCE"}, name="A reader", reason=None, at=AT)


def test_an_added_event_is_in_every_answer_as_added_and_goes_when_it_is_taken_back(book: Book) -> None:
    assert timeline(book) == ()
    one = adding()
    book.store.decide(one)
    (entry,) = timeline(book)
    assert (entry.type, entry.source, entry.target) == ("COERCE", ("North Korea",), ("South Korea",))
    assert entry.date.start == date(2020, 5, 3)
    assert corrected_words(entry) == "added by A reader"
    assert entry.passages[0].text == MISSED.replace(" boarded", "\nboarded")
    (hit,) = questions.find(book, "ferry").hits
    assert (hit.event, corrected_words(hit)) == (entry.id, "added by A reader")
    series = questions.series(book, "KOR", "PRK")
    assert series.added == 1
    assert "1 added by hand" in series.filter
    assert {event.origin for reading in book.readings() for event in reading.events} == {"t 1", "added by hand"}
    answer = ask(book.store, "SELECT report, corrected, text FROM reports WHERE origin = 'added by hand'")
    assert list(answer.rows) == [(one.reports[0], ["added"], entry.passages[0].text)]
    assert len(list(ask(book.store, "SELECT * FROM reports").rows)) == 2
    book.store.decide(withdrawal(one))
    assert timeline(book) == ()
    assert len(list(ask(book.store, "SELECT * FROM reports").rows)) == 1


def test_changes_and_what_is_pending_say_that_an_event_was_added(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    book.store.decide(adding(modality="future"))
    book.store.decide(adding(words="They talk and talk", type="ASSAULT", date="2020-05-01"))
    address = ["--book", str(book.address)]
    for asked in (["changes", "KOR", "PRK", "--since", "2020-01-01"], ["pending", "KOR", "PRK"]):
        assert call([*asked, *address]) == 0
        assert "added by A reader" in capsys.readouterr().out
    assert "added by A reader" in visitor(book).get("/pending").text


def test_an_event_is_added_with_the_condition_that_its_article_tells(book: Book) -> None:
    book.store.decide(adding(modality="future", condition="They talk and talk"))
    (entry,) = timeline(book)
    assert (entry.modality, entry.condition) == ("future", "They talk and talk")


def test_an_event_is_added_with_the_speaker_who_tells_it(book: Book) -> None:
    book.store.decide(adding(said_by="Kim Jong Un"))
    (entry,) = timeline(book)
    assert entry.said_by == ("Kim Jong Un",)
    assert len(questions.find(book, "ferry", said_by="Kim Jong Un").hits) == 1
    assert not questions.find(book, "ferry", said_by="Moon Jae-in").hits


def test_the_pages_say_that_an_event_was_added(book: Book) -> None:
    book.store.decide(adding())
    client = visitor(book)
    (entry,) = timeline(book)
    assert "Added: it was not read" in client.get(f"/event/{entry.id}").text
    assert "added by A reader" in client.get("/dyad/KOR/PRK").text
    assert "added by A reader" in client.get(f"/article/{told().article.id}").text
    assert "An event added" in client.get("/decisions").text


def test_an_added_event_is_corrected_and_called_wrong_like_others(book: Book) -> None:
    one = adding()
    (id,) = one.reports
    later: dict[str, Any] = {"name": "B", "at": AT + timedelta(minutes=1)}
    book.store.decide(one, decide("correct", [id], field="type", value="ASSAULT", **later))
    (entry,) = timeline(book)
    assert entry.type == "ASSAULT"
    assert corrected_words(entry) == "added by A reader; type corrected by B"
    book.store.decide(decide("wrong", [id], **later))
    assert timeline(book) == ()


def test_an_added_event_stays_when_the_article_is_read_again_and_the_index_made_again(
    book: Book, tmp_path: Path
) -> None:
    book.store.decide(adding())
    kept = timeline(book)
    book.store.append([msgspec.structs.replace(told(), events=())], run="test", kind="reread")
    assert timeline(book) == timeline(Book(book.store, tmp_path / "anew")) == kept != ()


def test_an_added_event_is_one_with_what_other_articles_tell(book: Book) -> None:
    book.store.decide(adding())
    other = Story(DAY, "The Mole").did("PRK", "KOR", "COERCE", "the ferry was boarded", date(2020, 5, 3))
    book.store.append([other.reading()], run="test")
    (entry,) = timeline(book)
    assert entry.articles == 2


def test_decisions_that_add_go_out_and_come_back(book: Book, tmp_path: Path) -> None:
    one = adding()
    other = Book.create(tmp_path / "other")
    assert bookkeeping.decisions_in([to_json(one)], other.address) == 1
    assert not list(other.readings())  # the article is not there yet
    other.store.append([told()], run="test")
    book.store.decide(one)
    assert timeline(other) == timeline(book) != ()


def test_what_is_added_to_other_words_than_the_article_has_is_passed_over(
    book: Book, caplog: pytest.LogCaptureFixture
) -> None:
    one = adding()
    assert one.adds is not None
    words = msgspec.structs.replace(one.adds.words, start=0, end=len(one.adds.words.text))
    book.store.decide(msgspec.structs.replace(one, adds=msgspec.structs.replace(one.adds, words=words)))
    assert timeline(book) == ()
    assert "passed over" in caplog.text


@pytest.mark.parametrize(
    "changes",
    [{"adds": None}, {"reports": ()}, {"reports": (told().events[0].id,)}],
    ids=["nothing", "no event", "the id of one that was read"],
)
def test_a_decision_from_elsewhere_that_does_not_say_what_it_adds_is_refused(changes: dict[str, Any]) -> None:
    assert sound(adding()) == adding()
    with pytest.raises(UsageError, match="does not say which"):
        sound(msgspec.structs.replace(adding(), **changes))


def test_a_decision_from_elsewhere_adds_no_event_of_no_party() -> None:
    one = adding()
    assert one.adds is not None
    nobody = msgspec.structs.replace(one.adds, source=None, target=None)
    with pytest.raises(UsageError, match="not whole"):
        sound(msgspec.structs.replace(one, adds=nobody, reports=(added_id(nobody),)))


def test_only_a_decision_to_add_adds() -> None:
    split = msgspec.structs.replace(adding(), verdict="split", others=("another",))
    assert not in_force([split]).added


def test_the_command_takes_the_fields_that_an_event_can_be_added_with() -> None:
    names = {option.name for option in cli.commands["add-event"].params}
    assert set(FIELDS["event"]) <= names


def test_the_command_files_the_decision_and_says_how_to_take_it_back(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word for field, value in FERRY.items() for word in (f"--{field}", value)]
    command = ["add-event", told().article.id, MISSED, *given, "--book", book.address, "--name", "A reader"]
    assert call([*command, "--json"]) == 0
    out, err = capsys.readouterr()
    assert f"dyadbook withdraw {json.loads(out)['id']}" in err
    assert len(timeline(book)) == 1
    assert call(command) == 2
    assert "there already" in capsys.readouterr().err
    assert call(["add-event", "nobody", *command[2:]]) == 2
    assert "no article of the id 'nobody'" in capsys.readouterr().err


def test_the_examples_of_the_manual_run_on_the_example_articles(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "how-to" / "correct.md").read_text(encoding="utf-8")
    lines = [line for line in manual.splitlines() if line.startswith("dyadbook add-")]
    address = str(tmp_path / "book")
    assert call(["add", str(ROOT / "examples/pages/2018-06-12-singapore-summit-a.html"), "--book", address]) == 0
    assert [call(shlex.split(line.replace("mybook", shlex.quote(address)))[1:]) for line in lines] == [0, 0, 0]


def test_the_command_says_with_what_the_event_is_one_now_and_how_to_split_it(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word for field, value in FERRY.items() for word in (f"--{field}", value)]
    other = Story(DAY, "The Mole").did("PRK", "KOR", "COERCE", "the ferry was boarded", date(2020, 5, 3))
    book.store.append([other.reading()], run="test")
    assert call(["add-event", told().article.id, MISSED, *given, "--book", book.address, "--name", "A reader"]) == 0
    said = capsys.readouterr().err
    (entry,) = timeline(book)
    assert f"the event is now {entry.id}, of 2 reports; merged with 1 other report" in said
    (split,) = [line.partition(": dyadbook ")[2] for line in said.splitlines() if "dyadbook split" in line]
    assert call(split.split()) == 0
    assert len(timeline(book)) == 2


def boarded(book: Book) -> list[str]:
    """File what another article tells of the ferry; return the command that adds what the first one tells of it."""
    given = [word for field, value in FERRY.items() for word in (f"--{field}", value)]
    other = Story(DAY, "The Mole").did("PRK", "KOR", "COERCE", "the ferry was boarded", date(2020, 5, 3))
    book.store.append([other.reading()], run="test")
    return ["add-event", told().article.id, MISSED, *given, "--book", book.address, "--name", "A reader"]


def test_the_command_shows_what_was_told_there_already(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(boarded(book)) == 0
    said = capsys.readouterr().err
    assert "it was taken for the event that was told there already; that is shown as you gave it, beside:" in said
    assert (
        "3 May 2020: COERCE: PRK → KOR  “the ferry was boarded”  (The Mole, published 4 May 2020, a report of event "
        in said
    )
    assert "(--apart keeps it so from the first)" in said


def test_an_event_is_kept_apart_from_the_first_where_that_is_asked(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call([*boarded(book), "--apart"]) == 0
    assert "kept apart from 1 report with which it would be one event:" in capsys.readouterr().err
    assert [entry.articles for entry in timeline(book)] == [1, 1]
    assert [one.verdict for one in book.store.decisions()] == ["add", "split"]


def test_what_is_told_alone_needs_no_decision_to_be_kept_apart(book: Book) -> None:
    assert call([*boarded(book), "--date", "2019-01-01", "--apart"]) == 0
    assert [one.verdict for one in book.store.decisions()] == ["add"]


def test_what_is_added_hides_no_words_that_were_read(book: Book) -> None:
    call(boarded(book))
    page, shown = questions.dyad(book, "KOR", "PRK"), io.StringIO()
    show_dyad(page, terminal_console(shown, width=200))
    for text in (shown.getvalue(), visitor(book).get("/dyad/KOR/PRK").text, dyad_html(page)):
        words = " ".join(re.sub(r"<[^>]+>", "", text).split())
        assert "The ferry of the one was boarded by the other" in words
        assert "the ferry was boarded" in words
        assert "1 more report" not in text


def test_a_page_in_brief_says_what_was_added(book: Book) -> None:
    book.store.decide(adding())
    shown = io.StringIO()
    show_brief(questions.dyad(book, "KOR", "PRK"), terminal_console(shown, width=200))
    assert "COERCE North Korea → South Korea · added by A reader" in " ".join(shown.getvalue().split())


def test_values_are_kept_as_a_correction_writes_them() -> None:
    one = adding(source="Kim Jong Un", place="Seoul, South Korea", historical="Yes").adds
    assert one is not None
    assert (one.type, one.source, one.place, one.historical) == ("COERCE", "person/kim-jong-un", "Seoul, KOR", "yes")
