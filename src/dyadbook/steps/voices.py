"""Return who speaks in each attribution of an article, in order: a pronoun, "the statement" and "one" look back.

"He" may mean the last speaker, "the statement" is his who spoke in it, "one" is one of those who spoke, "the council" a
council named before. People of a government whose country no word tells are of the country that acts in the sentence,
of the last speaker's, or of the outlet's own, where the article is about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from dyadbook import world
from dyadbook.records import Actor, Reading
from dyadbook.steps.attribution import Attribution, Span
from dyadbook.steps.papers import OFFICIAL, Papers, is_paper
from dyadbook.steps.pronouns import CALLED
from dyadbook.steps.sides import ARMED
from dyadbook.steps.speakers import HANGING, as_speaker, is_named, speaker_of
from dyadbook.world.lexicon import find_terms

THE_BODY = re.compile(r"the\s+(?:[\w-]+\s+){0,2}?([a-z]{4,}|[A-Z][a-z]{3,})", re.I)
OF_THE_PRESS = re.compile(r"(?:news)?paper|daily|tabloid|magazine")
NO_PAPER = re.compile(r"\b(?:Agency|Agence|Press|Television|TV|Radio|News)\b|^[A-Z]+$")
"""Names of outlets that are no papers."""
OUTLET = re.compile(
    r"the (?:[\w-]+ )?(?:(?:news|wire) (?:agency|service|outlet)|agency|outlet|broadcaster|channel|network)"
)
"""An outlet that was named before."""
OF_SEVERAL = re.compile(
    r"\b(?:countries|nations|western|european|arab|allied|allies|other|diplomat\w*|world|region\w*|middle east)\b", re.I
)
"""Words of officials who are of no one country."""
THE_LAWMAKER = re.compile(
    r"[Tt]he (?:[a-z-]+ )?(?:[A-Z][\w.]+ ){1,2}(?:Democrat|Republican|[Ll]awmaker|[Ss]enator|[Cc]ongress(?:wo)?man)"
    r"|[Tt]he (?:Democrat|Republican|senator|congress(?:wo)?man)"
)
"""How American papers name a lawmaker again who has spoken: "the Ohio Democrat"."""
AMERICAN = re.compile(
    r"(?<!Christian )(?<!Social )(?<!Liberal )(?<!Free )\b(?:Republicans?|Democrats?|Democratic|GOP)\b(?! Party of)"
    r"|\b[Aa]dministration (?:officials?|sources?)\b|\b(?:of|in) Congress\b|\b[Cc]ongressional\b"
)
"""Words of people in American politics, where an article tells of the United States."""
THE_ONE = re.compile(r"[Tt]he (?:[\w.’'-]+ ){0,3}([\w-]*[^s\W])")
"""One who was named before, by what he is: "the diplomat"."""
TRADES = frozenset(
    "academic analyst author columnist economist expert journalist professor reporter researcher scholar scientist"
    " strategist writer".split()
)
"""What somebody does who was named before; no office."""
AGAIN = TRADES | frozenset(
    "activist ambassador commander diplomat envoy general lawmaker lawyer leader legislator minister negotiator"
    " official politician representative senator".split()
)
"""By what somebody of the same country is named again."""
SHORT = re.compile(r"(?:[Tt]he )?([A-Z]{2,6})")
TITLED = re.compile(r"[A-Z][\w-]+(?: (?:of |for |and |on |the )*[A-Z][\w-]+)+$")
OWNED = re.compile(r"[’']s? (?:\w+ )?")
"""An abbreviation, the name for which it stands, and what is between that and who has it."""
THE_NAME = re.compile(r"[Tt]he [A-Z][a-z]+")
"""A name of which a part alone is a word for a document: "the Post"."""
A_BODY = re.compile(
    r"\b(?:agency|assembly|parliament|ministry|department|council|committee|commission|court|party|union|group|company"
    r"|newspaper|paper|broadcaster|station|embassy|army|navy|forces?|police|administration|government|regime|bank)$"
)
"""The last word of what is no person's office."""
THE_GROUP = re.compile(r"the (?:group|organi[sz]ation|body|bloc)")
"""A body that is named again by no word of its name."""
THE_PEOPLE = re.compile(
    r"(?:[\w,-]+ ){0,4}?(migrants|refugees|residents|protesters|demonstrators|activists|critics|analysts|experts"
    r"|observers|lawmakers|officials|diplomats|families|relatives|witnesses|survivors|supporters|opponents|villagers"
    r"|students|workers|farmers|soldiers|fighters|rebels|researchers|scientists|economists)\b",
    re.I,
)
"""People with whom a sentence opens."""
NEAR = 600
INTRODUCED = 60  # characters between somebody's office and the name
STANDS_FOR = {
    "he": {"person", "group"}, "she": {"person", "group"}, "they": {"group", "organization", "country"},
    "it": {"organization", "country", "group"},
}  # fmt: skip
"""What the last speaker must be where a pronoun is to mean the same; within so many characters."""
THE_SIDES = re.compile(
    r"(?:the|both|the two)\s+(?:two\s+)?"
    r"(?:parties|sides|interlocutors|leaders|presidents|ministers|diplomats|officials)"
)
"""Those who met: who they are, the article has told."""
PASSIVE = re.compile(r"(?:is|was|has been|had been)\s+(?:\w+\s+)?\w+(?:ed|id|ld|wn)$")
OBJECTS = {"him": "he", "her": "she", "them": "they"}
"""Who is quoted "as saying" something."""
SOME = frozenset({"one", "another", "some", "others", "many", "several", "both", "one official", "a second"})
ABROAD = frozenset({"org/REUTERS", "org/AP", "org/AFP", "org/UPI", "org/BBC", "org/ALJAZEERA"})
"""Outlets that write for readers of all countries: what they tell has no home."""


