"""Return what the lines around a headline say: who wrote it, for whom, and when it was published.

A date is taken where it is written in full; `7/2/2025`, which two countries read as two days, is none until somebody
says which comes first, and neither is "3 hours ago".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dyadbook import world
from dyadbook.sources.names import is_staff
from dyadbook.sources.stated_dates import NOT_STATED, Stated, in_numbers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_GLUED = r"\d{1,2}:\d\d|\d{1,2} ?[A-Z][a-z]{2}|[A-Z][a-z]{2,}"
"""What a copied page leaves right behind a year: "20249:14 PM", "202314 Mar 2023", "2024Updated"."""
_DATES = tuple(
    re.compile(rf"(?:(?<![\w/-])|(?<=\b\d{{4}})(?=[A-Z]|\d{{1,2}} [A-Z]))(?i:{pattern})(?=T\d|(?![\w/-])|{_GLUED})")
    for pattern in (
        rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}[\s,-]+{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.]" + _YEAR,
    )
)
_LABEL_GLUED = re.compile(r"(?<=\w)(?=(?:Updated|Published|Modified|Last [Uu]pdated)\b)")
_LEAD_END = re.compile(r"(?<![ap]\.m)[.\]][ \t]+(?=[A-Z“\"‘'])")
_ISO_TIME = re.compile(r"(?<=\d)T(?=\d\d:\d\d)")
_NO_YEAR = re.compile(rf"(?i)\b(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH.replace('month', 'other')})\b")
_LABEL = re.compile(
    r"(?i)\b(?:(?:first |originally |last |date |article )?(?:published|posted|updated|modified|created|issued|released"
    r"|edited|uploaded|filed)|update|publication date|date|time|on|at|online|print|digital|this article was)\b"
)
_ACT = re.compile(r"(?i)\b(?:updated?|modified|edited|published|posted|created|issued|released|uploaded|filed)\b")
_LATER = re.compile(r"(?i)update|modified|edited")
_OTHER_TIME = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\b\.?)? \([a-z]+(?: time)?\)|\b(?:gmt|utc) ?[+-] ?\d{1,2}(?::?\d\d)?\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:\.\d+)?)?z?"
    r"|\b\d{1,2}(?= ?[ap]\.?m\b)|\b\d{4}(?= ?(?:hrs|gmt|utc)\b)|(?<![a-z])[ap]\.?m\b\.?|\b(?:noon|midnight)\b"
    r"|\b(?:[ecmp][sd]?t|gmt|utc|bst|cest|cet|ist|jst|kst|hkt|sgt|aest|aedt|msk|eest|eet|sast|wib|myt|pht|hrs)\b"
    r"|\b(?:eastern|pacific|central|local)(?: standard| daylight)?(?: time)?\b|[+-]\d\d:?\d\d\b|\bz\b"
)
_AGO = re.compile(
    r"(?i)\b(?:\d+|an?|one|two|few)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)"
    r"\s+ago\b|\bago\b|\bjust now\b|\byesterday\b|\btoday\b"
)
_PLACE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}|The(?: [A-Z][\w.'’-]+){1,3}|[A-Z][\w.'’-]+)"
    r"(?:, [A-Z][\w. ]{1,25}?)?(?: ?\([A-Z][\w /.&-]{1,30}\))?(?:,|:| ?[|—–-])? (?:[A-Z][a-z]{2,5}day,? )?"
)
"""What stands before the day of a dateline: a place, in capitals, with The or of one word, its country, the agency."""
_READ_TIME = re.compile(
    r"(?i)\b\d+[ -]?min(?:ute)?s?(?: read)?\b|\b\d+ (?:comments?|views?|shares?)\b|\breading time\b"
)

_BY = re.compile(
    r"(?i)^(?:(?:story|words|text|report(?:ed|ing)?|written|opinion|analysis|interview|exclusive|essay|review|posted"
    r"|published|article|comment|photos|photographs)(?:\s+and\s+\w+)?(?:\s+on)?\s+by\b|by\b|authors?\s*:|words\s*:|by\s*:"
    r"|(?:reporters?|correspondents?|writers?)\s*:)[\s:]*"
)
_FOR = re.compile(r" For (?=[A-Z])")
_TURN = re.compile(r"\s*\((?:now|earlier|before|later)\)")  # who writes a page that is updated as things happen
_BY_USER = re.compile(r"\bby [\w.@-]+\W*$")
_ROLE = re.compile(
    r"(?i)\b(?:staff|reporters?|correspondents?|editors?|writers?|newsroom|desk|bureau|columnist|agenc(?:y|ies)|chief"
    r"|contributors?|journalist|producer|analyst|team|special to|senior|news agency|newswire|wires?|freelance)\b"
)
# Words that end the name of an outlet, and names that have none of them: the names of institutions, not of people.
_OUTLET_WORD = (
    "news|times|post|press|journal|tribune|herald|telegraph|guardian|gazette|chronicle|observer|mail|mirror|express"
    "|standard|star|sun|globe|review|today|world|media|network|tv|radio|online|agency|magazine|independent|dispatch"
    "|ledger|monitor|quarterly|bulletin|courier|record|inquirer|examiner|sentinel|voice|report|wire|daily|weekly|citizen|newswire"
    "|broadcasting|international|street"
)
_OUTLETS = (
    "reuters|afp|ap|bbc|cnn|npr|upi|pa media|al jazeera|euronews|bloomberg|politico|axios|xinhua|kyodo|yonhap|tass|irna"
    "|kcna|dpa|ansa|efe|cnbc|msnbc|abc|cbs|nbc|pbs|vox|vice|slate|time|the hill|the economist|the atlantic|newsweek"
    "|the new yorker|foreign policy|foreign affairs|deutsche welle|dw|france 24|nhk|pti|ani|anadolu|interfax|haaretz"
    "|le monde|der spiegel|wired|nature|rfe/rl|rt|sputnik|agence france-presse|wall street journal|huffpost|buzzfeed"
    "|business insider|the intercept|yahoo|the conversation|propublica|the telegraph"
)
_KNOWN = re.compile(rf"(?i)^(?:the )?(?:{_OUTLETS}|(?:[\w'’&.-]+ ){{1,3}}(?:{_OUTLET_WORD}))$")
_AGENCY = re.compile(
    rf"(?i)^(?:the )?(?:{_OUTLETS})$|\b(?:agency|newswire|wires?|(?:associated|united) press|press trust)\b"
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÞŠŽŁČĐ][\w'’.-]*|d[’']\w+|al-\w+)$")
_PARTICLES = {"de", "da", "del", "della", "der", "den", "di", "dos", "du", "el", "la", "le", "bin", "ibn", "al", "van",
              "von", "ter", "ten", "y", "e", "abu"}  # fmt: skip
_NO_NAME = re.compile(
    r"(?i)\b(?:the|a|an|of|in|on|at|is|are|was|how|why|what|who|to|with|says?|news|this|that|his|her|their|after|new"
    r"|world|politics|home|us|uk|u\.s\.|war|talks|summit|city|council|office|house|state|party"
    r"|menu|navigation|account|search|download|subscription|podcasts?|features?|reviews|notices|page|archives?|stories"
    r"|section|latest|top|read|watch|click|continue|close|alert|sign|skip|show|your|my|our|me|all|energy|business|sports?"
    r"|opinion|culture|economy|technology|science|health|travel|lifestyle|weather|local|national|global|series|digital"
    r"|informed|get|best|videos?|points|images?|pictures?|photos?)\b"
)
_POST = re.compile(
    r"(?P<outlet>[^,]+), (?:[A-Z][\w'’.-]+ ?){1,3}|(?i:reporting|reports) from (?:the )?(?:[A-Z][\w'’.-]+ ?){1,3}"
    r"|(?:[A-Z][\w'’-]+ )(?:[\w'’-]+ ){0,3}(?i:correspondent|editor|reporter|analyst)"
)
"""What stands below the name of who wrote: "BBC News, Delhi", "Reporting from Delhi", "South Asia correspondent"."""
_BEAT = re.compile(
    r"(?:(?<=[a-z])(?=[A-Z])|\s+)(?:(?:chief|senior|deputy|assistant|associate|political|politics|parliamentary|foreign"
    r"|diplomatic|diplomacy|defen[cs]e|security|world|international|global|national|news|business|economics?|science|health"
    r"|environment|climate|energy|technology|social|community|home|legal|crime|education|transport|consumer|sports?|lifestyle"
    r"|affairs|asia|africa|europe|european|middle|east|south|north|west|america|pacific|washington|moscow|beijing|brussels"
    r"|china|russia|india|ukraine|and|&|staff|special|data|investigations?|features?|online|digital|live|show)\s+)*"
    r"(?:correspondents?|editor|reporter|writer|analyst|columnist|journalist|producer)(?:\s+in\s.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Signed:
    """What a byline says."""

    authors: tuple[str, ...] = ()
    publisher: str | None = None


def find_date(words: str) -> date | None:
    """Return the day that a line states, the published one before a later one; None where it states none."""
    spots = sorted(
        (match.start(), day) for pattern in _DATES for match in pattern.finditer(words) if (day := _day(match))
    )
    for start, day in spots:
        labels = _ACT.findall(words[:start])
        if not labels or not _LATER.match(labels[-1]):
            return day
    return spots[0][1] if spots else None


def find_stated(words: str) -> Stated:
    """Return the day that a line states, or what it can be where it is written in numbers."""
    if day := find_date(words):
        return Stated(day)
    return next((_in_numbers(match) for match in _DATES[-1].finditer(words)), NOT_STATED)


def _in_numbers(match: re.Match[str]) -> Stated:
    return in_numbers(match[0], int(match["year"]), int(match["first"]), int(match["second"]))


def _day(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    if "first" in found:
        return _in_numbers(match).day
    name = found["month"][:3].lower()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(name)
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


def is_update(words: str) -> bool:
    """Return whether a line states no day but that of a change: "Updated 7 Feb 2025"."""
    starts = [match.start() for pattern in _DATES for match in pattern.finditer(words)]
    acts = [_ACT.findall(words[:start]) for start in starts]
    return bool(acts) and all(labels and _LATER.match(labels[-1]) for labels in acts)


def without_dates(words: str) -> str:
    """Return the line without its dates, times and the labels before them."""
    rest = _LABEL_GLUED.sub(" ", words)
    for pattern in (_ISO_TIME, *_DATES, _AGO, _READ_TIME, _OTHER_TIME, _NO_YEAR):
        rest = pattern.sub(" ", rest)
    return rest


def without_labels(words: str) -> str:
    """Return the line without the labels of a day or a time: "Published", "on", "at"."""
    return _LABEL.sub(" ", words)


def is_date_line(words: str) -> bool:
    """Return whether a line does nothing but date the page ("Published" alone does, with the day missing)."""
    if len(words) > 140 or not (any(c.isdigit() for c in words) or _AGO.search(words) or _LABEL.match(words)):
        return False
    rest = without_labels(without_dates(words))
    if _ACT.match(words):
        rest = _BY_USER.sub(" ", rest)
    if any(c.isalnum() for c in rest):
        return False
    dated = any(pattern.search(words) for pattern in (*_DATES, _NO_YEAR, _AGO))
    return dated or bool(re.match(r"(?i)(?:first |last )?(?:published|posted|updated)\b", words)) or _is_time(words)


def is_placed_date(words: str) -> bool:
    """Return whether a line is a place and a full day alone: "GENEVA, 3 March 2019"."""
    starts = [match.start() for pattern in _DATES if (match := pattern.search(words)) and _day(match)]
    if not starts or len(words) > 80:
        return False
    place, rest = words[: min(starts)].removesuffix("("), words[min(starts) :]
    named = bool(_PLACE.fullmatch(place)) and outlet_of(place) is None and not _LABEL.match(place)
    return named and not any(c.isalnum() for c in without_dates(rest))


def dates_or_signs(words: str) -> bool:
    """Return whether a line does nothing but date a text, place it or name who wrote it."""
    return is_date_line(words) or is_placed_date(words) or starts_byline(words)


def is_dated_name(words: str) -> bool:
    """Return whether words are a full day and the name of an outlet or a place alone: "The Quay Post, 3 May 2024"."""
    return find_date(words) is not None and (outlet_of(words) is not None or is_placed_date(words))


def date_lead(words: str) -> int:
    """Return how many letters of a paragraph date its page: "[3 May 2024] The talks", "Published: 3 May 2024. The"."""
    ends = [match.end() for match in _LEAD_END.finditer(words[:140])]
    return next((end for end in reversed(ends) if _dates_page(words[:end].rstrip(" \t."))), 0)


def _dates_page(lead: str) -> bool:
    bare = lead.strip("[] ")
    marked = lead.startswith("[") and lead.endswith("]") and "]" not in lead[:-1]
    if not (marked or _ACT.match(lead)) or find_date(bare) is None:
        return False
    return is_date_line(bare) or (not marked and starts_byline(bare))


def _is_time(words: str) -> bool:
    return bool(re.search(r"\d[:.]\d\d|\d ?[ap]\.?m", words.lower())) or bool(_READ_TIME.fullmatch(words))


def is_outlet(words: str) -> bool:
    """Return whether the words read as the name of an outlet or an agency."""
    return len(words) < 45 and words[:1].isupper() and bool(_KNOWN.match(words))


def outlet_of(words: str) -> str | None:
    """Return the outlet that a line names, with a day or without; None of an agency, which writes for others."""
    name = without_dates(words).strip(" ,|•·-–—")
    return name if is_outlet(name) and not _AGENCY.search(name) else None


def is_name(words: str) -> bool:
    """Return whether the words read as a person's name: two to five words with capitals, none of them common."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 5 or _NO_NAME.search(words) or any(c.isdigit() for c in words):
        return False
    return all(_NAME_WORD.match(t) or t.lower() in _PARTICLES for t in tokens) and tokens[-1][0].isupper()


