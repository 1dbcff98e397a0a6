"""Write a site: start at the first page, and write each page that one of those written links to."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dyadbook.answers import Filter
from dyadbook.book.book import Book
from dyadbook.book.index_schema import article_of
from dyadbook.book.index_view import View
from dyadbook.book.questions.answer_words import side_name
from dyadbook.book.questions.filters import looked, unasked
from dyadbook.book.questions.parts import dyads_told
from dyadbook.errors import UsageError
from dyadbook.formats.marked import style_sheet, templates
from dyadbook.formats.wording import label, one_line
from dyadbook.pages import DOUBTFUL, Synthetic
from dyadbook.records import Event, Record
from dyadbook.web.site.links import CHART, Files, Page, SiteLinks, beside
from dyadbook.web.site.pages import Site, made
from dyadbook.web.site.published import published_index
from dyadbook.web.site.search import write_search
from dyadbook.web.twins import READ_BY, as_csv, as_json, tables_of
from dyadbook.world import people

THRESHOLD = DOUBTFUL
_LIST = "site.json"
_ALL = 1_000_000
PUBLISHED = "Records whose confidence is under {:.2f} are left out; of each record one sentence is shown, and the link."
_MANY = 1_000  # events that are looked at together


class Progress(Record, frozen=True, kw_only=True):
    """How far the writing is: articles taken in, then pages written of those linked so far."""

    articles: int = 0
    total_articles: int = 0
    pages: int = 0
    total_pages: int = 0


class Written(Record, frozen=True, kw_only=True):
    """What was written."""

    pages: int
    dyads: int
    left_out: int
    files_gone: int
    synthetic: Synthetic


def write_site(
    book: Book,
    out: Path,
    *,
    synthetic: Synthetic | None = None,
    threshold: float = THRESHOLD,
    dyads: int | None = None,
    seen: Callable[[Progress], None] = lambda progress: None,
) -> Written:
    """Return what was written of a book's pages into a folder; files of the site before that are no more are removed.

    `synthetic` None: sources, but example texts where the book holds nothing else. `dyads`: so many, those most told
    of; None: all. Raises: UsageError where the folder holds what is no site, or the book nothing that can be shown.
    """
    before = _before(out)
    with book.index.view() as view:
        chosen = synthetic or _shown_unasked(view)
    total = len(book.store.seen())
    with tempfile.TemporaryDirectory(prefix="dyadbook-site-") as folder:
        index = published_index(
            book.store, Path(folder), chosen, threshold,
            lambda number: seen(Progress(articles=number, total_articles=total)),
        )  # fmt: skip
        try:
            with index.view() as view:
                told = dyads_told(view, "told", "1", (), Filter(synthetic=chosen), _ALL)
                kept = told if dyads is None else told[:dyads]
                allowed = None if dyads is None else {(one.a.id, one.b.id) for one in kept}
                site = Site(index, view, book.store, chosen, kept, threshold)
                files = Files(allowed, _alone(view))
                about = {
                    "threshold": threshold, "examples": chosen != "apart", "left_out": len(told) - len(kept),
                    "version": book.store.last,
                }  # fmt: skip
                names = _write(site, files, out, about, seen)
        finally:
            index.close()
    gone = _clear(out, before - set(names))
    (out / _LIST).write_text(json.dumps(sorted(names), indent=0) + "\n", encoding="utf-8")
    return Written(
        pages=len(files.of), dyads=len(kept), left_out=len(told) - len(kept), files_gone=gone, synthetic=chosen
    )


def _shown_unasked(view: View) -> Synthetic:
    """Return what is shown unasked. Raises: UsageError where there is nothing to show."""
    if not looked(view, "with").articles:
        raise UsageError("the book holds no article: `dyadbook add FILES --book BOOK` files some.")
    return unasked(view)


def _alone(view: View) -> dict[str, tuple[str, int, int]]:
    """Return where the words of each event stand that one article tells: it needs no page to compare reports."""
    rows = view.rows("SELECT event, min(record) FROM reports GROUP BY event HAVING count(*) = 1")
    found = {}
    for at in range(0, len(rows), _MANY):
        part = dict(rows[at : at + _MANY])
        records, kept = view.records(part.values()), view.kept(part)
        refs = view.refs(map(article_of, records))
        for event, record in part.items():
            if isinstance(told := records[record], Event):
                one = told.reports[0]
                found[kept[event].merged.id] = (refs[article_of(record)].id, one.start, one.end)
    return found


def _write(site: Site, files: Files, out: Path, about: dict[str, Any], seen: Callable[[Progress], None]) -> list[str]:
    """Return the files that were written."""
    home = SiteLinks(files)
    home.home(), home.search(), home.page("about"), home.page("runs"), home.page("pending")
    made_of = {one.name: one for one in (*_static("dyadbook.web"), *_static("dyadbook.web.site"))}
    names = [f"static/{name}" for name in ("sheet.css", *made_of)]
    twins: list[str] = []
    (out / "static").mkdir(parents=True, exist_ok=True)
    (out / "static" / "sheet.css").write_text(style_sheet(), encoding="utf-8")
    for name, one in made_of.items():
        (out / "static" / name).write_bytes(one.read_bytes())
    done = 0
    last: list[Page] = []
    while files.waiting:
        page = files.waiting.popleft()
        if page.kind == "search":
            last.append(page)  # it says how many files it looks through
            continue
        twins += _render(site, files, out, page, about)
        done += 1
        seen(Progress(pages=done, total_pages=done + len(files.waiting)))
    parts = write_search(site.view, files, _titles(files), out / "search")
    for page in last:
        _render(site, files, out, page, {**about, "parts": len(parts)})
    return [*names, *files.of.values(), *twins, *(f"search/{name}" for name in parts)]


def _render(site: Site, files: Files, out: Path, page: Page, about: dict[str, Any]) -> list[str]:
    """Return the files that were written beside a page: its record as JSON, tables and charts."""
    file = files.of[page]
    folder, _, _ = file.rpartition("/")
    if folder:
        (out / folder).mkdir(exist_ok=True)
    links = SiteLinks(files, folder)
    template, values = made(site, page, links)
    twins = {beside(file, name): (told, body) for name, told, body in _twins(page, values, about)}
    for name, (_, body) in twins.items():
        (out / name).write_bytes(body)
    shared = {
        "links": links, "site": about, "editor": None, "can_edit": False, "tables": (),
        "twins": [(told, name.rpartition("/")[2]) for name, (told, _) in twins.items() if told],
    }  # fmt: skip
    text = _environment().get_template(template).render(**shared, **values)
    (out / file).write_bytes(text.encode("utf-8", "backslashreplace"))
    return list(twins)


def _twins(page: Page, values: dict[str, Any], about: dict[str, Any]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the twins of a page: the end of the name, what it is in words (none where a link stands above), and it."""
    record = values.get("page")
    if not isinstance(record, Record) or page.kind == "runs":  # runs tell the folders that were read
        return
    read_by = f"{READ_BY} {PUBLISHED.format(about['threshold'])}"
    text = as_json(record, version=about["version"], read_by=read_by).replace(b"<", b"\\u003c")
    yield "json", "JSON", text
    for name, rows in tables_of(record).items():
        if rows:
            yield f"{name}.csv", f"{name} as CSV", as_csv(rows)
    for name, figure in values["figures"].items():
        yield f"{CHART}{name}.svg", "", figure.standalone().encode("utf-8", "backslashreplace")
        yield f"{CHART}{name}.csv", "", figure.csv().encode("utf-8", "backslashreplace")


