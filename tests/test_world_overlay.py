"""A user's own rows in the world's tables: what they say comes before ours, and what is wrong with them is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dyadbook import world
from dyadbook.errors import UsageError
from dyadbook.world import overlay, tables
from dyadbook.world.check import check_overlay
from dyadbook.world.lexicon import find_terms

LATE = date(2026, 6, 1)  # after the day to which our own tables go
JANE: dict[str, str] = {"person": "Jane Doe", "country": "FRA", "role": "foreign_minister", "since": "2026-01-10"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder for own rows that is not there yet, in use for one test."""
    world.use_overlay(tmp_path / "world")
    yield tmp_path / "world"
    world.use_overlay(None)
    tables._chosen.clear()


def holders(country: str, role: str, on: date) -> list[str]:
    """Return the ids of those who held an office on a day."""
    return [office.person for office in world.holders(country, role, on)]


def write(folder: Path, name: str, *lines: str) -> None:
    """Write a file of own rows below the header of ours."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join([",".join(tables.header(name)), *lines]) + "\n", encoding="utf-8")


def test_without_own_rows_the_tables_are_ours() -> None:
    assert overlay.rows_added() == ()
    assert holders("FRA", "foreign_minister", date(2026, 1, 20)) == ["person/jean-noel-barrot"]


@pytest.mark.parametrize(
    ("on", "person"),
    [
        (date(2026, 1, 9), "person/jean-noel-barrot"),
        (date(2026, 1, 10), "person/jane-doe"),
        (date(2026, 1, 31), "person/jane-doe"),
        (LATE, "person/jane-doe"),
    ],
)
def test_an_added_holder_ends_ours_and_holds_beyond_our_tables(on: date, person: str) -> None:
    assert holders("FRA", "foreign_minister", date(2026, 1, 20)) == ["person/jean-noel-barrot"]  # fills every cache
    overlay.add("office", **JANE)
    assert holders("FRA", "foreign_minister", on) == [person]


def test_where_only_our_rows_could_tell_a_late_day_stays_unknown() -> None:
    overlay.add("office", **JANE)
    assert holders("FRA", "head_of_state", LATE) == []
    assert holders("DEU", "foreign_minister", LATE) == []


def test_an_own_office_with_an_end_is_unknown_after_it() -> None:
    overlay.add("office", **JANE, until="2026-05-01")
    assert holders("FRA", "foreign_minister", date(2026, 4, 30)) == ["person/jane-doe"]
    assert holders("FRA", "foreign_minister", date(2026, 5, 1)) == []


def test_a_role_of_several_at_a_time_keeps_ours() -> None:
    ours = holders("USA", "envoy", date(2025, 9, 1))
    overlay.add("office", person="Jane Doe", country="USA", role="envoy", since="2025-08-01")
    assert set(holders("USA", "envoy", date(2025, 9, 1))) == {*ours, "person/jane-doe"}


def test_a_new_name_becomes_a_person_that_texts_and_surnames_find() -> None:
    assert find_terms("Jane Doe left") == []
    overlay.add("office", **JANE, title="Foreign Minister")
    assert [entry.key for entry in find_terms("Jane Doe left")[0].entries] == ["person/jane-doe"]
    person = world.people_named("Doe", LATE)[0]
    assert (person.name, person.surname, person.given, person.country) == ("Jane Doe", "Doe", "Jane", "FRA")
    assert [office.title for office in person.offices] == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("name", "country", "surname", "expected"),
    [
        ("Han Il-nam", "KOR", None, "Han"),
        ("Anna von Musterberg", "DEU", "von Musterberg", "von Musterberg"),
        ("Anna Musterberg", "DEU", None, "Musterberg"),
    ],
)
def test_the_surname_of_a_new_person(name: str, country: str, surname: str | None, expected: str) -> None:
    more = {"surname": surname} if surname else {}
    overlay.add("office", person=name, country=country, role="foreign_minister", since="2026-03-01", **more)
    assert world.people_named(name)[0].surname == expected


def test_a_known_name_is_the_person_of_the_tables() -> None:
    overlay.add("office", person="Marco Rubio", country="USA", role="head_of_state", since="2026-04-01")
    assert holders("USA", "head_of_state", LATE) == ["person/marco-rubio"]
    assert [row.table for row in overlay.rows_added()] == ["office"]


def test_an_outlet_of_the_users_comes_before_ours() -> None:
    assert world.outlet_country("The Sun") is None  # ours are of several countries
    overlay.add("outlet", name="The Sun", aliases="Sun of Hexagonia", domains="sun.example|reuters.com", country="FRA")
    assert world.outlet_country("the sun") == world.outlet_country("Sun of Hexagonia") == "FRA"
    assert world.outlet_country(None, "https://news.sun.example/1") == "FRA"
    assert world.outlet_country("Reuters", "https://www.reuters.com/1") == "FRA"
    overlay.remove("outlet", name="The Sun")
    assert world.outlet_country("Reuters", "https://www.reuters.com/1") == "GBR"


@pytest.mark.parametrize(
    ("fields", "hint"),
    [
        ({"country": "XXX"}, "there is no country XXX"),
        ({"country": "FRA", "domains": "https://sun.example/"}, "is no domain"),
        ({"country": "FRA", "domains": "www.sun.example"}, "is no domain"),
        ({}, "country is empty"),
    ],
)
def test_an_outlet_with_a_fault_is_refused(fields: dict[str, str], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        overlay.add("outlet", name="The Sun", **fields)


@pytest.mark.parametrize(
    ("table", "fields", "found"),
    [
        ("term", {"term": "Hexagonia", "code": "FRA", "basis": "name"}, "FRA"),
        ("organization", {"id": "org/Hexa", "name": "Hexagonia", "kind": "igo", "sector": "GOV"}, "org/Hexa"),
        ("group", {"id": "org/Hexa", "name": "Hexagonia", "country": "FRA", "sector": "REB"}, "org/Hexa"),
        ("agent", {"singular": "Hexagonia", "plural": "hexas", "sector": "MIL"}, "Hexagonia"),
        ("title", {"term": "hexagonia", "role": "minister", "title": "Hexagonia"}, "hexagonia"),
        ("region", {"name": "Hexagonia", "lat": "10", "lon": "20.5", "kind": "sea"}, "Hexagonia"),
        ("alias", {"person": "Emmanuel Macron", "alias": "Hexagonia"}, "person/emmanuel-macron"),
    ],
)
def test_an_added_row_is_found_at_once(table: str, fields: dict[str, str], found: str) -> None:
    assert find_terms("in Hexagonia now") == []
    overlay.add(table, **fields)
    assert found in {entry.key for match in find_terms("in Hexagonia now") for entry in match.entries}


def test_a_row_of_the_same_key_replaces_ours() -> None:
    before = len(world.organizations())
    overlay.add("organization", id="org/NATO", name="The Alliance", kind="alliance", sector="GOV", members="FRA|DEU")
    assert world.organizations()["org/NATO"].members == ("FRA", "DEU")
    assert len(world.organizations()) == before


@pytest.mark.parametrize(
    ("table", "fields", "told"),
    [
        ("offices", JANE, "there is no table offices: choose of office"),
        ("office", {**JANE, "colour": "red"}, "office has no colour: it has person, country"),
        ("office", {**JANE, "country": "FRX"}, "there is no country FRX: did you mean"),
        ("office", {**JANE, "role": "foreign_ministr"}, "did you mean foreign_minister"),
        ("office", {**JANE, "since": "2026-02-30"}, "since is '2026-02-30': write a day as in 2026-03-01"),
        ("office", {**JANE, "since": "20260301"}, "write a day as in 2026-03-01"),
        ("office", {**JANE, "until": "2025-01-01"}, "it ends 2025-01-01, before it begins"),
        ("office", {**JANE, "since": ""}, "since is empty: give it"),
        ("office", {**JANE, "title": "two\nlines"}, "without line breaks"),
        ("office", {**JANE, "person": "person/nobody-at-all"}, "there is no person person/nobody-at-all"),
        ("office", {**JANE, "person": "Marco Rubio"}, "may be person/marco-rubio: give the id"),
        ("alias", {"person": "Nobody Atall", "alias": "X"}, "is in no table: add that person first"),
        ("person", {"person": "jane", "name": "Jane Doe", "surname": "Doe"}, "begin it with person/"),
        ("person", {"person": "person/jane", "name": "Jane Doe", "surname": "Roe"}, "surname Roe is not in Jane Doe"),
        ("term", {"term": "Hexagonia", "code": "FRA", "basis": "nickname"}, "choose of abbreviation"),
        ("region", {"name": "Hexagonia", "lat": "91", "lon": "0", "kind": "sea"}, "lat is '91': write degrees"),
        ("title", {"term": "Hexa", "role": "minister", "title": "Hexa"}, "small letters"),
    ],
)
def test_a_faulty_row_is_refused_with_what_to_do(folder: Path, table: str, fields: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=r"(?s).*") as raised:
        overlay.add(table, **fields)
    assert told in str(raised.value)
    assert not folder.exists()


def test_two_holders_of_a_seat_at_a_time_are_refused() -> None:
    overlay.add("office", **JANE)
    with pytest.raises(UsageError, match="at that time already: end that row with until, or remove it"):
        overlay.add("office", **{**JANE, "person": "John Roe", "since": "2026-05-01"})
    assert [row.fields["name"] for row in overlay.rows_added("person")] == ["Jane Doe"]


def test_adding_keeps_the_file_as_the_user_wrote_it(folder: Path) -> None:
    folder.mkdir()
    head = "# my own\nsource,person,country,role,title,since,until,precision\n"
    (folder / "offices.csv").write_text(head + "x,person/marco-rubio,USA,envoy,,2026-03-01,,day\n", encoding="utf-8")
    overlay.add("office", **JANE)
    text = (folder / "offices.csv").read_text(encoding="utf-8")
    assert text.startswith(head)
    assert text.splitlines()[-1] == "user,person/jane-doe,FRA,foreign_minister,,2026-01-10,,day"
    assert sorted(path.name for path in folder.iterdir()) == ["offices.csv", "persons.csv"]


def test_a_removed_office_is_gone_with_its_person() -> None:
    overlay.add("office", **JANE)
    assert overlay.remove("office", person="Jane Doe").fields["since"] == "2026-01-10"
    assert overlay.rows_added() == ()
    assert holders("FRA", "foreign_minister", date(2026, 1, 20)) == ["person/jean-noel-barrot"]
    assert world.people_named("Jane Doe") == ()


@pytest.mark.parametrize("fields", [{"person": "Marco Rubio"}, {"role": "envoy"}, {"colour": "red"}])
def test_only_one_own_row_that_is_told_apart_can_be_removed(fields: dict[str, str]) -> None:
    overlay.add("office", person="Jane Doe", country="USA", role="envoy", since="2025-08-01")
    overlay.add("office", person="John Roe", country="USA", role="envoy", since="2025-08-01")
    with pytest.raises(UsageError):
        overlay.remove("office", **fields)
    assert len(overlay.rows_added("office")) == 2


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("offices.csv", "person/nobody,FRA,envoy,,2026-03-01,,day,", "line 2: there is no person person/nobody"),
        ("offices.csv", "person/marco-rubio,FRA,envoy,,2026-03-01,,day", "line 2: 7 fields, not 8"),
        ("aliases.csv", "person/nobody,Nob", "line 2: there is no person person/nobody"),
        ("groups.csv", "org/X,X,,,FRX,REB", "line 2: there is no country FRX"),
        ("regions.csv", "X,,FRA,,2,sea", "line 2: lat is ''"),
        ("agents.csv", "one,ones,XYZ", "line 2: there is no sector XYZ"),
    ],
)
def test_check_tells_faults_with_file_and_line(folder: Path, name: str, line: str, told: str) -> None:
    write(folder, name, line)
    found = check_overlay(folder)
    assert found
    assert found[0].startswith(f"{folder / name}, {told}")


def test_check_tells_double_rows_wrong_columns_and_unknown_files(folder: Path) -> None:
    write(folder, "agents.csv", "hexa,hexas,MIL", "hexa,hexen,MIL")
    write(folder, "groups.csv")
    (folder / "groups.csv").write_text("id,name\n", encoding="utf-8")
    (folder / "office.csv").write_text("x\n", encoding="utf-8")
    assert [fault.removeprefix(f"{folder}/").split(":")[0] for fault in check_overlay(folder)] == [
        "agents.csv, line 3",
        "groups.csv, line 1",
        "office.csv",
    ]


def test_check_of_sound_rows_and_of_no_folder_tells_nothing(folder: Path) -> None:
    assert check_overlay(folder) == []
    overlay.add("office", **JANE)
    assert check_overlay(folder) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("offices.csv", "person/nobody,FRA,foreign_minister,,2026-03-01,,day,"),
        ("offices.csv", "person/marco-rubio,FRA,foreign_minister,,soon,,day,"),
    ],
)
def test_a_broken_row_stops_reading_with_a_message(folder: Path, name: str, line: str) -> None:
    write(folder, name, line)
    tables.forget()
    with pytest.raises(UsageError, match=name):
        world.holders("FRA", "foreign_minister", date(2026, 1, 20))


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"DYADBOOK_WORLD_DIR": "/a/b"}, "/a/b"),
        ({"XDG_DATA_HOME": "/data"}, "/data/dyadbook/world"),
        ({"HOME": "/home/me"}, "/home/me/.local/share/dyadbook/world"),
    ],
)
def test_the_folder_is_named_by_a_variable_or_lies_with_the_users_data(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    tables._chosen.clear()
    for name in ("DYADBOOK_WORLD_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert tables.overlay_folder() == Path(expected)


def test_own_rows_can_be_switched_off(folder: Path) -> None:
    overlay.add("office", **JANE)
    world.use_overlay(None)
    assert holders("FRA", "foreign_minister", LATE) == []
    with pytest.raises(UsageError, match="switched off"):
        overlay.add("office", **JANE)
    world.use_overlay(folder)
    assert holders("FRA", "foreign_minister", LATE) == ["person/jane-doe"]
