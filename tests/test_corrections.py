"""Correcting a field of an event: what each field takes, what follows from it, and that it wins over what was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from book_filing import vary
from told_readings import DAY, Story, day

from dyadbook import bookkeeping, questions
from dyadbook.book.book import Book
from dyadbook.book.corrections import check_field, check_sides, checked, corrected
from dyadbook.book.decisions import Decision, decide, in_force, sound
from dyadbook.book.event_fields import event_fields
from dyadbook.cli.decide import _FIELDS
from dyadbook.errors import UsageError
from dyadbook.pages import Correction, Entry
from dyadbook.records import Actor, Event, Reading, SaidBy

AT = datetime(2025, 1, 1, tzinfo=UTC)


def told() -> Reading:
    """Return a reading with one event."""
    return Story(DAY, "The Quay").did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY).reading()


def correct(event: str, field: str, value: str, *, after: int = 0) -> Decision:
    """Return the decision of a person, so many minutes after the first."""
    at = AT + timedelta(minutes=after)
    return decide("correct", [event], field=field, value=value, name="A reader", reason="I looked", at=at)


def now(*decisions: Decision) -> tuple[Event, tuple[Correction, ...]]:
    """Return the event as it stands after decisions, and what was corrected of it."""
    reading, made = corrected(told(), in_force(decisions).corrections)
    (event,) = reading.events
    return event, made.get(event.id, ())


(READ,) = told().events


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        ("type", "assault", "ASSAULT"),
        ("modality", "Future", "future"),
        ("date", "2020-02", "2020-02"),
        ("date", "2020-02-03 / 2020-02-05".replace(" ", ""), "2020-02-03/2020-02-05"),
        ("date", "Unknown", "unknown"),
        ("source", "Japan, South Korea", "JPN; KOR"),
        ("source", "usa; org/EU;Kim Jong Un", "USA; org/EU; person/kim-jong-un"),
        ("source", "USA, org/EU", "USA; org/EU"),
        ("source", "USA; Kim Yo Jong, PRK", "USA; person/kim-yo-jong"),
        ("source", "Kim Yo Jong, North Korea", "person/kim-yo-jong"),
        ("target", "nobody", "nobody"),
        ("sides", "Swapped", "swapped"),
        ("place", "Hamburg, Germany", "Hamburg, DEU"),
        ("place", "South China Sea", "South China Sea"),
        ("historical", "YES", "yes"),
        ("issues", "Denuclearization", "denuclearization"),
        ("issues", "none", "none"),
        ("condition", " a  launch ", "a launch"),
        ("condition", "None", "none"),
        ("said_by", "Kim Jong Un", "person/kim-jong-un"),
        ("said_by", "Jane Roe,  France", "Jane Roe, FRA"),
        ("said_by", "Nobody", "nobody"),
    ],
)
def test_a_value_has_one_written_form(field: str, value: str, written: str) -> None:
    assert checked(field, value) == written
    assert checked(field, written) == written


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("type", "DANCE", "one of AGREE, "),
        ("modality", "maybe", "actual, future, hypothetical, negated"),
        ("date", "2020-02-30", "2025-02-07"),
        ("date", "tomorrow", "2025-02-07"),
        ("date", "2020-02-03/2020-02-01", "ends before it begins"),
        ("source", "Atlantis", "no party that is known"),
        ("source", ";", "nobody is named"),
        ("source", "nobody", "nobody"),
        ("place", "Nowhere in Particular", "say in which country"),
        ("place", "Geneva, Atlantis", "no party that is known"),
        ("historical", "perhaps", "yes, no or unknown"),
        ("issues", "weather", "no issue that is known: choose from denuclearization, "),
        ("issues", "sanction", r"did you mean sanctions or sanctions_relief\?"),
        ("said_by", "Jane Roe", "the name and country of a person whom they do not have"),
        ("quad", "material conflict", "choose from type, modality, mode, date"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(field: str, value: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        correct(READ.id, field, value)


@pytest.mark.parametrize(
    ("field", "value", "of", "becomes"),
    [
        ("type", "ASSAULT", lambda event: (event.type, event.act), ("ASSAULT", "ASSAULT")),
        ("modality", "negated", lambda event: {event.modality, *(one.modality for one in event.reports)}, {"negated"}),
        ("date", "2019", lambda event: (event.date.start, event.date.precision), (date(2019, 1, 1), "year")),
        ("date", "unknown", lambda event: (event.date.start, event.date.precision), (None, "unknown")),
        ("source", "JPN; org/EU", lambda event: [one.id for one in event.source], ["JPN", "org/EU"]),
        ("target", "nobody", lambda event: event.target, ()),
        ("source", "org/XINHUA; org/EU", lambda event: [one.country for one in event.source], ["CHN", None]),
        ("place", "Hamburg, DEU", lambda event: (event.place.country, round(event.place.lat)), ("DEU", 54)),
        ("historical", "yes", lambda event: event.historical, True),
        ("issues", "denuclearization", lambda event: event.issues, ("denuclearization",)),
        ("condition", "of a launch", lambda event: (event.condition, event.reports[0].condition), ("of a launch",) * 2),
        ("said_by", "Jane Roe, FRA", lambda event: event.reports[0].said_by, SaidBy(name="Jane Roe")),
    ],
)  # fmt: skip
def test_a_corrected_field_is_what_the_person_says(
    field: str, value: str, of: Callable[[Event], Any], becomes: Any
) -> None:
    event, (made,) = now(correct(READ.id, field, value))
    assert of(event) == becomes
    assert (event.id, made.field, made.value, made.name, made.reason) == (READ.id, field, value, "A reader", "I looked")
    assert made.was == event_fields()[field].told(READ)
    assert event.origin.endswith("corrected by hand")


def test_type_and_scores_follow_from_act_and_modality() -> None:
    event, _ = now(correct(READ.id, "modality", "future"), correct(READ.id, "type", "CONSULT"))
    assert (event.act, event.type, event.quad, event.cameo) == ("CONSULT", "AGREE", "verbal cooperation", "036")
    assert event.goldstein is not None


def test_an_actor_that_stays_keeps_its_words() -> None:
    event, _ = now(correct(READ.id, "source", "USA; JPN"))
    assert event.source[0] == READ.source[0]


def test_a_person_that_is_put_in_has_the_office_of_the_day_of_the_act() -> None:
    event, _ = now(correct(READ.id, "source", "person/kim-jong-un"))
    (actor,) = event.source
    assert (actor.kind, actor.country) == ("person", "PRK")


def sides(*decisions: Decision) -> tuple[list[str | None], list[str | None]]:
    """Return who acts at whom after decisions."""
    event, _ = now(*decisions)
    return [one.id for one in event.source], [one.id for one in event.target]


@pytest.mark.parametrize(
    ("before", "after", "becomes"),
    [
        ([], [], (["PRK"], ["USA"])),
        ([("target", "JPN")], [], (["JPN"], ["USA"])),
        ([("source", "JPN")], [], (["PRK"], ["JPN"])),
        ([("source", "JPN")], [("source", "KOR")], (["KOR"], ["JPN"])),
        ([("source", "JPN")], [("target", "KOR")], (["PRK"], ["KOR"])),
        ([("source", "JPN"), ("target", "CHN")], [], (["CHN"], ["JPN"])),
        ([("target", "nobody")], [("source", "KOR")], (["KOR"], ["USA"])),
        ([("sides", "swapped")], [], (["PRK"], ["USA"])),
    ],
)
def test_exchanged_sides_take_with_them_what_was_corrected_before_and_not_what_comes_after(
    before: list[tuple[str, str]], after: list[tuple[str, str]], becomes: tuple[list[str], list[str]]
) -> None:
    given = [correct(READ.id, *one, after=at) for at, one in enumerate([*before, ("sides", "swapped"), *after])]
    assert sides(*given) == becomes
    back = decide("withdraw", withdraws=given[len(before)].id, name="A reader", at=AT + timedelta(minutes=9))
    assert sides(*given, back) == sides(*(one for one in given if one is not given[len(before)]))


def test_exchanged_sides_keep_their_words() -> None:
    event, (made,) = now(correct(READ.id, "sides", "swapped"))
    assert (event.source, event.target) == (READ.target, READ.source)
    assert (made.value, made.was) == ("swapped", "as read")


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("target", "USA", "USA would act on itself: it is the source too"),
        ("source", "JPN; PRK", "PRK would act on itself: it is the target too"),
        ("source", "person/kim-jong-un", "PRK would act on itself"),
    ],
)
def test_nobody_is_made_to_act_on_itself(field: str, value: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        check_sides([(READ, ())], field, value)


@pytest.mark.parametrize(
    ("field", "value"), [("sides", "swapped"), ("source", "org/UN"), ("target", "nobody"), ("date", "2019")]
)
def test_what_does_not_make_anybody_act_on_itself_is_let_through(field: str, value: str) -> None:
    check_sides([(READ, ())], field, value)


def test_a_condition_is_in_words_of_a_report() -> None:
    check_field([READ], "condition", "of a  launch")
    check_field([READ], "condition", "none")
    with pytest.raises(UsageError, match="do not stand where the event is told"):
        check_field([READ], "condition", "if it rains")


def test_of_two_corrections_of_a_field_the_later_holds_until_it_is_taken_back() -> None:
    first, second = correct(READ.id, "date", "2019"), correct(READ.id, "date", "2018", after=1)
    back = decide("withdraw", withdraws=second.id, name="A reader", at=AT + timedelta(minutes=2))
    years = [now(*given)[0].date.start for given in ((second, first), (first, second, back))]
    assert years == [date(2018, 1, 1), date(2019, 1, 1)]
    assert now(first, decide("withdraw", withdraws=first.id, name="A reader", at=AT + timedelta(minutes=1))) == (
        READ,
        (),
    )


@pytest.mark.parametrize("changes", [{"value": "dance"}, {"value": "assault"}, {"field": "quad"}, {"field": None}])
def test_a_correction_from_elsewhere_that_cannot_be_is_refused(changes: dict[str, str | None]) -> None:
    with pytest.raises(UsageError):
        sound(msgspec.structs.replace(correct(READ.id, "type", "ASSAULT"), **changes))


@pytest.mark.parametrize(
    ("field", "value", "on"),
    [("historical", "no", DAY), ("date", "2020", date(2020, 1, 1)), ("date", "unknown", None)],
)
def test_a_corrected_report_hides_the_day_of_another_only_where_its_date_was_corrected(
    tmp_path: Path, field: str, value: str, on: date | None
) -> None:
    vague = Story(DAY, "The Mole").did("USA", "PRK", "ACCUSE", "they accused the North of a launch").reading()
    book = Book.create(tmp_path / "two")
    book.store.append([told(), vague], run="test")
    (before,) = timeline(book)
    assert (before.articles, before.date.start) == (2, DAY)
    book.store.decide(correct(vague.events[0].id, field, value))
    (entry,) = timeline(book)
    assert (entry.articles, entry.date.start) == (2, on)
    series = questions.series(book, "USA", "PRK", by="year")
    assert sum(one.all.events for one in series.periods) == (on is not None)
    (row,) = bookkeeping.sql("SELECT date_start, date_last IS NULL FROM events", book.address).rows
    assert row == (on, on is None)


def test_sql_tells_an_event_by_its_report_with_the_most_parties(tmp_path: Path) -> None:
    pair = Story(DAY).did("JPN", "KOR", "COOPERATE", "the three began a drill", DAY).reading()
    (one,) = pair.events
    third = Actor(name="USA", kind="country", country="USA", id="USA")
    three = msgspec.structs.replace(one, id="0" * 16, source=(third, *one.source), confidence=0.3)
    book = Book.create(tmp_path / "three")
    book.store.append([msgspec.structs.replace(pair, events=(one, three))], run="test")
    found = bookkeeping.sql("SELECT source_countries, target_countries FROM events", book.address).rows
    assert [sorted([*source, *target]) for source, target in found] == [["JPN", "KOR", "USA"]]


def test_sql_and_pages_tell_and_date_an_event_by_the_same_reports(tmp_path: Path) -> None:
    iran, israel = (Actor(name=code, kind="country", country=code, id=code) for code in ("IRN", "ISR"))
    book = Book.create(tmp_path / "outvoted")
    for n, kept in enumerate(("ships and ports", "insurers and mills", "farms and mines", "schools and mints")):
        told = Story(DAY, f"Quay {n}").did("USA", "IRN", "SANCTION", f"it froze accounts of banks, {kept}", lead=True)
        (event,) = told.events
        if n == 3:
            event = msgspec.structs.replace(event, target=(israel, iran), date=day(DAY), confidence=0.3)
        book.store.append([msgspec.structs.replace(told.reading(), events=(event,))], run="test")
    (entry,) = questions.dyad(book, "USA", "IRN").undated
    (row,) = bookkeeping.sql("SELECT target_names, date_start, date_precision FROM events", book.address).rows
    assert (tuple(row[0]), *row[1:]) == (entry.target, None, "unknown") == (("IRN",), None, "unknown")


def test_the_command_names_the_fields_that_can_be_corrected() -> None:
    assert tuple(event_fields()) == _FIELDS


# ---- in a book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a book with one event."""
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    return made


