"""Return the persons of the tables in the office that they held on a day, and who bears a surname."""

from __future__ import annotations

from datetime import date, timedelta

from dyadbook import world
from dyadbook.lookup.codes import country_code
from dyadbook.lookup.found_actor import FoundActor, LastOffice
from dyadbook.records import Actor, Candidate
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.world.folding import fold

LAST_DAY = world.TRUE_UNTIL - timedelta(days=1)
"""The day that is meant where none is given: the last of which the tables know who held which office."""
ROLES = {
    "legislator": ("LEG",), "military_chief": ("MIL",), "officer": ("MIL",), "intelligence": ("SPY",),
    "opposition_leader": ("PTY", "OPP"), "prosecutor": ("JUD",), "spokesperson": ("GOV",),
}  # fmt: skip
"""Sectors of those whose role is not of the executive, which all other roles are."""
BY_RANK = ("head_of_state", "head_of_government", "leader", "foreign_minister", "defence_minister")
"""Which of several offices of a day is told."""


def found_person(
    person: world.Person, on: date | None, main: Phrase | None = None, actor: Actor | None = None
) -> FoundActor:
    """Return a person of the tables in the office of a day, with what the phrase and the actor that name it tell."""
    as_of = on or LAST_DAY
    held = sorted(world.offices_of(person.id, as_of), key=_rank)
    body = held[0].country if held and "/" in held[0].country else None
    group = world.groups().get(body or "")
    known = on is None or on < world.TRUE_UNTIL or bool(held)  # later ones are a user's own
    before = any(office.since is not None and office.since <= as_of for office in person.offices)
    sectors: tuple[str, ...] = ()
    if held:
        sectors = (group.sector,) if group else ROLES.get(held[0].role, ("GOV",))
    elif known and before:
        sectors = ("ELI",)
    if person.country == "VAT":
        sectors = ("REL",)
    elif known and main is not None and main.title is not None and main.title.sector and not main.former:
        sectors = tuple(dict.fromkeys((main.title.sector, *sectors)))
    country = (group.country if group else country_code(None, body)) if body else person.country
    return FoundActor(
        country=country or person.country, sectors=sectors, name=person.name, actor=person.id,
        office=(held[0].title or held[0].role.replace("_", " ")) if held else None,
        basis=actor.basis if actor else "surname", score=actor.score if actor else 0.6,
        as_of=as_of if known else None,
    )  # fmt: skip


def last_office(person: str, on: date | None) -> LastOffice | None:
    """Return the office that a person held last, up to a day where one is given; None where the tables know none."""
    held = [one for one in world.offices_of(person) if on is None or one.since is None or one.since <= on]
    if not held:
        return None
    last = max(held, key=lambda one: (one.until or date.max, one.since or date.min))
    title = last.title or last.role.replace("_", " ").replace(":", ", ")
    return LastOffice(office=title, country=last.country, since=last.since, until=last.until)


def by_surname(words: str, on: date | None, main: Phrase | None) -> FoundActor:
    """Return the person of the tables whose surname the words are; where there are several, all, and none alone.

    Those in office on the day come first, then whoever held one last. In small letters it may be another word, and
    one is not sure either.
    """
    named = of_surname(words, on)
    if not named:
        return FoundActor()
    if len(named) == 1 and not words[0].islower():
        return found_person(named[0], on, main)
    countries = {one.country for one in named}
    score = round(1 / len(named), 2)
    return FoundActor(
        country=countries.pop() if len(countries) == 1 else None, name=words, basis="ambiguous", score=score,
        candidates=tuple(Candidate(id=one.id, name=one.name, score=score) for one in named),
    )  # fmt: skip


def of_surname(words: str, on: date | None) -> list[world.Person]:
    """Return the persons whose surname alone the words are, who held an office by the day."""
    as_of = on or LAST_DAY
    named = [
        one for one in world.people_named(words)
        if fold(one.surname) == fold(words)
        and any((office.since or as_of) <= as_of for office in one.offices)
    ]  # fmt: skip

    def newest(person: world.Person) -> tuple[bool, date]:
        held = any(office.held(as_of) for office in person.offices)
        return held, max(office.since or date.min for office in person.offices)

    return sorted(named, key=newest, reverse=True)


def _rank(office: world.Office) -> tuple[int, date]:
    place = BY_RANK.index(office.role) if office.role in BY_RANK else len(BY_RANK)
    return place, date.min if office.since is None else office.since
