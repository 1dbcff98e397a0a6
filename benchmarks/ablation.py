"""Return what each head, table and rule brings: F1 on the development stories with one of them taken away.

    python -m benchmarks.ablation [--only NAME ...]

Each line takes one part out of the reader, reads the 50 development stories and compares with the whole.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from benchmarks import reading as bench
from benchmarks import stories
from benchmarks.common import table
from benchmarks.news import NEWS

from dyadbook import world
from dyadbook.records import When
from dyadbook.steps import actors, event_reports, sides, sight, statements
from dyadbook.steps.acts import elsewhere, pairs, weighing
from dyadbook.steps.acts import told as acts_told
from dyadbook.steps.naming import meant
from dyadbook.steps.when import done as when_done
from dyadbook.steps.when import history

LAYERS = ("statements", "events.words", "events.parties", "events", "events.as_told", "standings")
Patch = tuple[ModuleType | object, str, Any]


def _nothing(*_: Any, **__: Any) -> tuple[()]:
    return ()


def _same_mentions(_: str, mentions: Any, *rest: Any) -> Any:
    return mentions


PARTS: dict[str, Callable[[], list[Patch]]] = {
    "nothing": lambda: [],
    "head of events (rules alone)": lambda: [
        (acts_told, "seen_acts", lambda *_: []),
        (elsewhere, "SURE", 1.1),
        (weighing, "is_unlikely", lambda *_: False),
    ],
    "parties of other sentences": lambda: [(elsewhere, "SURE", 1.1)],
    "rules of events (model alone)": lambda: [(pairs, "ruled_acts", lambda *_: [])],
    "head of attribution (rules alone)": lambda: [(statements, "seen_attributions", lambda *_: [])],
    "rules of attribution (model alone)": lambda: [(statements, "find_attributions", lambda *_, **__: [])],
    "head of names": lambda: [(actors, "with_names", _same_mentions)],
    "affiliations (for whom people speak, by the words)": lambda: [(actors, "with_affiliations", _same_mentions)],
    "pronouns": lambda: [(meant, "_pronoun", lambda *_: None)],
    "offices and persons": lambda: [(world, "people_named", _nothing), (world, "holders", _nothing)],
    "history of undated acts": lambda: [(history, "by_signs", lambda *_: None)],
    "the day of the statement for verbal acts": lambda: [(when_done, "day_said", lambda *_: When())],
    "merging of reports within an article": lambda: [(event_reports, "_same", lambda *_: False)],
    "who is no side (places, agencies, occasions)": lambda: [
        (pairs, "side_of", _any_side),
        (pairs, "stands_within", lambda *_: False),
    ],
}


def _any_side(_: str, actor: Any) -> str | None:
    return sides.party_of(actor) if actor.basis != "place" else None


@contextmanager
def _without(patches: list[Patch]) -> Iterator[None]:
    """Take parts out for as long as the block runs."""
    kept = [(holder, name, getattr(holder, name)) for holder, name, _ in patches]
    for holder, name, value in patches:
        setattr(holder, name, value)
    sight.forget()
    try:
        yield
    finally:
        for holder, name, value in kept:
            setattr(holder, name, value)
        sight.forget()


def measure(part: str) -> dict[str, float]:
    """Return F1 by layer without a part."""
    with _without(PARTS[part]()):
        whole = bench.total(stories.scores(False))
    return {name: whole.layers[name].f1 for name in LAYERS}


def main() -> None:
    """Print F1 by layer without each part, and how far it falls."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(PARTS), metavar="NAME")
    given = parser.parse_args()
    if not NEWS.exists():
        raise SystemExit(f"ablation: {NEWS.name} is not beside the repository")
    full = measure("nothing")
    lines = [("without", *LAYERS), ("nothing", *(f"{full[name]:.3f}" for name in LAYERS))]
    for part in given.only or list(PARTS)[1:]:
        found = measure(part)
        lines.append((part, *(f"{found[name]:.3f} ({found[name] - full[name]:+.3f})" for name in LAYERS)))
        print(*lines[-1], flush=True)
    print(table(lines))


if __name__ == "__main__":
    main()