def timeline(book: Book, a: str = "USA", b: str = "PRK") -> tuple[Entry, ...]:
    """Return the events of a dyad, with those of unknown date."""
    page = questions.dyad(book, a, b)
    return (*page.timeline, *page.undated)


def test_a_correction_shows_in_every_answer_with_who_made_it_and_goes_when_it_is_taken_back(book: Book) -> None:
    (before,) = timeline(book)
    decision = correct(READ.id, "type", "ASSAULT")
    book.store.decide(decision)
    (entry,) = timeline(book)
    assert (entry.id, entry.type, entry.quad) == (before.id, "ASSAULT", "material conflict")
    assert [(one.field, one.was, one.name) for one in entry.corrected] == [("type", "ACCUSE", "A reader")]
    assert [hit.what for hit in questions.find(book, "launch", type="ASSAULT").hits] == ["ASSAULT"]
    assert not questions.find(book, "launch", type="ACCUSE").hits
    assert next(book.readings()).events[0].type == "ASSAULT"
    book.store.decide(decide("withdraw", withdraws=decision.id, name="A reader", at=AT + timedelta(minutes=1)))
    assert timeline(book) == (before,)


def test_a_corrected_party_moves_the_event_to_its_dyad(book: Book) -> None:
    book.store.decide(correct(READ.id, "target", "Japan"))
    assert timeline(book) == ()
    (entry,) = timeline(book, "USA", "JPN")
    assert entry.target == ("Japan",)


