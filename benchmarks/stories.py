"""Return how real stories are read: statements, events and standings against labels, beside the labellers' agreement.

100 stories of `../shared/data/news` are labelled by offset in `benchmarks/gold/stories.jsonl`, each by two people who
saw no reading and not each other's labels, and their differences were settled (docs/gold.md). 50 are for development;
the other 50, of the held-back fifth, are scored at the end and print totals alone. The labellers' agreement is the
score of the second's labels against the first's: the human ceiling.

Statements alone are labelled in 36 more stories (`benchmarks/gold/statements.jsonl`), by one labeller: rules are made
on every other one of them, and the rest shows whether they hold elsewhere.

    python -m benchmarks.stories [--held-back] [--errors] [--agreement] [--json]
    python -m benchmarks.stories --statements
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import reading as bench
from benchmarks.common import Gold, Row
from benchmarks.news import NEWS, is_held_back

from dyadbook.records import Actor, Article, Event, Reading, Report, SaidBy, Standing, Statement, When, words_at
from dyadbook.sources import SourceOptions
from dyadbook.sources.rows import find_columns, read_row

FILE = Path(__file__).parent / "gold" / "stories.jsonl"
STATEMENTS = FILE.with_name("statements.jsonl")
COLUMNS = ("title", "text", "outlet", "published", "url")
OPTIONS = SourceOptions(columns={"text": "text", "publisher": "outlet"})
LAYERS = ("statements.words", "statements", "events.words", "events.parties", "events", "events.as_told", "standings")


def labels(held_back: bool) -> dict[str, dict[str, Any]]:
    """Return the labels of each story by its id: `first`, `second` and `settled`, each with its layers."""
    rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows if is_held_back(row["id"]) == held_back}


def statement_labels() -> dict[str, dict[str, Any]]:
    """Return the labels of the stories in which statements alone are labelled, by their ids."""
    rows = map(json.loads, STATEMENTS.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


@cache
def rows_of_news() -> dict[str, dict[str, Any]]:
    """Return the stories beside the repository by their ids."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


@cache
def _columns() -> dict[str, str]:
    """Return which column of a story's row is which field."""
    return find_columns(COLUMNS, OPTIONS, "the news set", fixed=True)


def article_of(story: str) -> Article:
    """Return a story as the sources read it; its text is the story's own, so that offsets hold."""
    row = {name: rows_of_news()[story][name] for name in COLUMNS}
    article, _ = read_row(row, _columns(), story, OPTIONS)
    if article.text != row["text"]:
        raise SystemExit(f"{story}: the sources changed the text, so the labels' offsets do not hold")
    return article


def gold_of(story: str, data: dict[str, Any], text: str) -> Gold:
    """Return labels as a gold file, with the words of each record, which the file of labels does not hold."""
    layers = {
        name: [
            {**record, "words": " ... ".join(text[start:end] for start, end in record["spans"])}
            for record in data.get(name, [])
        ]
        for name in ("statements", "events", "standings")
    }
    return Gold(slug=story, path=NEWS, row=story, held_back=is_held_back(story), data=layers)


def compare(gold: Gold, reading: Reading) -> bench.Score:
    """Return the score of a reading in the three layers."""
    score = bench.Score(articles=1)
    bench.compare_records(score, gold, reading)
    return score


# ---- labels in the place of a reading


def as_reading(article: Article, data: dict[str, Any]) -> Reading:
    """Return labels in the form of a reading, so that one labeller is scored against the other as a reader is."""
    return Reading(
        article=article,
        statements=tuple(_statement(article, record) for record in data.get("statements", [])),
        events=tuple(_event(article, record) for record in data.get("events", [])),
        standings=tuple(_standing(article, record) for record in data.get("standings", [])),
    )


def _actor(party: str) -> Actor:
    kind = "organization" if party.startswith("org/") else "country"
    return Actor(name=party, kind=kind, id=party, country=party if kind == "country" else None)  # type: ignore[arg-type]


def _said_by(record: dict[str, Any]) -> SaidBy | None:
    return SaidBy(name=record["said_by"], id=None, statement=None) if record.get("said_by") else None


def _statement(article: Article, record: dict[str, Any]) -> Statement:
    who, cue = record["speaker"], record.get("cue")
    many = who.get("countries") or [None]
    speaker = Actor(
        name=who["name"], kind="person", country=who.get("country") or many[0], id=who.get("id"),
        office=who.get("office"),
    )  # fmt: skip
    start = record["spans"][0][0]
    return Statement(
        id=str(start), speaker=speaker, form=record["form"], block="body", confidence=1.0, origin="label",
        cue=words_at(cue, 0, len(cue)) if cue else None,
        content=tuple(words_at(article.text, *span) for span in record["spans"]),
    )  # fmt: skip


def _event(article: Article, record: dict[str, Any]) -> Event:
    when = _when(record["date"], record["precision"])
    said_by = _said_by(record)
    reports = tuple(
        Report(
            article=article.id, block="body", start=start, end=end, text=article.text[start:end],
            trigger=words_at(article.text, start, end), date=when, modality=record["modality"],
            historical=record["historical"], said_by=said_by, confidence=1.0,
        )
        for start, end in record["spans"]
    )  # fmt: skip
    return Event(
        id=str(reports[0].start), source=tuple(map(_actor, record["source"])),
        target=tuple(map(_actor, record["target"])), type=record["type"], act=record["act"], quad="",
        reports=reports, date=when, modality=record["modality"], historical=record["historical"], said_by=said_by,
        confidence=1.0, origin="label",
    )  # fmt: skip


