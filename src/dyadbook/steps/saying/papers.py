"""Return whose a document is that speaks: "the statement" is his who spoke in one, or of whom the text told that he
issued one; "the Chinese statement" is that of the last of this country who did.
"""

from __future__ import annotations

import re

from dyadbook.records import Actor, Reading
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.speakers import HANGING, PAPER
from dyadbook.steps.sides import OFFICIAL

FAR = 3000  # characters back in which somebody's statement or report is still "the statement"
NEAR = 1200  # characters back in which what the last speaker said is "the statement", though no word called it so
BETWEEN = 80  # characters between a document and whose it is
THE_DOCUMENT = re.compile(rf"(?i:the|his|her|its|their|this|that)\s+(?:[\w-]+\s+){{0,2}}?({PAPER})")
"""A document by which one who spoke is meant, where he spoke in one so called, or has spoken last; no paper's name."""
A_DOCUMENT = re.compile(rf"(?i:an?)\s+(?:[\w-]+\s+){{0,2}}?({PAPER})")
A_PAPER = re.compile(rf"\b({PAPER})\b")
OF_MANY = re.compile(r"(?i)treaty|agreement|deal|bill|law|resolution")
"""A document that several have voted for or signed."""
OF_SEVERAL = re.compile(r"\b(?:joint|trilateral|tripartite)\b", re.I)
"""What says of a document that whoever spoke last does not speak in it alone."""
ISSUES = re.compile(
    r"\s(?:(?:has|have|had|also|later|then|earlier|on|\w+day)\s){0,3}"
    r"(?:issued|released|published|put\sout|sent|posted|delivered|made\spublic)"
    rf"\s(?:an?|the|another|its|their|his|her)\s(?:[\w-]+\s){{0,3}}?({PAPER})\b"
)
"""What tells that somebody named right before it issued a document."""
WROTE = re.compile(
    r"\s(?:(?:has|have|had|also|later|on|\w+day)\s){0,3}(?:wrote|written)\s(?:an?\s(?:\w+\s)?letter\s)?to\b"
)
"""What tells that somebody named right before it wrote a letter."""
BY = re.compile(
    rf"(?:{PAPER}),?\s+(?:(?:released|issued|published|posted|sent|made|given|signed|written)\s+)?(?P<by>by|from|in)\s+"
    r"(?:(?:the|an?)\s+)?(?:[\w-]+(?:['’]s)?\s+){0,3}"
)
"""What stands between a document and who is told right behind it to have issued it."""


class Papers:
    """The documents in which the speakers of an article spoke so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.article.text
        self.spoken: list[tuple[Attribution, Actor, frozenset[str]]] = []

    def note(self, one: Attribution, voice: Actor, outside: str) -> None:
        """Keep who spoke, and which documents the words around the speech name."""
        own = outside.partition("according to")[0]  # "Roe said, according to a report in the Post": no report of his
        self.spoken.append((one, voice, frozenset(A_PAPER.findall(own))))

    def whose(self, one: Attribution) -> Actor | None:
        """Return whose the document is that an attribution's source names; None where it is none or nobody's."""
        if one.source is None:
            return None
        if (new := A_DOCUMENT.fullmatch(self.text, *one.source)) is not None:
            return self._issuer(new[1], one.source[1], one.source[1])  # "issued a statement that says"
        named = THE_DOCUMENT.fullmatch(self.text, *one.source)
        if named is None:
            return None
        start, end = one.source
        inside = [other for other in self.reading.mentions if start < (other.start or 0) < end]
        if inside:
            return self._of_party(named[1], inside[0], one) if len(inside) == 1 else None
        known = self._of_that_name(named[1], one)
        others = self.text.startswith(("that", "That"), start) or OF_SEVERAL.search(self.text, start, end)
        return known or (None if others else self._last(one, named[1]))

    def _of_that_name(self, noun: str, one: Attribution) -> Actor | None:
        """Return who spoke last in a document so called, or was told to issue one since."""
        at = one.unit[0]
        spoken = next(((told, voice) for told, voice, nouns in reversed(self.spoken) if noun in nouns), None)
        since = at - FAR
        if spoken is not None and since < spoken[0].unit[1]:
            since = spoken[0].unit[1]
            return self._issuer(noun, at, at - since) or spoken[1]
        return self._issuer(noun, at, FAR)

    def _of_party(self, noun: str, party: Actor, one: Attribution) -> Actor | None:
        """Return the last of a country, or of a body named as a part of another, who spoke in a document so called."""
        near = (
            voice for told, voice, nouns in reversed(self.spoken) if noun in nouns and one.unit[0] - told.unit[1] < FAR
        )
        if party.kind == "country":
            return next((voice for voice in near if voice.country == party.country), None)
        return next((voice for voice in near if party.name in f"{voice.name} {voice.text}"), None)

    def _last(self, one: Attribution, noun: str) -> Actor | None:
        """Return the last speaker, near before, where that one may speak in documents; a law is nobody's words."""
        if not self.spoken or OF_MANY.fullmatch(noun):
            return None
        before, voice, _ = self.spoken[-1]
        if is_paper(voice) or one.unit[0] - before.unit[1] > NEAR:
            return None
        return None if voice.sector not in OFFICIAL and voice.kind == "person" else voice

    def _issuer(self, noun: str, before: int, back: int) -> Actor | None:
        """Return who is told last to have issued a document so called, within some characters before a place."""
        for one in reversed(self.reading.mentions):
            start, end = one.start or 0, one.end or 0
            if end > before or not one.score:
                continue
            if start < before - back:
                return None
            issues = ISSUES.match(self.text, end, before)
            wrote = noun == "letter" and WROTE.match(self.text, end, before) is not None
            if (wrote or (issues is not None and issues[1] == noun)) and not HANGING.search(
                self.text, max(0, start - 30), start
            ):
                return one
            paper = next(reversed(list(A_PAPER.finditer(self.text, max(0, start - BETWEEN), start))), None)
            by = BY.fullmatch(self.text, paper.start(), start) if paper is not None and paper[1] == noun else None
            if by is not None and (by["by"] != "in" or one.sector == "JRN"):  # "a report in the Post"
                return one
        return None


def is_paper(voice: Actor) -> bool:
    """Return whether a document speaks of which nobody is known whose it is."""
    return voice.basis == "document" and voice.kind == "group" and voice.id is None
