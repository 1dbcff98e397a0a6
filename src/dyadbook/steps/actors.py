"""Return who each noun phrase means: country, organization, person or group, with office at the article's date.

The article is read from its start to its end, and what was named in full explains what comes later: surnames, titles
alone ("the president"), pronouns. Two that remain possible are kept as candidates; nobody is guessed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from dyadbook import world
from dyadbook.records import Actor, Candidate, Reading, Unsure
from dyadbook.steps.affiliation import with_affiliations
from dyadbook.steps.phrases import Phrase, phrases_of
from dyadbook.steps.pronouns import BACK, FORMS, OWNS, PERSONAL, Pronouns
from dyadbook.steps.seen_names import NEW, SURE, with_names
from dyadbook.steps.sight import beyond_reach, model, origin, prepare, see
from dyadbook.steps.step import Step
from dyadbook.world.folding import fold
from dyadbook.world.lexicon import Entry

AT = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|around|into|toward|towards|across|over|via|of)\s+(?:the\s+)?$", re.I
)
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Gen|Lt|Col|Adm|Sen|Rep|Gov|Prof|Sheikh)\.?\s+$")
WOMAN = re.compile(r"\b(?:Mrs|Ms|Miss|Lady)\.?\s+$")
SPEAKS = re.compile(
    r"\s*,?\s*(?:\w+ly\s+)?(?:said|says|told|added|wrote|warned|tweeted|noted|argued|explained|stressed)\b"
)
SPOKEN = re.compile(r"\b(?:said|says|added|according to|told by|by|met|with|between|and|visit by)\s+$", re.I)
DESCRIBED_BACK = 1500  # characters back in which a person told of is "the official" or "the Iranian diplomat"
MINISTRY_BACK = 800  # characters back in which a country's ministry named explains "the military"
MINISTRIES = {
    "state department": "USA",
    "treasury department": "USA",
    "justice department": "USA",
    "foreign office": "GBR",
}
DEFINITE = re.compile(r"\b(?:the|these|those)\s+(?:\w+\s+)?$", re.I)
SHARED = frozenset(
    "spokesperson legislator official adviser envoy deputy_minister officer diplomat ambassador negotiator".split()
)
"""Roles that many hold at once, of whom the tables know some: the title alone means none of them."""
INDEFINITE = re.compile(r"\b(?:an?|another)\s+(?:\w+\s+)?$", re.I)
ASIDE = frozenset({"teaser", "caption", "credit"})
ALSO_CALLED = {
    "diplomat": ("ambassador", "envoy"),
    "envoy": ("ambassador", "envoy", "representative"),
    "head of state": ("president", "king", "queen", "emir", "sultan"),
    "minister": ("minister",),
}
INITIAL = re.compile(r"(?<=\w)\s[A-Z]\.(?=\s)")
"""The initial of a second name, with which no table holds a person: "Rex W. Tillerson"."""
OWNED = re.compile(r"(?:['’]s?)?\s+(?:own\s+)?(?:[a-z-]+\s+)?")
"""What stands between an owner and a title: "its new leader", "Trump's own adviser"."""
AGAIN = frozenset(
    {"diplomat", "official", "minister", "envoy", "politician", "lawmaker", "legislator", "negotiator", "statesman"}
)
"""Titles by which a person named before is described once more, with the country: "the senior Iranian diplomat"."""
LESSER = re.compile(r"(?:vice|deputy|assistant|under|former|acting)\b")
"""The words before an office that make it another's: "the secretary" is no assistant secretary."""
LEADING = frozenset({"head_of_state", "head_of_government", "leader"})
MINISTERS = frozenset({"foreign_minister", "defence_minister", "national_security_adviser"})
"""Roles whose holder may be called by the surname alone where the article names the country."""


def party_of(actor: Actor | None) -> str | None:
    """Return the party for which an actor acts: its country, or the id of an organization or armed group."""
    if actor is None:
        return None
    if actor.id is not None and actor.id.startswith("org/") and (actor.kind == "organization" or actor.country is None):
        return actor.id
    if actor.kind == "group" and actor.sector in {"REB", "UAF", "PRM"} and actor.id is not None:
        return actor.id
    return actor.country


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


