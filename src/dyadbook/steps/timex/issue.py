"""Return the month of the issue that the head of a text names: "Foreign Report, August 2018".

A day without a year under such a head is one near that month; a head that tells of something is none.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dyadbook.steps.timex.words import month_number

LINES = 4  # at the top of a text, in which its head may stand
LONGEST = 90  # characters of a line of a head
ISSUE = re.compile(
    r"(?:^|[,|(–—:·]\s?|\s-\s)(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s(?P<year>(?:19|20)\d\d)(?=\s*(?:$|[,|):–—·]|\s-\s))"
)
NEAR = timedelta(days=150)
"""A day without a year that is farther from the issue's month may be of another year."""
AFTER = timedelta(days=75)
"""A text that is published so long after the month is an old issue, put out again."""


def issue_day(text: str, published: date | None) -> date | None:
    """Return the last day of the month of the issue; None where no head names one, or it is published then."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:LINES]
    heads = [found for line in lines if len(line) <= LONGEST and (found := ISSUE.search(line))]
    if len(heads) != 1:
        return None
    year, month = int(heads[0]["year"]), month_number(heads[0]["month"])
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last if published is None or published - last > AFTER else None


def is_near(day: date, issue: date) -> bool:
    """Return whether a day without a year can be of no other year than the issue tells."""
    return abs(day - issue) <= NEAR
