"""Return the tables of the index and how values are kept in them.

Ids of articles and records are whole numbers made so that their order is the order of publication: the full text can
then be read newest first without a sort.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from dyadbook.pages import ArticleRef
from dyadbook.records import Event, Record, Report, Standing, Statement, When, Words

T = TypeVar("T")

VERSION = 23
"""Of the tables below: an index of another version is made again from the store."""

EVENT, STATEMENT, STANDING = 0, 1, 2
WRONG = {EVENT: 5, STATEMENT: 3, STANDING: 4}
"""The kinds of what a person called wrong: found by its id alone."""
KINDS: Mapping[int, type[Event] | type[Statement] | type[Standing]] = {
    EVENT: Event,
    STATEMENT: Statement,
    STANDING: Standing,
    WRONG[EVENT]: Event,
    WRONG[STATEMENT]: Statement,
    WRONG[STANDING]: Standing,
}
ALONE = (0, -1)
"""The dyads under which stands what is told of no two parties: of sources, of example texts."""
TOLD = f"kind <= {STANDING}"
"""Of a row of records: nobody called it wrong."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE names (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE dyads (
    id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, synthetic INTEGER NOT NULL, UNIQUE (a, b, synthetic)
);
-- filed: the order of filing; status: as it is now, own: as the article itself says; work: of whose articles it is
-- which version, home: its address, else itself; headed: its outlet and headline, of a notice those of the story
-- that it is about, names: whose headline is not its own;
-- copy_of: the article that stands for its text; rest: what it adds to dyads beside its records, its problems;
-- imported: it is a row of event data that others coded; doc_id: the id that its user's table gave it
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, outlet INTEGER, published INTEGER, synthetic INTEGER NOT NULL,
    status TEXT NOT NULL, own TEXT NOT NULL, filed INTEGER NOT NULL, retrieved INTEGER, work INTEGER,
    version INTEGER NOT NULL, signature BLOB NOT NULL, copy_of TEXT, ref BLOB NOT NULL, rest BLOB NOT NULL,
    imported INTEGER NOT NULL, doc_id TEXT, home INTEGER, headed INTEGER, names INTEGER NOT NULL
);
CREATE UNIQUE INDEX articles_filed ON articles (filed);
CREATE INDEX articles_read ON articles (status, synthetic, outlet, published, imported);
CREATE INDEX articles_work ON articles (work) WHERE work IS NOT NULL;
CREATE INDEX articles_headed ON articles (headed) WHERE headed IS NOT NULL;
CREATE INDEX articles_notices ON articles (headed) WHERE own IN ('retracted', 'corrected');
CREATE INDEX articles_copies ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_doc_id ON articles (doc_id) WHERE doc_id IS NOT NULL;
-- the articles that stand for a text, under the bands of its signature: those that share one may be copies
CREATE TABLE bands (band INTEGER, article INTEGER, PRIMARY KEY (band, article)) WITHOUT ROWID;
-- sure: its confidence
CREATE TABLE records (
    id INTEGER PRIMARY KEY, uid INTEGER NOT NULL, kind INTEGER NOT NULL, sure REAL NOT NULL, body BLOB NOT NULL
);
CREATE INDEX records_uid ON records (uid, kind);
-- what persons corrected of a record, whose body is as corrected
CREATE TABLE corrected (record INTEGER PRIMARY KEY, body BLOB NOT NULL);
-- which reports may tell of one event, with the glance of each (`glance.py`), and which do; of those that tell the same
-- only the one that stands for all has keys
CREATE TABLE keys (
    key INTEGER, record INTEGER, told INTEGER, modality INTEGER, days INTEGER, low INTEGER, high INTEGER, out INTEGER,
    PRIMARY KEY (key, record)
) WITHOUT ROWID;
CREATE TABLE events (id INTEGER PRIMARY KEY, uid INTEGER NOT NULL UNIQUE, body BLOB NOT NULL);
CREATE TABLE reports (event INTEGER, record INTEGER, PRIMARY KEY (event, record)) WITHOUT ROWID;
CREATE UNIQUE INDEX reports_record ON reports (record, event);
-- the events into which others were joined: the id that each would have by the first of its reports
CREATE TABLE joined (event INTEGER PRIMARY KEY, record INTEGER) WITHOUT ROWID;
-- one row for each dyad and what is told of it: an event (item: its id), a statement or a standing (item: the record);
-- what is told of no two parties has one under a dyad that is none (ALONE);
-- seen: the day on which it was first published; sure: the confidence of what is surest of it; lead: it is an
-- article's own news; imported: others alone coded it
CREATE TABLE ties (
    dyad INTEGER, kind INTEGER, day INTEGER, item INTEGER, until INTEGER, wide INTEGER, type INTEGER, act INTEGER,
    quad INTEGER, modality INTEGER, relation INTEGER, side INTEGER, goldstein REAL, historical INTEGER,
    outlets INTEGER, seen INTEGER, sure REAL, lead INTEGER, imported INTEGER,
    PRIMARY KEY (dyad, kind, day, item)
) WITHOUT ROWID;
CREATE TABLE told (
    dyad INTEGER, article INTEGER, outlet INTEGER, PRIMARY KEY (dyad, article)
) WITHOUT ROWID;
CREATE TABLE matters (
    dyad INTEGER, issue INTEGER, article INTEGER, mentions INTEGER, PRIMARY KEY (dyad, issue, article)
) WITHOUT ROWID;
-- who: of a statement its speakers and the words that attribute it, of an event the names of its parties
CREATE VIRTUAL TABLE words USING fts5(text, who, tags, content='', tokenize="porter unicode61 remove_diacritics 2");
"""

_RECORD_BITS = 16
_ARTICLE_BITS = 20
ARTICLES_A_DAY = 1 << _ARTICLE_BITS
_LARGEST = 2**63
TIE_COLUMNS = 19


def article_base(published: date | None) -> int:
    """Return the first id that articles of a day may have."""
    return (published.toordinal() if published else 0) << _ARTICLE_BITS


def first_record(article: int) -> int:
    """Return the id that an article's first record has; the others follow it."""
    return article << _RECORD_BITS