def test_what_was_called_wrong_is_not_told_in_its_article_until_that_is_taken_back(book: Book) -> None:
    (article,) = (reading.article.id for reading in book.readings())
    wrong = decide("wrong", [READ.id], name="A reader", at=AT)
    book.store.decide(wrong)
    kept = book.told_in(article)
    assert kept is not None
    assert not kept.events
    book.store.decide(decide("withdraw", withdraws=wrong.id, name="A reader", at=AT + timedelta(minutes=1)))
    again = book.told_in(article)
    assert again is not None
    assert [event.id for event in again.events] == [READ.id]
    assert book.told_in("none") is None


def test_an_article_tells_nothing_of_two_whose_only_event_was_called_wrong(book: Book) -> None:
    def told() -> tuple[int, bool, int]:
        page, home = questions.dyad(book, "USA", "PRK"), questions.home(book)
        return page.articles, "of which 1 tells something" in page.filter, len(home.dyads)

    assert told() == (1, True, 1)
    wrong = decide("wrong", [READ.id], name="A reader", at=AT)
    book.store.decide(wrong)
    assert told() == (0, False, 0)
    book.store.decide(decide("withdraw", withdraws=wrong.id, name="A reader", at=AT + timedelta(minutes=1)))
    assert told() == (1, True, 1)


