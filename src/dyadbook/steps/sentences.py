"""Return the sentences of each block: where rules and models look at one thought at a time.

A sentence ends at a full stop, question or exclamation mark, with the quotation marks and brackets that close after
it, before a capital, a digit or an opening quotation mark. A title never ends one ("Mr. Abe"); any other abbreviation
does where the next word opens a sentence: "met Marcos Jr. The president", but not "King Jr. Boulevard". A line break
within a block is white space, an empty line is an end. Where a text lost its lines the next sentence may follow
without a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dyadbook import world
from dyadbook.records import Block, Reading, Sentence
from dyadbook.steps.genres.datelines import DATELINE
from dyadbook.steps.step import Step

END = re.compile(r"(?:[.!?…]+[\"”’'»)\]]*)(?=\s+[\"“‘'«(\[]*[A-Z0-9À-ÞА-Я]|\s*\Z)|\n\s*\n")
GLUED = re.compile(
    r"(?<=[a-z]{2})[.!?…]+[”’\"]?(?=[\"“‘]?(?!(?:Com|Org|Net|Gov)\b)"
    r"(?:[A-Z][a-z]{2,}|A|I|An|As|At|By|He|If|In|It|My|No|On|So|To|We)[,’\s])"
)
"""Where a text that lost its line ends goes on with the next sentence at once: "left the pact.The talks"."""
_OPENED = r"(?:^|[\s(\"“‘'\[—–-])"
TITLE = re.compile(
    _OPENED + r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Cdr|Brig|Sen|Rep|Gov|Pres|Amb|Rev|Hon|vs|approx"
    r"|Mt|Ft)\.$"
)
"""What stands before a name and ends no sentence, whatever the name is."""
ABBREVIATION = re.compile(
    _OPENED + r"(?:St|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Inc|Ltd|Corp|Co|Bros|Plc|etc)\.$"
    r"|\b(?:[A-Za-z]\.){2,}$"
)
INITIAL = re.compile(_OPENED + r"[A-Z]\.$")
HOUR = re.compile(r"\d[  ]?[ap]\.m\.$", re.I)
ZONE = re.compile(
    r"\s+(?:\(|[A-Z]{2,4}\b|(?:\w+ ){1,2}time\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Pacific)"
)
"""What goes on after an hour: "at 9 a.m. Moscow time", "at 9 a.m. (0700 GMT)"."""
STARTERS = frozenset(
    "the it he she they we but and this that these those his her its their our there after before when while since if "
    "for with from by however meanwhile you who what where why how both some many several each every yesterday today "
    "earlier later speaking asked according following despite during also then because although though even until "
    "unless nobody instead moreover still yet".split()
)
"""Words with which a sentence opens and hardly a name goes on."""
SHORT_STARTERS = STARTERS | frozenset("a an i in on at as no so my".split())
"""The same behind what is no initial: "J. A. Smith", "Nguyen T. An"."""
NEXT = re.compile(r"[\s\"“‘'(]*(\w+)(\s+(?:has|have|had|is|was|will|would|says?|said|told|did|does|[a-z]+ed)\b)?")
"""The next word, and the verb behind it where there is one: "the U.S. Iran has"."""
LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}")
AROUND = 40  # characters before and after an abbreviation in which words may be capitalized


LONGEST = 5_000
"""Characters of a sentence; what goes on is a list, and what looks at a sentence takes time by its square."""


def ends(text: str, start: int, end: int) -> list[int]:
    """Return where the sentences of `text[start:end]` end, the last one at `end`."""
    found = []
    marks = (*END.finditer(text, start, end), *GLUED.finditer(text, start, end))
    for match in sorted(marks, key=lambda one: one.start()):
        head = text[max(start, match.start() - 24) : match.start() + 1]
        if match.group() == "." and (TITLE.search(head) or _goes_on(text, head, match.end(), end)):
            continue
        opens = match.re is GLUED and match.group().endswith('"') and text.count('"', start, match.end()) % 2
        found.append(match.end() - bool(opens))
    if not found or found[-1] < end:
        found.append(end)
    return found


def _goes_on(text: str, head: str, at: int, end: int) -> bool:
    """Return whether a sentence goes on behind the full stop of an abbreviation that ends its head."""
    if HOUR.search(head):
        return ZONE.match(text, at, end) is not None
    if INITIAL.search(head):
        return not _opens(text, at, end, STARTERS)
    return ABBREVIATION.search(head) is not None and not _opens(text, at, end, SHORT_STARTERS)


def _in_capitals(text: str, at: int, end: int) -> bool:
    """Return whether the long words before and after a place are capitalized: "Rome Angrily Warns U.S. On Tariffs"."""
    first = text.rfind("\n", 0, at) + 1
    before = LONG_WORD.findall(text, max(first, at - AROUND), at)
    after = LONG_WORD.findall(text, at, min(end, at + AROUND))
    return len(before) > 1 and bool(after) and all(word[0].isupper() for word in (*before, *after))


def _opens(text: str, at: int, end: int, starters: frozenset[str]) -> bool:
    """Return whether the next word opens a new sentence: `the U.S. Navy` goes on, `the U.S. The` ends."""
    word = NEXT.match(text, at, end)
    if word is None or word.group(1).lower() in starters:
        return not _in_capitals(text, at, end)
    return word.group(2) is not None and world.country_of(word.group(1)) is not None


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`, trimmed of white space; none is empty."""
    spans: list[tuple[int, int]] = []
    at = start
    for stop in ends(text, start, end):
        stretch = text[at:stop]
        first = at + len(stretch) - len(stretch.lstrip())
        last = stop - (len(stretch) - len(stretch.rstrip()))
        if first < last:
            spans += _short_enough(text, first, last)
        at = stop
    return spans


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence whole; one that is longer than any sentence in parts, cut at blanks."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        part = text[start:cut].rstrip()
        yield start, start + len(part)
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    yield start, end


