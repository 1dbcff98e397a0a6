"""Return the issues between countries that a text names, with the words that name them.

The vocabulary is data/issues.csv: id, name and patterns, all of our own writing, and a user's file of the same columns
(`use_issues`, the setting issues.file), whose row takes the place of ours with the same id. A pattern is a regular
expression in which a space stands for any run of spaces and hyphens. Its first three letters (or two and a space) index
it, so a text is scanned once however many issues there are.
A pattern ends at a word boundary and ignores case, but for what stands in (?-i:...).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dyadbook.errors import UsageError

from .tables import read_rows

# A space, a hyphen, or a line's end that ends no paragraph: hard-wrapped text is read, two blocks are never joined.
_GAP = r"(?:[^\S\n]|[‐‑–-]|\n(?!\s*\n))"
_FIRST = re.compile(r"(?:\(\?-i:)?([^\W\d_]{2})(?:([^\W\d_])|\)? )")
_START = re.compile(rf"(?<!\w)[^\W\d_]{{2}}(?:[^\W\d_]|{_GAP})")
_CHOICE = re.compile(r"\(\?:([^()]*)\)(?!\?)")
_own: list[Issue] = []


@dataclass(frozen=True, slots=True)
class Issue:
    """What a matter between parties is about; `patterns` are the forms of words that name it."""

    id: str
    name: str
    patterns: tuple[str, ...]


def use_issues(file: Path | None) -> None:
    """Read a user's own issues from this file from now on; None: ours alone.

    Raises: UsageError that says which row is wrong and why.
    """
    own = [_checked(row, file, line) for line, row in enumerate(_rows_of(file), 2)] if file is not None else []
    _own[:] = own
    for made in (issues, _index, _pattern):
        made.cache_clear()


def _rows_of(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file} cannot be read as issues: {error}. It is a CSV file in UTF-8.") from error
    if rows and not {"id", "name", "patterns"} <= set(rows[0]):
        raise UsageError(f"{file}: its columns are {', '.join(rows[0])}; name them id, name, patterns.")
    return rows


def _checked(row: dict[str, str], file: Path, line: int) -> Issue:
    """Return the issue of a row of the user's, after its patterns were tried."""
    where, patterns = f"{file}, line {line}", tuple(part.strip() for part in (row["patterns"] or "").split(" | "))
    if not re.fullmatch(r"[a-z][a-z0-9_]*", row["id"] or "") or not row["name"] or not all(patterns):
        raise UsageError(f"{where}: give an id in small letters (fishing_rights), a name and at least one pattern.")
    for pattern in patterns:
        try:
            for form in _forms(pattern):
                _first_letters(form)
                _compile(form)
        except (re.error, ValueError) as error:
            raise UsageError(f"{where}: the pattern {pattern!r} cannot be used: {error}.") from error
    return Issue(row["id"], row["name"], patterns)


@cache
def issues() -> Mapping[str, Issue]:
    """Return the issues by id, a user's own among them."""
    rows = read_rows("issues")
    ours = (Issue(row["id"], row["name"], tuple(row["patterns"].split(" | "))) for row in rows)
    return MappingProxyType({issue.id: issue for issue in (*ours, *_own)})


def find_issues(text: str) -> list[tuple[str, int, int]]:
    """Return (issue id, start, end) for all words that name an issue, by place; two issues may share words.

    Units: Unicode code points, end exclusive. Of forms of one issue that overlap, the first and longest counts.
    """
    index = _index()
    found: list[tuple[str, int, int]] = []
    last_end: dict[str, int] = {}
    for word in _START.finditer(text):
        start, key = word.start(), _key(word[0])
        for issue in index.get(key, ()):
            if start >= last_end.get(issue, 0) and _pattern(key, issue).match(text, start):
                last_end[issue] = _longest_end(text, start, index[key][issue])
                found.append((issue, start, last_end[issue]))
    return found


def _longest_end(text: str, start: int, forms: list[str]) -> int:
    """Return where the longest of the forms that match here ends; an alternation alone gives the first that matches."""
    return max(match.end() for form in forms if (match := _compile(form).match(text, start)))


@cache
def _index() -> dict[str, dict[str, list[str]]]:
    """Return the forms of each issue by the letters that they begin with."""
    forms: dict[str, dict[str, list[str]]] = {}
    for issue in issues().values():
        for pattern in issue.patterns:
            for form in _forms(pattern):
                forms.setdefault(_first_letters(form), {}).setdefault(issue.id, []).append(form)
    return forms


@cache
def _pattern(key: str, issue: str) -> re.Pattern[str]:
    """Return one pattern for all forms of an issue under a key.

    Compiled when its letters first turn up: all at once would cost a single article 0.2 s.
    """
    return _compile("|".join(_index()[key][issue]))


@cache
def _compile(form: str) -> re.Pattern[str]:
    """Return the pattern of a form, or of several with | between, from one word boundary to another."""
    spaced = form.replace(" ?", f"{_GAP}*").replace(" ", f"{_GAP}+")
    return re.compile(rf"(?:{spaced})(?!\w)", re.IGNORECASE)


def _key(letters: str) -> str:
    """Return the key of the first three characters of a word, whatever joins a shorter word to the next."""
    return letters.casefold() if letters.isalpha() else f"{letters[:2].casefold()} "


def _forms(pattern: str) -> list[str]:
    """Return the pattern once for each choice that it may begin with."""
    choice = _CHOICE.match(pattern)
    return [first + pattern[choice.end() :] for first in choice[1].split("|")] if choice else [pattern]


def _first_letters(form: str) -> str:
    """Return the key that indexes a form: its first three letters, or two and a space.

    Raises: ValueError when it does not begin so, a fault of the table.
    """
    match = _FIRST.match(form)
    if match is None:
        raise ValueError(f"{form!r} begins with fewer than two letters and a space")
    return f"{match[1]}{match[2] or ' '}".casefold()
