"""Return the words that may name a place, and the country that the words beside a name state: `Tbilisi, Georgia`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dyadbook import world
from dyadbook.world.lexicon import Entry, find_places, find_terms

NAMES_IN_TABLE = {"new york": "New York City", "washington, d.c": "Washington, D.C."}
"""Names as the news has them, where the table of cities has another."""
NAMING = frozenset({"name", "abbreviation", "capital", "seat", "alias"})
_NEW_YORK = re.compile(
    r"\b(?:New York|NEW YORK)\b(?! (?:Times|Post|Daily|TIMES|Stock|Fed|Mag|Univ|Yank|Dem|Rep|[Ss]tate))"
)
KIND = (
    r"(?:cit(?:y|ies)|towns?|villages?|port|capital|state|provinces?|regions?|islands?|district|suburbs?|outskirts"
    r"|resort|areas?|coasts?|shores?|waters|borders?|base|airport|streets|heart|cent(?:er|re)|north|south|east|west"
    r"|parts?|side|people|territory|skies|soil)"
)
_WITHIN_AFTER = re.compile(r", (?:in )?(?:the )?(?:(?:north|south|east|west|central|mid)\w*(?: |-)){0,2}")
_WITHIN_BEFORE = re.compile(rf"(?:['’]s? | )(?:[a-z]+ )?{KIND} of (?:the )?|['’]s? ")


@dataclass(frozen=True)
class Name:
    """Words that may name a place: what they may mean, and whether a country or a government can act by them."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    acts: bool
    country: bool


def _placed_entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that name a place."""
    return tuple(entry for entry in entries if entry.kind in {"country", "place"} and entry.basis in NAMING)


def names_in(text: str, start: int, end: int, told: list[tuple[int, set[str]]]) -> list[Name]:
    """Return the names in a stretch of text, the longest at each place; `told` gets where which countries are named."""
    stretch, taken, found = text[start:end], [], []
    for match in find_terms(stretch):
        kinds = {entry.kind for entry in match.entries}
        codes = {entry.key for entry in match.entries if entry.kind == "country"}
        regions = {entry.country for entry in match.entries if entry.kind == "place" and entry.country}
        if codes | regions:
            told.append((start + match.end, codes | regions))
        if kinds - {"agent", "title"}:
            taken.append((match.start, match.end))
        placed = _placed_entries(match.entries)
        if placed and not kinds & {"person", "compound"}:
            acts = any(entry.kind == "country" for entry in match.entries)
            country = any(entry.kind == "country" and entry.basis in {"name", "abbreviation"} for entry in placed)
            found.append(Name(start + match.start, start + match.end, match.text, placed, acts, country))
    for city in (*_new_york(stretch), *((match.start, match.end) for match in find_places(stretch))):
        if not any(first < city[1] and city[0] < last for first, last in taken):
            found.append(Name(start + city[0], start + city[1], stretch[slice(*city)], (), False, False))
            taken.append(city)
    return sorted(found, key=lambda name: name.start)


def _new_york(stretch: str) -> Iterator[tuple[int, int]]:
    for match in _NEW_YORK.finditer(stretch):
        yield match.span()


def _stated_country(entries: tuple[Entry, ...]) -> set[str]:
    return {code for entry in entries if (code := entry.key if entry.kind == "country" else entry.country)}


def stated_after(text: str, names: list[Name], index: int) -> tuple[str | None, bool]:
    """Return the country that the name after states (`Tbilisi, Georgia`), and whether that name only says where."""
    name, after = names[index], names[index + 1] if index + 1 < len(names) else None
    if name.country or after is None or not _WITHIN_AFTER.fullmatch(text, name.end, after.start):
        return None, False
    holder = any(entry.kind == "place" and entry.country for entry in after.entries)
    if not (after.country or holder):
        return None, False
    stated = _stated_country(after.entries)
    words = NAMES_IN_TABLE.get(name.text.lower(), name.text)
    fitting = [place.country for place in world.places_named(words) if place.country in stated]
    if fitting:
        return fitting[0], True
    return (stated.pop(), True) if len(stated) == 1 and after.country and not name.entries else (None, False)


def stated_before(text: str, told: list[tuple[int, set[str]]], name: Name) -> str | None:
    """Return the country that the words before state: `the southern English town of Salisbury`, `Iraq's Mosul`."""
    for end, codes in reversed(told):
        if end <= name.start:
            fits = name.start - end < 40 and len(codes) == 1 and _WITHIN_BEFORE.fullmatch(text, end, name.start)
            return next(iter(codes)) if fits else None
    return None


def dateline_names(line: re.Match[str]) -> list[Name]:
    """Return the names of a dateline: each part between slashes that a table knows."""
    names, at = [], line.start("places")
    for part in re.split(r"(/)", line["places"]):
        words, start = part.strip(), at + len(part) - len(part.lstrip())
        at += len(part)
        placed = _placed_entries(entry for match in find_terms(words) if match.text == words for entry in match.entries)
        known = NAMES_IN_TABLE.get(words.lower(), words)
        if words and words != "/" and (placed or world.is_place_name(known)):
            country = any(entry.basis in {"name", "abbreviation"} and entry.kind == "country" for entry in placed)
            names.append(Name(start, start + len(words), words, placed, bool(placed), country))
    return names


def dateline_country(line: re.Match[str]) -> str | None:
    """Return the country that a dateline states after its city: `BEIRUT, Lebanon (AP)`."""
    if line["within"] is None:
        return None
    codes = {code for match in find_terms(line["within"]) for code in _stated_country(match.entries)}
    return codes.pop() if len(codes) == 1 else None
