"""Return which person a name means: one named in full before, one of the tables, or one whom no table knows.

Before any mention is resolved the whole article is searched for names in full, so that a surname alone is theirs. A
surname that stands alone otherwise is a leader's; two whom it may mean are kept as candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dyadbook import world
from dyadbook.records import Actor, Candidate
from dyadbook.steps.naming import ministries
from dyadbook.steps.naming.bodies import A_BODY
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.world.folding import fold

HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Gen|Lt|Col|Adm|Sen|Rep|Gov|Prof|Sheikh|Datuk|Dato|Seri|Messrs)\.?\s+$")
WOMAN = re.compile(r"\b(?:Mrs|Ms|Miss|Lady)\.?\s+$")
SPEAKS = re.compile(
    r"\s*+(?:,\s*+)?(?:\w+ly\s+)?(?:said|says|told|added|wrote|warned|tweeted|noted|argued|explained|stressed)\b"
)
SPOKEN = re.compile(r"\b(?:said|says|added|according to|told by|by|met|with|between|and|visit by)\s+$", re.I)
NO_NAME = re.compile(r"\b(?:Republican|Democrat)s?$|^[A-Z]\w+-(?:born|based|educated|raised)\b")
"""What describes somebody and is no name: "the Ohio Republican", "Peruvian-born Roe"."""
INITIAL = re.compile(r"(?<=\w)\s[A-Z]\.(?=\s)")
"""The initial of a second name, with which no table holds a person: "Rex W. Tillerson"."""
LEADING = frozenset({"head_of_state", "head_of_government", "leader"})
MINISTERS = frozenset({"foreign_minister", "defence_minister", "national_security_adviser", "trade_representative"})
"""Roles whose holder may be called by the surname alone where the article names the country."""
CABINET = MINISTERS | frozenset(
    "minister:finance minister:trade minister:justice minister:interior minister:energy chief_of_staff un_ambassador "
    "foreign_policy_chief chief_cabinet_secretary military_chief intelligence central_bank".split()
)
"""Roles whose holder may be called so with an honorific: "Mr. Ross"."""
DEPENDENT = frozenset("ASM GUM MNP PRI VIR HKG MAC GRL FRO ABW CUW SXM BMU CYM VGB TCA AIA MSR GIB FLK".split())
"""Territories whose leaders are named in full or with their land."""
GOVERNS = re.compile(r"^(?:head_of_state|head_of_government)$|(?<!deputy_)minister$")
"""Roles that one holds in the country whose name stands beside them."""


def learn(discourse: Discourse, phrase: Phrase) -> None:
    """Remember a country or a person named in full anywhere in the article, before any mention is resolved."""
    _learn_leader(discourse, phrase)
    if not (phrase.person or (phrase.head == "name" and phrase.name and " " in phrase.name)):
        return
    actor = by_name(discourse, phrase)
    if actor is None:
        return
    for short in _short_forms(discourse, actor, phrase):
        known = discourse.surnames.setdefault(short, [])
        match = next((index for index, other in enumerate(known) if _is_within(other.name, actor.name)), None)
        if match is None:
            known.append(actor)
        elif (actor.office and not known[match].office) or (actor.id and not known[match].id):
            known[match] = actor


def learn_namesake(discourse: Discourse, phrase: Phrase) -> None:
    """Remember a minister of one country whose name the tables know in others alone: he is a namesake.

    A comma may part two ("the Malian president, Xi Jinping and ..."), so behind one no leader is a namesake.
    """
    named = phrase.beside if phrase.beside is not None and phrase.beside.person else phrase
    role, code = phrase.title.basis if phrase.title else "", discourse.country_of(phrase)
    if not named.person or not named.name or code is None or phrase.former or not GOVERNS.search(role):
        return
    people = _people_of(named)
    apart = named is not phrase or phrase.end - phrase.start <= len(named.name)
    if apart and any(office.role in LEADING for one in people for office in one.offices):
        return
    if not any(code in {one.country, *(office.country for office in one.offices)} for one in people):
        discourse.namesakes[fold(named.name)] = code


def _people_of(phrase: Phrase) -> list[world.Person]:
    """Return the persons of the tables whom a phrase may name."""
    return [world.people()[entry.key] for entry in phrase.person if entry.key in world.people()]


def learn_short(discourse: Discourse, phrase: Phrase) -> None:
    """Remember a person named by title and surname alone: after "Vice President Pence", "Pence" is the same.

    So is a person of the tables after "Mr. Pence".
    """
    name = phrase.name or ""
    addressed = phrase.title is None and _is_addressed(discourse, phrase)
    if phrase.head != "name" or phrase.former or not name or " " in name or not (phrase.title or addressed):
        return
    if fold(name) in discourse.surnames or fold(name) in discourse.leaders or world.is_place_name(name):
        return
    actor = by_name(discourse, phrase)
    if actor is not None and not actor.candidates and (actor.id or not addressed):
        discourse.surnames[fold(name)] = [actor]


def _learn_leader(discourse: Discourse, phrase: Phrase) -> None:
    """Remember who leads a country and is named by title and surname: "President Trump" is nobody else's Trump."""
    name = phrase.name or ""
    if phrase.title is None or phrase.former or not name or " " in name:
        return
    role = phrase.title.basis
    led = [
        one for one in world.people_named(name, discourse.on)
        if role in LEADING and any(office.role == role for office in world.offices_of(one.id, discourse.on))
    ]  # fmt: skip
    if len(led) == 1 and (led[0].country in discourse.named or _led(discourse, phrase) is None):
        discourse.leaders[fold(name)] = led[0]


