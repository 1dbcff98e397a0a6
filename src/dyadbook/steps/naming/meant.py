"""Return whom a noun phrase means: country, organization, person or group, or nobody where two are as likely."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming import ministries
from dyadbook.steps.naming.described import countries_described
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.duals import both, listed
from dyadbook.steps.naming.neighbours import neighbour
from dyadbook.steps.naming.offices import by_title, called_alike, owner_of
from dyadbook.steps.naming.persons import by_name
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.steps.naming.pronouns import ASKED_TO, BACK, FORMS, OWNS, PERSONAL, SPOKE
from dyadbook.steps.sides import ARMED, known_body, party_of

AT = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|around|into|toward|towards|across|over|via|of)\s+(?:the\s+)?$", re.I
)
SENT = (
    r"appeals?|approval|assurances?|backing|complaints?|concessions?|condemnations?|criticism|demands?|denials?|favou?rs?"
    r"|gestures?|guarantees?|help|instructions|letters?|messages?|offers?|orders?|permission|pledges?|pressure|promises?"
    r"|protests?|reactions?|rebukes?|repl(?:y|ies)|requests?|responses?|signals?|support|threats?|ties|ultimatums?|warnings?"
)
TO_AND_FRO = re.compile(rf"\b(?:{SENT})\s+(?:from|to)\s+$", re.I)
"""What comes from a government, or goes to one: "a rebuke from Rome" is from no town."""
POSSESSED = re.compile(
    r"\b(?:province|region|territory|island|city|town|enclave|district|party|group|company|bloc|alliance|former|latter)"
    r"['’]s\s+(?:[a-z-]+\s+)?$"
)
"""What stands before a body of somebody who is no actor: "the province's parliament"."""
AT_HOME = re.compile(r"\b(?:told|tells?|telling|informed|informs|briefed|assured|addressed)\s+(?:the\s+)?$", re.I)
"""What stands before the parliament that is told by somebody of its country: "Lee told parliament"."""
LAWMAKERS = re.compile(r"\b(?:parliament|lawmakers|legislators|congress|senate|legislature)\b", re.I)
MILITARY = re.compile(r"military(?=\s(?:commanders|chiefs|leaders|officers|delegations|experts|envoys)\b)", re.I)
"""What names nobody's military without "the" or an owner, but people: "military commanders of the two sides"."""
ONE_OF_MANY = re.compile(r"\W*(?:An?|Another|One)\s+(?:[a-z-]+\s+)*")
BODY_NOUNS: dict[str, set[str]] = {
    "bloc": {"bloc", "alliance"}, "alliance": {"alliance"}, "league": set(), "union": set(), "group": set(),
    "council": set(), "agency": set(), "fund": set(), "commission": set(), "court": set(), "assembly": set(),
    "organization": set(), "organisation": set(),
}  # fmt: skip
"""Nouns that name a body again, and the kinds of organizations for which each stands; it may be in their name too."""
FIGHTER = "fighter"
SCRAMBLED = re.compile(r"\b(?:scrambl\w+|flew|flies|flying|sorti?es? by)\s+(?:[\w-]+\s+){0,2}$", re.I)
ALOFT = re.compile(
    r"\b(?:flew|fl(?:y|ies|ying)|strafed?|intercept\w*|escorted|shadowed|buzzed|airspace|air (?:space|defen[cs]e)"
    r"|airliners?|(?<!suicide )bombers?|warplanes?|median line|took off|takeoff)\b",
    re.I,
)
"""Words of flying before and behind "fighters" that are planes."""


def actor_of(discourse: Discourse, phrase: Phrase, *, told_here: bool = True) -> Actor | None:
    """Return the actor that a phrase means; None where it names none.

    `told_here` is False in teasers and captions: who stands there is not who the next paragraph speaks of.
    """
    if phrase.head == "pronoun":
        actor = _pronoun(discourse, phrase)
        discourse.owner = actor if actor is not None and (phrase.name or "").lower() in OWNS and actor.score else None
        return actor
    actor = _meant(discourse, phrase)
    discourse.owner = actor if phrase.possessive else None
    if actor is not None and actor.kind == "person":
        before = discourse.text[max(0, phrase.start - 5) : phrase.start]
        discourse.pronouns.call(actor, before + (phrase.office_words or ""))
    if actor is not None and actor.basis == "described" and actor.kind == "group":
        discourse.unnamed.append(actor)
    if actor is not None and told_here:
        discourse.remember(actor, phrase)
    elif actor is not None and actor.kind == "person":
        discourse.aside.append(actor)
    return actor


