"""Parse the commands by which a person corrects a book: one event, two, none, another value, one more, taken back.

What is not so may be an event, a statement or a standing; a value is that of an event or of a statement.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dyadbook.cli.book import booked
from dyadbook.cli.desk import Desk, id_of
from dyadbook.cli.options import Run, common, ending
from dyadbook.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

_FIELDS = (
    "type",
    "modality",
    "mode",
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
_SPOKEN = ("speaker", "country", "date")
_STANDING = ("value", "parties", "since", "until", "condition", "issues", "said_by")


class _WithAspects(click.Command):
    """A command whose help ends in the aspects of standings, each with its values."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the aspects before the examples."""
        from dyadbook.ontology import DIRECTED_ASPECTS, STANDING_ASPECTS, may_be_directed

        def marked(aspect: str, value: str) -> str:
            return value + ">" * (aspect not in DIRECTED_ASPECTS and may_be_directed(aspect, value))

        with formatter.section(
            "Aspects, and the values of each (*: the first party holds it toward the other; >: may)"
        ):
            formatter.write_dl([
                (name + "*" * (name in DIRECTED_ASPECTS), ", ".join(marked(name, value) for value in values))
                for name, values in STANDING_ASPECTS.items()
            ])  # fmt: skip
        super().format_epilog(ctx, formatter)


