"""Return who is said to have said what, from the words alone: source, cue and content of each attribution.

A unit is one sentence, or several where a quotation runs over them. In a unit each cue (a verb of saying, `according
to`) looks for its source on its left, then on its right ("said Trump"), and for its content on its right, then on its
left. A quotation without a cue goes on in the voice of the one before it. No names are resolved here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from dyadbook.records import Form
from dyadbook.steps.quotes import Quote, find_quotes
from dyadbook.steps.tokens import Token, tokens_of

Span = tuple[int, int]
WORDS_OF_A_QUOTE = 4
"""A quotation without a cue needs that many words; shorter ones are scare quotes, names and titles."""

DETERMINER = frozenset(
    "the a an this that these those his her its their our my your some any no every each both".split()
)
SKIPPED_LEFT = frozenset(
    "has have had having also later then previously earlier recently himself herself itself themselves repeatedly further "
    "again already since always often now even once first both each all reportedly just simply did do does is was are been "
    "still have not".split()
)
NEGATED = frozenset(
    "not n't never cannot didn't doesn't don't hasn't haven't hadn't wouldn't won't without neither nor".split()
)
MODAL = frozenset("will would could should might must may can shall to cannot 'd 'll".split())
PASSIVE = frozenset("is was are were be been being am get got".split())
FINITE = MODAL | PASSIVE | frozenset("has have had do does did says said told".split())
PREPOSITION = frozenset(
    "in on at by for from to with about against between among under over during after before since until through via into "
    "alongside ahead without toward towards amid despite following near around of as like".split()
)
BREAK = frozenset(
    "that while but because if when whenever although though where whether than so unless as since after before until once "
    "what why how".split()
)
RELATIVE = frozenset({"who", "which", "that"})
OPENERS = frozenset("also meanwhile however still but and then yet so earlier later separately".split()) | {","}
JOINING = frozenset({"and", "but", "or", "then", "yet"})
STOP_RIGHT = (
    PREPOSITION - {"of", "for", "with"}
    | BREAK
    | MODAL
    | frozenset(
        "and yesterday today tomorrow tonight late early last this monday tuesday wednesday thursday friday saturday sunday who "
        "earlier later told adding saying referring citing".split()
    )
)
SPEAKING = frozenset(
    "statement letter report reports statements post posts tweet message note document memo text media".split()
)
SAYS_NOTHING = frozenset({"nothing", "little", "goodbye", "farewell", "much", "tank", "tanks"})
NAMES_IT = frozenset({"call", "term", "label", "brand"})
PRONOUN = frozenset("he she they it we i you".split())
CLAUSE_OPENS = frozenset({"that", "whether", "how", "why", "if", "what", "who", "where", "when"})
AUDIENCE_STOP = (BREAK | PRONOUN | MODAL | PREPOSITION | PASSIVE | {"there", "then"}) - {"of"}
DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ASIDE = re.compile(
    rf"(?:(?:(?:late|early|earlier|later) )?(?:on |this |last )?{DAYS}(?: (?:morning|afternoon|evening|night))?"
    r"|(?:earlier |later )?(?:today|yesterday|this (?:week|month|year)|last (?:week|month|year|night))"
    r"|(?:in|on|at|during|via|through|after|before|alongside|following|by|from|to|of|with|about|ahead of) "
    r"(?:(?:an?|the|his|her|its|their|this|that|last) )?(?:[^\s,:;“”\"]+ ){0,5}?[^\s,:;“”\"]+(?=\s*(?:[,:“\"‘.]| that\b|$))"
    r"|(?:in|at|on|from|after|during|before|to) (?:(?:an?|the|his|her|its) )?(?:\w+ )?(?:statement|interview|briefing|speech|tweet"
    r"|post|letter|address|report|news conference|press conference|conference|hearing|meeting|message|telegram|summit)"
    r"|(?:in|at|from) (?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]+)*"
    r"|\w+ly|again|also|later|earlier|then|back)(?!\w)\s*,?\s*"
)  # fmt: skip
HEAD = re.compile(r"\s*([^:\n“”\"]{2,60}?):\s+(?=\S)")
END_MARKS = " \t\n.!?…"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word may take: see data/cues.csv for the letters of `frames`."""

    base: str
    frames: str
    noun: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words with the words that attribute them. `follows`: index of the one whose source holds here too."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    unit: Span
    audience: Span | None = None
    follows: int | None = None
    negated: bool = False


