"""Return who holds the office that a title alone names ("the president"), and an office as of another day.

A title means whom the article named with it, else its one holder on the article's date, else one described by it
before; a title that many hold at once means none of the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming import ministries
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.persons import LEADING, by_name
from dyadbook.steps.naming.phrases import Phrase

DESCRIBED_BACK = 1500  # characters back in which a person told of is "the official" or "the Iranian diplomat"
SHARED = frozenset(
    "spokesperson legislator official adviser envoy deputy_minister officer diplomat ambassador negotiator".split()
)
"""Roles that many hold at once, of whom the tables know some: the title alone means none of them."""
INDEFINITE = re.compile(
    r"\b(?:an?|another|one)\s+"
    r"(?:(?!(?:the|by|of|to|with|for|from|in|on|at|and|as|that|his|her|its|their)\b)[\w.-]+\s+){0,2}$",
    re.I,
)
ALSO_CALLED = {
    "diplomat": ("ambassador", "envoy"),
    "envoy": ("ambassador", "envoy", "representative"),
    "head of state": ("president", "king", "queen", "emir", "sultan"),
    "minister": ("minister",),
}
WHOSE = re.compile(r",?\s+whose\s+(?:[a-z-]+\s+)?$")
BEFORE_WHOSE = 40
OWNED = re.compile(r"(?:['’]s?)?\s+(?:own\s+)?(?:[a-z-]+\s+)?")
"""What stands between an owner and a title: "its new leader", "Trump's own adviser"."""
AGAIN = frozenset(
    {"diplomat", "official", "minister", "envoy", "politician", "lawmaker", "legislator", "negotiator", "statesman"}
)
"""Titles by which a person named before is described once more, with the country: "the senior Iranian diplomat"."""
LESSER = re.compile(r"(?:vice|deputy|assistant|under|former|acting)\b")
"""The words before an office that make it another's: "the secretary" is no assistant secretary."""
STYLES = (
    "president",
    "king",
    "queen",
    "emperor",
    "emir",
    "sultan",
    "grand duke",
    "pope",
    "chancellor",
    "prime minister",
)
"""What only some countries call those who lead them: "the Pope" and "the chancellor" are no president."""
OFTEN = 4  # times as often must another have been named, to be meant before who was named last
BELOW = re.compile(r"\b(deputy|assistant|associate|vice)\s+$", re.I)
"""What stands before a title that its holder does not have: "the deputy US trade representative"."""


def on_its_day(actor: Actor, first: date, last: date) -> Actor:
    """Return a person of the tables with the office held when the act was done, not when the article came out.

    An office that the mention's own words state stays; where it changed between the days, it is unknown.
    """
    person = world.people().get(actor.id or "") if actor.kind == "person" else None
    if person is None or (actor.office and actor.office.lower() in (actor.text or "").lower()):
        return actor
    if actor.office is not None and actor.office not in {office.title for office in person.offices}:
        return actor  # the article says so elsewhere
    held = [[office.title for office in world.offices_of(person.id, on) if office.title] for on in (first, last)]
    if held[0] != held[1]:
        return msgspec.structs.replace(actor, office=None)
    before = any(office.since is not None and office.since < first for office in person.offices)
    sector = ("GOV" if actor.sector in {None, "ELI"} else actor.sector) if held[0] else "ELI" if before else None
    office = held[0][0] if held[0] else None
    return msgspec.structs.replace(actor, office=office, sector=sector, sectors=(sector,) if sector else ())


def by_title(discourse: Discourse, phrase: Phrase) -> Actor:
    """Return whom a title means: the person whose name stands beside it, else its holder, else its country's."""
    return _beside(discourse, phrase) or called_alike(discourse, phrase) or _titled(discourse, phrase)


