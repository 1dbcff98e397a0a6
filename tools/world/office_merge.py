"""Return the sources' holdings merged, person by person.

Sources in order of trust: by hand, the Factbook, Archigos and REIGN, Phoenix. Two holdings are one person's where their
country agrees, their names may be one, and their times touch. What a better source tells of a role in a country at a
time, a lesser one does not; what the lesser one tells of other times is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from .base import ascii_fold
from .office_sources import FIRST_DAY, Holding
from .people_names import alike, in_order, may_be_one, may_be_one_in_full, tokens_of

END = date(2026, 2, 1)
_HEADS = frozenset({"head_of_state", "head_of_government", "leader", "head"})
_MONARCHS = frozenset({"elizabeth ii", "charles iii"})
_RANK = {"hand": 0, "factbook": 1, "archigos": 2, "reign": 3, "phoenix": 4}


@dataclass
class Person:
    """A person in the making: the first holding gives the name."""

    name: str
    surname: str
    given: str
    country: str
    holdings: list[Holding] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> set[str]:
        """Return the folded words of all forms of the name."""
        return {word for name in (self.name, *self.forms) for word in tokens_of(name)}


def _days_apart(one: Holding, other: Holding) -> int:
    """Return the days between two holdings, 0 where they overlap."""
    begin, end = one.since or FIRST_DAY, one.until or END
    first, last = other.since or FIRST_DAY, other.until or END
    return max(0, (first - end).days, (begin - last).days)


def _shared(one: Holding, other: Holding) -> float:
    """Return the days that two holdings share, as a part of the longer one."""
    begin, end = max(one.since or FIRST_DAY, other.since or FIRST_DAY), min(one.until or END, other.until or END)
    longer = max(((own.until or END) - (own.since or FIRST_DAY)).days for own in (one, other))
    return max(0, (end - begin).days) / max(1, longer)


def _same_start(person: Person, holding: Holding) -> bool:
    """Return whether a head's office of this person has about the time of the holding, a head's too."""
    if holding.role not in _HEADS or holding.since is None:
        return False
    heads = [own for own in person.holdings if own.role in _HEADS and own.since]
    return any(abs((own.since - holding.since).days) <= 20 or _shared(own, holding) > 0.6 for own in heads if own.since)


def _same_role(person: Person, holding: Holding) -> bool:
    """Return whether this person has an office of the holding's role from the same days on, no mere `minister`."""
    return holding.role != "minister" and any(
        own.role == holding.role and own.since and holding.since and abs((own.since - holding.since).days) <= 20
        for own in person.holdings
    )


def _may_be_called(person: Person, holding: Holding) -> bool:
    """Return whether this person may have the full name of the holding.

    Another source may write "Mary Elizabeth Truss" for Liz Truss or "Garcia Perez" for Alan García, who has the seat
    from that day; names that one source writes so differently are two persons'.
    """
    full = [own for own in person.holdings if " " in own.name]
    if " " not in holding.name or not full:
        return True
    if any(may_be_one_in_full(own.name, holding.name, holding.country) for own in full):
        return True
    if any(own.source == holding.source for own in full):
        return False
    same = _same_role(person, holding)
    surnames = tokens_of(person.surname) <= tokens_of(holding.name) or tokens_of(holding.surname) <= person.words
    return (same and holding.role in _SEATS) or (surnames and (same or _same_start(person, holding)))


def _near_given(person: Person, holding: Holding) -> bool:
    """Return whether the given names are spellings of one name: Sergei and Sergey."""
    return bool(person.given and holding.given) and alike(ascii_fold(person.given), ascii_fold(holding.given)) > 0.75


def _fits(person: Person, holding: Holding) -> float:
    """Return how well a holding is this person's; 0 where it is another's."""
    if not tokens_of(holding.name) & person.words and not _same_start(person, holding):
        return 0.0
    likeness = max(
        may_be_one(name, person.surname, holding.name, holding.surname) for name in (person.name, *person.forms)
    )
    if likeness == 0 or not _may_be_called(person, holding):
        return 0.0
    apart = min(_days_apart(own, holding) for own in person.holdings)
    starts = [abs(((own.since or FIRST_DAY) - (holding.since or FIRST_DAY)).days) for own in person.holdings]
    head = holding.role in _HEADS and any(own.role in _HEADS for own in person.holdings)
    if likeness == 1.0:
        limit = 365 * 30 if " " in holding.name else 3650
        return likeness + (0.1 if apart == 0 else 0.0) if apart < limit else 0.0
    if likeness >= 0.9:
        single = " " not in holding.name or " " not in person.name
        if single:
            return (likeness if apart == 0 else 0.6 * (apart < 3650)) if head else 0.0
        ordered = any(in_order(name, holding.name) for name in (person.name, *person.forms))
        return likeness if apart == 0 else 0.5 * (apart < 3650 and ordered)
    if head and likeness >= 0.7 and max(_shared(own, holding) for own in person.holdings if own.role in _HEADS) > 0.6:
        return likeness
    roles = [own for own in person.holdings if own.role == holding.role and own.country == holding.country]
    few = holding.role == "deputy_head"  # of ministers there are too many at a time
    if likeness >= (0.75 if few else 0.8) and any(_shared(own, holding) > 0.6 for own in roles):
        return likeness
    same_given = bool(person.given) and ascii_fold(person.given) == ascii_fold(holding.given)
    if likeness >= 0.75 and apart == 0 and (same_given or (not head and _near_given(person, holding))):
        return 0.7
    if likeness >= 0.75:
        return likeness if head and apart == 0 and min(starts) <= 400 else 0.0
    return likeness if head and min(starts) <= (20 if likeness >= 0.7 else 5) else 0.0


