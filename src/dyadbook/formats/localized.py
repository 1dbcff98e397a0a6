"""Return dates and numbers as elements of a page, which its script writes anew in the way of the reader's locale.

Level 5. As they stand they are the words that the terminal has, so that a page needs no script: `7 Feb 2025`, `1,204`.
For who reads English its dates stay so, since the sentences and charts beside them say them so. The attributes
say the same in ISO, no more precisely than it is known: a month stays a month.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from dyadbook.date_words import precision_words, when_bounds, when_words
from dyadbook.days import day_words, moment_words
from dyadbook.records import When

_WEEK = "week of "


class Html(str):
    """Text that a template need not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as it is."""
        return self


def day_html(day: date) -> Html:
    """Return a day, or a moment by its day."""
    if isinstance(day, datetime):
        day = day.date()
    return _timed(day.isoformat(), None, day_words(day))


def moment_html(moment: datetime) -> Html:
    """Return a moment, to the minute."""
    known = moment.astimezone(UTC).replace(microsecond=0)
    return _timed(known.isoformat().replace("+00:00", "Z"), None, moment_words(moment))


def when_html(when: When) -> Html:
    """Return a date with its precision where the words do not show it."""
    words, bounds, precision = when_words(when), when_bounds(when), precision_words(when)
    more = f" ({precision})" if precision else ""
    if bounds is None:
        return Html(words + more)
    first, last = bounds
    before = _WEEK if words.startswith(_WEEK) else ""
    return Html(before + _timed(first, None if last == first else last, words.removeprefix(_WEEK)) + more)


def number_html(number: float, digits: int = 0) -> Html:
    """Return a number with so many digits after the point."""
    value = f"{number:.{digits}f}"
    return Html(f'<data value="{value}">{number:,.{digits}f}</data>')


def _timed(first: str, last: str | None, words: str) -> Html:
    """Return a date, or a run of dates: of a run no one element of HTML can tell."""
    if last is None:
        return Html(f'<time datetime="{first}">{words}</time>')
    return Html(f'<span data-first="{first}" data-last="{last}">{words}</span>')