def _when(prefix: str | None, precision: Any) -> When:
    if prefix is None:
        return When()
    year, _, rest = str(prefix).partition("-")
    parts = [f"{3 * int(rest[1]) - 2:02d}"] if rest.startswith("Q") else rest.split("-") if rest else []
    month, day = [*parts, "01", "01"][:2]
    return When(start=date(int(year.ljust(4, "0")), int(month), int(day)), precision=precision)


def _standing(article: Article, record: dict[str, Any]) -> Standing:
    return Standing(
        id=str(record["spans"][0][0]), parties=tuple(record["parties"]), aspect=record["aspect"], value=record["value"],
        said_by=_said_by(record), block="body", confidence=1.0, origin="label",
        reports=tuple(words_at(article.text, *span) for span in record["spans"]),
    )  # fmt: skip


# ---- the run


def scores(held_back: bool) -> Iterator[bench.Score]:
    """Yield the score of the reading of each story against what was settled."""
    return _scores({story: each["settled"] for story, each in labels(held_back).items()})


def statement_scores() -> tuple[bench.Score, bench.Score]:
    """Return the scores of statements alone in the stories that rules are made on, and in those that they are not."""
    parts = list(_scores(statement_labels()))
    return bench.total(parts[::2]), bench.total(parts[1::2])


def _scores(told: Mapping[str, dict[str, Any]]) -> Iterator[bench.Score]:
    from dyadbook.reader import read_many

    for reading in read_many(article_of(story) for story in told):
        if isinstance(reading, Reading):
            story = reading.article.source
            score = compare(gold_of(story, told[story], reading.article.text), reading)
            score.errors = [f"{line} [{story}]" for line in score.errors]
            yield score


def agreement(held_back: bool) -> Iterator[bench.Score]:
    """Yield the score of the second labels of each story against the first."""
    for story, each in labels(held_back).items():
        article = article_of(story)
        yield compare(gold_of(story, each["first"], article.text), as_reading(article, each["second"]))


def rows() -> list[Row]:
    """Return the rows for docs/benchmarks.md: each layer's figures and the labellers' agreement."""
    if not NEWS.exists():
        return []
    found = []
    for held_back in (False, True):
        read, people = (bench.total(part(held_back)) for part in (scores, agreement))
        data = f"{read.articles} real stories{' held back' if held_back else ''}"
        for name in LAYERS:
            count, ceiling = read.layers[name], people.layers[name]
            shown = f"{count.precision:.3f} / {count.recall:.3f} / {count.f1:.3f}"
            found.append(Row("stories", f"{name}, P / R / F1", shown, f"{ceiling.f1:.3f} (people)", data))
        for name, (right, asked) in sorted(read.fields.items()):
            found.append(Row("stories", f"{name}, right", f"{right / max(asked, 1):.3f} of {asked}", data=data))
    return found


def commonest() -> list[str]:
    """Return the ten commonest mistakes in the development stories as lines, each with an example and its story."""
    lines = (line for part in scores(False) for line in _all([part]))
    return [f"{number:4} {kind}: {line[:220]}" for kind, number, line in mistakes(lines)]


def mistakes(errors: Iterable[str], most: int = 10) -> list[tuple[str, int, str]]:
    """Return the commonest kinds of mistakes, how often each was made, and an example."""
    kinds: Counter[str] = Counter()
    example: dict[str, str] = {}
    for line in errors:
        kind = _kind(line)
        kinds[kind] += 1
        example.setdefault(kind, line)
    return [(kind, number, example[kind]) for kind, number in kinds.most_common(most)]


def _kind(line: str) -> str:
    what, _, rest = line.partition(": ")
    words = rest.split()
    detail = next((word.split("/")[0] for word in words if "/" in word and word.split("/")[0].isupper()), "")
    return f"{what}{f' ({detail})' if detail and 'event' in what else ''}"


def main() -> None:
    """Print the scores beside the labellers' agreement, and the commonest mistakes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-back", action="store_true", help="the stories held back: totals only")
    parser.add_argument("--errors", action="store_true", help="list every mistake in the development stories")
    parser.add_argument("--agreement", action="store_true", help="the labellers' agreement alone")
    parser.add_argument("--statements", action="store_true", help="the stories in which statements alone are labelled")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not NEWS.exists():
        raise SystemExit(f"stories: {NEWS.name} is not beside the repository: nothing to read")
    if given.errors and given.held_back:
        parser.error("nobody looks at the stories that are held back")
    if given.statements:
        for name, score in zip(("made on", "not made on"), statement_scores(), strict=True):
            print(f"stories that rules are {name}: {score.articles}")
            print(*(line for line in bench.show(score).splitlines() if "statement" in line), sep="\n")
        return
    people = bench.total(agreement(given.held_back))
    print(f"labellers, second against first, {people.articles} stories\n{bench.show(people)}\n")
    if given.agreement:
        return
    parts = list(scores(given.held_back))
    whole = bench.total(parts)
    if given.json:
        print(json.dumps(whole.numbers(), indent=1))
        return
    print(f"the reader, {whole.articles} stories\n{bench.show(whole)}\n")
    if not given.held_back:
        print(*(f"{number:4} {kind}: {line[:220]}" for kind, number, line in mistakes(_all(parts))), sep="\n")
        if given.errors:
            print(*_all(parts), sep="\n")


def _all(parts: Iterable[bench.Score]) -> list[str]:
    return [line for part in parts for line in part.errors]


if __name__ == "__main__":
    main()
