"""Return an article put together from what a source gave, with its limits kept and its language known.

Level 3. The clock is asked for one thing: a publication date later than today cannot be one.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dyadbook.errors import DyadbookError, MissingColumnError, SourceError
from dyadbook.phrases import writable
from dyadbook.records import Article, Block, BlockKind, Problem, PublishedBasis, article_id
from dyadbook.sources.language import detect, language_name
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.stated_dates import NOT_STATED, Stated, check_date

__all__ = [
    "SYNTHETIC_LINE",
    "Found",
    "attempted",
    "build",
    "build_from_text",
    "joined",
    "missing_column",
    "problem",
    "unexpected",
    "with_known",
]

log = logging.getLogger(__name__)

# The line by which an example article says that it is one.
SYNTHETIC_LINE = "Example text written for Dyadbook about documented events; not a news report."
_APART = re.compile("[^\\W\\d_][\u0300-\u036f]+")  # a letter and the accents that follow it as characters of their own
_SURROGATES = re.compile("[\ud800-\udfff]")
# What carries the article's own language; bylines, credits and teasers often do not.
_TELLING = frozenset({"headline", "deck", "subhead", "body", "caption"})


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a source gave: words with their kinds, and what it states of the article."""

    blocks: tuple[tuple[BlockKind, str], ...] = ()
    title: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: Stated = NOT_STATED
    published_basis: PublishedBasis | None = None
    url: str | None = None
    doc_id: str | None = None
    language_hint: str | None = None
    synthetic: bool = False
    retrieved: date | None = None
    notes: tuple[tuple[str, str], ...] = ()  # the code and the message of each problem met so far


def with_known(found: Found, known: Found) -> Found:
    """Return what was found, overridden by what is known otherwise."""
    dated = known if known.published != NOT_STATED else found
    return replace(
        found,
        title=known.title or found.title,
        deck=known.deck or found.deck,
        authors=known.authors or found.authors,
        publisher=known.publisher or found.publisher,
        published=dated.published,
        published_basis=dated.published_basis,
        url=known.url or found.url,
        doc_id=known.doc_id or found.doc_id,
        language_hint=known.language_hint or found.language_hint,
        synthetic=known.synthetic or found.synthetic,
        retrieved=known.retrieved,
        notes=(*known.notes, *found.notes),
    )


def joined(text: str) -> str:
    """Return the text with each letter and its accents as one character, where there is one: words are told by it."""
    return _APART.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def problem(error: SourceError, article: str | None = None) -> Problem:
    """Return the problem that an error tells of."""
    source, message = writable(error.where), writable(error.message)
    return Problem(source=source, step="source", code=error.code, message=message, article=article)


def missing_column(error: MissingColumnError, where: str) -> Problem:
    """Return the problem of a table, or a row of one, that holds no text by the names of its columns."""
    return problem(SourceError("missing_column", str(error).partition(f"{where}: ")[2] or str(error), where))


def unexpected(error: Exception, where: str) -> Problem:
    """Return the problem of what nobody thought of: it must not stop the others."""
    log.debug("reading %s failed", writable(where), exc_info=error)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    message = f"it could not be read ({what}): save it in another form, and report it with this file"
    return problem(SourceError("failed", message, where))


def attempted(read: Callable[[], tuple[Article, list[Problem]]], where: str) -> Iterator[Article | Problem]:
    """Yield what is not right in an article, and the article; where it cannot be read, the problem alone.

    Raises: UsageError where the call itself is wrong.
    """
    try:
        article, problems = read()
    except SourceError as error:
        yield problem(error)
    except DyadbookError:
        raise
    except Exception as error:  # one of a million that are in the same file
        yield unexpected(error, where)
    else:
        yield from problems
        yield article


def check_length(length: int, options: SourceOptions, source: str) -> None:
    """Raise SourceError where a text has more characters than are read of one article."""
    if length > options.max_text:
        raise SourceError(
            "too_large", f"{length:,} characters are more than the {options.max_text:,} that are read of one article:"
            " split it into articles, or raise max_text", source,
        )  # fmt: skip


def build(found: Found, *, source: str, options: SourceOptions) -> tuple[Article, list[Problem]]:
    """Return the article whose text is the blocks, two line breaks between them, and the problems met.

    Raises: SourceError where nothing of it is read.
    """
    blocks: list[Block] = []
    parts: list[str] = []
    at = 0
    for kind, words in found.blocks:
        if words := joined(words):
            blocks.append(Block(kind=kind, start=at, end=at + len(words)))
            parts.append(words)
            at += len(words) + 2
    check_length(at, options, source)
    deck = next((words for kind, words in found.blocks if kind == "deck"), None)
    return build_from_text("\n\n".join(parts), tuple(blocks), replace(found, deck=deck), source=source, options=options)


