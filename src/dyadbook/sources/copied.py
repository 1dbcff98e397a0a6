"""Return the blocks of a text copied from a page: headline, deck, byline, captions, teasers, body, each in its place.

No library reads such texts: the page's markup is gone, what remains is lines. Three passes: lines that show by their
own words what they are (`copied_marks`, `copied_head`), the head of the page by its order, and the lines between the
paragraphs by scores over their shape and over the words they share with the paragraphs around them. The text is never
altered; each block is a span of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dyadbook.records import Block, BlockKind, PublishedBasis
from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_frame import frame
from dyadbook.sources.copied_groups import group
from dyadbook.sources.copied_lines import Stretch, stretches
from dyadbook.sources.copied_masthead import dated_parts, is_joint, signed_in
from dyadbook.sources.copied_outlet import outlet_at_head, outlet_of_page
from dyadbook.sources.copied_outlet_line import (
    is_agency,
    known_as,
    may_be_section,
    names_issuer,
    names_outlet,
    outlet_at_end,
    told_again,
)
from dyadbook.sources.copied_scores import KINDS, Scene, reads_as_prose, score, stems
from dyadbook.sources.copied_top import HEAD_LINES, free_title, leave_masthead, sign, title_at
from dyadbook.sources.stated_dates import NOT_STATED, Stated
from dyadbook.world.outlets import outlet_named

__all__ = ["Layout", "segment"]

_REPLIES = 2  # to questions, by one who is named at the head of each
_FEW_LINES = 3  # a text of no more is a headline by itself, or with little below it
_TELLING = 4  # words of a line that can tell something
_LONGEST_DECK = 420
_HEADING = 7  # words of a heading below a picture
_DECK_KEPT = 0.15
_DECK_FOUND = 0.9
_DATELINE = re.compile(
    r"(?P<line>(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w. ]{1,25})?"
    r"|[A-Z][\w.'’ -]{2,30}(?=[ ,].{0,20}\())"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:, \d{4})?)?"
    r"(?: ?\((?P<agency>[A-Z][\w /.&-]{1,30})\))?,? ?(?:—|–|--?)(?=\s))"
)

_PICTURE_DAY = re.compile(r"\s[A-Z]+ \d{1,2}:")  # "GENEVA, SWITZERLAND - MAY 09: Ministers meet"
_NUMBERED = re.compile(r"\d{1,2}[.)] [A-Z“\"]")


@dataclass(frozen=True)
class Layout:
    """The blocks of a text in their order, and what its head says; what it does not say is None."""

    blocks: tuple[Block, ...] = ()
    title: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    stated: Stated = NOT_STATED
    published_basis: PublishedBasis | None = None
    dateline: tuple[int, int] | None = None
    cut: bool = False  # lines were compared with the paragraphs around them alone

    @property
    def published(self) -> date | None:
        """Return the day of publication."""
        return self.stated.day


def segment(text: str) -> Layout:
    """Return the layout of a copied text; the spans of its blocks are code points of `text`, which is not altered."""
    page, first, end, kinds = _opened(text)
    lines = page[first:end]
    _turns(lines, kinds)
    scene = _scene(lines, kinds)
    _between(kinds, scene)
    if "body" not in kinds:
        kinds = ["body" if _may_be_body(line, kind) else kind for line, kind in zip(lines, kinds, strict=True)]
    if "body" not in kinds and (told := _told_alone(lines)) is not None:
        kinds[told] = "body"
    layout = _layout(text, page, first, _blocks(lines, kinds))
    above, below = page[:first], page[end:]
    blocks = (*_blocks(above, ["teaser"] * first), *layout.blocks, *_blocks(below, [_below(line) for line in below]))
    title = next((i for i, kind in enumerate(kinds, first) if kind == "headline"), first)
    outlet, authors = layout.publisher, layout.authors
    if outlet is None or is_agency(outlet):
        outlet = outlet_of_page(page, first, end, title) or outlet or (None if first else _sent_by(text, page, layout))
    if layout.publisher not in (None, outlet) and not authors:
        authors = (layout.publisher,)  # an agency, whose text the page prints
    return replace(layout, blocks=blocks, publisher=outlet, authors=authors, cut=scene.cut)


def _opened(text: str) -> tuple[list[Stretch], int, int, list[BlockKind | None]]:
    """Return the lines of a text, where its article begins and ends, and the kinds that lines have by their words."""
    page = stretches(text)
    first, end = frame(page)
    return page, first, end, [_sure(line) for line in page[first:end]]


def _blocks(lines: list[Stretch], kinds: Sequence[BlockKind | None]) -> tuple[Block, ...]:
    return tuple(
        Block(kind=kind or "body", start=line.start, end=line.end) for line, kind in zip(lines, kinds, strict=True)
    )


def _below(line: Stretch) -> BlockKind:
    return "credit" if marks.is_end_credit(line.words) else "teaser"


def _turns(lines: list[Stretch], kinds: list[BlockKind | None]) -> None:
    """Take the questions and answers of an interview for body, where both are labelled or open with a name."""
    labels, voices = ([of(line.words) for line in lines] for of in (marks.turn_of, marks.voice_of))
    told = [(voice, line.words.endswith("?")) for voice, line in zip(voices, lines, strict=True) if voice]
    replies = Counter(voice for (_, before), (voice, asks) in pairwise(told) if before and not asks)
    if not {"q", "a"} <= set(labels):
        labels = [None] * len(lines)
    if max(replies.values(), default=0) < _REPLIES:
        voices = [None] * len(lines)
    kinds[:] = ["body" if label or voice else kind for label, voice, kind in zip(labels, voices, kinds, strict=True)]


def _sure(line: Stretch) -> BlockKind | None:
    """Return the kind that a line has by its own words, None where only its neighbours can tell."""
    words = line.words
    if line.heading:
        return None
    if _is_of_page(words):
        return "teaser"
    if head.is_date_line(words):
        return "dateline"
    if marks.is_credit(words):
        return "credit"
    if reads_as_prose(line) and _opens_body(line):
        return "body"
    if marks.shows_act(words) and marks.shows_day(words):  # a report tells its acts in the past, without the year
        return "caption"
    if marks.describes_picture(words):
        return "caption"
    if marks.starts_caption(words) or (len(words) < 700 and marks.has_credit(words) and not words.startswith('"')):
        return "caption"
    return None


def _opens_body(line: Stretch) -> bool:
    """Return whether a paragraph opens as those of documents and agencies do: "3. The", "GENEVA, May 9 (AFP) --"."""
    words = line.words
    written = _DATELINE.match(words)
    told = written is not None and not _PICTURE_DAY.match(words, written.end("line")) and not words.isupper()
    pictured = marks.has_credit(words) or marks.starts_caption(words)
    return (told or _NUMBERED.match(words) is not None) and not pictured


def _may_be_body(line: Stretch, kind: BlockKind | None) -> bool:
    """Return whether a line is taken for body where no other is: whole sentences without the mark of another kind."""
    if kind not in ("caption", "deck", "teaser", "subhead") or not reads_as_prose(line):
        return False
    return not (marks.starts_caption(line.words) or marks.has_credit(line.words) or _is_of_page(line.words))


def _told_alone(lines: list[Stretch]) -> int | None:
    """Return the last of a few lines that all lack a full stop, where it tells something: a headline by itself."""
    last = len(lines) - 1
    words = lines[last].words if 0 <= last < _FEW_LINES else ""
    told = len(words.split()) >= _TELLING and not lines[last].heading
    told = told and (_sure(lines[last]) is None or marks.names_genre(words))
    return last if told else None


def _is_of_page(words: str) -> bool:
    return marks.is_of_page(words) or marks.is_list_head(words) or marks.is_labelled_teaser(words)


# --- the head --------------------------------------------------------------------------------------------------------


def _scene(lines: list[Stretch], kinds: list[BlockKind | None]) -> Scene:
    """Set the kinds of the head's lines that are sure; return what is known of the lines below the headline."""
    leave_masthead(lines, kinds)
    free_title(lines, kinds)
    sign(lines, kinds)
    top = title_at(lines, kinds)
    if top is None:
        return Scene(lines, kinds, 0, -1, None)
    kinds[top] = "headline"
    if is_joint(lines[top].words) and top + 1 < len(lines) and reads_as_prose(lines[top + 1]):
        kinds[top + 1] = "body"  # it tells who met, as a caption does
    for i in range(top):
        kinds[i] = kinds[i] if kinds[i] in ("dateline", "byline", "credit", "subhead") else "teaser"
    group(lines, kinds, top + 1)
    limit = min(len(lines), top + HEAD_LINES)
    anchors = [i for i in range(top + 1, limit) if kinds[i] in ("byline", "dateline")]
    anchor = _last_anchor(kinds, anchors, top)
    return Scene(lines, kinds, top + 1, anchor, _deck_at(lines, kinds, top + 1, anchor))


