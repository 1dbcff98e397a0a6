"""Put a book right as one person does: find what is meant, file the decision, show it and how to take it back."""

from __future__ import annotations

import getpass
import shlex
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

from dyadbook.cli import filed
from dyadbook.cli.options import Run
from dyadbook.errors import UsageError
from dyadbook.phrases import count_words

if TYPE_CHECKING:
    from dyadbook.book.decisions import Decision, Layer, Verdict


class Desk:
    """A book that is corrected, and by whom."""

    def __init__(self, run: Run, *, name: str | None, reason: str | None, as_json: bool) -> None:
        """Open the book of the run."""
        self.settings = run.settings()
        from dyadbook import bookkeeping
        from dyadbook.formats.wording import one_line

        self.say, self.as_json = run.sayer(), as_json
        given = self.settings["name"] if name is None else name
        self.unnamed = given is None
        self.name = one_line(_login() if given is None else given).strip()
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
            raise UsageError(f"{id} is no event: only `wrong` and `correct` take statements and standings.")
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

    def swapped(self, ids: Iterable[str]) -> tuple[str, str]:
        """Return the field that is corrected, and to what, where the sides of what is named are exchanged.

        Raises: UsageError where a standing has no direction.
        """
        from dyadbook.book.questions.event import records_told
        from dyadbook.formats.wording import label
        from dyadbook.records import Standing

        with self.book.index.view() as view:
            told = list(records_told(view, ids).values())
        for one in told:
            if isinstance(one, Standing):
                if not one.holder:
                    raise UsageError(f"{one.id} holds both ways: {label(one.aspect)} has no direction there.")
                return "parties", f"{one.toward} > {one.holder}"
        return "sides", "swapped"

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
        sys.stdout.write(f"event {event}, of {count_words(len(lines), 'report')}:\n" + "\n".join(lines) + "\n")
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

    def add(
        self, article: str, words: str, fields: Mapping[str, str | None], record: Layer, *, apart: bool = False
    ) -> int:
        """Show the decision that adds a record with the fields given, once it is filed, and how to take it back.

        `apart` splits an event off from those with which it would be one.
        """
        from dyadbook.book.additions import add

        reading = self.book.told_in(id_of(article)) or self.book.named(article)
        with self.book.index.view() as view:
            holding = view.holding(reading.article.id)
        given = {field: value for field, value in fields.items() if value is not None}
        one = add(
            reading, words, given, record=record, name=self.name, reason=self.reason, at=datetime.now(UTC),
            holding=holding,
        )  # fmt: skip
        return self._file(one, apart=apart)

    def _file(self, one: Decision, *, apart: bool = False) -> int:
        """File a decision and show it; with `apart` also that what it adds is none of the events that it joins."""
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
        joined = frozenset[str]().union(*now.values()) - known if one.verdict == "add" else frozenset()
        if joined and apart:
            self.say.note(f"kept apart from {count_words(len(joined), 'report')} with which it would be one event:")
            self._tell(joined)
            return self._file(self._split(one, joined))
        for line in _moved(before, now, known):
            self.say.note(line)
        if joined:
            self._tell_joined(one.reports, now, joined)
        if self.unnamed:
            self.say.note(
                f"signed with your login name, {one.name}: --name gives another, and the setting `name` "
                "(DYADBOOK_NAME, or a file of settings) one for always"
            )
        self.say.note(f"to take it back: dyadbook withdraw {one.id} --book {shlex.quote(self.book.address)}")
        return 0

    def _split(self, one: Decision, joined: Collection[str]) -> Decision:
        """Return the decision that what another adds is none of the events that it joined."""
        from dyadbook.book.decisions import decide

        return decide("split", one.reports, others=sorted(joined), name=one.name, reason=one.reason, at=one.at)

    def _tell_joined(self, added: Iterable[str], events: Mapping[str, frozenset[str]], joined: Collection[str]) -> None:
        """Say which reports what was added tells the same event as, what that does, and how it goes apart."""
        self.say.note("it was taken for the event that was told there already; that is shown as you gave it, beside:")
        self._tell(joined)
        book = shlex.quote(self.book.address)
        for id, reports in events.items():
            if not reports.isdisjoint(joined):
                apart = f"dyadbook split {id} {' '.join(added)} --book {book}"
                self.say.note(f"where it is another event (--apart keeps it so from the first): {apart}")

    def _tell(self, reports: Iterable[str]) -> None:
        """Show a line for each report to whoever decides, beside what the command prints."""
        for line in self.told(sorted(reports)):
            self.say.note(line.strip())

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
        from dyadbook.book.questions.event import values_before

        with self.book.index.view() as view:
            before = values_before(view, self.book.store.decisions()).get(one.id, ())
        lines = [f"{one.id}  {filed.decision_words(one, before)}, signed by {one.name}", *self.told(one.reports)]
        return [*lines, "from", *self.told(one.others)] if one.others else lines


def _moved(before: dict[str, frozenset[str]], now: dict[str, frozenset[str]], known: frozenset[str]) -> Iterator[str]:
    """Yield a line for each event that reports tell now: its id, whether that is another, how many joined it.

    `known` are the reports that it had before, with one that is added.
    """
    for id, reports in now.items():
        if before.get(id) == reports:
            continue
        was = [old for old, told in before.items() if old != id and told & reports]
        joined = len(reports - known) if reports & known else 0  # of one that is told again none was there before
        parts = [
            f"the event is now {id}, of {count_words(len(reports), 'report')}",
            f"before: {', '.join(was)}" if was else None,
            f"merged with {count_words(joined, 'other report')}" if joined else None,
        ]
        yield "; ".join(filter(None, parts))


def id_of(given: str) -> str:
    """Return an id that may be given as the address of a page."""
    return given.strip().rstrip("/").rsplit("/", 1)[-1]


def _login() -> str:
    """Return the name by which the user is logged in; empty where the system knows none, which no decision takes."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""
