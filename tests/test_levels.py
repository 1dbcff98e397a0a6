"""The levels of the package: who may import whom, and where each outside dependency comes in."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from book_filing import items

from dyadbook.book.book import Book

SOURCE = Path(__file__).resolve().parent.parent / "src"
PACKAGE = SOURCE / "dyadbook"

LEVELS = {
    "errors": 0,
    "days": 1,
    "phrases": 1,
    "records": 1,
    "schemas": 1,
    "settings": 1,
    "ontology": 1,
    "world": 2,
    "models": 2,
    "date_words": 2,
    "pages": 2,
    "tellers": 2,
    "answers": 2,
    "sources": 3,
    "asked": 3,
    "lookup": 3,
    "coder": 3,
    "steps": 3,
    "reader": 4,
    "views": 4,
    "book": 4,
    "engines": 4,
    "given": 4,
    "narrowing": 5,
    "formats": 5,
    "charts": 5,
    "verbs": 6,
    "questions": 6,
    "bookkeeping": 6,
    "intake": 6,
    "cli": 7,
    "mcp_server": 7,
    "web": 7,
}
# Imports that the levels would not allow, each with its reason.
LEVEL_EXCEPTIONS = {
    ("dyadbook", "bookkeeping"): "the package's own names are imported when they are first asked for",
    ("dyadbook", "settings"): "the package's own names are imported when they are first asked for",
    ("dyadbook", "verbs"): "the package's own names are imported when they are first asked for",
    ("__main__", "cli"): "python -m dyadbook is the command line",
}
# What the packages of steps may import of each other: those before. Modules beside them are the steps themselves, which
# may ask all of these, and what all share.
STEP_PACKAGES = ("language", "timex", "place", "genres", "naming", "saying", "standing", "acts", "when")
# Where an outside dependency may be imported: one module; where there are more, the reason stands beside it.
HOMES = {
    "ahocorasick": {"world.lexicon"},
    "anyio": {"web.http"},
    "charset_normalizer": {"sources.decode"},
    # the command line is parsed in these: what commands share, those that ask one thing, keep or correct a book, and
    # the others.
    "click": {
        "cli.articles",
        "cli.ask",
        "cli.book",
        "cli.commands",
        "cli.decide",
        "cli.follow",
        "cli.lookups",
        "cli.mcp",
        "cli.options",
        "cli.plot",
        "cli.serve",
        "cli.site",
        "cli.world",
    },
    "deltalake": {"book.tables"},
    "duckdb": {"book.sql"},
    "fastapi": {"web.http"},
    "fastwarc": {"sources.warc"},
    "feedparser": {"sources.feeds"},
    "httpx": {"sources.url"},
    "jinja2": {"formats.marked"},
    "lxml": {"sources.dom"},
    "mcp": {"mcp_server.server"},
    # arrays are what models pass on: decoding, links and the graphs all work on them.
    "numpy": {"models.decode", "models.links", "models.model", "models.scores", "models.session"},
    "onnxruntime": {"models.session"},
    "platformdirs": {"settings"},
    "py3langid": {"sources.language"},
    # schemas writes tables; sources.tables reads those of others, from bytes too; the book's are read file by file.
    "pyarrow": {"book.arrow", "schemas", "sources.tables"},
    "ray": {"engines.ray"},
    "rensa": {"book.copies"},
    # what a terminal shows is drawn in these: its parts, readings, items of pages and answers, a dyad's page, progress.
    "rich": {
        "formats.dyad_terminal",
        "formats.items_terminal",
        "formats.progress",
        "formats.reading_terminal",
        "formats.terminal",
    },
    "striprtf": {"sources.bulk_files"},
    "starlette": {"web.http"},
    "tokenizers": {"models.pieces"},
    "trafilatura": {"sources.html"},
    # pages and assistants are served by it.
    "uvicorn": {"cli.serve", "mcp_server.server"},
    "vl_convert": {"charts.files"},
}
# msgspec is what records are made of: whoever makes or changes a record uses it.
EVERYWHERE = {"msgspec"}


def _modules() -> dict[str, Path]:
    """Return each module's file by its name within the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        found[".".join(parts) or "dyadbook"] = path
    return found