def build_from_text(
    text: str, blocks: tuple[Block, ...], found: Found, *, source: str, options: SourceOptions
) -> tuple[Article, list[Problem]]:
    """Return the article with this very text and these blocks, and the problems met.

    Raises: SourceError where nothing of it is read.
    """
    found, source = _joined(_given(found, options)), writable(source)
    notes: list[tuple[str, str]] = []
    text = _without_surrogates(text, notes)
    kept = tuple(_short_enough(text, blocks, options, notes))
    if not any(block.kind == "body" for block in kept):
        nothing = "no_text", "no paragraph of text was found here: give the article's sentences with their full stops"
        raise SourceError(*(notes[-1] if notes else nothing), source)
    language = detect("\n".join(_telling(text, kept)), found.language_hint)
    if language and options.languages and language not in options.languages:
        raise SourceError("language_not_read", _foreign(language, options), source)
    stated = check_date(found.published, found.retrieved or options.retrieved or date.today(), options.date_order)
    if stated.trouble:
        notes.append(("published", stated.trouble))
    article = Article(
        id=article_id(found.title, found.publisher, text),
        source=source,
        doc_id=found.doc_id,
        url=found.url,
        title=found.title,
        deck=found.deck,
        authors=found.authors,
        publisher=found.publisher,
        publisher_basis="given" if options.publisher else None,
        published=stated.day,
        published_basis=(found.published_basis or "stated") if stated.day else None,
        retrieved=found.retrieved or options.retrieved,
        language=language,
        synthetic=found.synthetic or SYNTHETIC_LINE in text,
        blocks=kept,
        text=text,
    )
    return article, [
        Problem(source=source, step="source", code=code, message=writable(message), article=article.id)
        for code, message in (*found.notes, *notes)
    ]


def _given(found: Found, options: SourceOptions) -> Found:
    """Return what was found with the outlet that the user gave, which is no author."""
    if not options.publisher:
        return found
    authors = tuple(name for name in found.authors if name.casefold() != options.publisher.casefold())
    return replace(found, publisher=options.publisher, authors=authors)


def _joined(found: Found) -> Found:
    """Return what was found, its words as `joined` makes them and without lone surrogates."""

    def clean(words: str) -> str:
        return _SURROGATES.sub("\ufffd", joined(words))

    return replace(
        found,
        title=found.title and clean(found.title),
        deck=found.deck and clean(found.deck),
        authors=tuple(map(clean, found.authors)),
        publisher=found.publisher and clean(found.publisher),
        url=found.url and clean(found.url),
        doc_id=found.doc_id and clean(found.doc_id),
    )


def _without_surrogates(text: str, notes: list[tuple[str, str]]) -> str:
    """Return the text with each lone surrogate replaced by one U+FFFD: places stay, and the text can be written."""
    clean, count = _SURROGATES.subn("\ufffd", text)
    if count:
        notes.append(
            ("surrogates", f"{count} halves of broken characters stand as \ufffd: mend the encoding at the source")
        )
    if nuls := clean.count("\x00"):
        notes.append(("nul", f"{nuls} NUL characters are in the text and were left there: remove them at the source"))
    return clean


def _short_enough(
    text: str, blocks: Iterable[Block], options: SourceOptions, notes: list[tuple[str, str]]
) -> Iterable[Block]:
    """Yield the blocks that are within the limit; a longer one stays text without a block, and so is not read."""
    for block in blocks:
        if SYNTHETIC_LINE in text[block.start : block.end] and block.kind != "credit":
            if block.end - block.start < 2 * len(SYNTHETIC_LINE):
                yield Block(kind="credit", start=block.start, end=block.end)
                continue
            yield from _cut_out(text, block)
        elif block.end - block.start > options.max_paragraph:
            notes.append((
                "paragraph_too_long",
                f"a paragraph of {block.end - block.start:,} characters at {block.start:,} is over the limit of"
                f" {options.max_paragraph:,} and was not read: break it into paragraphs, or raise max_paragraph",
            ))  # fmt: skip
        else:
            yield block


def _cut_out(text: str, block: Block) -> Iterable[Block]:
    """Yield a block in parts, where the line of an example stands within a paragraph."""
    at = text.index(SYNTHETIC_LINE, block.start, block.end)
    end = at + len(SYNTHETIC_LINE)
    for kind, low, high in ((block.kind, block.start, at), ("credit", at, end), (block.kind, end, block.end)):
        words = text[low:high]
        low += len(words) - len(words.lstrip())
        if words.strip():
            yield Block(kind=kind, start=low, end=low + len(words.strip()))


def _telling(text: str, blocks: Iterable[Block]) -> Iterable[str]:
    return (text[block.start : block.end] for block in blocks if block.kind in _TELLING)


def _foreign(language: str, options: SourceOptions) -> str:
    read = ", ".join(language_name(code) for code in options.languages)
    return f"the text is in {language_name(language)} ({language}), and only {read} is read: give a translation"
