"""Return as many readings as one asks for, varied from those of the example articles: for measuring a book at volume.

Ids, days, outlets, parties, persons and words differ; words keep their length, so that every span still quotes the
text. One in seven tells again what an earlier one told, under another outlet. Parties are drawn as news draws them: a
few countries often, most seldom. The same seed gives the same readings.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec
from benchmarks.common import ROOT

from dyadbook import verbs
from dyadbook.records import Reading
from dyadbook.world import countries

FIRST, LAST = date(2005, 1, 1), date(2025, 6, 30)
AGAIN = 1 / 7  # of the readings tell of what was told before
OUTLETS = 60
_PROSE = {"text", "title", "deck", "condition"}
_SLOT = re.compile(
    r'"(?P<id>[0-9a-f]{16})"|"(?P<day>\d{4}-\d\d-\d\d)"|"publisher":(?P<outlet>"[^"]*"|null)|"url":"(?P<url>[^"]+)"|"synthetic":(?P<example>true)'
    r'|"person/(?P<person>[^"]+)"|"(?P<code>[A-Z]{3})"|"name":"(?P<name>[^"\\]+)"|(?:(?<=\\n)|(?<!\\)\b)(?P<word>[a-z]{5,12})\b'
)


@cache
def example_readings() -> tuple[Reading, ...]:
    """Return the readings of the example articles."""
    items = verbs.read_all([ROOT / "examples" / "pages", ROOT / "examples" / "copied"])
    return tuple(item for item in items if isinstance(item, Reading))


@dataclass(frozen=True)
class _Choice:
    """What one made reading has of its own, beside the example that it is made from."""

    example: int
    published: date
    parties: int
    words: int


def made_readings(count: int, *, seed: int = 1, examples: Sequence[Reading] | None = None) -> Iterator[Reading]:
    """Return made readings, none of them marked as an example text."""
    chance = random.Random(seed)
    templates = [_Template(reading) for reading in (examples or example_readings())]
    days = (LAST - FIRST).days
    told: list[_Choice] = []
    decoder = msgspec.json.Decoder(Reading)
    for _ in range(count):
        if told and chance.random() < AGAIN:
            choice = chance.choice(told)
        else:
            published = FIRST + timedelta(days=chance.randrange(days))
            example, parties, words = (chance.randrange(top) for top in (len(templates), 1 << 32, 1 << 32))
            choice = _Choice(example, published, parties, words)
            told = [*told[-99:], choice]
        yield decoder.decode(templates[choice.example].made(choice, chance))


class _Template:
    """The JSON of a reading, cut at what varies."""

    def __init__(self, reading: Reading) -> None:
        text = msgspec.json.encode(reading).decode()
        fixed = _fixed_words(msgspec.to_builtins(reading)) | {"false"}
        names = {country.name: country.code for country in countries().values()}
        self.published = reading.article.published or LAST
        self.pieces: list[str] = []
        self.slots: list[tuple[str, str]] = []
        at = 0
        for match in _SLOT.finditer(text):
            kind, value = match.lastgroup or "", match[match.lastgroup or 0]
            if kind == "name":
                kind, value = "name", names.get(value, "")
            if not value or (kind == "code" and value not in countries()) or (kind == "word" and value in fixed):
                continue
            group = match.lastgroup or 0
            self.pieces.append(text[at : match.start(group)])
            self.slots.append((kind, value))
            at = match.end(group)
        self.end = text[at:]
        self.codes = list(dict.fromkeys(value for kind, value in self.slots if kind in ("code", "name")))
        self.vocabulary = sorted({value for kind, value in self.slots if kind == "word"})

    def made(self, choice: _Choice, chance: random.Random) -> str:
        """Return the JSON of one reading."""
        shift = choice.published - self.published
        mask = chance.getrandbits(64)
        codes = dict(zip(self.codes, _drawn(len(self.codes), random.Random(choice.parties)), strict=True))
        outlet = f'"Outlet {int(chance.paretovariate(0.8)) % OUTLETS}"'
        own = random.Random(choice.words)
        words = {word: own.choice(_words()[len(word)]) for word in self.vocabulary if own.random() < 0.4}
        if self.vocabulary:  # no two articles are the same to the letter
            word = chance.choice(self.vocabulary)
            words[word] = chance.choice(_words()[len(word)])
        person = str(choice.parties % 40)
        made: list[str] = []
        for piece, (kind, value) in zip(self.pieces, self.slots, strict=True):
            made.append(piece)
            if kind == "word":
                made.append(words.get(value, value))
            elif kind == "code":
                made.append(codes[value])
            elif kind == "id":
                made.append(f"{int(value, 16) ^ mask:016x}")
            elif kind == "day":
                made.append((date.fromisoformat(value) + shift).isoformat())
            elif kind == "url":
                made.append(f"{value}?made={mask:x}")  # each is a work of its own
            elif kind == "name":
                made.append(countries()[codes[value]].name)
            else:
                made.append({"outlet": outlet, "example": "false", "person": f"{value}-{person}"}[kind])
        return "".join([*made, self.end])


@cache
def _words() -> dict[int, list[str]]:
    """Return words of the example texts by their length."""
    found = {word for reading in example_readings() for word in re.findall(r"\b[a-z]{5,12}\b", reading.article.text)}
    by_length: dict[int, list[str]] = {}
    for word in sorted(found):
        by_length.setdefault(len(word), []).append(word)
    return by_length


@cache
def _codes() -> tuple[list[str], list[float]]:
    """Return the countries' codes and how often each is drawn."""
    first = ["USA", "PRK", "CHN", "RUS", "JPN", "KOR", "ISR", "IRN", "UKR", "IND", "PAK", "GBR", "FRA", "DEU", "TUR"]
    codes = list(dict.fromkeys([*first, *sorted(code for code in countries() if code.isalpha())]))
    return codes, [1 / (rank + 3) for rank in range(len(codes))]


def _drawn(count: int, chance: random.Random) -> list[str]:
    """Return that many different codes."""
    codes, weights = _codes()
    found: dict[str, None] = {}
    while len(found) < count:
        found[chance.choices(codes, weights)[0]] = None
    return list(found)


def _fixed_words(value: Any, prose: bool = False) -> set[str]:
    """Return the words of all that is no prose: names of fields, kinds, ids of issues."""
    if isinstance(value, dict):
        parts = (_fixed_words(item, key in _PROSE) for key, item in value.items())
        return {word for key in value for word in re.findall(r"[a-z]+", key)}.union(*parts)
    if isinstance(value, list | tuple):
        return set().union(*(_fixed_words(item, prose) for item in value)) if value else set()
    return set() if prose or not isinstance(value, str) else set(re.findall(r"[a-z]+", value))
