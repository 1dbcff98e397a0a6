"""Return the places that the blocks of an article name as places: "in Seoul", "at the White House", "SEOUL (AP) —".

The same words often act instead ("Seoul warned"), so the words before a name decide: a preposition of place, a verb of
going, or the words of a summit after it. Cities and regions that act for nobody need less than capitals do. A country
has no coordinates here: a point for it would be its capital's. Between namesakes the words beside decide, then the
countries that the article names, then the population; two that remain are not sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from dyadbook import world
from dyadbook.records import Place, Reading, Unsure
from dyadbook.steps.datelines import DATELINE
from dyadbook.steps.step import Step
from dyadbook.world.folding import fold
from dyadbook.world.lexicon import Entry, find_places, find_terms

__all__ = ["STEP"]

READ_LIKE_TITLES = frozenset({"headline", "deck", "subhead", "teaser"})
NAMES_IN_TABLE = {"new york": "New York City", "washington, d.c": "Washington, D.C."}
"""Names as the news has them, where the table of cities has another."""
NAMING = frozenset({"name", "abbreviation", "capital", "seat", "alias"})
KNOWN_EVERYWHERE = 8
"""A city this many times larger than its namesakes is meant without more words: Paris is not in Texas."""
LARGER = 3
NEAR_DEGREES = 0.3
SMALL = 100_000


@dataclass(frozen=True)
class Name:
    """Words that may name a place: what they may mean, and whether a country or a government can act by them."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]
    acts: bool
    country: bool


@dataclass(frozen=True)
class Context:
    """What an article says beside its places: how often it names each country, its states of the USA, its day."""

    countries: Counter[str]
    states: bool
    on: date | None


# ---------------------------------------------------------------- names in a block


