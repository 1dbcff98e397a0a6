"""Return the forms of words: which base form and which form of a verb a word may be, and the singular of a noun."""

from __future__ import annotations

from functools import cache

from dyadbook.steps.act_rows import rows
from dyadbook.steps.table import split_cell, table_rows

Form = str  # base, s, past, part or ing


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
def _irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the past forms and the participles of irregular verbs, by base."""
    return {
        row["base"]: (split_cell(row["past"]), split_cell(row["participle"]))
        for row in table_rows("verbs.csv") if row["past"]
    }  # fmt: skip


@cache
def forms() -> dict[str, tuple[tuple[str, Form], ...]]:
    """Return (base, form) pairs by written form, for the verbs of the act table and the common verbs beside them."""
    irregular = _irregular()
    table = table_rows("verbs.csv")
    bases = dict.fromkeys([row["base"] for row in table] + [word for pos, word in rows() if pos == "v"])
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
            pairs = [("be", "base"), ("is", "s"), ("are", "s"), ("am", "s"), ("was", "past"), ("were", "past")]
            pairs += [("been", "part"), ("being", "ing")]
        if base == "have":
            pairs = [("have", "base"), ("has", "s"), ("had", "past"), ("had", "part"), ("having", "ing")]
        for written, form in pairs:
            found.setdefault(written, []).append((base, form))
    return {written: tuple(each) for written, each in found.items()}


@cache
def written(base: str) -> frozenset[str]:
    """Return how a word may be written as a noun or a verb: `strike`, `strikes`, `struck`, `striking`."""
    pasts, parts = _irregular().get(base, ((), ()))
    return frozenset({base, *_regular(base), *pasts, *parts})


def singular(word: str) -> str:
    """Return the singular of a plural noun as news writes it: `talks` talk, `treaties` treaty, `forces` force."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "gas")) else word


def is_form(word: str, bases: frozenset[str]) -> bool:
    """Return whether a word is a form of one of these bases."""
    return any(base in bases for base, _ in forms().get(word, ()))
