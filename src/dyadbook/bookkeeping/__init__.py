"""Return what a user can do with a book: file articles, read them again, look after it. One function for each thing.

Level 6, beside `verbs`. A book is named by its folder or address; None takes the one of the settings.
"""

from dyadbook.book.store import KEPT_HOURS
from dyadbook.bookkeeping.filing import add, add_articles, add_readings
from dyadbook.bookkeeping.rereading import Change, RecordChange, reread
from dyadbook.bookkeeping.run import Added, Progress, read_with
from dyadbook.bookkeeping.upkeep import (
    check,
    compact,
    decisions_in,
    decisions_out,
    forget,
    info,
    open_book,
    problems,
    runs,
    sql,
    vacuum,
)

__all__ = [
    "KEPT_HOURS",
    "Added",
    "Change",
    "Progress",
    "RecordChange",
    "add",
    "add_articles",
    "add_readings",
    "check",
    "compact",
    "decisions_in",
    "decisions_out",
    "forget",
    "info",
    "open_book",
    "problems",
    "read_with",
    "reread",
    "runs",
    "sql",
    "vacuum",
]
