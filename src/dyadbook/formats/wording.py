"""Return the words that every format uses for actors, modality and doubt, and text that is safe to show.

Level 5. One place, so that the terminal and the HTML page never say the same thing in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dyadbook.answers import Change, Hit
from dyadbook.pages import (
    ADDED_FIELD,
    DOUBTFUL,
    ArticleRef,
    Correction,
    Dispute,
    Done,
    Entry,
    Fact,
    Passage,
    Said,
    by_hand,
)
from dyadbook.phrases import listed
from dyadbook.records import ELSEWHERE, Actor, BlockKind, Event, Modality, SaidBy, Standing, Statement, speakers_of
from dyadbook.tellers import tellers_of
from dyadbook.views import undirected

_TELLERS = 3  # of those who say so that are named

# Filled: told as done. The hollow marks differ in shape as well, so that they are told apart without colour.
MODALITY_MARKS: dict[Modality, str] = {"actual": "●", "future": "○", "hypothetical": "◇", "negated": "⊘"}
MODALITY_WORDS: dict[Modality, str] = {
    "actual": "told as done",
    "future": "still to come",
    "hypothetical": "supposed",
    "negated": "did not happen",
}

_INFERRED = "? country inferred, not told"
HOLLOW = "promised, threatened, supposed or denied"
"""What is counted as hollow: all that is not told as done."""

ONLY_DOUBTFUL = "only doubtful"
ONLY_DOUBTFUL_MEANS = (
    f"{ONLY_DOUBTFUL}: of no event, statement or standing of the two are at least {DOUBTFUL * 10:.0f} in 10 such "
    "readings right"
)
"""What the list of dyads says of one of which nothing is sure enough."""

NO_WORDS = "no words are here: others coded this event"
"""Stands in the place of words where an event is a row that was imported."""

_DISPUTES: dict[Dispute, str] = {
    "date": "when",
    "type": "what was done",
    "told as": "whether it was done",
    "parties": "who",
}

# C0 and C1 controls but the line feed and the tab, the bidi overrides, embeddings and isolates, the line and paragraph
# separators, and lone surrogates: each would move, hide or break the text around it.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

# Words of saying whose object is the audience: one tells somebody, and says to somebody.
_TAKES_AUDIENCE = re.compile(
    r"(?:tell|told|warn|ask|caution|promis|urg|(?:re)?assur|inform|remind|advis|brief)", re.IGNORECASE
)


# What stands between a name, or the "A" of an interview, and the words of who speaks there.
_LABEL_ENDS = frozenset({":", "."})


def printable(text: str) -> str:
    """Return text with control characters and bidi marks shown as escapes (`\\x1b`, `\\u202e`); tabs as spaces."""
    return _UNSAFE.sub(lambda match: _escape(match[0]), text.replace("\r\n", "\n").replace("\t", " "))


def one_line(text: str) -> str:
    """Return printable text with each run of white space as one space."""
    return " ".join(printable(text).split())


def source_words(source: str) -> str:
    """Return where an article comes from, as a line shows it."""
    return "standard input" if source == "-" else one_line(source)


def unmarked(text: str) -> tuple[int, int]:
    """Return the span of words that are shown between quotation marks without marks of their own that say the same.

    Such are those around all of it, and one at an end whose other one stands elsewhere.
    """
    end = len(text)
    for opens, closes in (("“", "”"), ('"', '"')):
        begins, stops = text.startswith(opens), end > 1 and text.endswith(closes)
        inner = text[begins : end - stops]
        if begins and stops and opens not in inner and closes not in inner:
            return 1, end - 1
        if begins and closes not in text[1:]:
            return 1, end
        if stops and opens not in text[:-1]:
            return 0, end - 1
    return 0, end


def in_quotes(text: str) -> str:
    """Return words on a line between quotation marks; where there are none, what says so."""
    return f"“{one_line(text)}”" if text else NO_WORDS


def _escape(character: str) -> str:
    """Return the escape of one character."""
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def actor_words(actor: Actor) -> str:
    """Return an actor as `Shigeru Ishiba (Prime Minister, JPN)`; a country by its name alone."""
    name = one_line(actor.name)
    if actor.kind == "country":
        return name
    known = [part for part in (actor.office and one_line(actor.office), country_words(actor)) if part]
    return f"{name} ({', '.join(known)})" if known else name


def speakers_words(statement: Statement) -> str | None:
    """Return who speaks, as `Britain, France and Germany`; None where that is not decided."""
    return listed(map(actor_words, speakers_of(statement))) or None


def country_words(speaker: Actor | Said | Hit) -> str | None:
    """Return the country of a speaker, with a mark where no words tell it; None where it is not known."""
    mark = "?" if speaker.country_inferred else ""
    return f"{one_line(speaker.country)}{mark}" if speaker.country else None


def inferred_words(*speakers: Actor | Said | None) -> str | None:
    """Return what is inferred of speakers, country (as its mark says) or name; None where the words tell all of it."""
    given = [one for one in speakers if one is not None]
    names = (one.name if isinstance(one, Actor) else one.speaker for one in given if one.name_inferred)
    told = (_INFERRED if any(one.country_inferred for one in given) else None, named_by_office(names))
    return " · ".join(filter(None, told)) or None


def named_by_office(parties: Iterable[str]) -> str | None:
    """Return names that no words tell, with words that say whence they are; None where there is none."""
    names = ", ".join(map(one_line, dict.fromkeys(parties)))
    return f"{names}: name inferred from the office" if names else None


def elsewhere_words(*parties: Actor) -> str | None:
    """Return which parties of an event another sentence names; None where its own names all."""
    return named_elsewhere(one.name for one in parties if one.basis == ELSEWHERE)


def named_elsewhere(parties: Iterable[str]) -> str | None:
    """Return the names of parties that another sentence names, with words that say so; None where there is none."""
    names = ", ".join(map(one_line, parties))
    return f"{names}: named in another sentence" if names else None


def actors_words(actors: tuple[Actor, ...]) -> str:
    """Return several actors as one phrase."""
    return ", ".join(actor_words(actor) for actor in actors)


def arrow(event: Event | Entry) -> str:
    """Return the arrow between source and target: two-headed where the event has no direction."""
    return "↔" if undirected(event) else "→"


def type_words(event_type: str, act: str, modes: Sequence[str] = ()) -> str:
    """Return the type with its modes, and the act where the type codes a future one: `AGREE (act: CONSULT; visit)`."""
    more = [*([] if event_type == act else [f"act: {act}"]), *map(mode_words, modes)]
    return f"{event_type} ({'; '.join(more)})" if more else event_type


def mode_words(mode: str) -> str:
    """Return a mode of PLOVER as words: `heavy weapons`."""
    return one_line(mode.replace("-", " "))


def hit_what(hit: Hit) -> str | None:
    """Return how what was found is said, the type of an event with its modes, or how a standing stands."""
    if hit.what is None:
        return None
    return type_words(hit.what, hit.what, hit.modes) if hit.kind == "event" else label(hit.what)


def told_words(modality: Modality, *, historical: bool | None) -> str | None:
    """Return how an act is told where it is not plain news of what was done."""
    words = [] if modality == "actual" else [MODALITY_WORDS[modality]]
    return ", ".join([*words, *(["history"] if historical else [])]) or None


def said_by_words(said_by: SaidBy | None, *, whole: bool = True) -> str | None:
    """Return who say so, in a list (not `whole`) as `says_words` does; None where the article itself tells it."""
    names = tellers_of(said_by)
    return listed(map(one_line, names)) or None if whole else says_words(names)


def says_words(names: Sequence[str]) -> str | None:
    """Return who say so, of more than three the first and how many others; None where nobody is named."""
    shown = [*names] if len(names) <= _TELLERS else [names[0], f"{len(names) - 1} others"]
    return listed(map(one_line, shown)) or None


def corrected_words(entry: Entry | Said | Hit | Change | Fact) -> str | None:
    """Return what persons did to what is shown: `added by A. Reader`, `type, date corrected by A. Reader`."""
    return done_words(entry.corrected)


def field_words(field: str) -> str:
    """Return a field that persons correct as words."""
    return "who tells it" if field == "said_by" else label(field)


def done_words(corrections: Iterable[Correction]) -> str | None:
    """Return what persons did to a record, and who; None where nobody did anything."""
    done: dict[tuple[str, str], dict[str, None]] = {}
    for one in corrections:
        if one.field == ADDED_FIELD:
            done.setdefault(("added", one_line(one.name)), {})
        else:
            done.setdefault(("corrected", one_line(one.name)), {})[field_words(one.field)] = None
    told = (f"{', '.join(fields)} {what} by {name}".lstrip() for (what, name), fields in done.items())
    return "; ".join(told) or None


def hand_words(record: Event | Statement | Standing, done: Done) -> str | None:
    """Return what persons did to a record, by whom where `done` has that; None where nobody did anything."""
    return done_words(done.get(record.id, ())) or by_hand(record.origin)


def doubt_words(confidence: float | None, disputed: Sequence[Dispute]) -> str | None:
    """Return why an event is to be doubted: how seldom such a reading is right, in what its reports differ.

    None where it need not be.
    """
    parts = []
    if confidence is not None and confidence < DOUBTFUL:
        parts.append(f"doubtful: about {max(round(confidence * 10), 1)} in 10 such readings are right")
    if disputed:
        parts.append(
            f"disputed: its reports contradict each other on {', '.join(map(_DISPUTES.__getitem__, disputed))}"
        )
    return " · ".join(parts) or None


def differs_words(fields: Sequence[str]) -> str | None:
    """Return in what the passages of one article differ that tell of an event; None where they agree."""
    told = (words if (words := field_words(field)).startswith("who") else f"its {words}" for field in fields)
    return f"this article's passages differ on {', '.join(told)}" if fields else None


def doubt_of(entry: Entry | Hit | Change) -> str | None:
    """Return why an event shown is to be doubted; what a person corrected has no confidence any more."""
    doubt = doubt_words(None if entry.corrected else entry.confidence, entry.disputed)
    return " · ".join(filter(None, (doubt, teaser_words(one.block for one in entry.passages)))) or None


def teaser_words(blocks: Iterable[BlockKind | None]) -> str | None:
    """Return that something is told by teasers alone, of what other articles tell; None where the text tells it too."""
    return "told by a teaser of another article alone" if set(blocks) == {"teaser"} else None


def hit_who(hit: Hit) -> str:
    """Return who speaks or acts in what was found, a speaker with the country."""
    if hit.who is None:
        return "speaker not decided" if hit.kind == "statement" else "source not decided"
    country = country_words(hit)
    return f"{one_line(hit.who)} ({country})" if country else one_line(hit.who)


def hit_whom(hit: Hit) -> str | None:
    """Return whom what was found is about, directed at or holds toward, with what says which; None where nobody."""
    ways = {"statement": "about", "standing": "toward", "event": "↔" if hit.undirected else "→"}
    return f"{ways[hit.kind]} {one_line(hit.whom)}" if hit.whom else None


def hit_marks(hit: Hit) -> tuple[str, ...]:
    """Return the marks of what was found: what is inferred, past, conditional, told by another, by hand or doubtful."""
    marks = (
        named_elsewhere(hit.elsewhere),
        named_by_office(hit.by_office),
        _INFERRED if hit.country_inferred else None,
        told_words(hit.modality or "actual", historical=hit.historical),
        f"on condition: {one_line(hit.condition)}" if hit.condition else None,
        f"says {one_line(hit.said_by)}" if hit.said_by else None,
        corrected_words(hit),
        doubt_of(hit) if hit.kind == "event" else teaser_words(one.block for one in hit.passages),
    )
    return tuple(filter(None, marks))


def shown_of(item: Entry | Fact) -> int:
    """Return how many passages a list shows: the first, and the next where a person added the first.

    What is added by hand tells the whole from then on, and must not hide the words that were read.
    """
    return 2 if any(one.field == ADDED_FIELD for one in item.corrected) else 1


def more_of(passages: Sequence[Passage], shown: int = 1) -> tuple[int, str] | None:
    """Return how many there are beside those shown, and what: reports of other articles, else passages of their own.

    None where there are none.
    """
    others = len({one.article.id for one in passages} - {one.article.id for one in passages[:shown]})
    if others > 0:
        return others, "report" if others == 1 else "reports"
    more = len(passages) - shown
    return (more, "passage" if more == 1 else "passages") if more > 0 else None


def title_words(article: ArticleRef) -> str:
    """Return what an article is listed by: its title, its first words in quotation marks, or where it came from."""
    if article.title or not article.opening:
        return one_line(article.title or article.source)
    return f"“{one_line(article.opening)} …”"


def cue_words(cue: str | None, audience: str | None = None) -> str | None:
    """Return the word of saying with whom it is said to: `told reporters`, `said to reporters`; None without both."""
    to = None if audience is None else one_line(audience)
    cue = "said" if cue in _LABEL_ENDS else cue
    if to is not None and (cue is None or not _TAKES_AUDIENCE.match(cue)):
        to = f"to {to}"
    return " ".join(part for part in (one_line(cue) if cue else None, to) if part) or None


def label(identifier: str) -> str:
    """Return an identifier such as `diplomatic_relations` as words."""
    return one_line(identifier.replace("_", " "))