def test_a_correction_holds_when_the_article_is_read_again(book: Book) -> None:
    book.store.decide(correct(READ.id, "date", "2019-05-04"))
    assert timeline(book)[0].date.start == date(2019, 5, 4)
    again = told()
    book.store.append([msgspec.structs.replace(again, statements=vary(1).statements)], run="test", kind="reread")
    assert timeline(book)[0].date.start == date(2019, 5, 4)


def test_a_new_index_gives_the_same_as_one_that_was_kept(book: Book, tmp_path: Path) -> None:
    assert timeline(book)
    book.store.decide(correct(READ.id, "source", "JPN"))
    kept = timeline(book, "JPN", "PRK")
    anew = Book(book.store, tmp_path / "anew")
    assert timeline(anew, "JPN", "PRK") == kept != ()


def test_what_a_person_corrected_comes_before_what_later_reports_say(book: Book) -> None:
    book.store.decide(correct(READ.id, "place", "Hamburg, DEU"))
    later = Story(DAY + timedelta(days=1), "The Mole").did(
        "USA", "PRK", "ACCUSE", "they accused the North of a launch on that day", DAY
    )
    book.store.append([later.reading()], run="test")
    (entry,) = timeline(book)
    assert (entry.articles, entry.place) == (2, "Hamburg")