def _placed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that name a place."""
    return tuple(entry for entry in entries if entry.kind in {"country", "place"} and entry.basis in NAMING)


def _names(text: str, start: int, end: int, told: list[tuple[int, set[str]]]) -> list[Name]:
    """Return the names in a stretch of text, the longest at each place; `told` gets where which countries are named."""
    stretch, taken, found = text[start:end], [], []
    for match in find_terms(stretch):
        kinds = {entry.kind for entry in match.entries}
        codes = {entry.key for entry in match.entries if entry.kind == "country"}
        regions = {entry.country for entry in match.entries if entry.kind == "place" and entry.country}
        if codes | regions:
            told.append((start + match.end, codes | regions))
        if kinds - {"agent", "title"}:
            taken.append((match.start, match.end))
        placed = _placed(match.entries)
        if placed and not kinds & {"person", "compound"}:
            acts = any(entry.kind == "country" for entry in match.entries)
            country = any(entry.kind == "country" and entry.basis in {"name", "abbreviation"} for entry in placed)
            found.append(Name(start + match.start, start + match.end, match.text, placed, acts, country))
    for city in (*_new_york(stretch), *((match.start, match.end) for match in find_places(stretch))):
        if not any(first < city[1] and city[0] < last for first, last in taken):
            found.append(Name(start + city[0], start + city[1], stretch[slice(*city)], (), False, False))
            taken.append(city)
    return sorted(found, key=lambda name: name.start)


_NEW_YORK = re.compile(
    r"\b(?:New York|NEW YORK)\b(?! (?:Times|Post|Daily|TIMES|Stock|Fed|Mag|Univ|Yank|Dem|Rep|[Ss]tate))"
)


def _new_york(stretch: str) -> Iterator[tuple[int, int]]:
    for match in _NEW_YORK.finditer(stretch):
        yield match.span()


# ---------------------------------------------------------------- is it used as a place

_KIND = (
    r"(?:cit(?:y|ies)|towns?|villages?|port|capital|state|provinces?|regions?|islands?|district|suburbs?|outskirts"
    r"|resort|areas?|coasts?|shores?|waters|borders?|base|airport|streets|heart|cent(?:er|re)|north|south|east|west"
    r"|parts?|side|people|territory|skies|soil)"
)
_BESIDE = (
    r"(?:the |nearby |neighbou?ring |central |downtown |(?:north|south)?[- ]?(?:east|west|north|south)(?:ern)? "
    r"|(?:government|rebel)-held |occupied |war-\w+ |mainland |far |today's |old |rural "
    rf"|(?:[A-Z][\w.]+(?: [A-Z]\w+)?['’]s? )|(?:[\w'’.-]+ ){{0,3}}{_KIND} of (?:the )?){{0,3}}"
)
_GOING = (
    r"(?:trips?|visit(?:s|ed|ing)?|travel\w*|fl(?:y|ies|ew|own|ying|ights?)|goes|go|went|going|gone|return\w*"
    r"|c[oa]m(?:e|es|ing)|head(?:s|ed|ing)?|mov(?:e|ed|es|ing)|arriv\w*|way|sen[dt]s?|sending|deploy\w*|fled|flee\w*"
    r"|journey\w*|tour|dr(?:ove|iven|iving)|march\w*|br(?:ing|ought)|took|taken|relocat\w*|route|access|back|close|home"
    r"|deport\w*|withdr\w+|pull\w*|launch\w*|fired|ship(?:ped|ments?)|depart\w*|left|evacuat\w*|exports?|escap\w*"
    r"|extradit\w*)"
)


def _before(words: str) -> re.Pattern[str]:
    """Return the pattern of words that stand right before a name, with what may stand between."""
    return re.compile(rf"{words}\s+{_BESIDE}$", re.I)


_PLACING = _before(
    r"\b(?:in|near|outside|inside|across|throughout|within|around|into|off|via|along|above|through|beyond)"
)
_AT = _before(r"(?<!aimed )(?<!angry )(?<!anger )(?<!directed )(?<!out )\bat")
_GOES = _before(rf"\b{_GOING}\s+(?:[^\s,;]+\s+){{0,3}}?(?:to|from|toward|towards|out of|through|over)")
_DIRECT = _before(
    r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)|enter(?:ed|ing)|reach(?:ed|ing)|left|leaving|leaves|stormed|crossed)"
)
_OF = re.compile(rf"\b{_KIND} (?:of|with|between) (?:the )?$", re.I)
_LOOSE = _before(r"\b(?:of|to|from|on|over|toward|towards|under|for|at|against|around|between|\w{3,}ed|\w{3,}ing|\w+s)")
_TIED = re.compile(r"\b(?:of|to|from|on|over|for)\s+(?:the )?$", re.I)
_NOT_IN = re.compile(
    r"\b(?:interest\w*|confidence|trust|faith|believ\w*|interfer\w*|meddl\w*|invest\w*|inquiry|probe|insight"
    r"|disappointed|rein\w*)\s+(?:in|into)\s+(?:the )?$",
    re.I,
)
_BODY_OF = re.compile(
    r"\b(?:University|Bank|Church|Diocese|Bishop|Archbishop|Treaty|Duke|Prince|Mayor|Embassy|Consulate|Republic"
    r"|[Aa]ccording) (?:of|to) (?:the )?$"
)
_MEETING = re.compile(r"\s+(?:[Ss]ummit|[Cc]onference|[Mm]eeting|[Tt]alks|[Ff]orum)\b")
_MEETING_BEFORE = re.compile(
    r"\b(?:the|this|that|their|in|at|after|during|before|since|of|following|a|failed|historic|last|next|first|second"
    r"|from|for)\s+$",
    re.I,
)
_OBJECT = re.compile(
    r"[-–](?=[A-Za-z])|['’](?:s\b)?(?!['’])|\s+(?:nuclear|sanctions?|deal|policy|crisis|war|conflict|standoff|row|trade"
    r"|envoy|embassy|ambassador|officials?|relations|ties|issue|threat|negotiations|tensions|talks|troops|forces"
    r"|strategy|hawks?|experts?|analysts?|watchers?|spokes\w+|consulate|desk|bureau|correspondent|Post|Times|Agreement"
    r"|[Aa]ccords?|Convention|Protocol|Declaration|University|Treaty|Olympics|Examiner|Institute|Games|News|FC|Review)\b"
)
_AFTER_ABBREVIATION = re.compile(
    r"\s*(?:$|[^\w\s]|\s(?:and|or|but|in|on|at|to|for|from|by|with|as|of|after|before|since|when|while|where|who|which"
    r"|that|if|is|was|are|were|has|had|have|will|would|could|can|may|should|this|last|next|the|a|an|not|over|under"
    r"|between|during|until|about|because|so|than|he|she|they|it|we|also|now|against|amid|\w+(?:ed|ly|ing)|\d+"
    r"|[A-Z]\w+)\b)"
)
_CAPITAL_AFTER = re.compile(
    r" (?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May\b|June|July|Aug|Sept?|Oct|Nov|Dec"
    r"|President|Prime|Foreign|Secretary|Province|Region|Oblast|State|City|County|Prefecture|District|Island|Air"
    r"|International|Strip|Governorate|AP|Reuters|Photograph|Sea|Summit))[A-Z][\w’'-]"
)
_CAPITAL_BEFORE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen)\.?|(?<![.!?:;\n] )(?<![.!?:;\n]  )\b[A-Z][\w.’-]*)[ -]$")
_OPENS = re.compile(
    r"\b(?:In|At|Near|From|To|On|Outside|Inside|Across|The|Around|Over|Into|Of|(?:Nor|Sou)th(?:ern)?|(?:Ea|We)st(?:ern)?"
    r"|Central|Off|Visits?|Visited|Through|Via|Downtown|City|Port|State|Leaves|Reaches|Hits?|And|Strikes?)[ -]$"
)
_DESCRIBED = re.compile(r"\b[A-Z]\w+(?:n|ese|sh|i) $")
_OTHER_SENTENCE = re.compile(r"['’]s $|[a-z] \($")
_ACTS = re.compile(
    r"\s+(?:has|had|have|says?|said|warn\w*|will|would|wants?|vow\w*|agree[sd]?|reject\w*|accus\w+|called|calls|urged?"
    r"|insist\w*|den(?:y|ies|ied)|condemn\w*|respond\w*|seeks?|sought|threaten\w*|announce\w*|hopes?|could|should|may"
    r"|might|must|does|did)\b"
)


class Judge:
    """Judges, name by name through one block, whether it is used as a place; one joined to a place is one too."""

    def __init__(self, text: str, titled: bool) -> None:
        self.text = text
        self.titled = titled
        self.last: Name | None = None

    def is_place(self, name: Name, seen: set[str]) -> bool:
        """Return whether the words around a name make it a place; `seen` are the names that were places before."""
        used = self._has_place_words(name, seen)
        self.last = name if used else None
        return used

    def _has_place_words(self, name: Name, seen: set[str]) -> bool:
        before, after = self.text[max(0, name.start - 70) : name.start], self.text[name.end : name.end + 30]
        before = before[before.rfind("\n") + 1 :]
        if self._is_part_of_name(name, before, after):
            return False
        if _is_town(name) and _MEETING.match(after) and _MEETING_BEFORE.search(before):
            return True
        if _describes(name, after) or _BODY_OF.search(before):
            return False
        if self._joins(name) or _OF.search(before):
            return not (name.acts and _ACTS.match(after))
        if _PLACING.search(before):
            return not (name.acts and _NOT_IN.search(before))
        if _DIRECT.search(before) or _GOES.search(before) or (not name.country and _AT.search(before)):
            return True
        return not name.acts and self._has_loose_words(name, before, seen)

    def _has_loose_words(self, name: Name, before: str, seen: set[str]) -> bool:
        """Return whether the words before a name that acts for nobody are enough to make it a place."""
        if name.entries and all(entry.country for entry in name.entries):
            return bool(_LOOSE.search(before))
        return bool(_TIED.search(before)) or (not name.entries and name.text in seen)

    def _is_part_of_name(self, name: Name, before: str, after: str) -> bool:
        """Return whether a capitalized word beside makes it a part of another name: `Paris Hilton`, `Jack London`."""
        if self.titled and (_PLACING.search(before) or name.entries):
            return False
        if _CAPITAL_BEFORE.search(before) and not _OPENS.search(before) and not _OTHER_SENTENCE.search(before):
            return not (name.entries and _DESCRIBED.search(before))
        return bool(_CAPITAL_AFTER.match(after)) and not (name.entries and _PLACING.search(before))

    def _joins(self, name: Name) -> bool:
        """Return whether it stands beside a place as one of several: `Seoul, Tokyo and Beijing`, `Seoul/Hanoi`."""
        if self.last is None:
            return False
        between = self.text[self.last.end : name.start]
        if re.fullmatch(r"(?:,? and |,? or |/|,? as well as )(?:the |in |near )?", between):
            return True
        return between == ", " and _LIST_GOES_ON.match(self.text, name.end) is not None


_LIST_GOES_ON = re.compile(r",? (?:and|or) [A-Z]|, [A-Z]\w+,? (?:and|or) ")


def _is_town(name: Name) -> bool:
    """Return whether a name may be a town's, rather than a country's or a sea's."""
    return not name.country and (not name.entries or any(entry.country for entry in name.entries))


