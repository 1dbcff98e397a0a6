"""Return whom "both sides", "the two leaders" and "the two Koreas" mean: two parties that the article has named before.

"The two leaders" are the last two persons named who act for two parties; "both countries" the last two that an `and`
ties ("Rome and Oslo", "the Rome-Oslo talks"), where none stands near the last two countries told of. Who urges or
praises the two is none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.steps.naming.pronouns import BACK
from dyadbook.steps.sides import party_of

BYSTANDER = 2
"""How many times as often as a bystander both of the two act whom "the two governments" means."""
MAIN = 3
"""How many times as often as one named last both of the two are told of whom "the two leaders" means."""
ALONE = frozenset({"two", "pair"})
COUNTED = frozenset({"two", "three", "both", "either", "pair", "each"})
LEADERS = frozenset("leaders men presidents ministers".split())
DONE_TO = re.compile(
    r"\b(?:(?:accus|ask|advis|applaud|congratulat|criticiz|criticis|encourag|hail|invit|prais|press|rebuk|remind|scold"
    r"|thank|urg|warn|welcom)(?:e?s|ed|ing)|told|tells?|call(?:s|ed|ing) on|appeal(?:s|ed|ing) to"
    r"|sp(?:oke|oken|eaks?|eaking) (?:to|with)|scorn for)\s+$"
)
"""What somebody does to two others, before words for them: "urged the two leaders"."""
STATES = frozenset("countries nations states".split())
"""What no organization is: "the EU and Rome" are no two countries."""
AHEAD = 80  # characters from a phrase to a colon behind which the two are named
NEAR = 700  # characters back in which the two leaders are named
SENTENCES = 2  # before the one that says "both", in which a pair may stand
TIED = re.compile(r"(?:['’]s?)?,?\s+(?:and|or|&)\s+(?:(?:the|its|his|her|their)\s+)?|\s?[-–]\s?")
"""What stands between the two names of a pair."""
COMMA = re.compile(r",\s+(?:the\s+)?")
LISTED = re.compile(r",\s+(?:and\s+)?(?:the\s+)?$")
"""What stands before a name that goes on a longer list."""
LEADING = frozenset({"GOV", "MIL", "ELI", None})
SCORE = 0.6
SPOKESMAN = re.compile(r"\bspokes\w+", re.I)


def both(discourse: Discourse, phrase: Phrase) -> list[Actor]:
    """Return the two or three parties that a phrase means; none where so many are not told of."""
    words = (phrase.name or "").lower().split()
    number = 3 if "three" in words else 2
    if words[-1] == "koreas":
        return [_made(discourse, phrase, code) for code in ("PRK", "KOR")]
    every = len(discourse.issuers) > 1 and not COUNTED & {*words}  # "the ministers" of a joint document
    if every or len(discourse.issuers) == number:
        return [_again(discourse, phrase, one) for one in discourse.issuers]
    if words[-1] == "capitals" and len(told := _capitals(discourse)) == number:
        return [_again(discourse, phrase, one) for one in told]
    if words[-1] in STATES and len(codes := _behind_colon(discourse, phrase)) == number:
        return [_made(discourse, phrase, code) for code in codes]
    told = _leaders(discourse, phrase, number) if words[-1] in LEADERS else []
    told = told or _tied(discourse, number, states=words[-1] in STATES)
    if not told and words[-1] in ALONE:
        told = _leaders(discourse, phrase, number)
    if told:
        return [_again(discourse, phrase, one) for one in told]
    codes = _last_two(discourse) if number == 2 else _only_three(discourse, phrase)
    return [_made(discourse, phrase, code) for code in codes] if len(codes) == number else []


def _behind_colon(discourse: Discourse, phrase: Phrase) -> list[str]:
    """Return the countries of what a colon opens behind a phrase: "the two countries swapped prisoners: Rome freed"."""
    end = discourse.starts[0] if discourse.starts else len(discourse.text)
    colon = discourse.text.find(":", phrase.end, min(end, phrase.end + AHEAD))
    named = [one for one in discourse.phrases if colon >= 0 and colon < one.start < end]
    return list(dict.fromkeys(entry.key for one in named for entry in one.country[:1] if entry.basis != "context"))


def _leaders(discourse: Discourse, phrase: Phrase, number: int) -> list[Actor]:
    """Return the last so many persons near who act for different parties, no spokesmen."""
    found: dict[str, Actor] = {}
    doing = _doer(discourse, phrase)
    for one in reversed(discourse.persons):
        if (one.start or 0) < phrase.start - NEAR:
            break
        party = party_of(one)
        body = party is not None and party in world.organizations()  # who heads one is no leader of two
        if party == doing:
            continue
        spokesman = SPOKESMAN.search(f"{one.text} {one.office}") is not None
        if party is not None and not body and one.sector in LEADING and not spokesman:
            found.setdefault(party, one)
        if len(found) == number:
            return _main_persons(discourse, list(found.values()))
    return []


def _main_persons(discourse: Discourse, near: list[Actor]) -> list[Actor]:
    """Return the two persons told of most, where one of those named last is told of far less; else the last."""
    counts = Counter(one.name for one in discourse.persons)
    by_party: dict[str | None, Actor] = {}
    latest = [*reversed(discourse.persons)]
    for one in sorted(latest, key=lambda each: -counts[each.name]):
        by_party.setdefault(party_of(one), one)
    main = [one for party, one in by_party.items() if party is not None][: len(near)]
    if all((one.start or 0) >= discourse.sentences[-1] for one in near):
        return near  # "Rome's king told Oslo's that the two leaders"
    least = min(counts[one.name] for one in near)
    told = len(main) == len(near) and all(counts[one.name] >= MAIN * least for one in main)
    return main if told else near


def _doer(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the party that does something to the two whom a phrase means, in its sentence; None where none does."""
    here = discourse.sentences[-1]
    if DONE_TO.search(discourse.text, max(here, phrase.start - 24), phrase.start) is None:
        return None
    named = (one for one in (*discourse.persons, *discourse.bodies, *discourse.told) if (one.start or 0) >= here)
    acting = [one for one in named if party_of(one) and discourse.pronouns.is_subject(one)]
    return party_of(min(acting, key=lambda one: one.start or 0)) if acting else None


