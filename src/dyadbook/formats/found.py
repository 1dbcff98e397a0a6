"""Return answers to single questions in words for people: who, when, where."""

from __future__ import annotations

from datetime import timedelta

from dyadbook.days import day_words
from dyadbook.lookup.date import FoundDates
from dyadbook.lookup.found_actor import FoundActor, LastOffice, OtherPerson
from dyadbook.lookup.persons import last_office
from dyadbook.lookup.place import FoundPlace
from dyadbook.records import Candidate, Record, Time
from dyadbook.world import countries, people

_FEW = 3  # of those of a surname that are told beside the likeliest
_MOST = 10  # of those whom words may mean that are told


def lines_of(found: Record) -> list[str]:
    """Return an answer in lines."""
    if isinstance(found, FoundActor):
        return _actor(found)
    if isinstance(found, FoundDates):
        problems = [found.problem] if found.problem else []
        return [*map(_time, found.timex), *problems] or ["no time is told in these words"]
    if isinstance(found, FoundPlace):
        return _place(found)
    raise TypeError(f"{type(found).__name__} is no answer")


def _actor(found: FoundActor) -> list[str]:
    """Return what was found of an actor's words, in one line or two."""
    if found.candidates:
        shown = [_candidate(candidate) for candidate in found.candidates[:_MOST]]
        more = len(found.candidates) - len(shown)
        head = "not sure, it may be" if len(found.candidates) > 1 else "not sure, in small letters it may be a name"
        return [
            f"{head}:",
            *shown,
            *([f"and {more} more: --json lists them; a first name tells them apart"] if more else []),
        ]
    if found.name is None and found.country is None and not found.sectors:
        return ["not known: no table has these words"]
    country = _country(found.country)
    office = f"{found.office} on {found.as_of}" if found.office and found.as_of else found.office
    first = [part for part in (found.name, country, office) if part]
    second = [
        f"sectors {' '.join(found.sectors)}" if found.sectors else "no sector known",
        f"known by: {found.basis}",
        f"score {found.score:.2f}",
        *([found.actor] if found.actor else []),
    ]
    lines = [" · ".join(first) or "nobody by name", " · ".join(second)]
    if found.known_until:
        lines.append(
            f"the tables tell who held which office until {day_words(found.known_until)}: "
            "of the day asked they know nothing"
        )
    elif found.last_office:
        lines.append(f"last known office: {_held(found.last_office)}")
    if found.namesakes:
        others = [_candidate(one).strip() for one in found.namesakes[:_FEW]]
        others += [f"and {len(found.namesakes) - _FEW} more"] if len(found.namesakes) > _FEW else []
        lines.append(f"others of that surname: {'; '.join(others)}")
    return lines


def _candidate(candidate: Candidate | OtherPerson) -> str:
    """Return one whom words may mean: name, country, and the last office that the tables know."""
    person = people().get(candidate.id)
    last = last_office(person.id, None) if person else None
    known = (_country(person.country), _held(last) if last else None) if person else ()
    return "  " + " · ".join(part for part in (candidate.name, *known) if part)


def _held(last: LastOffice) -> str:
    """Return an office with its ends."""
    since = f" from {day_words(last.since)}" if last.since else ""
    until = f" until {day_words(last.until)}" if last.until else " to the end of the tables"
    return f"{last.office},{since}{until}"


def _time(time: Time) -> str:
    """Return a time in a line: its words, TIMEX3 value, and the first and last day that it covers."""
    if time.begin and time.until:
        last = time.until - timedelta(days=1)
        days = str(time.begin) if last == time.begin else f"{time.begin} to {last}"
    else:
        days = "no days: the words lean on a date that is not given (--published)" if time.value is None else "no days"
    value = time.value or "value not known"
    if time.rule == "numeric" and time.precision == "year":
        days += " (which number is the day and which the month is not known)"
    return " · ".join(
        [f"“{time.text}”", f"{time.type} {value}", *([f"mod {time.mod}"] if time.mod else []), days]
        + ([time.precision] if time.precision != "unknown" else [])
    )


def _place(found: FoundPlace) -> list[str]:
    """Return a place in a line, and what else the words may mean in another."""
    others = [f"{one.name}, {', '.join(part for part in (one.division, one.country) if part)} ({one.score:.2f})"
              for one in found.candidates]  # fmt: skip
    if found.name is None:
        country = f"somewhere in {_country(found.country)}" if found.country else "not known"
        return [
            f"{country}, not sure which" if others else country,
            *([f"may be: {'; '.join(others)}"] if others else []),
        ]
    where = "a country" if found.is_country else _country(found.country) or "no country's"
    point = f"{found.lat:.3f}, {found.lon:.3f}" if found.lat is not None and found.lon is not None else "no point"
    known = [f"GeoNames {found.geonames}"] if found.geonames else []
    first = " · ".join([found.name, where, point, *known, f"score {found.score:.2f}"])
    return [first, *([f"may also be: {'; '.join(others)}"] if others else [])]


def _country(code: str | None) -> str | None:
    known = countries().get(code or "")
    return f"{known.name} ({code})" if known else code
