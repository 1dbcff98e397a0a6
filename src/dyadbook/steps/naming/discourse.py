"""Return what an article has told of its actors up to a place, and the actors made of its phrases.

An actor is a new one, one of the tables, or one of an earlier mention. Whose "the ministry" is, is asked of it in
`ministries`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.genres.interviews import Answer
from dyadbook.steps.genres.letterheads import ends_letterhead
from dyadbook.steps.genres.own_voice import Issuers
from dyadbook.steps.language.units import Span
from dyadbook.steps.naming.phrase_parts import SHARED
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.steps.naming.pronouns import Pronouns
from dyadbook.steps.sides import ARMED, WHOLE, party_of
from dyadbook.world.lexicon import Entry

RANK = 12  # characters of "Assistant " before an office
MINISTRIES = {
    "state department": "USA",
    "treasury department": "USA",
    "justice department": "USA",
    "foreign office": "GBR",
}
MEMBERS = {"org/KurdishForces": frozenset({"org/SDF", "org/YPG", "org/Peshmerga"})}
"""Groups that a common name may mean: "Kurdish fighters"."""
UNIONS = frozenset(WHOLE.values())
SENDING = UNIONS | {"org/AU"}
"""Bodies that send ambassadors of their own."""
"""Bodies that act as governments do: "Brussels" is the seat of one, and the capital of a country."""
VISITED = re.compile(r"\b(?:visit\w*|tour\w*|leav\w+|left|reach\w*)\s+$")
LISTED = re.compile(r"\bin\s(?:[A-Z]\w+,?\s(?:and\s)?)+[A-Z]\w+$")
"""Words after which a capital is only where somebody is: "visited Brussels", "in Rome, Brussels and Paris"."""
CLAIMED = re.compile(r"\b(?:so-called|self-(?:styled|proclaimed|declared|appointed))\s+[\"“‘']?$", re.I)
"""What stands before what somebody is called who is it by the words of some only: "the self-styled president"."""
OPENING, CLOSING = "\"“‘'", "\"”’'"
DEFINITE = re.compile(r"\b(?:the|these|those)\s+(?:\w+\s+)?$", re.I)


class Discourse:
    """Who one article has named so far, and the actors made of its phrases."""

    def __init__(self, text: str, published: date | None, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.on = published
        self.dateline: str | None = None
        self.surnames: dict[str, list[Actor]] = {}
        self.persons: list[Actor] = []
        self.bodies: list[Actor] = []
        self.groups: list[Actor] = []
        self.acting: list[Actor] = []
        self.told: list[Actor] = []
        self.countries: list[Actor] = []
        self.shared: dict[str, str] = {}  # bodies named as another country's than the one whose name they are
        self.named: set[str] = set()
        self.plain: set[str] = set()  # those that the article names otherwise than by where they sit
        self.alone: set[str] = set()
        self.placed: list[Actor] = []
        self.ministries: list[Actor] = []
        self.issuer: str | None = None  # the country of the ministry that a letterhead names
        self.answers: Sequence[Answer] = ()  # of an interview
        self.items: list[tuple[int, str]] = []  # of a column of news in brief, with the countries of datelines
        self.whose = Issuers()  # the words that name whose the text is
        self.described: list[Actor] = []
        self.leaders: dict[str, world.Person] = {}
        self.namesakes: dict[str, str] = {}
        self.sentences: list[int] = []
        self.offices: dict[str, str] = {}
        self.seen: list[tuple[int, int]] = []
        self.owner: Actor | None = None
        self.aside: list[Actor] = []
        self.both: list[Actor] = []  # whom words for two or three meant last
        self.unnamed: list[Actor] = []  # people as words describe them: "a Filipino sailor"
        self.phrases: list[Phrase] = []
        self.pronouns = Pronouns(text)

    def answering(self, at: int) -> str | None:
        """Return the country of who gives the answer in which a place stands; None where it is in none."""
        who = self._answers_at(at)
        if who is None:
            return None
        return next((one.country for one in self.persons if one.country and who[0] <= (one.start or 0) < who[1]), None)

    def authors(self, at: int) -> list[Actor]:
        """Return for which parties "we" stands at a place of an answer or a text in somebody's own voice."""
        who = self._answers_at(at)
        return self._parties_in(who) if who is not None and not self._is_quoted(at) else []

    @property
    def issuers(self) -> list[Actor]:
        """Return the parties that issue the joint statement that a text is; none of another text."""
        return self._parties_in(self.whose.together) if self.whose.together else []

    @property
    def issuing(self) -> str | None:
        """Return the country of the government that alone issues a text, by its title or its letterhead."""
        titled = self.whose.titled
        named = {one.country for one in self._parties_in(titled)} if titled else set()
        return self.issuer or (named.pop() if len(named) == 1 else None)

    def _parties_in(self, words: Span) -> list[Actor]:
        """Return those named in a stretch of the text, one for each party."""
        named = [one for one in self.told if words[0] <= (one.start or 0) < words[1]]
        return list({party_of(one): one for one in reversed(named)}.values())[::-1]

    def _answers_at(self, at: int) -> Span | None:
        """Return the words that name who gives the answer in which a place stands."""
        return next((one.who for one in self.answers if one.who and one.words[0] <= at < one.words[1]), None)

    def _is_quoted(self, at: int) -> bool:
        """Return whether a place stands in quotation marks within its paragraph."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        return before.count('"') % 2 == 1 or before.count("“") > before.count("”")

    def enter(self, at: int) -> None:
        """Note the sentences that begin before a place, so that pronouns look back by sentence."""
        while self.starts and self.starts[0] <= at:
            self.sentences.append(self.starts.pop(0))
        while self.items and self.items[0][0] <= at:
            self._begin(self.items.pop(0)[1])

    def _begin(self, dateline: str) -> None:
        """Forget what words that name nobody may mean: the next item of a column of news in brief begins."""
        self.dateline, self.owner = dateline, None
        for told in (self.persons, self.bodies, self.groups, self.acting, self.told, self.countries, self.placed):
            told.clear()
        self.ministries.clear()

    def remember(self, actor: Actor, phrase: Phrase) -> None:
        """Keep an actor that was named, for what later words mean by it."""
        if actor.kind == "person" and actor.country:
            for known in self.surnames.values():
                known[:] = [actor if other.name == actor.name and other.country is None else other for other in known]
        if phrase.agent and phrase.country:
            self.shared[phrase.agent.key] = phrase.country[0].key
        if self.issuer is None and actor.country and self._heads(phrase.start):
            self.issuer = actor.country
        kind, basis, described = actor.kind, actor.basis, actor.basis == "described" and bool(actor.country)
        is_told = bool(party_of(actor)) and basis != "place"
        is_person = kind == "person" and not (phrase.agent and phrase.agent.basis == "plural")
        is_group = kind == "group" and described and actor.sector in {"CVL", "MIL", "REF"}
        for kept, fits in (
            (self.placed, basis == "place"),
            (self.ministries, kind == "organization" and described),
            (self.described, kind == "person" and basis == "title" and actor.id is None and not phrase.person),
            (self.countries, kind == "country" and basis not in {"pronoun", "capital", "seat"}),
            (self.acting, bool(actor.country) and basis not in {"place", "context"}),
            (self.told, is_told),
            (self.persons, is_person),
            (self.groups, is_group),
            (self.bodies, is_told and actor.sector != "JRN" and not (is_person or is_group)),
        ):
            if fits:
                kept.append(actor)

    def _heads(self, at: int) -> bool:
        """Return whether who stands at a place has issued the text or answers in it."""
        answers = any(one.who and one.who[0] <= at < one.who[1] for one in self.answers)
        return answers or ends_letterhead(self.text, at)

    def troops_here(self) -> list[Actor]:
        """Return the soldiers of countries whom this sentence has named: "French soldiers came; they left"."""
        return [one for one in self.groups if one.sector == "MIL" and (one.start or 0) >= self.sentences[-1]]

    def make(self, phrase: Phrase, **fields: object) -> Actor:
        """Return the actor of a phrase with these fields, at the phrase's place; its sector is its only one."""
        place = {"start": phrase.start, "end": phrase.end, "text": self.text[phrase.start : phrase.end]}
        sectors = (fields["sector"],) if fields.get("sector") else ()
        return msgspec.convert(place | {"sectors": sectors} | fields, Actor)

    def again(self, phrase: Phrase, actor: Actor, basis: str, score: float) -> Actor:
        """Return the actor of an earlier mention at this place."""
        words = self.text[phrase.start : phrase.end]
        office = (self.office(phrase, None) if phrase.title else None) or actor.office
        return msgspec.structs.replace(
            actor, start=phrase.start, end=phrase.end, text=words, basis=basis, score=score, office=office
        )

    def known(self, phrase: Phrase, person: world.Person, basis: str, score: float) -> Actor:
        """Return the actor of a person of the tables, with the office stated or held on the article's date."""
        office = self.office(phrase, person)
        sector = (
            "ELI"
            if phrase.former or not (office or self.on is None)
            else (phrase.title.sector if phrase.title else None) or "GOV"
        )
        return self.make(
            phrase,
            name=person.name,
            kind="person",
            country=self._serves(phrase, person) or person.country,
            id=f"person/{person.id.removeprefix('person/')}",
            office=office,
            basis=basis,
            sector=sector,
            score=score,
        )

    def _serves(self, phrase: Phrase, person: world.Person) -> str | None:
        """Return the country for which the words say that a person acts, where the tables know of no office that day.

        "Bank of England Governor Mark Carney" does so for another country than the one that he led later.
        """
        if phrase.title is None or phrase.former or self.on is None or world.offices_of(person.id, self.on):
            return None
        return self.country_of(phrase) or self.code_of_body(phrase)

    def office(self, phrase: Phrase, person: world.Person | None) -> str | None:
        """Return the office as the article states it, else the one held on the article's date, else None.

        What binds a person to another ("his counterpart") is no office.
        """
        if phrase.title is not None and phrase.title.basis not in {"former", "related"} and not phrase.former:
            title = world.titles().get(phrase.title.key)
            stated = self._ranked(phrase, title.title if title else phrase.office_words)
            if person is not None and stated:
                self.offices[person.id] = stated
            return stated
        if phrase.former:
            return None
        if person is None:
            return None
        if person.id in self.offices:
            return self.offices[person.id]
        held = [office.title for office in world.offices_of(person.id, self.on) if office.title] if self.on else []
        return held[0] if held else None

    def _ranked(self, phrase: Phrase, office: str | None) -> str | None:
        """Return an office with the rank below it that the words state: "Deputy Defense Secretary"."""
        called = phrase.office_words or (phrase.title.key if phrase.title is not None else "")
        if office is None or not called:
            return office
        beside = 0 if called in self.text[phrase.start : phrase.end] else len(called) + 2 * RANK
        words = self.text[max(0, phrase.start - RANK - beside) : phrase.end + beside]
        found = re.search(rf"\b(deputy|assistant|associate|vice)\s+(?:\w+\s+)?{re.escape(called)}", words, re.I)
        return f"{found[1].capitalize()} {office}" if found else office

    def named_by(self, phrase: Phrase) -> Entry | None:
        """Return the country or bloc of a phrase: of those of one name, the one that there is on the day ("Prague").

        A body whose name several countries' bear ("the Foreign Office") is that of the country it was named with.
        """
        fitting = [entry for entry in phrase.country if entry.basis != "context" or entry.key in self.named]
        entry = next(filter(self._is_there, fitting), fitting[0] if fitting else None)
        if entry is None or entry.basis not in {"seat", "context"} or entry.key in self.plain:
            return entry
        shared = SHARED.match(self.text, phrase.start)
        owner = self.shared.get(shared[0].lower()) if shared else None
        return msgspec.structs.replace(entry, key=owner, country=None) if owner else entry

    def seat_of(self, phrase: Phrase, entry: Entry) -> Entry:
        """Return the union that sits in a capital, where the article tells of it and not of the capital's country."""
        union = _seats().get(self.text[phrase.start : phrase.end].removesuffix("'s").removesuffix("’s"))
        told = union is not None and entry.basis == "capital" and self.plain & {union.key, *WHOLE}
        before = self.text[max(0, phrase.start - 60) : phrase.start]
        gone = VISITED.search(before) or LISTED.search(before + self.text[phrase.start : phrase.end])
        return union if union and told and entry.key not in self.plain and not gone else entry

    def _is_there(self, entry: Entry) -> bool:
        """Return whether there is a country on the article's day; of no day, whether it is there still."""
        country = world.countries().get(entry.key)
        if country is None or country.until is None or self.on is None:
            return country is None or country.until is None
        return self.on < country.until

    def country_of(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names; a bare direction ("the North") only where the article names it."""
        entry = self.named_by(phrase)
        return (entry.country or (entry.key if "/" not in entry.key else None)) if entry else None

    def code_of_body(self, phrase: Phrase) -> str | None:
        """Return the country of the ministry or body in a phrase: "State Department spokesman John Kirby"."""
        words = self._words(phrase)
        found = next((code for start, code in MINISTRIES.items() if words.startswith(start)), None)
        bodies = (code for entry in phrase.body if (code := _country_of_body(entry)))
        return found or next(bodies, None) or phrase.served

    def body_of(self, phrase: Phrase) -> str | None:
        """Return the international body or armed group of a title: "a NATO spokesman"; None for a country's people."""
        if self.country_of(phrase) or phrase.title is None:
            return None
        for entry in phrase.body:
            body = world.organizations().get(entry.key)
            if phrase.title.basis == "ambassador" and not self._sends(phrase, entry.key):
                return None
            if entry.sector in ARMED or (body is not None and body.intergovernmental):
                return entry.key
        return None

    def _sends(self, phrase: Phrase, key: str) -> bool:
        """Return whether an ambassador is a body's, no country's to it: "NATO ambassador", "EU ambassador Lee"."""
        titled = phrase.name is not None and phrase.title is not None and phrase.title.key in self._words(phrase)
        return key in SENDING and (not titled or self.is_definite(phrase))

    def _words(self, phrase: Phrase) -> str:
        return self.text[phrase.start : phrase.end].lower()

    def group_of(self, key: str) -> str:
        """Return which group a common name of several means: the last named of them, else the only one named at all."""
        members = MEMBERS.get(key, frozenset())
        told = [one.id for one in self.told if one.id in members]
        named = members & self.named
        return told[-1] if told else min(named) if len(named) == 1 else key

    def led_by(self, phrase: Phrase) -> Actor | None:
        """Return the person whose name stands right before what he leads: "the Obama administration"; else None."""
        last = self.persons[-1] if self.persons else None
        return last if last is not None and last.country and self.text[last.end or 0 : phrase.start] == " " else None

    def country_of_last(self) -> str | None:
        """Return the country of the person named last of those whose country is known."""
        return next((one.country for one in reversed(self.persons) if one.country), None)

    def is_definite(self, phrase: Phrase) -> bool:
        """Return whether "the", "these" or "those" stands before a phrase."""
        return DEFINITE.search(self.text, max(0, phrase.start - 16), phrase.start) is not None

    def is_claimed(self, phrase: Phrase) -> bool:
        """Return whether words in quotation marks, or after "so-called", only claim what somebody is."""
        before, after = self.text[max(0, phrase.start - 1) : phrase.start], self.text[phrase.end : phrase.end + 1]
        quoted = bool(before and after) and before in OPENING and after in CLOSING
        return quoted or CLAIMED.search(self.text, max(0, phrase.start - 20), phrase.start) is not None


@cache
def _seats() -> dict[str, Entry]:
    """Return the unions by the city in which they sit."""
    return {
        term.term: Entry("organization", term.code, term.basis, None, term.sector, term.term)
        for term in world.country_terms() if term.code in UNIONS and term.basis == "seat"
    }  # fmt: skip


def _country_of_body(entry: Entry) -> str | None:
    """Return the country of a body, or the only one that it has members of."""
    body = world.organizations().get(entry.key)
    return entry.country or (body.members[0] if body is not None and len(body.members) == 1 else None)
