"""Return readings as rows of the book's tables, and the readings that rows hold.

Each row has `batch`, the key columns that SQL asks for, and `record`: the record as JSON, from which it comes back as
it was. What a passage merely quotes is in the article's text too; sentences, times and places are not kept, since a
step makes them again from the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

import msgspec

from dyadbook.book.columns import LAYERS, TABLES
from dyadbook.book.decisions import Decision
from dyadbook.records import (
    Actor,
    Article,
    Event,
    IssueMention,
    Place,
    Problem,
    Reading,
    Record,
    Standing,
    Statement,
    StepInfo,
    Unsure,
    When,
    make_id,
)

Kind = Literal["add", "reread", "forget", "decide"]
Row = dict[str, Any]


class Commit(Record, frozen=True, kw_only=True):
    """What makes a batch visible: its number, and the articles and problems that are its own from then on."""

    n: int
    batch: str
    kind: Kind
    run: str
    filed: datetime
    articles: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    counts: dict[str, int] = msgspec.field(default_factory=dict)


class RunInfo(Record, frozen=True, kw_only=True):
    """One run over a book: with what it was made and how it ended (`begun`: it was killed, or goes on)."""

    id: str
    kind: Kind
    begun: datetime
    ended: datetime | None = None
    outcome: Literal["begun", "done", "stopped", "failed"] = "begun"
    dyadbook: str
    engine: str | None = None
    sources: tuple[str, ...] = ()
    settings: dict[str, str] = msgspec.field(default_factory=dict)
    steps: tuple[StepInfo, ...] = ()
    counts: dict[str, int] = msgspec.field(default_factory=dict)


RECORDS: Mapping[str, tuple[str, type[Record]]] = {
    "reports": ("events", Event),
    "statements": ("statements", Statement),
    "standings": ("standings", Standing),
    "issues": ("issues", IssueMention),
    "mentions": ("mentions", Actor),
    "not_sure": ("not_sure", Unsure),
    "problems": ("problems", Problem),
}
"""The layer of a reading that each table holds, and its record."""


# ---- readings to rows


def rows_of(readings: Iterable[Reading], problems: Iterable[Problem], batch: str) -> dict[str, list[Row]]:
    """Return the rows of a batch by table: its readings, and the problems of what is no article."""
    rows: dict[str, list[Row]] = {name: [] for name in (*LAYERS, "articles")}
    for reading in readings:
        article = reading.article
        head = {"batch": batch, "article": article.id, "synthetic": article.synthetic}
        rows["articles"].append({**head, **_article(article), "steps": _json(reading.steps)})
        for name in _MAKERS:
            layer = getattr(reading, RECORDS[name][0])
            rows[name] += [layer_row(name, {**head, "seq": seq}, item) for seq, item in enumerate(layer)]
    for problem in problems:  # no `seq`: no article has it among its own
        head = {"batch": batch, "article": problem.article, "seq": None, "synthetic": None}
        rows["problems"].append({**head, **_problem(problem), "record": _json(problem)})
    return rows


def layer_row(table: str, head: Row, item: Record) -> Row:
    """Return the row of one record of a reading; `head` says of which batch and article, and its place there."""
    return {**head, **_MAKERS[table](item), "record": _json(item)}


def problem_id(problem: Problem) -> str:
    """Return the id of a problem: the same one met again has the same id."""
    return make_id("problem", *(getattr(problem, name) for name in problem.__struct_fields__))


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _article(article: Article) -> Row:
    """Return the columns of an article; its text has a column of its own and is not in the record again."""
    plain = {
        name: getattr(article, name)
        for name in TABLES["articles"]
        if name not in ("batch", "article", "steps", "record", "authors")
    }
    bare = msgspec.structs.replace(article, text="")
    return {**plain, "authors": list(article.authors), "record": _json(bare)}


def _when(when: When, prefix: str = "date") -> Row:
    return {
        f"{prefix}_start": when.start,
        f"{prefix}_end": when.end,
        f"{prefix}_precision": when.precision,
        f"{prefix}_basis": when.basis,
    }


def _actors(actors: Iterable[Actor], side: str) -> Row:
    """Return the columns of one side: the same position is the same actor, null what is not known of it."""
    actors = list(actors)
    return {
        f"{side}_names": [actor.name for actor in actors],
        f"{side}_ids": [actor.id for actor in actors],
        f"{side}_countries": [actor.country for actor in actors],
    }


def _where(place: Place | None) -> Row:
    return {f"place_{name}": getattr(place, name, None) for name in ("name", "country", "lat", "lon")}


def _event(event: Event) -> Row:
    first = event.reports[0] if event.reports else None
    return {
        "event": event.id,
        **{name: getattr(event, name) for name in _EVENT_FIELDS},
        **{name: list(getattr(event, name)) for name in ("modes", "contexts", "issues")},
        **_actors(event.source, "source"),
        **_actors(event.target, "target"),
        **_actors((other.actor for other in event.others), "other"),
        "other_roles": [other.role for other in event.others],
        **_when(event.date),
        "said_by_name": event.said_by.name if event.said_by else None,
        "said_by_id": event.said_by.id if event.said_by else None,
        **_where(event.place),
        **{name: getattr(first, name, None) for name in ("block", "start", "end", "text")},
        "trigger": first.trigger.text if first else None,
        "passages": len(event.reports),
    }


_EVENT_FIELDS = (
    "type act modality quad cameo goldstein score reciprocal historical lead condition confidence origin".split()
)


def _statement(said: Statement) -> Row:
    speaker = {f"speaker_{name}": getattr(said.speaker, name, None) for name in _SPEAKER_FIELDS}
    return {
        "statement": said.id,
        **speaker,
        "cue": said.cue.text if said.cue else None,
        **{name: getattr(said, name) for name in ("audience", "form", "block", "said_by", "confidence", "origin")},
        **{name: list(getattr(said, name)) for name in ("about", "issues")},
        **_when(said.date),
        **_where(said.place),
        "start": min((words.start for words in said.content), default=None),
        "end": max((words.end for words in said.content), default=None),
        "text": " […] ".join(words.text for words in said.content),
    }


_SPEAKER_FIELDS = "name id country sector office".split()


def _standing(standing: Standing) -> Row:
    first = standing.reports[0] if standing.reports else None
    since, until = _when(standing.since, "since"), _when(standing.until, "until")
    return {
        "standing": standing.id,
        "party_1": standing.parties[0],
        "party_2": standing.parties[1],
        **{name: getattr(standing, name) for name in _STANDING_FIELDS},
        **{name: value for name, value in (since | until).items() if not name.endswith("basis")},
        "said_by_name": standing.said_by.name if standing.said_by else None,
        "said_by_id": standing.said_by.id if standing.said_by else None,
        "issues": list(standing.issues),
        **{name: getattr(first, name, None) for name in ("start", "end", "text")},
    }


_STANDING_FIELDS = "holder toward aspect value as_of condition block confidence origin".split()


def _issue(item: IssueMention) -> Row:
    return {"issue": item.issue, "parties": list(item.parties), **_words(item)}


def _mention(actor: Actor) -> Row:
    fields = {name: getattr(actor, name) for name in "name kind country sector office basis score".split()}
    return {"actor": actor.id, **fields, **_words(actor)}


def _unsure(item: Unsure) -> Row:
    fields = {name: getattr(item, name) for name in ("kind", "reason", "score")}
    return {**fields, "candidates": list(item.candidates), **_words(item)}


def _problem(problem: Problem) -> Row:
    fields = {name: getattr(problem, name) for name in ("source", "step", "code", "message")}
    return {"problem": problem_id(problem), **fields}


def _words(item: Any) -> Row:
    return {name: getattr(item, name) for name in ("start", "end", "text")}


_MAKERS: Mapping[str, Callable[[Any], Row]] = {
    "reports": _event,
    "statements": _statement,
    "standings": _standing,
    "issues": _issue,
    "mentions": _mention,
    "not_sure": _unsure,
    "problems": _problem,
}


# ---- rows to readings

READ = ("batch", "article", "seq", "record")
READ_ARTICLE = ("batch", "article", "record", "text", "steps")
READ_RECORD = ("batch", "article", "record")
"""The columns from which readings come back, of their layers and of the articles; and those of a record alone."""


def readings_of(articles: Iterable[Row], layers: Mapping[str, Iterable[Row]]) -> Iterator[Reading]:
    """Return the readings of rows, in the order of the articles; rows of other articles or batches are passed over."""
    kept: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
    for name, rows in layers.items():
        for row in rows:
            if row["seq"] is not None:
                kept.setdefault((row["batch"], row["article"], name), []).append((row["seq"], row["record"]))
    for row in articles:
        found = {}
        for name, (layer, _) in RECORDS.items():
            items = sorted(kept.get((row["batch"], row["article"], name), ()))
            found[layer] = tuple(_DECODERS[name].decode(text) for _, text in items)
        article = msgspec.structs.replace(_ARTICLE.decode(row["record"]), text=row["text"])
        yield Reading(article=article, steps=_STEPS.decode(row["steps"]), **found)


def article_of(row: Row) -> Article:
    """Return the article of a row."""
    return _ARTICLE.decode(row["record"])


_DECODERS: Mapping[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(kind) for name, (_, kind) in RECORDS.items()
}
_ARTICLE = msgspec.json.Decoder(Article)
_STEPS = msgspec.json.Decoder(tuple[StepInfo, ...])


def commit_row(commit: Commit) -> Row:
    """Return the row of a commit."""
    fields = {name: getattr(commit, name) for name in ("n", "batch", "kind", "run", "filed")}
    lists = {name: list(getattr(commit, name)) for name in ("articles", "problems")}
    return {**fields, **lists, "counts": _json(commit.counts)}


def commit_of(row: Row) -> Commit:
    """Return the commit that a row holds."""
    return msgspec.convert({**row, "counts": msgspec.json.decode(row["counts"])}, Commit)


def decision_row(decision: Decision, batch: str, seq: int) -> Row:
    """Return the row of a decision."""
    fields = {name: getattr(decision, name) for name in ("verdict", "withdraws", "name", "reason", "at")}
    lists = {name: list(getattr(decision, name)) for name in ("reports", "others")}
    return {"batch": batch, "seq": seq, "decision": decision.id, **fields, **lists, "record": _json(decision)}


def run_row(run: RunInfo) -> Row:
    """Return the row of a run."""
    fields = {name: getattr(run, name) for name in ("kind", "begun", "ended", "outcome", "dyadbook")}
    return {"batch": run.id, "run": run.id, **fields, "record": _json(run)}
