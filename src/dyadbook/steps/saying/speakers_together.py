"""Return those who say the same words: "Britain, France and Germany said", "a joint statement by Kim and Trump said".

What stands before, between and behind the names must be the words of a list, and each of them somebody known;
else nobody is told to speak with another: "Rome and its allies", "Lee Roe, an envoy and ally", one man of two offices.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from dyadbook import world
from dyadbook.records import Actor, Reading
from dyadbook.steps.saying.attribution import Attribution, Span
from dyadbook.steps.saying.speaker_context import same
from dyadbook.steps.saying.speakers import has_name, is_named, speaker_of
from dyadbook.world.lexicon import find_terms

TITLES = (
    r"(?:(?:(?:president|prime\sminister|minister|chancellor|secretarie|secretary|leader|senator|general|ally|allie"
    r"|neighbou?r|counterpart|official|envoy|diplomat)s?|messrs?\.?|sens?\.?|reps?\.?|mr\.?|mrs\.?|ms\.?|dr\.?|sir|gen\."
    r"|top|chief|lead|senior|former|then|both|fellow|the|an?)\s)*"
)
"""Words before a name that are of nobody else."""
COMMA = re.compile(rf",\s{TITLES}", re.I)
AND = re.compile(
    r"(?P<comma>,?)\s(?:(?P<besides>and\sI,|as\swell\sas|along\swith|together\swith|joined\sby)|and|&)\s"
    rf"(?P<own>(?:(?:its|his|her|their)\s(?!.*\b(?:of|in|on|at|from|for|with|to|by)\b)(?:[a-z-]+,?\s){{0,4}})|the\s|an?\s)?{TITLES}",
    re.I,
)
"""What stands before the last of a list: "and", "and its ally", "as well as"."""
OTHERS = re.compile(
    r",?\sand\s(?:(?:its|his|her|their|the|some|several|many|most|other|others)(?:\s|$))+(?:[a-z-]+\s){0,3}?"
    r"(?:countries|nations|allies|states|members|powers|partners|governments)?$"
)
"""Those who speak besides and are not told."""
OFFICES = (
    r"(?:leaders|presidents|ministers|chancellors|governments|heads\sof\s(?:state|government)|envoys|ambassadors"
    r"|parliaments|militaries|armies|diplomats|officials|negotiators)"
)
OF_EACH = re.compile(
    r"(?:the\s)?(?P<office>(?:(?:foreign|prime|defen[cs]e|finance|interior|trade|energy|government|military|army"
    rf"|senior|top|security|intelligence)\s){{0,2}}{OFFICES})\s(?P<of>of|from)\s(?:the\s|both\s)?",
    re.I,
)
"""What stands before countries from each of which somebody speaks: "the foreign ministers of"."""
JOINT = r"(?:joint|common|tripartite|trilateral)\s(?:[\w-]+\s)?"
PAPERS = r"(?:statement|communiqu[eé]|declaration|letter)"
ISSUED = re.compile(
    rf"(?:an?\s|the\s|this\s|that\s|their\s)?(?:{JOINT})?{PAPERS},?\s"
    rf"(?:(?:issued|released|published|signed|made|sent)\s)?(?:(?:on\s|late\s|early\s)?\w+day\s)?(?:by|from|of)\s{TITLES}",
    re.I,
)
"""What stands before those who issue a document."""
LEAD = re.compile(rf"(?:(?:^|\b){ISSUED.pattern})?(?:\b{OF_EACH.pattern}|\b{TITLES}|)$", re.I)
"""What may stand before the first of a list, and is of all or of him."""
OWNED = re.compile(rf"['’]s?\s(?:{JOINT})?{PAPERS}$", re.I)
"""What stands behind those whose document speaks."""
ISSUED_WITH = re.compile(
    rf"\b(?:{JOINT}{PAPERS}\s(?:(?:issued|released|published|signed|made)\s)?|{PAPERS}\s(?:issued|released|made)\sjointly\s)"
    rf"with\s{TITLES}",
    re.I,
)
"""What stands before those with whom somebody issues the document in which he speaks."""
BEHIND = re.compile(r",|\s(?:[–—(-]|both|all|each|jointly|alike|also|in|on|at|after|during|through)(?:\s|$)", re.I)
"""What may stand behind a list that is the subject of its verb."""
CLOSED = re.compile(
    r"[\s”\"’']*(?:[.,;:!?)—–\n]|$)"
    r"|\s(?:in|on|at|after|during|before|when|while|last|late|early|earlier|this|today|yesterday|that|\w+day)\b",
    re.I,
)
"""What may stand behind a list that follows its verb: no other verb."""
PHRASE = re.compile(
    r"(?:(?:in|on|at|by|for|from|with|after|before|during|over|under|amid|despite|following|like|since|as|last|this|later"
    r"|earlier|meanwhile|however|also|still|\w+ly|\w+ing|\w+day)\b[^,;:“”\"]*)",
    re.I,
)
"""A phrase that opens a sentence before its subject."""
OPENS = re.compile(
    rf"|.*(?:[.;:–—-]\s|[”\"“’']\s?|\b(?:that|but|while|when|because|if|whereas|although|though|said|says)\s)|{PHRASE.pattern},\s",
    re.I | re.S,
)
"""What stands in its sentence before the subject of a clause."""
OF_NOBODY = frozenset({"pronoun", "place", "both"})
ADJECTIVES = frozenset({"adjective", "demonym", "abbreviation"})
HIS = re.compile(r"(?:['’]s)?\s(?:(?!(?:and|or|of|in|on|at|from|for|to|with|by)\b)[a-z-]+\s){0,4}")
"""What stands between whose somebody is and his name: "'s atomic energy chief"."""
APPOSED = re.compile(r",\s(?:the\s|an?\s)?")
PEOPLE_OF = re.compile(r"(?:[A-Z][\w.'’-]*\s)+([a-z][a-z ]*(?:s|men|people|police|media|military))")
"""People by their country and what they are: "South Korean officials"."""
APART_I = re.compile(r"\band\sI,\s")
"""What parts two who speak in their own voice: "I, President of Peru, and I, President of Chile"."""
LEAST = 2  # those who speak together
APART = re.compile(r"(?:(?:each|the)\sother|one\sanother)\b", re.I)
"""What each says of the other: these are no words that both say."""


@dataclass(frozen=True, slots=True)
class Named:
    """One of a list, with the words that name him: "Iran's atomic chief Lee Roe"; `apposed`: and what he is."""

    actor: Actor
    start: int
    end: int
    apposed: bool = False


def speakers_together(reading: Reading, one: Attribution) -> tuple[Actor, ...]:
    """Return those who say what is attributed, in the order of the text; nobody where they are not two at least."""
    text = reading.article.text
    if one.source is None or any(APART.match(text, start) for start, _ in one.content):
        return ()
    lead, listed = _list_of(reading, one)
    if len(listed) < LEAST or is_one(text, listed):
        return ()
    known = each_of(reading, lead, listed)
    if ISSUED.match(lead) is not None:
        known = [msgspec.structs.replace(actor, basis="document") for actor in known]
    return distinct(known)


def each_of(reading: Reading, lead: str, listed: Sequence[Named]) -> list[Actor]:
    """Return those of a list with what the words before it, or behind its last, say of each: "the leaders of"."""
    each, noun = OF_EACH.search(lead), _shared_noun(listed)
    if each is not None:
        return [_of_each(each, other.actor) for other in listed]
    if noun is not None:
        return [*(_with_noun(other.actor, noun, listed[-1].actor) for other in listed[:-1]), listed[-1].actor]
    return _known(reading, listed)


def issued_with(reading: Reading, one: Attribution, voice: Actor) -> tuple[Actor, ...]:
    """Return with whom a speaker issues the document in which he speaks: "said in a joint statement with Rome"."""
    text, end = reading.article.text, one.unit[1]
    mark = ISSUED_WITH.search(text, one.cue[1], end) if one.cue is not None else None
    if mark is None or any(first <= mark.start() < last for first, last in one.content):
        return ()
    names = [other for other in names_in(reading, mark.start()) if other.start >= mark.start()]
    if not names or names[0].start != mark.end():
        return ()
    listed, whole = listed_in(text, names)
    if not (whole or len(listed) == 1) or CLOSED.match(text, listed[-1].end, end) is None:
        return ()
    return distinct([voice, *_known(reading, listed)])[1:]


def names_in(reading: Reading, at: int) -> list[Named]:
    """Return who is named in the sentence of a place, each with the words of whose he is and of what he is."""
    text, mentions = reading.article.text, reading.mentions
    first, last = (bisect_left(mentions, bound, key=lambda one: one.start or 0) for bound in _sentence(reading, at))
    found: list[Named] = []
    for actor in mentions[first:last]:
        start, end = actor.start or 0, actor.end or 0
        if actor.basis in OF_NOBODY or (found and start < found[-1].end):
            continue
        before = found[-1] if found else None
        gap = text[before.end : start] if before is not None else ""
        if before is not None and HIS.fullmatch(gap) and is_named(actor):
            found[-1] = Named(actor, before.start, end)
        elif (
            before is not None and gap == " (" and text[end : end + 1] == ")" and actor.country == before.actor.country
        ):
            found[-1] = Named(before.actor, before.start, end + 1)  # "the Republic of Korea (ROK)"
        elif before is not None and APPOSED.fullmatch(gap) and same(before.actor, actor):
            found[-1] = Named(before.actor if has_name(before.actor) else actor, before.start, end, apposed=True)
        elif (of := OF_EACH.match(actor.text or "")) is not None and _is_country(actor, of.end()):
            found.append(Named(_country(actor), start + of.end(), end))
        else:
            found.append(Named(actor, start, end))
    return found


def _sentence(reading: Reading, at: int) -> Span:
    last = bisect_right(reading.sentences, at, key=lambda each: each.start) - 1
    return (reading.sentences[last].start, reading.sentences[last].end) if last >= 0 else (0, 0)


def _list_of(reading: Reading, one: Attribution) -> tuple[str, list[Named]]:
    """Return those who are listed as a source, and the words before the first of them; nobody where it is no list.

    A source that was cut at a comma has its first names before it, one behind its verb may have others behind it.
    """
    assert one.source is not None
    text, (start, end) = reading.article.text, one.source
    behind = one.cue is not None and one.cue[1] <= start
    limit = one.cue[0] if one.cue is not None and not behind else one.unit[1]
    names = [other for other in names_in(reading, start) if other.end <= limit]
    at = next((at for at, other in enumerate(names) if start <= other.start < end), len(names))
    first = at
    while 0 < first < len(names) and _links(text[names[first - 1].end : names[first].start]):
        first -= 1
    begin = _sentence(reading, start)[0]
    while first < at and not OPENS.fullmatch(text, begin, _lead(text, begin, names[first].start)):
        if not PHRASE.fullmatch(text, begin, names[first].start):
            return "", []
        first += 1  # "In Vienna, Rome, Oslo and Bern said"
    listed, whole = listed_in(text, names[first:])
    if not listed:
        return "", []
    lead = _lead(text, begin if first < at else start, listed[0].start)
    tail = text[listed[-1].end : end]
    if behind:
        closed = CLOSED.match(text, listed[-1].end) is not None
    elif listed[-1].end > end:  # "Rome, Oslo and Bern met, saying"
        closed = (
            len(listed) > LEAST and len({other.actor.kind for other in listed}) == 1 and text[listed[-1].end] in " ,"
        )
    else:
        closed = not tail or BEHIND.match(tail) is not None or OWNED.fullmatch(tail) is not None
    if OTHERS.fullmatch(tail) is None and not (whole and closed):
        return "", []
    return (text[lead : listed[0].start], listed) if first < at or lead == start else ("", [])


def _lead(text: str, begin: int, at: int) -> int:
    """Return where the words begin that may stand before the first of a list."""
    found = LEAD.search(text, begin, at)
    return found.start() if found is not None else at


def _links(gap: str) -> bool:
    return COMMA.fullmatch(gap) is not None or AND.fullmatch(gap) is not None


def listed_in(text: str, names: Sequence[Named]) -> tuple[list[Named], bool]:
    """Return the names that are one list, from the first on, and whether an "and" ends it."""
    listed, whole = list(names[:1]), False
    for before, other in pairwise(names):
        gap = text[before.end : other.start]
        mark = AND.fullmatch(gap)
        if mark is None and COMMA.fullmatch(gap) is None:
            break
        if mark is not None and before.apposed and not mark["comma"]:
            break  # "Lee Roe, an envoy and economist"
        if mark is not None and mark["comma"] and len(listed) == 1 and not (mark["besides"] or before.apposed):
            break  # "Rome agreed with Oslo, and Bern said"
        listed.append(other)
        whole = mark is not None
        if mark is not None and not mark["besides"]:
            break
    return listed, whole


def is_one(text: str, listed: Sequence[Named]) -> bool:
    """Return whether two of a list may be one: "foreign minister and deputy prime minister Lee Roe"."""
    for before, other in pairwise(listed):
        if APART_I.search(text, before.end, other.start) or _are_two(before.actor, other.actor):
            continue
        people = before.actor.kind == other.actor.kind == "person"
        own = re.search(r"\b(?:the|an?|its|his|her|their)\s", text[before.end : other.start], re.I) is not None
        comma = text[before.end : other.start].startswith(",")
        alike = before.actor.country == other.actor.country or None in (before.actor.country, other.actor.country)
        titled = other.actor.basis == "title" or not has_name(other.actor)
        if people and alike and not own and (titled or not has_name(before.actor)):
            return True
        if people and titled and comma and has_name(before.actor):
            return True
    return False


def _are_two(one: Actor, other: Actor) -> bool:
    """Return whether the words themselves give two people names that differ: "minister Ann Lee and envoy Lee Roe"."""
    last = [each.name.split()[-1] for each in (one, other) if has_name(each)]
    called = [name for name, each in zip(last, (one, other), strict=False) if (each.text or "").endswith(name)]
    return len(called) == 2 and called[0] != called[1]


def _known(reading: Reading, listed: Sequence[Named]) -> list[Actor]:
    """Return those of a list who are known; nobody where one is not."""
    found = [speaker_of(reading, (one.start, one.end)) for one in listed]
    known = [one for one in found if one is not None and _is_known(one)]
    return known if len(known) == len(found) else []


def _is_known(actor: Actor) -> bool:
    """Return whether somebody is of a country or in the tables by his own words, or is called by a name."""
    if actor.basis == "adjective" or (actor.kind == "person" and actor.basis == "context"):
        return False
    if actor.kind == "group" and (actor.text or "").islower():
        return False  # "Peruvian media and experts"
    return bool(actor.country or actor.id) or is_named(actor)


def _of_each(office: re.Match[str], actor: Actor) -> Actor:
    """Return those of a country who hold an office: of "the leaders of Peru and Chile" the leaders of Peru."""
    name = office["office"].lower()
    if name == "governments" or actor.kind != "country":
        return actor
    words = f"{name} {office['of'].lower()} {actor.name}"
    return msgspec.structs.replace(actor, name=words, kind="group", id=None, basis="words", sector="GOV", score=0.6)


def _is_country(actor: Actor, at: int) -> bool:
    """Return whether the words of people, from a place on, are the name of the country that they are of."""
    name = (actor.text or "")[at:]
    return any(
        match.text == name and any((one.kind, one.key) == ("country", actor.country) for one in match.entries)
        for match in find_terms(name)
    )


def _country(actor: Actor) -> Actor:
    """Return the country of those who are of it."""
    code = actor.country or ""
    return msgspec.structs.replace(actor, name=world.countries()[code].name, kind="country", id=code, basis="name")


def _shared_noun(listed: Sequence[Named]) -> str | None:
    """Return what all of a list are of whom the last alone is called so: "Peruvian and Chilean officials"."""
    last = listed[-1].actor
    if any(one.actor.basis not in ADJECTIVES or one.actor.kind != "country" for one in listed[:-1]):
        return None
    noun = PEOPLE_OF.fullmatch(last.text or "") if last.kind == "group" and last.country and last.id is None else None
    return noun[1] if noun is not None else None


def _with_noun(actor: Actor, noun: str, last: Actor) -> Actor:
    name = f"{actor.text} {noun}"
    return msgspec.structs.replace(
        last, name=name, country=actor.country, start=actor.start, end=actor.end, text=actor.text
    )


def distinct(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors, each once; nobody where only one is left."""
    found = tuple({actor.id or actor.name: actor for actor in reversed(list(actors))}.values())[::-1]
    return found if len(found) >= LEAST else ()
