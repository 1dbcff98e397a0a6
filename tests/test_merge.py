"""Merging: which reports tell of one happening, why, and how many sources stand behind them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dyadbook.book.decisions import Decision, decide
from dyadbook.book.glance import Glance, may_be_one
from dyadbook.book.merge import Made, Merged, Told, ToldIn, change, glance, merge
from dyadbook.records import Actor, Event, Place, Report, When, Words

DAY = date(2024, 5, 14)
MET = "The foreign ministers of Norland and Sudland met in Lakeside on Tuesday and spoke of the closed border post"


def actor(code: str, *, name: str | None = None) -> Actor:
    """Return a country, or a person of it."""
    if name is None:
        return Actor(name=code, kind="country", country=code, id=code)
    return Actor(name=name, kind="person", country=code, id=f"person/{name.lower().replace(' ', '-')}")


def on(day: date | None, precision: str = "day") -> When:
    widths = {"day": 1, "month": 30, "year": 365}
    if day is None:
        return When()
    return When(start=day, end=day + timedelta(days=widths[precision]), precision=precision)  # type: ignore[arg-type]


def told(id: str, text: str = MET, trigger: str = "met", **given: Any) -> Told:
    """Return a report of an article of its own."""
    source, target = given.pop("source", ("NOR",)), given.pop("target", ("SDN",))
    sides = [tuple(one if isinstance(one, Actor) else actor(one) for one in side) for side in (source, target)]
    act, when, modality = given.pop("act", "CONSULT"), given.pop("date", When()), given.pop("modality", "actual")
    place, historical = given.pop("place", None), given.pop("historical", None)
    at = text.index(trigger)
    report = Report(
        article=id, block="body", start=0, end=len(text), text=text, date=when, modality=modality, confidence=0.9,
        trigger=Words(start=at, end=at + len(trigger), text=trigger), historical=historical,
    )  # fmt: skip
    event = Event(
        id=id, source=sides[0], target=sides[1], type=act, act=act, quad="verbal cooperation", date=when,
        modality=modality, historical=historical, reports=(report,), confidence=0.9, origin="test",
        place=Place(name=place) if place else None,
    )  # fmt: skip
    fields = {"id": f"article {id}", "outlet": f"outlet {id}", "published": DAY, **given}
    return Told(event=event, article=ToldIn(**fields))


class Shelf:
    """Reports and events that are known, kept as an index keeps them."""

    def __init__(self) -> None:
        self.reports: dict[str, Told] = {}
        self.events: dict[str, Made] = {}
        self.keys: dict[str, tuple[str, ...]] = {}

    def near(self, asked: Sequence[str], seen: Glance) -> list[Told]:
        near = [self.reports[name] for name, keys in self.keys.items() if not {*keys}.isdisjoint(asked)]
        return [one for one in near if may_be_one(glance(one), seen)]

    def tolds(self, reports: Iterable[str]) -> list[Told]:
        return [self.reports[name] for name in reports if name in self.reports]

    def event_of(self, report: str) -> Made | None:
        return next((made for made in self.events.values() if report in made.merged.members), None)

    def put(self, reports: Sequence[Told], decisions: Sequence[Decision] = ()) -> None:
        """Take in reports, or look at them again."""
        self.reports.update((told.event.id, told) for told in reports)
        changed = change(reports, self, decisions)
        for made in changed.gone:
            del self.events[made.merged.id]
        for report in changed.hidden:
            self.keys.pop(report, None)
        self.keys.update((report, found.keys) for report, found in changed.found.items())
        self.events.update((made.merged.id, made) for made in changed.made)

    def forget(self, report: str) -> None:
        """Take out a report; the others of its event are looked at again."""
        made = self.event_of(report)
        assert made is not None
        del self.events[made.merged.id], self.reports[report]
        self.keys.pop(report, None)
        self.put(self.tolds(made.merged.members))

    def merged(self) -> list[Merged]:
        return sorted((made.merged for made in self.events.values()), key=lambda event: event.id)


def at_once(reports: Iterable[Told], decisions: tuple[Decision, ...] = ()) -> list[Merged]:
    return sorted(merge(reports, decisions), key=lambda event: event.id)


def groups(*reports: Told, decisions: tuple[Decision, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(event.members) for event in merge(reports, decisions)}


ONE, TWO = {frozenset({"a", "b"})}, {frozenset({"a"}), frozenset({"b"})}
SHELLED = "Norland shelled the border post of Sudland at dawn and wounded eleven guards"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"text": "Ministers of Norland and Sudland met in Lakeside to speak of the border post"}, ONE),
        ({"date": on(DAY), "place": "Lakeside"}, ONE),
        ({"source": ("SDN",), "target": ("NOR",)}, ONE),
        ({"source": ("NOR", "EST")}, ONE),
        ({"modality": "future"}, TWO),
        ({"modality": "negated"}, TWO),
        ({"target": ("EST",)}, TWO),
        ({"act": "ASSAULT"}, TWO),
        ({"published": DAY + timedelta(days=40)}, TWO),
        ({"text": "Envoys met over fishing quotas, timber and a long-delayed railway loan"}, TWO),
        ({"synthetic": True}, TWO),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_reports_are_one_event_where_parties_act_days_modality_and_words_agree(
    other: dict[str, Any], expected: set[frozenset[str]]
) -> None:
    assert groups(told("a"), told("b", **other)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (on(DAY), on(DAY), ONE),
        (on(DAY), on(DAY + timedelta(days=1)), ONE),
        (on(DAY), on(DAY + timedelta(days=2)), TWO),
        (on(DAY), on(date(2024, 5, 1), "month"), ONE),
        (on(DAY), on(date(2024, 6, 15), "month"), TWO),
        (on(DAY), on(date(2024, 1, 1), "year"), ONE),
        (on(DAY), on(date(2023, 1, 1), "year"), TWO),
        (on(DAY), on(None), ONE),
    ],
)
def test_dates_are_compared_with_their_precision(first: When, second: When, expected: set[frozenset[str]]) -> None:
    assert groups(told("a", date=first), told("b", date=second)) == expected


@pytest.mark.parametrize(("day", "expected"), [(DAY + timedelta(days=1), ONE), (DAY, TWO)])
def test_a_weekday_that_is_the_next_day_by_another_clock_can_be_that_day(
    day: date, expected: set[frozenset[str]]
) -> None:
    said = Words(start=0, end=9, text=f"{day:%A}")
    week_before = When(start=day - timedelta(days=7), end=day - timedelta(days=6), precision="day", words=said)
    assert groups(told("a", date=week_before), told("b", date=on(day), published=day)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ONE),
        (" two decades ago", TWO),
        (" in the spring of 2009", TWO),
        (" that year", TWO),
        (" the last time it did so", TWO),
        (" in May 2024", ONE),
    ],
)
@pytest.mark.parametrize("news", [{}, {"historical": False}, {"date": on(DAY)}])
def test_history_of_other_years_is_no_news(words: str, news: dict[str, Any], expected: set[frozenset[str]]) -> None:
    old = told("a", SHELLED + words, "shelled", act="ASSAULT", historical=True)
    assert groups(old, told("b", SHELLED, "shelled", act="ASSAULT", **news)) == expected
    past = {"historical": True} | {name: given for name, given in news.items() if name == "date"}
    assert groups(old, told("b", SHELLED + words, "shelled", act="ASSAULT", **past)) == ONE


@pytest.mark.parametrize(
    ("historical", "when", "text", "expected"),
    [
        (None, on(None), "Norland shelled two schools, a bridge and a market of Sudland", ONE),
        (True, on(None), "Norland shelled two schools, a bridge and a market of Sudland", TWO),
        (True, on(DAY), "Norland shelled two schools, a bridge and a market of Sudland", ONE),
        (True, on(None), SHELLED.replace("at dawn", "early"), ONE),
    ],
)
def test_history_without_a_day_is_news_in_nearly_its_words_alone(
    historical: bool | None, when: When, text: str, expected: set[frozenset[str]]
) -> None:
    news = told("a", SHELLED, "shelled", act="ASSAULT", date=on(DAY))
    past = told("b", text, "shelled", act="ASSAULT", date=when, historical=historical)
    assert groups(news, past) == expected


PRAISED = "Ada Berg praised Nils Dahl for opening the closed border post to ferries, timber and salt"
QUAYS = "At a dinner in the old town hall Ada Berg praised Nils Dahl, whose fleet brought grain when quays froze"


@pytest.mark.parametrize(("text", "expected"), [(PRAISED.replace("closed", "shut"), ONE), (QUAYS, TWO)])
def test_praise_is_one_where_more_is_shared_than_persons_and_the_word_of_praise(
    text: str, expected: set[frozenset[str]]
) -> None:
    berg, dahl = (actor("NOR", name="Ada Berg"),), (actor("SDN", name="Nils Dahl"),)
    given: dict[str, Any] = {"act": "SUPPORT", "date": on(DAY), "source": berg, "target": dahl}
    assert groups(told("a", PRAISED, "praised", **given), told("b", text, "praised", **given)) == expected


def test_an_act_with_a_direction_is_not_its_answer() -> None:
    there = told("a", SHELLED, "shelled", act="ASSAULT")
    back = told("b", SHELLED, "shelled", act="ASSAULT", source=("SDN",), target=("NOR",))
    assert groups(there, back) == TWO


def test_acts_aimed_at_two_countries_are_two() -> None:
    text = "Norland seized a ship under the flag of {} that carried oil past the blockade"
    one = told("a", text.format("Estonia"), "seized", act="COERCE", target=("EST",))
    other = told("b", text.format("Sudland"), "seized", act="COERCE")
    assert groups(one, other) == TWO


def test_meetings_of_other_persons_are_others() -> None:
    one = told("a", source=(actor("NOR", name="Ada Berg"),))
    other = told("b", source=(actor("NOR", name="Nils Dahl"),))
    assert groups(one, other) == TWO
    assert groups(one, told("b", source=(actor("NOR", name="Berg"),))) == ONE


RAIDS = (
    "A raid of Norland at dawn killed the commander in his house by the harbor, and eleven guards",
    "The commander was at home by the harbor when a raid of Norland killed him at dawn",
    "Sudland mourns its commander, whom a raid of Norland killed at dawn in the house by the harbor",
    "What a raid of Norland that killed the commander at dawn means for the harbor, nobody can say",
)


def raids(*others: Told) -> set[frozenset[str]]:
    """Return the events of four reports of one raid, of which one names whom it killed, and of others."""
    dahl = (actor("SDN", name="Nils Dahl"),)
    named = told("r0", RAIDS[0], "killed", act="ASSAULT", target=dahl)
    return groups(named, *(told(f"r{n}", RAIDS[n], "killed", act="ASSAULT") for n in range(1, 4)), *others)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nils Dohl", ONE), ("Nels Daahl", ONE), ("Nils Dall", TWO), ("Ada Dohl", TWO), ("Nils Holm", TWO)],
)
def test_a_name_that_is_spelt_with_other_vowels_is_the_same(name: str, expected: set[frozenset[str]]) -> None:
    dahl, other = (
        told(n, RAIDS[0], "killed", act="ASSAULT", target=(actor("SDN", name=who),))
        for n, who in (("a", "Nils Dahl"), ("b", name))
    )
    assert groups(dahl, other) == expected


def test_one_who_is_misread_does_not_keep_a_report_from_an_event_of_many() -> None:
    berg = told("b", RAIDS[1] + ", it said", "killed", act="ASSAULT", target=(actor("SDN", name="Ada Berg"),))
    dahl = told("a", RAIDS[0], "killed", act="ASSAULT", target=(actor("SDN", name="Nils Dahl"),))
    assert groups(dahl, berg) == TWO
    assert raids(berg) == {frozenset({"r0", "r1", "r2", "r3", "b"})}


def test_a_report_of_another_day_is_kept_from_an_event_of_many() -> None:
    there = told("there", RAIDS[2], "killed", act="ASSAULT", date=on(DAY))
    later = told("later", RAIDS[1] + ", it said", "killed", act="ASSAULT", date=on(DAY + timedelta(days=3)))
    assert all(len(group & {"there", "later"}) < 2 for group in raids(there, later))


@pytest.mark.parametrize(("act", "expected"), [("AGREE", ONE), ("ACCUSE", TWO)])
def test_one_act_coded_twice_is_one_event_where_the_same_words_tell_it(act: str, expected: set[frozenset[str]]) -> None:
    assert groups(told("a"), told("b", act=act)) == expected


SIGNED = "Norland and Sudland signed a memorandum on ferries during a visit of the foreign minister to Lakeside"


def test_a_visit_and_what_was_signed_during_it_are_two_whatever_report_is_like_both() -> None:
    visit, signed = told("a", SIGNED, "visit"), told("b", SIGNED, "signed", act="AGREE")
    assert groups(visit, signed, told("c", SIGNED, "visit", act="AGREE")) == {frozenset("ac"), frozenset("b")}


def test_an_undated_report_does_not_tie_two_days_into_one_event() -> None:
    days = [told("a", date=on(DAY)), told("c", date=on(DAY + timedelta(days=4)))]
    assert all(len(group & {"a", "c"}) < 2 for group in groups(*days, told("b")))


def test_each_merge_says_why() -> None:
    (event,) = merge([told("a", date=on(DAY)), told("b", date=on(DAY), published=DAY + timedelta(days=1))])
    (why,) = event.why
    assert (why.report, why.merged_with, why.decision) == ("b", "a", None)
    assert why.because.startswith("merged with the report of outlet a of 14 May 2024 because both tell of CONSULT by")
    assert "on 14 May 2024" in why.because
    assert "in like words" in why.because


def many() -> list[Told]:
    days = [on(None), on(DAY), on(DAY + timedelta(days=4)), on(date(2024, 5, 1), "month")]
    texts = [MET, SHELLED.replace("shelled", "met"), MET.replace("Lakeside", "Hilltop")]
    return [
        told(f"r{n:02}", texts[n % 3], date=days[n % 4], published=DAY + timedelta(days=n % 7),
             target=("SDN",) if n % 5 else ("SDN", "EST"))
        for n in range(24)
    ]  # fmt: skip


def test_the_order_of_reports_changes_nothing() -> None:
    expected = merge(many())
    assert 1 < len(expected) < 24
    for seed in range(10):
        assert merge(random.Random(seed).sample(many(), 24)) == expected


def test_reports_that_come_in_one_by_one_give_the_events_of_all_at_once() -> None:
    shelf = Shelf()
    for report in random.Random(3).sample(many(), 24):
        shelf.put([report])
    assert shelf.merged() == at_once(many())


def test_the_id_stays_when_later_reports_come_in() -> None:
    (before,) = merge([told("b")])
    (after,) = merge([told("b"), told("a", published=DAY + timedelta(days=1))])
    assert before.id == after.id


@pytest.mark.parametrize(
    ("given", "outlets", "independent"),
    [
        (({}, {}, {}), 3, 3),
        (({}, {"copy_of": "article r0"}, {}), 3, 2),
        (({"outlet": "Gazette"}, {"outlet": "Gazette"}, {}), 2, 2),
        (({"outlet": "Harbor Ledger"}, {"outlet": "The Harbor Ledger"}, {"outlet": "THE HARBOR LEDGER."}), 1, 1),
        (({"outlet": "Harbor Ledger"}, {"outlet": "Harbor Ledger Online"}, {"outlet": "harborledger.com"}), 3, 3),
        (({"outlet": None}, {"outlet": None}, {}), 1, 2),
        (({}, {"status": "retracted"}, {"status": "superseded"}), 1, 1),
        (({"outlet": "Gazette"}, {"copy_of": "article r0"}, {"copy_of": "article r0"}), 3, 1),
    ],
)
def test_independent_reports_count_outlets_not_copies(
    given: tuple[dict[str, Any], ...], outlets: int, independent: int
) -> None:
    (event,) = merge([told(f"r{n}", **fields) for n, fields in enumerate(given)])
    assert (len(event.members), event.outlets, event.independent) == (3, outlets, independent)


# ---- decisions


def taken(verdict: Any, reports: str, others: str = "", *, minute: int = 0, **fields: Any) -> Decision:
    return decide(
        verdict, reports.split(), others=others.split(), name="Ines", at=datetime(2025, 1, 1, 12, minute), **fields
    )


FAR: dict[str, Any] = {"published": DAY + timedelta(days=400)}


def test_a_person_merges_what_nothing_else_would() -> None:
    merged = taken("merge", "a b", reason="seen in the archive")
    (event,) = merge([told("a"), told("b", **FAR)], [merged])
    assert event.why[0].decision == merged.id
    assert event.why[0].because.endswith("because Ines decided so: seen in the archive")


def test_a_person_splits_what_would_be_one() -> None:
    assert groups(told("a"), told("b"), decisions=(taken("split", "a", "b"),)) == TWO


def test_what_a_person_calls_wrong_is_in_no_event() -> None:
    assert groups(told("a"), told("b"), decisions=(taken("wrong", "a"),)) == {frozenset({"b"})}


def test_the_later_decision_wins_and_a_withdrawn_one_counts_no_more() -> None:
    split, merged = taken("split", "a", "b"), taken("merge", "a b", minute=1)
    back = taken("withdraw", "", withdraws=merged.id, minute=2)
    again = taken("withdraw", "", withdraws=back.id, minute=3)
    reports = (told("a"), told("b"))
    assert groups(*reports, decisions=(merged, split)) == ONE
    assert groups(*reports, decisions=(back, merged, split)) == TWO
    assert groups(*reports, decisions=(again, back, merged, split)) == ONE


def test_a_report_that_a_person_merged_is_found_when_the_other_comes_in() -> None:
    shelf = Shelf()
    for report in (told("b", **FAR), told("a")):
        shelf.put([report], [taken("merge", "a b")])
    assert [event.members for event in shelf.merged()] == [("a", "b")]


@pytest.mark.parametrize(
    ("verdict", "reports", "others"), [("merge", "a", ""), ("split", "a", ""), ("split", "a b", "b"), ("wrong", "", "")]
)
def test_a_decision_says_what_it_must(verdict: str, reports: str, others: str) -> None:
    from dyadbook.errors import UsageError

    with pytest.raises(UsageError):
        taken(verdict, reports, others)