class Voices:
    """Who spoke in the attributions of an article so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.last: tuple[Attribution, Actor] | None = None
        self.many: tuple[Attribution, Actor] | None = None
        self.papers = Papers(reading)
        self.told = Counter(one.country for one in reading.mentions if one.country and one.basis != "pronoun")
        self.home = _home(reading, self.told)

    def speaker(self, one: Attribution) -> Actor | None:
        """Return who speaks, or None where the words name nobody that is known."""
        voice = as_speaker(self._voice(one))
        if voice is not None and voice.country is None:
            voice = self._with_country(voice, one)
        if voice is not None:
            if self.last is None or not self._is_inner(one):
                self.last = (one, voice)
            self.papers.note(one, voice, " ".join(self.text[slice(*span)] for span in _gaps(one)).lower())
            if voice.kind == "group" and not is_paper(voice):
                self.many = (one, voice)
        return voice

    def _is_inner(self, one: Attribution) -> bool:
        """Return whether the last speaker's words tell what another said: "Roe said that Lee had told him"."""
        before = self.last[0] if self.last is not None else None
        if before is None or before.unit != one.unit or one.cue is None:
            return False
        return any(start < one.cue[0] < end for start, end in before.content)

    def _voice(self, one: Attribution) -> Actor | None:
        """Return the speaker; a pronoun that means nobody, "one" or "the council" means who came before."""
        if one.source is None:
            return self._told_of(one)
        words = self.text[slice(*one.source)].lower()
        words = OBJECTS.get(words, words)
        if (whose := self.papers.whose(one)) is not None:
            return self._as(whose, one, "document")
        speaker = speaker_of(self.reading, one.source)
        if words in SOME and self.many is not None and one.unit[0] - self.many[0].unit[1] < NEAR:
            return self._as(self.many[1], one, "words")
        if THE_SIDES.fullmatch(words) and len(self.told) > 1:
            return self._sides(words, one)
        if THE_LAWMAKER.fullmatch(self.text, *one.source) and self.last is not None:
            before, voice = self.last
            if voice.kind == "person" and voice.country in {None, "USA"} and one.unit[0] - before.unit[1] < NEAR:
                return self._as(voice, one, "title")
        if words == "it" and one.cue is not None and PASSIVE.match(self.text, *one.cue):
            return None  # "it was announced"
        if words in STANDS_FOR:
            meant = self._pronoun(words, speaker, one)
            return meant if meant is None or not self._is_told(meant, one) else self._other(meant, words, one)
        if speaker is not None and speaker.basis == "document" and THE_NAME.fullmatch(self.text, *one.source):
            return self._named_before(words, one) or speaker  # "the Post"
        if speaker is not None and speaker.basis in {"title", "described", "context"}:
            speaker = self._told_again(speaker, one) or speaker
        if speaker is None or speaker.basis in {"words", "described"}:
            return (
                self._introduced(words, one)
                or self._named_before(words, one)
                or self._abbreviated(one)
                or self._called(one)
                or speaker
            )
        return speaker

    def _is_told(self, voice: Actor, one: Attribution) -> bool:
        """Return whether a speaker is one to whom it is said: "he told Roe" is not Roe."""
        start, end = one.audience or (0, 0)
        inside = (other for other in self.reading.mentions if start <= (other.start or 0) < end)
        return any(_same(other, voice) for other in inside if other.basis != "pronoun")

    def _other(self, voice: Actor, words: str, one: Attribution) -> Actor | None:
        """Return the last before a pronoun whom it can mean besides one; None where there is none near."""
        at = (one.source or one.unit)[0]
        near = [other for other in self.reading.mentions if at - NEAR < (other.start or 0) < at and _fits(other, words)]
        fitting = (other for other in reversed(near) if other.basis not in {"pronoun", "adjective", "place"})
        found = next((other for other in fitting if not _same(other, voice) and not _within(other, one)), None)
        return self._as(found, one, "pronoun") if found is not None else None

    def _told_again(self, speaker: Actor, one: Attribution) -> Actor | None:
        """Return the last speaker, near before, whom "the diplomat", "the minister" or "the ministry" names again."""
        if self.last is None or one.source is None or one.unit[0] - self.last[0].unit[1] > NEAR:
            return None
        voice = self.last[1]
        if speaker.kind == "organization":
            noun = THE_BODY.fullmatch(self.text, *one.source)
            same = noun is not None and noun[1].lower() in voice.name.lower().split()
            own = speaker.basis == "context" and voice.kind == "organization"
            return self._as(voice, one, "words") if own and same else None
        again = THE_ONE.fullmatch(self.text, *one.source)
        if again is None or not is_named(voice) or _same(speaker, voice):
            return None
        if voice.country is None:
            voice = msgspec.structs.replace(voice, country=speaker.country)
        if speaker.country not in {None, voice.country}:
            return self._as(voice, one, "title") if self._holds_too(speaker, one) else None
        if again[1] == "official" and any(_same(speaker, other) for _, other, _ in self.papers.spoken):
            return None  # one who has no name has spoken before
        unnamed = (
            speaker.basis == "title"
            and "former" not in again[0]
            and speaker.name == speaker.text
            and speaker.country is None
        )
        plain = again[0][1:].islower()
        described = again[1] in AGAIN and not is_named(speaker)
        return self._as(voice, one, "title") if (unnamed and plain) or described or again[1] in TRADES else None

    def _holds_too(self, speaker: Actor, one: Attribution) -> bool:
        """Return whether the last speaker holds an office as well that another holds whom nobody named since."""
        assert self.last is not None
        before, voice = self.last
        at = (one.source or one.unit)[0]
        since = (
            other for other in self.reading.mentions
            if before.unit[0] <= (other.start or 0) < at and not _within(other, before) and not _within(other, one)
        )  # fmt: skip
        words = self.text[slice(*one.source)].split()[1:] if one.source else []
        office = f"{speaker.office} {voice.office}".lower().split()
        plain = all(word.islower() or word.lower() in office for word in words)  # no "the Peruvian foreign minister"
        return (
            plain and speaker.office is not None and (voice.office or "").lower() == speaker.office.lower()
            and not any(_same(other, speaker) for other in since)
        )  # fmt: skip

    def _abbreviated(self, one: Attribution) -> Actor | None:
        """Return the body behind whose name stands the abbreviation that speaks: "Peru's Road Agency (PRA)"."""
        short = SHORT.fullmatch(self.text, *one.source) if one.source else None
        at = self.text.find(f" ({short[1]})", 0, one.unit[0]) if short is not None else -1
        body = next((other for other in self.reading.mentions if other.end == at), None) if at > 0 else None
        name = TITLED.search(self.text, max(0, at - 2 * INTRODUCED), at) if at > 0 else None
        if body is None and name is not None and short is not None and _stands_for(short[1], name[0]):
            owner = next(
                (other for other in self.reading.mentions if OWNED.fullmatch(self.text, other.end or 0, name.start())),
                None,
            )
            body = Actor(
                name=name[0], kind="organization", country=owner.country if owner else None, basis="words", score=0.5
            )
        return self._as(body, one, "words") if body is not None else None

    def _called(self, one: Attribution) -> Actor | None:
        """Return the one person of the article whose surname alone speaks, where the surname is a word too: "May"."""
        name = self.text[slice(*one.source)] if one.source else ""
        if not re.fullmatch(r"[A-Z][\w'’-]+", name):
            return None
        called = {
            other.id or other.name: other
            for other in self.reading.mentions
            if other.kind == "person" and name.lower() in other.name.lower().split()[1:]
        }
        return self._as(called.popitem()[1], one, "surname") if len(called) == 1 else None

    def _sides(self, words: str, one: Attribution) -> Actor:
        """Return "the parties", "the two leaders": those of the two countries that the article tells of most."""
        start, end = one.source or one.unit
        code = self.told.most_common(1)[0][0]
        return Actor(
            name=words,
            kind="group",
            country=code,
            start=start,
            end=end,
            text=self.text[start:end],
            basis="both",
            score=0.5,
        )

    def _pronoun(self, words: str, speaker: Actor | None, one: Attribution) -> Actor | None:
        """Return whom a pronoun means: its own antecedent, or the last speaker where that one was only spoken of."""
        last, source = self.last, one.source or one.unit
        if words == "they" and (people := self._people(one)) is not None:
            return people
        if last is not None and self._still_speaks(last, words, source):
            return self._as(last[1], one, "pronoun")
        named = [
            other for other in self.reading.mentions
            if speaker is not None and (other.end or 0) <= source[0] and other.basis != "pronoun"
            and (other.id or other.name) == (speaker.id or speaker.name)
        ]  # fmt: skip
        own = bool(named) and _within(named[-1], one)
        quoted = bool(named) and last is not None and _within(named[-1], last[0])
        if speaker is not None and not own and not quoted:
            return speaker
        if speaker is not None and speaker.kind == "person" and last is not None and last[1].kind != "person":
            return speaker
        if last is None or one.unit[0] - last[0].unit[1] > NEAR or not _fits(last[1], words):
            return self._opening(words, one) if own else speaker
        if own and speaker is not None and last[1].name == speaker.name:
            return speaker
        return self._as(last[1], one, "pronoun")

    def _people(self, one: Attribution) -> Actor | None:
        """Return the people with whom the sentence before opens: "The migrants ... They say"; None where none do."""
        before = [sentence for sentence in self.reading.sentences if sentence.end <= one.unit[0]]
        named = THE_PEOPLE.match(self.text, before[-1].start, before[-1].end) if before else None
        if named is None or before[-1].end < one.unit[0] - 3:
            return None
        at = named.start(1)
        led = [other for other in self.reading.mentions if named.start() <= (other.start or 0) <= at]
        if any((other.end or 0) <= at and other.basis not in {"adjective", "demonym", "compound"} for other in led):
            return None  # "Lee met lawmakers"
        known = next((other for other in led if at < (other.end or 0)), None)
        actor = known or Actor(name=named[1], kind="group", basis="words", score=0.4)
        return self._as(actor, one, "pronoun")

    def _still_speaks(self, last: tuple[Attribution, Actor], words: str, source: Span) -> bool:
        """Return whether a pronoun means the last speaker: nobody whom it could mean was named since he spoke."""
        before, voice = last
        if source[0] - before.unit[1] > NEAR or not _fits(voice, words):
            return False
        kinds = STANDS_FOR[words]
        return not any(
            (before.unit[1] <= (other.start or 0) < source[0])
            and other.kind in kinds
            and other.basis not in {"pronoun", "adjective", "place"}
            and other.name != voice.name
            and not (words == "it" and self._hangs(other))
            for other in self.reading.mentions
        )

    def _hangs(self, other: Actor) -> bool:
        """Return whether a preposition stands before a mention: "on Facebook"."""
        at = other.start or 0
        return HANGING.search(self.text, max(0, at - 24), at) is not None

    def _opening(self, words: str, one: Attribution) -> Actor | None:
        """Return who is named first in the sentence before, where a pronoun can mean that one; else None."""
        before = [sentence for sentence in self.reading.sentences if sentence.end <= one.unit[0]]
        if not before or before[-1].end < one.unit[0] - NEAR:
            return None
        named = (other for other in self.reading.mentions if before[-1].start <= (other.start or 0) < before[-1].end)
        first = next((other for other in named if other.basis not in {"adjective", "place", "pronoun"}), None)
        return self._as(first, one, "pronoun") if first is not None and _fits(first, words) else None

    def _told_of(self, one: Attribution) -> Actor | None:
        """Return the person with whom the sentence before a quotation of nobody opens; None where none does."""
        before = [sentence for sentence in self.reading.sentences if sentence.end <= one.unit[0]]
        if one.form != "direct" or not before or before[-1].end < one.unit[0] - 3:
            return None
        named = [other for other in self.reading.mentions if before[-1].start <= (other.start or 0) < before[-1].end]
        first = next((other for other in named if other.basis not in {"adjective", "place"}), None)
        return self._as(first, one, "context") if first is not None and first.kind == "person" and first.score else None

    def _as(self, actor: Actor, one: Attribution, basis: str) -> Actor:
        """Return an actor as the words of another attribution name it."""
        start, end = one.source or one.unit
        return msgspec.structs.replace(
            actor, start=start, end=end, text=self.text[start:end], basis=basis, score=min(actor.score, 0.6)
        )

    def _introduced(self, words: str, one: Attribution) -> Actor | None:
        """Return the person before whose name the same words stood: "the deputy head of the office"; else None."""
        told = words.removeprefix("the ")
        if told == words or " " not in told or A_BODY.search(told.split(" of ")[0]):
            return None
        for match in re.finditer(re.escape(told), self.text[: (one.source or one.unit)[0]], re.I):
            for other in self.reading.mentions:
                between = self.text[match.end() : other.start or 0]
                if other.kind == "person" and 0 < len(between) < INTRODUCED and not re.search(r"[,.;:\n]", between):
                    return self._as(other, one, "title") if other.basis != "pronoun" else None
        return self._holding(told, one)

    def _holding(self, told: str, one: Attribution) -> Actor | None:
        """Return the person before whose name the words of an office stand, in another order: "the office's head"."""
        words = _words(told)
        for other in self.reading.mentions if len(words) > 2 else ():
            at = other.start or 0
            before = re.split(r"[,.;:\n]", self.text[max(0, at - 2 * INTRODUCED) : at])[-1]
            if other.kind == "person" and other.basis != "pronoun" and at < one.unit[0] and words <= _words(before):
                return self._as(other, one, "title")
        return None

    def _named_before(self, words: str, one: Attribution) -> Actor | None:
        """Return the body that "the council", "the newspaper" names again; None where none was named."""
        noun = THE_BODY.fullmatch(words)
        if noun is None:
            return None
        if THE_GROUP.fullmatch(words):
            return self._group(one)
        pattern = re.compile(rf"\b{noun[1]}\b", re.I)
        before = [
            other for other in self.reading.mentions
            if (other.end or 0) < one.unit[0] and other.kind in {"organization", "group"} and other.basis == "named"
        ]  # fmt: skip
        for other in reversed(before):
            if pattern.search(other.text or "") or pattern.search(other.name):
                return self._as(other, one, "words")
        paper, outlet = OF_THE_PRESS.fullmatch(noun[1]), OUTLET.fullmatch(words)
        press = [other for other in before if other.sector == "JRN" and not (paper and NO_PAPER.search(other.name))]
        return self._as(press[-1], one, "words") if press and (paper or outlet) else None

    def _group(self, one: Attribution) -> Actor | None:
        """Return the body that "the group" is: the last speaker, if it is one, or the body named last near before."""
        if self.last is not None and one.unit[0] - self.last[0].unit[1] < NEAR:
            voice = self.last[1]
            if voice.kind in {"organization", "group"} and voice.basis != "document" and voice.sector != "JRN":
                return self._as(voice, one, "words")
        near = [
            other for other in self.reading.mentions
            if one.unit[0] - NEAR < (other.start or 0) and (other.end or 0) < one.unit[0]
            and other.kind in {"organization", "group"} and other.basis == "named"
            and (other.country is None or other.sector in ARMED)
        ]  # fmt: skip
        near = [other for other in near if not self._hangs(other)] or near
        return self._as(near[-1], one, "words") if near else None

    def _with_country(self, voice: Actor, one: Attribution) -> Actor:
        """Return a speaker of a government with the country that acts beside him, or the outlet's; else as it is."""
        words = self.text[slice(*one.source)] if one.source else ""
        if AMERICAN.search(words) and self.told["USA"]:
            return msgspec.structs.replace(voice, country="USA", score=min(voice.score, 0.4))
        if voice.kind == "group" and re.search(r"(?<!^)\b[A-Z][a-z]", words):
            return voice  # "Gaza health officials"
        if voice.sector not in OFFICIAL or voice.id is not None or voice.candidates or OF_SEVERAL.search(words):
            return voice
        if any(entry.kind == "organization" for match in find_terms(words) for entry in match.entries):
            return voice
        named = voice.kind == "person" and not (voice.basis == "title" and voice.name == voice.text)
        code = self._acting(one) if voice.kind != "person" or voice.sector == "MIL" else None
        if voice.sector != "COP":
            domestic = voice.kind == "organization" or (voice.kind == "group" and voice.sector == "JUD")
            code = code or (self._opening_country(one) if domestic else None)
            code = code or (None if named or voice.kind == "organization" else self._last_country(one))
            code = code or self._home_of(voice) or (None if named else self._only_told())
        return msgspec.structs.replace(voice, country=code, score=min(voice.score, 0.4)) if code else voice

    def _home_of(self, voice: Actor) -> str | None:
        """Return the outlet's country, which it leaves out; of a minister only where no country is told of more.

        The United States have secretaries, no ministers.
        """
        if not re.search(r"\bminist(?:er|ry)\b", f"{voice.office} {voice.text}", re.I):
            return self.home
        own = self.home not in {None, "USA"} and self.told[self.home or ""] == max(self.told.values())
        return self.home if own else None

    def _acting(self, one: Attribution) -> str | None:
        """Return the country whose seat, body or person of government is named last before the source, in its unit."""
        start = (one.source or one.unit)[0]
        near = [
            other for other in self.reading.mentions
            if one.unit[0] <= (other.start or 0) and (other.end or 0) <= start and other.country
            and (other.sector in OFFICIAL or other.basis in {"seat", "capital"})
        ]  # fmt: skip
        return near[-1].country if near else None

    def _opening_country(self, one: Attribution) -> str | None:
        """Return the country named first in the unit: "China will answer, the foreign ministry said"; else None."""
        start = (one.source or one.unit)[0]
        named = (other for other in self.reading.mentions if one.unit[0] <= (other.start or 0) < start)
        return next((other.country for other in named if other.kind == "country"), None)

    def _only_told(self) -> str | None:
        """Return the country of which an article tells twice as often as of any other; None where there is none."""
        most = [*self.told.most_common(2), ("", 0), ("", 0)]
        return most[0][0] if most[0][1] >= 4 and most[0][1] >= 2 * most[1][1] else None

    def _last_country(self, one: Attribution) -> str | None:
        """Return the country of the last speaker, where that one speaks for a government close by."""
        if self.last is None or one.unit[0] - self.last[0].unit[1] > NEAR:
            return None
        voice = self.last[1]
        return voice.country if voice.kind == "country" or voice.sector in OFFICIAL else None


