"""Return how real stories are read: counts of events by type, and the share of stories with problems.

100 stories of ../shared/data/news are chosen by a hash of their ids, so every run takes the same; stories that are held
back (their hash is divisible by five) are never among them. There is no gold: `--show N` prints N readings record by
record, for a person to judge. The texts are the publishers': what is printed stays out of the project.

    python -m benchmarks.news [--stories N] [--show N]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import SHARED, Row, table

from dyadbook.records import Event, Problem, Reading, Standing, Statement
from dyadbook.sources import SourceOptions, articles

NEWS = SHARED / "data" / "news" / "articles.jsonl.gz"
STORIES = 100


def is_held_back(story: str) -> bool:
    """Return whether a story is held back until the end: nobody reads it while building."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % 5 == 0


def stories(count: int = STORIES) -> list[dict[str, Any]]:
    """Return the rows of that many stories, the same at each call."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        free = [row for row in map(json.loads, file) if not is_held_back(row["id"])]
    return sorted(free, key=lambda row: hashlib.sha256(f"news/{row['id']}".encode()).hexdigest())[:count]


def readings(count: int = STORIES) -> Iterator[Reading | Problem]:
    """Yield the reading of each story, or the problem that kept it from being read."""
    from dyadbook.reader import read_many

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in stories(count)), encoding="utf-8")
        options = SourceOptions(columns={"text": "text", "publisher": "outlet"})
        yield from read_many(articles(path, options=options))


def counts(items: list[Reading | Problem]) -> list[tuple[str, int]]:
    """Return what was read in all: stories, records by layer, problems by their code."""
    read = [item for item in items if isinstance(item, Reading)]
    problems = [p for item in items for p in (item.problems if isinstance(item, Reading) else (item,))]
    troubled = sum(bool(item.problems) if isinstance(item, Reading) else True for item in items)
    layers = ("statements", "events", "standings", "issues", "not_sure")
    found = [("stories", len(items)), ("stories read", len(read)), ("stories with a problem", troubled)]
    found += [(layer, sum(len(getattr(reading, layer)) for reading in read)) for layer in layers]
    found.append(("statements without a speaker", sum(s.speaker is None for r in read for s in r.statements)))
    found.append(("events without a date", sum(e.date.start is None for r in read for e in r.events)))
    return found + [(f"problem {code}", n) for code, n in Counter(p.code for p in problems).most_common()]


def kinds(items: list[Reading | Problem]) -> list[tuple[str, int]]:
    """Return how many events there are of each type, and of each modality."""
    events = [event for item in items if isinstance(item, Reading) for event in item.events]
    types = Counter(event.type for event in events).most_common()
    return types + Counter(event.modality for event in events).most_common()


def rows() -> list[Row]:
    """Return the rows for docs/benchmarks.md; none where the stories are not beside the repository."""
    if not NEWS.exists():
        return []
    items = list(readings())
    found = dict(counts(items))
    data = f"{found['stories']} stories, unlabelled"
    shown = ("stories with a problem", "statements", "events", "standings")
    return [Row("news", name, str(found[name]), data=data) for name in shown]


def show(reading: Reading) -> str:
    """Return a reading record by record, each with its words."""
    article = reading.article
    lines = [f"== {article.source} | {article.publisher} | {article.published} | {article.title}"]
    lines += [_statement(record) for record in reading.statements]
    lines += [_event(record) for record in reading.events]
    lines += [_standing(record) for record in reading.standings]
    lines += [f"ISSUE {i.issue} {'+'.join(i.parties)}: {i.text}" for i in reading.issues]
    lines += [f"UNSURE {u.kind} ({u.reason}) {', '.join(u.candidates)}: {u.text}" for u in reading.not_sure]
    lines += [f"PROBLEM {p.step} {p.code}: {p.message}" for p in reading.problems]
    return "\n".join(textwrap.fill(line, 120, subsequent_indent="    ") for line in lines) + "\n"


def _statement(record: Statement) -> str:
    who = f"{record.speaker.name}/{record.speaker.country}/{record.speaker.office}" if record.speaker else "?"
    cue = record.cue.text if record.cue else None
    return f"STATEMENT {who} {record.form} cue={cue}: {' ... '.join(words.text for words in record.content)}"


def _event(record: Event) -> str:
    sides = " > ".join("+".join(a.id or a.country or a.name for a in side) for side in (record.source, record.target))
    place, teller = record.place and record.place.name, record.said_by and record.said_by.name
    told = f"{record.modality} date={record.date.start}/{record.date.precision} history={record.historical}"
    words = " | ".join(f"[{r.trigger.text}] {r.text}" for r in record.reports)
    return f"EVENT {sides} {record.type}/{record.act} {told} lead={record.lead} in={place} by={teller}: {words}"


def _standing(record: Standing) -> str:
    words = " | ".join(words.text for words in record.reports)
    return f"STANDING {'+'.join(record.parties)} {record.aspect}={record.value} if={record.condition}: {words}"


def main() -> None:
    """Print the counts, or the readings themselves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=STORIES, help="how many stories to read")
    parser.add_argument("--show", type=int, metavar="N", help="print N readings record by record")
    options = parser.parse_args()
    if not NEWS.exists():
        raise SystemExit(f"news: {NEWS.name} is not beside the repository, nothing to read")
    items = list(readings(options.show or options.stories))
    if options.show:
        print(*(show(item) if isinstance(item, Reading) else item.message for item in items), sep="\n")
        return
    print(table([(name, str(n)) for name, n in counts(items)]), "", sep="\n")
    print(table([(name, str(n)) for name, n in kinds(items)]))


if __name__ == "__main__":
    main()
