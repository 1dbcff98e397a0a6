"""Write what the search of a site looks through: parts in script files, since a page from disk may read no others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from dyadbook.book.index_schema import TOLD, article_of
from dyadbook.book.index_view import View
from dyadbook.formats.wording import label, one_line, unmarked
from dyadbook.phrases import listed
from dyadbook.records import Event, Statement, speakers_of
from dyadbook.web.site.links import Files, Page

_PART = 4_000  # entries of a file
_READ = 1_000

Found = tuple[str, str, str, str]
"""Address, what it is, the words, the day."""


def write_search(view: View, files: Files, titles: Sequence[tuple[str, str]], folder: Path) -> list[str]:
    """Return the files that were written: the pages by their titles, then the words of records, the newest first."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = iter([*((file, title, "", "") for file, title in titles), *_records(view, files)])
    names: list[str] = []
    while part := list(islice(entries, _PART)):
        name = f"{len(names) + 1}.js"
        text = json.dumps(part, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
        (folder / name).write_text(f"dyadbookFound({len(names) + 1},{text});\n", encoding="ascii")
        names.append(name)
    return names


def _records(view: View, files: Files) -> Iterator[Found]:
    """Return the records of the articles that have a page."""
    ids = [id for (id,) in view.rows(f"SELECT id FROM records WHERE {TOLD} ORDER BY id DESC")]
    for at in range(0, len(ids), _READ):
        part = ids[at : at + _READ]
        records = view.records(part)
        refs = view.refs(map(article_of, part))
        for id in part:
            ref, record = refs[article_of(id)], records[id]
            if (file := files.of.get(Page("article", (ref.id,)))) is None:
                continue
            what, words = _told(record)
            if words is not None:
                start, end, text = words
                day = ref.published.isoformat() if ref.published else ""
                low, high = unmarked(text)
                yield f"{file}#s{start}-{end}", what, one_line(text[low:high]), day


def _told(record: object) -> tuple[str, tuple[int, int, str] | None]:
    """Return what a record is in few words, and its first words."""
    if isinstance(record, Statement):
        office = record.speaker.office if record.speaker and not record.co_speakers else None
        who = listed(one.name for one in speakers_of(record)) or "Speaker not decided"
        return one_line(", ".join(filter(None, (who, office)))), next(
            ((one.start, one.end, one.text) for one in record.content), None
        )
    if isinstance(record, Event):
        source, target = (", ".join(one.name for one in side) for side in (record.source, record.target))
        one = record.reports[0]
        return one_line(f"{source or 'Source not decided'} → {target or 'nobody named'}: {record.type}"), (
            one.start, one.end, one.text,
        )  # fmt: skip
    parties, reports = getattr(record, "parties", ()), getattr(record, "reports", ())
    what = f"{' – '.join(parties)}: {label(getattr(record, 'aspect', ''))}, {label(getattr(record, 'value', ''))}"
    return one_line(what), next(((one.start, one.end, one.text) for one in reports), None)
