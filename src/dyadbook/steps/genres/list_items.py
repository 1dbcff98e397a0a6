"""Return who does what the items of a list tell, whom the line above the list names: "The two sides: – agreed to ...".

The operative paragraphs of a resolution are such items too: "The Council, ... 1. Condemns the attack; 2. Calls upon".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from dyadbook.records import ELSEWHERE, Actor, Reading
from dyadbook.steps.genres.own_voice import issuers
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.sides import party_of

STEM = re.compile(r"[^.!?:;]{3,110}?(?P<end>(?:\s(?:also|further|thus|hereby|therefore|jointly|have|has))*\s*[:,])\s*$")
"""A line that names who does what stands in the lines under it."""
MARK = r"[“\"]?(?:[-–—•▪●◦·*]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s)?\s*"
ITEM = re.compile(rf"{MARK}[“\"]?(?:(?:also|further|then|\w+ly)(?:,|\sand)?\s)*(?P<verb>[A-Za-z]+)\b", re.I)
GROUNDS = re.compile(
    rf"{MARK}(?:(?:also|further|\w+ly)\s)*(?:\w+ing|aware|convinced|concerned|alarmed|deeply|guided|mindful)\b", re.I
)
"""A paragraph that gives the grounds of a resolution: "Recalling its resolution"."""
THEY = re.compile(
    r"\b[Tt]he (?:\w+ )?(?:sides|parties|leaders|ministers|presidents|delegations|participants|heads of \w+)"
    r"(?: (?:also|further|thus|hereby|therefore|jointly))*\s*[:,]\s*$"
)
"""Those who issue a joint statement, in the line above a list of what they did: "The ministers:"."""
FINITE = frozenset({"past", "s"})
FARTHEST = 60  # blocks from an item back to the line above its list
OPENING = 40  # characters of a sentence in which the verb of its item stands
SCORE = 0.6


def doers_of_items(reading: Reading) -> dict[int, tuple[Actor, ...]]:
    """Return, by the place where a sentence starts, who does what a list's item tells there and is named above it."""
    blocks, text = reading.article.blocks, reading.article.text
    found: dict[int, tuple[Actor, ...]] = {}
    doers: tuple[Actor, ...] = ()
    starts, first = [one.start for one in reading.sentences], 0
    for number, block in enumerate(blocks):
        item = ITEM.match(text, block.start, block.end)
        verb = item is not None and any(form in FINITE for _, form in forms().get(item["verb"].lower(), ()))
        if doers and number - first <= FARTHEST and (verb or GROUNDS.match(text, block.start, block.end)):
            if item is not None and verb and (start := _opened(reading, starts, item.start("verb"))) is not None:
                found[start] = doers
            continue
        doers, first = tuple(_doers(reading, block.start, block.end)), number
    return found


def opens_item(text: str, start: int, at: int) -> bool:
    """Return whether a verb at a place is the one with which the item of a list opens that starts there."""
    item = ITEM.match(text, start)
    return item is not None and item.start("verb") == at


def _opened(reading: Reading, starts: Sequence[int], at: int) -> int | None:
    """Return where the sentence starts in whose opening a place stands; None where it stands in none."""
    number = bisect_right(starts, at) - 1
    if number < 0 or at >= min(reading.sentences[number].end, starts[number] + OPENING):
        return None
    return starts[number]


def _doers(reading: Reading, start: int, end: int) -> Iterator[Actor]:
    """Yield those whom a line above a list names, with the place of their names."""
    stem = STEM.match(reading.article.text, max(start, reading.article.text.rfind(". ", start, end) + 1), end)
    if stem is None:
        return
    issued = issuers(reading.article.text, reading.article.blocks).together if THEY.search(stem[0]) else None
    start, end = issued or (stem.start(), end)
    named = [one for one in reading.mentions if start <= (one.start or 0) < end and one.basis != "place"]
    if named and (issued is not None or named[-1].end == stem.start("end")):
        for one in named:
            if party_of(one) is not None:
                yield msgspec.structs.replace(one, basis=ELSEWHERE, score=SCORE)