class Resolver:
    """Resolves the phrases of one article in order, remembering who was named."""

    def __init__(self, text: str, published: date | None, starts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.on = published
        self.surnames: dict[str, list[Actor]] = {}
        self.titled: list[Actor] = []
        self.persons: list[Actor] = []
        self.bodies: list[Actor] = []
        self.groups: list[Actor] = []
        self.acting: list[Actor] = []
        self.countries: list[Actor] = []
        self.named: set[str] = set()
        self.alone: set[str] = set()
        self.placed: list[Actor] = []
        self.ministries: list[Actor] = []
        self.described: list[Actor] = []
        self.leaders: dict[str, world.Person] = {}
        self.sentences: list[int] = []
        self.offices: dict[str, str] = {}
        self.seen: list[tuple[int, int]] = []
        self.owner: Actor | None = None
        self.aside: list[Actor] = []
        self.phrases: list[Phrase] = []
        self.pronouns = Pronouns(text)

    def learn(self, phrase: Phrase) -> None:
        """Remember a country or a person named in full anywhere in the article, before any mention is resolved."""
        self._learn_leader(phrase)
        if not (phrase.person or (phrase.head == "name" and phrase.name and " " in phrase.name)):
            return
        actor = self._person(phrase)
        if actor is None:
            return
        for short in self._short_forms(actor, phrase):
            known = self.surnames.setdefault(short, [])
            match = next((index for index, other in enumerate(known) if _is_within(other.name, actor.name)), None)
            if match is None:
                known.append(actor)
            elif (actor.office and not known[match].office) or (actor.id and not known[match].id):
                known[match] = actor

    def _learn_leader(self, phrase: Phrase) -> None:
        """Remember who leads a country and is named by title and surname: "President Trump" is nobody else's Trump."""
        name = phrase.name or ""
        if phrase.title is None or phrase.former or not name or " " in name:
            return
        role = phrase.title.basis
        led = [
            one for one in world.people_named(name, self.on)
            if role in LEADING and any(office.role == role for office in world.offices_of(one.id, self.on))
        ]  # fmt: skip
        if len(led) == 1 and (led[0].country in self.named or self._led(phrase) is None):
            self.leaders[fold(name)] = led[0]

    def _short_forms(self, actor: Actor, phrase: Phrase) -> set[str]:
        """Return by what a person named in full may be called later, folded: "Mahdi" and "Abdul Mahdi".

        It is the first name where that stands alone in the article and the last never does: Xie Xiaoyan is "Xie".
        """
        person = world.people().get(actor.id or "")
        words = fold(phrase.name or actor.name).split()
        if person is not None and fold(person.surname) == words[0]:
            return {words[0]}
        ends = {" ".join(words[at:]) for at in range(1, len(words))} | ({fold(person.surname)} if person else set())
        seen = any(start <= phrase.start and phrase.end <= end for start, end in self.seen)
        first = len(words) < 4 and words[0] in self.alone and (seen or not world.is_place_name(words[0]))
        return ends | ({words[0]} if first and not ends & self.alone else set())

    def actor(self, phrase: Phrase, *, told_here: bool = True) -> Actor | None:
        """Return the actor that a phrase means; None where it names none.

        `told_here` is False in teasers and captions: who stands there is not who the next paragraph speaks of.
        """
        if phrase.head == "pronoun":
            actor = self._pronoun(phrase)
            self.owner = actor if actor is not None and (phrase.name or "").lower() in OWNS and actor.score else None
            return actor
        actor = self._meant(phrase)
        self.owner = actor if phrase.possessive else None
        if actor is not None and actor.kind == "person":
            self.pronouns.call(actor, self.text[max(0, phrase.start - 5) : phrase.start] + (phrase.office_words or ""))
        if actor is not None and told_here:
            self._remember(actor, phrase)
        elif actor is not None and actor.kind == "person":
            self.aside.append(actor)
        return actor

    def _meant(self, phrase: Phrase) -> Actor | None:
        """Return the actor of a phrase that is no pronoun, remembering nothing."""
        if phrase.person or phrase.head == "name":
            return self._person(phrase)
        if phrase.head == "title":
            return self._beside(phrase) or self._titled(phrase)
        if phrase.head in {"agent", "ministry"}:
            return self._described(phrase)
        if phrase.head in {"organization", "group"}:
            return self._body(phrase)
        return self._country(phrase)

    def enter(self, at: int) -> None:
        """Note the sentences that begin before a place, so that pronouns look back by sentence."""
        while self.starts and self.starts[0] <= at:
            self.sentences.append(self.starts.pop(0))

    def both(self, phrase: Phrase) -> list[Actor]:
        """Return the two parties that "both sides" means, the last two countries acting; else none."""
        if (phrase.name or "").lower().endswith("koreas"):
            codes = ["PRK", "KOR"]
        else:
            here = {actor.country for actor in self.acting if (actor.start or 0) >= self.sentences[-1]}
            told = list(dict.fromkeys(actor.country for actor in reversed(self.acting) if actor.country))
            codes = [code for code in told if code not in here][:2]
            codes = codes if len(codes) == 2 else told[:2]
        if len(codes) < 2:
            return []
        return [
            self._make(phrase, name=_country_name(code), kind="country", country=code, id=code, basis="both", score=0.6)
            for code in codes
        ]

    def _remember(self, actor: Actor, phrase: Phrase) -> None:
        if actor.kind == "person" and actor.country:
            for known in self.surnames.values():
                known[:] = [actor if other.name == actor.name and other.country is None else other for other in known]
        if actor.basis == "place":
            self.placed.append(actor)
        if actor.kind == "organization" and actor.basis == "described" and actor.country:
            self.ministries.append(actor)
        if actor.kind == "person" and actor.basis == "title" and actor.id is None and not phrase.person:
            self.described.append(actor)
        if actor.kind == "country" and actor.basis not in {"pronoun", "capital", "seat"}:
            self.countries.append(actor)
        if actor.country and actor.basis not in {"place", "context"}:
            self.acting.append(actor)
        if actor.kind == "person" and not (phrase.agent and phrase.agent.basis == "plural"):
            self.persons.append(actor)
        elif (
            actor.kind == "group"
            and actor.basis == "described"
            and actor.country
            and actor.sector in {"CVL", "MIL", "REF"}
        ):
            self.groups.append(actor)
        elif party_of(actor) and actor.basis != "place" and actor.sector != "JRN":
            self.bodies.append(actor)

    def _make(self, phrase: Phrase, **fields: object) -> Actor:
        words = self.text[phrase.start : phrase.end]
        return msgspec.convert({"start": phrase.start, "end": phrase.end, "text": words} | fields, Actor)

    def country_of(self, phrase: Phrase) -> str | None:
        """Return the country that a phrase names; a bare direction ("the North") only where the article names it."""
        fitting = [entry for entry in phrase.country if entry.basis != "context" or entry.key in self.named]
        entry = fitting[0] if fitting else None
        return (entry.country or (entry.key if "/" not in entry.key else None)) if entry else None

    def _country(self, phrase: Phrase) -> Actor | None:
        """Return a country or bloc; "the North" is one only where the article names it in full."""
        entry = next((entry for entry in phrase.country if entry.basis != "context" or entry.key in self.named), None)
        if entry is None:
            return None
        at = AT.search(self.text, max(0, phrase.start - 12), phrase.start)
        basis = entry.basis
        if basis in {"capital", "seat"} and at is not None and not phrase.possessive:
            basis = "place"
        name, code = (_organization(entry.key), None) if "/" in entry.key else (_country_name(entry.key), entry.key)
        kind = "organization" if code is None else "country"
        sector = entry.sector or ("GOV" if basis in {"capital", "seat"} else None)
        score = {"place": 0.4, "capital": 0.8, "seat": 0.8}.get(basis, 0.95)
        return self._make(
            phrase,
            name=name,
            kind=kind,
            country=code,
            id=entry.key,
            basis=basis,
            sector=sector,
            sectors=(sector,) if sector else (),
            score=score,
        )

    def _body(self, phrase: Phrase) -> Actor:
        entry = phrase.body[0]
        kind = "organization" if entry.kind == "organization" else "group"
        code = entry.country or self.country_of(phrase)
        sector = (phrase.agent.sector if phrase.agent else None) or entry.sector
        return self._make(
            phrase,
            name=_organization(entry.key),
            kind=kind,
            country=code,
            id=entry.key,
            basis="named",
            sector=sector,
            sectors=(sector,) if sector else (),
            score=0.9,
        )

    def _described(self, phrase: Phrase) -> Actor:
        """Return the actor of "North Korean soldiers", "Japan's foreign ministry", "officials"."""
        assert phrase.agent is not None
        code, basis, score = self.country_of(phrase), "described", 0.85
        ministry = phrase.head == "ministry" or phrase.agent.basis == "ministry"
        leader = self._led_by(phrase)
        if code is None and leader is not None:
            code, basis = leader.country, "described"
        if code is None and ministry and phrase.body == ():
            code, basis, score = self._ministry_of(phrase), "context", 0.5
        if code is None and not ministry and DEFINITE.search(self.text, max(0, phrase.start - 16), phrase.start):
            group = next((actor for actor in reversed(self.groups) if (actor.end or 0) > phrase.start - 400), None)
            if group is not None:
                code, basis, score = group.country, "context", 0.4
        body = phrase.body[0].key if phrase.body else None
        if code is None and phrase.body:
            code = phrase.body[0].country  # the gunmen of a group are of its country
        name = self.text[phrase.start : phrase.end]
        if leader is not None:
            name = f"{leader.text} {name}"
        elif ministry and code and not phrase.country:
            name = f"{_country_name(code)}'s {name}"
        sector = phrase.agent.sector
        return self._make(
            phrase,
            name=name,
            kind="organization" if ministry else "group",
            country=code,
            id=body,
            basis=basis,
            sector=sector,
            sectors=(sector,) if sector else (),
            score=score,
        )

    def _led_by(self, phrase: Phrase) -> Actor | None:
        """Return the person whose name stands right before what he leads: "the Obama administration"; else None."""
        last = self.persons[-1] if self.persons else None
        return last if last is not None and last.country and self.text[last.end or 0 : phrase.start] == " " else None

    def _ministry_of(self, phrase: Phrase) -> str | None:
        """Return whose ministry, military or administration is meant where the words name no country.

        It is the country whose ministry was named last, or that is the subject of the sentence before, or the only one
        acting in these two; None where several may be meant. A government or regime is that of the last party named,
        "the administration" the American one, if one is told of.
        """
        words = self.text[phrase.start : phrase.end].lower()
        if words.startswith("administration"):
            return "USA" if "USA" in self.named or any(one.country == "USA" for one in self.acting) else None
        if words.startswith(("regime", "government")):
            return self.bodies[-1].country if self.bodies else None
        if self.ministries and (self.ministries[-1].end or 0) > phrase.start - MINISTRY_BACK:
            return self.ministries[-1].country
        before, here = [0, 0, *self.sentences][-2:]
        near = [one for one in self.bodies if (one.start or 0) >= before]
        opening = next((one for one in near if (one.start or 0) < here and self.pronouns.is_subject(one)), None)
        if opening is not None:
            return opening.country
        codes = {one.country for one in near} or ({self.bodies[-1].country} if self.bodies else set())
        return codes.pop() if len(codes) == 1 else None

    def _beside(self, phrase: Phrase) -> Actor | None:
        """Return the person whose name stands beside a title; None where none does."""
        named = self._person(phrase.beside) if phrase.beside is not None else None
        if named is None or named.candidates:
            return None
        if named.country is None:
            named = msgspec.structs.replace(named, country=self.country_of(phrase) or self._code_of_body(phrase))
        return self._again(phrase, named, "title", 0.8)

    def _titled(self, phrase: Phrase) -> Actor:
        """Return the actor of a title without a name: its holder where one is known, else the title's country."""
        assert phrase.title is not None
        owner = self._owner(phrase)
        leader, role = self._led_by(phrase), phrase.title.basis
        code = self.country_of(phrase)
        if role != "related":  # his counterpart is of another country
            code = code or (owner.country if owner else None) or (leader.country if leader else None)
        whose, code = code, code or self._code_of_body(phrase)
        plural = (phrase.office_words or "").lower().endswith("s")
        new = INDEFINITE.search(self.text, max(0, phrase.start - 24), phrase.start) is not None
        called = () if plural or new else (self._is_other,) if role == "related" else (self._is_called, self._leads_as)
        for holds in called:
            for actor in (*self._sitting(role), *reversed(self.persons)):
                if (code is None or actor.country == code) and not _same(actor, owner) and holds(actor, phrase):
                    return self._again(phrase, actor, "title", 0.8)
        # the president of a parliament is not the country's
        of_body = whose is None or any(entry.sector not in {None, "GOV"} for entry in phrase.country[:1])
        one_holds = not plural and not new and role not in SHARED and not (of_body and role in LEADING)
        if code and self.on and not phrase.former and one_holds:
            held = world.holders(code, role, self.on)
            if len({office.person for office in held}) == 1:
                return self._known(phrase, world.people()[held[0].person], "title", 0.75)
        if not plural and not phrase.former and (one := self._only(phrase, code)) is not None and not _same(one, owner):
            return self._again(phrase, one, "title", 0.6)
        if code is None and not plural and (one := self._nearby(phrase)) is not None:
            return one
        if not plural and not phrase.former and owner is None and (one := self._as_before(phrase, code)) is not None:
            return self._again(phrase, one, "title", 0.6)
        if code is None and (self.text[phrase.start : phrase.end].lower()).startswith("administration"):
            code = self._ministry_of(phrase)
        sector = phrase.title.sector
        kind = "group" if plural else "person"
        return self._make(
            phrase,
            name=self.text[phrase.start : phrase.end],
            kind=kind,
            country=code,
            office=None if plural else self._office(phrase, None),
            basis="title",
            sector=sector,
            sectors=(sector,) if sector else (),
            score=0.7 if code else 0.4,
        )

    def _sitting(self, role: str) -> list[Actor]:
        """Return the persons named so far who hold an office on the article's date, the last named first."""
        return [one for one in reversed(self.persons) if role in self._roles(one)] if self.on else []

    def _owner(self, phrase: Phrase) -> Actor | None:
        """Return whose the person of a title is: "its leader", "Mr. Trump's own security adviser"; else None."""
        if self.owner is None or not OWNED.fullmatch(self.text, self.owner.end or 0, phrase.start):
            return None
        return self.owner

    def _only(self, phrase: Phrase, code: str | None) -> Actor | None:
        """Return the one person named anywhere in the article who holds the office of a title; None where two may."""
        assert phrase.title is not None
        if not self._is_definite(phrase) and self._owner(phrase) is None:
            return None
        named = {one.id: one for known in self.surnames.values() for one in known if code in {None, one.country}}
        fitting = [one for one in named.values() if phrase.title.basis in self._roles(one)]
        return fitting[0] if len(fitting) == 1 else None

    def _as_before(self, phrase: Phrase, code: str | None) -> Actor | None:
        """Return who was told of before and is meant by "the Iranian diplomat", "the official"; None where nobody is.

        With a country it is the person of that country named last; without, the one described by the same title.
        """
        assert phrase.title is not None
        if not self._is_definite(phrase):
            return None
        back = phrase.start - DESCRIBED_BACK
        near = [one for one in self.persons if (one.end or 0) > back and one.basis != "pronoun"]
        if code is not None and phrase.title.key in AGAIN and phrase.country:
            return next((one for one in reversed(near) if one.country == code), None)
        word = phrase.title.key.split()[-1]
        same = [one for one in self.described if (one.end or 0) > back]
        return next((one for one in reversed(same) if (one.name or "").lower().split()[-1] == word), None)

    def _nearby(self, phrase: Phrase) -> Actor | None:
        """Return who holds the office of a title in the country of the person named last: "the vice president"."""
        assert phrase.title is not None
        code = self._country_of_last()
        if code is None or self.on is None or phrase.former or not self._is_definite(phrase):
            return None
        if phrase.title.basis in SHARED:
            return None
        held = world.holders(code, phrase.title.basis, self.on)
        people = {office.person for office in held}
        return self._known(phrase, world.people()[people.pop()], "context", 0.5) if len(people) == 1 else None

    def _country_of_last(self) -> str | None:
        """Return the country of the person named last of those whose country is known."""
        return next((one.country for one in reversed(self.persons) if one.country), None)

    def _is_definite(self, phrase: Phrase) -> bool:
        return DEFINITE.search(self.text, max(0, phrase.start - 16), phrase.start) is not None

    def _roles(self, actor: Actor) -> set[str]:
        """Return the roles that a person has on the article's date; where it has none, those of any day."""
        return {office.role for office in world.offices_of(actor.id or "", self.on)}

    def _is_other(self, actor: Actor, phrase: Phrase) -> bool:
        """Return whether a person may be somebody's counterpart: one of the country that the words name."""
        return bool(phrase.country) or (phrase.title is not None and phrase.title.key == "interlocutor")

    def _is_called(self, actor: Actor, phrase: Phrase) -> bool:
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
        return short and same and self._is_definite(phrase)

    def _leads_as(self, actor: Actor, phrase: Phrase) -> bool:
        """Return whether "the leader" may mean a person: one who leads a country on the article's date."""
        assert phrase.title is not None
        person = world.people().get(actor.id or "")
        if phrase.title.basis != "leader" or person is None:
            return False
        return any(held.role in LEADING for held in world.offices_of(person.id, self.on))

    def _person(self, phrase: Phrase) -> Actor | None:
        name = INITIAL.sub("", phrase.name or "")
        if phrase.person:
            return self._choose(
                phrase, [world.people()[entry.key] for entry in phrase.person if entry.key in world.people()]
            )
        leader = self.leaders.get(fold(name))
        if leader is not None and phrase.title is None and not self._called_otherwise(phrase, leader):
            return self._known(phrase, leader, "surname", 0.9)
        if known := self.surnames.get(fold(name)):
            fitting = [actor for actor in known if self._fits(actor, phrase)]
            if len(fitting) > 1:
                fitting = [actor for actor in fitting if self._in_office(actor)] or fitting
            if len(fitting) > 1:  # of a family, who held an office is called by the surname alone
                known_to_tables = [actor for actor in fitting if actor.id in world.people()]
                fitting = known_to_tables if len(known_to_tables) == 1 else fitting
            if len(fitting) == 1:
                return self._again(phrase, fitting[0], "surname", 0.9)
            if fitting:
                return self._several(phrase, [(actor.id or actor.name, actor.name) for actor in fitting], fitting[-1])
        people = (
            [person for person in world.people_named(name, self.on) if self._leads(person, phrase)] if self.on else []
        )
        if people and not any(person.country in self.named for person in people) and (led := self._led(phrase)):
            return self._known(phrase, led, "named", 0.7)  # "President Obama", no longer in office
        if people:
            return self._choose(phrase, people)
        if name != phrase.name and (same := world.people_named(name)):
            return self._choose(phrase, list(same))
        if (led := self._led(phrase)) is not None:
            return self._known(phrase, led, "named", 0.7)
        return self._stranger(phrase)

    def _called_otherwise(self, phrase: Phrase, leader: world.Person) -> bool:
        """Return whether the words before a surname are another's: "Mrs. Trump", or a country not the leader's."""
        code = self.country_of(phrase)
        return (
            code not in {None, leader.country}
            or WOMAN.search(self.text, max(0, phrase.start - 8), phrase.start) is not None
        )

    def _led(self, phrase: Phrase) -> world.Person | None:
        """Return the one who has led a country that the article names, where a surname stands alone: "Abe", "Obama"."""
        name = phrase.name or ""
        if " " in name or world.is_place_name(name):
            return None
        people = {person.id: person for each in (name, f"al-{name}") for person in world.people_named(each)}
        led = [
            (office.since or date.min, person)
            for person in people.values()
            if person.surname.removeprefix("al-") == name and person.country in self.named
            for office in person.offices
            if office.role in LEADING and (self.on is None or (office.since or date.min) <= self.on)
        ]
        codes = {person.country for _, person in led}
        return max(led, key=lambda one: one[0])[1] if len(codes) == 1 else None

    def _in_office(self, actor: Actor) -> bool:
        """Return whether a person held an office on the article's date: of two namesakes the dead one is not meant."""
        return self.on is not None and bool(world.offices_of(actor.id or "", self.on))

    def _leads(self, person: world.Person, phrase: Phrase) -> bool:
        """Return whether a bare surname may mean the person: its office fits the title or needs no naming."""
        code, roles = self.country_of(phrase), {office.role for office in world.offices_of(person.id, self.on)}
        if code is not None and code not in {office.country for office in person.offices}:
            return False
        if phrase.title is not None:
            return phrase.title.basis in roles or not roles.isdisjoint(LEADING)
        known = LEADING | {"organization_head"}  # "Guterres" may be the head of the United Nations
        if person.country in self.named:
            known |= MINISTERS
        return " " not in (phrase.name or "") and not roles.isdisjoint(known) and not _is_dependent(person)

    def _fits(self, actor: Actor, phrase: Phrase) -> bool:
        code = self.country_of(phrase)
        return code is None or actor.country in (None, code)

    def _choose(self, phrase: Phrase, people: list[world.Person]) -> Actor | None:
        code = self.country_of(phrase)
        if code:
            people = [person for person in people if person.country == code] or people
        if len(people) > 1:
            states = [person for person in people if not _is_dependent(person)]
            people = states or people
        if len(people) > 1 and self.on is not None:
            people = [person for person in people if world.offices_of(person.id, self.on)] or people
        if not people:
            return self._stranger(phrase)
        if len(people) == 1:
            return self._known(phrase, people[0], "named", 0.95)
        latest = max(
            people, key=lambda person: max((office.since or date.min for office in person.offices), default=date.min)
        )
        return self._several(
            phrase, [(person.id, person.name) for person in people], self._known(phrase, latest, "named", 0.5)
        )

    def _several(self, phrase: Phrase, choices: list[tuple[str, str]], best: Actor) -> Actor:
        share = round(1 / len(choices), 2)
        same = len({world.people()[id].country for id, _ in choices if id in world.people()}) == 1
        candidates = tuple(Candidate(id=id, name=name, score=share) for id, name in choices)
        return self._make(
            phrase,
            name=phrase.name or best.name,
            kind="person",
            country=best.country if same else None,
            basis="ambiguous",
            sector=best.sector,
            sectors=best.sectors,
            score=share,
            candidates=candidates,
        )

    def _known(self, phrase: Phrase, person: world.Person, basis: str, score: float) -> Actor:
        office = self._office(phrase, person)
        sector = (
            "ELI"
            if phrase.former or not (office or self.on is None)
            else (phrase.title.sector if phrase.title else None) or "GOV"
        )
        return self._make(
            phrase,
            name=person.name,
            kind="person",
            country=person.country,
            id=f"person/{person.id.removeprefix('person/')}",
            office=office,
            basis=basis,
            sector=sector,
            sectors=(sector,),
            score=score,
        )

    def _again(self, phrase: Phrase, actor: Actor, basis: str, score: float) -> Actor:
        """Return the actor of an earlier mention at this place."""
        words = self.text[phrase.start : phrase.end]
        office = (self._office(phrase, None) if phrase.title else None) or actor.office
        return msgspec.structs.replace(
            actor, start=phrase.start, end=phrase.end, text=words, basis=basis, score=score, office=office
        )

    def _office(self, phrase: Phrase, person: world.Person | None) -> str | None:
        """Return the office as the article states it, else the one held on the article's date, else None."""
        if phrase.title is not None and phrase.title.basis != "former" and not phrase.former:
            title = world.titles().get(phrase.title.key)
            stated = title.title if title else phrase.office_words
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

    def _context(self, phrase: Phrase) -> str | None:
        """Return the country of a capital in the same sentence, for a ministry the last one named; else None."""
        here = [actor for actor in self.placed if (actor.start or 0) >= self.sentences[-1]]
        if here:
            return here[-1].country
        return self._ministry_of(phrase) if "ministry" in (phrase.office_words or "").lower() else None

    def _code_of_body(self, phrase: Phrase) -> str | None:
        """Return the country of the ministry or body in a phrase: "State Department spokesman John Kirby"."""
        words = self.text[phrase.start : phrase.end].lower()
        found = next((code for start, code in MINISTRIES.items() if words.startswith(start)), None)
        bodies = (code for entry in phrase.body if (code := _country_of_body(entry)))
        return found or next(bodies, None) or phrase.served

    def _stranger(self, phrase: Phrase) -> Actor | None:
        """Return a person whom no table knows, where the words show that it is a person; None elsewhere."""
        name, code = phrase.name or "", self.country_of(phrase) or self._code_of_body(phrase)
        basis = "title" if phrase.title else "name"
        if code is None and phrase.title is not None and phrase.title.sector in {"GOV", "MIL"}:
            code = self._context(phrase)
            basis = "context" if code else basis
        before = self.text[max(0, phrase.start - 20) : phrase.start]
        seen = any(start < phrase.end and phrase.start < end for start, end in self.seen)
        shown = bool(phrase.office_words or HONORIFIC.search(before) or (phrase.title and (seen or " " in name)))
        if not shown and (" " not in name or name.isupper() or world.is_place_name(name)):
            return None
        if not (
            shown
            or seen
            or SPEAKS.match(self.text, phrase.end)
            or SPOKEN.search(before)
            or self.text.startswith(",", phrase.end)
        ):
            return None
        sector = phrase.title.sector if phrase.title else None
        return self._make(
            phrase,
            name=name,
            kind="person",
            country=code,
            id=None,
            office=self._office(phrase, None),
            basis=basis,
            sector=sector,
            sectors=(sector,) if sector else (),
            score=0.5 if basis == "context" else 0.7 if shown else 0.4,
        )

    def _pronoun(self, phrase: Phrase) -> Actor | None:
        """Return whom a pronoun means; `I` and `we` stay open until the speaker is known."""
        word = (phrase.name or "").lower()
        form = FORMS[word]
        if form in {"country", "kingdom", "ours"}:
            return self._that_country(phrase, form)
        pool = {"he": self.persons, "she": self.persons, "they": self.bodies, "it": self.bodies}.get(form, [])
        if form in PERSONAL and (beside := [one for one in self.aside if (one.start or 0) >= self.sentences[-1]]):
            pool = beside
        place = (phrase.start, phrase.end)
        meant = self.pronouns.meant(form, word, place, pool, self.sentences, lambda: self._ahead(phrase))
        if meant is not None:
            again = self._again(phrase, meant, "pronoun", 0.6 if form in PERSONAL else 0.4)
            pool.append(again)
            return again
        return self._make(
            phrase,
            name=phrase.name,
            kind="group" if form in {"we", "they"} else "person",
            basis="pronoun",
            score=0.0,
        )

    def _that_country(self, phrase: Phrase, form: str) -> Actor | None:
        """Return whom "the country", "the kingdom" (one that is a kingdom) or "our country" (the speaker's) means."""
        if form == "ours":
            code = self._country_of_last()
            name = _country_name(code) if code else None
            told = {"kind": "country", "country": code, "id": code, "basis": "pronoun", "score": 0.4}
            return self._make(phrase, name=name, **told) if code else None
        pool = [one for one in self.countries if one.country in _kingdoms()] if form == "kingdom" else self.countries
        near = [one for one in pool if form == "kingdom" or (one.end or 0) > phrase.start - BACK]
        return self._again(phrase, near[-1], "pronoun", 0.4) if near else None

    def _ahead(self, phrase: Phrase) -> Actor | None:
        """Return who is named next in this sentence after a comma: whom a pronoun in its first clause may mean."""
        stop = self.starts[0] if self.starts else len(self.text)
        for coming in (one for one in self.phrases if phrase.end < one.start < stop):
            if self.text.startswith(", ", coming.start - 2) or self.text.startswith(", the ", coming.start - 6):
                return self._meant(coming) if coming.head not in {"pronoun", "dual"} else None
        return None


def _same(one: Actor, other: Actor | None) -> bool:
    return other is not None and one.name == other.name


def _country_of_body(entry: Entry) -> str | None:
    """Return the country of a body, or the only one that it has members of."""
    body = world.organizations().get(entry.key)
    return entry.country or (body.members[0] if body is not None and len(body.members) == 1 else None)


def _is_within(one: str, other: str) -> bool:
    """Return whether one name ends as the other: Eddie Chow is Salesman Eddie Chow."""
    longer, shorter = sorted((fold(one), fold(other)), key=len, reverse=True)
    return f" {longer}".endswith(f" {shorter}")


def _is_dependent(person: world.Person) -> bool:
    """Return whether every office of a person is a territory's whose head of state is another country's too."""
    return person.country in {"ASM", "GUM", "MNP", "PRI", "VIR"}


@cache
def _kingdoms() -> frozenset[str]:
    """Return the codes of the countries that "the kingdom" may mean."""
    return frozenset(term.code for term in world.country_terms() if re.match(r"(?:\w+ )?Kingdom(?: of|$)", term.term))


@cache
def _country_name(code: str) -> str:
    country = world.countries().get(code)
    return country.name if country else code


@cache
def _organization(id: str) -> str:
    body = world.organizations().get(id) or world.groups().get(id)
    return body.name if body else id.removeprefix("org/")


def _actors(resolver: Resolver, phrase: Phrase, told_here: bool) -> list[Actor]:
    """Return the actors of a phrase: one, two where it says `both`, or none."""
    resolver.enter(phrase.start)
    if phrase.head == "dual":
        return resolver.both(phrase)
    actor = resolver.actor(phrase, told_here=told_here)
    return [actor] if actor is not None else []


def read(reading: Reading) -> Reading:
    """Return the reading with its mentions of actors; those that two may be meant by are under `not_sure` too."""
    text = reading.article.text
    blocks = reading.article.blocks
    named = model().names(see(reading))
    persons = [(one.start, one.end) for one in named if one.kind == "person" and one.score >= SURE]
    phrases = [
        (phrase, blocks[sentence.block].kind not in ASIDE)
        for sentence in reading.sentences
        for phrase in phrases_of(text, sentence.start, sentence.end, persons)
    ]
    resolver = Resolver(text, reading.article.published, [sentence.start for sentence in reading.sentences])
    resolver.seen = [(one.start, one.end) for one in named if one.kind == "person" and one.score >= NEW]
    resolver.phrases = [phrase for phrase, _ in phrases]
    resolver.named = {entry.key for one in resolver.phrases for entry in one.country if entry.basis != "context"}
    resolver.alone = {fold(one.name) for one in resolver.phrases if one.head == "name" and one.name}
    for phrase in resolver.phrases:
        resolver.learn(phrase)
    known = [actor for phrase, told_here in phrases for actor in _actors(resolver, phrase, told_here)]
    mentions = with_affiliations(text, with_names(text, known, named))
    unsure = tuple(
        Unsure(
            kind="actor",
            start=actor.start or 0,
            end=actor.end or 0,
            text=actor.text or "",
            reason="more than one person may be meant",
            candidates=tuple(candidate.name for candidate in actor.candidates),
            score=actor.score,
        )
        for actor in {actor.candidates: actor for actor in reversed(mentions) if actor.candidates}.values()
    )
    problems = (*reading.problems, *beyond_reach(reading))
    return msgspec.structs.replace(reading, mentions=mentions, not_sure=reading.not_sure + unsure, problems=problems)


STEP = Step("actors", 2, ("sentences",), ("mentions",), read, origin, prepare)
