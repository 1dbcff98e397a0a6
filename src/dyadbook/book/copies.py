"""Return which texts are copies or versions of others: wire stories under several mastheads, changed texts.

Level 4, pure functions; the only importer of rensa. A copy is not a second source: it counts with its original. A work
is known by its address: of two articles at one address the newer holds, and the older is superseded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from operator import eq
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec import Meta

from dyadbook.records import Record, Status

HASHES, BAND = 128, 4  # of a signature, and of a band: texts that are alike by half nearly always share a band
NEAR = 0.45  # how much of their runs of words two texts share, from which on one is a copy of the other
RUN = 5  # words; two texts on one matter share few runs of five, copies most
SHORTEST = 40  # words of a text that can be told from others by its runs
SEED = 1

_WORD = re.compile(r"\w+")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|cmpid|ito|ref|src|smid|outputtype|amp)\Z", re.IGNORECASE)


class Edition(Record, frozen=True, kw_only=True):
    """One article of a work, as far as must be known to tell which one holds."""

    own: Annotated[Status, Meta(description="what the text says of itself")] = "current"
    retrieved: date | None = None
    published: date | None = None


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash signature of a text; an empty one where it is too short to be told from others."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return ()
    from rensa import RMinHash  # type: ignore[attr-defined]  # it is compiled and bears no types

    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update([" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)])
    return tuple(sketch.digest())


def bands(signature: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of a signature: only texts that share one are compared."""
    return tuple(
        f"{at // BAND}:" + "-".join(map(str, signature[at : at + BAND])) for at in range(0, len(signature), BAND)
    )


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """Return how much of their runs of words two texts share, 0 to 1, as their signatures have it."""
    if not one or len(one) != len(other):
        return 0.0
    same: int = sum(map(eq, one, other))
    return same / len(one)


def original(one: Sequence[int], others: Iterable[tuple[str, Sequence[int]]]) -> str | None:
    """Return which of the others a text is a copy of, by its signature: the most alike; None where none is near."""
    alike = max(((share(one, other), name) for name, other in others), default=(0.0, ""))
    return alike[1] if alike[0] >= NEAR else None


def address(url: str) -> str | None:
    """Return the address by which a work is known: without scheme, `www.`, what tracks readers, and fragment.

    None where it is that of a whole site, which is no work.
    """
    parts = urlsplit(url.strip())
    host = re.sub(r"^(?:www|m|mobile|amp)\.", "", (parts.hostname or "").lower())
    query = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)]
    path = re.sub(r"/(?:amp|index\.html?)?/*\Z", "", parts.path)
    return host + path + (f"?{urlencode(sorted(query))}" if query else "") if path or query else None


def statuses(editions: Sequence[Edition]) -> list[Status]:
    """Return the status of each edition of one work, given in the order of filing: all but the newest are superseded.

    The newest is the one retrieved last, then published last, then filed last. What was retracted stays so.
    """
    numbers = versions(editions)
    newest = max(numbers, default=0)
    return [
        one.own if number == newest or one.own == "retracted" else "superseded"
        for number, one in zip(numbers, editions, strict=True)
    ]


def versions(editions: Sequence[Edition]) -> list[int]:
    """Return which version of one work each edition is, given in the order of filing: the oldest is 1."""
    ages = [(one.retrieved or date.min, one.published or date.min, at) for at, one in enumerate(editions)]
    places = {age: place for place, age in enumerate(sorted(ages), start=1)}
    return [places[age] for age in ages]
