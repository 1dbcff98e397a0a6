"""Parse the command that draws figures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dyadbook.cli.ask import looked_at, narrowing, undated
from dyadbook.cli.book import booked
from dyadbook.cli.options import PERIODS, TO, Run, common, ending, most
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.charts import Svg
    from dyadbook.charts.specs import Link

_KINDS = ("dyad", "balance", "issues", "among", "map")

_NARROWED = ("since", "until", "type", "said_by", "issue", "imported")


@click.command(
    epilog=ending(
        "dyadbook plot dyad USA PRK --book mybook --synthetic with -o figure.svg",
        "dyadbook plot balance USA PRK --book mybook --synthetic with --by year -o balance.csv",
        "dyadbook plot issues USA PRK --book mybook --synthetic with --since 2018-01-01 -o issues.svg",
        "dyadbook plot map --book mybook --synthetic with -o map.svg",
    )
)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("parties", nargs=-1)
@booked
@click.option(
    *TO, required=True, type=click.Path(path_type=Path),
    help="File whose name ends in .svg, .png, .pdf or .csv; - is SVG on standard output.",
)  # fmt: skip
@narrowing(*_NARROWED)
@undated
@click.option("--by", type=click.Choice(PERIODS), default="month", help="Periods of a balance.")
@most(200, "Events", was=("--newest",))
@click.option("--links", metavar="URL", help="Address of the served pages: each mark of an SVG leads to its event.")
@click.option(
    "--synthetic",
    type=click.Choice(["apart", "only", "with"]),
    help="Example texts: apart (left out), only, or with the others.",
)
@common
@click.pass_obj
def plot(
    run: Run,
    /,
    kind: str,
    parties: tuple[str, ...],
    to: Path,
    by: str,
    most: int | None,
    links: str | None,
    **asked: Any,
) -> int:
    """Draw a figure: a dyad's timeline, its balance over time, its issues, or what several parties have in common.

    A filled mark is told as done; a hollow one is still to come (promised, threatened), dashed where it is supposed,
    crossed where it was denied or did not happen. A balance has what is told as done alone. With `--undated published`
    a mark with a slit, or the pale part of a bar, stands where it does only by its publication.

    `map` takes no party: it draws the dyads most told of in the last 90 days between their capitals.
    The figure says what was asked and left out. A CSV file holds the data of the same figure.
    """
    from dyadbook.charts.files import form_of

    printed = str(to) == "-"
    form = "svg" if printed else form_of(to)
    if kind == "map" and (parties or any(asked[name] not in (None, "with") for name in _NARROWED)):
        raise UsageError("`plot map` shows the whole book's last days: give no party and no filter.")
    if kind not in ("dyad", "balance") and asked["undated"] == "published":
        raise UsageError(f"`plot {kind}` has no place for what has no date: `--undated` is of `dyad` and `balance`.")
    if kind not in ("among", "map") and len(parties) != 2:
        raise UsageError(f"`plot {kind}` takes two parties, as in USA PRK; `plot among` takes three or more.")
    settings = run.settings(dyad__synthetic=asked.pop("synthetic", None))
    from dyadbook import bookkeeping

    book = bookkeeping.open_book(settings=settings)
    asked["synthetic"] = looked_at(book, settings)
    chart = _chart(kind, book, parties, by, most, links, asked)
    say = run.sayer()
    if printed:
        sys.stdout.write(chart.standalone() + "\n")
    else:
        chart.save(to, form)
        say.note(f"wrote {to}")
    say.note(chart.chart.filter)
    return 0


def _chart(
    kind: str, book: Any, parties: tuple[str, ...], by: Any, most: int | None, links: str | None, asked: Any
) -> Svg:
    """Return the chart that is asked for."""
    from dyadbook import charts, questions

    link, undated = _link(links), asked.pop("undated")
    if kind == "map":
        return _map(book, links, asked)
    if kind == "balance":
        series = questions.series(book, *parties, by=by, undated=undated, **asked)
        page = questions.dyad(book, *parties, most=0, **asked)
        return charts.balance(series, examples=page.has_synthetic)
    if kind == "among":
        return charts.among(questions.among(book, *parties, most=most, **asked), link=link)
    page = questions.dyad(book, *parties, most=most, **asked)
    if kind == "dyad":
        return charts.timeline(page, link=link, undated=undated)
    only = questions.filter_of(**asked).issue
    shown = [one.issue for one in page.issues[: charts.MOST_ISSUES] if only in (None, one.issue)]
    entries = {
        issue: questions.dyad(book, *parties, most=most, **(asked | {"issue": issue})).timeline for issue in shown
    }
    return charts.issues(page, entries, link=link)


def _link(links: str | None) -> Link:
    """Return what gives the address of an event: at the served pages, or none."""
    from dyadbook.charts.specs import event_link

    if links is None:
        return lambda entry, number: None
    base = links.rstrip("/")
    return lambda entry, number: f"{base}{path}" if (path := event_link(entry, number)) else None


def _map(book: Any, links: str | None, asked: dict[str, Any]) -> Svg:
    """Return the map of the dyads most told of in a book's last days."""
    from dyadbook import charts, questions

    page = questions.home(book, synthetic=asked["synthetic"])
    base = None if links is None else links.rstrip("/")
    return charts.dyad_map(
        page,
        dyad=lambda a, b: None if base is None else f"{base}/dyad/{a}/{b}",
        party=lambda party: None if base is None else f"{base}/country/{party}",
        examples=asked["synthetic"] != "apart",
    )
