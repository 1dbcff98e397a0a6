"""Return labelled sentences read from the inline format of `training/data/README.md`, and check files of them.

`python -m training.inline FILE...` reports every broken line, near-duplicates, and counts by type, mode and modality.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dyadbook import ontology

NAMES = {"c": "country", "o": "organization", "p": "person", "f": "office", "g": "group", "l": "place", "w": "time"}
CONSTRUCTIONS = ("active", "passive", "nominal", "headline", "reported", "quoted", "none")
MODALITIES = ("actual", "future", "hypothetical", "negated")
OPEN = re.compile(r"\[([copfglwtmsuq])([0-9]*|[a-z]?) ")
EVENT = re.compile(
    r"(?P<key>[a-z]) (?P<source>\d+(?:,\d+)*)(?P<way>[>=])(?P<target>-|\d+(?:,\d+)*)"
    r" (?P<type>[A-Z]+)(?::(?P<act>[A-Z]+))?(?P<modes>(?:/[a-z-]+)*) (?P<modality>[a-z]+)"
)


@dataclass(frozen=True)
class Mark:
    """A marked stretch: `kind` is one of the letters of the format, `key` a party, an event or an attribution."""

    kind: str
    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Relation:
    """One labelled event: sides by party number; `way` is `>` or `=` (no direction)."""

    key: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    way: str
    type: str
    act: str
    modes: tuple[str, ...]
    modality: str


@dataclass
class Labelled:
    """A sentence with its marks (offsets in code points of `text`) and events."""

    text: str
    construction: str = "none"
    marks: list[Mark] = field(default_factory=list)
    events: list[Relation] = field(default_factory=list)
    origin: str = ""


class FormatError(ValueError):
    """A line that is not in the format."""


def parse_sentence(marked: str) -> tuple[str, list[Mark]]:
    """Return the plain text and the marks of a marked sentence.

    Raises: FormatError where brackets do not match.
    """
    out: list[str] = []
    stack: list[tuple[str, str, int]] = []
    marks: list[Mark] = []
    at = size = 0
    while at < len(marked):
        match = OPEN.match(marked, at)
        if match:
            stack.append((match[1], match[2], size))
            at = match.end()
        elif marked[at] == "]":
            if not stack:
                raise FormatError(f"a ] without its [ at {at}")
            kind, key, start = stack.pop()
            if start == size:
                raise FormatError(f"an empty mark at {at}")
            marks.append(Mark(kind, key, start, size))
            at += 1
        elif marked[at] == "[":
            raise FormatError(f"an unknown mark at {at}: {marked[at : at + 12]!r}")
        else:
            out.append(marked[at])
            size += 1
            at += 1
    if stack:
        raise FormatError(f"a [{stack[-1][0]} that is not closed")
    return "".join(out), sorted(marks, key=lambda mark: (mark.start, -mark.end))


def parse_events(column: str) -> list[Relation]:
    """Return the events of the second column.

    Raises: FormatError where it does not follow the format or PLOVER has no such type or mode.
    """
    found = []
    for part in [] if column.strip() == "-" else column.strip().rstrip(";").split(";"):
        match = EVENT.fullmatch(part.strip())
        if match is None:
            raise FormatError(f"an event that cannot be read: {part.strip()!r}")
        modes = tuple(mode for mode in match["modes"].split("/") if mode)
        act = match["act"] or match["type"]
        for name in (match["type"], act):
            if not ontology.is_type(name):
                raise FormatError(f"no PLOVER type {name}")
        for mode in modes:
            if not ontology.is_mode(match["type"], mode) and not ontology.is_mode(act, mode):
                raise FormatError(f"{act} has no mode {mode}")
        if match["modality"] not in MODALITIES:
            raise FormatError(f"no modality {match['modality']}")
        target = () if match["target"] == "-" else tuple(match["target"].split(","))
        found.append(
            Relation(match["key"], tuple(match["source"].split(",")), target, match["way"], match["type"], act, modes,
                     match["modality"])
        )  # fmt: skip
    return found


def parse_line(line: str, origin: str = "") -> Labelled:
    """Return the labelled sentence of one line.

    Raises: FormatError that says what is wrong.
    """
    parts = line.rstrip("\n").split("\t")
    if len(parts) != 3:
        raise FormatError(f"{len(parts)} columns in place of 3")
    construction, column, marked = parts
    if construction not in CONSTRUCTIONS:
        raise FormatError(f"no construction {construction!r}")
    text, marks = parse_sentence(marked.strip())
    events = parse_events(column)
    parties = {mark.key for mark in marks if mark.kind in "copfg" and mark.key}
    triggers = {mark.key for mark in marks if mark.kind == "t"}
    for event in events:
        for side in (*event.source, *event.target):
            if side not in parties:
                raise FormatError(f"event {event.key} names side {side}, which no mark has")
        if event.key not in triggers:
            raise FormatError(f"event {event.key} has no trigger [t{event.key} ...]")
        if set(event.source) & set(event.target):
            raise FormatError(f"event {event.key} has a side on both ends")
        if (
            event.type == "AGREE"
            and event.act in {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
            and event.modality == "actual"
        ):
            raise FormatError(f"event {event.key}: a future {event.act} is not actual")
        if event.modality == "future" and event.type in {"CONSULT", "SUPPORT", "COOPERATE", "AID"}:
            raise FormatError(f"event {event.key}: a future {event.type} is AGREE:{event.type}")
        if event.modality == "future" and event.type == "RETREAT":
            raise FormatError(f"event {event.key}: a future RETREAT is CONCEDE:RETREAT")
    keys = {event.key for event in events}
    if len(keys) != len(events):
        raise FormatError("two events with one letter")
    for mark in marks:
        if mark.kind in "tm" and mark.key not in keys:
            raise FormatError(f"a mark [{mark.kind}{mark.key} of no event")
        if mark.kind in "suq" and not mark.key:
            raise FormatError(f"a mark [{mark.kind} without a number")
    if (construction == "none") != (not events):
        raise FormatError("construction none goes with no event, and no other does")
    return Labelled(text, construction, marks, events, origin)


def read_file(path: Path) -> Iterator[Labelled]:
    """Yield the labelled sentences of a file; lines that begin with # are its head.

    Raises: FormatError with file and line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield parse_line(line, f"{path.name}:{number}")
            except FormatError as error:
                raise FormatError(f"{path}:{number}: {error}") from None


