"""Return whose words whole paragraphs are: a document given in full, a post, what "was stated by" somebody after it.

A text that opens with "the ministry issued the following statement:" is the ministry's to its end, without quotation
marks. "This was stated by the minister" tells afterwards who said the sentences before it, and "— Ann Lee (@annlee)"
who posted them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from dyadbook.records import Block
from dyadbook.steps.genres.datelines import DATELINE
from dyadbook.steps.genres.interviews import Answer, interview
from dyadbook.steps.genres.own_voice import without_number
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.language.units import Span
from dyadbook.steps.saying.record import Attribution

OPENING = 3  # paragraphs of a text in which a document that it gives in full is named
PAPER = (
    r"statement|communiqu[eé]|declaration|message|letter|commentary|article|address|speech|appeal|memorandum|resolution"
    r"|remarks?|comments?|answers?|reply|replies|response|questions?|press release|note"
)
DAY = r"(?:\s+(?:on\s+)?(?:\w+day|\w+ \d{1,2}))?"
ISSUED = re.compile(
    rf"(?P<who>[^:“\"]{{3,200}}?),?{DAY}\s+(?P<cue>(?:(?:has|have)\s+)?(?:issued|released|made(?:\s+public)?|published|adopted|sent|gave|given"
    rf"|delivered|offered|posted|answered|replied\s+to|responded\s+to))\b"
    rf"[^:“\"]*\b(?:{PAPER})\b"
)
TEXT_OF = re.compile(
    rf"\b(?P<cue>text\s+of)\s+(?:an?|the)\s+[^:“\"]{{0,120}}?\b(?:{PAPER})\b[^:“\"]{{0,200}}?\b(?:by|from)\s+(?P<who>[^:,“\"]{{3,120}})"
)
IN_FULL = re.compile(r"\bfollowing\b|\b(?:as follows|which (?:said|says|reads)|says|reads|in full)\s*:$", re.I)
REPORTED = re.compile(
    rf"\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts)\s+(?:\w+\s+)?(?:{PAPER}|spokes\w+|minist\w+)\s+(?:also\s+)?(?:said|added|came|went)\b"
)
"""What a reporter says of a document: it is not given in full any more."""
END_MARK = re.compile(r"\s*(?:-0-|-30-|###|\(END\)|ENDS?)\s*$")
STATED = re.compile(
    r"(?:This|That) (?:was|is|has been) (?P<cue>stated|announced|said|reported|told|noted|emphasi[sz]ed|stressed) by "
    r"(?P<who>[^,;:“\"]{3,140}?)(?=[,;:“\"]|\.(?:\s|$)| (?:in|during|at|on|who|while|after|following|to)\b)"
)
POST = re.compile(
    r"(?:(?<!\s)\s++)?(?<![—–-])[—–-]+\s*(?P<who>[^\n()@]{2,60}?)\s*\(@\w+\)(?:\s+[A-Z][a-z]+ \d{1,2}, \d{4})?"
)
"""What stands behind a post that a text shows: "— Ann Lee (@annlee) May 3, 2021"."""
LINKS = re.compile(
    r"(?:(?<!\s)\s++)?(?:https?://|pic\.twitter\.com/)\S++(?:\s*+(?:https?://|pic\.twitter\.com/)\S++)*+"
)
QUOTES = re.compile(r"[^“\"]{3,60}:\s*[“\"]")
"""How a post opens that only tells what another has said."""
LEAST = 10  # characters of a post
MARKS = ' \t\n“”"'
MOST = 3  # sentences that are taken for what "this" is


def whole_documents(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the title and the paragraphs of a document that a text gives in full; `follows` counts from `found` on."""
    given = _in_full(text, blocks)
    if given is None:
        return _answers(text, blocks)
    named, block, rest = given
    spans = _not_in([(quote.first, quote.last) for quote in find_quotes(text, [(block.start, block.end)])], found)
    spans += [(without_number(text, one.start, one.end), _end(text, one)) for one in rest]
    unit, first = (named.start("who"), block.end), len(found)
    opened = Attribution(named.span("who"), named.span("cue"), (spans[0],), "direct", unit)
    return [opened, *(Attribution(None, None, (span,), "direct", span, follows=first) for span in spans[1:])]


def own_words(text: str, blocks: Sequence[Block]) -> tuple[Answer, ...]:
    """Return the paragraphs that somebody says in his own voice: the answers of an interview, a document in full."""
    found, given = interview(text, blocks), _in_full(text, blocks)
    if given is None:
        return found.answers if found else ()
    return tuple(Answer(given[0].span("who"), None, (one.start, _end(text, one))) for one in given[2])


