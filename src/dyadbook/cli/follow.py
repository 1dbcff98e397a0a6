"""Parse the commands by which articles and others' event data come in: follow feeds, import files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from dyadbook.cli import filed
from dyadbook.cli.book import booked
from dyadbook.cli.options import AS_JSON, TO, Run, common, ending
from dyadbook.errors import UsageError


@click.command(
    epilog=ending(
        "dyadbook follow https://example.org/feed.xml --to news.jsonl",
        "dyadbook follow https://example.org/feed.xml --book mybook --every 30",
    )
)
@click.argument("feeds", nargs=-1, required=True)
@booked
@click.option(*TO, type=click.Path(path_type=Path), help="File of JSON lines that articles are added to; `-` prints.")
@click.option("--state", type=click.Path(path_type=Path), help="File that remembers what was given; else in your data.")
@click.option("--every", type=click.FloatRange(min=1), metavar="MINUTES", help="Go on, and ask the feeds so often.")
@common
@click.pass_obj
def follow(run: Run, feeds: tuple[str, ...], to: Path | None, state: Path | None, every: float | None) -> int:
    """Fetch what is new in FEEDS (addresses of RSS or Atom, or OPML files that list them), each article once.

    Articles are read and filed in a book, or written with --to as JSON lines that the other commands read. A feed is
    asked only for what has changed, robots.txt is respected, and what fails is left alone for longer each time.
    """
    settings = run.settings()
    named = settings["book"] is not None and not settings.source("book").startswith("DYADBOOK_")
    if (to is not None and named) or (to is None and settings["book"] is None):  # --to wins over the environment
        raise UsageError("say where the articles go: into a book (--book) or into a file (--to).")
    from dyadbook import intake

    say = run.sayer()
    kept = state or intake.state_file(to or settings["book"])
    code = _round(feeds, kept, to, settings, say)
    while every is not None and code != 130:
        time.sleep(every * 60)
        code = _round(feeds, kept, to, settings, say)
    return code


def _round(feeds: tuple[str, ...], kept: Path, to: Path | None, settings: Any, say: Any) -> int:
    """Ask the feeds once; what was given is remembered when it is filed, so a run that breaks off loses nothing."""
    from dyadbook import intake

    state = intake.FollowState.load(kept)
    filed.note_left_alone(intake.left_alone(feeds, state), say)
    articles = intake.follow(feeds, state, settings=settings)
    if to is not None:
        try:
            return filed.write_articles(articles, to, say)
        finally:
            state.save(kept)
    from dyadbook import bookkeeping

    with filed.ending_well(), filed.progress(say) as seen:
        added = bookkeeping.add_articles(articles, feeds, settings=settings, seen=seen, met=filed.Met(say))
    if added.outcome == "done":
        state.save(kept)
    code = filed.show_added(added, settings["book"], say)
    return 0 if added.outcome == "done" and not added.problems else code


@click.command(
    name="import",
    epilog=ending("dyadbook import events.icews.tab --format icews --book mybook"),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice(["gdelt", "icews", "polecat"]), help="Their format.")
@booked
@AS_JSON
@common
@click.pass_obj
def import_(run: Run, files: tuple[Path, ...], form: Any, as_json: bool) -> int:
    """File the events of other coders in a book, as reports without articles; they say `imported` wherever they stand.

    FILES are GDELT 2.0 events (61 columns), ICEWS or POLECAT, packed or not.
    """
    settings = run.settings()
    from dyadbook import bookkeeping, intake

    say = run.sayer()
    with filed.ending_well(), filed.progress(say) as seen:
        readings = intake.imported(files, format=form)
        added = bookkeeping.add_readings(
            readings, list(map(str, files)), settings=settings, seen=seen, met=filed.Met(say)
        )
    return filed.show_added(added, settings["book"], say, rows=True, as_json=as_json)


INTAKE: tuple[click.Command, ...] = (follow, import_)
