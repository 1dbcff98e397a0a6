"""Adding a statement or a standing that was not read, and who else speaks: what it takes, where it shows, its end."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from told_readings import DAY, Story
from web_book import visitor

from dyadbook import bookkeeping, questions
from dyadbook.book.additions import FIELDS, add
from dyadbook.book.book import Book
from dyadbook.book.corrections import corrected
from dyadbook.book.decisions import Decision, Layer, decide, in_force, sound
from dyadbook.cli.commands import call, cli
from dyadbook.errors import UsageError
from dyadbook.formats.answers_terminal import show_answer
from dyadbook.formats.dyad_terminal import show_dyad
from dyadbook.formats.tables import rows
from dyadbook.formats.terminal import terminal_console
from dyadbook.formats.wording import corrected_words
from dyadbook.records import Reading, speakers_of, words_at
from dyadbook.schemas import to_json

AT = datetime(2025, 1, 1, tzinfo=UTC)
SAID, STANDS = "no ferry is to be stopped again", "The strait has been closed to the ferries of the other"
GIVEN: dict[Layer, tuple[str, dict[str, str]]] = {
    "statement": (SAID, {"speaker": "Kim Jong Un; KOR", "about": "Japan", "date": "2020-05-03"}),
    "standing": (STANDS, {"parties": "KOR; PRK", "aspect": "border", "value": "closed", "since": "2020-05"}),
}
LAYERS = tuple(GIVEN)


def told() -> Reading:
    """Return a reading whose article tells a statement and a standing that were not read."""
    story = Story(DAY, "The Quay").did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY)
    story.text += f'. Both said, "{SAID}". {STANDS}. They talk and talk.'
    return story.reading()


def adding(record: Layer, words: str | None = None, **given: str) -> Decision:
    """Return the decision that adds a record."""
    mine, fields = GIVEN[record]
    return add(told(), words or mine, fields | given, record=record, name="A reader", reason=None, at=AT)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a book with the article, and both added."""
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    made.store.decide(*map(adding, LAYERS))
    return made


@pytest.mark.parametrize(
    ("record", "words", "given", "hint"),
    [
        ("statement", "no such words", {}, "do not stand in article"),
        ("statement", SAID, {"speaker": "Jane Roe"}, "speaker takes"),
        ("statement", SAID, {"speaker": "unknown; KOR"}, "does not say who speaks"),
        ("statement", SAID, {"type": "CONSULT"}, "no statement is added with type"),
        ("standing", STANDS, {"parties": "KOR"}, "names no two parties"),
        ("standing", STANDS, {"aspect": "weather"}, "aspect takes one of"),
        ("standing", STANDS, {"parties": "KOR > PRK"}, "border closed holds both ways"),
        ("standing", STANDS, {"value": "severed"}, "border has no value 'severed': choose from open, partly_open, "),
        ("standing", STANDS, {"value": "ajar"}, "border has no value 'ajar': choose from open, partly_open, "),
        ("standing", STANDS, {"until": "2019"}, "before it begins"),
        ("standing", STANDS, {"condition": "if it rains"}, "do not stand where"),
    ],
)
def test_what_cannot_be_added_is_refused_with_why(record: Layer, words: str, given: dict[str, str], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        adding(record, words, **given)


@pytest.mark.parametrize("record", LAYERS)
def test_what_it_must_have_is_told(record: Layer) -> None:
    with pytest.raises(UsageError, match=f"a {record} has"):
        add(told(), STANDS, {}, record=record, name="A reader", reason=None, at=AT)


@pytest.mark.parametrize(
    ("words", "form"), [(SAID, "direct"), (f'said, "{SAID}"', "mixed"), ("They talk and talk", "indirect")]
)
def test_the_form_of_a_statement_is_that_of_its_quotation_marks(tmp_path: Path, words: str, form: str) -> None:
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    made.store.decide(adding("statement", words))
    ((said,),) = [one.statements for one in made.readings()]
    assert said.form == form


def test_a_standing_with_a_direction_is_held_by_the_first_who_is_named(tmp_path: Path) -> None:
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    made.store.decide(adding("standing", parties="USA; PRK", aspect="sanctions", value="in_force"))
    ((one,),) = [reading.standings for reading in made.readings()]
    assert (one.holder, one.toward, one.as_of) == ("USA", "PRK", DAY)


def test_aspect_and_value_are_taken_as_pages_show_them() -> None:
    one = adding("standing", aspect="Diplomatic relations", value="severed").adds
    assert one is not None
    assert (one.aspect, adding("standing", aspect="talks", value="under way").adds.value) == (  # type: ignore[union-attr]
        "diplomatic_relations", "under_way",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "parties", "found"),
    [
        ("restricted", "PRK > KOR", ("PRK", "KOR", ("PRK", "KOR"))),
        ("embargoed", "PRK; KOR", (None, None, ("KOR", "PRK"))),
    ],
)
def test_trade_that_one_of_two_restricts_has_a_direction(
    tmp_path: Path, value: str, parties: str, found: tuple[str | None, str | None, tuple[str, str]]
) -> None:
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    made.store.decide(adding("standing", parties=parties, aspect="trade", value=value))
    ((one,),) = [reading.standings for reading in made.readings()]
    assert (one.holder, one.toward, one.parties) == found


