"""Return the known terms in a text: one pass of an Aho-Corasick automaton over a folded copy that keeps offsets.

The only importer of ahocorasick. Cities are not in the automaton (`find_places` looks capitalized words up instead),
nor are bare surnames: which Kim is meant is for the reader of the whole article to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, cast

import ahocorasick
import msgspec

from .bodies import agents, compounds, groups, organizations, titles
from .countries import case_fits, country_terms
from .folding import fold
from .offices import aliases, name_rows
from .places import is_place_name, places_named, regions
from .tables import words

Kind = Literal["country", "person", "organization", "group", "title", "agent", "place", "compound"]


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What a term may mean, and how.

    `key`: the country's code, the person's, organization's or group's id, the title's or agent's words, the place's
    name. `basis`: how it names it (name, demonym, capital, seat, alias, ...). `sector`: PLOVER's, if the term has it.
    """

    kind: Kind
    key: str
    basis: str
    country: str | None = None
    sector: str | None = None
    term: str = ""
    case: str = "any"


class TermMatch(msgspec.Struct, frozen=True, gc=False):
    """Words of a text and everything that they may mean."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]


def _country_entries() -> Iterator[Entry]:
    for term in country_terms():
        if "/" in term.code:
            yield Entry("organization", term.code, term.basis, None, term.sector, term.term, term.case)
        else:
            yield Entry("country", term.code, term.basis, term.code, term.sector, term.term, term.case)


def _person_entries() -> Iterator[Entry]:
    countries: dict[str, str | None] = {}
    for id, name, country in name_rows():
        countries[id] = country
        if " " in name:
            yield Entry("person", id, "name", country, None, name, "capital")
    for id, alias in aliases():
        yield Entry("person", id, "alias", countries[id], None, alias, "exact" if alias.isupper() else "capital")


def _named(kind: Kind, id: str, names: Iterable[tuple[str, str]], country: str | None, sector: str) -> Iterator[Entry]:
    for basis, name in names:
        case = "exact" if basis == "exact" or sector == "JRN" else "capital"  # "sanctions on Russia today"
        yield Entry(kind, id, "alias" if basis == "exact" else basis, country, sector, name, case)


def _body_entries() -> Iterator[Entry]:
    for body in organizations().values():
        names = [
            ("name", body.name),
            *(("alias", name) for name in body.aliases),
            *(("exact", name) for name in body.exact),
        ]
        yield from _named("organization", body.id, names, None, body.sector)
    for group in groups().values():
        names = [
            ("name", group.name),
            *(("alias", name) for name in group.aliases),
            *(("exact", name) for name in group.exact),
        ]
        yield from _named("group", group.id, names, group.country, group.sector)


def _word_entries() -> Iterator[Entry]:
    for title in titles().values():
        yield Entry("title", title.term, title.role, title.country, title.sector, title.term)
    for agent in agents().values():
        case = "exact" if agent.term.isupper() or agent.term[:-1].isupper() else "any"
        yield Entry(
            "agent", agent.singular, "plural" if agent.plural else "singular", None, agent.sector, agent.term, case
        )


def _place_entries() -> Iterator[Entry]:
    for place in regions():
        for basis, name in (("name", place.name), *(("alias", name) for name in place.aliases)):
            case = "exact" if name.isupper() else "capital"
            yield Entry("place", place.name, basis, place.country, None, name, case)
    for phrase, kind in compounds().items():
        yield Entry("compound", phrase, kind, None, None, phrase, "capital" if phrase[:1].isupper() else "any")


@cache
def _automaton() -> Any:
    """Return the automaton over all folded terms; its values are (length, entries)."""
    found: dict[str, list[Entry]] = {}
    for make in (_country_entries, _person_entries, _body_entries, _word_entries, _place_entries):
        for entry in make():
            found.setdefault(fold(entry.term), []).append(entry)
    automaton = ahocorasick.Automaton()
    for term, entries in found.items():
        automaton.add_word(term, (len(term), tuple(entries)))
    automaton.make_automaton()
    return automaton


@cache
def _shouted() -> frozenset[str]:
    """Return folded abbreviations that are words too: a line all in capitals does not name them."""
    return words("common_words.txt")


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Return whether no letter or digit touches the words on either side."""
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")
    if not before or end == len(text):
        return before
    return not text[end].isalnum() and text[end] != "_"


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Return whether the words beside these on the line are in capitals too, as in a headline of an older style."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    line = text[left:start] + text[end : len(text) if right < 0 else right]
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 6 and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _fitting(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries whose case fits the words as written, each meaning once."""
    written = text[start:end]
    if all(entry.case == "any" for entry in entries):
        fitting = entries
    else:
        fitting = tuple(entry for entry in entries if case_fits(written, entry.term, entry.case))
        if fitting and written.isupper() and fold(written) in _shouted() and _in_capitals(text, start, end):
            return ()
        if not fitting and written.isupper() and " " in written:
            fitting = tuple(entry for entry in entries if entry.case != "exact" or " " in entry.term)
    seen: dict[tuple[str, str], Entry] = {}
    for entry in fitting:
        seen.setdefault((entry.kind, entry.key), entry)
    return tuple(seen.values())


def find_terms(text: str) -> list[TermMatch]:
    """Return the longest known terms in the text, in order, without overlap; an ambiguous one keeps all its entries."""
    folded = fold(text)
    spans: list[tuple[int, int, tuple[Entry, ...]]] = []
    for last, (length, entries) in cast(
        "Iterable[tuple[int, tuple[int, tuple[Entry, ...]]]]", _automaton().iter(folded)
    ):
        start, end = last + 1 - length, last + 1
        if _is_bounded(folded, start, end) and (fitting := _fitting(text, start, end, entries)):
            spans.append((start, end, fitting))
    # The longest first, so that "the North" does not take a word from "North Korean"; nor does "reclusive North" from
    # "North Korea": what only its context tells comes last.
    spans.sort(key=lambda span: (all(one.basis == "context" for one in span[2]), span[0] - span[1], span[0]))
    taken = bytearray(len(text))
    matches: list[TermMatch] = []
    for start, end, fitting in spans:
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = b"\x01" * (end - start)
            matches.append(TermMatch(start, end, text[start:end], fitting))
    return sorted(matches, key=lambda match: match.start)


_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_JOINING = frozenset("de del la las los el al an am of the sur upon do da dos es".split())
_LARGE = 500_000  # inhabitants; a city of this size is meant even where persons bear its name


@cache
def _person_words() -> frozenset[str]:
    """Return the folded words of the known persons' names: "Robert" and "Pompeo" are towns too."""
    return frozenset(word for _, name, _ in name_rows() for word in fold(name).split())


def _is_place(name: str) -> bool:
    """Return whether a capitalized name is a place's, rather than a person's, body's or country's."""
    if not is_place_name(name):
        return False
    key = fold(name)
    known = _automaton().get(key, (0, ()))[1]
    if any(entry.kind == "place" or entry.basis == "capital" for entry in known):
        return True
    if any(entry.kind != "agent" or " " not in key for entry in known):
        return False
    return key not in _person_words() or any(place.population >= _LARGE for place in places_named(name))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Return the words of a text by start and end, without a closing full stop or a possessive."""
    for match in _NAME.finditer(text):
        word = match[0] if re.fullmatch(r"(\w\.)+", match[0]) else re.sub(r"(['’]s?|[.'’-]+)$", "", match[0])
        yield match.start(), match.start() + len(word)


def _place_at(text: str, tokens: list[tuple[int, int]], index: int) -> tuple[TermMatch, int] | None:
    """Return the longest place name that begins at a token, and the index of the token after it."""
    start, end = tokens[index]
    if not text[start].isupper():
        return None
    ends = [end]
    for first, last in tokens[index + 1 : index + 4]:
        between, word = text[ends[-1] : first], text[first:last]
        if between not in {" ", "\n", "\u00a0"} or not (word[0].isupper() or word in _JOINING):
            break
        ends.append(last)
    for count in range(len(ends), 0, -1):
        words = text[start : ends[count - 1]]
        if _is_place(words):
            name = Entry("place", words, "name", None, None, words, "capital")
            return TermMatch(start, ends[count - 1], words, (name,)), index + count
    return None


def find_places(text: str) -> list[TermMatch]:
    """Return capitalized words that name a place, the longest at each, in order; `places_named` says which it may be.

    Cities are read on the first call. Ordinary words, and persons, countries and bodies whose name a town bears, are
    left out.
    """
    tokens = list(_tokens(text))
    matches: list[TermMatch] = []
    index = 0
    while index < len(tokens):
        match = _place_at(text, tokens, index)
        if match:
            matches.append(match[0])
        index = match[1] if match else index + 1
    return matches
