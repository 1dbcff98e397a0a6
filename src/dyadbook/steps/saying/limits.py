"""Return where what is said before or after a cue begins and ends, so that no other clause of saying is in it."""

from __future__ import annotations

import re

from dyadbook.steps.language.cues import (
    BREAK,
    DAYS_OF_WEEK,
    DETERMINER,
    FINITE,
    JOINING,
    PREPOSITION,
    PRONOUN,
    SKIPPED_LEFT,
    SUBORDINATE,
    cues,
    is_adverb,
)  # fmt: skip
from dyadbook.steps.language.grammar import RELATIVE
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.saying.cue_finder import Met
from dyadbook.steps.saying.sources import Sources

ENDS = SUBORDINATE | frozenset("— – -- ( which because despite after when following amid".split())
"""What ends a noun that somebody rejects, welcomes or voices."""
WHEN = frozenset("after when since before until because".split())
"""What opens a clause that only tells when or why the main one is so: what is said in it ends with it."""
DASH = re.compile(r"(?<=\s)(?:[—–]|--?)(?=\s)")
"""A dash between words, no hyphen."""
RESUMED = re.compile(
    r"(?:an?|another)\s(?:\w+\s)?(?:move|step|claim|charge|accusation|allegation|statement|reference|offer|position"
    r"|stance|shift|decision|demand|warning|development|remark|comment|assertion|proposal|threat|promise|pledge|message"
    r"|view|policy|plan|possibility|suggestion|request)"
    r"\s(?:that|which|of|to|from|for|by|in|on|he|she|it|they|the|first|made|seen|\w+ed)\b"
    r"|(?:citing|calling|noting|accusing|urging|stressing|describing)\b"
    r"|as\s(?:[\w.’'-]+\s){1,6}?(?:met|sat\sdown|gathered|arrived|visited|hosted|welcomed|opened|began|kicked\soff|started"
    r"|wrapped\sup|concluded|(?:held|prepared\sfor|headed)\s(?:\w+\s){0,2}(?:talks|summit|meeting|visit))\b"
)
"""What tells behind a comma of what was said, when it was, or goes on to say: "it would leave, a step that"."""
BUT_NOT = re.compile(
    r"but\s(?:(?:s?he|they|it)\s)?(?:did\snot|didn['’]t|would\snot|declined|refused|gave\s(?:no|few)|stopped\sshort"
    r"|later|then|offered\sno|provided\sno)\b"
)
"""What tells what a speaker did not say or do: "said it had paid, but did not say when"."""
SPOKE_IN = re.compile(
    r"in\san?\s(?:\w+\s)?(?:speech|interview|statement|tweet|letter|post|message|phone\scall|telephone\scall|briefing"
    r"|(?:news|press)\sconference)(?:\s(?:(?:on|late|early)\s)?\w+day)?\s*(?=[.,;]|$)"
)
"""In what somebody spoke, behind what he said."""
PASSES_ON = frozenset({"report", "write"})
"""Verbs of an outlet that tells what others have said."""


def is_past(word: str) -> bool:
    """Return whether a word is the past form of a verb that acts are told with."""
    return any(form == "past" for _, form in forms().get(word, ()))