def _describes(name: Name, after: str) -> bool:
    """Return whether the name of a country or capital only describes the next word: `Iran talks`, `US bases`."""
    if not name.acts:
        return False
    if _OBJECT.match(after) and (name.country or after[0] not in "'’"):
        return True
    short = name.country and (name.text.isupper() or "." in name.text)
    return short and not _AFTER_ABBREVIATION.match(after)


# ---------------------------------------------------------------- which place it is


def _code_of(name: Name, context: Context) -> tuple[str, ...]:
    """Return the codes of the countries that a name may mean on the article's day."""
    codes = dict.fromkeys(entry.key for entry in name.entries if entry.kind == "country")
    if len(codes) < 2:
        return tuple(codes)
    known = world.countries()
    on = context.on
    fitting = [code for code in codes if code in known and _exists(known[code], on)]
    return tuple(fitting) or tuple(codes)


def _exists(country: world.Country, on: date | None) -> bool:
    """Return whether a state exists on a day; where the day is not known, whether its end is unknown too."""
    if on is None:
        return country.until is None
    return (country.since is None or country.since <= on) and (country.until is None or on < country.until)


def _candidates(name: Name, codes: tuple[str, ...]) -> list[world.Place]:
    """Return the places of that name in the world's tables, those of the countries that it stands for alone."""
    words = name.text.strip(" .")
    found = list(world.places_named(NAMES_IN_TABLE.get(words.lower(), words)))
    if any(entry.kind == "place" for entry in name.entries):
        return [place for place in found if place.kind != "city" or place.geonames is None]
    if codes:
        found = [place for place in found if place.country in codes] or found
    if not found and any(entry.basis == "capital" for entry in name.entries) and len(codes) == 1:
        found = list(world.places_named(world.countries()[codes[0]].capital or "", codes[0]))
    exact = [place for place in found if fold(place.name) == fold(words)]
    return exact or found