def frame(one: Labelled) -> tuple[str, ...]:
    """Return the words of a sentence with its names as their kinds: what two sentences share that differ in names."""
    out: list[str] = []
    at = 0
    for mark in [mark for mark in one.marks if mark.kind in NAMES]:
        if mark.start >= at:
            out += [*re.findall(r"\w+", one.text[at : mark.start].lower()), f"<{mark.kind}>"]
            at = mark.end
    return tuple(out + re.findall(r"\w+", one.text[at:].lower()))


def near_duplicates(sentences: Sequence[Labelled], limit: float = 0.6) -> list[tuple[str, str]]:
    """Return the pairs of origins whose frames share at least `limit` of their three-word runs."""
    runs = [{f[k : k + 3] for k in range(max(1, len(f) - 2))} for f in map(frame, sentences)]
    index: dict[tuple[str, ...], list[int]] = {}
    pairs = []
    for number, mine in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in mine:
            others = index.setdefault(run, [])
            if len(others) < 200:
                shared.update(others)
            others.append(number)
        for other, count in shared.items():
            if count / len(mine | runs[other]) >= limit:
                pairs.append((sentences[other].origin, sentences[number].origin))
    return pairs


def report(sentences: Sequence[Labelled]) -> str:
    """Return counts by construction, type, mode and modality, distinct triggers, and near-duplicates."""
    events = [(one, event) for one in sentences for event in one.events]
    triggers: dict[str, set[str]] = {}
    for one, event in events:
        words = " ".join(one.text[m.start : m.end].lower() for m in one.marks if m.kind == "t" and m.key == event.key)
        triggers.setdefault(event.type, set()).add(words)
    kinds = Counter(event.type for _, event in events)
    modes = Counter(f"{event.act}/{mode}" for _, event in events for mode in event.modes)
    lines = [
        f"{len(sentences)} sentences, {len(events)} events, {sum(not one.events for one in sentences)} with none",
        "constructions: " + ", ".join(f"{k} {v}" for k, v in Counter(o.construction for o in sentences).most_common()),
        "modalities: " + ", ".join(f"{k} {v}" for k, v in Counter(e.modality for _, e in events).most_common()),
        "types (distinct triggers): " + ", ".join(f"{k} {v} ({len(triggers[k])})" for k, v in kinds.most_common()),
        "modes: " + ", ".join(f"{k} {v}" for k, v in modes.most_common()),
        "marks: " + ", ".join(f"{k} {v}" for k, v in Counter(m.kind for o in sentences for m in o.marks).most_common()),
    ]  # fmt: skip
    pairs = near_duplicates(sentences)
    lines.append(f"near-duplicates: {len(pairs)}" + "".join(f"\n  {a} ~ {b}" for a, b in pairs[:40]))
    return "\n".join(lines)


def main(paths: Iterable[str]) -> int:
    """Print what is wrong in the files, then the report; return the exit code."""
    good: list[Labelled] = []
    bad = 0
    for name in paths:
        path = Path(name)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                good.append(parse_line(line, f"{path.name}:{number}"))
            except FormatError as error:
                bad += 1
                print(f"{path.name}:{number}: {error}")
    print(f"{bad} broken lines")
    print(report(good))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
