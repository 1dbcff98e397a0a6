"""Return whom a pronoun means that speaks: its own antecedent, the last speaker, or who opens the sentence before.

The last speaker goes on where nobody else was named since whom the pronoun could mean. An antecedent that stands in the
words said, his or the ones before, was only spoken of and gives way to the last speaker.
"""

from __future__ import annotations

import re

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming.pronouns import CALLED
from dyadbook.steps.saying.attribution import Attribution, Span
from dyadbook.steps.saying.speaker_context import A_BODY, NEAR, Context, same, within
from dyadbook.steps.saying.speakers import is_named

STANDS_FOR = {
    "he": {"person", "group"}, "she": {"person", "group"}, "they": {"group", "organization", "country"},
    "it": {"organization", "country", "group"},
}  # fmt: skip
"""What the last speaker must be where a pronoun is to mean the same."""
STYLED = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.?\s+(?:[A-Z][a-z]+\s+)?([A-Z][\w’'-]+)")
"""Words that say whether whom they name is "he" or "she"."""
FAR = 1500
"""Within so many characters "he" means who spoke last, where nobody else is meant."""
OPENING = re.compile(
    r"(?:As|At|By|During|For|From|Following|Despite|In|On|Through|To|Under|With|\w+ing)\s[^.;:\n“”\"]*?"
    r"\b(?:that|what|which),?\s"
)
"""What opens a sentence by words about something that its subject said: "In what", "Under a plan which"."""
CLOSED = re.compile(r",[”\"’']?\s(?:the\s)?$")
"""What stands between such an opening and the subject."""
OBJECTS = {"him": "he", "her": "she", "them": "they"}
"""Who is quoted "as saying" something."""
PASSIVE = re.compile(r"(?:is|was|has been|had been)\s+(?:\w+\s+)?\w+(?:ed|id|ld|wn)$")
THE_PEOPLE = re.compile(
    r"(?:[\w,-]+ ){0,4}?(migrants|refugees|residents|protesters|demonstrators|activists|critics|analysts|experts"
    r"|observers|lawmakers|officials|diplomats|families|relatives|witnesses|survivors|supporters|opponents|villagers"
    r"|students|workers|farmers|soldiers|fighters|rebels|researchers|scientists|economists)\b",
    re.I,
)
"""People with whom a sentence opens."""


class Pronouns:
    """Finds whom the pronouns among the sources of an article mean."""

    def __init__(self, context: Context) -> None:
        self.context, self.text, self.mentions = context, context.text, context.reading.mentions
        self.called: dict[str, set[str]] = {}
        for style, name in STYLED.findall(self.text):
            self.called.setdefault(name, set()).add("he" if style == "Mr" else "she")

    def meant(self, words: str, speaker: Actor | None, one: Attribution) -> Actor | None:
        """Return whom a pronoun means, never whom he speaks to; `speaker` is its own antecedent."""
        if words == "it" and one.cue is not None and PASSIVE.match(self.text, *one.cue):
            return None  # "it was announced"
        meant = self._meant(words, speaker, one) or self._spoke(words, one)
        return meant if meant is None or not self._is_told(meant, one) else self._other(meant, words, one)

    def _meant(self, words: str, speaker: Actor | None, one: Attribution) -> Actor | None:
        """Return whom a pronoun means: its own antecedent, or the last speaker where that one was only spoken of."""
        last, source = self.context.last, one.source or one.unit
        if words in CALLED and (behind := self._behind(words, one)) is not None:
            return behind
        if words == "they" and (people := self._people(one)) is not None:
            return people
        if last is not None and self._still_speaks(last, words, source):
            return self.context.named(last[1], one, "pronoun")
        if last is not None and speaker is not None and self._is_title_of(last, speaker, words):
            return self.context.named(last[1], one, "pronoun")
        named = [
            other for other in self.mentions
            if speaker is not None and (other.end or 0) <= source[0] and other.basis != "pronoun"
            and same(other, speaker)
        ]  # fmt: skip
        own = bool(named) and within(named[-1], one)
        quoted = bool(named) and last is not None and within(named[-1], last[0])
        if speaker is not None and not own and not quoted:
            return speaker
        if speaker is not None and speaker.kind == "person" and last is not None and last[1].kind != "person":
            return speaker
        if last is None or one.unit[0] - last[0].unit[1] > NEAR or not self._fits(last[1], words):
            return self._opening(words, one) if own else speaker
        if own and speaker is not None and last[1].name == speaker.name:
            return speaker
        return self.context.named(last[1], one, "pronoun")

    def _behind(self, words: str, one: Attribution) -> Actor | None:
        """Return the subject behind what opens a sentence: "In what he called a step, Lee left"; None elsewhere."""
        source, cue = one.source, one.cue
        if source is None or cue is None or not OPENING.fullmatch(self.text, one.unit[0], source[0]):
            return None
        ahead = (other for other in self.mentions if cue[1] <= (other.start or 0) < one.unit[1])
        for other in ahead:
            if CLOSED.search(self.text, cue[1], other.start or 0) and not self.text.startswith(",", other.end or 0):
                return self.context.named(other, one, "pronoun") if self._fits(other, words) else None
        return None

    def _spoke(self, words: str, one: Attribution) -> Actor | None:
        """Return the last who spoke near before whom "he" or "she" can mean; None where none did, for other words."""
        if words not in CALLED:
            return None
        near = (voice for told, voice, _ in reversed(self.context.papers.spoken) if one.unit[0] - told.unit[1] < FAR)
        voice = next((voice for voice in near if voice.kind == "person" and self._fits(voice, words)), None)
        return self.context.named(voice, one, "pronoun") if voice is not None else None

    def _is_title_of(self, last: tuple[Attribution, Actor], meant: Actor, words: str) -> bool:
        """Return whether whom a pronoun means is only the title beside the name of the last speaker."""
        before, voice = last
        titled = meant.kind == "person" and not is_named(meant) and is_named(voice) and self._fits(voice, words)
        return titled and before.source is not None and self.text.find(meant.name, *before.source) >= 0

    def _people(self, one: Attribution) -> Actor | None:
        """Return the people with whom the sentence before opens: "The migrants ... They say"; None where none do."""
        before = self.context.sentence_before(one)
        named = THE_PEOPLE.match(self.text, before.start, before.end) if before is not None else None
        if before is None or named is None or before.end < one.unit[0] - 3:
            return None
        at = named.start(1)
        led = [other for other in self.mentions if named.start() <= (other.start or 0) <= at]
        if any((other.end or 0) <= at and other.basis not in {"adjective", "demonym", "compound"} for other in led):
            return None  # "Lee met lawmakers"
        known = next((other for other in led if at < (other.end or 0)), None)
        actor = known or Actor(name=named[1], kind="group", basis="words", score=0.4)
        return self.context.named(actor, one, "pronoun")

    def _still_speaks(self, last: tuple[Attribution, Actor], words: str, source: Span) -> bool:
        """Return whether a pronoun means the last speaker: nobody whom it could mean was named since he spoke."""
        before, voice = last
        if source[0] - before.unit[1] > NEAR or not self._fits(voice, words):
            return False
        kinds = STANDS_FOR[words]
        return not any(
            (before.unit[1] <= (other.start or 0) < source[0])
            and other.kind in kinds
            and other.basis not in {"pronoun", "adjective", "place"}
            and other.name != voice.name
            and not (words == "it" and self.context.hangs(other))
            for other in self.mentions
        )

    def _opening(self, words: str, one: Attribution) -> Actor | None:
        """Return who is named first in the sentence before, where a pronoun can mean that one; else None."""
        before = self.context.sentence_before(one)
        if before is None or before.end < one.unit[0] - NEAR:
            return None
        named = (other for other in self.mentions if before.start <= (other.start or 0) < before.end)
        first = next((other for other in named if other.basis not in {"adjective", "place", "pronoun"}), None)
        return self.context.named(first, one, "pronoun") if first is not None and self._fits(first, words) else None

    def _is_told(self, voice: Actor, one: Attribution) -> bool:
        """Return whether a speaker is one to whom it is said: "he told Roe" is not Roe."""
        start, end = one.audience or (0, 0)
        inside = (other for other in self.mentions if start <= (other.start or 0) < end)
        return any(same(other, voice) for other in inside if other.basis != "pronoun")

    def _other(self, voice: Actor, words: str, one: Attribution) -> Actor | None:
        """Return the last before a pronoun whom it can mean besides one; None where there is none near."""
        at = (one.source or one.unit)[0]
        near = [other for other in self.mentions if at - NEAR < (other.start or 0) < at and self._fits(other, words)]
        fitting = (other for other in reversed(near) if other.basis not in {"pronoun", "adjective", "place"})
        found = next((other for other in fitting if not same(other, voice) and not within(other, one)), None)
        return self.context.named(found, one, "pronoun") if found is not None else None

    def _fits(self, voice: Actor, pronoun: str) -> bool:
        """Return whether a pronoun can mean who spoke last."""
        if pronoun in CALLED and voice.kind == "group" and (voice.sector == "JRN" or A_BODY.search(voice.name.lower())):
            return False
        many = voice.kind == "group" and (voice.name.endswith("s") or voice.basis == "document")
        if pronoun == "it" and voice.basis == "document":
            return True
        if any(pattern.search(voice.name) for form, pattern in CALLED.items() if form != pronoun and pronoun in CALLED):
            return False
        if voice.kind == "person" and pronoun == "they":
            many_spoke = self.context.others and self.context.last is not None and voice is self.context.last[1]
            return bool(many_spoke) or (
                voice.office is not None and not is_named(voice)
            )  # "an official ..., they added"
        styled = {form for name in voice.name.split() for form in self.called.get(name, ())}
        known = styled.pop() if len(styled) == 1 else world.pronoun_of(voice.name)
        if voice.kind == "person" and known not in {None, pronoun}:
            return False
        return voice.kind in STANDS_FOR[pronoun] and not (many and pronoun != "they")