def _most_likely(places: list[world.Place], context: Context) -> tuple[world.Place, ...]:
    """Return the one place that is meant, or the several between which nothing decides; of one country the first."""
    first: dict[str | None, world.Place] = {}
    for place in places:
        first.setdefault(place.country, place)
    ranked = list(first.values())
    if len(ranked) == 1 or ranked[0].kind != "city":
        return (ranked[0],)
    if ranked[0].population >= KNOWN_EVERYWHERE * ranked[1].population:
        return (ranked[0],)
    told = [place for place in ranked if place.country and context.countries[place.country]] or ranked
    told.sort(key=lambda place: -_weight(place, context))
    if len(told) == 1 or _weight(told[0], context) >= LARGER * _weight(told[1], context):
        return (told[0],)
    return tuple(told)


def _weight(place: world.Place, context: Context) -> int:
    return max(place.population, 1) * max(context.countries[place.country or ""], 1)


def _country_or_region(name: Name, codes: tuple[str, ...], region: world.Place, context: Context) -> str | None:
    """Return the country of a name that is a country and a region elsewhere (Georgia); None where nothing decides."""
    named = any(context.countries[code] for code in codes)
    if named != context.states:
        return codes[0] if named else region.country
    return None


def _resolve(name: Name, context: Context, within: str | None) -> Place | Unsure | None:
    """Return the place of a name, or why it is not sure; `within` is the country that the words beside it state."""
    codes = _code_of(name, context)
    places = _candidates(name, codes)
    if within is None and _is_doubtful(name, places, context):
        return None
    if within is not None:
        inside = [place for place in places if place.country == within]
        if not inside and within not in codes:
            return _place(name, name.text, within, None)
        places = inside or places
        codes = tuple(code for code in codes if code == within)
    if name.country and codes:
        return _of_country(name, codes, places, context)
    if not places:
        return _place(name, name.text, codes[0] if len(codes) == 1 else None, None)
    likely = _most_likely(places, context)
    if len(likely) > 1:
        return _unsure(name, "namesakes in several countries", [f"{place.name} ({place.country})" for place in likely])
    return _place(name, likely[0].name, _state_of(likely[0], codes, context), likely[0])