def _meant(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return the actor of a phrase that is no pronoun, remembering nothing."""
    if phrase.person or phrase.head == "name":
        told = phrase.agent is not None and bool(phrase.country)  # "the Peruvian ferry Inca"
        return by_name(discourse, phrase) or (_described(discourse, phrase) if told else None)
    if phrase.head == "title":
        return by_title(discourse, phrase)
    bare = MILITARY.match(discourse.text, phrase.start)
    if bare and bare.end() == phrase.end and not discourse.is_definite(phrase) and owner_of(discourse, phrase) is None:
        return None
    if phrase.head in {"agent", "ministry"}:
        return _described(discourse, phrase)
    if phrase.head in {"organization", "group"}:
        return _body(discourse, phrase)
    return _country(discourse, phrase)


def _country(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return a country or bloc; "the North" is one only where the article names it in full."""
    entry = discourse.named_by(phrase)
    if entry is None:
        return None
    at = AT.search(discourse.text, max(0, phrase.start - 12), phrase.start)
    sent = TO_AND_FRO.search(discourse.text, max(0, phrase.start - 24), phrase.start)
    here = entry.basis in {"capital", "seat"} and at is not None and sent is None and not phrase.possessive
    entry = entry if here else discourse.seat_of(phrase, entry)
    basis = "place" if here else entry.basis
    name, code = (_organization(entry.key), None) if "/" in entry.key else (world.country_name(entry.key), entry.key)
    kind = "organization" if code is None else "country"
    sector = entry.sector or ("GOV" if basis in {"capital", "seat"} else None)
    score = {"place": 0.4, "capital": 0.8, "seat": 0.8}.get(basis, 0.95)
    return discourse.make(
        phrase,
        name=name,
        kind=kind,
        country=code,
        id=entry.key,
        basis=basis,
        sector=sector,
        score=score,
    )


def _body(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return an organization or group; "Europe" is one only where the article names it in full."""
    entry = phrase.body[0]
    if entry.basis == "context" and entry.key not in discourse.named:
        return None
    if (person := called_alike(discourse, phrase)) is not None:
        return person  # "Ann Wagner said ... Wagner added"
    kind = "organization" if entry.kind == "organization" else "group"
    key = discourse.group_of(entry.key)
    code = entry.country or discourse.country_of(phrase)
    sector = (phrase.agent.sector if phrase.agent else None) or entry.sector
    return discourse.make(
        phrase,
        name=_organization(key),
        kind=kind,
        country=code,
        id=key,
        basis="context" if entry.basis == "context" or key != entry.key else "named",
        sector=sector,
        score=0.9 if entry.basis != "context" and key == entry.key else 0.6,
    )


def _described(discourse: Discourse, phrase: Phrase) -> Actor:
    """Return the actor of "North Korean soldiers", "Japan's foreign ministry", "officials"."""
    assert phrase.agent is not None
    code, basis, score = discourse.country_of(phrase), "described", 0.85
    ministry = phrase.head == "ministry" or phrase.agent.basis == "ministry"
    leader = _meant(discourse, phrase.beside) if phrase.beside and ministry else discourse.led_by(phrase)
    if code is None and leader is not None:
        code, basis = leader.country, "described"
    claimed = discourse.is_claimed(phrase)
    armed = phrase.agent.sector in ARMED and not claimed and discourse.is_definite(phrase)
    if armed and code is None and not phrase.body and (again := _that_body(discourse, phrase, "group")) is not None:
        return again
    if code is None and ministry and not phrase.body and not phrase.country and not claimed:
        owner = owner_of(discourse, phrase)
        told = owner is not None and (owner.country is not None or owner.kind != "person")
        owned = told or POSSESSED.search(discourse.text, max(0, phrase.start - 30), phrase.start)
        known = owner.country if owner else None
        home = None if owned else _at_home(discourse, phrase)
        code, basis, score = home or (known if owned else ministries.whose(discourse, phrase)), "context", 0.5
    if code is None and not ministry and not claimed and discourse.is_definite(phrase):
        group = next((actor for actor in reversed(discourse.groups) if (actor.end or 0) > phrase.start - 400), None)
        if group is not None:
            code, basis, score = group.country, "context", 0.4
    body = phrase.body[0].key if phrase.body else None
    if code is None and phrase.body:
        code = phrase.body[0].country  # the gunmen of a group are of its country
    name = discourse.text[phrase.start : phrase.end]
    if leader is not None:
        name = f"{leader.text} {name}"
    elif ministry and code and not phrase.country:
        name = f"{world.country_name(code)}'s {name}"
    sector = "MIL" if _flies(discourse, phrase) else phrase.agent.sector
    return discourse.make(
        phrase,
        name=name,
        kind="organization" if ministry else "group",
        country=code,
        id=body,
        basis=basis,
        sector=sector,
        score=score,
    )


def _at_home(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country of who tells a parliament that has no other name: his own."""
    told = AT_HOME.search(discourse.text, max(0, phrase.start - 20), phrase.start)
    if told is None or not LAWMAKERS.search(discourse.text, phrase.start, phrase.end):
        return None
    here = [one for one in discourse.persons if discourse.sentences[-1] <= (one.start or 0) < told.start()]
    return here[-1].country if here else None


def _flies(discourse: Discourse, phrase: Phrase) -> bool:
    """Return whether fighters are planes: where they "intercepted two bombers", and are no rebels."""
    if phrase.agent is None or phrase.agent.key != FIGHTER:
        return False
    end = discourse.starts[0] if discourse.starts else len(discourse.text)
    scrambled = SCRAMBLED.search(discourse.text, discourse.sentences[-1], phrase.start)
    return (scrambled or ALOFT.search(discourse.text, phrase.end, end)) is not None


def _pronoun(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return whom a pronoun means; `I` and `we` stay open until the speaker is known."""
    word = (phrase.name or "").lower()
    form = FORMS[word]
    if form in {"country", "kingdom", "ours"}:
        return _that_country(discourse, phrase, form)
    if form in BODY_NOUNS:
        return _that_body(discourse, phrase, form)
    persons, bodies = discourse.persons, discourse.bodies
    pool = {"he": persons, "she": persons, "they": bodies, "it": bodies}.get(form, [])
    if form in PERSONAL and (beside := [one for one in discourse.aside if (one.start or 0) >= discourse.sentences[-1]]):
        pool = beside
    if word == "they" and (troops := discourse.troops_here()):
        pool = [*pool, *troops]
    place = (phrase.start, phrase.end)
    if form in PERSONAL and (lone := _lone(discourse)) is not None:
        return discourse.again(phrase, lone, "pronoun", 0.6)
    meant = discourse.pronouns.meant(form, word, place, pool, discourse.sentences, lambda: _ahead(discourse, phrase))
    if meant is not None:
        again = discourse.again(phrase, meant, "pronoun", 0.6 if form in PERSONAL else 0.4)
        pool.append(again)
        return again
    return discourse.make(
        phrase,
        name=phrase.name,
        kind="group" if form in {"we", "they"} else "person",
        basis="pronoun",
        score=0.0,
    )


def _lone(discourse: Discourse) -> Actor | None:
    """Return the one of many with whom a sentence opens that names no person: "A Filipino sailor lost his thumb"."""
    start = discourse.sentences[-1]
    if discourse.persons and (discourse.persons[-1].start or 0) >= start:
        return None
    here = [one for one in discourse.unnamed if (one.start or 0) >= start]
    return here[0] if here and ONE_OF_MANY.fullmatch(discourse.text, start, here[0].start or 0) else None


def _that_country(discourse: Discourse, phrase: Phrase, form: str) -> Actor | None:
    """Return whom "the country", "the Gulf state", "the kingdom" or "our country" (the speaker's) means."""
    if form == "ours":
        code = discourse.country_of_last()
        name = world.country_name(code) if code else None
        told = {"kind": "country", "country": code, "id": code, "basis": "pronoun", "score": 0.4}
        return discourse.make(phrase, name=name, **told) if code else None
    pool = discourse.countries
    lands = countries_described(discourse.text[phrase.start : phrase.end])
    if lands is not None:
        pool = [one for one in pool if one.country in lands]
    if form == "kingdom":
        pool = [one for one in pool if one.country in _kingdoms()]
    near = [one for one in pool if form == "kingdom" or (one.end or 0) > phrase.start - BACK]
    return discourse.again(phrase, near[-1], "pronoun", 0.4) if near else None


def _that_body(discourse: Discourse, phrase: Phrase, form: str) -> Actor | None:
    """Return the body that "the bloc", "the league" or "the group", an armed one, means: the one told of most.

    Of several armed groups it is the one that alone is told of in this sentence or the one before.
    """
    called = [(party, one) for one in discourse.told if _is_called(party := party_of(one) or "", form, discourse.text)]
    told = dict(called)
    if form == "group" and len(told) > 1:
        near = [0, 0, *discourse.sentences][-2]
        told = {party: one for party, one in called if (one.start or 0) >= near}
        if len(told) > 1:
            return None
    if not told or _is_of_another(discourse, phrase, form, told):
        return None
    counts = Counter(party for party, _ in called)
    last = max(told, key=lambda party: (counts[party], told[party].start or 0))
    again = discourse.make(phrase, **known_body(last), basis="pronoun", score=0.6)
    discourse.bodies.append(again)
    discourse.told.append(again)
    return again


def _is_of_another(discourse: Discourse, phrase: Phrase, form: str, told: Mapping[str, Actor]) -> bool:
    """Return whether the last name before it that ends in a noun is of none of these: "the State Council"."""
    names = re.finditer(rf"\b[A-Z][\w’'-]*\s{form.capitalize()}\b", discourse.text[: phrase.start])
    last = max((one.end() for one in names), default=None)
    return last is not None and not any(
        (one.start or 0) < last <= (one.end or 0) for one in discourse.told if party_of(one) in told
    )


def _is_called(key: str, form: str, text: str) -> bool:
    """Return whether a body is one of what a noun calls it, or a name of its in the text begins so: "Council of"."""
    if form == "group":
        group = world.groups().get(key)
        return group is not None and group.sector in ARMED
    body = world.organizations().get(key)
    if body is None:
        return False
    begins = any(name.startswith(f"{form.capitalize()} of") and name in text for name in body.aliases)
    return begins or body.kind in BODY_NOUNS[form] or body.name.lower().endswith(form)


def _ahead(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return who is named next in this sentence after a comma: whom a pronoun in its first clause may mean."""
    stop = discourse.starts[0] if discourse.starts else len(discourse.text)
    for coming in (one for one in discourse.phrases if phrase.end < one.start < stop):
        if discourse.text.startswith(", ", coming.start - 2) or discourse.text.startswith(", the ", coming.start - 6):
            return _meant(discourse, coming) if coming.head not in {"pronoun", "dual", "other"} else None
    return None


@cache
def _kingdoms() -> frozenset[str]:
    """Return the codes of the countries that "the kingdom" may mean."""
    return frozenset(term.code for term in world.country_terms() if re.match(r"(?:\w+ )?Kingdom(?: of|$)", term.term))


@cache
def _organization(id: str) -> str:
    body = world.organizations().get(id) or world.groups().get(id)
    return body.name if body else id.removeprefix("org/")


def actors_of(discourse: Discourse, phrase: Phrase, told_here: bool) -> list[Actor]:
    """Return the actors of a phrase: one, two where it says `both`, or none."""
    discourse.enter(phrase.start)
    if phrase.head == "dual":
        discourse.both = both(discourse, phrase)
        return discourse.both
    if phrase.head == "other":
        return neighbour(discourse, phrase)
    if phrase.head == "pronoun" and FORMS[(phrase.name or "").lower()] in {"we", "i"}:
        return _speaking(discourse, phrase)
    actor = actor_of(discourse, phrase, told_here=told_here)
    if actor is not None and actor.basis == "pronoun" and FORMS.get((phrase.name or "").lower()) == "they":
        return _both_again(discourse, phrase, actor) or [actor, *_with_it(discourse, phrase, actor)]
    return [actor] if actor is not None else []


def _speaking(discourse: Discourse, phrase: Phrase) -> list[Actor]:
    """Return whom `we` and `I` mean in a text that is given in its authors' own voice; elsewhere it stays open."""
    opens = (one.who for one in discourse.answers if one.who is not None)
    if any(discourse.text[phrase.end : who[0]] == ", " or who[0] <= phrase.start < who[1] for who in opens):
        return []  # "We, the leaders of Rome and Oslo", "I, Roe, and I, Lee"
    named = discourse.authors(phrase.start)
    found = [discourse.again(phrase, one, "pronoun", 0.6) for one in named]
    own = found[0] if len(found) == 1 and (phrase.name or "").lower() in {"our", "my"} else None
    discourse.owner = own
    alone = _pronoun(discourse, phrase) if not found else None
    return [alone] if alone is not None else found


def _both_again(discourse: Discourse, phrase: Phrase, actor: Actor) -> list[Actor]:
    """Return the two or three whom "they" means: those of its own sentence, or of the one before that it goes on from.

    It goes on where it opens its sentence; who is named beside the two may be meant as well, and "them" a thing.
    """
    here, before = discourse.sentences[-1], discourse.sentences[-2:][0]
    told = [one for one in discourse.both if before <= (one.start or 0)]
    both = {*map(party_of, told)}
    others = {party_of(one) for one in discourse.told if (one.start or 0) >= here} - both
    within = bool(told) and (told[0].start or 0) >= here
    opens = phrase.name == "They" and phrase.start <= here + 1 and party_of(actor) in both | {None}
    asked = phrase.name == "them" and ASKED_TO.search(discourse.text, max(0, phrase.start - 16), phrase.start)
    spoke = SPOKE.match(discourse.text, phrase.end)
    own = asked or (phrase.name == "they" and not spoke and party_of(actor) not in others)
    if not told or not (own if within else opens):
        return []
    again = [discourse.again(phrase, one, "pronoun", 0.4) for one in told]
    discourse.bodies += again
    return again


def _with_it(discourse: Discourse, phrase: Phrase, actor: Actor) -> list[Actor]:
    """Return who else "they" means where it means a party of a list: "Rome and Oslo agreed. They will ..."."""
    party = party_of(actor)
    others = [one for one in listed(discourse, phrase, party) if party_of(one) != party] if party else []
    again = [discourse.again(phrase, one, "pronoun", 0.4) for one in others]
    discourse.bodies += again
    return again
