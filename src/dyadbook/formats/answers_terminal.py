"""Show the answers of a book in a terminal.

Level 5; what draws is in `terminal`, events and statements are in `items_terminal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dyadbook.answers import (
    ActorPage,
    Among,
    Answer,
    Changes,
    Counted,
    Dyads,
    FoundWords,
    Measure,
    Pending,
    Period,
    Plan,
    Series,
    Span,
    Use,
    Variant,
    Wording,
)
from dyadbook.date_words import dated_words
from dyadbook.days import day_words
from dyadbook.formats.columns import JOIN
from dyadbook.formats.items_terminal import Shown, show_section
from dyadbook.formats.terminal import Screen, show_head, show_note, show_table
from dyadbook.formats.wording import (
    HOLLOW,
    MODALITY_MARKS,
    ONLY_DOUBTFUL,
    ONLY_DOUBTFUL_MEANS,
    corrected_words,
    doubt_of,
    hit_marks,
    hit_what,
    hit_who,
    hit_whom,
    in_quotes,
    named_by_office,
    named_elsewhere,
    says_words,
)
from dyadbook.pages import Side
from dyadbook.phrases import count_words
from dyadbook.records import When
from dyadbook.views import sought_words, undirected

_MARKS = {"statement": "”", "standing": "■"}
_STATES = {
    "open": "○", "overdue": "!", "postponed": "»", "broken": "⊘", "kept in part": "◐", "kept": "●", "unknown": "?",
}  # fmt: skip
_CHANGES = {"first": "★", "reversal": "↯", "lapse": "…", "new": "+"}


def show_answer(answer: Answer, console: Screen) -> None:
    """Show an answer of any kind."""
    _SHOWN[type(answer)](answer, console)


def series_rows(series: Series) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns of a series and its rows, for a table or a CSV file; empty: not known."""
    parts = ("all", "cooperation", "conflict")
    names = ("events", "published", "valued", "goldstein", "low", "high")
    figures = [f"{part}_{name}" for part in parts for name in names]
    columns = ("start", "end", *figures, f"by_{series.sides[0].id}", f"by_{series.sides[1].id}", "hollow")
    rows = []
    for one in series.periods:
        measured = [cell for part in (one.all, one.cooperation, one.conflict) for cell in _cells(part)]
        acting = (str(one.by_first), str(one.by_second), str(one.hollow))
        rows.append((one.start.isoformat(), one.end.isoformat(), *measured, *acting))
    return columns, rows


def _cells(measure: Measure) -> tuple[str, ...]:
    values = (measure.goldstein, measure.low, measure.high)
    counts = (measure.events, measure.published, measure.valued)
    return (*map(str, counts), *("" if value is None else f"{value:.3f}" for value in values))


def _found(answer: FoundWords, console: Screen) -> None:
    show_head(sought_words(answer.words) or "What is in the book", answer.filter, console)
    items = []
    for hit in answer.hits:
        head = " ".join(part for part in (hit_who(hit), hit_what(hit)) if part)
        details = (
            hit_whom(hit),
            _since(hit.date) if hit.kind == "standing" else _when(hit.date),
            *hit_marks(hit),
            f"{count_words(hit.more, 'more report')} of it" if hit.more else None,
        )
        mark = MODALITY_MARKS[hit.modality] if hit.modality else _MARKS[hit.kind]
        items.append(Shown(mark, head, details, hit.passages, hit.event if hit.kind == "event" else hit.id))
    title = "The best first" if answer.order == "best" else "The newest first"
    show_section(title, items, console, count=answer.count)


def _series(answer: Series, console: Screen) -> None:
    show_head(f"{_sides(answer.sides)} by {answer.by}", answer.filter, console)
    first, second = answer.sides
    columns = (answer.by, "events", "Goldstein", "coop.", "mean", "confl.", "mean", first.id, second.id, "hollow")
    rows: list[tuple[str, ...]] = []
    silent: list[Period] = []
    for one in answer.periods:
        if not one.all.events and not one.hollow:
            silent.append(one)
            continue
        rows += _silence(silent, answer.by)
        silent = []
        figures = [(_events(part), _mean(part)) for part in (one.cooperation, one.conflict)]
        rows.append((
            _period(one, answer.by), _events(one.all), _mean(one.all, interval=True), *figures[0], *figures[1],
            str(one.by_first), str(one.by_second), str(one.hollow),
        ))  # fmt: skip
    show_table(columns, rows, console)
    if answer.published:
        show_note("2 (1p): 2 events, 1 of them with no date but that of its first publication", console)
    if any(
        0 < part.valued < part.events for one in answer.periods for part in (one.all, one.cooperation, one.conflict)
    ):
        show_note("+1.5 of 2: the mean of 2 events, since no others have a Goldstein value", console)
    if answer.unplaced and answer.undated == "apart":
        show_note(
            "without a date in no row: --undated published puts an article's own news where it was first published",
            console,
        )
    if any(one.hollow for one in answer.periods):
        show_note(f"hollow: {HOLLOW}; in none of the other figures", console)


