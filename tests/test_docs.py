"""What the documents say is true: links lead somewhere, commands and options are there, and so is what is named."""

from __future__ import annotations

import ast
import csv
import gzip
import importlib
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import click
import pytest

from dyadbook.book import groups, likeness, links, pairs
from dyadbook.cli.commands import cli
from dyadbook.settings import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OF_TODAY = [path for path in DOCUMENTS if path.name not in {"CHANGELOG.md", "experiments.md"}]
"""Documents of what is so now; the others tell what was."""
LINK = re.compile(r"\]\(([^()\s]+)\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
WORLD = ROOT / "src" / "dyadbook" / "world" / "data"
each_of_today = pytest.mark.parametrize("document", OF_TODAY, ids=lambda path: str(path.relative_to(ROOT)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(document: Path) -> None:
    nowhere = []
    for link in LINK.findall(_prose(document)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, heading = link.partition("#")
        target = document.parent / name if name else document
        if not target.exists() or (heading and heading not in _anchors(target)):
            nowhere.append(link)
    assert nowhere == []


def test_every_document_is_reached_from_the_readme() -> None:
    seen, left = set[Path](), [ROOT / "README.md"]
    while left:
        document = left.pop()
        seen.add(document)
        linked = {(document.parent / link.partition("#")[0]).resolve() for link in LINK.findall(_prose(document))}
        left += [path for path in linked - seen - set(left) if path.suffix == ".md" and path.is_file()]
    assert {*DOCUMENTS} - seen <= {ROOT / "CHANGELOG.md"}


def test_the_index_of_the_experiments_leads_to_each_of_them() -> None:
    page = ROOT / "docs" / "experiments.md"
    index, *sections = page.read_text("utf-8").partition("\n## Index\n")[2].split("\n## ")
    headings = {_anchor(section.partition("\n")[0]) for section in sections}
    assert headings - {link.removeprefix("#") for link in LINK.findall(index)} == set()


# Commands


@each_of_today
def test_every_command_of_a_block_can_be_called_so(document: Path) -> None:
    faults = [f"{line}: {fault}" for line in _called(document) if (fault := _fault_of(line))]
    assert faults == []


@each_of_today
def test_every_command_and_option_that_is_named_is_there(document: Path) -> None:
    unknown = []
    for code in _codes(document):
        words = _arguments(code)
        if words:
            command = _command(words)
            known = _options(cli) | _options(command) if command else set[str]()
            unknown += [code for word in words if word.startswith("--") and word.partition("=")[0] not in known]
            unknown += [code] * (command is None)
        elif re.match(r"--[a-z]", code) and re.split(r"[ =]", code)[0] not in _all_options():
            unknown.append(code)
    assert unknown == []


@each_of_today
def test_every_module_that_is_run_is_there_and_takes_its_options(document: Path) -> None:
    unknown = []
    for code in _codes(document) + _lines(document):
        if run := re.match(r"(?:\$PY|python) -m ((?:benchmarks|training|tools)[\w.]*)(.*)", code):
            path = ROOT / run[1].replace(".", "/")
            source = next((one for one in (path.with_suffix(".py"), path / "__main__.py") if one.exists()), None)
            options = re.findall(r"--[a-z-]+", run[2])
            if source is None or any(option not in source.read_text("utf-8") for option in options):
                unknown.append(code)
    assert unknown == []


# What is named


@each_of_today
def test_every_file_of_the_repository_that_is_named_is_there(document: Path) -> None:
    package = ROOT / "src" / "dyadbook"
    folders = (ROOT, package, document.parent)
    data = tuple(ROOT.glob("src/dyadbook/*/data"))
    ours = {path.name for folder in (ROOT, package) for path in folder.iterdir() if path.is_dir()}
    missing = []
    for code in _codes(document):
        if re.fullmatch(r"[\w-]+(/[\w.*-]+)+/?", code) and code.partition("/")[0] in ours - {"out"}:
            missing += [code] * (not any(any(folder.glob(code)) for folder in folders))
        elif re.fullmatch(r"\w+\.py", code) or (
            code.endswith(".csv") and "/" not in code and document.name == "coding.md"
        ):
            missing += [code] * (not any((folder / code).exists() for folder in (*folders, *data)))
    assert missing == []


@each_of_today
def test_every_name_that_is_said_to_stand_in_a_file_stands_there(document: Path) -> None:
    missing = []
    for named in re.finditer(r"((?:`\w+`(?:, | and )?)+) in\s+`([\w/]+/\w+\.py)`", _prose(document)):
        source = next(
            (folder / named[2] for folder in (ROOT, ROOT / "src/dyadbook") if (folder / named[2]).exists()), None
        )
        text = source.read_text("utf-8") if source else ""
        missing += [
            f"{name} in {named[2]}" for name in re.findall(r"`(\w+)`", named[1]) if not re.search(rf"\b{name}\b", text)
        ]
    assert missing == []


@each_of_today
def test_every_name_of_the_package_is_there(document: Path) -> None:
    missing = [code for code in _codes(document) if re.match(r"dyadbook\.\w", code) and not _resolves(code)]
    for language, block in BLOCK.findall(document.read_text("utf-8")):
        if language == "python":
            missing += [name for name in _imported(block) if not _resolves(name)]
    assert missing == []


@each_of_today
def test_every_setting_that_is_named_is_one(document: Path) -> None:
    names = {setting.name for setting in SETTINGS}
    sections = {name.partition(".")[0] for name in names if "." in name}
    named = {code for code in _codes(document) if re.fullmatch(rf"(?:{'|'.join(sections)})\.(?!csv)[a-z_]+", code)}
    variables = set(re.findall(r"\bDYADBOOK_[A-Z_]+", document.read_text("utf-8")))
    known = {f"DYADBOOK_{name.upper().replace('.', '_')}" for name in names} | {"DYADBOOK_CONFIG", "DYADBOOK_PASSWORD"}
    assert (named - names, variables - known) == (set(), set())


# What is counted


def test_the_tables_of_the_world_have_about_as_many_rows_as_their_document_says() -> None:
    page = (ROOT / "docs" / "world.md").read_text("utf-8")
    listed = {
        name: _number(rows) for name, rows in re.findall(r"^\| ([\w.]+\.csv(?:\.gz)?) \| ([\d,]+) \|", page, re.M)
    }
    assert set(listed) == {path.name for path in WORLD.glob("*.csv*")}
    _nearly(listed, {name: len(_rows(WORLD / name)) for name in listed})


def test_the_sources_of_offices_have_about_as_many_rows_as_their_document_says() -> None:
    page = (ROOT / "docs" / "world.md").read_text("utf-8").partition("\n## Offices\n")[2]
    listed = {name: _number(rows) for name, rows in re.findall(r"^\| (\w+) \| ([\d,]+) \|", page, re.M)}
    head, *rows = _rows(WORLD / "offices.csv", head=True)
    _nearly(listed, Counter(row[head.index("source")] for row in rows))


def test_the_numbers_of_merging_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "merging.md").read_text("utf-8")
    rules = page.partition("\n## When two reports are one event\n")[2].partition("\n## ")[0]
    told = {float(number) for number in re.findall(r"(?<![\d.])\.\d\d\b", rules)}
    values = [value for module in (likeness, pairs, groups, links) for value in vars(module).values()]
    numbers = {round(abs(value), 3) for value in values if isinstance(value, float)}
    numbers |= {round(abs(value) / pairs.UNIT, 3) for value in values if isinstance(value, int)}
    assert told - numbers == set()


# What the tests above read


def _prose(document: Path) -> str:
    """Return a document without its blocks of code."""
    return re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.M | re.S)


def _anchors(document: Path) -> set[str]:
    """Return what the headings of a document are linked by."""
    headings = re.findall(r"^#+ (.+)$", _prose(document), re.M)
    return set(map(_anchor, headings))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _codes(document: Path) -> list[str]:
    """Return what stands between backticks in a document's prose."""
    codes = re.findall(r"`([^`\n]+(?:\n[^`\n]+)?)`", _prose(document))
    return [code.replace("\n", " ").replace("\\|", "|") for code in codes]


def _lines(document: Path) -> list[str]:
    """Return the lines of a document's blocks of commands."""
    blocks = (body for language, body in BLOCK.findall(document.read_text("utf-8")) if language in {"", "bash", "sh"})
    return [line.removeprefix("$ ").strip() for body in blocks for line in body.replace("\\\n", " ").splitlines()]


def _called(document: Path) -> Iterator[str]:
    """Yield the lines of a document's blocks that call the program."""
    return (line for line in _lines(document) if _arguments(line))


def _arguments(line: str) -> list[str]:
    """Return what a line of a shell gives the program; nothing where it calls none."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    try:
        words = list(lexer)
    except ValueError:  # prose with an apostrophe
        return []
    while words and re.match(r"[A-Z_]+=", words[0]):
        words.pop(0)
    ends = [number for number, word in enumerate(words) if word in {"|", "<", ">"}]
    return words[1 : min(ends, default=None)] if words[:1] == ["dyadbook"] else []


def _fault_of(line: str) -> str:
    """Return what is wrong with a call; the empty text where it could be made, were its files there."""
    try:
        with ExitStack() as stack:  # closes the files that are named
            context = stack.enter_context(cli.make_context("dyadbook", _arguments(line)))
            while isinstance(context.command, click.Group):
                name, command, rest = context.command.resolve_command(
                    context, [*context._protected_args, *context.args]
                )
                assert command is not None
                context = stack.enter_context(command.make_context(name, rest, parent=context))
    except click.exceptions.Exit:
        return ""
    except click.ClickException as error:
        told = error.format_message()
        return "" if re.search(r"does not exist|No such file", told) else told
    return ""


def _command(words: list[str]) -> click.Command | None:
    """Return the command that words name as far as they name one; None where there is none of that name."""
    command: click.Command = cli
    for word in words:
        if not isinstance(command, click.Group) or word.startswith("-") or not word.islower():
            break
        if word not in command.commands:
            return None
        command = command.commands[word]
    return command


def _options(command: click.Command) -> set[str]:
    return {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help"}


@cache
def _all_options(command: click.Command = cli) -> frozenset[str]:
    under = command.commands.values() if isinstance(command, click.Group) else ()
    return frozenset(_options(command)).union(*map(_all_options, under))


def _imported(block: str) -> Iterable[str]:
    """Return the names of the package that a block of Python imports."""
    for node in ast.walk(ast.parse(block)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dyadbook"):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _resolves(code: str) -> bool:
    """Return whether a dotted name of the package, called or not, is there."""
    module, *names = re.split(r"[^\w.]", code)[0].rstrip(".").split(".")
    found: object = importlib.import_module(module)
    for name in names:
        module += f".{name}"
        try:
            found = getattr(found, name, None) or importlib.import_module(module)
        except ImportError:
            return code in {"dyadbook.toml", "dyadbook.fish"}
    return True


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _rows(path: Path, *, head: bool = False) -> list[list[str]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text("utf-8")
    return list(csv.reader(line for line in text.splitlines() if not line.startswith("#")))[0 if head else 1 :]


def _nearly(told: dict[str, int], there: dict[str, int]) -> None:
    """Assert that each number is that of the other within a tenth."""
    assert {name for name, number in told.items() if abs(number - there[name]) > 0.1 * there[name]} == set()
