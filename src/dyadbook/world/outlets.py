"""Return the outlets that the tables know, and in which country an outlet has its head office.

That country says from where news is told. It is no actor's country, and nothing that reads asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import urlsplit

import msgspec

from .folding import fold
from .tables import marked_rows, parts

_MARKS = re.compile(r"[^\w\s]")


class Outlet(msgspec.Struct, frozen=True, gc=False):
    """An outlet: what it is called, the domains that it writes under, the country of its head office."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    own: bool = False


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the outlets, the user's own last."""
    return tuple(
        Outlet(name, parts(aliases), parts(domains), country, own)
        for (name, aliases, domains, country), own in marked_rows("outlets.csv")
    )


def outlet_country(name: str | None, url: str | None = None) -> str | None:
    """Return the country of an outlet by the address of an article of it, else by its name; None: not known.

    A name that outlets of several countries bear tells nothing, and no ending of a domain (`.fr`) stands for a country.
    """
    found = _of_host(_host(url)) if url else None
    if found is None and name:
        found = _by_name().get(_key(name)) or _of_host(name.lower())  # some articles name their site as their outlet
    return found


def outlet_named(words: str) -> str | None:
    """Return the name of the outlet that words are a name of, the words where several bear it; None: not known."""
    names = _called().get(_key(words), ())
    return names[0] if len(names) == 1 else words if names else None


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """Return a name as it is compared where outlets are counted: `The Harbor Ledger.` is `harbor ledger`.

    More is not guessed: `harborledger.com` may be of another, and so may `Harbor Ledger Online`.
    """
    return _key(_MARKS.sub("", fold(name))) or name


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """Return the outlets by each of their names as it is compared: one of the user's own alone, where he has one."""
    found: dict[str, dict[str, bool]] = {}
    for outlet in outlets():
        for key in map(_key, (outlet.name, *outlet.aliases)):
            found.setdefault(key, {})[outlet.name] = outlet.own
    return {key: tuple(n for n, own in named.items() if own or not any(named.values())) for key, named in found.items()}


def _of_host(host: str) -> str | None:
    """Return the country of a domain, or of the one that it lies within."""
    labels = host.split(".")
    names = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((country for name in names if (country := _by_domain().get(name))), None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # no address that can be read
        return ""


@cache
def _by_domain() -> Mapping[str, str]:
    return {domain: outlet.country for outlet in outlets() for domain in outlet.domains}


@cache
def _by_name() -> Mapping[str, str]:
    """Return the countries by names as they are compared, without names of several countries; the user's own win."""
    found: dict[str, str | None] = {}
    for outlet in outlets():
        for name in map(_key, (outlet.name, *outlet.aliases)):
            there = found.get(name, outlet.country)
            found[name] = outlet.country if outlet.own or there == outlet.country else None
    return {name: country for name, country in found.items() if country}


def _key(name: str) -> str:
    return " ".join(fold(name).split()).removeprefix("the ")
