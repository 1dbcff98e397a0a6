"""Return an article's mentions with the countries of people whom no table knows, from the words around their names.

"Mao Ning, a spokeswoman for the Chinese Foreign Ministry", "Pakistan's military spokesman, Asif Ghafoor", "the State
Department's Vedant Patel", "John Kirby of the National Security Council", "its airports authority": who speaks for a
country is said once, and holds for the person's other mentions. Where the words name two, or are about whom somebody
is sent to, the country stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.language.cues import cues
from dyadbook.steps.naming.phrases import SUBJECT
from dyadbook.steps.naming.pronouns import OWNS
from dyadbook.steps.naming.workplaces import LONG_PLACE, SENT, SITE, lies_in, of_place
from dyadbook.steps.sides import BY_SEVERAL
from dyadbook.world.lexicon import find_terms

ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|minist(?:er|ry)|secretary|director|head|heads|chief|chairm[ae]n|chairwoman|chair|official"
    r"|officer|advis[eo]r|aide|commander|general|admiral|colonel|ambassador|envoy|diplomat|representative|negotiator"
    r"|president|premier|leader|governor|mayor|senator|lawmaker|legislator|congress(?:man|woman)|parliamentarian|member|mp"
    r"|speaker|deputy|prosecutor|judge|analyst|expert|professor|researcher|fellow|lecturer|historian|scholar|economist|journalist"
    r"|editor|reporter|correspondent|activist|lawyer|attorney|resident|citizen|soldier|pilot|businessman|banker|engineer|teacher"
    r"|commissioner|publisher|founder|co-\w+|ceo|executive|manager|agent|veteran|scientist|strategist|columnist|counsel"
    r"|specialist|coordinator|administrator|inspector|ombudsman|operative|author|writer|dean|candidate|survivor"
    r"|trader|investor|broker|partner|associate|fisherman|driver|nurse|priest|policeman|chancellor|sergeant|captain|major"
    r"|who\s(?:\w+ly\s|also\s|has\s|had\s)?(?:heads?|headed|leads?|led|runs?|ran|works?|worked|serves?|served|represents?|represented"
    r"|chairs?|chaired|directs?|directed|is|was|been|lives?|lived|teaches|taught|studies|studied|advises|advised|commands?|commanded)"
    r"|academic|consultant|lobbyist|pastor|rabbi|employee|volunteer|fighter|gov|menteri"
    r"|student|farmer|worker|doctor|republicans?|democrats?|prince|princess|king|queen|emir|sheikh|cleric|imam|ayatollah|bishop|pope)\b",
    re.I,
)
WITH = re.compile(r"\bwith\s+(?:the\s+)?$")
"""What stands before the body for which somebody works, or before a country that others meet."""
BODY = re.compile(
    r"\s(?:[A-Z][\w-]+\s){0,3}(?:Institut\w+|Cent(?:er|re)|Foundation|Academy|University|College|Council|Society)\b"
)
"""What follows the adjective that opens the name of a body."""
TOPIC = re.compile(
    r"\s(?:[\w-]+\s){0,2}?(?:specialists?|experts?|analysts?|scholars?|watchers?|hands?|sanctions|negotiat\w+|talks|policy"
    r"|[Dd]esk|[Cc]hair|[Pp]rogram(?:me)?|[Pp]roject|[Ss]tud(?:y|ies)|[Ff]orum|[Ii]nitiative|[Tt]ask\s[Ff]orce|Travel)\b"
)
"""What follows the name of a country of which somebody speaks, or which his body is about: "Japan Chair"."""
FROM = re.compile(r"\s+(?:of|from|at|with)\s+(?:the\s+)?(?=[A-Z])")
PARTY = re.compile(
    r",?\s\(?[RDI]-[A-Z][A-Za-z.]+|,\s(?:an?|the)\s(?:[\w-]+\s){0,2}?(?:Republican|Democrat|Democratic)\b(?!\sParty\sof)"
)
PARTISAN = re.compile(
    r"(?<!Christian\s)(?<!Social\s)(?<!Liberal\s)(?<!Free\s)\b(?:Republican|Democratic|GOP)\s(?:[\w.-]+\s){0,3}$"
)
"""Words after and before the names of people of the two American parties: "a Republican", "Democratic strategist"."""
RUN = re.compile(r"(?:(?<=[\s“\"(])|^)(?:[A-Z][\w.'’-]*\s|(?:of|the|on|to|for|in|at|and|&)\s)+$")
PLAIN = re.compile(r"\s(?:[a-z-]+\s){1,4}")
LEARNED = re.compile(r"((?:[A-Z]\w+\s){1,3})(?:University|College|Institute)\s((?:[a-z-]+\s){0,3})$")
"""Where somebody teaches, before what he is and his name: "Oslo University security expert Ann Lee"."""
POSTED = re.compile(
    r"\s(?:to|at|for)\s(?:the\s)?(?:[\w.-]+\s){0,3}(?:talks|negotiations|UN|U\.N\.|conference|summit|council|agency)\s"
)
"""What stands between an envoy and his name: where he speaks for his country."""
JOINED = re.compile(r"\band\s")
BESIDE = re.compile(
    r"\s(?:(?!(?:on|in|at|by|of|for|from|to|that|and|as|with|after|before|\w+day)\b)[A-Z]?[a-z]+\s){0,3}"
    r"(?:correspondent|reporter|editor|analyst|commentator|columnist)?\s?"
)
"""What stands between an outlet and who works for it: no other words ("told CNN on Tuesday that Lee")."""
AFTER = re.compile(r",\s+(?=[a-zA-Z])")
END = re.compile(r"[,;:()\n“”\"—]|(?<![A-Z])\.\s|\.$|\b(?:told|said|says|tells|that|whose)\b")
OF = re.compile(r"\s+(?:of|from|at|with|for)\s+(?:the\s+)?(?:[A-Z](?:[\w'’-]*|[\w.]{0,4})\s+){0,3}$")
AIDE = re.compile(r"(?:advis[eo]r|aide|assistant|counsel|secretary)$", re.I)
TO = re.compile(r"\s+to\s+(?:the\s+)?$")
"""What stands between who serves somebody and whom: "a senior adviser to the Chadian president"."""
TITLED = re.compile(r"[\w”\"]\s*,\s(?:the\s)?(?:[A-Z][a-z]{1,4}\.?\s){0,2}$")
"""What stands between what somebody is and his name: a comma, and how he is addressed ("the Rev.")."""
BELONGS = re.compile(r"(?:['’]s|['’])\s+(?:[\w-]+\s+){0,2}$")
IN = re.compile(r"\s+in\s+(?:the\s+)?")
COMMA = re.compile(r",\s(?:the\s)?")
OPENS = re.compile(r"(?:^|[\s“\"])In\s$")
COURT = re.compile(r"\b(?:court|tribunal|judges)\b", re.I)
MIXED = re.compile(rf"(?:{BY_SEVERAL}|\bjoint)\s(?:[\w-]+\s){{0,2}}$")
"""Words before troops that are of several countries, and not of the one in which they stand."""
COURT_SEATS = frozenset({"The Hague", "Hague", "Strasbourg", "Luxembourg", "Arusha"})
"""Cities whose courts are those between countries, and not of the country in which they sit."""
SEATS = COURT_SEATS | {"Brussels", "Geneva", "Vienna"}
"""Cities whose officials are oftener of a body between countries than of the country itself."""
ABROAD = re.compile(
    r"\b(?:diplomats?|envoys?|ambassadors?|negotiators?|mediators?|delegates?|delegations?|observers?|monitors?"
    r"|inspectors?|peacekeepers?)$",
    re.I,
)
"""Those who are oftener of another country than of that in which they stand."""
QUALIFIED = re.compile(
    r"\s(?:(?!(?:and|or|but|of|in|on|at|by|for|from|to|with|as|than|that|who|which|when|while|if|is|are|was|were|has|have"
    r"|had|will|would|not)\b)[a-z]+(?:-[a-z]+)*\s){1,2}"
)
"""What stands between a country's adjective and those whom it describes: "Peruvian arms control experts"."""
LONGEST = 140
SURE = 0.6
"""How sure an affiliation is that stands in the words beside a name."""