@dataclass
class Unit:
    """A stretch with its items: words outside quotations, and quotations as single items (`quotes` by item)."""

    start: int
    end: int
    block: int
    items: list[Token] = field(default_factory=list)
    quotes: dict[int, Quote] = field(default_factory=dict)

    def low(self, at: int) -> str:
        """Return the lower-case form of an item; a quotation is `“`, outside the unit it is empty."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def is_name(self, at: int) -> bool:
        """Return whether an item begins with a capital letter."""
        return 0 <= at < len(self.items) and self.items[at].is_capital


@cache
def cues() -> dict[str, Cue]:
    """Return the cues by written form."""
    text = resources.files("dyadbook.steps").joinpath("data", "cues.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {
        form: Cue(row["base"], row["frames"], row["noun"] == "yes")
        for row in csv.DictReader(lines)
        for form in row["forms"].split("|")
    }


def units_of(text: str, sentences: Sequence[tuple[int, int, int]], quotes: Sequence[Quote]) -> list[Unit]:
    """Return the sentences (start, end, block), joined where a quotation runs over their border."""
    found: list[Unit] = []
    for start, end, block in sentences:
        last = found[-1] if found else None
        if last and last.block == block and any(q.start < last.end - 1 and q.end > last.end for q in quotes):
            last.end = end
        else:
            found.append(Unit(start, end, block))
    for unit in found:
        _fill(text, unit, [quote for quote in quotes if unit.start <= quote.start < unit.end])
    return found


def _fill(text: str, unit: Unit, quotes: Sequence[Quote]) -> None:
    at = unit.start
    for quote in quotes:
        unit.items += tokens_of(text, at, quote.start)
        unit.quotes[len(unit.items)] = quote
        unit.items.append(Token(quote.start, quote.end, "“", "“"))
        at = quote.end
    unit.items += tokens_of(text, at, unit.end)


def find_attributions(
    text: str,
    sentences: Sequence[tuple[int, int, int]],
    *,
    headlines: frozenset[int] = frozenset(),
    names: Callable[[int, int], bool] | None = None,
) -> list[Attribution]:
    """Return the attributions of a text, in order of their units.

    `sentences` are (start, end, block); `headlines` the blocks that may read "X: ..."; `names` says whether words name
    someone who can speak.
    """
    blocks: dict[int, Span] = {}
    for start, end, block in sentences:
        first, last = blocks.get(block, (start, end))
        blocks[block] = (min(first, start), max(last, end))
    quotes = find_quotes(text, blocks.values())
    finder = Finder(text, headlines, names or (lambda start, end: text[start:end][:1].isupper()))
    for unit in units_of(text, sentences, quotes):
        finder.take(unit)
    return finder.found


class Finder:
    """Goes through the units of a text and keeps what it found."""

    def __init__(self, text: str, headlines: frozenset[int], names: Callable[[int, int], bool]) -> None:
        self.text, self.headlines, self.names = text, headlines, names
        self.found: list[Attribution] = []
        self.last: int | None = None
        self.last_block = -1
        self.awaiting: int | None = None
        self.hanging: list[int] = []

    def take(self, unit: Unit) -> None:
        """Add the attributions of one unit."""
        before = len(self.found)
        if unit.block in self.headlines and self._headline(unit):
            return
        parts = _Parts(self.text, unit)
        for cue in parts.cues():
            made = parts.attribution(cue)
            if made is not None:
                self.found.append(made)
        self._rest(unit)
        mine = range(before, len(self.found))
        quoted = [index for index in mine if self.found[index].form != "indirect" or len(mine) == 1]
        self.awaiting = None
        if quoted:
            self._settle(unit, quoted[0])
            self.last, self.last_block = quoted[-1], unit.block
            if not self.found[quoted[-1]].content:
                self.awaiting = quoted[-1]
        elif unit.items and len(mine) == 0:
            self.last = None

    def _settle(self, unit: Unit, owner: int) -> None:
        """Give the paragraphs of a quotation that came before its cue the source that now is known."""
        quotes = list(unit.quotes.values())
        if quotes and quotes[0].continued and self.found[owner].source is not None:
            for index in self.hanging:
                self.found[index] = replace(self.found[index], follows=owner)
            self.hanging.clear()
        elif not quotes or not quotes[-1].open:
            self.hanging.clear()

    def _headline(self, unit: Unit) -> bool:
        """Return whether a headline reads "X: words" or "Words: X" and was taken so."""
        head = HEAD.match(self.text, unit.start, unit.end)
        if head and len(head[1].split()) <= 5 and self.names(*head.span(1)):
            source, content = head.span(1), (head.end(), unit.end)
            cue = (head.end(1), head.end(1) + 1)
        else:
            tail = re.compile(r":\s+([^:]{2,40})$").search(self.text, unit.start, unit.end)
            if not tail or len(tail[1].split()) > 4 or not self.names(*tail.span(1)):
                return False
            source, content, cue = tail.span(1), (unit.start, tail.start()), (tail.start(), tail.start() + 1)
        inner = [quote for quote in unit.quotes.values() if content[0] <= quote.start and quote.end <= content[1]]
        whole = len(inner) == 1 and inner[0].start <= content[0] and inner[0].end >= content[1]
        spans = ((inner[0].first, inner[0].last),) if whole else (content,)
        form: Form = "direct" if whole else "mixed" if inner else "indirect"
        self.found.append(Attribution(source, cue, spans, form, (unit.start, unit.end)))
        return True

    def _rest(self, unit: Unit) -> None:
        """Add the quotations that no cue has taken: those that follow on, and those that stand alone."""
        taken = [span for one in self.found for span in one.content if one.unit[0] >= unit.start - 5000]
        for quote in unit.quotes.values():
            if any(first <= quote.first and quote.last <= last for first, last in taken):
                continue
            outside = [item for item in unit.items if item.is_word]
            alone = len(outside) == 0
            here = (quote.first, _trim_comma(self.text, quote.first, quote.last))
            if alone and self.awaiting is not None:
                owner = self.found[self.awaiting]
                self.found[self.awaiting] = replace(owner, content=(*owner.content, here), form="direct")
                self.last, self.awaiting = self.awaiting, None
                taken.append(here)
                continue
            in_unit = next(
                (i for i in range(len(self.found) - 1, -1, -1) if self.found[i].unit == (unit.start, unit.end)), None
            )
            if alone and self.last is not None and unit.block - self.last_block <= 3:
                self.found.append(Attribution(None, None, (here,), "direct", (unit.start, unit.end), follows=self.last))
            elif quote.words(self.text) > WORDS_OF_A_QUOTE and in_unit is None and alone:
                self.found.append(Attribution(None, None, (here,), "direct", (unit.start, unit.end)))
                if quote.open:
                    self.hanging.append(len(self.found) - 1)


def _trim_comma(text: str, start: int, end: int) -> int:
    """Return the end without a comma that belongs to the sentence around a quotation."""
    return end - 1 if end > start and text[end - 1] == "," else end


@dataclass(frozen=True)
class Found:
    """A cue at items `at` to `last` of a unit, with what was learned of it on the way."""

    at: int
    last: int
    cue: Cue
    negated: bool = False


class _Parts:
    """Finds source, content and audience of the cues of one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.text, self.unit = text, unit
        self.previous: Attribution | None = None
        words = [item for item in unit.items if item.is_word]
        self.titled = sum(item.is_capital for item in words) * 2 > len(words)
        self.heads: list[Found] = self._cues()

    # ------------------------------------------------------------ cues

    def cues(self) -> list[Found]:
        """Return the cues in order."""
        return self.heads

    def _cues(self) -> list[Found]:
        found: list[Found] = []
        for at, item in enumerate(self.unit.items):
            if at in self.unit.quotes:
                continue
            pair = f"{item.low} {self.unit.low(at + 1)}"
            if pair == "according to":
                found.append(Found(at, at + 1, Cue("according to", "p", False)))
            elif pair in cues() and self._speaks(at, cues()[pair]):
                found.append(Found(at, at + 1, cues()[pair]))
            elif item.low in cues() and self._speaks(at, cues()[item.low]):
                found.append(Found(at, at, cues()[item.low]))
        return found

    def _speaks(self, at: int, cue: Cue) -> bool:
        """Return whether a cue word is a verb that tells of something said, not one denied, wished or passive."""
        unit, index = self.unit, at - 1
        if (
            unit.items[at].text.isupper()
            and len(unit.items[at].text) > 1
            and not self.text[unit.start : unit.end].isupper()
        ):
            return False
        after = unit.low(at + 1)
        if unit.low(index) in DETERMINER | {"'s", "-", "of", "united"} or after == "-" or after in SAYS_NOTHING:
            return False
        if unit.is_name(at) and at > 0 and unit.is_name(index) and not self.titled:
            return False
        if after == "by" or (unit.low(at).endswith("ing") and unit.items[at - 1].is_word and not self._text_before(at)):
            return False
        while unit.low(index) in SKIPPED_LEFT or unit.low(index) in NEGATED or _adverb(unit.low(index)):
            if unit.low(index) in NEGATED | PASSIVE and cue.base != "go on":
                return False
            index -= 1
        word = unit.low(index)
        if (
            word in MODAL
            or word in DETERMINER - {"that", "this", "these", "those"}
            or (word in {"when", "as"} and cue.base == "ask")
        ):
            return False
        if word in PREPOSITION and not unit.low(at).endswith("ing"):
            return False
        if cue.base in NAMES_IT and self._named_so(at):
            return True
        if "q" in cue.frames and not any(at < position for position in unit.quotes) and not self._closed_before(at):
            return (
                "a" in cue.frames
                and any(unit.low(i) == "as" for i in range(at + 1, at + 12))
                and not unit.low(at).endswith("ing")
            )
        if cue.noun and unit.low(at).endswith(("s", "e", "t", "m", "r", "n", "k")) and not unit.low(at).endswith("ing"):
            told = after in CLAUSE_OPENS | {"“", ":", "to"} or (after == "," and unit.low(at + 2) == "“")
            return told or word in PRONOUN | {"who"} or (unit.is_name(index) and unit.low(at).endswith("s"))
        return cue.base != "ask" or at > 0

    def _text_before(self, at: int) -> bool:
        """Return whether a participle hangs on words that can say something ("a statement saying") or on an adverb or `and`."""
        low = self.unit.low(at - 1)
        return low in JOINING | SPEAKING | SKIPPED_LEFT | {"as", "by", "while", "before", "after"} or _adverb(low)

    def _named_so(self, at: int) -> bool:
        """Return whether `called` gives something a name or a judgement: "called it regrettable", "called the launch a threat"."""
        unit, after = self.unit, at + 1
        if unit.low(after) in {"it", "him", "her", "them", "this", "these"}:
            return unit.low(after + 1) not in PREPOSITION | {"", ".", ",", "back", "off", "again", "and"}
        if unit.low(after) not in DETERMINER and not unit.is_name(after):
            return False
        ahead = [unit.low(index) for index in range(after + 1, after + 9)]
        article = next((i for i, word in enumerate(ahead) if word in {"a", "an"}), None)
        return (
            article is not None
            and article > 0
            and not set(ahead[:article]) & (PREPOSITION - {"of", "in"} | FINITE | {",", "and", "."})
        )

    def _closed_before(self, at: int) -> bool:
        """Return whether a quotation ends shortly before an item: `"...," he continued`."""
        return any(position < at and at - position < 12 for position in self.unit.quotes)

    # ------------------------------------------------------------ one attribution

    def attribution(self, found: Found) -> Attribution | None:
        """Return what a cue attributes to whom, or None where nothing is attributed."""
        if found.cue.frames == "p":
            made = self._according(found)
        else:
            made = self._verb(found)
        if made is not None:
            self.previous = made
        return made

    def _according(self, found: Found) -> Attribution | None:
        """Return the attribution of "according to X"."""
        items, unit = self.unit.items, self.unit
        stop = self._noun_end(found.last + 1, frozenset({"and"}))
        if stop == found.last + 1:
            return None
        source = (items[found.last + 1].start, items[stop - 1].end)
        limit = self._left_limit(found.at)
        left = self._span(limit, found.at)
        lead = [unit.low(index) for index in range(limit, found.at)]
        aside = bool(lead) and lead[0] in PREPOSITION and not set(lead) & FINITE and len(lead) < 9
        if left is None or left[1] - left[0] < 3 or aside:
            begin = stop + (unit.low(stop) == ",")
            left = self._span(begin, self._right_limit(found, begin)) or left
        return self._make(source, found, [left] if left else [], None) if left else None

    def _verb(self, found: Found) -> Attribution | None:
        source, first, inverted = self._source(found)
        after = inverted if inverted is not None else found.last + 1
        audience, after = self._audience(found, after)
        if source is not None and self.unit.low(first - 1) == "what":
            return None
        right = self._right(found, after)
        left = self._left(found, first)
        if left and not self._quote_before(first) and not right and not self._trails(after):
            left = []
        if right and left and not self._broken(found, first, after):
            left = [] if self._complement(found, after) or not self._quote_before(first) else left
        if left and not self._quote_before(first) and right and self._complement(found, after):
            left = []
        content = sorted([*left, *right])
        if not content and not self._announces(after):
            return None
        if source is None and self.previous is None and not self._quoted(content):
            return None
        return self._make(source, found, content, audience)

    def _trails(self, after: int) -> bool:
        """Return whether nothing but time and place follows a cue, or a comma: "..., he said on Friday"."""
        at = self._skip_asides(after)
        return (
            at >= len(self.unit.items)
            or self.unit.low(at) in {",", ".", ";", "—", "–", ")"}
            or self.unit.low(at - 1) == ","
        )

    def _announces(self, after: int) -> bool:
        """Return whether the unit ends in a colon, so that what is said comes next."""
        return self.unit.items[-1].low == ":" and after < len(self.unit.items) + 1

    def _make(self, source: Span | None, found: Found, content: list[Span], audience: Span | None) -> Attribution:
        items = self.unit.items
        cue = (items[found.at].start, items[found.last].end)
        clean = [self._clean(span) for span in content]
        spans = tuple(span for span, _ in clean if span[0] < span[1])
        kinds = {kind for _, kind in clean}
        form: Form = "direct" if kinds == {"direct"} else "indirect" if kinds <= {"indirect"} else "mixed"
        if source is None and self.previous is not None:
            source = self.previous.source
        return Attribution(source, cue, spans, form, (self.unit.start, self.unit.end), audience)

    def _clean(self, span: Span) -> tuple[Span, Form]:
        """Return a span without the marks and stops at its ends, and whether it is one quotation, has one, or none."""
        start, end = span
        inside = [quote for quote in self.unit.quotes.values() if start <= quote.start and quote.end <= end]
        while end > start and self.text[end - 1] in END_MARKS + ",;:—–-":
            end -= 1
        while start < end and self.text[start] in " ,;:—–-\n":
            start += 1
        for quote in inside:
            if quote.start <= start and quote.end >= end:
                return (quote.first, _trim_comma(self.text, quote.first, quote.last)), "direct"
        if (
            len(inside) == 1
            and inside[0].start == start
            and not any(c.isalnum() for c in self.text[inside[0].end : end])
        ):
            return (inside[0].first, inside[0].last), "direct"
        return (start, end), "mixed" if inside else "indirect"

    def _span(self, first: int, last: int) -> Span | None:
        """Return the stretch from one item to before another, or None where no word is in it."""
        items = self.unit.items[first:last]
        if not any(item.is_word or item.text == "“" for item in items):
            return None
        return items[0].start, items[-1].end

    def _quoted(self, content: Sequence[Span]) -> bool:
        return any(
            first <= quote.first and quote.last <= last
            for first, last in content
            for quote in self.unit.quotes.values()
        )

    # ------------------------------------------------------------ source

    def _source(self, found: Found) -> tuple[Span | None, int, int | None]:
        """Return the source, the item where source and cue begin, and the item after an inverted source."""
        unit, index = self.unit, found.at - 1
        while (unit.low(index) in SKIPPED_LEFT or _adverb(unit.low(index))) and index >= 0 and not unit.is_name(index):
            index -= 1
        low = unit.low(index)
        participle = unit.low(found.at).endswith("ing")
        if index < 0 or index in unit.quotes or (low == "," and not participle and self._inverts(found, index)):
            stop = self._noun_end(found.last + 1, frozenset())
            if stop > found.last + 1:
                return (unit.items[found.last + 1].start, unit.items[stop - 1].end), found.at, stop
            return None, found.at, None
        if low in JOINING or (low == "," and unit.low(index - 1) in JOINING):
            return (self.previous.source if self.previous else self._main_subject(index)), index, None
        if low in RELATIVE and not (low == "that" and unit.low(index - 1) not in {","} and not unit.is_name(index - 1)):
            stop = index - 1 if unit.low(index - 1) == "," else index
            return self._noun_before(stop), found.at, None
        if participle:
            return (self.previous.source if self.previous and low == "," else self._main_subject(index)), index, None
        if low == ",":
            return self._across(index)
        source = self._noun_before(index + 1)
        first = self._item_at(source[0]) if source else found.at
        return source, first, None

    def _inverts(self, found: Found, index: int) -> bool:
        """Return whether "..., said X" is meant: a noun follows, no clause; else the comma closes an inserted one."""
        unit, after = self.unit, found.last + 1
        if "o" in found.cue.frames:
            return False
        if index - 1 in unit.quotes:
            return True
        if not (
            unit.is_name(after) or unit.low(after) in DETERMINER or unit.low(after + 1) in {"officials", "sources"}
        ):
            return False
        stop = self._noun_end(after, frozenset())
        rest = [unit.low(at) for at in range(after, min(len(unit.items), stop + 12))]
        return (
            unit.low(stop) in {"", ".", ",", "in", "on", "at", "after", "during", ";", "who"}
            and not set(rest[: stop - after + 3]) & FINITE
        )

    def _item_at(self, start: int) -> int:
        return next(at for at, item in enumerate(self.unit.items) if item.start >= start)

    def _across(self, comma: int) -> tuple[Span | None, int, int | None]:
        """Return the source before an inserted clause: "Trump, who met Kim, said"."""
        unit = self.unit
        for index in range(comma - 1, 0, -1):
            if index in unit.quotes:
                break
            if unit.low(index) in {",", ";"}:
                if index > 0 and (self._noun_like(index - 1)):
                    source = self._noun_before(index)
                    if source is not None:
                        return (source[0], unit.items[comma - 1].end), self._item_at(source[0]), None
        return self._main_subject(comma), comma, None

    def _noun_like(self, at: int) -> bool:
        unit = self.unit
        return (
            unit.items[at].is_word
            and unit.low(at) not in PREPOSITION | BREAK | FINITE
            and (unit.is_name(at) or (self._noun_before(at + 1) is not None and self._opens_clause(at)))
        )

    def _opens_clause(self, at: int) -> bool:
        """Return whether the noun phrase that ends at an item opens the unit or a clause."""
        source = self._noun_before(at + 1)
        if source is None:
            return False
        first = self._item_at(source[0])
        return first == 0 or self.unit.low(first - 1) in {",", ";", "and", "but", "“", "—", "–"}

    def _noun_before(self, stop: int) -> Span | None:
        """Return the noun phrase that ends before an item."""
        unit, first = self.unit, stop
        while first > 0 and first - 1 not in unit.quotes:
            word = unit.low(first - 1)
            item = unit.items[first - 1]
            if word in BREAK | FINITE | {",", ";", ":", "—", "–", "(", ")", "who", "which"} or (
                word in cues() and not cues()[word].noun
            ):
                break
            if word in {"and", "or", "but"} and not (word == "and" and self._joins(first - 1, stop)):
                break
            if not (item.is_word or word in {"'s", "-", ".", "'", "’", "&"}):
                break
            if word in PRONOUN and first < stop:
                break
            first -= 1
        first = self._trim_left(first, stop)
        if first >= stop or not any(item.is_word for item in unit.items[first:stop]):
            return None
        return unit.items[first].start, unit.items[stop - 1].end

    def _joins(self, at: int, stop: int) -> bool:
        """Return whether an `and` joins two nouns of one subject: names on both sides, no verb between."""
        return (
            self.unit.is_name(at - 1)
            and (self.unit.is_name(at + 1) or self.unit.low(at + 1) in DETERMINER)
            and stop - at < 9
        )

    def _trim_left(self, first: int, stop: int) -> int:
        """Return the first item without the preposition phrase of time or place before the subject."""
        unit = self.unit
        while first < stop - 1 and (
            unit.low(first) in PREPOSITION | {"and", "but", "meanwhile", "however", "so", "earlier", "later"}
        ):
            index = first + 1
            if unit.low(first) not in PREPOSITION:
                first = index
                continue
            while index < stop and unit.low(index) in DETERMINER:
                index += 1
            starts = [
                at
                for at in range(index + 1, stop)
                if unit.low(at) in DETERMINER | PRONOUN or (unit.is_name(at) and not unit.is_name(at - 1))
            ]
            if not starts:
                break
            first = starts[0]
        return first

    def _main_subject(self, before: int) -> Span | None:
        """Return the noun phrase that opens the unit: what a later `and said` or `, saying` goes with."""
        unit = self.unit
        first = 0
        while unit.low(first) in OPENERS and first < before:
            first += 1
        if unit.low(first) in PREPOSITION | BREAK:
            comma = next((at for at in range(first, before) if unit.low(at) == ","), None)
            first = comma + 1 if comma is not None and comma + 1 < before else first
        stop = self._noun_end(first, frozenset({"and", "or"}))
        if stop <= first or stop > before or unit.low(first) in PREPOSITION:
            return None
        return unit.items[first].start, unit.items[stop - 1].end

    def _noun_end(self, first: int, joining: frozenset[str]) -> int:
        """Return the item after the noun phrase that begins at `first`; `first` itself where none begins there."""
        unit, at = self.unit, first
        while at < len(unit.items) and at not in unit.quotes and at - first < 22:
            word, item = unit.low(at), unit.items[at]
            if word in PRONOUN:
                return at + 1 if at == first else at
            if word == ",":
                apposed = (
                    unit.low(at + 1) in DETERMINER - {"that", "this"} and at > first and self._apposition_ends(at + 1)
                )
                if not apposed:
                    break
                at += 1
                continue
            if (
                word in STOP_RIGHT - joining - {"this", "that"}
                or word in FINITE
                or (word in cues() and not cues()[word].noun)
            ):
                break
            if not (item.is_word or word in {"'s", "-", ".", "'", "’", "&"}) or (
                word == "." and at + 1 == len(unit.items)
            ):
                break
            if item.low.endswith("ed") and at > first and not item.is_capital:
                break
            at += 1
        return at

    def _apposition_ends(self, at: int) -> bool:
        """Return whether what follows a comma is a short noun phrase that ends the clause or in a comma."""
        for index in range(at, min(at + 16, len(self.unit.items))):
            if self.unit.low(index) in FINITE | PRONOUN or index in self.unit.quotes:
                return False
            if self.unit.low(index) in {",", ".", ";"}:
                return True
        return at + 16 >= len(self.unit.items)

    # ------------------------------------------------------------ audience and content

    def _audience(self, found: Found, after: int) -> tuple[Span | None, int]:
        """Return to whom it was said, and the item after it."""
        unit = self.unit
        if "o" not in found.cue.frames or after != found.last + 1:
            return None, after
        at = after
        while at < len(unit.items) and at not in unit.quotes and at - after < 7:
            word = unit.low(at)
            if word in AUDIENCE_STOP or not (unit.items[at].is_word or word in {"'s", "-", ".", "’"}):
                if not (at == after and word in PRONOUN | {"it"}):
                    break
            if at > after and word in DETERMINER | {"him", "her", "them"}:
                break
            if (
                at > after
                and unit.is_name(at)
                and not unit.is_name(at - 1)
                and unit.low(at - 1) not in DETERMINER | {"'s", "of"}
                and not unit.is_name(after)
            ):
                break
            at += 1
            if word in {"him", "her", "them", "us", "me", "reporters", "journalists", "lawmakers", "parliament"}:
                break
        if not any(item.is_word for item in unit.items[after:at]):
            return None, after
        end = unit.items[at - 1].end - (unit.low(at - 1) == "." and len(unit.items) == at)
        return (unit.items[after].start, end), at

    def _complement(self, found: Found, after: int) -> bool:
        """Return whether a clause or quotation follows the cue at once."""
        at = self._skip_asides(after)
        if at >= len(self.unit.items):
            return False
        if at in self.unit.quotes:
            return self.unit.low(at - 1) != "," or not self._quote_before(found.at)
        return self.unit.low(at - 1) != "," and (self.unit.low(after) != ",")

    def _skip_asides(self, after: int) -> int:
        """Return the item after words of time, place and occasion: "said on Friday in a statement that"."""
        unit, at = self.unit, after
        for _ in range(4):
            if at >= len(unit.items) or at in unit.quotes or unit.low(at) in {"that", ":"}:
                break
            start = unit.items[at].start
            stop = min((unit.items[q].start for q in unit.quotes if q > at), default=unit.end)
            match = ASIDE.match(self.text, start, stop)
            if not match or match.end() == start:
                break
            at = next((i for i in range(at, len(unit.items)) if unit.items[i].start >= match.end()), len(unit.items))
        if unit.low(at) == ":" or (unit.low(at) == "," and at + 1 in unit.quotes):
            at += 1
        return at

    def _right(self, found: Found, after: int) -> list[Span]:
        """Return what is said after the cue."""
        unit = self.unit
        frames = found.cue.frames
        at = after if "i" in frames and unit.low(after) == "to" else self._skip_asides(after)
        if at >= len(unit.items):
            return []
        low = unit.low(at)
        if at in unit.quotes:
            return self._right_quotes(found, at)
        if low in {",", ";"} or (at > after and unit.low(at - 1) == "," and low not in CLAUSE_OPENS):
            return self._resumed(found, at if low == "," else at - 1)
        limit = self._right_limit(found, at)
        clause = low in CLAUSE_OPENS - {"who", "when", "where"}
        if low in {"that"}:
            at += 1
        if "i" in frames and not clause:
            to = next((i for i in range(at, min(at + 12, limit)) if unit.low(i) == "to"), None)
            if to is None and "c" not in frames and "t" not in frames:
                return []
            if to is not None and not {unit.low(i) for i in range(at, to)} & FINITE:
                span = self._span(to - (unit.low(to - 1) == "not"), limit)
                return [span] if span else []
        if found.cue.base in NAMES_IT and self._named_so(found.at):
            at += low in {"it", "him", "her", "them", "this", "these"}
            span = self._span(at, limit)
            return [span] if span else []
        if not clause and not any(frame in frames for frame in "c") and not self._clausal(at, limit, frames):
            return []
        if "q" in frames and not clause and "c" not in frames and "t" not in frames:
            return self._object_quote(at, limit, frames)
        if frames == "to" and not clause:
            return []
        words = {unit.low(index) for index in range(at, limit)}
        if not clause and unit.low(at) in PREPOSITION and not words & FINITE and "," not in words:
            return []
        span = self._span(at, limit)
        return [span] if span and limit - at >= 2 else []

    def _clausal(self, at: int, limit: int, frames: str) -> bool:
        """Return whether the words from an item on are a clause: a subject and a finite verb, or hold a quotation."""
        words = [self.unit.low(index) for index in range(at, limit)]
        if "q" in frames or "a" in frames:
            return True
        head = words[:14]
        finite = next((i for i, word in enumerate(head) if word in FINITE - {"to"}), None)
        return (
            finite is not None
            and finite > 0
            and (words[0] in DETERMINER | PRONOUN | {"there"} or self.unit.is_name(at) or finite <= 4)
        )

    def _object_quote(self, at: int, limit: int, frames: str) -> list[Span]:
        """Return the object of `called`, `dismissed ... as`: from the words that it is called."""
        unit = self.unit
        if "a" in frames:
            mark = next((i for i in range(at, limit) if unit.low(i) == "as"), None)
            if mark is not None:
                span = self._span(mark + 1, limit)
                return [span] if span else []
        inside = [position for position in unit.quotes if at <= position < limit]
        if not inside:
            return []
        closed = self.text[unit.quotes[inside[0]].last - 1] in ",;" or unit.low(inside[0] + 1) in {",", "and", ";"}
        span = self._span(at, inside[0] + 1 if closed else limit)
        return [span] if span else []

    def _right_quotes(self, found: Found, at: int) -> list[Span]:
        """Return the quotation after a cue, with the rest of the clause where it goes on outside the marks."""
        unit = self.unit
        limit = self._right_limit(found, at)
        marked = unit.low(at - 1) in {",", ":"}
        rest = [item for item in unit.items[at + 1 : limit] if item.is_word]
        quote = unit.quotes[at]
        if marked or not rest or self.text[quote.last - 1] in ".!?":
            spans = [(quote.start, quote.end)]
            spans += [
                (q.start, q.end) for i, q in unit.quotes.items() if at < i < limit and q.words(self.text) > 3 and marked
            ]
            return spans
        span = self._span(at, limit)
        return [span] if span else []

    def _resumed(self, found: Found, comma: int) -> list[Span]:
        """Return what goes on after an inserted ", he said,": the broken quotation, or the rest of the clause."""
        unit = self.unit
        start = comma + 1
        limit = self._right_limit(found, start)
        quotes = [position for position in unit.quotes if start <= position < limit]
        if quotes and quotes[0] <= start + 1:
            quote = unit.quotes[quotes[0]]
            return [(quote.start, quote.end)]
        if quotes and self._quote_before(found.at) and unit.low(start) not in {"who", "which"}:
            return [
                (unit.quotes[at].start, unit.quotes[at].end) for at in quotes if unit.quotes[at].words(self.text) > 3
            ]
        if self._quote_before(found.at) or unit.low(start) in {
            "who",
            "which",
            "and",
            "but",
            "as",
            "while",
            "after",
            "a",
            "an",
            "when",
        }:
            return []
        if unit.low(start).endswith("ing") or found.at < 3:
            return []
        span = self._span(start, limit)
        return [span] if span else []

    def _broken(self, found: Found, first: int, after: int) -> bool:
        """Return whether the cue stands inside what is said: a comma or quotation on both sides."""
        at = self._skip_asides(after)
        before = self.unit.low(first - 1) in {",", "“", "—", "–"}
        return before and (
            self.unit.low(at) in {",", "—", "–"}
            or self.unit.low(at - 1) in {",", ":"}
            or (at in self.unit.quotes and self._quote_before(first))
        )

    def _quote_before(self, first: int) -> bool:
        """Return whether a quotation stands right before an item, a comma or dash between at most."""
        at = first - 1
        while self.unit.low(at) in {",", "—", "–", "-"}:
            at -= 1
        return at in self.unit.quotes

    def _left(self, found: Found, first: int) -> list[Span]:
        """Return what is said before source and cue."""
        unit = self.unit
        if first <= 0:
            return []
        if self._quote_before(first):
            at = first - 1
            while at not in unit.quotes:
                at -= 1
            quote, limit = unit.quotes[at], self._left_limit(first)
            outside = [item for item in unit.items[limit:at] if item.is_word]
            if not outside or unit.low(at - 1) in {":", "."}:
                return [(quote.start, quote.end)]
            span = self._span(limit, at + 1)
            return [span] if span and "q" not in found.cue.frames else [(quote.start, quote.end)]
        if unit.low(first - 1) != "," or found.cue.base == "call" or unit.low(found.at).endswith("ing"):
            return []
        limit = self._left_limit(first)
        span = self._span(limit, first - 1)
        words = [unit.low(index) for index in range(limit, first - 1)]
        if span is None or (len(words) < 2 and not self._broken(found, first, found.last + 1)):
            return []
        if words[0] in PREPOSITION | BREAK | {"but", "and", "asked"} and not set(words) & FINITE and len(words) < 12:
            return []
        return [span]

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

    def _right_limit(self, found: Found, at: int) -> int:
        """Return the item where what is said after a cue ends: the end, or where another clause of saying begins."""
        unit = self.unit
        stop = next((index for index in range(at, len(unit.items)) if unit.low(index) == ";"), len(unit.items))
        return min(stop, self._next_saying(found, at))

    def _next_saying(self, found: Found, at: int) -> int:
        """Return the item where the next clause of saying begins that is not itself a part of what is said."""
        unit = self.unit
        for other in self.heads:
            if other.at <= max(found.last, at):
                continue
            index = other.at - 1
            while unit.low(index) in SKIPPED_LEFT or _adverb(unit.low(index)):
                index -= 1
            if unit.low(index) in JOINING | {","}:
                return index - 1 if unit.low(index - 1) == "," else index
            source = self._noun_before(index + 1) if other.cue.frames != "p" else (unit.items[other.at].start, 0)
            if source:
                first = self._item_at(source[0])
                lead = unit.low(first - 1)
                if lead == "," or (lead in {"and", "but", "while", "though"} and unit.low(first - 2) == ","):
                    return first - 1 if lead == "," else first - 2
        return len(unit.items)


def _adverb(word: str) -> bool:
    return (
        word.endswith("ly")
        and len(word) > 4
        and word not in {"italy", "only", "family", "ally", "july", "reply", "assembly"}
    )