def _state_of(place: world.Place, codes: tuple[str, ...], context: Context) -> str | None:
    """Return the country of a place on the article's day: Moscow in 1980 is in the Soviet Union."""
    now = world.countries().get(place.country or "")
    if now is None or len(codes) != 1 or context.on is None or _exists(now, context.on):
        return place.country
    return codes[0]


def _is_doubtful(name: Name, places: list[world.Place], context: Context) -> bool:
    """Return whether only small towns, in countries of which nothing is told, have the name: more likely a word."""
    if name.entries or (len(places) == 1 and places[0].name == name.text):
        return False
    return not any(_is_expected(place, name, context) for place in places)


def _is_expected(place: world.Place, name: Name, context: Context) -> bool:
    if place.kind != "city" or place.population >= SMALL:
        return True
    named = fold(place.name) == fold(name.text)
    return context.countries[place.country or ""] > 0 and (named or place.country != "USA")


def _of_country(name: Name, codes: tuple[str, ...], places: list[world.Place], context: Context) -> Place | Unsure:
    other = next((place for place in places if place.country not in codes and place.kind != "city"), None)
    if other is not None:
        code = _country_or_region(name, codes, other, context)
        if code is None:
            return _unsure(name, "a country and a region have this name", [*codes, f"{other.name} ({other.country})"])
        if code == other.country:
            return _place(name, other.name, code, other)
    if len(codes) > 1:
        return _unsure(name, "several countries have this name", list(codes))
    country = world.countries()[codes[0]]
    city = next((place for place in places if place.country == codes[0] and country.capital == country.name), None)
    return _place(name, country.name, codes[0], city)


def _place(name: Name, called: str, country: str | None, known: world.Place | None) -> Place:
    return Place(
        name=called,
        country=country,
        lat=known.lat if known else None,
        lon=known.lon if known else None,
        geonames=_geonames(known) if known else None,
        start=name.start,
        end=name.end,
        text=name.text,
    )


def _geonames(place: world.Place) -> int | None:
    """Return the GeoNames id of a place: a city that the table of regions repeats has that of the city there."""
    if place.geonames is not None or place.kind != "city":
        return place.geonames
    same = world.places_named(place.name.split(",")[0], place.country)
    return next((city.geonames for city in same if city.geonames is not None and _is_near(city, place)), None)


def _is_near(one: world.Place, other: world.Place) -> bool:
    return abs(one.lat - other.lat) < NEAR_DEGREES and abs(one.lon - other.lon) < NEAR_DEGREES


def _unsure(name: Name, reason: str, candidates: list[str]) -> Unsure:
    return Unsure(
        kind="place", start=name.start, end=name.end, text=name.text, reason=reason, candidates=tuple(candidates),
        score=round(1 / len(candidates), 2),
    )  # fmt: skip


# ---------------------------------------------------------------- an article


_WITHIN_AFTER = re.compile(r", (?:in )?(?:the )?(?:(?:north|south|east|west|central|mid)\w*(?: |-)){0,2}")
_WITHIN_BEFORE = re.compile(rf"(?:['’]s? | )(?:[a-z]+ )?{_KIND} of (?:the )?|['’]s? ")


def _stated_country(entries: tuple[Entry, ...]) -> set[str]:
    return {code for entry in entries if (code := entry.key if entry.kind == "country" else entry.country)}


def _within(text: str, names: list[Name], index: int) -> tuple[str | None, bool]:
    """Return the country that the name after states (`Tbilisi, Georgia`), and whether that name only says where."""
    name, after = names[index], names[index + 1] if index + 1 < len(names) else None
    if name.country or after is None or not _WITHIN_AFTER.fullmatch(text, name.end, after.start):
        return None, False
    holder = any(entry.kind == "place" and entry.country for entry in after.entries)
    if not (after.country or holder):
        return None, False
    stated = _stated_country(after.entries)
    words = NAMES_IN_TABLE.get(name.text.lower(), name.text)
    fitting = [place.country for place in world.places_named(words) if place.country in stated]
    if fitting:
        return fitting[0], True
    return (stated.pop(), True) if len(stated) == 1 and after.country and not name.entries else (None, False)