@cache
def _environment() -> Any:
    """Return the templates: those of a site before those of the server."""
    found = templates("dyadbook.web.site", "dyadbook.web")
    found.filters["asked_words"] = _asked_words
    return found


def _asked_words(words: str) -> str:
    """Return in what it was looked; a site has no filter to be told of."""
    return one_line(words.split(" They are listed by `", 1)[0].split(" `--synthetic", 1)[0])


def _static(package: str) -> Iterable[Any]:
    """Return the style sheets and scripts of a package."""
    return (one for one in (resources.files(package) / "static").iterdir() if one.is_file())


def _titles(files: Files) -> list[tuple[str, str]]:
    """Return the pages that are found by their names."""
    return [
        (file, " – ".join(map(name, page.key))) for page, file in files.of.items() if (name := _NAMES.get(page.kind))
    ]


def _person_name(key: str) -> str:
    known = people().get(f"person/{key}")
    return key if known is None else known.name


_NAMES: dict[str, Callable[[str], str]] = {
    "dyad": side_name, "country": side_name, "person": _person_name, "issue": label,
}  # fmt: skip


def _before(out: Path) -> set[str]:
    """Return the files of the site that lies in a folder. Raises: UsageError where something else does."""
    if not out.exists():
        return set()
    listed = out / _LIST
    if not listed.is_file():
        if not out.is_dir() or any(out.iterdir()):
            raise UsageError(f"{out} is there and no site: name a new folder, or an empty one.")
        return set()
    try:
        return {name for name in json.loads(listed.read_text("utf-8")) if isinstance(name, str)}
    except ValueError as error:
        raise UsageError(f"{listed} cannot be read: remove {out} and write the site anew.") from error


def _clear(out: Path, names: set[str]) -> int:
    """Return how many files of a former site were removed: only such as lie within the folder."""
    root = out.resolve()
    gone = 0
    for name in names:
        path = (out / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            path.unlink()
            gone += 1
    return gone