def _in_full(text: str, blocks: Sequence[Block]) -> tuple[re.Match[str], Block, list[Block]] | None:
    """Return the words that announce a document given in full, their paragraph and those of the document."""
    body = [block for block in blocks if block.kind == "body"]
    for number, block in enumerate(body[:OPENING]):
        words = text[block.start : block.end].rstrip()
        rest = list(takewhile(lambda one: not REPORTED.search(text, one.start, one.end), body[number + 1 :]))
        if not words.endswith(":") or not IN_FULL.search(words) or not rest or text[rest[0].start] in "\"“'‘":
            continue
        line = DATELINE.match(text, block.start, block.end)
        at = line.end() if line else block.start  # without the dateline, whose day is that of the report
        named = ISSUED.match(text, at, block.end) or TEXT_OF.search(text, at, block.end)
        if named is not None:
            return named, block, rest
    return None


def _answers(text: str, blocks: Sequence[Block]) -> list[Attribution]:
    """Return the answers of an interview that a text gives in full, each his who is asked."""
    found = interview(text, blocks)
    answers = found.answers if found else ()
    return [Attribution(who, cue, (words,), "direct", words) for who, cue, words in answers if who is not None]


def announced(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with the paragraph that follows one which only announces words: "The paper reports:"."""
    made = list(found)
    for before, block in pairwise(blocks):
        if not text[before.start : before.end].rstrip().endswith(":"):
            continue
        number = next(
            (
                index for index, one in enumerate(made)
                if not one.content and one.cue is not None and before.start <= one.unit[0] < before.end
                and text[one.unit[1] - 1 : before.end].rstrip() == ":"
            ),
            None,
        )  # fmt: skip
        inside = [one for one in made if any(block.start <= start < block.end for start, _ in one.content)]
        if (
            text[before.end : block.start].strip()
            or number is None
            or any(one.source is not None or one.cue is not None for one in inside)
        ):
            continue
        words = text[block.start : block.end]
        start, end = block.start + len(words) - len(words.lstrip(MARKS)), block.start + len(words.rstrip(MARKS))
        made = [one if one not in inside else replace(one, content=()) for one in made]
        made[number] = replace(made[number], content=((start, end),), form="direct")
    return made


def with_posts(text: str, blocks: Sequence[Block], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with the posts that a text shows, each its author's; no other voice goes on in them."""
    made = list(found)
    for block in blocks:
        at = block.start
        for mark in POST.finditer(text, block.start, block.end):
            end = at + len(_without_links(text[at : mark.start()]).rstrip(MARKS))
            start = at + len(text[at:end]) - len(text[at:end].lstrip(MARKS))
            at = mark.end()
            if end - start < LEAST or QUOTES.match(text, start, end):
                continue
            post = Attribution(mark.span("who"), None, ((start, end),), "direct", (start, mark.end()))
            same = [
                number for number, one in enumerate(made)
                if one.cue is None and one.content and start <= one.content[0][0] and one.content[-1][1] <= end
            ]  # fmt: skip
            if same:
                made[same[0]] = post
            else:
                made.append(post)
    return made


def _without_links(words: str) -> str:
    """Return words without the links in which they end."""
    rows = list(LINKS.finditer(words))  # an end asked for in the pattern would have each row tried in every way
    return words[: rows[-1].start()] if rows and rows[-1].end() == len(words) else words


def _end(text: str, block: Block) -> int:
    mark = END_MARK.search(text, block.start, block.end)
    return mark.start() if mark else block.end


def _not_in(spans: Sequence[Span], found: Sequence[Attribution]) -> list[Span]:
    """Return the spans no word of which is content of what was found."""
    taken = [span for one in found for span in one.content]
    return [one for one in spans if not any(one[0] < end and start < one[1] for start, end in taken)]


def stated_before(
    text: str, sentences: Sequence[tuple[int, int, int]], found: Sequence[Attribution]
) -> list[Attribution]:
    """Return what the sentences before "this was stated by X" are: indirect speech of X."""
    made = []
    for number, (start, end, block) in enumerate(sentences):
        named = STATED.match(text, start, end)
        if named is None:
            continue
        before = [(first, last) for first, last, of in sentences[max(0, number - MOST) : number] if of == block]
        spans = _not_in(before, found)
        unit: Span = (before[0][0] if before else start, end)
        if spans:
            content = tuple((first, last - (text[last - 1] == ".")) for first, last in spans)
            made.append(Attribution(named.span("who"), named.span("cue"), content, "indirect", unit))
    return made
