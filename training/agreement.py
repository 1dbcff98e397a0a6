"""Return how far a second, blind coder agrees with the labels: pairs, types and modality.

`python -m training.agreement FIRST SECOND`: FIRST is JSON lines {i, origin, events: [{s, t, way, type, act, mod}]},
SECOND has `number@@events` with events as `1>2 TYPE[:ACT] modality`. Pairs are ordered; CONSULT and `=` hold both ways.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.common import f1

EVENT = re.compile(r"([\d,]+)([>=])([\d,]+|-) ([A-Z]+)(?::([A-Z]+))?(?:/\S+)? (\w+)")
Coded = dict[tuple[str, str], set[tuple[str, str]]]


def first_of(path: Path) -> dict[int, tuple[str, Coded]]:
    """Return origin and coded pairs by sentence."""
    found = {}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        events = [(e["s"], e["way"], e["t"] or ["-"], e["type"], e["act"], e["mod"]) for e in row["events"]]
        found[row["i"]] = (row["origin"], coded(events))
    return found


def second_of(path: Path) -> dict[int, Coded]:
    """Return coded pairs by sentence."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if "@@" in line:
            number, events = line.split("@@", 1)
            parts = [match.groups() for match in EVENT.finditer(events)]
            found[int(number)] = coded(
                (s.split(","), way, t.split(","), kind, act or kind, mood) for s, way, t, kind, act, mood in parts
            )
    return found


def coded(events: Iterable[tuple[list[str], str, list[str], str, str, str]]) -> Coded:
    """Return the types and modalities of each ordered pair."""
    found: Coded = {}
    for sources, way, targets, kind, act, mood in events:
        for source in sources:
            for target in targets:
                found.setdefault((source, target), set()).add((kind, mood))
                if target != "-" and (way == "=" or act == "CONSULT"):
                    found.setdefault((target, source), set()).add((kind, mood))
    return found


def agreement(first: dict[int, tuple[str, Coded]], second: dict[int, Coded]) -> dict[str, dict[str, float]]:
    """Return F1 of one coder against the other on pairs and types, and agreement on the modality of shared ones."""
    counts: dict[str, Counter[str]] = {"all": Counter(), "invented": Counter(), "real": Counter()}
    for number, (origin, mine) in first.items():
        theirs = second.get(number, {})
        part = "real" if "/" in origin else "invented"
        for name in ("all", part):
            tally = counts[name]
            tally["any gold"] += len(mine)
            tally["any found"] += len(theirs)
            tally["type gold"] += len(mine)
            tally["type found"] += len(theirs)
            for pair in mine.keys() & theirs.keys():
                tally["any right"] += 1
                same = {kind for kind, _ in mine[pair]} & {kind for kind, _ in theirs[pair]}
                tally["type right"] += bool(same)
                if same:
                    tally["mood asked"] += 1
                    tally["mood right"] += bool({m for _, m in mine[pair]} & {m for _, m in theirs[pair]})
            tally["sentences"] += 1
            tally["none agreed"] += bool(mine) == bool(theirs)
    return {
        name: {
            "sentences": tally["sentences"],
            "event or none, agreed": round(tally["none agreed"] / max(1, tally["sentences"]), 3),
            "pair F1": round(f1(tally, "any"), 3),
            "pair and type F1": round(f1(tally, "type"), 3),
            "type where both have an event": round(tally["type right"] / max(1, tally["any right"]), 3),
            "modality where the type agrees": round(tally["mood right"] / max(1, tally["mood asked"]), 3),
        }
        for name, tally in counts.items()
    }


if __name__ == "__main__":
    print(json.dumps(agreement(first_of(Path(sys.argv[1])), second_of(Path(sys.argv[2]))), indent=1))