def _within_before(text: str, told: list[tuple[int, set[str]]], name: Name) -> str | None:
    """Return the country that the words before state: `the southern English town of Salisbury`, `Iraq's Mosul`."""
    for end, codes in reversed(told):
        if end <= name.start:
            fits = name.start - end < 40 and len(codes) == 1 and _WITHIN_BEFORE.fullmatch(text, end, name.start)
            return next(iter(codes)) if fits else None
    return None


def _dateline_names(text: str, line: re.Match[str]) -> list[Name]:
    """Return the names of a dateline: each part between slashes that a table knows."""
    names, at = [], line.start("places")
    for part in re.split(r"(/)", line["places"]):
        words, start = part.strip(), at + len(part) - len(part.lstrip())
        at += len(part)
        placed = _placed(entry for match in find_terms(words) if match.text == words for entry in match.entries)
        known = NAMES_IN_TABLE.get(words.lower(), words)
        if words and words != "/" and (placed or world.is_place_name(known)):
            country = any(entry.basis in {"name", "abbreviation"} and entry.kind == "country" for entry in placed)
            names.append(Name(start, start + len(words), words, placed, bool(placed), country))
    return names


def _dateline_country(line: re.Match[str]) -> str | None:
    """Return the country that a dateline states after its city: `BEIRUT, Lebanon (AP)`."""
    if line["within"] is None:
        return None
    codes = {code for match in find_terms(line["within"]) for code in _stated_country(match.entries)}
    return codes.pop() if len(codes) == 1 else None


class Finder:
    """Finds the places of one article, block by block."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.found: list[Place | Unsure] = []
        self.told: list[tuple[int, set[str]]] = []
        indexes = dict.fromkeys(sentence.block for sentence in reading.sentences)
        self.blocks = [reading.article.blocks[index] for index in indexes]
        self.names = [_names(self.text, block.start, block.end, self.told) for block in self.blocks]
        counts = Counter(code for _, codes in self.told if len(codes) == 1 for code in codes)
        self.context = Context(counts, self._tells_of_states(), reading.article.published)
        self.within = self._stated()

    def _tells_of_states(self) -> bool:
        """Return whether a state of the USA is named that is nothing else."""
        states = {place.name for place in world.regions() if place.kind == "state"}
        return any(len(name.entries) == 1 and name.entries[0].key in states for names in self.names for name in names)

    def _stated(self) -> dict[str, str]:
        """Return the country of each city that the article states beside it, once or more."""
        found: dict[str, str] = {}
        for names in self.names:
            for index, name in enumerate(names):
                if name.country or any(entry.kind == "place" for entry in name.entries):
                    continue
                code = _within(self.text, names, index)[0] or _within_before(self.text, self.told, name)
                if code is not None:
                    found.setdefault(name.text, code)
        return found

    def find(self) -> list[Place | Unsure]:
        """Return the places of the article, and the names that may be one of several."""
        seen: set[str] = set()
        for block, names in zip(self.blocks, self.names, strict=True):
            line = DATELINE.match(self.text, block.start, block.end) if block.kind == "body" else None
            opening = _dateline_names(self.text, line) if line else []
            if line and opening:
                country = _dateline_country(line)
                self._add(opening, country)
                names = [name for name in names if name.start >= line.end()]
            self._read(names, Judge(self.text, block.kind in READ_LIKE_TITLES), seen)
        return self.found

    def _add(self, names: list[Name], within: str | None) -> None:
        for name in names:
            found = _resolve(name, self.context, within or self.within.get(name.text))
            if found is not None:
                self.found.append(found)

    def _read(self, names: list[Name], judge: Judge, seen: set[str]) -> None:
        held = -1
        for index, name in enumerate(names):
            if index == held or not judge.is_place(name, seen):
                continue
            within, holds = _within(self.text, names, index)
            if not name.acts:
                seen.add(name.text)
            self._add([name], within)
            held = index + 1 if holds else held


def read(reading: Reading) -> Reading:
    """Return the reading with its places; names between which nothing decides are added to what is not sure."""
    found = sorted(Finder(reading).find(), key=lambda item: item.start or 0)
    return msgspec.structs.replace(
        reading,
        places=tuple(item for item in found if isinstance(item, Place)),
        not_sure=(*reading.not_sure, *(item for item in found if isinstance(item, Unsure))),
    )


STEP = Step("places", 1, ("sentences",), ("places",), read)