def called_alike(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return the person whose surname reads like a title or a body: "Ann Bishop said ... Bishop added"; else None."""
    words, before = discourse.text[phrase.start : phrase.end], discourse.text[: phrase.start]
    if not words.istitle() or " " in words or re.search(r"\b(?:an?|the|his|her|our)\s+$", before[-6:], re.I):
        return None
    named = next((one for one in reversed(discourse.persons) if one.name.endswith(f" {words}")), None)
    if named is None:
        return None
    return msgspec.structs.replace(discourse.again(phrase, named, "surname", 0.8), office=named.office)


def _beside(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return the person whose name stands beside a title; None where none does."""
    named = by_name(discourse, phrase.beside) if phrase.beside is not None else None
    if named is None or named.candidates:
        return None
    told = discourse.country_of(phrase)
    if named.id is not None and told not in {None, named.country} and discourse.is_definite(phrase):
        return None  # "an adviser to Hosni Mubarak, the Peruvian diplomat revealed"
    if named.country is None:
        named = msgspec.structs.replace(named, country=discourse.country_of(phrase) or discourse.code_of_body(phrase))
    return discourse.again(phrase, named, "title", 0.8)


def _titled(discourse: Discourse, phrase: Phrase) -> Actor:
    """Return the actor of a title without a name: its holder where one is known, else the title's country."""
    assert phrase.title is not None
    owner = owner_of(discourse, phrase)
    leader, role = discourse.led_by(phrase), phrase.title.basis
    code = discourse.country_of(phrase)
    if role != "related":  # his counterpart is of another country
        code = code or (owner.country if owner else None) or (leader.country if leader else None)
        code = code or _own(discourse, phrase)
    whose, code = code, code or discourse.code_of_body(phrase)
    plural = (phrase.office_words or "").lower().endswith("s")
    new = INDEFINITE.search(discourse.text, max(0, phrase.start - 24), phrase.start) is not None
    if discourse.is_claimed(phrase):
        return _unnamed(discourse, phrase, discourse.country_of(phrase), None)
    below = BELOW.search(discourse.text, max(0, phrase.start - 12), phrase.start)
    if below is not None and role not in SHARED:
        return _below(discourse, phrase, code)
    called = () if plural or new else (_is_other,) if role == "related" else (_is_called, _leads_as)
    for holds in called:
        fitting = [
            actor for actor in (*_sitting(discourse, role), *reversed(discourse.persons))
            if (code is None or actor.country == code) and not _same(actor, owner) and holds(discourse, actor, phrase)
        ]  # fmt: skip
        if fitting:
            return discourse.again(phrase, _meant(discourse, fitting), "title", 0.8)
    # the president of a parliament is not the country's
    of_body = whose is None or any(entry.sector not in {None, "GOV"} for entry in phrase.country[:1])
    one_holds = not plural and not new and role not in SHARED and not (of_body and role in LEADING)
    if code and discourse.on and not phrase.former and one_holds:
        held = [one for one in world.holders(code, role, discourse.on) if is_styled(phrase.title.key, one.title)]
        if len({office.person for office in held}) == 1:
            return _holder(discourse, phrase, held[0].person, "title", 0.75)
    only = _only(discourse, phrase, code) if not plural and not phrase.former else None
    if only is not None and not _same(only, owner):
        return discourse.again(phrase, only, "title", 0.6)
    if code is None and not plural and (one := _nearby(discourse, phrase)) is not None:
        return one
    if not plural and not phrase.former and owner is None and (one := _as_before(discourse, phrase, code)) is not None:
        return discourse.again(phrase, one, "title", 0.6)
    if code is None and (discourse.text[phrase.start : phrase.end].lower()).startswith("administration"):
        code = ministries.whose(discourse, phrase)
    return _unnamed(discourse, phrase, code, None if plural else discourse.office(phrase, None))


def _own(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country of who answers, where an office stands like a name ("Prime Minister met the envoy"), or of who
    issues a text, where nobody else was called so in it: "The Foreign Secretary will visit Rome".
    """
    words = discourse.text[phrase.start : phrase.end]
    if words.istitle() and not discourse.is_definite(phrase):
        return discourse.answering(phrase.start)
    assert phrase.title is not None
    code, role = discourse.issuing, phrase.title.basis
    if code is None or role in SHARED or not discourse.is_definite(phrase) or not words.istitle():
        return None
    others = any(one.country != code and _is_called(discourse, one, phrase) for one in discourse.persons)
    held = discourse.on is not None and world.holders(code, role, discourse.on)
    return code if held and not others else None


def _meant(discourse: Discourse, fitting: Sequence[Actor]) -> Actor:
    """Return the first, unless the article is about another: "the president" of many mentions, not one just named."""
    told = Counter(one.name for one in discourse.persons)
    often = max(fitting, key=lambda one: told[one.name])
    return often if told[often.name] >= OFTEN * told[fitting[0].name] else fitting[0]


def _below(discourse: Discourse, phrase: Phrase, code: str | None) -> Actor:
    """Return who is below the holder of a title: one told of before by that office, else one whom no table knows."""
    assert phrase.title is not None
    for one in reversed(discourse.persons):
        office = (one.office or "").lower()
        if code in {None, one.country} and LESSER.match(office) and office.endswith(phrase.title.key):
            return msgspec.structs.replace(discourse.again(phrase, one, "title", 0.8), office=one.office)
    return _unnamed(discourse, phrase, code, discourse.office(phrase, None))


def _unnamed(discourse: Discourse, phrase: Phrase, code: str | None, office: str | None) -> Actor:
    """Return the actor of a title whose holder nothing tells."""
    assert phrase.title is not None
    sector, plural = phrase.title.sector, (phrase.office_words or "").lower().endswith("s")
    return discourse.make(
        phrase,
        name=discourse.text[phrase.start : phrase.end],
        kind="group" if plural else "person",
        country=code,
        id=discourse.body_of(phrase),
        office=office,
        basis="title",
        sector=sector,
        score=0.7 if code else 0.4,
    )


def _sitting(discourse: Discourse, role: str) -> list[Actor]:
    """Return the persons named so far who hold an office on the article's date, the last named first."""
    return [one for one in reversed(discourse.persons) if role in _roles(discourse, one)] if discourse.on else []


def owner_of(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return whose a person or body is: "its leader", "its own embassy", "Mr. Trump's security adviser"; else None."""
    owner = discourse.owner
    if owner is not None and OWNED.fullmatch(discourse.text, owner.end or 0, phrase.start):
        return owner
    whose = WHOSE.search(discourse.text, max(0, phrase.start - BEFORE_WHOSE), phrase.start)
    named = (*discourse.persons, *discourse.bodies, *discourse.told) if whose else ()
    return next((one for one in named if whose and one.end == whose.start()), None)


def _only(discourse: Discourse, phrase: Phrase, code: str | None) -> Actor | None:
    """Return the one person named anywhere in the article who holds the office of a title; None where two may."""
    assert phrase.title is not None
    if not discourse.is_definite(phrase) and owner_of(discourse, phrase) is None:
        return None
    named = {one.id: one for known in discourse.surnames.values() for one in known if code in {None, one.country}}
    fitting = [
        one for one in named.values()
        if phrase.title.basis in _roles(discourse, one) and is_styled(phrase.title.key, one.office)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _as_before(discourse: Discourse, phrase: Phrase, code: str | None) -> Actor | None:
    """Return who was told of before and is meant by "the Iranian diplomat", "the official"; None where nobody is.

    With a country it is one of that country described by the same title, or the person of that country named last,
    but none who leads it; without, the one described by the same title.
    """
    assert phrase.title is not None
    if not discourse.is_definite(phrase):
        return None
    back = phrase.start - DESCRIBED_BACK
    word = phrase.title.key.split()[-1]
    same = [one for one in discourse.described if (one.end or 0) > back and code in {None, one.country}]
    described = next((one for one in reversed(same) if (one.name or "").lower().split()[-1] == word), None)
    if described is None and code is not None and phrase.title.key in AGAIN and phrase.country:
        near = (one for one in reversed(discourse.persons) if (one.end or 0) > back and one.basis != "pronoun")
        return next((one for one in near if one.country == code and not _has_led(one)), None)
    return described


def _has_led(actor: Actor) -> bool:
    """Return whether a person has ever led a country: he is called by no lesser office."""
    held = any(office.role in LEADING for office in world.offices_of(actor.id or ""))
    return held or (actor.office or "").lower() in {"president", "prime minister", "king", "shah"}


def _nearby(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return who holds the office of a title in the country of the person named last: "the vice president"."""
    assert phrase.title is not None
    code = discourse.country_of_last()
    if code is None or discourse.on is None or phrase.former or not discourse.is_definite(phrase):
        return None
    if phrase.title.basis in SHARED:
        return None
    held = world.holders(code, phrase.title.basis, discourse.on)
    people = {office.person for office in held if is_styled(phrase.title.key, office.title)}
    return _holder(discourse, phrase, people.pop(), "context", 0.5) if len(people) == 1 else None


def _holder(discourse: Discourse, phrase: Phrase, person: str, basis: str, score: float) -> Actor:
    """Return who holds an office by the tables, of whom the article may tell no name."""
    known = discourse.known(phrase, world.people()[person], basis, score)
    return msgspec.structs.replace(known, name_inferred=True)


def _roles(discourse: Discourse, actor: Actor) -> set[str]:
    """Return the roles that a person has on the article's date; where it has none, those of any day."""
    return {office.role for office in world.offices_of(actor.id or "", discourse.on)}


def _is_other(discourse: Discourse, actor: Actor, phrase: Phrase) -> bool:
    """Return whether a person may be somebody's counterpart: one of the country that the words name."""
    return bool(phrase.country) or (phrase.title is not None and phrase.title.key == "interlocutor")


def _is_called(discourse: Discourse, actor: Actor, phrase: Phrase) -> bool:
    """Return whether the article or the tables give a person this very title."""
    assert phrase.title is not None
    if actor.office is None:
        return False
    title = world.titles()[phrase.title.key].title if phrase.title.key in world.titles() else None
    called, office = (title or phrase.title.key).lower(), actor.office.lower()
    if called == office or any(word in office.split() for word in ALSO_CALLED.get(phrase.title.key, ())):
        return True
    short = " " not in called and not LESSER.match(office) and called not in {"president", "minister", "leader"}
    same = office.endswith(f" {called}") or office.startswith(f"{called} ")
    return short and same and discourse.is_definite(phrase)


def is_styled(called: str, office: str | None) -> bool:
    """Return whether who holds an office may be called by a title: no president is "the Pope"."""
    title = world.titles().get(called.lower())
    styles = {style for style in STYLES if title is not None and style in title.title.lower()}
    held = {style for style in STYLES if office is not None and style in office.lower()}
    return not styles or not held or not styles.isdisjoint(held)


def _leads_as(discourse: Discourse, actor: Actor, phrase: Phrase) -> bool:
    """Return whether "the leader" may mean a person: one who leads a country on the article's date."""
    assert phrase.title is not None
    person = world.people().get(actor.id or "")
    if phrase.title.basis != "leader" or person is None:
        return False
    return any(held.role in LEADING for held in world.offices_of(person.id, discourse.on))


def _same(one: Actor, other: Actor | None) -> bool:
    return other is not None and one.name == other.name
