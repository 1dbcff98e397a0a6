"""Return the actor that the words of a source name: the head of the noun phrase, the issuer of a document.

Where no mention is the head, the words alone tell of a document or of people described; else they name nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec

from dyadbook import world
from dyadbook.records import Actor, ActorKind, Reading
from dyadbook.steps.saying.attribution import Span
from dyadbook.steps.table import table_rows
from dyadbook.world.lexicon import find_terms

HANGING = re.compile(
    r"\b(?:neighbou?ring|including|near|of|for|in|from|against|with|to|at|by|on|about|under|between|via)"
    r"\s+(?:the\s+|an?\s+)?$",
    re.I,
)
PAPER = (
    r"statements?|documents?|documentation|reports?|letter|e-?mail|memo|message|note|notice|text|transcript|tweet|post"
    r"|commentary|editorial|article|op-ed|treaty|agreement|deal|bill|law|resolution|declaration|communiqu[eé]|dispatch"
    r"|readout|press release|release|study|survey|poll|analysis|assessment|estimates?|figures|data|research|findings"
    r"|warning|alert|advisory|bulletin|testimony|indictment|complaint|filing|lawsuit|ruling|decree|announcement|cables?|website|testimonies|plan|paper"
)
DOCUMENT = re.compile(
    rf"\b(?:joint statement|{PAPER})\b(?!.*\b(?:spokes\w+|minister|president|officials?|analysts?)\b)", re.I
)
ISSUED = re.compile(
    rf"\b(?:{PAPER}),?\s+(?:(?:released|issued|published|posted|sent|made|given|carried|signed|written)\s+)?"
    r"(?:(?:(?:on|last|late|early)\s)?\w+day\s+)?(?:by|from|in|of)\s+(?:(?:the|an?)\s+)?"
    r"(?:(?!(?:that|sa(?:id|ys)|claim(?:ed|s)|alleged|show(?:ed|s))\b)[\w-]+(?:['’]s)?\s+){0,3}",
    re.I,
)
"""What stands between a document and whose it is: "an editorial by China's state-run Global Times"."""
PAPERS = re.compile(rf"\s(?:joint\sstatement|{PAPER})\b")
BY_A_STATE = re.compile(r"\s(?:statement|declaration|communiqu[eé]|announcement|assessment|message|letter)\b")
"""The documents that belong to whoever is named right before them; of a country those that its government writes."""
BEHIND = 60  # characters behind the source in which a document's issuer may stand
STATE_AGENCY = re.compile(r"\b(?:state|official)\b(?:[ -][a-z]+)* news agency$")
FOLLOWED = re.compile(
    r"(?:\s(?!and\s(?:[a-z]|his\b|her\b))(?:[a-z]{3,}|[A-Z][a-z]+))*\s(?!(?:alone|itself|himself|both|also|all)\b)[a-z]{4,}"
)
"""The nouns behind a name that only describes them: "U.S. executives", "Obama administration"."""
SOURCES = re.compile(r"\s(?:sources?|insiders?)\b")
"""Those within a body who speak, and not for it: "a government source"."""
SPEAKING = re.compile(r"\s(?:speaking|talking|familiar|briefed)\b")
"""What tells behind who is described how he speaks: "a government source speaking to"."""
PARTICIPLE = re.compile(r"[A-Z][a-z]+ing|Asked|Reached|Pressed|Questioned|Even|Within|However|Rather|Instead")
"""The first word of a clause that is no name of whoever speaks: "Speaking in Kiev"."""
WITHIN = re.compile(
    r"(?:the\s+|an?\s+)?(?:[\w-]+\s+){1,4}of\s+(?:(?:the\s+)?(?:[\w.-]+\s+){1,6}of\s+)*(?:the\s+)?", re.I
)
"""What stands before a body in the name of an office that is a part of it."""
ALSO = re.compile(r",\s(?:[^,;:“”\"]{3,80}\sand\s)?(?:one\sof\s(?:the\s)?)?")
"""What stands between a name that opens a sentence and what describes him: "Lee Roe, head of a fund and one of"."""
NAMED_NEXT = re.compile(r",\s(?:(?:Mr|Mrs|Ms|Dr|Sir|Prof)\.?\s)?")
"""What stands between who is described and his name: "a police officer, Mr Roe"."""
PLAIN = re.compile(r"(?:\s[a-z-]+)+\s")
"""Words of a trade between a firm, which may read as a name, and who works there."""
WITH_HIM = re.compile(r"\b\w+ing\s+(?:the\s+)?$")
"""What somebody described does to who is named behind it: "an official accompanying Roe"."""
LONGEST = 400  # characters of a name, and of what stands between it and who is described behind it
BOTH = 2  # countries whose people speak together, at least
NEXT_TO = frozenset({" ", ", ", " the ", ", the "})
"""What stands between what a body is and its name: "newspaper the Daily Road"."""
PARTICLES = frozenset("of the and for al bin ibn bint de da di du del della dos van von der den el la le ul y".split())
"""The small words within a name."""
CALLED = re.compile(r"\s([A-Z][\w’'-]*(?:\s(?:of\s|for\s|al-)?[A-Z][\w’'-]*)*)")
"""The name of a body behind the words of what it is."""
CLAUSE = re.compile(r",\s(?:(?:which|who|whose|whom)|[a-z]+(?:ed|wn)\s(?:by|in|on|to|at|from|an?|the|\w+day))\b")
"""What opens a clause about the head of a source, in which others are named."""
BESIDES = re.compile(
    r"\s(?:along\swith|as\swell\sas|together\swith|for\s(?:his|her|its|their)\s(?:own\s)?part|in\s(?:turn|response))\b"
)
"""What follows the head of a source and is none of it: "Rome along with others", "Rome for its part"."""
DOING = re.compile(r"[a-z]\s\w+ing\s(?:to|the|an?|for|on|in|against|with|from|at|his|her|its|their)\b")
"""What the head of a source does to those who are named behind it: "lawmakers seeking to"."""
OF_TWO = re.compile(
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:leaders|presidents|ministers|governments|heads\sof\s(?:state|government)|envoys"
    r"|diplomats|officials|parliaments|militaries|armies|ambassadors)\s+of\s+(?:the\s+)?",
    re.I,
)
"""What stands before two or more countries whose people speak together."""
THE_PEOPLE = re.compile(r"[Tt]he [A-Z][a-z]+s")
"""A government by the name of its people: "the Russians"."""
NOBODY = frozenset("i we me us my our you he she they it who one the a an".split())
PEOPLE = re.compile(
    r"\b(?:\w+(?:wo)?m[ae]n|officials?|sources?|spokes\w+|diplomats?|analysts?|experts?|minist(?:er|ry|ers)|agency"
    r"|aides?|reporters?|offices?|officers?|participants|observatory|observers?|paper|interlocutors|presidents|sides"
    r"|leaders?|government|police|military|army|residents?|witness(?:es)?|media|people|newspaper|commander|general|envoy"
    r"|professor|lawmakers?|adviser|critics|activists?|groups?|state television|radio|researchers?|department|bureau"
    r"|survivors|families|troops|soldiers|heads?|directors?|chiefs?|executives|compan(?:y|ies)|traders|investors"
    r"|economists?|protesters|demonstrators|migrants|refugees|opponents|supporters|scholars|scientists|delegates|judges?"
    r"|courts?|prosecutors?|investigators?|council|committee|commission|party|union|association|authorities|rebels"
    r"|militants|fighters|victims|lawyers?|attorneys?|doctors?|relatives|advocates|bank|foundation|institute|network"
    r"|coalition|alliance|movement|organi[sz]ations?|bloc|ministers|members?|organi[sz]ers|retailers|allies|countries"
    r"|nations|governments|parties)\b",
    re.I,
)


ADDRESSED_TO = re.compile(rf"\b(?:{PAPER})\s(?:[a-z]+\s){{0,2}}?to\s(?:(?:the|his|her|its|their|an?)\s)?(?:[\w-]+\s)?$")
"""What stands between a document and whom it was sent to."""


def speaker_of(reading: Reading, source: Span) -> Actor | None:
    """Return the actor that the words of a source name, or None where they name nobody."""
    start, end = source
    text = reading.article.text
    rest = [mark.start() for each in (CLAUSE, BESIDES) if (mark := each.search(text, start + 1, end))]
    stop = min(rest, default=end)
    source = (start, stop - 2 * text[start:stop].endswith(("'s", "’s")))
    found = _speaker_of(reading, source)
    return found if found is not None and (found.country or found.id) else _of_body(reading, source, found) or found


def _of_body(reading: Reading, source: Span, found: Actor | None) -> Actor | None:
    """Return the office or head of an office within a body: "the chief of the Press Office of Rome's foreign ministry".

    The body is the last that the words name, and gives its country; None where they are no such chain.
    """
    start, end = source
    last = next((one for one in reversed(_begun(reading, start, end)) if one.end == end), None)
    if last is None or last.country is None or last.kind not in {"country", "organization"}:
        return None
    if not WITHIN.fullmatch(reading.article.text, start, last.start or 0):
        return None
    if found is not None:
        return msgspec.structs.replace(found, country=last.country)
    text = reading.article.text[start:end]
    named = reading.article.text[start : end if last.kind == "organization" else last.start]
    name = re.sub(r"^the\s+|\s+of(?:\s+the)?\s*$", "", named, flags=re.I)
    return Actor(
        name=name, kind="group", country=last.country, start=start, end=end, text=text, basis="words", sector="GOV",
        score=0.6,
    )  # fmt: skip


def _speaker_of(reading: Reading, source: Span) -> Actor | None:
    start, end = source
    text = reading.article.text
    inside = [
        one for one in _begun(reading, start - LONGEST, end)
        if (start <= (one.start or 0) and ((one.end or 0) <= end or one.kind == "person"))
        or (one.kind == "person" and (one.start or 0) < start < (one.end or 0))
    ]  # fmt: skip
    if (several := _of_several(text, source, inside)) is not None:
        return several
    heads = [one for one in inside if not _depends(text, one, source)]
    if heads:
        best = next((one for one in heads if one.kind == "person" and one.basis != "pronoun"), heads[0])
        served = (one for before, one in pairwise(heads) if one.start == (before.end or 0) + 1 and is_named(one))
        last = next((one for one in served if text.startswith(",", one.end or 0)), heads[-1])
        # "Peru's envoy to the talks Lee Roe", "Red Road senior strategist Lee Roe"
        if (last.end == end or text.startswith(",", last.end or 0)) and is_named(last):
            unnamed = not is_named(best) and not WITH_HIM.search(text, start, last.start or 0)
            firm = best.basis == "name" and PLAIN.fullmatch(text, best.end or 0, last.start or 0) is not None
            code = last.country or (best.country if unnamed and not last.candidates else None)
            titled = last.office is not None and last.start == (best.end or 0) + 1  # "Roe adviser Ann Lee"
            best = msgspec.structs.replace(last, country=code) if unnamed or firm or titled else best
        if (body := _own_body(best, inside)) is not None:
            return body
        if _describes(best):  # "the semi-official Tasnim news agency", "the country's official news agency"
            best = next(
                (one for one in inside if one.kind != "person" and text[best.end or 0 : one.start] in NEXT_TO),
                best,
            )
            named = CALLED.fullmatch(text, best.end or 0, end) if best.kind == "group" else None
            if named is not None:  # "the Dutch news agency Red Road"
                return msgspec.structs.replace(best, name=named[1], kind="organization")
        if best.basis == "pronoun" and not best.score:
            return None
        return _apposed(reading, best, source) or _state_agency(text, best, source) or best
    return _issuer(text, source, _begun(reading, start, end + BEHIND)) or _from_words(text, source, inside)


def _of_several(text: str, source: Span, inside: Sequence[Actor]) -> Actor | None:
    """Return the people of several countries who speak together: "the leaders of Peru and Chile"; None elsewhere."""
    start, end = source
    last = inside[-1] if inside else None
    if last is None or last.kind != "country" or last.end != end or not OF_TWO.match(text, start, end):
        return None
    codes = {one.country for one in inside if one.country}
    if len(codes) < BOTH or not re.search(r",?\sand\s(?:the\s)?$", text[start : last.start]):
        return None
    name = re.sub(r"^the\s+", "", text[start:end], flags=re.I)
    return Actor(
        name=name, kind="group", start=start, end=end, text=text[start:end], basis="words", sector="GOV", score=0.6
    )


def _state_agency(text: str, best: Actor, source: Span) -> Actor | None:
    """Return the news agency that "Syria's state news agency" means; None where the words mean none that is known."""
    key = _state_agencies().get(best.country or "") if STATE_AGENCY.search(text, *source) else None
    if key is None or best.id is not None:
        return None
    name = world.organizations()[key].name
    return msgspec.structs.replace(best, id=key, name=name, kind="organization", sector="JRN", country=best.country)


@cache
def _state_agencies() -> dict[str, str]:
    """Return the ids of state news agencies by their countries."""
    return {row["country"]: row["agency"] for row in table_rows("state_agencies.csv")}


def _own_body(best: Actor, inside: Sequence[Actor]) -> Actor | None:
    """Return the body whose name follows that of its country: "Lebanese Internal Security Forces"; None elsewhere."""
    body = next((one for one in inside if one.start == (best.end or 0) + 1 and one.basis == "context"), None)
    if body is None or body.text is None or body.country != best.country or best.country is None:
        return None
    return msgspec.structs.replace(body, name=body.text, kind="organization") if body.text[0].isupper() else None


def _apposed(reading: Reading, described: Actor, source: Span) -> Actor | None:
    """Return the person named right behind who is described, "a police officer, Lee Roe", or before; else None."""
    end = source[1]
    if described.id is not None or described.basis not in {"described", "title"} or described.name == described.office:
        return None
    text = reading.article.text
    for one in _begun(reading, source[0] - LONGEST, end + BEHIND):
        follows = NAMED_NEXT.fullmatch(text, end, one.start or 0) is not None
        opens = ALSO.fullmatch(text, one.end or 0, source[0]) is not None and _opens_sentence(reading, one.start or 0)
        if (follows or opens) and one.kind == "person" and one.basis not in {"pronoun", "title"}:
            return msgspec.structs.replace(one, country=one.country or described.country)
    return None


def _begun(reading: Reading, start: int, end: int) -> Sequence[Actor]:
    """Return the mentions that begin in a stretch of the text."""
    first, last = (bisect_left(reading.mentions, at, key=lambda one: one.start or 0) for at in (start, end))
    return reading.mentions[first:last]


def _opens_sentence(reading: Reading, at: int) -> bool:
    number = bisect_left(reading.sentences, at, key=lambda one: one.start)
    return number < len(reading.sentences) and reading.sentences[number].start == at


def is_named(actor: Actor) -> bool:
    """Return whether a mention calls a person by a name, not by a pronoun, an office or words that describe him."""
    return actor.basis != "pronoun" and has_name(actor)


def has_name(actor: Actor) -> bool:
    """Return whether a person has a name, by whatever words he is called: "he" may."""
    words = re.findall(r"[^\W\d_]+", actor.name)
    office, name = (actor.office or "").lower(), actor.name.lower()
    plain = any(word.islower() and word not in PARTICLES for word in words)
    titled = office and (name.startswith(f"{office} of ") or f" {name}".endswith(f" {office}"))
    return actor.kind == "person" and not plain and not titled and not _is_title(actor.name)


@cache
def _is_title(name: str) -> bool:
    """Return whether words are an office and whose it is, and no name: "Peruvian Ambassador"."""
    words = name.lower().split()
    if not any(" ".join(words[-many:]) in world.titles() for many in range(1, len(words))):
        return False
    first = next((match for match in find_terms(name) if match.start == 0), None)
    return first is not None and any(entry.basis in {"adjective", "demonym"} for entry in first.entries)


def as_speaker(actor: Actor) -> Actor:
    """Return an actor as one who speaks: a body under its own name (the White House), an agency of its country."""
    if actor.basis == "seat" and actor.kind == "country":
        return msgspec.structs.replace(actor, name=re.sub(r"^the ", "", actor.text or actor.name), kind="organization")
    if actor.country is not None:
        return actor
    body = world.organizations().get(actor.id or "")
    codes = set(body.members) if body is not None else _based(actor)
    return msgspec.structs.replace(actor, country=codes.pop()) if len(codes) == 1 else actor


def _based(actor: Actor) -> set[str]:
    """Return the country of the groups of which a person holds office: where a movement is based, its leader is of."""
    offices = world.offices_of(actor.id or "") if actor.kind == "person" else ()
    groups = [world.groups().get(office.country) for office in offices]
    known = {group.country for group in groups if group is not None and group.country is not None}
    return known if all(groups) else set()


def _describes(one: Actor) -> bool:
    """Return whether a mention is a word before a name: "the group", "official"."""
    return (one.kind == "group" and one.basis == "described") or bool(re.search(r"\bofficial$", one.text or ""))


def _depends(text: str, actor: Actor, source: Span) -> bool:
    """Return whether a mention in a source is not its head: a possessor, or what stands behind a preposition."""
    start, last = source
    at, end = actor.start or 0, actor.end or 0
    if actor.kind in {"country", "person"} and FOLLOWED.fullmatch(text, end, last):
        return True
    if actor.kind == "organization" and SOURCES.match(text, end, last):
        return True
    if (
        ((actor.text or "").lower() in {"his", "her", "its", "their", "my", "our"} and (at, end) != source)
        or text.startswith(("'s", "’s"), end)
        or (text[end - 1 : end] == "s" and text.startswith(("' ", "’ "), end))
    ):
        return True
    if text[max(0, at - 5) : at].lower() != "then-" and (text[at - 1 : at] == "-" or text[end : end + 1] in {"-", "–"}):
        return True
    if ADDRESSED_TO.search(text, start, at):
        return True  # "the letter to Lee"
    if DOING.search(text, start, at) or (actor.kind == "country" and len(text[at:end]) > 4 and text[at:end].isupper()):
        return True  # "seeking to unseat Lee"; "LIMA" in a dateline
    return HANGING.search(text, start, at) is not None or (
        actor.basis in {"adjective", "demonym", "compound"} and text[end : end + 1] == " "
        and text[end + 1 : end + 2].islower()
        and not text[end + 1 :].startswith(("and ", "or ", "also "))
    )  # fmt: skip


def _issuer(text: str, source: Span, mentions: Sequence[Actor]) -> Actor | None:
    """Return whose a document is: "a statement from the ministry", "the council's report"; None where nobody's."""
    start, end = source
    paper = DOCUMENT.search(text, start, end)
    if paper is None:
        return None
    near = [other for other in mentions if start <= (other.start or 0) < end + BEHIND and other.basis != "pronoun"]
    for one in near:
        kind = BY_A_STATE if one.kind == "country" else PAPERS
        if (
            kind.match(text, one.end or 0, end)
            and one.basis not in {"capital", "place"}
            and (one.end or 0) < paper.end()
        ):
            return msgspec.structs.replace(one, basis="document")  # "the White House statement"
    for one in near:
        owns = text.startswith(("'s", "’s"), one.end or 0) and DOCUMENT.search(text, one.end or 0, end)
        leads = text.startswith(("'s", "’s"), one.end or 0) and not owns
        if owns or (ISSUED.fullmatch(text, paper.start(), one.start or 0) and not leads):
            return msgspec.structs.replace(one, basis="document")
    return None


