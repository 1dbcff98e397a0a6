"""Return what speaks for it that somebody who speaks is of a country: what his words, the article and its outlet tell.

It goes by how near the country is named to him and as what, who acts and who spoke before, of which countries the
article tells most, whether its outlet leaves out its own, the words of American politics, and where the known persons
who bear his name are of.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dyadbook import world
from dyadbook.records import Actor, Reading
from dyadbook.steps.genres.datelines import dateline_country
from dyadbook.steps.saying.attribution import Attribution, Span
from dyadbook.steps.saying.speaker_context import Context, same, within
from dyadbook.steps.saying.speakers import has_name, is_named
from dyadbook.steps.sides import OFFICIAL
from dyadbook.steps.table import up_to
from dyadbook.world.lexicon import find_terms

AMERICAN = re.compile(
    r"(?<!Christian )(?<!Social )(?<!Liberal )(?<!Free )\b(?:Republicans?|Democrats?|Democratic|GOP)\b(?! Party of)"
    r"|\b[Aa]dministration (?:officials?|sources?)\b|\b(?:of|in) Congress\b|\b[Cc]ongressional\b"
)
"""Words of people in American politics, where an article tells of the United States."""
AMERICAN_NEAR = re.compile(
    r"\b(?:Sen\.|Rep\.|Gov\.|Senator|Congress(?:wo)?man|Democrat|Republican|R-|D-|House|Senate|Pentagon"
    r"|Attorney General|Secretary|Gen\.|Lt\.|Adm\.|Air Force|Brookings|RAND|Heritage|Cato|Carnegie"
    r"|Council on Foreign Relations)\b"
)
"""Titles and institutions, most of them American, beside a name."""
TRADE = re.compile(
    r"\b(?:analyst|expert|professor|researcher|fellow|scholar|economist|director|historian|author|columnist|strategist)s?\b",
    re.I,
)
ABROAD = frozenset({"org/REUTERS", "org/AP", "org/AFP", "org/UPI", "org/BBC", "org/ALJAZEERA"})
"""Outlets that write for readers of all countries: what they tell has no home."""
WINDOW = 200
"""Characters around a name within which a country is near."""
SHARES = (0.02, 0.1, 0.3, 0.6)
"""The shares of a country among the known persons who bear a name, up to which they are told apart."""
SPOTS = 6
"""Mentions of a speaker of which the surroundings count."""


@dataclass(frozen=True, slots=True)
class Option:
    """A country that a speaker may be of, or None for no one country, with what speaks for and against it."""

    country: str | None
    signs: frozenset[str]


class CountrySigns:
    """What an article tells of the countries of its speakers."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.text
        mentions = sorted(
            (one for one in context.reading.mentions if one.country and one.basis != "pronoun"),
            key=lambda one: one.start or 0,
        )  # fmt: skip
        self.named = mentions
        self.starts = [one.start or 0 for one in mentions]
        self.acting = [one for one in mentions if one.kind == "country" or one.sector in OFFICIAL]
        self.acting_starts = [one.start or 0 for one in self.acting]
        self.told = Counter(one.country for one in mentions if one.country)
        self.order = [code for code, _ in self.told.most_common()]
        self.home = _home_of(context.reading, self.told)
        article = context.reading.article
        self.dateline = dateline_country(article.text, article.blocks, article.published)
        self.spots: dict[str, list[Span]] = defaultdict(list)
        for one in context.reading.mentions:
            if one.basis != "pronoun" and len(self.spots[_key(one)]) < SPOTS:
                self.spots[_key(one)].append((one.start or 0, one.end or 0))
        places: list[tuple[int, str]] = sorted(
            (one.start, one.country) for one in context.reading.places if one.start is not None and one.country
        )
        self.places, self.place_starts = places, [start for start, _ in places]

    def options(self, voice: Actor, one: Attribution) -> list[Option]:
        """Return the countries that a speaker may be of, and None."""
        about = _About(self, voice, one)
        codes = {*self.told, self.home, self.dateline, "USA" if about.american else None}
        options = [Option(code, frozenset(about.signs(code))) for code in sorted(code for code in codes if code)]
        return [*options, Option(None, frozenset(about.signs_of_none()))]

    def acting_before(self, one: Attribution) -> str | None:
        """Return the country that acts in an attribution's unit before its source, or that is named first there."""
        named = self.between(one.unit[0], (one.source or one.unit)[0])
        acting = [each.country for each in named if each.sector in OFFICIAL or each.basis in {"seat", "capital"}]
        first = [each.country for each in named if each.kind == "country"]
        return acting[-1] if acting else first[0] if first else None

    def between(self, start: int, end: int) -> Sequence[Actor]:
        """Return the mentions with a country that begin in a stretch."""
        return self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class _About:
    """One speaker in one attribution."""

    def __init__(self, article: CountrySigns, voice: Actor, one: Attribution) -> None:
        self.article, self.voice, self.one = article, voice, one
        self.named = is_named(voice)
        self.who = "person" if self.named else voice.kind
        own = article.spots.get(_key(voice), []) if self.named else []
        self.spots = own or [one.source or one.unit]
        text = article.text
        self.trade = any(TRADE.search(text, max(0, start - 80), end + 100) for start, end in self.spots)
        self.american = any(AMERICAN_NEAR.search(text, max(0, start - 40), end + 60) for start, end in self.spots)
        first, at = self.spots[0][0], (one.source or one.unit)[0]
        sentence = next((each for each in article.context.reading.sentences if each.start <= first < each.end), None)
        self.beside = {
            each.country for each in (article.between(sentence.start, sentence.end) if sentence else ())
            if _key(each) != _key(voice) and not within(each, one)
        }  # fmt: skip
        last = self.spots[-1][0]
        before = bisect_right(article.starts, last - 1)
        self.nearest = article.named[before - 1].country if before else None
        acting = bisect_right(article.acting_starts, last - 1)
        self.acts = article.acting[acting - 1].country if acting else None
        self.unit = [each.country for each in article.between(one.unit[0], at)]
        self.content = {each.country for span in one.content for each in article.between(*span)}
        spoken = [
            each.country for _, each, _ in article.context.papers.spoken if each.country and not same(each, voice)
        ]
        self.last = spoken[-1] if spoken else None
        self.spoke = Counter(spoken)
        self.bearers = world.bearers(voice.name) if has_name(voice) else []

    def signs(self, code: str) -> Iterator[str]:
        """Yield what speaks for or against a country, each for all speakers and for those of a sort."""
        for sign in self._signs(code):
            yield sign
            yield f"{sign}, {self.who}"
        yield from self._near(code)
        if self.bearers:
            shares = [one.get(code, 0.0) for one in self.bearers]
            yield f"name {up_to(max(shares), 0, *SHARES)}"
            yield f"name mean {up_to(sum(shares) / len(shares), 0, *SHARES)}"

    def _signs(self, code: str) -> Iterator[str]:
        article, voice = self.article, self.voice
        yield f"a country, {voice.basis}"
        rank = article.order.index(code) if code in article.order else len(article.order)
        share = article.told[code] / max(1, article.told.total())
        yield f"rank {up_to(rank, 0, 1, 2, 4)}"
        yield f"share {up_to(share, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)}"
        yield from self._american(code)
        if self.trade:
            yield f"trade {'home' if code == article.home else up_to(rank, 0, 1, 2)}"
        if code == article.home:
            yield "home"
        if code == article.dateline:
            yield "dateline"
        for name, other in (("nearest", self.nearest), ("acts nearest", self.acts), ("spoke last", self.last)):
            if code == other:
                yield name
        if code in self.beside:
            yield "in the sentence"
        if self.unit and code == self.unit[0]:
            yield "opens the unit"
        if self.unit and code == self.unit[-1]:
            yield "last in the unit"
        if code in self.content:
            yield "spoken of"
        if self.spoke[code]:
            yield f"spoke {up_to(self.spoke[code], 1, 3, 6)}"

    def _american(self, code: str) -> Iterator[str]:
        if code != "USA":
            return
        yield "USA"
        if self.american:
            yield "USA, American words"
        if self.trade:
            yield "USA, trade"

    def _near(self, code: str) -> Iterator[str]:
        """Yield how near a country is named before, behind and within the speaker's mentions, and as what."""
        near: dict[str, tuple[int, Actor]] = {}
        for start, end in self.spots:
            for other in self.article.between(start - WINDOW, end + WINDOW):
                if other.country != code or _key(other) == _key(self.voice) or within(other, self.one):
                    continue
                first, last = other.start or 0, other.end or 0
                side, gap = ("before", start - last) if last <= start else ("behind", first - end)
                side, gap = ("within", 0) if first < end and last > start else (side, gap)
                if side not in near or gap < near[side][0]:
                    near[side] = (gap, other)
        for side, (gap, other) in near.items():
            sort = "adjective" if other.basis in {"adjective", "demonym"} else other.kind
            if gap <= WINDOW:
                yield f"{side} {up_to(gap, 1, 10, 30, 80, WINDOW)}"
                yield f"{side} {up_to(gap, 1, 10, 30, 80, WINDOW)}, {self.who}"
                yield f"{side} {up_to(gap, 1, 10, 30, 80, WINDOW)}, {sort}"
        gaps = [
            abs(at - start) for start, _ in self.spots for at, country in self._places(start) if country == code
        ]  # fmt: skip
        if gaps:
            yield f"place {up_to(min(gaps), 30, 80, WINDOW)}"
            yield f"place {up_to(min(gaps), 30, 80, WINDOW)}, {self.who}"

    def _places(self, around: int) -> Sequence[tuple[int, str]]:
        """Return the places named near a place in the text."""
        starts = self.article.place_starts
        return self.article.places[bisect_left(starts, around - WINDOW) : bisect_right(starts, around + WINDOW)]

    def signs_of_none(self) -> Iterator[str]:
        """Yield what speaks for it that a speaker is of no one country."""
        for sign in self._signs_of_none():
            yield sign
            yield f"{sign}, {self.who}"
        if has_name(self.voice):
            yield "none, known name" if self.bearers else "none, unknown name"

    def _signs_of_none(self) -> Iterator[str]:
        voice = self.voice
        yield "none"
        yield f"none, {voice.basis}"
        if self.trade:
            yield "none, trade"
        if voice.kind == "group" and voice.name.rstrip().endswith("s"):
            yield "none, many"


def _key(actor: Actor) -> str:
    return actor.id or actor.name.lower()


def _home_of(reading: Reading, told: Counter[str]) -> str | None:
    """Return the country of an article's outlet, where the article is about it too; None where it writes for all."""
    found = [
        code for match in find_terms(reading.article.publisher or "") for entry in match.entries
        if entry.key not in ABROAD and (code := _country_of(entry.key, entry.country)) is not None
    ]  # fmt: skip
    return found[0] if found and told[found[0]] * 2 >= max(told.values(), default=0) > 0 else None


def _country_of(key: str, country: str | None) -> str | None:
    """Return the country of an outlet or of a government that publishes."""
    body = world.organizations().get(key)
    if body is not None:
        return body.members[0] if len(body.members) == 1 else None
    return country or (key if key in world.countries() else None)