def _short_forms(discourse: Discourse, actor: Actor, phrase: Phrase) -> set[str]:
    """Return by what a person named in full may be called later, folded: "Mahdi" and "Abdul Mahdi".

    It is the first name where that stands alone in the article and the last never does: Xie Xiaoyan is "Xie".
    """
    person = world.people().get(actor.id or "")
    words = fold(phrase.name or actor.name).split()
    if person is not None and fold(person.surname) == words[0]:
        return {words[0]}
    ends = {" ".join(words[at:]) for at in range(1, len(words))} | ({fold(person.surname)} if person else set())
    seen = any(start <= phrase.start and phrase.end <= end for start, end in discourse.seen)
    first = len(words) < 4 and words[0] in discourse.alone and (seen or not world.is_place_name(words[0]))
    return ends | ({words[0]} if first and not ends & discourse.alone else set())


def by_name(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return the person whom a phrase names; None where its words show no person."""
    name = INITIAL.sub("", phrase.name or "")
    if (code := discourse.namesakes.get(fold(phrase.name or ""))) is not None:
        return _unlisted(discourse, phrase, code, "title" if phrase.title else "name", 0.7)
    if phrase.person:
        return _choose(discourse, phrase, _people_of(phrase))
    fitting = [actor for actor in discourse.surnames.get(fold(name), []) if _fits(discourse, actor, phrase)]
    if phrase.title is None and (just := _just_named(discourse, phrase, fitting)) is not None:
        return discourse.again(phrase, just, "surname", 0.9)
    leader = discourse.leaders.get(fold(name))
    if leader is not None and not _called_otherwise(discourse, phrase, leader):
        return discourse.known(phrase, leader, "surname", 0.9)
    if fitting:
        return _by_surname(discourse, phrase, fitting)
    known_then = world.people_named(name, discourse.on) if discourse.on else ()
    people = [person for person in known_then if _leads(discourse, person, phrase)]
    if people and not any(person.country in discourse.named for person in people) and (led := _led(discourse, phrase)):
        return discourse.known(phrase, led, "named", 0.7)  # "President Obama", no longer in office
    if people:
        return _choose(discourse, phrase, people)
    if name != phrase.name and (same := world.people_named(name)):
        return _choose(discourse, phrase, list(same))
    if (led := _led(discourse, phrase) or _undated(discourse, phrase)) is not None:
        return discourse.known(phrase, led, "named", 0.7)
    return _stranger(discourse, phrase)


def _by_surname(discourse: Discourse, phrase: Phrase, fitting: Sequence[Actor]) -> Actor | None:
    """Return whom a surname means of those who bear it in the article."""
    if len(fitting) > 1:
        fitting = [actor for actor in fitting if _in_office(discourse, actor)] or fitting
    if len(fitting) > 1:  # of a family, who held an office is called by the surname alone
        known_to_tables = [actor for actor in fitting if actor.id in world.people()]
        fitting = known_to_tables if len(known_to_tables) == 1 else fitting
    if len(fitting) > 1:
        fitting = _named_so_far(discourse, fitting) or fitting
    if len(fitting) == 1:
        return discourse.again(phrase, fitting[0], "surname", 0.9)
    return _several(discourse, phrase, [(actor.id or actor.name, actor.name) for actor in fitting], fitting[-1])


def _just_named(discourse: Discourse, phrase: Phrase, fitting: Sequence[Actor]) -> Actor | None:
    """Return the only one of a surname that comes first whom this sentence and the one before name: "Kim Sun-ah"."""
    since, name = [0, 0, *discourse.sentences][-2], fold(phrase.name or "")
    near = [one for one in discourse.persons if since <= (one.start or 0) and name in fold(one.text or "").split()]
    if len({one.name for one in near}) != 1 or not fold(near[0].name).startswith(f"{name} "):
        return None
    full = any(fold(one.name) in fold(one.text or "") for one in near)
    return next((one for one in fitting if one.name == near[0].name), None) if full else None


def _named_so_far(discourse: Discourse, fitting: Sequence[Actor]) -> list[Actor]:
    """Return of several with one surname the only one named before; of more, whom that surname alone has meant."""
    before = [one for one in fitting if any(other.name == one.name for other in discourse.persons)]
    called = [
        one for one in before
        if any(other.name == one.name and other.basis == "surname" for other in discourse.persons)
    ]  # fmt: skip
    return before if len(before) == 1 else called if len(called) == 1 else []


def _called_otherwise(discourse: Discourse, phrase: Phrase, leader: world.Person) -> bool:
    """Return whether the words before a surname are another's: "Mrs. Trump", a country or a title not the leader's."""
    code, held = discourse.country_of(phrase), {office.role for office in world.offices_of(leader.id, discourse.on)}
    return (
        (phrase.title is not None and (phrase.former or phrase.title.basis not in held))
        or code not in {None, leader.country}
        or WOMAN.search(discourse.text, max(0, phrase.start - 8), phrase.start) is not None
    )


def _led(discourse: Discourse, phrase: Phrase) -> world.Person | None:
    """Return the one who has led a country that the article names, where a surname stands alone: "Abe", "Obama"."""
    name = phrase.name or ""
    if " " in name or world.is_place_name(name):
        return None
    people = {person.id: person for each in (name, f"al-{name}") for person in world.people_named(each)}
    led = [
        (office.since or date.min, person)
        for person in people.values()
        if person.surname.removeprefix("al-") == name and person.country in discourse.named
        for office in person.offices
        if office.role in LEADING and (discourse.on is None or (office.since or date.min) <= discourse.on)
    ]
    codes = {person.country for _, person in led}
    return max(led, key=lambda one: one[0])[1] if len(codes) == 1 else None


def _undated(discourse: Discourse, phrase: Phrase) -> world.Person | None:
    """Return the only one of a surname who ever was a minister of a country named, where an article has no date."""
    name = phrase.name or ""
    if discourse.on is not None or " " in name or world.is_place_name(name):
        return None
    people = {
        person.id: person
        for person in world.people_named(name)
        if person.surname == name and person.country in discourse.named
        and any(office.role in MINISTERS for office in person.offices)
    }  # fmt: skip
    return people.popitem()[1] if len(people) == 1 else None


def _in_office(discourse: Discourse, actor: Actor) -> bool:
    """Return whether a person held an office on the article's date: of two namesakes the dead one is not meant."""
    return discourse.on is not None and bool(world.offices_of(actor.id or "", discourse.on))


def _leads(discourse: Discourse, person: world.Person, phrase: Phrase) -> bool:
    """Return whether a bare surname may mean the person: its office fits the title or needs no naming."""
    code, roles = discourse.country_of(phrase), {office.role for office in world.offices_of(person.id, discourse.on)}
    if code is not None and code not in {office.country for office in person.offices}:
        return False
    if _is_dependent(person) and person.country not in discourse.named:
        return False
    if phrase.title is not None:
        told = phrase.title.basis not in LEADING or person.country in discourse.named
        return phrase.title.basis in roles or (told and not roles.isdisjoint(LEADING))  # no premier is "President Roe"
    known = LEADING | {"organization_head"}  # "Guterres" may be the head of the United Nations
    if person.country in discourse.named:
        known |= CABINET if _is_addressed(discourse, phrase) else MINISTERS
    elif _led(discourse, phrase) is not None:
        return False  # "Obama" in a story of the United States, when another of that name governs elsewhere
    elif _is_namesake(discourse, person, phrase.name or ""):
        return False  # "Lee" after "Mike Lee", where nothing tells of Singapore
    return " " not in (phrase.name or "") and not roles.isdisjoint(known) and not _is_dependent(person)


def _is_namesake(discourse: Discourse, person: world.Person, name: str) -> bool:
    """Return whether the article names somebody by the same surname and another first name."""
    own = fold(person.name).split()
    return any(
        world.pronoun_of(first[1]) is not None and fold(first[1]) not in own
        for first in re.finditer(rf"\b([A-Z]\w+)\s{re.escape(name)}\b", discourse.text)
    )


def _is_addressed(discourse: Discourse, phrase: Phrase) -> bool:
    """Return whether an honorific stands before a name: "Mr. Ross"."""
    return HONORIFIC.search(discourse.text, max(0, phrase.start - 20), phrase.start) is not None


def _fits(discourse: Discourse, actor: Actor, phrase: Phrase) -> bool:
    code = discourse.country_of(phrase)
    return code is None or actor.country in (None, code)


def _choose(discourse: Discourse, phrase: Phrase, people: list[world.Person]) -> Actor | None:
    code = discourse.country_of(phrase)
    if code:
        people = [person for person in people if person.country == code] or people
    if len(people) > 1:
        states = [person for person in people if not _is_dependent(person)]
        people = states or people
    if len(people) > 1 and discourse.on is not None:
        people = [person for person in people if world.offices_of(person.id, discourse.on)] or people
    if len(people) > 1:
        people = [person for person in people if person.country in discourse.named] or people
    if not people:
        return _stranger(discourse, phrase)
    if len(people) == 1:
        return discourse.known(phrase, people[0], "named", 0.95)
    latest = max(
        people, key=lambda person: max((office.since or date.min for office in person.offices), default=date.min)
    )
    return _several(
        discourse,
        phrase,
        [(person.id, person.name) for person in people],
        discourse.known(phrase, latest, "named", 0.5),
    )


def _several(discourse: Discourse, phrase: Phrase, choices: list[tuple[str, str]], best: Actor) -> Actor:
    share = round(1 / len(choices), 2)
    same = len({world.people()[id].country for id, _ in choices if id in world.people()}) == 1
    candidates = tuple(Candidate(id=id, name=name, score=share) for id, name in choices)
    return discourse.make(
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


def _stranger(discourse: Discourse, phrase: Phrase) -> Actor | None:
    """Return a person whom no table knows, where the words show that it is a person; None elsewhere."""
    name, code = phrase.name or "", discourse.country_of(phrase) or discourse.code_of_body(phrase)
    if A_BODY.search(name) or NO_NAME.search(name):
        return None
    basis = "title" if phrase.title else "name"
    if code is None and phrase.title is not None and phrase.title.sector in {"GOV", "MIL"}:
        code, role = ministries.near(discourse, phrase), phrase.title.basis
        if code is not None and (role == "leader" or not may_hold(name, role, code, discourse.on)):
            code = None  # whoever leads something else, and no country of the tables
        basis = "context" if code else basis
    before = discourse.text[max(0, phrase.start - 20) : phrase.start]
    seen = any(start < phrase.end and phrase.start < end for start, end in discourse.seen)
    shown = bool(phrase.office_words or _is_addressed(discourse, phrase) or (phrase.title and (seen or " " in name)))
    if not shown and (" " not in name or name.isupper() or world.is_place_name(name)):
        return None
    if not (
        shown
        or seen
        or SPEAKS.match(discourse.text, phrase.end)
        or SPOKEN.search(before)
        or discourse.text.startswith(",", phrase.end)
    ):
        return None
    return _unlisted(discourse, phrase, code, basis, 0.5 if basis == "context" else 0.7 if shown else 0.4)


def may_hold(name: str, role: str, code: str, on: date | None) -> bool:
    """Return whether somebody may hold an office in a country: not where the tables know that only others hold it.

    A president may be a company's, and advisers are many, so these are not asked for.
    """
    if role == "head_of_state" or not GOVERNS.search(role) or (on is not None and on >= world.TRUE_UNTIL):
        return True
    words = set(fold(name).split())
    held = [world.people()[office.person].name for office in world.holders(code, role, on)]
    return not held or any(words & set(fold(other).split()) for other in held)


def _unlisted(discourse: Discourse, phrase: Phrase, code: str | None, basis: str, score: float) -> Actor:
    """Return a person by the name and the office that the words give: one whom no table knows."""
    sector = phrase.title.sector if phrase.title else None
    return discourse.make(
        phrase,
        name=phrase.name or "",
        kind="person",
        country=code,
        id=discourse.body_of(phrase),
        office=discourse.office(phrase, None),
        basis=basis,
        sector=sector,
        score=score,
    )


def _is_within(one: str, other: str) -> bool:
    """Return whether one name ends as the other: Eddie Chow is Salesman Eddie Chow."""
    longer, shorter = sorted((fold(one), fold(other)), key=len, reverse=True)
    return f" {longer}".endswith(f" {shorter}")


def _is_dependent(person: world.Person) -> bool:
    """Return whether every office of a person is a territory's whose head of state is another country's too."""
    return person.country in DEPENDENT
