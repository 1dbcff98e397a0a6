"""Return the source of a cue, on its left or right, and to whom it was said."""

from __future__ import annotations

import re

from dyadbook.steps.genres.datelines import DATELINE
from dyadbook.steps.language.cues import (
    AUDIENCE_STOP,
    DETERMINER,
    FINITE,
    JOINING,
    PASSIVE,
    PLURALS,
    PREPOSITION,
    PRONOUN,
    SKIPPED_LEFT,
    is_adverb,
)  # fmt: skip
from dyadbook.steps.language.grammar import RELATIVE
from dyadbook.steps.language.nouns import Nouns
from dyadbook.steps.language.units import Span, Unit
from dyadbook.steps.saying.cue_finder import CueFinder, Met
from dyadbook.steps.saying.record import Attribution

QUOTES = frozenset("quotes quoted quoting cites cited citing reports reported reporting".split())
"""Verbs whose object speaks: "quoted Lee as saying"."""
PARTIES = frozenset("RDI")
"""American parties, as they stand behind a lawmaker's name: "D-Ohio"."""
BODY_NOUNS = frozenset(
    "ministry department presidency agency government embassy army military police office administration navy court"
    " parliament council commission palace command authority statement union group".split()
)
"""Last words of who speaks and is no person, so that no name before it is described by it."""
RECEIVED = re.compile(
    r"\b(?:(?:is|was|were|been|being|and|then)\s(?:handed|given|sent|served|shown)|received|got)\s(?:an?|the|this)\s"
    r"(?:[\w-]+\s){0,3}?(?:note|letter|message|document|statement|notice|e-?mail|text|cable|report)\s$"
)
"""What stands before "saying" where its subject has only been given the words: "was handed a note"."""
SO_CALLED = 3  # words in quotation marks that only name a body: "the “foreign ministry”"
UNNAMED = re.compile(
    r"\bwho\s(?:has\s|had\s|also\s)?(?:(?:asked|requested|wished|wanted|preferred|insisted|declined|refused)\s(?:[a-z]+\s){1,4}?"
    r"(?:named|identified|quoted|cited|anonymous|unnamed|anonymity)|spoke\s(?:[a-z]+\s){1,4}?anonymity)\s$"
)
"""What is told of who speaks without a name."""
INSERTED = 6  # items behind a cue at most before the clause that it breaks goes on
QUOTED_BEFORE = 14  # items between such a verb and "as saying"