def _from_words(text: str, source: Span, inside: Sequence[Actor]) -> Actor | None:
    """Return an actor known by the words alone: a document, or people described ("residents"); None for a pronoun."""
    start, end = source
    words = text[start:end]
    if len(inside) == 1 and inside[0].basis == "demonym" and THE_PEOPLE.fullmatch(text, start, end):
        return inside[0]
    name = re.sub(
        r"^(?:also\s+)?(?:(?:the|an?|this|that)\s+(?:[\w.]+-based\s+)?)?", "", words.split(",")[0], flags=re.I
    ).strip()
    name = SPEAKING.split(name)[0]
    if not (DOCUMENT.search(words) or PEOPLE.search(words) or name[:1].isupper()):
        return None
    if name.split()[:1] and PARTICIPLE.fullmatch(name.split()[0]):
        return None
    if not name or name.lower() in NOBODY or len(name.split()) > 12:
        return None
    told = (one for one in inside if one.country and not ADDRESSED_TO.search(text, start, one.start or 0))
    countries = {one.country for one in told} if len(inside) <= 2 else set()
    kind: ActorKind = (
        "person" if re.fullmatch(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}", name) and not inside else "group"
    )
    return Actor(
        name=name, kind=kind, country=countries.pop() if len(countries) == 1 else None, start=start, end=end,
        text=words,
        basis="document" if DOCUMENT.search(name) else "words", score=0.4,
    )  # fmt: skip