def _events(measure: Measure) -> str:
    """Return how many events there are, and how many of them stand where they do only by their publication."""
    return f"{measure.events}" + (f" ({measure.published}p)" if measure.published else "")


def _silence(silent: list[Period], by: Span) -> list[tuple[str, ...]]:
    """Return the row that stands for periods without an event."""
    if not silent:
        return []
    more = f" to {_period(silent[-1], by)}" if len(silent) > 1 else ""
    return [(f"{_period(silent[0], by)}{more}", "0")]


def _period(period: Period, by: Span) -> str:
    """Return a period as `2018`, `2018 Q2`, `2018-06` or, a week by its Monday, `2018-06-11`."""
    start = period.start
    if by == "week":
        return start.isoformat()
    return {"year": f"{start.year}", "quarter": f"{start.year} Q{start.month // 3 + 1}"}.get(by, f"{start:%Y-%m}")


def _pending(answer: Pending, console: Screen) -> None:
    as_of = f" As of {day_words(answer.as_of)}, the day of the newest article." if answer.as_of else ""
    whose = _sides(answer.sides) if answer.sides else "all that was told"
    show_head(f"Pending: {whose}", answer.filter + as_of, console)
    items = []
    for plan in answer.plans:
        details = (
            None if answer.sides else _sides(plan.sides),
            _kind(plan),
            f"until {day_words(plan.until)}" if plan.until else "no article says for when",
            f"on condition: {plan.condition}" if plan.condition else None,
            f"the condition's last day: {day_words(plan.condition_until)}" if plan.condition_until else None,
            _says(plan.said_by),
            f"{plan.state}: {plan.because}",
            corrected_words(plan.event),
            doubt_of(plan.event),
            _outcome(plan),
        )
        arrow = "↔" if undirected(plan.event) else "→"
        head = f"{plan.by or 'source not decided'}: {plan.event.act} {arrow} "
        head += ", ".join(plan.event.target) or "nobody named"
        items.append(Shown(_STATES[plan.state], head, details, plan.event.passages, plan.event.id))
    show_section("Promised, threatened, announced", items, console, count=answer.total)


def _kind(plan: Plan) -> str:
    """Return what a plan is; of a threat that was made, with its day."""
    made = _when(plan.event.date) if plan.event.modality == "actual" else None
    return f"{plan.kind}, {made}" if made else plan.kind


def _outcome(plan: Plan) -> str | None:
    """Return what became of a plan, or may have, with its day and words; None where nothing is told of it."""
    if (outcome := plan.outcome) is None:
        return None
    sure = "may be its outcome" if plan.state in ("open", "overdue", "unknown") else "its outcome"
    told = f"{sure}, {_when(outcome.date) or 'on a day that no article tells'}: {in_quotes(outcome.passages[0].text)}"
    by = corrected_words(outcome)
    return f"{told} ({by})" if by else told


def _among(answer: Among, console: Screen) -> None:
    show_head(_sides(answer.sides), answer.filter, console)
    pairs = [
        Shown("–", f"{' and '.join(pair.parties)}: {count_words(pair.articles, 'article')}") for pair in answer.pairs
    ]
    show_section("Two and two", pairs, console)
    show_section("Events of all", answer.events, console, count=answer.total_events)
    show_section("Statements of one about the others", answer.statements, console, count=answer.total_statements)


def _changes(answer: Changes, console: Screen) -> None:
    show_head(f"Changes since {day_words(answer.since)}", answer.filter, console)
    changed = [one for one in answer.watched if one.changes]
    for one in changed:
        items = [
            Shown(
                _CHANGES[change.kind],
                f"{change.kind}: {change.what}",
                (
                    _when(change.when) or next(iter(_dated(change.date)), None),
                    named_elsewhere(change.elsewhere),
                    named_by_office(change.by_office),
                    _says(change.said_by),
                    corrected_words(change),
                    doubt_of(change),
                ),
                change.passages or change.before,
                change.event,
            )
            for change in one.changes
        ]
        articles, events = count_words(one.articles, "article"), count_words(one.events, "event")
        title = f"{_sides(one.sides)}: {articles}, {one.before} before; {events} first reported"
        show_section(title, items, console)
    if still := len(answer.watched) - len(changed):
        console.print(
            f"\n{count_words(still, 'dyad')} without a change: --json gives {'it' if still == 1 else 'them'} too."
        )


def _dyads(answer: Dyads, console: Screen) -> None:
    show_head("Dyads", answer.filter, console)
    rows = [
        (_sides((one.a, one.b)), count_words(one.articles, "article"), day_words(one.last) if one.last else "not dated",
         ONLY_DOUBTFUL if one.doubtful else "")
        for one in answer.dyads
    ]  # fmt: skip
    show_table(("dyad", "told of in", "last", ""), rows, console)
    if left := answer.total - len(answer.dyads):
        show_note(f"{count_words(left, 'other dyad')}: --most 0 shows all", console)
    if any(one.doubtful for one in answer.dyads):
        show_note(ONLY_DOUBTFUL_MEANS, console)


