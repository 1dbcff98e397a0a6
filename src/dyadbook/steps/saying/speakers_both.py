"""Return who "both sides", "the three ministers", "the two foreign ministries" are that speak: each one for himself.

"The three ministers" are the last three persons named near before who act for different parties, "both sides" the
parties that the article means by these words, or the two of which it tells most. Where so many were not named it is
nobody known: a group of no country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming.duals import SPOKESMAN
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.speaker_context import Context
from dyadbook.steps.saying.speakers import is_named
from dyadbook.steps.sides import OFFICIAL, party_of

LEADERS = "leaders|presidents|ministers|premiers|chancellors|statesmen|interlocutors|secretaries|envoys|ambassadors"
OF_MANY = "diplomats|officials|negotiators"
PLAIN = f"parties|sides|{LEADERS}|{OF_MANY}"
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
BOTH = re.compile(
    rf"the\s(?P<plain>{PLAIN})"
    r"|(?:(?P<both>both)(?:\sof)?(?:\sthe)?|(?:the|all|these)(?:\sthe)?\s(?P<number>two|three|four|five|six|seven))\s"
    rf"(?:(?:[\w-]+\s)?(?P<body>ministries|armies|militaries|parliaments|embassies)|(?:[\w-]+\s)?(?P<people>{LEADERS}|{OF_MANY})"
    r"|(?:[\w-]+\s)?(?P<sides>parties|sides|governments|countries|nations|states|neighbou?rs|capitals|powers|delegations))"
    r"|each(?:\sside)?|the\stwo(?:\sof\sthem)?"
)
"""Those who met, or act together: who they are, the article has told."""
ONE_BODY = {"ministries": "ministry", "armies": "army", "militaries": "military", "parliaments": "parliament",
            "embassies": "embassy"}  # fmt: skip
NEAR = 700  # characters back in which the persons are named
LEAST = 2  # countries of which an article tells that has two sides


def speakers_both(context: Context, told: Sequence[str], one: Attribution) -> tuple[Actor, ...]:
    """Return each of those whom such words mean, in the order of the text, or one group that is not known; nobody for
    other words. `told` are the countries of the article, that of which it tells most first.
    """
    source = one.source or (0, 0)
    words = context.text[slice(*source)].lower()
    means = BOTH.fullmatch(words)
    if means is None or (means["number"] is None and len(told) < LEAST):
        return ()
    number = NUMBERS[means["number"] or "both"]
    noun = means["plain"] or means["people"] or ""
    if re.fullmatch(LEADERS, noun) and (named := _persons(context, number, source[0])):
        return tuple(context.named(each, one, "both") for each in named)
    if means["plain"] in {"ministers", "presidents"}:  # without a number they may be of one country
        return (_unknown(context, words, one),)
    parties = _parties(context, one, number) or (list(_countries(told[:LEAST])) if number == LEAST else [])
    if re.fullmatch(OF_MANY, noun) or len(parties) < number:
        return (_unknown(context, words, one),)
    if means["body"]:
        body = words.split()[-2:] if words.split()[-2] not in NUMBERS else words.split()[-1:]
        name = " ".join([*body[:-1], ONE_BODY[body[-1]]])
        parties = [
            msgspec.structs.replace(each, name=name, id=None, kind="organization", sector="GOV") for each in parties
        ]
    if re.fullmatch(LEADERS, noun):
        parties = [_last_named(context, each, source[0]) or each for each in parties]
    return tuple(context.named(each, one, "both") for each in parties)


def _unknown(context: Context, words: str, one: Attribution) -> Actor:
    """Return those who speak as the group that the words name: the officials who spoke last, others of no country."""
    name = re.sub(r"^(?:the|all|these)\s(?:the\s)?", "", words)
    groups = (voice for _, voice, _ in reversed(context.papers.spoken) if voice.kind == "group")
    again = next((voice for voice in groups if f" {voice.name.lower()}".endswith(f" {name}")), None)
    if again is None or not re.fullmatch(OF_MANY, name):
        again = Actor(name=name, kind="group", basis="words", score=0.5)
    return context.named(again, one, "words")


def _persons(context: Context, number: int, at: int) -> list[Actor]:
    """Return the last so many persons named near before a place who act for different parties, no spokesmen."""
    found: dict[str, Actor] = {}
    for each in reversed([one for one in context.reading.mentions if at - NEAR < (one.start or 0) < at]):
        party = party_of(each)
        official = each.sector in OFFICIAL or each.sector is None
        if party is None or not official or not is_named(each) or SPOKESMAN.search(f"{each.text} {each.office}"):
            continue
        if party not in world.organizations():  # who heads one is no leader of two
            found.setdefault(party, each)
        if len(found) == number:
            return list(found.values())[::-1]
    return []


def _parties(context: Context, one: Attribution, number: int) -> list[Actor]:
    """Return the parties that the article means by the words, where they are so many, in the order of the text."""
    order = list(dict.fromkeys(map(party_of, context.reading.mentions)))
    meant = {party_of(each): each for each in context.reading.mentions if (each.start, each.end) == one.source}
    whole = len(meant) == number and None not in meant
    return [meant[party] for party in sorted(meant, key=order.index)] if whole else []


def _countries(codes: Sequence[str]) -> Iterator[Actor]:
    for code in codes:
        yield Actor(name=world.country_name(code), kind="country", country=code, id=code, score=0.5)


def _last_named(context: Context, party: Actor, at: int) -> Actor | None:
    """Return the last person of a party who is named before a place; None where nobody is."""
    named = [
        each for each in context.reading.mentions
        if (each.start or 0) < at and is_named(each) and party_of(each) == party_of(party)
    ]  # fmt: skip
    return named[-1] if named else None