READ_KINDS = frozenset({"headline", "deck", "subhead", "body", "caption", "teaser"})
"""The kinds of blocks that tell something; bylines and credits name people who act in no event."""


AMENDED = re.compile(
    r"(?:corrections?|clarifications?|corrections? (?:and|&) clarifications?)\s*:"
    r"|.*\b(?:earlier|previous) version of this (?:article|story|report|post)\b",
    re.I | re.S,
)
"""A paper's note on what it had wrong: it tells again what did not happen."""
AMENDING = re.compile(r"\s*(?:corrections?|clarifications?)(?:\s(?:and|&)\s(?:corrections?|clarifications?))?\b", re.I)
"""How the title of a page of such notes begins."""
TAKEN_BACK = re.compile(
    r"(?:[\w ,-]{0,30}?\b)?(?:an?|the|this|that|our|some|one)\s(?:same\s|earlier\s|previous\s|photo\s|news\s)*"
    r"(?:report|headline|article|story|caption|item|dispatch|map|graphic|version)\b[^.;“\"]{0,60}?"
    r"\b(?:(?:mis)?(?:said|stated|quoted|reported|described|identified)|gave|called|claimed|suggested)\b",
    re.I,
)
"""What opens a sentence of such a page that tells again what had been reported."""


def _after_dateline(text: str, block: Block) -> int:
    """Return where a block's first sentence begins: behind "SEOUL (Wire) - ", which tells where it was written."""
    match = DATELINE.match(text, block.start, block.end) if block.kind == "body" else None
    return match.end() if match and ":" not in match.group()[-3:] else block.start


def read(reading: Reading) -> Reading:
    """Return the reading with the sentences of the blocks that tell something, but for notes on what was wrong."""
    text, blocks = reading.article.text, reading.article.blocks
    amending = any(one.kind == "headline" and AMENDING.match(text, one.start, one.end) for one in blocks)
    sentences = tuple(
        Sentence(start=start, end=end, block=index)
        for index, block in enumerate(blocks)
        if block.kind in READ_KINDS
        for start, end in split(text, _after_dateline(text, block), block.end)
        if block.kind == "headline"
        or not (AMENDED.match(text, start, end) or (amending and TAKEN_BACK.match(text, start, end)))
    )
    return msgspec.structs.replace(reading, sentences=sentences)


STEP = Step("sentences", 6, ("article",), ("sentences",), read)
