"""Return the states and territories of the world, and the country that a term names on a day.

Own codes stand beside ISO 3166 alpha-3 for past states (SUN, YUG, SCG, DDR, CSK, VDR, YMD) and for states that few or
none recognize (XKX, ABK, OST, NKR, TRN, NCY, SML, DNR, LNR). A code recognizes nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec

from .folding import fold, plain
from .tables import day, holds, marked_rows, rows


class Country(msgspec.Struct, frozen=True, gc=False):
    """A state or territory; `lat` and `lon` are its capital's, in degrees."""

    code: str
    name: str
    since: date | None
    until: date | None
    capital: str | None
    lat: float | None
    lon: float | None


class Term(msgspec.Struct, frozen=True, gc=False):
    """Words that stand for a country or, at a seat, for an organization (`org/EU`); `case`: any, capital or exact."""

    term: str
    code: str
    basis: str
    case: str
    sector: str | None
    since: date | None
    until: date | None
    own: bool = False


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries by code."""
    return MappingProxyType(
        {
            code: Country(
                code,
                name,
                day(since),
                day(until),
                capital or None,
                float(lat) if lat else None,
                float(lon) if lon else None,
            )
            for code, name, since, until, capital, lat, lon in rows("countries.csv")
        }
    )


def country_name(code: str) -> str:
    """Return the name of a country; the code itself where the tables do not have it."""
    country = countries().get(code)
    return country.name if country else code


@cache
def country_terms() -> tuple[Term, ...]:
    """Return all terms that stand for countries."""
    return tuple(
        Term(term, code, basis, case, sector or None, day(since), day(until), own)
        for (term, code, basis, case, sector, since, until), own in marked_rows("country_terms.csv")
    )


@cache
def _by_fold() -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in country_terms():
        found.setdefault(fold(term.term), []).append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def case_fits(written: str, term: str, case: str) -> bool:
    """Return whether the letters of `written` have the case that the term asks for; both words fold alike.

    any: each way. exact: as the term is written. capital: the first letter is a capital.
    """
    if case == "any":
        return True
    if case == "exact":
        return plain(written) == plain(term)
    return written[:1].isupper()


def country_of(term: str, on: date | None = None) -> str | None:
    """Return the code of the one country that a term names (on that day), or None where none or several do.

    Words that stand for a country only beside it ("the North") name none here.
    """
    words = term.strip()
    fitting = [
        entry
        for entry in _by_fold().get(fold(words), ())
        if entry.basis != "context" and "/" not in entry.code and case_fits(words, entry.term, entry.case)
    ]
    if on is not None:
        fitting = [entry for entry in fitting if holds(entry.since, entry.until, on, entry.own)]
    codes = {entry.code for entry in fitting}
    if len(codes) > 1 and on is None:
        codes = {entry.code for entry in fitting if entry.until is None}
    return codes.pop() if len(codes) == 1 else None