def _deck_at(lines: list[Stretch], kinds: list[BlockKind | None], start: int, anchor: int) -> int | None:
    """Return which line is the deck: the first open one above the byline, or a phrase above the first paragraph."""
    for i in range(start, min(len(lines) - 1, start + HEAD_LINES)):
        line = lines[i]
        if kinds[i] == "caption" and i > anchor:
            return None
        if kinds[i] is not None:
            continue
        if line.heading or (i > anchor and (reads_as_prose(line) or len(line.words) < 30)):
            return None
        shown = marks.shows_parts(line.words) or marks.shows_day(line.words)
        shown = shown or (i > anchor and (marks.shows_act(line.words) or kinds[i + 1] in ("caption", "credit")))
        if not shown and len(line.words.split()) > 2 and len(line.words) <= _LONGEST_DECK:
            own, after = stems(line.words), stems(lines[i + 1].words)
            described = kinds[i + 1] == "caption" and 2 * len(own & after) >= len(own)
            if not described and (i < anchor or _prose_follows(lines, i)):
                return i
        if i > anchor:
            return None
    return None


def _prose_follows(lines: list[Stretch], i: int) -> bool:
    return any(reads_as_prose(line) for line in lines[i + 1 : i + 4])


def _last_anchor(kinds: list[BlockKind | None], anchors: list[int], top: int) -> int:
    """Return the last byline or date line that still belongs to the head: few paragraphs stand before it."""
    last = top
    for i in anchors:
        between = [j for j in range(last + 1, i) if kinds[j] is None]
        if len(between) <= (2 if last == top else 1):
            last = i
    return last