def test_what_holds_both_ways_after_a_correction_has_no_direction_any_more(tmp_path: Path) -> None:
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    one = adding("standing", parties="PRK > KOR", aspect="trade", value="restricted")
    opened = decide("correct", one.reports, field="value", value="open", name="B", at=AT + timedelta(minutes=1))
    made.store.decide(one, opened)
    (fact,) = questions.dyad(made, "KOR", "PRK").facts
    assert (fact.value, fact.holder) == ("open", None)


def test_what_is_added_is_in_every_answer_as_added_and_goes_when_it_is_taken_back(book: Book) -> None:
    (fact,) = questions.dyad(book, "KOR", "PRK").facts
    assert (fact.aspect, fact.value, fact.since.start) == ("border", "closed", date(2020, 5, 1))
    (said,) = questions.dyad(book, "KOR", "JPN").statements
    assert (said.speakers, said.date.start) == (("Kim Jong Un", "South Korea"), date(2020, 5, 3))
    assert corrected_words(fact) == corrected_words(said) == "added by A reader"
    hits = [*questions.find(book, "ferry stopped").hits, *questions.find(book, "strait closed").hits]
    assert [(hit.kind, corrected_words(hit)) for hit in hits] == [(one, "added by A reader") for one in LAYERS]
    for table, layer in (("statements", "statement"), ("standings", "standing")):
        asked = f"SELECT {layer}, corrected FROM {table} WHERE origin = 'added by hand' AND counts"
        ((id, fields),) = bookkeeping.sql(asked, book.address).rows
        assert fields == ["added"]
        assert len([row for reading in book.readings() for row in rows(reading, table) if row[layer] == id]) == 1
    for record in LAYERS:
        book.store.decide(decide("withdraw", withdraws=adding(record).id, name="B", at=AT + timedelta(minutes=9)))
    assert not questions.dyad(book, "KOR", "PRK").facts
    assert not questions.dyad(book, "KOR", "JPN").statements


def test_the_terminal_and_the_pages_say_that_it_was_added(book: Book) -> None:
    shown = io.StringIO()
    for a, b in (("KOR", "PRK"), ("KOR", "JPN")):
        show_dyad(questions.dyad(book, a, b), terminal_console(shown, width=200))
    show_answer(questions.find(book, "strait closed"), terminal_console(shown, width=200))
    assert shown.getvalue().count("added by A reader") == 3
    client = visitor(book)
    for path in ("/dyad/KOR/PRK", "/dyad/JPN/KOR"):
        assert "added by A reader" in client.get(path).text
    assert client.get(f"/article/{told().article.id}").text.count("added by A reader") == 2
    decided = client.get("/decisions").text
    assert "A statement added" in decided
    assert "A standing added" in decided


@pytest.mark.parametrize("record", LAYERS)
def test_it_is_not_added_twice_and_can_be_called_wrong(book: Book, record: Layer) -> None:
    (reading,) = book.readings()
    mine, fields = GIVEN[record]
    with pytest.raises(UsageError, match=f"the {record} is there already"):
        add(reading, mine, fields, record=record, name="B", reason=None, at=AT)
    book.store.decide(decide("wrong", adding(record).reports, name="B", at=AT + timedelta(minutes=1)))
    assert not questions.find(book, "strait closed" if record == "standing" else "ferry stopped").hits


def test_an_added_statement_is_corrected_like_others(book: Book) -> None:
    (id,) = adding("statement").reports
    book.store.decide(decide("correct", [id], field="speaker", value="KOR", name="B", at=AT + timedelta(minutes=1)))
    (said,) = questions.dyad(book, "KOR", "JPN").statements
    assert (said.speaker, corrected_words(said)) == ("South Korea", "added by A reader; speaker corrected by B")


