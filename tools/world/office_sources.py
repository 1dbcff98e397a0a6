"""Return what each source but the Factbook knows of who held which office, as holdings in one form."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from .base import hand_rows, source_text
from .people_names import from_phoenix, order

FIRST_DAY = date(1945, 1, 1)
LAST_ARCHIGOS = date(2015, 12, 31)
REIGN_ENDS = date(2021, 3, 1)

# Correlates-of-War abbreviations (Archigos, REIGN) that differ from ISO 3166 alpha-3, after 1945.
_COW = {
    "AAB": "ATG", "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "AUS": "AUT", "BAH": "BHR", "BAR": "BRB", "BFO": "BFA",
    "BHM": "BHS", "BHU": "BTN", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BRU": "BRN", "BUI": "BDI", "BUL": "BGR",
    "CAM": "KHM", "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "COS": "CRI",
    "CRO": "HRV", "CZE": "CSK", "CZR": "CZE", "DEN": "DNK", "DRC": "COD", "DRV": "VNM", "EQG": "GNQ", "ETM": "TLS",
    "FIJ": "FJI", "FRN": "FRA", "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO", "GRN": "GRD",
    "GUA": "GTM", "GUI": "GIN", "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN", "IRE": "IRL", "KOS": "XKX",
    "KUW": "KWT", "KYR": "KGZ", "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN", "LES": "LSO", "LIB": "LBY", "LIT": "LTU",
    "MAA": "MRT", "MAC": "MKD", "MAD": "MDV", "MAG": "MDG", "MAL": "MYS", "MAS": "MUS", "MAW": "MWI", "MLD": "MDA",
    "MNC": "MCO", "MNG": "MNE", "MON": "MNG", "MOR": "MAR", "MSI": "MHL", "MYA": "MMR", "MZM": "MOZ", "NAU": "NRU",
    "NEP": "NPL", "NEW": "NZL", "NIG": "NGA", "NIR": "NER", "NTH": "NLD", "OMA": "OMN", "PAL": "PLW", "PAR": "PRY",
    "PHI": "PHL", "POR": "PRT", "ROK": "KOR", "RUM": "ROU", "ROM": "ROU", "RVN": "VDR", "SAF": "ZAF", "SAL": "SLV",
    "SEY": "SYC", "SIE": "SLE", "SIN": "SGP", "SKN": "KNA", "SLO": "SVK", "SLU": "LCA", "SLV": "SVN", "SNM": "SMR",
    "SOL": "SLB", "SPN": "ESP", "SRI": "LKA", "SUD": "SDN", "SVG": "VCT", "SWA": "SWZ", "SWD": "SWE", "SWZ": "CHE",
    "TAW": "TWN", "TAJ": "TJK", "TAZ": "TZA", "THI": "THA", "TOG": "TGO", "TRI": "TTO", "UAE": "ARE", "UKG": "GBR",
    "URU": "URY", "VAN": "VUT", "VEN": "VEN", "WSM": "WSM", "YAR": "YEM", "YPR": "YMD", "ZAM": "ZMB", "ZIM": "ZWE",
    "SER": "SRB", "KOR": "KOR", "VNM": "VNM",
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


def date_of(text: str | None) -> tuple[date | None, str]:
    """Return the first day that YYYY, YYYY-MM or YYYY-MM-DD names, and its precision."""
    if not text:
        return None, "day"
    numbers = [int(part) for part in text.split("-")]
    return date(*[*numbers, 1, 1][:3]), ("year", "month", "day")[len(numbers) - 1]


def by_hand() -> Iterator[Holding]:
    """Return the holdings of the hand-written table.

    `*` marks where the surname begins, a second one where it ends before the name does: "*Kim* Jong Un".
    """
    coarse = {"day": 0, "month": 1, "year": 2}
    for row in hand_rows("offices_extra.csv"):
        since, fine = date_of(row["since"])
        until, also = date_of(row["until"])
        _, star, surname = row["name"].partition("*")
        name = row["name"].replace("*", "")
        surname = surname.split("*")[0].strip() if star else order(name, row["country"])[1]
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


def country_code(abbreviation: str, on: date) -> str:
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
        since, until = date_of(row["since"])[0], date_of(row["until"])[0]
        found.append((row["code"], since, until, row["roles"].split("|"), row["title"] or None))
    return found


def effective() -> Iterator[Holding]:
    """Return effective leaders: Archigos to 2015 (exact days), REIGN to March 2021 (ends by month)."""
    systems = _systems()
    archigos = _archigos()
    for name, country, since, until, precision, source in (*archigos, *_reign(archigos)):
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
        if not row["enddate"] or row["enddate"] < "1945-01-02" or row["enddate"] >= LAST_ARCHIGOS.isoformat():
            continue  # those still in office at the end of 2015 are REIGN's and the Factbook's
        if row["obsid"].startswith("KUW-1990"):
            continue  # the occupier, who is Iraq's
        since, until = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        found.append((row["leader"], country_code(row["obsid"].split("-")[0], since), since, until, "day", "archigos"))
    return found


def _reign(known: Iterable[_Spell]) -> Iterator[_Spell]:
    """Return REIGN's spells from the end of 2015 on, and before it those of countries that the known ones lack."""
    by_state: dict[str, list[tuple[date, date | None, str]]] = defaultdict(list)
    for row in csv.DictReader(source_text("reign_leaders.csv").splitlines()):
        since = date(*(int(row[part]) for part in ("syear", "smonth", "sdate")))
        year, month = (int(row["eyear"]), int(row["emonth"])) if row["eyear"] else (0, 0)
        # No end: in office when the source ended.
        ended = date(year + month // 12, month % 12 + 1, 1) if year else None
        by_state[row["stateabb"]].append((since, ended, row["leader"]))
    covered: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for _, country, since, until, _, _ in known:
        covered[country].append((since, until or LAST_ARCHIGOS))
    for state, spells in by_state.items():
        for since, ended, name in spells:
            country = country_code(state, since)
            if ended and (ended <= FIRST_DAY or ended <= since):
                continue
            if (
                ended
                and ended < LAST_ARCHIGOS
                and any(first < ended and since < last for first, last in covered[country])
            ):
                continue
            if ended is None or ended > REIGN_ENDS:
                yield name, country, since, REIGN_ENDS, "seen", "reign"
                continue
            next_day = [begun for begun, _, _ in spells if since < begun and abs((begun - ended).days) <= 31]
            yield name, country, since, min(next_day, default=ended), "day" if next_day else "month", "reign"


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
            if last.month == 2 and last.day == 28:
                last = date(last.year, 3, 1) - timedelta(days=1)  # its Februaries end on the 28th in leap years too
            months = since.day == 1 and (last + timedelta(days=1)).day == 1
            parsed = from_phoenix(name, country)
            if months:
                role = _PORTFOLIOS.get(match[2], "minister")
                yield Holding(*parsed, country, role, None, since, last + timedelta(days=1), "month", "phoenix")
            elif not match[2]:
                yield Holding(*parsed, country, "head", None, since, last, "day", "phoenix")
        elif not line.startswith(("\t", "+", " ")):
            name = "" if not line.startswith("#") else name
