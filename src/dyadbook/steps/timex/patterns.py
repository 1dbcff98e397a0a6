"""Return what rules for time expressions are made of: the pieces of their patterns, and the lists that hold them.

A rule is a pattern and a function from its match to what it stands for. It sees one expression and the dates that it
leans on, never the page: what stands around it is judged in `timex_plausible`. A function returns a `Value`, several
placed values (a range: "12-13 June"), or None where the words are no time. In a pattern a blank is white space within
a paragraph, and `<name>` is one of `PIECES`, a second time `<name2>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from dyadbook.steps.timex.values import Base, Value
from dyadbook.steps.timex.words import ONES, TENS

Match = re.Match[str]
Placed = tuple[int, int, Value]
Resolve = Callable[[Match, Base], "Value | list[Placed] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of time expression; `lead` says whether words like "early" may stand before it, or must."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve
    lead: Literal["never", "may", "must"]


_NUMBER_WORD = rf"(?:(?:{'|'.join(TENS)})[-\s](?:{'|'.join(ONES[1:10])})|{'|'.join(TENS)}|{'|'.join(reversed(ONES))})"
_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
NUMERAL = r"(?![\w%]|[,.:]\d|-\d\d\d)"  # not a piece of a longer number
# Names of months and weekdays count as written in news: capital first, or all capitals.
PIECES = {
    "month": rf"(?-i:(?P<month>(?:{_NAMES}|{_NAMES.upper()})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    rf"|Dec)\b\.?))",
    "lone": rf"(?-i:(?P<month>(?:{_NAMES}|{_NAMES.upper()})\b|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.))",
    "weekday": rf"(?-i:(?P<weekday>{_DAYS}|{_DAYS.upper()}))\b",
    "onday": rf"(?:(?-i:(?P<weekday>{_DAYS}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?))(?:, ?| )(?:the |on )?)?",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?" + NUMERAL,
    "opening": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "ordinal": r"(?P<day>3[01](?:st|th)|[12]?\d(?:st|nd|rd|th))\b",
    "year": r"(?P<year>1\d{3}|20\d\d)" + NUMERAL,
    "short": r"(?P<short>\d\d)" + NUMERAL,
    "to": r"(?: ?[-–—/] ?| (?:to|and|through|until|till) )",
    "relative": r"(?P<relative>this|last|next|that(?: same)?|the same|the previous|the following)",
    "part": r"(?P<part>morning|dawn|afternoon|evening|night)\b",
    "season": r"(?P<season>spring|summer|autumn|fall|winter)\b",
    "bc": r"(?:BCE?\b|B\.C(?:\.E)?\.?)",
    "unit": r"(?P<unit>decade|century|year|quarter|month|fortnight|weekend|week|night|day|hour|minute)\b",
    "units": r"(?P<unit>decades?|centur(?:y|ies)|years?|quarters(?! of)|months?|fortnights?|weeks?|weekends?|nights?"
    r"|days?|hours?|minutes?|seconds)\b",
    "plural": r"(?P<unit>decades|centuries|years|months|weeks|days|hours|minutes)\b",
    "number": rf"(?P<number>\d+(?:\.\d+)?|(?:a )?(?:dozen|hundred)|half an?|a half|{_NUMBER_WORD}"
    r"|(?:a )?(?:few|couple(?: of)?)(?: more)?|several|(?<!\bas\s)many(?: more)?|some(?= (?:decades|years|months"
    r"|weeks|days|hours|minutes)\b)|a number of|numerous|another|an?)",
    "qualifier": r"(?:(?P<qualifier>(?:a little |just |slightly |well |no )?(?:more|less|fewer) than|(?:just "
    r"|well )?over|(?:just )?under|at least|at most|up to|about|around|roughly|approximately|some|nearly|almost|just"
    r"|only|exactly|barely|another|a further|an additional|a mere) )?",
    "full": r"(?:(?:full|whole|long|consecutive|straight|more|calendar|successive) )?",
}


def shape(template: str) -> re.Pattern[str]:
    """Return the pattern of a template, its pieces put in and their groups numbered where they come twice."""
    seen: dict[str, int] = {}

    def number(match: Match) -> str:
        """Return the group's opening, as `month2` the second time."""
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{seen[match[1]] if seen[match[1]] > 1 else ''}>"

    pattern = re.sub(r"<([a-z]+)\d?>", lambda m: PIECES[m[1]], re.sub(r"\(\?P<(\w+)>", r"(?P{\1}", template))
    pattern = re.sub(r"\(\?P\{(\w+)\}", r"(?P<\1>", pattern)
    return re.compile(re.sub(r"\(\?P<(\w+)>", number, pattern).replace(" ", r"(?:[^\S\n]+\n?|\n(?!\n))"), re.IGNORECASE)


class Rules(list[Rule]):
    """The rules for one kind of expression, in the order in which they are tried."""

    def rule(
        self, name: str, template: str, lead: Literal["never", "may", "must"] = "may"
    ) -> Callable[[Resolve], Resolve]:
        """Return a decorator that adds a rule for the template; one function may serve several."""

        def add(resolve: Resolve) -> Resolve:
            """Return the function as it is, once listed."""
            self.append(Rule(name, shape(template), resolve, lead))
            return resolve

        return add