def starts_byline(words: str) -> bool:
    """Return whether a line begins as a byline does and goes on with a name, not with prose."""
    if _ACT.match(words):  # "Posted on March 4, 2024 by Ana Torres"
        words = " ".join(without_dates(words).split())
    match = _BY.match(words)
    if not match or len(words) > 200:
        return False
    rest = words[match.end() :]
    if is_staff(rest):
        return True
    if not rest or not ((rest[0].isalpha() and not rest[0].islower()) or rest[0] in "\"'“‘@"):
        return False
    lead = re.split(r"\s+(?:and|for|in|at|with|of|the|,)\s+|,|\||\(", rest)[0].split()
    prose = rest[-1] in ".!?" and len(rest.split()) > 8
    named = all(not t[0].islower() or t in _PARTICLES or _ROLE.match(t) for t in lead)
    return len(lead) <= 9 and not prose and named


def is_bare_byline(words: str) -> bool:
    """Return whether a line without "By" is a byline: names only, a name with its office or outlet, an agency."""
    if len(words) > 120 or words[-1] in ".!?:":
        return False
    if is_outlet(words) or outlet_of(words) or (_ROLE.search(words) and len(words.split()) <= 5 and words[0].isupper()):
        return True
    if words.split()[-1].islower() and _without_beat(words) != words:
        return True
    rest = _TURN.sub("", without_dates(words))
    signed = read_byline(rest)
    named = bool(signed.authors) and all(is_name(n) and not world.is_place_name(n) for n in signed.authors)
    return named and _covers(signed, rest)


