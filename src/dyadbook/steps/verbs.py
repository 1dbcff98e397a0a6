"""Return the forms of verbs and nouns of the act tables: which base form and which form a word may be."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

Form = str  # base, s, past, part or ing


@dataclass(frozen=True)
class Row:
    """One row of acts.csv: words of an act, and what they mean."""

    heads: tuple[str, ...]
    pos: str
    objects: tuple[str, ...]
    links: tuple[str, ...]
    type: str
    mode: str
    cameo: str
    flags: str


def _lines(name: str) -> Iterator[list[str]]:
    text = resources.files("dyadbook.steps").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from list(csv.reader(lines))[1:]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def rows() -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Row], ...]]:
    """Return, for each part of speech and first word, the (words of the head, row) that it may open, longest first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Row]]] = {}
    for head, pos, object, target, type, mode, cameo, flags in _lines("acts.csv"):
        row = Row(_split(head), pos, _split(object), _split(target), type, mode, cameo, flags)
        for words in (tuple(one.split()) for one in row.heads):
            found.setdefault((pos, words[0]), []).append((words, row))
    return {key: tuple(sorted(each, key=lambda item: -len(item[0]))) for key, each in found.items()}


def _regular(base: str) -> tuple[str, str, str]:
    """Return the third person, past and -ing forms of a regular verb."""
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    if base.endswith("e"):
        return (
            third,
            base + "d",
            base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing" if base[-2] != "e" else base + "ing",
        )
    if base.endswith("y") and base[-2] not in "aeiou":
        return third, base[:-1] + "ied", base + "ing"
    if (
        len(base) > 2
        and base[-1] not in "aeiouwxy"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
        and _stressed(base)
    ):
        return third, base + base[-1] + "ed", base + base[-1] + "ing"
    return third, base + "ed", base + "ing"


def _stressed(base: str) -> bool:
    """Return whether a verb doubles its last consonant: one syllable, or one of those stressed on the last."""
    return sum(char in "aeiou" for char in base) == 1 or base.endswith(
        ("mit", "fer", "pel", "bar", "nul", "cel", "vel", "nal", "nap")
    )


@cache
def forms() -> dict[str, tuple[tuple[str, Form], ...]]:
    """Return (base, form) pairs by written form, for the verbs of the act table and the common verbs beside them."""
    irregular = {base: (_split(past), _split(part)) for base, past, part in _lines("verbs.csv") if past}
    bases = dict.fromkeys([base for base, _, _ in _lines("verbs.csv")] + [word for pos, word in rows() if pos == "v"])
    found: dict[str, list[tuple[str, Form]]] = {}
    for base in bases:
        third, past, ing = _regular(base)
        pasts, parts = irregular.get(base, ((past,), (past,)))
        pairs = [
            (base, "base"),
            (third, "s"),
            (ing, "ing"),
            *((form, "past") for form in pasts),
            *((form, "part") for form in parts),
        ]
        if base == "be":
            pairs = [
                ("be", "base"),
                ("is", "s"),
                ("are", "s"),
                ("am", "s"),
                ("was", "past"),
                ("were", "past"),
                ("been", "part"),
                ("being", "ing"),
            ]
        if base == "have":
            pairs = [("have", "base"), ("has", "s"), ("had", "past"), ("had", "part"), ("having", "ing")]
        for written, form in pairs:
            found.setdefault(written, []).append((base, form))
    return {written: tuple(each) for written, each in found.items()}


def singular(word: str) -> str:
    """Return the singular of a plural noun as news writes it: `talks` talk, `treaties` treaty, `forces` force."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "gas")) else word
