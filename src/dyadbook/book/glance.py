"""Return what tells at a glance that two reports are not of one happening, so that most need not be read or weighed.

Level 4. A glance is a few whole numbers, which an index keeps beside the keys of a report. It never parts what
`likeness` would make one: where it says yes, the reports are still compared.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import NamedTuple, get_args

from dyadbook.book.accounts import Account, days_of
from dyadbook.book.index_schema import day_number
from dyadbook.book.likeness import SOON
from dyadbook.records import Modality
from dyadbook.steps.timex.words import WEEKDAYS

LOOSE, PAST = 1, 2
"""Flags of `days`: no day is given; a day is given, of history, of which undated news can tell whenever it is out."""
NEVER, EVER = 0, 1 << 30  # days before and after all others
_BITS = 63
_MODALITIES = get_args(Modality)
_SLACK = 1  # days that two dates may lie apart
_WEEK = 7  # days by which one weekday can be misread


class Glance(NamedTuple):
    """What a report can be told from others by: a mask of its act and its words, and numbers of days."""

    told: int
    modality: int
    days: int
    low: int
    high: int
    out: int
    """The day of publication; 0: not known."""

    @property
    def beyond(self) -> int:
        """The flag of those whose days need not meet these."""
        return PAST if self.days & LOOSE else LOOSE if self.days & PAST else 0

    @property
    def near(self) -> tuple[int, int]:
        """The days between which an undated report must be out."""
        return (self.out - SOON, self.out + SOON) if self.days & LOOSE and self.out else (NEVER, EVER)


def glance_of(one: Account) -> Glance:
    """Return the glance of a report."""
    event = one.event
    told = _mask([f"act {event.act}", *one.triggers])
    first, last = days_of(one)
    if first is None or last is None:
        days, low, high = LOOSE, NEVER, EVER
    elif one.first is None:
        days, low, high = LOOSE, first.toordinal(), last.toordinal()
    else:
        said = event.date.words.text.lower() if event.date.words else ""
        slack = _WEEK if said in WEEKDAYS else _SLACK
        days, low, high = PAST * bool(event.historical), first.toordinal() - slack, last.toordinal() + slack
    return Glance(told, _MODALITIES.index(event.modality), days, low, high, day_number(one.published))


def may_be_one(one: Glance, other: Glance) -> bool:
    """Return whether two reports may be of one happening, for all that a glance tells."""
    if not one.told & other.told or one.modality != other.modality:
        return False
    if not ((one.low <= other.high and other.low <= one.high) or one.beyond & other.days):
        return False
    low, high = one.near
    return not other.days & LOOSE or not other.out or low <= other.out <= high


def _mask(words: Iterable[str]) -> int:
    """Return a number with a bit for each word; two that share no bit share no word."""
    mask = 0
    for word in words:
        mask |= 1 << zlib.crc32(word.encode("utf-8", "surrogatepass")) % _BITS
    return mask
