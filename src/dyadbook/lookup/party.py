"""Return the party or actor that somebody typed: a code, an id, or a name that the world's tables have.

Level 3. Nothing is guessed: what is not known is refused, with the near ones named.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from dyadbook.errors import UsageError
from dyadbook.world import countries, country_of, country_terms, groups, ids_named, name_rows, organizations
from dyadbook.world.folding import fold

_FEW = 5  # persons of one name that are told; names that are near
_SHOWN = 3  # countries of near names that are told
_ALIKE = 0.65  # how alike a near name is, of 1
_ALIKE_ELSE = 0.8  # and one that begins with another letter, which few mistype: Wakanda is no Rwanda
_NAMES = frozenset({"name", "abbreviation"})


def party_id(words: str) -> str:
    """Return the id of the party that these words name: a code, an id or a country's name.

    Raises: UsageError that names the near ones.
    """
    if not isinstance(words, str):
        raise UsageError(f"{words!r} is no party: give each as a text of its own, as in 'USA'.")
    if (known := _known_party(words)) is not None:
        return known
    shown = near_countries(words.strip())
    hint = f"did you mean {' or '.join(shown)}?" if shown else "give a code as in USA, an id as in org/EU, or a name."
    raise UsageError(f"{words!r} is no party that is known: {hint}")


def actor_id(words: str) -> str:
    """Return the id of the actor that these words name: a party, or a person of the tables by id or name.

    Raises: UsageError that names the near parties, or the persons of that name where there are several.
    """
    if (known := _known_party(words)) is not None:
        return known
    name = words.strip()
    found = ids_named(name) or [id for id, _, _ in name_rows() if id == name]
    if len(found) > 1:
        more = ", ..." if len(found) > _FEW else ""
        raise UsageError(f"{words!r} may be several persons: give one of {', '.join(found[:_FEW])}{more}.")
    return found[0] if found else party_id(words)


def _known_party(words: str) -> str | None:
    """Return the id of the party of this code, id or name, with "the" before it or not; None where there is none."""
    name = words.strip()
    given = dict.fromkeys((name, re.sub(r"(?i)\Athe\s+", "", name)))
    return next((known for one in given if (known := _party(one)) is not None), None)


def _party(name: str) -> str | None:
    """Return the id of the party of this code, id or name, in letters of either case; None where there is none."""
    if name.upper() in countries():
        return name.upper()
    if name in organizations() or name in groups():
        return name
    # Terms in running text ask for capitals ("turkey" is a bird); whoever types a party has no such words around it.
    for written in (name, name.title(), name.upper()):
        if (named := country_of(written)) is not None:
            return named
    ids = {known.lower(): known for known in (*organizations(), *groups())}
    return ids.get(name.lower()) or ids.get(f"org/{name.lower()}") or _bodies().get(fold(name))


@cache
def _bodies() -> dict[str, str]:
    """Return the ids of bodies and armed groups by their names and aliases, as far as one alone has the name."""
    found: dict[str, set[str]] = {}
    named = [(body.id, body.name, body.aliases) for body in organizations().values()]
    named += [(group.id, group.name, group.aliases) for group in groups().values()]
    for id, name, aliases in named:
        for written in (name, *aliases):
            found.setdefault(fold(written), set()).add(id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def near_countries(name: str, *, alike: float = _ALIKE) -> list[str]:
    """Return the countries of which a name or the code is near to this one, the nearest first: `CHN (China)`."""
    terms: dict[str, dict[str, None]] = {}
    for term in country_terms():
        if term.code in countries() and term.basis in _NAMES:
            terms.setdefault(term.term.lower(), {})[term.code] = None
    for code, country in countries().items():
        terms.setdefault(country.name.lower(), {})[code] = None
        if len(name) <= len(code):
            terms.setdefault(code.lower(), {})[code] = None
    found = difflib.get_close_matches(name.lower(), terms, n=4 * _FEW, cutoff=alike)
    sure = set(difflib.get_close_matches(name.lower(), found, n=_FEW, cutoff=_ALIKE_ELSE))
    near = [term for term in found if term[0] == name[:1].lower() or term in sure][:_FEW]
    codes = list(dict.fromkeys(code for term in near for code in terms[term]))[:_SHOWN]
    return [f"{code} ({countries()[code].name})" for code in codes]