def _deciding(command: F) -> F:
    """Return a command that also takes the book, who decides, and why."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the decision (or what is listed) as JSON."),
        click.option("--name", metavar="NAME", help="Who decides; else DYADBOOK_NAME, else your login name."),
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
    ids = list(dict.fromkeys(map(id_of, events)))
    if len(ids) < 2:
        raise UsageError("to merge takes two ids or more: name each event once.")
    desk = Desk(run, **how)
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
    desk = Desk(run, **how)
    mine = desk.named(event := id_of(event))
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
    desk = Desk(run, **how)
    return desk.file("wrong", desk.any_named(id_of(record)))


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
    help=f"What is another: of an event {', '.join(_FIELDS)}; of a statement {', '.join(_SPOKEN)}; of a standing "
    f"{', '.join(_STANDING)}.",
)
@click.option("--value", metavar="VALUE", help="What it is; a value that cannot be says what can.")
@click.option("--swap", is_flag=True, help="Exchange source and target: --field sides --value swapped.")
@_deciding
@common
@click.pass_obj
def correct(run: Run, /, record: str, field: str | None, value: str | None, swap: bool, **how: Any) -> int:
    """Say what a field of an event, a statement or a standing is: of an event for all its reports, or for one of them.

    RECORD is an id as `dyadbook find` and `dyadbook dyad` give it. Of a statement it is `--field speaker --value 'Jane
    Roe, FRA'` for whom the tables do not know. The aspect of a standing stays. What you say wins over what was read,
    now and when the articles are read again. To take it back, withdraw it.
    """
    if swap == (field is not None or value is not None) or (field is None) != (value is None):
        raise UsageError("say what is another: --field FIELD --value VALUE, or --swap to exchange source and target.")
    desk = Desk(run, **how)
    named = desk.any_named(id_of(record))
    if swap:
        field, value = desk.swapped(named)
    return desk.file("correct", named, field=field, value=value)


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
@click.option("--mode", metavar="MODE", help="A mode that the type has, as in restrict of a THREATEN; else none.")
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
@click.option("--apart", is_flag=True, help="Keep it apart from the events with which it would be one.")
@_deciding
@common
@click.pass_obj
def add_event(
    run: Run,
    /,
    article: str,
    words: str,
    apart: bool,
    name: str | None,
    reason: str | None,
    as_json: bool,
    **fields: str | None,
) -> int:
    """Add an event that was not read, with the words of the article that tell it.

    ARTICLE is an article of the book: its id (`article` of `dyadbook sql`, of --json), the one that your table gave it
    (`doc_id`), its title, or words of that which no other has. WORDS stand in its text letter by letter. The event
    counts like those that were read, and is shown as added by you; it stays when the articles are read again. Where it
    tells of an event that is in the book already, the command says which: the two are one, and shown as you gave it,
    unless you say --apart. To take it back, withdraw the decision.
    """
    return Desk(run, name=name, reason=reason, as_json=as_json).add(article, words, fields, "event", apart=apart)


@click.command(
    "add-statement",
    epilog=ending(
        "dyadbook add-statement 156da5ace16f4aa4 'signed a joint statement.' --speaker 'USA; PRK' "
        "--date 2018-06-12 --book mybook",
        ids=True,
    ),
)
@click.argument("article")
@click.argument("words")
@click.option(
    "--speaker", "--said-by", "speaker", required=True, metavar="WHO",
    help="Who says them, as in person/kim-jong-un or 'Jane Roe, FRA'; several with ; between them; or unknown.",
)  # fmt: skip
@click.option("--about", metavar="WHO", help="Of whom they speak: codes, ids or names of the tables, with ; between.")
@click.option("--date", metavar="DATE", help="When they were said, as `add-event` takes it; else unknown.")
@click.option("--issues", metavar="ISSUES", help="Ids of issues, with ; between them.")
@_deciding
@common
@click.pass_obj
def add_statement(
    run: Run, /, article: str, words: str, name: str | None, reason: str | None, as_json: bool, **fields: str | None
) -> int:
    """Add a statement that was not read: the words that are said, as the article has them.

    ARTICLE and WORDS are as `add-event` takes them. A page of two countries shows it where the speaker is of one and
    --about names the other. To take it back, withdraw the decision.
    """
    return Desk(run, name=name, reason=reason, as_json=as_json).add(article, words, fields, "statement")


@click.command(
    "add-standing",
    cls=_WithAspects,
    epilog=ending(
        "dyadbook add-standing 156da5ace16f4aa4 'North Korea abducted Japanese citizens' --parties 'JPN; PRK' "
        "--aspect dispute --value open --issues abductions --book mybook",
        ids=True,
    ),
)
@click.argument("article")
@click.argument("words")
@click.option(
    "--parties", required=True, metavar="A;B",
    help="Between whom, as in 'IRN; SAU': who holds it first; 'CHN > JPN' where it only may have a direction.",
)  # fmt: skip
@click.option("--aspect", required=True, metavar="ASPECT", help="What of the relation: one of the aspects below.")
@click.option("--value", required=True, metavar="VALUE", help="How it stands: a value of that aspect.")
@click.option("--since", metavar="DATE", help="Since when, as `add-event` takes a date; else unknown.")
@click.option("--until", metavar="DATE", help="Until when; else unknown.")
@click.option("--condition", metavar="WORDS", help="On what condition, in words of the article; else none.")
@click.option("--issues", metavar="ISSUES", help="Ids of issues, with ; between them.")
@click.option("--said-by", "--speaker", "said_by", metavar="WHO", help="By whose words it is told; else the article.")
@_deciding
@common
@click.pass_obj
def add_standing(
    run: Run, /, article: str, words: str, name: str | None, reason: str | None, as_json: bool, **fields: str | None
) -> int:
    """Add a standing that was not read: a fact between two parties that holds for a time.

    ARTICLE and WORDS are as `add-event` takes them. To take it back, withdraw the decision.
    """
    return Desk(run, name=name, reason=reason, as_json=as_json).add(article, words, fields, "standing")


@click.command(
    epilog=ending('dyadbook withdraw 3aa363b4660bb22d --book mybook --reason "they were two talks"', ids=True)
)
@click.argument("decision")
@_deciding
@common
@click.pass_obj
def withdraw(run: Run, /, decision: str, **how: Any) -> int:
    """Take a decision back; to take that back, withdraw the withdrawal. `dyadbook decisions list` gives the ids."""
    desk = Desk(run, **how)
    desk.may_withdraw(decision)
    return desk.file("withdraw", withdraws=decision)


DECIDING: tuple[click.Command, ...] = (
    merge, split, wrong, correct, add_event, add_statement, add_standing, withdraw,
)  # fmt: skip
