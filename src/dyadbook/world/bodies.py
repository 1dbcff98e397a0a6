"""Return organizations, armed and other groups, and the words for titles and for kinds of actors."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from .tables import parts, rows

_HOUSES = frozenset({"company", "media"})
_OF_STATES = frozenset({"igo", "alliance", "court", "bloc"})


class Organization(msgspec.Struct, frozen=True, gc=False):
    """An organization; `kind`: igo, alliance, court, bloc, ngo, company, media; `exact` aliases match as written."""

    id: str
    name: str
    aliases: tuple[str, ...]
    exact: tuple[str, ...]
    kind: str
    members: tuple[str, ...]
    sector: str

    @property
    def home(self) -> str | None:
        """Return the country of a company or of a medium; None for bodies of several countries."""
        return self.members[0] if self.kind in _HOUSES and len(self.members) == 1 else None

    @property
    def intergovernmental(self) -> bool:
        """Return whether it is one between states, whose officials act for it and not for the countries they are of."""
        return self.kind in _OF_STATES


class Group(msgspec.Struct, frozen=True, gc=False):
    """A non-state actor: armed group, party, people; `country` where it is based, None where in several or none."""

    id: str
    name: str
    aliases: tuple[str, ...]
    exact: tuple[str, ...]
    country: str | None
    sector: str


class Title(msgspec.Struct, frozen=True, gc=False):
    """Words beside a name, and the role that they tell of (as in Office.role where it is one)."""

    term: str
    role: str
    title: str
    sector: str | None
    country: str | None = None


class Agent(msgspec.Struct, frozen=True, gc=False):
    """A common noun for an actor, with its PLOVER sector."""

    term: str
    singular: str
    plural: bool
    sector: str


@cache
def organizations() -> Mapping[str, Organization]:
    """Return the organizations by id (`org/UN`)."""
    return MappingProxyType(
        {
            id: Organization(id, name, parts(aliases), parts(exact), kind, parts(members), sector)
            for id, name, aliases, exact, kind, members, sector in rows("organizations.csv")
        }
    )


@cache
def groups() -> Mapping[str, Group]:
    """Return the groups by id (`org/Hamas`)."""
    return MappingProxyType(
        {
            id: Group(id, name, parts(aliases), parts(exact), country or None, sector)
            for id, name, aliases, exact, country, sector in rows("groups.csv")
        }
    )


@cache
def titles() -> Mapping[str, Title]:
    """Return the titles by their words in lower case."""
    return MappingProxyType(
        {
            term: Title(term, role, title, sector or None, country or None)
            for term, role, title, sector, country in rows("titles.csv")
        }
    )


@cache
def agents() -> Mapping[str, Agent]:
    """Return the common nouns for actors, singular and plural, by their words."""
    found: dict[str, Agent] = {}
    for singular, plural, sector in rows("agents.csv"):
        found.setdefault(singular, Agent(singular, singular, False, sector))
        found.setdefault(plural, Agent(plural, singular, plural != singular, sector))
    return MappingProxyType(found)


@cache
def compounds() -> Mapping[str, str]:
    """Return phrases that hold a country's name and name something else ("Korean War"), with their kind."""
    return MappingProxyType({row[0]: row[1] for row in rows("compounds.csv")})
