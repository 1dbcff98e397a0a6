"""Yield the stories of the bulk exports that libraries sell: Nexis Uni, Factiva, ProQuest; hundreds in a file.

Level 3. Built to the public descriptions of these exports; no real one was at hand. A file becomes lines, its vendor is
known by the marks that it sets between stories, and each story gives its own title, outlet, date and text. What lies
between two marks and shows no story is a problem, and so is a count that differs from the one that the file tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from dyadbook.errors import SourceError
from dyadbook.records import Article, BlockKind, Problem
from dyadbook.sources.article import Found, attempted, build, problem
from dyadbook.sources.names import clean_names
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.stated_dates import NOT_STATED, Stated, read_date

__all__ = ["read_stories", "vendor_of"]

Lines = Sequence[str]
_COUNT = r"(\d[\d,]{0,11})"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_AMERICAN_DAY = re.compile(rf"(?:{_MONTH}) \d{{1,2}}, \d{{4}}\b.{{0,40}}")
_BRITISH_DAY = re.compile(rf"\d{{1,2}} (?:{_MONTH}) \d{{4}}")
_LANGUAGES = "English|French|German|Spanish|Chinese|Japanese|Korean|Russian|Arabic|Portuguese|Italian|Dutch|Turkish"


@dataclass
class _Story:
    """What one story of an export tells."""

    title: str | None = None
    outlet: str | None = None
    published: Stated = NOT_STATED
    authors: tuple[str, ...] = ()
    deck: str | None = None
    body: list[str] = field(default_factory=list)
    url: str | None = None


@dataclass(frozen=True)
class _Vendor:
    """How the exports of a vendor are known, cut and read."""

    name: str
    marks: re.Pattern[str]
    end: re.Pattern[str] | None  # the line that ends a story; None: a line stands before each
    start: re.Pattern[str] | None
    count: re.Pattern[str]
    story: Callable[[Lines], _Story]


def vendor_of(lines: Lines) -> str | None:
    """Return the vendor of an export, None where these lines are none."""
    return next((vendor.name for vendor in _VENDORS if _is_of(vendor, lines)), None)


def read_stories(lines: Lines, where: str, options: SourceOptions) -> Iterator[Article | Problem]:
    """Yield the stories of an export, and the problems: what could not be split, what is not in a story.

    Raises: SourceError where the lines are no export that is known.
    """
    vendor = next((vendor for vendor in _VENDORS if _is_of(vendor, lines)), None)
    if vendor is None:
        raise SourceError("no_export", "it is no export of Nexis Uni, Factiva or ProQuest that is known", where)
    number = 0
    for at, part in _cut(lines, vendor):
        place = f"{where}#{number + 1}"
        story = vendor.story(part)
        if not story.body:
            shown = " / ".join(line for line in part if line)[:80]
            message = f"what stands from line {at} on shows no story and was not read: “{shown}”"
            yield problem(SourceError("not_split", message, where))
            continue
        number += 1
        yield from attempted(partial(_article, story, place, options), place)
    told = max(
        (int(match[1].replace(",", "")) for line in lines if (match := vendor.count.search(line))), default=number
    )
    if told != number:
        message = f"the file says that it holds {told} stories, and {number} were found: look at it, or export it again"
        yield problem(SourceError("count_differs", message, where))


def _is_of(vendor: _Vendor, lines: Lines) -> bool:
    edge = vendor.end or vendor.start
    assert edge is not None
    return any(vendor.marks.match(line) for line in lines) and any(edge.fullmatch(line) for line in lines)


def _cut(lines: Lines, vendor: _Vendor) -> Iterator[tuple[int, Lines]]:
    """Yield (number of the first line, lines) of each stretch between two marks that holds anything."""
    first = 0
    part: list[str] = []
    edge = vendor.end or vendor.start
    assert edge is not None
    for number, line in enumerate((*lines, None), start=1):
        if line is None or edge.fullmatch(line):
            if any(part):
                yield first, part
            part = []
        elif line or part:
            first = number if not part else first
            part.append(line)


def _article(story: _Story, place: str, options: SourceOptions) -> tuple[Article, list[Problem]]:
    article, problems = build(_found(story), source=place, options=options)
    for name, known in (("outlet", story.outlet), ("date", story.published.day or story.published.trouble)):
        if not known:
            message = f"the export tells no {name} for this story, or not where it was looked for"
            problems.append(problem(SourceError(f"no_{name}", message, place), article.id))
    return article, problems


def _found(story: _Story) -> Found:
    blocks: list[tuple[BlockKind, str]] = []
    if story.title:
        blocks.append(("headline", story.title))
    if story.deck:
        blocks.append(("deck", story.deck))
    blocks += [("body", words) for words in story.body]
    return Found(
        blocks=tuple(blocks), title=story.title, authors=story.authors, publisher=story.outlet,
        published=story.published, url=story.url,
    )  # fmt: skip


def _labels(lines: Lines, names: str) -> dict[str, list[str]]:
    """Return the lines of each labelled field, by its name in small letters; what has no label is under ""."""
    pattern = re.compile(rf"(?P<name>{names}):[ \t]*(?P<words>.*)", re.IGNORECASE)
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines:
        if match := pattern.fullmatch(line):
            name = match["name"].lower()
            found.setdefault(name, [])
            line = match["words"]
        if line:
            found[name].append(line)
    return found


# ---- Nexis Uni: title, outlet, day, labelled lines, "Body", the text, labelled lines, "End of Document"

_NEXIS_HEAD = "Copyright|Section|Length|Byline|Dateline|Highlight|Distribution|Publication-Type|Language"
_NEXIS_TAIL = re.compile(
    r"(?:Load-Date|Language|Publication-Type|Journal Code|Subject|Industry|Geographic|Company|Person|Organization):.*"
    r"|Classification|Graphic|Notes|Correction(?:-Date)?:?"
)


def _nexis(lines: Lines) -> _Story:
    body = next((at for at, line in enumerate(lines) if line == "Body"), None)
    if body is None:
        return _Story()
    head = [line for line in lines[:body] if line]
    end = next((at for at in range(body + 1, len(lines)) if _NEXIS_TAIL.fullmatch(lines[at])), len(lines))
    story = _Story(body=[line for line in lines[body + 1 : end] if line])
    day = next((at for at, line in enumerate(head) if _AMERICAN_DAY.fullmatch(line)), None)
    if day is not None:
        story.published = read_date(head[day])
        story.outlet = head[day - 1] if day >= 1 else None
        story.title = head[day - 2] if day >= 2 else None
    labelled = _labels(head[(day or 0) + 1 :], _NEXIS_HEAD)
    story.authors = clean_names(labelled.get("byline", ())[:1])
    story.deck = " ".join(labelled.get("highlight", ())) or None
    return story


# ---- Factiva: either fields with codes of two letters, or lines in a fixed order; "Document" and a number at the end

_CODES = "SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|ART|CLM|NO"
_CODED = re.compile(rf"\|?\s*(?P<code>{_CODES})(?:\s*[|\t]\s*|\s{{2,}}|\s*\Z)(?P<words>.*?)\|?")
_WORDS = re.compile(r"[\d,.]+ words", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:(?:,| and) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})*")
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).*", re.IGNORECASE)


def _factiva(lines: Lines) -> _Story:
    coded: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if match := _CODED.fullmatch(line):
            code = match["code"]
            coded.setdefault(code, [])
            line = match["words"]
        if line.strip("| ") and code:
            coded[code].append(line.strip("| "))
    if "HD" in coded and ("LP" in coded or "TD" in coded):
        return _Story(
            title=" ".join(coded["HD"]), outlet=" ".join(coded.get("SN", ())) or None,
            published=read_date(" ".join(coded.get("PD", ()))), authors=clean_names(coded.get("BY", ())),
            body=coded.get("LP", []) + coded.get("TD", []),
        )  # fmt: skip
    return _factiva_in_order([line for line in lines if line])


def _title_in_order(head: Lines) -> tuple[str | None, Lines]:
    """Return the title and the byline among the lines before the count of words: section, title, byline.

    The section may be missing, and the byline too, or its "By".
    """
    signed = [line for line in head if re.match(r"by\b", line, re.IGNORECASE)]
    others = [line for line in head if line not in signed]
    if not signed and len(others) > 1 and _NAME.fullmatch(others[-1]):
        signed, others = [others[-1]], others[:-1]
    return (others[-1] if others else None), signed


def _factiva_in_order(lines: Lines) -> _Story:
    counted = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if counted is None:
        return _Story()
    head, rest = lines[:counted], list(lines[counted + 1 :])
    story = _Story()
    story.title, signed = _title_in_order(head)
    story.authors = clean_names(signed)
    if rest and _BRITISH_DAY.fullmatch(rest[0]):
        story.published = read_date(rest.pop(0))
        if rest and re.fullmatch(r"\d{1,2}:\d{2}(?: [AP]M)?(?: GMT)?", rest[0]):
            rest.pop(0)
        story.outlet = rest.pop(0) if rest else None
    # The code of the outlet, pages, the language and the rights stand before the text.
    last = next((at for at, line in enumerate(rest[:10]) if _RIGHTS.fullmatch(line)), None)
    if last is None:
        last = next((at for at, line in enumerate(rest[:10]) if re.fullmatch(_LANGUAGES, line)), -1)
    story.body = rest[last + 1 :]
    return story


# ---- ProQuest: labelled fields, a rule of underscores between two stories

_PROQUEST = (
    "Title|Author|Authors|Publication info|Abstract|Links|Full text|Subject|Location|People|Company / organization|"
    "Publication title|Publication year|Publication date|Section|Publisher|Place of publication|Country of publication|"
    "Publication subject|ISSN|Source type|Language of publication|Document type|ProQuest document ID|Document URL|"
    "Copyright|Last updated|Database|Pages|First page|Dateline|Volume|Issue|Classification|Identifier / keyword|"
    "Number of pages|Cite this as|Credit|Company"
)
_NUMBERED = re.compile(r"Document (\d+) of (\d+)")


def _proquest(lines: Lines) -> _Story:
    told = _labels([line for line in lines if not _NUMBERED.fullmatch(line)], _PROQUEST)
    first = [line for line in told[""] if line != "ProQuest document link"]

    def one(*names: str) -> str | None:
        return next((" ".join(told[name]) for name in names if told.get(name)), None)

    info = one("publication info") or ""
    return _Story(
        title=one("title") or (first[0] if first else None),
        outlet=one("publication title") or info.partition(" ; ")[0].strip() or None,
        published=read_date(one("publication date") or re.sub(r"^.*?(?=\d{1,2} \w{3} \d{4})", "", info)),
        authors=clean_names(re.split(r"\s*;\s*", one("author", "authors") or "")),
        body=[line for line in told.get("full text", ()) if line != "ProQuest document link"],
        url=next(iter(re.findall(r"https?://\S+", one("document url") or "")), None),
    )


_VENDORS = (
    _Vendor(
        "Nexis Uni", re.compile(r"Body\Z|Load-Date:"), re.compile(r"End of Document"), None,
        re.compile(rf"\ADocuments? \({_COUNT}\)"), _nexis,
    ),
    _Vendor(
        "Factiva", re.compile(r"Document [A-Z]{2}"), re.compile(r"Document [A-Z]{2}[A-Za-z0-9]{8,}"), None,
        re.compile(rf"\A{_COUNT} (?:documents|articles)\Z", re.IGNORECASE), _factiva,
    ),
    _Vendor(
        "ProQuest", re.compile(r"Full text:|ProQuest document (?:ID:|link)"), None, re.compile(r"_{20,}"),
        re.compile(rf"\ADocument \d+ of {_COUNT}"), _proquest,
    ),
)  # fmt: skip
