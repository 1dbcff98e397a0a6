"""Return whether an act is history: it ended more than 30 days before publication; None where nobody can know.

A date decides where the act and the article have one. Else the words do, as far as they can: `history_signs` names what
a reader goes by (tense, words of time, where in the article it stands, who did it), and data/history.csv says how much
each speaks for `past` and for `open` against news of these days; training/history.py fits the weights. What the model
sees in the sentence counts as much as all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import msgspec

from dyadbook.models.labels import HISTORIES
from dyadbook.records import Event, When
from dyadbook.steps.table import table_rows

HISTORY_DAYS = 30
GOES_ON = ", since when it goes on"
"""What the basis of a date says where it is that of the beginning alone: "has blocked the port since 2021"."""
Odds = tuple[float, float]
"""How much speaks for `past` and for `open`, as logarithms of odds against news."""
SHARE = 0.7
"""What the signs' and the model's odds count for where there are both: they say much the same."""
LEAST = 0.02  # of a probability that the model gives, so that none is beyond doubt
OPENER = 0.65
"""What the model's odds for `open` lack: most stories it learned from say `open` of .08 to .11 of what was done, those
labelled in full, as readers are asked, of .17."""
COST = 1.0
"""What history shown as news costs beside being wrong: higher shows fewer old acts as news, and fewer acts rightly."""


def by_date(when: When, published: date | None) -> bool | None:
    """Return whether the act ended more than 30 days before publication; None where a date is missing.

    What has gone on since its date has not ended.
    """
    if published is None or when.start is None:
        return None
    if GOES_ON in (when.basis or ""):
        return False
    last = (when.end or when.start + timedelta(days=1)) - timedelta(days=1)
    if last < published - timedelta(days=HISTORY_DAYS):
        return True
    return False if when.start >= published - timedelta(days=HISTORY_DAYS) else None


def is_open(event: Event, published: date | None) -> bool:
    """Return whether words alone can tell if an event is history: it was done, and no two dates say when."""
    dated = event.date.start is not None and published is not None
    return event.modality == "actual" and event.historical is None and not dated


def settled(events: Sequence[Event], signs: Mapping[str, frozenset[str]], seen: Mapping[str, Odds]) -> list[Event]:
    """Return the events with what their signs and what the model sees, both by id, speak for."""
    return [
        _told_as(event, by_signs(signs[event.id], seen.get(event.id))) if event.id in signs else event
        for event in events
    ]


def odds(histories: Mapping[str, float]) -> Odds:
    """Return what the probabilities that a model gives speak for."""
    news, past, open_ = (histories[name] + LEAST for name in HISTORIES)
    return math.log(past / news), math.log(open_ / news) + OPENER


def _told_as(event: Event, historical: bool | None) -> Event:
    reports = tuple(
        msgspec.structs.replace(report, historical=historical, lead=report.lead and historical is not True)
        for report in event.reports
    )
    return msgspec.structs.replace(event, reports=reports, historical=historical, lead=any(one.lead for one in reports))


def by_signs(signs: Iterable[str], seen: Odds | None = None, table: Mapping[str, Odds] | None = None) -> bool | None:
    """Return what the signs and what the model sees speak for: history, news (False), or neither (None)."""
    table = weights() if table is None else table
    known = [table[sign] for sign in signs if sign in table]
    share = 1.0 if seen is None else SHARE
    told = [seen or (0.0, 0.0), *known]
    past, open_ = (math.exp(share * sum(pair[side] for pair in told)) for side in (0, 1))
    if 1 - COST * past > max(past, open_):
        return False
    return True if past >= open_ else None


@cache
def weights() -> dict[str, Odds]:
    """Return how much each sign speaks for `past` and for `open`, as logarithms of odds against news."""
    return {row["sign"]: (float(row["past"]), float(row["open"])) for row in table_rows("history.csv")}
