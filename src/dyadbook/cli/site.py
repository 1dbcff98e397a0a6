"""Parse the command that writes the pages of a book as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dyadbook.cli.book import booked
from dyadbook.cli.options import Run, common, ending
from dyadbook.cli.say import Sayer
from dyadbook.phrases import count_words

if TYPE_CHECKING:
    from dyadbook.web.site import Progress


@click.command(epilog=ending("dyadbook site pages-of-mybook --book mybook"))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@booked
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=0.3, show_default=True,
    help="Leave out records whose confidence is under this.",
)  # fmt: skip
@click.option("--dyads", type=click.IntRange(1), help="So many dyads, those most told of; else all.")
@click.option(
    "--synthetic",
    type=click.Choice(["apart", "only", "with"]),
    help="Example texts: apart (left out), only, or with the others; else shown where there is nothing else.",
)
@common
@click.pass_obj
def site(run: Run, /, out: Path, threshold: float, dyads: int | None, synthetic: Any) -> int:
    """Write the pages of a book into the folder OUT: they open from disk, with no server, and can be published.

    Of each record one sentence is shown, and the link, never a whole article. What a former site in OUT holds and the
    book no more, as after `dyadbook forget`, is removed.
    """
    settings = run.settings(dyad__synthetic=synthetic)
    chosen = settings["dyad.synthetic"] if settings.source("dyad.synthetic") != "default" else None
    from dyadbook import bookkeeping
    from dyadbook.web.site import write_site

    say = run.sayer()
    book = bookkeeping.open_book(settings=settings)
    with _progress(say) as seen:
        written = write_site(book, out, synthetic=chosen, threshold=threshold, dyads=dyads, seen=seen)
    parts = [
        f"{count_words(written.pages, 'page')} of {count_words(written.dyads, 'dyad')} in {out}: "
        f"open {out / 'index.html'}",
        f"{count_words(written.left_out, 'dyad')} left out" if written.left_out else None,
        f"{count_words(written.files_gone, 'file')} of the site before removed" if written.files_gone else None,
        "example texts are shown, and every page says so" if written.synthetic != "apart" else None,
    ]
    say.note("; ".join(filter(None, parts)))
    return 0


@contextmanager
def _progress(say: Sayer) -> Iterator[Callable[[Progress], None]]:
    """Return what shows how far the writing is, where a person looks on."""
    if say.quiet or not sys.stderr.isatty():
        yield lambda seen: None
        return
    from dyadbook.formats.progress import progress as shown

    with shown() as tell:

        def show(seen: Progress) -> None:
            if not seen.pages:
                tell(seen.articles, seen.total_articles, 0, "taken in")
            elif not seen.pages % 20:
                tell(seen.total_articles, None, 0, f"{seen.pages} of {seen.total_pages} pages")

        yield show
