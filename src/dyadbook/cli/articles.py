"""Parse the commands that read articles, and show or write what was read of them or of a book."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import click

from dyadbook.cli import output
from dyadbook.cli.ask import looked_at, narrowing
from dyadbook.cli.book import booked, either
from dyadbook.cli.layers import show_layers
from dyadbook.cli.options import TO, Run, common, ending, engined, most, reading
from dyadbook.errors import UsageError

FORMATS = ("csv", "parquet", "gdelt", "icews", "polecat", "plover", "graphml", "gexf", "bibtex")
ASK_A_BOOK = "a book is asked so: `dyadbook add SOURCES --book BOOK` first, then this without SOURCES."
_STEPS = ("sentences", "published", "times", "actors", "places", "statements", "events", "standings", "issues")


@click.command(
    epilog=ending(
        "dyadbook read page.html",
        "dyadbook read page.html --json",
        "dyadbook read page.html --html marked.html",
        "dyadbook read examples --jsonl",
        "dyadbook read table.jsonl --columns text=body,published=day",
        "dyadbook read - < article.txt",
        "dyadbook read https://example.org/news/1.html",
    )
)
@click.argument("sources", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object for one article, else a list.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Print JSON, one article a line, as they are read.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one HTML file of the articles, marked.")
@engined
@reading
@common
@click.pass_obj
def read(
    run: Run,
    sources: tuple[str, ...],
    as_json: bool,
    as_jsonl: bool,
    html: Path | None,
    engine: Any,
) -> int:
    """Read articles: pages, copied texts, folders, tables (JSONL, CSV, Parquet), addresses, "-".

    What was read is shown with its words. What could not be read is told, and the rest is read. With --jsonl an engine
    reads, on all cores; the other forms are made in one process.
    """
    if as_json and as_jsonl:
        raise UsageError("--json and --jsonl are two forms of one result: give one of them.")
    settings = run.settings()
    form: output.Form = "json" if as_json else "jsonl" if as_jsonl else "terminal"
    from dyadbook import verbs

    items = verbs.read_all(list(sources), settings=settings, engine=engine if as_jsonl else None)
    return output.show_readings(items, form, html, run.sayer())


@click.command(
    epilog=ending(
        "dyadbook explain page.html --step actors",
        "dyadbook explain article.txt --step events --json",
    )
)
@click.argument("source")
@click.option("--step", required=True, type=click.Choice(_STEPS), help="The step to look at.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one record a line.")
@reading
@common
@click.pass_obj
def explain(
    run: Run,
    source: str,
    step: str,
    as_json: bool,
) -> int:
    """Show what one step adds to an article: its records, each with its words."""
    settings = run.settings()
    from dyadbook import verbs

    return show_layers(verbs.explain(source, step, settings=settings), as_json, run.sayer())


@click.command(
    epilog=ending(
        "dyadbook dyad USA PRK examples --synthetic only",
        "dyadbook dyad Japan 'North Korea' page.html --synthetic with --html page-of-dyad.html",
        "dyadbook dyad USA PRK examples --synthetic only --json",
        "dyadbook dyad USA PRK --book mybook --synthetic with --since 2018-01-01 --type CONSULT",
        "dyadbook dyad USA PRK --book mybook --synthetic with --brief",
    )
)
@click.argument("a")
@click.argument("b", required=False, metavar="B")
@click.argument("sources", nargs=-1)
@booked
@narrowing("since", "until", "type", "said_by", "issue", "threshold", "imported")
@most(200, "Events and statements of a book's page", was=("--newest",))
@click.option("--all", "all_", is_flag=True, help="Show all that could not be decided, not the first of it.")
@click.option("--brief", is_flag=True, help="Show what stands and the newest events, a line each, without words.")
@click.option("--json", "as_json", is_flag=True, help="Print the page as JSON.")
@click.option("--html", type=click.Path(path_type=Path), help="Write the page as one HTML file.")
@click.option(
    "--synthetic",
    type=click.Choice(["apart", "only", "with"]),
    help="Example texts: apart (left out), only, or with the others.",
)
@reading
@common
@click.pass_obj
def dyad(
    run: Run,
    /,
    a: str,
    b: str | None,
    sources: tuple[str, ...],
    most: int | None,
    all_: bool,
    brief: bool,
    as_json: bool,
    html: Path | None,
    synthetic: str | None,
    **narrowed: Any,
) -> int:
    """Show how two parties stand and what passed between them, from a book or from the articles in SOURCES.

    A and B are codes (USA), ids (org/EU) or names of countries. The days, the type, who says so, the issue and the
    threshold narrow down what a book tells.
    """
    if b is None:
        raise UsageError(
            f"a dyad has two parties: name another, as in `dyadbook dyad {a} PRK`; `dyadbook actor-page {a}` is of one."
        )
    settings = run.settings(dyad__synthetic=synthetic)
    say = run.sayer()
    chosen = {name: value for name, value in narrowed.items() if value not in (None, 0, "with")}
    either(run, sources)
    if sources and chosen:
        raise UsageError(ASK_A_BOOK)
    if not sources:
        from dyadbook import bookkeeping, questions

        book = bookkeeping.open_book(settings=settings)
        book.index.named = settings["book"]
        asked = {**chosen, "synthetic": looked_at(book, settings)}
        page = questions.dyad(book, a, b, most=most, **asked)
        return output.show_page(page, as_json, html, say, all=all_, brief=brief)
    from dyadbook import verbs

    verbs.party_id(a), verbs.party_id(b)  # before an hour of reading
    counted = output.Counted(say.watch(verbs.read_all(list(sources), settings=settings)))
    page = verbs.dyad(counted, a, b, synthetic=settings["dyad.synthetic"])
    return output.show_page(page, as_json, html, say, counted, all=all_, brief=brief)


@click.command(
    epilog=ending(
        "dyadbook export examples --to tables --format csv",
        "dyadbook export page.html article.txt --to tables --format parquet",
        "dyadbook export examples --to gdelt --format gdelt",
        "dyadbook export examples --to network --format graphml",
        "dyadbook export --book mybook --to tables --dyad USA PRK --since 2018-01-01 --threshold 0.5",
    )
)
@click.argument("sources", nargs=-1)
@click.option(*TO, required=True, type=click.Path(path_type=Path), help="Folder, or a file such as events.csv.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Tables (csv, parquet), or a format of the field.")
@booked
@click.option("--dyad", nargs=2, metavar="A B", help="Only what is told of these two parties.")
@click.option(
    "--country",
    multiple=True,
    metavar="COUNTRY",
    help="Only where this country takes part, speaks, is spoken of, or where it is; given again: or this one.",
)
@narrowing("since", "until", "type", "said_by", "issue", "threshold", "imported")
@click.option(
    "--synthetic",
    type=click.Choice(["apart", "only", "with"]),
    help="Example texts: apart (left out), only, or with the others; else with them, marked.",
)
@engined
@reading
@common
@click.pass_obj
def export(
    run: Run,
    /,
    sources: tuple[str, ...],
    to: Path,
    form: str | None,
    engine: Any,
    **narrowed: Any,
) -> int:
    """Write what was read of SOURCES, or all readings of a book: tables with a codebook of their columns, event data
    (GDELT, ICEWS, POLECAT, PLOVER), a network (GraphML, GEXF), or the sources (BibTeX).

    Parties, days, type, who says so, issue and threshold narrow down what of a book is written, as they do for `dyad`:
    an event comes with all its reports. LOSSES.txt beside the files says what a format could not hold, and what the
    filter left out.
    """
    either(run, sources)
    synthetic = narrowed.pop("synthetic")
    chosen = {name: value for name, value in narrowed.items() if value not in (None, 0, (), "with")}
    chosen |= {} if synthetic is None else {"synthetic": synthetic}
    if sources and chosen:
        raise UsageError(ASK_A_BOOK)
    settings = run.settings(export__format=form)
    from dyadbook import bookkeeping, questions, verbs

    say = run.sayer()
    only = None
    if sources:
        items = say.watch(verbs.read_all(list(sources), settings=settings, engine=engine))
        files, count, problems = verbs.export(items, to, format=settings["export.format"])
    else:
        book = bookkeeping.open_book(settings=settings)
        only = questions.chosen(book, **chosen) if chosen else None
        items = say.watch(book.readings(only.articles if only else None))
        files, count, problems = verbs.export(
            items, to, format=settings["export.format"], merged=book.event_of, wrong=book.wrong(), chosen=only
        )
    return output.show_export(files, count, problems, say, only.filter if only else None)


@click.command(
    epilog=ending(
        "dyadbook classify rows.jsonl",
        "dyadbook classify - --always < rows.jsonl",
    )
)
@click.argument("rows", type=click.File("rb"))
@click.option("--always", is_flag=True, help="Give the likeliest type even where `none` is likelier.")
@common
@click.pass_obj
def classify(run: Run, rows: BinaryIO, always: bool) -> int:
    """Say what stands between two spans that you marked: PLOVER type, quad class, modality, probabilities.

    ROWS has one JSON object a line: {"id", "text", "source": [start, end], "target": [start, end]}, in code points of
    the text, end exclusive; "-" is standard input. "trigger": [start, end] marks the words of the act that is meant,
    where the text tells several of the pair. Other fields are passed over. Without source and target the whole text is
    asked, with a source alone whether it acts at nobody. Each answer is a line of JSON; a row that cannot be read says
    why in `problem`.
    """
    settings = run.settings()
    from dyadbook import verbs

    answers = verbs.classify_lines(rows, getattr(rows, "name", "-"), always=always, settings=settings)
    return output.show_answers(answers, run.sayer())


@click.command(
    epilog=ending(
        "dyadbook article 156da5ace16f4aa4 --book mybook",
        "dyadbook article 156da5ace16f4aa4 --book mybook --html marked.html",
        ids=True,
    )
)
@click.argument("id")
@booked
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the text.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one HTML file of the article, marked.")
@common
@click.pass_obj
def article(run: Run, id: str, as_json: bool, html: Path | None) -> int:
    """Show one article of a book, and what was read of it, without what a person called wrong.

    ID is its id (`article` of `dyadbook sql`, of --json), the one that your table gave it (`doc_id`), its title or
    words of it: where several articles have them, they are listed with their ids.
    """
    settings = run.settings()
    from dyadbook import bookkeeping
    from dyadbook.book.questions.event import done_to

    book = bookkeeping.open_book(settings=settings)
    reading = book.named(id)
    with book.index.view() as view:
        done = done_to(view, reading)
    return output.show_readings([reading], "json" if as_json else "terminal", html, run.sayer(), done)


READING: tuple[click.Command, ...] = (read, article, explain, dyad, export, classify)
