"""Return self-contained HTML pages: an article with its words marked and its record beside it, and a dyad's page.

Level 5; the only importer of jinja2. A page has no script, fetches nothing (its own policy forbids both: the one
inline style is allowed by its hash), escapes all that it shows and keeps the direction of foreign text within itself
(`bdi`). Words and records lead to each other by anchors alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import jinja2

from dyadbook import charts
from dyadbook.date_words import when_words
from dyadbook.formats.cards import Card, cards, quad_class
from dyadbook.formats.localized import day_html, moment_html, number_html, when_html
from dyadbook.formats.segments import Span, cut
from dyadbook.formats.wording import (
    MODALITY_MARKS,
    MODALITY_WORDS,
    NO_WORDS,
    ONLY_DOUBTFUL,
    ONLY_DOUBTFUL_MEANS,
    arrow,
    corrected_words,
    country_words,
    cue_words,
    doubt_of,
    field_words,
    hit_marks,
    hit_what,
    hit_who,
    hit_whom,
    inferred_words,
    label,
    mode_words,
    more_of,
    named_by_office,
    named_elsewhere,
    one_line,
    printable,
    said_by_words,
    says_words,
    shown_of,
    teaser_words,
    title_words,
    told_words,
    type_words,
    unmarked,
)
from dyadbook.pages import UNTOUCHED, Done
from dyadbook.records import Article, Block, Problem, Reading, Words
from dyadbook.views import DyadPage, Passage, world_name

_MOST_LIT = 1000  # a rule of style a card; beyond, only the first words of a card are lit when they are reached


@dataclass(frozen=True)
class _Piece:
    """A stretch of a block with the cards that its words carry."""

    text: str
    main: Card | None
    classes: str
    anchors: tuple[str, ...]
    tags: tuple[Card, ...]


@dataclass(frozen=True)
class _Part:
    """A block as the page shows it."""

    kind: str
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True)
class Sheet:
    """An article with its cards."""

    anchor: str
    article: Article
    parts: tuple[_Part, ...]
    groups: tuple[tuple[str, str, tuple[Card, ...]], ...]
    problems: tuple[Problem, ...]
    reached: frozenset[str]


def marked_html(readings: Iterable[Reading], done: Done = UNTOUCHED) -> str:
    """Return one HTML file of the readings: each article with its words marked, and its record beside it.

    `done` is what persons did to records, by their ids.
    """
    sheets = [sheet_of(reading, f"a{number}", done=done) for number, reading in enumerate(readings, start=1)]
    made = [card for sheet in sheets for _, _, group in sheet.groups for card in group]
    style = style_sheet() + lit(made)
    title = one_line(sheets[0].article.title or "Reading") if len(sheets) == 1 else f"{len(sheets)} articles, marked"
    return _render("marked.html", style, title=title, sheets=sheets)


def dyad_html(page: DyadPage) -> str:
    """Return one HTML file of a dyad's page, with its timeline as a drawing."""
    title = " – ".join(one_line(side.name) for side in page.sides)
    drawing = charts.timeline(page, link=lambda entry, number: f"#t{number}")
    return _render("dyad.html", style_sheet(), title=title, page=page, drawing=drawing)


def _render(template: str, style: str, **values: object) -> str:
    """Return a rendered page whose policy allows this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return templates().get_template(template).render(style=style, policy=policy, **values)


@cache
def templates(*packages: str) -> jinja2.Environment:
    """Return the templates, which escape whatever they are given; those of other packages before those of this one.

    `dyadbook.web/parts.html` is the one of that package, whichever comes first by the bare name.
    """
    loaders = {name: jinja2.PackageLoader(name) for name in (*packages, "dyadbook.formats")}
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([*loaders.values(), jinja2.PrefixLoader(loaders)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "line": one_line,
        "cue": cue_words,
        "title_words": title_words,
        "day": day_html,
        "moment": moment_html,
        "when": when_html,
        "number": number_html,
        "mode": mode_words,
        "label": label,
        "field": field_words,
        "quad": quad_class,
        "quoted": _quoted,
        "said": said_by_words,
        "link": _safe_link,
        "party": _party,
        "bare": _bare,
    }
    environment.globals |= {
        "MARKS": MODALITY_MARKS,
        "NO_WORDS": NO_WORDS,
        "ONLY_DOUBTFUL": ONLY_DOUBTFUL,
        "ONLY_DOUBTFUL_MEANS": ONLY_DOUBTFUL_MEANS,
        "MODALITIES": MODALITY_WORDS,
        "told": told_words,
        "corrected_words": corrected_words,
        "country_words": country_words,
        "inferred_words": inferred_words,
        "named_by_office": named_by_office,
        "named_elsewhere": named_elsewhere,
        "doubt_of": doubt_of,
        "teaser_words": teaser_words,
        "hit_marks": hit_marks,
        "hit_what": hit_what,
        "hit_who": hit_who,
        "hit_whom": hit_whom,
        "says_words": says_words,
        "shown_of": shown_of,
        "more_of": more_of,
        "type_words": type_words,
        "arrow": arrow,
        "when_words": when_words,
    }
    return environment


def _party(party: str) -> str:
    """Return the name of a party; its id where the world's tables have none."""
    return world_name(party) or party


