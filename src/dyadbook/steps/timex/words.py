"""Return what the words of time expressions say: numbers, months, weekdays, units, and "nearly" and its like."""

from __future__ import annotations

import re

SYMBOLS = {
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "weekend": "D",
    "night": "D",
    "season": "M",
}
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EXACT = {
    "a": 1,
    "an": 1,
    "another": 1,
    "dozen": 12,
    "a dozen": 12,
    "half a": 0.5,
    "half an": 0.5,
    "a half": 0.5,
    "a hundred": 100,
    "hundred": 100,
    **{word: number for number, word in enumerate(ONES)},
}

QUALIFIERS = {
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "more": "MORE_THAN",
    "over": "MORE_THAN",
    "least": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
    "about": "APPROX",
    "around": "APPROX",
    "roughly": "APPROX",
    "approximately": "APPROX",
    "some": "APPROX",
    "barely": "APPROX",
}
POINT_MODS = {
    "LESS_THAN": "APPROX",
    "MORE_THAN": "ON_OR_BEFORE",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}


def month_number(words: str) -> int:
    """Return 1 to 12 for a month's name or its short form."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(words.lower().rstrip(".")[:3]))


def weekday_number(words: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or its short form."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(words.lower().rstrip(".")[:3]))


def amount(words: str) -> float | None:
    """Return the number that the words say, or None for "a few", "several" and their like."""
    words = " ".join(words.lower().split())
    if words[0].isdigit():
        return float(words)
    if words in _EXACT:
        return _EXACT[words]
    total = 0
    for word in re.split(r"[-\s]", words):
        if word in TENS:
            total += 10 * (TENS.index(word) + 2)
        elif word in ONES:
            total += ONES.index(word)
        else:
            return None
    return total


def unit_of(words: str) -> str:
    """Return the unit's singular: `years` and `year` are both `year`."""
    words = words.lower()
    return "century" if words.startswith("centur") else words.removesuffix("s")


def qualifier_of(words: str | None) -> str | None:
    """Return the TIMEX mod of "nearly", "more than" and their like."""
    return next((QUALIFIERS[word] for word in words.lower().split() if word in QUALIFIERS), None) if words else None


def length(count: float | None, unit: str) -> str:
    """Return a duration as TIMEX writes it: `P2M`, `PT3H`, `PXY` for a vague number."""
    if unit == "fortnight" and count is not None:
        count, unit = count * 2, "week"
    number = "X" if count is None else f"{count:g}".removeprefix("0") if count < 1 else f"{count:g}"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{number}{SYMBOLS[unit]}"
