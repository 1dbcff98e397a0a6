"""The coder's manual: an entry for each code, rules that stand where it says, and how far the reader follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from dyadbook import ontology
from dyadbook.reader import read
from dyadbook.records import Article, Block, Event, Modality, Reading, Standing
from dyadbook.steps.act_rows import rows
from dyadbook.steps.sides import party_of
from dyadbook.steps.standing import rules as standing_rules

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "coding.md").read_text(encoding="utf-8")
DAY = date(2025, 2, 7)
FLOORS = {"events": 0.95, "modes": 0.9, "standings": 0.95}
"""The least share of the rows that the reader codes as the manual does."""
MISMARKED = 6
"""Rows whose mark may be wrong: a network trained anew reads a few of them otherwise."""
MODALITIES = get_args(Modality)
MARKED = re.compile(r"(?:([!~]) )?(.*)")


@dataclass(frozen=True)
class Coding:
    """A row of the manual: an entry, the coding that is right, and the sentence. `none`: no event is written.

    `mark` says how far the reader follows: wholly (empty), but for the mode (`~`), or not (`!`).
    """

    entry: str
    parties: str
    said: tuple[str, ...]
    sentence: str
    mark: str = ""

    @property
    def is_standing(self) -> bool:
        return self.entry.split()[0] in ontology.STANDING_ASPECTS

    @property
    def type(self) -> str:
        named = (word.split()[0] for word in (*self.said, self.entry))
        return next((word for word in named if ontology.is_type(word)), "")

    @property
    def mode(self) -> str | None:
        coded = next((word for word in (*self.said, self.entry) if ontology.is_type(word.split()[0])), "")
        return coded.split()[1] if " " in coded and self.act == self.type else None

    @property
    def act(self) -> str:
        return next((word.removeprefix("act ") for word in self.said if word.startswith("act ")), self.type)

    @property
    def modality(self) -> str:
        return next((word for word in self.said if word in MODALITIES), "actual")

    @property
    def sides(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(side.split("+")) - {""} for side in re.split(r"\s*[>,]\s*", self.parties))


def rows_of(page: str) -> Iterable[Coding]:
    """Yield the rows of the page's `coding` blocks."""
    for block in re.findall(r"^```coding\n(.*?)^```", page, re.M | re.S):
        for line in block.splitlines():
            mark, told = MARKED.findall(line)[0]
            entry, coding, sentence = (part.strip() for part in told.split(" | "))
            size = 2 if entry.split()[0] in ontology.STANDING_ASPECTS and ">" not in coding else 1
            words = [word.strip() for word in coding.split(",")]
            yield Coding(entry, ", ".join(words[:size]), tuple(words[size:]), sentence, mark)


CODINGS = list(rows_of(PAGE))
EVENTS = [one for one in CODINGS if not one.is_standing]
STANDINGS = [one for one in CODINGS if one.is_standing]


def section(name: str) -> str:
    """Return what stands under a heading of the page."""
    return PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


@cache
def reading(sentence: str) -> Reading:
    block = Block(kind="body", start=0, end=len(sentence))
    return read(Article(id="a", source="t", text=sentence, language="en", published=DAY, blocks=(block,)))


def parties(event: Event) -> tuple[frozenset[str | None], ...]:
    return tuple(frozenset(map(party_of, side)) for side in (event.source, event.target))


def event_as_coded(one: Coding) -> Event | None:
    """Return the event that the reader codes as the manual does; None where it does not."""
    for event in reading(one.sentence).events:
        unordered = event.act == "CONSULT" or event.reciprocal
        same = parties(event) == one.sides or (unordered and frozenset().union(*parties(event)) == _all(one))
        told = (event.type, event.modality) == (one.type, one.modality)
        if same and told and ("historical" in one.said) <= bool(event.historical):
            return event
    return None


def _all(one: Coding) -> frozenset[str]:
    return frozenset[str]().union(*one.sides)


def agrees(one: Coding) -> bool:
    """Return whether the reader writes what the manual codes; of `none`, whether it writes no event of that type."""
    if one.is_standing:
        return any(same_standing(one, standing) for standing in reading(one.sentence).standings)
    if one.parties == "none":
        return all(event.type != one.type for event in reading(one.sentence).events)
    return event_as_coded(one) is not None


def same_standing(one: Coding, standing: Standing) -> bool:
    if f"{standing.aspect} {standing.value}" != one.entry:
        return False
    if ">" in one.parties:
        return (frozenset({standing.holder}), frozenset({standing.toward})) == one.sides
    return frozenset(standing.parties) == _all(one)


# The page


