"""Return what people decided of reports: which are one event, which are not, which are wrong or wrong in what, or lack.

Level 4. A decision names reports, never merged events, since what is merged changes as articles come in; `wrong` and
`correct` also name statements and standings, and `add` an event, a statement or a standing that was not read. Of two
decisions about the same reports the later holds; one that is withdrawn counts no more, but stays to be seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import combinations, product
from typing import Annotated, Literal

from msgspec import Meta

from dyadbook.book.corrections import checked
from dyadbook.book.event_fields import MODE, SIDES, TYPE
from dyadbook.book.speaker_fields import COUNTRY, SPEAKER
from dyadbook.errors import UsageError
from dyadbook.records import Record, Words, make_id

Layer = Literal["event", "statement", "standing"]
Verdict = Literal["merge", "split", "wrong", "correct", "add", "withdraw"]


class Added(Record, frozen=True, kw_only=True):
    """What a person found in an article: its words, and its fields as `correct` takes them; null: not given."""

    article: Annotated[str, Meta(description="id of the article")]
    words: Annotated[Words, Meta(description="the words of the article that tell it")]
    record: Annotated[Layer, Meta(description="what is told")] = "event"
    type: Annotated[str | None, Meta(description="of an event: PLOVER type of the act")] = None
    modality: Annotated[str | None, Meta(description="of an event: actual, future, hypothetical or negated")] = None
    mode: Annotated[str | None, Meta(description="of an event: a PLOVER mode of its type, or none")] = None
    date: Annotated[
        str | None,
        Meta(
            description="when it happened or was said: 2025-02-07, 2025-02, 2025, two days with `/` between, or unknown"
        ),
    ] = None
    source: Annotated[str | None, Meta(description="of an event: ids of who acts, with `;` between them")] = None
    target: Annotated[
        str | None,
        Meta(description="of an event: ids of whom the act is directed at, with `;` between them, or nobody"),
    ] = None
    place: Annotated[
        str | None, Meta(description="of an event: a name and its country, as in Geneva, CHE, or unknown")
    ] = None
    historical: Annotated[
        str | None, Meta(description="of an event, whether it is over 30 days before publication: yes, no or unknown")
    ] = None
    issues: Annotated[str | None, Meta(description="ids of the issues, with `;` between them, or none")] = None
    condition: Annotated[
        str | None, Meta(description="of an event or a standing: the article's words for the condition, or none")
    ] = None
    said_by: Annotated[
        str | None,
        Meta(
            description="who tells an event or a standing: id, or name and country; unknown; nobody: the article itself"
        ),
    ] = None
    speaker: Annotated[
        str | None,
        Meta(
            description="of a statement: who speaks, by id or by name and country, with `;` between several; or unknown"
        ),
    ] = None
    about: Annotated[
        str | None, Meta(description="of a statement: ids of the parties that it speaks of, with `;` between them")
    ] = None
    parties: Annotated[
        str | None,
        Meta(description="of a standing: ids of the two, with `;` between, or `>` where one holds it toward the other"),
    ] = None
    aspect: Annotated[str | None, Meta(description="of a standing: what of the relation")] = None
    value: Annotated[str | None, Meta(description="of a standing: how that aspect stands")] = None
    since: Annotated[str | None, Meta(description="of a standing: since when, written as `date` is")] = None
    until: Annotated[str | None, Meta(description="of a standing: until when, written as `date` is")] = None


class Decision(Record, frozen=True, kw_only=True):
    """What a person decided of reports, statements or standings, with name, reason and time."""

    id: Annotated[str, Meta(description="hash of what was decided, by whom and when")]
    verdict: Annotated[
        Verdict,
        Meta(
            description="one event, two events, no such event or other record, another value, an event or another "
            "record that was not read, a decision taken back"
        ),
    ]
    reports: Annotated[
        tuple[str, ...], Meta(description="ids of what it is about: reports of events, statements, standings")
    ] = ()
    others: Annotated[tuple[str, ...], Meta(description="split: ids of the reports that they do not belong with")] = ()
    field: Annotated[str | None, Meta(description="correct: the field of the records that is another")] = None
    value: Annotated[str | None, Meta(description="correct: what the field is")] = None
    adds: Annotated[Added | None, Meta(description="add: the record, whose id is the one of `reports`")] = None
    withdraws: Annotated[str | None, Meta(description="id of the decision that is taken back")] = None
    name: Annotated[str, Meta(description="who decided")]
    reason: Annotated[str | None, Meta(description="why, in the person's words")] = None
    at: Annotated[datetime, Meta(description="when")]


@dataclass
class InForce:
    """What holds after all decisions: pairs that are or are not one event, records that are wrong, fields that are.

    Corrections are by record and field; one of a side before the sides were exchanged is by the other side. What is
    added is by article and event.
    """

    pairs: dict[frozenset[str], Decision] = field(default_factory=dict)
    wrong: dict[str, Decision] = field(default_factory=dict)
    corrections: dict[str, dict[str, Decision]] = field(default_factory=dict)
    added: dict[str, dict[str, Decision]] = field(default_factory=dict)

    def all(self) -> frozenset[str]:
        """Return the ids of the decisions that hold."""
        nested = (*self.corrections.values(), *self.added.values())
        fields = (one for each in nested for one in each.values())
        return frozenset(one.id for one in (*self.pairs.values(), *self.wrong.values(), *fields))

    def of_record(self, record: str) -> frozenset[str]:
        """Return the ids of the decisions that added a record or corrected a field of it."""
        added = [events[record].id for events in self.added.values() if record in events]
        return frozenset((*added, *(one.id for one in self.corrections.get(record, {}).values())))

    def verdict(self, one: str, other: str) -> Decision | None:
        """Return the decision on two reports; None where nobody decided."""
        return self.pairs.get(frozenset((one, other)))

    def beside(self, report: str) -> frozenset[str]:
        """Return the reports that a person put into one event with this one."""
        return self._beside.get(report, frozenset()) - {report}

    @cached_property
    def _beside(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for pair, decision in self.pairs.items():
            if decision.verdict == "merge":
                found.update({report: found.get(report, frozenset()) | pair for report in pair})
        return found


def decide(
    verdict: Verdict,
    reports: Iterable[str] = (),
    *,
    others: Iterable[str] = (),
    field: str | None = None,
    value: str | None = None,
    adds: Added | None = None,
    withdraws: str | None = None,
    name: str,
    reason: str | None = None,
    at: datetime,
) -> Decision:
    """Return the decision of a person; `additions.add` gives that which adds a record.

    Raises: UsageError when it does not say what it must: two reports to merge, two sides to split, a decision to
    withdraw, a name; or when a field does not take the value.
    """
    mine, theirs = tuple(sorted(set(reports))), tuple(sorted(set(others)))
    if not name.strip():
        raise UsageError("a decision has the name of who took it: give one.")
    if verdict == "merge" and len(mine) < 2:
        raise UsageError("to merge takes two reports or more: name them.")
    if verdict == "split" and (not mine or not theirs or set(mine) & set(theirs)):
        raise UsageError("to split takes reports and others that they do not belong with, none on both sides.")
    if verdict == "wrong" and not mine:
        raise UsageError("wrong takes the records that tell of what is not so: name them.")
    if (verdict == "correct") != (field is not None and value is not None and bool(mine)):
        raise UsageError("to correct takes records, a field and its value, and nothing else takes these two.")
    if (verdict == "withdraw") != (withdraws is not None):
        raise UsageError("to withdraw takes the id of one decision, and nothing else takes one.")
    if (verdict == "add") != (adds is not None and len(mine) == 1):
        raise UsageError("to add takes one record, and nothing else takes one.")
    told = () if field is None or value is None else (field, value := checked(field, value))
    return Decision(
        id=make_id("decision", verdict, *mine, "/", *theirs, withdraws, name, at.isoformat(), *told),
        verdict=verdict, reports=mine, others=theirs, field=field, value=value, adds=adds, withdraws=withdraws,
        name=name, reason=reason, at=at,
    )  # fmt: skip


FIELDS = Added.__struct_fields__[3:]


def check_whole(record: Layer, fields: Collection[str]) -> None:
    """Do nothing where these fields make a record whole. Raises: UsageError that says what it lacks."""
    if record == "event" and not ("type" in fields and {"source", "target"} & set(fields)):
        raise UsageError("an event has a type, and who acts (source) or at whom (target): give them.")
    if record == "statement" and "speaker" not in fields:
        raise UsageError("a statement has a speaker, who may be unknown: give one.")
    if record == "standing" and not {"parties", "aspect", "value"} <= set(fields):
        raise UsageError("a standing has two parties, an aspect and its value: give them.")


def added_id(added: Added) -> str:
    """Return the id of what is added: nothing that was read has it, which the added one would displace."""
    told: tuple[str | None, ...] = {
        "event": (added.type, added.source, added.target),
        "statement": ("statement", added.speaker),
        "standing": ("standing", added.aspect, added.value, added.parties),
    }[added.record]
    return make_id("added", added.article, added.words.start, added.words.end, *told)


def sound(decision: Decision) -> Decision:
    """Return a decision from elsewhere. Raises: UsageError where it corrects or adds what cannot be so."""
    values: dict[str, str | None] = {}
    adds = None
    if decision.verdict == "correct":
        if decision.field is None or decision.value is None:
            raise UsageError(f"decision {decision.id} corrects, and does not say which field to which value.")
        values = {decision.field: decision.value}
    if decision.verdict == "add":
        if decision.adds is None or decision.reports != (added_id(decision.adds),):
            raise UsageError(f"decision {decision.id} adds a record, and does not say which.")
        adds = decision.adds.record
        values = {name: getattr(decision.adds, name) for name in FIELDS}
        try:
            check_whole(adds, {name for name, value in values.items() if value is not None})
        except UsageError as error:
            raise UsageError(f"decision {decision.id} adds what is not whole: {error}") from error
    for name, value in values.items():
        if value is not None and value != (known := checked(name, value, adds)):
            raise UsageError(f"decision {decision.id}: {name} is written {known!r}, not {value!r}.")
    return decision


def in_force(decisions: Iterable[Decision]) -> InForce:
    """Return what holds after these decisions, in whatever order they are given: the later of two wins."""
    ordered = sorted({one.id: one for one in decisions}.values(), key=lambda one: (one.at, one.id))
    gone = withdrawn(ordered)
    held = InForce()
    for decision in ordered:
        if decision.id in gone or decision.verdict == "withdraw":
            continue
        if decision.verdict == "wrong":
            held.wrong.update(dict.fromkeys(decision.reports, decision))
        elif decision.verdict == "correct":
            for report in decision.reports:
                _correct(held.corrections.setdefault(report, {}), decision)
        elif decision.verdict == "merge":
            held.pairs.update({frozenset(pair): decision for pair in combinations(decision.reports, 2)})
            for report in decision.reports:  # who merges a report holds it for right
                held.wrong.pop(report, None)
        elif decision.verdict == "add" and decision.adds is not None:
            (event,) = decision.reports
            held.added.setdefault(decision.adds.article, {})[event] = decision
            held.wrong.pop(event, None)
        else:
            held.pairs.update({frozenset(pair): decision for pair in product(decision.reports, decision.others)})
    return held


def _correct(made: dict[str, Decision], decision: Decision) -> None:
    """Add a later correction of a record to those made; exchanged sides take with them what was corrected of them."""
    if decision.field == SIDES and SIDES not in made:
        sides = made.pop("source", None), made.pop("target", None)
        made.update((name, one) for name, one in zip(("target", "source"), sides, strict=True) if one is not None)
    if decision.field == TYPE:  # the mode was one of the type before
        made.pop(MODE, None)
    if decision.field == SPEAKER:  # the country was that of who was held for the speaker before
        made.pop(COUNTRY, None)
    made[decision.field or ""] = decision


def withdrawn(decisions: Iterable[Decision]) -> set[str]:
    """Return the ids of the decisions that are taken back; to take back a withdrawal puts its decision in force."""
    by_withdrawn: dict[str, list[str]] = {}
    known: Mapping[str, Decision] = {one.id: one for one in decisions}
    for one in known.values():
        if one.withdraws is not None:
            by_withdrawn.setdefault(one.withdraws, []).append(one.id)

    def taken_back(name: str, above: frozenset[str] = frozenset()) -> bool:
        rest = [other for other in by_withdrawn.get(name, ()) if other not in above]
        return any(not taken_back(other, above | {name}) for other in rest)

    return {name for name in known if taken_back(name)}
