"""Return the party for which an actor acts, and whether it may be a side of what its sentence tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from dyadbook import world
from dyadbook.records import Actor

OCCASION = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z]+\s+)?(?:summit|conference|forum|treaty|charter|resolution|headquarters|member)\b"
)
NUMBER = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|some|several|many|most|few|other|fellow"
    r"|certain)\s+"
)
SOME = re.compile(rf"{NUMBER}$", re.I)
SOME_OF = re.compile(
    rf"{NUMBER}(?:[a-z]+\s+)?(?:members?|(?:member\s+)?(?:states?|countr(?:y|ies)|nations?|governments?))\s+of\s+(?:the\s+)?$",
    re.I,
)
MEMBERS = re.compile(r"\s+(?:members?|(?:member\s+)?(?:states|countries|nations|governments)|allies)\b")
"""What stands before and after a body of which only some members act: "five EU states", "five members of the EU"."""
WHOLE = {"org/EC": "org/EU", "org/EUCO": "org/EU"}
"""Organs for which a whole acts."""
ARMED = frozenset({"REB", "UAF", "PRM"})
"""Sectors of armed groups: they stand for themselves, not for the country where they are."""
AGAINST = frozenset({"REB", "OPP"})
"""Sectors of those who stand against their country's government: where no table knows them, they are no party."""
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})
"""Sectors of those who act for a state."""
NO_PARTY = frozenset({"media", "company", "ngo"})
"""Kinds of organizations that report, trade or help, and are no side between countries."""
WITHIN = re.compile(
    r"\b(?:in|inside|across|within|throughout|near|outside"
    r"|(?<!\bcut )(?<!cuts )(?<!cutting )(?<!held )(?<!hold )(?<!fend )(?<!fended )(?<!broke )(?<!ward )(?<!wrote )off)"
    r"\s+(?:the\s+|both\s+)?$", re.I
)  # fmt: skip
BY_SEVERAL = r"\b[A-Z][\w.]+[-–]led|\bmulti-?national"
"""What is before troops that several countries send."""
LED = re.compile(
    rf"(?:{BY_SEVERAL}|\binternational)\s(?:[\w-]+\s){{0,2}}?"
    r"(?:battalion|battle\s?group|brigade|coalition|contingent|force|mission|operation|patrol|troops)s?"
    r"\s(?:in|inside|off)\s(?:the\s)?$"
)
"""Troops of several countries, before the country where they are: "the Rome-led battalion in Oslo"."""
EXCEPTED = re.compile(
    r"(?:\b(?:except(?:ing)?(?: for)?|excluding|exception of|other than|apart from)"
    r"|\b(?:all|every|each|no|none|nobody)\b[^,.;]{0,25}\b(?:bar|but|save))\s+(?:the\s+)?$", re.I
)  # fmt: skip
"""What stands before whom a fact is not told of: "every state but Rome severed ties"."""
EXCEPTED_BACK = 45
SOME_BACK = 50
WEAK = frozenset({"their", "them", "its"})
SURE = 0.5


def party_of(actor: Actor | None) -> str | None:
    """Return the party for which an actor acts: its country, or the id of an organization or armed group."""
    if actor is None:
        return None
    if (body := body_of(actor)) is not None:
        return body
    if actor.id is not None and actor.id.startswith("org/") and (actor.kind == "organization" or actor.country is None):
        return actor.id
    if actor.kind == "group" and actor.sector in ARMED and actor.id is not None:
        return actor.id
    if actor.kind == "group" and actor.id is None and actor.sector in AGAINST:
        return None
    return actor.country


def body_of(actor: Actor) -> str | None:
    """Return the international body or armed group for which a person holds an office; None for anybody else."""
    if actor.kind != "person" or actor.id is None or actor.sector == "ELI":
        return None
    if actor.id.startswith("org/"):  # its spokesman, whom no table knows
        return WHOLE.get(actor.id, actor.id)
    return _served(actor.id, (actor.office or "").replace("-", " ").lower())


@lru_cache(maxsize=4096)
def _served(person: str, office: str) -> str | None:
    known, title = world.offices_of(person), world.titles().get(office)
    held = [one for one in known if (one.title or "").replace("-", " ").lower() == office]
    held = held or [one for one in known if title is not None and one.role == title.role]
    held = (
        held or [one for one in known if office and office in f"{one.title}".replace("-", " ").lower()] or list(known)
    )
    bodies = {WHOLE.get(one.country, one.country) for one in held}
    body = bodies.pop() if len(bodies) == 1 else ""
    return body if body.startswith("org/") else None


def parties_of(mentions: Sequence[Actor], indices: Iterable[int]) -> set[str | None]:
    """Return the parties of some of a sentence's mentions; None for one that is of no party."""
    return {party_of(mentions[index]) for index in indices}


def as_party(actor: Actor) -> Actor:
    """Return a party in an event: of who holds an office of a body, the body."""
    known = known_body(body_of(actor) or "")
    if not known:
        return actor
    sectors = (known["sector"],) if known["sector"] else ()
    inferred = {"country_inferred": False, "name_inferred": False}
    return msgspec.structs.replace(actor, office=None, basis="office", sectors=sectors, **inferred, **known)


def known_body(key: str) -> dict[str, str | None]:
    """Return what the tables know of a body or armed group, by the fields of an actor; nothing of any other."""
    if (group := world.groups().get(key)) is not None:
        return {"id": key, "name": group.name, "kind": "group", "country": group.country, "sector": group.sector}
    if (body := world.organizations().get(key)) is not None:
        return {"id": key, "name": body.name, "kind": "organization", "country": None, "sector": body.sector}
    return {}


def side_of(text: str, actor: Actor) -> str | None:
    """Return the party for which an actor may act in its sentence; None for a place, and for what names an occasion.

    "The Group of 20 summit" does nothing, nor does the EU where "five EU states" act; whom `their` means is too
    uncertain to make a party of; an agency that is told something, or tells it, is no side.
    """
    party = party_of(actor)
    if party is None or actor.basis == "place" or actor.start is None:
        return None
    if actor.kind == "organization" and (OCCASION.match(text, actor.end or 0) or _is_of_some(text, actor)):
        return None
    if is_private(party) or (actor.kind == "country" and LED.search(text, max(0, actor.start - 90), actor.start)):
        return None
    return None if (actor.text or "").lower() in WEAK and actor.score < SURE else party


def _is_of_some(text: str, actor: Actor) -> bool:
    """Return whether a body is only named as whose members some are: "five EU states"."""
    at = actor.start or 0
    some = SOME.search(text, max(0, at - 12), at) is not None and MEMBERS.match(text, actor.end or 0) is not None
    return some or SOME_OF.search(text, max(0, at - SOME_BACK), at) is not None


def is_private(party: str) -> bool:
    """Return whether a party is a company, an agency or a charity: no side between countries."""
    body = world.organizations().get(party)
    return body is not None and body.kind in NO_PARTY


def stands_within(text: str, actor: Actor) -> bool:
    """Return whether words put something into a country ("a summit in Japan"), where others may act."""
    place = actor.kind == "country" or actor.basis == "context"
    return place and WITHIN.search(text, max(0, (actor.start or 0) - 16), actor.start or 0) is not None


def is_excepted(text: str, at: int) -> bool:
    """Return whether words before a name take it from those of whom something is told: "all but Rome condemned it"."""
    return EXCEPTED.search(text, max(0, at - EXCEPTED_BACK), at) is not None