def _home(reading: Reading, told: Counter[str]) -> str | None:
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


def _gaps(one: Attribution) -> Iterator[Span]:
    """Yield the stretches of an attribution's unit that are not what was said."""
    at = one.unit[0]
    for start, end in sorted(one.content):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < one.unit[1]:
        yield at, one.unit[1]


def _stands_for(short: str, name: str) -> bool:
    """Return whether an abbreviation is the first letters of a name."""
    return short == "".join(word[0] for word in name.split() if word[0].isupper())


def _words(title: str) -> set[str]:
    """Return the words of an office without the small ones: of "the Head of the Office" two."""
    return set(re.findall(r"[a-z]{3,}", title.lower())) - {"the", "and", "for"}


def _same(one: Actor, other: Actor) -> bool:
    """Return whether two actors are one."""
    return (one.id or one.name) == (other.id or other.name)


def _within(mention: Actor, one: Attribution) -> bool:
    """Return whether a mention stands in what an attribution says: who speaks does not name himself there."""
    return any(start <= (mention.start or 0) < end for start, end in one.content)


def _fits(voice: Actor, pronoun: str) -> bool:
    """Return whether a pronoun can mean who spoke last."""
    if pronoun in CALLED and voice.kind == "group" and (voice.sector == "JRN" or A_BODY.search(voice.name.lower())):
        return False
    many = voice.kind == "group" and (voice.name.endswith("s") or voice.basis == "document")
    if pronoun == "it" and voice.basis == "document":
        return True
    if any(pattern.search(voice.name) for form, pattern in CALLED.items() if form != pronoun and pronoun in CALLED):
        return False
    if voice.kind == "person" and world.pronoun_of(voice.name) not in {None, pronoun}:
        return False
    return voice.kind in STANDS_FOR[pronoun] and not (many and pronoun != "they")