def test_it_stays_when_the_article_is_read_again_and_goes_to_other_books(book: Book, tmp_path: Path) -> None:
    book.store.append([msgspec.structs.replace(told(), events=())], run="test", kind="reread")
    other = Book.create(tmp_path / "other")
    other.store.append([told()], run="test")
    bookkeeping.decisions_in([to_json(adding(record)) for record in LAYERS], other.address)
    for one in (book, Book(book.store, tmp_path / "anew"), other):
        assert len(questions.dyad(one, "KOR", "PRK").facts) == len(questions.dyad(one, "KOR", "JPN").statements) == 1


@pytest.mark.parametrize("record", LAYERS)
def test_a_decision_from_elsewhere_adds_nothing_that_is_not_whole(record: Layer) -> None:
    one = adding(record)
    assert sound(one) == one
    assert one.adds is not None
    with pytest.raises(UsageError, match="does not say which"):
        sound(msgspec.structs.replace(one, adds=msgspec.structs.replace(one.adds, speaker=None, parties=None)))


def test_a_standing_is_shown_with_its_time_and_direction_when_it_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    given = ["--parties", "USA; PRK", "--aspect", "sanctions", "--value", "in_force", "--since", "2006"]
    assert call(["add-standing", told().article.id, STANDS, *given, "--book", made.address]) == 0
    assert "USA toward PRK: sanctions, in force, since 2006  “The strait" in capsys.readouterr().out


def test_the_help_lists_the_values_of_each_aspect(capsys: pytest.CaptureFixture[str]) -> None:
    call(["add-standing", "--help"])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "sanctions* none, in_force, suspended, eased, lifted" in lines
    assert "tone good, tense, hostile" in lines


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("closed border", ["border: closed"]),
        ("South Korea closed", ["border: closed"]),
        ("under way", ["talks: under_way"]),
    ],
)
def test_a_standing_is_found_by_its_parties_aspect_and_value(tmp_path: Path, words: str, found: list[str]) -> None:
    story = Story(DAY).stands("KOR", "PRK", "border", "closed").stands("JPN", "PRK", "talks", "under_way")
    stands = tuple(msgspec.structs.replace(one, reports=(words_at(story.text, 0, 8),)) for one in story.standings)
    made = Book.create(tmp_path / "book")
    made.store.append([msgspec.structs.replace(story.reading(), standings=stands)], run="test")
    assert [hit.what for hit in questions.find(made, words, kind="standing").hits] == found


def test_a_standing_that_is_found_shows_toward_whom_it_holds_since_when_and_in_words(book: Book) -> None:
    words, fields = "They talk and talk", {"aspect": "troops", "value": "stationed", "since": "2006"}
    book.store.decide(adding("standing", words, **fields, parties="USA; KOR"))
    (hit,) = questions.find(book, "troops stationed").hits
    assert (hit.who, hit.what, hit.whom) == ("United States", "troops: stationed", "South Korea")
    shown = io.StringIO()
    show_answer(questions.find(book, "talk"), terminal_console(shown, width=200))
    assert "toward South Korea · since 2006" in shown.getvalue()
    page = visitor(book).get("/search?words=stationed").text
    assert "toward South Korea" in page
    assert "· since <time" in page


def test_several_are_said_to_speak_and_who_is_known_stays_as_read() -> None:
    story = Story(DAY).said("GBR", "IRN", "they must open the plants").reading()
    (was,) = story.statements
    made = decide("correct", [was.id], field="speaker", value="gbr; Jane Roe, France", name="A reader", at=AT)
    assert made.value == "GBR; Jane Roe, FRA"
    now, corrections = corrected(story, in_force([made]).corrections)
    (said,) = now.statements
    assert [(one.name, one.country) for one in speakers_of(said)] == [("GBR", "GBR"), ("Jane Roe", "FRA")]
    assert said.speaker == was.speaker
    assert corrections[was.id][0].was == "GBR"


@pytest.mark.parametrize("record", LAYERS)
def test_the_command_takes_the_fields_files_the_decision_and_tells_the_way_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], record: Layer
) -> None:
    command = f"add-{record}"
    assert set(FIELDS[record]) <= {option.name for option in cli.commands[command].params}
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    words, fields = GIVEN[record]
    given = [word for field, value in fields.items() for word in (f"--{field}", value)]
    assert call([command, told().article.id, words, *given, "--book", made.address, "--name", "A", "--json"]) == 0
    out, err = capsys.readouterr()
    assert f"dyadbook withdraw {json.loads(out)['id']}" in err