def _wording(answer: Wording, console: Screen) -> None:
    show_head(f"“{answer.phrase}”", answer.filter, console)
    ends = dict.fromkeys(use for use in (answer.first, answer.last) if use)
    show_section("First and last use", [_use(use) for use in ends], console)
    show_section("By whom", [_variant(one) for one in answer.speakers], console)
    show_section("Forms", [_variant(one) for one in answer.variants], console)
    shifts = [
        Shown(
            "↯",
            f"{one.speaker}: {one.before.words} → {one.after.words}",
            (*_dated(one.after.date), _words("dropped", one.dropped), _words("added", one.added)),
            (one.after.passage,),
        )
        for one in answer.shifts
    ]
    show_section("Other words than before", shifts, console)


def _actor_page(answer: ActorPage, console: Screen) -> None:
    show_head(f"{answer.name} ({answer.id})" if answer.id else answer.name, answer.filter, console)
    offices = [
        Shown(
            "■",
            f"{held.title}, {held.country}",
            (
                f"{day_words(held.since) if held.since else '?'} to "
                f"{day_words(held.until) if held.until else 'the end of the tables'}"
                f"{'' if held.precision == 'day' else f' ({held.precision})'}",
            ),
        )
        for held in answer.offices
    ]
    show_section("Offices", offices, console)
    show_section("Met, talked, visited", [met.event for met in answer.met], console, count=answer.total_met)
    show_section("Statements", answer.statements, console, count=answer.total_statements)
    show_section("Other events", answer.events, console, count=answer.total_events)


def _use(use: Use) -> Shown:
    return Shown("”", f"{use.speaker}: {use.words}", (*_dated(use.date), use.basis), (use.passage,))


def _variant(one: Variant) -> Shown:
    ends = " to ".join(dict.fromkeys((_day(one.first), _day(one.last))))
    others = one.speakers if one.speakers != (one.words,) else ()
    return Shown("–", one.words, (count_words(one.uses, "use"), ends, ", ".join(others[:5])))


def _day(use: Use) -> str:
    return day_words(use.date) if use.date else "no date"


def _words(what: str, words: Iterable[str]) -> str | None:
    told = ", ".join(words)
    return f"{what}: {told}" if told else None


def _says(speakers: Sequence[str]) -> str | None:
    told = says_words(speakers)
    return f"says {told}" if told else None


def _dated(day: Any) -> tuple[str, ...]:
    return (day_words(day),) if day else ()


def _when(when: When) -> str | None:
    return None if when.start is None else dated_words(when)


def _since(when: When) -> str | None:
    return f"since {told}" if (told := _when(when)) else None


def _mean(measure: Measure, *, interval: bool = False) -> str:
    """Return a mean value, with its interval where it has one."""
    if measure.goldstein is None:
        return ""
    told = f"{measure.goldstein:+.1f}"
    if interval and measure.low is not None and measure.high is not None:
        told += f" [{measure.low:+.1f}, {measure.high:+.1f}]"
    return told + (f" of {measure.valued}" if measure.valued < measure.events else "")


def _sides(sides: Iterable[Side]) -> str:
    return " – ".join(side.name for side in sides)


def csv_lines(series: Series) -> Iterator[tuple[str, ...]]:
    """Return the rows of a CSV file of a series, its columns first."""
    columns, rows = series_rows(series)
    yield columns
    yield from rows


def counted_lines(events: Iterable[Counted]) -> Iterator[tuple[str, ...]]:
    """Return the rows of a CSV file of the events behind a series, its columns first; empty: not known."""
    yield _COUNTED
    for one in events:
        event, (first, *_) = one.event, one.event.passages
        ref, when = first.article, event.date
        cells = (
            one.start, int(one.by_publication), event.id, when.start, when.end, when.precision, event.type, event.act,
            event.modality, event.quad, one.goldstein, JOIN.join(event.source), JOIN.join(event.target),
            JOIN.join(event.said_by), event.confidence, event.articles, event.independent, ref.id, ref.doc_id,
            ref.publisher, ref.published, ref.title, ref.url, first.start, first.end, first.text,
        )  # fmt: skip
        yield tuple("" if cell is None else str(cell) for cell in cells)


_COUNTED = tuple(
    "start by_publication event date_start date_end date_precision type act modality quad goldstein source target "
    "said_by confidence articles independent article doc_id outlet published title url words_start words_end words"
    "".split()
)
_SHOWN: dict[type[Answer], Callable[[Any, Screen], None]] = {
    FoundWords: _found,
    Series: _series,
    Pending: _pending,
    Among: _among,
    Changes: _changes,
    Dyads: _dyads,
    Wording: _wording,
    ActorPage: _actor_page,
}