def test_every_type_and_mode_has_an_entry_in_its_section() -> None:
    for name in ontology.event_types():
        entries = {one.entry for one in rows_of(section(name))}
        assert entries == {name, *(f"{name} {mode}" for mode in ontology.modes(name))}
        told = re.findall(r"^\| `([\w-]+)` \|", section(name), re.M)
        assert tuple(told) == ontology.modes(name)


def test_the_section_of_a_type_begins_with_its_quad_class_and_score() -> None:
    for name in ontology.event_types():
        told = re.match(r"\s*(\w+ \w+), (-?[\d.]+\d|-?\d)", section(name))
        assert told, name
        assert (told[1].lower(), float(told[2])) == (ontology.quad(name), ontology.score(name))


def test_every_modality_and_history_has_an_entry() -> None:
    told = section("What holds for all types")
    assert {one.entry for one in rows_of(told)} == {*MODALITIES, "historical"}
    assert set(re.findall(r"^\| `(\w+)` \|", told, re.M)) >= {*MODALITIES, "historical"}


def test_every_standing_has_an_entry_and_every_aspect_names_the_values_that_are_read() -> None:
    assert list(dict.fromkeys(one.entry for one in STANDINGS)) == [
        f"{aspect} {value}" for aspect, values in ontology.STANDING_ASPECTS.items() for value in values
    ]
    table = {
        row[0]: set(row[1].split(", ")) - {"-"}
        for row in re.findall(r"^\| `(\w+)`(?: \(directed\))? \|.*\| (.*?) \|$", section("Standings"), re.M)
    }
    read_by_rows: dict[str, set[str]] = {aspect: set() for aspect in ontology.STANDING_ASPECTS}
    for rule in standing_rules.rules():
        read_by_rows[rule.aspect].add(rule.value)
    assert table == read_by_rows


def test_a_directed_aspect_is_coded_with_holder_and_toward() -> None:
    assert {one.entry.split()[0] for one in STANDINGS if ">" in one.parties} == ontology.DIRECTED_ASPECTS


def test_the_rows_that_a_section_names_stand_in_the_table_under_its_type() -> None:
    heads: dict[str, set[str]] = {}
    for (_, base), found in rows().items():
        for words, row in found:
            heads.setdefault(row.type, set()).add(" ".join((base, *words[1:])))
    for name in ontology.event_types():
        cells = re.findall(r"^\| `[\w-]+` \|.*\|(.*)\|$", section(name), re.M) if "| row |" in section(name) else []
        listed = re.search(r"\*\*Rows:\*\*.*?\.", section(name), re.S)
        named = re.findall(r"`([^`]+)`", " ".join(cells) + (listed[0] if listed else ""))
        assert set(named) <= heads[name], f"{name}: no such row"


@pytest.mark.parametrize("one", EVENTS, ids=[one.entry for one in EVENTS])
def test_a_coding_is_one_that_the_ontology_has(one: Coding) -> None:
    assert ontology.is_type(one.type)
    assert ontology.is_type(one.act)
    assert one.mode is None or ontology.is_mode(one.act, one.mode)


# The reader


def share(codings: Iterable[Coding], name: str) -> float:
    """Return the share of codings with which the reader agrees; print it, with those with which it does not."""
    found = {one: agrees(one) for one in codings}
    print(f"{name}: {sum(found.values())} of {len(found)}")
    print(*(f"  not so: {one.entry} | {one.sentence}" for one, same in found.items() if not same), sep="\n")
    return sum(found.values()) / len(found)


def test_the_reader_codes_the_events_as_the_manual_does() -> None:
    assert share(EVENTS, "events") >= FLOORS["events"]


def test_the_reader_gives_the_modes_of_the_manual() -> None:
    coded = [(one, event) for one in EVENTS if one.mode and (event := event_as_coded(one)) is not None]
    right = [one for one, event in coded if one.mode in event.modes]
    print(f"modes: {len(right)} of {len(coded)}")
    assert len(right) / len(coded) >= FLOORS["modes"]


def test_the_reader_codes_the_standings_as_the_manual_does() -> None:
    assert share(STANDINGS, "standings") >= FLOORS["standings"]


def test_the_rows_that_the_reader_does_not_follow_are_marked() -> None:
    wrong = [
        f"{one.mark or 'unmarked'}: {one.sentence} (is {found!r})"
        for one in CODINGS
        if (found := mark_of(one)) != one.mark
    ]
    print(*wrong, sep="\n")
    assert len(wrong) <= MISMARKED


def mark_of(one: Coding) -> str:
    """Return the mark that a row should have."""
    if not agrees(one):
        return "!"
    event = None if one.is_standing or one.mode is None else event_as_coded(one)
    return "~" if event is not None and one.mode not in event.modes else ""
