"""Return who speaks in each attribution of an article, in order: a pronoun, "the statement" and "one" look back.

"He" may mean the last speaker, "the statement" is his who spoke in it, "one" is one of those who spoke, "the council" a
council named before. `speaker_pronouns` tells whom a pronoun means, `speaker_descriptions` who is named again,
`speaker_countries` of which country somebody is whose words tell none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dyadbook.records import Actor, Reading
from dyadbook.steps.genres.own_voice import issuers
from dyadbook.steps.saying.attribution import Attribution, Span
from dyadbook.steps.saying.papers import is_paper
from dyadbook.steps.saying.speaker_context import NEAR, Context, same
from dyadbook.steps.saying.speaker_countries import Countries
from dyadbook.steps.saying.speaker_descriptions import Descriptions
from dyadbook.steps.saying.speaker_pronouns import OBJECTS, STANDS_FOR, Pronouns
from dyadbook.steps.saying.speakers import as_speaker, has_name, is_named, speaker_of
from dyadbook.steps.saying.speakers_both import speakers_both
from dyadbook.steps.saying.speakers_met import speakers_met
from dyadbook.steps.saying.speakers_together import issued_with, speakers_together
from dyadbook.steps.sides import party_of

THE_HOLDER = re.compile(r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s|[A-Z][^,]*['’]s?\s")
"""How somebody is called who is the only one of his office: "Peru's energy minister"."""
SOME_OF = re.compile(
    r"(?:one|another|some|two|both|several)\sof\s(?:the\s|these\s|those\s)?(?:[\w-]+\s)*(?P<many>[\w-]+s)|(?:the|a)\s(?:first|second|third|other)\s(?P<one>\w+)"
)
"""One of several who spoke together without names."""
SOME = frozenset({"one", "another", "some", "others", "many", "several", "both", "one official", "a second"})


class Voices:
    """Who spoke in the attributions of an article so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.article.text
        self.many: tuple[Attribution, Actor] | None = None
        self.context = Context(reading)
        self.held: dict[str, Actor] = {}
        self.named: dict[Span, Actor] = {}
        self.issued = issuers(self.text, reading.article.blocks).together
        self.pronouns = Pronouns(self.context)
        self.descriptions = Descriptions(self.context)
        self.countries = Countries(self.context)

    def speakers(self, one: Attribution) -> tuple[Actor, ...]:
        """Return who speaks, and behind him who says the same; nobody where the words name none that is known."""
        both = speakers_both(self.context, self.countries.signs.order, one)
        together = both or speakers_together(self.reading, one) or self._issuers(one) or speakers_met(self.context, one)
        together = tuple(map(as_speaker, together))
        voice = both[0] if both else self._voice(one)
        voice = as_speaker(voice) if voice is not None else None
        if together and (voice is None or not same(voice, together[0])):
            voice = together[0]
        if voice is None:
            return ()
        voice = voice if both else self.countries.with_country(self._introduced(voice, one), one)
        others = together[1:] or issued_with(self.reading, one, voice) or self._still_with(voice, one)
        if self.context.last is None or not self._is_inner(one):
            self.context.last, self.context.others = (one, voice), others
        self.context.papers.note(one, voice, " ".join(self.text[slice(*span)] for span in _gaps(one)).lower())
        if voice.kind == "group" and not is_paper(voice):
            self.many = (one, voice)
        return (voice, *others)

    def _issuers(self, one: Attribution) -> tuple[Actor, ...]:
        """Return those who issue the joint statement that a text is, a person for his party; nobody where it is one."""
        if one.source is None or one.source != self.issued:
            return ()
        start, end = one.source
        found: dict[str | None, Actor] = {}
        for each in self.reading.mentions:
            told = start <= (each.start or 0) < end and each.basis not in {"place", "pronoun"}
            party = party_of(each) if told else None
            if party is not None and (party not in found or is_named(each)):
                found[party] = each
        return tuple(found.values()) if len(found) > 1 else ()

    def _introduced(self, voice: Actor, one: Attribution) -> Actor:
        """Return a speaker with the office and country of who spoke right before without a name, where he is the same:
        "Peru's energy minister said ... Ann Lee told reporters"; the other then has this name.
        """
        if (held := self.held.get(voice.name)) is not None and voice.office is None:
            return msgspec.structs.replace(voice, country=held.country, office=held.office, sector=held.sector)
        if self.context.last is None or one.source is None or voice.basis != "name" or voice.id is not None:
            return voice
        before, last = self.context.last
        named = next((each for each in self.reading.mentions if each.name == voice.name), voice)
        if (
            one.source[0] - before.unit[1] > NEAR
            or (named.start or 0) < before.unit[1]
            or last.kind != "person"
            or has_name(last)
            or last.country is None
            or before.source is None
            or not THE_HOLDER.match(self.text, *before.source)
            or (voice.country is not None and not self.text.startswith(", who ", named.end or 0))
            or (self.text.startswith(", ", named.end or 0) and not self.text.startswith(", who ", named.end or 0))
        ):
            return voice
        self.held[voice.name] = last
        known = msgspec.structs.replace(voice, country=last.country, office=last.office, sector=last.sector)
        self.named[before.source] = self.context.named(known, before, "title")
        return known

    def as_named(self, speakers: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return speakers, one whom the article names later by that name."""
        return tuple(self.named.get((each.start or 0, each.end or 0), each) for each in speakers)

    def _still_with(self, voice: Actor, one: Attribution) -> tuple[Actor, ...]:
        """Return who spoke with a speaker before, where "they" or no words at all say that they go on."""
        words = self.text[slice(*one.source)].lower() if one.source else "they"
        if self.context.last is None or words not in {"they", "them"} or not same(voice, self.context.last[1]):
            return ()
        return tuple(self.context.named(other, one, voice.basis or "pronoun") for other in self.context.others)

    def _is_inner(self, one: Attribution) -> bool:
        """Return whether the last speaker's words tell what another said: "Roe said that Lee had told him"."""
        before = self.context.last[0] if self.context.last is not None else None
        if before is None or before.unit != one.unit or one.cue is None:
            return False
        return any(start < one.cue[0] < end for start, end in before.content)

    def _voice(self, one: Attribution) -> Actor | None:
        """Return the speaker; a pronoun that means nobody, "one" or "the council" means who came before."""
        if one.source is None:
            return self._told_of(one)
        words = self.text[slice(*one.source)].lower()
        words = OBJECTS.get(words, words)
        if (whose := self.context.papers.whose(one)) is not None:
            return self.context.named(whose, one, "document")
        speaker = speaker_of(self.reading, one.source)
        if words in SOME and self.many is not None and one.unit[0] - self.many[0].unit[1] < NEAR:
            return self.context.named(self.many[1], one, "words")
        some = SOME_OF.fullmatch(words)
        noun = (some["many"] or f"{some['one']}s") if some is not None else ""
        if noun and self.many is not None and f" {self.many[1].name.lower()}".endswith(f" {noun}"):
            return self.context.named(self.many[1], one, "words")
        if words in STANDS_FOR:
            return self.pronouns.meant(words, speaker, one)
        return self.descriptions.named_again(words, speaker, one)

    def _told_of(self, one: Attribution) -> Actor | None:
        """Return who goes on to speak where no source stands: who spoke in the same sentence, or with whom the sentence
        before a quotation opens.
        """
        if self.context.last is not None and self.context.last[0].unit == one.unit and not self._is_inner(one):
            return self.context.named(self.context.last[1], one, "context")
        before = self.context.sentence_before(one)
        if one.form != "direct" or before is None or before.end < one.unit[0] - 3:
            return None
        named = [other for other in self.reading.mentions if before.start <= (other.start or 0) < before.end]
        first = next((other for other in named if other.basis not in {"adjective", "place"}), None)
        if first is None or first.kind != "person" or not first.score:
            return None
        return self.context.named(first, one, "context")


def _gaps(one: Attribution) -> Iterator[Span]:
    """Yield the stretches of an attribution's unit that are not what was said."""
    at = one.unit[0]
    for start, end in sorted(one.content):
        if at < start:
            yield at, start
        at = max(at, end)
    if at < one.unit[1]:
        yield at, one.unit[1]