class Sources:
    """Finds the source and the audience of the cues of one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.text, self.unit = text, unit
        self.previous: Attribution | None = None
        line = DATELINE.match(text, unit.start, unit.end)
        begin = next((at for at, item in enumerate(unit.items) if line and item.start >= line.end()), 0)
        self.nouns = Nouns(unit, begin)
        self.finder = CueFinder(text, unit)
        self.cues: list[Met] = self.finder.find()

    def _span(self, first: int, last: int) -> Span | None:
        """Return the stretch from one item to before another, or None where no word is in it."""
        items = self.unit.items[first:last]
        if not any(item.is_word or item.text == "“" for item in items):
            return None
        return items[0].start, items[-1].end

    def _quote_before(self, first: int) -> bool:
        """Return whether a quotation stands right before an item, a comma or dash between at most."""
        at = first - 1
        while self.unit.low(at) in {",", "—", "–", "-"}:
            at -= 1
        return at in self.unit.quotes

    def _source(self, found: Met) -> tuple[Span | None, int, int | None]:
        """Return the source, the item where source and cue begin, and the item after an inverted source."""
        unit = self.unit
        if (subject := self._main_clause(found)) is not None:
            stop = self.nouns.end_of(subject, frozenset({"and"}))
            return (unit.items[subject].start, unit.items[stop - 1].end), found.at, None
        if (cited := self._cited(found.at - 1)) is not None:
            return cited[0], cited[1], None
        if (unnamed := self._unnamed(found)) is not None and (head := self.nouns.before(unnamed)) is not None:
            return head, self.nouns.item_at(head[0]), None
        index = self._last_before(found)
        timeless = self.nouns.without_time(index + 1) - 1
        if timeless < index and unit.low(timeless) == ",":
            return self._across(timeless)  # "Lee, who met Roe, on Sunday said"
        low = unit.low(index)
        goes_on = any(unit.low(at) in PASSIVE for at in range(index + 1, found.at))  # "has been warning"
        participle = unit.low(found.at).endswith("ing") and not goes_on
        if (so_called := self._so_called(index)) is not None:
            return so_called, self.nouns.item_at(so_called[0]), None
        if participle and index in unit.quotes and self.previous is not None:
            return self.previous.source, index + 1, None  # "... called it “fair,” telling Lee that"
        if index < 0 or index in unit.quotes or (low == "," and not participle and self._inverts(found, index)):
            return self._inverted(found)
        if low in JOINING or (low == "," and unit.low(index - 1) in JOINING):
            return self._going_on(index), index, None
        if low in RELATIVE and not (low == "that" and unit.low(index - 1) not in {","} and not unit.is_name(index - 1)):
            stop = index - 1 if unit.low(index - 1) == "," else index
            return self._antecedent(stop), found.at, None
        if participle and RECEIVED.search(self.text, self.unit.start, self.unit.items[found.at].start):
            return None, index, None
        if participle:
            return (self.previous.source if self.previous and low == "," else self.nouns.opening(index)), index, None
        if low == ",":
            return self._across(index)
        return self._nearest_name(found, index)

    def _last_before(self, found: Met) -> int:
        """Return the item before a cue that is no helper and no adverb: of "Lee for his part also said" the name."""
        unit, index = self.unit, found.at - 1
        if unit.low(index) in {"part", "turn"} and unit.low(index - 2) == "for":
            index -= 3
        while (
            (unit.low(index) in SKIPPED_LEFT or is_adverb(unit.low(index))) and index >= 0 and not unit.is_name(index)
        ):
            index -= 1
        return index

    def _inverted(self, found: Met) -> tuple[Span | None, int, int | None]:
        """Return the source right behind a cue, where the cue begins, and the item after the source: "said Lee"."""
        items, begin = self.unit.items, found.last + 1
        stop = self.nouns.end_of(begin, frozenset())
        return ((items[begin].start, items[stop - 1].end), found.at, stop) if stop > begin else (None, found.at, None)

    def _nearest_name(self, found: Met, index: int) -> tuple[Span | None, int, None]:
        """Return the noun phrase that ends in an item, with the name before it, or before its clause, that it is of."""
        unit, source = self.unit, self.nouns.before(index + 1)
        if source is None:
            return None, found.at, None
        first = self.nouns.item_at(source[0])
        apposed = self._is_apposed(first) and not self._breaks(found)
        if apposed and (name := self.nouns.before(first - 1)) is not None:
            at = self.nouns.item_at(name[0])
            if at == self.nouns.begin or at - 1 in unit.quotes or unit.low(at - 1) == ",":
                return (name[0], source[1]), at, None  # "Lee Roe, an analyst in Kiev said"
        if unit.low(first - 1) == "and" and (name := self.nouns.before(first - 1)) is not None:
            at = self.nouns.item_at(name[0])
            if at - 1 in unit.quotes and unit.is_name(at):
                return (name[0], source[1]), at, None  # "“...,” Lee of the Roe Institute and host of a programme said"
        if (who := self._told_of(first)) is not None and (head := self.nouns.before(who)) is not None:
            return head, self.nouns.item_at(head[0]), None  # "The doctor who treated Lee said"
        return source, first, None

    def _going_on(self, index: int) -> Span | None:
        """Return the subject that a second verb shares: who spoke last, or who opens the clause behind a semicolon."""
        unit, cue = self.unit, self.previous.cue if self.previous else None
        mark = next((at for at in range(index - 1, 0, -1) if unit.low(at) == ";"), 0)
        if mark and (cue is None or cue[0] < unit.items[mark].start):
            stop = self.nouns.end_of(mark + 1, frozenset({"and"}))
            if stop > mark + 1:
                return unit.items[mark + 1].start, unit.items[stop - 1].end
        return self.previous.source if self.previous else self.nouns.opening(index)

    def _so_called(self, at: int) -> Span | None:
        """Return the noun phrase that ends in a word in quotation marks: "Peru's “ministry” said"; None elsewhere."""
        quote = self.unit.quotes.get(at)
        if quote is None or quote.words(self.text) > SO_CALLED or not self.text[quote.first : quote.last].islower():
            return None
        lead = self.unit.low(at - 1)
        owner = self.nouns.before(at - 1) if lead == "'s" else None
        if not self.text[quote.last - 1].isalpha() or (owner is None and lead not in DETERMINER):
            return None
        return (owner[0] if owner else self.unit.items[at - 1].start), quote.end

    def _main_clause(self, found: Met) -> int | None:
        """Return the item of the subject of a participle that opens a unit: "Calling it a step, the minister left";
        None elsewhere.
        """
        unit = self.unit
        if found.at > 0 or found.cue.frames == "p" or not unit.low(0).endswith("ing"):
            return None
        for at in range(found.last + 3, len(unit.items) - 1):
            before = unit.quotes.get(at - 1)
            if unit.low(at - 1) != "," and (before is None or self.text[before.last - 1] != ","):
                continue
            if unit.low(at) in {"a", "an"} and unit.is_name(at - 2):
                continue  # "Noting that it struck the PMF, a militia, Lee said"
            if unit.is_name(at) or unit.low(at) in DETERMINER | PRONOUN:
                stop = self.nouns.end_of(at, frozenset({"and"}))
                if stop > at and unit.low(stop) not in {",", "and"}:
                    return at
        return None

    def _cited(self, mark: int) -> tuple[Span | None, int] | None:
        """Return who is quoted "as saying" something: the object of the verb, its subject where it is passive; and the
        item where that clause begins.
        """
        unit = self.unit
        if unit.low(mark) != "as":
            return None
        verb = next((at for at in range(mark - 1, max(-1, mark - QUOTED_BEFORE), -1) if unit.low(at) in QUOTES), None)
        if verb is None:
            return None
        if unit.low(verb - 1) in PASSIVE:
            at = verb - 1
            while unit.low(at) in PASSIVE | SKIPPED_LEFT:
                at -= 1
            if unit.low(at) == ",":  # "Lee, the envoy, was cited as saying"
                return self._across(at)[:2]
            source = self.nouns.before(at + 1)
            return source, self.nouns.item_at(source[0]) if source else mark
        stop = self.nouns.end_of(verb + 1, frozenset({"and"}))
        outlet = self.nouns.before(verb)
        first = self.nouns.item_at(outlet[0]) if outlet else mark
        return (self._span(verb + 1, min(stop, mark)), first) if stop > verb + 1 else None

    def _inverts(self, found: Met, index: int) -> bool:
        """Return whether "..., said X" is meant: a noun follows, no clause; else the comma closes an inserted one."""
        unit, after = self.unit, found.last + 1
        if "o" in found.cue.frames or unit.low(after) == "that":
            return False
        if index - 1 in unit.quotes:
            return True
        if "j" in found.cue.frames:
            return False  # "France's president, Ann Roe, accused Peru of": whoever follows is accused
        if self._opening(index) is not None or self._is_described(index):
            return False  # "The group, which has sources, said envoys", "Lee, the envoy, said the step hurt Rome"
        if not (
            unit.is_name(after) or unit.low(after) in DETERMINER or {unit.low(after), unit.low(after + 1)} & PLURALS
        ):
            return False
        stop = self.nouns.end_of(after, frozenset())
        inserted = unit.low(stop) == "," and all(unit.low(at) != "," for at in range(index))
        beyond = 0 if inserted else 3  # "The talks, said Lee, would go on"
        rest = {unit.low(at) for at in range(after, min(len(unit.items), stop + beyond))}
        ends = {"", ".", ",", "in", "on", "at", "after", "during", ";", "who"}
        return unit.low(stop) in ends and not rest & (FINITE - {"to"})

    def _told_of(self, first: int) -> int | None:
        """Return the item of the "who" whose clause ends in the noun phrase at an item; None where none does."""
        for at in range(first - 1, max(first - 12, 0), -1):
            if self.unit.low(at) in {",", ";", "“", "that"} or any(cue.at == at for cue in self.cues):
                return None
            if self.unit.low(at) == "who":
                return None if self.unit.is_name(at + 1) or self.unit.low(at + 1) in PRONOUN else at
        return None

    def _breaks(self, found: Met) -> bool:
        """Return whether a cue breaks a clause that goes on behind it: "Peru, the envoy said on Monday, would pay"."""
        low = self.unit.low
        comma = next((at for at in range(found.last + 1, found.last + INSERTED) if low(at) == ","), None)
        return comma is not None and low(comma + 1) in FINITE - {"to"}

    def _unnamed(self, found: Met) -> int | None:
        """Return the item of the "who" of one who asks for no name: "an aide who asked not to be named"; else None."""
        match = UNNAMED.search(self.text, self.unit.start, self.unit.items[found.at].start)
        return self.nouns.item_at(match.start()) if match is not None else None

    def _antecedent(self, stop: int) -> Span | None:
        """Return the noun phrase that "who" goes with: of "sent to Kiev by Trump, who warned" what follows `by`."""
        source = self.nouns.before(stop)
        if source is None:
            return None
        first = self.nouns.item_at(source[0])
        if self.unit.items[first].text in PARTIES and self.unit.low(first + 1) == "-":
            return self._antecedent(first - 1)  # "Sen. Roe, R-Ohio, who said"
        if self._is_apposed(first) and (name := self.nouns.before(first - 1)) is not None:
            return name[0], source[1]  # "Ann Lee, an aide, who said"
        cut = next((at for at in range(stop - 1, first, -1) if self._governs(at - 1, first)), first)
        return self.unit.items[cut].start, source[1]

    def _governs(self, at: int, first: int) -> bool:
        """Return whether a noun phrase begins behind an item: a preposition, or a verb before an article."""
        unit = self.unit
        if unit.low(at) in {"by", "with"}:
            return True
        verb = at > first and unit.is_name(at - 1) and unit.items[at].is_word and not unit.is_name(at)
        return verb and unit.low(at) not in PREPOSITION | JOINING and unit.low(at + 1) in DETERMINER

    def _across(self, comma: int) -> tuple[Span | None, int, int | None]:
        """Return the source before an inserted clause: "Trump, who met Kim, said"."""
        unit = self.unit
        if (opening := self._opening(comma)) is not None:
            return opening, comma, None
        for index in range(comma - 1, 0, -1):
            if index in unit.quotes:
                break
            if unit.low(index) in {",", ";"}:
                if self._leads_in(index):
                    break
                source = self.nouns.before(index) if self.nouns.ends_at(index - 1) else None
                if source is not None and not self._is_apposed(self.nouns.item_at(source[0])):
                    return (source[0], unit.items[comma - 1].end), self.nouns.item_at(source[0]), None
        return self.nouns.opening(comma), comma, None

    def _leads_in(self, comma: int) -> bool:
        """Return whether a comma ends what opens the unit without a subject: "At the invitation of Lee, Roe left"."""
        first = self.nouns.begin
        opens = self.unit.low(first) in PREPOSITION - {"as"} and "," not in map(self.unit.low, range(first, comma))
        return opens and (self.unit.is_name(comma + 1) or self.unit.low(comma + 1) in DETERMINER | PRONOUN)

    def _opening(self, comma: int) -> Span | None:
        """Return who opens the unit and is told of until a comma: "Lee, who met Roe, the envoy, said"; else None."""
        unit = self.unit
        opening = self.nouns.opening(comma)
        first = self.nouns.item_at(opening[0]) if opening is not None else 0
        after = next((at for at in range(first, comma) if opening and unit.items[at].start >= opening[1]), comma)
        if opening is None or after >= comma or unit.low(after) != "," or not unit.is_name(after - 1):
            return None
        told = any(unit.low(at) in FINITE - {"to"} for at in range(after, comma))
        if told and unit.low(after + 1) not in RELATIVE | {"whose", "whom", "where"}:
            return None
        return opening[0], unit.items[comma - 1].end

    def _is_described(self, comma: int) -> bool:
        """Return whether nothing but somebody's name and what describes it stands before a comma."""
        unit, opening = self.unit, self.nouns.opening(comma)
        inner = next((at for at in range(self.nouns.begin, comma) if unit.low(at) == ","), comma)
        if opening is None or inner == comma or opening[0] != unit.items[self.nouns.begin].start:
            return False
        if opening[1] == unit.items[comma - 1].end:  # "Lee, the envoy"
            return unit.is_name(inner - 1)
        named = all(unit.is_name(at) or unit.items[at].text in {"al", "bin", "-"} for at in range(inner + 1, comma))
        return opening[1] == unit.items[inner - 1].end and named  # "The envoy, Lee"

    def _is_apposed(self, first: int) -> bool:
        """Return whether a noun phrase stands behind a name that it describes: "Lee, an analyst, the best, said"."""
        unit = self.unit
        if unit.low(first) not in DETERMINER or unit.low(first - 1) != "," or not unit.is_name(first - 2):
            return False
        stop = self.nouns.end_of(first, frozenset())
        body = unit.low(stop - 1) in BODY_NOUNS or all(unit.is_name(at) for at in range(first + 1, stop))
        if body or self.nouns.without_time(first - 1) < first - 1:
            return False  # "met Roe, the ministry said", "met Roe on Sunday, a spokesman said"
        name = self.nouns.before(first - 1)
        before = self.nouns.item_at(name[0]) if name is not None else 0
        return name is not None and not {unit.low(before), unit.low(before - 1)} & PREPOSITION

    def _audience(self, found: Met, after: int) -> tuple[Span | None, int]:
        """Return to whom it was said, and the item after it; nobody where a clause opens: "warned Rome would pay"."""
        unit = self.unit
        if "o" not in found.cue.frames or after != found.last + 1:
            return None, after
        if after in unit.quotes and unit.low(after + 1) == "that":  # told "Meet the Press" that
            return (unit.quotes[after].first, unit.quotes[after].last), after + 1
        at = after
        while at < len(unit.items) and at not in unit.quotes and at - after < 7:
            word = unit.low(at)
            fits = word not in AUDIENCE_STOP and (unit.items[at].is_word or word in {"'s", "-", ".", "’", "&"})
            if not fits and not (at == after and word in PRONOUN):
                break
            if at > after and (word in DETERMINER - self._of_many(at) | {"him", "her", "them"} or self._dates(at)):
                break
            if (
                at > after
                and unit.is_name(at)
                and not unit.is_name(at - 1)
                and unit.low(at - 1) not in DETERMINER | {"'s", "of", "al", "el"}
                and unit.low(at - 2) != "-"  # "the state-owned Dnipro channel"
                and not unit.is_name(after)
            ):
                break
            at += 1
            if word in {"him", "her", "them", "us", "me", "reporters", "journalists", "lawmakers", "parliament"}:
                break
        if not any(item.is_word for item in unit.items[after:at]) or unit.low(at) in FINITE - {"to"}:
            return None, after
        last = at - 1 - (unit.low(at - 1) == "of" and at - 1 > after)
        end = unit.items[last].end - (unit.low(last) == "." and len(unit.items) == at)
        return (unit.items[after].start, end), at

    def _dates(self, at: int) -> bool:
        """Return whether a time opens at an item: "told Reuters last week", not "the early results"."""
        low = self.unit.low
        return low(at) in {"last", "late", "early", "earlier"} and low(at - 1) not in DETERMINER

    def _of_many(self, at: int) -> frozenset[str]:
        """Return the article at an item where it goes on with the audience: "told members of the council"."""
        goes_on = self.unit.low(at - 1) == "of" and not self.unit.is_name(at - 2)
        return frozenset({"the"}) if goes_on else frozenset()
