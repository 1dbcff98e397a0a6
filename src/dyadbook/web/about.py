"""Return what a book's pages say of the book itself: its runs and problems, its data, models and limits."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from importlib import resources
from itertools import islice
from typing import Annotated

from msgspec import Meta

from dyadbook import __version__, models
from dyadbook.answers import Looked
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.dyad import sources_of
from dyadbook.book.questions.filters import looked
from dyadbook.book.rows import RunInfo
from dyadbook.book.store import Store
from dyadbook.days import day_words
from dyadbook.pages import Source, Synthetic
from dyadbook.phrases import count_words
from dyadbook.records import Problem, Record
from dyadbook.views import outlets_words
from dyadbook.world import TRUE_UNTIL


class ProblemCount(Record, frozen=True, kw_only=True):
    """How often a problem was met."""

    step: str
    code: str
    count: int


class RunsPage(Record, frozen=True, kw_only=True):
    """The runs over a book, the newest first, and the problems that they met."""

    runs: tuple[RunInfo, ...] = ()
    kinds: Annotated[tuple[ProblemCount, ...], Meta(description="those met most often first")] = ()
    problems: Annotated[tuple[Problem, ...], Meta(description="a part of them")] = ()
    total_problems: int = 0


class ModelInfo(Record, frozen=True, kw_only=True):
    """A model that reads, and how well it finds acts by itself, as measured when it was made."""

    name: str
    version: int
    threshold: Annotated[float | None, Meta(description="the probability from which the next two are told")] = None
    precision: float | None = None
    recall: float | None = None


class AboutPage(Record, frozen=True, kw_only=True):
    """What a book holds, what read it, what it cannot do, and how to cite it."""

    dyadbook: str
    looked: Looked
    sources: Annotated[tuple[Source, ...], Meta(description="the outlets with their countries")] = ()
    filed: Annotated[datetime | None, Meta(description="when something was last filed")] = None
    tables_until: Annotated[date, Meta(description="day until which our tables of offices are true")]
    models: tuple[ModelInfo, ...] = ()
    limits: tuple[str, ...]
    cite: str


LIMITS = (
    "It was read by machine. Each record has a confidence: how often such a record was right in stories read by hand.",
    "It tells what articles tell: an event here need not have happened, and none here does not say that none did.",
    "What was said is not what happened: by it stands who says so, and if it is done, promised, supposed or denied.",
    "A date, a place or a party that the words do not give is left open and never filled in.",
    "Reports of one event are merged by machine, and may be merged wrongly or not at all.",
    "Only persons who hold or held an office, or speak as named officials, have a page.",
    "It was made for news in English.",
)


def runs_page(store: Store, *, most: int, skip: int = 0) -> RunsPage:
    """Return the runs of a book with a part of the problems."""
    problems = list(store.problems())
    counts = Counter((one.step, one.code) for one in problems)
    kinds = [ProblemCount(step=step, code=code, count=count) for (step, code), count in counts.most_common()]
    return RunsPage(
        runs=tuple(reversed(store.runs())), kinds=tuple(kinds), problems=tuple(islice(problems, skip, skip + most)),
        total_problems=len(problems),
    )  # fmt: skip


def about_page(view: View, store: Store, synthetic: Synthetic) -> AboutPage:
    """Return what a book says of itself."""
    commits = store.commits()
    filed = commits[-1].filed if commits else None
    seen = looked(view, synthetic)
    return AboutPage(
        dyadbook=__version__, looked=seen, sources=_sources(view, synthetic), filed=filed,
        tables_until=TRUE_UNTIL, models=tuple(_models()),
        limits=LIMITS, cite=cite(seen, filed),
    )  # fmt: skip


def _sources(view: View, synthetic: Synthetic) -> tuple[Source, ...]:
    """Return the outlets of the articles that count."""
    rows = view.rows(
        "SELECT outlet, count(*), min(id), max(id) FROM articles"
        f" WHERE status IN ('current', 'corrected') AND synthetic IN ({marks(FLAGS[synthetic])}) GROUP BY outlet",
        FLAGS[synthetic],
    )
    return sources_of(view, rows)


def cite(seen: Looked, filed: datetime | None) -> str:
    """Return how to cite a page of the book; the address and the day of the visit are the reader's to add."""
    when = f", as filed on {day_words(filed)}" if filed else ""
    days = f", {day_words(seen.first)} to {day_words(seen.last)}" if seen.first and seen.last else ""
    outlets = outlets_words(seen.outlets)
    return (
        f"Dyadbook {__version__}: a book of {count_words(seen.articles, 'article')} of {outlets}{days}{when}. "
        "Page: [title and address of the page], visited [day]. Cite the article whose words you rely on as well."
    )


@cache
def _read(name: str) -> ModelInfo:
    """Return what a model says of itself, without loading it."""
    text = (resources.files("dyadbook.models") / "data" / name / "model.json").read_text(encoding="utf-8")
    told = json.loads(text)
    threshold = told.get("threshold")
    at: dict[str, float] = next((row for row in told.get("curve", ()) if row["threshold"] == threshold), {})
    return ModelInfo(
        name=name, version=told["version"], threshold=threshold, precision=at.get("precision"), recall=at.get("recall")
    )


def _models() -> Iterable[ModelInfo]:
    return map(_read, models.shipped())