def _imports(name: str, path: Path) -> set[str]:
    """Return the full names of all that a module imports, at its top or in its functions."""
    package = ["dyadbook", *([] if name == "dyadbook" else name.split("."))]
    if path.name != "__init__.py":
        package.pop()
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            home = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{home}.{alias.name}" for alias in node.names}
    return found


MODULES = _modules()
IMPORTS = {name: _imports(name, path) for name, path in MODULES.items()}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_imports_only_from_its_own_level_or_below(name: str) -> None:
    part = name.split(".")[0]
    above = []
    for imported in IMPORTS[name]:
        names = imported.split(".")
        if names[0] != "dyadbook" or len(names) < 2 or names[1] == "__version__":
            continue
        other = names[1]
        assert other in LEVELS, f"{name} imports {imported}: give {other} a level"
        if other == part or (part, other) in LEVEL_EXCEPTIONS:
            continue
        assert part in LEVELS, f"{name} has no level and is no known exception"
        if LEVELS[other] > LEVELS[part]:
            above.append(imported)
    assert above == []


@pytest.mark.parametrize("package", STEP_PACKAGES)
def test_a_package_of_steps_imports_only_those_before_it(package: str) -> None:
    later = STEP_PACKAGES[STEP_PACKAGES.index(package) + 1 :]
    names = [name for name in MODULES if name.startswith(f"steps.{package}.")]
    assert names
    assert [
        i for name in names for i in IMPORTS[name] if i.startswith(tuple(f"dyadbook.steps.{p}." for p in later))
    ] == []


def test_every_package_of_steps_has_its_place() -> None:
    assert {name.split(".")[1] for name in MODULES if name.startswith("steps.") and name.count(".") == 2} == set(
        STEP_PACKAGES
    )


def test_no_exception_to_the_levels_is_out_of_use() -> None:
    used = {
        (name.split(".")[0], imported.split(".")[1])
        for name, imports in IMPORTS.items()
        for imported in imports
        if imported.startswith("dyadbook.")
    }
    assert set(LEVEL_EXCEPTIONS) <= used


def test_each_outside_dependency_is_imported_in_one_module() -> None:
    homes: dict[str, set[str]] = {}
    for name, imports in IMPORTS.items():
        for imported in imports:
            outside = imported.split(".")[0]
            if outside not in sys.stdlib_module_names and outside not in EVERYWHERE | {"dyadbook"}:
                homes.setdefault(outside, set()).add(name)
    assert homes == HOMES


def _loaded(statement: str) -> set[str]:
    """Return the modules that are loaded after a statement in a fresh process."""
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import dyadbook", "import dyadbook.cli.commands", "import dyadbook.formats"])
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    heavy = {
        "deltalake",
        "duckdb",
        "pyarrow",
        "rich",
        "lxml",
        "trafilatura",
        "httpx",
        "ray",
        "jinja2",
        "py3langid",
        "numpy",
        "msgspec",
        "ahocorasick",
        "onnxruntime",
        "tokenizers",
        "fastwarc",
        "feedparser",
    }
    assert not heavy & _loaded(statement)


@pytest.mark.parametrize(
    "asked", ["find there", "dyad USA PRK", "series USA PRK", "pending", "changes --since 2020", "runs", "problems"]
)
def test_who_asks_a_book_does_not_wait_for_what_reads_articles(asked: str, tmp_path: Path) -> None:
    Book.create(tmp_path).add(items(0, 2), "run")
    Book.open(tmp_path).index.close()  # made by whoever asks first, who waits for more
    call = f"call([*{asked.split()!r}, '--book', {str(tmp_path)!r}, '--quiet'])"
    unseen = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):"
    loaded = _loaded(f"from dyadbook.cli.commands import call\n{unseen} assert {call} == 0")
    assert not {"dyadbook.reader", "dyadbook.sources", "dyadbook.models", "trafilatura"} & loaded
