"""Return whom the words of one row name or describe.

What stands before `of`, `in` or a comma is described, what stands after tells its country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise

from dyadbook import world
from dyadbook.lookup.found_actor import FoundActor
from dyadbook.lookup.persons import LAST_DAY, found_person
from dyadbook.records import Actor, Candidate
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.meant import actor_of
from dyadbook.steps.naming.persons import LEADING
from dyadbook.steps.naming.phrases import Phrase, phrases_of
from dyadbook.world.lexicon import find_places, find_terms

AFTER = re.compile(r"(?<!\s)\s++(?:of|in|from|at|for|near|inside|outside|who|that|which|to|with|against)\s+|,\s+", re.I)
TELLING = (
    (re.compile(r"\b(?:former|ex|one-time|onetime|ousted|deposed|retired)\b[\s-]", re.I), "ELI"),
    (re.compile(r"\b(?:hopeful|candidate|contender|nominee|aspirant)s?\b", re.I), "PTY"),
    (re.compile(r"\b(?:displaced|refugees?)\b", re.I), "REF"),
    (re.compile(r"\bstate(?:-run|-owned)?\s+(?:media|news|tv|television|broadcaster|radio|newspaper)", re.I), "GOV"),
)
"""Words that tell a sector whatever else is said, the most telling first."""
OPPOSED = re.compile(r"\b(?:opposition|anti-government)\b", re.I)
PARTLY = re.compile(
    r"\b(?:partially recogni[sz]ed|unrecogni[sz]ed|breakaway|self-declared)\s+(?:country|state|republic|region)", re.I
)
FAITH = re.compile(
    r"\b(?:jewish|muslim|islamic|christian|catholic|orthodox|protestant|evangelical|sunni|shiite|shia|hindu|buddhist|sikh)"
    r"\s+(?:community\s+|religious\s+|spiritual\s+)?(?:leaders?|communit(?:y|ies)|scholars?|figures?|authorit(?:y|ies))",
    re.I,
)
BASED = re.compile(r"\b([A-Z][\w. ]+?)-based\b")
SENT_TO = re.compile(r"\s+to\s+(?:the\s+)?")  # the ambassador to Russia is not Russia's
AND = re.compile(r",?\s+(?:and|&)\s+(?:the\s+)?")
PLAIN = frozenset({"CVL", "UAF", "UNK", "MIL"})
"""Sectors of words ("gunmen", "fighters") that say less than the group that they belong to."""


class ActorWords:
    """The words of one row, with what stands in them."""

    def __init__(self, text: str, on: date | None) -> None:
        self.text = text
        self.on = on
        self.as_of = on or LAST_DAY
        cut = AFTER.search(text)
        self.head_end = cut.start() if cut and cut.start() else len(text)
        self.phrases = phrases_of(text, 0, len(text))
        self.discourse = Discourse(text, self.as_of, [0])

    def actor(self, context: str) -> FoundActor:
        """Return whom the words name or describe; nothing but nulls where they name nobody known."""
        main = self._main()
        if main is None:
            return self._described_only()
        if main.head == "pronoun":
            return FoundActor(sectors=("UNK",), basis="pronoun")
        if main.head == "person" and any(one.head == "name" and one.start == main.end + 1 for one in self.phrases):
            return FoundActor()  # a longer name that begins as a known one does: "Juan Carlos Jobet"
        if others := self._others(main):
            return others
        actor = actor_of(self.discourse, main)
        person = self._person(main, actor)
        if person is not None:
            return found_person(person, self.on, main, actor)
        if actor is None:
            return self._place()
        if actor.candidates:
            return FoundActor(
                country=actor.country,
                name=actor.name,
                basis="ambiguous",
                score=actor.score,
                candidates=actor.candidates,
            )
        country = self._country(main, actor) or _home(actor)
        if country is None and actor.id not in world.organizations():
            country = _country_in(context)
        sectors = self._sectors(main, actor)
        if main.head == "country" and country != actor.country and sectors:
            sectors = ("GOV",)  # "Chile's Defense Department": the words alone name another country's
        body = actor.id or (None if country else self._body(main))
        return FoundActor(
            country=country, sectors=sectors, name=actor.name, office=actor.office, basis=actor.basis,
            score=actor.score, actor=body,
        )  # fmt: skip

    def _body(self, main: Phrase) -> str | None:
        """Return the organization whose office a title is: "president of the European Council"; None for others."""
        named = [entry.key for phrase in self.phrases for entry in phrase.body if entry.kind == "organization"]
        return named[0] if named else _bodies_of_titles().get((main.office_words or "").lower())

    def _others(self, main: Phrase) -> FoundActor | None:
        """Return all who are named, where `and` stands between two parties: neither is the one that is meant."""
        named = [one for one in self.phrases if one.end <= self.head_end and (one.country or one.person or one.body)]
        pairs = pairwise(named)
        if main.head == "dual" or not any(AND.fullmatch(self.text, one.end, other.start) for one, other in pairs):
            return None
        actors = [actor for one in named if (actor := actor_of(self.discourse, one)) is not None]
        parties = {actor.id or actor.country or actor.name: actor for actor in actors}
        if len(parties) < 2 or len({actor.country or actor.id for actor in actors}) < 2:
            return None
        share = round(1 / len(parties), 2)
        told = tuple(
            Candidate(id=actor.id or actor.country or actor.name, name=actor.name, score=share)
            for actor in parties.values()
        )
        return FoundActor(basis="several", score=share, candidates=told)

    def _main(self) -> Phrase | None:
        """Return the phrase that says who it is: the last before `of` or a comma that is more than a country."""
        head = [phrase for phrase in self.phrases if phrase.start < self.head_end]
        telling = [phrase for phrase in head if phrase.head not in {"country", "name", "dual"}]
        named = [phrase for phrase in head if phrase.head == "name"]
        return next(iter([*telling[-1:], *named[-1:], *head[-1:], *self.phrases[-1:]]), None)

    def _person(self, main: Phrase, actor: Actor | None) -> world.Person | None:
        """Return the person of the tables that the words name; a bare surname is a leader's, past or present."""
        if actor is not None and actor.candidates:
            return None
        if actor is not None and actor.kind == "person" and actor.id in world.people():
            return world.people()[actor.id or ""]
        if main.head != "name" or main.country or " " in (main.name or ""):
            return None
        led = [
            one for one in world.people_named(main.name or "")
            if any(office.role in LEADING and (office.since or self.as_of) <= self.as_of for office in one.offices)
        ]  # fmt: skip
        return led[0] if len(led) == 1 and not world.is_place_name(main.name or "") else None

    def _sectors(self, main: Phrase, actor: Actor) -> tuple[str, ...]:
        """Return the sectors that the words tell, the most telling first."""
        head = self.text[: self.head_end]
        told = list(actor.sectors)
        body = main.body[0] if main.body and main.agent is not None else None
        if body is not None and body.kind == "group" and body.sector and set(told) <= PLAIN:
            told.insert(0, body.sector)
        if main.title is not None:  # the president of a parliament, an officer of an agency
            named = [entry for phrase in self.phrases for entry in (*phrase.country, *phrase.body)]
            told = [entry.sector for entry in named if entry.sector not in {None, "GOV"}][:1] + told
        if FAITH.search(head):
            told = ["REL"]
        told = [sector for pattern, sector in TELLING if pattern.search(head)] + told
        if main.former:
            told.insert(0, "ELI")
        if OPPOSED.search(head):
            told.append("OPP")
        return tuple(dict.fromkeys(told))

    def _country(self, main: Phrase, actor: Actor) -> str | None:
        """Return the country that the words tell, an owner's ("Chile's Defense Department") first."""
        owners = [phrase for phrase in self.phrases if phrase is not main and phrase.country and not phrase.body]
        before = [code for one in owners if one.end <= main.start and (code := self.discourse.country_of(one))]
        if before or actor.country:
            return before[-1] if before else actor.country
        after = [
            code
            for one in owners
            if one.start >= main.end and (code := self.discourse.country_of(one))
            if not SENT_TO.fullmatch(self.text, main.end, one.start)
        ]
        after += [code for match in BASED.finditer(self.text) if (code := _country_in(match[1]))]
        return after[0] if after else next(self._placed(main, actor), None)

    def _placed(self, main: Phrase, actor: Actor) -> Iterator[str]:
        """Yield the countries of the towns and regions in the words, a person's own name left out."""
        named = (main.start, main.end) if actor.kind == "person" and main.name else (0, 0)
        for match in find_places(self.text):
            place = None if named[0] <= match.start < named[1] else _largest(match.text)
            if place is not None and place.country:
                yield place.country

    def _place(self) -> FoundActor:
        """Return the people of a town or region that alone is named; nothing for a name that no table knows."""
        place = _largest(self.text.strip())
        if place is None or place.country is None:
            return self._described_only()
        return FoundActor(country=place.country, sectors=("CVL",), name=place.name, basis="place", score=0.5)

    def _described_only(self) -> FoundActor:
        if PARTLY.search(self.text):
            return FoundActor(sectors=("PRE",), basis="agent", score=0.6)
        return FoundActor()


@cache
def _bodies_of_titles() -> Mapping[str, str]:
    """Return the organization of each title, in lower case, that nobody else's officers bear."""
    bearers: dict[str, set[str]] = {}
    for person in world.people().values():
        for office in person.offices:
            bearers.setdefault((office.title or "").lower(), set()).add(office.country)
    alone = {title: next(iter(bodies)) for title, bodies in bearers.items() if title and len(bodies) == 1}
    return {title: body for title, body in alone.items() if body in world.organizations()}


def _home(actor: Actor) -> str | None:
    """Return the country of a company or of a medium; None for bodies of several countries."""
    body = world.organizations().get(actor.id or "")
    return None if body is None else body.home


def _country_in(context: str) -> str | None:
    """Return the country that a context names; None where it names none or several."""
    codes = {
        entry.country for match in find_terms(context) for entry in match.entries
        if entry.kind == "country" and entry.basis != "context"
    }  # fmt: skip
    return next(iter(codes)) if len(codes) == 1 else None


def _largest(name: str) -> world.Place | None:
    """Return the place of that name with most inhabitants, where the name is a place's."""
    known = world.places_named(name) if world.is_place_name(name) else ()
    return max(known, key=lambda place: place.population, default=None)