# --- between the paragraphs ------------------------------------------------------------------------------------------


def _between(kinds: list[BlockKind | None], scene: Scene) -> None:
    """Set the kinds of the lines that are open; one line of the head at most is the deck."""
    lines = scene.lines
    chances: dict[int, dict[BlockKind, float]] = {}
    for i in range(scene.start, len(lines)):
        if kinds[i] is None and lines[i].heading:
            kinds[i] = "teaser" if marks.is_list_head(lines[i].words) else "subhead"
        elif kinds[i] is None:
            chances[i] = score(scene.features(i))
    deck = _deck(scene, chances)
    for i, chance in chances.items():
        if i == deck:
            kinds[i] = "deck"
            continue
        kinds[i] = max((kind for kind in KINDS if kind != "deck"), key=lambda kind: chance[kind])
        if kinds[i] in ("caption", "credit") and _parts(lines, kinds, i):
            kinds[i] = "subhead"
        if kinds[i] == "subhead" and marks.describes_picture(lines[i - 1].words):
            kinds[i] = "caption"


def _parts(lines: list[Stretch], kinds: list[BlockKind | None], i: int) -> bool:
    """Return whether a few words between a picture with its credit and a paragraph head what follows."""
    words = lines[i].words
    if i + 1 >= len(lines) or kinds[i - 1] != "caption" or not marks.has_credit(lines[i - 1].words):
        return False
    few = len(words.split()) <= _HEADING and words[-1].isalnum() and not marks.has_credit(words)
    return few and lines[i].gap > 1 < lines[i + 1].gap and reads_as_prose(lines[i + 1])


def _deck(scene: Scene, chances: dict[int, dict[BlockKind, float]]) -> int | None:
    """Return the line that its place makes the deck, unless the scores are sure that it is none, or they are of one."""
    place = scene.deck
    if place in chances and chances[place]["deck"] >= _DECK_KEPT:
        return place
    able = [i for i in chances if scene.in_head(i) and _prose_follows(scene.lines, i)]
    best = max(able, key=lambda i: chances[i]["deck"], default=None)
    return best if best is not None and chances[best]["deck"] >= _DECK_FOUND else None