def _capitals(discourse: Discourse) -> list[Actor]:
    """Return the last two countries that were named by their capitals, in this sentence or shortly before."""
    low = [0] * SENTENCES + discourse.sentences
    named = sorted((*discourse.told, *discourse.placed), key=lambda one: one.start or 0)
    near = [one for one in named if (one.start or 0) >= low[-1 - SENTENCES] and _is_capital(one)]
    return list({one.country: one for one in near}.values())[-2:]


def _is_capital(one: Actor) -> bool:
    country = world.countries().get(one.country or "")
    return one.basis in {"capital", "place"} and country is not None and country.capital == one.text


def _tied(discourse: Discourse, number: int, *, states: bool) -> list[Actor]:
    """Return the last list of so many parties, in this sentence or shortly before; of countries alone, of states."""
    low = [0] * SENTENCES + discourse.sentences
    told = [one for one in discourse.told if (one.start or 0) >= low[-1 - SENTENCES]]
    if issuers := {*map(party_of, discourse.issuers)}:  # two of three who issue a statement
        told = [one for one in discourse.told if party_of(one) in issuers]
    if states:
        told = [one for one in told if party_of(one) == one.country]
    for last in range(len(told), number - 1, -1):
        some = told[last - number : last]
        start = some[0].start or 0
        links = [TIED if second is some[-1] else COMMA for second in some[1:]]
        tied = all(
            link.fullmatch(discourse.text, first.end or 0, second.start or 0)
            for link, (first, second) in zip(links, pairwise(some), strict=True)
        )
        if (
            tied
            and len({*map(party_of, some)}) == number
            and not LISTED.search(discourse.text, max(0, start - 8), start)
        ):
            return some
    return []


def listed(discourse: Discourse, phrase: Phrase, party: str) -> list[Actor]:
    """Return the parties of the list in which a party was named last before a phrase; none where it stood alone."""
    text, told = discourse.text, [one for one in discourse.told if (one.end or 0) <= phrase.start]
    at = next((number for number in range(len(told) - 1, -1, -1) if party_of(told[number]) == party), None)
    if at is None or (told[at].start or 0) < phrase.start - BACK:
        return []

    def tied(number: int, *links: re.Pattern[str]) -> bool:
        first, second = told[number].end or 0, told[number + 1].start or 0
        return any(link.fullmatch(text, first, second) for link in links)

    first = last = at
    while first > 0 and tied(first - 1, COMMA, TIED):
        first -= 1
    while last + 1 < len(told) and tied(last, COMMA, TIED):
        last += 1
    return told[first : last + 1] if first < last and tied(last - 1, TIED) else []


def _last_two(discourse: Discourse) -> list[str]:
    """Return the last two countries acting before this sentence, else the last two; the main two for a bystander."""
    here = {actor.country for actor in discourse.acting if (actor.start or 0) >= discourse.sentences[-1]}
    told = list(dict.fromkeys(actor.country for actor in reversed(discourse.acting) if actor.country))
    codes = [code for code in told if code not in here][:2]
    return _main_two(discourse, codes if len(codes) == 2 else told[:2])


def _only_three(discourse: Discourse, phrase: Phrase) -> list[str]:
    """Return the countries named near before a phrase, where three are; none else."""
    near = [one for one in discourse.told if (one.end or 0) <= phrase.start and (one.start or 0) > phrase.start - NEAR]
    codes = dict.fromkeys(one.country for one in near if one.country)
    return list(codes) if len(codes) == 3 and all(one.country == party_of(one) for one in near) else []


def _main_two(discourse: Discourse, codes: list[str]) -> list[str]:
    """Return the two countries that act most, where one of those last told of is a bystander; else the last two."""
    counts = Counter(actor.country for actor in discourse.acting if actor.country)
    main = [code for code, _ in counts.most_common(2)]
    least = min((counts[code] for code in codes), default=0)
    return main if len(main) == 2 and counts[main[1]] >= BYSTANDER * least else codes


def _again(discourse: Discourse, phrase: Phrase, one: Actor) -> Actor:
    """Return the party of an earlier mention at the phrase: its country, or the body or group itself."""
    if party_of(one) == one.country and one.country:
        return _made(discourse, phrase, one.country)
    return discourse.again(phrase, one, "both", SCORE)


def _made(discourse: Discourse, phrase: Phrase, code: str) -> Actor:
    name = world.country_name(code)
    return discourse.make(phrase, name=name, kind="country", country=code, id=code, basis="both", score=SCORE)