def article_of(record: int) -> int:
    """Return the article's id of a record's id."""
    return record >> _RECORD_BITS


ARTICLE_OF = f"(records.id >> {_RECORD_BITS})"
"""Of a row of records in SQL, what `article_of` returns."""


def published_of(record: int) -> int:
    """Return the number of the day on which a record's article was published; 0: not known."""
    return record >> (_RECORD_BITS + _ARTICLE_BITS)


def records_between(since: date | None, until: date | None) -> tuple[int, int]:
    """Return the bounds of the ids of records published from `since` on and before `until`."""
    low = first_record(article_base(since)) if since else 0
    return low, first_record(article_base(until)) if until else _LARGEST - 1


def number(text: str) -> int:
    """Return a whole number that SQLite keeps in 8 bytes for an id or a key of any form."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def day_number(day: date | None) -> int:
    """Return a day as a number; 0 where there is none, which sorts before all."""
    return day.toordinal() if day else 0


def day_of(number: int | None) -> date | None:
    """Return the day of a number."""
    return date.fromordinal(number) if number else None


class Packer:
    """Packs records as JSON, compressed with what records have in common: a fifth of the size, 20 µs a record."""

    def __init__(self, common: bytes) -> None:
        self._common = common

    def pack(self, value: object) -> bytes:
        """Return a value as bytes."""
        squeezer = zlib.compressobj(level=1, wbits=-15, zdict=self._common)
        return squeezer.compress(msgspec.json.encode(value)) + squeezer.flush()

    def unpack(self, data: bytes, kind: type[T]) -> T:
        """Return the value that was packed."""
        plain = zlib.decompressobj(wbits=-15, zdict=self._common).decompress(data)
        if (decoder := _DECODERS.get(kind)) is None:
            decoder = _DECODERS[kind] = msgspec.json.Decoder(kind)
        found: T = decoder.decode(plain)
        return found


_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}


def common_bytes() -> bytes:
    """Return what packed records have in common; an index keeps it, since a later version's records may have other."""
    from dyadbook.records import Actor, Place, SaidBy

    words = Words(start=1234, end=1240, text="said")
    when = When(start=date(2025, 2, 7), end=date(2025, 2, 8), precision="day", basis="weekday", words=words)
    actor = Actor(
        name="Donald Trump", kind="person", country="USA", sector="GOV", sectors=("GOV",), office="President",
        id="person/donald-trump", start=1, end=2, text="Trump", basis="named",
    )  # fmt: skip
    state = Actor(name="North Korea", kind="country", country="PRK", id="PRK", start=1, end=2, basis="demonym")
    said_by = SaidBy(name="Kim Jong Un", id="person/kim-jong-un", statement="0123456789abcdef")
    report = Report(
        article="0123456789abcdef", block="body", start=1000, end=1100, text="the ", trigger=words, date=when,
        modality="future", historical=False, lead=True, said_by=said_by, confidence=0.9,
    )  # fmt: skip
    confidence, origin = 0.95, "events 1"
    records: list[Record] = [
        Standing(
            id="0", parties=("JPN", "PRK"), aspect="diplomatic_relations", value="none", since=when,
            reports=(words,), block="body", confidence=confidence, origin=origin,
        ),
        Statement(
            id="0", speaker=actor, form="indirect", cue=words, content=(words,), about=("PRK",), date=when,
            block="body", confidence=confidence, origin=origin,
        ),
        Event(
            id="0", source=(actor,), target=(state,), type="CONSULT", act="CONSULT", modes=("visit",), cameo="042",
            quad="verbal cooperation", goldstein=1.9, score=1.0, place=Place(name="Singapore", country="SGP"),
            reports=(report,), date=when, modality="actual", historical=False, lead=True, said_by=said_by,
            confidence=confidence, origin=origin,
        ),
        ArticleRef(id="0", title="The ", publisher="The ", published=date(2025, 2, 7), source="/"),
    ]  # fmt: skip
    return b"".join(msgspec.json.encode(record) for record in records)
