"""Parse the commands by which a person corrects a book: one event, two, none, another value, one more, taken back.

What is not so may be an event, a statement or a standing; a value is that of an event or of a statement.
"""

from __future__ import annotations

import getpass
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dyadbook.cli import filed, output
from dyadbook.cli.book import booked
from dyadbook.cli.options import Run, common, ending
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.book.decisions import Decision, Verdict

F = TypeVar("F", bound=Callable[..., Any])

_FIELDS = (
    "type",
    "modality",
    "date",
    "sides",
    "source",
    "target",
    "place",
    "historical",
    "issues",
    "condition",
    "said_by",
)
_SPOKEN = ("speaker", "country")


def _deciding(command: F) -> F:
    """Return a command that also takes the book, who decides, and why."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the decision (or what is listed) as JSON."),
        click.option("--name", metavar="NAME", help="Who decides; else the name by which you are logged in."),
        click.option("--reason", metavar="WORDS", help="Why, in your words."),
        booked,
    ):
        command = option(command)
    return command


@click.command(
    epilog=ending('dyadbook merge b6f11a297954edf3 2b6c1573dd0afe26 --book mybook --reason "one visit"', ids=True)
)
@click.argument("events", nargs=-1, required=True, metavar="A B...")
@_deciding
@common
@click.pass_obj
def merge(run: Run, /, events: tuple[str, ...], **how: Any) -> int:
    """Say that events, or single reports, are one event.

    A and B are ids as `dyadbook find` gives them (of a report: `id` of `--json`), or addresses of events.
    """
    ids = list(dict.fromkeys(map(_id, events)))
    if len(ids) < 2:
        raise UsageError("to merge takes two ids or more: name each event once.")
    desk = _Desk(run, **how)
    reports = [report for id in ids for report in desk.named(id)]
    unlike = desk.unlike(reports)
    status = desk.file("merge", reports)
    if unlike:
        kinds = ", ".join(unlike)
        desk.say.note(f"some of them tell of conflict and some of cooperation ({kinds}): are they one event?")
    return status


@click.command(
    epilog=ending('dyadbook split b6f11a297954edf3 8e7df1c583fe0f94 --book mybook --reason "a later visit"', ids=True)
)
@click.argument("event")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@_deciding
@common
@click.pass_obj
def split(run: Run, /, event: str, reports: tuple[str, ...], **how: Any) -> int:
    """Say that these reports do not belong with the others of an event; without a REPORT its reports are listed."""
    desk = _Desk(run, **how)
    mine = desk.named(event := _id(event))
    if not reports:
        return desk.listed(event, mine)
    if strange := [report for report in reports if report not in mine]:
        raise UsageError(f"not a report of {event}: {', '.join(strange)}. It has:\n" + "\n".join(desk.told(mine)))
    others = [report for report in mine if report not in reports]
    if not others:
        raise UsageError(f"these are all reports of {event}: name those that do not belong with the others.")
    return desk.file("split", reports, others=others)


@click.command(epilog=ending('dyadbook wrong b6f11a297954edf3 --book mybook --reason "no such visit"', ids=True))
@click.argument("record")
@_deciding
@common
@click.pass_obj
def wrong(run: Run, /, record: str, **how: Any) -> int:
    """Say that an event, or what a single report tells, is none; or that a statement or a standing is none.

    RECORD is an id as `dyadbook find` and `dyadbook dyad` give it. No answer, page or export has it from then on; to
    have it back, withdraw the decision.
    """
    desk = _Desk(run, **how)
    return desk.file("wrong", desk.any_named(_id(record)))


@click.command(
    epilog=ending(
        "dyadbook correct b6f11a297954edf3 --field date --value 2018-06-12 --book mybook --reason 'a day late'",
        "dyadbook correct b6f11a297954edf3 --field target --value 'PRK; person/kim-jong-un' --book mybook",
        "dyadbook correct b6f11a297954edf3 --swap --book mybook --reason 'it was the other way round'",
        ids=True,
    )
)
@click.argument("record")
@click.option(
    "--field",
    metavar="FIELD",
    help=f"What is another: of an event {', '.join(_FIELDS)}; of a statement {', '.join(_SPOKEN)}.",
)
@click.option("--value", metavar="VALUE", help="What it is; a value that cannot be says what can.")
@click.option("--swap", is_flag=True, help="Exchange source and target: --field sides --value swapped.")
@_deciding
@common
@click.pass_obj
def correct(run: Run, /, record: str, field: str | None, value: str | None, swap: bool, **how: Any) -> int:
    """Say what a field of an event or a statement is: of an event for all its reports, or for the one that is named.

    RECORD is an id as `dyadbook find` and `dyadbook dyad` give it. Of a statement it is `--field speaker --value 'Jane
    Roe, FRA'` for whom the tables do not know. What you say wins over what was read, now and when the articles are read
    again. To take it back, withdraw it.
    """
    if swap == (field is not None or value is not None) or (field is None) != (value is None):
        raise UsageError("say what is another: --field FIELD --value VALUE, or --swap to exchange source and target.")
    if swap:
        field, value = "sides", "swapped"
    desk = _Desk(run, **how)
    return desk.file("correct", desk.any_named(_id(record)), field=field, value=value)


@click.command(
    "add-event",
    epilog=ending(
        "dyadbook add-event 156da5ace16f4aa4 'signed a joint statement.' --type AGREE --source USA --target PRK "
        "--date 2018-06-12 --book mybook",
        ids=True,
    ),
)
@click.argument("article")
@click.argument("words")
@click.option("--type", required=True, metavar="TYPE", help="PLOVER type of the act, as in CONSULT.")
@click.option("--source", metavar="WHO", help="Who acts: codes, ids or names of the tables, with ; between them.")
@click.option("--target", metavar="WHO", help="At whom.")
@click.option("--date", metavar="DATE", help="When: 2018-06-12, 2018-06, 2018 or 2018-06-10/2018-06-12; else unknown.")
@click.option("--modality", metavar="WORD", help="actual (else it is), future, hypothetical or negated.")
@click.option("--place", metavar="PLACE", help="Where, as in Geneva, CHE; else unknown.")
@click.option("--historical", metavar="WORD", help="yes: history told inside news; no; else unknown.")
@click.option("--issues", metavar="ISSUES", help="Ids of issues, with ; between them.")
@click.option("--condition", metavar="WORDS", help="On what condition, in words of the article; else none.")
@click.option(
    "--said-by",
    "--speaker",
    "said_by",
    metavar="WHO",
    help="By whose words it is told, as in person/kim-jong-un or 'Jane Roe, FRA'; else the article itself.",
)
@_deciding
@common
@click.pass_obj
def add_event(
    run: Run, /, article: str, words: str, name: str | None, reason: str | None, as_json: bool, **fields: str | None
) -> int:
    """Add an event that was not read, with the words of the article that tell it.

    ARTICLE is the id of an article of the book (`article` of `dyadbook sql`, of --json), WORDS stand in its text letter
    by letter. The event counts like those that were read, and is shown as added by you; it stays when the articles are
    read again. To take it back, withdraw the decision.
    """
    desk = _Desk(run, name=name, reason=reason, as_json=as_json)
    return desk.add(_id(article), words, {field: value for field, value in fields.items() if value is not None})


@click.command(
    epilog=ending('dyadbook withdraw 3aa363b4660bb22d --book mybook --reason "they were two talks"', ids=True)
)
@click.argument("decision")
@_deciding
@common
@click.pass_obj
def withdraw(run: Run, /, decision: str, **how: Any) -> int:
    """Take a decision back; to take that back, withdraw the withdrawal. `dyadbook decisions list` gives the ids."""
    desk = _Desk(run, **how)
    desk.may_withdraw(decision)
    return desk.file("withdraw", withdraws=decision)


class _Desk:
    """A book that is corrected, and by whom."""

    def __init__(self, run: Run, *, name: str | None, reason: str | None, as_json: bool) -> None:
        """Open the book of the run."""
        self.settings = run.settings()
        from dyadbook import bookkeeping
        from dyadbook.formats.wording import one_line

        self.say, self.as_json = run.sayer(), as_json
        self.name = one_line(_login() if name is None else name).strip()
        self.reason = (reason or "").strip() or None
        self.book = bookkeeping.open_book(settings=self.settings)

    def named(self, id: str) -> tuple[str, ...]:
        """Return the reports that an id names: those of an event, or one. Raises: UsageError where there is none."""
        from dyadbook.book.questions.event import events_told, joined_into, reports_of

        with self.book.index.view() as view:
            if found := reports_of(view, id) or ((id,) if events_told(view, [id]) else ()):
                return found
            now = joined_into(view, id)
        if now is not None:  # nobody is to decide unseen of the reports with which it was merged
            raise UsageError(f"event {id} was merged, and is now {now}: name that, or one of its reports.")
        if (called := self._called_wrong(id)) is not None:
            raise UsageError(
                f"event {id} was called wrong by {called.name}, and is in the book no more: "
                f"to have it back, withdraw {called.id}."
            )
        if self._others(id):
            raise UsageError(f"{id} is no event: only `wrong` and `correct` take statements, and `wrong` standings.")
        raise UsageError(f"nothing of the id {id!r} is in the book now: `dyadbook find WORDS` gives the ids.")

    def any_named(self, id: str) -> tuple[str, ...]:
        """Return the records that an id names: reports as `named` does, a statement or a standing.

        Raises: UsageError where there is none, or a person called it wrong.
        """
        if not self._others(id):
            return self.named(id)
        from dyadbook.book.decisions import in_force

        if (called := in_force(self.book.store.decisions()).wrong.get(id)) is not None:
            raise UsageError(f"{id} was called wrong by {called.name}: to have it back, withdraw {called.id}.")
        return (id,)

    def _others(self, id: str) -> bool:
        """Return whether an id is that of a statement or a standing."""
        from dyadbook.book.questions.event import records_told
        from dyadbook.records import Event

        with self.book.index.view() as view:
            return any(not isinstance(one, Event) for one in records_told(view, [id]).values())

    def _called_wrong(self, id: str) -> Decision | None:
        """Return the decision by which an event went; None where none did."""
        from dyadbook.book.decisions import in_force
        from dyadbook.book.merge import event_id

        wrong = in_force(self.book.store.decisions()).wrong
        return next((one for report, one in wrong.items() if event_id(report) == id), None)

    def may_withdraw(self, decision: str) -> None:
        """Do nothing where a decision holds. Raises: UsageError where it is not there, or is taken back already."""
        from dyadbook.book.decisions import withdrawn

        filed = self.book.store.decisions()
        if decision not in {one.id for one in filed}:
            raise UsageError(
                f"no decision of the id {decision!r} is in the book: `dyadbook decisions list` gives them."
            )
        gone = withdrawn(filed)
        if decision in gone:
            by = ", ".join(one.id for one in filed if one.withdraws == decision and one.id not in gone)
            raise UsageError(f"decision {decision} is taken back already: to let it hold again, withdraw {by}.")

    def unlike(self, reports: Iterable[str]) -> list[str]:
        """Return the types of reports of which some tell of conflict and some of cooperation; none where all agree."""
        from dyadbook.book.questions.event import events_told

        with self.book.index.view() as view:
            told = list(events_told(view, reports).values())
        apart = len({one.quad.split()[-1] for one in told if one.quad}) > 1
        return sorted({one.type for one in told}) if apart else []

    def told(self, reports: Iterable[str]) -> list[str]:
        """Return a line for each record."""
        with self.book.index.view() as view:
            return filed.record_lines(view, reports)

    def listed(self, event: str, reports: Iterable[str]) -> int:
        """Show the reports of an event, and how one of them is split off."""
        from dyadbook.book.questions.event import events_told

        if self.as_json:
            with self.book.index.view() as view:
                return filed.print_json(events_told(view, reports).values())
        lines = self.told(reports)
        sys.stdout.write(f"event {event}, of {output.count(len(lines), 'report')}:\n" + "\n".join(lines) + "\n")
        if len(lines) > 1:
            book = shlex.quote(self.book.address)
            self.say.note(f"to split off those that do not belong: dyadbook split {event} REPORT... --book {book}")
        return 0

    def file(
        self,
        verdict: Verdict,
        reports: Iterable[str] = (),
        *,
        others: Iterable[str] = (),
        field: str | None = None,
        value: str | None = None,
        withdraws: str | None = None,
    ) -> int:
        """Show a decision that is filed, and how to take it back."""
        from dyadbook.book.corrections import check_field
        from dyadbook.book.decisions import decide
        from dyadbook.book.questions.event import check_decision, records_told

        if field is not None and value is not None:  # that a record has no such field is told before what it takes
            with self.book.index.view() as view:
                check_field(records_told(view, reports).values(), field, value)
        one = decide(
            verdict, reports, others=others, field=field, value=value, withdraws=withdraws,
            name=self.name, reason=self.reason, at=datetime.now(UTC),
        )  # fmt: skip
        with self.book.index.view() as view:
            check_decision(view, one)
        return self._file(one)

    def add(self, article: str, words: str, fields: Mapping[str, str]) -> int:
        """Show the decision that adds an event, once it is filed, and how to take it back."""
        from dyadbook.book.additions import add

        if (reading := self.book.told_in(article)) is None:
            raise UsageError(
                f'no article of the id {article!r} is in the book: `dyadbook sql "SELECT article, title FROM '
                'articles"` lists them.'
            )
        with self.book.index.view() as view:
            holding = view.holding(article)
        return self._file(
            add(reading, words, fields, name=self.name, reason=self.reason, at=datetime.now(UTC), holding=holding)
        )

    def _file(self, one: Decision) -> int:
        """File a decision and show it."""
        from dyadbook import bookkeeping
        from dyadbook.schemas import to_json

        about = self._about(one)
        before = self._events(about)
        bookkeeping.decisions_in([to_json(one)], settings=self.settings)
        now = self._events({*about, *chain.from_iterable(before.values())})  # with what a report left behind
        if self.as_json:
            filed.print_json([one])
        else:
            sys.stdout.write("\n".join(self._shown(one)) + "\n")
        known = frozenset(about if one.verdict == "add" else ()).union(*before.values())
        for line in _moved(before, now, known):
            self.say.note(line)
        if one.verdict == "add":
            self._tell_how_to_split(one.reports, now, known)
        self.say.note(f"to take it back: dyadbook withdraw {one.id} --book {shlex.quote(self.book.address)}")
        return 0

    def _tell_how_to_split(
        self, added: Iterable[str], events: Mapping[str, frozenset[str]], known: frozenset[str]
    ) -> None:
        """Say how what was added goes apart from the event that it joined; nothing where it joined none."""
        for id, reports in events.items():
            if reports - known:
                book = shlex.quote(self.book.address)
                self.say.note(f"where it is another event: dyadbook split {id} {' '.join(added)} --book {book}")

    def _about(self, one: Decision) -> tuple[str, ...]:
        """Return the reports that a decision is about; of one that takes another back, those of the other."""
        known = {filed.id: filed for filed in self.book.store.decisions()}
        while one.withdraws in known:
            one = known[one.withdraws]
        return (*one.reports, *one.others)

    def _events(self, reports: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the events that tell these reports now, each with all its reports, by their ids."""
        from dyadbook.book.questions.event import events_told

        with self.book.index.view() as view:
            events = set(view.events_of(events_told(view, reports)).values())
            merged = (kept.merged for kept in view.kept(events).values())
            return {one.id: frozenset(one.members) for one in merged}

    def _shown(self, one: Decision) -> list[str]:
        """Return a decision in lines."""
        lines = [f"{one.id}  {filed.decision_words(one)} ({one.name})", *self.told(one.reports)]
        return [*lines, "from", *self.told(one.others)] if one.others else lines


def _moved(before: dict[str, frozenset[str]], now: dict[str, frozenset[str]], known: frozenset[str]) -> Iterator[str]:
    """Yield a line for each event that reports tell now: its id, whether that is another, how many joined it.

    `known` are the reports that it had before, with one that is added.
    """
    for id, reports in now.items():
        was = [old for old, told in before.items() if old != id and told & reports]
        joined = len(reports - known) if reports & known else 0  # of one that is told again none was there before
        parts = [
            f"the event is now {id}, of {output.count(len(reports), 'report')}",
            f"before: {', '.join(was)}" if was else None,
            f"merged with {output.count(joined, 'other report')}" if joined else None,
        ]
        yield "; ".join(filter(None, parts))


def _id(given: str) -> str:
    """Return an id that may be given as the address of a page."""
    return given.strip().rstrip("/").rsplit("/", 1)[-1]


def _login() -> str:
    """Return the name by which the user is logged in; empty where the system knows none, which no decision takes."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


DECIDING: tuple[click.Command, ...] = (merge, split, wrong, correct, add_event, withdraw)