def merge(holdings: Iterable[Holding]) -> list[Person]:
    """Return the persons that hold the holdings, which come in order of trust."""
    by_country: dict[str, list[Person]] = defaultdict(list)
    by_hand: dict[str, Person] = {}
    for holding in holdings:
        peers = by_country[holding.country]
        monarch = holding.source == "factbook" and ascii_fold(holding.name) in _MONARCHS
        found = by_hand.get(ascii_fold(holding.name))
        if found and holding.source != "hand" and min(_days_apart(own, holding) for own in found.holdings) > 9000:
            found = None  # a namesake of another time
        countries = {own.country for own in found.holdings if "/" not in own.country} if found else set()
        if countries and holding.source == "phoenix" and holding.country not in countries:
            found = None  # a namesake of another country, whose ministers Phoenix lists
        if found is None and holding.source != "hand" and not monarch:
            fits = [(_fits(person, holding), person) for person in peers]
            best = max((likeness for likeness, _ in fits), default=0.0)
            alike_ones = [person for likeness, person in fits if likeness == best >= 0.5]
            found = max(alike_ones, key=lambda person: _same_start(person, holding), default=None)
        if found is None:
            found = Person(holding.name, holding.surname, holding.given, holding.country)
            if holding.source == "hand" or monarch:
                by_hand[ascii_fold(holding.name)] = found
        if not any(person is found for person in peers):
            peers.append(found)
        found.holdings.append(holding)
        if "," not in holding.name and " " in holding.name:
            found.forms[holding.name] = None
        if " " not in found.name and " " in holding.name:
            found.name, found.surname, found.given = holding.name, holding.surname, holding.given
        for form in holding.forms:
            if " " in form and "," not in form:
                found.forms[form] = None
    return list({id(person): person for people in by_country.values() for person in people}.values())


_COVER = {
    "leader": ("head_of_state", "head_of_government", "leader"),
    "head": ("head_of_state", "head_of_government", "leader", "head"),
    "minister": (
        "minister",
        "foreign_minister",
        "defence_minister",
        "minister:finance",
        "deputy_head",
        "head_of_government",
    ),
    "minister:security": ("minister:security", "defence_minister", "minister:intelligence"),
}


def _longer(own: Holding, other: Holding) -> Holding:
    """Return a holding that was last seen on its last day, ended where a lesser source saw its end."""
    if own.precision == "seen" and own.until and other.until and other.until > own.until and other.role != "minister":
        return replace(own, until=other.until, precision=other.precision)
    return own


_ODD_DAYS = 40
"""Sources differ in an office's ends by some days: what one tells beyond another's is kept if it is longer."""


def _without(holding: Holding, spans: Iterable[tuple[date, date]]) -> list[Holding]:
    """Return what is left of a holding beside the spans that better sources tell."""
    end = holding.until or END
    left = [(holding.since or FIRST_DAY, end)]
    cut = False
    for begin, last in spans:
        cut = cut or any(first < last and begin < until for first, until in left)
        parts = [part for first, until in left for part in ((first, min(until, begin)), (max(first, last), until))]
        left = [(first, until) for first, until in dict.fromkeys(parts) if first < until]
    if not cut:
        return [holding]
    return [
        replace(
            holding,
            since=first,
            until=holding.until if until == end else until,
            precision="day" if until != end and holding.precision == "seen" else holding.precision,
        )
        for first, until in left
        if (until - first).days > _ODD_DAYS
    ]


def kept_of(person: Person, told: dict[tuple[str, str], list[Holding]]) -> list[Holding]:
    """Return a person's holdings without what a better source tells: of this person, or of the seat by hand."""
    kept: list[Holding] = [own for own in person.holdings if own.source == "hand"]
    for holding in sorted(person.holdings, key=lambda own: _RANK[own.source]):
        if holding.source == "hand":
            continue
        roles = _COVER.get(holding.role, (holding.role,))
        spans = []
        for spot, own in enumerate(kept):
            if own.country == holding.country and own.role in roles and _days_apart(own, holding) <= _ODD_DAYS:
                kept[spot] = own = _longer(own, holding)
                # By hand an office ends when it ends: another source that goes on is late.
                late = own.source == "hand" and own.role == holding.role
                spans.append((own.since or FIRST_DAY, END if late else own.until or END))
        if holding.role in _SEATS:
            spans += [(own.since or FIRST_DAY, own.until or END) for own in told[holding.country, holding.role]]
        kept += _without(holding, spans)
    return sorted(kept, key=lambda own: (own.since or FIRST_DAY, own.role))


def end_at_successors(people: Iterable[Person]) -> None:
    """End a tenure that a source still shows, or ends by month, on the day when by another source the next begins."""
    starts: dict[tuple[str, str], list[tuple[date, str, Person]]] = defaultdict(list)
    for person in people:
        for own in person.holdings:
            if own.since and own.role in _SEATS and own.precision != "year":
                starts[own.country, own.role].append((own.since, own.source, person))
    for person in people:
        for spot, own in enumerate(person.holdings):
            later = [
                since
                for since, source, other in starts[own.country, own.role]
                if other is not person
                and source != own.source
                and (own.since or FIRST_DAY) < since < (own.until or END)
            ]
            if later and own.precision in {"seen", "month"}:
                person.holdings[spot] = replace(own, until=min(later), precision="day")


_SEATS = frozenset({"head_of_state", "head_of_government", "leader"})
