"""Show what reading the articles of a book again changed: which records of which articles, and in which fields."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from dyadbook.cli.filed import print_json, record_words
from dyadbook.cli.say import Sayer, say_error
from dyadbook.phrases import count_words

if TYPE_CHECKING:
    from dyadbook.bookkeeping import Added, Change, RecordChange
    from dyadbook.records import Record

_LONGEST = 80  # characters of a field's value


class Changes:
    """Shows what a newer reading changed, as it comes, and adds it up; of records the first `most` (None: all)."""

    def __init__(self, as_json: bool, most: int | None) -> None:
        self.as_json, self.most = as_json, most
        self.articles = self.records = 0
        self.before, self.after = Counter[str](), Counter[str]()

    def show(self, change: Change) -> None:
        """Show the change of one article: `+` a record that came, `-` one that went, `~` one that is told otherwise."""
        left = None if self.most is None else max(0, self.most - self.records)
        self.articles += 1
        self.records += len(change.records)
        for layer, (before, after) in change.counts.items():
            self.before[layer] += before
            self.after[layer] += after
        if self.as_json:
            print_json([change])
        elif lines := [_changed_line(one) for one in change.records[:left]]:
            from dyadbook.formats.wording import one_line

            sys.stdout.write("\n".join([f"{change.article}  {one_line(change.title or 'No title')}", *lines]) + "\n")


def _changed_line(one: RecordChange) -> str:
    """Return what changed of a record, in one line: what it is, its id, its words, and field by field what it was."""
    from dyadbook.formats.wording import label

    sign = "+" if one.before is None else "-" if one.after is None else "~"
    # That a report tells another date or party is told by the event's own field.
    names = [name for name in one.fields if name != "reports" or len(one.fields) == 1]
    fields = [f"{label(name)} {_was_and_is(getattr(one.before, name), getattr(one.after, name))}" for name in names]
    return "  ·  ".join(
        [f"  {sign} {_words(label(one.layer.removesuffix('s')), one.after or one.before)}", *fields]
    ).rstrip()


def _words(kind: str, record: Record | None) -> str:
    """Return a record in words, with its id where it can be named by it."""
    from dyadbook.formats.wording import one_line
    from dyadbook.records import Actor, Event, IssueMention, Problem, Standing, Statement

    if isinstance(record, Event | Statement | Standing):
        return f"{kind} {record.id}: {record_words(record)}"
    match record:
        case Actor():
            told, words = record.id or record.name, record.text
        case IssueMention():
            told, words = f"{record.issue} ({', '.join(record.parties)})", record.text
        case Problem():
            told, words = record.code, record.message
        case _:
            told, words = getattr(record, "reason", ""), getattr(record, "text", "")
    return f"{kind}: {one_line(told)}  “{one_line(words or '')[:200]}”"


def _was_and_is(before: Any, after: Any) -> str:
    """Return what a field was and is now; nothing where words cannot tell the difference."""
    was, now = _value(before), _value(after)
    return "" if was is None or now is None or was == now else f"{was} -> {now}"


def _value(value: Any) -> str | None:
    """Return the value of a field in words; None where it has none."""
    from dyadbook.date_words import when_words
    from dyadbook.formats.wording import actor_words, one_line
    from dyadbook.records import Actor, Place, SaidBy, When, Words

    match value:
        case None | ():
            return "none"
        case When():
            return when_words(value)
        case Actor():
            return actor_words(value)
        case Place() | SaidBy():
            return one_line(value.name)
        case Words():
            return f"“{one_line(value.text)[:_LONGEST]}”"
        case bool() | int() | str():
            return one_line(str(value))[:_LONGEST]
        case float():
            return f"{value:.2f}"
        case tuple():
            parts = [_value(one) for one in value]
            return None if None in parts else ", ".join(filter(None, parts))
    return None


def show_reread(added: Added, changes: Changes, say: Sayer) -> int:
    """Show how a rereading went: the records of each layer before and after, in the articles that changed."""
    if not changes.as_json:
        if changes.most is not None and (more := changes.records - changes.most) > 0:
            sys.stdout.write(f"and {count_words(more, 'more record')} that changed: --most 0 shows all, --json too\n")
        for layer in sorted(changes.before | changes.after):
            sys.stdout.write(f"{layer}: {changes.before[layer]} -> {changes.after[layer]}\n")
    say.note(
        f"{count_words(added.read, 'article')} read again in {added.seconds:.0f} s, {changes.articles} changed; "
        f"{added.known} were read by the same steps already"
    )
    if added.outcome == "stopped":
        say_error("stopped: call it again to go on")
        return 130
    return 0