def _covers(signed: Signed, words: str) -> bool:
    """Return whether names, office, outlet and place are all that the line holds."""
    rest = words
    for known in (*signed.authors, signed.publisher or ""):
        rest = rest.replace(known, "", 1)
    rest = re.sub(r"(?i)\b(?:and|for|in)\b|[,|&•·/–—-]", " ", rest)
    left = rest.split()
    return not left or (len(left) <= 3 and (bool(_ROLE.search(rest)) or all(w[0].isupper() for w in left)))


def read_byline(words: str) -> Signed:
    """Return the authors and the outlet that a byline names."""
    rest = _BY.sub("", " ".join(without_dates(words).split())).strip(" ,|•·-–—")
    rest = re.sub(r"(?i)\b(?:published|posted|updated)\b.*$", "", rest).strip(" ,|•·-–—:")
    publisher: str | None = None
    pieces = [p.strip() for p in re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", rest) if p.strip()]
    for piece in pieces[1:]:
        publisher = publisher or (piece if is_outlet(piece) else None)
    names: list[str] = []
    for part in _split_names(_without_beat(pieces[0]) if pieces else ""):
        part, _, outlet = _FOR.sub(" for ", _TURN.sub("", part), count=1).partition(" for ")
        part = _without_beat(re.sub(r"\s+in\s+[A-Z].*$", "", part).strip(" ()"))
        if outlet:
            publisher = publisher or outlet.strip()
        if names and world.is_place_name(part):
            continue  # "Ann Lee, Kuala Lumpur"
        if names and is_outlet(part):
            publisher = publisher or (names[0] if is_outlet(names[0]) else part)  # "Le Monde with AFP"
        elif (
            part and not is_staff(part) and not (names and _ROLE.search(part)) and not (names and len(part.split()) < 2)
        ):
            part, glued = _unglue(part)
            publisher = publisher or glued
            names.append(_cased(part))
    return Signed(tuple(dict.fromkeys(names)), publisher)


def is_post(words: str) -> bool:
    """Return whether a line says for whom, from where or on what the one named above it writes: "BBC News, Delhi"."""
    post = _POST.fullmatch(words) if len(words) < 60 else None
    return post is not None and (_without_beat(words) == words if post["outlet"] is None else is_outlet(post["outlet"]))


def outlet_of_post(words: str) -> str | None:
    """Return the outlet that such a line names."""
    post = _POST.fullmatch(words)
    return post["outlet"] if post else None


def _without_beat(words: str) -> str:
    """Return a name without what its bearer does behind it: "Ann Lee Political editor"."""
    beat = _BEAT.search(words)
    named = words[: beat.start()] if beat else words
    return named if is_name(named) else words


def _split_names(words: str) -> list[str]:
    return [p.strip() for p in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|AND|&|with)\s+|\s*;\s*", words) if p.strip()]


def _unglue(words: str) -> tuple[str, str | None]:
    """Return a name and the outlet that is glued to its end ("Jane Roe Fox News")."""
    tokens = words.split()
    for i in range(2, len(tokens)):
        tail = " ".join(tokens[i:])
        if re.fullmatch(rf"(?i)(?:the )?(?:{_OUTLETS})", tail) or (tokens[i].lower() == "the" and is_outlet(tail)):
            return " ".join(tokens[:i]), tail
    for i in range(2, len(tokens) - 1):
        tail = " ".join(tokens[i:])
        if is_outlet(tail):
            return " ".join(tokens[:i]), tail
    return words, None


def _cased(name: str) -> str:
    if not name.isupper() or len(name) < 5:
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), name)