@cache
def style_sheet() -> str:
    """Return the style sheet of every page."""
    return templates().get_template("style.css").render() + charts.style()


def lit(made: Sequence[Card]) -> str:
    """Return the rules that light the words of each card when it is reached."""
    return "".join(map(_lit, made[:_MOST_LIT]))


def _lit(card: Card) -> str:
    """Return the rule that lights the words of a card when the card, or one of its words, is the target."""
    targets = ",".join(f"#{anchor}:target" for anchor in (card.anchor, *(place.anchor for place in card.places)))
    return f"body:has({targets}) .{card.anchor}-lit{{background:var(--lit);color:var(--lit-ink)}}\n"


def _safe_link(url: str | None) -> str | None:
    """Return a web address; None for any other scheme, which could run or open something."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def sheet_of(reading: Reading, anchor: str, *, by_place: bool = False, done: Done = UNTOUCHED) -> Sheet:
    """Return an article with its cards, ready for the template; `done` as `cards` takes it."""
    made = cards(reading, anchor, by_place=by_place, done=done)
    spans = [Span(place.start, place.end, (card, place.anchor)) for card in made for place in card.places]
    text = reading.article.text
    used: set[str] = set()
    parts = [_part(kind, start, end, text, spans, used) for kind, start, end in _stretches(reading.article)]
    titles = {
        "statement": "Statements",
        "event": "Events",
        "standing": "Standings",
        "issue": "Issues",
        "actor": "Actors",
        "unsure": "Not sure",
    }
    groups = [(kind, title, tuple(card for card in made if card.kind == kind)) for kind, title in titles.items()]
    shown = tuple(group for group in groups if group[2] or group[0] in ("statement", "event", "standing"))
    return Sheet(anchor, reading.article, tuple(parts), shown, reading.problems, frozenset(used))


def _stretches(article: Article) -> Iterable[tuple[str, int, int]]:
    """Return the blocks in order, and whatever text stands between them, so that no word of the article is lost."""
    at = 0
    for block in sorted(article.blocks, key=_start):
        if block.start > at and article.text[at : block.start].strip():
            yield "rest", at, block.start
        if block.end > at:
            yield block.kind, max(block.start, at), block.end
            at = block.end
    if article.text[at:].strip():
        yield "rest", at, len(article.text)


def _start(block: Block) -> int:
    return block.start


def _part(kind: str, start: int, end: int, text: str, spans: list[Span[tuple[Card, str]]], used: set[str]) -> _Part:
    """Return a block cut into pieces at the ends of the spans; `used` keeps each anchor to one place of the page."""
    pieces = []
    for segment in cut(start, end, [span for span in spans if span.start < end and span.end > start]):
        held = [span.item[0] for span in segment.covering]
        opened = {span.item[1] for span in segment.opening} - used
        used |= opened
        closed = dict.fromkeys(span.item[0] for span in segment.closing if span.item[0].kind != "actor")
        classes = {name for card in held for name in (card.kind, f"{card.anchor}-lit", *card.classes)}
        pieces.append(
            _Piece(
                text=printable(text[segment.start : segment.end]),
                main=held[0] if held else None,
                classes=" ".join(sorted(classes)),
                anchors=tuple(sorted(opened)),
                tags=tuple(closed),
            )
        )
    return _Part(kind, tuple(pieces))


def _quoted(passage: Passage) -> tuple[str, str, str]:
    """Return the words of a passage before, within and after those that decide it."""
    key: Words | None = passage.key
    begin, end = unmarked(passage.text)
    low = -1
    if key is not None and passage.start <= key.start <= key.end <= passage.end:
        low = passage.text.find(key.text, key.start - passage.start, end)  # a sign that it was cut may stand before
    if key is None or low < begin:
        return printable(passage.text[begin:end]), "", ""
    high = low + len(key.text)
    return printable(passage.text[begin:low]), printable(passage.text[low:high]), printable(passage.text[high:end])


def _bare(text: str) -> str:
    """Return words that are shown between quotation marks, without marks of their own that say the same."""
    begin, end = unmarked(text)
    return text[begin:end]
