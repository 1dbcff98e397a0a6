"""Return what changed since a day in the dyads that one watches: firsts, reversals, lapses, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from dyadbook.answers import Change, Changes, Filter, Watched
from dyadbook.book.index_schema import EVENT, STANDING, article_base, day_of
from dyadbook.book.index_ties import BETWEEN, DONE, UNDIRECTED, across, with_both
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.answer_words import answered, sides_of
from dyadbook.book.questions.dyads import dyads
from dyadbook.book.questions.entries import dyad_entries
from dyadbook.book.questions.filters import TieRow, looked, select
from dyadbook.book.tellers import in_order
from dyadbook.days import day_words
from dyadbook.errors import UsageError
from dyadbook.pages import Passage, Synthetic
from dyadbook.phrases import count_words
from dyadbook.records import Event, Standing
from dyadbook.views import is_over, standing_passages, undirected

MOST = 20  # dyads that are shown where none is named
NEW = 5  # of the newest events that are shown beside what is a first
_REGULAR = 3  # events of a type in as long a time before: then none is a lapse


def changes(
    view: View, since: date, watched: Sequence[tuple[str, str]] | None, asked: Filter, *, most: int | None = MOST
) -> Changes:
    """Return what changed in each dyad in the articles published from a day on, beside as long a time before it.

    None watched: the `most` dyads that the most articles published since tell of.

    First: a type of act that no earlier article tells of, where some tell of the two; what each does with a third,
    told as one act, is none. Reversal: a standing with another value than was last reported. Lapse: a type of act told
    regularly before and not since, though the dyad is still told of. New: the newest of the other events. What is told
    as history is none of them.
    """
    seen = looked(view, asked.synthetic)
    length = max(((seen.last or since) - since).days + 1, 1)
    before = since - timedelta(days=length)
    asked = msgspec.structs.replace(asked, since=since)
    told_of = None if watched is not None else dyads(view, asked, most=most)
    if told_of is not None:
        watched = [(one.a.id, one.b.id) for one in told_of.dyads]
    found = tuple(_watched(view, a, b, since, before, asked) for a, b in watched or ())
    read, read_before = _read(view, since, None, asked.synthetic), _read(view, before, since, asked.synthetic)
    changed = sum(bool(one.changes) for one in found)
    of = f"{count_words(len(found), 'dyad')} watched"
    if told_of is not None:
        of = f"{count_words(told_of.total, 'dyad')} told of since then"
        of += f", {len(found)} with the most articles shown" if told_of.total > len(found) else ""
    told = (
        f"{read} of them published since {day_words(since)} and {read_before} in the"
        f" {'day' if length == 1 else f'{length} days'} before; "
        f"{of}, of which {changed} changed"
    )
    return Changes(
        filter=answered(view, asked, told, empty=not changed, days=False),
        looked=seen,
        since=since,
        last=seen.last,
        read=read,
        read_before=read_before,
        watched=found,
    )


def _watched(view: View, a: str, b: str, since: date, before: date, asked: Filter) -> Watched:
    """Return what changed in one dyad."""
    numbers = view.dyads(a, b, asked.synthetic)
    found = select(view, numbers, msgspec.structs.replace(asked, since=None), (EVENT, STANDING))
    edge, start = since.toordinal(), before.toordinal()
    events = [row for row in found.events if row.modality == DONE and row.relation == BETWEEN and not row.historical]
    new = [row for row in events if row.seen >= edge]
    told, told_before = _told(view, numbers, since, None), _told(view, numbers, before, since)
    first, second = sides_of(a, b)
    return Watched(
        sides=(first, second),
        articles=told,
        before=told_before,
        events=len(new),
        changes=(
            *_new(view, new, [row for row in events if row.seen < edge], a, b),
            *_reversals(view, found.standings, edge),
            *(_lapses(view, [row for row in events if start <= row.seen < edge], new, a, b) if told else ()),
        ),
    )


def _new(view: View, rows: Sequence[TieRow], before: Sequence[TieRow], a: str, b: str) -> list[Change]:
    """Return the firsts, and the newest of the other events."""
    oldest_first = sorted(rows, key=lambda row: (row.seen, row.day, row.item))
    firsts: list[TieRow] = []
    for type in dict.fromkeys(row.type for row in oldest_first if before):
        if not any(row.type == type and _across(view, row, a, b) for row in before):
            firsts += [row for row in oldest_first if row.type == type and _across(view, row, a, b)][:1]
    others = [row for row in reversed(oldest_first) if row not in firsts]
    found = []
    kinds: tuple[tuple[Literal["first", "new"], list[TieRow]], ...] = (("first", firsts), ("new", others[:NEW]))
    for kind, chosen in kinds:
        for entry in dyad_entries(view, chosen, a, b):
            source, target = (", ".join(names) or "nobody named" for names in (entry.source, entry.target))
            what = f"{entry.type}: {source} {'↔' if undirected(entry) else '→'} {target}"
            found.append(Change(
                kind=kind, what=what, date=entry.date.start, when=entry.date, event=entry.id, disputed=entry.disputed,
                confidence=None if entry.corrected else entry.confidence, passages=entry.passages,
                elsewhere=entry.elsewhere, by_office=entry.by_office, said_by=entry.said_by, corrected=entry.corrected,
            ))  # fmt: skip
    return found


def _across(view: View, row: TieRow, a: str, b: str) -> bool:
    """Return whether an event between two parties has one of them on each side."""
    if row.side != UNDIRECTED:
        return True
    merged = view.kept((row.item,))[row.item].merged
    told = [one for one in view.records(view.reports((row.item,))[row.item]).values() if isinstance(one, Event)]
    shown = with_both(in_order(told, merged.told_by, merged.outvoted), a, b)
    return shown is not None and across(shown, a, b)


def _reversals(view: View, rows: Sequence[TieRow], edge: int) -> Iterable[Change]:
    """Return the standings whose value is another than the one that was last reported before.

    What was over when it was reported is told as history: it is neither how it stands now nor how it stood before.
    """
    records = view.records(row.item for row in rows)
    seen = {row.item: row.seen for row in rows}
    newest: dict[tuple[object, ...], list[tuple[Standing, int]]] = {}
    for row in sorted(rows, key=lambda row: (row.seen, row.day), reverse=True):
        if isinstance(standing := records[row.item], Standing) and not is_over(standing.until, standing.as_of):
            key = (standing.aspect, standing.holder, standing.toward)
            newest.setdefault(key, []).append((standing, row.item))
    for reports in newest.values():
        now = next(((one, item) for one, item in reports if seen[item] >= edge), None)
        then = next(((one, item) for one, item in reports if seen[item] < edge), None)
        if now is not None and then is not None and now[0].value != then[0].value:
            what = f"{now[0].aspect}: {then[0].value}, now {now[0].value}"
            passages, earlier = (standing_passages(view.ref(item), one) for one, item in (now, then))
            yield Change(kind="reversal", what=what, date=now[0].as_of, passages=passages, before=earlier)


def _lapses(view: View, before: Sequence[TieRow], new: Sequence[TieRow], a: str, b: str) -> Iterable[Change]:
    """Return the types of acts that were told regularly before and not since."""
    counts = Counter(row.type for row in before)
    names = view.names(counts)
    for type, count in counts.most_common():
        if count >= _REGULAR and type not in {row.type for row in new}:
            last = max((row for row in before if row.type == type), key=lambda row: (row.seen, row.day))
            shown: tuple[Passage, ...] = dyad_entries(view, [last], a, b)[0].passages
            what = f"no {names[type]} since; {count} in as long a time before, the last reported {day_of(last.seen)}"
            yield Change(kind="lapse", what=what, date=day_of(last.seen), before=shown)


def _read(view: View, start: date, end: date | None, synthetic: Synthetic) -> int:
    """Return how many articles were published in a time."""
    flags = FLAGS[synthetic]
    query = (
        "SELECT count(*) FROM articles WHERE status IN ('current', 'corrected')"
        f" AND synthetic IN ({marks(flags)}) AND published >= ? AND published < ?"
    )
    ((count,),) = view.rows(query, (*flags, start.toordinal(), (end or date.max).toordinal()))
    return int(count)


def _told(view: View, dyads: Sequence[int], start: date, end: date | None) -> int:
    """Return how many articles published in a time tell of dyads."""
    query = f"SELECT count(DISTINCT article) FROM told WHERE dyad IN ({marks(dyads)}) AND article >= ? AND article < ?"
    ((count,),) = view.rows(query, (*dyads, article_base(start), article_base(end or date.max)))
    return int(count)


def watched(
    given: Path | str | Iterable[tuple[str, str]], known: Callable[[str, str], tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the dyads of pairs or of the file of a list, each once, as `known` has two parties. Raises: UsageError."""
    if isinstance(given, str | Path):
        found = _listed(Path(given), known)
    else:
        found = []
        for pair in given:
            if isinstance(pair, str) or len(pair) != 2:
                raise UsageError(f"{pair!r} is no dyad: give pairs, as in [('USA', 'PRK')], or the path of a list.")
            found.append(known(*pair))
    once: dict[frozenset[str], tuple[str, str]] = {}
    for two in found:
        once.setdefault(frozenset(two), two)  # however and in whichever order its parties are named
    return list(once.values())


def _listed(path: Path, known: Callable[[str, str], tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the dyads that a file lists, as `known` has two parties.

    Raises: UsageError where it cannot be read or lists none, or that names each line which is none.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Give a file with two parties a line.") from error
    found, faults = [], []
    for number, words in _lines(text):
        try:
            found.append(known(*_pair(words)))
        except UsageError as error:
            faults.append(f"{path}, line {number}: {error}")
    if faults:
        raise UsageError("\n".join(faults))
    if not found:
        raise UsageError(f"{path} lists no dyad: write two parties a line, as in USA, PRK.")
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a list that say something, without remarks (`#`), with their numbers."""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("#", 1)[0].strip()
        if words:
            yield number, words


def _pair(words: str) -> tuple[str, str]:
    """Return two parties, whatever mark or space stands between. Raises: UsageError where they are not two."""
    for between in (",", ";", "\t", " – ", " — ", " - ", "–", "—", "-", " "):
        parts = [part.strip() for part in words.split(between)]
        if len(parts) == 2 and all(parts):
            return parts[0], parts[1]
    raise UsageError(f"{words!r} names no two parties: write them as in USA, PRK.")