Names = dict[str, str]


def with_affiliations(text: str, mentions: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return the mentions; people and bodies without a country have the one that the article's words give them."""
    found: Names = {}
    made = []
    for index, one in enumerate(mentions):
        code = None
        if _is_open(one) and (one.name not in found or one.kind != "person"):
            code = _country(text, mentions, index)
        if one.kind == "person" and one.basis == "context":
            code = _behind(text, mentions, index)  # "Foreign Minister Ann Lee of Peru", in an article about Chile
        if one.kind == "organization" and one.basis == "context":
            code = _owner(text, mentions, index) or _seated(text, mentions, index) or _opened(text, mentions, index)
        if code and one.kind == "person" and one.name not in found:
            found[one.name] = code
        made.append(_of_country(one, code) if code else one)
    found |= {name: code for name, code in _told(mentions).items() if name not in found}
    return tuple(
        msgspec.structs.replace(one, country=found[one.name])
        if one.kind == "person" and (_is_open(one) or one.basis == "context") and one.name in found
        else one
        for one in made
    )


def _of_country(one: Actor, code: str) -> Actor:
    """Return a mention as one of a country, and a body that was taken for another's by that name."""
    countries = world.countries()
    before, after = countries.get(one.country or ""), countries.get(code)
    name = one.name
    if before and after and one.kind == "organization":
        name = re.sub(rf"^{re.escape(before.name)}(?='s )", after.name, name)
    return msgspec.structs.replace(one, name=name, country=code, score=max(one.score, SURE))


def _told(mentions: Sequence[Actor]) -> Names:
    """Return the country of each person named with it anywhere: "the Chilean envoy Ann Lee" is Chilean everywhere."""
    codes: dict[str, set[str]] = {}
    for one in mentions:
        if one.kind == "person" and one.country and one.basis != "pronoun" and " " in one.name:
            codes.setdefault(one.name, set()).add(one.country)
    return {name: code for name, (code, *others) in codes.items() if not others}


def _is_open(one: Actor) -> bool:
    """Return whether nothing says for whom somebody speaks: no country, no body of the tables, no choice of two."""
    known = one.id is not None and one.kind != "person"
    return one.country is None and not known and not one.candidates and one.kind != "country"


def _country(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country that the words around a mention give it; None where they give none."""
    one = mentions[index]
    if one.basis == "pronoun":
        return None
    return (
        _owner(text, mentions, index)
        or _qualified(text, mentions, index)
        or _behind(text, mentions, index)
        or (_of_person(text, mentions, one) if one.kind == "person" else None)
    )


def _owner(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country of whom a mention belongs to: "its authority", "the State Department's Vedant Patel"."""
    one, before = mentions[index], mentions[index - 1] if index else None
    code = _works_for(before) if before is not None else None
    if before is None or code is None or before.basis == "both" or (before.end or 0) > (one.start or 0):
        return None  # "the two countries' diplomats" are of neither alone
    between = text[before.end or 0 : one.start or 0]
    if before.basis == "pronoun":
        return code if (before.text or "").lower() in OWNS and re.fullmatch(r"\s(?:[\w-]+\s){0,2}", between) else None
    owned = BELONGS.fullmatch(between) or (before.sector == "JRN" and BESIDE.fullmatch(between))
    return code if owned else None


def _works_for(one: Actor) -> str | None:
    """Return the country of who works for a mention: its own, or a body's that is of one country alone ("the BBC")."""
    body = world.organizations().get(one.id or "") if one.country is None else None
    return body.members[0] if body is not None and len(body.members) == 1 else one.country


def _qualified(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country whose adjective stands words before people described: "Peruvian arms control experts"."""
    one, before = mentions[index], mentions[index - 1] if index else None
    if before is None or one.kind != "group" or one.basis != "described" or before.kind != "country":
        return None
    between = QUALIFIED.fullmatch(text, before.end or 0, one.start or 0)
    if before.basis not in {"adjective", "abbreviation"} or between is None:
        return None
    told = any(word in cues() for word in between[0].split())
    return None if told else before.country


def _behind(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country of the body behind a mention: "Kirby of the Security Council", "a ministry in Baku"."""
    one = mentions[index]
    for other in mentions[index + 1 : index + 3]:
        between = text[one.end or 0 : other.start or 0]
        serves = AIDE.search(one.text or "") and TO.fullmatch(between)
        if (
            not other.country
            or other.basis in {"both", "pronoun"}
            or SUBJECT.match(text, other.end or 0)
            or _is_topic(text, other)
        ):
            continue
        if serves or (OF.fullmatch(between) and not SENT.search(between)):
            return _seated(text, mentions, mentions.index(other)) or other.country
    return _seated(text, mentions, index) or _before_comma(text, mentions, index) if one.kind != "person" else None


def _before_comma(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country that opens a sentence before people described: "In Iran, demonstrators"; None elsewhere."""
    one = mentions[index]
    return _opened(text, mentions, index) if one.kind == "group" and one.basis == "described" else None


def _opened(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country or capital's country that opens a sentence right before a mention: "In Lima, the ministry"."""
    before = mentions[index - 1] if index else None
    if before is None or not COMMA.fullmatch(text, before.end or 0, mentions[index].start or 0):
        return None
    return before.country if OPENS.search(text, max(0, (before.start or 0) - 5), before.start or 0) else None


def _seated(text: str, mentions: Sequence[Actor], index: int) -> str | None:
    """Return the country of the place in which a body sits: "the Foreign Ministry in Pyongyang"; None elsewhere."""
    one = mentions[index]
    if one.kind == "country" or (one.basis != "context" and one.country is not None):
        return None
    if one.kind == "group" and MIXED.search(text, max(0, (one.start or 0) - LONGEST), one.start or 0):
        return None
    if ABROAD.search(one.text or ""):
        return None
    for other in mentions[index + 1 : index + 2]:
        if other.country and IN.fullmatch(text, one.end or 0, other.start or 0):
            seats = COURT_SEATS if COURT.search(one.text or "") else SEATS if one.kind == "group" else ()
            return None if other.text in seats else other.country
    return None


def _of_person(text: str, mentions: Sequence[Actor], one: Actor) -> str | None:
    """Return the country in the words after or before a person's name."""
    return (
        _party(text, one)
        or _after(text, mentions, one)
        or _before(text, mentions, one)
        or _titled(text, mentions, one)
        or _described(text, mentions, one)
    )


def _party(text: str, one: Actor) -> str | None:
    """Return USA where one of its parties stands beside a name: "Joni Ernst (R-IA)", "Democratic aide Ann Lee"."""
    before = PARTISAN.search(text, max(0, (one.start or 0) - 60), one.start or 0)
    return "USA" if PARTY.match(text, one.end or 0) or before else None


def _titled(text: str, mentions: Sequence[Actor], one: Actor) -> str | None:
    """Return the country in the capitalized words right before a name: "Adviser to the President of Chad Ali Kone"."""
    start = one.start or 0
    run = RUN.search(text, max(0, start - LONGEST), start)
    if run is None:
        return None
    first = run.start()
    for joined in JOINED.finditer(text, first, start):  # of two offices the last is his
        first = joined.end() if ROLE.search(text, joined.end(), start) else first
    role = ROLE.search(text, first, start)
    if role is None and ROLE.match(one.text or "") is None:
        return None
    governed = text[first : role.start() if role is not None else start].split()  # "Johor Governor Ann Lee"
    led = of_place(governed) if 0 < len(governed) < LONG_PLACE else None
    return _named(text, mentions, first, start) or led


def _described(text: str, mentions: Sequence[Actor], one: Actor) -> str | None:
    """Return the country that opens the plain words of a role before a name: "Chad railway board chief Ann Lee"."""
    start = one.start or 0
    for other in reversed(mentions):
        between = text[other.end or 0 : start]
        if (other.end or 0) <= start and other.country and other.basis != "pronoun":
            plain = PLAIN.fullmatch(between) is not None
            own = other.basis in {"adjective", "demonym"} and ROLE.search(one.text or "")  # "Peruvian naval adviser"
            sent = POSTED.fullmatch(between) is not None and ROLE.search(other.text or "") is not None
            if sent or (plain and (ROLE.search(between) or own) and not _is_topic(text, other)):
                return other.country
            break
    learned = LEARNED.search(text, max(0, start - LONGEST), start)
    if learned is None or not (ROLE.search(learned[2]) or ROLE.match(one.text or "")):
        return None
    words = learned[1].split()
    return next((code for first in range(len(words)) if (code := of_place(words[first:])) is not None), None)


def _after(text: str, mentions: Sequence[Actor], one: Actor) -> str | None:
    """Return the country in what follows a name: "Mao Ning, a spokeswoman for the Chinese army", "King of Maine"."""
    comma = AFTER.match(text, one.end or 0)
    start = comma.end() if comma is not None else one.end or 0
    stop = END.search(text, start, start + LONGEST)
    end = stop.start() if stop else min(len(text), start + LONGEST)
    if FROM.match(text, start - (comma is not None), end):
        return _working(text, mentions, start, end)
    return _named(text, mentions, start, end) if comma is not None else None


def _before(text: str, mentions: Sequence[Actor], one: Actor) -> str | None:
    """Return the country in what stands before a name and its comma: "Pakistan's military spokesman, Asif Ghafoor"."""
    start = one.start or 0
    if TITLED.search(text, max(0, start - 20), start) is None:
        return None
    end = text.rindex(",", 0, start)
    first = max([match.end() for match in END.finditer(text, max(0, end - LONGEST), end)] or [max(0, end - LONGEST)])
    if not ROLE.search(text, max(first, end - 60), end):
        return None
    beside = (other for other in mentions if other.end == end and other.kind in {"person", "group"} and other.country)
    described = next((other for other in beside if other.basis in {"described", "title"}), None)
    if described is not None and not SENT.search(text, first, described.start or 0):
        return described.country  # "Peru rejected what Chile's representative, Ann Lee, had said"
    owner = next((other for other in mentions if (other.start or 0) >= first and (other.end or 0) < end), None)
    if (
        owner is not None
        and owner.basis == "pronoun"
        and owner.country
        and text.startswith(("'s ", "’s "), owner.end or 0)
    ):
        return owner.country  # "the country's foreign minister, Ann Lee"
    return _named(text, mentions, first, end)


def _named(text: str, mentions: Sequence[Actor], start: int, end: int) -> str | None:
    """Return the country told in the words of a role; None where no role or no country is told."""
    return _working(text, mentions, start, end) if ROLE.search(text, start, end) else None


def _working(text: str, mentions: Sequence[Actor], start: int, end: int) -> str | None:
    """Return the country of the first country, body or place in a stretch for which somebody works, or in which."""
    first, last = (bisect_left(mentions, at, key=lambda one: one.start or 0) for at in (start, end))
    for index in range(first, last):
        other = mentions[index]
        code = _works_for(other)
        if (other.end or 0) > end or other.basis == "pronoun" or code is None:
            continue
        subject = other.kind == "country" and other.basis != "seat" and SUBJECT.match(text, other.end or 0, end)
        body = other.kind == "organization" and WITH.search(text, start, other.start or 0)
        if not (subject or _is_topic(text, other)) and (body or not SENT.search(text, start, other.start or 0)):
            return _seated(text, mentions, index) or code
    return _in_a_name(text, start, end) or next(
        (code for site in SITE.finditer(text, start, end) if (code := lies_in(site)) is not None), None
    )


def _is_topic(text: str, other: Actor) -> bool:
    """Return whether a country is what somebody speaks about or what his body is about: "a China expert"."""
    return other.kind == "country" and other.basis == "name" and TOPIC.match(text, other.end or 0) is not None


def _in_a_name(text: str, start: int, end: int) -> str | None:
    """Return the country whose adjective opens the name of a body in a stretch: "at the French Road Institute"."""
    for match in find_terms(text[start:end]):
        entry, last = match.entries[0], start + match.end
        if entry.kind == "country" and entry.basis == "adjective" and BODY.match(text, last, end):
            sent = SENT.search(text, start, start + match.start) and not WITH.search(text, start, start + match.start)
            return None if sent or SUBJECT.match(text, last) else entry.country
    return None