class Limits(Sources):
    """Finds where what the cues of one unit attribute begins and ends."""

    def _left_limit(self, before: int) -> int:
        """Return the first item of what may be said before a cue: after the cue before, or after a semicolon."""
        limit = 0
        for index in range(before):
            if self.unit.low(index) == ";":
                limit = index + 1
        if self.previous is not None and self.previous.content:
            reach = max((self.previous.cue or (0, 0))[1], *(end for _, end in self.previous.content))
            inside = [at for at, item in enumerate(self.unit.items) if item.start < reach]
            if inside and inside[-1] + 1 < before:
                limit = max(limit, inside[-1] + 1)
        while self.unit.low(limit) in {",", "and", "but", "."} and limit < before:
            limit += 1
        return limit

    def _right_limit(self, found: Met, at: int) -> int:
        """Return the item where what is said after a cue ends: the end, or where another clause of saying begins."""
        unit = self.unit
        stop = next((index for index in range(at, len(unit.items)) if unit.low(index) == ";"), len(unit.items))
        main = self._main_clause(found) or len(unit.items)
        ends = self._next_saying(found, at), self._clause_end(found, at), self._quoted_end(at), self._conceded(at)
        return min(stop, main, *ends, self._second_verb(found, at), self._retold(at))

    def _retold(self, at: int) -> int:
        """Return the item from which on a reporter tells of what was said, or where; the end of the unit elsewhere."""
        unit = self.unit
        for index in range(at + 3, len(unit.items)):
            start, low, comma = unit.items[index].start, unit.low(index), unit.low(index - 1) == ","
            if index in unit.quotes:
                continue
            if (comma and RESUMED.match(self.text, start)) or (low == "but" and BUT_NOT.match(self.text, start)):
                return index - comma
            if low == "in" and SPOKE_IN.match(self.text, start):
                return index - comma
        return len(unit.items)

    def _second_verb(self, found: Met, at: int) -> int:
        """Return the item of the `and` after which the subject does another thing: "called it a farce and left"."""
        unit = self.unit
        if not is_past(unit.low(found.at)) or unit.low(at) in SUBORDINATE | {"that"}:
            return len(unit.items)
        for index in range(at, len(unit.items)):
            low = unit.low(index)
            if index in unit.quotes or low in FINITE or is_past(low):
                break  # a clause of its own, in which the second verb may stand too
            if index > at and low in {"and", "but"} and is_past(unit.low(index + 1)):
                return index
        return len(unit.items)

    def _clause_end(self, found: Met, at: int) -> int:
        """Return the item of the comma that ends "While X said this, ...", or "X, who said this, has ...", or of the
        dash that ends "- X said this -"; the end of the unit elsewhere.
        """
        unit = self.unit
        ends = range(at, len(unit.items))
        commas = sum(unit.low(index) == "," for index in range(found.at))
        if unit.low(0) in SUBORDINATE | {"if", "when", "as"} and commas % 2 == 0:  # "When Roe, an envoy, says"
            return next((index for index in ends if unit.low(index) == ","), len(unit.items))
        if self._is_inserted(found):
            return next(
                (index for index in ends if unit.low(index) == "," and unit.low(index + 1) in FINITE), len(unit.items)
            )
        if unit.low(self._subject(found) - 1) in WHEN:
            return next((index for index in ends if unit.low(index) == ","), len(unit.items))
        if any(self._is_dash(index) for index in range(found.at)):
            return next((index for index in ends if self._is_dash(index)), len(unit.items))
        return len(unit.items)

    def _is_dash(self, at: int) -> bool:
        return DASH.match(self.text, self.unit.items[at].start) is not None

    def _subject(self, found: Met) -> int:
        """Return the item where the noun phrase before a cue begins; the cue's own where there is none."""
        index = found.at - 1
        while self.unit.low(index) in SKIPPED_LEFT or is_adverb(self.unit.low(index)):
            index -= 1
        source = self.nouns.before(index + 1)
        return self.nouns.item_at(source[0]) if source else found.at

    def _is_inserted(self, found: Met) -> bool:
        """Return whether a cue is the verb of a clause about a noun before it: "Roe, who said"."""
        index = found.at - 1
        while self.unit.low(index) in SKIPPED_LEFT or is_adverb(self.unit.low(index)):
            index -= 1
        if self.unit.low(index) in {"who", "which"} and self.unit.low(index - 1) == ",":
            return True
        before = self._subject(found) - 1  # "the pact, which Rome says is dead, was signed"
        return self.unit.low(before) == "which" and self.unit.low(before - 1) == ","

    def _quoted_end(self, at: int) -> int:
        """Return the item behind a quotation that ends with a comma: "said it was “a game,” which comes as"; the end
        of the unit elsewhere.
        """
        unit = self.unit
        for index, quote in unit.quotes.items():
            closed = self.text[quote.last - 1] == "," and unit.low(index + 1) not in {"“", "that"}
            if index > at and closed and not (unit.low(index + 1) in JOINING and unit.low(index + 2) in {"that", "“"}):
                return index + 1
        return len(unit.items)

    def _conceded(self, at: int) -> int:
        """Return the item of the comma before "although"; the end of the unit elsewhere."""
        unit = self.unit
        return next(
            (
                index
                for index in range(at + 2, len(unit.items))
                if unit.low(index) == "," and unit.low(index + 1) in {"although", "though"}
            ),
            len(unit.items),
        )

    def _next_saying(self, found: Met, at: int) -> int:
        """Return the item where the next clause of saying begins that is not itself a part of what is said."""
        unit = self.unit
        for other in self.cues:
            if other.at <= max(found.last, at):
                continue
            index = other.at - 1
            while unit.low(index) in SKIPPED_LEFT or is_adverb(unit.low(index)):
                index -= 1
            if unit.low(index) in SUBORDINATE and unit.low(other.at).endswith("ing"):
                return index - (unit.low(index - 1) in {",", "—", "–"})  # "while adding that"
            if unit.low(index) in JOINING | {","}:
                return index - 1 if unit.low(index - 1) == "," else index
            source = self.nouns.before(index + 1) if other.cue.frames != "p" else (unit.items[other.at].start, 0)
            if source:
                first = self.nouns.item_at(source[0])
                lead = unit.low(first - 1)
                passes_on = other.cue.frames == "p" or other.cue.base in PASSES_ON
                if passes_on and lead == "“" and self.text[unit.quotes[first - 1].last - 1] == ",":
                    return first
                if lead in SUBORDINATE:
                    return first - 1
                if lead == "," or (lead in {"and", "but", "while", "though"} and unit.low(first - 2) == ","):
                    return first - 1 if lead == "," else first - 2
        return len(unit.items)

    def _noun(self, first: int, limit: int) -> tuple[int, int]:
        """Return the items of a noun that is judged or voiced, up to a dash, another verb or a clause of its own; of
        "voiced concern that it is late" the clause.
        """
        low = self.unit.low
        first += low(first) in DAYS_OF_WEEK and low(first + 1) != "'s"
        that = next((at for at in range(first + 1, min(first + 5, limit)) if low(at) == "that"), None)
        if that is not None and low(first) not in DETERMINER and not self.unit.is_name(that - 1):
            return that + 1, limit
        for at in range(first + 1, limit):
            after, then = low(at + 1), low(at + 2)
            verb = after in FINITE | cues().keys() or self._did(at + 1)
            participle = after.endswith("ing") and after != "including"
            if low(at) in ENDS or (low(at) in {"and", "but"} and (verb or (is_adverb(after) and then.endswith("ed")))):
                return first, at - (low(at - 1) == ",")
            if low(at) == "," and (after in RELATIVE | JOINING | cues().keys() or participle):
                return first, at
        return first, limit

    def _other_clause(self, at: int, limit: int) -> int:
        """Return the item of the comma before an "and" or "but" that opens a clause with its own subject: "vowed to
        leave, and Rome will pay"; the limit elsewhere.
        """
        unit = self.unit
        for index in range(at, limit - 3):
            if unit.low(index) != "," or unit.low(index + 1) not in {"and", "but"}:
                continue
            subject = index + 2
            opens = unit.low(subject) in DETERMINER | PRONOUN - {"it"} or unit.is_name(subject)
            verb = next((i for i in range(subject + 1, min(subject + 12, limit)) if self._acts(i)), None)
            ahead = {unit.low(i) for i in range(subject, verb or subject)}
            if opens and verb is not None and not ahead & (BREAK | RELATIVE | {","}):
                return index
        return limit

    def _acts(self, at: int) -> bool:
        """Return whether an item is a finite verb: one that helps, or the past tense of one before its object."""
        object_follows = self.unit.low(at + 1) not in PREPOSITION
        return self.unit.low(at) in FINITE - {"to"} or (self._did(at) and object_follows)

    def _judged(self, mark: int, limit: int) -> int:
        """Return the item where what somebody is accused of ends: at a comma that opens another clause or an aside, or
        where he does something else.
        """
        low = self.unit.low
        for at in range(mark, limit):
            opens = low(at + 1) in PREPOSITION | BREAK | RELATIVE | DETERMINER | FINITE | JOINING
            if low(at) == "," and opens and not (low(at + 1) in JOINING and low(at + 2).endswith("ing")):
                return at
            if low(at) in {"and", "but"} and self._did(at + 1):
                return at
        return limit

    def _did(self, at: int) -> bool:
        """Return whether an item is the past tense of a verb that begins another clause: "and appealed to"."""
        after = self.unit.low(at + 1)
        verb = self.unit.low(at).endswith("ed") and not self.unit.is_name(at)
        return verb and (after in DETERMINER | PREPOSITION or self.unit.is_name(at + 1))