def open_lines(text: str) -> tuple[list[Stretch], Scene, list[int]]:
    """Return the lines of a text, their scene, and which of them are left to the scores: to fit the weights by."""
    page, first, end, kinds = _opened(text)
    lines = page[first:end]
    scene = _scene(lines, kinds)
    return lines, scene, [i for i in range(scene.start, len(lines)) if kinds[i] is None]


# --- what the head says ----------------------------------------------------------------------------------------------


def _layout(text: str, page: list[Stretch], above: int, blocks: tuple[Block, ...]) -> Layout:
    """Return what the head says of a page whose first `above` lines, where there are any, are those of its outlet."""
    lines = page[above : above + len(blocks)]

    def first(kind: BlockKind) -> str | None:
        return next((line.words for line, block in zip(lines, blocks, strict=True) if block.kind == kind), None)

    layout = Layout(blocks=blocks, title=first("headline"), deck=first("deck"), dateline=_dateline(text, blocks))
    updated = False  # whether the day so far is that of a change: one of publication comes before it
    for i, (line, block) in enumerate(zip(lines, blocks, strict=True)):
        if block.kind == "byline":
            named = names_outlet(line.words) or told_again(line.words, page[above + i + 1 :])
            if named and (not above or layout.authors or not is_agency(line.words)):
                layout = replace(layout, publisher=layout.publisher or known_as(line.words))
            elif layout.authors or not may_be_section(line.words):
                layout = _signed(layout, line.words)
        if block.kind in ("byline", "dateline") and (layout.stated == NOT_STATED or (updated and i < HEAD_LINES)):
            stated = head.find_stated(line.words)
            if layout.stated == NOT_STATED or (stated.day and not head.is_update(line.words)):
                updated = head.is_update(line.words)
                layout = replace(layout, stated=stated, published_basis="stated" if stated.day else None)
    return layout


def _signed(layout: Layout, words: str) -> Layout:
    outlet = words if layout.authors and head.is_outlet(words) else head.outlet_of(words)
    if outlet is not None or head.is_post(words):
        return replace(layout, publisher=layout.publisher or outlet or head.outlet_of_post(words))
    if layout.authors and head.is_name(words) and not head.starts_byline(words):
        return replace(layout, authors=tuple(dict.fromkeys((*layout.authors, words))))
    parts = None if head.starts_byline(words) or head.is_bare_byline(words) else dated_parts(words)
    signed = head.read_byline(words) if parts is None else signed_in(parts)
    return replace(layout, authors=layout.authors or signed.authors, publisher=layout.publisher or signed.publisher)


def _sent_by(text: str, page: list[Stretch], layout: Layout) -> str | None:
    """Return whose a text is that shows no page around it: the line above the title, the dateline, issuer or end."""
    kinds = [block.kind for block in layout.blocks]
    title = kinds.index("headline") if "headline" in kinds else 0
    above = page[: kinds.index("body")] if "body" in kinds and not layout.authors else []
    issuer = next((line.words for line in above[:HEAD_LINES] if names_issuer(line.words)), None)
    return outlet_at_head(page, title) or _wire(text, layout.dateline) or issuer or outlet_at_end(page)


def _wire(text: str, dateline: tuple[int, int] | None) -> str | None:
    """Return the agency that a dateline names, "ALDER (Quay Wire) —"; None of what may be a country or a province."""
    written = _DATELINE.match(text, dateline[0]) if dateline else None
    agency = written["agency"] if written else None
    return (outlet_named(agency) or (agency if head.is_outlet(agency) else None)) if agency else None


def _dateline(text: str, blocks: tuple[Block, ...]) -> tuple[int, int] | None:
    """Return the span of the "SEOUL (AP) —" that opens one of the first paragraphs."""
    for block in [b for b in blocks if b.kind == "body"][:2]:
        match = _DATELINE.match(text, block.start, block.end)
        if match:
            return match.span("line")
    return None
